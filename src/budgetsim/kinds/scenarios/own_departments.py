"""What each department had, spent and lost in a year, by name and in the scenario's money; and all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from budgetsim.language import Language
from budgetsim.scenario import Money
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.store import StudyResult
from budgetsim.studies.summary import t_interval
from budgetsim.studies.table import Column, Interval, Label, Table

if TYPE_CHECKING:
    import pandas as pd

MOST_SHOWN = 40
"""Rows that a terminal shows."""
AMOUNTS = ("budget", "spent", "diverted", "passive", "rush_loss", "lapsed")
"""What is told of a department: sums of money of a year."""


@dataclass(frozen=True)
class OwnDepartment:
    """Amounts of a department, means over the last years, in mean budgets; without a name, of all together."""

    scenario: str
    name: str
    amounts: Mapping[str, Interval]


def own_departments(result: StudyResult, scenarios: Sequence[str]) -> tuple[OwnDepartment, ...]:
    """Return the amounts of every department and of all together, by scenario; none where no panel was stored."""
    if not result.about["departments"]:
        return ()
    panel = result.departments
    names = panel["name"] if "name" in panel else panel["department"]
    panel = panel.assign(
        name=names.fillna(panel["department"]).astype(str),
        diverted=panel["diverted"] + panel["concealed"],
        lapsed=panel["budget"] - panel["spent"] - panel["kept"],
    )
    panel = panel[panel["year"] > panel.groupby("scenario")["year"].transform("max") - LAST_YEARS]
    departments: list[OwnDepartment] = []
    for scenario in scenarios:
        own = panel[panel["scenario"] == scenario]
        years = own["year"].nunique()
        by_seed = own.groupby(["name", "seed"], sort=False)[list(AMOUNTS)].sum() / years
        departments += [_of(scenario, str(name), rows) for name, rows in by_seed.groupby("name", sort=False)]
        departments.append(_of(scenario, "", own.groupby("seed")[list(AMOUNTS)].sum() / years))
    return tuple(departments)


def _of(scenario: str, name: str, by_seed: pd.DataFrame) -> OwnDepartment:
    values = by_seed.to_numpy(dtype=np.float64)
    count = np.full(len(AMOUNTS), float(len(values)))
    mean = values.mean(axis=0)
    low, high = t_interval(mean, values.std(axis=0, ddof=1 if len(values) > 1 else 0), count)
    ends = [mean.tolist(), *([end if np.isfinite(end) else None for end in own] for own in (low, high))]
    amounts = {key: Interval(*own) for key, own in zip(AMOUNTS, zip(*ends, strict=True), strict=True)}
    return OwnDepartment(scenario, name, amounts)


def in_own_money(cell: Interval, money: Money, departments: int) -> Interval:
    """Return an amount in mean budgets in money."""
    ends = (cell.value, cell.low, cell.high)
    return Interval(*(None if end is None else money.of_budgets(end, departments) for end in ends))


class WithDepartments(Protocol):
    """What an answer says of its departments."""

    @property
    def own_departments(self) -> tuple[OwnDepartment, ...]:
        """Amounts of every department; none where no panel was stored."""

    @property
    def departments(self) -> Mapping[str, int]:
        """Number of departments of each scenario."""

    @property
    def years(self) -> int:
        """Recorded years."""

    @property
    def money(self) -> Money | None:
        """The money in which they are told."""


def departments_tables(answer: WithDepartments) -> list[Table]:
    """Return the amounts of departments as a table; none where no panel was stored, or no money is declared."""
    departments, money, numbers = answer.own_departments, answer.money, answer.departments
    last = str(min(LAST_YEARS, answer.years))
    if not departments or money is None:
        return []
    columns = [
        *([Column("scenario", "text")] if len(numbers) > 1 else []),
        Column("department", "label", "money-head-department"),
        *(Column(key, "number", f"money-head-{key.replace('_', '-')}", half=True) for key in AMOUNTS),
    ]
    rows = []
    for one in departments:
        cells = [in_own_money(one.amounts[key], money, numbers[one.scenario]) for key in AMOUNTS]
        first = [one.scenario] if len(numbers) > 1 else []
        rows.append((*first, _name(one.name), *cells))

    def title(say: Language) -> str:
        return say("money-table-departments", unit=money.unit)

    return [
        Table(
            "departments-money", columns, rows, title,
            lambda say: say("money-note-departments", last=last), file="departments_money.csv",
            audience="everybody" if len(rows) <= MOST_SHOWN else "report",
        )
    ]  # fmt: skip


def _name(name: str) -> Label:
    return Label(name or "all", lambda say: name or say("money-all-departments"))
