"""In which money a study tells its results: what its scenarios declare, in the unit that is asked for."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language, told
from budgetsim.model.measures import OUTCOMES
from budgetsim.rounding import estimate, written_out
from budgetsim.scenario import Scenario, ScenarioWarning
from budgetsim.scenario_files.faults import Fault, listed
from budgetsim.scenario_files.money import WORDS, Money, is_unit
from budgetsim.studies.ask import Where, asked
from budgetsim.studies.table import Interval, Judged, Label, Table
from budgetsim.studies.values import Text

if TYPE_CHECKING:
    from budgetsim.studies.factors import Place

Cell = Mapping[str, Any]
OF_MODEL = "model"
"""What is asked for to have results in mean budgets alone."""
PER_DEPARTMENT = "value per department"
"""Unit of what is money, as outcomes declare it."""
ACCOUNT = tuple(name for name, item in OUTCOMES.items() if item.unit == PER_DEPARTMENT)
"""Outcomes that are money, or valued in it: net social value and all that it is made of."""
SCALES = ("", "千", "万", "亿")
"""Units of any currency, as examples."""
SCALED = ("mean", "median", "low", "high", "band_low", "band_high")
"""Numbers of a cell that are in the unit of its outcome."""


@dataclass(frozen=True)
class Unit(Text):
    """A unit of money, or the model's own."""

    metavar = "UNIT"

    def of_texts(self, texts: Sequence[str], place: Place) -> str:
        """As ``Value.of_texts``."""
        return super().of_texts(texts, place).strip()

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return (*WORDS, OF_MODEL)


def money() -> Any:
    """Declare the unit of money in which results are told; nobody's choice is that of the scenarios."""
    return asked(Unit(), "", panel="output")


def money_faults(scenarios: Sequence[Scenario], unit: str, where: Where) -> list[Fault]:
    """Return what is wrong with a unit that is asked for; nothing where none is."""
    problem = problem_of(scenarios, unit) if unit else None
    return [] if problem is None else [where.told("money", unit, problem[0], **problem[1])]


def problem_of(scenarios: Sequence[Scenario], unit: str) -> tuple[str, dict[str, str]] | None:
    """Return the key of what is wrong with a unit, and its facts."""
    without = [scenario.name for scenario in scenarios if scenario.money is None]
    money = scenarios[0].money
    if without or money is None:
        return "money-fault-none", {"scenarios": listed(without)}
    if any(scenario.money != money for scenario in scenarios):
        return "money-fault-differ", {"scenarios": _declared(scenarios)}
    if unit != OF_MODEL and not is_unit(unit):
        return "money-fault-unit", {"examples": listed(WORDS)}
    if unit == OF_MODEL or money.within(unit) is not None:
        return None
    units = listed(dict.fromkeys(own.unit for own in map(money.within, SCALES) if own))
    return "money-fault-currency", {"own": money.unit, "examples": units, "model": OF_MODEL}


def money_of(scenarios: Sequence[Scenario], unit: str) -> Money | None:
    """Return the money in which results are told; ``None`` where the scenarios do not declare the same, or none is.

    A ``ScenarioWarning`` tells that they differ.
    """
    declared = {scenario.money for scenario in scenarios}
    if declared == {None} or unit == OF_MODEL:
        return None
    if len(declared) > 1:
        note = told("money-note-differ", scenarios=_declared(scenarios))
        warnings.warn(note, ScenarioWarning, stacklevel=2)
        return None
    (money,) = declared
    return money if money is None or not unit else money.within(unit)


def in_money(cells: Mapping[str, Cell], money: Money) -> dict[str, dict[str, float | None]]:
    """Return the numbers of cells of values per department as all departments together have them; of others none."""
    return {
        name: {key: _scaled(cells[name][key], money) for key in SCALED if key in cells[name]}
        for name in ACCOUNT
        if name in cells
    }


def interval_in_money(interval: Interval, money: Money) -> Interval:
    """Return an interval of a value per department as that of all departments together."""
    value, low, high = (_scaled(number, money) for number in (interval.value, interval.low, interval.high))
    scaled = replace(interval, value=value, low=low, high=high)
    if isinstance(scaled, Judged) and scaled.band is not None:
        return replace(scaled, band=(money.of_district(scaled.band[0]), money.of_district(scaled.band[1])))
    return scaled


def level_in_money(interval: Interval, money: Money) -> Interval | Label:
    """Return a level of a value per department as that of all departments together; without an interval written out."""
    level = interval_in_money(interval, money)
    if level.is_bounded or level.value is None:
        return level
    text = written_out(level.value)
    return Label(level.value, lambda _: text)


def _scaled(value: float | None, money: Money) -> float | None:
    return None if value is None else money.of_district(value)


def estimate_told(
    money: Money, interval: Interval, say: Language, *, is_drawn: bool, sign: bool = False
) -> str:
    """Return a value per department and its interval, in brackets, for all departments together and with the unit."""
    scaled = interval_in_money(interval, money)
    rounded = estimate(scaled.value or 0.0, scaled.low, scaled.high, sign=sign)
    if not rounded.is_known:
        return say("money-amount", value=rounded.value, unit=money.unit)
    key = "money-estimate-drawn" if is_drawn else "money-estimate"
    return say(key, value=rounded.value, low=rounded.low, high=rounded.high, unit=money.unit)


def difference_told(money: Money | None, interval: Interval, say: Language, *, is_drawn: bool) -> str:
    """Say what a difference per department is for all departments together; nothing where no money is declared."""
    if money is None:
        return ""
    return say("money-difference", change=estimate_told(money, interval, say, is_drawn=is_drawn, sign=True))


def table_title(money: Money) -> Callable[[Language], str]:
    """Return the title of a table of what all departments together come to."""
    return lambda say: say("money-table", unit=money.unit)


def table_in_money(table: Table, money: Money) -> Table:
    """Return a table with outcomes as columns for all departments together, of outcomes that are money alone."""
    places = [
        place
        for place, column in enumerate(table.columns)
        if column.key in ACCOUNT or (column.key not in OUTCOMES and not column.is_numeric)
    ]
    columns = [table.columns[place] for place in places]
    rows = [
        tuple(
            interval_in_money(row[place], money)
            if table.columns[place].key in ACCOUNT and isinstance(row[place], Interval)
            else row[place]
            for place in places
        )
        for row in table.rows
    ]
    name = f"{table.name}-money"
    return Table(
        name, columns, rows, table_title(money), lambda say: table_note(money, say), audience=table.audience
    )


def table_note(money: Money, say: Language) -> str:
    """Return what a year's budgets add up to, which is what makes money of mean budgets."""
    return say("money-note", unit=money.unit, budgets=written_out(money.budgets))


def account_note(money: Money, say: Language) -> str:
    """Return ``table_note``, and how the rows of a table go together that holds the whole ``ACCOUNT``."""
    return say("word-sentence").join([table_note(money, say), say("money-note-account")])


def _declared(scenarios: Sequence[Scenario]) -> str:
    """Return what scenarios declare, by name."""
    none = told("money-none")
    texts = [
        (one.name, f"{one.money.budgets:g} {one.money.unit}" if one.money else none) for one in scenarios
    ]
    return listed(f"{name}: {text}" for name, text in texts)
