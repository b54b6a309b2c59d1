"""The whole way from a problem to estimates: look around, go downhill, say how sure it is, predict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.calibrate.evaluate import Evaluator
from budgetsim.studies.calibrate.identify import Identification, identify
from budgetsim.studies.calibrate.inference import Estimates, infer
from budgetsim.studies.calibrate.observe import last_year
from budgetsim.studies.calibrate.panel import Panel
from budgetsim.studies.calibrate.predict import Prediction, predict
from budgetsim.studies.calibrate.problem import FINAL_COPIES, Problem, resampled, spread_of
from budgetsim.studies.calibrate.search import (
    AGREEMENT,
    STEP,
    Descent,
    descend,
    jacobian,
    look_around,
    planned_points,
)

STEP_IN_ERRORS = 0.5
"""Step of the last derivatives in standard errors of the parameter: the neighbourhood in which intervals lie."""
NARROWEST, WIDEST = 2e-3, 0.05
"""Ends of that step as shares of a range."""


@dataclass(frozen=True)
class Solution:
    """Everything found."""

    estimates: Estimates
    identification: Identification
    simulated: Array
    """Moments at the estimates, means over the copies of the search, (moment,)."""
    criterion: float
    descents: tuple[Descent, ...]
    """The ways downhill from the starts, in their order."""
    final: Descent
    """The last one, from the best of them with finer steps."""
    covariance: Array
    """Of observed less simulated moments, (moment, moment)."""
    prediction: Prediction | None

    @property
    def agreeing(self) -> int:
        """How many descents ended where the final one did."""
        scale = np.where(np.isfinite(self.estimates.errors), self.estimates.errors, 1.0)
        near = AGREEMENT * np.maximum(scale, NARROWEST)
        return sum(bool(np.all(np.abs(d.shares - self.final.shares) <= near)) for d in self.descents)


def solve(problem: Problem, evaluate: Evaluator) -> Solution:
    """Estimate the parameters."""
    evaluate.planned = planned_points(problem) * len(problem.seeds(len(problem.panel)))
    rounds, wide = problem.target.rounds, np.full(len(problem.width), STEP)
    descents = []
    for number, start in enumerate(look_around(problem, evaluate), 1):
        evaluate.stage = f"descent {number}"
        descents.append(descend(problem, evaluate, start, wide, rounds))
    best = min(descents, key=lambda descent: descent.criterion)
    steps = _fine_steps(problem, evaluate, best.shares)
    evaluate.stage = "last descent"
    final = descend(problem, evaluate, best.shares, steps, rounds)
    if final.criterion > best.criterion:
        final = best
    evaluate.stage = "estimates"
    simulated = evaluate.moments(final.shares)[0]
    covariance = problem.covariance + _simulation(problem, evaluate, final.shares)
    estimates = _infer(problem, evaluate, final.shares, steps, simulated, covariance)
    identification = identify(estimates, np.sqrt(np.diag(covariance))[: problem.fitted])
    prediction = None
    if problem.target.hold_out is not None:
        prediction = predict(problem, evaluate, estimates, _last_spread(problem))
    return Solution(
        estimates,
        identification,
        simulated,
        final.criterion,
        tuple(descents),
        final,
        covariance,
        prediction,
    )


def _infer(  # noqa: PLR0913 - what estimates depend on
    problem: Problem, evaluate: Evaluator, shares: Array, steps: Array, simulated: Array, covariance: Array
) -> Estimates:
    own = slice(0, problem.fitted)
    return infer(
        shares,
        jacobian(problem, evaluate, shares, steps),
        problem.root_weights,
        covariance[own, own],
        problem.data[own] - simulated[own],
    )


def _fine_steps(problem: Problem, evaluate: Evaluator, shares: Array) -> Array:
    """Return steps of the size of standard errors, from a first round of them."""
    evaluate.stage = "steps"
    wide = np.full(len(shares), STEP)
    first = _infer(problem, evaluate, shares, wide, evaluate.moments(shares)[0], problem.covariance)
    errors = np.where(np.isfinite(first.errors), first.errors, STEP / STEP_IN_ERRORS)
    return np.asarray(np.clip(STEP_IN_ERRORS * errors, NARROWEST, WIDEST))


def _simulation(problem: Problem, evaluate: Evaluator, shares: Array) -> Array:
    """Return the variance that simulation adds to moments: that between copies, over the number of copies."""
    copies = evaluate.copies(shares, FINAL_COPIES)[0]
    filled = np.where(np.isfinite(copies), copies, 0.0)
    return np.atleast_2d(np.cov(filled.T)) / problem.target.copies


def _last_spread(problem: Problem) -> Array:
    """Return standard errors of the held-out year's moments, from resampled units."""

    def measured(panel: Panel) -> Array:
        return last_year(panel, problem.moments)

    whole = problem.whole
    return spread_of(
        resampled(whole.panel, whole.groups, measured, problem.target.bootstrap, problem.target.seed)
    )
