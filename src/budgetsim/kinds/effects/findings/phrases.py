"""Pieces of sentences about effects: sizes with intervals, levers with their contrast, in either language."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from budgetsim.kinds.effects.answer import Effect, Effects, Known, Term
from budgetsim.kinds.effects.factorial import TIMES
from budgetsim.kinds.effects.levers import value_text
from budgetsim.language import Language
from budgetsim.report.figure_words import level_label, lever_name
from budgetsim.rounding import amount, estimate

UNCLEAR = ("not clear", "none")
"""Verdicts of effects that are not told from zero."""


def term_name(say: Language, term: str) -> str:
    """Return a term of the factorial, levers as ``lever_name`` calls them."""
    return TIMES.join(lever_name(say, name) for name in term.split(TIMES))


def number(value: Known) -> float:
    """Return a number; NaN where it is undefined."""
    return math.nan if value is None else value


def least_seen(rows: Iterable[Effect | Term]) -> str:
    """Return the size that an effect must have at most to have been told from zero, for all of some rows."""
    return amount(max(number(row.least_seen) for row in rows))


def value_name(say: Language, value: Any) -> str:
    """Return a value of a lever."""
    return level_label(say, value) if isinstance(value, bool | str) else value_text(value)


def size(say: Language, value: Known, low: float | None, high: float | None, *, sign: bool = False) -> str:
    """Return a number with its 95 % interval in brackets; alone, where nothing varies or nothing is known."""
    told = estimate(number(value), low, high, sign=sign)
    if not told.is_known or told.half == "0":
        return told.value
    return say("effects-interval", value=told.value, low=told.low, high=told.high)


def size_of(say: Language, value: Known, low: Known, high: Known) -> str:
    """Return the size of a number, whatever its sign, with its 95 % interval in brackets."""
    return size(say, *turned(value, low, high, -1.0 if number(value) < 0.0 else 1.0))


def turned(value: Known, low: Known, high: Known, sign: float) -> tuple[float, Known, Known]:
    """Return a number and its interval, or both with the other sign."""
    if low is None or high is None:
        return sign * number(value), None, None
    return sign * number(value), min(sign * low, sign * high), max(sign * low, sign * high)


def moved(say: Language, made: Effects, name: str) -> str:
    """Return a lever with its contrast."""
    lever = made.lever(name)
    low, high = value_name(say, lever.low), value_name(say, lever.high)
    return say("effects-lever", lever=lever_name(say, name), low=low, high=high)


def moved_by(say: Language, made: Effects, row: Effect) -> str:
    """Return a lever with its contrast and its effect."""
    effect = estimate(number(row.difference), row.low, row.high, sign=True).value
    return say("effects-lever-effect", lever=moved(say, made, row.lever), effect=effect)


def proportion(row: Effect) -> float:
    """Return an effect as a part of the larger of the levels before and after, so that a start at 0 counts as all."""
    largest = max(abs(number(row.before)), abs(number(row.after)))
    return abs(number(row.difference)) / largest if largest else 0.0
