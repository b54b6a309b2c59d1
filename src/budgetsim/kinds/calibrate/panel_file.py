"""A user's panel from a CSV file: every cell checked, every fault told with its row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.calibrate.columns import (
    DELIMITERS,
    NEEDED,
    VALUES,
    Columns,
    Wrong,
    is_year,
    read_number,
    read_year,
    visible,
)
from budgetsim.kinds.calibrate.panel_notes import Note, Written, notes_on
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError, figure, listed, told_once
from budgetsim.scenario_files.names import closest
from budgetsim.scenario_files.read import decode, read_bytes
from budgetsim.studies.factors import told_with_remedy
from budgetsim.studies.panel_data import MONEY, SCORES, Panel, relative_money

LARGEST_FILE = 500_000_000
MOST_ROWS = 5_000_000
MOST_FAULTS = 100_000
LARGEST_MONEY = 1e30
LONGEST_SPAN = 60
"""Years between the first and the last one beyond which a mistyped year is more likely than so long a panel."""
LEAST_UNITS = 2
_YEAR_WITHIN = re.compile(r"(?<!\d)(19|20)\d{2}(?!\d)", re.ASCII)
_MARKS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}
"""Ends of the keys of what parts columns."""


@dataclass(frozen=True)
class PanelFile:
    """A panel as read: the observed panel, the names of its units, and the group in which each is resampled."""

    panel: Panel
    units: tuple[str, ...]
    groups: NDArray[np.intp]
    """Number of each unit's cluster; without a cluster column every unit is its own."""
    notes: tuple[Note, ...] = ()
    """What in the file is almost certainly an artefact, and how its cells were taken."""


@dataclass
class _Reading:
    """What has been read so far, and what is wrong with it."""

    file: str
    columns: Columns
    places: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    rows: list[tuple[str, int, list[float], str]] = field(default_factory=list)
    seen: dict[tuple[str, int], int] = field(default_factory=dict)
    width: int = 0
    """Cells of the header."""
    written: Written = field(default_factory=Written)

    def fault(self, line: int | None, name: str, value: str | None, message: str, hint: str = "") -> None:
        """Take note of a fault of one cell, or of a column or the file."""
        self.faults.append(Fault(self.file, line, name, value, message, hint))

    def told(
        self, line: int | None, name: str, value: str | None, key: str, /, hint: str = "", **values: Any
    ) -> None:
        """Take note of a fault by the key of its message."""
        self.fault(line, name, value, *told_with_remedy(key, hint, **values))

    def name(self, role: str) -> str:
        """Return what the file calls a column."""
        return self.columns.names[role]


def read_panel(path: Path, columns: Columns) -> PanelFile:
    """Return the panel in a CSV file.

    Parameters
    ----------
    path
        A text in UTF-8 (a byte-order mark is allowed), or in the encoding that the mapping names, with a header.
    columns
        How to read it.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or with the faults of its header, its rows and its whole; equal faults of a
        column are told once, with their number.
    """
    name = str(path)
    text = _decoded(read_bytes(path, LARGEST_FILE, Fault(name, None, "", None, "")), name, columns.encoding)
    reading = _Reading(name, columns)
    records = _records(text, reading)
    _read_header(next(records, None), reading)
    for line, cells in records:
        _read_row(line, cells, reading)
        if len(reading.faults) >= MOST_FAULTS:
            break
        if len(reading.rows) > MOST_ROWS:
            reading.told(line, "", None, "calibrate-fault-rows", most=f"{MOST_ROWS:,}")
            break
    _check_whole(reading)
    if reading.faults:
        raise ScenarioError(told_once(reading.faults))
    return _assembled(reading)


def _decoded(content: bytes, name: str, encoding: str) -> str:
    """Return the bytes of a file as a text.

    Raises
    ------
    ScenarioError
        If they are no text in this encoding.
    """
    if encoding == "utf-8":
        try:
            return decode(content, name)
        except ScenarioError as error:
            (fault,) = error.faults
            raise ScenarioError(replace(fault, suggestion=told("calibrate-fault-encoding.remedy"))) from None
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = content.count(b"\n", 0, start) + 1
        words = told_with_remedy("calibrate-fault-encoding", encoding=encoding)
        raise ScenarioError(Fault(name, line, "", None, *words)) from None


def _records(text: str, reading: _Reading) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=reading.columns.delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reading.told(line, "", None, "calibrate-fault-csv", error=str(error))
            raise ScenarioError(reading.faults) from None
        if any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]


