"""What studies cost beside the simulation: runner and store, two workers against one, a Sobol study end to end."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from budgetsim import load_scenario, simulate
from budgetsim.studies.factors import parse_vary
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
POINTS = 16_384
LARGEST_N = 1024


def study(points: int = POINTS) -> Study:
    """A study of 60 departments over 5 years of burn-in and 10 recorded ones, whose points share one seed."""
    factors = tuple(parse_vary(name, "--vary") for name in FACTORS)
    return Study("sweep", "bench", Points((BASE,), factors, sobol(factors, points)), (0,))


def best(action: Callable[[], Any], times: int = 2) -> float:
    """Shortest of several times in seconds: what disturbs only adds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found)


def simulated_alone() -> None:
    """The same runs in the same portions, without runner and store."""
    points = study().scenarios
    for start in range(0, POINTS, MAX_RUNS):
        simulate(list(points[start : start + MAX_RUNS]), 1)


def run_into(place: Path, workers: int) -> None:
    """Run the study in a fresh directory."""
    shutil.rmtree(place, ignore_errors=True)
    run_study(study(), place, workers=workers)


def test_runner_and_workers(tmp_path: Path, figures: dict[str, str]) -> None:
    """Overhead of runner and store over simulation alone; efficiency of two workers, start-up included and not."""
    alone = best(simulated_alone)
    one = best(lambda: run_into(tmp_path / "one", 1))
    two = best(lambda: run_into(tmp_path / "two", 2))
    start = best(lambda: run_into_small(tmp_path / "small"))
    figures["simulation alone, 16,384 runs"] = f"{alone:.2f} s, {alone / POINTS * 1e3:.3f} ms per run"
    figures["the same as a study, one process"] = (
        f"{one:.2f} s: overhead {100 * (one / alone - 1):.1f}% (aim: < 10%)"
    )
    figures["the same as a study, two workers"] = f"{two:.2f} s: efficiency {100 * one / (2 * two):.0f}%"
    figures["  without the start of the workers"] = (
        f"{start:.2f} s to start: efficiency {100 * one / (2 * (two - start)):.0f}% (aim: >= 80%)"
    )


def run_into_small(place: Path) -> None:
    """Start two workers for next to nothing."""
    shutil.rmtree(place, ignore_errors=True)
    run_study(study(4), place, workers=2)


@pytest.mark.parametrize("departments", [10, 60, 300, 3000])
def test_cost_by_departments(figures: dict[str, str], departments: int) -> None:
    """Points that share one seed, about 60 million department-months whatever the size of the district."""
    base, months = BASE.replace(departments=departments), 12 * (BASE.protocol.years + BASE.protocol.burn_in)
    points = [base.replace(name=f"p{n}", result_use=n / 6000) for n in range(max(8, 24_000 // departments))]
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
    peak = watch(process)
    seconds = time.perf_counter() - start
    assert process.returncode == 0
    runs = samples * (2 * len(FACTORS) + 2)
    figures[f"Sobol study, N = {samples:,}, second order, {runs:,} runs"] = (
        f"{seconds:.1f} s end to end, at most {peak / 1e6:.0f} MB in any process"
    )


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
