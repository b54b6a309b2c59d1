"""The finding of a sweep in words: where an outcome is best, how sure that is, what moves it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.report.declared import OUTCOMES
from budgetsim.report.words import counted, listed, per_cent, spoken
from budgetsim.studies.factors import column_of

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.studies.factors import Factor
    from budgetsim.studies.store import StudyResult

SUPERLATIVE = {"up": "Best", "down": "Least", "neither": "Highest"}
CONFOUNDED = ("list", "zip")
"""Designs in which factors move together, so that none explains anything by itself."""


def headline(result: StudyResult, table: pd.DataFrame, means: pd.DataFrame, outcome: str) -> str:
    """Say where an outcome is best, which points are as good, and which factor moves it most.

    Points under common seeds are compared with the best by their paired differences. Where levers meet states of
    uncertainties, the best levers are those that are best on average over the states.
    """
    from budgetsim.studies.point_table import explained
    from budgetsim.studies.sweep import drawn_factors

    design = result.settings.get("design")
    roles = {factor.role for factor in result.factors}
    crossed = result.settings.get("uncertainty_design") is not None and len(roles) == 2
    said = _best_levers(result, table, outcome) if crossed else _best_point(result, table, means, outcome)
    if design in CONFOUNDED:
        return said
    drawn = drawn_factors(result.factors, result.settings)
    parts = explained(result.factors, result.points, table.set_index("scenario")[outcome], drawn)
    ranked = sorted(result.factors, key=lambda factor: -parts[factor.name])
    shares = [f"{column_of(f)} {per_cent(parts[f.name])}" for f in ranked[:4] if parts[f.name] > 0.0]
    if shares:
        said += f" Of the differences between points, factors explain by themselves: {listed(shares)}."
    return said


def _best_point(result: StudyResult, table: pd.DataFrame, means: pd.DataFrame, outcome: str) -> str:
    from budgetsim.report.results import digits_for, fixed, interval

    way = OUTCOMES[outcome].direction
    best = table.sort_values(outcome, ascending=way == "down", kind="stable").iloc[0]
    low, high = (known(best[f"{outcome}_{end}"]) for end in ("low", "high"))
    places = digits_for(low, high, float(best[outcome]))
    sure = f" (95% interval {interval(low, high, places)})" if low is not None else " (one seed, no interval)"
    said = f"{SUPERLATIVE[way]} {spoken(outcome)}: {fixed(float(best[outcome]), places)}{sure}"
    named = f"{best['scenario']} with " if result.settings.get("design") == "list" else ""
    said += f" at {named}{at_words(best, result.factors)}."
    if low is not None and result.about["common_seeds"]:
        near, others = _as_good(means, str(best["scenario"]), outcome), len(table) - 1
        alike = f"{near} of the other {counted(others, 'point')} cannot be told from it"
        said += (
            f" Paired by seed, {alike if near else 'every other point is clearly apart'}." if others else ""
        )
    return said


def _best_levers(result: StudyResult, table: pd.DataFrame, outcome: str) -> str:
    """Say which levers are best on average over the states of the uncertainties, and in how many states."""
    from budgetsim.report.results import digits_for, fixed

    way = OUTCOMES[outcome].direction
    levers = [factor for factor in result.factors if factor.role == "lever"]
    names = [column_of(factor) for factor in levers]
    states = [column_of(factor) for factor in result.factors if factor.role == "uncertainty"]
    average = table.groupby(names, sort=False)[outcome].mean().reset_index()
    best = average.sort_values(outcome, ascending=way == "down", kind="stable").iloc[0]
    grouped = table.groupby(states, sort=False)[outcome]
    first = table.loc[grouped.idxmin() if way == "down" else grouped.idxmax()]
    won = float((first[names] == best[names]).all(axis=1).mean())
    value = float(best[outcome])
    return (
        f"{SUPERLATIVE[way]} {spoken(outcome)} on average over {len(first)} states of the uncertainties:"
        f" {fixed(value, digits_for(None, None, value))} at {at_words(best, levers)}, which is first in {per_cent(won)}"
        " of the states."
    )


def _as_good(means: pd.DataFrame, best: str, outcome: str) -> int:
    """Points whose paired difference from the best has an interval that holds 0."""
    from budgetsim.studies.summary import difference_table

    found = difference_table(means[["scenario", "seed", outcome]], best)
    return int(((found["low"] <= 0.0) & (found["high"] >= 0.0)).sum())


def at_words(row: Any, factors: Sequence[Factor]) -> str:
    """Return where a point is, in words."""
    return listed([f"{column_of(factor)} = {value_words(row[column_of(factor)])}" for factor in factors])


def value_words(value: Any) -> str:
    """Return the value of a factor as it is shown."""
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "on" if value else "off"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def known(value: Any) -> float | None:
    """Return a number, or ``None`` for NaN."""
    return None if math.isnan(value) else float(value)
