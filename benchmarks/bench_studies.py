"""What studies cost beside the simulation: runner and store, two workers against one, a Sobol study end to end."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import mesa
import psutil
import pytest
from conftest import SMALL, against

from budgetsim import BudgetModel, load_scenario, simulate
from budgetsim.model.engine.choice import using
from budgetsim.studies.factors import Place, parse_vary
from budgetsim.studies.keep import EVERYTHING
from budgetsim.studies.keeping import Kept
from budgetsim.studies.plan import MAX_RUNS
from budgetsim.studies.points import Points
from budgetsim.studies.runner import run_study
from budgetsim.studies.sampling import sobol
from budgetsim.studies.study import Study

FACTORS = (
    "monitoring_intensity", "evaluation_coverage", "result_use", "staff", "staff_skill", "information_systems",
    "objective_review", "audit_coverage", "coordination", "training", "disclosure", "rectification",
)  # fmt: skip
BASE = load_scenario("wangcheng_2022")
POINTS = 512 if SMALL else 16_384
LARGEST_N = 64 if SMALL else 1024
PEAKS: dict[int, int] = {}
"""Largest memory of any process of a Sobol study in bytes, by N."""


def study(points: int = POINTS) -> Study:
    """A study of 60 departments over 5 years of burn-in and 10 recorded ones, whose points share one seed."""
    factors = tuple(parse_vary(name, "--vary") for name in FACTORS)
    return Study("sweep", "bench", Points((BASE,), factors, sobol(factors, points)), (0,))


def best(action: Callable[[], Any], times: int = 2) -> float:
    """Shortest of several times in seconds: what disturbs only adds."""
    return best_in_turn(action, times=times)[0]


def best_in_turn(*actions: Callable[[], Any], times: int = 4) -> list[float]:
    """Shortest times of several actions, in turn in every round: a machine changes its speed by the minute."""
    found: list[list[float]] = [[] for _ in actions]
    for _ in range(times):
        for action, taken in zip(actions, found, strict=True):
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in found]


def simulated_alone(engine: str) -> None:
    """The same runs in the same portions, without runner and store."""
    points = study().scenarios
    for start in range(0, POINTS, MAX_RUNS):
        simulate(list(points[start : start + MAX_RUNS]), 1, engine=engine)


def run_into(place: Path, workers: int, engine: str, points: int = POINTS) -> None:
    """Run the study in a fresh directory: with several workers in threads if it is compiled, else in processes."""
    shutil.rmtree(place, ignore_errors=True)
    with using(engine):
        run_study(study(points), place, workers=workers)


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_runner_and_workers(tmp_path: Path, figures: dict[str, str], engine: str) -> None:
    """Overhead of runner and store over simulation alone; efficiency of two workers, start-up included and not."""
    run_into(tmp_path / "warm", 1, engine, 4)
    alone, one, two, start = best_in_turn(
        lambda: simulated_alone(engine),
        lambda: run_into(tmp_path / "one", 1, engine),
        lambda: run_into(tmp_path / "two", 2, engine),
        lambda: run_into(tmp_path / "small", 2, engine, 4),
    )
    figures[f"{engine}: simulation alone, {POINTS:,} runs"] = (
        f"{alone:.2f} s, {alone / POINTS * 1e3:.3f} ms per run"
    )
    figures[f"{engine}: the same as a study, one worker"] = (
        f"{one:.2f} s: overhead {against(100 * (one / alone - 1), at_most=10, unit='%')}"
    )
    figures[f"{engine}: the same as a study, two {'threads' if engine == 'compiled' else 'processes'}"] = (
        f"{two:.2f} s: efficiency {against(100 * one / (2 * two), at_least=80, unit='%')}"
    )
    figures[f"{engine}:   without the start of the workers"] = (
        f"{start:.2f} s to start: efficiency {100 * one / (2 * (two - start)):.0f}%"
    )


@pytest.mark.parametrize("departments", [10, 60, 300, 3000])
def test_cost_by_departments(figures: dict[str, str], departments: int) -> None:
    """Points that share one seed, about 60 million department-months whatever the size of the district."""
    base, months = BASE.replace(departments=departments), 12 * (BASE.protocol.years + BASE.protocol.burn_in)
    count = max(8, (2_400 if SMALL else 24_000) // departments)
    points = [base.replace(name=f"p{n}", result_use=n / 6000) for n in range(count)]
    seconds = best(lambda: simulate(points, 1))
    per_run = seconds / len(points)
    figures[f"{departments:,} departments, shared seed"] = (
        f"{per_run * 1e3:.2f} ms per run, {per_run / (departments * months) * 1e9:.0f} ns per department-month"
    )


def test_storage(tmp_path: Path, figures: dict[str, str]) -> None:
    """Bytes that a run leaves on disk, and memory of a planned study."""
    result = run_study(study(), tmp_path / "stored")
    size = sum(path.stat().st_size for path in result.directory.rglob("*") if path.is_file())
    figures["storage, all outcomes of every year"] = f"{size / POINTS / 1e3:.1f} kB per run"


@pytest.mark.parametrize("samples", [LARGEST_N // 4, LARGEST_N])
def test_sobol_study_end_to_end(tmp_path: Path, figures: dict[str, str], samples: int) -> None:
    """``budgetsim sensitivity --method sobol`` over 12 factors with second order, from the command line."""
    command = [
        sys.executable, "-m", "budgetsim", "sensitivity", "wangcheng_2022", "--method", "sobol", "--factors",
        ",".join(FACTORS), "--samples", str(samples), "--replications", "1", "--workers", "2", "--second-order",
        "--out", str(tmp_path / "sobol"), "--quiet",
    ]  # fmt: skip
    start = time.perf_counter()
    process = subprocess.Popen(command)
    peak = PEAKS[samples] = watch(process)
    seconds = time.perf_counter() - start
    assert process.returncode == 0
    runs = samples * (2 * len(FACTORS) + 2)
    figures[f"Sobol study, N = {samples:,}, second order, {runs:,} runs"] = (
        f"{against(seconds, at_most=60, unit=' s')} end to end on two processors,"
        f" {against(peak / 1e6, at_most=1000, unit=' MB')} in any process"
    )
    if samples < LARGEST_N:
        return
    figures["  its largest memory beside that of a quarter of the samples"] = (
        f"{peak / PEAKS[samples // 4]:.2f} x (aim: not growing with N)"
    )
    each = mesa_seconds()
    figures["  mesa.batch_run, a sample of the same runs, burn-in included"] = (
        f"{each * 1e3:.1f} ms a run on one processor; the whole study takes {seconds / runs * 1e3:.2f} ms a run on two:"
        f" {each / (seconds / runs):.0f} x, {each / (2.0 * seconds / runs):.0f} x for each processor"
    )


SWEPT = 2_000 if SMALL else 100_000
"""Points of the largest sweep."""


def test_memory_of_sweeps(tmp_path: Path, figures: dict[str, str]) -> None:
    """``budgetsim sweep`` of many points, one seed, a year of 3 departments: memory beside that of a fifth of them."""
    peaks = {}
    for points in (SWEPT // 5, SWEPT):
        command = [
            sys.executable, "-m", "budgetsim", "sweep", "wangcheng_2022", "--vary", "staff=1:10", "--vary",
            "result_use=0:0.5", "--vary", "monitoring_intensity=0:1", "--design", "latin_hypercube", "--samples",
            str(points), "--replications", "1", "--years", "1", "--set", "departments=3", "--workers", "2",
            "--no-figures", "--out", str(tmp_path / str(points)), "--quiet",
        ]  # fmt: skip
        start = time.perf_counter()
        process = subprocess.Popen(command)
        peaks[points] = watch(process)
        seconds = time.perf_counter() - start
        assert process.returncode == 0
    few, many = peaks.values()
    figures[f"sweep of {SWEPT:,} points, a year of 3 departments"] = (
        f"{seconds:.1f} s, {against(many / 1e6, at_most=350, unit=' MB')} in any process, and"
        f" {against(many / few, at_most=2, unit=' x')} that of a fifth of the points"
    )


@pytest.mark.parametrize(
    "keep", ["", "float32", "means", "means,float32", "net_social_value,validity,means,float32"]
)
def test_storage_of_what_is_kept(tmp_path: Path, figures: dict[str, str], keep: str) -> None:
    """Bytes of outcomes that a run leaves on disk, all of them and with ``--keep``."""
    asked = Kept().of_python(keep, Place("keep")) if keep else EVERYTHING
    count = min(POINTS, 4096)
    run_study(replace(study(count), settings=asked.settings()), tmp_path / "kept")
    size = sum(path.stat().st_size for path in (tmp_path / "kept" / "parts").iterdir()) / count
    figures[f"outcomes of a run, --keep {keep or 'left out'}"] = (
        f"{size:,.0f} bytes, {size / 10:.1f} GB for 10⁸ runs"
    )


def mesa_seconds() -> float:
    """Seconds that Mesa's own batch runner takes for a run of this study, burn-in included."""
    sample = {"scenario": BASE, "monitoring_intensity": [0.1, 0.6], "result_use": [0.2, 0.7]}

    def run() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            mesa.batch_run(BudgetModel, sample, max_steps=12 * BASE.protocol.years, display_progress=False)

    return best(run, times=3) / 4.0


def watch(process: subprocess.Popen[bytes]) -> int:
    """Wait for a program; return the largest resident memory of it or of any process that it started, in bytes."""
    peak, root = 0, psutil.Process(process.pid)
    while process.poll() is None:
        try:
            family = [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            break
        for member in family:
            try:
                peak = max(peak, member.memory_info().rss)
            except psutil.NoSuchProcess:
                continue
        time.sleep(0.02)
    process.wait()
    return peak
