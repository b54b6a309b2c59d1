"""Opening a room when the lab is started: the file of rooms, the room, and a key for its lecturer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from budgetsim.app.gate.rules import Rules
from budgetsim.app.play.game import LONGEST_CODE
from budgetsim.app.room.district import at_best, left_alone, ruled
from budgetsim.app.room.goals import GOALS
from budgetsim.app.room.store import Room, Store, StoreError, is_code, usual_folder
from budgetsim.app.room.web import Rooms
from budgetsim.language import told


@dataclass(frozen=True)
class Opened:
    """A room that is open, and the addresses of its pages."""

    room: Room
    pages: Rooms
    address: str
    """For students."""
    desk: str
    """For the lecturer: whoever knows it leads the class."""


@contextmanager
def open_room(code: str, folder: Path | None, rules: Rules) -> Iterator[Opened]:
    """Open the room of a class code, as it was left or anew.

    Raises
    ------
    StoreError
        If the code is none, or rooms cannot be kept in the folder.
    """
    if not is_code(code):
        raise StoreError(told("room-fault-code", code=repr(code), longest=str(LONGEST_CODE)))
    store = Store(folder or usual_folder())
    try:
        room, key = store.open_room(code)
        pages = Rooms(store, rules)
        # What everybody is compared with, before anybody waits for it.
        left_alone(room.code)
        ruled(room.code)
        pages.classroom(room.slug).places()
        # In the background, so that it is there when the lecturer asks for it.
        Thread(target=at_best, args=(room.code, GOALS[room.goal]), daemon=True).start()
        address = f"{rules.address.url}room/{room.slug}"
        yield Opened(room, pages, address, f"{address}/desk?key={key}")
    finally:
        store.close()
