"""A panel from a file: every cell checked, every fault told with its row and column, every guess and oddity noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from budgetsim.data.artefacts import Look, Written, notes_on
from budgetsim.data.file import Cell, read_sheet
from budgetsim.data.guess import names_guessed, role_of
from budgetsim.data.names import name_of, renamed_to, visible
from budgetsim.data.notes import Note, note, some
from budgetsim.data.numbers import Convention, Marks, Number, Wrong, marks_of, read_number
from budgetsim.data.recipe import MONEY, NEEDED, SCORES, VALUES, Recipe
from budgetsim.data.table import Table, cleaned, open_table, years_in
from budgetsim.data.units import Unit, factor_for, factor_of, unit_of_heading
from budgetsim.data.wide import is_wide, turned
from budgetsim.data.years import read_year
from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.scenario_files.faults import Fault, ScenarioError, figure, listed, told_once
from budgetsim.scenario_files.names import closest

MOST_ROWS = 5_000_000
LARGEST_MONEY = 1e30
LONGEST_SPAN = 60
"""Years between the first and the last one beyond which a mistyped year is more likely than so long a panel."""
LEAST_UNITS = 2
MOST_TOLD_ALONE = 3
"""Rows of a unit and year that was given before that are told one by one."""


@dataclass(frozen=True)
class Observed:
    """Units over consecutive years as a file has them.

    ``values`` are amounts in one currency unit and scores of 0 to 100 by role, each (unit, year), NaN where nothing was
    observed; ``present`` tells which unit-years the file has, ``lines`` where they stand. ``clusters`` are the group of
    each unit, if there is a column of them. ``recipe`` says everything that was guessed.
    """

    file: str
    units: tuple[str, ...]
    years: tuple[int, ...]
    values: dict[str, Array]
    present: NDArray[np.bool_]
    lines: NDArray[np.intp]
    clusters: tuple[str, ...] | None
    notes: tuple[Note, ...]
    recipe: Recipe
    rows: int
    """Rows below the header that were read."""
    faults: tuple[Fault, ...] = ()
    """What could not be read, where the reader was to go on."""

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles of which the file has a column."""
        return tuple(role for role in VALUES if role in self.recipe.names)


@dataclass
class _Reading:
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
class _Rows:
    """Rows that were read: names, years and values of each; ``good`` tells which have a unit and a year."""

    units: list[str]
    before: list[str]
    """Names before they were changed."""
    years: list[int]
    values: Array
    clusters: list[str] | None
    good: NDArray[np.bool_]


def read_panel(path: Path, recipe: Recipe, *, tolerant: bool = False, find_columns: bool = False) -> Observed:
    """Return the panel in a file.

    Parameters
    ----------
    path
        A text, a workbook, a Stata or Parquet file (``read_sheet``).
    recipe
        How to read it.
    tolerant
        Go on without cells and rows that cannot be read, and tell them with the result.
    find_columns
        Find the columns that the recipe does not name by their headings.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or with the faults of its header, its rows and its whole; equal faults of a
        column are told once, with their number.
    """
    sheet = read_sheet(path, encoding=recipe.encoding, delimiter=recipe.delimiter, sheet=recipe.sheet)
    table = open_table(sheet, recipe, role_of) if find_columns else open_table(sheet, recipe)
    notes = [*sheet.notes]
    if find_columns:
        names = names_guessed(table, recipe.names)
        if names != recipe.names:
            found = {role: name for role, name in names.items() if recipe.names.get(role) != name}
            told_names = ", ".join(f"{role} = {name}" for role, name in found.items())
            notes.append(note("data-note-columns", {"columns": told_names}, mend=found))
        recipe = replace(recipe, names=names)
    table = cleaned(table, sheet, recipe)
    notes += table.notes
    if is_wide(table, recipe):
        before = len(table.notes)
        table, wide = turned(table, recipe, role_of)
        notes += table.notes[before:]
        _refuse_unseen(table, recipe, wide)
        own = {role: recipe.names.get(role, role) for role in wide.names}
        recipe, reading_recipe = replace(recipe, names=own), wide
    else:
        reading_recipe = recipe
    reading = _Reading(table, reading_recipe, {}, tolerant, notes)
    _find_columns(reading)
    if len(table.rows) > MOST_ROWS:
        table.told(table.lines[MOST_ROWS], "", None, "data-fault-rows", most=f"{MOST_ROWS:,}")
        raise ScenarioError(table.faults)
    rows = _read_rows(reading)
    _check_whole(rows, reading)
    if table.faults and not (tolerant and rows.good.any()):
        raise ScenarioError(told_once(table.faults))
    return _assembled(rows, reading, recipe)


