"""How many sessions the lab has room for, and what is typed about its addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from gate_door import BROWSER, KERNEL, PAGE_ID

from budgetsim.app.gate.headers import client_of
from budgetsim.app.gate.rules import Address, AddressError, read_rules
from budgetsim.app.gate.seats import GRACE_SECONDS, SOCKETS, TABS, Seats

# Seats ------------------------------------------------------------------------------------------------------------


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def numbered(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ended() -> list[str]:
    return []


@pytest.fixture
def seats(clock: Clock, ended: list[str]) -> Seats:
    return Seats(total=6, by_address=4, idle_seconds=300.0, end=ended.append, clock=clock)


def test_200_sessions_of_one_address_are_as_many_as_it_may_have(seats: Seats) -> None:
    taken = [seats.take(numbered(k), numbered(k), "a", PAGE_ID) for k in range(200)]
    assert sum(taken) == 4
    assert not seats.has_room(numbered(999), "a")
    assert seats.has_room(numbered(999), "b")


def test_sessions_are_counted_in_all(seats: Seats) -> None:
    taken = [seats.take(numbered(k), numbered(k), f"address {k}", PAGE_ID) for k in range(200)]
    assert sum(taken) == 6


def test_one_browser_has_so_many_tabs(clock: Clock) -> None:
    seats = Seats(total=200, by_address=200, idle_seconds=300.0, clock=clock)
    assert sum(seats.take(numbered(k), BROWSER, "a", PAGE_ID) for k in range(200)) == TABS


def test_session_without_a_connection_makes_room_when_somebody_waits(
    seats: Seats, clock: Clock, ended: list[str]
) -> None:
    for k in range(4):
        seats.take(numbered(k), numbered(k), "a", PAGE_ID)
    for k in (2, 1):
        seats.rise(numbered(k))
        clock.now += 1
    assert not seats.take(numbered(9), numbered(9), "a", PAGE_ID), "it may be about to come back"
    clock.now += GRACE_SECONDS
    assert seats.has_room(numbered(9), "a")
    assert seats.take(numbered(9), numbered(9), "a", PAGE_ID)
    assert ended == [numbered(2)], "who has been away longest"
    assert seats.take(numbered(1), numbered(1), "a", PAGE_ID), "who comes back in time has kept the seat"


def test_idle_session_is_forgotten_after_minutes(seats: Seats, clock: Clock, ended: list[str]) -> None:
    seats.take(KERNEL, BROWSER, "a", PAGE_ID)
    seats.rise(KERNEL)
    clock.now += 299
    seats.has_room(BROWSER, "a")
    assert list(seats.taken) == [KERNEL]
    clock.now += 1
    seats.has_room(BROWSER, "a")
    assert (list(seats.taken), ended) == ([], [])


def test_session_belongs_to_one_browser_and_has_few_connections(seats: Seats) -> None:
    assert seats.take(KERNEL, BROWSER, "a", PAGE_ID)
    assert not seats.take(KERNEL, numbered(1), "a", PAGE_ID)
    assert sum(seats.take(KERNEL, BROWSER, "a", PAGE_ID) for _ in range(10)) == SOCKETS - 1


@pytest.mark.parametrize(
    ("client", "counted"),
    [
        (("192.168.1.5", 1), "192.168.1.5"),
        (("::ffff:192.168.1.5", 1), "192.168.1.5"),
        (("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1:2::/64"),
        (None, "unknown"),
    ],
)
def test_client_is_counted_by_what_it_cannot_choose(client: Any, counted: str) -> None:
    assert client_of(client) == counted


# At launch --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("", ""),
        ("/", ""),
        ("lab", "/lab"),
        ("/lab/", "/lab"),
        ("/user/jo@x/proxy/8765", "/user/jo@x/proxy/8765"),
    ],
)
def test_root_path_is_read_as_it_is_typed(typed: str, path: str) -> None:
    assert read_rules(typed).address.root_path == path


def test_base_address_says_everything_at_once() -> None:
    rules = read_rules(base_url="https://Hub.Example.org/user/jo/proxy/8765/").at(
        "127.0.0.1", 8765, "127.0.0.1"
    )
    assert rules.address == Address("https", "hub.example.org", 443, "/user/jo/proxy/8765")
    assert rules.address.url == "https://hub.example.org/user/jo/proxy/8765/"
    assert rules.named == {"hub.example.org"}


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ValueError, match="--root-path") as caught:
        read_rules("/la b", "ftp://x", ["*", "http://x"], ["moodle"])
    told = str(caught.value)
    assert [told.count(flag) for flag in ("--root-path", "--base-url", "--allow-host", "--embed-in")] == [
        1,
        1,
        2,
        1,
    ]
    assert "'/la b'" in told


@pytest.mark.parametrize("path", ["/play", "/static/x", "/_solara", "/../x", "/a/./b", "/a?b", "/a//b"])
def test_root_path_that_cannot_be_told_apart_is_refused(path: str) -> None:
    with pytest.raises(AddressError, match="--root-path"):
        read_rules(path)


def test_two_root_paths_are_refused() -> None:
    with pytest.raises(ValueError, match="give one of the two"):
        read_rules("/a", "https://lab.example.org/b")


def test_every_name_of_the_machine_is_served_where_all_may_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Desk.Example.org")
    rules = read_rules().at("0.0.0.0", 8765, "192.168.1.5")
    assert {"desk", "desk.local", "desk.example.org", "localhost"} <= rules.machine
    assert "desk" not in read_rules().at("127.0.0.1", 8765, "127.0.0.1").machine
