"""What all parts of the story share: sections, and numbers as variables of messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from budgetsim.language import Language
from budgetsim.rounding import amount, fixed, per_cent, written_out

Facts = Mapping[str, Any]
Row = tuple[str, ...]
NEGLIGIBLE = 5e-4
"""What three digits do not show: smaller differences are none in the story."""


@dataclass(frozen=True)
class Section:
    """A heading, sentences, and perhaps a table (its first row are the headings); ``key`` names it in any language."""

    key: str
    title: str
    paragraphs: tuple[str, ...]
    table: tuple[Row, ...] = ()


def paragraph(speak: Language, *sentences: str) -> str:
    """Join sentences to a paragraph."""
    return speak("explain-joint").join(sentences)


def money(f: Facts, value: float, speak: Language, text: str = "") -> str:
    """Return an amount in mean budgets, as it is written in ``text``, and in the scenario's money if it has any."""
    written = text or amount(value)
    if "money" not in f:
        return written
    own = speak("money-amount", value=written_out(value * f["money"]["mean_budget"]), unit=f["money"]["unit"])
    return speak("money-beside", amount=written, own=own)


def name_of(f: Facts, speak: Language) -> str:
    """Return the department's name in the roster, or its number in words."""
    return str(f["name"]) if f["in_roster"] else speak("explain-department", number=str(f["department"]))


def yes(holds: object) -> str:
    """Return the variant of a message that is meant."""
    return "yes" if holds else "no"


def change(share: float) -> str:
    """Return a relative change as a percentage with its sign."""
    text = per_cent(abs(share))
    return text if text == "0%" else f"{'+' if share >= 0 else '−'}{text}"


def score(points: float) -> str:
    """Return a score out of 100 without its unit."""
    return fixed(points, 1)


def trend(pair: Mapping[str, float]) -> str:
    """Return in which direction something went: up, down, or the same as far as digits show."""
    moved = pair["after"] - pair["before"]
    return "same" if abs(moved) < NEGLIGIBLE else ("up" if moved > 0 else "down")


def at_limit(motive: Mapping[str, Any]) -> str:
    """Tell the message whether an action is at its largest possible value."""
    return yes(motive["largest"] is not None and motive["chosen"] >= motive["largest"])


def by_calculation(*motives: Mapping[str, Any]) -> bool:
    """Tell whether actions are what a calculating department would choose."""
    return all(abs(motive["best"] - motive["chosen"]) <= 1e-9 for motive in motives)


def heads(speak: Language, *keys: str) -> Row:
    """Return the headings of a table; an empty key gives an empty cell."""
    return tuple(speak(f"explain-{key}") if key else "" for key in keys)


def sentences_of(*paragraphs: Iterable[str] | str) -> tuple[str, ...]:
    """Return paragraphs, those of iterables one by one, without empty ones."""
    found = [[item] if isinstance(item, str) else list(item) for item in paragraphs]
    return tuple(item for items in found for item in items if item)
