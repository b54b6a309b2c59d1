"""How a file of departments is read: the table ``[panel]`` of the scenario that names the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from budgetsim.data.archetypes import archetype_named
from budgetsim.data.file import Cell, Sheet
from budgetsim.data.names import folded_name, name_of
from budgetsim.data.recipe import KEYS, Recipe, read_recipe
from budgetsim.data.table import Table, cleaned, open_table
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, listed, told_once, told_with_remedy
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import Lines

BLOCK = "panel"
COLUMNS = ("name", "archetype", "size", "budget")
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
    recipe: Recipe

    def rows(self, sheet: Sheet) -> tuple[list[tuple[int, list[Cell]]], Table]:
        """Return the departments in a sheet with their lines, cells in the order of ``COLUMNS``, and the table.

        Raises
        ------
        ScenarioError
            If columns are missing, or with the faults of rows.
        """
        recipe = replace(self.recipe, names={_STAND_IN[role]: name for role, name in self.names.items()})
        table = cleaned(open_table(sheet, recipe), sheet, recipe)
        places = [table.place(self.names[role]) for role in COLUMNS]
        for role, place in zip(COLUMNS, places, strict=True):
            if place is None:
                own = [heading for heading in table.headings if heading]
                name = self.names[role]
                hint = did_you_mean(
                    name, own, told("roster-fault-no-column.remedy", role=role, columns=listed(own))
                )
                table.told(table.line, told("fault-column"), name, "roster-fault-no-column", hint)
        if table.faults:
            raise ScenarioError(told_once(table.faults))
        found = [place for place in places if place is not None]
        gone = {folded_name(name) for name in recipe.leave_out}
        rows = [
            (line, [row[place] if place < len(row) else "" for place in found])
            for line, row in zip(table.lines, table.rows, strict=True)
        ]
        return [
            (line, _named(cells)) for line, cells in rows if folded_name(name_of(cells[0])) not in gone
        ], table


def _named(cells: list[Cell]) -> list[Cell]:
    """Return cells with the archetype as the model calls it, where any language of the package has it."""
    return [cells[0], archetype_named(name_of(cells[1])) or cells[1], *cells[2:]]


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
    names = {role: table.get(role, role) for role in COLUMNS}
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
