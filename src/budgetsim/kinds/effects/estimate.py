"""What contrasts seed by seed tell: paired effects, intervals, many comparisons, standardised effects."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array, BoolArray
from budgetsim.report.declared import better_sign
from budgetsim.studies.band import ENDS, ROUNDING
from budgetsim.studies.summary import CONFIDENCE, holm, t_interval, wider

if TYPE_CHECKING:
    import pandas as pd

DISPUTED = "disputed"
"""Verdict of what is better under some stances on transfers and public funds, and worse under others."""
ALPHA = 1.0 - CONFIDENCE
"""Chance of at least one false finding in a family of comparisons."""
POWER = 0.8
"""Chance with which an effect of the size ``least_seen`` would have been told from zero (the usual convention)."""


@dataclass(frozen=True)
class Estimates:
    """Means of contrasts over seeds; arrays (estimand, outcome).

    ``low`` and ``high`` are the 95 % t interval of each alone, ``sim_low`` and ``sim_high`` Bonferroni's, which hold
    all together; ``p`` is of a two-sided t test against 0; ``least_seen`` is the size of an effect that would have been
    told from zero four times out of five, for as many comparisons. With one seed all but the mean are NaN.
    """

    mean: Array
    sd: Array
    low: Array
    high: Array
    sim_low: Array
    sim_high: Array
    p: Array
    least_seen: Array
    seeds: int

    @cached_property
    def p_holm(self) -> Array:
        """p-values adjusted for the number of comparisons."""
        return holm(self.p)

    @property
    def clear(self) -> BoolArray:
        """Whether an effect differs from zero although so many were looked at."""
        return np.asarray(self.p_holm < ALPHA)


def over_seeds(draws: Array, family: int | None = None) -> Estimates:
    """Return estimates from contrasts seed by seed (estimand, seed, outcome).

    Bonferroni's intervals hold ``family`` comparisons together, by default all of them.
    """
    count = draws.shape[1]
    mean = draws.mean(axis=1)
    sd = draws.std(axis=1, ddof=1) if count > 1 else np.full(mean.shape, np.nan)
    # The mean of equal numbers may differ from them by rounding; what does not vary has no spread.
    sd = np.where((np.ptp(draws, axis=1) == 0.0) & (count > 1), 0.0, sd)
    low, high = t_interval(mean, sd, np.full(mean.shape, float(count)))
    wide = wider(count, family or mean.size)
    sim_low, sim_high = mean - wide * (mean - low), mean + wide * (high - mean)
    least = sim_high - mean + _quantile(POWER, count) * sd / math.sqrt(count)
    return Estimates(mean, sd, low, high, sim_low, sim_high, _p_value(mean, sd, count), least, count)


def small_sample(seeds: int) -> float:
    """Return Hedges' factor J that makes a standardised effect unbiased; NaN below 3 seeds.

    J(ν) = Γ(ν/2) / (√(ν/2) Γ((ν−1)/2)), ν = seeds − 1 (Hedges 1981, Journal of Educational Statistics 6, 107–128).
    """
    nu = seeds - 1
    if nu < 2:
        return math.nan
    return math.exp(math.lgamma(nu / 2.0) - math.lgamma((nu - 1.0) / 2.0)) / math.sqrt(nu / 2.0)


def standardised(mean: Array, sd: Array, seeds: int) -> Array:
    """Return means in standard deviations, corrected for few seeds; NaN where nothing varies."""
    ratio: Array = np.divide(mean, sd, out=np.full(mean.shape, np.nan), where=sd > 0.0)
    return ratio * small_sample(seeds)


def spread(values: Array) -> Array:
    """Return the standard deviation over seeds (axis 0); exactly 0 where all are equal, NaN of one."""
    if len(values) < 2:
        return np.full(values.shape[1:], np.nan)
    return np.where(np.ptp(values, axis=0) == 0.0, 0.0, values.std(axis=0, ddof=1))


Bands = tuple[Array, Array] | None
"""Ends of the band of net social value (estimand, outcome), where they are known."""


def verdicts(estimates: Estimates, outcomes: Sequence[str], bands: Bands = None) -> Array:
    """Return what differences mean: better or worse for the public, more or less of what has no better, or not clear.

    (estimand, outcome); an exact zero is ``none``. What is clear but has a band with gains and losses is ``disputed``.
    """
    signs = np.array([better_sign(name) for name in outcomes])
    neutral = np.broadcast_to(signs == 0.0, estimates.mean.shape)
    toward = np.where(neutral, estimates.mean, estimates.mean * signs)
    words = np.where(neutral, np.where(toward > 0, "more", "less"), np.where(toward > 0, "better", "worse"))
    words = np.where(estimates.clear, words, "not clear")
    words = np.where(estimates.clear & disputed(estimates, bands), DISPUTED, words)
    same = (estimates.mean == 0.0) & ~(estimates.sd > 0.0)
    return np.where(same, "none", words)


def disputed(estimates: Estimates, bands: Bands) -> BoolArray:
    """Return which differences are gains under some stances on transfers and public funds and losses under others."""
    if bands is None:
        return np.zeros(estimates.mean.shape, dtype=bool)
    low, high = bands
    return np.asarray((low < -ROUNDING) & (high > ROUNDING))


def better(draws: Array, outcomes: Sequence[str]) -> Array:
    """Return the share of seeds under which a contrast goes the better way (up, where no way is better)."""
    signs = np.array([better_sign(name) or 1.0 for name in outcomes])
    return np.asarray((draws * signs > 0.0).mean(axis=1))


def frame(labels: Mapping[str, Sequence[Any]], outcomes: Sequence[str], **columns: Array) -> pd.DataFrame:
    """Return a tidy table: one row per estimand × outcome; ``labels`` per estimand, ``columns`` (estimand, outcome)."""
    import pandas as pd

    count = len(outcomes)
    table: dict[str, Any] = {
        name: [value for value in names for _ in range(count)] for name, names in labels.items()
    }
    rows = len(next(iter(labels.values())))
    table["outcome"] = list(outcomes) * rows
    table |= {name: np.asarray(values).reshape(rows * count) for name, values in columns.items()}
    return pd.DataFrame(table)


def usual_columns(
    estimates: Estimates, outcomes: Sequence[str], mean: str = "difference", bands: Bands = None
) -> dict[str, Array]:
    """Return the columns of a table of estimates; the band's are NaN of all outcomes but net social value."""
    empty = np.full(estimates.mean.shape, np.nan)
    ends = (empty, empty) if bands is None else bands
    return {
        mean: estimates.mean, "low": estimates.low, "high": estimates.high, "sim_low": estimates.sim_low,
        "sim_high": estimates.sim_high, "p": estimates.p, "p_holm": estimates.p_holm,
        "verdict": verdicts(estimates, outcomes, bands), "least_seen": estimates.least_seen,
        **dict(zip(ENDS, ends, strict=True)),
    }  # fmt: skip


def _quantile(share: float, seeds: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(max(seeds - 1, 1), share))


def _p_value(mean: Array, sd: Array, seeds: int) -> Array:
    """Two-sided p-value of the t test that a mean is 0; without spread, 1 for zero and 0 for anything else."""
    from scipy.special import stdtr

    if seeds < 2:
        return np.full(mean.shape, np.nan)
    error = sd / math.sqrt(seeds)
    t = np.divide(mean, error, out=np.zeros(mean.shape), where=error > 0.0)
    return np.where(error > 0.0, 2.0 * stdtr(seeds - 1.0, -np.abs(t)), np.where(mean == 0.0, 1.0, 0.0))
