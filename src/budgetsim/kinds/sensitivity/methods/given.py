"""Methods that take any points, and so the same runs; and a factor that does not exist, to show what chance gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.sensitivity.calls import Index, salib_seed
from budgetsim.kinds.sensitivity.design import Design, Method
from budgetsim.kinds.sensitivity.problem import Problem, Scale
from budgetsim.numerics import Array

CHANCE = "chance"
"""Kind of the index of a factor that does not exist: what a factor reaches by chance alone."""
DUMMY = Problem(("dummy",))


class Given(Method):
    """A method for any points; at least ten in each of ten slices, usually two hundred.

    SALib's Latin hypercube comes in random order, so that its first points are a random sample.
    """

    kind, sampler, takes_points = "latin_hypercube", "SALib.sample.latin", True
    usual_samples, fewest_samples = 2048, 100

    def cost(self, design: Design) -> tuple[int, str]:
        """Return N."""
        return design.samples, ""


def classes_of(scale: Scale, shares: Array, count: int) -> NDArray[np.intp]:
    """Return the class of each point: the value of a factor that has a few, else one of ``count`` equal parts."""
    if scale.places:
        return scale.levels(shares)
    ranks = np.argsort(np.argsort(shares, kind="stable"), kind="stable")
    return np.asarray(ranks * count // len(shares))


def with_dummy(design: Design) -> Design:
    """Return the design of one column, as evenly spread as the factors', that nothing depends on.

    As in Khorashadi Zadeh et al. 2017.
    """
    rng = np.random.default_rng([salib_seed(design.seed), len(design.problem.names)])
    column = (rng.permutation(design.points) + 0.5) / design.points
    return replace(design, problem=DUMMY, given=column[:, None])


def of_chance(dummy: Index) -> Index:
    """Return the index of the column that does not exist as what chance reaches."""
    return replace(dummy, kind=CHANCE, subject="")
