"""A calibration ready to run: the panel's moments with their uncertainty, and how simulated ones are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.scenario_files.faults import Fault
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.calibrate.moments import MOMENTS, Moment, measure, named
from budgetsim.studies.calibrate.panel import YEARS_TO_NET, Panel
from budgetsim.studies.calibrate.panel_file import PanelFile
from budgetsim.studies.calibrate.target import SHARED_YEARS, Target
from budgetsim.studies.calibrate.weighting import Weighting, obstacles, weighting_of
from budgetsim.studies.errors import StudyError
from budgetsim.studies.points import Points
from budgetsim.studies.runner import Progress

UNDEFINED = 0.2
"""Share of bootstrap panels in which a moment may be undefined before it is refused (assumed)."""
SAME = 1e-12
"""Spread over bootstrap panels, relative to the moment, below which nothing varies but rounding."""
FINAL_COPIES = 100
"""Copies simulated at the estimates, for the variance that simulation adds and for the prediction: enough for
covariances of some thirty moments."""


@dataclass(frozen=True)
class Problem:
    """What is fitted to what.

    Moments are those that the panel yields: first the fitted ones in the order of the target file, then the others.
    """

    target: Target
    whole: PanelFile
    """The panel as read, held-out year and all."""
    panel: Panel
    """The years that are used; without the held-out one."""
    moments: tuple[Moment, ...]
    data: Array
    """Their values, (moment,)."""
    covariance: Array
    """Bootstrap covariance of the values, (moment, moment)."""
    weighting: Weighting
    """How the fitted ones are weighted."""

    @property
    def fitted(self) -> int:
        """Number of moments that are fitted, the first ones."""
        return len(self.target.weights)

    @cached_property
    def errors(self) -> Array:
        """Standard errors of the moments in the data."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    @cached_property
    def root_weights(self) -> Array:
        """Matrix R with R'R = W, the weighting matrix of the fitted moments."""
        covariance = self.covariance[: self.fitted, : self.fitted]
        factors = np.sqrt([self.target.weights[one.name] for one in self.moments[: self.fitted]])
        if self.weighting.kind == "diagonal":
            return np.diag(factors / np.sqrt(np.diag(covariance)))
        return np.asarray(np.linalg.cholesky(np.linalg.inv(covariance)).T * factors)

    @property
    def weights(self) -> Array:
        """Weighting matrix W of the fitted moments."""
        return np.asarray(self.root_weights.T @ self.root_weights)

    @cached_property
    def lower(self) -> Array:
        """Lower ends of the parameters' ranges."""
        return np.array([factor.lower for factor in self.target.factors], dtype=np.float64)

    @cached_property
    def width(self) -> Array:
        """Widths of the parameters' ranges."""
        return np.array([factor.upper for factor in self.target.factors], dtype=np.float64) - self.lower

    def values(self, shares: Array) -> Array:
        """Return parameters at shares of their ranges."""
        return np.asarray(self.lower + np.clip(shares, 0.0, 1.0) * self.width)

    def scenarios(self, shares: Array, *, new_year: bool = False) -> tuple[Scenario, ...]:
        """Return candidates as scenarios, from shares (point, parameter) of the ranges.

        ``new_year`` adds what all units share in a year as the target reckons with it in its prediction.

        Raises
        ------
        ScenarioError
            If values are not allowed together.
        """
        columns = self.values(shares).T.tolist()
        names = [factor.name for factor in self.target.factors]
        base = self.target.base.replace(**self.target.new_year) if new_year else self.target.base
        points = Points((base,), self.target.factors, dict(zip(names, columns, strict=True)))
        return tuple(points)

    def seeds(self, units: int, *, fresh: bool = False) -> tuple[int, ...]:
        """Return seeds of copies of so many units: those of the search, or others for what follows it.

        Raises
        ------
        StudyError
            If there are no such seeds.
        """
        count = self.target.copies * self._districts(len(self.panel))
        first = self.target.seed
        if fresh:
            first, count = first + count, FINAL_COPIES * self._districts(units)
        if first + count - 1 > MAX_SEED:
            raise StudyError(f"seed = {self.target.seed} goes beyond the largest seed, {MAX_SEED}")
        return tuple(range(first, first + count))

    def _districts(self, units: int) -> int:
        return -(-units // self.target.base.district.departments)


def pose(target: Target, file: PanelFile, progress: Progress | None = None) -> Problem:
    """Return the problem that a target poses on a panel.

    ``progress`` is told how many bootstrap panels are drawn, and of how many.

    Raises
    ------
    ScenarioError
        With every fitted moment that the panel does not yield, that does not vary in it, or that stands in the way of
        optimal weights.
    StudyError
        If the held-out year is not the panel's last one, or nothing is left before it, or units would share years with
        some of the others only.
    """
    file = seen_with(target, file)
    _check_shared_years(target, len(file.panel))
    panel, groups = file.panel, file.groups
    if target.hold_out is not None:
        _check_hold_out(target.hold_out, panel)
        panel, groups = _without_empty(panel.window(0, len(panel.years) - 1), groups)
    values = dict(zip(MOMENTS, measure(panel, MOMENTS.values()), strict=True))
    undefined = [name for name in target.weights if np.isnan(values[name])]
    faults = [_fault(target, name, _why_undefined(name)) for name in undefined]
    names = [name for name in target.weights if name not in undefined]
    fitted = len(names)
    names += [name for name in MOMENTS if name not in target.weights and np.isfinite(values[name])]
    wanted = named(names)
    draws = resampled(
        panel, groups, lambda one: measure(one, wanted), target.bootstrap, target.seed, progress
    )
    reasons = _wrong_draws(draws)
    faults += [_fault(target, name, why) for name, why in zip(names[:fitted], reasons, strict=False) if why]
    steady = np.array([not why for why in reasons])
    if not steady[:fitted].any():
        raise ScenarioError(faults)
    kept = [name for name, fine in zip(names, steady, strict=True) if fine]
    covariance, own = _covariance(draws[:, steady]), int(steady[:fitted].sum())
    weighting = weighting_of(
        target.weighting, covariance[:own, :own], kept[:own], min(len(np.unique(groups)), target.bootstrap)
    )
    faults += [_fault(target, *obstacle) for obstacle in obstacles(weighting, own)]
    if faults:
        raise ScenarioError(faults)
    data = np.array([values[name] for name in kept])
    return Problem(target, file, panel, named(kept), data, covariance, weighting)


def seen_with(target: Target, file: PanelFile) -> PanelFile:
    """Return a panel as the target wants its moments taken: net of year effects or not."""
    auto = len(file.panel.years) >= YEARS_TO_NET
    net = auto if target.year_effects == "auto" else target.year_effects == "on"
    return replace(file, panel=replace(file.panel, net_of_years=net))


def resampled(  # noqa: PLR0913 - what is resampled, what is measured, how often
    panel: Panel,
    groups: NDArray[np.intp],
    measured: Callable[[Panel], Array],
    times: int,
    seed: int,
    progress: Progress | None = None,
) -> Array:
    """Return what is measured of panels of resampled units, or clusters of units if there is such a column.

    Parameters
    ----------
    groups
        Number of each unit's cluster.
    measured
        From a panel to values, (value,).

    Returns
    -------
    Array
        (time, value).
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(0,)))
    count = int(groups.max()) + 1
    members = [np.flatnonzero(groups == group) for group in range(count)]
    found = []
    for number in range(times):
        if progress is not None:
            progress(number, times)
        drawn = rng.integers(0, count, count)
        found.append(measured(panel.take(np.concatenate([members[group] for group in drawn]))))
    return np.array(found)


def spread_of(draws: Array) -> Array:
    """Return the standard deviation of each value over bootstrap panels, where it is defined in most of them."""
    usable = np.isnan(draws).mean(axis=0) <= UNDEFINED
    spread = np.sqrt(_mean((draws - _mean(draws)) ** 2))
    return np.where(usable, spread, np.nan)


def _without_empty(panel: Panel, groups: NDArray[np.intp]) -> tuple[Panel, NDArray[np.intp]]:
    """Leave out units that are there in the held-out year only."""
    there = np.flatnonzero(panel.present.any(axis=1))
    _, kept = np.unique(groups[there], return_inverse=True)
    return panel.take(there), np.asarray(kept, dtype=np.intp)


def _check_shared_years(target: Target, units: int) -> None:
    """Refuse year effects of several districts for units that share theirs: they are drawn for each district."""
    estimated = {factor.name for factor in target.factors}
    own = {name: getattr(target.base.bureau, name) for name in SHARED_YEARS} | dict(target.new_year)
    moved = [name for name in SHARED_YEARS if name in estimated or own[name] != 0.0]
    departments = target.base.district.departments
    if moved and units > departments:
        raise StudyError(
            f"{moved[0]}: what units share in a year is drawn for each district, and {units:,} units would be made of"
            f" districts of {departments:,}; write departments = {units} in [set]"
        )


def _check_hold_out(year: int, panel: Panel) -> None:
    if year != panel.years[-1]:
        raise StudyError(
            f"hold_out = {year}: only the panel's last year, {panel.years[-1]}, can be held out; it has"
            f" {panel.years[0]} to {panel.years[-1]}"
        )
    if len(panel.years) == 1:
        raise StudyError(f"hold_out = {year}: the panel has no other year to estimate from")


def _wrong_draws(draws: Array) -> list[str]:
    """Return what is wrong with the spread of each moment over bootstrap panels, if anything."""
    undefined = np.isnan(draws).mean(axis=0) > UNDEFINED
    with np.errstate(invalid="ignore"):
        centre, spread = _mean(draws), np.sqrt(_mean((draws - _mean(draws)) ** 2))
    still = ~(spread > SAME * np.maximum(np.abs(centre), 1.0))
    return [
        "is undefined in many bootstrap panels"
        if missing
        else "does not vary when units are resampled"
        if constant
        else ""
        for missing, constant in zip(undefined, still, strict=True)
    ]


def _mean(values: Array) -> Array:
    known = np.isfinite(values)
    return np.asarray(np.where(known, values, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1))


def _covariance(draws: Array) -> Array:
    """Covariance over bootstrap panels; a moment that is undefined in one has its mean there."""
    filled = np.where(np.isfinite(draws), draws, _mean(draws))
    return np.atleast_2d(np.cov(filled.T))


def _why_undefined(name: str) -> str:
    span = MOMENTS[name].span
    years = f" of {span} years in a row" if span > 1 else ""
    return f"the panel does not yield it ({MOMENTS[name].meaning}): too few observations{years}"


def _fault(target: Target, name: str, message: str, hint: str = "leave it out of [moments]") -> Fault:
    """Return a fault of a fitted moment, or of the weighting if no moment is named."""
    source, line = target.lines.get(name or "weighting", ("", None))
    return Fault(source, line, f"moments.{name}" if name else "weighting", None, message, hint)
