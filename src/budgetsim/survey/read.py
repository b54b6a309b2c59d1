"""Answers read: a table with a respondent a row, from any survey platform, or filled questionnaires."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from budgetsim.data.file import Cell, Sheet, read_sheets
from budgetsim.data.names import heading_of, name_of, visible
from budgetsim.data.numbers import MISSING, Convention, Wrong, read_number
from budgetsim.forms.read import ENDINGS, cell_name
from budgetsim.forms.words import folded
from budgetsim.language import LANGUAGES, language, told
from budgetsim.numerics import Array
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed, told_once
from budgetsim.survey.items import HIGHEST, ITEMS, LOWEST

TEXTS = (".csv", ".txt", ".tsv", ".dta", ".parquet", *ENDINGS)
"""What files of answers in a folder end in."""
_NUMBERED = re.compile(r"^\s*(?:Q?\d+|\(\d+\))\s*[、.)．:：]\s*", re.IGNORECASE)
"""What survey platforms put before a question."""


@dataclass(frozen=True)
class Answers:
    """Answers, (respondent, item), 1 to 5 as they were given, NaN where none was; departments by respondent."""

    values: Array
    departments: tuple[str, ...]

    @property
    def towards(self) -> Array:
        """Answers that all point the same way: those to reversed statements turned round."""
        turned = np.array([item.is_reversed for item in ITEMS])
        return np.where(turned, LOWEST + HIGHEST - self.values, self.values)


@dataclass
class _Found:
    rows: list[list[float]] = field(default_factory=list)
    departments: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_answers(paths: Iterable[Path]) -> Answers:
    """Return the answers in some files and folders: tables, or workbooks each of whose sheets is a questionnaire.

    Raises
    ------
    ScenarioError
        If a file cannot be read, with every answer that is none, or if there is no answer at all.
    """
    found, paths = _Found(), list(paths)
    files = [file for path in paths for file in (_files(path) if path.is_dir() else [path])]
    for file in files:
        for sheet in read_sheets(file):
            _read_sheet(sheet, found)
    if found.faults:
        raise ScenarioError(told_once(found.faults, alone=3))
    values = np.array(found.rows, dtype=np.float64).reshape(-1, len(ITEMS))
    if not np.isfinite(values).any():
        where = ", ".join(map(str, files or paths))
        raise ScenarioError(
            Fault(where, None, "", None, told("survey-fault-none"), told("survey-fault-none.remedy"))
        )
    return Answers(values, tuple(found.departments))


def _files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in TEXTS and not path.name.startswith(("~$", "."))
    )


def _read_sheet(sheet: Sheet, found: _Found) -> None:
    titles = {folded(language(code)("survey-title")) for code in LANGUAGES}
    if any(folded(name_of(cell)) in titles for row in sheet.rows[:2] for cell in row):
        _read_questionnaire(sheet, found)
    elif sheet.rows:
        _read_table(sheet, found)


def _places() -> dict[str, int]:
    """Return the places of items by code, and by their words in every language, folded."""
    found = {item.code.casefold(): place for place, item in enumerate(ITEMS)}
    for code in LANGUAGES:
        for place, item in enumerate(ITEMS):
            found[folded(language(code)(f"survey-item-{item.code.lower()}"))] = place
    return found


def _departments() -> set[str]:
    return {folded(language(code)("survey-department")) for code in LANGUAGES} | {"department", "unit"}


def _read_table(sheet: Sheet, found: _Found) -> None:
    """Read a table whose header names items by code or in full; other columns are passed over."""
    places, names = _places(), _departments()
    heads = [folded(_NUMBERED.sub("", heading_of(cell))) for cell in sheet.rows[0]]
    columns = {column: places[head] for column, head in enumerate(heads) if head in places}
    if not columns:
        return
    department = next((column for column, head in enumerate(heads) if head in names), None)
    for line, row in zip(sheet.lines[1:], sheet.rows[1:], strict=True):
        answers = [np.nan] * len(ITEMS)
        for column, place in columns.items():
            cell = row[column] if column < len(row) else ""
            answers[place] = _answer(cell, sheet, line, column, heading_of(sheet.rows[0][column]), found)
        found.rows.append(answers)
        own = row[department] if department is not None and department < len(row) else ""
        found.departments.append(visible(name_of(own)))


def _read_questionnaire(sheet: Sheet, found: _Found) -> None:
    """Read one respondent's sheet: codes in the first column, answers in the third."""
    codes = {item.code.casefold(): place for place, item in enumerate(ITEMS)}
    names, answers, department = _departments(), [np.nan] * len(ITEMS), ""
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        first, third = name_of(row[0]).strip(), row[2] if len(row) > 2 else ""
        if folded(first) in names:
            department = next((visible(name_of(cell)) for cell in row[1:] if cell != ""), "")
        elif first.casefold() in codes:
            answers[codes[first.casefold()]] = _answer(third, sheet, line, 2, first, found)
    if np.isfinite(answers).any():
        found.rows.append(answers)
        found.departments.append(department)


def _answer(cell: Cell, sheet: Sheet, line: int, column: int, heading: str, found: _Found) -> float:  # noqa: PLR0913
    """Return an answer, a number or its words in any language; NaN where nothing stands, and a fault for the rest."""
    text = visible(name_of(cell))
    if text in MISSING:
        return float("nan")
    words = {
        folded(language(code)(f"survey-answer-{number}")): float(number)
        for code in LANGUAGES
        for number in range(LOWEST, HIGHEST + 1)
    }
    if folded(text) in words:
        return words[folded(text)]
    number = read_number(cell, Convention())
    if not isinstance(number, Wrong) and number.value in range(LOWEST, HIGHEST + 1):
        return number.value
    where = f"{sheet.how['sheet']}!{cell_name(line, column)}" if "sheet" in sheet.how else ""
    known = listed(f"{n} ({told(f'survey-answer-{n}')})" for n in range(LOWEST, HIGHEST + 1))
    message, remedy = told("survey-fault-answer"), told("survey-fault-answer.remedy", known=known)
    place = f"{where} {heading}".strip()
    found.faults.append(Fault(sheet.file, None if where else line, place, text, message, remedy))
    return float("nan")
