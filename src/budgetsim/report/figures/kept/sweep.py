"""Figures of ``budgetsim sweep``, from its runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from budgetsim.report.figures.kept.place import Kept, Place
from budgetsim.report.sweep import crossed
from budgetsim.report.sweep_answer import outcomes_told, tables_of


def figures(place: Place) -> Sequence[Kept]:
    """Return the levels of a sweep of several points, and the map where two factors are crossed."""
    if place.command != "sweep":
        return ()

    @cache
    def read() -> dict[str, Any]:
        shown = outcomes_told(place.answer)
        made = tables_of(place.study, shown)
        return {"sweep": made.levels, "points": made.points, "factors": made.factors, "outcomes": shown}

    if len(place.study.points) < 2:
        return ()
    found = [Kept("sweep_levels", read, replaces=("levels",))]
    if crossed(place.study.factors, place.study.points) is not None:
        found.append(Kept("sweep_map", read, replaces=("map",)))
    return found
