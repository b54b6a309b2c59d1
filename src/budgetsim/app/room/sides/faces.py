"""Pages and files of a room with two sides: each side sees what reaches it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from budgetsim.app.play.game import Levers
from budgetsim.app.room import one_side
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.export import Rows
from budgetsim.app.room.faces import Act, Form, Part, Planned, State
from budgetsim.app.room.forms import levers_of
from budgetsim.app.room.sides import export, shown
from budgetsim.app.room.sides.actions import PLAYED, Actions
from budgetsim.app.room.sides.bureau_page import bureau_meters
from budgetsim.app.room.sides.classroom import TwoSided
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.sides.stage import stage_state
from budgetsim.app.room.sides.without import Otherwise, course_of, otherwise
from budgetsim.app.room.store import Student
from budgetsim.language import Language


class TwoSides:
    """What a room with two sides shows and takes."""

    def __init__(self, room: TwoSided) -> None:
        self._room = room

    @property
    def acts(self) -> Mapping[str, Act]:
        """What the lecturer's desk may ask for."""
        return {name: partial(act, self._room) for name, act in (one_side.ACTS | ACTS).items()}

    def door(self, speak: Language) -> State:
        """Return what is told to who has not joined yet."""
        title, lead = speak("sides-join"), speak("sides-join.about")
        return {
            "room": self._room.room,
            "title": title,
            "lead": lead,
            "goal": "",
            "binds": None,
            "district": None,
        }

    async def student(self, student: Student, speak: Language) -> Part:
        """Return the page of a student's side, and no other side's."""
        other = await self.truth()
        if self._room.seat(student).number == BUREAU:
            return "bureau.html", shown.bureau_state(self._room, student, speak, other)
        return "seat.html", shown.seat_state(self._room, student, speak, other)

    async def truth(self) -> Otherwise | None:
        """Return what would have been, once the ten years are over and the lecturer shows the truth."""
        return await self._otherwise() if self._room.truth_is_shown else None

    async def _otherwise(self) -> Otherwise:
        return await asyncio.to_thread(otherwise, course_of(self._room.shared))

    def plan(self, student: Student, form: Form, speak: Language) -> Planned:
        """Put a form on a student's desk."""
        return self.plan_of(self._room.seat(student).number, form, speak)

    def plan_of(self, seat: int, form: Form, speak: Language) -> Planned:
        """Put a form on a seat's desk."""
        room = self._room
        if seat == BUREAU:
            levers = room.put_levers(self._levers(form), form.get("moved", ""))
            meters = bureau_meters(levers, room.shared.ground, room.shared.view, speak)
            return dict(levers), meters, not meters[0].over
        actions = actions_of(form)
        room.put_actions(seat, actions)
        return dict(actions), shown.seat_meters(room, seat, actions, speak), True

    def close(self, student: Student, form: Form, speak: Language) -> None:
        """Take what a student's side has decided."""
        self.send(self._room.seat(student).number, form, speak)

    def send(self, seat: int, form: Form, speak: Language) -> None:
        """Take what a seat has decided.

        Raises
        ------
        RoomError
            If the form belongs to another seat or to no year, or may not be sent now.
        """
        if form.get("seat") != str(seat) or not form.get("year", "").isdecimal():
            raise RoomError(speak("room-fault-form"))
        year = int(form["year"])
        if seat == BUREAU:
            self._room.announce(self._levers(form), year)
        else:
            self._room.decide(seat, actions_of(form), year)

    def _levers(self, form: Form) -> Levers:
        """Return the levers of a form; those that are not on this bureau's desk stay as they are."""
        return tuple((dict(self._room.bureau_desk) | dict(levers_of(form))).items())

    def may_take_game(self, student: Student) -> bool:  # noqa: ARG002 - all live the same years
        """Tell whether the ten years are over and their truth is shown."""
        return self._room.truth_is_shown

    def own_game(self, student: Student) -> Rows:
        """Return the ten years of a student's seat as a table."""
        return export.own_years(self._room, self._room.seat(student).number)

    def desk(self, speak: Language) -> Part:
        """Return the lecturer's desk."""
        return "sides_desk.html", shown.desk_state(self._room, speak) | {"may_sides": False}

    async def settle(self) -> None:
        """Do nothing: what takes longer is worked out where it is shown."""

    async def stage(self, speak: Language) -> State:
        """Return what the projector shows."""
        return stage_state(self._room, speak, await self.truth())

    async def debrief(self, speak: Language) -> Part:
        """Return the page to print after the game."""
        return "sides_debrief.html", shown.debrief_state(self._room, await self._otherwise(), speak)

    def archive(self) -> bytes:
        """Return everything that is kept, as an archive of tables."""
        return export.archive_of(self._room)

    async def gradebook(self) -> Rows:
        """Return a line for each student."""
        return export.gradebook_of(self._room, await self._otherwise())


def actions_of(form: Form) -> Actions:
    """Return the actions of a form; those that it lacks or misspells are left out, for the rules to tell."""
    found = []
    for name in PLAYED:
        with suppress(KeyError, ValueError):
            found.append((name, float(form[name])))
    return tuple(found)


def _bureau(room: TwoSided, form: Form) -> None:
    room.give_bureau(form["value"], int(form["student"]) if "student" in form else None)


ACTS: dict[str, Callable[[TwoSided, Form], None]] = {"bureau": _bureau}
"""What a lecturer's desk may ask of a room with two sides beside what it may ask of any."""
