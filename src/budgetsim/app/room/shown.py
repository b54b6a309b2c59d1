"""What pages of a room say: the state of one student, of the lecturer's desk, and of the projector, as plain values."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Sequence
from typing import Any

import numpy as np
from markupsafe import Markup

from budgetsim.app.explore.compare import written
from budgetsim.app.play.game import (
    LEVERS,
    YEARS,
    Levers,
)
from budgetsim.app.play.office import DEPARTMENTS
from budgetsim.app.play.table import PURPOSE
from budgetsim.app.room.classroom import Classroom, Place, gains
from budgetsim.app.room.contrasts import SMALLEST_GROUP, Contrast
from budgetsim.app.room.debrief import Decision, contrasts
from budgetsim.app.room.desk import Meter, files_of, meters_of, sliders
from budgetsim.app.room.district import District, at_best, left_alone, ruled
from budgetsim.app.room.drawn import Mark, ends_of, histogram, paths, step_of
from budgetsim.app.room.goals import GOALS, Goal
from budgetsim.app.room.ground import Ground
from budgetsim.app.room.leaders import leaders
from budgetsim.app.room.store import Student
from budgetsim.app.widgets import titled
from budgetsim.language import Language
from budgetsim.rounding import fixed, per_cent

HIDDEN = ("active_waste", "score_inflation", "sandbagging", "manipulation", "credibility")
"""What a student could not see, for the end."""
LOOKS = {"you": "room-own", "status_quo": "room-quiet", "rule": "room-rule", "optimum": "room-best"}
BINS = 10
TOLD = 3
"""Decisions of a game that are told, those that moved most."""
FEW = 24
"""Students of whom all told decisions stand on the printed page of a class; of more the first one each."""
TRAJECTORIES = (0.0, 0.5, 1.0)
"""Places in the order of the class whose students' ways are drawn, without their names."""


def ground_state(ground: Ground, speak: Language, here: Container[str] = LEVERS) -> dict[str, Any]:
    """Return which district a class has taken over, and what binds in it: limits of those levers that are ``here``."""
    whole = ground.whole
    told_by = f"scenario-{whole.name}.meaning"
    about = speak(told_by) if speak.has(told_by) else whole.description or speak("sides-district-own")
    return {
        "district": None if ground.text is None else (speak.scenario(whole.name), about),
        "binds": _binding(ground, speak, here),
    }


def _binding(ground: Ground, speak: Language, here: Container[str]) -> dict[str, Any] | None:
    own = ground.constraint
    if own is None:
        return None
    limits = [
        speak(f"room-limit-{end}", lever=titled(speak.name(lever)), value=_lever_text(lever, value))
        for end, values in (("most", own.most), ("least", own.least))
        for lever, value in values.items()
        if lever in here
    ]
    return {
        "cause": speak(f"room-binds-{own.name}"),
        "about": speak(f"room-binds-{own.name}.about"),
        "limits": limits,
    }


def meters(levers: Levers, district: District, speak: Language) -> list[Meter]:
    """Return what levers cost and what they ask of the staff."""
    ground = district.ground
    size = ground.whole.district.departments / DEPARTMENTS
    return meters_of(ground.plan(levers, district.views[-1]), speak, size)


def student_state(
    classroom: Classroom, student: Student, speak: Language, decisions: Sequence[Decision] | None = None
) -> dict[str, Any]:
    """Return what a student's page shows, and nothing of what is hidden from a bureau or from this student.

    ``decisions`` are those of the whole game, weighed, once they are.
    """
    room, district = classroom.room, classroom.district(student)
    game, question = district.game, classroom.question
    desk = classroom.desk(student)
    own = classroom.store.predictions(question.id).get(student.id) if question is not None else None
    shown = meters(desk, district, speak)
    state: dict[str, Any] = {
        "room": room, "student": student, "year": game.year, "years": YEARS, "over": game.over,
        "may": classroom.may_close(student), "question": question, "own": own,
        "sliders": sliders(desk, speak, ends=classroom.ground.slider_of, found=classroom.ground.opening),
        **ground_state(classroom.ground, speak), "meters": shown,
        "fits": not any(meter.over for meter in shown if meter.name == "budget"),
        "files": files(district, speak), "truth": None, "decisions": None,
        "goal": speak(f"room-goal-{room.goal}.about"),
        "again": room.pace == "open" and bool(game.closed),
        "listed": speak("room-listed"), "unlisted": speak("room-unlisted"),
    }  # fmt: skip
    if game.over and room.shown:
        state["gain_about"] = speak(f"room-gain-{room.goal}.about")
        state["truth"] = truth(district, classroom, speak)
        state["decisions"] = None if decisions is None else told(decisions[:TOLD], speak)
    return state


def files(district: District, speak: Language) -> dict[str, Any]:
    """Return what a bureau knows of the last closed year."""
    return files_of(district.views[-1], speak)