# Columns ----------------------------------------------------------------------------------------------------------


def _refuse_unseen(table: Table, recipe: Recipe, wide: Recipe) -> None:
    """Note roles that a recipe names and no column of a wide table has; without a word of it all roles are named."""
    if dict(recipe.names) == dict(Recipe().names):
        return
    for role in VALUES:
        if role in recipe.names and role not in wide.names:
            columns = listed(table.headings[:30])
            table.told(table.line, told("fault-column"), recipe.names[role], "data-fault-no-column",
                       told("data-remedy-name-column", role=role, columns=columns), role=role)  # fmt: skip


def _find_columns(reading: _Reading) -> None:
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
    return told("data-remedy-name-column", role=role, columns=there)


# Rows -------------------------------------------------------------------------------------------------------------


def _read_rows(reading: _Reading) -> _Rows:
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
    return _Rows(units, before, [year or 0 for year in years], values, clusters, good)


def _refuse_short(reading: _Reading, width: int) -> None:
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


def _read_names(reading: _Reading) -> list[str]:
    found: dict[Cell, str] = {}
    names = []
    for line, cell in zip(reading.table.lines, reading.column("unit"), strict=True):
        name = found.get(cell)
        if name is None or not name:
            name = found[cell] = _read_name(cell, line, reading)
        names.append(name)
    return names


def _read_name(cell: Cell, line: int, reading: _Reading) -> str:
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
    if name != text:
        reading.written.invisible.setdefault(name, line)
    return name


def _read_years(reading: _Reading) -> list[int | None]:
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


def _read_values(reading: _Reading, years: Sequence[int | None], good: NDArray[np.bool_]) -> Array:
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


def _note_marks(reading: _Reading, conventions: dict[str, Convention]) -> None:
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


def _units(reading: _Reading, columns: dict[str, list[Cell]]) -> tuple[Unit, ...]:
    """Return the units of money that are given, or else those that headings and the lines above them name."""
    recipe, table = reading.recipe, reading.table
    if recipe.money_unit:
        return recipe.money_unit
    found = []
    for role in MONEY:
        if role in columns:
            word = unit_of_heading(table.headings[reading.places[role]]) or table.unit
            factor = factor_of(word) if word else None
            if factor is not None and factor != 1.0:
                found.append(Unit(word, factor, role))
    money = [role for role in MONEY if role in columns]
    if found and len({unit.word for unit in found}) == 1 and len(found) == len(money):
        found = [Unit(found[0].word, found[0].factor)]
    if found:
        words = ", ".join(
            f"{reading.name(unit.role) if unit.role else told('data-all-amounts')}: {unit.word}"
            for unit in found
        )
        given = {unit.role: unit.word for unit in found}
        mend = {"money_unit": given.get("", given)}
        reading.notes.append(note("data-note-unit", {"units": words}, [table.line], mend))
    return tuple(found)


def _read_column(
    role: str, cells: list[Cell], convention: Convention, reading: _Reading, good: NDArray[np.bool_]
) -> Array:
    """Return the values of a column; each different cell is read once."""
    found: dict[Cell, Number | Wrong | None] = {}
    values = np.full(len(cells), np.nan)
    missing = set(convention.missing)
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


