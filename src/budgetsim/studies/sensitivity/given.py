"""Methods that take any points: rbd_fast, delta, pawn. All take the same Latin hypercube, and so the same runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.sensitivity.calls import Index, indices, salib_seed
from budgetsim.studies.sensitivity.method import Method, interactions, quantile
from budgetsim.studies.sensitivity.problem import Problem

if TYPE_CHECKING:
    from budgetsim.studies.sensitivity.design import Design

DENSITY_RESAMPLES = 50
"""Resamples where each takes hundreds of densities or distributions: the width of an interval is known to 10 %."""
RANDOM_BALANCE_HARMONICS = 10
"""Harmonics summed by RBD-FAST, SALib's own choice."""
SLICES = 10
"""Slices of a factor's range within which PAWN looks at distributions (Pianosi & Wagener 2018 take 10)."""
FORBIDDEN_ENDS = ("_raw", "_balanced", "_step", "_conf")
"""Ends of names that SALib's delta refuses, since its results have them; two parameters end in ``_step``."""
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
    """Share of variance of each factor alone, from waves along sorted points (Tarantola et al. 2006)."""

    name, analyser = "rbd_fast", "SALib.analyze.rbd_fast"
    main, alone = "S1", "S1"
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


class Delta(Given):
    """How far knowing a factor shifts the density of an outcome (Borgonovo 2007; Plischke et al. 2013).

    The index is the published one, which SALib calls raw; its S1 is left out: it is biased upwards.
    """

    name, analyser = "delta", "SALib.analyze.delta"
    main = "delta"
    caution = (
        "SALib's delta rests on one resample of the points: its error is about twice the interval, and a factor"
        " without any influence does not get 0 but what chance reaches."
    )

    def problem(self, design: Design) -> dict[str, Any]:
        """As ``Method.problem``, with names that SALib takes."""
        found = super().problem(design)
        found["names"] = [f"{name}_" if name.endswith(FORBIDDEN_ENDS) else name for name in found["names"]]
        return found

    def arguments(self, design: Design) -> dict[str, Any]:
        """As ``Method.arguments``."""
        return {**super().arguments(design), "num_resamples": DENSITY_RESAMPLES, "method": "delta"}

    def is_slow(self, design: Design) -> bool:
        """Always."""
        del design
        return True

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return delta, and what a factor that does not exist reaches."""
        return [*self._delta(design, y), *_of_chance(self._delta(_with_dummy(design), y))]

    def _delta(self, design: Design, y: Array) -> list[Index]:
        found = self.call(design, y)
        return indices("delta", design.problem.names, found["delta_raw"], found["delta_raw_conf"])


class Pawn(Given):
    """How far knowing a factor moves the distribution of an outcome (Pianosi & Wagener 2015, 2018).

    SALib's PAWN comes without intervals: here is a bootstrap of whole points around it.
    """

    name, analyser = "pawn", "SALib.analyze.pawn"
    main = "median"
    caution = "A factor without any influence does not get 0 but what chance reaches."

    def arguments(self, design: Design) -> dict[str, Any]:
        """Return the number of slices; nothing is drawn."""
        del design
        return {"S": SLICES}

    def is_slow(self, design: Design) -> bool:
        """Always."""
        del design
        return True

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return median and maximum over slices, and the median that a factor that does not exist reaches."""
        return [*self._pawn(design, y), *_of_chance(self._pawn(_with_dummy(design), y))]

    def _pawn(self, design: Design, y: Array) -> list[Index]:
        rng = np.random.default_rng(salib_seed(design.seed))
        places = (rng.integers(len(y), size=len(y)) for _ in range(DENSITY_RESAMPLES))
        drawn = [
            _middle_and_most(self.call(replace(design, given=design.sample[own]), y[own])) for own in places
        ]
        half = quantile() * np.std(drawn, axis=0, ddof=1)
        value, names = _middle_and_most(self.call(design, y)), design.problem.names
        kinds = ("median", "maximum")
        return [i for k, kind in enumerate(kinds) for i in indices(kind, names, value[k], half[k])]


def _middle_and_most(found: dict[str, Any]) -> Array:
    return np.array([found["median"], found["maximum"]])


def _with_dummy(design: Design) -> Design:
    """The design of one column, as evenly spread as the factors', that nothing depends on.

    As in Khorashadi Zadeh et al. 2017.
    """
    rng = np.random.default_rng([salib_seed(design.seed), len(design.problem.names)])
    column = (rng.permutation(design.points) + 0.5) / design.points
    return replace(design, problem=DUMMY, given=column[:, None])


def _of_chance(dummy: list[Index]) -> list[Index]:
    return [replace(dummy[0], kind=CHANCE, subject="")]
