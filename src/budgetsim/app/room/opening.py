"""Opening a room when the lab is started: the file of rooms, the room, and a key for its lecturer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from budgetsim.app.gate.rules import Rules
from budgetsim.app.play.game import LONGEST_CODE
from budgetsim.app.room.classroom import Classroom
from budgetsim.app.room.district import at_best, left_alone, ruled
from budgetsim.app.room.goals import GOALS
from budgetsim.app.room.kinds import open_sides, take_over
from budgetsim.app.room.sides.classroom import TwoSided
from budgetsim.app.room.store import Room, Store, StoreError, is_code, usual_folder
from budgetsim.app.room.web import Rooms
from budgetsim.language import told
from budgetsim.scenario import Scenario


@dataclass(frozen=True)
class Opened:
    """A room that is open, and the addresses of its pages."""

    room: Room
    pages: Rooms
    address: str
    """For students."""
    desk: str
    """For the lecturer: whoever knows it leads the class."""

    def look_ahead(self) -> None:
        """Seek the best policy in the background, so that it is there when the lecturer asks for it.

        Call it once there are workers: else the search would hold up those who join.
        """
        classroom = self.pages.classroom(self.room.slug)
        if not isinstance(classroom, TwoSided):
            Thread(target=at_best, args=(classroom.ground, GOALS[self.room.goal]), daemon=True).start()


@contextmanager
def open_room(
    code: str,
    folder: Path | None,
    rules: Rules,
    departments: int | None = None,
    scenario: Scenario | None = None,
) -> Iterator[Opened]:
    """Open the room of a class code, as it was left or anew; with a number of departments it has two sides.

    ``scenario`` is another district than the game's.

    Raises
    ------
    StoreError
        If the code is none, or rooms cannot be kept in the folder.
    RoomError
        If the room cannot have two sides or that district any more, or has others.
    """
    if not is_code(code):
        raise StoreError(told("room-fault-code", code=repr(code), longest=str(LONGEST_CODE)))
    store = Store(folder or usual_folder())
    try:
        room, key = store.open_room(code)
        if departments is not None:
            open_sides(store, room.slug, departments, scenario)
        elif scenario is not None:
            take_over(store, room.slug, scenario)
        pages = Rooms(store, rules)
        classroom = pages.classroom(room.slug)
        if not isinstance(classroom, TwoSided):
            _prepare(classroom)
        address = f"{rules.address.url}room/{room.slug}"
        yield Opened(room, pages, address, f"{address}/desk?key={key}")
    finally:
        store.close()


def _prepare(classroom: Classroom) -> None:
    """Live what everybody is compared with, before anybody waits for it."""
    left_alone(classroom.ground)
    ruled(classroom.ground)
    classroom.places()
