"""What a browser gets from the lab's gate, and what a session hears."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from gate_door import BROWSER, KERNEL, OTHER, PAGE_ID, Door, door_of, furnish, socket_of

from budgetsim.app import gate
from budgetsim.app.gate import headers
from budgetsim.app.gate.rules import read_rules
from budgetsim.app.gate.seats import Seats

HELLO = '{"header": {"msg_type": "kernel_info_request"}, "content": {}}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return furnish(tmp_path)


@pytest.fixture
def door(folder: Path) -> Door:
    return door_of(folder)


# What a browser gets ----------------------------------------------------------------------------------------------


def test_cookie_is_out_of_reach_for_scripts_and_soon_forgotten(door: Door) -> None:
    cookie = door.ask("/").header("set-cookie")
    assert cookie is not None
    name, *rest = cookie.split("; ")
    assert headers.BROWSER.fullmatch(name.removeprefix(f"{headers.COOKIE}="))
    assert rest == ["Path=/", f"Max-Age={headers.COOKIE_SECONDS}", "HttpOnly", "SameSite=Lax"]
    assert headers.COOKIE_SECONDS <= 4 * 3600


def test_browser_keeps_its_name_and_files_carry_none(door: Door) -> None:
    again = door.ask("/", cookie=f"{headers.COOKIE}={BROWSER}").header("set-cookie")
    assert again is not None
    assert BROWSER in again
    assert "guessed" not in str(door.ask("/", cookie=f"{headers.COOKIE}=guessed").header("set-cookie"))
    assert door.ask("/static/assets/style.css").header("set-cookie") is None


def test_open_page_renews_the_name_of_its_browser(door: Door) -> None:
    assert BROWSER in str(door.ask("/readyz", cookie=f"{headers.COOKIE}={BROWSER}").header("set-cookie"))
    assert door.ask("/readyz").header("set-cookie") is None
    assert door.stub.scopes == []


def test_cookie_is_secure_over_https_and_bound_to_the_root_path(folder: Path) -> None:
    rules = read_rules(base_url="https://lab.example.org/lab").at("127.0.0.1", 8765, "127.0.0.1")
    cookie = str(door_of(folder, rules).ask("/", host="lab.example.org").header("set-cookie"))
    assert "; Secure" in cookie
    assert "; Path=/lab;" in cookie
    framed = replace(rules, embedders=("https://moodle.example.org",))
    answer = door_of(folder, framed).ask("/", host="lab.example.org")
    assert "SameSite=None; Secure; Partitioned" in str(answer.header("set-cookie"))
    assert "frame-ancestors 'self' https://moodle.example.org" in str(
        answer.header("content-security-policy")
    )


@pytest.mark.parametrize("path", ["/", "/none", "/readyz", "/static/assets/style.css"])
def test_every_answer_protects_the_browser(door: Door, path: str) -> None:
    answer = door.ask(path)
    assert answer.header("x-content-type-options") == "nosniff"
    policy = str(answer.header("content-security-policy"))
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "object-src 'none'" in policy


@pytest.mark.parametrize(("query", "tag"), [("?lang=zh", "zh-CN"), ("?lang=en", "en-GB")])
def test_answers_speak_the_page_s_language(door: Door, query: str, tag: str) -> None:
    assert f'lang="{tag}"' in door.ask(f"/none{query}").body


def test_answer_holds_no_markup_of_the_request(door: Door) -> None:
    for answer in (door.ask("/<b>", host="127.0.0.1"), door.ask("/", host="<b>")):
        assert "<b>" not in answer.body or answer.header("content-type") == "text/plain; charset=utf-8"


# Messages of a session --------------------------------------------------------------------------------------------


def open_comm(target: str) -> str:
    return f'{{"header": {{"msg_type": "comm_open"}}, "content": {{"target_name": "{target}"}}}}'


@pytest.mark.parametrize("message", [HELLO, open_comm("solara.control"), open_comm("jupyter.widget.control")])
def test_messages_of_pages_pass(message: str) -> None:
    assert gate.is_passable(message)


@pytest.mark.parametrize(
    "message",
    [
        open_comm("jupyter.widget"),
        HELLO.replace("kernel_info_request", "execute_request"),
        "[]",
        "{",
        "[" * 100_000,
        '{"header": 1}',
        b"\x00\x00\x00\x01",
        HELLO + " " * gate.LONGEST_MESSAGE,
    ],
    ids=["widget", "code", "list", "half", "deep", "no header", "bytes", "long"],
)
def test_other_messages_end_the_socket(door: Door, message: str | bytes) -> None:
    answer = door.connect(socket_of(), [HELLO, message, HELLO])
    assert door.stub.heard == [HELLO]
    assert answer.sent[-1]["type"] == "websocket.close"
    assert answer.sent[-1]["code"] == (1009 if len(message) > gate.LONGEST_MESSAGE else 1008)


# Full -----------------------------------------------------------------------------------------------------------


def test_full_lab_says_so_and_nothing_reaches_the_framework(folder: Path) -> None:
    door = door_of(folder, seats=Seats(1, 1, 300.0))
    assert door.gate.seats.take(OTHER, OTHER, "127.0.0.1", PAGE_ID)
    answer = door.ask("/?lang=zh")
    assert (answer.status, answer.header("retry-after")) == (503, "30")
    assert "实验室已满" in answer.body
    assert door.connect(socket_of()).status == 1008
    assert door.ask("/static/assets/style.css").status == 200
    assert [scope["path"] for scope in door.stub.scopes] == ["/static/assets/style.css"]


def test_seat_is_kept_when_the_connection_ends_and_given_back_by_the_page(door: Door) -> None:
    door.connect(socket_of())
    assert door.gate.seats.taken[KERNEL].sockets == 0
    door.ask(
        f"/_solara/api/close/{KERNEL}?session_id={PAGE_ID}", "POST", cookie=f"{headers.COOKIE}={BROWSER}"
    )
    assert door.gate.seats.taken == {}


# Proxies ----------------------------------------------------------------------------------------------------------


def test_path_that_a_proxy_names_is_told_once(folder: Path) -> None:
    told: list[str] = []
    door = door_of(folder)
    door.gate.on_prefix = told.append
    for prefix in ("/\x1b[2J", "/play", "/user/jo/proxy/8765", "/other"):
        door.ask("/", x_proxycontextpath=prefix)
    assert told == ["/user/jo/proxy/8765"]
    below = door_of(folder, read_rules("/lab").at("127.0.0.1", 8765, "127.0.0.1"))
    below.gate.on_prefix = told.append
    below.ask("/", x_forwarded_prefix="/lab")
    assert len(told) == 1
