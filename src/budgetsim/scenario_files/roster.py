"""The user's own departments: from a CSV file or from the table ``[roster]``, every row checked.

Files are taken as spreadsheets save them: encoding and delimiter are recognised where they are certain.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgetsim.declarations import ARCHETYPES
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, listed, printable, told_once
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import Lines, decode, read_bytes


@dataclass(frozen=True)
class Roster:
    """The user's own departments, in the order of the file; sizes and budgets are relative (any unit)."""

    names: tuple[str, ...]
    archetypes: tuple[str, ...]
    sizes: tuple[float, ...]
    budgets: tuple[float, ...]


COLUMNS = ("name", "archetype", "size", "budget")
KEYS = ("names", "archetypes", "sizes", "budgets")
LARGEST = 20_000_000
MOST_FAULTS = 100_000
MOST_ROWS = 100_000
SMALLEST_AMOUNT, LARGEST_AMOUNT = 1e-9, 1e15
_LONGEST_NAME = 200
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"\d+,(\d{1,2}|\d{4,})|0,\d+", re.ASCII)
_REASONS = (
    ("unexpected end of data", "end"),
    (r"'(.)' expected after '\"'", "quote"),
    (r"field larger than field limit \((\d+)\)", "field"),
    ("new-line character seen in unquoted field.*", "line"),
)
"""What ``csv`` says, as patterns, and the last word of the key under which it is told."""


def read_roster(name: str, folder: Path, fault: Fault) -> Roster:
    """Return the departments in a CSV file; ``name`` is relative to ``folder``, ``fault`` tells who named it.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or with every fault of its header and rows.
    """
    file = folder / name
    text = decode_sheet(read_bytes(file, LARGEST, fault), str(file))
    delimiter = delimiter_of(text.partition("\n")[0], COLUMNS)
    rows = _Rows(str(file), COLUMNS, decimal_comma=delimiter != ",")
    records = _records(text, str(file), delimiter)
    order = _order(next(records, None), str(file))
    for line, cells in records:
        if len(cells) != len(COLUMNS):
            message = told("fault-cells", cells=str(len(cells)), columns=str(len(COLUMNS)))
            hint = told(f"fault-quoted-{DELIMITERS[delimiter]}")
            rows.faults.append(Fault(str(file), line, "", None, message, hint))
        else:
            rows.add([cells[column].strip() for column in order], line)
        if rows.full:
            break
    return rows.roster(1)


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


def _reason(said: str) -> str:
    """Return what the parser says in the language that is spoken; what is not known here as it is."""
    for pattern, word in _REASONS:
        known = re.fullmatch(pattern, said)
        if known:
            what = {"what": known[1]} if known.groups() else {}
            return told(f"fault-csv-{word}", **what)
    return said


def _records(text: str, file: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = told("fault-csv", reason=_reason(str(error)))
            raise ScenarioError(Fault(file, line, "", None, message, _header())) from None
        if any(cell.strip() for cell in cells):
            yield line, cells


def _order(header: tuple[int, list[str]] | None, file: str) -> list[int]:
    """Return where each column of ``COLUMNS`` stands in the header."""
    if header is None:
        raise ScenarioError(Fault(file, 1, "", None, told("fault-empty"), _header()))
    line, cells = header
    names = [cell.strip().lower() for cell in cells]
    if len(names) == 1 and re.search(r"[;\t]", names[0]):
        hint = told("fault-delimiter.remedy", columns=",".join(COLUMNS))
        raise ScenarioError(Fault(file, line, "", None, told("fault-delimiter"), hint))
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

    def __init__(self, file: str, fields: Sequence[str], *, decimal_comma: bool = False) -> None:
        self.file = file
        self.decimal_comma = decimal_comma
        """Whether columns are not parted by commas, so that ``48,5`` can be a number."""
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
        amount = _number(raw.replace(",", ".") if self._has_decimal_comma(raw) else raw)
        if not SMALLEST_AMOUNT <= amount <= LARGEST_AMOUNT:
            message = told("fault-amount", most=f"{LARGEST_AMOUNT:g}")
            hint = told("fault-amount.comma") if self.decimal_comma else told("fault-amount.point")
            self._fault(column, line, raw, message, hint)
        return amount

    def _has_decimal_comma(self, raw: Any) -> bool:
        """Tell whether the comma in a cell is a decimal one: ``1,009`` may be a thousand and nine, and is refused."""
        return self.decimal_comma and isinstance(raw, str) and bool(_DECIMAL_COMMA.fullmatch(raw))

    def _fault(self, column: int, line: int | None, value: Any, message: str, suggestion: str) -> None:
        self.faults.append(Fault(self.file, line, self.fields[column], value, message, suggestion))


def _number(raw: Any) -> float:
    """Return a number as a float, or NaN if it is none."""
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    if not is_number and not (isinstance(raw, str) and _NUMBER.fullmatch(raw)):
        return float("nan")
    try:
        return float(raw)
    except OverflowError:
        return float("inf")


DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
RARE = 0.2
"""Share of Chinese letters outside GB 2312 above which bytes are rather European: common texts have hardly any."""
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class SheetNote(UserWarning):
    """How a text file was read that does not say it itself."""


def decode_sheet(content: bytes, name: str) -> str:
    """Return the text of a file that a spreadsheet saved; a guessed encoding is told by a ``SheetNote``.

    Raises
    ------
    ScenarioError
        If the bytes are no text in any encoding that spreadsheets use.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _decoded(content, encoding) or decode(content, name)
    if _decoded(content, "utf-8") is None and b"\0" not in content:
        for encoding in ("gb18030", "cp1252"):
            text = _decoded(content, encoding)
            if text is not None and (encoding != "gb18030" or _is_chinese(text)):
                warnings.warn(told(f"note-encoding-{encoding}", file=name), SheetNote, stacklevel=2)
                return text
    return decode(content, name)


def delimiter_of(header: str, columns: Sequence[str]) -> str:
    """Return the sign that parts a header into known columns; a comma where none does."""
    for delimiter in DELIMITERS:
        cells = [cell.strip().strip('"').lower() for cell in header.split(delimiter)]
        if len(cells) > 1 and set(cells) & set(columns):
            return delimiter
    return ","


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_chinese(text: str) -> bool:
    """Tell whether the letters beyond ASCII are Chinese ones in common use."""
    beyond = [letter for letter in text if not letter.isascii()]
    rare = sum(not _is_common(letter) for letter in beyond)
    return rare <= RARE * len(beyond)


def _is_common(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
