"""What a calibration costs: its candidates, each tried once to see how long one takes."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from budgetsim.studies.calibrate.observe import Masks, Order, run_order
from budgetsim.studies.calibrate.problem import Problem
from budgetsim.studies.calibrate.search import planned_runs
from budgetsim.studies.cost import SECONDS_PER_DEPARTMENT_YEAR, Cost
from budgetsim.studies.identity import model_digest

BYTES_PER_MOMENT = 9.0
BYTES_PER_FILE = 500.0
POINTS_PER_FILE = 2.0


def rough_seconds(problem: Problem) -> float:
    """Return the seconds of its simulation on one process, by constants."""
    base, panel = problem.target.base, problem.panel
    years = len(panel.years) + base.protocol.burn_in
    runs, _ = planned_runs(problem)
    return SECONDS_PER_DEPARTMENT_YEAR * runs * years * base.district.departments


def cost_of(problem: Problem, directory: Path, *, processes: int, is_tried: bool) -> Cost:
    """Return what a calibration takes; ``is_tried`` simulates one candidate, in the middle of the ranges, for its time.

    Raises
    ------
    ScenarioError
        If the middle of the ranges is no scenario.
    """
    runs, most = planned_runs(problem)
    seeds = len(problem.seeds(len(problem.panel)))
    seconds = _seconds_of_one(problem) * runs / seeds if is_tried else rough_seconds(problem)
    points = runs / seeds
    moments = points * problem.target.copies * len(problem.moments)
    return Cost(
        runs,
        seconds,
        moments * BYTES_PER_MOMENT + points / POINTS_PER_FILE * BYTES_PER_FILE,
        processes,
        most=most,
        directory=directory,
        how=f"calibrate {problem.target.name}: ",
    )


def _seconds_of_one(problem: Problem) -> float:
    """Return how long one candidate takes, all copies of the panel and their moments."""
    middle = np.full((1, len(problem.width)), 0.5)
    names = tuple(one.name for one in problem.moments)
    seeds = problem.seeds(len(problem.panel))
    order = Order(0, problem.scenarios(middle), seeds, Masks.of(problem.panel), names, False, model_digest())  # noqa: FBT003 - a field of the order
    times = []
    for _ in range(2):  # the first is slow: a thing or two is imported
        begin = time.perf_counter()
        run_order(order)
        times.append(time.perf_counter() - begin)
    return min(times)
