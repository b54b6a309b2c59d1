"""Numbers and names as people read them."""

from __future__ import annotations

from collections.abc import Iterable

from budgetsim.rounding import fixed


def points(score: float) -> str:
    """Return a score out of 100."""
    return f"{fixed(score, 1)} points"


def spoken(name: str) -> str:
    """Return the name of a parameter or outcome as words."""
    return name.replace("_", " ")


def listed(items: Iterable[str]) -> str:
    """Return items as an enumeration: a, b and c."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def counted(number: float, noun: str) -> str:
    """Return a whole number with its noun, in the plural where it must be."""
    return f"{fixed(number, 0)} {noun}{'' if round(number) == 1 else 's'}"
