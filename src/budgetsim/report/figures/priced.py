"""Figures in money: the unit that their axes then have, and for each kind of data what is scaled before it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language
from budgetsim.numerics import BoolArray
from budgetsim.scenario import Money
from budgetsim.studies.money import ACCOUNT, PER_DEPARTMENT, SCALED

if TYPE_CHECKING:
    import pandas as pd

Priced = Callable[[Any, Money], Any]
"""Returns data with values per department as all departments together have them."""
VALUES = (
    *SCALED, "difference", "difference_low", "difference_high", "effect", "sim_low", "sim_high", "draws_low",
    "draws_high", "improvement", "improvement_low", "improvement_high", "worth", "worth_low", "worth_high",
)  # fmt: skip
"""Columns of tables with a row for each outcome that are in the outcome's unit."""
COST = ("cost", "cost_low", "cost_high")
RATIO = ("ratio", "ratio_low", "ratio_high")
ENDS = ("", "_low", "_high", "_search")
"""What follows the name of an outcome in tables with a column for each."""
ROUNDING = 1e-12
"""Values per department below which nothing but rounding is told; in a small unit it would look like money."""


@dataclass(frozen=True, eq=False)
class InMoney(Language):
    """A language in which values per department are told in money, all departments together."""

    money: Money = field(kw_only=True)
    asked: set[str] = field(default_factory=set, kw_only=True)
    """Units that were told in money so far."""

    @classmethod
    def of(cls, say: Language, money: Money) -> InMoney:
        """Return a language that shares its messages with another one."""
        return cls(**vars(say), money=money)

    def unit(self, unit: str) -> str:
        """As ``Language.unit``."""
        if unit != PER_DEPARTMENT:
            return super().unit(unit)
        self.asked.add(unit)
        return self("money-axis", unit=self.money.unit)


def by_outcome(table: pd.DataFrame, money: Money) -> pd.DataFrame:
    """Scale rows of outcomes that are money."""
    return _scaled(table, VALUES, money.budgets, table["outcome"].isin(ACCOUNT).to_numpy())


def by_column(table: pd.DataFrame, money: Money) -> pd.DataFrame:
    """Scale columns that are called by outcomes that are money."""
    return _scaled(table, (f"{name}{end}" for name in ACCOUNT for end in ENDS), money.budgets)


def every_row(table: pd.DataFrame, money: Money) -> pd.DataFrame:
    """Scale all rows of a table that is about one outcome, which is money."""
    return _scaled(table, VALUES, money.budgets)


def cost(data: pd.DataFrame | Mapping[str, pd.DataFrame], money: Money) -> Any:
    """Scale costs, effects on outcomes that are money, and what a unit of cost brings of others."""
    if isinstance(data, Mapping):
        return {name: cost(table, money) for name, table in data.items()}
    told = _scaled(by_outcome(data, money), COST, money.budgets)
    return _scaled(told, RATIO, 1.0 / money.budgets, ~data["outcome"].isin(ACCOUNT).to_numpy())


def front(data: pd.DataFrame | Mapping[str, pd.DataFrame], money: Money) -> Any:
    """Scale mixes, a column for each outcome, and what they change, a row for each."""
    if not isinstance(data, Mapping):
        return by_column(data, money)
    return {
        name: by_outcome(table, money) if "outcome" in table else by_column(table, money)
        for name, table in data.items()
    }


def sweep(data: Mapping[str, Any], money: Money) -> dict[str, Any]:
    """Scale levels of a sweep, its points, and what is known of the first outcome at each."""
    told = {**data, "sweep": by_outcome(data["sweep"], money)}
    if data.get("points") is not None:
        told["points"] = by_column(data["points"], money)
    if data.get("known") is not None and data["outcomes"][0] in ACCOUNT:
        told["known"] = every_row(data["known"], money)
    return told


def _scaled(
    table: pd.DataFrame, columns: Iterable[str], factor: float, rows: BoolArray | None = None
) -> pd.DataFrame:
    """Return a table with some of its columns times a factor, in some of its rows; columns that it lacks are none."""
    told = {}
    for name in columns:
        if name in table:
            values = table[name].to_numpy(dtype=np.float64, na_value=np.nan)
            known = np.where(np.abs(values) < ROUNDING, 0.0, values)
            told[name] = factor * known if rows is None else np.where(rows, factor * known, values)
    return table.assign(**told)
