"""Doses and responses: the whole curve of each lever, the scenario's own dose and the best one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.declared import declarations
from budgetsim.report.figure_words import (
    capital,
    chosen_outcomes,
    enumerated,
    outcome_title,
    over_seeds,
    unit_of,
)
from budgetsim.rounding import estimate, level, levels
from budgetsim.studies.effects.optimum import optimum

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANEL, ALONE = (1.65, 1.35), (4.2, 1.9)
"""Inches of a curve without its labels."""
MOST_OUTCOMES, ACROSS = 4, 4


def draw(
    doses: pd.DataFrame,
    *,
    outcomes: Sequence[str] | None = None,
    seeds: int | None = None,
    say: Language | None = None,
) -> tuple[Figure, str]:
    """Return the response of outcomes to the doses of levers, with 95% intervals, and the caption.

    Parameters
    ----------
    doses
        One row per lever x dose x outcome, as ``tables/dose.csv`` of ``budgetsim effects``.
    outcomes
        Outcomes to show; by default the first four of the table.
    seeds
        Replications behind the means, if the caption should tell.
    say
        Language of the words; English by default.
    """
    say = say or language()
    shown = chosen_outcomes(doses, outcomes, MOST_OUTCOMES)
    levers = list(dict.fromkeys(doses["lever"]))
    columns = min(ACROSS, len(levers))
    deep = -(-len(levers) // columns)
    figure, axes = style.row_figure(PANEL if columns > 1 else ALONE, len(shown) * deep, columns)
    for row, outcome in enumerate(shown):
        own = axes[row * deep * columns : (row + 1) * deep * columns]
        _outcome(own, doses[doses["outcome"] == outcome], levers, style.colour(row), say)
        own[0].set_title(outcome_title(say, outcome))
        for axis in own[::columns]:
            axis.set_ylabel(say("figure-difference", unit=say.unit(unit_of(outcome))), fontsize=8.5)
    return figure, _caption(doses, shown[0], seeds, say)


def _outcome(
    axes: Sequence[Axes], table: pd.DataFrame, levers: Sequence[str], tint: str, say: Language
) -> None:
    """Draw the curves of all levers for one outcome in one range, so that they can be compared by eye."""
    ends = table[["difference", "low", "high"]].to_numpy(dtype=np.float64)
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    margin = 0.1 * (high - low) or 1.0
    for place, (axis, lever) in enumerate(zip(axes, levers, strict=False)):
        axis.tick_params(labelleft=place % ACROSS == 0)
        _curve(axis, table[table["lever"] == lever].sort_values("dose"), tint)
        axis.set_ylim(low - margin, high + margin)
        axis.set_xlabel(lever_label(say, lever), fontsize=8.5)
        axis.locator_params(axis="x", nbins=4)
        axis.locator_params(axis="y", nbins=5)
    for axis in axes[len(levers) :]:
        axis.set_visible(False)


def lever_label(say: Language, lever: str) -> str:
    """Return a lever with its unit on a line of its own."""
    name, about = capital(say.name(lever)), declarations().get(lever)
    return name if about is None else say("figure-axis", what=f"{name}\n", unit=say.unit(about.unit))


def _curve(axis: Axes, curve: pd.DataFrame, tint: str) -> None:
    """Draw one response; a ring marks the scenario's own dose, a star the best."""
    at, mean, low, high = (
        curve[name].to_numpy(dtype=np.float64) for name in ("dose", "difference", "low", "high")
    )
    axis.plot(at, mean, "-o", color=tint, markersize=3)
    axis.fill_between(
        at, np.where(np.isnan(low), mean, low), np.where(np.isnan(high), mean, high), color=tint, alpha=0.2,
        linewidth=0,
    )  # fmt: skip
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
    marks = (("best", "*", 12, tint), ("is_own", "o", 5, "white"))
    for column, shape, size, face in marks:
        chosen = curve[column].to_numpy(dtype=bool)
        axis.plot(
            at[chosen],
            mean[chosen],
            shape,
            color=face,
            markersize=size,
            markeredgecolor=style.INK,
            linestyle="",
        )
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
        found = optimum(lever, str(row["outcome"]), curve)
        low, high = levels((found.low, found.high))
        ends = say("figure-dose-flat") if found.is_flat else say("figure-dose-between", low=low, high=high)
    return say("figure-dose-best", lever=say.name(lever), dose=level(row["dose"]), difference=gain, ends=ends)