def _checking_amount(role: str, reading: _Reading) -> Callable[[Number, Cell, int], float]:
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
        return value

    return check


def _checking_score(role: str, reading: _Reading) -> Callable[[Number, Cell, int], float]:
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
    values[:] = np.where(factor == 1.0, values, _decimal(values * factor))


def _decimal(values: Array) -> Array:
    """Return amounts without the last bits that reckoning in binary leaves behind: 15 significant digits."""
    return np.array([float(f"{value:.15g}") for value in values])


# The whole --------------------------------------------------------------------------------------------------------


def _check_whole(rows: _Rows, reading: _Reading) -> None:
    """Note what is wrong with the panel as a whole; only of rows that are right themselves."""
    table = reading.table
    good = np.flatnonzero(rows.good)
    if not good.size:
        if not table.faults:
            table.told(None, "", None, "data-fault-no-rows")
        return
    _check_forms(reading)
    _check_repeated(rows, reading)
    years = [rows.years[n] for n in good]
    if max(years) - min(years) >= LONGEST_SPAN:
        middle = float(np.median(years))
        odd = max(good, key=lambda n: abs(rows.years[n] - middle))
        facts = {"first": str(min(years)), "last": str(max(years)), "most": str(LONGEST_SPAN)}
        table.told(
            table.lines[odd], reading.name("year"), str(rows.years[odd]), "data-fault-long-span", **facts
        )
        if reading.tolerant:
            rows.good &= np.abs(np.array(rows.years) - middle) < LONGEST_SPAN / 2
    units = {rows.units[n] for n in good}
    if len(units) < LEAST_UNITS and not table.faults:
        table.told(None, reading.name("unit"), next(iter(units)), "data-fault-one-unit")
    if table.faults:
        return  # a column may be empty only because its rows are wrong
    for place, role in enumerate(VALUES):
        if role in reading.places and not np.isfinite(rows.values[place, good]).any():
            key = "data-fault-no-scores" if role in SCORES else "data-fault-no-amounts"
            table.told(None, reading.name(role), None, key, told("data-remedy-unobserved", role=role))


def _check_forms(reading: _Reading) -> None:
    """Note years in several forms, of which one may be the first and the other the last year of two; mixed signs."""
    forms = reading.written.year_forms
    if len(forms) > 1:
        (one, first), (other, second) = list(forms.items())[:2]
        facts = {"one": one, "line": str(first), "other": other}
        reading.table.told(second, reading.name("year"), None, "data-fault-year-forms", **facts)
    for role, signs in reading.written.signs.items():
        if len(signs) > 1 and reading.recipe.signs is not None:
            (one, (first, *_)), (other, (second, *_)) = list(signs.items())[:2]
            facts = {"one": one, "line": str(first), "other": other}
            key = "data-fault-amounts-in" if role in MONEY else "data-fault-scores-in"
            reading.table.told(second, reading.name(role), None, key, **facts)


def _check_repeated(rows: _Rows, reading: _Reading) -> None:
    """Note rows of one unit in one year, unless they are to be added up or are of units that were merged."""
    first: dict[tuple[str, int], int] = {}
    repeated: list[int] = []
    for n in map(int, np.flatnonzero(rows.good)):
        key = (rows.before[n], rows.years[n])
        if key in first:
            repeated.append(n)
        else:
            first[key] = n
    if reading.recipe.repeated == "refuse":
        for n in repeated:
            facts = {
                "year": str(rows.years[n]),
                "line": str(reading.table.lines[first[rows.before[n], rows.years[n]]]),
            }
            words = "data-fault-unit-twice" if len(repeated) <= MOST_TOLD_ALONE else "data-fault-units-twice"
            line = reading.table.lines[n]
            reading.table.told(line, reading.name("unit"), rows.before[n], words, **facts)
    if repeated and reading.recipe.repeated == "sum":
        facts_told: dict[str, str | int] = {
            "number": len(repeated) + len({(rows.before[n], rows.years[n]) for n in repeated})
        }
        reading.notes.append(note("data-note-summed", facts_told, [reading.table.lines[n] for n in repeated]))
    if repeated and reading.recipe.repeated == "refuse":
        rows.good[repeated] = False


