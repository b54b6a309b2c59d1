"""Figure 1: key outcomes over the years, mean and 95% interval over seeds, one line per scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.report import style
from budgetsim.report.declared import KEY_OUTCOMES, OUTCOMES
from budgetsim.report.words import amount, spoken

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.numerics import Array

COLUMNS, FEW = 3, 4
PANEL = (3.55, 2.45)
BETTER = {"up": " (more is better)", "down": " (less is better)", "neither": ""}


def draw(outcomes: pd.DataFrame, chosen: Sequence[str] = tuple(KEY_OUTCOMES)) -> tuple[Figure, str]:
    """Return the figure and its caption."""
    rows = -(-len(chosen) // COLUMNS)
    names = list(dict.fromkeys(outcomes["scenario"]))
    lines = style.legend_lines(PANEL[0] * COLUMNS, names)
    figure, axes = style.new_figure(PANEL, rows, COLUMNS, lines)
    handles = []
    for number, name in enumerate(names):
        part = outcomes[outcomes["scenario"] == name]
        years = np.unique(part["year"])
        for place, outcome in enumerate(chosen):
            mean, margin = _over_seeds(part, outcome)
            axis, tint = axes[place], style.colour(number)
            (drawn,) = axis.plot(years, mean, style.line(number), color=tint)
            axis.fill_between(
                years,
                mean - margin,
                mean + margin,
                color=tint,
                alpha=0.18 if len(names) <= FEW else 0.07,
                linewidth=0,
            )
            if place == 0:
                handles.append(drawn)
    _label(axes, chosen)
    style.legend_above(figure, handles, names)
    return figure, _caption(outcomes, names)


def _over_seeds(part: pd.DataFrame, outcome: str) -> tuple[Array, Array]:
    """Mean by year and half the width of its 95 % t interval (0 for a single seed)."""
    from scipy.special import stdtrit

    table = part.pivot_table(index="seed", columns="year", values=outcome).to_numpy()
    seeds = table.shape[0]
    mean = table.mean(axis=0)
    if seeds < 2:
        return mean, np.zeros_like(mean)
    return mean, stdtrit(seeds - 1, 0.975) * table.std(axis=0, ddof=1) / np.sqrt(seeds)


def _label(axes: Sequence[Axes], chosen: Sequence[str]) -> None:
    from matplotlib.ticker import MaxNLocator

    for place, axis in enumerate(axes):
        if place >= len(chosen):
            axis.set_visible(False)
            continue
        about = OUTCOMES[chosen[place]]
        axis.set_title(f"{spoken(about.name).capitalize()}{BETTER[about.direction]}")
        axis.set_ylabel(about.unit)
        axis.set_xlabel("year")
        axis.margins(x=0.02, y=0.12)
        axis.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axis.yaxis.set_major_locator(MaxNLocator(5))


def _caption(outcomes: pd.DataFrame, names: Sequence[str]) -> str:
    outcome = next(iter(KEY_OUTCOMES))
    last = outcomes["year"].max()
    final = outcomes[outcomes["year"] == last].groupby("scenario")[outcome].mean()
    told = ", ".join(f"{amount(final[name])} under {name}" for name in names[:4])
    seeds = outcomes["seed"].nunique()
    return (
        f"Key outcomes over {last} years: mean over {seeds} seeds, with the 95% interval shaded; "
        f"in year {last} {spoken(outcome)} is {told}."
    )
