"""What pages of a room with two sides say: a department's, the bureau's, the lecturer's and the projector's.

A department's page is made of ``SeatBrief`` and ``SeatYear`` of its own seat, the bureau's of ``BureauView``. The truth
about others is read in ``truth_of_bureau``, ``debrief_state`` and ``stage_state`` alone, once it may be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from markupsafe import Markup

from budgetsim.app.play.game import YEARS, bounds_of
from budgetsim.app.play.office import MEAN_BUDGET, millions
from budgetsim.app.play.table import PURPOSE
from budgetsim.app.room.drawn import Mark, gaps, histogram, paths
from budgetsim.app.room.goals import GOALS
from budgetsim.app.room.shown import Meter, Slider, files_of, gain_text, meters_of
from budgetsim.app.room.shown import sliders as lever_sliders
from budgetsim.app.room.sides.actions import STEP, Actions
from budgetsim.app.room.sides.actions import sliders as ends_of_actions
from budgetsim.app.room.sides.classroom import BUREAUS, LECTURER, STAGES, STUDENT, TwoSided
from budgetsim.app.room.sides.district import PARTS, Closed, SeatBrief, SeatYear, SharedDistrict
from budgetsim.app.room.sides.kept import BUREAU
from budgetsim.app.room.sides.levers import LINKS, plan_in, size_of
from budgetsim.app.room.sides.without import Otherwise
from budgetsim.app.room.store import Student
from budgetsim.app.widgets import titled
from budgetsim.language import Language
from budgetsim.model.bureau import BureauView
from budgetsim.rounding import fixed, per_cent

TOLD = ("monitoring_intensity", "audit_coverage", "rectification", "evaluation_coverage", "result_use",
        "target_ratchet", "disclosure", "training")  # fmt: skip
"""Levers that departments are told of; how many people the bureau has shows in what becomes of them."""
BIN = 5.0
"""Points of score in a bar of the projector's picture."""
POINTS = 100.0
"""Of pay-off, in a unit of U per unit of scale."""
Facts = list[tuple[str, str]]
State = dict[str, Any]


def name_of(seat: int, speak: Language) -> str:
    """Return what a seat is called."""
    return speak("sides-bureau") if seat == BUREAU else speak("sides-department", number=seat + 1)


def points(payoff: float, *, sign: bool = False) -> str:
    """Return a pay-off in points."""
    return fixed(POINTS * payoff, 1, sign=sign)


def money(budget: float, speak: Language) -> str:
    """Return mean budgets as imagined money."""
    return speak("sides-money", money=millions(budget * MEAN_BUDGET, speak))


# A department -------------------------------------------------------------------------------------------------------


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
        "sent": seat.number in room.sent(), "sliders": action_sliders(actions, speak),
        "meters": target_meters(room, seat.number, actions, speak),
        "told": told_facts(announced.prospect.view.policy, speak) if announced else [],
        "brief": brief_facts(announced.brief(seat.number), speak) if announced else [],
        "last": district.year - 1, "own_year": year_facts(last, speak), "payoff": points(last.payoff),
        "parts": part_facts(last.parts, speak),
        "mean": points(float(np.mean(district.payoffs(seat.number)))) if district.levers else None,
        "truth": None if other is None else truth_of_seat(district, seat.number, other, speak),
    }  # fmt: skip


def action_sliders(actions: Actions, speak: Language) -> list[Slider]:
    """Return the sliders of a department's desk."""
    return [
        Slider(
            name, speak(f"sides-action-{name}"), speak(f"sides-action-{name}.about"), value, ends.lower, ends.upper,
            STEP, per_cent(value), percent=True, moved=False,
        )
        for (name, value), ends in zip(actions, ends_of_actions().values(), strict=True)
    ]  # fmt: skip


def target_meters(room: TwoSided, seat: int, actions: Actions, speak: Language) -> list[Meter]:
    """Return which targets would follow from a department's proposal, beside what it expects of itself."""
    announced = room.shared.announced
    if announced is None:
        return []
    brief = announced.brief(seat)
    targets = announced.targets(seat, dict(actions)["sandbagging"])
    pairs = {"output": brief.expected_output, "benefit": brief.expected_benefit}
    return [
        Meter(
            f"target-{name}", speak(f"sides-target-{name}"), fixed(target, 2),
            speak("sides-target", expected=fixed(expected, 2)), min(1.0, target / expected), target > expected,
        )
        for (name, expected), target in zip(pairs.items(), targets, strict=True)
    ]  # fmt: skip


