"""Benchmarks report ratios within one run, and only from a clean checkout: a figure must belong to a commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SMALL = bool(os.environ.get("BENCH_SMALL"))
"""Whether to see only that everything works: a hundredth of the work, figures that mean nothing."""
NANOSECONDS: dict[str, float] = {}
"""Best time per department-month, by case, as the benchmarks of this run leave it."""
FIGURES: dict[str, str] = {}
"""Other figures, in words."""
LINES: list[str] = []
"""Lines of a table that is printed as it is."""


def against(
    figure: float, *, at_least: float | None = None, at_most: float | None = None, unit: str = ""
) -> str:
    """Return a figure beside its aim, and whether it is met."""
    told = f"{figure:.{1 if abs(figure) < 100.0 else 0}f}{unit}"
    aims = []
    if at_least is not None:
        aims.append((f"at least {at_least:g}{unit}", figure >= at_least))
    if at_most is not None:
        aims.append((f"at most {at_most:g}{unit}", figure <= at_most))
    return told + "".join(f" (aim: {aim}, {'met' if met else 'MISSED'})" for aim, met in aims)


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()


def uncommitted() -> str:
    """Return what of ``src`` has not been committed: no figure should belong to that."""
    return _git("status", "--porcelain", "--", "src")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse to measure a tree with uncommitted changes unless it is asked for."""
    ours = [item for item in items if Path(item.path).is_relative_to(ROOT / "benchmarks")]
    if ours and uncommitted() and not os.environ.get("BENCH_DIRTY"):
        pytest.exit(
            "src/ has uncommitted changes: commit them, or set BENCH_DIRTY=1 to measure anyway", returncode=2
        )


@pytest.fixture
def nanoseconds() -> dict[str, float]:
    """Table that the run prints at its end."""
    return NANOSECONDS


@pytest.fixture
def figures() -> dict[str, str]:
    """Further figures that the run prints at its end."""
    return FIGURES


@pytest.fixture
def lines() -> list[str]:
    """Lines of a table that the run prints at its end."""
    return LINES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print nanoseconds per department-month, as multiples of the drawing floor too; then what studies cost."""
    if SMALL and (FIGURES or NANOSECONDS or LINES):
        terminalreporter.write_line("BENCH_SMALL is set: too little work for the figures to mean anything")
    if LINES:
        terminalreporter.section(f"beside other frameworks, commit {_git('rev-parse', '--short', 'HEAD')}")
        for line in LINES:
            terminalreporter.write_line(line)
    if FIGURES:
        terminalreporter.section(f"studies, commit {_git('rev-parse', '--short', 'HEAD')}")
        for case, told in FIGURES.items():
            terminalreporter.write_line(f"{case}: {told}")
    if "drawing floor" not in NANOSECONDS:
        return
    floor = NANOSECONDS["drawing floor"]
    terminalreporter.section(f"per department-month, commit {_git('rev-parse', '--short', 'HEAD')}")
    for case, cost in sorted(NANOSECONDS.items(), key=lambda pair: pair[1]):
        terminalreporter.write_line(f"{case:60s} {cost:10.1f} ns {cost / floor:8.1f} x floor")
    mesa = NANOSECONDS.get("mesa.batch_run")
    for case, aim in {"simulate, 1024 seeds": 15, "simulate, 256 points x 4 shared seeds": 30}.items():
        simulated = NANOSECONDS.get(f"{case}, compiled, streams 1")
        if mesa and simulated:
            told = against(mesa / simulated, at_least=aim, unit=" x")
            terminalreporter.write_line(f"mesa.batch_run / {case}: {told}")
