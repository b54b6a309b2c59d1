"""Notes on a file: what was guessed, and what is almost certainly an artefact; told, and never a refusal."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from budgetsim.language import Language, spoken
from budgetsim.scenario_files.syntax import toml_value

MOST_NAMED = 5
"""Names that a note lists."""
LONGEST_LINE = 120
"""Letters of the lines of a recipe that a note names; longer ones stand in the recipe alone."""
MOST_LINES = 3
"""Rows that a note names."""
COLUMN_FACTS = ("amounts", "scores", "column")
"""Facts that are columns, by the names of their roles."""
_BEFORE = {"calibrate-note-wide": "data-note-wide-digits", "calibrate-note-": "data-note-"}
"""How keys of notes begin in answers that were kept by earlier versions, and how they do now."""

Facts = dict[str, str | int]


class SheetNote(UserWarning):
    """How a file was read that does not say it itself."""


@dataclass(frozen=True)
class Note:
    """One thing to know about a file.

    ``key`` is that of its words, ``facts`` what they need, ``lines`` the first rows that it is about, and ``rows`` how
    many there are. ``mend`` are the lines of ``[panel]`` that say what was guessed, or that mend what is wrong.
    """

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    lines: tuple[int, ...] = ()
    rows: int = 0
    mend: Mapping[str, Any] = field(default_factory=dict)


def note(
    key: str, facts: Mapping[str, str | int], lines: Iterable[int] = (), mend: Mapping[str, Any] | None = None
) -> Note:
    """Return a note that names the first of the rows that it is about."""
    where = sorted(set(lines))
    return Note(key, facts, tuple(where[:MOST_LINES]), len(where), mend or {})


def some(names: Sequence[str]) -> str:
    """Return the first few of some names."""
    more = f", … ({len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def notes_told(notes: Sequence[Note], say: Language) -> list[str]:
    """Return each note as a sentence or two with its rows; columns by the names of their roles."""
    return [_told(one, say) for one in notes]


def _told(one: Note, say: Language) -> str:
    before = next((start for start in _BEFORE if one.key.startswith(start)), "")
    key = _BEFORE.get(before, "") + one.key.removeprefix(before)
    facts = {
        name: say(f"data-column-{str(fact).replace('_', '-')}") if name in COLUMN_FACTS else fact
        for name, fact in one.facts.items()
    }
    said = text = say(key, **facts)
    if one.lines:
        more = " …" if one.rows > len(one.lines) else ""
        text = say("data-note-rows", text=text, rows=", ".join(map(str, one.lines)) + more, number=one.rows)
    line = "; ".join(f"{name} = {toml_value(value)}" for name, value in one.mend.items())
    if line and "[panel]" not in said and len(line) <= LONGEST_LINE:
        text = say("data-note-line", text=text, line=line)
    return text


def warn_of(notes: Iterable[Note], file: str) -> None:
    """Warn of how a text was decoded, where nobody asks for its notes; that columns were parted, their names show."""
    say = spoken()
    for text in notes_told([one for one in notes if one.key != "data-note-delimiter"], say):
        warnings.warn(say("data-warning", file=file, text=text), SheetNote, stacklevel=3)
