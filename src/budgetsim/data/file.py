"""Any file of a bureau as a sheet of cells: text in any encoding and delimiter, workbooks, Stata, Parquet.

What a file is, its first bytes tell, whatever its name ends in. Encoding and delimiter of a text are guessed unless
they are given, and every guess is noted.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from budgetsim.data.encodings import ENCODINGS, guess_encoding, tried
from budgetsim.data.notes import Note, note, some
from budgetsim.data.said import told
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import WORKBOOK, decode, read_bytes

Cell = str | float | dt.date
"""What stands in a cell: a text (empty where nothing stands), a number or a date where the file has such."""
LARGEST_FILE = 500_000_000
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""What parts columns, and the ends of the keys of their names."""
SAMPLE_LINES, SAMPLE_BYTES = 60, 100_000
"""How much of a text its delimiter is guessed from."""
EXTRA = "files"
"""Extra of the package without which workbooks cannot be read."""
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_PARQUET = b"PAR1"
_STATA = re.compile(rb"<stata_dta>|[\x69-\x73][\x01\x02]\x01\x00")
_HTML = re.compile(rb"\s*<(!doctype html|html|table|\?xml)", re.IGNORECASE)
_FORMULA = re.compile('^="([^"]*)"$')
"""How texts are written that a spreadsheet must not take for numbers: ``="012"``."""
_SEPARATOR = re.compile("sep=(.)")
"""First line by which Excel is told the delimiter."""
_REASONS = (
    ("unexpected end of data", "end"),
    (r"'(.)' expected after '\"'", "quote"),
    (r"field larger than field limit \((\d+)\)", "field"),
    ("new-line character seen in unquoted field.*", "line"),
)
"""What ``csv`` says, as patterns, and the last word of the key under which it is told."""


