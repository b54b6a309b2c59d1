"""Runs for the lab, and the reference scenarios that they start from.

Runs are pure, kept in memory, and shared between sessions because they depend on nothing else. The numbers are those
of ``simulate``, levels and differences those of ``budgetsim compare --json``: the same functions make them. Nothing
here knows a session. Where there are workers, they simulate (``budgetsim.app.workers``).

Of a world month by month, what reached the bureau and what nobody but the researcher sees are separate records, so that
a page that shows the bureau's view cannot show anything else by mistake.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from budgetsim.app.workers import at_work
from budgetsim.declarations import ARCHETYPES
from budgetsim.model.bureau import BureauView
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.run import last_view
from budgetsim.model.simulation import Chunk, Job, run_job, simulate
from budgetsim.model.world import World
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.scenario_files.resolve import reference_files
from budgetsim.studies import summary
from budgetsim.studies.band import FUNDS, GAIN, VALUE, Stance, stance_of, under_stances

if TYPE_CHECKING:
    import pandas as pd

FIRST = "wangcheng_2022"
"""The scenario that everything starts from: the status quo."""
COSTS = ("effort_cost", "risk_cost", "compliance_cost", "rush_loss")
"""Costs that tables of key outcomes have no room for, but that are part of the price of a policy."""
COUNTED = (*KEY_OUTCOMES, *COSTS)
"""Outcomes that are compared between policies."""
KEPT_RUNS = 256
"""Batches of outcomes kept in memory: some 60 kB each for 20 seeds and ten years."""
KEPT_COMPARISONS = 256
"""Comparisons kept: some 20 kB each."""
KEPT_PANELS = 32
"""Panels of departments kept: some 150 kB each for one seed, sixty departments and ten years."""
MONTHS = 12
CUBES = ("budget", "spent", "findings", "diverted")
KEPT_WORLDS = 24
"""Worlds kept in memory: some 0.5 MB each for sixty departments and ten years."""


OWN = "BUDGETSIM_LAB_SCENARIO"
"""Environment variable with the file of a scenario of somebody's own, from which pages may start too."""


def add(path: str) -> None:
    """Let pages start from a scenario of somebody's own too (``own.bring`` checks it); from none if it is empty."""
    os.environ[OWN] = path
    _own.cache_clear()
    reference_names.cache_clear()


@cache
def _own() -> Scenario | None:
    path = os.environ.get(OWN, "")
    return load_scenario(path) if path else None


def _is_own(name: str) -> bool:
    own = _own()
    return own is not None and own.name == name


def file_of(name: str) -> str:
    """Return what a terminal calls a scenario: its name, or the file of one's own."""
    return os.environ[OWN] if _is_own(name) else name


@cache
def _reference(name: str) -> Scenario:
    return load_scenario(name)


def reference_scenario(name: str) -> Scenario:
    """Return a scenario to start from: a reference scenario, or the one that the lab was opened with."""
    own = _own()
    return own if own is not None and own.name == name else _reference(name)


@cache
def reference_names() -> tuple[str, ...]:
    """Return the names of scenarios to start from, the status quo first and then one's own."""
    own = _own()
    first = (FIRST,) if own is None else (FIRST, own.name)
    return (*first, *(name for name in sorted(reference_files()) if name != FIRST))


@dataclass(frozen=True)
class Request:
    """What determines a batch of runs; requests are equal when all their numbers are."""

    key: str
    seeds: tuple[int, ...]
    years: int
    scenario: Scenario = field(compare=False)


def request(scenario: Scenario, seeds: Sequence[int], years: int) -> Request:
    """Return the request for a scenario under some seeds for some recorded years."""
    settings = scenario.to_dict() | {"description": "", "extends": ""}
    return Request(json.dumps(settings, sort_keys=True), tuple(seeds), years, scenario)


def outcomes(scenarios: Sequence[Scenario], seeds: Sequence[int], years: int) -> pd.DataFrame:
    """Return yearly outcomes, one row per scenario × seed × year: ``simulate(...).outcomes``. Do not write into it.

    Scenarios need different names; under one seed all of them meet the same world.
    """
    return at_work(_together, tuple(request(scenario, seeds, years) for scenario in scenarios))


