"""The columns of a table found, and their cells read: names, years and numbers, each different cell once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from budgetsim.data.artefacts import Written
from budgetsim.data.file import Cell
from budgetsim.data.names import name_of, renamed_to, visible
from budgetsim.data.notes import Note, note, some
from budgetsim.data.numbers import (
    MISSING,
    Convention,
    Marks,
    Number,
    Wrong,
    decimal_amounts,
    marks_of,
    read_number,
    without_currency,
)
from budgetsim.data.recipe import MONEY, NEEDED, SCORES, VALUES, Recipe
from budgetsim.data.said import told
from budgetsim.data.table import Table, years_in
from budgetsim.data.units import POWERS, Unit, factor_for, factor_of, unit_of_heading, written
from budgetsim.data.years import read_year
from budgetsim.numerics import Array
from budgetsim.scenario_files.faults import Fault, ScenarioError, figure, listed
from budgetsim.scenario_files.names import closest

LARGEST_MONEY = 1e30
_MULTIPLIERS = ("UNIT_MULT", "PowerCode Code", "Unit multiplier")
"""Headings of columns that hold the power of ten by which amounts are multiplied (SDMX, OECD)."""
MOST_POWER = 12
_DASHES = re.compile(
    r"-{1,3}|\.{2,3}|/|n\.?/?[ad]\.?|nan|null|none|missing|not (available|applicable|evaluated)|k\. ?a\.|s/[dio]"
    r"|#(n/a|div/0!|ref!|value!|name\?|null!|num!)|无|暂无|缺失|不适用|未(评价|自评|参评|开展)|該当なし|해당없음",
    re.IGNORECASE,
)
"""What people write, in plain signs, where there is no number; a workbook shows a nought of money so, ``$ -``."""


@dataclass
class Reading:
    """A table while it is read."""

    table: Table
    recipe: Recipe
    places: dict[str, int]
    tolerant: bool
    notes: list[Note]
    written: Written = field(default_factory=Written)
    units: tuple[Unit, ...] = ()

    def name(self, role: str) -> str:
        """Return what the file calls a column."""
        return self.recipe.names[role]

    def column(self, role: str) -> list[Cell]:
        """Return the cells of a column; of rows that end before it, empty ones."""
        place = self.places[role]
        return [row[place] if len(row) > place else "" for row in self.table.rows]


@dataclass
class Rows:
    """Rows that were read: names, years and values of each; ``good`` tells which have a unit and a year."""

    units: list[str]
    before: list[str]
    """Names before they were changed."""
    years: list[int]
    values: Array
    clusters: list[str] | None
    good: NDArray[np.bool_]


# Columns ----------------------------------------------------------------------------------------------------------


def refuse_unseen(table: Table, recipe: Recipe, wide: Recipe) -> None:
    """Note roles that a recipe names and no column of a wide table has; without a word of it all roles are named."""
    if dict(recipe.names) == dict(Recipe().names):
        return
    for role in VALUES:
        if role in recipe.names and role not in wide.names:
            columns = listed(table.headings[:30])
            table.told(table.line, told("fault-column"), recipe.names[role], "data-fault-no-column",
                       told("data-remedy-name-column", role=role, columns=columns), role=role)  # fmt: skip


def find_columns(reading: Reading) -> None:
    """Find the columns; without them nothing else can be read.

    Raises
    ------
    ScenarioError
        If columns are missing or come twice.
    """
    table = reading.table
    before = len(table.faults)
    for role, name in reading.recipe.names.items():
        place = table.place(name)
        if place is not None:
            reading.places[role] = place
        elif table.times(name):
            table.told(table.line, told("fault-column"), name, "data-fault-column-twice")
        else:
            hint = _column_hint(role, name, [heading for heading in table.headings if heading])
            table.told(table.line, told("fault-column"), name, "data-fault-no-column", hint, role=role)
    for role in NEEDED:
        if role not in reading.recipe.names:
            hint = _column_hint(role, role, [heading for heading in table.headings if heading])
            table.told(table.line, told("fault-column"), role, "data-fault-no-column", hint, role=role)
    if len(table.faults) > before:
        raise ScenarioError(table.faults[before:])


def _column_hint(role: str, name: str, headings: Sequence[str]) -> str:
    if role == "year" and len(years_in(headings)) == 1:
        return told("data-remedy-one-year", year=years_in(headings)[0])
    near, there = closest(name, headings), listed(headings[:30])
    if near:
        return told("data-remedy-near-column", near=near, role=role, columns=there)
    if role == "year":
        return told("data-remedy-name-year", columns=there)
    return told("data-remedy-name-column", role=role, columns=there)


# Rows -------------------------------------------------------------------------------------------------------------


def read_rows(reading: Reading) -> Rows:
    """Return the rows of a table whose columns are found; what is wrong with cells is noted in the table."""
    width = max(reading.places.values()) + 1
    _refuse_short(reading, width)
    before = _read_names(reading)
    years = _read_years(reading)
    left_out = {visible(name) for name in reading.recipe.leave_out}
    units = (
        [renamed_to(name, reading.recipe.renames) for name in before] if reading.recipe.renames else before
    )
    number = sum(name in left_out for name in units)
    if number:
        lines = [line for line, name in zip(reading.table.lines, units, strict=True) if name in left_out]
        reading.notes.append(
            note("data-note-left-out-units", {"number": number, "names": some(sorted(left_out))}, lines)
        )
    good = np.array(
        [
            bool(unit) and year is not None and unit not in left_out
            for unit, year in zip(units, years, strict=True)
        ],
        dtype=bool,
    )
    values = _read_values(reading, years, good)
    clusters = (
        [visible(name_of(cell)) for cell in reading.column("cluster")]
        if "cluster" in reading.places
        else None
    )
    return Rows(units, before, [year or 0 for year in years], values, clusters, good)


def _refuse_short(reading: Reading, width: int) -> None:
    """Take out rows that end before a column that is read; each is a fault."""
    table = reading.table
    short = [n for n, row in enumerate(table.rows) if len(row) < width]
    for n in short:
        facts = {"cells": str(len(table.rows[n])), "columns": str(width)}
        table.told(table.lines[n], "", None, "data-fault-few-cells", **facts)
    if short:
        kept = [n for n in range(len(table.rows)) if n not in set(short)]
        rows, lines = [table.rows[n] for n in kept], [table.lines[n] for n in kept]
        reading.table = replace(table, rows=rows, lines=lines)


def _read_names(reading: Reading) -> list[str]:
    found: dict[Cell, str] = {}
    names = []
    for line, cell in zip(reading.table.lines, reading.column("unit"), strict=True):
        name = found.get(cell)
        if name is None or not name:
            name = found[cell] = _read_name(cell, line, reading)
        names.append(name)
    return names


def _read_name(cell: Cell, line: int, reading: Reading) -> str:
    """Return the name of a unit; an empty text if it is none."""
    text = name_of(cell)
    name = visible(text)
    if name in reading.recipe.missing:
        reading.table.told(line, reading.name("unit"), text, "data-fault-no-name")
        return ""
    if "\n" in name:
        name = " ".join(name.split())
    if not name.isprintable():
        reading.table.told(line, reading.name("unit"), text, "data-fault-control-character")
        return ""
    if "".join(name.split()) != "".join(text.split()):  # blanks of another width are seen
        reading.written.invisible.setdefault(name, line)
    return name


def _read_years(reading: Reading) -> list[int | None]:
    found: dict[Cell, tuple[int, str] | Wrong] = {}
    years: list[int | None] = []
    for line, cell in zip(reading.table.lines, reading.column("year"), strict=True):
        year = found.get(cell)
        if year is None:
            year = found[cell] = read_year(cell)
        if isinstance(year, Wrong):
            value = name_of(cell)
            reading.table.faults.append(
                Fault(reading.table.file, line, reading.name("year"), value, year.message, year.hint)
            )
            years.append(None)
        else:
            reading.written.year_forms.setdefault(year[1], line)
            years.append(year[0])
    return years


def _read_values(reading: Reading, years: Sequence[int | None], good: NDArray[np.bool_]) -> Array:
    """Return the values of all roles, (role, row); NaN where nothing was observed or the cell is wrong."""
    recipe = reading.recipe
    columns = {role: reading.column(role) for role in VALUES if role in reading.places}
    loose = replace(recipe, negative="keep") if reading.tolerant and recipe.negative == "refuse" else recipe
    first = {role: loose.convention(role) for role in columns}
    marks = {role: marks_of(cells, first[role]) for role, cells in columns.items()}
    whole = Marks()
    for own in marks.values():
        whole.add(own)
    conventions = {role: loose.convention(role, marks[role], whole) for role in columns}
    _note_marks(reading, conventions)
    values = np.full((len(VALUES), len(years)), np.nan)
    units = reading.units = _units(reading, columns)
    for number, role in enumerate(VALUES):
        if role in columns:
            values[number] = _read_column(role, columns[role], conventions[role], reading, good)
            if role in MONEY:
                _to_currency(values[number], role, years, units, reading.written.own_unit.get(role, set()))
    return values


def _note_marks(reading: Reading, conventions: dict[str, Convention]) -> None:
    """Note marks that were guessed and are not the plain ones, with the lines of a recipe that say so."""
    for key, usual in (("decimal", "."), ("thousands", "")):
        given = getattr(reading.recipe, key)
        by_role = {
            role: getattr(one, key)
            for role, one in conventions.items()
            if role not in given and "" not in given
        }
        odd = {role: mark for role, mark in by_role.items() if mark != usual}
        for mark in dict.fromkeys(odd.values()):
            roles = [role for role, own in odd.items() if own == mark]
            names = ", ".join(reading.name(role) for role in roles)
            mend = {key: mark if len(set(by_role.values())) == 1 else dict.fromkeys(roles, mark)}
            facts: dict[str, str | int] = {"mark": mark, "columns": names, "kind": key, "name": _NAMES[mark]}
            reading.notes.append(note("data-note-mark", facts, mend=mend))


_NAMES = {",": "comma", ".": "point", " ": "blank", "'": "apostrophe"}


def _units(reading: Reading, columns: dict[str, list[Cell]]) -> tuple[Unit, ...]:
    """Return the units of money that are given, or else those that headings and the lines above them name."""
    recipe, table = reading.recipe, reading.table
    if recipe.money_unit:
        return recipe.money_unit
    found = list(table.units)
    for role in MONEY:
        if role in columns and role not in {unit.role for unit in found}:
            word = unit_of_heading(table.headings[reading.places[role]]) or table.unit
            factor = factor_of(word) if word else None
            found += [Unit(word, factor, role)] if factor is not None else []
    money = [role for role in MONEY if role in columns]
    if not found and money:
        found = _unit_of_column(table)
    if len({unit.word for unit in found}) == 1 and len(found) == len(money):
        found = [Unit(found[0].word, found[0].factor)]
    if not found or (len(found) > 1 and all(unit.factor == 1.0 for unit in found)):
        return ()
    words = ", ".join(" ".join(filter(None, (_whose(unit, reading), unit.word))) for unit in found)
    mend = {"money_unit": written(tuple(found))}
    reading.notes.append(note("data-note-unit", {"units": words}, [table.line], mend))
    return tuple(found)


def _unit_of_column(table: Table) -> list[Unit]:
    """Return the unit that a column of powers of ten names in all rows, as public statistics write it.

    Where rows differ it is a fault: amounts in several units are not one series.
    """
    place = next((table.place(name) for name in _MULTIPLIERS if table.place(name) is not None), None)
    if place is None:
        return []
    said = list(
        dict.fromkeys(name_of(row[place]) for row in table.rows if len(row) > place and row[place] != "")
    )
    if len(said) > 1:
        table.told(None, table.headings[place], None, "data-fault-powers", column=table.headings[place],
                   there=listed(said[:5]), first=said[0])  # fmt: skip
        return []
    power = int(said[0]) if said and said[0].isdigit() else 0
    return [Unit(POWERS.get(power, f"{10**power}"), 10.0**power)] if 0 < power <= MOST_POWER else []


def _whose(unit: Unit, reading: Reading) -> str:
    """Return the amounts that are in a unit, as the file calls them, and the year from which they are."""
    name = reading.name(unit.role) if unit.role else told("data-all-amounts")
    return name if unit.year is None else f"{name} {unit.year}"


def _read_column(
    role: str, cells: list[Cell], convention: Convention, reading: Reading, good: NDArray[np.bool_]
) -> Array:
    """Return the values of a column; each different cell is read once."""
    found: dict[Cell, Number | Wrong | None] = {}
    values = np.full(len(cells), np.nan)
    missing: set[Cell] = set(convention.missing)
    if convention.missing == MISSING:
        missing |= _dashes(cells, role, reading, good)
    look = reading.written.looking(role)
    check = _checking_score(role, reading) if role in SCORES else _checking_amount(role, reading)
    for row, (line, cell) in enumerate(zip(reading.table.lines, cells, strict=True)):
        if not good[row]:
            continue
        if cell not in found:
            found[cell] = None if cell in missing else read_number(cell, convention)
        number = found[cell]
        if number is None:
            continue
        if isinstance(number, Wrong):
            fault = Fault(
                reading.table.file, line, reading.name(role), name_of(cell), number.message, number.hint
            )
            reading.table.faults.append(fault)
            continue
        look(cell, number, line, row)
        values[row] = check(number, cell, line)
    return values


def _dashes(cells: list[Cell], role: str, reading: Reading, good: NDArray[np.bool_]) -> set[Cell]:
    """Return the cells of a column that hold a dash alone, which are taken as not observed, with a note."""
    found: set[Cell] = {
        cell for cell in set(cells) if isinstance(cell, str) and _DASHES.fullmatch(without_currency(cell))
    }
    lines = [
        line
        for line, cell, is_good in zip(reading.table.lines, cells, good, strict=True)
        if is_good and cell in found
    ]
    if lines:
        said = sorted(map(name_of, found))
        mend = {"missing": [*MISSING, *said]}
        facts: dict[str, str | int] = {"column": role, "number": len(lines), "cells": some(said)}
        reading.notes.append(note("data-note-dashes", facts, lines, mend))
    return found


def _checking_amount(role: str, reading: Reading) -> Callable[[Number, Cell, int], float]:
    recipe, table, name = reading.recipe, reading.table, reading.name(role)
    negative = reading.written.negative

    def check(number: Number, cell: Cell, line: int) -> float:
        value = number.value * number.factor
        if value < 0.0:
            negative.setdefault(role, []).append(line)
            if recipe.negative == "leave_out":
                return np.nan
            if recipe.negative == "refuse" and not reading.tolerant:
                table.told(line, name, name_of(cell), "data-fault-negative")
        if abs(value) > LARGEST_MONEY:
            table.told(line, name, name_of(cell), "data-fault-large-amount", most=f"{LARGEST_MONEY:g}")
            return np.nan
        return value

    return check


def _checking_score(role: str, reading: Reading) -> Callable[[Number, Cell, int], float]:
    recipe, table, name = reading.recipe, reading.table, reading.name(role)
    low, high = recipe.ranges[role]
    outside = reading.written.outside

    def check(number: Number, cell: Cell, line: int) -> float:
        value = number.value / 100.0 if high <= 1.0 and number.sign == "%" else number.value
        if not low <= value <= high:
            outside.setdefault(role, []).append(line)
            if recipe.outside == "leave_out":
                return np.nan
            if recipe.outside == "refuse":
                facts = {"low": figure(low), "high": figure(high), "range": role.replace("_score", "_range")}
                table.told(line, name, name_of(cell), "data-fault-outside", **facts)
                return np.nan
            value = min(max(value, low), high)
        return recipe.score(role, value)

    return check


def _to_currency(
    values: Array, role: str, years: Sequence[int | None], units: tuple[Unit, ...], own: set[int]
) -> None:
    """Multiply amounts by their unit of money, but for rows whose cells name their own."""
    if not units:
        return
    factors = {year: factor_for(units, role, year) for year in set(years) if year is not None}
    factor = np.array(
        [1.0 if row in own or year is None else factors[year] for row, year in enumerate(years)]
    )
    values[:] = np.where(factor == 1.0, values, decimal_amounts(values * factor))