def told_facts(policy: Any, speak: Language) -> Facts:
    """Return what the bureau has announced for the year."""
    return [
        (titled(speak.name(name)), per_cent(float(np.asarray(getattr(policy, name)).flat[0])))
        for name in TOLD
    ]


def brief_facts(brief: SeatBrief, speak: Language) -> Facts:
    """Return what a department knows and believes in January."""
    facts = {
        "budget": money(brief.budget, speak),
        "expected": speak(
            "sides-two", output=fixed(brief.expected_output, 2), benefit=fixed(brief.expected_benefit, 2)
        ),
        "normal": speak(
            "sides-two", output=fixed(brief.norm_output, 2), benefit=fixed(brief.norm_benefit, 2)
        ),
        "misuse": per_cent(brief.misuse_found),
        "claim": per_cent(brief.claim_found),
        "consequence": per_cent(brief.consequence),
        "worth": speak("sides-points", points=points(brief.score_worth)),
    }
    return [(speak(f"sides-know-{name}"), text) for name, text in facts.items()]


def year_facts(year: SeatYear, speak: Language) -> Facts:
    """Return what a department knows of its own closed year."""
    nobody = year.external_score is None
    facts = {
        "self": fixed(year.self_score, 1),
        "external": speak("sides-not-evaluated") if nobody else fixed(year.external_score or 0.0, 1),
        "checks": str(year.checks),
        "findings": str(year.findings),
        "performance": fixed(year.performance, 2),
        "spent": per_cent(year.spent),
        "next": money(year.next_budget, speak),
    }
    return [(speak(f"sides-year-{name}"), text) for name, text in facts.items()]


def part_facts(parts: Mapping[str, float], speak: Language) -> Facts:
    """Return a pay-off by its parts, in points."""
    return [(speak(f"sides-part-{name}"), points(parts[name], sign=True)) for name in PARTS]


def truth_of_seat(district: SharedDistrict, seat: int, other: Otherwise, speak: Language) -> State:
    """Return a department's ten years beside those in which the model had played it, and what the bureau saw of it."""
    own = district.payoffs(seat)
    model = other.payoffs.get(seat, tuple(own))
    lines = [
        Mark(speak("lab-player-name-you"), tuple(POINTS * one for one in own), "room-own"),
        Mark(speak("sides-line-model"), tuple(POINTS * one for one in model), "room-quiet"),
    ]
    difference = float(np.mean(own) - np.mean(model))
    return {
        "own": points(float(np.mean(own))), "model": points(float(np.mean(model))),
        "difference": points(difference, sign=True), "positive": difference >= 0.0,
        "picture": paths(lines, YEARS, speak("lab-year"), speak("sides-payoff-points")),
        "table": _seen_and_true(district, seat, speak),
    }  # fmt: skip


def _seen_and_true(district: SharedDistrict, seat: int, speak: Language) -> list[tuple[str, str, str]]:
    """Return what reached the bureau about a department beside what was true, means and sums over the years."""
    closed = district.closed[1:]
    row = seen_row(closed, seat)
    return [
        (speak("sides-seen-score"), fixed(row["claimed"], 1), fixed(row["honest"], 1)),
        (speak("sides-seen-misuse"), speak("sides-found", count=int(row["findings"])), per_cent(row["misuse"])),
    ]  # fmt: skip


def seen_row(closed: Sequence[Closed], seat: int) -> dict[str, float]:
    """Return numbers of a department over closed years: the self-score claimed and honest, findings, true misuse."""
    panel = [year.panel for year in closed]
    misuse = sum(float(p["diverted"][seat] + p["concealed"][seat]) for p in panel)
    return {
        "claimed": float(np.mean([p["self_score"][seat] for p in panel])),
        "honest": float(np.mean([year.honest[seat] for year in closed])),
        "findings": sum(float(p["findings"][seat]) for p in panel),
        "misuse": misuse / sum(float(p["budget"][seat]) for p in panel),
        "payoff": float(np.mean([p["payoff"][seat] for p in panel])),
    }


