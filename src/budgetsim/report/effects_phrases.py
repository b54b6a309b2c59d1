"""Pieces of sentences about effects: sizes with intervals, levers with their contrast, in either language."""

from __future__ import annotations

from typing import Any

from budgetsim.declarations import declarations
from budgetsim.language import DEFAULT, Language
from budgetsim.report.figure_words import enumerated, level_label
from budgetsim.rounding import estimate
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
    """Return a number with its 95 % interval in brackets; alone, where nothing varies or nothing is known."""
    told = estimate(value, low, high, sign=sign)
    if not told.is_known or told.half == "0":
        return told.value
    return say("effects-interval", value=told.value, low=told.low, high=told.high)


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
    effect = estimate(row["difference"], row["low"], row["high"], sign=True).value
    return say("effects-lever-effect", lever=moved(say, made, row["lever"]), effect=effect)


def proportion(row: Row) -> float:
    """Return an effect as a part of the larger of the levels before and after, so that a start at 0 counts as all."""
    largest = max(abs(row["before"]), abs(row["after"]))
    return abs(row["difference"]) / largest if largest else 0.0


def one(number: int) -> str:
    """Return the variant of a message for a number."""
    return "one" if number == 1 else "many"
