"""Statements of the questionnaire by scale: the four links, and what stands behind weak ones."""

from __future__ import annotations

from dataclasses import dataclass

LOWEST, HIGHEST = 1, 5
"""Ends of the answers: strongly disagree, strongly agree."""


@dataclass(frozen=True)
class Item:
    """One statement; ``code`` names it in files and messages, agreeing to a reversed one says that the scale is low."""

    code: str
    scale: str
    is_reversed: bool = False


def _items(scale: str, letter: str, number: int, reversed_ones: tuple[int, ...] = ()) -> tuple[Item, ...]:
    return tuple(Item(f"{letter}{n}", scale, n in reversed_ones) for n in range(1, number + 1))


ITEMS: tuple[Item, ...] = (
    *_items("objectives", "O", 3, (3,)),
    *_items("monitoring", "M", 3, (3,)),
    *_items("evaluation", "E", 3, (3,)),
    *_items("use", "U", 3, (3,)),
    *_items("culture", "C", 2),
    *_items("rules", "R", 2),
    *_items("professionals", "P", 2),
    *_items("technology", "T", 2),
    *_items("superior", "S", 2),
)
SCALES: tuple[str, ...] = tuple(dict.fromkeys(item.scale for item in ITEMS))
"""The links objectives, monitoring, evaluation and use of results; the causes culture, rules, professionals,
information technology and constraints from above."""


def items_of(scale: str) -> list[int]:
    """Return the places of a scale's statements."""
    return [place for place, item in enumerate(ITEMS) if item.scale == scale]
