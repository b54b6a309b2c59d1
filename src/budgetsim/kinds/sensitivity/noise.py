"""Luck and the factors' effects told apart: how much of an outcome's variance is due to seeds.

All points meet the same seeds, so points and seeds are crossed, one run in each cell:
y[p, s] = mean + point[p] + seed[s] + rest[p, s]. The variance of a single run is the sum of three components (the
law of total variance), estimated without bias from mean squares (Searle, Casella & McCulloch 1992, ch. 4). The
component of seeds moves all points alike and cancels between them; the rest is luck that meets points differently,
and what the factors' indices cannot be told apart from.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from budgetsim.numerics import Array

SAME = 1e-12
"""Spread, relative to the size of values, below which differences are rounding."""
MOSTLY_LUCK = 0.5
"""Share of luck, in the variance that indices divide, from which they tell of luck and not of factors."""
LITTLE_LUCK = 0.1
"""Share of luck that is worth a word; seeds that bring it so far are enough."""
TWICE = 1.96
"""Standard errors to the end of a 95% interval."""
MOST_SEEDS = 100_000
"""Seeds beyond which nobody would go."""


@dataclass(frozen=True)
class Noise:
    """Components of the variance of a run; in squared units of the outcome, never negative; made by ``noise_of``.

    Attributes
    ----------
    seeds
        Number of seeds under which each point was run.
    variance_points
        What the factors do.
    variance_seeds_common, variance_seeds_rest
        What a seed does to all points alike, and to each of them.
    share_of_seeds
        Share of the variance of a single run that is due to its seed; 0 if nothing varies.
    share_of_luck_in_means
        Share of the variance between points, of means over the seeds, that is luck; 0 if nothing varies.
    mostly_luck
        Whether the indices of means over the seeds tell of luck and not of factors.
    enough_seeds
        Seeds that would bring luck to a tenth of the variance between points; ``None`` if too many to think of.
    upper_variance_points
        What ``variance_points`` may be at most: two standard errors more, which luck alone gives its estimate.
    standard_error_level
        Standard error of a point's mean as the expectation over seeds.
    standard_error_between_points
        The same without what all points share: the error that matters when points are compared.
    """

    seeds: int
    variance_points: float
    variance_seeds_common: float
    variance_seeds_rest: float
    share_of_seeds: float
    share_of_luck_in_means: float
    mostly_luck: bool
    enough_seeds: int | None
    upper_variance_points: float
    standard_error_level: float
    standard_error_between_points: float

    @property
    def total(self) -> float:
        """Variance of a single run at a random point under a random seed."""
        return self.variance_points + self.variance_seeds_common + self.variance_seeds_rest


def noise_of(points: float, common: float, rest: float, seeds: int, most_points: float = 0.0) -> Noise:
    """Return what follows from the components of variance.

    Where the factors' part is estimated as nothing, as many seeds are enough as the most that it may be would need.
    """
    total, luck = points + common + rest, rest / seeds
    share = luck / (points + luck) if luck else 0.0
    signal = points or most_points
    needed = rest * (1.0 - LITTLE_LUCK) / (LITTLE_LUCK * signal) if signal else math.inf
    return Noise(
        seeds=seeds,
        variance_points=points,
        variance_seeds_common=common,
        variance_seeds_rest=rest,
        share_of_seeds=(common + rest) / total if total else 0.0,
        share_of_luck_in_means=share,
        mostly_luck=share > MOSTLY_LUCK,
        enough_seeds=math.ceil(needed) if needed <= MOST_SEEDS else None,
        upper_variance_points=most_points,
        standard_error_level=math.sqrt((common + rest) / seeds),
        standard_error_between_points=math.sqrt(rest / seeds),
    )


def components(values: Array) -> Noise | None:
    """Return the components of variance of runs, (points, seeds); ``None`` with one seed or one point.

    An estimate below zero, which chance brings about when a component is small, is given as 0, and so is what
    rounding alone makes of equal values.
    """
    points, seeds = values.shape
    if points < 2 or seeds < 2:
        return None
    centred = values - values.mean()
    of_points, of_seeds = centred.mean(axis=1), centred.mean(axis=0)
    rest = centred - of_points[:, None] - of_seeds[None, :]
    square_points = seeds * float(np.sum(of_points**2)) / (points - 1)
    square_seeds = points * float(np.sum(of_seeds**2)) / (seeds - 1)
    square_rest = float(np.sum(rest**2)) / ((points - 1) * (seeds - 1))
    rounding = (SAME * float(np.abs(values).max())) ** 2

    def plain(component: float) -> float:
        return component if component > rounding else 0.0

    luck = square_rest / seeds
    sure = TWICE * luck * math.sqrt(2.0 / (points - 1))
    found = (square_points - square_rest) / seeds
    return noise_of(
        points=plain(found),
        common=plain((square_seeds - square_rest) / points),
        rest=plain(square_rest),
        seeds=seeds,
        most_points=plain(max(found, 0.0) + sure),
    )
