"""Key outcomes over the years, mean and 95% interval over seeds, one line per scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.declared import KEY_OUTCOMES, OUTCOMES
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import alone, counted, enumerated, outcome_title, scenario_label, sentences
from budgetsim.report.intervals import PALE, band_of_draws, line_handles, means
from budgetsim.rounding import apart
from budgetsim.studies.ignorance import ENDS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS, FEW = 3, 4
HEIGHT = 1.62
"""Inches of a row of panels with its labels."""
MOST_TOLD = 4
DRAW = "draw"
"""Column of the draw of parameters."""


def draw(
    table: pd.DataFrame,
    *,
    outcomes: Sequence[str] = tuple(KEY_OUTCOMES),
    say: Language | None = None,
) -> tuple[Figure, str]:
    """Return the figure and its caption.

    Parameters
    ----------
    table
        Outcomes, one row per scenario x seed x year. With a column ``draw`` also one for every draw of parameters:
        draws are counted from 0, and −1 stands for declared ones, of which lines and their bands are made.
    outcomes
        Outcomes to show, a panel for each; those that the table lacks are left out.
    say
        Language of the words; English by default.

    Raises
    ------
    FigureError
        If the table has none of the outcomes.
    """
    say = say or language()
    chosen = [name for name in outcomes if name in table.columns]
    if not chosen:
        raise FigureError(say("figure-fault-none-of", outcomes=say("fault-comma").join(outcomes)))
    names = list(dict.fromkeys(table["scenario"]))
    columns = min(COLUMNS, len(chosen))
    rows = -(-len(chosen) // columns)
    figure, axes = layout.new_figure(HEIGHT, rows, columns, sharex=True)
    drawn = None
    if DRAW in table:
        drawn, table = table[table[DRAW] >= 0], table[table[DRAW] < 0]
    for axis, outcome in zip(axes, chosen, strict=False):
        if drawn is not None:
            _ignorance(axis, drawn, outcome, names)
        _panel(axis, means(table, ("scenario", "year"), outcome), names)
    layout.hide_unused(axes, len(chosen))
    _label(figure.axes, chosen, columns, say)
    labels = [scenario_label(say, name) for name in names]
    layout.legend_above(figure, line_handles(len(names)), labels)
    scales = say("figure-own-scales") if len(chosen) > 1 else ""
    known = "" if drawn is None else say("figure-trajectories-draws", draws=str(drawn[DRAW].nunique()))
    return figure, sentences(say, [_caption(table, names, chosen[0], say), known, scales])


def _ignorance(axis: Axes, drawn: pd.DataFrame, outcome: str, names: Sequence[str]) -> None:
    """Draw for each scenario a pale band with thin edges: the middle 90 % of draws, each averaged over its seeds."""
    by_draw = drawn.groupby(["scenario", "year", DRAW], sort=False)[outcome].mean()
    ends = by_draw.groupby(["scenario", "year"], sort=False).quantile(np.array(ENDS))
    alpha = PALE if len(names) <= FEW else PALE / 2
    for number, name in enumerate(names):
        low, high = ends[name].unstack().to_numpy().T  # noqa: PD010 - two ends beside each other
        years = drawn.loc[drawn["scenario"] == name, "year"].drop_duplicates()
        band_of_draws(axis, years, low, high, style.colour(number), alpha)


def _panel(axis: Axes, table: pd.DataFrame, names: Sequence[str]) -> None:
    """Draw a line for each scenario, with the band of its interval."""
    import seaborn as sns

    dot = {"marker": "o"} if len(set(table["year"])) == 1 else {}
    sns.lineplot(
        table, x="year", y="mean", hue="scenario", hue_order=list(names), palette=style.colours(len(names)),
        style="scenario", style_order=list(names), dashes=style.dashes(len(names)), errorbar=None, estimator=None,
        sort=False, legend=False, ax=axis, **dot,
    )  # fmt: skip
    alpha = 0.18 if len(names) <= FEW else 0.07
    for number, name in enumerate(names):
        own = table[table["scenario"] == name]
        axis.fill_between(
            own["year"], own["low"], own["high"], color=style.colour(number), alpha=alpha, linewidth=0
        )


def _label(axes: Sequence[Axes], chosen: Sequence[str], columns: int, say: Language) -> None:
    from matplotlib.ticker import MaxNLocator

    for place, (axis, outcome) in enumerate(zip(axes, chosen, strict=True)):
        axis.set_title(outcome_title(say, outcome))
        axis.set_ylabel(say.unit(OUTCOMES[outcome].unit), visible=True)
        is_lowest = place + columns >= len(chosen)
        axis.set_xlabel(say("figure-year") if is_lowest else "", visible=True)
        axis.tick_params(labelbottom=is_lowest)
        axis.margins(x=0.02, y=0.12)
        axis.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axis.yaxis.set_major_locator(MaxNLocator(4))
        layout.end_at(axis, OUTCOMES[outcome].bounds)


def _caption(outcomes: pd.DataFrame, names: Sequence[str], outcome: str, say: Language) -> str:
    last = outcomes["year"].max()
    final = outcomes[outcomes["year"] == last].groupby("scenario")[outcome].mean()
    shown = [name for name in names[:MOST_TOLD] if name in final.index]
    values = apart(*(float(final[name]) for name in shown))
    told = [
        say("figure-under", value=value, scenario=scenario_label(say, name))
        for name, value in zip(shown, values, strict=True)
    ]
    return say(
        "figure-trajectories-caption",
        years=counted(say, "years", last),
        seeds=counted(say, "seeds", outcomes["seed"].nunique()),
        alone=alone(outcomes),
        year=str(last),
        outcome=say.name(outcome),
        values=enumerated(say, told),
    )
