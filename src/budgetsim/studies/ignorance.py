"""What is known of a difference when parameters are not: over draws of them, each under the same seeds.

A draw is a value of every parameter that is not known, all at once; seeds are chance. Scenarios meet every draw under
every seed, so differences are paired by both. ``spread_of`` says how one is spread over the draws and how much
of that is ignorance and how much chance, ``flips_of`` which parameters would turn its sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from budgetsim.numerics import Array

COVERAGE = 0.90
"""Part of the draws between the ends of an interval."""
ENDS = ((1.0 - COVERAGE) / 2.0, (1.0 + COVERAGE) / 2.0)
"""Shares of the draws below these ends."""
MIDDLE = (ENDS[0], 0.5, ENDS[1])
"""The same, with the median between them."""
SURE = 0.95
"""Share of draws from which a sign counts as known."""
MOST_FLIPS = 3
"""Parameters that are told to turn a sign."""
MOST_PARAMETERS = 6
"""Parameters by which a difference is explained: more than a few draws cannot tell apart."""
FALSE_ALARM = 0.05
"""Chance that a parameter is taken up although none matters (Bonferroni over all)."""


@dataclass(frozen=True)
class Spread:
    """How a quantity is spread over draws of parameters, and under chance.

    Attributes
    ----------
    median, mean, low, high
        Over draws, of the means over seeds; ``low`` and ``high`` are the ends of the middle 90 %.
    share_positive
        Share of draws in which it is above zero.
    variance_parameters
        Variance that parameters bring: what the mean over endless seeds would have.
    variance_seeds
        Variance that chance brings to a single run, at given parameters.
    """

    median: float
    mean: float
    low: float
    high: float
    share_positive: float
    variance_parameters: float
    variance_seeds: float


def spread_of(values: Array) -> Spread:
    """Return how values (draw, seed) are spread, as ``spreads_of`` does."""
    return spreads_of(values[..., None])[0]


def spreads_of(values: Array) -> list[Spread]:
    """Return how values (draw, seed, quantity) are spread, quantity by quantity.

    Variances are those of two crossed factors, draws and seeds, with one run of each pair: that of draws is what the
    means over seeds vary beyond what luck makes them vary; chance is what is common to a seed and the rest together
    (Searle, Casella & McCulloch 1992, Variance Components, section 4.7; negative estimates count as zero).

    Raises
    ------
    ValueError
        If there is none.
    """
    if not values.size:
        raise ValueError("a spread needs at least one draw under one seed")
    by_draw = values.mean(axis=1)
    low, median, high = np.quantile(by_draw, MIDDLE, axis=0)
    columns = (median, by_draw.mean(axis=0), low, high, (by_draw > 0.0).mean(axis=0), *_components(values))
    return [Spread(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _components(values: Array) -> tuple[Array, Array]:
    """Return the variances that draws bring, and those that seeds bring, alone or together with draws."""
    draws, seeds, count = values.shape
    grand = values.mean(axis=(0, 1))
    of_draws, of_seeds = values.mean(axis=1) - grand, values.mean(axis=0) - grand
    between = (of_draws * of_draws).sum(axis=0) / max(draws - 1, 1)
    common = (of_seeds * of_seeds).sum(axis=0) / max(seeds - 1, 1)
    if draws == 1 or seeds == 1:
        nothing = np.zeros(count)
        return (nothing, common) if draws == 1 else (between, nothing)
    rest = values - grand - of_draws[:, None] - of_seeds[None, :]
    residual = (rest * rest).sum(axis=(0, 1)) / ((draws - 1) * (seeds - 1))
    parameters = np.maximum(0.0, between - residual / seeds)
    return parameters, residual + np.maximum(0.0, common - residual / draws)


@dataclass(frozen=True)
class Flip:
    """A parameter that would turn the sign of a difference, all others being what they are on average.

    ``value`` is where the difference is zero; ``above`` tells whether the sign is turned above it, or below.
    """

    parameter: str
    value: float
    above: bool


def flips_of(differences: Array, parameters: Mapping[str, Array]) -> list[Flip]:
    """Return the parameters that would turn the sign of the mean difference, the most influential first.

    Where all draws agree on a sign, none does.

    Parameters
    ----------
    differences
        Means over seeds by draw.
    parameters
        Values by name and draw.

    Notes
    -----
    Parameters are taken up one by one into a linear regression, each time the one that explains most of what is left,
    as long as that is more than the best of so many would explain by chance. A parameter turns the sign if the line
    crosses zero within the values that it takes.
    """
    mean = float(differences.mean())
    if mean == 0.0 or differences.min() > 0.0 or differences.max() < 0.0:
        return []
    taken = explaining(differences, parameters)
    if not taken:
        return []
    design = np.column_stack([parameters[name] - parameters[name].mean() for name in taken])
    slopes = np.linalg.lstsq(design, differences - mean, rcond=None)[0]
    size = np.abs(slopes) * design.std(axis=0)
    flips: list[Flip] = []
    for place in np.argsort(-size, kind="stable"):
        name, slope = taken[place], float(slopes[place])
        column = parameters[name]
        value = float(column.mean()) - mean / slope
        if column.min() < value < column.max():
            flips.append(Flip(name, value, (slope > 0.0) != (mean > 0.0)))
    return flips[:MOST_FLIPS]


def explaining(differences: Array, parameters: Mapping[str, Array]) -> list[str]:
    """Return the parameters that clearly explain differences over draws, the one that explains most first."""
    from scipy.special import stdtr

    names = [name for name, column in parameters.items() if np.ptp(column) > 0.0]
    if not names:
        return []
    columns = np.column_stack([parameters[name] for name in names])
    columns = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    left = differences - differences.mean()
    taken: list[int] = []
    draws, whole = len(left), float(left @ left)
    while len(taken) < min(MOST_PARAMETERS, draws - 3):
        norms = np.einsum("ij,ij->j", columns, columns)
        free = norms > draws * 1e-9  # what those taken up say already cannot be taken up again
        if not free.any() or float(left @ left) <= whole * 1e-18:
            break
        gains = np.where(free, (columns.T @ left) ** 2 / np.where(free, norms, 1.0), 0.0)
        best = int(gains.argmax())
        freedom = draws - len(taken) - 2
        rest = max(float(left @ left) - float(gains[best]), 0.0)
        t = np.sqrt(gains[best] * freedom / rest) if rest > 0.0 else np.inf
        if 2.0 * stdtr(freedom, -t) * len(names) > FALSE_ALARM:
            break
        taken.append(best)
        direction = columns[:, best] / np.sqrt(norms[best])
        left = left - direction * (direction @ left)
        columns = columns - np.outer(direction, direction @ columns)
    return [names[place] for place in taken]


def sure_way(share: float) -> int:
    """Return 1 where so large a share of draws says that something is so, −1 where it says the contrary, else 0."""
    return (share >= SURE) - (share <= 1.0 - SURE)
