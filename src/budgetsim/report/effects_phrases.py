"""Pieces of sentences about effects: sizes with intervals, changes, levers with their contrast."""

from __future__ import annotations

import math
from typing import Any

from budgetsim.report.results import digits_for, fixed
from budgetsim.report.words import per_cent, spoken
from budgetsim.studies.effects.analysis import Effects

Row = dict[str, Any]
UNCLEAR = ("not clear", "none")
"""Verdicts of effects that are not told from zero."""


def size(value: float, low: float | None, high: float | None, *, sign: bool = False) -> str:
    """Return a number with its 95 % interval in brackets."""
    low, high = (None if end is None or math.isnan(end) else end for end in (low, high))
    places = digits_for(low, high, value)
    if low is None or high is None:
        return fixed(value, places, sign=sign)
    return f"{fixed(value, places, sign=sign)} [{fixed(low, places)} to {fixed(high, places)}]"


def size_of(value: float, low: float, high: float) -> str:
    """Return the size of a number, whatever its sign, with its 95 % interval in brackets."""
    return size(value, low, high) if value >= 0.0 else size(-value, -high, -low)


def moved(made: Effects, name: str) -> str:
    """Return a lever with its contrast."""
    lever = next(lever for lever in made.request.levers if lever.name == name)
    return f"{name} ({lever.contrast})"


def moved_by(made: Effects, row: Row) -> str:
    """Return a lever with its contrast and its effect."""
    places = digits_for(row["low"], row["high"], row["difference"])
    return f"{moved(made, row['lever'])} {fixed(row['difference'], places, sign=True)}"


def relative(row: Row) -> str:
    """Return an effect as a percentage of the level from which it starts."""
    return f", {per_cent(abs(row['difference'] / row['before']))} of its level" if row["before"] else ""


def change(row: Row) -> str:
    """Say from where to where an outcome moves."""
    before, after = row["before"], row["after"]
    places = digits_for(None, None, min(abs(before), abs(after)) or max(abs(before), abs(after)))
    verb = "rises" if after > before else "falls"
    return f"{spoken(row['outcome'])} {verb} from {fixed(before, places)} to {fixed(after, places)}"


def proportion(row: Row) -> float:
    """Return an effect as a part of the larger of the levels before and after, so that a start at 0 counts as all."""
    largest = max(abs(row["before"]), abs(row["after"]))
    return abs(row["difference"]) / largest if largest else 0.0
