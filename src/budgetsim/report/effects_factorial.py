"""Figures of the factorial: a heat map of two-way interactions, and all terms of the first outcome by size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.report import style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.effects_tables import frame_rows
from budgetsim.report.results import fixed
from budgetsim.report.words import amount, counted, signed, spoken
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.factorial import TIMES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_OUTCOMES = 4
SQUARE, BAR = 0.66, 0.95
"""Inches of a cell of the heat map, and of the bar of colours beside it with its labels."""
ASLANT = 0.62
"""Height of names that stand aslant, as a part of their length."""
MOST_TERMS = 20
LETTER, LINE = 0.068, 0.27
"""Inches of a letter of a name, and of a line of the forest."""
MOST_WRITTEN = 9
"""Levers up to which cells of the heat map hold their number."""


def heat_figure(made: Effects) -> tuple[Figure, str]:
    """Return interactions of pairs of levers by colour, main effects on the diagonal; one panel per outcome."""
    names = [lever.name for lever in made.request.levers]
    outcomes = list(made.outcomes)[:MOST_OUTCOMES]
    side = SQUARE * len(names)
    left = 0.25 + LETTER * max(len(name) for name in names)
    columns = min(2, len(outcomes))
    below = ASLANT * left + 0.2
    panel = (left + side + BAR, side + below + 0.55)
    figure, axes = style.new_figure(panel, -(-len(outcomes) // columns), columns, left=left, below=below)
    rows = frame_rows(made.tables["factorial"])
    for place, outcome in enumerate(outcomes):
        cells = {row["term"]: row for row in rows if row["outcome"] == outcome and row["order"] <= 2}
        _heat(figure, axes[place], names, cells, outcome)
    for axis in axes[len(outcomes) :]:
        axis.set_visible(False)
    return figure, _heat_caption(made, outcomes[0])


def terms_figure(made: Effects) -> tuple[Figure, str]:
    """Return all terms of the first outcome, the largest first, with 95 % intervals and simultaneous ones."""
    outcome = made.outcomes[0]
    table = made.tables["factorial"]
    rows = frame_rows(table[table["outcome"] == outcome])
    rows = sorted(rows, key=lambda row: -abs(row["effect"]))[:MOST_TERMS]
    names = [spoken(row["term"]) for row in rows]
    left = 0.3 + LETTER * 1.05 * max(map(len, names))
    figure, (axis,) = style.new_figure((left + 4.2, LINE * len(rows) + 0.95), 1, 1, left=left)
    for at, row in enumerate(rows):
        tint = style.FAINT if row["verdict"] in ("not clear", "none") else style.colour(row["order"] - 1)
        axis.plot([row["sim_low"], row["sim_high"]], [at, at], color=tint, linewidth=1.0)
        axis.plot([row["low"], row["high"]], [at, at], color=tint, linewidth=3.2, solid_capstyle="butt")
        axis.plot(row["effect"], at, style.marker(row["order"] - 1), color=tint, markersize=6)
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
    axis.set_yticks(range(len(rows)), names)
    axis.set_ylim(len(rows) - 0.5, -0.5)
    axis.set_xlabel(f"{spoken(outcome)} ({OUTCOMES[outcome].unit})")
    caption = (
        f"Main effects (dots), two-way (squares) and three-way interactions (triangles) on {spoken(outcome)}, as"
        f" differences of effects over {counted(made.seeds, 'paired replication')}, with 95% intervals (thick) and"
        " intervals that hold together (thin); grey: not clear after adjustment."
    )
    return figure, caption


def _heat(
    figure: Figure, axis: Axes, names: list[str], cells: dict[str, dict[str, Any]], outcome: str
) -> None:
    """Draw the lower triangle; blue is an improvement where the outcome has a better way."""
    count = len(names)
    values = np.full((count, count), np.nan)
    for place, own in enumerate(names):
        for across in range(place):
            row = cells.get(f"{names[across]}{TIMES}{own}")
            values[place, across] = row["effect"] if row else np.nan
    top = float(np.nanmax(np.abs(values))) if np.isfinite(values).any() else 0.0
    top = top or 1.0
    down = OUTCOMES[outcome].direction == "down"
    image = axis.pcolormesh(
        values, cmap="RdBu_r" if down else "RdBu", vmin=-top, vmax=top, edgecolors="white", linewidth=1.0
    )
    place_of = axis.get_position()
    width = place_of.width - (BAR - style.RIGHT) / figure.get_figwidth()
    axis.set_position((place_of.x0, place_of.y0, width, place_of.height))
    figure.colorbar(image, cax=axis.inset_axes((1.04, 0.0, 0.05, 1.0))).ax.tick_params(labelsize=8)
    for place, own in enumerate(names):
        axis.text(
            place + 0.5,
            place + 0.5,
            _cell(cells[own]),
            ha="center",
            va="center",
            fontsize=7.5,
            style="italic",
            color=style.INK,
        )
        for across in range(place if count <= MOST_WRITTEN else 0):
            row = cells.get(f"{names[across]}{TIMES}{own}")
            if row:
                strong = abs(row["effect"]) > 0.6 * top
                axis.text(
                    across + 0.5,
                    place + 0.5,
                    _cell(row),
                    ha="center",
                    va="center",
                    fontsize=7.5,
                    color="white" if strong else style.INK,
                )
    middles = np.arange(count) + 0.5
    axis.set_yticks(middles, [spoken(name) for name in names], fontsize=8.5)
    axis.set_xticks(
        middles,
        [spoken(name) for name in names],
        fontsize=8.5,
        rotation=35,
        ha="right",
        rotation_mode="anchor",
    )
    axis.set_ylim(count, 0)
    axis.grid(visible=False)
    axis.set_title(f"{spoken(outcome).capitalize()} ({OUTCOMES[outcome].unit})")


def _cell(row: dict[str, Any]) -> str:
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


def _heat_caption(made: Effects, outcome: str) -> str:
    table = made.tables["factorial"]
    own = frame_rows(table[(table["outcome"] == outcome) & (table["order"] == 2)])
    top = max(own, key=lambda row: abs(row["effect"]))
    mixed = "" if made.request.plan.is_full else "; in this fraction a cell is the sum of its aliases"
    return (
        "How much larger the effect of one lever is where the other is high (below the diagonal; blue is better), and"
        f" main effects (diagonal); * clear after adjustment{mixed}. For {spoken(outcome)} the largest is"
        f" {spoken(top['term'])}, {amount(top['effect'])}."
    )
