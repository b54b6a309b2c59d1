"""Which kind a room is, and how one with one side gets two."""

from __future__ import annotations

from budgetsim.app.room.classroom import Classroom
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.sides.classroom import RULE, TwoSided
from budgetsim.app.room.sides.district import LARGEST, SMALLEST
from budgetsim.app.room.sides.kept import Kept
from budgetsim.app.room.store import Store
from budgetsim.language import told


def opened(store: Store, slug: str) -> Classroom:
    """Return a room that is kept, ready to be taught.

    Raises
    ------
    KeyError
        If there is none.
    """
    return Classroom(store, slug) if Kept(store).sides(slug) is None else TwoSided(store, slug)


def may_have_two_sides(store: Store, slug: str) -> bool:
    """Tell whether a room may still get two sides: nobody has closed a year in it."""
    return not any(store.moves(one.id, one.attempt) or one.attempt > 1 for one in store.students(slug))


def open_sides(store: Store, slug: str, departments: int) -> None:
    """Let a room have two sides; the simple rule is the bureau, and the class pauses until the lecturer begins.

    Raises
    ------
    RoomError
        If years have been closed in it, or the number of departments is none.
    """
    if not SMALLEST <= departments <= LARGEST:
        least, most = str(SMALLEST), str(LARGEST)
        raise RoomError(told("sides-fault-size", departments=str(departments), least=least, most=most))
    kept = Kept(store)
    found = kept.sides(slug)
    if found is not None and found.departments == departments:
        return
    if found is not None:
        raise RoomError(told("sides-fault-other-size", departments=str(found.departments)))
    students = store.students(slug)
    if not may_have_two_sides(store, slug):
        raise RoomError(told("sides-fault-begun"))
    people = [one for one in students if one.way is None]
    if len(people) > departments:
        raise RoomError(told("sides-fault-few", departments=str(departments), count=str(len(people))))
    for bot in students:
        if bot.way is not None:
            store.remove(bot.id)
    kept.open(slug, departments, RULE)
    store.change(slug, pace="step", year=1, paused=True, deadline=None, goal="value", best=False)
