"""A calibration ready to run: the panel's moments with their uncertainty, and how simulated ones are compared.

Moments can be weighted by the inverse of their covariance unless some say the same, or the units are too few.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.calibrate.panel_file import PanelFile
from budgetsim.kinds.calibrate.target import Target
from budgetsim.language import Language, spoken, told
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.scenario_files.faults import Fault, told_with_remedy
from budgetsim.studies.ask import Where
from budgetsim.studies.moments import MOMENTS, Moment, measure, named
from budgetsim.studies.panel_data import YEARS_TO_NET, Panel
from budgetsim.studies.points import Points
from budgetsim.studies.runner import Progress

UNDEFINED = 0.2
"""Share of bootstrap panels in which a moment may be undefined before it is refused (assumed)."""
SAME = 1e-12
"""Spread over bootstrap panels, relative to the moment, below which nothing varies but rounding."""
FINAL_COPIES = 100
"""Copies simulated at the estimates, for the variance that simulation adds and for the prediction: enough for
covariances of some thirty moments."""
SAYS_NOTHING = 1e-6
"""Part of a moment's variance, given others, up to which it says nothing that they do not (rounding makes 1e-12)."""
SHARE = 0.1
"""Least weight, in standard deviations, of a moment of which another is made."""
WORST = 1e3
"""Condition number of the moments' correlations from which optimal weights rest on noise (assumed): two moments whose
correlation is above .998."""
FEW = 3
"""Units, or clusters of them, for each moment below which the inverse of a covariance is far too large: by half and
more, as that of a Wishart matrix (Anderson 2003)."""


@dataclass(frozen=True)
class Doubles:
    """A moment that says nothing new, and the others that say it already."""

    name: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Weighting:
    """How the fitted moments are weighted, and why so.

    Attributes
    ----------
    kind
        ``diagonal`` or ``optimal``: what is done.
    asked
        What was asked for.
    doubles
        Moments that say the same as others in this panel.
    condition
        Condition number of the moments' correlations.
    groups
        Units, or clusters of units, that were resampled.
    """

    kind: str
    asked: str
    doubles: tuple[Doubles, ...]
    condition: float
    groups: int


def weighting_of(asked: str, covariance: Array, names: Sequence[str], groups: int) -> Weighting:
    """Return how moments are weighted: as asked, but diagonally where optimal weights would rest on noise.

    Parameters
    ----------
    asked
        ``diagonal`` or ``optimal``.
    covariance
        Bootstrap covariance of the fitted moments, (moment, moment).
    names
        Of the fitted moments.
    groups
        Units, or clusters of units, that were resampled.
    """
    scale = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(scale, scale)
    condition = float(np.linalg.cond(correlation))
    is_noisy = condition > WORST or groups < FEW * len(names)
    kind = "diagonal" if is_noisy else asked
    return Weighting(kind, asked, tuple(_doubles(correlation, names)), condition, groups)


def obstacles(weighting: Weighting, moments: int) -> list[tuple[str, str, str]]:
    """Return why optimal weights do not exist: (name of a moment or empty, what is wrong, what to do)."""
    if weighting.asked != "optimal":
        return []
    if weighting.groups <= moments:
        numbers = {"moments": str(moments), "groups": str(weighting.groups)}
        return [("", *told_with_remedy("calibrate-fault-few-groups", **numbers))]
    obstacles = []
    for one in weighting.doubles:
        others = told("note-and").join(one.others)
        words = told_with_remedy("calibrate-fault-double", moment=one.name, others=others)
        obstacles.append((one.name, *words))
    return obstacles


def _doubles(correlation: Array, names: Sequence[str]) -> list[Doubles]:
    """Return the moments that follow from those before them, one after the other."""
    kept: list[int] = []
    doubles = []
    for place, name in enumerate(names):
        correlations = correlation[place, kept]
        weights = np.linalg.solve(correlation[np.ix_(kept, kept)], correlations) if kept else np.zeros(0)
        if 1.0 - float(correlations @ weights) > SAYS_NOTHING:
            kept.append(place)
            continue
        others = [names[k] for k, weight in zip(kept, weights, strict=True) if abs(weight) >= SHARE]
        doubles.append(Doubles(name, tuple(others)))
    return doubles


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
        return len(self.target.moments)

    @cached_property
    def errors(self) -> Array:
        """Standard errors of the moments in the data."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    @cached_property
    def root_weights(self) -> Array:
        """Matrix R with R'R = W, the weighting matrix of the fitted moments."""
        covariance = self.covariance[: self.fitted, : self.fitted]
        factors = np.sqrt([self.target.moments[one.name] for one in self.moments[: self.fitted]])
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
        return np.array([factor.lower for factor in self.target.parameters], dtype=np.float64)

    @cached_property
    def width(self) -> Array:
        """Widths of the parameters' ranges."""
        return np.array([factor.upper for factor in self.target.parameters], dtype=np.float64) - self.lower

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
        names = [factor.name for factor in self.target.parameters]
        base = self.target.scenario
        if new_year:
            base = base.replace(**(self.target.new_year or {}))
        points = Points((base,), self.target.parameters, dict(zip(names, columns, strict=True)))
        return tuple(points)

    @property
    def seeds(self) -> tuple[int, ...]:
        """Seeds of the copies of the search."""
        return seeds_of(self.target, len(self.panel))

    def fresh_seeds(self, units: int) -> tuple[int, ...]:
        """Return the seeds of copies of so many units in what follows the search."""
        return fresh_seeds_of(self.target, len(self.panel), units)