def told(decisions: Sequence[Decision], speak: Language) -> list[tuple[str, str, bool]]:
    """Return decisions in words, each with what it moved and whether it could have been left alone."""
    return [
        (
            speak(
                "room-decision", year=one.year, lever=titled(speak.name(one.lever)),
                before=_lever_text(one.lever, one.before), after=_lever_text(one.lever, one.after),
            ),
            gain_text(one.effect),
            one.fits,
        )
        for one in decisions
    ]  # fmt: skip


def debrief_state(
    classroom: Classroom, weighed: Sequence[tuple[Place, Sequence[Decision]]], speak: Language
) -> dict[str, Any]:
    """Return what a class made of its ten years: contrasts between its students, and what decided for each."""
    people = [place for place, _ in weighed if place.student.way is None]
    played = [(classroom.district(place.student).game.closed, place.gain or 0.0) for place in people]
    return {
        "room": classroom.room, "gain_about": speak(f"room-gain-{classroom.room.goal}.about"),
        "few": FEW, "class_gain": _class_gain(people, classroom, speak), "unseen": _unseen(people, classroom, speak),
        **ground_state(classroom.ground, speak),
        "contrasts": [
            contrast_row(one, speak(f"room-contrast-{one.name}"), gain_text, speak)
            for one in contrasts(classroom.ground.opening, played)
        ],
        "contrasts_about": speak("room-contrasts.about"), "contrasts_gain": speak("room-contrast-gain"),
        "students": [
            (place.student.name, gain_text(place.gain), told(decisions[:TOLD], speak))
            for place, decisions in weighed
        ],
    }  # fmt: skip


def _class_gain(people: Sequence[Place], classroom: Classroom, speak: Language) -> str:
    """Return how many have finished, and how far they came, beside what they are compared with."""
    gains_of = {mark.name: float(np.mean(mark.values)) for mark in _compared(classroom, YEARS, speak)[1:]}
    told_of = speak("fault-comma").join(f"{name} {gain_text(gain)}" for name, gain in gains_of.items())
    middle = float(np.median([place.gain or 0.0 for place in people])) if people else None
    return speak(
        "room-class-gain", goal=speak(f"room-goal-{classroom.room.goal}"), count=len(people),
        middle=gain_text(middle), others=told_of,
    )  # fmt: skip


def _unseen(people: Sequence[Place], classroom: Classroom, speak: Language) -> dict[str, Any]:
    """Return what no bureau could see in the tenth year: the mean of the class, and what it is compared with."""
    compared = {player: [one] for player, one in _compared_districts(classroom).items()}
    shown = {"class": [classroom.district(place.student) for place in people]} | compared
    return {
        "players": [speak("room-class"), *(speak(f"lab-player-name-{player}") for player in compared)],
        "rows": [
            (
                titled(speak.name(name)),
                [
                    written(name, float(np.mean([one.truth[-1][name] for one in districts])))
                    if districts
                    else "–"
                    for districts in shown.values()
                ],
            )
            for name in (PURPOSE, *HIDDEN)
        ],
    }


def contrast_row(
    one: Contrast, who: str, say: Callable[[float], str], speak: Language
) -> tuple[str, int, int, str]:
    """Return a contrast in words: who did what, how many did and did not, and the difference."""
    if math.isnan(one.difference):
        found = speak("room-contrast-few", least=str(SMALLEST_GROUP))
    else:
        ends = speak("lab-interval", low=say(one.low), high=say(one.high))
        found = f"{say(one.difference)} ({ends})"
    return who, one.did, one.others, found


def truth(district: District, classroom: Classroom, speak: Language) -> dict[str, Any]:
    """Return what was true in ten years of a student's district; the best policy once the lecturer has opened it."""
    goal, compared = classroom.goal, _compared_districts(classroom)
    quiet, shown = compared["status_quo"], {"you": district} | compared
    means = {player: float(np.mean(gains(one, quiet, goal))) for player, one in shown.items()}
    lines = [
        Mark(speak(f"lab-player-name-{player}"), tuple(gains(one, quiet, goal)), LOOKS[player])
        for player, one in shown.items()
    ]
    way = means.get("optimum", 0.0)
    return {
        "gain": gain_text(means["you"]), "positive": means["you"] >= 0.0, "rule": gain_text(means["rule"]),
        "best": gain_text(means["optimum"]) if way > 0.0 else None,
        "score": fixed(100.0 * means["you"] / way, 0) if way > 0.0 else None,
        "picture": paths(lines, YEARS, speak("lab-year"), gain_name(goal, speak)),
        "players": [speak(f"lab-player-name-{player}") for player in shown],
        "table": [
            (titled(speak.name(name)), [written(name, one.truth[-1][name]) for one in shown.values()])
            for name in (PURPOSE, *HIDDEN)
        ],
        "levers": [
            (titled(speak.name(name)), [_lever_text(name, dict(one.desk)[name]) for one in shown.values()])
            for name in LEVERS
        ],
    }  # fmt: skip


def gain_name(goal: Goal, speak: Language) -> str:
    """Return what a gain is called where the class plays for a goal."""
    return speak(f"room-gain-{goal.name}")


def _lever_text(name: str, value: float) -> str:
    return f"{value:g}" if name == "staff" else per_cent(value)


