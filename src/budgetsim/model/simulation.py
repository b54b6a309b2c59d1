"""``simulate``: scenarios under seeds, run in chunks whose cut depends on the design alone, as tidy results."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.language import told
from budgetsim.model import measures, panel
from budgetsim.model.batch import Batch, Columns, batches_of, lengths_of, names_of
from budgetsim.model.engine.choice import WORTH_LOADING, Engine, can_compile, engine_of, is_worth_compiling
from budgetsim.model.fiscal_year import Behaviour
from budgetsim.model.result import Result
from budgetsim.model.run import PolicyRule, Run, draw_batch
from budgetsim.model.shocks import Shocks
from budgetsim.model.state import Year
from budgetsim.model.treatment import Ruled
from budgetsim.model.world import World
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario, ScenarioError, load_scenario, tell_late
from budgetsim.scenario_files.faults import listed
from budgetsim.seeds import seed_list

# How runs are grouped into chunks that share one pass through the physics, and run --------------------------


CHUNK_ELEMENTS = 16_000
"""Point × seed × department in one chunk: small enough for the cache, large enough to hide call overhead."""
COMPILED_ELEMENTS = 64_000
"""The same where runs are compiled: each is lived by itself, and only what it begins with is made for all at once."""
COMPILED_DRAWS = 2_000_000
"""Numbers drawn at a time for compiled runs, which need all years of a seed."""
DRAWS_A_YEAR = 50
"""Numbers that are drawn for a department in a year, at most."""
KEPT_DRAWS = 32_000_000
"""Numbers drawn for one group of seeds that may be kept in memory for the next group of points."""


@dataclass(frozen=True)
class Job:
    """What is asked for: scenarios with the years to record, seeds, and code that replaces the model's own rules."""

    scenarios: Sequence[Scenario]
    years: tuple[int, ...]
    seeds: tuple[int, ...]
    behaviour: Behaviour | None = None
    policy_rule: PolicyRule | None = None
    observer: Observer | None = None

    @property
    def has_code(self) -> bool:
        """Whether Python code looks or steps into the runs."""
        return any(code is not None for code in (self.behaviour, self.policy_rule, self.observer))


@dataclass(frozen=True)
class Chunk:
    """Indices of scenarios and seeds that run together."""

    points: tuple[int, ...]
    seeds: tuple[int, ...]


Observer = Callable[[Chunk, int, World], None]
"""What sees a chunk's world after every month of every recorded year (counted from 1), and changes nothing."""


@dataclass(frozen=True)
class ChunkResult:
    """Outcomes (point, seed, year, outcome), and the panel (point, seed, year, department, column) on request.

    ``ruled`` holds what a policy rule had set in each recorded year of its single run.
    """

    chunk: Chunk
    outcomes: Array
    departments: Array | None
    archetypes: NDArray[np.intp] | None
    ruled: Ruled = ()