def _read_header(header: tuple[int, list[str]] | None, reading: _Reading) -> None:
    """Find the columns; without them nothing else can be read.

    Raises
    ------
    ScenarioError
        If the file is empty, columns are missing or come twice, or the delimiter is another one.
    """
    if header is None:
        reading.told(1, "", None, "calibrate-fault-empty")
        raise ScenarioError(reading.faults)
    line, cells = header
    reading.width = len(cells)
    other = _other_delimiter(cells, reading.columns)
    if other:
        expected, there = (
            told(f"calibrate-marks-{_MARKS[mark]}") for mark in (reading.columns.delimiter, other)
        )
        about = {"expected": expected, "there": there, "mark": other.replace("\t", "\\t")}
        reading.told(line, "", None, "calibrate-fault-delimiter", **about)
        raise ScenarioError(reading.faults)
    wide = "year" in reading.columns.names and reading.columns.names["year"] not in cells and _years_in(cells)
    for role, name in reading.columns.names.items():
        if wide and role in VALUES:
            continue  # no column has them as long as years stand as columns
        if cells.count(name) == 1:
            reading.places[role] = cells.index(name)
        elif name in cells:
            reading.told(line, told("fault-column"), name, "calibrate-fault-column-twice")
        else:
            hint = _column_hint(role, name, cells)
            reading.told(line, told("fault-column"), name, "calibrate-fault-no-column", hint, role=role)
    if reading.faults:
        raise ScenarioError(reading.faults)


def _column_hint(role: str, name: str, cells: list[str]) -> str:
    years = _years_in(cells)
    if role == "year" and years:
        return told("calibrate-remedy-wide", first=years[0], last=years[-1])
    near, there = closest(name, cells), listed(cells[:30])
    if near:
        return told("calibrate-remedy-near-column", near=near, role=role, columns=there)
    return told("calibrate-remedy-name-column", role=role, columns=there)


def _years_in(cells: list[str]) -> list[str]:
    """Return the headings of a wide table that name years, alone or with what is meant (``approved_2016``)."""
    found = [cell for cell in cells if is_year(cell) or _YEAR_WITHIN.search(cell)]
    return found if len(found) > 1 else []


def _other_delimiter(cells: list[str], columns: Columns) -> str:
    """Return the delimiter that would part a header in which the expected one parts nothing."""
    if len(cells) > 1 or len(columns.names) == 1:
        return ""
    return next((mark for mark in DELIMITERS if mark != columns.delimiter and mark in cells[0]), "")


def _read_row(line: int, cells: list[str], reading: _Reading) -> None:
    width = max(reading.places.values()) + 1
    if len(cells) < width:
        numbers = {"cells": str(len(cells)), "columns": str(width)}
        reading.told(line, "", None, "calibrate-fault-few-cells", **numbers)
        return
    if any(cells[reading.width :]):
        numbers = {"cells": str(len(cells)), "columns": str(reading.width)}
        reading.told(line, "", None, "calibrate-fault-many-cells", **numbers)
        return
    before = len(reading.faults)
    unit, year = (_read_key(role, cells[reading.places[role]], line, reading) for role in NEEDED)
    values = [_read_value(role, cells, line, reading) for role in VALUES]
    cluster = cells[reading.places["cluster"]] if "cluster" in reading.places else ""
    if len(reading.faults) > before:
        return
    key = (str(unit), int(year))
    if key in reading.seen:
        about = {"year": str(key[1]), "line": str(reading.seen[key])}
        reading.told(line, reading.name("unit"), key[0], "calibrate-fault-unit-twice", **about)
        return
    reading.seen[key] = line
    reading.rows.append((*key, values, cluster))


def _read_key(role: str, text: str, line: int, reading: _Reading) -> str:
    """Return the name of a unit, or a whole year as text."""
    name = reading.name(role)
    if role == "unit":
        return _read_name(text, line, reading)
    found = read_year(text)
    if isinstance(found, Wrong):
        reading.fault(line, name, text, found.message, found.hint)
        return "0"
    year, form = found
    reading.written.year_forms.setdefault(form, line)
    return str(year)


def _read_name(text: str, line: int, reading: _Reading) -> str:
    name = visible(text)
    if name in reading.columns.missing:
        reading.told(line, reading.name("unit"), text, "calibrate-fault-no-name")
    elif not name.isprintable():
        reading.told(line, reading.name("unit"), text, "calibrate-fault-control-character")
    elif name != text:
        reading.written.invisible.setdefault(name, line)
    return name


def _read_value(role: str, cells: list[str], line: int, reading: _Reading) -> float:
    """Return an amount, or a score of 0 to 100; NaN where nothing was observed or the cell is wrong."""
    if role not in reading.places or cells[reading.places[role]] in reading.columns.missing:
        return np.nan
    text, name = cells[reading.places[role]], reading.name(role)
    found = read_number(text, reading.columns)
    if isinstance(found, Wrong):
        reading.fault(line, name, text, found.message, found.hint)
        return np.nan
    reading.written.look_at(role, text, found, line)
    if role in SCORES:
        return _read_score(role, found.value, text, line, reading)
    return _read_amount(found.value, text, name, line, reading)


