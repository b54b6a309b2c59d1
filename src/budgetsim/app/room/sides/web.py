"""What browsers ask of a room with two sides: which page a request is shown, and what its forms mean."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.forms import levers_of
from budgetsim.app.room.sides import shown
from budgetsim.app.room.sides.actions import Actions, sliders
from budgetsim.app.room.sides.bureau_page import bureau_meters
from budgetsim.app.room.sides.classroom import TwoSided
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.sides.without import Otherwise, course_of, otherwise
from budgetsim.app.room.store import Student
from budgetsim.language import Language

Form = dict[str, str]
Part = tuple[str, dict[str, Any]]
"""A template and its values."""


async def student_part(room: TwoSided, student: Student, speak: Language) -> Part:
    """Return the page of a student's side, and no other side's."""
    other = await truth_of(room)
    if room.seat(student).number == BUREAU:
        return "bureau.html", shown.bureau_state(room, student, speak, other)
    return "seat.html", shown.seat_state(room, student, speak, other)


async def truth_of(room: TwoSided) -> Otherwise | None:
    """Return what would have been, once the ten years are over and the lecturer shows the truth."""
    if not (room.shared.over and room.room.shown):
        return None
    return await asyncio.to_thread(otherwise, course_of(room.shared))


def plan(room: TwoSided, seat: int, form: Form, speak: Language) -> tuple[dict[str, float], Any, bool]:
    """Put a form on a side's desk; return where its sliders stand, its meters, and whether it may be sent."""
    if seat == BUREAU:
        levers = room.put_levers(_levers(room, form), form.get("moved", ""))
        meters = bureau_meters(levers, room.shared.view, speak)
        return dict(levers), meters, not meters[0].over
    actions = actions_of(form)
    room.put_actions(seat, actions)
    return dict(actions), shown.seat_meters(room, seat, actions, speak), True


def send(room: TwoSided, seat: int, form: Form, speak: Language) -> None:
    """Take what a side has decided.

    Raises
    ------
    RoomError
        If the form belongs to another seat or to no year, or may not be sent now.
    """
    if form.get("seat") != str(seat) or not form.get("year", "").isdecimal():
        raise RoomError(speak("room-fault-form"))
    year = int(form["year"])
    if seat == BUREAU:
        room.announce(_levers(room, form), year)
    else:
        room.decide(seat, actions_of(form), year)


def actions_of(form: Form) -> Actions:
    """Return the actions of a form; those that it lacks or misspells are left out, for the rules to tell."""
    found = []
    for name in sliders():
        with suppress(KeyError, ValueError):
            found.append((name, float(form[name])))
    return tuple(found)


def _levers(room: TwoSided, form: Form) -> Any:
    """Return the levers of a form; those that are not on this bureau's desk stay as they are."""
    return tuple((dict(room.bureau_desk) | dict(levers_of(form))).items())


def _bureau(room: TwoSided, form: Form) -> None:
    room.give_bureau(form["value"], int(form["student"]) if "student" in form else None)


ACTS: dict[str, Callable[[TwoSided, Form], None]] = {
    "bureau": _bureau,
    "close": lambda room, _form: room.close_for_all(),
}
"""What a lecturer's page may ask of a room with two sides beside what it may ask of any."""
