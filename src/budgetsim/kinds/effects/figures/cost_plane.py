"""The plane of cost and effect: where every lever stands, one faint dot per replication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.kinds.effects.cost_effectiveness import BUYS, COST, DOMINATED, DOMINATES
from budgetsim.kinds.effects.figures import Row, frame_rows
from budgetsim.kinds.effects.findings.phrases import size
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import chosen_outcomes, clauses, enumerated, unit_of
from budgetsim.report.intervals import dot_handles

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

RATIO = ("ratio", "ratio_low", "ratio_high")
HEIGHT = 3.3
"""Inches of the plane with its labels, without the legend."""


def draw(
    data: pd.DataFrame | Mapping[str, pd.DataFrame],
    *,
    outcomes: Sequence[str] | None = None,
    say: Language,
) -> tuple[Figure, str]:
    """Return every lever on the plane of administrative cost and effect, and the caption.

    ``data`` is ``tables/cost.csv`` of ``budgetsim effects``, or a mapping of ``cost`` to it and ``draws`` to
    ``tables/cost_draws.csv``.
    """
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
    figure, (axis,) = layout.new_figure(HEIGHT)
    axis.axhline(0.0, color=style.INK, linewidth=0.7)
    axis.axvline(0.0, color=style.INK, linewidth=0.7)
    levers = [row["lever"] for row in rows]
    has_dots = draws is not None and not draws.empty
    if draws is not None and has_dots:
        _dots(axis, draws, levers)
    _means(axis, rows)
    tints, shapes = style.colours(len(rows)), style.markers(len(rows))
    layout.legend_above(figure, dot_handles(tints, shapes), labels)
    axis.set_xlabel(say("effects-plane-cost", unit=say.unit(unit_of(COST))))
    effect = say("effects-plane-effect", outcome=say.name(outcome))
    axis.set_ylabel(f"{effect}\n{say('effects-plane-unit', unit=say.unit(unit_of(outcome)))}")
    axis.margins(x=0.12, y=0.1)
    axis.locator_params(axis="x", nbins=6)
    return figure, _caption(say, outcome, rows, has_dots=has_dots)


def _standing(say: Language, row: Row) -> str:
    return say(f"effects-standing-{row['standing'].replace(' ', '-')}")


def _means(axis: Axes, rows: Sequence[Row]) -> None:
    """Draw the mean of every lever with its intervals in both directions."""
    import pandas as pd
    import seaborn.objects as so

    tints, shapes = style.colours(len(rows)), style.markers(len(rows))
    table = pd.DataFrame(rows).assign(tint=tints, shape=shapes)
    (
        so.Plot(table, x="cost", y="improvement", color="tint", marker="shape")
        .scale(color=None, marker=so.Nominal({name: name for name in style.MARKERS}))
        .add(so.Range(linewidth=1.2), xmin="cost_low", xmax="cost_high", orient="y", legend=False)
        .add(
            so.Range(linewidth=1.2), ymin="improvement_low", ymax="improvement_high", orient="x", legend=False
        )
        .add(so.Dot(pointsize=6.5, edgecolor="white", edgewidth=0.6), legend=False)
        .theme(style.current_theme())
        .on(axis)
        .plot()
    )


def _dots(axis: Axes, draws: pd.DataFrame, levers: Sequence[str]) -> None:
    """Draw every replication of every lever."""
    import seaborn as sns

    shown = draws[draws["lever"].isin(levers)]
    sns.scatterplot(
        shown, x="cost", y="improvement", hue="lever", hue_order=list(levers), s=7, alpha=0.25, linewidth=0,
        palette=style.colours(len(levers)), legend=False, rasterized=True, ax=axis,
    )  # fmt: skip


def _caption(say: Language, outcome: str, rows: Sequence[Row], *, has_dots: bool) -> str:
    ratios = [
        say("effects-plane-ratio", ratio=size(say, *map(row.get, RATIO)), lever=say.name(row["lever"]))
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
