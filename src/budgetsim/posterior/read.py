"""Draws from a file: those of the package, or a Parquet or CSV file of one's own, every cell checked.

A column a parameter, by its bare or dotted name, and a row a draw. ``weight`` may say how much each counts (else all
count the same), ``place`` where it stands in the line from which few are chosen (``Posterior.rows``); a column ``draw``
numbers them and is passed over. Parameters without a column stay as scenarios have them.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from budgetsim.data.file import text_sheet
from budgetsim.data.names import name_of
from budgetsim.data.notes import warn_of
from budgetsim.declarations import Declaration, declarations
from budgetsim.declarations.declare import UNCERTAIN_GROUPS
from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.posterior.draws import Posterior
from budgetsim.posterior.file import PACKED, read_parquet
from budgetsim.posterior.prior import keeping
from budgetsim.scenario_files.faults import Fault, ScenarioError, is_number, told_once
from budgetsim.scenario_files.names import parameter_hint, unknown
from budgetsim.scenario_files.read import read_bytes
from budgetsim.scenario_files.values import check_of, rules_of, value_fault

WEIGHT, PLACE, NUMBER = "weight", "place", "draw"
ABOUT_DRAWS = (WEIGHT, PLACE, NUMBER)
"""Columns that are no parameters."""
OWN = "budgetsim"
"""What the draws of the package are called."""
LARGEST = 500_000_000
MOST_DRAWS = 1_000_000
PARQUET = b"PAR1"
"""Bytes with which a Parquet file begins."""


def load_posterior(path: str | os.PathLike[str] | Posterior | None = None) -> Posterior:
    """Return the draws of the package, or those in a Parquet or CSV file; draws are returned as they are.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or with every fault of its header and its cells: parameters that there are not (with
        the closest name) or that cannot be drawn, cells that are empty, no numbers or out of range, weights that are
        negative or all zero, values that do not go together, no draw at all.
    """
    if isinstance(path, Posterior):
        return path
    if path is None:
        return _packed()
    file = Path(path)
    content = read_bytes(file, LARGEST, Fault(str(file), None, "", None, ""))
    if content.startswith(PARQUET):
        return _checked(_Table(str(file), *read_parquet(content, str(file))))
    return _checked(_read_csv(content, str(file)))


@cache
def _packed() -> Posterior:
    """Return the draws of the package, read once; nobody may write into them."""
    posterior = _checked(_Table(OWN, *read_parquet(PACKED.read_bytes(), OWN)))
    posterior.values.setflags(write=False)
    posterior.weights.setflags(write=False)
    return posterior


@dataclass
class _Table:
    """A file as it was written: columns of raw cells, the line of each row, and how it was made."""

    file: str
    names: list[str]
    columns: Sequence[Sequence[Any]]
    about: dict[str, str] = field(default_factory=dict)
    lines: Sequence[int] = ()
    """Line of each row; rows are counted where a file has none."""

    def fault(self, row: int | None, name: str, value: Any, message: str, hint: str = "") -> Fault:
        """Return a fault of a cell, or of a column where ``row`` is ``None``."""
        return Fault(self.file, None if row is None else self.line(row), name, value, message, hint)

    def told(self, row: int | None, name: str, value: Any, key: str, /, **values: str) -> Fault:
        """Return a fault by the key of its message, which has a remedy."""
        return self.fault(row, name, value, told(key, **values), told(f"{key}.remedy", **values))

    def line(self, row: int) -> int:
        """Return where a row stands in the file."""
        return self.lines[row] if self.lines else row + 1


def _read_csv(content: bytes, file: str) -> _Table:
    sheet = text_sheet(content, file)
    warn_of(sheet.notes, file)
    rows = list(zip(sheet.lines, sheet.rows, strict=True))
    if not rows:
        raise ScenarioError(_Table(file, [], []).told(None, "", None, "fault-draws-empty"))
    names = [name_of(cell) for cell in rows[0][1]]
    uneven = [
        Fault(
            file, line, "", None, told("fault-cells", cells=str(len(cells)), columns=str(len(names))),
            told("fault-draws-cells"),
        )
        for line, cells in rows[1:]
        if len(cells) != len(names)
    ]  # fmt: skip
    if uneven:
        raise ScenarioError(told_once(uneven))
    columns = [
        [_typed(name_of(cells[place]), sheet.how["delimiter"]) for _, cells in rows[1:]]
        for place in range(len(names))
    ]
    return _Table(file, names, columns, lines=[line for line, _ in rows[1:]])


def _typed(cell: str, delimiter: str) -> Any:
    """Return a cell as a number if it is one; a comma in it is a decimal one where commas do not part columns."""
    text = cell.strip()
    try:
        return float(text.replace(",", ".") if delimiter != "," else text) if "_" not in text else text
    except ValueError:
        return text


def _checked(table: _Table) -> Posterior:
    """Return the draws of a table.

    Raises
    ------
    ScenarioError
        With every fault of it.
    """
    drawn, faults = _header(table)
    draws = len(table.columns[0]) if table.columns else 0
    if not draws and not faults:
        faults.append(table.told(None, "", None, "fault-draws-empty"))
    if draws > MOST_DRAWS:
        faults.append(table.told(None, "", None, "fault-draws-many", most=f"{MOST_DRAWS:,}"))
    if not 0 < draws <= MOST_DRAWS:
        raise ScenarioError(faults)
    values = np.empty((draws, len(drawn)))
    for place, (name, column) in enumerate(drawn.items()):
        values[:, place], found = _numbers(table, column, declarations()[name])
        faults += found
    weights, found = _weights(table, draws)
    faults += found
    where, found = _places(table)
    faults += found or ([] if faults else _broken(table, list(drawn), values))
    if faults:
        raise ScenarioError(told_once(faults))
    return Posterior(tuple(drawn), values, weights / weights.sum(), table.file, where, table.about)


def _header(table: _Table) -> tuple[dict[str, int], list[Fault]]:
    """Return the column of each parameter by bare name, and what is wrong with the header."""
    drawn: dict[str, int] = {}
    faults: list[Fault] = []
    for place, written in enumerate(table.names):
        name = current(written)
        group, _, bare = name.rpartition(".")
        if written in ABOUT_DRAWS:
            if table.names.index(written) != place:
                faults.append(table.fault(None, written, None, told("fault-column-twice")))
            continue
        about = declarations().get(bare)
        if about is None or group not in ("", about.group):
            faults.append(table.fault(None, written, None, unknown(name), parameter_hint(name, group)))
        elif about.kind != "number" or about.group not in UNCERTAIN_GROUPS:
            faults.append(table.told(None, written, None, "fault-draws-no-number"))
        elif bare in drawn:
            faults.append(table.fault(None, written, None, told("fault-column-twice")))
        else:
            drawn[bare] = place
    if not drawn and not faults:
        faults.append(table.told(None, "", None, "fault-draws-no-parameter"))
    return drawn, faults


def _numbers(table: _Table, column: int, about: Declaration) -> tuple[Array, list[Fault]]:
    check, numbers, faults = check_of(about), [], []
    for row, cell in enumerate(table.columns[column]):
        try:
            numbers.append(float(check(cell)))
        except ValueError:
            numbers.append(math.nan)
            faults.append(_fault_of_cell(table, row, about, cell))
    return np.array(numbers), faults


def _fault_of_cell(table: _Table, row: int, about: Declaration, cell: Any) -> Fault:
    if cell is None or cell == "" or (isinstance(cell, float) and math.isnan(cell)):
        return table.told(row, about.key, None, "fault-draws-missing")
    return value_fault(about, cell, table.file, table.line(row))


def _weights(table: _Table, draws: int) -> tuple[Array, list[Fault]]:
    """Return the weights as they are written, all equal without a column of them."""
    if WEIGHT not in table.names:
        return np.ones(draws), []
    cells = table.columns[table.names.index(WEIGHT)]
    faults = [
        table.told(row, WEIGHT, cell, "fault-draws-weight")
        for row, cell in enumerate(cells)
        if not is_number(cell) or cell < 0
    ]
    if not faults and not any(cells):
        faults.append(table.told(None, WEIGHT, None, "fault-draws-no-weight"))
    return np.ones(draws) if faults else np.array([float(cell) for cell in cells]), faults


def _places(table: _Table) -> tuple[Array | None, list[Fault]]:
    if PLACE not in table.names:
        return None, []
    cells = table.columns[table.names.index(PLACE)]
    faults = [
        table.told(row, PLACE, cell, "fault-draws-place")
        for row, cell in enumerate(cells)
        if not is_number(cell)
    ]
    return (None if faults else np.array([float(cell) for cell in cells])), faults


def _broken(table: _Table, names: list[str], values: Array) -> list[Fault]:
    """Return the draws that break a rule between several parameters, others being as they are declared."""
    faults = []
    for rule in rules_of(frozenset(names)):
        for row in np.flatnonzero(~keeping(rule, names, values, {})):
            came = [
                float(values[row, names.index(name)] if name in names else declarations()[name].default)
                for name in rule.names
            ]
            faults.append(table.fault(int(row), rule.field, None, rule.message(came), rule.remedy))
    return faults
