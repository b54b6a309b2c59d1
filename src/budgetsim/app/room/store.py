"""What is kept of rooms: who takes part, and what was decided. One SQLite file, which only its owner can read.

Results are not kept: the model gives the same ones again from the same levers. Of keys only digests are kept.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budgetsim.app.play.game import LETTERS, LEVERS, LONGEST_CODE, Levers, plain_code
from budgetsim.language import told
from budgetsim.scenario_files.read import reason_of

FILE = "rooms.sqlite"
EDITION = 3
"""Of the tables below; a file of another edition is left alone."""
SLUG_LETTERS = 5
TOKEN_BYTES = 24
TABLES = """
CREATE TABLE rooms (
    slug TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    pace TEXT NOT NULL DEFAULT 'open', year INTEGER NOT NULL DEFAULT 1, paused INTEGER NOT NULL DEFAULT 0,
    deadline REAL, stage TEXT NOT NULL DEFAULT 'join', shown INTEGER NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT '', goal TEXT NOT NULL DEFAULT 'value', best INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE keys (slug TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE, digest TEXT NOT NULL);
CREATE TABLE students (
    id INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE,
    name TEXT NOT NULL, digest TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 1, way REAL,
    listed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE moves (
    student INTEGER NOT NULL REFERENCES students ON DELETE CASCADE, attempt INTEGER NOT NULL, year INTEGER NOT NULL,
    levers TEXT NOT NULL, PRIMARY KEY (student, attempt, year)
);
CREATE TABLE questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE,
    text TEXT NOT NULL, open INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE predictions (
    question INTEGER NOT NULL REFERENCES questions ON DELETE CASCADE,
    student INTEGER NOT NULL REFERENCES students ON DELETE CASCADE, value REAL NOT NULL, PRIMARY KEY (question, student)
);
CREATE INDEX students_of_room ON students (slug);
"""


LATER = """
CREATE TABLE IF NOT EXISTS districts (
    slug TEXT PRIMARY KEY REFERENCES rooms ON DELETE CASCADE, scenario TEXT NOT NULL
);
"""
"""Tables that older files get too: districts of rooms that lead another one than the game's."""


class StoreError(ValueError):
    """The file of rooms cannot be used; the message says why."""


@dataclass(frozen=True)
class Room:
    """A room as it is kept."""

    slug: str
    """Short code that stands in addresses and is typed on phones."""
    code: str
    """Class code in its plain form, which the district is made from."""
    name: str
    """Class code as the lecturer wrote it."""
    pace: str
    """``open``: everybody goes on by themselves; ``step``: nobody goes beyond ``year``."""
    year: int
    paused: bool
    deadline: float | None
    """When the year is closed for all, in seconds since 1970."""
    stage: str
    """What the projector shows."""
    shown: bool
    """Whether students who have closed all years see the truth."""
    message: str
    goal: str
    """What the class plays for (``goals.GOALS``)."""
    best: bool
    """Whether the best policy of the district is shown."""


@dataclass(frozen=True)
class Student:
    """A student: a name or number of their own choice, and nothing else."""

    id: int
    name: str
    attempt: int = field(default=1, compare=False)
    """Which game they play, from 1."""
    way: float | None = None
    """How far a bot goes from the status quo to the simple rule; ``None`` for people."""
    listed: bool = field(default=False, compare=False)
    """Whether they want to stand on the leaderboard."""


@dataclass(frozen=True)
class Question:
    """A question that the class answers with a number from 0 to 100."""

    id: int
    text: str
    open: bool


def usual_folder() -> Path:
    """Return the folder in which programs of a user keep what must outlive them."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "budgetsim"


def is_code(text: str) -> bool:
    """Tell whether a text is a class code."""
    return bool(plain_code(text)) and len(text) <= LONGEST_CODE and text.isprintable()


def digest_of(secret: str) -> str:
    """Return what is kept of a secret of high entropy."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


class Store:
    """The file of rooms. All of it is read and written by the thread that serves pages.

    Raises
    ------
    StoreError
        If the folder cannot be written, or the file is none of rooms.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Made before SQLite writes into it, so that nobody else can ever read it.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            self._base = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
            self._base.row_factory = sqlite3.Row
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.execute("PRAGMA foreign_keys = ON")
            self._base.execute("PRAGMA secure_delete = ON")
            (edition,) = self._base.execute("PRAGMA user_version").fetchone()
            if edition == 0:
                self._base.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {EDITION}; COMMIT;")
            elif edition != EDITION:
                raise StoreError(told("room-store-edition", path=self.path))
            self._base.executescript(LATER)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(told("room-store-fault", path=self.path, reason=_why(error))) from None

    @property
    def base(self) -> sqlite3.Connection:
        """The file itself, for tables that a kind of room adds."""
        return self._base

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    # Rooms

    def open_room(self, name: str) -> tuple[Room, str]:
        """Return the room of a class code, made if there is none, and a new key of its lecturer."""
        shown = " ".join(name.split())
        code = plain_code(shown)
        found = self.find_room(code)
        if found is None:
            slug = "".join(secrets.choice(LETTERS) for _ in range(SLUG_LETTERS))
            self._base.execute("INSERT INTO rooms (slug, code, name) VALUES (?, ?, ?)", (slug, code, shown))
            found = self.room(slug)
        key = secrets.token_urlsafe(TOKEN_BYTES)
        self._base.execute("INSERT INTO keys VALUES (?, ?)", (found.slug, digest_of(key)))
        return found, key

    def find_room(self, typed: str) -> Room | None:
        """Return the room of a class code or short code as it was typed."""
        row = self._one(
            "SELECT * FROM rooms WHERE code = ? OR slug = ?", plain_code(typed), typed.strip().upper()
        )
        return None if row is None else _room(row)

    def room(self, slug: str) -> Room:
        """Return a room.

        Raises
        ------
        KeyError
            If there is none.
        """
        row = self._one("SELECT * FROM rooms WHERE slug = ?", slug)
        if row is None:
            raise KeyError(slug)
        return _room(row)

    def rooms(self) -> list[Room]:
        """Return all rooms."""
        return [_room(row) for row in self._base.execute("SELECT * FROM rooms ORDER BY rowid")]

    def change(self, slug: str, **values: Any) -> None:
        """Change what is kept of a room."""
        for column, value in values.items():
            if column not in Room.__dataclass_fields__:
                raise KeyError(column)
            self._base.execute(f"UPDATE rooms SET {column} = ? WHERE slug = ?", (value, slug))  # noqa: S608 - a name of the record

    def district(self, slug: str) -> str | None:
        """Return the district that a room leads (``ground.text_of``); nothing where it is the game's own."""
        row = self._one("SELECT scenario FROM districts WHERE slug = ?", slug)
        return None if row is None else str(row["scenario"])

    def take_over(self, slug: str, scenario: str | None) -> None:
        """Keep which district a room leads."""
        self._base.execute("DELETE FROM districts WHERE slug = ?", (slug,))
        if scenario is not None:
            self._base.execute("INSERT INTO districts VALUES (?, ?)", (slug, scenario))

    def delete_room(self, slug: str) -> None:
        """Forget a room, its students and their work."""
        self._base.execute("DELETE FROM rooms WHERE slug = ?", (slug,))
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def is_key(self, slug: str, key: str) -> bool:
        """Tell whether a key is the lecturer's."""
        given = digest_of(key)
        kept = self._base.execute("SELECT digest FROM keys WHERE slug = ?", (slug,)).fetchall()
        # All are compared, whichever fits.
        return sum(hmac.compare_digest(given, row["digest"]) for row in kept) > 0

    # Students

    def join(self, slug: str, name: str, way: float | None = None) -> tuple[Student, str]:
        """Add a student, or a bot; return them and the token that their browser keeps."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        cursor = self._base.execute(
            "INSERT INTO students (slug, name, digest, way) VALUES (?, ?, ?, ?)",
            (slug, name, digest_of(token), way),
        )
        return Student(int(cursor.lastrowid or 0), name, way=way), token

    def begin_again(self, student: int) -> None:
        """Let a student play another game; the one before stays."""
        self._base.execute("UPDATE students SET attempt = attempt + 1 WHERE id = ?", (student,))

    def list_student(self, student: int, *, listed: bool) -> None:
        """Keep whether a student wants to stand on the leaderboard."""
        self._base.execute("UPDATE students SET listed = ? WHERE id = ?", (listed, student))

    def student_of(self, slug: str, token: str) -> Student | None:
        """Return the student whose browser brings a token."""
        given = digest_of(token)
        for row in self._base.execute("SELECT * FROM students WHERE slug = ?", (slug,)):
            if hmac.compare_digest(given, row["digest"]):
                return _student(row)
        return None

    def students(self, slug: str) -> list[Student]:
        """Return the students of a room in the order in which they came."""
        rows = self._base.execute("SELECT * FROM students WHERE slug = ? ORDER BY id", (slug,))
        return [_student(row) for row in rows]

    def remove(self, student: int) -> None:
        """Forget a student and their work."""
        self._base.execute("DELETE FROM students WHERE id = ?", (student,))

    # Decisions

    def add_move(self, student: int, attempt: int, year: int, levers: Levers) -> None:
        """Keep a closed year; one that is closed stays as it was closed."""
        text = json.dumps(dict(levers))
        self._base.execute("INSERT OR IGNORE INTO moves VALUES (?, ?, ?, ?)", (student, attempt, year, text))

    def moves(self, student: int, attempt: int) -> tuple[Levers, ...]:
        """Return the levers of the closed years."""
        rows = self._base.execute(
            "SELECT levers FROM moves WHERE student = ? AND attempt = ? ORDER BY year", (student, attempt)
        )
        held = [json.loads(row["levers"]) for row in rows]
        return tuple(tuple((name, float(values[name])) for name in LEVERS) for values in held)

    def ask(self, slug: str, text: str) -> None:
        """Ask the class a question; the one before is closed."""
        self.close_question(slug)
        self._base.execute("INSERT INTO questions (slug, text) VALUES (?, ?)", (slug, text))

    def close_question(self, slug: str) -> None:
        """Take no more answers."""
        self._base.execute("UPDATE questions SET open = 0 WHERE slug = ?", (slug,))

    def questions(self, slug: str) -> list[Question]:
        """Return all questions in the order in which they were asked."""
        rows = self._base.execute("SELECT * FROM questions WHERE slug = ? ORDER BY id", (slug,))
        return [Question(row["id"], row["text"], bool(row["open"])) for row in rows]

    def question(self, slug: str) -> Question | None:
        """Return the question that was asked last."""
        row = self._one("SELECT * FROM questions WHERE slug = ? ORDER BY id DESC LIMIT 1", slug)
        return None if row is None else Question(row["id"], row["text"], bool(row["open"]))

    def predict(self, question: int, student: int, value: float) -> None:
        """Keep an answer; while the question is open, a later one counts."""
        self._base.execute("INSERT OR REPLACE INTO predictions VALUES (?, ?, ?)", (question, student, value))

    def predictions(self, question: int) -> dict[int, float]:
        """Return the answers to a question by student."""
        rows = self._base.execute("SELECT * FROM predictions WHERE question = ?", (question,))
        return {row["student"]: row["value"] for row in rows}

    def _one(self, query: str, *values: Any) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._base.execute(query, values).fetchone()
        return row


def _room(row: sqlite3.Row) -> Room:
    values = {name: row[name] for name in Room.__dataclass_fields__}
    return Room(**values | {name: bool(row[name]) for name in ("paused", "shown", "best")})


def _student(row: sqlite3.Row) -> Student:
    return Student(row["id"], row["name"], row["attempt"], row["way"], bool(row["listed"]))


def _why(error: OSError | sqlite3.Error) -> str:
    """Return why a file cannot be had, in the language that is spoken where the project knows the reason."""
    return reason_of(error) if isinstance(error, OSError) else str(error)
