"""The plane of cost and effect: where every lever stands, one faint dot per replication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.effects_phrases import size
from budgetsim.report.effects_tables import frame_rows
from budgetsim.report.figure_words import chosen_outcomes, clauses, enumerated, unit_of
from budgetsim.studies.effects.cost import BUYS, COST, DOMINATED, DOMINATES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 6.4, 4.0
"""Inches of the plane with its labels, without the legend."""
LEFT = 0.95
Row = dict[str, Any]


def draw(
    data: pd.DataFrame | Mapping[str, pd.DataFrame],
    *,
    outcomes: Sequence[str] | None = None,
    say: Language | None = None,
) -> tuple[Figure, str]:
    """Return every lever on the plane of administrative cost and effect, and the caption.

    Parameters
    ----------
    data
        One row per lever x outcome, as ``tables/cost.csv`` of ``budgetsim effects``; or a mapping of ``cost`` to that
        table and ``draws`` to one row per lever x seed, as ``tables/cost_draws.csv``.
    outcomes
        The outcome to show, the first of several; by default the first of the table.
    say
        Language of the words; English by default.
    """
    say = say or language()
    tables = data if isinstance(data, Mapping) else {"cost": data}
    (outcome,) = chosen_outcomes(tables["cost"], outcomes, 1)
    rows = frame_rows(tables["cost"][tables["cost"]["outcome"] == outcome])
    draws = tables.get("draws")
    if draws is not None:
        draws = draws[draws["outcome"] == outcome]
    # In a legend, since levers that cost alike would write over each other.
    labels = [
        say("effects-plane-lever", lever=say.name(row["lever"]), standing=_standing(say, row)) for row in rows
    ]
    lines = style.legend_lines(WIDTH, labels)
    figure, (axis,) = style.new_figure((WIDTH, HEIGHT), 1, 1, lines, left=LEFT, above=0.1)
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
    handles = [_lever(axis, row, at) for at, row in enumerate(rows)]
    has_dots = draws is not None and not draws.empty
    if draws is not None and has_dots:
        _dots(axis, draws, [row["lever"] for row in rows])
    style.legend_above(figure, handles, labels)
    axis.set_xlabel(say("effects-plane-cost", unit=say.unit(unit_of(COST))))
    effect = style.fitted(say("effects-plane-effect", outcome=say.name(outcome)), HEIGHT)
    axis.set_ylabel(f"{effect}\n{say('effects-plane-unit', unit=say.unit(unit_of(outcome)))}")
    axis.margins(x=0.12, y=0.1)
    axis.locator_params(axis="x", nbins=6)
    return figure, _caption(say, outcome, rows, has_dots=has_dots)


def _standing(say: Language, row: Row) -> str:
    return say(f"effects-standing-{row['standing'].replace(' ', '-')}")


def _lever(axis: Axes, row: Row, at: int) -> Any:
    """Draw the mean of a lever with both intervals; return what its line of the legend shows."""
    tint = style.colour(at)
    if not np.isnan(row["cost_low"]):
        axis.plot([row["cost_low"], row["cost_high"]], [row["improvement"]] * 2, color=tint)
        axis.plot([row["cost"]] * 2, [row["improvement_low"], row["improvement_high"]], color=tint)
    mean = {"color": tint, "markersize": 8, "markeredgecolor": "white", "linestyle": "none", "zorder": 3}
    return axis.plot(row["cost"], row["improvement"], marker=style.marker(at), **mean)[0]  # type: ignore[arg-type]


def _dots(axis: Axes, draws: pd.DataFrame, levers: Sequence[str]) -> None:
    """Draw every replication of every lever."""
    for at, lever in enumerate(levers):
        own = draws[draws["lever"] == lever]
        axis.plot(
            own["cost"], own["improvement"], ".", color=style.colour(at), alpha=0.25, markersize=4,
            rasterized=True,
        )  # fmt: skip


def _ratio(say: Language, row: Row) -> str:
    return size(say, row["ratio"], row["ratio_low"], row["ratio_high"])


def _caption(say: Language, outcome: str, rows: Sequence[Row], *, has_dots: bool) -> str:
    ratios = [
        say("effects-plane-ratio", ratio=_ratio(say, row), lever=say.name(row["lever"]))
        for row in rows
        if row["standing"] == BUYS and not np.isnan(row["ratio_low"])
    ]
    others = [
        say("effects-plane-other", lever=say.name(row["lever"]), standing=_standing(say, row))
        for row in rows
        if row["standing"] in (DOMINATES, DOMINATED)
    ]
    return say(
        "effects-plane-caption",
        outcome=say.name(outcome),
        dots=say("effects-plane-dots") if has_dots else "",
        ratios=say("effects-plane-ratios", ratios=enumerated(say, ratios)) if ratios else "",
        others=say("effects-plane-others", levers=clauses(say, others)) if others else "",
    )
