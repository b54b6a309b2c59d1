"""``budgetsim app``: the teaching lab in the browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from budgetsim.cli import options as o
from budgetsim.cli.commands import examples
from budgetsim.cli.guard import InputError, joined
from budgetsim.language import SPOKEN, told

if TYPE_CHECKING:
    from budgetsim.app.gate.rules import Rules
    from budgetsim.app.launch import Served
    from budgetsim.app.room.opening import Opened

ADDRESSES, LIMITS, ROOMS = "addresses", "limits", "rooms"
Names = list[str] | None


@dataclass(frozen=True)
class Addresses:
    """What browsers ask, and who may show the lab."""

    root_path: Annotated[str, o.text("PATH", panel=ADDRESSES, envvar="SOLARA_ROOT_PATH")] = ""
    base_url: Annotated[str | None, o.text("URL", panel=ADDRESSES)] = None
    allow_host: Annotated[Names, o.text("NAME", panel=ADDRESSES)] = None
    embed_in: Annotated[Names, o.text("ORIGIN", panel=ADDRESSES)] = None


@dataclass(frozen=True)
class Limits:
    """How many pages may be open, and for how long."""

    sessions: Annotated[int, o.number(1, 10_000, panel=LIMITS)] = 120
    sessions_by_address: Annotated[int, o.number(1, 10_000, panel=LIMITS)] = 80
    idle_minutes: Annotated[int, o.number(1, 1_440, panel=LIMITS)] = 5


@dataclass(frozen=True)
class RoomFlags:
    """Which room is open, and where rooms are kept."""

    room: Annotated[str | None, o.text("CODE", panel=ROOMS)] = None
    room_store: Annotated[Path | None, o.text("DIR", panel=ROOMS)] = None
    sides: Annotated[int | None, o.number(10, 60, panel=ROOMS)] = None
    scenario: Annotated[str | None, o.text("NAME|FILE", panel=ROOMS)] = None


@examples(
    "budgetsim app",
    "budgetsim app --language zh --port 9000",
    "budgetsim app --host 0.0.0.0",
    "budgetsim app --host 0.0.0.0 --room 'MPA 2026'",
    "budgetsim app --host 0.0.0.0 --room 'MPA 2026' --sides 24",
    "budgetsim app --room 'MPA 2026' --scenario wangcheng_2015",
    "budgetsim app --room 'MPA 2026' --sides 24 --scenario mine.toml",
    "budgetsim app --lessons my-lessons",
    "budgetsim app --scenario mine.toml",
    "budgetsim app --no-open --base-url https://lab.example.org/lab",
)
def app(  # noqa: PLR0913 - one flag each
    *,
    host: Annotated[str, o.text("ADDRESS")] = "127.0.0.1",
    port: Annotated[int, o.number(0, 65_535, panel=None)] = 8765,
    open_browser: Annotated[bool, o.switch("--open/--no-open")] = True,
    workers: Annotated[int | None, o.number(0, 64, panel=None)] = None,
    lessons: Annotated[str | None, o.text("DIR")] = None,
    addresses: Addresses,
    limits: Limits,
    rooms: RoomFlags,
) -> None:
    """Open the teaching lab: explore policies, play the bureau, take lessons, inspect a department."""
    from budgetsim.app import launch
    from budgetsim.app.workers import usual_workers

    _check(rooms)
    with _in_words():
        launch.check_extra()
        if lessons is not None:
            launch.teach(lessons)
        if rooms.scenario is not None and rooms.room is None:
            launch.bring(rooms.scenario)
        served = launch.listen(host, port, _rules(addresses, limits))
        launch.settle(served.rules, SPOKEN.get())
        with _opened(rooms, served) as opened:
            launch.serve(
                served, SPOKEN.get(), open_browser=open_browser,
                workers=usual_workers() if workers is None else workers,
                ready=lambda: _ready(served, opened), on_prefix=_tell_prefix,
                rooms=opened.pages if opened else None, opens=opened.desk if opened else "",
            )  # fmt: skip


def _check(flags: RoomFlags) -> None:
    """Make sure that what is asked of a room has a room.

    Raises
    ------
    InputError
        If sides are asked for without a room.
    """
    if flags.sides is not None and flags.room is None:
        raise InputError(told("sides-fault-no-room", departments=str(flags.sides)))


@contextmanager
def _opened(flags: RoomFlags, served: Served) -> Iterator[Opened | None]:
    """Open the room that was asked for, and the file of rooms with it."""
    if flags.room is None:
        yield None
        return
    from budgetsim.app.room.opening import open_room

    scenario = None if flags.scenario is None else o.scenario_of("--scenario", flags.scenario)
    with open_room(flags.room, flags.room_store, served.rules, flags.sides, scenario) as opened:
        yield opened


@contextmanager
def _in_words() -> Iterator[None]:
    """Tell why the lab cannot be opened.

    Raises
    ------
    InputError
        If it cannot.
    """
    from budgetsim.app.gate.rules import AddressError
    from budgetsim.app.launch import LaunchError
    from budgetsim.app.room.errors import RoomError
    from budgetsim.app.room.store import StoreError
    from budgetsim.studies.errors import StudyError

    try:
        yield
    except (LaunchError, AddressError, RoomError, StoreError) as error:
        raise InputError(str(error)) from None
    except StudyError as error:
        raise InputError(joined(str(error), told("cli-app-without-workers"))) from None


def _rules(addresses: Addresses, limits: Limits) -> Rules:
    """Return what was typed about addresses and limits."""
    from budgetsim.app.gate.rules import read_rules

    rules = read_rules(
        addresses.root_path, addresses.base_url, addresses.allow_host or (), addresses.embed_in or ()
    )
    return replace(
        rules,
        sessions=limits.sessions,
        sessions_by_address=min(limits.sessions, limits.sessions_by_address),
        idle_seconds=60.0 * limits.idle_minutes,
    )


def _ready(served: Served, opened: Opened | None) -> None:
    _tell(served, opened)
    if opened is not None:
        opened.look_ahead()


def _tell(served: Served, opened: Opened | None) -> None:
    from budgetsim.cli.console import say

    rules = served.rules
    say(told("cli-app-open", address=served.address), style="bold")
    if served.public:
        say(told("cli-app-public"))
        say(told("cli-app-names", names=", ".join(sorted(rules.machine | rules.named))))
    hub = os.environ.get("JUPYTERHUB_SERVICE_PREFIX")
    if hub and not rules.address.root_path:
        say(told("cli-app-hub", path=f"{hub}proxy/{served.listener.getsockname()[1]}"))
    if opened is not None:
        room = opened.room
        say(told("room-opened", name=room.name, address=opened.address, slug=room.slug), style="bold")
        say(told("room-desk-at", address=opened.desk))
    say(told("cli-app-close"))


def _tell_prefix(path: str) -> None:
    from budgetsim.cli.console import say

    say(told("cli-app-prefix", path=path))
