"""From a question to its answer: look around, go downhill, say how sure it is, predict; and what that costs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from budgetsim.kinds.calibrate.answer import Calibration, Solution, calibration_of
from budgetsim.kinds.calibrate.calibrated import CALIBRATED, calibrated_toml, drawn_toml
from budgetsim.kinds.calibrate.check import moments_of
from budgetsim.kinds.calibrate.evaluate import Evaluator, last_year
from budgetsim.kinds.calibrate.inference import identify, infer
from budgetsim.kinds.calibrate.own import DRAWN, POSTERIOR, drawn_scenario, own_posterior
from budgetsim.kinds.calibrate.predict import predict
from budgetsim.kinds.calibrate.problem import FINAL_COPIES, Problem, resampled, spread_of
from budgetsim.kinds.calibrate.question import Question
from budgetsim.kinds.calibrate.search import criterion, jacobian, planned_runs, search
from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.posterior.file import parquet_bytes
from budgetsim.studies.cost import Cost, Work, work_like
from budgetsim.studies.executors import Workers
from budgetsim.studies.files import csv_bytes, in_words, write_whole
from budgetsim.studies.kind import Adaptive, Steps
from budgetsim.studies.panel_data import Panel
from budgetsim.studies.runner import Progress

EVALUATED, SCENARIO = "evaluations.csv", f"{CALIBRATED}.toml"
"""Every candidate that was tried; the base with the estimates."""
BYTES_PER_MOMENT, BYTES_PER_FILE, POINTS_PER_FILE = 9.0, 500.0, 2.0


def steps(question: Question) -> Steps[Any]:
    """Estimate the parameters; or only say what the panel yields, as ``PanelMoments``."""
    problem = question.problem
    if question.check:
        return moments_of(problem)

    def solved(directory: Path, workers: Workers, progress: Progress | None) -> Calibration:
        evaluator = Evaluator(problem, directory, workers, progress)
        solution = solve(problem, evaluator)
        answer = calibration_of(problem, solution)
        (best,) = problem.scenarios(solution.estimates.shares[None])
        scenario = calibrated_toml(answer, question, best, directory)
        with in_words(directory, "answer"):
            write_whole(directory / EVALUATED, _evaluations(problem, evaluator))
            write_whole(directory / SCENARIO, scenario.encode())
            if answer.draws is not None:
                drawn = drawn_toml(answer, question, drawn_scenario(question, best), directory)
                write_whole(directory / DRAWN, drawn.encode())
                posterior = own_posterior(problem, solution.estimates, answer.draws.widened)
                write_whole(directory / POSTERIOR, parquet_bytes(posterior))
        return answer

    answer: Calibration = yield Adaptive(solved)
    return answer


def solve(problem: Problem, evaluate: Evaluator) -> Solution:
    """Estimate the parameters."""
    evaluate.planned, _ = planned_runs(problem)
    result = search(problem, evaluate)
    shares = result.best.shares
    evaluate.stage = "estimates"
    simulated = evaluate.moments(shares)[0]
    covariance = problem.covariance + _simulation(problem, evaluate, shares)
    fitted = slice(0, problem.fitted)
    estimates = infer(
        shares,
        jacobian(problem, evaluate, shares, result.steps, last=True),
        problem.root_weights,
        covariance[fitted, fitted],
        problem.data[fitted] - simulated[fitted],
        problem.weighting.groups,
    )
    identification = identify(estimates, np.sqrt(np.diag(covariance))[fitted], converged=result.is_converged)
    prediction = None
    if problem.target.hold_out is not None:
        prediction = predict(problem, evaluate, estimates, _last_spread(problem))
    return Solution(estimates, identification, simulated, result, covariance, prediction, len(evaluate.tried))


def _simulation(problem: Problem, evaluate: Evaluator, shares: Array) -> Array:
    """Return the variance that simulation adds to moments: that between copies, over the number of copies."""
    copies = evaluate.copies(shares, FINAL_COPIES)[0]
    filled = np.where(np.isfinite(copies), copies, 0.0)
    return np.atleast_2d(np.cov(filled.T)) / problem.target.copies


def _last_spread(problem: Problem) -> Array:
    """Return standard errors of the held-out year's moments, from resampled units."""

    def measured(panel: Panel) -> Array:
        return last_year(panel, problem.moments)

    whole, target = problem.whole, problem.target
    return spread_of(resampled(whole.panel, whole.groups, measured, target.bootstrap, target.seed))


def _evaluations(problem: Problem, evaluator: Evaluator) -> bytes:
    """Return one row per candidate that was tried, in order: its stage, copies, parameters and criterion."""
    import pandas as pd

    tried = evaluator.tried
    table = pd.DataFrame(
        problem.values(np.array([one.shares for one in tried])),
        columns=[factor.name for factor in problem.target.parameters],
    )
    table.insert(0, "stage", [one.stage for one in tried])
    table.insert(1, "copies", [one.copies for one in tried])
    table["criterion"] = criterion(problem, np.array([one.moments for one in tried]))
    return csv_bytes(table)


def cost(question: Question) -> tuple[Cost, Work]:
    """Return what a calibration usually takes, and at most."""
    problem = question.problem
    runs, most = planned_runs(problem)
    points = runs / len(problem.seeds)
    disk = points * question.copies * len(problem.moments) * BYTES_PER_MOMENT
    disk += points / POINTS_PER_FILE * BYTES_PER_FILE
    middle = problem.scenarios(np.full((1, len(problem.width)), 0.5))[0]
    work = work_like([middle.replace(years=len(problem.panel.years))], runs, problem.seeds, {})
    cost = Cost(runs, 0.0, disk, most=most, how=f"calibrate {question.title}{told('fault-colon')}")
    return cost, replace(work, panel=True)
