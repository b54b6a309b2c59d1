"""What are draws of parameters worth to a search for mixes? Fronts of five searches, all judged under the same worlds.

    python experiments/search_over_draws.py --workers 2    # some minutes; prints a table of docs/optimise.md

Each search is the default problem of ``budgetsim optimise`` but for what its mixes meet on the way: the declared
parameters, or so many draws under so many seeds. Its front is then judged under the draws of the default's own check
and seeds that no search met. Hypervolumes are in ranges of all fronts together, in what every search sought.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import budgetsim
from budgetsim.kinds.optimise.front import hypervolumes, non_dominated
from budgetsim.kinds.optimise.question import Question
from budgetsim.kinds.optimise.replications import Replications, draw_states
from budgetsim.numerics import Array
from budgetsim.studies.ask import pose
from budgetsim.studies.runner import run_study

SEARCHES: Mapping[str, Mapping[str, Any]] = {
    "declared parameters, 8 seeds": {"parameters": "point"},
    "4 draws, 2 seeds each": {"states": 4, "replications": 2},
    "**8 draws, 1 seed each**": {},
    "8 draws, 2 seeds each": {"replications": 2},
    "16 draws, 1 seed each": {"states": 16},
}
"""What mixes meet during a search; all else is the default, which is printed bold."""
SEARCH_SEEDS = (0, 1)
FIRST_SEED, SEEDS = 1000, 8
"""Seeds of the judgement, beyond those of any search."""


@dataclass(frozen=True)
class Found:
    """What a search found: mean losses of its front (mix, objective), what it sought, and the runs that it took."""

    losses: Array
    sought: tuple[str, ...]
    runs: int


def found(order: tuple[str, int]) -> Found:
    """Search, and judge the front under the common worlds: work for a process."""
    name, seed = order
    answer: Any = budgetsim.optimise(**SEARCHES[name], search_seed=seed, progress=False)
    runs = answer.mixes_simulated * answer.states * len(answer.seeds)
    return Found(judged(pose(Question, {}, flags=False), answer.front), answer.sought, runs)


def judged(question: Question, front: Sequence[Mapping[str, Any]]) -> Array:
    """Return mean losses (mix, objective) of the mixes of a front under the common worlds."""
    mixes = {lever.name: [row[lever.name] for row in front] for lever in question.varied}
    seeds = tuple(range(FIRST_SEED, FIRST_SEED + SEEDS))
    worlds = Replications(question, draw_states(question, is_fresh=True), seeds, is_fresh=True)
    study = worlds.mixes("judged", [str(row["mix"]) for row in front], mixes).study
    with tempfile.TemporaryDirectory() as folder:
        return np.asarray(worlds.losses(run_study(study, Path(folder) / "judged")).mean(axis=(1, 2)))


def volumes(losses: Sequence[Array]) -> list[float]:
    """Return the hypervolume of each front, in ranges of what no mix of any of them beats."""
    every = np.concatenate(losses)
    front = every[non_dominated(every, np.ones(len(every), dtype=bool))]
    return [hypervolumes(own, np.ones(len(own), dtype=bool), [1] * len(own), front)[-1] for own in losses]


def main() -> None:
    """Search, judge, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--workers", type=int, default=1, help="processes; no number depends on them")
    orders = [(name, seed) for name in SEARCHES for seed in SEARCH_SEEDS]
    with ProcessPoolExecutor(asked.parse_args().workers) as pool:
        every = dict(zip(orders, pool.map(found, orders), strict=True))
    named = [objective.name for objective in pose(Question, {}, flags=False).objectives]
    shared = [name for name in named if all(name in one.sought for one in every.values())]
    places = [named.index(name) for name in shared]
    of_search = dict(zip(orders, volumes([one.losses[:, places] for one in every.values()]), strict=True))
    print(f"objectives: {', '.join(shared)}\n\n| the search meets | hypervolume | runs |\n|---|---|---|")
    for name in SEARCHES:
        volume = ", ".join(f"{of_search[name, seed]:.3f}" for seed in SEARCH_SEEDS)
        print(f"| {name} | {volume} | {', '.join(f'{every[name, seed].runs:,}' for seed in SEARCH_SEEDS)} |")


if __name__ == "__main__":
    main()
