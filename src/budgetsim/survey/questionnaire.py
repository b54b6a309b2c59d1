"""The questionnaire as a workbook: one sheet for one person, answers chosen from a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from budgetsim.language import Language
from budgetsim.studies.files import write_whole
from budgetsim.studies.workbook import new_workbook, workbook_bytes
from budgetsim.survey.items import HIGHEST, ITEMS, LOWEST

WIDTHS = (14, 76, 14)
"""Widths of the columns: code, statement, answer."""


def write_questionnaire(path: Path, say: Language) -> None:
    """Write an empty questionnaire.

    Raises
    ------
    StudyError
        If the package that writes workbooks is missing.
    """
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    book = new_workbook()
    sheet: Any = book.create_sheet(say("survey-sheet"))
    sheet.append([say("survey-title")])
    scale = say("fault-comma").join(f"{n} = {say(f'survey-answer-{n}')}" for n in range(LOWEST, HIGHEST + 1))
    sheet.append([say("survey-instruction", answers=scale)])
    sheet.append([say("survey-department")])
    sheet.append([say("survey-head-code"), say("survey-head-statement"), say("survey-head-answer")])
    for item in ITEMS:
        sheet.append([item.code, say(f"survey-item-{item.code.lower()}")])
    for row in (1, 2):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(WIDTHS))
    sheet.merge_cells(start_row=3, start_column=2, end_row=3, end_column=len(WIDTHS))
    sheet["A1"].font, sheet["A3"].font = Font(name="Calibri", bold=True, size=15), Font(bold=True, size=11)
    wrapped = Alignment(wrap_text=True, vertical="center")
    sheet["A2"].alignment = wrapped
    sheet.row_dimensions[2].height = 34
    for cell in sheet[4]:
        cell.font, cell.fill = Font(bold=True, size=11), PatternFill("solid", fgColor="EDEDED")
    for row in range(5, 5 + len(ITEMS)):
        sheet.cell(row, 2).alignment = wrapped
        sheet.row_dimensions[row].height = 32
    options = ",".join(str(number) for number in range(LOWEST, HIGHEST + 1))
    rule = DataValidation(type="list", formula1=f'"{options}"', allow_blank=True, error=scale)
    rule.add(f"C5:C{4 + len(ITEMS)}")
    sheet.add_data_validation(rule)
    for letter, width in zip("ABC", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.print_options.gridLines = True
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    write_whole(path, workbook_bytes(book))
