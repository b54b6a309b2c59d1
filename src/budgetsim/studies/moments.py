"""Moments: each declared once, as a function of a panel that is applied to data and to simulated districts alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from budgetsim.data.artefacts import LARGEST_CHANGE
from budgetsim.numerics import Array
from budgetsim.studies.panel_data import Panel

Mask = NDArray[np.bool_]
SMALL_CHANGE = 0.05
"""A change of a budget that counts as small, in log points."""
FULL_EXECUTION = 0.99
"""Share of the adjusted budget from which execution counts as full."""
_of_panel = lru_cache(maxsize=8)
"""Keeps what several moments of a panel are made of while they are taken: a few panels, since threads take theirs."""


@dataclass(frozen=True)
class Moment:
    """One number that a panel yields, and how many consecutive years one observation of it spans."""

    name: str
    unit: str
    span: int
    function: Callable[[Panel], float]

    def __call__(self, panel: Panel) -> float:
        """Return the moment of a panel; NaN if nothing in it speaks of it."""
        return float(self.function(panel))


def measure(panel: Panel, moments: Iterable[Moment]) -> Array:
    """Return the values of several moments of a panel."""
    return np.array([one(panel) for one in moments])


def named(names: Sequence[str]) -> tuple[Moment, ...]:
    """Return moments by name."""
    return tuple(MOMENTS[name] for name in names)


# Parts of moments -------------------------------------------------------------------------------------------------


def _where(known: Array, values: Array | Mask, kept: Mask | None = None) -> Array:
    """Values where something is known, and kept if that is asked; NaN elsewhere."""
    there = np.isfinite(known) if kept is None else np.isfinite(known) & kept
    return np.where(there, values, np.nan)


def _mean(values: Array) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else np.nan


def _spread(values: Array) -> float:
    known = values[np.isfinite(values)]
    return float(known.std()) if known.size > 1 else np.nan


def _quantile(values: Array, share: float) -> float:
    known = values[np.isfinite(values)]
    return float(np.quantile(known, share)) if known.size else np.nan


def _year_means(values: Array) -> Array:
    """Mean of every year, NaN of a year without observations; shape (1, year)."""
    known = np.isfinite(values)
    count = known.sum(axis=0, keepdims=True)
    sums = np.where(known, values, 0.0).sum(axis=0, keepdims=True)
    return np.where(count > 0, sums / np.maximum(count, 1), np.nan)


def _year_medians(values: Array) -> Array:
    """Median of every year, NaN of a year without observations; shape (1, year)."""
    columns = [column[np.isfinite(column)] for column in values.T]
    return np.array([[np.median(known) if known.size else np.nan for known in columns]])


def _within_years(values: Array) -> Array:
    """Deviations from the mean of the year."""
    return np.asarray(values - _year_means(values))


@_of_panel
def _scores(panel: Panel, who: Literal["self", "external"]) -> Array:
    """Scores as moments of differences take them: net of the mean of the year where the panel says so."""
    values = _raw_scores(panel, who)
    return _within_years(values) if panel.net_of_years else values


def _raw_scores(panel: Panel, who: Literal["self", "external"]) -> Array:
    return panel.self_score if who == "self" else panel.external_score


def _drift(values: Array) -> float:
    means = _year_means(values)[0]
    years = np.arange(len(means))[np.isfinite(means)]
    if len(years) < 2:
        return np.nan
    away = years - years.mean()
    return float((away * means[np.isfinite(means)]).sum() / (away * away).sum())


def _known(first: Array, second: Array) -> Mask:
    """Where both are known."""
    return np.asarray(np.isfinite(first) & np.isfinite(second))


def _correlation(first: Array, second: Array) -> float:
    """Correlation of what is known of both; 0 where one of them never differs, NaN below three observations."""
    both = _known(first, second)
    if both.sum() < 3:
        return np.nan
    one, other = (values[both] - values[both].mean() for values in (first, second))
    size = np.sqrt((one * one).sum() * (other * other).sum())
    return float((one * other).sum() / size) if size > 0.0 else 0.0


def _lasting(values: Array, lag: int) -> float:
    """Correlation of a unit's values some years apart."""
    return _correlation(values[:, :-lag], values[:, lag:]) if values.shape[1] > lag else np.nan


def _ratio(above: Array, below: Array) -> Array:
    return np.where(below > 0.0, above / np.where(below > 0.0, below, 1.0), np.nan)


@_of_panel
def _executed(panel: Panel) -> Array:
    return _ratio(panel.executed, panel.approved)


@_of_panel
def _of_adjusted(panel: Panel) -> Array:
    return _ratio(panel.executed, panel.adjusted)


def _log(values: Array) -> Array:
    return np.where(values > 0.0, np.log(np.where(values > 0.0, values, 1.0)), np.nan)


@_of_panel
def _changes(panel: Panel) -> Array:
    """Change of the log approved budget to the next year, (unit, year − 1).

    Net of year effects the median of the year is taken off, which mergers and splits do not move.
    """
    change = np.diff(_log(panel.approved), axis=1)
    if panel.net_of_years:
        change = change - _year_medians(change)
    return _where(change, change, np.abs(change) <= LARGEST_CHANGE)


