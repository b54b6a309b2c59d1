"""What the projector shows of a room with two sides: no names, and what is true only once the truth is shown."""

from __future__ import annotations

from typing import Any

import numpy as np
from markupsafe import Markup

from budgetsim.app.play.game import YEARS
from budgetsim.app.room.drawn import Mark, gaps, histogram, paths
from budgetsim.app.room.sides.classroom import TwoSided
from budgetsim.app.room.sides.district import SharedDistrict
from budgetsim.app.room.sides.leaders import department_leaders
from budgetsim.app.room.sides.without import Otherwise
from budgetsim.app.room.sides.words import Facts, name_of
from budgetsim.language import Language
from budgetsim.rounding import fixed, per_cent

BIN = 5.0
"""Points of score in a bar of the projector's picture."""


def stage_state(room: TwoSided, speak: Language, other: Otherwise | None) -> dict[str, Any]:
    """Return what the projector shows: no names but leaders'; what is true only once the truth is shown.

    ``other`` is what would have been, once that may be known.
    """
    kept, members, district = room.room, room.members(), room.shared
    state: dict[str, Any] = {
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
    if kept.stage == "leaders" and other is not None:
        state["leaders"] = [
            (
                one.rank,
                one.place.student.name,
                name_of(seat, speak),
                fixed(one.place.gain or 0.0, 1, sign=True),
            )
            for one, seat in department_leaders(room, other)
        ]
        state["leaders_heads"] = speak("sides-seat"), speak("sides-leaders-gain")
        state["leaders_about"] = speak("sides-leaders")
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
