"""Notes on a user's panel, in words."""

from __future__ import annotations

from collections.abc import Sequence

from budgetsim.language import Language
from budgetsim.studies.calibrate.panel_notes import COLUMN_FACTS, Note


def notes_told(notes: Sequence[Note], say: Language) -> list[str]:
    """Return each note as a sentence or two, the gravest first."""
    return [
        say(note.key, **{name: _fact(name, fact, say) for name, fact in note.facts.items()}) for note in notes
    ]


def _fact(name: str, fact: str | int, say: Language) -> str | int:
    """Return a fact as it is read: columns by the names of their roles."""
    return say(f"panel-column-{str(fact).replace('_', '-')}") if name in COLUMN_FACTS else fact
