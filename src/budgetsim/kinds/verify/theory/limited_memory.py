"""The check of hidden action with limited memory (T12): against averages found by others, and lived twice."""

from __future__ import annotations

from itertools import product
from math import hypot, inf, sqrt

import numpy as np

from budgetsim.kinds.verify.theory.hidden_action import (
    PERIODS,
    Setting,
    draw,
    live,
    live_plainly,
    noise_of,
    second_best,
)
from budgetsim.kinds.verify.theory.limit import (
    EXACT,
    LARGEST_INTEGER,
    Case,
    Finding,
    Limit,
    Parameter,
    complete,
)
from budgetsim.kinds.verify.theory.worlds import MONTE_CARLO_ERRORS, error_of
from budgetsim.numerics import Array

MEMORIES = (1, 3, 5, inf)
EFFORT_RATIOS = {
    5: (0.906, 0.937, 0.948, 0.976),
    25: (0.829, 0.878, 0.899, 0.949),
    45: (0.818, 0.859, 0.879, 0.936),
}
"""Mean effort of the last period over a*, by σ in % and memory of both (1, 3, 5, unlimited).

From an implementation by others of the published description, with 20,000 runs; the tables of the paper itself could
not be read.
"""
ROUNDED, RUNS_BEHIND = 0.0005, 20_000
"""Rounding of those ratios, and runs behind each."""
PLAIN_RUNS = 700
"""Runs that are lived a second time."""
RUNS = 700
"""Runs of the published study."""


def limited_memory(case: Case) -> list[Finding]:
    """T12: effort and premium of the last period over those of the second best."""
    principal, agent = case["memory_principal"], case["memory_agent"]
    setting, draws = Setting(noise_of(case["sigma_percent"]), principal, agent), draw(int(case["runs"]))
    paths = live(setting, draws)
    best = np.array(second_best())
    ratios = np.stack([paths.efforts[:, -1], paths.premiums[:, -1]]) / best[:, None]
    again = min(draws.start.size, PLAIN_RUNS)
    plain = np.stack(live_plainly(setting, draws, slice(again))) / best[:, None]
    return [
        effort_line(case, ratios[0], plain[0]),
        case.finding("premium_ratio", *compared(ratios[1], plain[1])),
    ]


def effort_line(case: Case, ratios: Array, plain: Array) -> Finding:
    """Return effort against the known ratio where there is one, else against the same runs lived a second time."""
    row = EFFORT_RATIOS.get(int(case["sigma_percent"]), ()) if case["sigma_percent"] % 1 == 0 else ()
    memories = [inf if case[name] >= PERIODS else case[name] for name in ("memory_principal", "memory_agent")]
    if not row or memories[0] != memories[1] or memories[0] not in MEMORIES:
        return case.finding("effort_ratio", *compared(ratios, plain))
    known = row[MEMORIES.index(memories[0])]
    error = hypot(error_of(ratios), float(ratios.std(ddof=1)) / sqrt(RUNS_BEHIND))
    return case.finding("effort_ratio", float(ratios.mean()), known, MONTE_CARLO_ERRORS * error + ROUNDED)


def compared(ratios: Array, plain: Array) -> tuple[float, float, float]:
    """Return the mean of all runs, that of the runs that were lived again, and how far apart they may be.

    Where all were lived again, they must agree; else the others add their chance.
    """
    missing = 1.0 / plain.size - 1.0 / ratios.size
    chance = MONTE_CARLO_ERRORS * float(ratios.std(ddof=1)) * sqrt(missing)
    return float(ratios.mean()), float(plain.mean()), EXACT + chance


def _worked() -> list[tuple[float, ...]]:
    return [(float(sigma), memory, memory, RUNS) for sigma, memory in product(EFFORT_RATIOS, MEMORIES)]


LIMITED_MEMORY = Limit(
    id="T12",
    source="Reinwald, Leitner & Wall",
    quantities=("effort_ratio", "premium_ratio"),
    parameters=(
        Parameter("sigma_percent", "σ", "% of output", "spread of the environment", 0.0, 100.0),
        Parameter(
            "memory_principal", "m_P", "periods", "what the principal remembers", 1, LARGEST_INTEGER,
            whole=True, endless=True,
        ),
        Parameter(
            "memory_agent", "m_A", "periods", "what the agent remembers", 1, LARGEST_INTEGER,
            whole=True, endless=True,
        ),
        Parameter("runs", "runs", "runs", "simulated runs", 100, 100_000, whole=True),
    ),
    worked=complete(("sigma_percent", "memory_principal", "memory_agent", "runs"), *_worked()),
    check=limited_memory,
)  # fmt: skip
