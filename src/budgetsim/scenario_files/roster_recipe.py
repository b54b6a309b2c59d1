"""How a file of departments is read: the table ``[panel]`` of the scenario that names the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from budgetsim.data.file import Cell, Sheet
from budgetsim.data.guess import role_of
from budgetsim.data.names import folded_name, name_of
from budgetsim.data.notes import Note
from budgetsim.data.recipe import KEYS, Recipe, read_recipe
from budgetsim.data.table import Table, cleaned, open_table
from budgetsim.data.units import unit_of_heading
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, listed, told_once, told_with_remedy
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import Lines
from budgetsim.scenario_files.roster_guess import COLUMNS, SURE, completed, roster_columns, year_column

BLOCK = "panel"
OF_FILE = (
    "encoding", "delimiter", "sheet", "header_row", "header_rows", "footer_rows", "fill_down", "only", "leave_out",
    "decimal", "thousands", "signs", "missing",
)  # fmt: skip
"""Keys of panels that say how any file is read; the others are about years, scores and units of money."""
_STAND_IN = dict(zip(COLUMNS, ("unit", "cluster", "adjusted", "approved"), strict=True))
"""Roles of a panel under which the reader of tables knows the columns of departments."""


@dataclass(frozen=True)
class RosterRecipe:
    """The heading of each column, and how the file is read."""

    names: Mapping[str, str]
    """Headings that somebody names; the others are found (``roster_guess``)."""
    recipe: Recipe

    def rows(self, sheet: Sheet) -> Departments:
        """Return the departments in a sheet.

        Raises
        ------
        ScenarioError
            If columns are missing, or with the faults of rows.
        """
        given = replace(self.recipe, names={_STAND_IN[role]: name for role, name in self.names.items()})
        table = open_table(sheet, given, role_of)
        names, notes = roster_columns(table, self.names)
        recipe = replace(given, names={_STAND_IN[role]: name for role, name in names.items()})
        table = cleaned(table, sheet, recipe)
        places = {role: table.place(name) for role, name in names.items()}
        headings = [heading for heading in table.headings if heading]
        for role in COLUMNS:
            if role in places and places[role] is None:
                remedy = told("roster-fault-no-column.remedy", role=role, columns=listed(headings))
                hint = did_you_mean(names[role], headings, remedy)
                table.told(table.line, told("fault-column"), names[role], "roster-fault-no-column", hint)
            elif role not in places and role in SURE:
                facts = {"role": role, "columns": listed(headings)}
                table.told(table.line, told("fault-column"), None, "roster-fault-not-found", **facts)
        if table.faults:
            raise ScenarioError(told_once(table.faults))
        rows = [
            (line, [_cell(row, places.get(role)) for role in COLUMNS])
            for line, row in zip(table.lines, table.rows, strict=True)
        ]
        gone = {folded_name(name) for name in recipe.leave_out}
        kept = [(line, cells) for line, cells in rows if folded_name(name_of(cells[0])) not in gone]
        _refuse_years(kept, table)
        filled, guesses = completed(kept, names)
        columns = tuple(names.get(role, role) for role in COLUMNS)
        unit = unit_of_heading(columns[-1]) or table.unit
        return Departments(columns, filled, table.line, unit, (*sheet.notes, *notes, *table.notes, *guesses))


@dataclass(frozen=True)
class Departments:
    """Rows of a file with their lines, cells in the order of ``COLUMNS``; headings, the line of these, and notes."""

    columns: tuple[str, ...]
    rows: list[tuple[int, list[Cell]]]
    line: int
    unit: str
    """Unit of money that the heading of budgets names, or a line above the table."""
    notes: tuple[Note, ...]


def _refuse_years(rows: Sequence[tuple[int, list[Cell]]], table: Table) -> None:
    """Refuse a panel: several rows of a department, one for each year.

    Raises
    ------
    ScenarioError
        If it is one.
    """
    names = [name_of(cells[0]) for _, cells in rows]
    column = year_column(table) if len(set(names)) < len(names) else ""
    if column:
        years = [
            name_of(row[place]) for row in table.rows if len(row) > (place := table.headings.index(column))
        ]
        facts = {"column": column, "year": max(years), "file": table.file}
        message, remedy = told_with_remedy("roster-fault-years", **facts)
        raise ScenarioError(Fault(table.file, table.line, column, None, message, remedy))


def _cell(row: Sequence[Cell], place: int | None) -> Cell:
    return row[place] if place is not None and place < len(row) else ""


def read_roster_recipe(table: Any, file: str, lines: Lines, folder: Path) -> RosterRecipe:
    """Return the table ``[panel]`` of a scenario.

    Raises
    ------
    ScenarioError
        With every fault of the table.
    """
    if not isinstance(table, Mapping):
        message, hint = told("fault-not-table", kind=kind_of(table)), told("fault-table-remedy", group=BLOCK)
        raise ScenarioError(Fault(file, lines.of(BLOCK), BLOCK, table, message, hint))
    said = _Said(file, lines, {key: value for key, value in table.items() if key in OF_FILE})
    allowed = (*COLUMNS, *OF_FILE)
    for key in table:
        if key in KEYS and key not in OF_FILE:
            said.told((BLOCK, key), None, "roster-fault-of-panels")
        elif key not in allowed:
            hint = did_you_mean(str(key), allowed, told("study-keys-allowed", keys=listed(allowed)))
            said.told((BLOCK, str(key)[:50]), None, "fault-unknown-key", hint)
    names = {role: table[role] for role in COLUMNS if role in table}
    for role, name in names.items():
        if not isinstance(name, str) or not name.strip():
            said.told((BLOCK, role), name, "data-fault-no-column-name", kind=kind_of(name))
    recipe = read_recipe(said, folder)
    if said.faults:
        raise ScenarioError(said.faults)
    return RosterRecipe({role: str(name).strip() for role, name in names.items()}, recipe)


@dataclass
class _Said:
    """The keys of a table, and what is wrong with them."""

    file: str
    lines: Lines
    data: Mapping[str, Any]
    faults: list[Fault] = field(default_factory=list)

    def table(self, key: str) -> dict[str, Any]:
        """Return the table."""
        del key
        return dict(self.data)

    def told(self, path: Sequence[str | int], value: Any, key: str, /, hint: str = "", **values: Any) -> None:
        """Take note of a fault."""
        name = ".".join(map(str, path))
        self.faults.append(
            Fault(self.file, self.lines.of(*path), name, value, *told_with_remedy(key, hint, **values))
        )
