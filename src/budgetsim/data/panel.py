"""A panel from a file: every cell checked, every fault told with its row and column, every guess and oddity noted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from budgetsim.data.artefacts import Look, notes_on, ways_of_writing
from budgetsim.data.blocks import read_years
from budgetsim.data.cells import Reading, Rows, find_columns, read_rows, refuse_unseen
from budgetsim.data.file import Sheet
from budgetsim.data.guess import names_guessed, role_of
from budgetsim.data.names import name_of
from budgetsim.data.notes import Note, note, some
from budgetsim.data.numbers import decimal_amounts
from budgetsim.data.recipe import MONEY, SCORES, VALUES, Recipe
from budgetsim.data.said import recipes_said, told
from budgetsim.data.table import Table, cleaned, open_table
from budgetsim.data.wide import is_wide, turned
from budgetsim.data.years import is_year, year_within
from budgetsim.numerics import Array
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed, told_once
from budgetsim.scenario_files.syntax import toml_value

MOST_ROWS = 5_000_000
LONGEST_SPAN = 60
"""Years between the first and the last one beyond which a mistyped year is more likely than so long a panel."""
LEAST_UNITS = 2
REVENUE = re.compile(
    r"revenues?|income|receipts|einnahmen?|erträge|ingresos|receitas?|recettes|intäkter|(财政)?收入|歳入|세입|הכנסות",
    re.IGNORECASE,
)
"""What line items of revenue are called in a column that tells them from spending."""
MOST_TYPES = 8
"""Different cells of such a column."""
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
    guesses: tuple[Note, ...]
    """How the file was read where the recipe said nothing; ``recipe`` says it."""
    artefacts: tuple[Note, ...]
    """What the panel as a whole shows, with the lines of a recipe that would mend it."""
    recipe: Recipe
    rows: int
    """Rows below the header that were read."""
    faults: tuple[Fault, ...] = ()
    """What could not be read, where the reader was to go on."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes: how the file was read, and what it shows."""
        return (*self.guesses, *self.artefacts)

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles of which the file has a column."""
        return tuple(role for role in VALUES if role in self.recipe.names)


def read_panel(
    path: Path, recipe: Recipe, *, tolerant: bool = False, guess_columns: bool = False
) -> Observed:
    """Return the panel in a file.

    Parameters
    ----------
    path
        A text, a workbook, a Stata or Parquet file (``read_sheet``).
    recipe
        How to read it.
    tolerant
        Go on without cells and rows that cannot be read, and tell them with the result.
    guess_columns
        Find the columns that the recipe does not name by their headings.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or with the faults of its header, its rows and its whole; equal faults of a
        column are told once, with their number.
    """
    with recipes_said(recipe.said):
        sheet, recipe = read_years(path, recipe)
        return panel_of(sheet, recipe, tolerant=tolerant, guess_columns=guess_columns)


def panel_of(
    sheet: Sheet, recipe: Recipe, *, tolerant: bool = False, guess_columns: bool = False
) -> Observed:
    """Return the panel in a sheet of cells, as ``read_panel`` does of a file.

    Raises
    ------
    ScenarioError
        With the faults of its header, its rows and its whole.
    """
    table = open_table(sheet, recipe, role_of) if guess_columns else open_table(sheet, recipe)
    notes = [*sheet.notes]
    if guess_columns:
        recipe = _with_columns(recipe, table, notes)
        recipe = _with_one_year(recipe, table, sheet, notes)
    table = cleaned(table, sheet, recipe)
    if len(table.rows) > MOST_ROWS:
        table.told(table.lines[MOST_ROWS], "", None, "data-fault-rows", most=f"{MOST_ROWS:,}")
        raise ScenarioError(table.faults)
    recipe, shaped = recipe.with_lines([_form(sheet)]), recipe
    if is_wide(table, recipe, role_of):
        table, shaped = turned(table, recipe, role_of)
        refuse_unseen(table, recipe, shaped)
        recipe = replace(recipe, names={role: recipe.names.get(role, role) for role in shaped.names})
    elif table.place(recipe.names.get("year", "")) is None and is_year(recipe.names.get("year", "")):
        table = _of_one_year(table, recipe.names["year"])
    reading = Reading(table, shaped, {}, tolerant, [*notes, *table.notes])
    find_columns(reading)
    rows = read_rows(reading)
    _check_whole(rows, reading)
    if table.faults and not (tolerant and rows.good.any()):
        raise ScenarioError(told_once(table.faults))
    return _assembled(rows, reading, recipe)


def _with_columns(recipe: Recipe, table: Table, notes: list[Note]) -> Recipe:
    """Return a recipe with the columns that are found by their headings; a note is added, or a fault if none is."""
    names = names_guessed(table, recipe.names)
    found = [f"{role} = {name}" for role, name in names.items() if name not in (role, recipe.names.get(role))]
    if found:
        notes.append(note("data-note-columns", {"columns": ", ".join(found)}))
    left = [own for own in table.headings if own and own not in names.values() and year_within(own) is None]
    if left and set(VALUES) & names.keys():
        notes.append(note("data-note-columns-left", {"columns": some(left)}))
    if not set(VALUES) & names.keys() and not is_wide(table, replace(recipe, names=names), role_of):
        there = listed([heading for heading in table.headings if heading][:30])
        hint = told("data-fault-no-values.remedy", columns=there)
        table.told(table.line, told("fault-column"), None, "data-fault-no-values", hint)
    return replace(recipe, names=names)


def _with_one_year(recipe: Recipe, table: Table, sheet: Sheet, notes: list[Note]) -> Recipe:
    """Return a recipe with the year of all rows where no column holds years: that of its title or of a name."""
    if "year" in recipe.names or is_wide(table, recipe, role_of):
        return recipe
    above = [
        cell for row, line in zip(sheet.rows, sheet.lines, strict=True) if line < table.line for cell in row
    ]
    of_sheet = [sheet.how.get("sheet", "")]
    for where, texts in (("above", above), ("sheet", of_sheet), ("name", [Path(sheet.file).stem])):
        years = {found[0] for text in texts if isinstance(text, str) and (found := year_within(text))}
        if len(years) == 1:
            (year,) = years
            notes.append(
                note("data-note-one-year", {"year": str(year), "where": where}, mend={"year": str(year)})
            )
            return replace(recipe, names={**recipe.names, "year": str(year)})
    return recipe


def _of_one_year(table: Table, year: str) -> Table:
    """Return a table with a column that says of which year all rows are."""
    return replace(table, headings=[year, *table.headings], rows=[[year, *row] for row in table.rows])


def _form(sheet: Sheet) -> dict[str, str]:
    """Return how a file was read that every other reader has to guess as well."""
    return {key: sheet.how[key] for key in ("encoding", "delimiter") if key in sheet.how}


# The whole --------------------------------------------------------------------------------------------------------


def _check_whole(rows: Rows, reading: Reading) -> None:
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


def _check_forms(reading: Reading) -> None:
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


def _check_repeated(rows: Rows, reading: Reading) -> None:
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
    if (repeated and reading.recipe.repeated != "refuse") or len(repeated) > MOST_TOLD_ALONE:
        _note_revenue(reading)
    if repeated and reading.recipe.repeated == "refuse":
        rows.good[repeated] = False


def _note_revenue(reading: Reading) -> None:
    """Note a column that tells revenue from spending, of which line items of both have one: their sum means nothing."""
    table = reading.table
    for place, heading in enumerate(table.headings):
        if place in reading.places.values():
            continue
        there = dict.fromkeys(
            name_of(row[place]) for row in table.rows if len(row) > place and row[place] != ""
        )
        revenue = [cell for cell in there if REVENUE.fullmatch(cell)]
        spending = [cell for cell in there if cell not in revenue]
        if heading and revenue and spending and len(there) <= MOST_TYPES:
            line = f"only = {toml_value({heading: spending})}"
            facts: dict[str, str | int] = {"heading": heading, "names": some(revenue), "line": line}
            reading.notes.append(note("data-note-revenue", facts))
            return


def _assembled(rows: Rows, reading: Reading, recipe: Recipe) -> Observed:
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
    guesses = (*reading.notes, *ways_of_writing(look))
    return Observed(
        table.file, tuple(units), years, values, present, lines, clusters, guesses, notes_on(look),
        recipe.with_lines(one.mend for one in reading.notes), len(table.rows), tuple(told_once(table.faults)),
    )  # fmt: skip


def _mergers(rows: Rows, good: list[int]) -> list[str]:
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
            sums = np.where(counts > 1, decimal_amounts(sums), sums)
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
