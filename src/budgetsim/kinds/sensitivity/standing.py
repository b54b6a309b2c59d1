"""What may be said of an outcome: how much of it is noise, whether the order of factors has settled, and which lead."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import isfinite
from typing import Literal

import numpy as np

from budgetsim.kinds.sensitivity.calls import Index
from budgetsim.numerics import Array

SAME = 1e-12
"""Spread, relative to the size of values, below which differences are rounding."""
MOSTLY_NOISE = 0.5
"""Share of Monte-Carlo noise, in the variance that indices divide, from which they tell of noise, not of factors."""
LITTLE_NOISE = 0.1
"""Share of Monte-Carlo noise that is worth a word; seeds that bring it so far are enough."""
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
        Share of the variance between points, of means over the seeds, that is noise; 0 if nothing varies.
    mostly_luck
        Whether the indices of means over the seeds tell of noise and not of factors.
    enough_seeds
        Seeds that would bring noise to a tenth of the variance between points; ``None`` if too many to think of.
    upper_variance_points
        What ``variance_points`` may be at most: two standard errors more, which noise alone gives its estimate.
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
    total, noise = points + common + rest, rest / seeds
    share = noise / (points + noise) if noise else 0.0
    signal = points or most_points
    needed = rest * (1.0 - LITTLE_NOISE) / (LITTLE_NOISE * signal) if signal else math.inf
    return Noise(
        seeds=seeds,
        variance_points=points,
        variance_seeds_common=common,
        variance_seeds_rest=rest,
        share_of_seeds=(common + rest) / total if total else 0.0,
        share_of_luck_in_means=share,
        mostly_luck=share > MOSTLY_NOISE,
        enough_seeds=math.ceil(needed) if needed <= MOST_SEEDS else None,
        upper_variance_points=most_points,
        standard_error_level=math.sqrt((common + rest) / seeds),
        standard_error_between_points=math.sqrt(rest / seeds),
    )


def components(values: Array) -> Noise | None:
    """Return the components of variance of runs, (points, seeds); ``None`` with one seed or one point.

    All points meet the same seeds, so points and seeds are crossed, one run in each cell:
    y[p, s] = mean + point[p] + seed[s] + rest[p, s]. The variance of a single run is the sum of three components (the
    law of total variance), estimated without bias from mean squares (Searle, Casella & McCulloch 1992, ch. 4). The
    component of seeds moves all points alike and cancels between them; the rest is noise that meets points differently,
    and what the factors' indices cannot be told apart from.

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

    sure = TWICE * (square_rest / seeds) * math.sqrt(2.0 / (points - 1))
    estimated = (square_points - square_rest) / seeds
    return noise_of(
        points=plain(estimated),
        common=plain((square_seeds - square_rest) / points),
        rest=plain(square_rest),
        seeds=seeds,
        most_points=plain(max(estimated, 0.0) + sure),
    )


@dataclass(frozen=True)
class Ranking:
    """The order of subjects, by their main index, and how firm it is.

    ``swapped`` are pairs whose intervals are apart now, yet which stood in the other order at half the samples;
    ``close`` are neighbours in the order whose intervals overlap. ``settled`` is ``None`` where there was no half
    design to compare with, and false where the first is not told apart from the second: intervals and halves of the
    runs must agree.
    """

    order: tuple[str, ...] = ()
    settled: bool | None = None
    swapped: tuple[tuple[str, str], ...] = ()
    close: tuple[tuple[str, str], ...] = ()
    widest: float = 0.0
    """Half the width of the widest interval."""


