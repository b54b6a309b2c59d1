"""Figures of a study of effects, drawn through the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budgetsim.report.effects_tables import made_for_figures
from budgetsim.report.figures.catalogue import draw
from budgetsim.report.saving import Drawn
from budgetsim.studies.effects.analysis import Effects


@dataclass(frozen=True)
class _Figure:
    """A figure of the catalogue, and the name of its files where that is another."""

    name: str
    file: str
    data: Callable[[Effects], Any]
    options: Callable[[Effects], dict[str, Any]] = field(default=lambda made: {"seeds": made.seeds})


def draw_effects(made: Effects, directory: Path, formats: Sequence[str] = ("png",)) -> list[Drawn]:
    """Draw the figures of the parts that were asked for into a directory; return them in reading order."""
    return [
        draw(figure.name, figure.data(made), **figure.options(made)).save(directory, formats, figure.file)
        for part in made.request.parts
        if not made.tables[part].empty
        for figure in FIGURES[part]
    ]


def _table(part: str) -> Callable[[Effects], Any]:
    return lambda made: made.tables[part]


def _about(made: Effects) -> dict[str, Any]:
    return {"seeds": made.seeds, "outcomes": made.outcomes}


def _years(made: Effects) -> dict[str, Any]:
    years = {"first_year": made.request.from_year, "second_year": made.request.second_year}
    return {"seeds": made.seeds, **years}


FIGURES: dict[str, tuple[_Figure, ...]] = {
    "effects": (
        _Figure("forest", "effects", _table("effects"), _about),
        _Figure("tornado", "tornado", _table("effects"), _about),
    ),
    "dose": (_Figure("dose", "dose", _table("dose"), _about),),
    "factorial": (
        _Figure("interactions", "interactions", _table("factorial"), _about),
        _Figure("factorial", "factorial", _table("factorial")),
    ),
    "sequencing": (
        _Figure(
            "reform_order",
            "sequencing",
            lambda made: made_for_figures(made)["sequencing_paths"],
            _years,
        ),
    ),
    "cost": (
        _Figure(
            "cost_plane",
            "cost",
            lambda made: {"cost": made.tables["cost"], "draws": made_for_figures(made)["cost_draws"]},
            lambda _: {},
        ),
    ),
}
"""Figures of each part, and how the command calls their files."""
