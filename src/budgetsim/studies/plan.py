"""How a study is cut into parts: by its size alone, never by the number of workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.model.simulation import even
from budgetsim.scenario import Scenario
from budgetsim.studies.design import some_of
from budgetsim.studies.keep import EVERYTHING, Keep

MAX_RUNS = 512
"""Runs in a part: enough to hide the cost of a file, few enough to lose little when a run is killed."""
MAX_DEPARTMENT_YEARS = 470_000
"""Simulated department-years in a part: 512 runs of 60 departments over 15 years, and at most 130 MB of panel."""
SHARING = 8
"""Scenarios that should meet in a part, because scenarios under the same seeds share the drawn numbers."""
LIMITS = (MAX_RUNS, MAX_DEPARTMENT_YEARS, SHARING)


@dataclass(frozen=True)
class Size:
    """What of a scenario matters to the plan: recorded years, number of departments, and rows of outcomes of a run."""

    years: int
    departments: int
    rows: int


@dataclass(frozen=True)
class Part:
    """A block of scenarios × seeds (positions in the study) that is run and stored as one."""

    number: int
    block: int
    scenarios: range
    seeds: range
    rows: int
    panel_rows: int

    @property
    def runs(self) -> int:
        """Number of runs."""
        return len(self.scenarios) * len(self.seeds)


@dataclass(frozen=True)
class Plan:
    """All parts, numbered scenario block by scenario block, and within a block by seeds."""

    sizes: tuple[Size, ...]
    seeds: int
    width: int
    depth: int
    """Scenarios and seeds of a full part."""

    def parts(self) -> Iterator[Part]:
        """Yield the parts in order."""
        number = 0
        for block, first in enumerate(range(0, len(self.sizes), self.width)):
            scenarios = range(first, min(first + self.width, len(self.sizes)))
            for start in range(0, self.seeds, self.depth):
                seeds = range(start, min(start + self.depth, self.seeds))
                rows, cells = (
                    int(sums[scenarios.stop] - sums[scenarios.start]) * len(seeds) for sums in self._sums
                )
                yield Part(number, block, scenarios, seeds, rows, cells)
                number += 1

    @cached_property
    def _sums(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of outcomes, and of the panel, of so many scenarios from the first on, under one seed."""
        rows = (size.rows for size in self.sizes)
        cells = (size.years * size.departments for size in self.sizes)
        return _totals(rows), _totals(cells)

    def __len__(self) -> int:
        return -(-len(self.sizes) // self.width) * -(-self.seeds // self.depth)

    @property
    def runs(self) -> int:
        """Number of runs in all parts."""
        return len(self.sizes) * self.seeds


def _totals(counts: Iterable[int]) -> NDArray[np.int64]:
    """Return the sums of the first counts, from none of them on."""
    return np.cumsum(np.fromiter(chain((0,), counts), dtype=np.int64))


def make_plan(scenarios: Sequence[Scenario], seeds: int, years: int | None, keep: Keep = EVERYTHING) -> Plan:
    """Cut scenarios × seeds into parts of bounded size."""
    wanted = ("years", "departments", "burn_in")
    size_of: dict[tuple[Any, ...], Size] = {}
    sizes, largest = [], 1
    for about in some_of(scenarios, wanted):
        if about not in size_of:
            own_years, departments, burn_in = about
            horizon = years or own_years
            size_of[about] = Size(horizon, departments, keep.rows(horizon))
            largest = max(largest, departments * (size_of[about].years + burn_in))
        sizes.append(size_of[about])
    width, depth = block_shape(len(sizes), seeds, largest)
    return Plan(tuple(sizes), seeds, width, depth)


def block_shape(scenarios: int, seeds: int, department_years: int) -> tuple[int, int]:
    """Return scenarios and seeds per part, when the largest run simulates so many department-years."""
    capacity = min(MAX_RUNS, max(1, MAX_DEPARTMENT_YEARS // department_years))
    deepest = max(1, capacity // min(scenarios, SHARING, capacity))
    depth = even(seeds, deepest)
    return even(scenarios, max(1, capacity // depth)), depth
