"""The user's own departments: from a file or from the table ``[roster]``, every row checked.

Files are read as panels are (``data.file``): a text in any encoding and delimiter, a workbook, Stata or Parquet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgetsim.data.file import DELIMITERS, Cell, Sheet, read_sheet
from budgetsim.data.names import name_of
from budgetsim.data.notes import warn_of
from budgetsim.data.numbers import Convention, Number, guessed, marks_of, read_number
from budgetsim.data.recipe import Recipe
from budgetsim.declarations import ARCHETYPES
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, listed, printable, told_once
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import Lines
from budgetsim.scenario_files.roster_guess import COLUMNS, is_own_header
from budgetsim.scenario_files.roster_recipe import RosterRecipe


@dataclass(frozen=True)
class Roster:
    """The user's own departments, in the order of the file; sizes and budgets are relative (any unit)."""

    names: tuple[str, ...]
    archetypes: tuple[str, ...]
    sizes: tuple[float, ...]
    budgets: tuple[float, ...]


KEYS = ("names", "archetypes", "sizes", "budgets")
LARGEST = 20_000_000
MOST_FAULTS = 100_000
MOST_ROWS = 100_000
SMALLEST_AMOUNT, LARGEST_AMOUNT = 1e-9, 1e15
_LONGEST_NAME = 200


def read_roster(name: str, folder: Path, fault: Fault, said: RosterRecipe | None = None) -> Roster:
    """Return the departments in a file; ``name`` is relative to ``folder``, ``fault`` tells who named it.

    ``said`` is how the file is read; without it, its first row names the columns ``COLUMNS``,
    or they are found as those of a panel are.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or with every fault of its header and rows.
    """
    return read_departments(folder / name, fault, said)[0]


def read_departments(file: Path, fault: Fault, said: RosterRecipe | None = None) -> tuple[Roster, str]:
    """Return the departments in a file, and the unit of money of their budgets; that is empty where it names none.

    Raises
    ------
    ScenarioError
        As ``read_roster``.
    """
    if said is not None:
        return _read_as_said(file, fault, said)
    sheet = read_sheet(file, largest=LARGEST, fault=fault)
    if sheet.rows and not is_own_header(sheet.rows[0]):
        return _of_departments(RosterRecipe({}, Recipe()), sheet)
    warn_of(sheet.notes, str(file))
    delimiter = sheet.how.get("delimiter", ",")
    records = zip(sheet.lines, sheet.rows, strict=True)
    order = _order(next(records, None), str(file))
    rows = _Rows(str(file), COLUMNS, _convention(sheet.rows[1:], order[2:]))
    for line, cells in records:
        if len(cells) != len(COLUMNS):
            message = told("fault-cells", cells=str(len(cells)), columns=str(len(COLUMNS)))
            hint = told(f"fault-quoted-{DELIMITERS[delimiter]}")
            rows.faults.append(Fault(str(file), line, "", None, message, hint))
        else:
            name_and_kind = [name_of(cells[column]) for column in order[:2]]
            rows.add([*name_and_kind, *(cells[column] for column in order[2:])], line)
        if rows.full:
            break
    return rows.roster(1), ""


def _read_as_said(file: Path, fault: Fault, said: RosterRecipe) -> tuple[Roster, str]:
    recipe = said.recipe
    sheet = read_sheet(
        file,
        encoding=recipe.encoding,
        delimiter=recipe.delimiter,
        sheet=recipe.sheet,
        largest=LARGEST,
        fault=fault,
    )
    return _of_departments(said, sheet)


def _of_departments(said: RosterRecipe, sheet: Sheet) -> tuple[Roster, str]:
    """Return the departments in a sheet that is read as a table of a panel is, and the unit of their budgets.

    Raises
    ------
    ScenarioError
        With every fault of its header and rows.
    """
    departments = said.rows(sheet)
    warn_of(departments.notes, sheet.file)
    cells = [cell for _, row in departments.rows for cell in row[2:]]
    marks = marks_of(cells, said.recipe.convention(""))
    rows = _Rows(sheet.file, departments.columns, said.recipe.convention("", marks, marks))
    for line, row in departments.rows:
        rows.add([*map(name_of, row[:2]), *row[2:]], line)
        if rows.full:
            break
    return rows.roster(departments.line), departments.unit


def inline_roster(table: Any, file: str, lines: Lines) -> Roster:
    """Return the departments in a table ``[roster]`` of four lists.

    Raises
    ------
    ScenarioError
        With every fault of the table.
    """
    faults = _table_faults(table, file, lines)
    if faults:
        raise ScenarioError(faults)
    line = lines.of("roster")
    rows = _Rows(file, tuple(f"roster.{key}" for key in KEYS))
    for cells in zip(*(table[key] for key in KEYS), strict=True):
        rows.add(cells, line)
        if rows.full:
            break
    return rows.roster(line)


def _table_faults(table: Any, file: str, lines: Lines) -> list[Fault]:
    """Return what is wrong with the form of a table ``[roster]``."""

    def fault(key: str, value: Any, message: str, suggestion: str) -> Fault:
        path = ("roster", key) if key else ("roster",)
        return Fault(file, lines.of(*path), ".".join(path), value, message, suggestion)

    if not isinstance(table, Mapping):
        return [fault("", table, told("fault-not-table", kind=kind_of(table)), _lists())]
    unknown = [printable(str(key)[:_LONGEST_NAME]) for key in table if key not in KEYS]
    missing = [key for key in KEYS if not isinstance(table.get(key), list | tuple)]
    faults = [
        fault(key, None, told("fault-unknown-key"), did_you_mean(key, KEYS, _lists())) for key in unknown
    ]
    faults += [fault(key, table.get(key), told("fault-must-list"), _lists()) for key in missing]
    if not faults and len({len(table[key]) for key in KEYS}) > 1:
        faults.append(fault("", None, told("fault-uneven"), _lists()))
    return faults


