"""Synthetic worlds with known effects: runs by a formula instead of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from budgetsim.kinds.effects.design import Design, Plan, Steps
from budgetsim.kinds.effects.levers import Lever, read_levers
from budgetsim.kinds.effects.question import Question
from budgetsim.kinds.effects.runs import Runs
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.studies.ask import pose
from budgetsim.studies.windows import Window

BASE = Scenario().replace(name="base_case", years=10)
PARTS = ("effects", "dose", "factorial", "sequencing", "cost")
Values = Mapping[str, Any]


def complete(base: Scenario, given: Mapping[str, Any]) -> Design:
    """The question that was asked in Python, with its usual values."""
    return pose(Question, {"scenario": base, **given}, flags=False).design


def levers(*texts: str) -> tuple[Lever, ...]:
    return read_levers(texts, (), BASE, 1)


def plan_of(*texts: str, parts: Sequence[str] = PARTS, second_year: int = 4) -> Plan:
    return Plan(BASE, levers(*texts), tuple(parts), 1, second_year)


def final(plan: Plan, steps: Steps) -> dict[str, Any]:
    """Values of the levers once all reforms are made."""
    return {lever.name: lever.own for lever in plan.levers} | {
        name: value for _, moved in steps for name, value in moved
    }


def dummies(plan: Plan, values: Values) -> dict[str, float]:
    """0 where a lever is low, 1 where it is high, by letters A, B, C in the order of the plan."""
    return {
        chr(ord("A") + place): (float(values[lever.name]) - lever.low) / (lever.high - lever.low)
        for place, lever in enumerate(plan.levers)
    }


def runs_of(  # noqa: PLR0913 - sizes, each with its default
    plan: Plan,
    response: Callable[[Values], float | Array],
    *,
    seeds: int = 30,
    outcomes: Sequence[str] = ("net_social_value",),
    luck: float = 1.0,
    noise: float = 0.0,
    number: int = 0,
) -> Runs:
    """Runs whose outcomes are a response, luck that all points of a seed share, and noise of every run."""
    draw = np.random.default_rng(number)
    mean = np.stack([
        np.broadcast_to(response(final(plan, steps)), len(outcomes)) for steps in plan.names
    ])  # fmt: skip
    values = mean[:, None, :] + luck * draw.normal(size=(1, seeds, len(outcomes)))
    values = values + noise * draw.normal(size=(len(plan.names), seeds, len(outcomes)))
    return Runs(tuple(plan.names.values()), tuple(range(seeds)), tuple(outcomes), values)


@dataclass(frozen=True)
class YearlyStudy:
    """What ``read_windows`` needs of a study: its rows, here by a formula of the year and the steps."""

    plan: Plan
    response: Callable[[int, Values, Steps], float]
    years: int
    seeds: int = 5
    outcome: str = "net_social_value"

    def window_tables(self, windows: Sequence[Window], outcomes: Sequence[str] | None = None) -> list[Any]:
        assert list(outcomes or ()) == [self.outcome]
        rows = [
            {"scenario": name, "seed": seed, "year": year, self.outcome: seed + self._at(year, steps)}
            for steps, name in self.plan.names.items()
            for seed in range(self.seeds)
            for year in range(1, self.years + 1)
        ]
        frame = pd.DataFrame(rows)
        late = [frame[frame["year"].isin(window(self.years))] for window in windows]
        return [
            own.groupby(["scenario", "seed"], sort=False)[self.outcome].mean().reset_index() for own in late
        ]

    def _at(self, year: int, steps: Steps) -> float:
        values = {lever.name: lever.own for lever in self.plan.levers}
        for when, moved in steps:
            values |= dict(moved) if when <= year else {}
        return self.response(year, values, steps)


def cells(table: pd.DataFrame, **where: Any) -> dict[str, Any]:
    """The one row of a table where columns have these values."""
    for name, value in where.items():
        table = table[table[name] == value]
    assert len(table) == 1, f"{len(table)} rows for {where}"
    return {str(name): value for name, value in table.iloc[0].items()}
