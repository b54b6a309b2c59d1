"""A map of an outcome over two crossed factors that are numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.sweep.answer import crossed
from budgetsim.kinds.sweep.figures.levels import axis_label
from budgetsim.language import Language, language
from budgetsim.report import heat, layout, style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import capital, outcome_label, sentences
from budgetsim.rounding import amount, digits_for, fixed, level, per_cent
from budgetsim.rounding import levels as levels_told
from budgetsim.studies.factors import Factor, column_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

HEIGHT = 3.6
"""Inches of the map."""
MOST_TICKS = 12
"""Levels that are named along an axis."""
MEDIAN, SHARE = "median", "share"
"""Columns of what is known of points over draws."""
MOST_CELLS = 64
"""Cells up to which a map holds its numbers."""


def draw(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return a map of the first outcome over two crossed factors; parameters as of ``levels.draw``.

    Where points are known over draws of parameters (``known``, as of ``answer.frame_of_known``), cells hold medians and
    shares of draws, else what declared parameters give.

    Raises
    ------
    FigureError
        If the sweep is no full grid of two factors that are numbers.
    """
    pair = crossed(data["factors"], data["points"])
    if pair is None:
        raise FigureError((say or language())("sweep-fault-no-map"))
    say = say or language()
    known, outcome = data.get("known"), data["outcomes"][0]
    if known is None:
        figure, caption = map_figure(pair, data["points"], outcome, say)
        return figure, sentences(say, [caption, say("sweep-map-declared") if data.get("draws") else ""])
    points = (
        data["points"].drop(columns=outcome).merge(known, on="scenario").rename(columns={MEDIAN: outcome})
    )
    figure, caption = map_figure(pair, points, outcome, say, draws=int(data["draws"]))
    return figure, sentences(say, [caption, say("sweep-map-shares", way=OUTCOMES[outcome].direction)])


def map_figure(
    pair: tuple[Factor, Factor],
    points: pd.DataFrame,
    outcome: str,
    say: Language | None = None,
    *,
    draws: int = 0,
) -> tuple[Figure, str]:
    """Return a map of one outcome over two crossed factors, a cell for each point, the best point marked.

    Over ``draws`` of parameters outcomes are medians, and a column ``share`` holds in what share of draws a point is
    better than the one that points are compared with.
    """
    say = say or language()
    across, up = pair
    table = _crossed(pair, points, outcome)
    values = table.to_numpy(dtype=float)
    figure, (axis,) = layout.new_figure(HEIGHT)
    cells = heat.draw_cells(axis, values, cmap="viridis", rasterized=True)
    heat.add_scale(axis, cells, label=outcome_label(say, outcome))
    if values.size <= MOST_CELLS:
        beside = _crossed(pair, points, SHARE) if draws else None
        heat.write_cells(axis, cells, values, _cell_texts(table, beside))
    axis.invert_yaxis()
    lowest = OUTCOMES[outcome].direction == "down"
    row, column = divmod(int(values.argmin() if lowest else values.argmax()), values.shape[1])
    x, y, best = float(table.columns[column]), float(table.index[row]), float(values[row, column])
    up_in_cell = 0.5 if values.size > MOST_CELLS else 0.88 if draws else 0.8
    axis.plot(
        column + 0.5, row + up_in_cell, "*", color="white", markeredgecolor=style.INK, markeredgewidth=0.7,
        markersize=11,
    )  # fmt: skip
    axis.set_xticks(*_cell_ticks(table.columns), rotation=0)
    axis.set_yticks(*_cell_ticks(table.index), rotation=0)
    axis.set_xlabel(axis_label(across, say))
    axis.set_ylabel(axis_label(up, say))
    return figure, say(
        "sweep-map-known" if draws else "sweep-map-caption",
        draws=str(draws),
        title=capital(say.name(outcome)),
        across=say.name(across.name),
        up=say.name(up.name),
        way="down" if lowest else "up",
        best=amount(best),
        x=level(x),
        y=level(y),
    )


def _crossed(pair: tuple[Factor, Factor], points: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return a column of points as cells, the second factor in rows and the first in columns."""
    across, up = pair
    return points.pivot_table(index=column_of(up), columns=column_of(across), values=column)


def _cell_texts(values: pd.DataFrame, beside: pd.DataFrame | None) -> list[list[str]]:
    """Return what cells say: their values, with the decimals of the largest, and shares of draws ``beside`` them."""
    rows = values.to_numpy(dtype=float).tolist()
    places = digits_for(None, None, max((abs(value) for row in rows for value in row), default=0.0))
    texts = [[fixed(value, places) for value in row] for row in rows]
    if beside is None:
        return texts
    shares = beside.reindex(index=values.index, columns=values.columns).to_numpy(dtype=float).tolist()
    return [list(map(_with_share, *rows)) for rows in zip(texts, shares, strict=True)]


def _with_share(text: str, share: float) -> str:
    """Return what a cell says, and below it in what share of draws the point is better; the compared one has none."""
    return text if math.isnan(share) else f"{text}\n{per_cent(share)}"


def _cell_ticks(levels: Any) -> tuple[list[float], list[str]]:
    """Places and names of the levels of a map; of many, every second or third."""
    step = -(-len(levels) // MOST_TICKS)
    chosen = range(0, len(levels), step)
    return [place + 0.5 for place in chosen], levels_told(float(levels[place]) for place in chosen)