# The bureau ---------------------------------------------------------------------------------------------------------


def bureau_state(room: TwoSided, student: Student | None, speak: Language, other: Otherwise | None) -> State:
    """Return what the bureau's page shows, whoever sits there; ``student`` is none where the lecturer does."""
    district, desk = room.shared, room.bureau_desk
    size = size_of(district.departments)
    shown = meters_of(plan_in(desk, district.view), speak, size)
    return _common(room, student) | {
        "may": not room.announced and not room.room.paused and not district.over,
        "sliders": bureau_sliders(room, speak), "meters": shown,
        "fits": not any(meter.over for meter in shown if meter.name == "budget"),
        "files": files_of(district.view, speak), "rows": department_rows(district.view, speak),
        "departments": district.departments,
        "truth": None if other is None else truth_of_bureau(district, other, speak),
    }  # fmt: skip


def bureau_meters(room: TwoSided, levers: Any, speak: Language) -> list[Meter]:
    """Return what levers would cost and ask for."""
    return meters_of(plan_in(levers, room.shared.view), speak, size_of(room.shared.departments))


def bureau_sliders(room: TwoSided, speak: Language) -> list[tuple[str, list[Slider]]]:
    """Return the bureau's levers by link; posts are counted as this district has them."""
    size = size_of(room.shared.departments)

    def in_posts(slider: Slider) -> Slider:
        if bounds_of(slider.name).step != 1.0:
            return slider
        return replace(slider, factor=size, text=f"{round(size * slider.value, 2):g}")

    return [(link, list(map(in_posts, some))) for link, some in lever_sliders(room.bureau_desk, speak, LINKS)]


def department_rows(view: BureauView, speak: Language) -> list[tuple[str, list[str]]]:
    """Return what reached the bureau about each department in the last closed year."""
    rows = []
    for seat in range(len(view.budgets)):
        external = float(view.external_scores[seat])
        cells = [
            fixed(100.0 * float(view.self_scores[seat]), 1),
            "–" if np.isnan(external) else fixed(100.0 * external, 1),
            str(int(view.checks[seat])),
            str(int(view.findings[seat])),
            fixed(float(view.target_output[seat]), 2),
            millions(float(view.budgets[seat]) * MEAN_BUDGET, speak),
            millions(float(view.next_budgets[seat]) * MEAN_BUDGET, speak),
        ]
        rows.append((name_of(seat, speak), cells))
    return rows


def truth_of_bureau(
    district: SharedDistrict, other: Otherwise, speak: Language, players: Mapping[int, str] | None = None
) -> State:
    """Return what the bureau's ten years were worth, and what was true of each department beside what it saw.

    ``players`` are names by seat, which only the lecturer is shown.
    """
    goal = GOALS["value"]
    years = {
        "sides-line-played": tuple(year.outcomes[PURPOSE] for year in district.closed[1:]),
        "sides-line-model": other.nobody[PURPOSE],
    }
    looks = dict(zip(years, ("room-own", "room-rule"), strict=True))
    gains = {
        key: tuple(
            goal.factor * (one - quiet) for one, quiet in zip(values, other.quiet[PURPOSE], strict=True)
        )
        for key, values in years.items()
    }
    means = {key: float(np.mean(values)) for key, values in gains.items()}
    lines = [Mark(speak(key), values, looks[key]) for key, values in gains.items()]
    return {
        "gain": gain_text(means["sides-line-played"]), "positive": means["sides-line-played"] >= 0.0,
        "nobody": gain_text(means["sides-line-model"]),
        "picture": paths(lines, YEARS, speak("lab-year"), speak("room-gain-value")),
        "rows": true_rows(district, speak, players or {}),
    }  # fmt: skip


def true_rows(
    district: SharedDistrict, speak: Language, players: Mapping[int, str]
) -> list[tuple[str, list[str]]]:
    """Return for each department what the bureau saw beside what was true, over all closed years."""
    return [
        (
            " · ".join(filter(None, [name_of(seat, speak), players.get(seat)])),
            [
                fixed(row["claimed"], 1), fixed(row["honest"], 1), str(int(row["findings"])),
                per_cent(row["misuse"]), points(row["payoff"]),
            ],
        )
        for seat in range(district.departments)
        if (row := seen_row(district.closed[1:], seat))
    ]  # fmt: skip


