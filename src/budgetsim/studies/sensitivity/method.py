"""What every method of sensitivity analysis is asked: its cost, its points, its indices."""

from __future__ import annotations

from abc import ABC, abstractmethod
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.sensitivity.calls import CONFIDENCE, Index, bounded, salib_seed
from budgetsim.studies.sensitivity.outcomes import OutcomeKind
from budgetsim.studies.sensitivity.scales import SCALES, ScaleKind

if TYPE_CHECKING:
    from budgetsim.studies.sensitivity.design import Design

RESAMPLES = 100
"""Resamples of a bootstrap: the standard deviation they give is known to 7 %, enough for the width of an interval."""
FEWEST_RESAMPLES, RESAMPLED = 20, 2**21
"""With many samples fewer resamples do: SALib holds some ten arrays of samples x resamples, 2 million numbers each."""
MOST_SIZES = 6
"""Sizes at which convergence is shown."""


class Method(ABC):
    """A method.

    ``kind`` names the kind of its design: methods of one kind share runs. ``sampler`` and ``analyser`` are SALib's
    modules; ``takes_points`` tells whether the analyser wants the points beside the outcomes. ``main`` is the index
    by which subjects are ranked, ``alone`` the share of variance of each by itself, if the method has it.
    ``usual_samples`` and ``fewest_samples`` are what it takes when nothing is asked for, and what it needs at least.
    ``grouped`` tells whether it takes groups, ``factors`` and ``outcomes`` which kinds of them it may be used for;
    ``caution`` is what to know of its intervals.
    """

    name: ClassVar[str]
    kind: ClassVar[str]
    sampler: ClassVar[str]
    analyser: ClassVar[str]
    takes_points: ClassVar[bool] = False
    main: ClassVar[str]
    alone: ClassVar[str] = ""
    usual_samples: ClassVar[int]
    fewest_samples: ClassVar[int]
    grouped: ClassVar[bool] = False
    factors: ClassVar[tuple[ScaleKind, ...]] = SCALES
    outcomes: ClassVar[tuple[OutcomeKind, ...]] = ("continuous", "few")
    caution: ClassVar[str] = ""

    @abstractmethod
    def cost(self, design: Design) -> tuple[int, str]:
        """Return the number of points of a design, and how it comes about (nothing if it is what was asked for)."""

    @abstractmethod
    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return every index of one outcome; ``y`` has one finite number per point, not all the same."""

    def about(self, design: Design) -> dict[str, Any]:
        """Return what else the points depend on, for the identity of the study that simulates them."""
        del design
        return {}

    def problem(self, design: Design) -> dict[str, Any]:
        """Return the problem as SALib is told it: a new dictionary each time."""
        return design.problem.salib()

    def sampling(self, design: Design) -> dict[str, Any]:
        """Return the arguments of SALib's sampler beside the problem."""
        return {"N": design.samples, "seed": salib_seed(design.seed)}

    def arguments(self, design: Design) -> dict[str, Any]:
        """Return the arguments of SALib's analyser beside problem, points and outcomes."""
        resamples = max(FEWEST_RESAMPLES, min(RESAMPLES, RESAMPLED // design.samples))
        return {"num_resamples": resamples, "conf_level": CONFIDENCE, "seed": salib_seed(design.seed)}

    def sample(self, design: Design) -> Array:
        """Return the points, one row each, inside the unit cube."""
        found = import_module(self.sampler).sample(self.problem(design), **self.sampling(design))
        return np.asarray(found, dtype=np.float64)

    def call(self, design: Design, y: Array) -> dict[str, Any]:
        """Return what SALib's analyser finds."""
        data = (design.sample, y) if self.takes_points else (y,)
        found: dict[str, Any] = import_module(self.analyser).analyze(
            self.problem(design), *data, **self.arguments(design)
        )
        return found

    def is_slow(self, design: Design) -> bool:
        """Whether the analysis of an outcome takes many seconds, so that several processes pay."""
        del design
        return False

    def usual(self, factors: int) -> int:
        """Return the number of samples when none is asked for."""
        del factors
        return self.usual_samples

    def fewest(self, factors: int) -> int:
        """Return the smallest number of samples that gives meaningful indices."""
        del factors
        return self.fewest_samples

    def fault(self, samples: int, factors: int) -> tuple[str, str]:
        """Return what is wrong with a number of samples, and what to do; empty texts if nothing is."""
        least = self.fewest(factors)
        if samples >= least:
            return "", ""
        return (
            f"{self.name} needs at least {least} samples for {factors} factors",
            f"take {self.usual(factors)}",
        )

    def curves(self, design: Design) -> int:
        """Return into how many equal parts the analyser's data fall, over which indices are means."""
        del design
        return 1

    def smaller(self, design: Design) -> list[Design]:
        """Return designs made of the first points of one, each twice as large as the one before."""
        found: list[Design] = []
        samples = design.samples // 2
        while samples >= self.fewest(len(design.problem.names)) and len(found) < MOST_SIZES - 1:
            found.append(design.part(samples))
            samples //= 2
        return found[::-1]


def quantile(replicates: int | None = None) -> float:
    """Return the factor that makes a 95% interval of a standard deviation.

    That of the normal distribution for the spread of resamples, of t for the standard error of a mean of replicates.
    """
    from scipy.special import ndtri, stdtrit

    upper = 0.5 + CONFIDENCE / 2.0
    return float(ndtri(upper) if replicates is None else stdtrit(replicates - 1, upper))


def interactions(made: list[Index], half: float = float("nan")) -> Index:
    """Return the share of variance that no subject explains alone."""
    rest = 1.0 - sum(index.value for index in made if index.kind == "S1")
    return bounded(Index("interactions", "", rest, rest - half, rest + half))