def _assembled(rows: _Rows, reading: _Reading, recipe: Recipe) -> Observed:
    """Return the rows as arrays, units in the order of their first row, years without gaps."""
    table = reading.table
    good = [int(n) for n in np.flatnonzero(rows.good)]
    units = {name: place for place, name in enumerate(dict.fromkeys(rows.units[n] for n in good))}
    first, last = (end(rows.years[n] for n in good) for end in (min, max))
    keys: dict[tuple[int, int], int] = {}
    at = np.array(
        [keys.setdefault((units[rows.units[n]], rows.years[n] - first), len(keys)) for n in good],
        dtype=np.intp,
    )
    merged = _merged(rows.values[:, good], at, len(keys))
    where = np.array(list(keys), dtype=np.intp).T
    shape = (len(units), last - first + 1)
    arrays = np.full((len(VALUES), *shape), np.nan)
    arrays[:, where[0], where[1]] = merged
    present = np.zeros(shape, dtype=bool)
    present[where[0], where[1]] = True
    lines = np.zeros(shape, dtype=np.intp)
    own_lines = np.array(table.lines, dtype=np.intp)[good]
    lines[where[0][at[::-1]], where[1][at[::-1]]] = own_lines[::-1]
    clusters = None
    if rows.clusters is not None:
        # A unit that moves to another cluster stays with its last one.
        of_unit = {rows.units[n]: rows.clusters[n] for n in good}
        clusters = tuple(of_unit[name] for name in units)
    mergers = _mergers(rows, good)
    if mergers:
        reading.notes.append(note("data-note-renamed-to", {"number": len(mergers), "names": some(mergers)}))
    values = dict(zip(VALUES, arrays, strict=True))
    years = tuple(range(first, last + 1))
    look = Look(tuple(units), years, values, present, lines, reading.written, reading.recipe, reading.units)
    return Observed(
        table.file, tuple(units), years, values, present, lines, clusters, (*reading.notes, *notes_on(look)),
        recipe.with_lines(one.mend for one in reading.notes),
        len(table.rows), tuple(told_once(table.faults)),
    )  # fmt: skip


def _mergers(rows: _Rows, good: list[int]) -> list[str]:
    """Return what was renamed, as people read it."""
    return list(
        dict.fromkeys(f"{rows.before[n]} → {rows.units[n]}" for n in good if rows.before[n] != rows.units[n])
    )


def _merged(values: Array, at: NDArray[np.intp], number: int) -> Array:
    """Return rows put together, (role, unit-year).

    Amounts are added up. Scores of several rows are their mean, weighted by approved amounts where all are known.
    """
    found = np.full((len(VALUES), number), np.nan)
    counts = np.bincount(at, minlength=number)
    weights = np.where(values[0] > 0.0, values[0], np.nan)
    known = np.bincount(at, weights=np.isfinite(weights), minlength=number) == counts
    for place, role in enumerate(VALUES):
        own = values[place]
        there = np.isfinite(own)
        if role in MONEY:
            sums: Array = np.bincount(at[there], weights=own[there], minlength=number).astype(np.float64)
            sums = np.where(counts > 1, _decimal(sums), sums)
            found[place] = np.where(np.bincount(at[there], minlength=number) > 0, sums, np.nan)
            continue
        found[place, at[there]] = own[there]
        several = np.flatnonzero(counts > 1)
        if several.size:
            weight = np.where(known[at], weights, 1.0)[there]
            weighted, total = (
                np.bincount(at[there], weights=one, minlength=number) for one in (own[there] * weight, weight)
            )
            with np.errstate(invalid="ignore", divide="ignore"):
                found[place, several] = (weighted / total)[several]
    return found