# The lecturer -------------------------------------------------------------------------------------------------------


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


def stage_state(room: TwoSided, speak: Language) -> State:
    """Return what the projector shows: no names; what is true only once the truth is shown."""
    kept, members, district = room.room, room.members(), room.shared
    state: State = {
        "room": kept, "places": members, "years": YEARS,
        "question": room.question, "ready": sum(one.ready or district.over for one in members),
        "picture": None, "numbers": [], "leaders": [],
        "answers": 0 if room.question is None else len(room.store.predictions(room.question.id)),
        "gain_about": "", "title": stage_name(kept.stage, speak),
    }  # fmt: skip
    if kept.stage in ("scores", "paths") and district.levers:
        shown = {"scores": _scores, "paths": _scores_by_year}[kept.stage]
        state["picture"] = shown(district, speak, truth=kept.shown)
        state["numbers"] = _means(district, speak, truth=kept.shown)
        state["gain_about"] = speak("sides-gap") if kept.shown else speak("sides-gap-hidden")
    return state


def stage_name(stage: str, speak: Language) -> str:
    """Return what the projector shows, in words."""
    return speak(f"sides-stage-{stage}" if stage in ("scores", "paths") else f"room-stage-{stage}")


def _scores(district: SharedDistrict, speak: Language, *, truth: bool) -> Markup:
    """Draw last year's scores: claimed ones as the bureau knows them, beside the honest ones once these are shown."""
    last = district.closed[-1]
    claimed = [float(score) for score in last.panel["self_score"]]
    if truth:
        pairs = [(float(honest), score) for honest, score in zip(last.honest, claimed, strict=True)]
        names = speak("sides-honest"), speak("sides-claimed")
        return gaps(pairs, names, speak("lab-play-points"), speak("sides-by-score"))
    return histogram(claimed, 0.0, 100.0, BIN, speak("sides-claimed"), speak("sides-departments"))


def _scores_by_year(district: SharedDistrict, speak: Language, *, truth: bool) -> Markup:
    closed = district.closed[1:]
    lines = {"claimed": ([float(np.mean(year.panel["self_score"])) for year in closed], "room-rule")}
    if truth:
        lines["honest"] = ([float(np.mean(year.honest)) for year in closed], "room-own")
    marks = [Mark(speak(f"sides-{name}"), tuple(values), look) for name, (values, look) in lines.items()]
    return paths(marks, YEARS, speak("lab-year"), speak("lab-play-points"))


def _means(district: SharedDistrict, speak: Language, *, truth: bool) -> Facts:
    """Return means over last year's departments."""
    last = district.closed[-1]
    found = [(speak("sides-claimed"), fixed(float(np.mean(last.panel["self_score"])), 1))]
    if truth:
        misuse = (last.panel["diverted"] + last.panel["concealed"]).sum() / last.panel["budget"].sum()
        found += [
            (speak("sides-honest"), fixed(float(np.mean(last.honest)), 1)),
            (speak("sides-misuse"), per_cent(float(misuse))),
        ]
    return found


def debrief_state(room: TwoSided, other: Otherwise, speak: Language) -> State:
    """Return the debrief for the lecturer, with names."""
    district = room.shared
    players = {one.seat.number: one.student.name for one in room.members()}
    return {
        "room": room.room, "years": len(district.levers),
        "truth": truth_of_bureau(district, other, speak, players) if district.levers else None,
        "students": [
            (one.student.name, name_of(one.seat.number, speak), *_beside_model(district, one.seat.number, other))
            for one in room.members()
            if one.seat.number != BUREAU and district.levers
        ],
    }  # fmt: skip


def _beside_model(district: SharedDistrict, seat: int, other: Otherwise) -> tuple[str, str, str]:
    own = float(np.mean(district.payoffs(seat)))
    model = float(np.mean(other.payoffs.get(seat, district.payoffs(seat))))
    return points(own), points(model), points(own - model, sign=True)
