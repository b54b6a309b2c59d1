"""An experiment of 2,000 runs, driven by the EMA workbench one run at a time, and by ``simulate`` itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from conftest import SMALL, against

from budgetsim import Scenario, load_scenario, simulate
from budgetsim.model.measures import OUTCOMES

ema = pytest.importorskip("ema_workbench", reason="pip install -r benchmarks/peers.txt")

BASE = load_scenario("wangcheng_2022")
RUNS = 20 if SMALL else 2_000
FACTORS = ("monitoring_intensity", "evaluation_coverage", "result_use", "disclosure")
OUTCOME = "net_social_value"
SEED = 1
PLACE = list(OUTCOMES).index(OUTCOME)


def point(levels: Mapping[str, float], name: str = "point") -> Scenario:
    """Return the scenario of some levels of the factors."""
    return BASE.replace(name=name, **{factor: float(levels[factor]) for factor in FACTORS})


def one_run(engine: str) -> Callable[..., dict[str, float]]:
    """Return what the workbench calls for every run: levels in, an outcome out."""

    def run(**levels: float) -> dict[str, float]:
        result = simulate(point(levels), [SEED], engine=engine)
        return {OUTCOME: float(result.values["point"][0, :, PLACE].mean())}

    return run


def driven(engine: str) -> tuple[float, Any, Any]:
    """Let the workbench make all runs; return processor seconds, the experiments and their outcome."""
    model = ema.Model("budgetsim", function=one_run(engine))
    model.uncertainties = [ema.RealParameter(name, 0.0, 1.0) for name in FACTORS]
    model.outcomes = [ema.ScalarOutcome(OUTCOME)]
    start = time.process_time()
    experiments, outcomes = ema.perform_experiments(
        model, scenarios=RUNS, evaluator=ema.SequentialEvaluator(model)
    )
    return time.process_time() - start, experiments, outcomes[OUTCOME]


def together(experiments: Any, engine: str) -> tuple[float, Any]:
    """Let ``simulate`` make the runs of these experiments in one call; return processor seconds and the outcome."""
    start = time.process_time()
    points = [
        point(dict(zip(FACTORS, row, strict=True)), f"p{number}")
        for number, row in enumerate(experiments[list(FACTORS)].to_numpy())
    ]
    result = simulate(points, [SEED], engine=engine)
    outcome = np.array([result.values[scenario.name][0, :, PLACE].mean() for scenario in points])
    return time.process_time() - start, outcome


def test_driven_by_the_workbench(figures: dict[str, str]) -> None:
    """One run at a time, on both engines, and the same points in one call: the same numbers, at another price."""
    logging.getLogger(ema.util.ema_logging.LOGGER_NAME).setLevel(logging.WARNING)
    one_run("compiled")(**dict.fromkeys(FACTORS, 0.5))  # compiled before anything is measured
    seconds = {}
    for engine in ("numpy", "compiled"):
        seconds["workbench", engine], experiments, outcome = driven(engine)
        seconds["simulate", engine], same = together(experiments, engine)
        np.testing.assert_array_equal(outcome, same)
    for (driver, engine), taken in seconds.items():
        figures[f"{RUNS:,} runs, {driver}, {engine}"] = f"{taken:.2f} s, {taken / RUNS * 1e3:.2f} ms a run"
    ratio = seconds["workbench", "numpy"] / seconds["workbench", "compiled"]
    figures["  compiled against NumPy, driven by the workbench"] = against(ratio, at_least=10, unit=" x")
