"""A room with two sides while it is taught: seats, turns, and when a year is closed.

A year has two turns. The bureau announces its levers; then every department sees what was announced and decides. The
year is lived once everybody has sent, the lecturer closes it, or the time is up.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from budgetsim.app.play.game import LEVERS, YEARS, GameError, Levers
from budgetsim.app.room.classroom import LONGEST_TIMER, Classroom, Place
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.sides.actions import Actions, check_actions, on_sliders
from budgetsim.app.room.sides.district import SharedDistrict, lived
from budgetsim.app.room.sides.ground import SharedGround
from budgetsim.app.room.sides.kept import Kept, Seat, Sides
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.sides.rule import simple_rule_in
from budgetsim.app.room.sides.seating import Seating
from budgetsim.app.room.store import Store, Student
from budgetsim.language import told

RULE, STATUS_QUO, LECTURER, STUDENT = "rule", "status_quo", "lecturer", "student"
BUREAUS = (RULE, STATUS_QUO, LECTURER, STUDENT)
"""Who may be the bureau."""
STAGES = ("join", "question", "scores", "paths", "leaders")
"""What the projector shows."""


@dataclass(frozen=True)
class Member:
    """Where a student stands, as the lecturer sees it."""

    student: Student
    seat: Seat
    ready: bool
    """Whether they have done what the year asks of them."""
    online: bool


class TwoSided(Classroom):
    """A room in which students play both sides of one district."""

    def __init__(self, store: Store, slug: str, clock: Callable[[], float] = time.time) -> None:
        super().__init__(store, slug, clock)
        self.kept = Kept(store)
        found = self.kept.sides(slug)
        if found is None:
            raise KeyError(slug)
        self.sides: Sides = found
        self._actions: dict[int, Actions] = {}
        self._levers: Levers | None = None
        done = range(1, found.closed + 1)
        self.shared: SharedDistrict = lived(
            SharedGround(self.room.code, found.scenario, found.binds, departments=found.departments),
            [levers for year in done if (levers := self.kept.levers(slug, year)) is not None],
            [self.kept.decided(slug, year) for year in done],
        )  # fmt: skip
        """The district of the class, lived again after a restart."""
        self.seating = Seating(self.kept, slug, found.departments)
        self.seating.seat_all(store.students(slug))
        announced = self.kept.levers(slug, self.shared.year)
        if announced is not None and not self.shared.over:
            self.shared.announce(announced)
        self._go_on()

    # Seats

    def welcome(self, student: Student) -> None:
        """Give a new student the first free department."""
        self.seating.seat(student)

    def join(self, name: str) -> tuple[Student, str]:
        """Take a student in.

        Raises
        ------
        RoomError
            As in a room with one side, or if there is no department left.
        """
        self.seating.first_free()
        return super().join(name)

    def seat(self, student: Student) -> Seat:
        """Return where a student sits."""
        return self.seating.all()[student.id]

    def wish(self, student: Student, *, wanted: bool) -> None:
        """Note that a student would like to be the bureau, or no more."""
        self.kept.wish(student.id, wanted=wanted)
        self.stir += 1

    def give_bureau(self, who: str, student: int | None = None) -> None:
        """Let a rule, the status quo, the lecturer or a student be the bureau; students change places.

        What has been announced for this year stays.

        Raises
        ------
        RoomError
            If there is nobody like that here, the game is over, or no department is left for who was the bureau before.
        """
        if self.shared.over:
            raise RoomError(told("room-over", years=str(YEARS)))
        seats = self.seating.all()
        if who not in BUREAUS or (who == STUDENT) != (student in seats):
            raise RoomError(told("room-fault-form"))
        before = self.seating.bureau()
        if before is not None and before == student:
            return
        self.seating.make_bureau(student)
        if student is not None:
            self.kept.withdraw(self.slug, self.shared.year, seats[student].number)
        self._change(bureau=who)
        self._levers = None
        self._go_on()
        self._close_when_all_have_sent()
        self._tell()

    def _change(self, *, bureau: str | None = None, minutes: int | None = None) -> None:
        self.kept.change(self.slug, bureau=bureau, minutes=minutes)
        self.sides = self.kept.sides(self.slug) or self.sides

    def remove(self, student: int) -> None:
        """Take a student out of the room; their seat is played by the model from this year on.

        What they decided in closed years stays, without their name: the district of all others was made of it.
        """
        seat = self.seating.all().get(student)
        if seat is None:
            return
        if seat.number == BUREAU:
            self._change(bureau=STATUS_QUO)
        else:
            self.kept.withdraw(self.slug, self.shared.year, seat.number)
            self._actions.pop(seat.number, None)
        self.store.remove(student)
        self._go_on()
        self._close_when_all_have_sent()
        self._tell()

    @property
    def truth_is_shown(self) -> bool:
        """Whether the years are over and the lecturer shows what was true and what would have been."""
        return self.shared.over and self.room.shown

    # The bureau's turn

    @property
    def announced(self) -> bool:
        """Whether the bureau has announced this year."""
        return self.shared.announced is not None

    @property
    def bureau_desk(self) -> Levers:
        """The levers on the bureau's desk."""
        return self._levers or self.shared.desk

    def put_levers(self, levers: Levers, moved: str) -> Levers:
        """Put levers on the bureau's desk, the moved one as far as the budget allows; return them.

        Raises
        ------
        GameError
            If they are not the levers of the game, or outside the limits of the district.
        """
        ground, view, wanted = self.shared.ground, self.shared.view, dict(levers)
        if moved in LEVERS and moved in wanted:
            wanted |= ground.within({moved: wanted[moved]})
            levers = tuple(wanted.items())
        ground.check(levers)
        if moved in wanted:
            before = tuple((wanted | {moved: dict(self.bureau_desk)[moved]}).items())
            levers = ground.afford(before, moved, wanted[moved], view)
        if ground.plan(levers, view).fits:
            self._levers = levers
        return levers

    def announce(self, levers: Levers, year: int, *, sent: bool = True) -> None:
        """Announce the levers of a year; one that is announced stays as it is.

        Raises
        ------
        GameError
            If they are not the levers of the game, outside the limits of the district, or cost more than the budget.
        RoomError
            If it is another year's turn, or the class pauses.
        """
        if year < self.shared.year or (year == self.shared.year and self.announced):
            return
        if year > self.shared.year or self.shared.over or (sent and self.room.paused):
            raise RoomError(told("room-fault-wait"))
        self.shared.ground.check(levers)
        if not self.shared.ground.plan(levers, self.shared.view).fits:
            raise GameError(told("lab-play-over"))
        self.kept.announce(self.slug, year, levers, sent=sent)
        self.shared.announce(levers)
        self._levers = None
        if self.room.deadline is not None:
            self.store.change(self.slug, deadline=self._clock() + 60.0 * self.sides.minutes)
            self.room = self.store.room(self.slug)
        self._tell()

    def _go_on(self) -> None:
        """Announce for a bureau that nobody plays."""
        if self.announced or self.shared.over or self.sides.bureau not in (RULE, STATUS_QUO):
            return
        is_ruled = self.sides.bureau == RULE
        levers = simple_rule_in(self.shared.ground, self.shared.view) if is_ruled else self.shared.desk
        self.announce(levers, self.shared.year, sent=False)

    # The departments' turn

    def actions(self, seat: int) -> Actions:
        """Return what lies on a department's desk: what was sent, what was put there, or what it did last year."""
        sent = self.kept.decided(self.slug, self.shared.year).get(seat)
        return sent or self._actions.get(seat) or self._last_actions(seat)

    def _last_actions(self, seat: int) -> Actions:
        return on_sliders(
            self.shared.seat_year(seat, self.shared.year - 1).actions, self.shared.ground.department
        )

    def sent(self) -> set[int]:
        """Return the seats that have sent their decision for this year."""
        return self.kept.sent(self.slug, self.shared.year)

    def may_decide(self) -> bool:
        """Tell whether departments may send decisions now."""
        return self.announced and not self.room.paused

    def put_actions(self, seat: int, actions: Actions) -> None:
        """Put actions on a department's desk.

        Raises
        ------
        RoomError
            If they are not those of a seat.
        """
        check_actions(actions, self.shared.ground.department)
        self._actions[seat] = actions

    def decide(self, seat: int, actions: Actions, year: int) -> None:
        """Take a department's decision; until the year is closed a later one counts.

        Raises
        ------
        RoomError
            If the actions are not those of a seat, nothing is announced yet, or the class pauses.
        """
        if year < self.shared.year:
            return
        if year > self.shared.year or not self.may_decide():
            raise RoomError(told("room-fault-wait"))
        check_actions(actions, self.shared.ground.department)
        self.kept.decide(self.slug, year, seat, actions)
        self.stir += 1
        self._close_when_all_have_sent()

    def _close_when_all_have_sent(self) -> None:
        taken = self.seating.taken()
        if taken and self.may_decide() and taken <= self.sent():
            self._close_year()

    def _close_year(self) -> None:
        year = self.shared.year
        taken = self.seating.taken()
        unsent = {seat: self.actions(seat) for seat in sorted(taken - self.sent())}
        self.kept.close(self.slug, year, unsent)
        self.shared.close(self.kept.decided(self.slug, year))
        self._actions.clear()
        self.sides = self.kept.sides(self.slug) or self.sides
        self.store.change(self.slug, year=min(YEARS, self.shared.year), deadline=None)
        self.room = self.store.room(self.slug)
        self._go_on()
        self._tell()

    # What lecturers do

    def set(self, **values: object) -> None:
        """Change stage, pause, message, or what of the truth is shown.

        Raises
        ------
        RoomError
            If a value is none of those that there are: a room with two sides goes in lock-step, for public value.
        """
        if {"pace", "goal", "best"} & set(values) or values.get("stage", STAGES[0]) not in STAGES:
            raise RoomError(told("sides-fault-fixed"))
        super().set(**values)

    def time(self, minutes: int) -> None:
        """Give each side's turn some minutes, or as long as it takes with 0.

        Raises
        ------
        RoomError
            If the minutes are too many.
        """
        if 0 <= minutes <= LONGEST_TIMER:
            self._change(minutes=minutes)
        super().time(minutes)

    def close_for_all(self) -> None:
        """End the turn: announce what lies on the bureau's desk, or close the year with what lies on others' desks."""
        if self.shared.over:
            return
        if self.announced:
            self._close_year()
        else:
            self.announce(self.bureau_desk, self.shared.year, sent=False)

    def next_year(self) -> None:
        """As ``close_for_all``: years follow each other by themselves.

        Raises
        ------
        RoomError
            Always.
        """
        raise RoomError(told("sides-fault-fixed"))

    def add_bots(self, count: int) -> None:  # noqa: ARG002 - as in a room with one side
        """Refuse bots: the model plays every empty seat.

        Raises
        ------
        RoomError
            Always.
        """
        raise RoomError(told("sides-fault-bots"))

    def begin_again(self, student: Student) -> None:  # noqa: ARG002 - as in a room with one side
        """Refuse a second attempt: the district is everybody's.

        Raises
        ------
        RoomError
            Always.
        """
        raise RoomError(told("sides-fault-fixed"))

    def tick(self) -> None:
        """End a turn when its time is up; call it now and then."""
        room = self.room
        if room.deadline is not None and not room.paused and self._clock() >= room.deadline:
            self.close_for_all()

    # What is shown of the class

    def members(self) -> list[Member]:
        """Return where everybody stands, departments in their order, the bureau first."""
        seats, sent = self.seating.all(), self.sent()
        if self.announced:
            sent.add(BUREAU)
        found = [
            Member(
                student,
                seats[student.id],
                seats[student.id].number in sent,
                self.online[student.id] > 0,
            )
            for student in self.store.students(self.slug)
            if student.id in seats
        ]
        return sorted(found, key=lambda member: member.seat.number)

    def places(self) -> list[Place]:
        """Return who is here, as rooms with one side tell it."""
        closed = len(self.shared.levers)
        return [Place(one.student, closed, one.ready, one.online, None, ()) for one in self.members()]