@dataclass(frozen=True)
class Sheet:
    """A file as rows of cells; rows without any are left out.

    ``lines`` are where rows stand in the file, counted from 1; in Stata and Parquet files the first observation is 1
    and the names of columns stand at 0. ``merged`` are blocks of merged cells as (first line, last line, first column,
    last column), columns from 0. ``how`` says how the file was read, as keys of ``[panel]``.
    """

    file: str
    rows: list[list[Cell]]
    lines: list[int]
    how: dict[str, str]
    notes: tuple[Note, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether the file is a text, so that its cells are texts."""
        return "encoding" in self.how


def read_sheet(  # noqa: PLR0913 - what may be said of a file
    path: Path,
    *,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    largest: int = LARGEST_FILE,
    fault: Fault | None = None,
) -> Sheet:
    """Return the cells of a file.

    Parameters
    ----------
    path
        A text (CSV), a workbook (``.xlsx``, ``.xls``, ``.xlsb``, ``.ods``), a Stata or a Parquet file.
    encoding, delimiter
        Of a text; guessed where they are empty.
    sheet
        Of a workbook, its name or its number from 1; the first that is not empty unless one is named.
    largest
        Bytes beyond which a file is not read.
    fault
        Who named the file.

    Raises
    ------
    ScenarioError
        If the file cannot be read.
    """
    name = str(path)
    content = read_bytes(path, largest, fault or Fault(name, None, "", None, ""), workbooks=True)
    if content.startswith(_PARQUET):
        return _of_frame(_read_frame(content, name, "parquet"), name)
    if _STATA.match(content):
        return _of_frame(_read_frame(content, name, "stata"), name)
    if content.startswith(WORKBOOK):
        return _read_workbook(content, name, sheet)
    if path.suffix.lower() == ".toml":
        raise _fault(name, None, "data-fault-toml", file=name)
    if _HTML.match(content):
        raise _fault(name, None, "data-fault-html")
    return text_sheet(content, name, encoding, delimiter)


def _fault(name: str, line: int | None, key: str, /, value: str | None = None, **facts: Any) -> ScenarioError:
    """Return an error about a file as a whole, by the key of its message, which has a remedy."""
    message, remedy = told(key, **facts), told(f"{key}.remedy", **facts)
    return ScenarioError(Fault(name, line, "", value, message, remedy))


# Texts ------------------------------------------------------------------------------------------------------------


def text_sheet(content: bytes, name: str, encoding: str = "", delimiter: str = "") -> Sheet:
    """Return the cells of a text; encoding and delimiter are guessed where they are empty.

    Raises
    ------
    ScenarioError
        If the bytes are no text in this encoding or in any, or no valid CSV.
    """
    text, encoding, notes = _decoded(content, name, encoding)
    first, _, rest = text.partition("\n")
    told_by_file = _SEPARATOR.fullmatch(first.rstrip("\r"))
    skipped = 0
    if told_by_file:
        text, skipped, delimiter = rest, 1, delimiter or told_by_file[1]
    if not delimiter:
        delimiter = guess_delimiter(text)
        if delimiter != ",":
            facts = {"marks": DELIMITERS[delimiter], "mark": delimiter.replace("\t", "\\t")}
            notes = (*notes, note("data-note-delimiter", facts, mend={"delimiter": delimiter}))
    rows, lines = [], []
    for line, cells in _records(text, name, delimiter):
        rows.append(cells)
        lines.append(line + skipped)
    return Sheet(name, rows, lines, {"encoding": encoding, "delimiter": delimiter}, notes)


def _decoded(content: bytes, name: str, encoding: str) -> tuple[str, str, tuple[Note, ...]]:
    """Return the text of some bytes, its encoding, and a note where that was guessed.

    Raises
    ------
    ScenarioError
        If they are no text in the encoding that is given, or in any.
    """
    if encoding:
        return _in_encoding(content, name, encoding), encoding, ()
    for mark, wide in _MARKS.items():
        if content.startswith(mark) and (text := tried(content, wide)) is not None:
            return text, wide, ()
    encoding = guess_encoding(content)
    if encoding == "utf-8":
        return decode(content, name), encoding, ()
    text = content.decode(encoding, errors="replace")
    wrong = [text.count("\n", 0, place) + 1 for place in _places(text, "\ufffd")]
    facts: dict[str, str | int] = {
        "encoding": encoding,
        "program": "excel-china" if encoding == "gb18030" else "other",
    }
    notes = [note("data-note-encoding", facts, mend={"encoding": encoding})]
    if wrong:
        notes.append(note("data-note-undecoded", {"number": len(wrong), "encoding": encoding}, wrong))
    return text, encoding, tuple(notes)


def _places(text: str, letter: str) -> Iterator[int]:
    place = text.find(letter)
    while place >= 0:
        yield place
        place = text.find(letter, place + 1)


def _in_encoding(content: bytes, name: str, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = content.count(b"\n", 0, start) + 1
        raise _fault(name, line, "data-fault-encoding", encoding=encoding, known=listed(ENCODINGS)) from None


def guess_delimiter(text: str) -> str:
    """Return the mark that parts the first lines most evenly, into two columns or more; a comma if none does."""
    lines = [line for line in text[:SAMPLE_BYTES].splitlines() if line.strip()][:SAMPLE_LINES]
    best, found = (0.0, 0), ","
    for mark in (";", "\t", "|", ","):
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=mark))
        width, number = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        score = (number / len(lines), width) if width > 1 else (0.0, 0)
        if score > best:
            best, found = score, mark
    return found


def _records(text: str, name: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _fault(name, line, "fault-csv", reason=_reason(str(error))) from None
        stripped: list[Cell] = [_FORMULA.sub(r"\1", cell.strip()) for cell in cells]
        if any(stripped):
            yield line, stripped


def _reason(said: str) -> str:
    """Return what the parser says in the language that is spoken; what is not known here as it is."""
    for pattern, word in _REASONS:
        known = re.fullmatch(pattern, said)
        if known:
            what = {"what": known[1]} if known.groups() else {}
            return told(f"fault-csv-{word}", **what)
    return said


# Workbooks --------------------------------------------------------------------------------------------------------


def _read_workbook(content: bytes, name: str, asked: str) -> Sheet:
    """Return a sheet of a workbook: a named one, or the first that holds a table, not only a title or a note."""
    book = _open_book(content, name)
    names = list(book.sheet_names)
    if asked and asked not in names and not (asked.isdigit() and 1 <= int(asked) <= len(names)):
        hint = did_you_mean(asked, names, told("data-fault-sheet.remedy", sheets=listed(names)))
        raise ScenarioError(Fault(name, None, "sheet", asked, told("data-fault-sheet"), hint))
    wanted = [asked if asked in names else names[int(asked) - 1]] if asked else names
    found = [_sheet_of(book, name, title) for title in wanted]
    tables = [sheet for sheet in found if _is_table(sheet)] or [one for one in found if len(one.rows) > 1]
    sheet = (tables or found)[0]
    title = sheet.how["sheet"]
    others = [other for other in names if other != title]
    facts: dict[str, str | int] = {"sheet": title, "number": len(others), "others": some(others)}
    notes = (note("data-note-sheet", facts, mend={"sheet": title}),) if others and not asked else ()
    return replace(sheet, notes=notes)


def _is_table(sheet: Sheet) -> bool:
    """Tell whether a sheet has a header and a row below it, each with several cells that are filled."""
    return sum(sum(cell != "" for cell in row) > 1 for row in sheet.rows) > 1


def read_sheets(path: Path, largest: int = LARGEST_FILE) -> list[Sheet]:
    """Return all sheets of a workbook; of any other file the only one.

    Raises
    ------
    ScenarioError
        If the file cannot be read.
    """
    name = str(path)
    content = read_bytes(path, largest, Fault(name, None, "", None, ""), workbooks=True)
    if not content.startswith(WORKBOOK):
        return [read_sheet(path, largest=largest)]
    book = _open_book(content, name)
    return [_sheet_of(book, name, title) for title in book.sheet_names]


def _open_book(content: bytes, name: str) -> Any:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise _fault(name, None, "data-fault-extra", extra=EXTRA) from None
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable_book(name, error) from None


def _sheet_of(book: Any, name: str, title: str) -> Sheet:
    from python_calamine import CalamineError

    try:
        found = book.get_sheet_by_name(title)
        cells = [[_cell(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]
        blocks = found.merged_cell_ranges or ()
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable_book(name, error) from None
    rows, lines = _filled(cells)
    merged = tuple((top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in blocks)
    return Sheet(name, rows, lines, {"sheet": title}, (), merged)


def _unreadable_book(name: str, error: Exception) -> ScenarioError:
    return _fault(name, None, "data-fault-workbook", reason=str(error))


def _filled(rows: list[list[Cell]]) -> tuple[list[list[Cell]], list[int]]:
    """Return the rows in which some cell is filled, and their lines."""
    kept = [(line, row) for line, row in enumerate(rows, 1) if any(cell != "" for cell in row)]
    return [row for _, row in kept], [line for line, _ in kept]


def _cell(value: Any) -> Cell:
    """Return what a workbook or a data frame has in a cell."""
    if value is None or value != value:  # noqa: PLR0124 - what is not a number is not itself
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return value.strip()
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return str(value).strip()


# Stata and Parquet ------------------------------------------------------------------------------------------------


def _read_frame(content: bytes, name: str, kind: str) -> Any:
    import pandas as pd

    try:
        if kind == "parquet":
            frame = pd.read_parquet(io.BytesIO(content))
            return frame if isinstance(frame.index, pd.RangeIndex) else frame.reset_index()
        try:
            return pd.read_stata(io.BytesIO(content))
        except ValueError:  # labels that come twice cannot be categories
            return pd.read_stata(io.BytesIO(content), convert_categoricals=False)
    except Exception as error:  # noqa: BLE001 - whatever the library says of a damaged file
        key = f"data-fault-{kind}"
        raise ScenarioError(
            Fault(name, None, "", None, told(key, reason=str(error)[:200]), told(f"{key}.remedy"))
        ) from None


def _of_frame(frame: Any, name: str) -> Sheet:
    columns = [[_cell(value) for value in frame[column].astype(object).tolist()] for column in frame.columns]
    rows: list[list[Cell]] = [[str(column) for column in frame.columns]]
    rows += [list(row) for row in zip(*columns, strict=True)]
    kept = [line for line, row in enumerate(rows) if not line or any(cell != "" for cell in row)]
    return Sheet(name, [rows[line] for line in kept], kept, {})
