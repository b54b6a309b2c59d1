"""A design: a method, a problem and a number of samples, and so the points of the unit cube to be simulated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.errors import StudyError
from budgetsim.studies.sensitivity.calls import LARGEST_SEED, Index, untouched
from budgetsim.studies.sensitivity.fitness import refusals
from budgetsim.studies.sensitivity.method import Method
from budgetsim.studies.sensitivity.methods import METHODS
from budgetsim.studies.sensitivity.problem import Problem

UNDEFINED = "take more samples or another method; the runs are kept"


@dataclass(frozen=True, eq=False)
class Design:
    """Points of a method.

    ``samples`` counts base samples (sobol), trajectories (morris), points of a curve (fast) or points.
    ``second_order`` matters to sobol alone. ``given`` replaces the points that the method would sample.
    ``curves`` is the number of search curves of each factor (fast); 0 lets the method choose.

    Raises
    ------
    StudyError
        If the method may not be used for these factors or groups, or so many samples are of no use to it.
    """

    method: str
    problem: Problem
    samples: int
    second_order: bool = True
    seed: int = 0
    given: Array | None = None
    curves: int = 0

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise StudyError(f"no method is called {self.method!r}; there are {', '.join(METHODS)}")
        wrong = refusals(self.method, self.problem)
        if wrong:
            raise StudyError(
                "; ".join(f"{name + ': ' if name else ''}{told}; {hint}" for name, told, hint in wrong)
            )
        message, hint = self.calculus.fault(self.samples, len(self.problem.names))
        if message and self.given is None:
            raise StudyError(f"samples = {self.samples}: {message}; {hint}")
        if not 0 <= self.seed <= LARGEST_SEED:
            raise StudyError(f"the seed of the sample must be a whole number from 0 to {LARGEST_SEED}")

    @property
    def calculus(self) -> Method:
        """What samples and computes."""
        return METHODS[self.method]

    @property
    def points(self) -> int:
        """Number of points."""
        return self.calculus.cost(self)[0]

    @property
    def told(self) -> str:
        """How the number of points comes about."""
        return self.calculus.cost(self)[1]

    @cached_property
    def sample(self) -> Array:
        """The points, (points, factors), inside the unit cube."""
        found = self.given
        if found is None:
            with untouched():
                found = self.calculus.sample(self)
        if found.shape != (self.points, len(self.problem.names)) or not np.all(
            (found >= 0.0) & (found <= 1.0)
        ):
            raise StudyError(f"{self.method} made points of another number, or outside the unit cube")
        return found

    def analyse(self, y: Array) -> tuple[Index, ...]:
        """Return every index of one outcome; ``y`` has one finite number per point, not all the same.

        Raises
        ------
        StudyError
            If SALib finds no number for a subject.
        """
        try:
            with untouched():
                found = tuple(self.calculus.indices(self, y))
        except (ValueError, RuntimeError) as error:
            raise StudyError(f"{self.method} finds no indices: {error}; {UNDEFINED}") from error
        lost = [i.subject for i in found if i.kind == self.calculus.main and not isfinite(i.value)]
        if lost:
            raise StudyError(f"{self.method} finds no index of {', '.join(lost)}; {UNDEFINED}")
        return found

    def part(self, samples: int, curves: int = 0) -> Design:
        """Return the design of the first of these points."""
        rows = self.points // self.samples * samples
        return replace(self, samples=samples, given=self.sample[:rows], curves=curves)

    def smaller(self) -> list[Design]:
        """Return designs made of the first points of this one, the smallest first."""
        return self.calculus.smaller(self)
