"""Interactions: of pairs as a heat map, over seeds and over draws of parameters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.kinds.effects.figures import Row, frame_rows
from budgetsim.kinds.effects.figures.alone import forest_over_draws
from budgetsim.kinds.effects.findings.phrases import term_name
from budgetsim.kinds.effects.interactions import TIMES
from budgetsim.language import Language
from budgetsim.report import heat, layout, style
from budgetsim.report.declared import better_sign
from budgetsim.report.figure_words import (
    capital,
    chosen_outcomes,
    outcome_label,
    over_seeds,
    sentences,
)
from budgetsim.rounding import fixed, signed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_MAPS = 4
MOST_SIDE, FRAME = 2.3, 0.45
"""Inches of the side of a heat map at most, and of the title above and the numbers below it."""
MOST_WRITTEN = 9
"""Levers up to which cells of the heat map hold their number."""


def draw_interactions(
    factorial: pd.DataFrame, *, outcomes: Sequence[str] | None = None, seeds: int | None = None, say: Language
) -> tuple[Figure, str]:
    """Return interactions of pairs of levers by colour, one panel per outcome, and the caption.

    ``factorial`` is ``tables/factorial.csv`` of ``budgetsim effects``.
    """
    names = list(dict.fromkeys(factorial[factorial["order"] == 1]["term"]))
    shown = chosen_outcomes(factorial, outcomes, MOST_MAPS)
    labels = [f"{say.name(name)}  {number}" for number, name in enumerate(names, start=1)]
    columns = min(2, len(shown))
    side = min(MOST_SIDE, 0.5 * len(names) + 0.6)
    figure, axes = layout.new_figure(side + FRAME, -(-len(shown) // columns), columns)
    rows = frame_rows(factorial)
    for place, (axis, outcome) in enumerate(zip(axes, shown, strict=False)):
        cells = {str(row["term"]): row for row in rows if row["outcome"] == outcome and row["order"] <= 2}
        _heat(axis, names, cells, outcome)
        _names(axis, labels, named=place % columns == 0)
        axis.set_title(outcome_label(say, outcome))
    layout.hide_unused(axes, len(shown))
    note = say("figure-own-colours") if len(shown) > 1 else ""
    return figure, sentences(say, [_interactions_caption(rows, shown[0], seeds, say), note])


def _heat(axis: Axes, names: list[str], cells: dict[str, Row], outcome: str) -> None:
    """Draw the lower triangle; blue is an improvement where the outcome has a better way."""
    values = np.full((len(names), len(names)), np.nan)
    texts = np.full(values.shape, "", dtype=object)
    for across, place in combinations(range(len(names)), 2):
        row = _pair(cells, names[across], names[place])
        if row:
            values[place, across], texts[place, across] = row["effect"], _cell(row)
    top = (float(np.nanmax(np.abs(values))) if np.isfinite(values).any() else 0.0) or 1.0
    colours = "RdBu_r" if better_sign(outcome) < 0.0 else "RdBu"
    shown = heat.draw_cells(axis, values, cmap=colours, vmin=-top, vmax=top, linewidths=0.8)
    axis.set_aspect("equal")
    heat.add_scale(axis, shown, beside=axis.inset_axes((1.04, 0.0, 0.05, 1.0)))
    if len(names) <= MOST_WRITTEN:
        heat.write_cells(axis, shown, values, texts)
    for place, name in enumerate(names):
        if name in cells:
            axis.text(
                place + 0.5, place + 0.5, _cell(cells[name]), ha="center", va="center", fontsize=style.NOTE,
                style="italic",
            )  # fmt: skip


def _pair(cells: dict[str, Row], one: str, other: str) -> Row | None:
    return cells.get(f"{one}{TIMES}{other}") or cells.get(f"{other}{TIMES}{one}")


def _names(axis: Axes, names: Sequence[str], *, named: bool) -> None:
    """Name the rows, and number rows and columns alike: names below would stand aslant and take more room."""
    middles, numbers = np.arange(len(names)) + 0.5, [str(number) for number in range(1, len(names) + 1)]
    axis.set_yticks(middles, names if named else numbers, rotation=0)
    axis.set_xticks(middles, numbers, rotation=0)
    axis.grid(visible=False)
    axis.tick_params(length=0)


def _cell(row: Row) -> str:
    """Return a number for a cell, with a star if it is clear."""
    if row["verdict"] == "none":
        return "0"
    return f"{_short(row['effect'])}{'' if row['verdict'] == 'not clear' else '*'}"


def _short(value: float) -> str:
    """Return a number with sign in few characters."""
    size = abs(value)
    if size >= 0.0995:
        return signed(value)
    return fixed(value, 3 if size >= 0.00995 else 4 if size >= 0.00005 else 5, sign=True)


def _interactions_caption(rows: list[Row], outcome: str, seeds: int | None, say: Language) -> str:
    pairs = [row for row in rows if row["outcome"] == outcome and row["order"] == 2]
    is_mixed = any(isinstance(row.get("aliases"), str) and row["aliases"] for row in pairs)
    mixed = say("figure-interactions-mixed") if is_mixed else ""
    text = ""
    if pairs:
        top = max(pairs, key=lambda row: abs(row["effect"]))
        pair = TIMES.join(say.name(name) for name in str(top["term"]).split(TIMES))
        text = say(
            "figure-interactions-largest", outcome=say.name(outcome), pair=pair, effect=signed(top["effect"])
        )
    return capital(say("figure-interactions-caption", over=over_seeds(say, seeds), mixed=mixed, told=text))


def draw_drawn(
    interactions: pd.DataFrame, *, outcomes: Sequence[str] | None = None, say: Language
) -> tuple[Figure, str]:
    """Return one panel per outcome, pairs of levers below each other with their shares of draws, and the caption.

    ``interactions`` is ``tables/interactions_draws.csv`` of ``budgetsim effects``.
    """
    return forest_over_draws(
        interactions[interactions["term"].str.count(TIMES) == 1],
        "term",
        lambda row: term_name(say, str(row["term"])),
        "effects-figure-interactions-draws",
        outcomes=outcomes,
        panels=(MOST_MAPS, 2),
        say=say,
    )
