"""All terms of the factorial by size, for the first outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetsim.report import style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.effects_tables import frame_rows
from budgetsim.report.words import counted, spoken
from budgetsim.studies.effects.analysis import Effects

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_TERMS = 20
LETTER, LINE = 0.068, 0.27
"""Inches of a letter of a name, and of a line of the forest."""


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
