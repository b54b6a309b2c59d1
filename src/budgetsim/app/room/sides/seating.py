"""Who sits where in a room with two sides: a department each, and perhaps one the bureau."""

from __future__ import annotations

from collections.abc import Sequence

from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.sides.kept import Kept, Seat
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.store import Student
from budgetsim.language import told


class Seating:
    """The seats of one room."""

    def __init__(self, kept: Kept, slug: str, departments: int) -> None:
        self._kept, self._slug, self._departments = kept, slug, departments

    def all(self) -> dict[int, Seat]:
        """Return the seats that are taken, by student."""
        return self._kept.seats(self._slug)

    def taken(self) -> set[int]:
        """Return the departments that somebody plays."""
        return {seat.number for seat in self.all().values()} - {BUREAU}

    def free(self) -> list[int]:
        """Return the departments that the model plays, in their order."""
        taken = self.taken()
        return [number for number in range(self._departments) if number not in taken]

    def first_free(self) -> int:
        """Return the first department that nobody has taken.

        Raises
        ------
        RoomError
            If there is none.
        """
        free = self.free()
        if not free:
            raise RoomError(told("sides-fault-full", departments=str(self._departments)))
        return free[0]

    def seat(self, student: Student) -> None:
        """Give a new student the first free department."""
        self._kept.sit(self._slug, {student.id: self.first_free()})

    def seat_all(self, students: Sequence[Student]) -> None:
        """Give departments to those who have none, as those who joined before the room got two sides."""
        known = self.all()
        new = [student.id for student in students if student.id not in known]
        self._kept.sit(self._slug, dict(zip(new, self.free(), strict=False)))

    def bureau(self) -> int | None:
        """Return the student who is the bureau, if one is."""
        return next((one for one, seat in self.all().items() if seat.number == BUREAU), None)

    def make_bureau(self, student: int | None) -> None:
        """Let a student be the bureau, or none; who was it before takes their department, or the first free one.

        Raises
        ------
        RoomError
            If no department is left for who was the bureau before.
        """
        before, places = self.bureau(), {}
        if student is not None:
            places[student] = BUREAU
        if before is not None:
            places[before] = self.first_free() if student is None else self.all()[student].number
        self._kept.sit(self._slug, places)
