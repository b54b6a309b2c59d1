"""Studies over draws that are killed at any moment end with the bytes of unbroken ones, on any engine and workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from budgetsim.model.engine import choice
from budgetsim.registry import KINDS

PROGRAM = """
from budgetsim.studies import plan

plan.MAX_RUNS = 12  # so that even small studies have parts to be killed between

from budgetsim.cli.main import main

if __name__ == "__main__":
    main()
"""
CLAIMS = str(Path(__file__).with_name("claims.toml"))
SMALL = ("--set", "departments=6", "--set", "burn_in=1", "--years", "3")
PAIR = ("wangcheng_2022", "reform_unfunded")
FEW = ("--draws", "6", "--replications", "2")
LINES: dict[str, tuple[str, ...]] = {
    "run": ("run", "wangcheng_2022", *FEW, *SMALL),
    "compare": ("compare", *PAIR, *FEW, *SMALL),
    "sweep": ("sweep", "wangcheng_2022", "--vary", "staff=1:9:3", *FEW, *SMALL),
    "effects": (
        *("effects", "wangcheng_2022", "--levers", "result_use=0.1:0.4:2,staff=3:6:2"),
        *("--outcomes", "net_social_value", *FEW, *SMALL),
    ),
    "optimise": (
        *("optimise", "wangcheng_2022", "--levers", "staff=1:9,result_use", "--population", "6"),
        *("--generations", "3", "--objectives", "public_value,administrative_cost", "--fresh", "4"),
        *("--material", "0", *FEW, *SMALL),
    ),
    "discover": (
        *("discover", "--policy", "reform_unfunded", "--fails", "performance:quantile:0.3", "--samples", "40"),
        *("--draws", "20", "--replications", "2", *SMALL),
    ),
    "information": ("information", *PAIR, "--draws", "20", "--replications", "2", *SMALL),
    "trial": (
        *("trial", "wangcheng_2022", "--cohorts", "2:2", "--controls", "2", "--sizes", "6", "--checked", "0"),
        *("--draws", "24", "--replications", "2", *SMALL),
    ),
    "audit": ("audit", CLAIMS, "--draws", "4", "--replications", "2"),
}  # fmt: skip
"""A small study of every kind that meets draws."""
WITHOUT = {"sensitivity", "calibrate", "verify"}
"""Kinds that meet no draws: factors are what a sensitivity study varies, and the others judge declared parameters."""
ANEW = {"audit"}
"""Kinds whose runs are kept nowhere: a command that was killed begins anew."""
OTHER = "compiled" if choice.can_compile() else "numpy"


def started(place: Path, kind: str, engine: str, workers: int) -> subprocess.Popen[str]:
    place.mkdir(exist_ok=True)
    program = place / "program.py"
    program.write_text(PROGRAM)
    pictures = () if kind == "audit" else ("--no-figures",)
    return subprocess.Popen(
        [sys.executable, str(program), *LINES[kind], *pictures, "--workers", str(workers), "--out", "made"],
        cwd=place,
        env={**os.environ, choice.VARIABLE: engine},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # so that it and its workers can be killed together
    )


def finish(place: Path, kind: str, engine: str, workers: int) -> float:
    """Let a command come to its end; return the seconds that it took."""
    process, begun = started(place, kind, engine, workers), time.monotonic()
    told = process.communicate(timeout=300)[0]
    assert process.returncode == 0, told
    return time.monotonic() - begun


def parts(place: Path) -> int:
    """Return how many parts a command has kept; a trial keeps the worlds of some draws in each."""
    kept = (file for name in ("part-*", "draws-*.npz") for file in (place / "made").rglob(name))
    return sum(1 for _ in kept)


def kill(place: Path, kind: str, engine: str, wanted: int, seconds: float) -> None:
    """Kill a command once it has so many parts, or after some seconds where it keeps none."""
    process, begun = started(place, kind, engine, workers=2), time.monotonic()
    while process.poll() is None:
        late = kind in ANEW and time.monotonic() - begun > seconds
        if late or (kind not in ANEW and parts(place) >= wanted):
            break
        time.sleep(0.002)
    assert process.poll() is None, process.communicate()[0]
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)


def contents(place: Path) -> dict[str, Any]:
    """Everything that is kept, without when and by which command it was made."""
    kept: dict[str, Any] = {}
    for file in sorted((place / "made").rglob("*")):
        name = str(file.relative_to(place))
        if file.name in ("manifest.json", "summary.json", "environment.json"):
            about = json.loads(file.read_text(encoding="utf-8"))
            kept[name] = {key: value for key, value in about.items() if key not in CIRCUMSTANCES}
        elif file.is_file() and file.name != ".lock":
            kept[name] = file.read_bytes()
    return kept


CIRCUMSTANCES = frozenset({"command_line", "command_lines", "timings"})


def test_every_kind_that_meets_draws_is_killed_here() -> None:
    assert set(LINES) | WITHOUT == set(KINDS)


@pytest.mark.flaky(reruns=1)  # it reads the clock
@pytest.mark.slow
@pytest.mark.parametrize("kind", LINES)
def test_a_study_over_draws_that_is_killed_ends_as_an_unbroken_one(kind: str, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    undisturbed = finish(whole, kind, "numpy", workers=1)
    total = parts(whole)
    assert total >= 6 or kind in ANEW
    kill(broken, kind, OTHER, wanted=total // 3, seconds=undisturbed / 3)
    there = parts(broken)
    kill(broken, kind, "numpy", wanted=max(there + 1, 2 * total // 3), seconds=undisturbed / 3)
    assert parts(broken) < total or kind in ANEW, "killed too late to be in the middle of anything"
    finish(broken, kind, OTHER, workers=2)
    assert contents(broken) == contents(whole)
    assert len(contents(whole)) > 3
