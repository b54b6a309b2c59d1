"""Estimators as a researcher would use them, for thousands of worlds at once.

Units, departments or whole districts, stand in one order in every world, cohort by cohort and the controls last, so
that all worlds share one regression: what is left of the treatment once fixed effects are taken out, and the residual
maker. An estimate is a sum of weights times outcomes, and its error is clustered by unit. The formulas are those of the
package ``pyfixest`` (``package.py`` estimates worlds with it, and tests compare).

==========  ==============================================================================================
``means``   treated less not yet or never treated, in years from the first cohort on: ``y ~ treated | year``
``did``     ever less never treated, years from the last cohort on less years before the first:
            ``y ~ ever:after | unit + year``, years in between left out
``twfe``    two-way fixed effects, all years: ``y ~ treated | unit + year``
``did2s``   two stages (Gardner 2022): effects of units and years from what is not treated yet, then the
            treatment on what they leave; the same numbers as imputation (Borusyak, Jaravel & Spiess 2024)
==========  ==============================================================================================

Source: Bertrand, Duflo & Mullainathan 2004 (errors clustered by unit); Goodman-Bacon 2021 and Sun & Abraham 2021 (what
two-way fixed effects weigh wrongly where effects differ); Gardner 2022.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array, BoolArray

MEANS, DID, TWFE, DID2S = "means", "did", "twfe", "did2s"
ESTIMATORS = (MEANS, DID, TWFE, DID2S)
LEVEL, POWER = 0.05, 0.80
"""Size of the tests, and the power by which minimum detectable effects are told."""


@dataclass(frozen=True)
class Panel:
    """Who is treated from when: ``since`` holds a year for each unit (0: never), over ``years`` years."""

    since: tuple[int, ...]
    years: int

    def first(self, years: int) -> Panel:
        """Return the same panel, seen over its first years alone."""
        return Panel(self.since, years)

    @property
    def units(self) -> int:
        """Units, which are the clusters."""
        return len(self.since)

    @property
    def cohorts(self) -> tuple[int, ...]:
        """Years in which some departments begin to be treated, in order."""
        return tuple(sorted({year for year in self.since if year}))

    @cached_property
    def event(self) -> NDArray[np.int64]:
        """Years since treatment began, (unit, year); below 0 before, and far below for who never is."""
        year = np.arange(1, self.years + 1)
        since = np.array(self.since)[:, None]
        return np.where(since > 0, year - since, -self.years - 1)

    @property
    def is_treated(self) -> BoolArray:
        """Cells that are treated, (unit, year)."""
        return np.asarray(self.event >= 0)

    @property
    def is_ever(self) -> BoolArray:
        """Units that are ever treated, (unit,)."""
        return np.asarray(np.array(self.since) > 0)


@dataclass(frozen=True)
class Estimates:
    """Estimates and their standard errors, (world,)."""

    value: Array
    error: Array

    def is_significant(self, critical: float) -> BoolArray:
        """Return whether the t test rejects no effect."""
        return np.asarray(np.abs(self.value) > critical * self.error)


@dataclass(frozen=True)
class Estimator:
    """One estimator on one panel.

    Attributes
    ----------
    weights
        (unit, year): the estimate is the sum of weights × outcomes.
    scores
        What each unit adds to the estimate's error, from residuals; a function of outcomes (world, cell).
    factor
        By which the sum of squared scores is multiplied for few clusters.
    """

    weights: Array
    _fixed: Array
    _treatment: Array
    _rows: NDArray[np.intp]
    _units: NDArray[np.intp]
    factor: float
    _first: Array | None = None

    def estimates(self, outcomes: Array) -> Estimates:
        """Return estimates of worlds, from outcomes (world, unit, year)."""
        flat = outcomes.reshape(len(outcomes), -1)
        value = flat @ self.weights.ravel()
        pieces = self._pieces(flat[:, self._rows], value)
        count = self.weights.shape[0]
        summed = np.zeros((len(flat), count))
        for unit in range(count):
            summed[:, unit] = pieces[:, self._units == unit].sum(axis=1)
        return Estimates(value, np.sqrt(self.factor * (summed * summed).sum(axis=1)))

    def _pieces(self, flat: Array, value: Array) -> Array:
        """Return what each cell adds to the score of its unit, (world, cell)."""
        if self._first is None:
            left = flat - value[:, None] * self._treatment
            left = left - left @ self._fixed @ self._fixed.T
            scored: Array = left * self._treatment / (self._treatment @ self._treatment)
            return scored
        # Two stages: residuals of the first count where it is estimated, with what they move in the second.
        untreated = self._treatment == 0.0
        effects = flat[:, untreated] @ self._fixed.T
        first = flat - effects @ self._first.T
        treated = self._treatment.sum()
        moved = (self._treatment @ self._first) @ self._fixed
        pieces: Array = (first - value[:, None] * self._treatment) * self._treatment / treated
        pieces[:, untreated] -= first[:, untreated] * moved / treated
        return pieces


def estimator(name: str, panel: Panel) -> Estimator:
    """Return an estimator on a panel."""
    treated = panel.is_treated.astype(np.float64)
    used = np.ones_like(treated, dtype=np.bool_)
    if name == MEANS:
        used[:, : panel.cohorts[0] - 1] = False
    if name == DID:
        used[:, panel.cohorts[0] - 1 : panel.cohorts[-1] - 1] = False
        treated = panel.is_ever[:, None] * (np.arange(1, panel.years + 1) >= panel.cohorts[-1]).astype(float)
    rows = np.flatnonzero(used)
    units, years = np.divmod(rows, panel.years)
    column = treated.ravel()[rows]
    if name == DID2S:
        return _two_stages(panel, rows, column)
    by_year = _dummies(years)
    fixed = by_year if name == MEANS else np.hstack([_dummies(units), by_year[:, 1:]])
    basis = np.linalg.qr(fixed)[0]
    left = column - basis @ (basis.T @ column)
    weights = np.zeros(treated.size)
    weights[rows] = left / (left @ left)
    clusters, cells = panel.units, len(rows)
    # Effects of units lie within clusters and take no degrees of freedom; those of years do.
    factor = clusters / (clusters - 1) * (cells - 1) / (cells - 1 - by_year.shape[1])
    return Estimator(weights.reshape(treated.shape), basis, left, rows, units, factor)


def _two_stages(panel: Panel, rows: NDArray[np.intp], treated: Array) -> Estimator:
    units, years = np.divmod(rows, panel.years)
    effects = np.hstack([_dummies(units), _dummies(years)[:, 1:]])
    untreated = treated == 0.0
    solve = np.linalg.pinv(effects[untreated])
    weights = treated / treated.sum()
    weights[untreated] -= (treated @ effects) @ solve / treated.sum()
    shape = panel.is_treated.shape
    return Estimator(weights.reshape(shape), solve, treated, rows, units, 1.0, effects)


def _dummies(labels: NDArray[np.intp]) -> Array:
    return np.asarray(labels[:, None] == np.unique(labels), dtype=np.float64)


def estimators(panel: Panel) -> Mapping[str, Estimator]:
    """Return all estimators on a panel, by name."""
    return {name: estimator(name, panel) for name in ESTIMATORS}


def event_weights(panel: Panel) -> dict[int, Array]:
    """Return the weights (unit, year) of the effect at each year since treatment began, against the year before.

    Effects of cohorts against the never treated, weighted by their size (Sun & Abraham 2021): at event time e the
    mean over treated units of y(since + e) − y(since − 1), less the same of the controls in the same years.
    """
    controls = ~panel.is_ever
    found = {}
    for event in range(1 - panel.cohorts[-1], panel.years - panel.cohorts[0] + 1):
        weights = np.zeros((panel.units, panel.years))
        there = [year for year in panel.cohorts if 1 <= year + event <= panel.years]
        count = sum(panel.since.count(year) for year in there)
        for cohort in there:
            members = np.array(panel.since) == cohort
            for year, sign in ((cohort + event, 1.0), (cohort - 1, -1.0)):
                weights[members, year - 1] += sign / count
                weights[controls, year - 1] -= sign * members.sum() / count / controls.sum()
        if there:
            found[event] = weights
    return found


def critical_value(units: int) -> float:
    """Return the two-sided 5 % value of t with one degree of freedom less than units."""
    from scipy.stats import t

    return float(t.ppf(1.0 - LEVEL / 2.0, units - 1))


def detectable(units: int) -> float:
    """Return the minimum detectable effect in standard errors, t(1 − α/2) + t(power).

    Source: Bloom 1995 (Evaluation Review 19, 547-556).
    """
    from scipy.stats import t

    return critical_value(units) + float(t.ppf(POWER, units - 1))
