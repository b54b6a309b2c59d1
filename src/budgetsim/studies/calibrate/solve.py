"""The whole way from a problem to estimates: look around, go downhill, say how sure it is, predict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.calibrate.converge import Search, search
from budgetsim.studies.calibrate.evaluate import Evaluator
from budgetsim.studies.calibrate.identify import Identification, identify
from budgetsim.studies.calibrate.inference import Estimates, infer
from budgetsim.studies.calibrate.observe import last_year
from budgetsim.studies.calibrate.panel import Panel
from budgetsim.studies.calibrate.predict import Prediction, predict
from budgetsim.studies.calibrate.problem import FINAL_COPIES, Problem, resampled, spread_of
from budgetsim.studies.calibrate.search import jacobian, planned_runs


@dataclass(frozen=True)
class Solution:
    """Everything found."""

    estimates: Estimates
    identification: Identification
    simulated: Array
    """Moments at the estimates, means over the copies of the search, (moment,)."""
    search: Search
    """The ways downhill, and whether the best of them agree."""
    covariance: Array
    """Of observed less simulated moments, (moment, moment)."""
    prediction: Prediction | None


def solve(problem: Problem, evaluate: Evaluator) -> Solution:
    """Estimate the parameters."""
    evaluate.planned, _ = planned_runs(problem)
    found = search(problem, evaluate)
    shares = found.best.shares
    evaluate.stage = "estimates"
    simulated = evaluate.moments(shares)[0]
    covariance = problem.covariance + _simulation(problem, evaluate, shares)
    own = slice(0, problem.fitted)
    estimates = infer(
        shares,
        jacobian(problem, evaluate, shares, found.steps, last=True),
        problem.root_weights,
        covariance[own, own],
        problem.data[own] - simulated[own],
        problem.weighting.groups,
    )
    identification = identify(estimates, np.sqrt(np.diag(covariance))[own], converged=found.is_converged)
    prediction = None
    if problem.target.hold_out is not None:
        prediction = predict(problem, evaluate, estimates, _last_spread(problem))
    return Solution(estimates, identification, simulated, found, covariance, prediction)


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
