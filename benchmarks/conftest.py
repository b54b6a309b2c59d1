"""Benchmarks report ratios within one run, and only from a clean checkout: a figure must belong to a commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NANOSECONDS: dict[str, float] = {}
"""Best time per department-month, by case, as the benchmarks of this run leave it."""
FIGURES: dict[str, str] = {}
"""Other figures, in words."""


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print nanoseconds per department-month, as multiples of the drawing floor too; then what studies cost."""
    if FIGURES:
        terminalreporter.section(f"studies, commit {_git('rev-parse', '--short', 'HEAD')}")
        for case, told in FIGURES.items():
            terminalreporter.write_line(f"{case}: {told}")
    if "drawing floor" not in NANOSECONDS:
        return
    floor = NANOSECONDS["drawing floor"]
    terminalreporter.section(f"per department-month, commit {_git('rev-parse', '--short', 'HEAD')}")
    for case, cost in sorted(NANOSECONDS.items(), key=lambda pair: pair[1]):
        terminalreporter.write_line(f"{case:48s} {cost:10.1f} ns {cost / floor:8.1f} x floor")
    mesa = NANOSECONDS.get("mesa.batch_run")
    for case in ("simulate, 1024 seeds", "simulate, 256 points x 4 shared seeds"):
        if mesa and case in NANOSECONDS:
            terminalreporter.write_line(f"mesa.batch_run / {case}: {mesa / NANOSECONDS[case]:.0f} x")
