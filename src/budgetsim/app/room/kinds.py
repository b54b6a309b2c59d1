"""Which kind a room is, and how one with one side gets two."""

from __future__ import annotations

from budgetsim.app.play.game import START, start
from budgetsim.app.room import ground
from budgetsim.app.room.classroom import Classroom
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.ground import text_of
from budgetsim.app.room.sides.classroom import RULE, TwoSided
from budgetsim.app.room.sides.ground import faults_of
from budgetsim.app.room.sides.kept import Kept
from budgetsim.app.room.store import Store
from budgetsim.language import told
from budgetsim.scenario import Scenario

DISTRICTS = (
    START, "wangcheng_2015", "teaching_adverse_selection", "teaching_multitasking", "teaching_red_tape",
    "teaching_soft_result_use", "teaching_yardstick", "teaching_year_end_rush",
)  # fmt: skip
"""Reference scenarios that a class may take over: the game's, and what begins in another way within its budget."""


def opened(store: Store, slug: str) -> Classroom:
    """Return a room that is kept, ready to be taught.

    Raises
    ------
    KeyError
        If there is none.
    """
    return Classroom(store, slug) if Kept(store).sides(slug) is None else TwoSided(store, slug)


def may_have_two_sides(store: Store, slug: str) -> bool:
    """Tell whether a room may still get two sides, or another district: nobody has closed a year in it."""
    return not any(store.moves(one.id, one.attempt) or one.attempt > 1 for one in store.students(slug))


def take_over(store: Store, slug: str, scenario: Scenario) -> None:
    """Let everybody in a room lead another district than they do; one that they lead already stays.

    Raises
    ------
    RoomError
        If the class cannot take over that district, or plays in another one already.
    """
    faults = ground.faults_of(scenario)
    if faults:
        raise RoomError(told("fault-semicolon").join(faults))
    text = text_of(scenario)
    has_sides = Kept(store).sides(slug) is not None
    if text == store.district(slug) and not has_sides:
        return
    if has_sides or not may_have_two_sides(store, slug):
        raise RoomError(told("room-fault-district", name=scenario.name))
    store.take_over(slug, text)


def open_sides(store: Store, slug: str, departments: int, scenario: Scenario | None = None) -> None:
    """Let a room have two sides; the simple rule is the bureau, and the class pauses until the lecturer begins.

    ``scenario`` is another district than the game's own. A room that has two sides already stays as it is.

    Raises
    ------
    RoomError
        If years have been closed in it, or the class cannot take over that district.
    """
    faults = faults_of(scenario or start(), departments)
    if faults:
        raise RoomError(told("fault-semicolon").join(faults))
    kept, text = Kept(store), text_of(scenario or start())
    found = kept.sides(slug)
    if found is not None and found.departments != departments:
        raise RoomError(told("sides-fault-other-size", departments=str(found.departments)))
    if found is not None and scenario is not None and found.scenario != text:
        raise RoomError(told("sides-fault-other-district"))
    if found is not None:
        return
    students = store.students(slug)
    if not may_have_two_sides(store, slug):
        raise RoomError(told("sides-fault-begun"))
    people = [one for one in students if one.way is None]
    if len(people) > departments:
        raise RoomError(told("sides-fault-few", departments=str(departments), count=str(len(people))))
    for bot in students:
        if bot.way is not None:
            store.remove(bot.id)
    kept.open(slug, departments, RULE, text)
    store.change(slug, pace="step", year=1, paused=True, deadline=None, goal="value", best=False)
