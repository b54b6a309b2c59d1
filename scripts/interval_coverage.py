"""Measure how often the 95% intervals of Sobol' indices cover, and how wide they are, over samples of many seeds.

    python scripts/interval_coverage.py [SEEDS]

On Ishigami's function and Sobol's g-function, whose indices are known, and on this model, where the mean over all
samples stands for the truth. Prints, for each total and first-order index, how many intervals hold it, and the mean
half width over 1.96 times the error that the indices really have: 1 is ideal. Beside it the width of the bootstrap
that takes the points of one scramble for independent ones. Twenty seeds take about a minute.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from SALib.analyze import sobol

from budgetsim.kinds.sensitivity.calls import untouched
from budgetsim.kinds.sensitivity.design import Design
from budgetsim.kinds.sensitivity.methods import design_of
from budgetsim.kinds.sensitivity.problem import Problem
from budgetsim.kinds.sensitivity.question import Question
from budgetsim.kinds.sensitivity.steps import read_means
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.studies.ask import pose
from budgetsim.studies.runner import run_study

SEEDS, SAMPLES = 20, 256
KINDS = ("ST", "S1")
FACTORS = ("staff=1:15", "result_use", "monitoring_intensity", "information_systems")
OUTCOMES = ("net_social_value", "active_waste", "validity")
G = np.array([0.0, 1.0, 4.5, 9.0])


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("seeds", type=int, nargs="?", default=SEEDS, help="sample seeds, 20 if left out")
    seeds = parser.parse_args().seeds
    print(f"{SAMPLES} base samples, {seeds} sample seeds")
    print(f"{'outcome':18}{'index':7}{'covered':>9}{'width':>7}{'bootstrap':>11}")
    for name, (function, truth) in known().items():
        problem = Problem(tuple(f"x{k}" for k in range(len(truth["ST"]))))
        designs = [
            design_of("sobol", problem, SAMPLES, second_order=False, seed=seed) for seed in range(seeds)
        ]
        tell(name, designs, [function(design.sample) for design in designs], truth)
    designs, means = simulated(seeds)
    for place, outcome in enumerate(OUTCOMES):
        tell(outcome, designs, [table[:, place] for table in means], None)
    return 0


def tell(name: str, designs: list[Design], values: list[Array], truth: dict[str, Array] | None) -> None:
    """Print the lines of one outcome."""
    found = [design.analyse(y) for design, y in zip(designs, values, strict=True)]
    for kind in KINDS:
        cells = np.array([[(i.value, i.low, i.high) for i in own if i.kind == kind] for own in found])
        right = cells[:, :, 0].mean(axis=0) if truth is None else truth[kind]
        error = np.sqrt(np.mean((cells[:, :, 0] - right) ** 2, axis=0))
        moving = error > 1e-4  # an index of 0 has no error to compare with
        covered = ((cells[:, :, 1] <= right + 1e-12) & (right <= cells[:, :, 2] + 1e-12))[:, moving].mean()
        # Ends are cut at 0 and 1: the wider side is what was not cut.
        half = np.maximum(cells[:, :, 2] - cells[:, :, 0], cells[:, :, 0] - cells[:, :, 1])
        old = np.array([bootstrap(d, y, kind) for d, y in zip(designs, values, strict=True)])
        width, before = (np.mean(own.mean(axis=0)[moving] / (1.96 * error[moving])) for own in (half, old))
        print(f"{name:18}{kind:7}{covered:9.0%}{width:7.2f}{before:11.2f}")


def bootstrap(design: Design, y: Array, kind: str) -> Array:
    """Return the halves of SALib's bootstrap intervals."""
    with untouched():
        found = sobol.analyze(design.problem.salib(), y, calc_second_order=False, num_resamples=100, seed=1)
    return np.asarray(found[f"{kind}_conf"])


def known() -> dict[str, tuple[Callable[[Array], Array], dict[str, Array]]]:
    """Return functions whose indices are known (Saltelli et al. 2008, section 4)."""
    parts = 1.0 / (3.0 * (1.0 + G) ** 2)
    whole = np.prod(1.0 + parts) - 1.0
    totals = parts * np.prod(1.0 + parts) / (1.0 + parts) / whole
    return {
        "ishigami": (
            ishigami,
            {"ST": np.array([0.5576, 0.4424, 0.2437]), "S1": np.array([0.3139, 0.4424, 0.0])},
        ),
        "g-function": (g_function, {"ST": totals, "S1": parts / whole}),
    }


def ishigami(cube: Array) -> Array:
    """Return Ishigami's function with a = 7, b = 0.1."""
    x = np.pi * (2.0 * cube - 1.0)
    return np.asarray(np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def g_function(cube: Array) -> Array:
    """Return Sobol's g-function."""
    return np.asarray(np.prod((np.abs(4.0 * cube - 2.0) + G) / (1.0 + G), axis=1))


def simulated(seeds: int) -> tuple[list[Design], list[Array]]:
    """Return the designs and the means of this model's outcomes over four seeds at their points."""
    base = Scenario(name="coverage").replace(
        **{"district.departments": 20, "protocol.years": 4, "protocol.burn_in": 2}
    )
    given = {
        "scenario": base, "factors": FACTORS, "method": "sobol", "outcomes": OUTCOMES,
        "samples": SAMPLES, "second_order": False, "replications": 4,
    }  # fmt: skip
    designs, means = [], []
    with tempfile.TemporaryDirectory() as directory:
        for seed in range(seeds):
            question = pose(Question, {**given, "sample_seed": seed}, flags=False)
            designs.append(question.design)
            result = run_study(question.study(), Path(directory) / str(seed))
            means.append(read_means(result, OUTCOMES, designs[-1].points).mean(axis=1))
    return designs, means


if __name__ == "__main__":
    sys.exit(main())
