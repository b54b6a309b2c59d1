"""What a step of an agent costs here and in other frameworks, all in one run: ``make bench-peers``.

The model itself runs through ``simulate``, as a ``BudgetModel`` and in Mesa's batch runner. The others run a toy of the
same shape (60 agents, 120 months), written as each of them asks for, and Policy Priority Inference its own published
algorithm. Beside each time stands how many arithmetic operations the step has: a toy has a tenth of the model's.
"""

from __future__ import annotations

import resource
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import version
from typing import Any

import mesa
import numpy as np
import operations
import pytest
from conftest import SMALL
from toys import toy_numpy
from toys.toy_numpy import AGENTS, STEPS

from budgetsim import BudgetModel, load_scenario, simulate

STATUS_QUO = load_scenario("wangcheng_2022").replace(burn_in=0)
YEARS = STEPS // 12
RUNS = 32 if SMALL else 1024
"""Runs of a batch of the model."""
SINGLE_RUNS = 1 if SMALL else 8
"""Runs of what runs one at a time."""
MANY_AGENTS = 6_000
"""Agents of the toys that are told for a large run too."""
ROUNDS = 1 if SMALL else 5
PEERS = {"agentpy": "toy_agentpy", "ambr": "toy_ambr", "starsim": "toy_starsim"}
"""Frameworks whose toy is measured, and the module that holds it."""
PROGRAMS = ("policy-priority-inference", "policy_priority")
MEAN_QUALITY_MARGIN = 0.015
"""How far the mean of 20 runs of a toy may lie from that of plain NumPy: four standard errors."""


@dataclass(frozen=True)
class Case:
    """Something to measure: what it is, how many steps of agents it makes, and what does it."""

    name: str
    agents: int
    runs: int
    operations: float
    act: Callable[[], Any]

    @property
    def steps(self) -> int:
        """Steps of single agents."""
        return self.agents * self.runs * STEPS


def processor_seconds() -> float:
    """Processor time of this process and of those that it waited for: some frameworks start programs."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def best_in_turn(cases: Sequence[Case], rounds: int) -> list[float]:
    """Shortest processor time of each case in nanoseconds per step of an agent, all of them in every round."""
    best = [float("inf")] * len(cases)
    for turn in range(rounds + 1):
        for number, case in enumerate(cases):
            start = processor_seconds()
            case.act()
            if turn > 0:  # the first round imports and compiles
                best[number] = min(best[number], (processor_seconds() - start) / case.steps * 1e9)
    return best


def repeated(run: Callable[[int], Any], runs: int) -> Callable[[], None]:
    """Return what makes so many runs, each under its own seed."""

    def act() -> None:
        for seed in range(runs):
            run(seed)

    return act


def batch_run(engine: str) -> None:
    """Let Mesa's batch runner run the model at several levels of a lever."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        mesa.batch_run(
            BudgetModel,
            {
                "scenario": STATUS_QUO,
                "engine": engine,
                "monitoring_intensity": [n / SINGLE_RUNS for n in range(SINGLE_RUNS)],
            },
            max_steps=STEPS,
            display_progress=False,
        )


