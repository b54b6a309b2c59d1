"""Effects of levers as a forest: every lever on every outcome, with intervals alone and together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from budgetsim.kinds.effects.figures.frames import Row, frame_rows
from budgetsim.kinds.effects.figures.tornado import contrast_label
from budgetsim.kinds.effects.findings.phrases import UNCLEAR
from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import chosen_outcomes, outcome_title, over_seeds, sentences, unit_of
from budgetsim.report.results import has_band
from budgetsim.studies.band import ENDS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_OUTCOMES, MOST_LEVERS = 40, 30
COLUMNS = 3
LINE, AROUND = 0.19, 0.5
"""Inches of the height of a lever, and of the labels and titles of a row of panels."""
BESIDE = 0.32
"""Part of a line by which the range over stances lies beside its effect."""
NOTHING = 0.01
"""Half of what a panel spans, in units of the outcome, where no lever does anything."""


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
    height = LINE * len(levers) + AROUND
    figure, axes = layout.new_figure(height, -(-len(shown) // columns), columns)
    for place, (axis, outcome) in enumerate(zip(axes, shown, strict=False)):
        _panel(axis, [table[lever, outcome] for lever in levers], say)
        axis.set_title(outcome_title(say, outcome))
        axis.set_xlabel(say.unit(unit_of(outcome)))
        layout.name_rows(axis, names if place % columns == 0 else [""] * len(levers))
    layout.hide_unused(axes, len(shown))
    every = [table[lever, outcome] for lever in levers for outcome in shown]
    clear = sum(row["verdict"] not in UNCLEAR for row in every)
    over = over_seeds(say, seeds)
    caption = say("effects-forest-caption", over=over, clear=str(clear), count=str(len(every)))
    banded = say("effects-forest-band") if any(map(has_band, every)) else ""
    across = say("figure-own-scales-across") if len(shown) > 1 else ""
    return figure, sentences(say, [caption, banded, across])


def _panel(axis: Axes, rows: Sequence[Row], say: Language) -> None:
    draw_forest(axis, [(row, row["difference"], number) for number, row in enumerate(rows)])
    _bands(axis, rows)
    axis.locator_params(axis="x", nbins=4)
    axis.margins(x=0.12)
    if all(row["verdict"] == "none" for row in rows):
        axis.set_xlim(-NOTHING, NOTHING)  # or it would show the rounding of zeros
        layout.note(axis, say("figure-nothing"))


def _bands(axis: Axes, rows: Sequence[Row]) -> None:
    """Mark beside effects on net social value what they are over all stances on transfers and public funds."""
    for place, row in enumerate(rows):
        if has_band(row):
            ends = [row[key] for key in ENDS]
            axis.plot(ends, [place + BESIDE] * 2, color=style.INK, linewidth=0.7, marker="|", markersize=4.0)


def draw_forest(axis: Axes, rows: Sequence[tuple[Row, float, int]]) -> None:
    """Draw estimates below each other, with their own intervals and the wider ones that hold together.

    Parameters
    ----------
    axis
        Panel.
    rows
        For each estimate its intervals and verdict, its value, and the number of its colour and marker; it is grey
        where chance could explain it.
    """
    import pandas as pd
    import seaborn.objects as so

    table = pd.DataFrame([row for row, _, _ in rows]).assign(
        at=range(len(rows)),
        value=[value for _, value, _ in rows],
        tint=[style.FAINT if row["verdict"] in UNCLEAR else style.colour(number) for row, _, number in rows],
        shape=[style.marker(number) for _, _, number in rows],
    )
    (
        so.Plot(table, x="value", y="at", color="tint", marker="shape")
        .scale(color=None, marker=so.Nominal({name: name for name in style.MARKERS}))
        .add(so.Range(linewidth=0.9), xmin="sim_low", xmax="sim_high", orient="y", legend=False)
        .add(so.Range(linewidth=2.6), xmin="low", xmax="high", orient="y", legend=False)
        .add(so.Dot(pointsize=5.0), legend=False)
        .theme(style.current_theme())
        .on(axis)
        .plot()
    )
    axis.axvline(0.0, color=style.INK, linewidth=0.7)
    axis.set(xlabel="", ylabel="")
