"""Everything that is kept of a room with two sides, and what the model makes of it, as an archive of tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import numpy as np

from budgetsim.app.room.export import Rows, answers_of, csv_of
from budgetsim.app.room.sides.classroom import TwoSided
from budgetsim.app.room.sides.records import BUREAU, PARTS
from budgetsim.app.room.sides.truth import course_gains
from budgetsim.app.room.sides.without import Otherwise
from budgetsim.studies.files import marked

GAINS = {"gain": "sides-line-played", "gain_of_model": "sides-line-model"}
"""Columns of the gradebook for the bureau, by the course that they tell."""


def archive_of(room: TwoSided) -> bytes:
    """Return four tables as one archive: seats, departments by year, the bureau by year, and answers."""
    packed = io.BytesIO()
    tables = {
        "seats": seats_of(room),
        "departments": departments_of(room),
        "bureau": bureau_of(room),
        "answers": answers_of(room),
    }
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            archive.writestr(f"{name}.csv", marked(csv_of(rows)))
    return packed.getvalue()


def seats_of(room: TwoSided) -> Rows:
    """Return a row for each student: who sits where."""
    return [
        {
            "room": room.room.name, "student": one.student.id, "name": one.student.name,
            "seat": "bureau" if one.seat.number == BUREAU else one.seat.number + 1,
        }
        for one in room.members()
    ]  # fmt: skip


def departments_of(room: TwoSided, only: int | None = None) -> Rows:
    """Return a row for each department and closed year: who played it, what it did, and what was true of it."""
    rows = []
    years = zip(room.shared.closed[1:], room.shared.decided, strict=True)
    for year, (closed, decided) in enumerate(years, start=1):
        for seat in range(room.shared.departments) if only is None else [only]:
            head = {
                "year": year,
                "department": seat + 1,
                "played": seat in decided,
                "honest_self_score": float(closed.honest[seat]),
            }
            own = {name: float(values[seat]) for name, values in closed.panel.items()}
            parts = {f"payoff_{name}": float(closed.parts[name][seat]) for name in PARTS}
            rows.append(head | own | parts)
    return rows


def own_years(room: TwoSided, seat: int) -> Rows:
    """Return the closed years of one seat: a department's, or the bureau's."""
    return bureau_of(room) if seat == BUREAU else departments_of(room, seat)


def bureau_of(room: TwoSided) -> Rows:
    """Return a row for each closed year: the levers as the model had them, and then all outcomes."""
    years = zip(room.shared.levers, room.shared.closed[1:], strict=True)
    return [
        {"year": year, **room.shared.ground.in_district(levers), **closed.outcomes}
        for year, (levers, closed) in enumerate(years, start=1)
    ]


def gradebook_of(room: TwoSided, other: Otherwise) -> Rows:
    """Return a row for each student, means over the closed years, and the model's in the same place.

    Departments have pay-offs, the bureau the gain of its district over the one in which nothing is changed.
    """
    questions = room.store.questions(room.slug)
    answers = {question.id: room.store.predictions(question.id) for question in questions}
    gains = course_gains(room.shared, other)
    rows = []
    for one in room.members():
        seat, years = one.seat.number, len(room.shared.levers)
        own = room.shared.payoffs(seat) if seat != BUREAU else []
        model = other.payoffs.get(seat, own)
        row = {
            "room": room.room.name, "name": one.student.name, "seat": "bureau" if seat == BUREAU else seat + 1,
            "years_closed": years, "payoff": _mean(own), "payoff_of_model": _mean(model),
            "difference": float(np.mean(own) - np.mean(model)) if own else None,
            **{name: _mean(gains[line]) if seat == BUREAU else None for name, line in GAINS.items()},
        }  # fmt: skip
        rows.append(row | {question.text: answers[question.id].get(one.student.id) for question in questions})
    return rows


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
