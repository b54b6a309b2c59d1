"""Pieces of sentences about a discovery: limits of rules, what failing means, shares of states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from budgetsim.kinds.discover.boxes import SCENARIO_COLUMN, Limit
from budgetsim.kinds.discover.condition import Condition
from budgetsim.language import Language
from budgetsim.report.figure_words import level_label, scenario_label
from budgetsim.rounding import per_cent, signed

CONDITIONS = {"en": (", ", " and "), "zh": ("，", "，且")}
"""Between conditions of one rule, and before the last of them."""


def failing(condition: Condition, base: str, say: Language) -> str:
    """Return what failing means, as a clause."""
    about = {"outcome": say.name(condition.outcome), "base": scenario_label(say, base)}
    end = "low" if condition.is_low else "high"
    if condition.quantile is not None:
        share = per_cent(condition.quantile)
        return say("discover-failing-quantile", of=condition.of or "level", end=end, share=share, **about)
    bound = condition.bound or 0.0
    if condition.of == "level":
        return say("discover-failing-level", outcome=about["outcome"], end=end, bound=number_told(bound))
    if bound == 0.0:
        return say("discover-failing-worse", end=end, **about)
    return say("discover-failing-change", end=end, bound=signed_told(bound), **about)


def limit_told(name: str, limit: Limit, say: Language, delivered: Sequence[str] = ()) -> str:
    """Return a limit in words: ``staff skill at most 0.31``."""
    factor = subject_told(name, say, delivered)
    if limit.levels:
        kind, levels = ("other", limit.left_out) if _is_all_but_one(limit) else ("levels", limit.levels)
        return say(f"discover-limit-{kind}", factor=factor, levels=_alternatives(name, levels, say))
    values = {
        key: number_told(end) for key, end in (("low", limit.low), ("high", limit.high)) if end is not None
    }
    if limit.low is not None and limit.low == limit.high:
        return say("discover-limit-equal", factor=factor, value=values["low"])
    if len(values) == 2:
        return say("discover-limit-between", factor=factor, **values)
    if limit.low is not None:
        return say(f"discover-limit-{'least' if limit.discrete else 'above'}", factor=factor, **values)
    return say("discover-limit-most", factor=factor, high=number_told(limit.high or 0.0))


def limits_told(items: Iterable[str], say: Language) -> str:
    """Return limits that hold together."""
    between, before_last = CONDITIONS[say.code]
    *first, last = items
    return f"{between.join(first)}{before_last}{last}" if first else last


def limit_short(name: str, limit: Limit, say: Language, told: str | None = None) -> str:
    """Return a limit as a formula: ``staff_skill ≤ 0.31``.

    ``told`` is what the column ``name`` is called there, if not by its own name.
    """
    factor = told or name
    if limit.low is None or limit.high is None or limit.low == limit.high:
        return f"{factor} {ends_told(name, limit, say)}"
    less = "≤" if limit.discrete else "<"
    return f"{number_told(limit.low)} {less} {factor} ≤ {number_told(limit.high)}"


def ends_told(name: str, limit: Limit, say: Language) -> str:
    """Return a limit without its factor: ``≤ 0.31``."""
    low, high = limit.low, limit.high
    if limit.levels:
        other = _is_all_but_one(limit)
        levels = limit.left_out if other else limit.levels
        return f"{'≠' if other else '='} {_alternatives(name, levels, say)}"
    if low is not None and low == high:
        return f"= {number_told(low)}"
    if low is not None and high is not None:
        return say("discover-range", low=number_told(low), high=number_told(high))
    if low is not None:
        return f"{'≥' if limit.discrete else '>'} {number_told(low)}"
    return f"≤ {number_told(high or 0.0)}"


def subject_told(name: str, say: Language, delivered: Sequence[str] = ()) -> str:
    """Return a column of factors as words; of levers that are delivered it says so."""
    if name == SCENARIO_COLUMN:
        return say("discover-scenario")
    told = say.name(name)
    return say("discover-delivered", lever=told) if name in delivered else told


def level_told(name: str, level: Any, say: Language) -> str:
    """Return a level of a column of factors as people write it; switches are on or off."""
    return scenario_label(say, str(level)) if name == SCENARIO_COLUMN else level_label(say, level)


def number_told(value: float) -> str:
    """Return a limit, which is rounded already, as people write it."""
    return f"{value:.10g}".replace("-", "−")


def signed_told(value: float) -> str:
    """Return a change with its sign."""
    return signed(value)


def _is_all_but_one(limit: Limit) -> bool:
    """Whether the one level that is not allowed is shorter told than those that are."""
    return len(limit.left_out) == 1 and len(limit.levels) > 1


def _alternatives(name: str, levels: Iterable[Any], say: Language) -> str:
    return say("discover-or").join(level_told(name, level, say) for level in levels)
