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
from budgetsim.scenario_files.faults import Fault, ScenarioError, figure, told_once
from budgetsim.scenario_files.names import closest
from budgetsim.scenario_files.read import decode, read_bytes
from budgetsim.studies.panel_data import MONEY, SCORES, Panel, relative_money

LARGEST_FILE = 500_000_000
MOST_ROWS = 5_000_000
MOST_FAULTS = 100_000
LARGEST_MONEY = 1e30
LONGEST_SPAN = 60
"""Years between the first and the last one beyond which a mistyped year is more likely than so long a panel."""
LEAST_UNITS = 2
_ENCODING_HINT = (
    'name its encoding in [panel], encoding = "gb18030" (Excel in China), "cp1252" (Excel in Western Europe) or'
    ' "utf-16", or save it as UTF-8'
)
_YEAR_WITHIN = re.compile(r"(?<!\d)(19|20)\d{2}(?!\d)", re.ASCII)
_WORDS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}


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
            reading.fault(line, "", None, f"more than {MOST_ROWS:,} rows", "aggregate the units")
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
            raise ScenarioError(replace(fault, suggestion=_ENCODING_HINT)) from None
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = content.count(b"\n", 0, start) + 1
        raise ScenarioError(
            Fault(name, line, "", None, f"the file is no text in {encoding}", _ENCODING_HINT)
        ) from None


def _records(text: str, reading: _Reading) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=reading.columns.delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reading.fault(line, "", None, f"no valid CSV: {error}", "check the quotation marks of this row")
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
        reading.fault(1, "", None, "the file is empty", "the first line must name the columns")
        raise ScenarioError(reading.faults)
    line, cells = header
    reading.width = len(cells)
    other = _other_delimiter(cells, reading.columns)
    if other:
        reading.fault(
            line, "", None, f"columns are not parted by {_WORDS[reading.columns.delimiter]}",
            f'they seem to be parted by {_WORDS[other]}: write delimiter = "{other}" in [panel]'.replace("\t", "\\t"),
        )  # fmt: skip
        raise ScenarioError(reading.faults)
    wide = "year" in reading.columns.names and reading.columns.names["year"] not in cells and _years_in(cells)
    for role, name in reading.columns.names.items():
        if wide and role in VALUES:
            continue  # no column has them as long as years stand as columns
        if cells.count(name) == 1:
            reading.places[role] = cells.index(name)
        elif name in cells:
            reading.fault(line, "column", name, "this column comes twice", "rename one of them")
        else:
            reading.fault(
                line, "column", name, f"missing column (for {role})", _column_hint(role, name, cells)
            )
    if reading.faults:
        raise ScenarioError(reading.faults)


def _column_hint(role: str, name: str, cells: list[str]) -> str:
    years = _years_in(cells)
    if role == "year" and years:
        return (
            f"years stand as columns ({years[0]} … {years[-1]}): turn the table, so that every row is one unit in one"
            " year (unpivot in Excel, melt in pandas, reshape long in Stata)"
        )
    near, listed = closest(name, cells), f"the file has {', '.join(cells[:30])}"
    if near:
        return f'did you mean {near}? Write {role} = "{near}" in [panel]; {listed}'
    return f'write {role} = "…" in [panel]; {listed}'


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
        message = f"{len(cells)} cells where the header has at least {width}"
        reading.fault(line, "", None, message, "a row must have a cell for every column")
        return
    if any(cells[reading.width :]):
        message = f"{len(cells)} cells where the header has {reading.width}"
        hint = (
            "put a cell with the delimiter in it into quotation marks, or leave out separators of thousands"
        )
        reading.fault(line, "", None, message, hint)
        return
    before = len(reading.faults)
    unit, year = (_read_key(role, cells[reading.places[role]], line, reading) for role in NEEDED)
    values = [_read_value(role, cells, line, reading) for role in VALUES]
    cluster = cells[reading.places["cluster"]] if "cluster" in reading.places else ""
    if len(reading.faults) > before:
        return
    key = (str(unit), int(year))
    if key in reading.seen:
        message = f"the unit was given for {key[1]} before, on line {reading.seen[key]}"
        reading.fault(line, reading.name("unit"), key[0], message, "keep one row per unit and year")
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
        reading.fault(line, reading.name("unit"), text, "a unit needs a name")
    elif not name.isprintable():
        reading.fault(line, reading.name("unit"), text, "the name holds a control character", "take it out")
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
        hint = 'write negative = "keep" (a repayment counts) or negative = "leave_out" in [panel]'
        reading.fault(line, name, text, "a negative amount", hint)
    elif abs(value) > LARGEST_MONEY:
        reading.fault(line, name, text, f"must be at most {LARGEST_MONEY:g}", "use another currency unit")
    return value


def _read_score(role: str, value: float, text: str, line: int, reading: _Reading) -> float:
    low, high = reading.columns.ranges[role]
    if not low <= value <= high:
        if reading.columns.outside == "leave_out":
            return np.nan
        if reading.columns.outside == "refuse":
            short = "self" if role == "self_score" else "external"
            reading.fault(
                line, reading.name(role), text, f"outside the range of scores, {figure(low)} to {figure(high)}",
                f'correct it, widen {short}_range, or write outside = "clip" or "leave_out" in [panel]',
            )  # fmt: skip
        value = min(max(value, low), high)
    return reading.columns.score(role, value)


def _check_whole(reading: _Reading) -> None:
    """Note what is wrong with the panel as a whole; only of rows that are right themselves."""
    if not reading.rows:
        if not reading.faults:
            reading.fault(None, "", None, "there are no rows below the header", "write one per unit and year")
        return
    _check_forms(reading)
    years = [year for _, year, _, _ in reading.rows]
    if max(years) - min(years) >= LONGEST_SPAN:
        odd = max(reading.rows, key=lambda row: abs(row[1] - float(np.median(years))))
        line = reading.seen[(odd[0], odd[1])]
        message = f"the years go from {min(years)} to {max(years)}, more than {LONGEST_SPAN} years"
        reading.fault(line, reading.name("year"), str(odd[1]), message, "is a year mistyped?")
    units = {unit for unit, _, _, _ in reading.rows}
    if len(units) < LEAST_UNITS and not reading.faults:
        message = "one unit only: nothing can be said about differences between units"
        reading.fault(None, reading.name("unit"), next(iter(units)), message, "give a panel of several units")
    if reading.faults:
        return  # a column may be empty only because its rows are wrong
    table = np.array([values for _, _, values, _ in reading.rows])
    for place, role in enumerate(VALUES):
        if role in reading.places and not np.isfinite(table[:, place]).any():
            what = "scores" if role in SCORES else "amounts"
            hint = f"leave {role} out of [panel] if it was not observed"
            reading.fault(None, reading.name(role), None, f"all {what} are missing", hint)


def _check_forms(reading: _Reading) -> None:
    """Note years in several forms, of which one may be the first and the other the last year of two; mixed units."""
    forms = reading.written.year_forms
    if len(forms) > 1:
        (one, first), (other, second) = list(forms.items())[:2]
        message = f"years are written like {one} (line {first}) and like {other}"
        reading.fault(second, reading.name("year"), None, message, "write all of them in one form")
    for role, signs in reading.written.signs.items():
        if len(signs) > 1:
            (one, first), (other, second) = list(signs.items())[:2]
            message = (
                f"amounts in {one} (line {first}) and in {other}" if role in MONEY else f"{one} and {other}"
            )
            reading.fault(second, reading.name(role), None, message, "bring them to one unit")


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
