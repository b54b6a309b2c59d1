"""What passes from the network to the lab's framework, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from gate_door import BROWSER, KERNEL, OTHER, PAGE_ID, Door, door_of, furnish, socket_of

from budgetsim.app.addresses import PATHS
from budgetsim.app.gate import headers
from budgetsim.app.gate.headers import is_own_origin, read_place
from budgetsim.app.gate.rules import AREAS, read_rules

HELLO = '{"header": {"msg_type": "kernel_info_request"}, "content": {}}'
ECHARTS = "/_solara/cdn/echarts@5.4.0/dist/echarts.js"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return furnish(tmp_path)


@pytest.fixture
def door(folder: Path) -> Door:
    return door_of(folder)


# What passes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PATHS.values(), "/lessons/ratchet", "/play/", "/play?lang=zh&code=a%20b"])
def test_pages_pass(door: Door, path: str) -> None:
    answer = door.ask(path)
    assert (answer.status, answer.body) == (200, "stub")
    assert door.stub.scopes[0]["path"] == path.partition("?")[0]


def test_areas_are_those_of_the_pages() -> None:
    assert {path.strip("/") for path in PATHS.values()} == AREAS


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path", ["/_solara/cdn/echarts@5.4.0/dist/echarts.js", "/static/assets/style.css?v=1a2b"]
)
def test_existing_files_pass(door: Door, path: str, method: str) -> None:
    assert door.ask(path, method).status == 200


def test_pulse_is_answered_without_the_framework(door: Door) -> None:
    answer = door.ask("/readyz")
    assert (answer.status, answer.body, door.stub.scopes) == (204, "", [])


def test_socket_of_a_session_passes_with_its_messages(door: Door) -> None:
    answer = door.connect(socket_of(), [HELLO])
    assert answer.sent[0]["type"] == "websocket.accept"
    assert door.stub.heard == [HELLO]
    assert door.stub.scopes[0]["query_string"] == f"session_id={PAGE_ID}".encode()


def test_closed_page_gives_its_session_back(door: Door) -> None:
    door.connect(socket_of())
    farewell = f"/_solara/api/close/{KERNEL}?session_id={PAGE_ID}"
    assert door.ask(farewell, "POST", cookie=f"{headers.COOKIE}={OTHER}").status == 204
    assert door.ask(farewell, "POST").status == 204
    assert len(door.stub.scopes) == 1, "nobody but its own browser closes a session"
    assert door.ask(farewell, "POST", cookie=f"{headers.COOKIE}={BROWSER}").status == 200
    assert len(door.stub.scopes) == 2


# What does not exist ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        # Files that are not there would be fetched from the internet and written to disk.
        "/_solara/cdn/vue@2.6.10/dist/vue.js",
        "/_solara/cdn/echarts@5.4.0/dist/none.js",
        "/_solara/cdn/echarts@5.4.0",
        "/_solara/cdn/vue",
        # A folder where a file is expected would be removed.
        "/_solara/cdn/echarts@5.4.0/package.js",
        "/_solara/cdn/echarts@5.4.0/dist",
        # Out of the folder.
        "/_solara/cdn/../secret.js",
        "/_solara/cdn/echarts@5.4.0/../../../secret.js",
        "/_solara/cdn/echarts@5.4.0/linked.js",
        "/_solara/cdn/away/secret.js",
        "/_solara/cdn//etc/passwd",
        "/_solara/cdn/..\\secret.js",
        "/_solara/cdn/%2e%2e/secret.js",
        "/static/assets/style.css\x00.js",
        "/static/assets/./style.css",
        "/static/assets/.hidden.js",
        "/static/assets/code.py",
        "/static/assets/",
        "/static/public/any.js",
        "/jupyter/nbextensions/none/nodeps.js",
        # What the framework serves and no page asks for.
        "/resourcez",
        "/resourcez?verbose",
        f"/jupyter/api/kernels/{KERNEL}",
        f"/_solara/api/evict/{KERNEL}",
        "/_solara/api/close/all",
        "/_solara/auth/login",
        "/jupyter/api/contents",
        # No page of the lab.
        "/admin",
        "/exploring",
        "/play/../play",
        "//play",
        "/lessons/a/b/c",
        "/play?kernelid=1",
        "/play?KERNELID=1&modelid=2",
        "/?solara-no-close-beacon",
        f"/play?{'x' * 9000}",
    ],
)
def test_what_does_not_exist_never_reaches_the_framework(door: Door, path: str) -> None:
    answer = door.ask(path)
    assert (answer.status, door.stub.scopes) == (404, [])


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"]
)
@pytest.mark.parametrize(
    "path", ["/", "/play", "/static/assets/style.css", "/_solara/cdn/echarts@5.4.0/dist/echarts.js"]
)
def test_nothing_is_written_or_deleted(door: Door, path: str, method: str) -> None:
    answer = door.ask(path, method)
    assert (answer.status, door.stub.scopes) == (405, [])
    assert answer.header("allow") == "GET, HEAD"


def test_farewell_is_no_link(door: Door) -> None:
    assert door.ask(f"/_solara/api/close/{KERNEL}?session_id={PAGE_ID}").status == 405
    assert door.stub.scopes == []


@pytest.mark.parametrize(
    "named", [{"content_length": "5"}, {"transfer_encoding": "chunked"}, {"content_length": "x"}]
)
def test_nothing_is_uploaded(door: Door, named: dict[str, str]) -> None:
    assert door.ask("/", body=b"abcde", **named).status == 413
    assert door.stub.scopes == []


def test_body_that_was_not_announced_does_not_arrive(door: Door) -> None:
    door.ask("/", body=b"abcde")
    assert door.stub.bodies == [b""]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/jupyter/api/kernels/abc/channels?session_id=1",
        f"/jupyter/api/kernels/{KERNEL}/channels",
        f"/jupyter/api/kernels/{KERNEL}/shell?session_id={PAGE_ID}",
        f"/jupyter/api/kernels/{KERNEL}/channels?session_id=../x",
    ],
)
def test_other_sockets_do_not_exist(door: Door, path: str) -> None:
    assert door.connect(path).sent == [{"type": "websocket.close", "code": 1008, "reason": ""}]
    assert door.stub.scopes == []


# Whom it is for, and who asks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", [None, "", "evil.example", "evil.example:8765", "127.0.0.1.evil.example", "a b", "1.2.3.4"]
)
def test_foreign_host_is_refused(door: Door, host: str | None) -> None:
    assert door.ask("/", host=host).status == 421
    assert door.connect(socket_of(), host=host).status == 1008
    assert door.stub.scopes == []


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:99", "127.0.0.1", "[::1]:8765", "localhost."])
def test_own_host_is_served(door: Door, host: str) -> None:
    assert door.ask("/", host=host).status == 200


def test_number_at_which_the_connection_came_in_is_the_lab_s(folder: Path) -> None:
    door = door_of(folder, read_rules().at("0.0.0.0", 8765, "192.168.1.5"))
    assert door.ask("/", host="192.168.1.5:8765", reached="192.168.1.5").status == 200
    assert door.ask("/", host="192.168.1.6:8765", reached="192.168.1.5").status == 421
    assert door.ask("/", host="192.168.1.5", reached="::ffff:192.168.1.5").status == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://127.0.0.1:9999",
        "https://127.0.0.1",
        "file://",
        "http://a b",
        "",
    ],
)
def test_page_of_another_site_is_refused(door: Door, origin: str) -> None:
    assert door.ask("/", origin=origin).status == 403
    assert door.connect(socket_of(), origin=origin).status == 1008
    assert door.stub.scopes == []


def test_socket_without_origin_is_refused(door: Door) -> None:
    assert door.connect(socket_of(), origin=None).status == 1008
    assert door.stub.scopes == []


def test_host_that_was_named_is_served_on_any_port(folder: Path) -> None:
    door = door_of(folder, read_rules(allowed=["Hub.Example.org"]).at("127.0.0.1", 8765, "127.0.0.1"))
    assert door.ask("/", host="hub.example.org").status == 200
    # A proxy may put its own name for the lab into Host.
    assert door.connect(socket_of(), origin="https://hub.example.org").sent[0]["type"] == "websocket.accept"
    assert door.ask("/", host="example.org").status == 421


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("http://lab", "lab", "own"),
        ("http://lab", "lab:80", "own"),
        ("https://lab:443", "lab", "own"),
        ("http://lab", "lab:8765", "foreign"),
        ("https://lab", "lab:80", "foreign"),
        ("http://[::1]:8765", "[::1]:8765", "own"),
    ],
)
def test_origin_is_the_host_with_its_port(origin: str, host: str, own: str) -> None:
    place = read_place(host)
    assert place is not None
    assert is_own_origin(origin, place, frozenset()) is (own == "own")


# What the framework hears -----------------------------------------------------------------------------------------


def test_headers_that_would_move_the_lab_are_dropped(folder: Path) -> None:
    door = door_of(folder, read_rules("/lab").at("127.0.0.1", 8765, "127.0.0.1"))
    door.ask(
        "/lab/play?lang=zh",
        host="localhost:1",
        script_name="/evil",
        x_script_name="/evil",
        x_forwarded_host="evil.example",
        x_forwarded_proto="https",
        x_forwarded_prefix="/evil",
        x_forwarded_for="1.2.3.4",
        forwarded="host=evil.example",
        x_original_url="/resourcez",
        cookie=f"a=b; {headers.COOKIE}={BROWSER}; solara-session-id=mine",
        accept="text/html",
    )
    (scope,) = door.stub.scopes
    assert dict(scope["headers"]) == {
        b"host": b"127.0.0.1:8765",
        b"accept": b"text/html",
        b"cookie": f"solara-session-id={BROWSER}".encode(),
    }
    assert (scope["path"], scope["root_path"], scope["query_string"]) == ("/lab/play", "", b"lang=zh")
    assert (scope["scheme"], scope["server"]) == ("http", ("127.0.0.1", 8765))


@pytest.mark.parametrize("path", ["/lab/play", "/play"])
def test_root_path_is_served_whether_or_not_a_proxy_strips_it(folder: Path, path: str) -> None:
    door = door_of(folder, read_rules("/lab").at("127.0.0.1", 8765, "127.0.0.1"))
    assert door.ask(path).status == 200
    assert door.stub.scopes[0]["path"] == "/lab/play"
    prefix = path.removesuffix("/play")
    assert door.ask(f"{prefix}/static/assets/style.css").status == 200
    assert door.stub.scopes[1]["path"] == "/static/assets/style.css"
    assert door.connect(prefix + socket_of()).sent[0]["type"] == "websocket.accept"


def test_path_beside_the_root_path_does_not_exist(folder: Path) -> None:
    door = door_of(folder, read_rules("/lab").at("127.0.0.1", 8765, "127.0.0.1"))
    assert [door.ask(path).status for path in ("/lab", "/lab/", "/labor/play", "/lab/lab/play")] == [
        200,
        200,
        404,
        404,
    ]
