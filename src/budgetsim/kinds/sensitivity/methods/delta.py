"""Borgonovo's delta: how far knowing a factor shifts the distribution of an outcome, whatever its shape."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.sensitivity.calls import Index, indices, salib_seed
from budgetsim.kinds.sensitivity.design import (
    DIGITS,
    Design,
    Given,
    classes_of,
    classes_of_factors,
    of_chance,
    quantile,
    with_dummy,
)
from budgetsim.numerics import Array

RESAMPLES = 50
"""Resamples, each with hundreds of densities: the width of an interval is known to 10 %."""
GRID = 256
"""Places between the least and the largest outcome at which densities are compared."""
ATOM = 0.02
"""Share of points with one value from which that value has a probability of its own, apart from any density."""
MOST_CLASSES = 48
NARROW = 0.5
"""Least width of a kernel, in steps of the grid."""
FORBIDDEN_ENDS = ("_raw", "_balanced", "_step", "_conf")
"""Ends of names that SALib's delta refuses, since its results have them; two parameters end in ``_step``."""


class Delta(Given):
    """How far knowing a factor shifts the distribution of an outcome (Borgonovo 2007; Plischke et al. 2013).

    Half the distance between the distributions with and without knowing the factor, a mean over classes of its
    values. It is computed here: SALib leaves out classes in which the outcome is constant, so that a factor that
    decides everything comes last, its densities may differ by more than all, and its value rests on one resample.
    """

    name, analyser = "delta", "SALib.analyze.delta"
    main = "delta"

    def problem(self, design: Design) -> dict[str, Any]:
        """As ``Method.problem``, with names that SALib takes."""
        asked = super().problem(design)
        asked["names"] = [f"{name}_" if name.endswith(FORBIDDEN_ENDS) else name for name in asked["names"]]
        return asked

    def arguments(self, design: Design) -> dict[str, Any]:
        """As ``Method.arguments``."""
        return {**super().arguments(design), "num_resamples": RESAMPLES, "method": "delta"}

    def is_slow(self, design: Design) -> bool:
        """Always."""
        del design
        return True

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return delta, and what a factor that does not exist reaches."""
        problem, count = design.problem, class_count(len(y))
        classes = classes_of_factors(design, count)
        most = max([count, *(len(problem.scale(name).places) for name in problem.names)])
        dummy = with_dummy(design)
        classes.append(classes_of(dummy.problem.scale("dummy"), dummy.sample[:, 0], most))
        value, half = _corrected(classes, y, design.seed)
        *made, nothing = indices("delta", [*problem.names, "dummy"], value, half)
        return [*made, of_chance(nothing)]


def class_count(points: int) -> int:
    """Return the number of classes for so many points, as Plischke et al. 2013 choose it."""
    power = 2.0 / (7.0 + np.tanh((1500.0 - points) / 500.0))
    return int(min(np.ceil(points**power), MOST_CLASSES))


def shifts(classes: list[NDArray[np.intp]], y: Array, atoms: NDArray[np.intp]) -> Array:
    """Return delta of every factor from the classes of its values, each 0 to 1.

    One less the mean overlap of the distributions: of the probabilities of values that many points share, and of the
    density of the rest. ``atoms`` numbers the former and is -1 for the rest. Both densities of a comparison have the
    kernel width of the class: one kernel can only bring distributions closer, two of them would make a difference.
    """
    step = max(float(np.ptp(y)), np.finfo(float).tiny) / (GRID - 1)
    cells, rest = np.rint((y - y.min()) / step).astype(np.intp), atoms < 0
    whole, shares = _counts(cells[rest]) / len(y), _shares(atoms)
    deltas = []
    for members in classes:
        kept = 0.0
        for level in np.unique(members):
            here = members == level
            inside = y[here & rest]
            width = float(inside.std(ddof=1)) * (0.75 * len(inside)) ** -0.2 if len(inside) > 1 else 0.0
            part = _counts(cells[here & rest]) / here.sum()
            both = (_smooth(density, width / step) for density in (whole, part))
            overlap = np.minimum(*both).sum() + np.minimum(shares, _shares(atoms[here], atoms)).sum()
            kept += float(here.mean()) * float(overlap)
        deltas.append(min(max(1.0 - kept, 0.0), 1.0))
    return np.array(deltas)


def atoms_of(y: Array) -> NDArray[np.intp]:
    """Return the number of the value that each point shares with many others; -1 where it does with few or none."""
    width = max(float(np.ptp(y)), np.finfo(float).tiny)
    _, back, counts = np.unique(
        np.round((y - y.min()) / width, DIGITS), return_inverse=True, return_counts=True
    )
    return np.where(counts[back] >= max(3.0, ATOM * len(y)), back, -1)


def _shares(atoms: NDArray[np.intp], of: NDArray[np.intp] | None = None) -> Array:
    """Return the shares of points that have each value that many share; ``of`` holds all of these values."""
    every = atoms if of is None else of
    counts = np.bincount(atoms[atoms >= 0], minlength=int(every.max()) + 1)
    return np.asarray(counts / len(atoms))


def _corrected(classes: list[NDArray[np.intp]], y: Array, seed: int) -> tuple[Array, Array]:
    """Return delta less the bias that resamples show (Plischke et al. 2013), and the halves of intervals."""
    rng, atoms = np.random.default_rng(salib_seed(seed)), atoms_of(y)
    estimate = shifts(classes, y, atoms)
    drawn = []
    for _ in range(RESAMPLES):
        rows = rng.integers(len(y), size=len(y))
        drawn.append(shifts([members[rows] for members in classes], y[rows], atoms[rows]))
    value = np.clip(2.0 * estimate - np.mean(drawn, axis=0), 0.0, 1.0)
    return value, np.asarray(quantile() * np.std(drawn, axis=0, ddof=1))


def _counts(cells: NDArray[np.intp]) -> Array:
    return np.bincount(cells, minlength=GRID).astype(np.float64)


def _smooth(density: Array, width: float) -> Array:
    """Return a density on the grid under a Gaussian kernel, reflected at the ends, so that nothing is lost."""
    from scipy.ndimage import gaussian_filter1d

    return np.asarray(gaussian_filter1d(density, max(width, NARROW), mode="reflect"))
