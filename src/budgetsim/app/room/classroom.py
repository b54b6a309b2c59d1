"""A room while it is taught: who is where, what a student and a lecturer may do, and when a year is closed for all."""

from __future__ import annotations

import time
from asyncio import Task
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import category

import numpy as np

from budgetsim.app.play.game import LEVERS, YEARS, GameError, Levers
from budgetsim.app.room.bots import LARGEST_GROUP, WAYS, bot_levers
from budgetsim.app.room.debrief import Closed, Decision, weigh
from budgetsim.app.room.district import District, left_alone, lived
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.goals import GOALS, Goal
from budgetsim.app.room.ground import Ground
from budgetsim.app.room.store import Question, Room, Store, Student
from budgetsim.language import told

PACES = ("open", "step")
STAGES = ("join", "question", "scores", "paths", "leaders")
LONGEST_NAME, LONGEST_TEXT = 40, 300
LARGEST_CLASS = 200
LONGEST_TIMER = 60


@dataclass(frozen=True)
class Place:
    """Where a student stands, as the lecturer sees it."""

    student: Student
    closed: int
    ready: bool
    """Whether the class's year is closed."""
    online: bool
    gain: float | None
    """How much better than the status quo so far, mean over the closed years, in per cent or points of the goal."""
    years: tuple[float, ...]
    """The same year by year."""


