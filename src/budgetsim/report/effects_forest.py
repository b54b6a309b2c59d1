"""Effects of levers as a forest: every lever on every outcome, with intervals alone and together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.effects_phrases import UNCLEAR
from budgetsim.report.effects_tables import frame_rows
from budgetsim.report.figure_words import chosen_outcomes, outcome_title, over_seeds, unit_of
from budgetsim.report.tornado import contrast_label

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_OUTCOMES, MOST_LEVERS = 40, 30
COLUMNS = 4
PANEL, LINE = 2.5, 0.3
"""Inches: width of a panel without names, and height of a lever in it."""
GAP, BELOW, ABOVE = 0.3, 0.55, 0.4
"""Inches between panels, and of labels and titles."""
LETTER = 0.072
"""Inches of a letter in the names of levers."""
NOTHING = 0.01
"""Half of what a panel spans, in units of the outcome, where no lever does anything."""
Row = dict[str, Any]


def draw(
    effects: pd.DataFrame,
    *,
    outcomes: Sequence[str] | None = None,
    seeds: int | None = None,
    say: Language | None = None,
) -> tuple[Figure, str]:
    """Return one panel per outcome, levers below each other, and the caption.

    Parameters
    ----------
    effects
        One row per lever x outcome, as ``tables/effects.csv`` of ``budgetsim effects``.
    outcomes
        Outcomes to show; by default those of the table.
    seeds
        Replications behind the means, if the caption should tell.
    say
        Language of the words; English by default.
    """
    say = say or language()
    shown = chosen_outcomes(effects, outcomes, MOST_OUTCOMES)
    levers = list(dict.fromkeys(effects["lever"]))[:MOST_LEVERS]
    table = {(row["lever"], row["outcome"]): row for row in frame_rows(effects)}
    names = [contrast_label(say, table[lever, shown[0]]) for lever in levers]
    columns = min(COLUMNS, len(shown))
    left = 0.3 + LETTER * max(map(style.letters, names))
    height = LINE * len(levers) + BELOW + ABOVE + 0.1
    figure, axes = _grid(-(-len(shown) // columns), columns, left, height)
    for place, (axis, outcome) in enumerate(zip(axes, shown, strict=False)):
        _panel(axis, [table[lever, outcome] for lever in levers])
        axis.set_title(style.fitted(outcome_title(say, outcome), PANEL + GAP / 2.0))
        axis.set_xlabel(say.unit(unit_of(outcome)), fontsize=8.5)
        axis.set_yticks(range(len(levers)), names if place % columns == 0 else [""] * len(levers))
    for axis in axes[len(shown) :]:
        axis.set_visible(False)
    every = [table[lever, outcome] for lever in levers for outcome in shown]
    clear = sum(row["verdict"] not in UNCLEAR for row in every)
    over = over_seeds(say, seeds)
    return figure, say("effects-forest-caption", over=over, clear=str(clear), count=str(len(every)))


def _panel(axis: Axes, rows: Sequence[Row]) -> None:
    for at, row in enumerate(rows):
        draw_row(axis, at, row, row["difference"], at)
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
    axis.set_ylim(len(rows) - 0.5, -0.5)
    axis.locator_params(axis="x", nbins=3)
    axis.margins(x=0.12)
    if all(row["verdict"] == "none" for row in rows):
        axis.set_xlim(-NOTHING, NOTHING)  # or it would show the rounding of zeros


def draw_row(axis: Axes, at: int, row: Row, value: float, kind: int) -> None:
    """Draw an estimate with its own interval and the wider one that holds together with the others'.

    Parameters
    ----------
    axis
        Panel.
    at
        Where it stands.
    row
        Its intervals and its verdict.
    value
        The estimate.
    kind
        Number of its colour and marker; grey where chance could explain it.
    """
    tint = style.FAINT if row["verdict"] in UNCLEAR else style.colour(kind)
    axis.plot([row["sim_low"], row["sim_high"]], [at, at], color=tint, linewidth=1.0)
    axis.plot([row["low"], row["high"]], [at, at], color=tint, linewidth=3.2, solid_capstyle="butt")
    axis.plot(value, at, style.marker(kind), color=tint, markersize=6)


def _grid(rows: int, columns: int, left: float, height: float) -> tuple[Figure, list[Axes]]:
    """Return panels that share the names of levers at the left of each row."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width = left + columns * PANEL + (columns - 1) * GAP + style.RIGHT
    figure = Figure(figsize=(width, rows * height))
    FigureCanvasAgg(figure)
    axes = figure.subplots(rows, columns, squeeze=False)
    inner = height - BELOW - ABOVE
    figure.subplots_adjust(
        left=left / width, right=1.0 - style.RIGHT / width, bottom=BELOW / (rows * height),
        top=1.0 - ABOVE / (rows * height), wspace=GAP / PANEL, hspace=(BELOW + ABOVE) / inner,
    )  # fmt: skip
    return figure, list(axes.flat)
