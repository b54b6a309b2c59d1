"""The front over draws of parameters: what its mixes change, pair by pair of objectives, and how surely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.optimise.figures.pareto import (
    COLUMNS,
    FRONT,
    HEIGHTS,
    KNEE,
    MOST_PAIRS,
    UP,
    axis_across,
    holding,
    knee_look,
    legend_labels,
    objectives_of,
    reference_look,
)
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import capital, enumerated, sentences, unit_of
from budgetsim.rounding import per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PALE = 0.22
"""Opacity of the intervals of mixes that are not the knee."""


def draw(
    data: Mapping[str, pd.DataFrame],
    *,
    objectives: Sequence[tuple[str, str]] | None = None,
    draws: int | None = None,
    say: Language,
) -> tuple[Figure, str]:
    """Return every pair of objectives: differences from the status quo over draws, of the front and of the reforms.

    ``data`` has ``front_draws``, as ``front_draws.csv`` of ``budgetsim optimise``, and ``front`` and ``references``, as
    for ``pareto.draw_front``; mixes that break the budget are left out. ``objectives`` are as there; ``draws`` is
    their number, if the caption should tell.

    Raises
    ------
    FigureError
        If there are fewer than two objectives.
    """
    sought = list(objectives or objectives_of(data["front"]))
    if len(sought) < 2:
        raise FigureError(say("optimise-fault-two-objectives", count=str(len(sought))))
    pairs = list(combinations(sought, 2))[:MOST_PAIRS]
    columns = min(COLUMNS, len(pairs))
    figure, axes = layout.new_figure(HEIGHTS[columns], -(-len(pairs) // columns), columns)
    handles: list[Any] = []
    for axis, (across, up) in zip(axes, pairs, strict=False):
        handles = _panel(axis, data, across[0], up[0])
        axis.set_xlabel(axis_across(say, across, None), linespacing=1.1)
        axis.set_title(f"{capital(say.name(up[0]))} {UP[up[1]]}")
        axis.set_ylabel(say("figure-difference", unit=say.unit(unit_of(up[0]))))
    layout.hide_unused(axes, len(pairs))
    layout.legend_above(figure, handles, legend_labels(data, say))
    return figure, _caption(data, sought, draws, say)


def _panel(axis: Axes, data: Mapping[str, pd.DataFrame], across: str, up: str) -> list[Any]:
    """Draw medians with their intervals in both directions, the status quo where the lines cross; return handles."""
    from matplotlib.ticker import MaxNLocator

    axis.axhline(0.0, color=style.INK, linewidth=0.7)
    axis.axvline(0.0, color=style.INK, linewidth=0.7)
    front = data["front"]
    knee = str(front.loc[front["knee"].astype(bool), "mix"].iloc[0])
    others = [str(name) for name in holding(front)["mix"] if name != knee]
    tint = style.colour(FRONT)
    _crosses(axis, data, others, (across, up), color=tint, alpha=PALE)
    _crosses(axis, data, [knee], (across, up), color=style.colour(KNEE), linewidth=1.3, zorder=5)
    points: dict[str, Any] = {"s": 12, "color": tint, "alpha": 0.75, "linewidths": 0, "zorder": 3}
    handles = [
        axis.scatter(*_at(data, others, (across, up)), **points),
        axis.scatter(*_at(data, [knee], (across, up)), **knee_look()),
    ]
    for number, name in enumerate(map(str, data["references"]["mix"])):
        look = reference_look(number)
        if number:
            _crosses(axis, data, [name], (across, up), color=look["color"], linewidth=1.3, zorder=4)
        handles.append(axis.scatter(*_at(data, [name], (across, up)), **look))
    axis.margins(0.08)
    axis.xaxis.set_major_locator(MaxNLocator(4))
    axis.yaxis.set_major_locator(MaxNLocator(5))
    return handles


def _rows(data: Mapping[str, pd.DataFrame], names: Sequence[str], outcome: str) -> pd.DataFrame:
    table = data["front_draws"]
    return table[table["outcome"] == outcome].set_index("mix").loc[list(names)]


def _at(data: Mapping[str, pd.DataFrame], names: Sequence[str], pair: tuple[str, str]) -> tuple[Any, Any]:
    x, y = (_rows(data, names, outcome)["difference"].to_numpy(dtype=np.float64) for outcome in pair)
    return x, y


def _crosses(
    axis: Axes, data: Mapping[str, pd.DataFrame], names: Sequence[str], pair: tuple[str, str], **look: Any
) -> None:
    """Draw the middle 90 % of draws in both directions."""
    x, y = _at(data, names, pair)
    about = {"linewidth": 0.6, **look}
    (left, right), (low, high) = (
        _rows(data, names, outcome)[["difference_low", "difference_high"]].to_numpy(dtype=np.float64).T
        for outcome in pair
    )
    axis.hlines(y, left, right, **about)
    axis.vlines(x, low, high, **about)


def _caption(
    data: Mapping[str, pd.DataFrame], objectives: Sequence[tuple[str, str]], draws: int | None, say: Language
) -> str:
    front = data["front"]
    knee = [str(front.loc[front["knee"].astype(bool), "mix"].iloc[0])]
    shares = [
        say(
            "optimise-figure-draws-share",
            objective=say.name(name),
            share=per_cent(float(_rows(data, knee, name)["share_better"].iloc[0])),
        )
        for name, _ in objectives
    ]
    caption = say(
        "optimise-figure-draws",
        mixes=str(len(holding(front))),
        over=say("optimise-figure-over", draws=str(draws)) if draws else "",
        shares=enumerated(say, shares),
    )
    across = say("figure-own-scales-across") if len(objectives) > 2 else ""
    return sentences(say, [caption, across])
