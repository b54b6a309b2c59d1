"""Where an outcome is best, how sure that is, and what moves it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.sweep.swept import Swept
from budgetsim.report.declared import OUTCOMES
from budgetsim.studies.factors import Factor, column_of
from budgetsim.studies.point_table import explained_by_outcome
from budgetsim.studies.summary import as_good, difference_table
from budgetsim.studies.table import Interval

if TYPE_CHECKING:
    import pandas as pd

Value = bool | int | float | str
"""The value of a factor."""


@dataclass(frozen=True)
class Best:
    """Where an outcome is best.

    Points under common seeds are compared with the best by their paired differences. Where levers meet states of
    uncertainties, the best levers are those that are best on average over the states.

    Attributes
    ----------
    point
        Name of the point; empty where levers are judged over states.
    at
        Values of the factors there.
    value
        Mean and interval.
    tied
        Number of other points that cannot be told from it; ``None`` where nothing is compared.
    gap
        How far the next point is behind, where none is tied.
    ends
        Factors of which it lies at an end of what was tried.
    states, won
        Number of states, and the share of them in which the levers are first.
    shares
        Share of the variance between points that each factor explains by itself, the largest first; none where
        factors move together.
    """

    point: str
    at: Mapping[str, Value]
    value: Interval
    tied: int | None = None
    gap: Interval | None = None
    ends: tuple[str, ...] = ()
    states: int | None = None
    won: float | None = None
    shares: Mapping[str, float] = field(default_factory=dict)


def best_by_outcome(
    swept: Swept, table: pd.DataFrame, means: pd.DataFrame, outcomes: Sequence[str]
) -> dict[str, Best]:
    """Return where outcomes of a sweep are best; ``table`` and ``means`` as of ``points_of`` and ``run_means``."""
    shares = _shares(swept, table, outcomes)
    if swept.levers:
        return {name: _best_levers(swept, table, name, shares[name]) for name in outcomes}
    return {name: _best_point(swept, table, means, name, shares[name]) for name in outcomes}


def plain(value: Any) -> Any:
    """Return a value that JSON can hold, whatever NumPy calls it."""
    item = getattr(value, "item", None)
    return item() if callable(item) else value


def _best_point(
    swept: Swept, table: pd.DataFrame, means: pd.DataFrame, outcome: str, shares: Mapping[str, float]
) -> Best:
    best = _first(table, outcome)
    name, others = str(best["scenario"]), len(table) - 1
    low, high = (None if math.isnan(best[f"{outcome}_{end}"]) else float(best[f"{outcome}_{end}"])
                 for end in ("low", "high"))  # fmt: skip
    value = Interval(float(best[outcome]), low, high)
    at = _values(best, swept.factors)
    if not value.is_bounded or not swept.has_common_seeds or not others:
        return Best(name, at, value, shares=shares)
    tied = len(as_good(means, name, outcome))
    gap = None if tied else _gap(means, name, outcome)
    return Best(name, at, value, tied, gap, _at_ends(best, swept.factors), shares=shares)


def _best_levers(swept: Swept, table: pd.DataFrame, outcome: str, shares: Mapping[str, float]) -> Best:
    names = [column_of(factor) for factor in swept.levers]
    states = [column_of(factor) for factor in swept.factors if factor.role == "uncertainty"]
    best = _first(table.groupby(names, sort=False)[outcome].mean().reset_index(), outcome)
    grouped = table.groupby(states, sort=False)[outcome]
    first = table.loc[grouped.idxmin() if OUTCOMES[outcome].direction == "down" else grouped.idxmax()]
    won = float((first[names] == best[names]).all(axis=1).mean())
    value = Interval(float(best[outcome]))
    return Best("", _values(best, swept.levers), value, states=len(first), won=won, shares=shares)


def _first(table: pd.DataFrame, outcome: str) -> Any:
    """Return the row in which an outcome is best."""
    sign = 1.0 if OUTCOMES[outcome].direction == "down" else -1.0
    losses = sign * table[outcome].to_numpy(dtype=np.float64)
    return table.iloc[int(np.where(np.isnan(losses), np.inf, losses).argmin())]


def _values(row: Any, factors: Sequence[Factor]) -> dict[str, Value]:
    return {factor.name: plain(row[column_of(factor)]) for factor in factors}


def _at_ends(best: Any, factors: Sequence[Factor]) -> tuple[str, ...]:
    """Return the factors that are at an end of the values that were tried, where better ones may lie beyond."""
    return tuple(
        factor.name
        for factor in factors
        if factor.is_ordered and float(best[column_of(factor)]) in map(float, factor.extremes())
    )


def _gap(means: pd.DataFrame, best: str, outcome: str) -> Interval:
    """Return how far the next point is behind the best."""
    table = difference_table(means[["scenario", "seed", outcome]], best)
    row: Any = table.iloc[int(table["mean"].abs().argmin())]
    low, high = sorted(abs(row[end]) for end in ("low", "high"))
    return Interval(float(abs(row["mean"])), float(low), float(high))


def _shares(swept: Swept, table: pd.DataFrame, outcomes: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return how much of the differences between points each factor explains by itself, the largest first."""
    if swept.is_confounded:
        return {name: {} for name in outcomes}
    values = table[["scenario", *outcomes]].set_index("scenario")
    explained = explained_by_outcome(swept.factors, swept.points, values, swept.placed)
    return {
        name: dict(sorted(shares.items(), key=lambda item: -item[1])) for name, shares in explained.items()
    }
