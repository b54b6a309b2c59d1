"""The finding of a sweep in words: where an outcome is best, how sure that is, what moves it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.language import DEFAULT, Language, language
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import enumerated, level_label, sentences
from budgetsim.rounding import amount, estimate, level, per_cent
from budgetsim.studies.factors import column_of
from budgetsim.studies.point_table import explained
from budgetsim.studies.summary import as_good, difference_table
from budgetsim.studies.sweep import drawn_factors

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.studies.factors import Factor
    from budgetsim.studies.store import StudyResult

CONFOUNDED = ("list", "zip")
"""Designs in which factors move together, so that none explains anything by itself."""


def headline(
    result: StudyResult,
    table: pd.DataFrame,
    means: pd.DataFrame,
    outcome: str,
    say: Language | None = None,
) -> str:
    """Say where an outcome is best, which points are as good, and which factor moves it most.

    Points under common seeds are compared with the best by their paired differences. Where levers meet states of
    uncertainties, the best levers are those that are best on average over the states.

    Parameters
    ----------
    result
        The sweep.
    table, means
        As ``point_table`` and ``run_means`` return them.
    outcome
        What is told about.
    say
        Language; English by default.
    """
    say = say or language()
    roles = {factor.role for factor in result.factors}
    if result.settings.get("uncertainty_design") is not None and len(roles) == 2:
        told = [_best_levers(result, table, outcome, say)]
    else:
        told = _best_point(result, table, means, outcome, say)
    return sentences(say, [*told, _shares(result, table, outcome, say)])


def _shares(result: StudyResult, table: pd.DataFrame, outcome: str, say: Language) -> str:
    """Say how much of the differences between points each factor explains by itself."""
    if result.settings.get("design") in CONFOUNDED:
        return ""
    drawn = drawn_factors(result.factors, result.settings)
    parts = explained(result.factors, result.points, table.set_index("scenario")[outcome], drawn)
    ranked = sorted(result.factors, key=lambda factor: -parts[factor.name])
    shares = [
        say("sweep-share", factor=factor_told(f, say), share=per_cent(parts[f.name]))
        for f in ranked[:4]
        if parts[f.name] > 0.0
    ]
    return say("sweep-explained", shares=enumerated(say, shares)) if shares else ""


def _best_point(
    result: StudyResult, table: pd.DataFrame, means: pd.DataFrame, outcome: str, say: Language
) -> list[str]:
    way = OUTCOMES[outcome].direction
    best = table.sort_values(outcome, ascending=way == "down", kind="stable").iloc[0]
    told = estimate(float(best[outcome]), *(known(best[f"{outcome}_{end}"]) for end in ("low", "high")))
    sure = say("sweep-interval", low=told.low, high=told.high) if told.is_known else say("sweep-one-seed")
    about = {
        "outcome": say.name(outcome),
        "way": way,
        "value": told.value,
        "sure": sure,
        "at": at_words(best, result.factors, say),
    }
    if result.settings.get("design") == "list":
        said = say("sweep-best-named", name=str(best["scenario"]), **about)
    else:
        said = say("sweep-best", **about)
    others, one = len(table) - 1, "one" if len(table) == 2 else "many"
    if not told.is_known or not result.about["common_seeds"] or not others:
        return [said]
    near = as_good(means, str(best["scenario"]), outcome)
    if len(near) == others:
        return [said, say("sweep-flat", others=str(others), one=one)]
    ends = _at_ends(best, result.factors, say)
    if not near:
        return [said, say("sweep-apart", gap=_gap(means, str(best["scenario"]), outcome, say)), ends]
    return [said, say("sweep-alike", near=str(len(near)), others=str(others), one=one), ends]


def _at_ends(best: Any, factors: Sequence[Factor], say: Language) -> str:
    """Say which factors are at an end of the values that were tried, where better ones may lie beyond."""
    found = [
        factor_told(factor, say)
        for factor in factors
        if factor.is_ordered and float(best[column_of(factor)]) in map(float, factor.extremes())
    ]
    one = "one" if len(found) == 1 else "many"
    return say("sweep-ends", factors=enumerated(say, found), one=one) if found else ""


def _gap(means: pd.DataFrame, best: str, outcome: str, say: Language) -> str:
    """Return how far the next point is behind the best, with its interval."""
    found = difference_table(means[["scenario", "seed", outcome]], best)
    row: Any = found.iloc[int(found["mean"].abs().argmin())]
    told = estimate(abs(row["mean"]), *sorted(abs(row[end]) for end in ("low", "high")))
    if told.half == "0":
        return told.value
    return say("effects-interval", value=told.value, low=told.low, high=told.high)


def _best_levers(result: StudyResult, table: pd.DataFrame, outcome: str, say: Language) -> str:
    """Say which levers are best on average over the states of the uncertainties, and in how many states."""
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
    return say(
        "sweep-best-levers",
        outcome=say.name(outcome),
        way=way,
        states=str(len(first)),
        value=amount(value),
        at=at_words(best, levers, say),
        won=per_cent(won),
    )


def at_words(row: Any, factors: Sequence[Factor], say: Language) -> str:
    """Return where a point is, in words."""
    return enumerated(
        say,
        [
            say("sweep-at", factor=factor_told(factor, say), value=value_words(row[column_of(factor)], say))
            for factor in factors
        ],
    )


def factor_told(factor: Factor, say: Language) -> str:
    """Return a factor inside a sentence: in English as it is typed, else by its name."""
    return column_of(factor) if say.code == DEFAULT else say.name(factor.name)


def value_words(value: Any, say: Language | None = None) -> str:
    """Return the value of a factor as it is shown; in English unless told otherwise."""
    if isinstance(value, float):
        return level(value)
    is_switch = type(value).__name__ in ("bool", "bool_")  # NumPy has called its own both ways
    return level_label(say or language(), bool(value) if is_switch else value)


def known(value: Any) -> float | None:
    """Return a number, or ``None`` for NaN."""
    return None if math.isnan(value) else float(value)
