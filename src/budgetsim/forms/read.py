"""Filled forms read: everything is found by its label, in either language, wherever rows were put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from budgetsim.data.file import Cell, Sheet, read_sheets
from budgetsim.data.names import name_of, visible
from budgetsim.data.numbers import Convention, Wrong, guessed, marks_of, read_number
from budgetsim.data.units import factor_of, unit_above
from budgetsim.data.years import read_year
from budgetsim.forms.form import EXECUTION, FORMS, KINDS, Filled, Form, Indicator
from budgetsim.forms.words import folded, label, title
from budgetsim.language import LANGUAGES, Language, language, told
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed

ENDINGS = (".xlsx", ".xls", ".xlsb", ".ods")
"""What workbooks in a folder end in."""
NONE = ("", "—", "-", "–", "/", "NA")
"""Cells that say nothing."""
MOST_ABOVE = 6
"""Rows within which a form begins."""
_WHOLE_MARKS = Convention(known_signs=True, negative="keep", missing=NONE)


@dataclass
class Read:
    """What was read from files: filled forms, what could not be read, and sheets that are no form."""

    forms: list[Filled] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)


def read_forms(paths: Iterable[Path]) -> Read:
    """Return the forms in some files and folders; sheets that are none are passed over and named.

    Raises
    ------
    ScenarioError
        If there is no such file or folder, or no workbook in it.
    """
    found = Read()
    for path in paths:
        files = _workbooks(path) if path.is_dir() else [path]
        for file in files:
            try:
                sheets = read_sheets(file)
            except ScenarioError as error:
                if not path.is_dir():
                    raise
                found.faults += error.faults
                continue
            for sheet in sheets:
                read_form(sheet, found)
    return found


def _workbooks(folder: Path) -> list[Path]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in ENDINGS and not path.name.startswith(("~$", "."))
    )
    if not files:
        message = told("form-fault-no-workbook", endings=listed(ENDINGS))
        raise ScenarioError(Fault(str(folder), None, "", None, message))
    return files


def read_form(sheet: Sheet, found: Read) -> None:
    """Add the form in a sheet to what was found, and what cannot be read in it."""
    known = _form_of(sheet)
    if known is None:
        if sheet.rows:
            found.passed.append(f"{sheet.file} ({sheet.how.get('sheet', '')})")
        return
    form, say = known
    reading = _Reading(sheet, form, say)
    found.forms.append(reading.filled())
    found.faults += reading.faults


def _form_of(sheet: Sheet) -> tuple[Form, Language] | None:
    """Return the form that a sheet is by its title, and the language of its labels."""
    texts = {folded(name_of(cell)) for row in sheet.rows[:MOST_ABOVE] for cell in row if cell != ""}
    for code in LANGUAGES:
        say = language(code)
        for form in FORMS.values():
            if folded(title(form, say)) in texts:
                return form, say
    return None


class _Reading:
    """A sheet while it is read."""

    def __init__(self, sheet: Sheet, form: Form, say: Language) -> None:
        self.sheet, self.form, self.say = sheet, form, say
        self.faults: list[Fault] = []
        self.cells: dict[str, str] = {}
        self.unread: set[str] = set()
        self.convention = _convention(sheet)
        self.unit = next(
            (
                unit
                for row in sheet.rows
                for cell in row
                if isinstance(cell, str) and (unit := unit_above(cell))
            ),
            "",
        )

    def filled(self) -> Filled:
        """Return the form; what cannot be read is a fault."""
        texts, numbers = self._heads(), dict[str, float]()
        year = texts.pop("year", "")
        if year and (number := self._year(year)):
            numbers["year"] = float(number)
        numbers |= self._money()
        texts |= self._aims()
        indicators, stated = self._indicators()
        return Filled(
            self.form, {key: text for key, text in texts.items() if text}, numbers, indicators, self.unit,
            self.sheet.file, self.sheet.how.get("sheet", ""), self.cells, stated,
            frozenset(self.unread),
        )  # fmt: skip

    # Places

    def _label(self, key: str) -> str:
        return folded(label(key, self.form, self.say))

    def _find(self, key: str, rows: Sequence[int] | None = None) -> tuple[int, int] | None:
        """Return the first cell with a label, as places in ``sheet.rows``."""
        wanted = self._label(key)
        for row in range(len(self.sheet.rows)) if rows is None else rows:
            for column, cell in enumerate(self.sheet.rows[row]):
                if isinstance(cell, str) and folded(cell) == wanted:
                    return row, column
        return None

    def _header(self, names: Sequence[str], needed: str, start: int = 0) -> tuple[int, dict[str, int]] | None:
        """Return the row of a table's header and the places of its columns; missing ones are faults."""
        at = self._find(needed, range(start, len(self.sheet.rows)))
        if at is None:
            self._missing(needed)
            return None
        labels = [folded(cell) if isinstance(cell, str) else "" for cell in self.sheet.rows[at[0]]]
        places = {name: labels.index(self._label(name)) for name in names if self._label(name) in labels}
        for name in names:
            if name not in places:
                self._missing(name)
        return at[0], places

    def _missing(self, name: str) -> None:
        heading = label(name, self.form, self.say)
        where = self.sheet.how.get("sheet", "")
        self.faults.append(
            Fault(
                self.sheet.file,
                None,
                where,
                heading,
                told("form-fault-heading"),
                told("form-fault-heading.remedy"),
            )
        )

    def _at(self, row: int, column: int) -> Cell:
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def _mark(self, key: str, row: int, column: int) -> None:
        self.cells[key] = cell_name(self.sheet.lines[row], column)

    def _text(self, key: str, row: int, column: int) -> str:
        self._mark(key, row, column)
        return visible(name_of(self._at(row, column)))

    def _number(self, key: str, row: int, column: int, *, is_money: bool = False) -> float | None:
        """Return the number in a cell; nothing where nothing stands, a fault where no number does."""
        self._mark(key, row, column)
        cell = self._at(row, column)
        if isinstance(cell, str) and visible(cell) in NONE:
            return None
        number = read_number(cell, self.convention)
        if isinstance(number, Wrong):
            self._wrong(key, name_of(cell), Wrong(number.message, told("form-remedy-number")))
            return None
        own = factor_of(self.unit) or 1.0
        factor = number.factor / own if is_money and number.factor != 1.0 else 1.0
        return float(f"{number.value * factor:.15g}")

    def _wrong(self, key: str, value: str, wrong: Wrong) -> None:
        self.unread.add(key)
        where = place_told(
            self.sheet.how.get("sheet", ""), self.cells[key], heading_of(key, self.form, self.say)
        )
        self.faults.append(Fault(self.sheet.file, None, where, value, wrong.message, wrong.hint))

    # Parts

    def _heads(self) -> dict[str, str]:
        texts = {}
        for name in (name for row in self.form.heads for name in row):
            at = self._find(name)
            if at is None:
                self._missing(name)
            else:
                texts[name] = self._text(name, at[0], at[1] + 1)
        return texts

    def _year(self, text: str) -> int | None:
        year = read_year(text)
        if isinstance(year, Wrong):
            self._wrong("year", text, year)
            return None
        return year[0]

    def _money(self) -> dict[str, float]:
        scored = ("weight", "score") if self.form.is_scored else ()
        header = self._header((*self.form.money, *scored), self.form.money[0])
        if header is None:
            return {}
        top, places = header
        found: dict[str, float | None] = {}
        rows = range(top + 1, min(top + 1 + len(self.form.amounts) + MOST_ABOVE, len(self.sheet.rows)))
        for name in self.form.amounts:
            at = self._find(name, rows)
            if at is None:
                self._missing(name)
                continue
            for column in self.form.money:
                if column in places:
                    key = f"{name}.{column}"
                    found[key] = self._number(key, at[0], places[column], is_money=True)
            if name == self.form.amounts[0]:
                for column in (column for column in scored if column in places):
                    key = f"{EXECUTION}.{column}"
                    found[key] = self._number(key, at[0], places[column])
        return {key: number for key, number in found.items() if number is not None}

    def _aims(self) -> dict[str, str]:
        """Return the texts that stand below their headings."""
        texts = {}
        for name in self.form.aims:
            at = self._find(name)
            if at is None:
                self._missing(name)
            elif (
                at[0] + 1 < len(self.sheet.lines)
                and self.sheet.lines[at[0] + 1] == self.sheet.lines[at[0]] + 1
            ):
                texts[name] = self._text(name, at[0] + 1, at[1])
        return texts

    def _indicators(self) -> tuple[tuple[Indicator, ...], dict[str, float]]:
        header = self._header(self.form.columns, "indicator")
        if header is None:
            return (), {}
        top, places = header
        groups = {self._label(group): group for group in KINDS}
        kinds = {self._label(kind): kind for kinds in KINDS.values() for kind in kinds}
        last, sums = self._label("sum"), dict[str, float]()
        group, kind, found = "", "", list[Indicator]()
        for row in range(top + 1, len(self.sheet.rows)):
            first = folded(name_of(self._at(row, 0)))
            if first == last:
                sums = self._sums(row, places)
                break
            named = next((name for start, name in groups.items() if first.startswith(start)), None)
            if first and named is None:
                self._mark("group", row, 0)
                options = listed(label(name, self.form, self.say) for name in KINDS)
                wrong = Wrong(told("form-fault-group"), told("form-fault-group.remedy", groups=options))
                self._wrong("group", name_of(self._at(row, 0)), wrong)
                continue
            group, kind = named or group, "" if named and named != group else kind
            own = name_of(self._at(row, places.get("kind", 1)))
            kind = kinds.get(folded(own), own) or kind
            one = self._indicator(len(found), row, places, group, kind)
            if one != Indicator(group, kind, "", "", None):
                found.append(one)
        return tuple(found), sums

    def _indicator(
        self, number: int, row: int, places: Mapping[str, int], group: str, kind: str
    ) -> Indicator:
        def read(name: str, how: Callable[[str, int, int], str | float | None]) -> str | float | None:
            return how(f"{number}.{name}", row, places[name]) if name in places else None

        texts = {
            name: str(read(column, self._text) or "")
            for name, column in (
                ("name", "indicator"),
                ("target", "target"),
                ("actual", "actual"),
                ("reason", "reason"),
            )
        }
        weight, score = (read(name, self._number) for name in ("weight", "score"))
        return Indicator(
            group, kind, weight=float(weight) if weight is not None else None,
            score=float(score) if score is not None else None, **texts,
        )  # fmt: skip

    def _sums(self, row: int, places: Mapping[str, int]) -> dict[str, float]:
        found = {
            name: self._number(f"sum.{name}", row, places[name])
            for name in ("weight", "score")
            if name in places
        }
        return {name: number for name, number in found.items() if number is not None}


def _convention(sheet: Sheet) -> Convention:
    """Return how the numbers of a sheet are written: thousands may be parted by commas, unless cells say otherwise."""
    marks = marks_of((cell for row in sheet.rows for cell in row), _WHOLE_MARKS)
    decimal, thousands = guessed(marks, marks, "", None)
    return Convention(decimal, thousands, known_signs=True, negative="keep", missing=NONE)


def cell_name(line: int, column: int) -> str:
    """Return a cell as a spreadsheet names it: the column from 0, the line from 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"


def heading_of(key: str, form: Form, say: Language) -> str:
    """Return the labels that lead to a cell: ``total.approved`` stands in a row and in a column."""
    parts = [part for part in key.split(".") if not re.fullmatch(r"\d+", part)]
    return " / ".join(label(part, form, say) for part in parts)


def place_told(sheet: str, cell: str, heading: str) -> str:
    """Return where something stands: sheet, cell and heading."""
    return told("form-place", sheet=sheet, cell=cell, heading=heading)