def _read_amount(value: float, text: str, name: str, line: int, reading: _Reading) -> float:
    if value < 0.0 and reading.columns.negative != "keep":
        if reading.columns.negative == "leave_out":
            return np.nan
        reading.told(line, name, text, "calibrate-fault-negative")
    elif abs(value) > LARGEST_MONEY:
        reading.told(line, name, text, "calibrate-fault-large-amount", most=f"{LARGEST_MONEY:g}")
    return value


def _read_score(role: str, value: float, text: str, line: int, reading: _Reading) -> float:
    low, high = reading.columns.ranges[role]
    if not low <= value <= high:
        if reading.columns.outside == "leave_out":
            return np.nan
        if reading.columns.outside == "refuse":
            about = {"low": figure(low), "high": figure(high), "range": role.replace("_score", "_range")}
            reading.told(line, reading.name(role), text, "calibrate-fault-outside", **about)
        value = min(max(value, low), high)
    return reading.columns.score(role, value)


def _check_whole(reading: _Reading) -> None:
    """Note what is wrong with the panel as a whole; only of rows that are right themselves."""
    if not reading.rows:
        if not reading.faults:
            reading.told(None, "", None, "calibrate-fault-no-rows")
        return
    _check_forms(reading)
    years = [year for _, year, _, _ in reading.rows]
    if max(years) - min(years) >= LONGEST_SPAN:
        odd = max(reading.rows, key=lambda row: abs(row[1] - float(np.median(years))))
        line = reading.seen[(odd[0], odd[1])]
        about = {"first": str(min(years)), "last": str(max(years)), "most": str(LONGEST_SPAN)}
        reading.told(line, reading.name("year"), str(odd[1]), "calibrate-fault-long-span", **about)
    units = {unit for unit, _, _, _ in reading.rows}
    if len(units) < LEAST_UNITS and not reading.faults:
        reading.told(None, reading.name("unit"), next(iter(units)), "calibrate-fault-one-unit")
    if reading.faults:
        return  # a column may be empty only because its rows are wrong
    table = np.array([values for _, _, values, _ in reading.rows])
    for place, role in enumerate(VALUES):
        if role in reading.places and not np.isfinite(table[:, place]).any():
            key = "calibrate-fault-no-scores" if role in SCORES else "calibrate-fault-no-amounts"
            reading.told(None, reading.name(role), None, key, told("calibrate-remedy-unobserved", role=role))


def _check_forms(reading: _Reading) -> None:
    """Note years in several forms, of which one may be the first and the other the last year of two; mixed units."""
    forms = reading.written.year_forms
    if len(forms) > 1:
        (one, first), (other, second) = list(forms.items())[:2]
        about = {"one": one, "line": str(first), "other": other}
        reading.told(second, reading.name("year"), None, "calibrate-fault-year-forms", **about)
    for role, signs in reading.written.signs.items():
        if len(signs) > 1:
            (one, first), (other, second) = list(signs.items())[:2]
            about = {"one": one, "line": str(first), "other": other}
            key = "calibrate-fault-amounts-in" if role in MONEY else "calibrate-fault-scores-in"
            reading.told(second, reading.name(role), None, key, **about)


def _assembled(reading: _Reading) -> PanelFile:
    """Return the rows as arrays, units in the order of their first row, years without gaps."""
    units = {name: place for place, name in enumerate(dict.fromkeys(row[0] for row in reading.rows))}
    first, last = (end(row[1] for row in reading.rows) for end in (min, max))
    arrays = np.full((len(VALUES), len(units), last - first + 1), np.nan)
    present = np.zeros(arrays.shape[1:], dtype=bool)
    clusters: dict[str, int] = {}
    groups = np.arange(len(units))
    for unit, year, values, cluster in reading.rows:
        arrays[:, units[unit], year - first] = values
        present[units[unit], year - first] = True
        if "cluster" in reading.places:
            # A unit that moves to another cluster stays with its last one.
            groups[units[unit]] = clusters.setdefault(cluster, len(clusters))
    money = relative_money(list(arrays[: len(MONEY)]))
    seen: dict[str, Any] = dict(zip((*MONEY, *SCORES), (*money, *arrays[len(MONEY) :]), strict=True))
    panel = Panel(
        tuple(range(first, last + 1)),
        **seen,
        present=present,
        covered=np.isfinite(seen["external_score"]),
        top=reading.columns.top,
    )
    notes = notes_on(
        tuple(units), panel.years, dict(zip(VALUES, arrays, strict=True)), present, reading.written
    )
    return PanelFile(panel, tuple(units), groups, notes)