def rank(last: Sequence[Index], before: Mapping[str, float] | None = None) -> Ranking:
    """Return the ranking of subjects by their main index, compared with the values at half the samples.

    A ranking counts as settled if the intervals tell the first subject from the second, and no two that they tell
    apart stood the other way round at half the samples. Others may still change places: they are ``close``.
    """
    ordered = sorted(last, key=lambda index: -index.value)
    close = tuple((a.subject, b.subject) for a, b in pairwise(ordered) if not _apart(a, b))
    widest = max((index.half for index in last if isfinite(index.half)), default=0.0)
    order = tuple(index.subject for index in ordered)
    if before is None:
        return Ranking(order, None, (), close, widest)
    apart = [(a.subject, b.subject) for a, b in combinations(ordered, 2) if _apart(a, b)]
    swapped = tuple((a, b) for a, b in apart if before[a] < before[b])
    return Ranking(order, order[:2] not in close and not swapped, swapped, close, widest)


def _apart(larger: Index, smaller: Index) -> bool:
    """Whether intervals do not touch; without intervals nothing is told apart but what has exactly nothing."""
    if larger.has_interval and smaller.has_interval:
        return larger.low > smaller.high
    return larger.value > smaller.value == 0.0


Verdict = Literal["constant", "withheld", "luck", "none", "one", "several", "unsure", "wide"]
HARDLY = 0.01
"""Share of variance, or of the largest elementary effect, below which a factor hardly matters (a convention)."""
PER_STANDARD_ERROR = 1.13
"""Mean size of a difference of two numbers with a standard error each: 2 / sqrt(pi)."""


@dataclass(frozen=True)
class Standing:
    """What is said of an outcome's factors.

    ``verdict`` is ``constant``; ``withheld`` (the method means nothing for such an outcome); ``luck`` (indices tell
    of Monte-Carlo noise); ``none`` (no factor rises above ``least``); ``one`` (the first is apart from the second);
    ``several`` (the first are not told apart); ``unsure`` (there are no intervals);
    ``wide`` (the interval of every factor reaches zero). ``leaders`` are the first, or
    those not told apart from it; ``behind`` the others above ``least``, by their index.
    """

    verdict: Verdict
    leaders: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    least: float = 0.0


def standing_of(  # noqa: PLR0913 - everything that may forbid to say something
    method: str,
    main: Mapping[str, Index],
    order: Sequence[str],
    noise: Noise | None,
    chance: Index | None = None,
    *,
    kind: str,
) -> Standing:
    """Return what may be said of the factors of an outcome.

    ``kind`` is that of the main index, which ``main`` holds for each subject; ``order`` are the subjects by it, none
    where indices tell of noise; ``chance`` is what a factor without any influence reaches, where that is known.
    """
    if not order:
        return Standing("luck")
    least = least_of(method, main, noise, chance, kind=kind)
    above = [name for name in order if main[name].value > least]
    if not above:
        return Standing("none", least=least)
    first = main[above[0]]
    if not first.has_interval:
        return Standing("unsure", (above[0],), tuple(above[1:]), least)
    if all(main[name].low <= 0.0 for name in above):
        return Standing("wide", (above[0],), tuple(above[1:]), least)
    rivals = [name for name in above[1:] if main[name].high >= first.low]
    behind = tuple(name for name in above[1:] if name not in rivals)
    return Standing("several" if rivals else "one", (above[0], *rivals), behind, least)


def least_of(
    method: str, main: Mapping[str, Index], noise: Noise | None, chance: Index | None, *, kind: str
) -> float:
    """Return what an index must exceed for its factor to be said to matter.

    What chance reaches, where the method tells it; otherwise 1 %, of the variance or of the largest effect, or what
    noise alone gives to a factor that changes nothing but it: its share of the variance of every total index, and
    to every elementary effect the mean difference of two runs that differ by noise.
    """
    if chance is not None:
        return chance.high
    if method == "morris":
        error = noise.standard_error_between_points if noise else 0.0
        return max(HARDLY * max(index.value for index in main.values()), PER_STANDARD_ERROR * error)
    share = noise.share_of_luck_in_means if noise and kind == "ST" else 0.0
    return max(HARDLY, share if share >= LITTLE_NOISE else 0.0)