def own_cases() -> list[Case]:
    """The model through its own doors, on both engines."""
    points = [STATUS_QUO.replace(name=f"p{n}", monitoring_intensity=4 * n / RUNS) for n in range(RUNS // 4)]
    doors: dict[str, tuple[int, Callable[[str], Any]]] = {
        "simulate, points that share seeds": (RUNS, lambda engine: simulate(points, 4, engine=engine)),
        "simulate, every run its own seed": (RUNS, lambda engine: simulate(STATUS_QUO, RUNS, engine=engine)),
        "BudgetModel, run by run": (
            SINGLE_RUNS,
            lambda engine: repeated(
                lambda seed: BudgetModel(STATUS_QUO, seed=seed, engine=engine).run_years(YEARS), SINGLE_RUNS
            )(),
        ),
        "BudgetModel in mesa.batch_run": (SINGLE_RUNS, batch_run),
    }
    each = operations.of_the_model(STATUS_QUO)
    return [
        Case(f"{door}, {engine}", AGENTS, runs, each, partial(act, engine))
        for door, (runs, act) in doors.items()
        for engine in ("numpy", "compiled")
    ]


def toy_operations() -> float:
    """Arithmetic of the toy in a step of an agent."""
    operations.Counted.operations = 0
    quality, luck, share = (operations.counted(np.full(AGENTS, 0.5)) for _ in range(3))
    toy_numpy.live_month(quality, 0.5, luck, share)[0].mean()
    return operations.Counted.operations / AGENTS


def program_operations(program: Any) -> float:
    """Arithmetic of Policy Priority Inference in a step of an indicator, network included."""
    operations.Counted.operations = 0
    inputs = {name: operations.counted(array) for name, array in program.INPUTS.items()}
    with operations.counting_module(program.ppi):
        program.ppi.run_ppi(**inputs, T=STEPS)
    return operations.Counted.operations / (AGENTS * STEPS)


def peer_cases(missing: list[str]) -> list[Case]:
    """The toys and the published program, as far as their packages are installed."""
    each = toy_operations()
    batch = 4 if SMALL else 256
    cases = [
        Case(f"toy, NumPy, {batch} runs at once", AGENTS, batch, each, partial(toy_numpy.run, 1, runs=batch))
    ]
    toy_mesa = import_module("toys.toy_mesa")
    cases.append(
        Case(f"toy, mesa {version('mesa')}", AGENTS, SINGLE_RUNS, each, repeated(toy_mesa.run, SINGLE_RUNS))
    )
    for package, module in PEERS.items():
        toy = imported(package, module, missing)
        if toy is None:
            continue
        name = f"toy, {package} {version(package)}"
        cases.append(Case(name, AGENTS, SINGLE_RUNS, each, repeated(toy.run, SINGLE_RUNS)))
        if package != "agentpy":  # one object an agent, whatever their number
            cases.append(Case(name, MANY_AGENTS, 1, each, partial(toy.run, 1, agents=MANY_AGENTS)))
    package, module = PROGRAMS
    program = imported(package, module, missing)
    if program is not None:
        name = f"{package} {version(package)}"
        own = program_operations(program)
        cases.append(Case(name, AGENTS, SINGLE_RUNS, own, repeated(program.run, SINGLE_RUNS)))
    return cases


def imported(package: str, module: str, missing: list[str]) -> Any:
    """Return a toy, or ``None`` where its package is not installed."""
    try:
        return import_module(f"toys.{module}")
    except ModuleNotFoundError:
        missing.append(package)
        return None


def test_beside_peers(lines: list[str]) -> None:
    """The model and its peers in turn, in nanoseconds of processor time per step of an agent."""
    missing: list[str] = []
    cases = own_cases() + peer_cases(missing)
    costs = best_in_turn(cases, ROUNDS)
    lines.append(
        f"{'per step of an agent':52s} {'agents':>7s} {'runs':>6s} {'ns':>9s} {'operations':>11s} {'ns each':>8s}"
    )
    for case, cost in zip(cases, costs, strict=True):
        lines.append(
            f"{case.name:52s} {case.agents:7,d} {case.runs:6,d} {cost:9.1f} {case.operations:11.0f}"
            f" {cost / case.operations:8.2f}"
        )
    if missing:
        lines.append(
            f"not installed, not measured: {', '.join(missing)} (pip install -r benchmarks/peers.txt)"
        )


@pytest.mark.parametrize("module", ["toy_mesa", *PEERS.values()])
def test_toys_are_the_same_model(module: str) -> None:
    """Every framework's toy comes to the mean quality that plain NumPy comes to."""
    toy = pytest.importorskip(f"toys.{module}", exc_type=ModuleNotFoundError)
    expected = toy_numpy.run(1, runs=2_000)
    assert np.mean([toy.run(seed) for seed in range(20)]) == pytest.approx(expected, abs=MEAN_QUALITY_MARGIN)
