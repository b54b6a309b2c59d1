"""Numbers and names as people read them."""

from __future__ import annotations

import math
from collections.abc import Iterable


def amount(value: float) -> str:
    """Return a number with as many digits as its size needs, without exponents for everyday sizes."""
    size = abs(value)
    if not math.isfinite(value):
        return "undefined"
    if size < 1e-12:
        return "0"
    if size >= 1e6 or size < 5e-4:
        return f"{value:.2g}".replace("-", "−")
    digits = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 0.995 else 3
    return f"{value:,.{digits}f}".replace("-", "−")


def per_cent(share: float) -> str:
    """Return a share as a percentage."""
    value = 100.0 * share
    return f"{value:.0f}%" if abs(value) >= 99.5 or abs(value - round(value)) < 0.05 else f"{value:.1f}%"


def points(score: float) -> str:
    """Return a score out of 100."""
    return f"{score:.1f} points"


def signed(value: float) -> str:
    """Return a change with its sign."""
    text = amount(value)
    return text if value < 0 or text == "0" else f"+{text}"


def spoken(name: str) -> str:
    """Return the name of a parameter or outcome as words."""
    return name.replace("_", " ")


def listed(items: Iterable[str]) -> str:
    """Return items as an enumeration: a, b and c."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def counted(number: float, noun: str) -> str:
    """Return a whole number with its noun, in the plural where it must be."""
    return f"{number:.0f} {noun}{'' if round(number) == 1 else 's'}"
