"""Everything that is kept of a room, and what the model makes of it, as an archive of tables."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import numpy as np

from budgetsim.app.room.classroom import Classroom, gains
from budgetsim.app.room.district import District, left_alone
from budgetsim.app.room.store import Student
from budgetsim.studies.files import marked, plain_cell
from budgetsim.studies.workbook import new_workbook, workbook_bytes

Rows = list[dict[str, Any]]
LONGEST_TITLE = 31
"""Letters of a sheet's name."""
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no workbook may hold."""


def archive_of(classroom: Classroom) -> bytes:
    """Return three tables as one archive: students, decisions with the outcomes that they had, and answers."""
    packed = io.BytesIO()
    tables = {"students": students_of, "decisions": decisions_of, "answers": answers_of}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            archive.writestr(f"{name}.csv", marked(csv_of(rows(classroom))))
    return packed.getvalue()


def csv_of(rows: Rows) -> str:
    """Return a table as CSV; texts that a spreadsheet would take for formulas stay texts."""
    import pandas as pd

    table = pd.DataFrame(
        [{k: plain_cell(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows]
    )
    return str(table.to_csv(index=False))


def students_of(classroom: Classroom) -> Rows:
    """Return a row for each student."""
    return [
        {
            "room": classroom.room.name, "student": place.student.id, "name": place.student.name,
            "bot": place.student.way is not None, "attempt": place.student.attempt, "years_closed": place.closed,
            "goal": classroom.room.goal, "gain": place.gain, "on_leaderboard": place.student.listed,
        }
        for place in classroom.places()
    ]  # fmt: skip


def gradebook_of(classroom: Classroom, best: District) -> Rows:
    """Return a row for each student: the best of their whole games, how many they played, and what they answered.

    The score is the way from the status quo to the best policy of the district that a game has gone, in per cent.
    """
    goal, quiet = classroom.goal, left_alone(classroom.ground)
    way = float(np.mean(gains(best, quiet, goal)))
    questions = classroom.store.questions(classroom.slug)
    answers = {question.id: classroom.store.predictions(question.id) for question in questions}
    rows = []
    for student in classroom.store.students(classroom.slug):
        if student.way is not None:
            continue
        games = [classroom.district(student, attempt) for attempt in range(1, student.attempt + 1)]
        whole = [float(np.mean(gains(one, quiet, goal))) for one in games if one.game.over]
        gain = max(whole, default=None)
        row = {
            "room": classroom.room.name, "name": student.name,
            "score": None if gain is None or way <= 0.0 else round(100.0 * gain / way, 1),
            "gain": gain, "attempts": sum(bool(one.game.closed) for one in games), "whole_games": len(whole),
            "years_closed": len(games[-1].game.closed),
        }  # fmt: skip
        rows.append(row | {plain_cell(one.text): answers[one.id].get(student.id) for one in questions})
    return rows


def workbook_of(rows: Rows, title: str) -> bytes:
    """Return a table as a workbook, its heads in sight and in bold; texts stay texts.

    Raises
    ------
    StudyError
        If the package that writes workbooks is missing.
    """
    book = new_workbook()
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title[:LONGEST_TITLE])
    heads = list(rows[0]) if rows else []
    for number, cells in enumerate([heads, *(list(row.values()) for row in rows)], start=1):
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(number, column)
            cell.value = ILLEGAL.sub("", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
            if number == 1:
                cell.font = Font(bold=True)
                sheet.column_dimensions[get_column_letter(column)].width = max(
                    12, min(40, 1.2 * len(str(value)))
                )
    sheet.freeze_panes = "C2"
    return workbook_bytes(book)


def decisions_of(classroom: Classroom, only: Student | None = None) -> Rows:
    """Return a row for each closed year of each attempt, with its levers and then all outcomes."""
    rows = []
    for student in classroom.store.students(classroom.slug) if only is None else [only]:
        for attempt in range(1, student.attempt + 1):
            district = classroom.district(student, attempt)
            for year, (levers, truth) in enumerate(
                zip(district.game.closed, district.truth, strict=True), start=1
            ):
                head = {"student": student.id, "name": student.name, "attempt": attempt, "year": year}
                rows.append(head | dict(levers) | truth)
    return rows


def answers_of(classroom: Classroom) -> Rows:
    """Return a row for each answer to each question."""
    names = {student.id: student.name for student in classroom.store.students(classroom.slug)}
    return [
        {"question": question.text, "student": student, "name": names[student], "answer": value}
        for question in classroom.store.questions(classroom.slug)
        for student, value in classroom.store.predictions(question.id).items()
    ]
