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

Errors are clustered by unit. ``cr1`` has the usual factors for few clusters (two stages: Gardner's, which have none),
``cr3`` is the jackknife that leaves out one unit after the other, which is nearer to the truth with few or unlike
clusters, and ``wild`` tests by the wild cluster bootstrap.

Source: Bertrand, Duflo & Mullainathan 2004 (errors clustered by unit); Goodman-Bacon 2021 and Sun & Abraham 2021 (what
two-way fixed effects weigh wrongly where effects differ); Gardner 2022.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array, BoolArray

MEANS, DID, TWFE, DID2S = "means", "did", "twfe", "did2s"
ESTIMATORS = (MEANS, DID, TWFE, DID2S)
CR1, CR3, WILD = "cr1", "cr3", "wild"
INFERENCES = (CR1, CR3, WILD)
RESAMPLED, SIGNS = 399, 0x77696C64
"""Resampled worlds for each world, and the key of their signs; (399 + 1) × 5 % is a whole number."""
SAME = 1e-12
"""Part by which two values of t that are the same differ by rounding."""
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
        """Years in which the treatment of cohorts begins, in order."""
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


@dataclass(frozen=True)
class Estimator:
    """One estimator on one panel.

    Attributes
    ----------
    weights
        (unit, year): the estimate is the sum of weights × outcomes.
    pieces
        (unit, cell): what outcomes, summed with these, add to the error of the estimate by unit; the error is the
        root of the sum of their squares.
    wild
        How worlds are resampled, if they are.
    """

    weights: Array
    pieces: Array
    wild: Wild | None = None

    def estimates(self, outcomes: Array) -> Estimates:
        """Return estimates of worlds, from outcomes (world, unit, year)."""
        flat = outcomes.reshape(len(outcomes), -1)
        return Estimates(flat @ self.weights.ravel(), np.sqrt(((flat @ self.pieces.T) ** 2).sum(axis=1)))

    def rejects(self, outcomes: Array, effect: Array | float = 0.0) -> BoolArray:
        """Return the worlds in which the test rejects an effect of this size; (world,) or one for all."""
        if self.wild is not None:
            return self.wild.rejects(outcomes.reshape(len(outcomes), -1), effect)
        estimates = self.estimates(outcomes)
        return np.asarray(
            np.abs(estimates.value - effect) > critical_value(len(self.weights)) * estimates.error
        )


@dataclass(frozen=True)
class Regression:
    """A regression on one treatment and fixed effects, rows by row.

    Attributes
    ----------
    rows, units
        Cells that are used, and the unit of each.
    treatment
        What is left of the treatment once fixed effects are taken out, (row,).
    basis
        Orthonormal basis of the fixed effects, (row, effect).
    factor
        By which the sum of squared scores is multiplied for few clusters.
    """

    rows: NDArray[np.intp]
    units: NDArray[np.intp]
    treatment: Array
    basis: Array
    factor: float

    @property
    def left(self) -> Array:
        """What takes fixed effects and treatment out of outcomes, (row, row)."""
        along = self.treatment / np.sqrt(self.treatment @ self.treatment)
        return np.asarray(np.eye(len(self.rows)) - self.basis @ self.basis.T - np.outer(along, along))

    def weights(self, cells: int) -> Array:
        """Return the weights of all cells, (cell,)."""
        by_cell = np.zeros(cells)
        by_cell[self.rows] = self.treatment / (self.treatment @ self.treatment)
        return by_cell

    def scores(self, cells: int) -> Array:
        """Return what turns outcomes into the root of what each unit adds to the squared error, (unit, cell)."""
        by_unit = np.equal.outer(np.unique(self.units), self.units) * self.weights(cells)[self.rows]
        by_cell = np.zeros((len(by_unit), cells))
        by_cell[:, self.rows] = np.sqrt(self.factor) * (by_unit @ self.left)
        return by_cell


@dataclass(frozen=True)
class Wild:
    """The wild cluster bootstrap: residuals under the hypothesis, their signs drawn anew unit by unit.

    The p value is the share of worlds, the world itself among them, whose t is at least as far from 0 as its own (WCR,
    Rademacher weights): it is never 0, and with four units never below 2 of 16.
    Source: Cameron, Gelbach & Miller 2008; Roodman, MacKinnon, Nielsen & Webb 2019 (all of it by sums within clusters);
    Phipson & Smyth 2010 (why the world itself counts).
    """

    regression: Regression
    cells: int

    def rejects(self, flat: Array, effect: Array | float) -> BoolArray:
        """Return in which worlds, outcomes (world, cell), the hypothesis of an effect is rejected at 5 %."""
        return np.asarray(self.p_values(flat, effect) <= LEVEL)

    def p_values(self, flat: Array, effect: Array | float) -> Array:
        """Return the p values of worlds, (world,)."""
        one = self.regression
        weights, scores = one.weights(self.cells)[one.rows], one.scores(self.cells)[:, one.rows]
        outcomes = flat[:, one.rows] - np.multiply.outer(np.broadcast_to(effect, len(flat)), one.treatment)
        outcomes = outcomes - (outcomes @ one.basis) @ one.basis.T
        members = np.equal.outer(one.units, np.unique(one.units)).astype(np.float64)
        signs = rademacher(members.shape[1])
        # Where all signs are gone through the world itself is among them.
        itself = 0 if signs.shape[1] == 2 ** len(signs) else 1
        statistic = np.abs(outcomes @ weights) / np.sqrt(((outcomes @ scores.T) ** 2).sum(axis=1))
        as_extreme = np.empty(len(flat))
        for world, residuals in enumerate(outcomes):
            split = members * residuals[:, None]
            value = (weights @ split) @ signs
            error = np.sqrt((((scores @ split) @ signs) ** 2).sum(axis=0))
            with np.errstate(invalid="ignore", divide="ignore"):
                as_extreme[world] = np.sum(np.abs(value) >= error * statistic[world] * (1.0 - SAME))
        return np.asarray((as_extreme + itself) / (signs.shape[1] + itself))


@cache
def rademacher(units: int) -> Array:
    """Return signs by unit and time, (unit, time): all that there are if these are few, else the same draws for all."""
    if 2**units <= RESAMPLED:
        return np.asarray(
            (np.arange(2**units) >> np.arange(units)[:, None] & 1) * 2.0 - 1.0, dtype=np.float64
        )
    return np.asarray(np.random.default_rng(SIGNS).integers(0, 2, (units, RESAMPLED)) * 2.0 - 1.0)


def estimator(name: str, panel: Panel, inference: str = CR1, without: int | None = None) -> Estimator:
    """Return an estimator on a panel.

    Parameters
    ----------
    name
        One of ``ESTIMATORS``.
    panel
        Who is treated from when.
    inference
        One of ``INFERENCES``.
    without
        A unit that is left out of the regression.
    """
    treated = panel.is_treated.astype(np.float64)
    used = np.ones_like(treated, dtype=np.bool_)
    if name == MEANS:
        used[:, : panel.cohorts[0] - 1] = False
    if name == DID:
        used[:, panel.cohorts[0] - 1 : panel.cohorts[-1] - 1] = False
        treated = panel.is_ever[:, None] * (np.arange(1, panel.years + 1) >= panel.cohorts[-1]).astype(float)
    if without is not None:
        used[without] = False
    rows = np.flatnonzero(used)
    fitted = (_two_stages if name == DID2S else _one_stage)(name, panel, rows, treated.ravel()[rows])
    if inference == CR3 and without is None:
        return replace(fitted, pieces=_jackknifed(name, panel, fitted.weights), wild=None)
    return fitted if inference == WILD else replace(fitted, wild=None)


def _one_stage(name: str, panel: Panel, rows: NDArray[np.intp], treated: Array) -> Estimator:
    units, years = np.divmod(rows, panel.years)
    by_year = _dummies(years)
    fixed = by_year if name == MEANS else np.hstack([_dummies(units), by_year[:, 1:]])
    basis = np.linalg.qr(fixed)[0]
    clusters, cells = len(np.unique(units)), len(rows)
    # Effects of units lie within clusters and take no degrees of freedom; those of years do.
    factor = clusters / (clusters - 1) * (cells - 1) / (cells - 1 - by_year.shape[1])
    one = Regression(rows, units, treated - basis @ (basis.T @ treated), basis, factor)
    size = panel.is_treated.size
    return Estimator(one.weights(size).reshape(panel.is_treated.shape), one.scores(size), Wild(one, size))


def _two_stages(name: str, panel: Panel, rows: NDArray[np.intp], treated: Array) -> Estimator:
    """Residuals of the first stage count where it is estimated, with what they move in the second (Gardner 2022)."""
    del name
    units, years = np.divmod(rows, panel.years)
    effects = np.hstack([_dummies(units), _dummies(years)[:, 1:]])
    untreated = treated == 0.0
    solve = np.linalg.pinv(effects[untreated])
    total, size = treated.sum(), panel.is_treated.size
    moved = (treated @ effects) @ solve / total
    own = treated / total
    own[untreated] -= moved
    first = np.eye(len(rows))
    first[:, untreated] -= effects @ solve
    weights = np.zeros(size)
    weights[rows] = own
    # What each row adds to the score: residuals of the first stage, less the effect where there is one.
    left = first - np.outer(treated, own)
    each = np.where(untreated, 0.0, treated / total)[:, None] * left
    each[untreated] -= moved[:, None] * first[untreated]
    pieces = np.zeros((len(np.unique(units)), size))
    pieces[:, rows] = np.equal.outer(np.unique(units), units).astype(np.float64) @ each
    return Estimator(weights.reshape(panel.is_treated.shape), pieces)


def _jackknifed(name: str, panel: Panel, weights: Array) -> Array:
    """Return by how much estimates move if a unit is left out, scaled to the error (CR3), (unit, cell).

    Units of a cohort stand for each other, so that one of each is left out.
    Source: MacKinnon, Nielsen & Webb 2023 (leave-one-out is CR3); Bell & McCaffrey 2002.
    """
    estimates = np.empty((panel.units, *weights.shape))
    for cohort in sorted(set(panel.since)):
        first, *_ = members = np.flatnonzero(np.array(panel.since) == cohort)
        moved = estimator(name, panel, without=int(first)).weights - weights
        for unit in members:
            estimates[unit] = moved
            estimates[unit, [first, unit]] = moved[[unit, first]]
    return np.asarray(estimates.reshape(panel.units, -1) * np.sqrt((panel.units - 1) / panel.units))


def _dummies(labels: NDArray[np.intp]) -> Array:
    return np.asarray(labels[:, None] == np.unique(labels), dtype=np.float64)


def estimators(panel: Panel, inference: str = CR1) -> Mapping[str, Estimator]:
    """Return all estimators on a panel, by name; two stages are no single regression, whose worlds can be resampled."""
    names = [name for name in ESTIMATORS if name != DID2S or inference != WILD]
    return {name: estimator(name, panel, inference) for name in names}


def event_weights(panel: Panel) -> dict[int, Array]:
    """Return the weights (unit, year) of the effect at each year since treatment began, against the year before.

    Effects of cohorts against the never treated, weighted by their size (Sun & Abraham 2021): at event time e the
    mean over treated units of y(since + e) − y(since − 1), less the same of the controls in the same years.
    """
    controls = ~panel.is_ever
    weights_of = {}
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
            weights_of[event] = weights
    return weights_of


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