def panel(scenario: Scenario, seed: int, years: int) -> pd.DataFrame:
    """Return the yearly panel of departments of one run: ``simulate(..., departments=True).departments``."""
    return _panel(request(scenario, (seed,), years)).copy(deep=False)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two policies in the same worlds. Do not write into the tables."""

    levels: pd.DataFrame
    """Means over the last years with 95 % intervals over seeds, as ``--json`` gives them."""
    differences: pd.DataFrame
    """Differences from the first scenario, paired by seed, as ``--json`` gives them."""
    paths: pd.DataFrame
    """Mean and 95 % interval over seeds by scenario, year and outcome."""
    band: tuple[float, float]
    """Smallest and largest difference of net social value over stances on transfers and public funds."""


def compare(
    scenarios: Sequence[Scenario], seeds: Sequence[int], years: int, shown: Sequence[str], over_years: str
) -> Comparison:
    """Compare scenarios in some outcomes, and return the path of one; a page of a few need not wait for the others."""
    asked = tuple(request(scenario, seeds, years) for scenario in scenarios)
    return _compare(asked, tuple(shown), over_years)


@lru_cache(maxsize=KEPT_COMPARISONS)
def _compare(asked: tuple[Request, ...], shown: tuple[str, ...], over_years: str) -> Comparison:
    return at_work(_compared, asked, shown, over_years)


def _compared(asked: tuple[Request, ...], shown: tuple[str, ...], over_years: str) -> Comparison:
    table = _together(asked)
    means = summary.run_means(table[[*summary.KEYS, *shown]])
    paths = summary.trajectories(table[[*summary.KEYS, over_years]])
    band = _band(table, {one.scenario.name: stance_of(one.scenario) for one in asked})
    return Comparison(summary.level_table(means), summary.difference_table(means), paths, band)


def _band(table: pd.DataFrame, told: dict[str, Stance]) -> tuple[float, float]:
    under = under_stances(summary.run_means(table[[*summary.KEYS, VALUE, GAIN, FUNDS]]), told)
    if under is None:
        return math.nan, math.nan
    found = summary.difference_table(under)["mean"]
    return float(found.min()), float(found.max())


def _together(asked: Sequence[Request]) -> pd.DataFrame:
    import pandas as pd

    return pd.concat([_outcomes(one) for one in asked], ignore_index=True)


@lru_cache(maxsize=KEPT_RUNS)
def _outcomes(asked: Request) -> pd.DataFrame:
    return simulate([asked.scenario], asked.seeds, asked.years).outcomes


@lru_cache(maxsize=KEPT_PANELS)
def _panel(asked: Request) -> pd.DataFrame:
    return at_work(_departments, asked)


def _departments(asked: Request) -> pd.DataFrame:
    return simulate([asked.scenario], asked.seeds, asked.years, departments=True).departments


Cube = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """What the bureau knows: cash execution and findings (year, month, department), and its view of each year."""

    budget: Cube
    spent: Cube
    findings: Cube
    """Findings so far in the year, audit included in December."""
    views: tuple[BureauView, ...]
    before: BureauView | None
    """Its view after the burn-in: last year's files when the first year begins."""


@dataclass(frozen=True)
class Hidden:
    """What departments keep to themselves: money diverted so far (year, month, department), and yearly columns."""

    diverted: Cube
    """Open and concealed, not returned; in mean budgets."""
    columns: dict[str, Cube]
    """Columns of the panel, (year, department) each."""


@dataclass(frozen=True)
class Watched:
    """One world: kinds of departments, the bureau's side, the hidden side, and the district's outcomes."""

    archetypes: tuple[str, ...]
    seen: Seen
    hidden: Hidden
    outcomes: dict[str, NDArray[np.float64]]
    """District outcomes by name, one value per year."""
    names: tuple[str, ...] = ()
    """Names of departments of somebody's own."""


def watch(scenario: Scenario, seed: int, years: int) -> Watched:
    """Return one world, month by month; the numbers are those of ``simulate`` for the same scenario and seed."""
    return _watch(request(scenario, (seed,), years))


def bureau_views(scenario: Scenario, seed: int, years: int) -> tuple[BureauView, ...]:
    """Return only what the bureau knows: after the burn-in, and after each of some years."""
    seen = watch(scenario, seed, years).seen
    return seen.views if seen.before is None else (seen.before, *seen.views)


@lru_cache(maxsize=KEPT_WORLDS)
def _watch(asked: Request) -> Watched:
    """Run one world as ``simulate`` does, and look on: after every month, and through the bureau's own eyes."""
    count = asked.scenario.district.departments
    watcher = _Watcher(asked.years, count)
    job = Job((asked.scenario,), (asked.years,), asked.seeds, None, watcher.rule, watcher.month)
    (done,) = run_job(job, departments=True)
    outcomes, panel = done.outcomes[0, 0], cast("Cube", done.departments)[0, 0]
    # Sessions share what is kept: nobody may write into it.
    for array in (outcomes, panel, *watcher.cubes.values()):
        array.flags.writeable = False
    kinds = tuple(ARCHETYPES[number] for number in np.ravel(cast("Any", done.archetypes)))
    cubes = watcher.cubes
    return Watched(
        kinds,
        Seen(cubes["budget"], cubes["spent"], cubes["findings"], tuple(watcher.views), watcher.before),
        Hidden(cubes["diverted"], {name: panel[..., i] for i, name in enumerate(DEPARTMENT_COLUMNS)}),
        {name: outcomes[:, i] for i, name in enumerate(OUTCOMES)},
        () if asked.scenario.roster is None else asked.scenario.roster.names,
    )


class _Watcher:
    """Notes what a run shows, and changes nothing: its policy rule sets no lever."""

    def __init__(self, years: int, departments: int) -> None:
        self.cubes = {name: np.empty((years, MONTHS, departments)) for name in CUBES}
        self.views: list[BureauView] = []
        self.before: BureauView | None = None

    def rule(self, view: BureauView) -> dict[str, Any]:
        """Keep the bureau's view of a closed year."""
        self.views.append(view)
        return {}

    def month(self, _chunk: Chunk, year: int, world: World) -> None:
        """Keep the books of a month; ``year`` counts from 1."""
        books = world.books
        month = books.month - 1
        if year == 1 and month == 0 and world.closed is not None:
            self.before = last_view(world, 0)
        audited = books.audit_findings if month == MONTHS - 1 else 0.0
        values = (books.budget, books.spent, books.findings + audited, books.diverted + books.concealed)
        for name, value in zip(CUBES, values, strict=True):
            self.cubes[name][year - 1, month] = value[0, 0]
