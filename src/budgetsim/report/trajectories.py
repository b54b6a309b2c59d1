"""Key outcomes over the years, mean and 95% interval over seeds, one line per scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.declared import KEY_OUTCOMES, OUTCOMES
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import counted, enumerated, outcome_title, scenario_label
from budgetsim.rounding import apart

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.numerics import Array

COLUMNS, FEW = 3, 4
PANEL = (2.75, 2.05)
BETTER = {"up": " (more is better)", "down": " (less is better)", "neither": ""}
MOST_TOLD = 4


def draw(
    table: pd.DataFrame, *, outcomes: Sequence[str] = tuple(KEY_OUTCOMES), say: Language | None = None
) -> tuple[Figure, str]:
    """Return the figure and its caption.

    Parameters
    ----------
    table
        Outcomes, one row per scenario x seed x year.
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
        raise FigureError(f"the table has none of the outcomes {', '.join(outcomes)}")
    names = list(dict.fromkeys(table["scenario"]))
    labels = [scenario_label(say, name) for name in names]
    columns = min(COLUMNS, len(chosen))
    lines = style.legend_lines(PANEL[0] * columns, labels)
    figure, axes = style.new_figure(PANEL, -(-len(chosen) // columns), columns, lines, left=0.8)
    handles = []
    for number, name in enumerate(names):
        part = table[table["scenario"] == name]
        for axis, outcome in zip(axes, chosen, strict=False):
            drawn = _line(axis, part, outcome, number, 0.18 if len(names) <= FEW else 0.07)
        handles.append(drawn)
    _label(axes, chosen, say)
    style.legend_above(figure, handles, labels)
    return figure, _caption(table, names, chosen[0], say)


def _line(axis: Axes, part: pd.DataFrame, outcome: str, number: int, alpha: float) -> Any:
    years = np.unique(part["year"])
    mean, margin = _over_seeds(part, outcome)
    tint = style.colour(number)
    (drawn,) = axis.plot(years, mean, style.line(number), color=tint, marker="o" if len(years) == 1 else "")
    axis.fill_between(years, mean - margin, mean + margin, color=tint, alpha=alpha, linewidth=0)
    return drawn


def _over_seeds(part: pd.DataFrame, outcome: str) -> tuple[Array, Array]:
    """Mean by year and half the width of its 95 % t interval (0 for a single seed)."""
    from scipy.special import stdtrit

    table = part.pivot_table(index="seed", columns="year", values=outcome).to_numpy()
    seeds = table.shape[0]
    mean = table.mean(axis=0)
    if seeds < 2:
        return mean, np.zeros_like(mean)
    return mean, stdtrit(seeds - 1, 0.975) * table.std(axis=0, ddof=1) / np.sqrt(seeds)


def _label(axes: Sequence[Axes], chosen: Sequence[str], say: Language) -> None:
    from matplotlib.ticker import MaxNLocator

    for place, axis in enumerate(axes):
        if place >= len(chosen):
            axis.set_visible(False)
            continue
        axis.set_title(outcome_title(say, chosen[place]))
        axis.set_ylabel(say.unit(OUTCOMES[chosen[place]].unit))
        axis.set_xlabel(say("figure-year"))
        axis.margins(x=0.02, y=0.12)
        axis.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axis.yaxis.set_major_locator(MaxNLocator(5))


def _caption(outcomes: pd.DataFrame, names: Sequence[str], outcome: str, say: Language) -> str:
    last = outcomes["year"].max()
    final = outcomes[outcomes["year"] == last].groupby("scenario")[outcome].mean()
    shown = [name for name in names[:MOST_TOLD] if name in final.index]
    told = [
        say("figure-under", value=value, scenario=scenario_label(say, name))
        for name, value in zip(shown, apart(*(float(final[name]) for name in shown)), strict=True)
    ]
    return say(
        "figure-trajectories-caption",
        years=counted(say, "years", last),
        seeds=counted(say, "seeds", outcomes["seed"].nunique()),
        year=str(last),
        outcome=say.name(outcome),
        values=enumerated(say, told),
    )
