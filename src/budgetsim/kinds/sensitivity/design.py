"""A method of sensitivity analysis, and a design: the points of the unit cube at which it asks the model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from math import isfinite
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.sensitivity.calls import (
    CONFIDENCE,
    LARGEST_SEED,
    Index,
    bounded,
    salib_seed,
    untouched,
)
from budgetsim.kinds.sensitivity.problem import SCALES, Problem, Scale, ScaleKind
from budgetsim.kinds.sensitivity.standing import SAME
from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.scenario_files.faults import Fault, listed, told_with_remedy
from budgetsim.studies.errors import StudyError

OutcomeKind = Literal["continuous", "few", "constant"]
MOSTLY = 0.5
"""Part of the points that share their value with others from which an outcome counts as one of few values."""
DIGITS = 9
"""Digits of the range of values to which they count as the same."""


def kind_of_outcome(y: Array) -> OutcomeKind:
    """Return the kind of an outcome, one number per point."""
    if float(np.ptp(y)) <= SAME * float(np.abs(y).max()):
        return "constant"
    shares = same_values(y)[1]
    return "few" if float(shares[shares > 1.0 / len(y)].sum()) > MOSTLY else "continuous"


def same_values(y: Array) -> tuple[Array, Array]:
    """Return the different values of an outcome, and the share of points that has each."""
    steps = np.round((y - y.min()) / max(float(np.ptp(y)), np.finfo(float).tiny), DIGITS)
    _, first, counts = np.unique(steps, return_index=True, return_counts=True)
    return y[first], counts / len(y)


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
    ``grouped`` tells whether it takes groups, ``factors`` and ``outcomes`` which kinds of them it may be used for.
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

    @abstractmethod
    def points(self, design: Design) -> int:
        """Return the number of points of a design."""

    def reckoning(self, design: Design) -> dict[str, str]:
        """Return what the words ``sensitivity-takes-`` of the number of points need; nothing if it was asked for."""
        del design
        return {}

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
        points = import_module(self.sampler).sample(self.problem(design), **self.sampling(design))
        return np.asarray(points, dtype=np.float64)

    def call(self, design: Design, y: Array) -> dict[str, Any]:
        """Return what SALib's analyser finds."""
        data = (design.sample, y) if self.takes_points else (y,)
        estimates: dict[str, Any] = import_module(self.analyser).analyze(
            self.problem(design), *data, **self.arguments(design)
        )
        return estimates

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
        about = {"least": str(least), "factors": str(factors), "usual": str(self.usual(factors))}
        return told_with_remedy("sensitivity-fault-few-samples", method=self.name, **about)

    def curves(self, design: Design) -> int:
        """Return into how many equal parts the analyser's data fall, over which indices are means."""
        del design
        return 1

    def smaller(self, design: Design) -> list[Design]:
        """Return designs made of the first points of one, each twice as large as the one before."""
        designs: list[Design] = []
        samples = design.samples // 2
        while samples >= self.fewest(len(design.problem.names)) and len(designs) < MOST_SIZES - 1:
            designs.append(design.part(samples))
            samples //= 2
        return designs[::-1]


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


@dataclass(frozen=True, eq=False)
class Design:
    """Points of a method; made by ``methods.design_of``, which checks what the method may be used for.

    ``samples`` counts base samples (sobol), trajectories (morris), points of a curve (fast) or points.
    ``second_order`` matters to sobol alone. ``given`` replaces the points that the method would sample.
    ``curves`` is the number of search curves of each factor (fast); 0 lets the method choose.

    Raises
    ------
    StudyError
        If so many samples are of no use to the method, or the seed cannot be one.
    """

    calculus: Method
    problem: Problem
    samples: int
    second_order: bool = True
    seed: int = 0
    given: Array | None = None
    curves: int = 0

    def __post_init__(self) -> None:
        message, hint = self.calculus.fault(self.samples, len(self.problem.names))
        if message and self.given is None:
            raise StudyError(str(Fault("", None, "samples", self.samples, message, hint)))
        if not 0 <= self.seed <= LARGEST_SEED:
            raise StudyError(told("sensitivity-fault-seed", largest=str(LARGEST_SEED)))

    @property
    def method(self) -> str:
        """Name of the method."""
        return self.calculus.name

    @property
    def points(self) -> int:
        """Number of points."""
        return self.calculus.points(self)

    def takes(self) -> str:
        """Return how the number of points comes about, as the beginning of a sentence about the cost."""
        reckoning = self.calculus.reckoning(self)
        if not reckoning:
            return self.method + told("fault-colon")
        return told(f"sensitivity-takes-{self.method}", **reckoning)

    @cached_property
    def sample(self) -> Array:
        """The points, (points, factors), inside the unit cube."""
        points = self.given
        if points is None:
            with untouched():
                points = self.calculus.sample(self)
        if points.shape != (self.points, len(self.problem.names)) or not np.all(
            (points >= 0.0) & (points <= 1.0)
        ):
            raise StudyError(told("sensitivity-fault-points", method=self.method))
        return points

    def analyse(self, y: Array) -> tuple[Index, ...]:
        """Return every index of one outcome; ``y`` has one finite number per point, not all the same.

        Raises
        ------
        StudyError
            If SALib finds no number for a subject.
        """
        try:
            with untouched():
                indices = tuple(self.calculus.indices(self, y))
        except (ValueError, RuntimeError) as error:
            about = {"method": self.method, "problem": str(error)}
            raise StudyError(told("sensitivity-fault-no-indices", **about)) from error
        lost = [i.subject for i in indices if i.kind == self.calculus.main and not isfinite(i.value)]
        if lost:
            raise StudyError(told("sensitivity-fault-no-index", method=self.method, factors=listed(lost)))
        return indices

    def part(self, samples: int, curves: int = 0) -> Design:
        """Return the design of the first of these points."""
        rows = self.points // self.samples * samples
        return replace(self, samples=samples, given=self.sample[:rows], curves=curves)

    def smaller(self) -> list[Design]:
        """Return designs made of the first points of this one, the smallest first."""
        return self.calculus.smaller(self)


CHANCE = "chance"
"""Kind of the index of a factor that does not exist: what a factor reaches by chance alone."""
DUMMY = Problem(("dummy",))


class Given(Method):
    """A method for any points; at least ten in each of ten slices, usually two hundred.

    SALib's Latin hypercube comes in random order, so that its first points are a random sample.
    """

    kind, sampler, takes_points = "latin_hypercube", "SALib.sample.latin", True
    usual_samples, fewest_samples = 2048, 100

    def points(self, design: Design) -> int:
        """Return N."""
        return design.samples


def classes_of(scale: Scale, shares: Array, count: int) -> NDArray[np.intp]:
    """Return the class of each point: the value of a factor that has a few, else one of ``count`` equal parts."""
    if scale.places:
        return scale.levels(shares)
    ranks = np.argsort(np.argsort(shares, kind="stable"), kind="stable")
    return np.asarray(ranks * count // len(shares))


def classes_of_factors(design: Design, count: int) -> list[NDArray[np.intp]]:
    """Return the class of each point by every factor."""
    problem = design.problem
    return [
        classes_of(problem.scale(name), design.sample[:, k], count) for k, name in enumerate(problem.names)
    ]


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
