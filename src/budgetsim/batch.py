"""How runs are grouped into chunks that share one pass through the physics, and run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim import measures, panel
from budgetsim.fiscal_year import Behaviour
from budgetsim.numerics import Array
from budgetsim.policy_rule import PolicyRule
from budgetsim.runs import Run, draw_shocks
from budgetsim.scenario import Scenario
from budgetsim.shocks import Shocks
from budgetsim.state import Year
from budgetsim.timeline import YearPolicy, categories, policies_by_year
from budgetsim.world import World

CHUNK_ELEMENTS = 16_000
"""Point × seed × department in one chunk: small enough for the cache, large enough to hide call overhead."""
KEPT_DRAWS = 32_000_000
"""Numbers drawn for one group of seeds that may be kept in memory for the next group of points."""


@dataclass(frozen=True)
class Job:
    """What is asked for: scenarios with the years to record, seeds, and code that replaces the model's own rules."""

    scenarios: tuple[Scenario, ...]
    years: tuple[int, ...]
    seeds: tuple[int, ...]
    behaviour: Behaviour | None = None
    policy_rule: PolicyRule | None = None
    observer: Observer | None = None


@dataclass(frozen=True)
class Chunk:
    """Indices of scenarios and seeds that run together."""

    points: tuple[int, ...]
    seeds: tuple[int, ...]


Observer = Callable[[Chunk, int, World], None]
"""What sees a chunk's world after every month of every recorded year (counted from 1), and changes nothing."""


@dataclass(frozen=True)
class ChunkResult:
    """Outcomes (point, seed, year, outcome), and the panel (point, seed, year, department, column) on request."""

    chunk: Chunk
    outcomes: Array
    departments: Array | None
    archetypes: NDArray[np.intp] | None


def run_job(job: Job, *, departments: bool = False) -> Iterator[ChunkResult]:
    """Run a job chunk by chunk. Results depend on scenario and seed only, never on the grouping."""
    timelines = [policies_by_year(s, years) for s, years in zip(job.scenarios, job.years, strict=True)]
    for group in _groups(job, timelines):
        per_point = job.scenarios[group[0]].district.departments
        # A policy rule sees one run at a time: its levers, categories included, may differ between seeds.
        limit = 1 if job.policy_rule is not None else max(1, CHUNK_ELEMENTS // per_point)
        width = even(len(group), limit)
        depth = even(len(job.seeds), max(1, limit // width))
        for start in range(0, len(job.seeds), depth):
            seeds = tuple(range(start, min(start + depth, len(job.seeds))))
            yield from _run_seeds(job, timelines, group, width, seeds, departments=departments)


def even(count: int, largest: int) -> int:
    """Return the size of equal pieces of at most ``largest``; a small last one would cost the calls of a full one."""
    pieces = -(-count // largest)
    return -(-count // pieces)


def _groups(job: Job, timelines: Sequence[Sequence[YearPolicy]]) -> list[list[int]]:
    """Points that agree on everything that selects code or shapes arrays."""
    groups: dict[Any, list[int]] = {}
    for number, scenario in enumerate(job.scenarios):
        d, protocol = scenario.district, scenario.protocol
        key = (
            job.years[number],
            categories(timelines[number]),
            protocol.score_form,
            protocol.year_end,
            protocol.burn_in,
            d.departments,
            d.network_degree,
            scenario.roster is None,
        )
        groups.setdefault(key, []).append(number)
    return list(groups.values())


def _run_seeds(  # noqa: PLR0913 - one group of seeds of one group of points
    job: Job,
    timelines: Sequence[Sequence[YearPolicy]],
    group: Sequence[int],
    width: int,
    seeds: tuple[int, ...],
    *,
    departments: bool,
) -> Iterator[ChunkResult]:
    first = job.scenarios[group[0]]
    years = first.protocol.burn_in + job.years[group[0]]
    drawn = years * 40 * len(seeds) * first.district.departments
    keep = len(group) > width and drawn <= KEPT_DRAWS
    scenarios, values = [job.scenarios[i] for i in group], [job.seeds[i] for i in seeds]
    shocks: Shocks | None = None
    for start in range(0, len(group), width):
        points = tuple(group[start : start + width])
        if shocks is None or not keep:
            shocks = draw_shocks(scenarios, values, job.years[group[0]], keep=keep)
        yield run_chunk(
            job, Chunk(points, seeds), [timelines[i] for i in points], shocks, departments=departments
        )


def run_chunk(
    job: Job, chunk: Chunk, timelines: Sequence[Sequence[YearPolicy]], shocks: Shocks, *, departments: bool
) -> ChunkResult:
    """Run all points and seeds of a chunk through burn-in and recorded years."""
    scenarios = [job.scenarios[i] for i in chunk.points]
    years = job.years[chunk.points[0]]
    run = Run(
        scenarios, shocks, years, timelines=timelines, behaviour=job.behaviour, policy_rule=job.policy_rule
    )
    points, seeds, count = run.world.shape
    outcomes = np.empty((points, seeds, years, len(measures.OUTCOMES)))
    table = np.empty((points, seeds, years, count, len(panel.DEPARTMENT_COLUMNS))) if departments else None
    observer = job.observer
    watch = None if observer is None else lambda world: observer(chunk, run.year, world)
    for number, books in enumerate(run.recorded_years(watch)):
        _record(books, outcomes[:, :, number], None if table is None else table[:, :, number])
    return ChunkResult(chunk, outcomes, table, run.world.traits.archetype if departments else None)


def _record(books: Year, into: Array, table: Array | None) -> None:
    for column, measured in enumerate(measures.measure_all(books).values()):
        into[..., column : column + 1] = measured
    if table is not None:
        for column, measured in enumerate(panel.measure_departments(books).values()):
            table[..., column] = measured
