"""What a department-month costs: drawn only, in a batch, in Mesa."""

from __future__ import annotations

import warnings
from typing import Any

import mesa
import numpy as np
import pytest

from budgetsim import BudgetModel, BureauView, Decision, DepartmentView, load_scenario, simulate
from budgetsim.model.ledger import Ledger

DEPARTMENTS, YEARS = 60, 10
MONTHS = DEPARTMENTS * YEARS * 12
STATUS_QUO = load_scenario("wangcheng_2022").replace(burn_in=0)


def per_month(benchmark: Any, runs: int) -> float:
    """Best time of a benchmark in nanoseconds per department-month."""
    cost = benchmark.stats.stats.min / (runs * MONTHS) * 1e9
    benchmark.extra_info["ns_per_department_month"] = cost
    return float(cost)


def test_drawing_floor(benchmark: Any, nanoseconds: dict[str, float]) -> None:
    """One normal and one uniform per department-month, into memory that stays in the cache."""
    generator = np.random.Generator(np.random.SFC64(1))
    block = np.empty(DEPARTMENTS * 256)

    def draw() -> None:
        for _ in range(MONTHS * 64 // block.size):
            generator.standard_normal(out=block)
            generator.random(out=block)

    benchmark.pedantic(draw, rounds=15, warmup_rounds=1)
    nanoseconds["drawing floor"] = per_month(benchmark, 64)


HOW = pytest.mark.parametrize(
    ("engine", "version"), [("numpy", 1), ("compiled", 1), ("numpy", 2), ("compiled", 2)]
)
"""Both engines, under both versions of the streams."""


@HOW
def test_simulate_fresh_seeds(
    benchmark: Any, nanoseconds: dict[str, float], engine: str, version: int
) -> None:
    """One scenario under 1,024 seeds."""
    scenario = STATUS_QUO.replace(stream_version=version)
    benchmark.pedantic(lambda: simulate(scenario, 1024, engine=engine), rounds=5, warmup_rounds=1)
    nanoseconds[f"simulate, 1024 seeds, {engine}, streams {version}"] = per_month(benchmark, 1024)


@HOW
def test_simulate_shared_seeds(
    benchmark: Any, nanoseconds: dict[str, float], engine: str, version: int
) -> None:
    """256 design points that share 4 seeds: 1,024 runs too."""
    base = STATUS_QUO.replace(stream_version=version)
    points = [
        base.replace(name=f"p{n}", monitoring_intensity=n / 256, result_use=(n * 7 % 256) / 256)
        for n in range(256)
    ]
    benchmark.pedantic(lambda: simulate(points, 4, engine=engine), rounds=5, warmup_rounds=1)
    nanoseconds[f"simulate, 256 points x 4 shared seeds, {engine}, streams {version}"] = per_month(
        benchmark, 1024
    )


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_one_run(benchmark: Any, nanoseconds: dict[str, float], engine: str) -> None:
    """A single run through ``simulate``."""
    benchmark.pedantic(lambda: simulate(STATUS_QUO, [1], engine=engine), rounds=30, warmup_rounds=3)
    nanoseconds[f"one run, {engine}"] = per_month(benchmark, 1)


def persistent(view: DepartmentView[Any]) -> Decision[Any]:
    """A behaviour of few operations: effort by habit, diversion by culture."""
    nothing = np.zeros_like(view.productivity)
    return Decision(
        effort_output=0.9 * view.last_effort_output + 0.01,
        effort_benefit=0.9 * view.last_effort_benefit + 0.01,
        manipulation=nothing,
        diversion=0.1 * (1.0 - view.culture),
        sandbagging=nothing,
        hoarding=nothing + 0.1,
    )


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
@pytest.mark.parametrize("code", ["behaviour", "Ledger"])
def test_python_code(benchmark: Any, nanoseconds: dict[str, float], engine: str, code: str) -> None:
    """64 design points that share 4 seeds, with code that decides in January or looks on every month."""
    points = [STATUS_QUO.replace(name=f"p{n}", monitoring_intensity=n / 64) for n in range(64)]

    def run() -> None:
        given = {"behaviour": persistent} if code == "behaviour" else {"observer": Ledger()}
        simulate(points, 4, engine=engine, **given)

    benchmark.pedantic(run, rounds=5, warmup_rounds=1)
    nanoseconds[f"simulate with a {code}, 64 points x 4 shared seeds, {engine}"] = per_month(benchmark, 256)


def hire(seen: BureauView) -> dict[str, Any]:
    """A policy rule: another official after every year of overload."""
    return {"staff": seen.policy.staff + 0.5} if seen.workload_ratio > 1.0 else {}


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_policy_rule(benchmark: Any, nanoseconds: dict[str, float], engine: str) -> None:
    """32 runs under a policy rule, one after another."""
    benchmark.pedantic(
        lambda: simulate(STATUS_QUO, 32, engine=engine, policy_rule=hire), rounds=5, warmup_rounds=1
    )
    nanoseconds[f"simulate with a policy rule, 32 seeds, {engine}"] = per_month(benchmark, 32)


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_mesa_decade(benchmark: Any, nanoseconds: dict[str, float], engine: str) -> None:
    """Building a Mesa model and a decade of it, month by month, monthly data collection included."""
    benchmark.pedantic(
        lambda: BudgetModel(STATUS_QUO, seed=1, engine=engine).run_years(YEARS), rounds=20, warmup_rounds=2
    )
    nanoseconds[f"one BudgetModel, {engine}"] = per_month(benchmark, 1)
    benchmark.extra_info["ms_per_decade"] = benchmark.stats.stats.min * 1e3


def test_mesa_batch_run(benchmark: Any, nanoseconds: dict[str, float]) -> None:
    """Mesa's own batch runner on the same model."""
    levels = [0.0, 0.2, 0.4, 0.6]

    def run() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            mesa.batch_run(
                BudgetModel,
                {"scenario": STATUS_QUO, "monitoring_intensity": levels},
                max_steps=12 * YEARS,
                display_progress=False,
            )

    benchmark.pedantic(run, rounds=3, warmup_rounds=1)
    nanoseconds["mesa.batch_run"] = per_month(benchmark, len(levels))