def _lists() -> str:
    return told("fault-lists", keys=listed(KEYS))


def _header() -> str:
    return told("fault-header", columns=",".join(COLUMNS))


def _order(header: tuple[int, list[Cell]] | None, file: str) -> list[int]:
    """Return where each column of ``COLUMNS`` stands in the header."""
    if header is None:
        raise ScenarioError(Fault(file, 1, "", None, told("fault-empty"), _header()))
    line, cells = header
    names = [name_of(cell).lower() for cell in cells]
    column, header_hint = told("fault-column"), _header()
    faults = [
        Fault(
            file, line, column, cell, told("fault-column-unknown"), did_you_mean(cell, COLUMNS, header_hint)
        )
        for cell in names
        if cell not in COLUMNS
    ]
    faults += [
        Fault(
            file,
            line,
            column,
            name,
            told("fault-column-missing") if name not in names else told("fault-column-twice"),
            header_hint,
        )
        for name in COLUMNS
        if names.count(name) != 1
    ]
    if faults:
        raise ScenarioError(faults)
    return [names.index(name) for name in COLUMNS]


class _Rows:
    """Departments as they are read, with what is wrong with them."""

    def __init__(self, file: str, fields: Sequence[str], convention: Convention | None = None) -> None:
        self.file = file
        self.convention = convention or Convention()
        self.fields = fields
        self.faults: list[Fault] = []
        self.rows: list[tuple[str, str, float, float]] = []
        self._seen: dict[str, int | None] = {}

    @property
    def full(self) -> bool:
        """Whether there are more rows than a district may have, or more faults than anyone reads."""
        return len(self.faults) >= MOST_FAULTS or len(self.rows) > MOST_ROWS

    def add(self, cells: Sequence[Any], line: int | None) -> None:
        """Check one department and keep it."""
        before = len(self.faults)
        name, archetype, *amounts = cells
        self._check_name(name, line)
        if archetype not in ARCHETYPES:
            hint = did_you_mean(archetype, ARCHETYPES) if isinstance(archetype, str) else ""
            self._fault(1, line, archetype, told("fault-not-one-of", options=listed(ARCHETYPES)), hint)
        sizes = [self._amount(column, line, raw) for column, raw in enumerate(amounts, 2)]
        if len(self.faults) == before:
            self.rows.append((name, archetype, sizes[0], sizes[1]))

    def roster(self, line: int | None) -> Roster:
        """Return the departments read; raises ``ScenarioError`` if anything is wrong."""
        if not self.rows and not self.faults:
            message, hint = told("fault-no-departments"), told("fault-no-departments.remedy")
            self.faults.append(Fault(self.file, line, "", None, message, hint))
        if len(self.rows) > MOST_ROWS:
            message, hint = (
                told("fault-many-departments", most=str(MOST_ROWS)),
                told("fault-many-departments.remedy"),
            )
            self.faults.append(Fault(self.file, line, "", None, message, hint))
        if self.faults:
            raise ScenarioError(told_once(self.faults, alone=3))
        names, archetypes, sizes, budgets = zip(*self.rows, strict=True)
        return Roster(names, archetypes, sizes, budgets)

    def _check_name(self, name: Any, line: int | None) -> None:
        if (
            not isinstance(name, str)
            or not name.strip()
            or len(name) > _LONGEST_NAME
            or not name.isprintable()
        ):
            message = told("fault-department-name", most=str(_LONGEST_NAME))
            self._fault(0, line, name, message, told("fault-department-name.remedy"))
        elif name in self._seen:
            first = self._seen[name]
            message = told("fault-name-used-line", line=str(first)) if first else told("fault-name-used")
            self._fault(0, line, name, message, told("fault-name-used.remedy"))
        else:
            self._seen[name] = line

    def _amount(self, column: int, line: int | None, raw: Any) -> float:
        amount = _number(raw, self.convention)
        if not SMALLEST_AMOUNT <= amount <= LARGEST_AMOUNT:
            message = told("fault-amount", most=f"{LARGEST_AMOUNT:g}")
            has_comma = self.convention.decimal == ","
            hint = told("fault-amount.comma") if has_comma else told("fault-amount.point")
            self._fault(column, line, raw, message, hint)
        return amount

    def _fault(self, column: int, line: int | None, value: Any, message: str, suggestion: str) -> None:
        self.faults.append(Fault(self.file, line, self.fields[column], value, message, suggestion))


def _convention(rows: Sequence[Sequence[Cell]], amounts: Sequence[int]) -> Convention:
    """Return how the amounts of a file are written, as its cells say."""
    cells = [row[place] for row in rows for place in amounts if len(row) > place]
    marks = marks_of(cells, Convention())
    return Convention(*guessed(marks, marks, "", None))


def _number(raw: Any, convention: Convention) -> float:
    """Return a number as a float, or NaN if it is none."""
    if isinstance(raw, str):
        read = read_number(raw, convention)
        return read.value if isinstance(read, Number) else float("nan")
    if not isinstance(raw, int | float) or isinstance(raw, bool):
        return float("nan")
    try:
        return float(raw)
    except OverflowError:
        return float("inf")
