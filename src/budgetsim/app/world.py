"""One world month by month: what reached the bureau, and what nobody but the researcher sees.

The two sides are separate records, so that a page that shows the bureau's view cannot show anything else by
mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from budgetsim import fiscal_year
from budgetsim.app.runs import Request, request
from budgetsim.batch import LeverCache, new_world
from budgetsim.declarations import ARCHETYPES, Policy
from budgetsim.measures import measure_all
from budgetsim.panel import measure_departments
from budgetsim.policy_rule import last_view
from budgetsim.principal.view import BureauView
from budgetsim.scenario import Scenario
from budgetsim.shocks import Shocks
from budgetsim.timeline import policies_by_year
from budgetsim.world import World

Cube = NDArray[np.float64]
MONTHS = 12
CUBES = ("budget", "spent", "findings", "diverted")
KEPT = 24
"""Worlds kept in memory: some 0.5 MB each for sixty departments and ten years."""


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


def watch(scenario: Scenario, seed: int, years: int) -> Watched:
    """Return one world, month by month; the numbers are those of ``simulate`` for the same scenario and seed."""
    return _watch(request(scenario, (seed,), years))


def bureau_views(scenario: Scenario, seed: int, years: int) -> tuple[BureauView, ...]:
    """Return only what the bureau knows: after the burn-in, and after each of some years."""
    seen = watch(scenario, seed, years).seen
    return seen.views if seen.before is None else (seen.before, *seen.views)


@lru_cache(maxsize=KEPT)
def _watch(asked: Request) -> Watched:
    count = asked.scenario.district.departments
    cubes = {name: np.empty((asked.years, MONTHS, count)) for name in CUBES}
    rows: list[dict[str, Cube]] = []
    district: list[dict[str, float]] = []
    views: list[BureauView] = []
    world, years = _opened(asked)
    before = None if world.closed is None else last_view(world, 0)
    for year, levers in enumerate(years):
        fiscal_year.open_year(world, levers)
        for month in range(MONTHS):
            fiscal_year.month(world)
            _record(world, cubes, year, month)
        books = fiscal_year.close_year(world)
        views.append(last_view(world, year + 1))
        rows.append({name: column[0, 0] for name, column in measure_departments(books).items()})
        district.append({name: float(value[0, 0, 0]) for name, value in measure_all(books).items()})
    return Watched(
        tuple(ARCHETYPES[number] for number in np.ravel(world.traits.archetype)),
        Seen(cubes["budget"], cubes["spent"], cubes["findings"], tuple(views), before),
        Hidden(cubes["diverted"], {name: np.array([row[name] for row in rows]) for name in rows[0]}),
        {name: np.array([year[name] for year in district]) for name in district[0]},
    )


def _opened(asked: Request) -> tuple[World, Iterator[Policy[Cube]]]:
    """Return a world after its burn-in, and the levers of its recorded years."""
    scenario = asked.scenario
    timeline = policies_by_year(scenario, asked.years)
    search = scenario.department.adaptive_share > 0.0
    shocks = Shocks(asked.seeds, scenario.district.departments, search=search)
    world = new_world([scenario], [timeline[0]], shocks)
    levers = LeverCache(world)
    for _ in range(scenario.protocol.burn_in):
        fiscal_year.run_year(world, levers([timeline[0]]))
    return world, (levers([policy]) for policy in timeline[1:])


def _record(world: World, cubes: dict[str, Cube], year: int, month: int) -> None:
    books = world.books
    audited = books.audit_findings if month == MONTHS - 1 else 0.0
    values = (books.budget, books.spent, books.findings + audited, books.diverted + books.concealed)
    for name, value in zip(CUBES, values, strict=True):
        cubes[name][year, month] = value[0, 0]