def gain_text(gain: float | None) -> str:
    """Return a gain in per cent of budgets, with its sign."""
    return "–" if gain is None or math.isnan(gain) else f"{fixed(gain, 2, sign=True)}%"


def desk_state(classroom: Classroom, speak: Language) -> dict[str, Any]:
    """Return what the lecturer's desk shows."""
    room, places = classroom.room, classroom.places()
    return {
        "room": room, "places": places, "years": YEARS, "question": classroom.question,
        "answers": _answered(classroom), "ready": sum(place.ready for place in places),
        "done": sum(place.closed >= YEARS for place in places), "gain_text": gain_text,
        "goals": tuple(GOALS), "gain_about": speak(f"room-gain-{room.goal}.about"),
        **ground_state(classroom.ground, speak), "listed": sum(place.student.listed for place in places),
    }  # fmt: skip


def stage_state(classroom: Classroom, speak: Language) -> dict[str, Any]:
    """Return what the projector shows: never a name beside a number."""
    room, places = classroom.room, classroom.places()
    played = [place for place in places if place.years]
    state: dict[str, Any] = {
        "room": room, "places": places, "years": YEARS, "question": classroom.question,
        "answers": _answered(classroom), "ready": sum(place.ready for place in places), "picture": None,
        "title": speak(f"room-stage-{room.stage}"), "numbers": [], "leaders": [],
        "gain_about": speak(f"room-gain-{room.goal}.about"),
    }  # fmt: skip
    if room.stage == "question" and classroom.question is not None:
        values = list(classroom.store.predictions(classroom.question.id).values())
        state["picture"] = histogram(
            values, 0.0, 100.0, 100.0 / BINS, speak("room-answer"), speak("room-students")
        )
        state["numbers"] = _spread([float(value) for value in values], speak, lambda value: fixed(value, 0))
    if room.stage == "scores" and played:
        state["picture"], values = _scores(played, classroom, speak)
        state["numbers"] = _spread(values, speak, gain_text)
    if room.stage == "paths" and played:
        state["picture"] = _ways(played, classroom, speak)
    if room.stage == "leaders":
        state["leaders"] = [
            (one.rank, one.place.student.name, f"{one.place.closed}/{YEARS}", gain_text(one.place.gain))
            for one in leaders(places)
        ]
        state["leaders_heads"] = speak("room-closed"), speak("room-gain-short")
        state["leaders_about"] = f"{speak('room-stage-leaders.about')} {state['gain_about']}"
    return state


def _answered(classroom: Classroom) -> int:
    question = classroom.question
    return 0 if question is None else len(classroom.store.predictions(question.id))


def _spread(values: list[float], speak: Language, say: Any) -> list[tuple[str, str]]:
    if not values:
        return []
    found = zip(("lowest", "middle", "highest"), np.quantile(values, (0.0, 0.5, 1.0)), strict=True)
    return [(speak(f"room-spread-{name}"), say(float(value))) for name, value in found]


def _scores(played: list[Place], classroom: Classroom, speak: Language) -> tuple[Markup, list[float]]:
    values = [place.gain for place in played if place.gain is not None]
    compared = _compared(classroom, max(place.closed for place in played), speak)
    marks = [Mark(mark.name, (float(np.mean(mark.values)),), mark.look) for mark in compared]
    spread = [*values, *(mark.values[0] for mark in marks)]
    step = step_of(max(spread) - min(spread), BINS)
    lower, upper = ends_of(spread, step)
    return histogram(
        values, lower, upper, step, gain_name(classroom.goal, speak), speak("room-students"), marks
    ), values


def _compared(classroom: Classroom, years: int, speak: Language) -> list[Mark]:
    """Return what the class is compared with over some years."""
    shown, goal = _compared_districts(classroom), classroom.goal
    return [
        Mark(
            speak(f"lab-player-name-{player}"),
            tuple(gains(one, shown["status_quo"], goal)[:years]),
            LOOKS[player],
        )
        for player, one in shown.items()
    ]


def _compared_districts(classroom: Classroom) -> dict[str, District]:
    """Return what everybody is compared with; the best policy once the lecturer has opened it."""
    ground = classroom.ground
    shown = {"status_quo": left_alone(ground), "rule": ruled(ground)}
    return shown | ({"optimum": at_best(ground, classroom.goal)} if classroom.room.best else {})


def _ways(played: list[Place], classroom: Classroom, speak: Language) -> Markup:
    ordered = sorted(played, key=lambda place: (place.gain or 0.0, place.student.id))
    chosen = {round(share * (len(ordered) - 1)): share for share in TRAJECTORIES}
    names = dict(zip(TRAJECTORIES, ("lowest", "middle", "highest"), strict=True))
    lines = [
        Mark(speak(f"room-spread-{names[share]}"), ordered[place].years, f"room-way-{names[share]}")
        for place, share in chosen.items()
    ]
    lines += _compared(classroom, max(place.closed for place in played), speak)
    return paths(lines, YEARS, speak("lab-year"), gain_name(classroom.goal, speak))
