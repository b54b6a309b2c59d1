"""Where a simulated value is highest: a grid over the whole range, then the top of the curve between its points."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.polynomial import Chebyshev
from scipy.optimize import bisect, brentq

from budgetsim.numerics import Array

Value = Callable[[Array], Array]

GRID = 201
"""Points of the global grid: a step of half a hundredth of the range."""
NODES, DEGREE = 9, 4
"""Values around the top, and the degree of the curve through them.

Rounding makes values near a flat top equal long before the place is known to 1e-6; a curve through values at some
distance from the top knows its place to a dozen digits. A quartic over a hundredth of the range leaves nothing of a
smooth curve out that a tolerance of 1e-6 could see.
"""

SMALLEST, RELATIVE = 1e-300, 1e-14
"""Precision of a place: relative alone, since some limits have outputs of a billionth and others of a billion."""


def highest(value: Value, low: float, high: float, *, points: int = GRID, zooms: int = 0) -> float:
    """Return the place in [low, high] where a value is highest.

    Parameters
    ----------
    value
        From places (n,) to simulated values (n,), in one batch.
    low, high
        Range of the search; a value that rises to an end has its top there.
    points
        Points of the grid.
    zooms
        Further grids, each between the neighbours of the last grid's best point, for values that are not smooth over
        the whole range.
    """
    for _ in range(zooms + 1):
        grid = np.linspace(low, high, points)
        best = int(np.argmax(value(grid)))
        low, high = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, points - 1)])
    nodes = np.linspace(low, high, NODES)
    slope = Chebyshev.fit(nodes, value(nodes), DEGREE, domain=[low, high]).deriv()
    return turning_point(lambda place: float(slope(place)), low, high)


def turning_point(slope: Callable[[float], float], low: float, high: float) -> float:
    """Return the place where a falling slope is 0; an end of the range where it does not change its sign."""
    if slope(low) <= 0.0:
        return low
    if slope(high) >= 0.0:
        return high
    return float(brentq(slope, low, high, xtol=SMALLEST, rtol=RELATIVE))


PAIR_GRID, COARSE = 41, 5
"""Points of the grid over each place of a pair, and of the second place in its turn.

The second place may hardly touch the value; far apart, values still differ.
"""
ROUNDS, SETTLED = 20, 1e-9
"""Turns at most, and the change of both places below which the search has come to rest."""


def highest_pair(value: Callable[[Array, Array], Array]) -> tuple[float, float]:
    """Return the pair in [0, 1]² where a value is highest: a grid over both, then one after the other in turn.

    ``value`` takes two arrays (n,) of the same length. Each turn searches the whole range of one place anew.
    """
    axis = np.linspace(0.0, 1.0, PAIR_GRID)
    firsts, seconds = (side.ravel() for side in np.meshgrid(axis, axis, indexing="ij"))
    best = int(np.argmax(value(firsts, seconds)))
    first, second = float(firsts[best]), float(seconds[best])
    for _ in range(ROUNDS):
        before = first, second
        first = highest(partial(_swapped, value, second), 0.0, 1.0)
        second = highest(partial(_along, value, first), 0.0, 1.0, points=COARSE)
        if max(abs(first - before[0]), abs(second - before[1])) < SETTLED:
            break
    return first, second


def _along(value: Callable[[Array, Array], Array], first: float, seconds: Array) -> Array:
    return value(np.full_like(seconds, first), seconds)


def _swapped(value: Callable[[Array, Array], Array], second: float, firsts: Array) -> Array:
    return value(firsts, np.full_like(firsts, second))


def end_of_range(inside: Callable[[float], bool], within: float, beyond: float) -> float:
    """Return the place between ``within`` and ``beyond`` where ``inside`` ceases to be true."""
    return float(
        bisect(lambda place: 1.0 if inside(place) else -1.0, within, beyond, xtol=SMALLEST, rtol=RELATIVE)
    )