def moment_meaning(say: Language, name: str) -> str:
    """Return what a moment is."""
    return say(f"calibrate-meaning-{name.replace('_', '-')}")


def pose(target: Target, file: PanelFile, where: Where) -> Problem:
    """Return the problem that a target poses on a panel.

    Parameters
    ----------
    target
        What is asked.
    file
        The panel as read, seen as the target wants it (``seen_with``).
    where
        Where things were written, for faults; its ``progress`` is told how many bootstrap panels are drawn.

    Raises
    ------
    ScenarioError
        With every fitted moment that the panel does not yield, that does not vary in it, or that stands in the way of
        optimal weights.
    """
    panel, groups = used_years(target, file)
    values = dict(zip(MOMENTS, measure(panel, MOMENTS.values()), strict=True))
    undefined = [name for name in target.moments if np.isnan(values[name])]
    faults = [_fault(where, name, *_why_undefined(name)) for name in undefined]
    names = [name for name in target.moments if name not in undefined]
    fitted = len(names)
    names += [name for name in MOMENTS if name not in target.moments and np.isfinite(values[name])]
    wanted = named(names)
    draws = resampled(
        panel, groups, lambda one: measure(one, wanted), target.bootstrap, target.seed, where.progress
    )
    reasons = wrong_draws(draws)
    for name, key in zip(names[:fitted], reasons, strict=False):
        if key:
            faults.append(_fault(where, name, *told_with_remedy(key)))
    steady = np.array([not why for why in reasons])
    if not steady[:fitted].any():
        raise ScenarioError(faults)
    kept = [name for name, fine in zip(names, steady, strict=True) if fine]
    covariance, number = _covariance(draws[:, steady]), int(steady[:fitted].sum())
    weighting = weighting_of(
        target.weighting,
        covariance[:number, :number],
        kept[:number],
        min(len(np.unique(groups)), target.bootstrap),
    )
    faults += [_fault(where, *obstacle) for obstacle in obstacles(weighting, number)]
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
    draws = []
    for number in range(times):
        if progress is not None:
            progress(number, times)
        drawn = rng.integers(0, count, count)
        draws.append(measured(panel.take(np.concatenate([members[group] for group in drawn]))))
    return np.array(draws)


def spread_of(draws: Array) -> Array:
    """Return the standard deviation of each value over bootstrap panels, where it is defined in most of them."""
    usable = np.isnan(draws).mean(axis=0) <= UNDEFINED
    spread = np.sqrt(_mean((draws - _mean(draws)) ** 2))
    return np.where(usable, spread, np.nan)


def used_years(target: Target, file: PanelFile) -> tuple[Panel, NDArray[np.intp]]:
    """Return the panel of the years that are used, and the cluster of each of its units.

    Units that are there in the held-out year only are left out.
    """
    if target.hold_out is None:
        return file.panel, file.groups
    panel = file.panel.window(0, len(file.panel.years) - 1)
    there = np.flatnonzero(panel.present.any(axis=1))
    _, kept = np.unique(file.groups[there], return_inverse=True)
    return panel.take(there), np.asarray(kept, dtype=np.intp)


def seeds_of(target: Target, used: int) -> tuple[int, ...]:
    """Return the seeds of the search: of its copies of so many units that are used."""
    districts = -(-used // target.scenario.district.departments)
    return tuple(range(target.seed, target.seed + target.copies * districts))


def fresh_seeds_of(target: Target, used: int, units: int) -> tuple[int, ...]:
    """Return other seeds, for copies of so many units in what follows the search."""
    first = target.seed + len(seeds_of(target, used))
    districts = -(-units // target.scenario.district.departments)
    return tuple(range(first, first + FINAL_COPIES * districts))


def wrong_draws(draws: Array) -> list[str]:
    """Return the key of what is wrong with the spread of each moment over bootstrap panels, or an empty text."""
    undefined = np.isnan(draws).mean(axis=0) > UNDEFINED
    with np.errstate(invalid="ignore"):
        centre, spread = _mean(draws), np.sqrt(_mean((draws - _mean(draws)) ** 2))
    still = ~(spread > SAME * np.maximum(np.abs(centre), 1.0))
    return [
        "calibrate-fault-often-undefined" if missing else "calibrate-fault-constant" if constant else ""
        for missing, constant in zip(undefined, still, strict=True)
    ]


def _mean(values: Array) -> Array:
    known = np.isfinite(values)
    return np.asarray(np.where(known, values, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1))


def _covariance(draws: Array) -> Array:
    """Covariance over bootstrap panels; a moment that is undefined in one has its mean there."""
    filled = np.where(np.isfinite(draws), draws, _mean(draws))
    return np.atleast_2d(np.cov(filled.T))


def _why_undefined(name: str) -> tuple[str, str]:
    span, meaning = MOMENTS[name].span, moment_meaning(spoken(), name)
    if span > 1:
        return told_with_remedy("calibrate-fault-not-yielded-in-a-row", meaning=meaning, years=str(span))
    return told_with_remedy("calibrate-fault-not-yielded", meaning=meaning)


def _fault(where: Where, name: str, message: str, hint: str) -> Fault:
    """Return a fault of a fitted moment, or of the weighting if no moment is named."""
    if name:
        return where("moments", name).fault(f"moments.{name}", None, message, hint)
    return where("weighting").fault("weighting", None, message, hint)
