"""One world month by month: what reached the bureau, and what nobody but the researcher sees.

The two sides are separate records, so that a page that shows the bureau's view cannot show anything else by
mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from budgetsim.app.runs import Request, request
from budgetsim.batch import Chunk, Job, run_job
from budgetsim.declarations import ARCHETYPES
from budgetsim.measures import OUTCOMES
from budgetsim.panel import DEPARTMENT_COLUMNS
from budgetsim.policy_rule import last_view
from budgetsim.principal.view import BureauView
from budgetsim.scenario import Scenario
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
