"""Figures of a comparison: those of its scenarios, and in which worlds its differences hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.compare.answer import Comparison
from budgetsim.kinds.scenarios import figures as of_scenarios
from budgetsim.kinds.scenarios.drawn_words import structure_told
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import difference_label, scenario_label, sentences
from budgetsim.report.figures import draw
from budgetsim.report.intervals import Point, interval_points
from budgetsim.report.results import PURPOSE
from budgetsim.rounding import per_cent
from budgetsim.studies.kind import Figure
from budgetsim.studies.states import FEW

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure as Drawn

MOST_SCENARIOS = 4
"""Scenarios that the figure shows."""
LINE, AROUND = 0.3, 0.9
"""Inches of the height of a row, and of what stands around the rows."""
LISTED = "structures-listed"
"""Table that the figure is drawn from."""


def figures(answer: Comparison) -> list[Figure]:
    """Return the figures of a comparison, in reading order."""
    of_each = of_scenarios.figures(answer)
    if not answer.draws:
        return of_each

    def draw_structures(language: str) -> Any:
        return draw("structures", answer.to_df(LISTED), language=language, money=answer.money)

    return [Figure("structures", partial(draw_structures)), *of_each]


def draw_structures(structures: pd.DataFrame, *, say: Language) -> tuple[Drawn, str]:
    """Return differences of net social value with the middle 90 % of draws, a row for every structure, and the caption.

    ``structures`` is the table ``structures-listed`` of a comparison.
    """
    scenarios = list(dict.fromkeys(structures["scenario"]))[:MOST_SCENARIOS]
    rows = list(dict.fromkeys(structures["structure"]))
    columns = ["structure", "scenario", "difference", "difference_low", "difference_high"]
    shown = structures[structures["scenario"].isin(scenarios)]
    points: list[Point] = [tuple(row) for row in shown[columns].itertuples(index=False)]
    figure, (axis,) = layout.new_figure(LINE * len(rows) + AROUND, 1, 1)
    handles = interval_points(axis, points, rows, scenarios)
    layout.name_rows(axis, [_row_label(name, say) for name in rows])
    axis.axhline(0.5, color=style.FAINT, linewidth=0.6)
    axis.set_xlabel(difference_label(say, PURPOSE))
    if len(scenarios) > 1:
        labels = [scenario_label(say, name) for name in scenarios]
        layout.legend_above(figure, handles, labels)
    shares = {name: own.set_index("structure")["share_better"] for name, own in shown.groupby("scenario")}
    texts = [
        say(
            "compare-figure-share",
            scenario=scenario_label(say, name),
            least=per_cent(float(own.min())),
            most=per_cent(float(own.max())),
            declared=per_cent(float(own[rows[0]])),
        )
        for name, own in ((name, shares[name]) for name in scenarios)
    ]
    caption = say("compare-figure-caption", outcome=say.name(PURPOSE), few=str(FEW))
    return figure, sentences(say, [caption, *texts])


def _row_label(name: str, say: Language) -> str:
    return say("drawn-declared") if name == "declared" else structure_told(name, say)
