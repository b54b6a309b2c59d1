"""Figures of a study of effects: which of them an answer has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.effects.answer import Drawn, Effects
from budgetsim.report.figures import draw
from budgetsim.studies.kind import Figure

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
PALE = 0.15
"""Opacity of a band of draws."""
TABLES = {
    "forest": ("effects", "effects"),
    "tornado": ("effects", "tornado"),
    "dose": ("dose", "dose"),
    "interactions": ("factorial", "interactions"),
    "factorial": ("factorial", "factorial"),
    "reform_order": ("sequencing_paths", "sequencing"),
    "cost_plane": ("cost", "cost"),
}
"""Table from which each figure is drawn, and how its files are called; in reading order."""


def figures(answer: Effects) -> list[Figure]:
    """Return the figures of the parts that were asked for."""
    known = [] if answer.drawn is None else _known(answer, answer.drawn)
    return known + [
        Figure(name, partial(draw_one, answer, name), file)
        for name, (table, file) in TABLES.items()
        if getattr(answer, table)
    ]


def _known(answer: Effects, known: Drawn) -> list[Figure]:
    """Return the figures of what is known over draws of parameters."""
    years = {"first_year": answer.from_year, "second_year": answer.second_year}
    drawn: dict[str, tuple[Any, dict[str, Any]]] = {
        "effects_draws": (known.effects, {"outcomes": answer.outcomes}),
        "dose_draws": (known.doses, {}),
        "interactions_draws": (known.interactions, {"outcomes": answer.outcomes}),
        "order_draws": (known.sequencing_paths, years),
    }

    def draw_table(name: str, options: dict[str, Any], language: str) -> object:
        return draw(name, answer.to_df(name), language=language, money=answer.money, **options)

    return [
        Figure(name, partial(draw_table, name, options)) for name, (rows, options) in drawn.items() if rows
    ]


def draw_one(answer: Effects, name: str, language: str) -> object:
    """Draw one figure of the catalogue from an answer."""
    tables, seeds = answer.tables, answer.replications
    table = tables[TABLES[name][0]].to_df()
    if name == "cost_plane":
        draws = {"draws": tables["cost_draws"].to_df()} if "cost_draws" in tables else {}
        return draw(name, {"cost": table, **draws}, language=language, money=answer.money)
    options: dict[str, Any] = {"money": answer.money, "seeds": seeds}
    if name == "reform_order":
        options |= {"first_year": answer.from_year, "second_year": answer.second_year}
    elif name != "factorial":
        options["outcomes"] = answer.outcomes
    return draw(name, table, language=language, **options)


def frame_rows(table: pd.DataFrame) -> list[Row]:
    """Return a table as rows of plain names and values."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
