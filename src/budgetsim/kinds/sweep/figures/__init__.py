"""Figures of a sweep: which of them an answer has."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from budgetsim.kinds.sweep.answer import (
    SweepAnswer,
    crossed,
    frame_of_known,
    frame_of_levels,
    frame_of_points,
)
from budgetsim.report.figures import draw
from budgetsim.studies.kind import Figure


def figures(answer: SweepAnswer) -> list[Figure]:
    """Return the levels of a sweep of several points, and the map where two factors are crossed."""
    if answer.size < 2:
        return []

    @cache
    def data() -> dict[str, Any]:
        points = frame_of_points(answer, answer.directory)
        levels = frame_of_levels(answer)
        draws = 0 if answer.drawn is None else answer.drawn.draws
        about = {
            "factors": answer.compared,
            "outcomes": answer.outcomes,
            "draws": draws,
            "known": frame_of_known(answer),
        }
        return {"sweep": levels, "points": points, **about}

    def draw_one(name: str, language: str) -> Any:
        return draw(name, data(), language=language, money=answer.money)

    def is_crossed() -> bool:
        points = data()["points"] if len(answer.compared) == 2 else None
        return points is not None and crossed(answer.compared, points) is not None

    names = {"sweep_levels": "levels", **({"sweep_map": "map"} if is_crossed() else {})}
    return [Figure(name, partial(draw_one, name), file) for name, file in names.items()]
