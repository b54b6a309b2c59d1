"""Doses and responses: the whole curve of each lever, the scenario's own dose and the best one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.dose import optimum
from budgetsim.kinds.effects.figures import PALE, frame_rows
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.declared import declarations
from budgetsim.report.figure_words import (
    capital,
    chosen_outcomes,
    clauses,
    enumerated,
    outcome_title,
    over_seeds,
    unit_of,
)
from budgetsim.report.intervals import line_with_band
from budgetsim.rounding import estimate, level, levels, per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT, ALONE = 1.7, 2.4
"""Inches of a row of curves with its labels, of several levers and of a single one."""
MOST_CURVES, ACROSS = 4, 4


def draw(
    doses: pd.DataFrame, *, outcomes: Sequence[str] | None = None, seeds: int | None = None, say: Language
) -> tuple[Figure, str]:
    """Return the response of outcomes to the doses of levers, with 95% intervals, and the caption.

    ``doses`` is ``tables/dose.csv`` of ``budgetsim effects``.
    """
    shown = chosen_outcomes(doses, outcomes, MOST_CURVES)
    levers = list(dict.fromkeys(doses["lever"]))
    columns = min(ACROSS, len(levers))
    deep = -(-len(levers) // columns)
    height = HEIGHT if columns > 1 else ALONE
    figure, axes = layout.new_figure(height, len(shown) * deep, columns)
    for row, outcome in enumerate(shown):
        panels = axes[row * deep * columns : (row + 1) * deep * columns]
        _outcome(panels, doses[doses["outcome"] == outcome], levers, row, say)
        panels[0].set_title(outcome_title(say, outcome))
        for axis in panels[::columns]:
            axis.set_ylabel(say("figure-difference", unit=say.unit(unit_of(outcome))))
    for row in range(len(shown)):
        layout.hide_unused(axes[row * deep * columns : (row + 1) * deep * columns], len(levers))
    return figure, _caption(doses, shown[0], seeds, say)


def _outcome(
    axes: Sequence[Axes], table: pd.DataFrame, levers: Sequence[str], number: int, say: Language
) -> None:
    """Draw the curves of all levers for one outcome in one range, so that they can be compared by eye."""
    ends = table[["difference", "low", "high"]].to_numpy(dtype=np.float64)
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    margin = 0.1 * (high - low) or 1.0
    for place, (axis, lever) in enumerate(zip(axes, levers, strict=False)):
        _curve(axis, table[table["lever"] == lever].sort_values("dose"), number)
        axis.tick_params(labelleft=place % ACROSS == 0)
        axis.set_ylim(low - margin, high + margin)
        axis.set_xlabel(lever_label(say, lever))
        axis.locator_params(axis="x", nbins=4)
        axis.locator_params(axis="y", nbins=5)


def lever_label(say: Language, lever: str) -> str:
    """Return a lever with its unit."""
    name, about = capital(say.name(lever)), declarations().get(lever)
    return name if about is None else say("figure-axis", what=name, unit=say.unit(about.unit))


def _curve(axis: Axes, curve: pd.DataFrame, number: int) -> None:
    """Draw one response; a ring marks the scenario's own dose, a star the best."""
    line_with_band(axis, curve, "dose", "difference", number, marker="o", markersize=3, markeredgewidth=0)
    axis.axhline(0.0, color=style.INK, linewidth=0.7)
    marks = (("best", "*", 9, style.colour(number)), ("is_own", "o", 4, "white"))
    for column, shape, size, face in marks:
        chosen = curve[curve[column].astype(bool)]
        about: dict[str, Any] = {
            "color": face,
            "markersize": size,
            "markeredgecolor": style.INK,
            "markeredgewidth": 0.7,
        }
        axis.plot(chosen["dose"], chosen["difference"], shape, linestyle="", **about)
    axis.margins(x=0.07)


def _caption(doses: pd.DataFrame, outcome: str, seeds: int | None, say: Language) -> str:
    shown = doses[doses["outcome"] == outcome]
    best = [
        _best(say, str(lever), curve)
        for lever, curve in shown.groupby("lever", sort=False)
        if curve["best"].any()
    ]
    told = say("figure-dose-told", outcome=say.name(outcome), best=enumerated(say, best)) if best else ""
    return say("figure-dose-caption", over=over_seeds(say, seeds), told=told)


def _best(say: Language, lever: str, curve: pd.DataFrame) -> str:
    """Say which dose is best, what it brings, and between which doses the optimum lies, if the table tells."""
    row = curve[curve["best"].astype(bool)].iloc[0]
    gain = estimate(row["difference"], row["low"], row["high"], sign=True).value
    ends = ""
    if "as_good" in curve and np.isfinite(row["low"]):
        best = optimum(lever, str(row["outcome"]), frame_rows(curve))
        low, high = levels((best.low, best.high))
        ends = say("figure-dose-flat") if best.is_flat else say("figure-dose-between", low=low, high=high)
    return say("figure-dose-best", lever=say.name(lever), dose=level(row["dose"]), difference=gain, ends=ends)


DEEP = 1.5
"""Inches of a row of curves or of shares, with its labels."""


def draw_drawn(doses: pd.DataFrame, *, say: Language) -> tuple[Figure, str]:
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
    texts = []
    for place, lever in enumerate(levers):
        row, column = divmod(place, columns)
        above, below = axes[2 * row * columns + column], axes[(2 * row + 1) * columns + column]
        above.sharex(below)
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
        below.set_xlabel(lever_label(say, lever))
        if column == 0:
            above.set_title(outcome_title(say, outcome))
            above.set_ylabel(say("figure-difference", unit=say.unit(unit_of(outcome))))
            below.set_ylabel(say("effects-figure-share"))
        texts.append(_told(curve, lever, say))
    for row in range(deep):
        used = min(columns, len(levers) - row * columns)
        for part in (2 * row, 2 * row + 1):
            layout.hide_unused(axes[part * columns : (part + 1) * columns], used)
    caption = say("effects-figure-dose-draws", outcome=say.name(outcome), best=clauses(say, texts))
    return figure, capital(caption)


def _response(axis: Axes, curve: pd.DataFrame) -> None:
    line_with_band(axis, curve, "dose", "median", 0, alpha=PALE, marker="o", markersize=3, markeredgewidth=0)
    axis.axhline(0.0, color=style.INK, linewidth=0.7)
    held = curve[curve["is_own"].astype(bool)]
    axis.plot(
        held["dose"], held["median"], "o", color="white", markersize=4, markeredgecolor=style.INK,
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