class Classroom:
    """One room. Everything happens in the thread that serves pages, one thing after the other.

    ``news`` counts what students must see anew, ``stir`` what the lecturer's pages must.
    """

    def __init__(self, store: Store, slug: str, clock: Callable[[], float] = time.time) -> None:
        self.store, self.slug, self._clock = store, slug, clock
        self.online: Counter[int] = Counter()
        self.news = self.stir = 0
        self.room: Room = store.room(slug)
        """The room as it is kept."""
        self.ground = Ground(self.room.code, store.district(slug))
        """What everybody takes over who leads a district alone."""
        self._districts: dict[tuple[int, int], District] = {}
        self._desks: dict[int, Levers] = {}
        self._seen, self._idle = -1, False
        self.weighed: dict[tuple[Closed, str], tuple[Decision, ...]] = {}
        """Decisions of whole games by levers and goal; filled by the threads that weigh them."""
        self.weighing: dict[tuple[Closed, str], Task[tuple[Decision, ...]]] = {}
        """Those that are being weighed."""

    @property
    def goal(self) -> Goal:
        """What the class plays for."""
        return GOALS[self.room.goal]

    def district(self, student: Student, attempt: int | None = None) -> District:
        """Return a student's district in a game, by default the present one; lived again after a restart."""
        game = (student.id, student.attempt if attempt is None else attempt)
        if game not in self._districts:
            self._districts[game] = lived(self.ground, self.store.moves(*game))
        return self._districts[game]

    # What students do

    def join(self, name: str) -> tuple[Student, str]:
        """Take a student in.

        Raises
        ------
        RoomError
            If there is no name, it is too long or taken, or the room is full.
        """
        shown = " ".join(_without_unseen(name).split())
        if not shown or len(shown) > LONGEST_NAME or not shown.isprintable():
            raise RoomError(told("room-fault-name", longest=str(LONGEST_NAME)))
        taken = self.store.students(self.slug)
        if len(taken) >= LARGEST_CLASS:
            raise RoomError(told("room-fault-full", most=str(LARGEST_CLASS)))
        if shown.casefold() in {student.name.casefold() for student in taken}:
            raise RoomError(told("room-fault-taken", name=shown))
        student, token = self.store.join(self.slug, shown)
        self.welcome(student)
        self.stir += 1
        return student, token

    def welcome(self, student: Student) -> None:
        """Make ready what a new student finds."""
        self.district(student)

    def may_close(self, student: Student) -> bool:
        """Tell whether a student's next year may be closed now."""
        room, year = self.room, self.district(student).game.year
        return not room.paused and year <= (room.year if room.pace == "step" else YEARS)

    def put(self, student: Student, levers: Levers, moved: str) -> Levers:
        """Put levers on a student's desk, the moved one as far as budget and district allow; return them.

        Raises
        ------
        GameError
            If they are not the levers of the game, or outside the limits of the district.
        """
        ground, values = self.ground, dict(levers)
        if moved in LEVERS and moved in values:
            levers = tuple((values | ground.within({moved: values[moved]})).items())
        ground.check(levers)
        desk = self.desk(student)
        view = self.district(student).views[-1]
        wanted = dict(levers)
        if moved in wanted:
            before = tuple((wanted | {moved: dict(desk)[moved]}).items())
            levers = ground.afford(before, moved, wanted[moved], view)
        if ground.plan(levers, view).fits:
            self._desks[student.id] = levers
        return levers

    def desk(self, student: Student) -> Levers:
        """Return the levers on a student's desk."""
        return self._desks.get(student.id) or self.district(student).desk

    def close_year(self, student: Student, levers: Levers, year: int) -> None:
        """Close a student's year; one that is closed stays as it is.

        Raises
        ------
        GameError
            If the rules of the game do not allow it.
        RoomError
            If the class is not there yet, or pauses.
        """
        district = self.district(student)
        if year == district.game.year and not self.may_close(student):
            raise RoomError(told("room-fault-wait"))
        self._close(student, district, levers, year)

    def _close(self, student: Student, district: District, levers: Levers, year: int) -> None:
        if not district.close(levers, year):
            return
        self.store.add_move(student.id, student.attempt, year, district.game.closed[-1])
        self._desks.pop(student.id, None)
        self.stir += 1

    def begin_again(self, student: Student) -> None:
        """Let a student play another game in the same district; the years of this one stay recorded.

        Raises
        ------
        RoomError
            If no year is closed yet, or the class goes in lock-step.
        """
        if not self.district(student).game.closed or self.room.pace == "step":
            raise RoomError(told("room-fault-again"))
        self.store.begin_again(student.id)
        self._desks.pop(student.id, None)
        self.stir += 1

    def stand(self, student: Student, *, wanted: bool) -> None:
        """Put a student on the leaderboard, or take them off it."""
        self.store.list_student(student.id, listed=wanted)
        self.stir += 1

    def predict(self, student: Student, question: int, value: float) -> None:
        """Take a student's answer from 0 to 100.

        Raises
        ------
        RoomError
            If the question is closed, or the answer no such number.
        """
        asked = self.question
        if asked is None or not asked.open or asked.id != question:
            raise RoomError(told("room-fault-question"))
        if not 0.0 <= value <= 100.0:
            raise RoomError(told("room-fault-answer"))
        self.store.predict(question, student.id, value)
        self.stir += 1

    @property
    def question(self) -> Question | None:
        """The question that was asked last."""
        return self.store.question(self.slug)

    def sit(self, student: int, change: int) -> None:
        """Note that a page of a student's was opened (+1) or closed (−1)."""
        self.online[student] += change
        self.stir += 1

    # What lecturers do

    def set(self, **values: object) -> None:
        """Change pace, stage, goal, pause, message, or what of the truth is shown.

        Raises
        ------
        RoomError
            If a value is none of those that there are.
        """
        if values.get("pace", PACES[0]) not in PACES or values.get("stage", STAGES[0]) not in STAGES:
            raise RoomError(told("room-fault-form"))
        if values.get("goal", "value") not in GOALS:
            raise RoomError(told("room-fault-form"))
        if "pace" in values and values["pace"] == "step" and self.room.pace != "step":
            # The class gathers where its fastest student is, so that nobody is ahead of it.
            years = [self.district(student).game.year for student in self.store.students(self.slug)]
            values["year"] = min(YEARS, max(years, default=1))
        self.store.change(self.slug, **values)
        self.room = self.store.room(self.slug)
        self._tell()

    def time(self, minutes: int) -> None:
        """Let the year be closed for all after some minutes, or not at all with 0.

        Raises
        ------
        RoomError
            If the minutes are too many.
        """
        if not 0 <= minutes <= LONGEST_TIMER:
            raise RoomError(told("room-fault-form"))
        self.set(deadline=self._clock() + 60.0 * minutes if minutes else None)

    def add_bots(self, count: int) -> None:
        """Let the model play students of its own.

        Raises
        ------
        RoomError
            If they are too many.
        """
        known = self.store.students(self.slug)
        if not 1 <= count <= LARGEST_GROUP or len(known) + count > LARGEST_CLASS:
            raise RoomError(told("room-fault-form"))
        number = sum(student.way is not None for student in known)
        for place in range(number, number + count):
            self.store.join(self.slug, told("room-bot", number=str(place + 1)), WAYS[place % len(WAYS)])
        self.stir += 1

    def ask(self, text: str) -> None:
        """Ask the class a question.

        Raises
        ------
        RoomError
            If there is none, or it is too long.
        """
        self.store.ask(self.slug, _text(text))
        self.set(stage="question")

    def close_question(self) -> None:
        """Take no more answers."""
        self.store.close_question(self.slug)
        self._tell()

    def write(self, text: str) -> None:
        """Show a message to all, or none.

        Raises
        ------
        RoomError
            If it is too long.
        """
        self.set(message=_text(text) if text.strip() else "")

    def next_year(self) -> None:
        """Open the next year; who has not closed the last one may do so still."""
        self.set(year=min(YEARS, self.room.year + 1), deadline=None)

    def close_for_all(self) -> None:
        """Close the class's year for everybody, with the levers as they lie on the desk, and open the next one."""
        room = self.room
        for student in self.store.students(self.slug):
            district = self.district(student)
            while district.game.year <= room.year and not district.game.over:
                try:
                    self._close(student, district, self.desk(student), district.game.year)
                except GameError:
                    # What lies on the desk is checked when it is put there; what stood last year always fits.
                    self._close(student, district, district.desk, district.game.year)
        self.next_year()

    def remove(self, student: int) -> None:
        """Take a student and their work out of the room."""
        if student in {known.id for known in self.store.students(self.slug)}:
            self.store.remove(student)
            self._districts = {game: held for game, held in self._districts.items() if game[0] != student}
            self._desks.pop(student, None)
            self._tell()

    def tick(self) -> None:
        """Close the year for all when its time is up; call it now and then."""
        room = self.room
        if room.deadline is not None and not room.paused and self._clock() >= room.deadline:
            self.close_for_all()
        self._let_a_bot_play()

    def _let_a_bot_play(self) -> None:
        """Close one year of one bot, so that nobody waits for more than that."""
        for student in self._bots():
            district = self.district(student)
            if not district.game.over and self.may_close(student):
                levers = bot_levers(self.ground, student.way or 0.0, district.views[-1])
                self._close(student, district, levers, district.game.year)
                return

    def _bots(self) -> list[Student]:
        if self._seen != self.stir:
            self._seen, self._idle = self.stir, False
        if self._idle:
            return []
        bots = [student for student in self.store.students(self.slug) if student.way is not None]
        # Nothing is asked of the store again until something has happened.
        self._idle = not any(not self.district(bot).game.over and self.may_close(bot) for bot in bots)
        return bots

    def weigh(self, closed: Closed, goal: Goal) -> tuple[Decision, ...]:
        """Return the decisions of a whole game, weighed; any thread may ask, since nothing else is touched."""
        if (closed, goal.name) not in self.weighed:
            self.weighed[closed, goal.name] = weigh(self.ground, closed, goal)
        return self.weighed[closed, goal.name]

    def _tell(self) -> None:
        self.news += 1
        self.stir += 1

    # What is shown of the class

    def places(self) -> list[Place]:
        """Return where everybody stands."""
        room = self.room
        return [self._place(student, room) for student in self.store.students(self.slug)]

    def _place(self, student: Student, room: Room) -> Place:
        district = self.district(student)
        closed = len(district.game.closed)
        years = gains(district, left_alone(self.ground), self.goal)
        return Place(
            student, closed, closed >= room.year, self.online[student.id] > 0,
            float(np.mean(years)) if years else None, tuple(years),
        )  # fmt: skip


def gains(district: District, reference: District, goal: Goal) -> list[float]:
    """Return by how much a district is better than another one by year, in per cent or points of the goal."""
    pairs = zip(district.values(goal.outcome), reference.values(goal.outcome), strict=False)
    return [goal.factor * (own - other) for own, other in pairs]


def _without_unseen(name: str) -> str:
    """Return a name without letters that only steer others: a family in one sign is its people beside each other.

    With them two names would look the same, and one that turns round what follows would garble the desk.
    """
    return "".join(letter for letter in name if category(letter) != "Cf")


def _text(text: str) -> str:
    shown = " ".join(text.split())
    if not shown or len(shown) > LONGEST_TEXT:
        raise RoomError(told("room-fault-text", longest=str(LONGEST_TEXT)))
    return shown
