"""The figure: what it is worth to know each parameter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.information.answer import Information
from budgetsim.kinds.information.tables import LISTED
from budgetsim.language import Language
from budgetsim.report import layout
from budgetsim.report.figure_words import axis_label, enumerated, sentences, unit_of
from budgetsim.report.figures import draw
from budgetsim.report.intervals import Point, interval_points
from budgetsim.report.results import PURPOSE
from budgetsim.rounding import amount
from budgetsim.studies.kind import Figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure as Drawn

MOST_ROWS = 12
LINE, AROUND = 0.24, 0.8
"""Inches of the height of a row, and of what stands around the rows."""
CLEAR, UNCLEAR = "clear", "unclear"


def figures(answer: Information) -> list[Figure]:
    """Return the figure of an answer; none where no parameter is worth anything."""
    if not answer.ranked:
        return []

    def draw_worth(language: str) -> Any:
        return draw(
            "worth", answer.to_df(LISTED), language=language, money=answer.money, outcome=answer.outcome
        )

    return [Figure("worth", partial(draw_worth))]


def draw_worth(information: pd.DataFrame, *, outcome: str = PURPOSE, say: Language) -> tuple[Drawn, str]:
    """Return a row for every parameter with what it is worth to know it and the 95 % interval, and the caption.

    ``information`` is the table ``parameters-listed``, which is kept as ``information.csv``;
    ``outcome`` is what the choice was to be best for.
    """
    shown = information[information["worth"] > 0.0].nlargest(MOST_ROWS, "worth")
    shown = information.head(1) if shown.empty else shown
    names = list(shown["parameter"])
    kinds = [CLEAR if is_clear else UNCLEAR for is_clear in shown["is_clear"]]
    ends = shown[["worth", "worth_low", "worth_high"]].itertuples(index=False)
    points: list[Point] = [(name, kind, *row) for name, kind, row in zip(names, kinds, ends, strict=True)]
    there = [kind for kind in (CLEAR, UNCLEAR) if kind in kinds]
    figure, (axis,) = layout.new_figure(LINE * len(names) + AROUND, 1, 1)
    handles = interval_points(axis, points, names, there)
    layout.name_rows(axis, [say.name(name) for name in names])
    axis.set_xlabel(axis_label(say, say("information-figure-axis"), unit_of(outcome)))
    if len(there) > 1:  # the caption says what they are where all are alike
        layout.legend_above(figure, handles, [say(f"information-figure-{kind}") for kind in there])
    clear = shown[shown["is_clear"].astype(bool)]
    texts = [
        say("information-figure-one", parameter=say.name(name), worth=amount(float(worth)))
        for name, worth in zip(clear["parameter"], clear["worth"], strict=True)
    ]
    most = (
        say("information-figure-most", those=enumerated(say, texts))
        if texts
        else say("information-figure-none")
    )
    return figure, sentences(say, [say("information-figure-caption"), most])
