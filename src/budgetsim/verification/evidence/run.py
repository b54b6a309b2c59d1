"""Running field experiments: each by itself, under paired seeds, on as many processes as are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from budgetsim.scenario import Scenario
from budgetsim.verification.evidence.design import CONTRASTS, Experiment, Look
from budgetsim.verification.evidence.estimate import Estimate, draws, over_seeds
from budgetsim.verification.evidence.finding import FieldFinding, Other, line_of
from budgetsim.verification.evidence.folder import files_named
from budgetsim.verification.evidence.read import read_experiments
from budgetsim.verification.evidence.register import check_register
from budgetsim.verification.evidence.worlds import Worlds

Progress = Callable[[int, int, str], None]
"""Told the number of finished and of planned experiments, and what comes next."""
Order = tuple[int, Experiment, int | None]

AT_ONCE = 100
"""Seeds whose panels are held in memory together."""
MUCH = 1_000
"""Seeds of an experiment from which all processors pay for their start (a second each)."""


def run_evidence(
    names: Sequence[str],
    *,
    replications: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[FieldFinding]:
    """Return the findings of some field experiments, in their order.

    Parameters
    ----------
    names
        Names of experiments, or paths of files; all if there is none.
    replications
        Seeds 0, 1, … of each experiment; by default as many as its file says.
    workers
        Processes; by default one, or all processors where there are very many seeds. No number depends on it.
    progress
        Told how far it is.

    Raises
    ------
    ScenarioError
        If a name is unknown, with every fault of every file, or if a published finding was edited after it was
        registered.
    """
    check_register()
    experiments = read_experiments(files_named(names))
    orders = [(place, experiment, replications) for place, experiment in enumerate(experiments)]
    found: list[list[FieldFinding]] = [[] for _ in orders]
    for done, (place, lines) in enumerate(_run(orders, workers, progress), 1):
        found[place] = lines
        if progress is not None and done < len(orders):
            progress(done, len(orders), experiments[done].title)
    return [line for lines in found for line in lines]


def planned_worlds(
    experiments: Sequence[Experiment], replications: int | None
) -> list[tuple[Scenario, int, int]]:
    """Return the scenarios that experiments simulate, each with its recorded years and its number of seeds."""
    found: list[tuple[Scenario, int, int]] = []
    for experiment in experiments:
        looks = [target.look for target in experiment.targets if target.look is not None]
        looks += [reading.look for reading in experiment.readings]
        seeds = replications or experiment.replications
        own: list[tuple[Scenario, int, int]] = []
        for look in looks:
            arms = [*look.arms(), *(look.arms(moderated=True) if look.kind == "interaction" else ())]
            for arm in arms if look.kind in CONTRASTS else arms[:1]:
                world = (arm, look.years, seeds)
                own += [] if world in own else [world]
        found += own
    return found


def run_order(order: Order) -> tuple[int, list[FieldFinding]]:
    """Return the place of an experiment and its findings."""
    place, experiment, replications = order
    return place, run_experiment(experiment, replications)


def run_experiment(experiment: Experiment, replications: int | None = None) -> list[FieldFinding]:
    """Return the findings of one experiment; its readings belong to the first target that is compared."""
    looks = [target.look for target in experiment.targets if target.look is not None]
    looks += [reading.look for reading in experiment.readings]
    found = iter(estimates(looks, replications or experiment.replications, experiment.pool))
    judged = [next(found) if target.look else None for target in experiment.targets]
    others = [
        Other(reading.what, reading.look.outcome, reading.look.kind, next(found))
        for reading in experiment.readings
    ]
    first = next((place for place, target in enumerate(experiment.targets) if target.look), 0)
    return [
        line_of(experiment, target, judged[place], tuple(others) if place == first else ())
        for place, target in enumerate(experiment.targets)
    ]


def estimates(looks: Sequence[Look], seeds: int, pool: int = 1) -> list[Estimate]:
    """Return what some looks see under the seeds 0, 1, …; all looks meet the same seeds."""
    parts = []
    for together in batches(seeds, pool):
        worlds = Worlds(tuple(together), pool)
        parts.append([draws(look, worlds) for look in looks])
    return [over_seeds(np.concatenate(column)) for column in zip(*parts, strict=True)]


def batches(seeds: int, pool: int) -> list[range]:
    """Return the seeds whose panels are held together: whole pools, what is left over with the last of them."""
    size = max(1, AT_ONCE // pool) * pool
    edges = [0, *range(size, seeds - pool + 1, size), seeds]
    return [range(first, last) for first, last in pairwise(edges)]


def _run(
    orders: Sequence[Order], workers: int | None, progress: Progress | None
) -> Iterator[tuple[int, list[FieldFinding]]]:
    from budgetsim.studies.executors import available_processors, open_executor

    if progress is not None and orders:
        progress(0, len(orders), orders[0][1].title)
    most = max((seeds or experiment.replications for _, experiment, seeds in orders), default=0)
    count = workers or (available_processors() if most >= MUCH else 1)
    with open_executor(min(count, max(1, len(orders)))) as pool:
        yield from pool.map(run_order, orders)
