"""What a year's totals hide: spending month by month, and the bureau's work by task against its days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.model.mechanisms import capacity
from budgetsim.model.simulation import Chunk
from budgetsim.model.world import World
from budgetsim.numerics import Array, full, total

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.model.result import Result


MONTH_COLUMNS = ("budget", "spent", "checks", "findings")
"""Money per department in mean budgets of the first year; checks and findings per department."""
DECEMBER = 12


class Ledger:
    """An observer of ``simulate`` that keeps monthly spending and the bureau's work.

    >>> ledger = Ledger()
    >>> result = simulate("wangcheng_2022", 8, observer=ledger)  # doctest: +SKIP
    >>> ledger.months(result)  # doctest: +SKIP
    >>> ledger.work(result)  # doctest: +SKIP
    """

    def __init__(self) -> None:
        self._months: dict[tuple[int, int, int], Mapping[str, Array]] = {}
        """Cumulative (point, seed, 1) by first point, first seed and month of the run."""
        self._work: dict[tuple[int, int, int], Mapping[str, Array]] = {}
        self._chunks: dict[tuple[int, int], Chunk] = {}

    def __call__(self, chunk: Chunk, year: int, world: World) -> None:
        """Write down the state of the district after a month."""
        start = (chunk.points[0], chunk.seeds[0])
        self._chunks[start] = chunk
        self._months[(*start, DECEMBER * (year - 1) + world.books.month)] = _month(world)
        if world.books.month == DECEMBER:
            self._work[(*start, year)] = _work(world)

    def months(self, result: Result) -> pd.DataFrame:
        """Return one row per scenario x seed x year x month.

        Columns ``scenario``, ``seed``, ``year``, ``month`` (1–12), ``budget`` (of the year, as it stands then),
        ``spent``, ``checks`` and ``findings`` (in that month), all per department, money in mean budgets.
        """
        import pandas as pd

        frames = []
        for start, chunk in self._chunks.items():
            count = 1 + max(key[2] for key in self._months if key[:2] == start)
            months = [self._months[(*start, number)] for number in range(1, count)]
            columns = {name: np.stack([month[name] for month in months], axis=-1) for name in MONTH_COLUMNS}
            columns |= {name: _by_month(columns[name]) for name in MONTH_COLUMNS[1:]}
            clock = np.arange(count - 1)
            frames += _frames(
                result, chunk, columns, {"year": 1 + clock // DECEMBER, "month": 1 + clock % DECEMBER}
            )
        return _ordered(pd.concat(frames, ignore_index=True), result)

    def work(self, result: Result) -> pd.DataFrame:
        """Return one row per scenario x seed x year x task.

        Columns ``scenario``, ``seed``, ``year``, ``task``, ``days`` (staff days that the announced policy asks for)
        and ``capacity`` (staff days of the year, the same for all tasks).
        """
        import pandas as pd

        frames = []
        for start, chunk in self._chunks.items():
            yearly = [days for key, days in sorted(self._work.items()) if key[:2] == start]
            years = np.arange(1, len(yearly) + 1)
            for task in yearly[0]:
                columns = {
                    "days": np.stack([days[task] for days in yearly], axis=-1),
                    "capacity": np.stack([days["capacity"] for days in yearly], axis=-1),
                }
                if task != "capacity":
                    frames += _frames(
                        result, chunk, columns, {"year": years, "task": np.full(len(years), task)}
                    )
        return _ordered(pd.concat(frames, ignore_index=True), result)


def _month(world: World) -> dict[str, Array]:
    books, count = world.books, world.shape[2]
    kept = {"budget": books.budget, "spent": books.spent, "checks": books.checks, "findings": books.findings}
    return {name: (total(full(value, world.shape), count) / count)[..., 0] for name, value in kept.items()}


def _work(world: World) -> dict[str, Array]:
    books, count, p = world.books, world.shape[2], world.parameters.bureau
    asked = capacity.days_by_task(books.levers, p, world.bureau.memory.findings, count)
    by_task = {task: total(full(days, world.shape), count)[..., 0] for task, days in asked.items()}
    available = full(capacity.capacity(books.levers, p), (*world.shape[:2], 1))
    return by_task | {"capacity": available[..., 0].copy()}


def _by_month(cumulative: Array) -> Array:
    """Turn what was reached by the end of each month (…, month) into what each month added."""
    before = np.concatenate([np.zeros_like(cumulative[..., :1]), cumulative[..., :-1]], axis=-1)
    january = np.arange(cumulative.shape[-1]) % DECEMBER == 0
    return np.where(january, cumulative, cumulative - before)


def _frames(
    result: Result, chunk: Chunk, columns: Mapping[str, Array], clock: Mapping[str, Any]
) -> list[pd.DataFrame]:
    """Return a table for each scenario of a chunk; columns are (point, seed, time)."""
    import pandas as pd

    seeds = np.asarray(result.seeds, dtype=np.int64)[list(chunk.seeds)]
    times = len(next(iter(clock.values())))
    frames = []
    for row, point in enumerate(chunk.points):
        labels: dict[str, Any] = {
            "scenario": result.scenarios[point].name,
            "seed": np.repeat(seeds, times),
            **{name: np.tile(values, len(seeds)) for name, values in clock.items()},
        }
        frames.append(pd.DataFrame(labels | {name: values[row].ravel() for name, values in columns.items()}))
    return frames


def _ordered(table: pd.DataFrame, result: Result) -> pd.DataFrame:
    """Order rows as ``Result`` orders its own: by scenario as given, then seed and time."""
    rank = {scenario.name: number for number, scenario in enumerate(result.scenarios)}
    seeds = {seed: number for number, seed in enumerate(result.seeds)}
    keys = {"_scenario": table["scenario"].map(rank), "_seed": table["seed"].map(seeds)}
    sorted_table = table.assign(**keys).sort_values(["_scenario", "_seed", "year"], kind="stable")
    return sorted_table.drop(columns=list(keys)).reset_index(drop=True)
