"""Pieces of sentences about effects: sizes with intervals, levers with their contrast, in either language."""

from __future__ import annotations

import math
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.language import DEFAULT, Language
from budgetsim.report.figure_words import enumerated, level_label
from budgetsim.rounding import digits_for, fixed
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.factorial import TIMES
from budgetsim.studies.effects.levers import value_text

Row = dict[str, Any]
UNCLEAR = ("not clear", "none")
"""Verdicts of effects that are not told from zero."""


def lever_name(say: Language, name: str) -> str:
    """Return a lever: in English as it is typed, else by its name; switches keep the name that they were given."""
    return name if say.code == DEFAULT or name not in declarations() else say.name(name)


def term_name(say: Language, term: str) -> str:
    """Return a term of the factorial, levers as ``lever_name`` calls them."""
    return TIMES.join(lever_name(say, name) for name in term.split(TIMES))


def value_name(say: Language, value: Any) -> str:
    """Return a value of a lever."""
    return level_label(say, value) if isinstance(value, bool | str) else value_text(value)


def values_named(say: Language, rows: list[Row]) -> str:
    """Return the doses of some rows as an enumeration."""
    return enumerated(say, [value_name(say, row["dose"]) for row in rows])


def size(say: Language, value: float, low: float | None, high: float | None, *, sign: bool = False) -> str:
    """Return a number with its 95 % interval in brackets."""
    low, high = (None if end is None or math.isnan(end) else end for end in (low, high))
    places = digits_for(low, high, value)
    told = fixed(value, places, sign=sign)
    if low is None or high is None:
        return told
    return say("effects-interval", value=told, low=fixed(low, places), high=fixed(high, places))


def size_of(say: Language, value: float, low: float, high: float) -> str:
    """Return the size of a number, whatever its sign, with its 95 % interval in brackets."""
    return size(say, value, low, high) if value >= 0.0 else size(say, -value, -high, -low)


def moved(say: Language, made: Effects, name: str) -> str:
    """Return a lever with its contrast."""
    lever = next(lever for lever in made.request.levers if lever.name == name)
    low, high = value_name(say, lever.low), value_name(say, lever.high)
    return say("effects-lever", lever=lever_name(say, name), low=low, high=high)


def moved_by(say: Language, made: Effects, row: Row) -> str:
    """Return a lever with its contrast and its effect."""
    places = digits_for(row["low"], row["high"], row["difference"])
    effect = fixed(row["difference"], places, sign=True)
    return say("effects-lever-effect", lever=moved(say, made, row["lever"]), effect=effect)


def proportion(row: Row) -> float:
    """Return an effect as a part of the larger of the levels before and after, so that a start at 0 counts as all."""
    largest = max(abs(row["before"]), abs(row["after"]))
    return abs(row["difference"]) / largest if largest else 0.0


def one(number: int) -> str:
    """Return the variant of a message for a number."""
    return "one" if number == 1 else "many"
