"""What the model's money is worth: the table ``[money]`` of a scenario, and the one place where it is converted.

In the model a mean budget of the first year is one, and outcomes of value are told per department. So a value per
department times the number of departments is in mean budgets, and times the mean budget in somebody's own money: the
number of departments drops out, and what is left to know is the sum of all first-year budgets.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from budgetsim.data.units import factor_of, word_of
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, listed, printable
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import Lines
from budgetsim.scenario_files.roster import LARGEST_AMOUNT, SMALLEST_AMOUNT, Roster
from budgetsim.scenario_files.values import plain

KEYS = ("unit", "budgets")
LONGEST_UNIT = 30
WORDS = ("元", "万元", "亿元", "EUR", "M EUR")
"""Units of money, as examples."""


@dataclass(frozen=True)
class Money:
    """The unit in which money is told (``万元``, ``million EUR``), and all budgets of the first year in it."""

    unit: str
    budgets: float

    def of_district(self, value: float) -> float:
        """Return what a value per department and year is for all departments together: B̄ N · v = ΣB · v."""
        return self.budgets * value

    def of_budgets(self, amount: float, departments: int) -> float:
        """Return what an amount in mean budgets is: B̄ · a, with B̄ = ΣB / N."""
        return self.budgets / departments * amount

    def within(self, unit: str) -> Money | None:
        """Return the same money in another unit of its currency; ``None`` if the unit is one of another currency."""
        declared, asked = word_of(self.unit), word_of(unit)
        if asked.currency.casefold() not in ("", declared.currency.casefold()):
            return None
        name = asked.in_currency(asked.currency or declared.currency)
        return Money(name, self.budgets * declared.factor / asked.factor)


def read_money(table: Any, file: str, lines: Lines) -> tuple[str, float | None]:
    """Return unit and budgets of a table ``[money]``; these are ``None`` where the departments' own are to say them.

    Raises
    ------
    ScenarioError
        With every fault of the table.
    """

    def fault(key: str, value: Any, message: str, remedy: str) -> Fault:
        path = ("money", key) if key else ("money",)
        return Fault(file, lines.of(*path), ".".join(path), value, message, remedy)

    if not isinstance(table, Mapping):
        message = told("fault-not-table", kind=kind_of(table))
        raise ScenarioError(fault("", table, message, told("fault-table-remedy", group="money")))
    allowed = told("study-keys-allowed", keys=listed(KEYS))
    faults = [
        fault(
            printable(str(key)[:50]), None, told("fault-unknown-key"), did_you_mean(str(key), KEYS, allowed)
        )
        for key in table
        if key not in KEYS
    ]
    unit, budgets = plain(table.get("unit")), plain(table.get("budgets"))
    if not is_unit(unit):
        faults.append(fault("unit", unit, told("money-fault-unit"), _examples()))
    if budgets is not None and not is_amount(budgets):
        message = told("fault-amount", most=f"{LARGEST_AMOUNT:g}")
        faults.append(fault("budgets", budgets, message, told("money-fault-budgets.remedy")))
    if faults:
        raise ScenarioError(faults)
    return str(unit).strip(), None if budgets is None else float(budgets)


def worth(unit: str, budgets: float | None, roster: Roster | None) -> Money | None:
    """Return the money that a table and the user's own departments say; ``None`` where neither says the budgets."""
    if roster is not None:
        return Money(unit, math.fsum(roster.budgets))
    return None if budgets is None else Money(unit, budgets)


def is_of_scale(unit: str, written: str) -> bool:
    """Whether a unit is as large as the one that the file of budgets names, if it names any."""
    factor = factor_of(written) if written else None
    return factor is None or factor == word_of(unit).factor


def is_unit(unit: Any) -> bool:
    """Whether a value may be a unit of money: a short text on one line, without digits."""
    return (
        isinstance(unit, str)
        and bool(unit.strip())
        and len(unit) <= LONGEST_UNIT
        and unit.isprintable()
        and not any(letter.isdigit() for letter in unit)
    )


def is_amount(value: Any) -> bool:
    """Whether a value may be the sum of budgets."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and SMALLEST_AMOUNT <= value <= LARGEST_AMOUNT


def _examples() -> str:
    return told("money-fault-unit.remedy", examples=listed(WORDS))
