"""Descents from start after start, until the two best of them agree or no more are allowed.

Two descents that agree are no proof: they may share a dead end. So several are made before anybody looks, the best
points of the whole ranges first, and it is the two *best* that must agree, in what they reach and in where they end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array
from budgetsim.studies.calibrate.evaluate import Evaluator
from budgetsim.studies.calibrate.identify import NOTHING, UNIFORM_SD
from budgetsim.studies.calibrate.inference import infer
from budgetsim.studies.calibrate.problem import Problem
from budgetsim.studies.calibrate.search import (
    STEP,
    TYPICAL,
    Descent,
    descend,
    jacobian,
    least_starts,
    look_around,
)

STEP_IN_ERRORS = 0.5
"""Step of the last derivatives in standard errors of the parameter: the neighbourhood in which intervals lie."""
NARROWEST, WIDEST = 2e-3, 0.05
"""Ends of that step as shares of a range."""
AGREEMENT = 0.5
"""Descents agree in their parameters if none of those that the moments see is further apart than this many of its
standard errors (assumed)."""
SAME_FIT = 0.25
"""Descents agree in what they reach if their criteria differ by less: of squared standard errors of moments, far less
than chance moves it (assumed)."""
SAME_PART = 0.01
"""Or by less than this part of the criterion, where no parameters fit."""
Status = Literal["converged", "one start", "parted", "unsettled"]


@dataclass(frozen=True)
class Search:
    """What the descents came to.

    Attributes
    ----------
    descents
        In the order of their starts; the two best are refined with finer steps.
    best
        The best of them.
    rival
        The second best; ``None`` from a single start.
    steps
        Finer steps of derivatives at the best, shares of the ranges, (parameter,).
    errors
        Standard errors at the best, shares of the ranges, (parameter,).
    agreeing
        How many descents ended where the best did, itself included.
    status
        ``converged``: the two best agree; ``parted``: they do not; ``unsettled``: the best had not come to an end;
        ``one start``: nobody can know.
    """

    descents: tuple[Descent, ...]
    best: Descent
    rival: Descent | None
    steps: Array
    errors: Array
    agreeing: int
    status: Status

    @property
    def is_converged(self) -> bool:
        """Whether the estimates are those of a search that converged."""
        return self.status == "converged"

    @property
    def apart(self) -> Array:
        """Distance of the rival from the best in standard errors, (parameter,); NaN where the moments see nothing."""
        if self.rival is None:
            return np.full(len(self.errors), np.nan)
        return np.where(
            _seen(self.errors), np.abs(self.rival.shares - self.best.shares) / scale(self.errors), np.nan
        )


@dataclass
class _Course:
    """The descents so far, and those that were refined."""

    problem: Problem
    evaluate: Evaluator
    ended: list[Descent] = field(default_factory=list)
    refined: dict[int, tuple[Descent, Array, Array]] = field(default_factory=dict)
    """By number of the descent: where it ended with finer steps, these steps, and standard errors there."""

    def refine(self, number: int) -> Descent:
        """Go on from where a descent ended with steps of the size of standard errors; return the better end."""
        if number not in self.refined:
            rough = self.ended[number]
            self.evaluate.stage = f"refined descent {number + 1}"
            errors = self._errors(rough.shares)
            steps = np.clip(STEP_IN_ERRORS * scale(errors), NARROWEST, WIDEST)
            found = descend(self.problem, self.evaluate, rough.shares, steps, self.problem.target.rounds)
            self.refined[number] = (found if found.criterion <= rough.criterion else rough, steps, errors)
        return self.refined[number][0]

    def _errors(self, shares: Array) -> Array:
        problem, wide, own = self.problem, np.full(len(shares), STEP), slice(0, self.problem.fitted)
        gap = problem.data[own] - self.evaluate.moments(shares)[0][own]
        slopes = jacobian(problem, self.evaluate, shares, wide)
        found = infer(shares, slopes, problem.root_weights, problem.covariance[own, own], gap)
        return np.where(np.isnan(found.errors), found.beyond, found.errors)

    def look(self) -> Search:
        """Return what the descents so far come to."""
        order = np.argsort([one.criterion for one in self.ended], kind="stable")[:2]
        ends = {int(number): self.refine(int(number)) for number in order}
        best = min(ends, key=lambda number: ends[number].criterion)
        rival = next((number for number in ends if number != best), None)
        _, steps, errors = self.refined[best]
        every = tuple(ends.get(number, one) for number, one in enumerate(self.ended))
        agreeing = sum(is_near(one, ends[best], errors) for one in every)
        status: Status = "parted"
        if rival is None:
            status = "one start"
        elif not ends[best].is_converged:
            status = "unsettled"
        elif is_near(ends[rival], ends[best], errors):
            status = "converged"
        return Search(
            every, ends[best], None if rival is None else ends[rival], steps, errors, agreeing, status
        )


def search(problem: Problem, evaluate: Evaluator) -> Search:
    """Go downhill from start after start until the two best descents agree, or there are no more starts."""
    course, wide = _Course(problem, evaluate), np.full(len(problem.width), STEP)
    starts = look_around(problem, evaluate)
    least = least_starts(problem.target)
    for number, start in enumerate(starts, 1):
        evaluate.stage = f"descent {number}"
        if number > least:  # another descent, its refinement, and the estimates in the end
            evaluate.expect(3 * TYPICAL * (2 * len(start) + 1))
        course.ended.append(descend(problem, evaluate, start, wide, problem.target.rounds))
        if least <= number < len(starts):
            found = course.look()
            if found.is_converged:
                return found
    return course.look()


def is_near(one: Descent, best: Descent, errors: Array) -> bool:
    """Tell whether a descent ended where the best did: the same fit, and parameters as far as they are seen."""
    same_fit = one.criterion - best.criterion <= max(SAME_FIT, SAME_PART * best.criterion)
    seen = _seen(errors)
    far = np.abs(one.shares - best.shares)[seen] > AGREEMENT * scale(errors)[seen]
    return bool(same_fit and not far.any())


def scale(errors: Array) -> Array:
    """Return standard errors in which distances are told: never nothing, and at most what knows the range alone."""
    return np.asarray(np.clip(np.where(np.isfinite(errors), errors, UNIFORM_SD), NARROWEST, UNIFORM_SD))


def _seen(errors: Array) -> NDArray[np.bool_]:
    """Tell which parameters the moments say something of."""
    return np.asarray(np.isfinite(errors) & (errors < NOTHING * UNIFORM_SD))
