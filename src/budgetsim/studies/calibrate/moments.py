"""Moments: each declared once, as a function of a panel that is applied to data and to simulated districts alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array
from budgetsim.studies.calibrate.panel import Panel

Mask = NDArray[np.bool_]
LARGEST_CHANGE = 1.0
"""Changes of a budget by more than this many log points (a factor of 2.7) are taken for mergers, splits and closures,
which the model has none of, and left out (assumed)."""
SMALL_CHANGE = 0.05
"""A change of a budget that counts as small, in log points."""
FULL_EXECUTION = 0.99
"""Share of the adjusted budget from which execution counts as full."""


@dataclass(frozen=True)
class Moment:
    """One number that a panel yields, and how many consecutive years one observation of it spans."""

    name: str
    unit: str
    meaning: str
    span: int
    function: Callable[[Panel], float]

    def __call__(self, panel: Panel) -> float:
        """Return the moment of a panel; NaN if nothing in it speaks of it."""
        return float(self.function(panel))


MOMENTS: dict[str, Moment] = {}
"""Every moment by name, in the order of tables."""


def moment(
    unit: str, meaning: str, span: int = 1
) -> Callable[[Callable[[Panel], float]], Callable[[Panel], float]]:
    """Declare a moment: its unit, what it is, and the years that one observation spans."""

    def declare(function: Callable[[Panel], float]) -> Callable[[Panel], float]:
        name = function.__name__
        MOMENTS[name] = Moment(name, unit, meaning, span, function)
        return function

    return declare


def measure(panel: Panel, moments: Iterable[Moment]) -> Array:
    """Return the values of several moments of a panel."""
    return np.array([one(panel) for one in moments])


def named(names: Sequence[str]) -> tuple[Moment, ...]:
    """Return moments by name."""
    return tuple(MOMENTS[name] for name in names)


# Scores -----------------------------------------------------------------------------------------------------------


@moment("points", "mean self-score")
def self_mean(panel: Panel) -> float:
    """Mean over all unit-years with a self-score."""
    return _mean(panel.self_score)


@moment("points", "standard deviation of self-scores")
def self_sd(panel: Panel) -> float:
    """Spread over all unit-years."""
    return _spread(_scores(panel, panel.self_score))


@moment("correlation", "correlation of a unit's self-scores of two years in a row", span=2)
def self_year_correlation(panel: Panel) -> float:
    """Persistence over one year."""
    return _lasting(_scores(panel, panel.self_score), 1)


@moment("correlation", "correlation of a unit's self-scores two years apart", span=3)
def self_two_year_correlation(panel: Panel) -> float:
    """Persistence over two years: what is left of it is lasting bias."""
    return _lasting(_scores(panel, panel.self_score), 2)


@moment("correlation", "correlation of a unit's self-scores three years apart", span=4)
def self_three_year_correlation(panel: Panel) -> float:
    """Persistence over three years."""
    return _lasting(_scores(panel, panel.self_score), 3)


@moment("share", "share of self-scores that are at the top (from top_score)")
def self_top_share(panel: Panel) -> float:
    """Share of top scores."""
    return _mean(_where(panel.self_score, panel.self_score >= panel.top))


@moment("points per year", "trend of the mean self-score over the years", span=2)
def self_drift(panel: Panel) -> float:
    """Slope of yearly means."""
    return _drift(panel.self_score)


@moment("points", "mean external score")
def external_mean(panel: Panel) -> float:
    """Mean over all unit-years with an external score."""
    return _mean(panel.external_score)


@moment("points", "standard deviation of external scores")
def external_sd(panel: Panel) -> float:
    """Spread over all unit-years."""
    return _spread(_scores(panel, panel.external_score))


@moment("correlation", "correlation of a unit's external scores of two years in a row", span=2)
def external_year_correlation(panel: Panel) -> float:
    """Persistence over one year."""
    return _lasting(_scores(panel, panel.external_score), 1)


@moment("correlation", "correlation of a unit's external scores two years apart", span=3)
def external_two_year_correlation(panel: Panel) -> float:
    """Persistence over two years."""
    return _lasting(_scores(panel, panel.external_score), 2)


@moment("correlation", "correlation of a unit's external scores three years apart", span=4)
def external_three_year_correlation(panel: Panel) -> float:
    """Persistence over three years."""
    return _lasting(_scores(panel, panel.external_score), 3)


@moment("points per year", "trend of the mean external score over the years", span=2)
def external_drift(panel: Panel) -> float:
    """Slope of yearly means."""
    return _drift(panel.external_score)


@moment("correlation", "correlation of self-score and external score of the same unit and year")
def self_external_correlation(panel: Panel) -> float:
    """What self-scores say about external ones."""
    return _correlation(_scores(panel, panel.self_score), _scores(panel, panel.external_score))


@moment("share", "share of unit-years that are externally evaluated")
def evaluation_coverage(panel: Panel) -> float:
    """Coverage of external evaluation."""
    return float(panel.covered[panel.present].mean()) if panel.present.any() else np.nan


# Money ------------------------------------------------------------------------------------------------------------


@moment("share", "executed / approved, mean over unit-years up to twice the approved budget")
def execution_mean(panel: Panel) -> float:
    """Mean execution; a few budgets that were raised many times over would be all that a plain mean shows."""
    executed = _executed(panel)
    return _mean(_where(executed, executed, executed <= 2.0))


@moment("share", "executed / approved, lowest tenth")
def execution_q10(panel: Panel) -> float:
    """Ten per cent of unit-years execute less."""
    return _quantile(_executed(panel), 0.10)


@moment("share", "executed / approved, lower quartile")
def execution_q25(panel: Panel) -> float:
    """A quarter of unit-years executes less."""
    return _quantile(_executed(panel), 0.25)


@moment("share", "executed / approved, median")
def execution_q50(panel: Panel) -> float:
    """Half of the unit-years execute less."""
    return _quantile(_executed(panel), 0.50)


@moment("share", "executed / approved, upper quartile")
def execution_q75(panel: Panel) -> float:
    """Three quarters of the unit-years execute less."""
    return _quantile(_executed(panel), 0.75)


@moment("share", "executed / approved, highest tenth")
def execution_q90(panel: Panel) -> float:
    """Nine tenths of the unit-years execute less."""
    return _quantile(_executed(panel), 0.90)


@moment("share", "mean of executed / adjusted budget")
def execution_of_adjusted(panel: Panel) -> float:
    """What is spent of the budget as it was in the end; at most 1 counts."""
    return _mean(np.minimum(_ratio(panel.executed, panel.adjusted), 1.0))


@moment("share", "share of unit-years that execute at least 99 % of the adjusted budget")
def full_execution_share(panel: Panel) -> float:
    """How common full execution is."""
    ratio = _ratio(panel.executed, panel.adjusted)
    return _mean(_where(ratio, ratio >= FULL_EXECUTION))


@moment(
    "log points", "standard deviation of changes of log approved budgets, changes beyond 1 left out", span=2
)
def budget_change_sd(panel: Panel) -> float:
    """Dispersion of changes, also of the rare large ones."""
    return _spread(_changes(panel))


@moment(
    "log points", "interquartile range of changes of log approved budgets, changes beyond 1 left out", span=2
)
def budget_change_iqr(panel: Panel) -> float:
    """Dispersion of ordinary changes, blind to tails."""
    change = _changes(panel)
    return _quantile(change, 0.75) - _quantile(change, 0.25)


@moment("share", "share of approved budgets that change by at most 5 %, changes beyond 1 left out", span=2)
def small_change_share(panel: Panel) -> float:
    """How incremental budgets are."""
    change = _changes(panel)
    return _mean(_where(change, np.abs(change) <= SMALL_CHANGE))


@moment("correlation", "correlation of a unit's changes of log budget in two years in a row", span=3)
def budget_change_persistence(panel: Panel) -> float:
    """Negative where budgets return to an anchor."""
    return _lasting(_changes(panel), 1)


@moment("per cent per 10 points", "change of next year's budget with the self-score, within years", span=2)
def budget_per_self_points(panel: Panel) -> float:
    """What a self-score moves in the next budget."""
    return _budget_slope(panel, panel.self_score, 1)


@moment(
    "per cent per 10 points", "change of next year's budget with the external score, within years", span=2
)
def budget_per_external_points(panel: Panel) -> float:
    """What an external score moves in the next budget."""
    return _budget_slope(panel, panel.external_score, 1)


@moment("per cent per 10 points", "change of the budget after next with the self-score, within years", span=3)
def later_budget_per_self_points(panel: Panel) -> float:
    """What a self-score moves in the budget after next."""
    return _budget_slope(panel, panel.self_score, 2)


@moment(
    "per cent per 10 points", "change of the budget after next with the external score, within years", span=3
)
def later_budget_per_external_points(panel: Panel) -> float:
    """What an external score moves in the budget after next."""
    return _budget_slope(panel, panel.external_score, 2)


@moment("log points", "standard deviation of log approved budgets")
def size_sd(panel: Panel) -> float:
    """Spread of sizes."""
    return _spread(_log(panel.approved))


# Parts ------------------------------------------------------------------------------------------------------------


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


def _scores(panel: Panel, values: Array) -> Array:
    """Scores as moments of differences take them: net of the mean of the year where the panel says so."""
    return _within_years(values) if panel.net_of_years else values


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


def _executed(panel: Panel) -> Array:
    return _ratio(panel.executed, panel.approved)


def _log(values: Array) -> Array:
    return np.where(values > 0.0, np.log(np.where(values > 0.0, values, 1.0)), np.nan)


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
