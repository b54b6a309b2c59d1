"""What a kind of room shows and takes, by who asks; a kind has one class that does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from budgetsim.app.room.export import Rows
from budgetsim.app.room.store import Student
from budgetsim.language import Language

Form = dict[str, str]
State = dict[str, Any]
Part = tuple[str, State]
"""A template and its values."""
Planned = tuple[dict[str, float], Any, bool]
"""Where sliders stand, the meters above them, and whether the year may be sent."""
Act = Callable[[Form], None]


class Faces(Protocol):
    """The pages and files of one room."""

    @property
    def acts(self) -> Mapping[str, Act]:
        """What the lecturer's desk may ask for, by the last part of its address."""

    def door(self, speak: Language) -> State:
        """Return what is told to who has not joined yet."""

    async def student(self, student: Student, speak: Language) -> Part:
        """Return a student's page, and nothing of what is hidden from them."""

    def plan(self, student: Student, form: Form, speak: Language) -> Planned:
        """Put a form on a student's desk."""

    def close(self, student: Student, form: Form, speak: Language) -> None:
        """Take what a student has decided for a year.

        Raises
        ------
        RoomError, GameError
            If it may not be taken.
        """

    def may_take_game(self, student: Student) -> bool:
        """Tell whether a student's ten years are over and their truth is shown."""

    def own_game(self, student: Student) -> Rows:
        """Return a student's own ten years as a table."""

    def desk(self, speak: Language) -> Part:
        """Return the lecturer's desk."""

    async def settle(self) -> None:
        """Work out what the desk has asked for and takes longer than an answer should."""

    async def stage(self, speak: Language) -> State:
        """Return what the projector shows."""

    async def debrief(self, speak: Language) -> Part:
        """Return the page to print after the game."""

    def archive(self) -> bytes:
        """Return everything that is kept, as an archive of tables."""

    async def gradebook(self) -> Rows:
        """Return a line for each student."""
