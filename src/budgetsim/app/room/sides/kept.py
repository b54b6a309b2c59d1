"""What is kept of rooms with two sides: who sits where, and what each side decided by year, in the file of rooms.

The tables are made when they are first wanted; older files get them too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from budgetsim.app.play.game import LEVERS, Levers
from budgetsim.app.room.sides.actions import Actions, read, written
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.store import Store

TABLES = """
CREATE TABLE IF NOT EXISTS sides (
    slug TEXT PRIMARY KEY REFERENCES rooms ON DELETE CASCADE, departments INTEGER NOT NULL, bureau TEXT NOT NULL,
    minutes INTEGER NOT NULL DEFAULT 0, closed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS seats (
    student INTEGER PRIMARY KEY REFERENCES students ON DELETE CASCADE,
    slug TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE, seat INTEGER NOT NULL,
    wish INTEGER NOT NULL DEFAULT 0, UNIQUE (slug, seat)
);
CREATE TABLE IF NOT EXISTS acts (
    slug TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE, year INTEGER NOT NULL, seat INTEGER NOT NULL,
    chosen TEXT NOT NULL, sent INTEGER NOT NULL, PRIMARY KEY (slug, year, seat)
);
"""
LATER = {"scenario": "TEXT", "binds": "INTEGER NOT NULL DEFAULT 0"}
"""Columns of ``sides`` that older files lack: in their rooms nothing binds."""
BINDS_AT_HOME, BINDS_ANYWHERE = 1, 2
"""What binds by the class code: in rooms that were opened earlier, in the game's own district alone."""


@dataclass(frozen=True)
class Sides:
    """How a room plays."""

    departments: int
    bureau: str
    """Who is the bureau (``classroom.BUREAUS``)."""
    minutes: int
    """For each side's turn, while the timer runs."""
    closed: int
    """Years that are closed."""
    scenario: str | None
    """The district that was taken over (``ground.text_of``), where it is another than the game's."""
    binds: bool
    """Whether the class code decides what binds."""


@dataclass(frozen=True)
class Seat:
    """Where a student sits."""

    number: int
    wish: bool
    """Whether they would like to be the bureau."""


class Kept:
    """The tables of rooms with two sides."""

    def __init__(self, store: Store) -> None:
        self._base = store.base
        self._base.executescript(TABLES)
        there = {row["name"] for row in self._base.execute("PRAGMA table_info(sides)")}
        for column, kind in LATER.items():
            if column not in there:
                self._base.execute(f"ALTER TABLE sides ADD COLUMN {column} {kind}")

    def open(self, slug: str, departments: int, bureau: str, scenario: str | None = None) -> None:
        """Let a room have two sides, in the game's district or in that of a scenario (``ground.text_of``)."""
        self._base.execute(
            "INSERT INTO sides (slug, departments, bureau, scenario, binds) VALUES (?, ?, ?, ?, ?)",
            (slug, departments, bureau, scenario, BINDS_ANYWHERE),
        )

    def sides(self, slug: str) -> Sides | None:
        """Return how a room plays; nothing if it has one side."""
        row = self._base.execute("SELECT * FROM sides WHERE slug = ?", (slug,)).fetchone()
        if row is None:
            return None
        values = {name: row[name] for name in Sides.__dataclass_fields__}
        least = BINDS_AT_HOME if row["scenario"] is None else BINDS_ANYWHERE
        return Sides(**values | {"binds": row["binds"] >= least})

    def change(self, slug: str, *, bureau: str | None = None, minutes: int | None = None) -> None:
        """Change who is the bureau, or how long a turn is."""
        self._base.execute(
            "UPDATE sides SET bureau = coalesce(?, bureau), minutes = coalesce(?, minutes) WHERE slug = ?",
            (bureau, minutes, slug),
        )

    # Seats

    def seats(self, slug: str) -> dict[int, Seat]:
        """Return the seats of a room by student."""
        rows = self._base.execute("SELECT * FROM seats WHERE slug = ?", (slug,))
        return {row["student"]: Seat(row["seat"], bool(row["wish"])) for row in rows}

    def sit(self, slug: str, places: Mapping[int, int]) -> None:
        """Give students seats, by student, all at once: they may change places."""
        with self._whole():
            self._base.executemany("DELETE FROM seats WHERE student = ?", [(student,) for student in places])
            self._base.executemany(
                "INSERT INTO seats (student, slug, seat) VALUES (?, ?, ?)",
                [(student, slug, seat) for student, seat in places.items()],
            )

    def wish(self, student: int, *, wanted: bool) -> None:
        """Note whether a student would like to be the bureau."""
        self._base.execute("UPDATE seats SET wish = ? WHERE student = ?", (wanted, student))

    # What was decided

    def announce(self, slug: str, year: int, levers: Levers, *, sent: bool) -> None:
        """Keep the levers of a year; they are announced once."""
        self._base.execute(
            "INSERT OR IGNORE INTO acts VALUES (?, ?, ?, ?, ?)",
            (slug, year, BUREAU, json.dumps(dict(levers)), sent),
        )

    def decide(self, slug: str, year: int, seat: int, actions: Actions) -> None:
        """Keep what a department has sent; until the year is closed a later one counts."""
        self._base.execute(
            "INSERT OR REPLACE INTO acts VALUES (?, ?, ?, ?, 1)", (slug, year, seat, written(actions))
        )

    def withdraw(self, slug: str, year: int, seat: int) -> None:
        """Forget what was sent from a seat for a year that is not closed."""
        self._base.execute("DELETE FROM acts WHERE slug = ? AND year = ? AND seat = ?", (slug, year, seat))

    def close(self, slug: str, year: int, unsent: Mapping[int, Actions]) -> None:
        """Close a year, with what lay on the desks of those who had sent nothing."""
        with self._whole():
            self._base.executemany(
                "INSERT OR IGNORE INTO acts VALUES (?, ?, ?, ?, 0)",
                [(slug, year, seat, written(actions)) for seat, actions in unsent.items()],
            )
            self._base.execute("UPDATE sides SET closed = ? WHERE slug = ?", (year, slug))

    def levers(self, slug: str, year: int) -> Levers | None:
        """Return the levers of a year, if they are announced."""
        row = self._base.execute(
            "SELECT chosen FROM acts WHERE slug = ? AND year = ? AND seat = ?", (slug, year, BUREAU)
        ).fetchone()
        if row is None:
            return None
        values = json.loads(row["chosen"])
        return tuple((name, float(values[name])) for name in LEVERS)

    def decided(self, slug: str, year: int) -> dict[int, Actions]:
        """Return what departments decided in a year, by seat."""
        rows = self._base.execute(
            "SELECT seat, chosen FROM acts WHERE slug = ? AND year = ? AND seat >= 0 ORDER BY seat",
            (slug, year),
        )
        return {row["seat"]: read(row["chosen"]) for row in rows}

    def sent(self, slug: str, year: int) -> set[int]:
        """Return the seats that sent what they decided in a year by themselves, the bureau's among them."""
        rows = self._base.execute("SELECT seat FROM acts WHERE slug = ? AND year = ? AND sent", (slug, year))
        return {row["seat"] for row in rows}

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Keep all of a block or nothing."""
        self._base.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")
