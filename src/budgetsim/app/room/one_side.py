"""Pages and files of a room with one side, in which everybody is the bureau of the same district."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from budgetsim.app.play.game import YEARS
from budgetsim.app.room import shown
from budgetsim.app.room.classroom import PACES, STAGES, Classroom
from budgetsim.app.room.debrief import Decision
from budgetsim.app.room.district import at_best
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.export import Rows, archive_of, decisions_of, gradebook_of
from budgetsim.app.room.faces import Act, Form, Part, Planned, State
from budgetsim.app.room.forms import levers_of
from budgetsim.app.room.kinds import may_have_two_sides
from budgetsim.app.room.sides.ground import LARGEST, SMALLEST
from budgetsim.app.room.store import Student
from budgetsim.language import Language


class OneSide:
    """What a room with one side shows and takes."""

    def __init__(self, room: Classroom) -> None:
        self._room = room

    @property
    def acts(self) -> Mapping[str, Act]:
        """What the lecturer's desk may ask for."""
        return {name: partial(act, self._room) for name, act in ACTS.items()}

    def door(self, speak: Language) -> State:
        """Return what is told to who has not joined yet."""
        room = self._room.room
        return {
            "room": room, "title": speak("lab-play-title"),
            "lead": speak("room-join-lead", departments=self._room.ground.whole.district.departments),
            "goal": speak(f"room-goal-{room.goal}.about"), **shown.ground_state(self._room.ground, speak),
        }  # fmt: skip

    async def student(self, student: Student, speak: Language) -> Part:
        """Return a student's page."""
        return "student.html", shown.student_state(self._room, student, speak, self._decisions(student))

    def _decisions(self, student: Student) -> Sequence[Decision] | None:
        """Return what a student's decisions moved, once that may be known and is; until then it is being worked out."""
        room = self._room
        game, goal = room.district(student).game, room.goal
        found = room.weighed.get((game.closed, goal.name))
        if found is not None or not self.may_take_game(student):
            return found
        # The page asks again by itself.
        weighing, key = room.weighing, (game.closed, goal.name)
        if key not in weighing:
            weighing[key] = asyncio.create_task(asyncio.to_thread(room.weigh, game.closed, goal))
            weighing[key].add_done_callback(lambda _done: weighing.pop(key, None))
        return None

    def plan(self, student: Student, form: Form, speak: Language) -> Planned:
        """Put a form on a student's desk."""
        levers = self._room.put(student, levers_of(form), form.get("moved", ""))
        district = self._room.district(student)
        return dict(levers), shown.meters(levers, district, speak), self._room.ground.affords(levers)

    def close(self, student: Student, form: Form, speak: Language) -> None:
        """Take what a student has decided for a year."""
        year = form.get("year", "")
        if not year.isdecimal():
            raise RoomError(speak("room-fault-form"))
        self._room.close_year(student, levers_of(form), int(year))

    def may_take_game(self, student: Student) -> bool:
        """Tell whether a student's ten years are over and their truth is shown."""
        return self._room.district(student).game.over and self._room.room.shown

    def own_game(self, student: Student) -> Rows:
        """Return a student's own ten years as a table."""
        return decisions_of(self._room, student)

    def desk(self, speak: Language) -> Part:
        """Return the lecturer's desk."""
        return "desk.html", shown.desk_state(self._room, speak) | {
            "paces": PACES, "stages": STAGES, "sides": None, "smallest": SMALLEST, "largest": LARGEST,
            "may_sides": may_have_two_sides(self._room.store, self._room.slug),
        }  # fmt: skip

    async def settle(self) -> None:
        """Search the best policy where it is to be shown: it takes a second or two, in which others are answered."""
        if self._room.room.best:
            await asyncio.to_thread(at_best, self._room.ground, self._room.goal)

    async def stage(self, speak: Language) -> State:
        """Return what the projector shows."""
        return shown.stage_state(self._room, speak)

    async def debrief(self, speak: Language) -> Part:
        """Return the page to print after the game."""
        room, goal = self._room, self._room.goal
        finished = [place for place in room.places() if place.closed == YEARS]
        games = [room.district(place.student).game.closed for place in finished]
        decisions = [await asyncio.to_thread(room.weigh, closed, goal) for closed in games]
        weighed = list(zip(finished, decisions, strict=True))
        return "debrief.html", shown.debrief_state(room, weighed, speak)

    def archive(self) -> bytes:
        """Return everything that is kept, as an archive of tables."""
        return archive_of(self._room)

    async def gradebook(self) -> Rows:
        """Return a line for each student."""
        best = await asyncio.to_thread(at_best, self._room.ground, self._room.goal)
        return gradebook_of(self._room, best)


def _switch(name: str) -> Callable[[Classroom, Form], None]:
    return lambda room, form: room.set(**{name: form["value"] == "1"})


ACTS: dict[str, Callable[[Classroom, Form], None]] = {
    "pace": lambda room, form: room.set(pace=form["value"]),
    "stage": lambda room, form: room.set(stage=form["value"]),
    "pause": _switch("paused"),
    "truth": _switch("shown"),
    "best": _switch("best"),
    "goal": lambda room, form: room.set(goal=form["value"]),
    "bots": lambda room, form: room.add_bots(int(form["count"])),
    "next": lambda room, _form: room.next_year(),
    "close": lambda room, _form: room.close_for_all(),
    "timer": lambda room, form: room.time(int(form["minutes"])),
    "ask": lambda room, form: room.ask(form["text"]),
    "answered": lambda room, _form: room.close_question(),
    "message": lambda room, form: room.write(form["text"]),
    "remove": lambda room, form: room.remove(int(form["student"])),
}
"""What a lecturer's desk may ask of a room of any kind; the room says what it does not have."""
