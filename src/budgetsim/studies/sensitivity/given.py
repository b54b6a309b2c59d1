"""Methods that take any points, and so the same runs: rbd_fast here, delta and pawn in files of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.sensitivity.calls import Index, indices, salib_seed
from budgetsim.studies.sensitivity.method import Method, interactions
from budgetsim.studies.sensitivity.outcomes import OutcomeKind
from budgetsim.studies.sensitivity.problem import Problem
from budgetsim.studies.sensitivity.scales import Scale, ScaleKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from budgetsim.studies.sensitivity.design import Design

RANDOM_BALANCE_HARMONICS = 10
"""Harmonics summed by RBD-FAST, SALib's own choice."""
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


class RbdFast(Given):
    """Share of variance of each factor alone, from waves along sorted points (Tarantola et al. 2006).

    Ten harmonics hold 4 % too little of a step, as FAST's four hold a tenth too little.
    """

    name, analyser = "rbd_fast", "SALib.analyze.rbd_fast"
    main, alone = "S1", "S1"
    factors: ClassVar[tuple[ScaleKind, ...]] = ("continuous",)
    outcomes: ClassVar[tuple[OutcomeKind, ...]] = ("continuous",)
    caution = (
        "SALib resamples half of the points, so these intervals are about 1.4 times as wide as they need be."
    )

    def arguments(self, design: Design) -> dict[str, Any]:
        """As ``Method.arguments``."""
        return {**super().arguments(design), "M": RANDOM_BALANCE_HARMONICS}

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return S1, corrected for bias, and what they leave to interactions."""
        found = self.call(design, y)
        made = indices("S1", design.problem.names, found["S1"], found["S1_conf"])
        return [*made, interactions(made)]


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
