"""PAWN: how far knowing a factor moves the distribution of an outcome."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.sensitivity.calls import Index, indices, salib_seed
from budgetsim.kinds.sensitivity.design import (
    Design,
    Given,
    classes_of,
    classes_of_factors,
    of_chance,
    quantile,
    with_dummy,
)
from budgetsim.numerics import Array

SLICES = 10
"""Slices of a factor's range within which PAWN looks at distributions (Pianosi & Wagener 2018 take 10)."""
RESAMPLES = 50
"""Resamples: the width of an interval is known to 10 %."""
KINDS = ("median", "maximum")


class Pawn(Given):
    """How far knowing a factor moves the distribution of an outcome (Pianosi & Wagener 2015, 2018).

    The slices of a factor of few values are its values. SALib's ten slices would mix them, and its own PAWN leaves
    out the highest. It has no intervals: here they are from a bootstrap of whole points.
    """

    name, analyser = "pawn", "SALib.analyze.pawn"
    main = "median"

    def arguments(self, design: Design) -> dict[str, Any]:
        """Return the number of slices; nothing is drawn."""
        del design
        return {"S": SLICES}

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return median and maximum over slices, and the median that a factor that does not exist reaches."""
        estimates, names = self.call(design, y), design.problem.names
        slices = classes_of_factors(design, SLICES)
        own, half = _distances(slices, y), _halves(slices, y, design.seed)
        value = np.array([estimates[kind] for kind in KINDS])
        few = [bool(design.problem.scale(name).places) for name in names]
        value[:, few] = own[:, few]
        made = [i for k, kind in enumerate(KINDS) for i in indices(kind, names, value[k], half[k])]
        dummy = with_dummy(design)
        count = max([SLICES, *(len(design.problem.scale(name).places) for name in names)])
        column = [classes_of(dummy.problem.scale("dummy"), dummy.sample[:, 0], count)]
        reached = indices("median", ("dummy",), _distances(column, y)[0], _halves(column, y, design.seed)[0])
        return [*made, of_chance(reached[0])]


def _distances(slices: list[NDArray[np.intp]], y: Array) -> Array:
    """Return median and maximum over a factor's slices of the distance to the whole, (2, factors).

    The distance is Kolmogorov and Smirnov's: the largest between two distributions.
    """
    values = np.unique(y)
    places = np.searchsorted(values, y)
    whole = np.bincount(places, minlength=len(values)).cumsum() / len(y)
    distances = np.empty((2, len(slices)))
    for k, members in enumerate(slices):
        counts = np.zeros((int(members.max()) + 1, len(values)))
        np.add.at(counts, (members, places), 1.0)
        counts = counts[counts.sum(axis=1) > 0.0]
        apart = np.abs(counts.cumsum(axis=1) / counts.sum(axis=1, keepdims=True) - whole).max(axis=1)
        distances[:, k] = np.median(apart), apart.max()
    return distances


def _halves(slices: list[NDArray[np.intp]], y: Array, seed: int) -> Array:
    rng = np.random.default_rng(salib_seed(seed))
    places = [rng.integers(len(y), size=len(y)) for _ in range(RESAMPLES)]
    drawn = [_distances([members[p] for members in slices], y[p]) for p in places]
    return np.asarray(quantile() * np.std(drawn, axis=0, ddof=1))
