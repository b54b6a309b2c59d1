"""Forms as workbooks to be filled: labels, lists to choose from, sums that reckon themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.forms.form import EXECUTION, EXECUTION_WEIGHT, KINDS, WEIGHTS, Filled, Form, Indicator
from budgetsim.forms.words import label, title
from budgetsim.language import Language
from budgetsim.studies.files import write_whole
from budgetsim.studies.workbook import new_workbook, workbook_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = (18, 20, 24, 16, 16, 11, 11, 11, 24)
"""Widths of the columns A to I, in letters."""
LAST = len(WIDTHS)
ROWS_OF_KIND = {"outputs": 2, "benefits": 1, "satisfaction": 1}
"""Empty rows for each second-level indicator."""
PLACES = {
    "group": 1,
    "kind": 2,
    "indicator": 3,
    "target": 4,
    "actual": 5,
    "weight": 6,
    "score": 7,
    "reason": 8,
}
MONEY = {"requested": 4, "approved": 4, "adjusted": 5, "executed": 6, "weight": 7, "rate": 8, "score": 9}
"""Columns of both tables, from 1."""
FONT, SIZE = "Calibri", 11
"""Font and its size; where it lacks a character, spreadsheets take their own."""
_EMPTY = 15.0
"""Height of a row of one line, in points."""


def empty_form(form: Form, money_unit: str) -> Filled:
    """Return a form in which nothing is filled but the points of each group, on its first indicator."""
    indicators = []
    for group, kinds in KINDS.items():
        rows = [Indicator(group, kind, "", "", None) for kind in kinds for _ in range(ROWS_OF_KIND[group])]
        indicators += rows
    numbers = {f"{EXECUTION}.weight": EXECUTION_WEIGHT} if form.is_scored else {}
    return Filled(form, {}, numbers, tuple(indicators), money_unit)


def write_forms(forms: Sequence[Filled], path: Path, say: Language) -> None:
    """Write forms, filled or empty, as the sheets of a workbook.

    Raises
    ------
    StudyError
        If the package that writes workbooks is missing.
    """
    book = new_workbook()
    for filled in forms:
        name = say(f"form-sheet-{filled.form.name}")
        sheet = book.create_sheet(f"{name} {filled.year}" if filled.year else name)
        _Writing(sheet, filled, say).write()
    write_whole(path, workbook_bytes(book))


@dataclass
class _Writing:
    """A sheet while it is written."""

    sheet: Worksheet
    filled: Filled
    say: Language
    row: int = 0

    def write(self) -> None:
        form = self.filled.form
        self._title()
        for names in form.heads:
            self._heads(names)
        execution = self._money()
        self._aims()
        self._indicators(execution)
        self._page()

    def _words(self, key: str) -> str:
        return label(key, self.filled.form, self.say)

    def _next(self) -> int:
        self.row += 1
        return self.row

    def _title(self) -> None:
        from openpyxl.styles import Alignment, Font

        row = self._next()
        cell = self._put(row, 1, title(self.filled.form, self.say), LAST)
        cell.font, cell.alignment = Font(name=FONT, bold=True, size=16), Alignment(horizontal="center")
        self.sheet.row_dimensions[row].height = 26
        row = self._next()
        self._put(
            row, 1, self.say("form-money-unit", unit=self.filled.money_unit), LAST
        ).alignment = Alignment(horizontal="right")

    def _heads(self, names: Sequence[str]) -> None:
        row = self._next()
        for name, (place, first, last) in zip(names, ((1, 2, 4), (5, 6, LAST)), strict=False):
            self._label(row, place, self._words(name))
            self.sheet.row_dimensions[row].height = 2 * _EMPTY
            value: Any = self.filled.year if name == "year" else self.filled.texts.get(name)
            self._entry(row, first, value, last)
            if name == "year":
                self._allow(row, first, "whole", "1900", "2100")

    def _money(self) -> int:
        """Write the table of money; return the row of the total."""
        form, numbers = self.filled.form, self.filled.numbers
        row = top = self._next()
        scored = ("weight", "rate", "score") if form.is_scored else ()
        self._label(row, 2, "", 3)
        self.sheet.row_dimensions[row].height = 2 * _EMPTY
        for name in (*form.money, *scored):
            self._label(row, MONEY[name], self._words(name), LAST if not form.is_scored else 0)
        total = row + 1
        for name in form.amounts:
            row = self._next()
            self._label(row, 2, self._words(name), 3)
            for column in form.money:
                self._entry(
                    row, MONEY[column], numbers.get(f"{name}.{column}"), LAST if not form.is_scored else 0
                )
                self._allow(row, MONEY[column], "decimal", "0", "1E+15")
            for column in scored:
                self._label(row, MONEY[column], "" if row == total else "—")
        self._label(top, 1, self._words("money"), rows=len(form.amounts) + 1)
        if form.is_scored:
            for name in ("weight", "score"):
                self._entry(total, MONEY[name], numbers.get(f"{EXECUTION}.{name}"))
            self._label(
                total, MONEY["rate"], f'=IF(N(E{total})>0,F{total}/E{total},"")'
            ).number_format = "0.0%"
            self._allow_score(total, MONEY["weight"], MONEY["score"])
        return total

    def _aims(self) -> None:
        aims = self.filled.form.aims
        row = self._next()
        spans = ((2, 5), (6, LAST)) if len(aims) > 1 else ((2, LAST),)
        self._label(row, 1, self._words("aims"), rows=2)
        for name, (first, last) in zip(aims, spans, strict=True):
            self._label(row, first, self._words(name), last)
            self._entry(row + 1, first, self.filled.texts.get(name), last)
        self.row += 1
        self.sheet.row_dimensions[self.row].height = 4 * _EMPTY

    def _indicators(self, execution: int) -> None:
        form = self.filled.form
        row = self._next()
        for name in form.columns:
            self._label(row, self._place(name), self._words(name), self._last(name))
        self.sheet.row_dimensions[row].height = 2 * _EMPTY
        first = row + 1
        for one in self.filled.indicators:
            row = self._next()
            self._label(row, 1, self._group(one.group))
            self._entry(row, 2, self._words(one.kind) if one.kind in KINDS[one.group] else one.kind)
            self._allow_list(row, 2, [self._words(kind) for kind in KINDS[one.group]])
            values = {"indicator": one.name, "target": one.target, "weight": one.weight, "actual": one.actual,
                      "score": one.score, "reason": one.reason}  # fmt: skip
            for name in form.columns[2:]:
                cell = self._entry(row, self._place(name), values[name], self._last(name))
                if name in ("target", "actual"):
                    cell.number_format = "@"  # what is typed stays as it is: 95%, 1-3
            self._allow(row, self._place("weight"), "decimal", "0", "100")
            if form.is_scored:
                self._allow_score(row, self._place("weight"), self._place("score"))
            self.sheet.row_dimensions[row].height = 2 * _EMPTY
        self._merge_groups(first)
        self._sums(first, row, execution)

    def _place(self, name: str) -> int:
        return PLACES[name] if self.filled.form.is_scored or name != "weight" else 8

    def _last(self, name: str) -> int:
        """Return the last column that a column of the table takes; 0 for one alone."""
        if self.filled.form.is_scored:
            return LAST if name == "reason" else 0
        return {"target": 7, "weight": LAST}.get(name, 0)

    def _group(self, group: str) -> str:
        return self.say("form-group-points", group=self._words(group), points=f"{WEIGHTS[group]:g}")

    def _merge_groups(self, first: int) -> None:
        groups = [one.group for one in self.filled.indicators]
        for group in dict.fromkeys(groups):
            top = first + groups.index(group)
            number = groups.count(group)
            if groups[top - first : top - first + number] == [group] * number:
                self._merge(top, 1, top + number - 1, 1)

    def _sums(self, first: int, last: int, execution: int) -> None:
        form = self.filled.form
        row = self._next()
        self._label(row, 1, self._words("sum"), self._place("weight") - 1)
        for name in ("weight", "score") if form.is_scored else ("weight",):
            letter = "ABCDEFGHI"[self._place(name) - 1]
            more = f"+N({'ABCDEFGHI'[MONEY[name] - 1]}{execution})" if form.is_scored else ""
            self._label(
                row, self._place(name), f"=SUM({letter}{first}:{letter}{last}){more}", self._last(name)
            )
        if form.is_scored:
            self._label(row, PLACES["reason"], "", LAST)

    # Cells

    def _put(self, row: int, column: int, value: Any, last: int = 0, rows: int = 1) -> Any:
        cell = self.sheet.cell(row, column, value)
        self._merge(row, column, row + rows - 1, max(last, column))
        return cell

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    def _label(self, row: int, column: int, text: str, last: int = 0, rows: int = 1) -> Any:
        from openpyxl.styles import Alignment, Font, PatternFill

        self._frame(row, column, max(last, column), rows)
        cell = self._put(row, column, text or None, last, rows)
        cell.font, cell.fill = Font(name=FONT, bold=True, size=SIZE), PatternFill("solid", fgColor="EDEDED")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        return cell

    def _entry(self, row: int, column: int, value: Any, last: int = 0) -> Any:
        from openpyxl.styles import Alignment, Font

        self._frame(row, column, max(last, column), 1)
        cell = self._put(row, column, value if value != "" else None, last)
        if isinstance(value, str) and value.startswith("="):
            cell.data_type = "s"  # a text, whatever it begins with
        cell.font = Font(name=FONT, size=SIZE)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        return cell

    def _frame(self, row: int, column: int, last: int, rows: int) -> None:
        from openpyxl.styles import Border, Side

        thin = Side(style="thin", color="808080")
        for line in range(row, row + rows):
            for place in range(column, last + 1):
                self.sheet.cell(line, place).border = Border(left=thin, right=thin, top=thin, bottom=thin)

    def _allow(self, row: int, column: int, kind: Any, low: str, high: str) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        error = self.say("form-allowed", low=low, high=high)
        self._validate(
            row,
            column,
            DataValidation(type=kind, operator="between", formula1=low, formula2=high, error=error),
        )

    def _allow_score(self, row: int, weight: int, score: int) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        bound = f"${'ABCDEFGHI'[weight - 1]}{row}"
        error = self.say("form-allowed-score")
        self._validate(
            row, score,
            DataValidation(type="decimal", operator="between", formula1="0", formula2=bound, error=error),
        )  # fmt: skip

    def _allow_list(self, row: int, column: int, options: Sequence[str]) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        listed = '"' + ",".join(options) + '"'
        self._validate(
            row,
            column,
            DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=False),
        )

    def _validate(self, row: int, column: int, rule: Any) -> None:
        rule.allow_blank = True
        rule.add(self.sheet.cell(row, column).coordinate)
        self.sheet.add_data_validation(rule)

    def _page(self) -> None:
        from openpyxl.utils import get_column_letter

        for column, width in enumerate(WIDTHS, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        self.sheet.page_setup.paperSize, self.sheet.page_setup.orientation = 9, "landscape"  # A4
        self.sheet.page_setup.fitToWidth, self.sheet.page_setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.sheet_view.showGridLines = False