def run_job(
    job: Job, *, departments: bool = False, engine: str | None = None, threads: int = 1
) -> Iterator[ChunkResult]:
    """Run a job chunk by chunk. Results depend on scenario and seed only, never on the grouping or the engine.

    Raises
    ------
    EngineError
        If there is no such ``engine``, or it cannot be used here.
    """
    chosen = engine_of(engine)
    for batch in batches_of(job.scenarios, job.years):
        is_compiled = _is_compiled(job, batch, chosen, departments=departments)
        if is_compiled and not job.has_code:
            yield from _run_compiled(job, batch, departments=departments, threads=threads)
            continue
        how: Engine = chosen if is_compiled else "numpy"
        # A policy rule sees one run at a time: its levers, categories included, may differ between seeds.
        limit = (
            1 if job.policy_rule is not None else max(1, CHUNK_ELEMENTS // batch.first.district.departments)
        )
        width = even(len(batch), limit)
        depth = even(len(job.seeds), max(1, limit // width))
        by_place = {place: job.scenarios[place] for place in batch.places}
        for start in range(0, len(job.seeds), depth):
            seeds = tuple(range(start, min(start + depth, len(job.seeds))))
            yield from _run_seeds(job, batch, by_place, width, seeds, how, departments=departments)


def _is_compiled(job: Job, batch: Batch, engine: Engine, *, departments: bool) -> bool:
    """Whether a batch is compiled: nothing that is done sooner without."""
    if engine == "numpy" or not can_compile():
        return False
    if engine == "compiled":
        return True
    work = _months(batch) * len(job.seeds)
    alone = len(batch) * len(job.seeds) if job.policy_rule is not None else 0
    if work < WORTH_LOADING and alone <= 1:
        return False
    forms = _forms(batch, departments=departments)
    if job.has_code:
        from budgetsim.model.engine import coded  # where there is something to compile

        cutting = coded.cutting_of(job.behaviour, job.policy_rule, job.observer)
        return coded.are_worth_it(forms, cutting, months=work, alone=alone, departments=departments)
    return is_worth_compiling({forms: work})


def _months(batch: Batch) -> float:
    """Return the department-months of a batch under one seed."""
    first = batch.first
    return 12.0 * (first.protocol.burn_in + batch.years) * first.district.departments * len(batch)


def _forms(batch: Batch, *, departments: bool) -> Any:
    """Return the forms that the years of a batch have, which name its program."""
    from budgetsim.model.engine import chunks  # where there is something to compile

    return chunks.group_of(batch, departments=departments).forms


def programs_of(
    scenarios: Sequence[Scenario], years: int | None = None, *, departments: bool = False
) -> dict[Any, float]:
    """Return the programs that runs of some scenarios are, with the department-months of each under one seed."""
    months: dict[Any, float] = {}
    for batch in batches_of(scenarios, lengths_of(scenarios, _years(years))):
        forms = _forms(batch, departments=departments)
        months[forms] = months.get(forms, 0.0) + _months(batch)
    return months


def _run_compiled(job: Job, batch: Batch, *, departments: bool, threads: int) -> Iterator[ChunkResult]:
    from budgetsim.model.engine import chunks  # where there is something to compile

    asked = chunks.group_of(batch, departments=departments)
    count, protocol = batch.first.district.departments, batch.first.protocol
    # Draws of version 2 are worked out by the program, under one seed after the other.
    inside = protocol.stream_version > 1
    per_seed = 1 if inside else (protocol.burn_in + batch.years) * DRAWS_A_YEAR * count
    limit = max(1, COMPILED_ELEMENTS // count)
    width = even(len(batch), limit)
    depth = even(len(job.seeds), max(1, min(limit // width, COMPILED_DRAWS // per_seed)))
    parts = [batch.some(start, start + width) for start in range(0, len(batch), width)]
    shocks: Shocks | None = None
    for start in range(0, len(job.seeds), depth):
        seeds = tuple(range(start, min(start + depth, len(job.seeds))))
        values = [job.seeds[i] for i in seeds]
        if shocks is None:
            shocks = draw_batch(batch, values, keep=True, block=None)
        else:
            shocks.turn_to(values)
        for part in parts:
            outcomes, panels, archetypes = chunks.live(
                asked, part, shocks, departments=departments, threads=threads
            )
            kinds = archetypes if departments else None
            yield ChunkResult(Chunk(part.places, seeds), outcomes, panels, kinds)


def even(count: int, largest: int) -> int:
    """Return the size of equal pieces of at most ``largest``; a small last one would cost the calls of a full one."""
    pieces = -(-count // largest)
    return -(-count // pieces)


def _run_seeds(  # noqa: PLR0913 - some seeds of a batch of a job
    job: Job,
    batch: Batch,
    by_place: Mapping[int, Scenario],
    width: int,
    seeds: tuple[int, ...],
    how: Engine,
    *,
    departments: bool,
) -> Iterator[ChunkResult]:
    """Run all points of a batch, whose scenarios are given ``by_place``, under some seeds, so many points at a time."""
    years = batch.first.protocol.burn_in + batch.years
    drawn = years * DRAWS_A_YEAR * len(seeds) * batch.first.district.departments
    keep, values = len(batch) > width and drawn <= KEPT_DRAWS, [job.seeds[i] for i in seeds]
    shocks: Shocks | None = None
    for start in range(0, len(batch), width):
        if shocks is None or not keep:
            shocks = draw_batch(batch, values, keep=keep)
        points = batch.places[start : start + width]
        scenarios = [by_place[place] for place in points]
        yield run_chunk(job, Chunk(points, seeds), scenarios, shocks, how, departments=departments)


def run_chunk(  # noqa: PLR0913 - one chunk of a job
    job: Job,
    chunk: Chunk,
    scenarios: Sequence[Scenario],
    shocks: Shocks,
    how: Engine = "numpy",
    *,
    departments: bool,
) -> ChunkResult:
    """Run all points and seeds of a chunk through burn-in and recorded years."""
    years = job.years[chunk.points[0]]
    options: dict[str, Any] = {"behaviour": job.behaviour, "policy_rule": job.policy_rule}
    if how != "numpy":
        from budgetsim.model.engine import coded, single  # where there is something to compile

        cutting = coded.cutting_of(job.behaviour, job.policy_rule, job.observer)
        options |= {"cutting": cutting, "departments": departments, "thrifty": how == "auto"}
        compiled = single.CompiledRun(scenarios, shocks, years, **options)
        outcomes, table = coded.live(compiled, _watch(job, chunk, compiled), departments=departments)
        kinds = compiled.world.traits.archetype if departments else None
        return ChunkResult(chunk, outcomes, table, kinds, compiled.ruled)
    run = Run(scenarios, shocks, years, **options)
    points, seeds, count = run.world.shape
    outcomes = np.empty((points, seeds, years, len(measures.OUTCOMES)))
    table = np.empty((points, seeds, years, count, len(panel.DEPARTMENT_COLUMNS))) if departments else None
    for number, books in enumerate(run.recorded_years(_watch(job, chunk, run))):
        _record(books, outcomes[:, :, number], None if table is None else table[:, :, number])
    return ChunkResult(chunk, outcomes, table, run.world.traits.archetype if departments else None, run.ruled)


def _watch(job: Job, chunk: Chunk, run: Run) -> Callable[[World], None] | None:
    """Return what shows the world of a run to the observer, if there is one."""
    observer = job.observer
    return None if observer is None else lambda world: observer(chunk, run.year, world)


def _record(books: Year, into: Array, table: Array | None) -> None:
    for column, measured in enumerate(measures.measure_all(books).values()):
        into[..., column : column + 1] = measured
    if table is not None:
        for column, measured in enumerate(panel.measure_departments(books).values()):
            table[..., column] = measured


# ``simulate``: many runs at once, one line for the user -----------------------------------------------------


ScenarioLike = Scenario | str | os.PathLike[str]


def simulate(  # noqa: PLR0913 - the public interface
    scenarios: ScenarioLike | Iterable[ScenarioLike],
    seeds: int | Iterable[int],
    years: int | None = None,
    *,
    departments: bool = False,
    behaviour: Behaviour | None = None,
    policy_rule: PolicyRule | None = None,
    observer: Observer | None = None,
    engine: str | None = None,
) -> Result:
    """Run every scenario under every seed.

    Parameters
    ----------
    scenarios
        One scenario or several, as objects, names of reference scenarios or paths of scenario files.
    seeds
        A number n for the seeds 0…n−1, or the seeds themselves. Two scenarios under one seed meet the same world.
    years
        Recorded years; by default each scenario's own. A ``ScenarioWarning`` tells of changes that come later.
    departments
        Keep the yearly panel of departments too.
    behaviour
        Function from a ``DepartmentView`` of arrays to a ``Decision`` of arrays, for all departments.
    policy_rule
        Function from a ``BureauView`` to a dict of next year's levers. Runs go one by one then.
    observer
        Function of a chunk, a recorded year and the chunk's world, called after every month; it measures and changes
        nothing, as ``budgetsim.model.ledger.Ledger`` does. The arrays go on with the run: copy what is to be kept.
    engine
        ``"auto"``, ``"compiled"`` or ``"numpy"``; by default what ``BUDGETSIM_ENGINE`` says, or auto, which compiles
        where that is worth it. All give the same bits. Compiled years are cut where Python code looks or steps in.

    Raises
    ------
    ScenarioError
        If a scenario is wrong or two have the same name.
    DecisionError
        If ``behaviour`` returns something inadmissible.
    EngineError
        If there is no such engine, or llvmlite is missing for the compiled one.
    """
    chosen = _scenarios(scenarios)
    horizon = _years(years)
    if horizon is not None:
        tell_late(chosen, horizon)
    return run_scenarios(
        chosen,
        seeds,
        years,
        departments=departments,
        behaviour=behaviour,
        policy_rule=policy_rule,
        observer=observer,
        engine=engine,
    )


def run_scenarios(  # noqa: PLR0913 - as ``simulate``
    chosen: Sequence[Scenario],
    seeds: int | Iterable[int],
    years: int | None = None,
    *,
    departments: bool = False,
    behaviour: Behaviour | None = None,
    policy_rule: PolicyRule | None = None,
    observer: Observer | None = None,
    engine: str | None = None,
    threads: int = 1,
) -> Result:
    """Run scenarios that are checked already, as ``simulate`` does; whether reforms come in time is not asked.

    Compiled runs may share ``threads`` of this process; how many changes no number.
    """
    chosen = _scenarios(chosen)
    names, numbers, lengths = names_of(chosen), seed_list(seeds), lengths_of(chosen, _years(years))
    job = Job(chosen, lengths, numbers, behaviour, policy_rule, observer)
    values: dict[str, Array] = {}
    panels: dict[str, Array] = {}
    kinds: dict[str, NDArray[np.intp]] = {}
    ruled: dict[str, list[Ruled]] = {}
    for done in run_job(job, departments=departments, engine=engine, threads=threads):
        for row, point in enumerate(done.chunk.points):
            _put(values, names[point], done.chunk.seeds, done.outcomes[row], len(numbers))
            if done.departments is not None and done.archetypes is not None:
                _put(panels, names[point], done.chunk.seeds, done.departments[row], len(numbers))
                _put(kinds, names[point], done.chunk.seeds, done.archetypes[row], len(numbers))
                if policy_rule is not None:
                    of_seed = ruled.setdefault(names[point], [()] * len(numbers))
                    of_seed[done.chunk.seeds[0]] = done.ruled
    code = {"behaviour": behaviour, "policy_rule": policy_rule}
    named = {role: code_name(given) for role, given in code.items() if given is not None}
    return Result(chosen, numbers, lengths, values, panels, kinds, named, ruled)


def code_name(code: Any) -> str:
    """Name under which user code is recorded, ``module:qualified_name``."""
    kind = code if hasattr(code, "__qualname__") else type(code)
    return f"{kind.__module__}:{kind.__qualname__}"


def _put(into: dict[str, Any], name: str, seeds: Sequence[int], values: NDArray[Any], count: int) -> None:
    """Put what a point found under some seeds, which follow each other, to what it finds under all ``count``."""
    if name not in into:
        into[name] = np.empty((count, *values.shape[1:]), dtype=values.dtype)
    into[name][seeds[0] : seeds[-1] + 1] = values


def _scenarios(given: ScenarioLike | Iterable[ScenarioLike]) -> Sequence[Scenario]:
    several = [given] if isinstance(given, str | Scenario | os.PathLike) else given
    chosen = several if isinstance(several, Columns) else tuple(map(load_scenario, several))
    if not len(chosen):
        raise ScenarioError(told("fault-no-scenario"))
    counts = Counter(names_of(chosen))
    twice = sorted(name for name, count in counts.items() if count > 1)
    if twice:
        example = repr(f"{twice[0]}_2")
        raise ScenarioError(told("fault-same-name", names=listed(map(repr, twice)), example=example))
    return chosen


def _years(years: Any) -> int | None:
    if years is None:
        return None
    if isinstance(years, bool) or not isinstance(years, int | np.integer) or years < 1:
        raise ValueError(told("fault-run-years", years=repr(years)))
    return int(years)
