"""What was true, beside what was seen and what would have been: for the end of the game."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from budgetsim.app.explore.compare import written
from budgetsim.app.play.game import YEARS
from budgetsim.app.play.table import PURPOSE
from budgetsim.app.room.drawn import Mark, paths
from budgetsim.app.room.goals import GOALS
from budgetsim.app.room.shown import HIDDEN, gain_text
from budgetsim.app.room.sides.district import Closed, SharedDistrict
from budgetsim.app.room.sides.without import Otherwise
from budgetsim.app.room.sides.words import POINTS, name_of, points
from budgetsim.app.widgets import titled
from budgetsim.language import Language
from budgetsim.rounding import fixed, per_cent

State = dict[str, Any]
COURSES = {"sides-line-played": "room-own", "sides-line-model": "room-rule"}
"""Courses of a district that are drawn, each with its colour."""


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


def truth_of_bureau(
    district: SharedDistrict, other: Otherwise, speak: Language, players: Mapping[int, str] | None = None
) -> State:
    """Return what the bureau's ten years were worth, and what was true of each department beside what it saw.

    ``players`` are names by seat, which only the lecturer is shown.
    """
    gains = course_gains(district, other)
    means = {key: float(np.mean(values)) for key, values in gains.items()}
    lines = [Mark(speak(key), values, COURSES[key]) for key, values in gains.items()]
    return {
        "gain": gain_text(means["sides-line-played"]), "positive": means["sides-line-played"] >= 0.0,
        "nobody": gain_text(means["sides-line-model"]),
        "picture": paths(lines, YEARS, speak("lab-year"), speak("room-gain-value")),
        "heads": [speak(f"sides-column-{head}") for head in ("claimed", "honest", "findings", "misuse", "payoff")]
        + ([] if players is None else [speak("sides-model"), speak("sides-difference")]),
        "about": [speak("sides-seen.about")]
        + ([] if players is None else [speak("sides-beside"), speak("sides-points.about")]),
        "rows": true_rows(district, speak)
        if players is None
        else true_rows_with_players(district, other, speak, players),
        "courses": [speak(key) for key in ("sides-line-played", "sides-line-model", "lab-player-name-status_quo")],
        "unseen": _unseen(district, other, speak),
    }  # fmt: skip


def course_gains(district: SharedDistrict, other: Otherwise) -> dict[str, tuple[float, ...]]:
    """Return by year how much public value was gained over the district in which nothing is changed, in per cent.

    As it was played, and with the same levers and the model in every seat.
    """
    goal = GOALS["value"]
    played = tuple(year.outcomes[PURPOSE] for year in district.closed[1:])
    courses = dict(zip(COURSES, (played, other.nobody[PURPOSE]), strict=True))
    return {
        key: tuple(
            goal.factor * (one - quiet) for one, quiet in zip(values, other.quiet[PURPOSE], strict=True)
        )
        for key, values in courses.items()
    }


def _unseen(district: SharedDistrict, other: Otherwise, speak: Language) -> list[tuple[str, list[str]]]:
    """Return what no bureau sees of a district, means over the years: as played, and in the courses without players."""
    played = {name: [year.outcomes[name] for year in district.closed[1:]] for name in HIDDEN}
    courses = (played, other.nobody, other.quiet)
    return [
        (titled(speak.name(name)), [written(name, float(np.mean(course[name]))) for course in courses])
        for name in HIDDEN
    ]


def true_rows(district: SharedDistrict, speak: Language) -> list[tuple[str, list[str]]]:
    """Return for each department what the bureau saw beside what was true, over all closed years."""
    return [
        (
            name_of(seat, speak),
            [
                fixed(row["claimed"], 1), fixed(row["honest"], 1), str(int(row["findings"])),
                per_cent(row["misuse"]), points(row["payoff"]),
            ],
        )
        for seat in range(district.departments)
        if (row := seen_row(district.closed[1:], seat))
    ]  # fmt: skip


def true_rows_with_players(
    district: SharedDistrict, other: Otherwise, speak: Language, players: Mapping[int, str]
) -> list[tuple[str, list[str]]]:
    """Return the same with names, and beside a player's pay-off the model's in that seat and the difference."""
    return [
        (
            f"{seat + 1} · {players[seat]}" if seat in players else name,
            [*cells, *(_beside_model(district, seat, other) if seat in players else ("–", "–"))],
        )
        for seat, (name, cells) in enumerate(true_rows(district, speak))
    ]


def _beside_model(district: SharedDistrict, seat: int, other: Otherwise) -> tuple[str, str]:
    """Return the model's mean pay-off in a department's seat, and by how much its own is higher."""
    own = float(np.mean(district.payoffs(seat)))
    model = float(np.mean(other.payoffs.get(seat, district.payoffs(seat))))
    return points(model), points(own - model, sign=True)
