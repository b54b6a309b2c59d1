"""How runs are grouped into chunks that share one pass through the physics, and run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import partial
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim import fiscal_year, measures, panel
from budgetsim.declarations import ARCHETYPES, Parameters, declarations
from budgetsim.fiscal_year import Behaviour
from budgetsim.numerics import Array
from budgetsim.policy_rule import PolicyRule, RuledPolicy
from budgetsim.scenario import Scenario
from budgetsim.shocks import Shocks
from budgetsim.state import Year
from budgetsim.timeline import YearPolicy, categories, policies_by_year, policy_arrays, stack
from budgetsim.traits import RosterArrays
from budgetsim.world import World, build_world

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
    optional = optional_draws([job.scenarios[i] for i in group])
    values = [job.seeds[i] for i in seeds]
    shocks: Shocks | None = None
    for start in range(0, len(group), width):
        points = tuple(group[start : start + width])
        if shocks is None or not keep:
            shocks = Shocks(values, first.district.departments, **optional, keep=keep, block=min(years, 5))
        yield run_chunk(
            job, Chunk(points, seeds), [timelines[i] for i in points], shocks, departments=departments
        )


def run_chunk(
    job: Job, chunk: Chunk, timelines: Sequence[Sequence[YearPolicy]], shocks: Shocks, *, departments: bool
) -> ChunkResult:
    """Run all points and seeds of a chunk through burn-in and recorded years."""
    scenarios = [job.scenarios[i] for i in chunk.points]
    years = job.years[chunk.points[0]]
    world = new_world(scenarios, [timeline[0] for timeline in timelines], shocks)
    recorded = np.empty((len(scenarios), len(shocks.seeds), years, len(measures.OUTCOMES)))
    table = (
        np.empty((*world.shape[:2], years, world.shape[2], len(panel.DEPARTMENT_COLUMNS)))
        if departments
        else None
    )
    levers = LeverCache(world)
    for _ in range(scenarios[0].protocol.burn_in):
        fiscal_year.run_year(world, levers([timeline[0] for timeline in timelines]), job.behaviour)
    ruled = RuledPolicy(scenarios[0], job.policy_rule)
    for year in range(1, years + 1):
        policies = [ruled.apply(timeline[year]) for timeline in timelines]
        watch = None if job.observer is None else partial(job.observer, chunk, year)
        books = fiscal_year.run_year(world, levers(policies), job.behaviour, watch)
        ruled.observe(world, year)
        _record(books, recorded[:, :, year - 1], None if table is None else table[:, :, year - 1])
    return ChunkResult(chunk, recorded, table, world.traits.archetype if departments else None)


def optional_draws(scenarios: Sequence[Scenario]) -> dict[str, bool]:
    """Return which draws some of the scenarios use that others can do without; no other draw depends on it."""
    return {
        "search": any(s.department.adaptive_share > 0.0 for s in scenarios),
        "fading": any(
            s.bureau.indicator_renewal > 0.0 or s.bureau.key_bias_persistence < 1.0 for s in scenarios
        ),
        "renewal": any(s.bureau.indicator_renewal > 0.0 for s in scenarios),
        "standards": any(
            s.bureau.self_year_drift != 0.0 or s.bureau.self_year_sd + s.bureau.key_year_sd > 0.0
            for s in scenarios
        ),
        "adjustment": any(s.bureau.adjustment_sd > 0.0 for s in scenarios),
        "productivity": any(s.department.productivity_persistence < 1.0 for s in scenarios),
        "late_demand": any(
            s.protocol.year_end == "precaution" and s.department.late_demand_spread > 0.0 for s in scenarios
        ),
    }


def new_world(scenarios: Sequence[Scenario], policies: Sequence[YearPolicy], shocks: Shocks) -> World:
    """World of some scenarios of one shape, before its first year."""
    parameters = stack_parameters(scenarios)
    no_archetypes = np.zeros((1, 1, 1), dtype=np.intp)
    levers = policy_arrays(policies, shocks.traits, no_archetypes)
    return build_world(parameters, levers, shocks, len(scenarios), roster_arrays(scenarios))


def stack_parameters(scenarios: Sequence[Scenario]) -> Parameters[Array]:
    """Parameters of several scenarios as (point, 1, 1) arrays; categorical ones must agree."""
    groups: dict[str, Any] = {}
    for group in ("department", "bureau", "district"):
        rows = [getattr(scenario, group) for scenario in scenarios]
        if all(row is rows[0] for row in rows):
            rows = rows[:1]  # one object for all points, as where only levers are varied
        groups[group] = type(rows[0])(
            **{
                f.name: stack(list(map(attrgetter(f.name), rows)))
                if declarations()[f.name].kind == "number"
                else getattr(rows[0], f.name)
                for f in fields(rows[0])
            }
        )
    return Parameters(**groups, protocol=scenarios[0].protocol)


def roster_arrays(scenarios: Sequence[Scenario]) -> RosterArrays | None:
    """The users' own departments as arrays, or ``None`` where they are drawn."""
    rosters = [scenario.roster for scenario in scenarios]
    if rosters[0] is None:
        return None
    found = [roster for roster in rosters if roster is not None]
    kinds = [[ARCHETYPES.index(a) for a in roster.archetypes] for roster in found]
    return RosterArrays(
        np.array(kinds, dtype=np.intp)[:, None, :],
        np.array([roster.sizes for roster in found], dtype=np.float64)[:, None, :],
        np.array([roster.budgets for roster in found], dtype=np.float64)[:, None, :],
    )


class LeverCache:
    """Arrays of levers, built once for years whose policies are the same objects."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._key: tuple[int, ...] = ()
        self._held: Any = None
        self._policies: Sequence[YearPolicy] = ()

    def __call__(self, policies: Sequence[YearPolicy]) -> Any:
        """Return the levers of one year."""
        key = tuple(id(policy) for policy in policies)
        if key != self._key:
            world = self._world
            self._held = policy_arrays(policies, world.shocks.traits, world.traits.archetype)
            # Holding the policies keeps their ids from being used again.
            self._key, self._policies = key, policies
        return self._held


def _record(books: Year, into: Array, table: Array | None) -> None:
    for column, measured in enumerate(measures.measure_all(books).values()):
        into[..., column : column + 1] = measured
    if table is not None:
        for column, measured in enumerate(panel.measure_departments(books).values()):
            table[..., column] = measured
