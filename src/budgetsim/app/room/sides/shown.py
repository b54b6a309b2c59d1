"""What pages of a room with two sides show, as plain values: each is cut out of the room for whom it is meant.

A department's page is made by ``seat_page`` of records of its own seat, the bureau's by ``bureau_page`` of what reached
the bureau; ``truth`` joins them once the game is over and the lecturer shows it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from budgetsim.app.play.game import YEARS
from budgetsim.app.room.desk import Meter, files_of
from budgetsim.app.room.shown import contrast_row, ground_state
from budgetsim.app.room.sides.actions import Actions
from budgetsim.app.room.sides.bureau_page import bureau_meters, bureau_sliders, department_rows
from budgetsim.app.room.sides.classroom import BUREAUS, LECTURER, STAGES, STUDENT, TwoSided
from budgetsim.app.room.sides.contrasts import choice_contrasts
from budgetsim.app.room.sides.ground import HERE
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.sides.seat_page import (
    action_sliders,
    brief_facts,
    part_facts,
    target_meters,
    told_facts,
    year_facts,
)
from budgetsim.app.room.sides.stage import stage_name
from budgetsim.app.room.sides.truth import truth_of_bureau, truth_of_seat
from budgetsim.app.room.sides.without import Otherwise
from budgetsim.app.room.sides.words import name_of, points
from budgetsim.app.room.store import Student
from budgetsim.language import Language
from budgetsim.rounding import fixed

State = dict[str, Any]


def _common(room: TwoSided, student: Student | None) -> State:
    """Return what the pages of both sides begin with."""
    kept, question, district = room.room, room.question, room.shared
    own = None
    if question is not None and student is not None:
        own = room.store.predictions(question.id).get(student.id)
    return {
        "room": kept, "student": student, "question": question if student is not None else None, "own": own,
        "year": district.year, "years": YEARS, "over": district.over, "announced": room.announced,
    }  # fmt: skip


def seat_state(room: TwoSided, student: Student, speak: Language, other: Otherwise | None) -> State:
    """Return what a department's page shows; ``other`` what would have been, once that may be known."""
    seat, district = room.seat(student), room.shared
    actions = room.actions(seat.number)
    announced = district.announced
    last = district.seat_year(seat.number, district.year - 1)
    kind = district.archetype(seat.number)
    return _common(room, student) | {
        "seat": seat, "seat_name": name_of(seat.number, speak), "kind": speak(f"archetype-{kind}"),
        "kind_about": speak(f"archetype-{kind}.meaning"), "may": room.may_decide(),
        "sent": seat.number in room.sent(), "sliders": action_sliders(actions, district.ground.department, speak),
        "meters": seat_meters(room, seat.number, actions, speak),
        "told": told_facts(announced.prospect.view.policy, speak) if announced else [],
        "brief": brief_facts(announced.brief(seat.number), speak) if announced else [],
        "last": district.year - 1, "own_year": year_facts(last, speak), "payoff": points(last.payoff),
        "parts": part_facts(last.parts, speak),
        "mean": points(float(np.mean(district.payoffs(seat.number)))) if district.levers else None,
        "truth": None if other is None else truth_of_seat(district, seat.number, other, speak),
        "listed": speak("sides-listed"), "unlisted": speak("sides-unlisted"),
    }  # fmt: skip


def seat_meters(room: TwoSided, seat: int, actions: Actions, speak: Language) -> list[Meter]:
    """Return the targets that would follow from what lies on a department's desk; none before the announcement."""
    announced = room.shared.announced
    if announced is None:
        return []
    targets = announced.targets(seat, dict(actions)["sandbagging"])
    return target_meters(announced.brief(seat), targets, speak)


def bureau_state(room: TwoSided, student: Student | None, speak: Language, other: Otherwise | None) -> State:
    """Return what the bureau's page shows, whoever sits there; ``student`` is none where the lecturer does."""
    district, desk = room.shared, room.bureau_desk
    shown = bureau_meters(desk, district.ground, district.view, speak)
    return _common(room, student) | {
        "may": not room.announced and not room.room.paused and not district.over,
        "sliders": bureau_sliders(desk, district.ground, speak), "meters": shown,
        "fits": not any(meter.over for meter in shown if meter.name == "budget"),
        "files": files_of(district.view, speak), "rows": department_rows(district.view, speak),
        "departments": district.departments,
        "truth": None if other is None else truth_of_bureau(district, other, speak), "listed": None,
        **ground_state(room.shared.ground, speak, HERE),
    }  # fmt: skip


def desk_state(room: TwoSided, speak: Language) -> State:
    """Return what the lecturer's desk shows."""
    members, district = room.members(), room.shared
    waiting = [one for one in members if one.seat.number != BUREAU]
    return {
        "room": room.room, "years": YEARS, "question": room.question, "places": members,
        "answers": 0 if room.question is None else len(room.store.predictions(room.question.id)),
        "sides": room.sides, "bureaus": [who for who in BUREAUS if who != STUDENT], "lecturer": LECTURER,
        "year": district.year, "over": district.over, "announced": room.announced,
        "ready": sum(one.ready for one in waiting), "seated": len(waiting),
        "listed": sum(one.student.listed for one in waiting),
        **ground_state(room.shared.ground, speak, HERE),
        "by_model": district.departments - len(waiting),
        "stages": [(stage, stage_name(stage, speak)) for stage in STAGES],
        "members": [
            (one, name_of(one.seat.number, speak), one.seat.number == BUREAU, _last_payoff(room, one.seat.number))
            for one in members
        ],
    }  # fmt: skip


def _last_payoff(room: TwoSided, seat: int) -> str:
    if seat == BUREAU or not room.shared.levers:
        return "–"
    return points(float(np.mean(room.shared.payoffs(seat))))


def debrief_state(room: TwoSided, other: Otherwise, speak: Language) -> State:
    """Return the debrief for the lecturer, with names."""
    district = room.shared
    players = {one.seat.number: one.student.name for one in room.members()}
    return {
        "room": room.room, "years": len(district.levers),
        "truth": truth_of_bureau(district, other, speak, players) if district.levers else None,
        **ground_state(room.shared.ground, speak, HERE),
        "contrasts": [
            contrast_row(one, speak(f"sides-contrast-{one.name}"), partial(fixed, places=1, sign=True), speak)
            for one in choice_contrasts(district, other)
        ],
        "contrasts_about": speak("sides-contrasts"), "contrasts_gain": speak("sides-contrast-gain"),
    }  # fmt: skip