def _budget_slope(panel: Panel, score: Array, lag: int) -> float:
    """Regression of a change of log budget on an earlier score within years, per cent per 10 points.

    ``lag`` 1: the change from the scored year's budget to the next one; 2: from the next to the one after it.
    """
    if score.shape[1] <= lag:
        return np.nan
    points, change = score[:, :-lag], _changes(panel)[:, lag - 1 :]
    both = _known(points, change)
    if both.sum() < 3:
        return np.nan
    points, change = (_within_years(np.where(both, values, np.nan))[both] for values in (points, change))
    size = (points * points).sum()
    return float(1000.0 * (points * change).sum() / size) if size > 0.0 else 0.0


# Moments ----------------------------------------------------------------------------------------------------------

_APART = {1: "year", 2: "two_year", 3: "three_year"}
"""By lag in years, how the correlation of a unit's scores is called."""


def _of_scores(who: Literal["self", "external"]) -> Iterator[Moment]:
    """Yield the moments of self-scores, or of external scores."""
    yield Moment(f"{who}_mean", "points", 1, lambda panel: _mean(_raw_scores(panel, who)))
    yield Moment(f"{who}_sd", "points", 1, lambda panel: _spread(_scores(panel, who)))
    for lag, apart in _APART.items():
        yield Moment(
            f"{who}_{apart}_correlation",
            "correlation",
            lag + 1,
            lambda panel, lag=lag: _lasting(_scores(panel, who), lag),  # type: ignore[misc]
        )
    if who == "self":
        yield Moment(
            "self_top_share",
            "share",
            1,
            lambda panel: _mean(_where(panel.self_score, panel.self_score >= panel.top)),
        )
    yield Moment(f"{who}_drift", "points per year", 2, lambda panel: _drift(_raw_scores(panel, who)))


def _of_execution() -> Iterator[Moment]:
    """Yield the moments of how much of the budget is executed.

    The mean leaves out budgets that were raised many times over: a few of them would be all that it shows. Of the
    adjusted budget at most all counts.
    """
    yield Moment(
        "execution_mean",
        "share",
        1,
        lambda panel: _mean(_where(_executed(panel), _executed(panel), _executed(panel) <= 2.0)),
    )
    for part in (10, 25, 50, 75, 90):
        yield Moment(
            f"execution_q{part}",
            "share",
            1,
            lambda panel, part=part: _quantile(_executed(panel), part / 100.0),  # type: ignore[misc]
        )
    yield Moment(
        "execution_of_adjusted",
        "share",
        1,
        lambda panel: _mean(np.minimum(_of_adjusted(panel), 1.0)),
    )
    yield Moment(
        "full_execution_share",
        "share",
        1,
        lambda panel: _mean(_where(_of_adjusted(panel), _of_adjusted(panel) >= FULL_EXECUTION)),
    )


def _of_changes() -> Iterator[Moment]:
    """Yield the moments of how approved budgets change: by how much, how often little, and whether for good."""
    yield Moment(
        "budget_change_sd",
        "log points",
        2,
        lambda panel: _spread(_changes(panel)),
    )
    yield Moment(
        "budget_change_iqr",
        "log points",
        2,
        lambda panel: _quantile(_changes(panel), 0.75) - _quantile(_changes(panel), 0.25),
    )
    yield Moment(
        "small_change_share",
        "share",
        2,
        lambda panel: _mean(_where(_changes(panel), np.abs(_changes(panel)) <= SMALL_CHANGE)),
    )
    yield Moment(
        "budget_change_persistence",
        "correlation",
        3,
        lambda panel: _lasting(_changes(panel), 1),
    )


def _of_use() -> Iterator[Moment]:
    """Yield the moments of what scores move in later budgets."""
    for lag, before in ((1, ""), (2, "later_")):
        for who in ("self", "external"):
            yield Moment(
                f"{before}budget_per_{who}_points",
                "per cent per 10 points",
                lag + 1,
                lambda panel, who=who, lag=lag: _budget_slope(panel, _raw_scores(panel, who), lag),  # type: ignore[misc]
            )


MOMENTS: dict[str, Moment] = {
    one.name: one
    for one in (
        *_of_scores("self"),
        *_of_scores("external"),
        Moment(
            "self_external_correlation",
            "correlation",
            1,
            lambda panel: _correlation(_scores(panel, "self"), _scores(panel, "external")),
        ),
        Moment(
            "evaluation_coverage",
            "share",
            1,
            lambda panel: float(panel.covered[panel.present].mean()) if panel.present.any() else np.nan,
        ),
        *_of_execution(),
        *_of_changes(),
        *_of_use(),
        Moment(
            "size_sd",
            "log points",
            1,
            lambda panel: _spread(_log(panel.approved)),
        ),
    )
}
"""Every moment by name, in the order of tables."""
