"""Effects and doses over draws of parameters: a forest with the share of draws, and where the best dose lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from budgetsim.kinds.effects.figures import Row, frame_rows
from budgetsim.kinds.effects.figures.alone import (
    AROUND,
    COLUMNS,
    LINE,
    MOST_LEVERS,
    MOST_PANELS,
    contrast_label,
)
from budgetsim.kinds.effects.figures.doses import ACROSS, lever_label
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import chosen_outcomes, clauses, outcome_title, sentences, unit_of
from budgetsim.report.intervals import line_with_band
from budgetsim.rounding import per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BETTER, WORSE = style.colour(0), style.colour(1)
DEEP = 1.5
"""Inches of a row of curves or of shares, with its labels."""
PALE = 0.15
"""Opacity of the band of draws."""


def draw(
    effects: pd.DataFrame, *, outcomes: Sequence[str] | None = None, say: Language
) -> tuple[Figure, str]:
    """Return one panel per outcome, levers below each other with their shares of draws, and the caption.

    ``effects`` is ``tables/effects_draws.csv`` of ``budgetsim effects``.
    """
    own = effects[effects["structure"] == "declared"]
    shown = chosen_outcomes(own, outcomes, MOST_PANELS)
    levers = list(dict.fromkeys(own["lever"]))[:MOST_LEVERS]
    table = {(row["lever"], row["outcome"]): row for row in frame_rows(own)}
    names = [contrast_label(say, table[lever, shown[0]]) for lever in levers]
    columns = min(COLUMNS, len(shown))
    figure, axes = layout.new_figure(LINE * len(levers) + AROUND, -(-len(shown) // columns), columns)
    for place, (axis, outcome) in enumerate(zip(axes, shown, strict=False)):
        _effects(axis, [table[lever, outcome] for lever in levers])
        axis.set_title(outcome_title(say, outcome))
        axis.set_xlabel(say.unit(unit_of(outcome)))
        layout.name_rows(axis, names if place % columns == 0 else [""] * len(levers))
    layout.hide_unused(axes, len(shown))
    every = [table[lever, outcome] for lever in levers for outcome in shown]
    sure = sum(_tint(row) != style.FAINT for row in every)
    caption = say("effects-figure-draws", sure=str(sure), count=str(len(every)))
    across = say("figure-own-scales-across") if len(shown) > 1 else ""
    return figure, sentences(say, [caption, across])


def _effects(axis: Axes, rows: Sequence[Row]) -> None:
    """Draw medians with the middle 90 % of draws; at the right, the share of draws that goes the better way."""
    for place, row in enumerate(rows):
        tint = _tint(row)
        axis.plot([row["low"], row["high"]], [place, place], color=tint, linewidth=2.0)
        axis.plot([row["median"]], [place], "o", color=tint, markersize=4.0)
        axis.annotate(
            per_cent(row["share_better"]), (1.0, place), xycoords=("axes fraction", "data"), xytext=(-1, 3),
            textcoords="offset points", ha="right", va="bottom", fontsize=style.NOTE, color=style.MUTED,
        )  # fmt: skip
    axis.axvline(0.0, color=style.INK, linewidth=0.7)
    axis.locator_params(axis="x", nbins=4)
    axis.margins(x=0.18)


def _tint(row: Row) -> str:
    """Return the colour of what nearly all draws say, for the public; grey where they differ."""
    word = str(row["verdict"]).removesuffix("-unless")
    return {"better": BETTER, "more": BETTER, "worse": WORSE, "less": WORSE}.get(word, style.FAINT)


def draw_best(doses: pd.DataFrame, *, say: Language) -> tuple[Figure, str]:
    """Return the response to doses with a pale band of draws, below each the shares of draws by best dose; the caption.

    ``doses`` is ``tables/dose_draws.csv`` of ``budgetsim effects``.
    """
    levers = list(dict.fromkeys(doses["lever"]))
    outcome = str(doses["outcome"].iloc[0])
    columns = min(ACROSS, len(levers))
    deep = -(-len(levers) // columns)
    figure, axes = layout.new_figure(DEEP, 2 * deep, columns)
    low, high = float(doses["low"].min()), float(doses["high"].max())
    margin = 0.1 * (high - low) or 1.0
    told = []
    for place, lever in enumerate(levers):
        row, column = divmod(place, columns)
        above, below = axes[2 * row * columns + column], axes[(2 * row + 1) * columns + column]
        curve = doses[doses["lever"] == lever].sort_values("dose")
        _response(above, curve)
        above.set_ylim(low - margin, high + margin)
        above.tick_params(labelleft=column == 0, labelbottom=False)
        below.vlines(curve["dose"], 0.0, curve["share_best"], color=style.colour(0), linewidth=3.0)
        below.set_ylim(0.0, 1.05)
        below.tick_params(labelleft=column == 0)
        for axis in (above, below):
            axis.set_xlim(*_ends(curve))
            axis.locator_params(axis="x", nbins=4)
            axis.locator_params(axis="y", nbins=4)
        for axis in (above, below):
            axis.set_xlabel(lever_label(say, lever))
        if column == 0:
            above.set_title(outcome_title(say, outcome))
            above.set_ylabel(say("figure-difference", unit=say.unit(unit_of(outcome))))
            below.set_ylabel(say("effects-figure-share"))
        told.append(_told(curve, lever, say))
    for row in range(deep):
        used = min(columns, len(levers) - row * columns)
        for part in (2 * row, 2 * row + 1):
            layout.hide_unused(axes[part * columns : (part + 1) * columns], used)
    return figure, say("effects-figure-dose-draws", outcome=say.name(outcome), best=clauses(say, told))


def _response(axis: Axes, curve: pd.DataFrame) -> None:
    line_with_band(axis, curve, "dose", "median", 0, alpha=PALE, marker="o", markersize=3, markeredgewidth=0)
    axis.axhline(0.0, color=style.INK, linewidth=0.7)
    own = curve[curve["is_own"].astype(bool)]
    axis.plot(
        own["dose"], own["median"], "o", color="white", markersize=4, markeredgecolor=style.INK,
        markeredgewidth=0.7, linestyle="",
    )  # fmt: skip


def _ends(curve: pd.DataFrame) -> tuple[float, float]:
    low, high = float(curve["dose"].min()), float(curve["dose"].max())
    margin = 0.07 * (high - low)
    return low - margin, high + margin


def _told(curve: pd.DataFrame, lever: str, say: Language) -> str:
    """Say in which share of draws the best dose of a lever is inside its range."""
    shares = curve["share_best"].to_numpy()
    return say(
        "effects-figure-inside",
        lever=say.name(lever),
        inside=per_cent(float(shares[1:-1].sum())),
        start=per_cent(float(shares[0])),
        end=per_cent(float(shares[-1])),
    )
