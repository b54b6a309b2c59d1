"""Steps of the search: a cheap look at the whole ranges, and one way downhill by nonlinear least squares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.calibrate.evaluate import Evaluator, mean_over_copies
from budgetsim.studies.calibrate.problem import FINAL_COPIES, Problem
from budgetsim.studies.calibrate.target import Target
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


@dataclass(frozen=True)
class Descent:
    """One way downhill: where it ended (shares of the ranges), the criterion there, and whether it had converged."""

    shares: Array
    criterion: float
    is_converged: bool


def least_starts(target: Target) -> int:
    """Return from how many starts the search goes downhill in any case."""
    return min(target.starts, FEWEST, MORE + len(target.factors))


def screening_copies(target: Target) -> int:
    """Return how many copies the first look at the whole ranges takes."""
    return min(target.copies, SCREENING)


def planned_runs(problem: Problem) -> tuple[int, int]:
    """Return how many runs a calibration takes, prediction included: if the best descents agree soon, and at most."""
    target, wide = problem.target, 2 * len(problem.target.factors) + 1
    per_copy = len(problem.seeds(len(problem.panel))) // target.copies
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
    base = problem.target.base
    values = [getattr(getattr(base, f.key.partition(".")[0]), f.name) for f in problem.target.factors]
    return np.array(values, dtype=np.float64)


def descend(problem: Problem, evaluate: Evaluator, start: Array, steps: Array, rounds: int) -> Descent:
    """Go downhill from a point by trust-region least squares inside the ranges (``scipy.optimize.least_squares``).

    ``steps`` are those of the derivatives, shares of the ranges, (parameter,).
    """
    from scipy.optimize import least_squares

    inside = np.clip(start, 1e-6, 1.0 - 1e-6)
    found = least_squares(
        lambda shares: residuals(problem, evaluate.moments(shares))[0],
        inside,
        jac=lambda shares: problem.root_weights @ jacobian(problem, evaluate, shares, steps),
        bounds=(0.0, 1.0),
        max_nfev=rounds,
        ftol=TOLERANCE,
        xtol=TOLERANCE,
        gtol=None,
    )
    return Descent(np.asarray(found.x), float(2.0 * found.cost), bool(found.status > 0))


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
    found = mean_over_copies(evaluate.copies(points, LAST)) if last else evaluate.moments(points)
    moments = found[:, : problem.fitted]
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
