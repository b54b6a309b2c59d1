"""The search: a cheap look at the whole ranges, then ways downhill from start after start until the two best agree.

Two descents that agree are no proof: they may share a dead end. So several are made before anybody looks, the best
points of the whole ranges first, and it is the two *best* that must agree, in what they reach and in where they end.
A descent is nonlinear least squares.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.calibrate.evaluate import Evaluator, mean_over_copies
from budgetsim.kinds.calibrate.inference import NOTHING, UNIFORM_SD, infer
from budgetsim.kinds.calibrate.problem import FINAL_COPIES, Problem
from budgetsim.kinds.calibrate.target import Target
from budgetsim.numerics import Array
from budgetsim.studies.errors import StudyError

STEP = 0.02
"""Step of derivatives in the search, as a share of each range: wide enough for what jumps in simulated moments
(shares, quantiles), narrow against the bend of the others (assumed)."""
APART = 0.15
"""Distance that starts keep from each other, as a share of the diagonal of the ranges (assumed)."""
TOLERANCE = 1e-4
"""Relative change of the criterion or of the parameters below which the search ends: far below a standard error."""
COPIES = 25
"""Simulated panels of each draw of the estimates in a prediction: the chance of worlds and units (assumed)."""
TYPICAL = 8
"""Steps that a descent usually takes, for the progress line."""
SCREENING = 3
"""Copies with which the first look at the whole ranges makes do: it only ranks places to start from."""
LAST = 30
"""Fresh copies behind the last derivatives: those of a few copies would make standard errors a matter of luck."""
FEWEST, MORE = 5, 2
"""Descents before anybody asks whether the best two agree: so many more than parameters, and five at most (assumed)."""
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
class Descent:
    """One way downhill: where it ended (shares of the ranges), the criterion there, and whether it had converged."""

    shares: Array
    criterion: float
    is_converged: bool


def least_starts(target: Target) -> int:
    """Return from how many starts the search goes downhill in any case."""
    return min(target.starts, FEWEST, MORE + len(target.parameters))


def screening_copies(target: Target) -> int:
    """Return how many copies the first look at the whole ranges takes."""
    return min(target.copies, SCREENING)


def planned_runs(problem: Problem) -> tuple[int, int]:
    """Return how many runs a calibration takes, prediction included: if the best descents agree soon, and at most."""
    target, wide = problem.target, 2 * len(problem.target.parameters) + 1
    per_copy = len(problem.seeds) // target.copies
    fixed = (target.search + 1) * screening_copies(target) + FINAL_COPIES + LAST * (wide - 1)
    fixed += 0 if target.hold_out is None else target.draws * COPIES
    usual = (least_starts(target) + 2) * min(TYPICAL, target.rounds) * wide * target.copies
    most = 2 * target.starts * target.rounds * wide * target.copies
    return per_copy * (fixed + usual), per_copy * (fixed + most)


def residuals(problem: Problem, moments: Array) -> Array:
    """Return weighted distances of simulated from observed moments, R (m(θ) − m); (…, fitted moment)."""
    gap = moments[..., : problem.fitted] - problem.data[: problem.fitted]
    return np.asarray(gap @ problem.root_weights.T)


def criterion(problem: Problem, moments: Array) -> Array:
    """Return what is minimised, (m(θ) − m)' W (m(θ) − m)."""
    return np.asarray((residuals(problem, moments) ** 2).sum(axis=-1))


def look_around(problem: Problem, evaluate: Evaluator) -> list[Array]:
    """Return the starts of the descents: the best points of a Latin hypercube and the base itself, apart.

    Raises
    ------
    StudyError
        If a fitted moment is undefined wherever one looks.
    """
    from scipy.stats import qmc

    evaluate.stage = "search"
    seed = np.random.SeedSequence(problem.target.seed, spawn_key=(1,))
    cube = qmc.LatinHypercube(len(problem.width), rng=np.random.default_rng(seed))
    points = cube.random(problem.target.search)
    base = (base_values(problem) - problem.lower) / problem.width
    if np.all((base >= 0.0) & (base <= 1.0)):
        points = np.vstack([base, points])
    values = criterion(problem, evaluate.screened(points, screening_copies(problem.target)))
    # Where a fitted moment is undefined nobody can start.
    points, values = points[np.isfinite(values)], values[np.isfinite(values)]
    if not len(points):
        raise StudyError(evaluate.undefined)
    return _apart(points[np.argsort(values, kind="stable")], problem.target.starts)


def base_values(problem: Problem) -> Array:
    """Return the values that the base scenario has, (parameter,)."""
    base = problem.target.scenario
    values = [getattr(getattr(base, f.key.partition(".")[0]), f.name) for f in problem.target.parameters]
    return np.array(values, dtype=np.float64)


def descend(problem: Problem, evaluate: Evaluator, start: Array, steps: Array, rounds: int) -> Descent:
    """Go downhill from a point by trust-region least squares inside the ranges (``scipy.optimize.least_squares``).

    ``steps`` are those of the derivatives, shares of the ranges, (parameter,).
    """
    from scipy.optimize import least_squares

    inside = np.clip(start, 1e-6, 1.0 - 1e-6)
    fit = least_squares(
        lambda shares: residuals(problem, evaluate.moments(shares))[0],
        inside,
        jac=lambda shares: problem.root_weights @ jacobian(problem, evaluate, shares, steps),
        bounds=(0.0, 1.0),
        max_nfev=rounds,
        ftol=TOLERANCE,
        xtol=TOLERANCE,
        gtol=None,
    )
    return Descent(np.asarray(fit.x), float(2.0 * fit.cost), bool(fit.status > 0))


def jacobian(
    problem: Problem, evaluate: Evaluator, shares: Array, steps: Array, *, last: bool = False
) -> Array:
    """Return derivatives of the fitted moments by shares of the ranges, (moment, parameter): one batch of points.

    Central differences under common random numbers; at the end of a range to the inner side alone. The ``last`` ones
    are means over more copies.
    """
    count = len(shares)
    up = np.clip(shares + np.diag(steps), 0.0, 1.0)
    down = np.clip(shares - np.diag(steps), 0.0, 1.0)
    points = np.vstack([up, down])
    values = mean_over_copies(evaluate.copies(points, LAST)) if last else evaluate.moments(points)
    moments = values[:, : problem.fitted]
    width = np.diag(up) - np.diag(down)
    return np.asarray(((moments[:count] - moments[count:]) / width[:, None]).T)


def _apart(points: Array, count: int) -> list[Array]:
    """Return the first points that are not too near an earlier one; near ones only if there are no others."""
    least = APART * np.sqrt(points.shape[1])
    chosen: list[Array] = []
    for point in points:
        if all(np.linalg.norm(point - other) >= least for other in chosen):
            chosen.append(point)
        if len(chosen) == count:
            break
    return chosen


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
            descent = descend(self.problem, self.evaluate, rough.shares, steps, self.problem.target.rounds)
            self.refined[number] = (descent if descent.criterion <= rough.criterion else rough, steps, errors)
        return self.refined[number][0]

    def _errors(self, shares: Array) -> Array:
        problem, wide, fitted = self.problem, np.full(len(shares), STEP), slice(0, self.problem.fitted)
        gap = problem.data[fitted] - self.evaluate.moments(shares)[0][fitted]
        slopes = jacobian(problem, self.evaluate, shares, wide)
        estimates = infer(shares, slopes, problem.root_weights, problem.covariance[fitted, fitted], gap)
        return np.where(np.isnan(estimates.errors), estimates.beyond, estimates.errors)

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
            result = course.look()
            if result.is_converged:
                return result
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
