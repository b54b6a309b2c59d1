"""Figure 1: key outcomes over the years, mean and 95% interval over seeds, one line per scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.report import style
from budgetsim.report.declared import KEY_OUTCOMES, OUTCOMES
from budgetsim.report.words import amount, spoken

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS, FEW = 3, 4
PANEL = (3.55, 2.45)
BETTER = {"up": " (more is better)", "down": " (less is better)", "neither": ""}


def draw(outcomes: pd.DataFrame, chosen: Sequence[str] = tuple(KEY_OUTCOMES)) -> tuple[Figure, str]:
    """Return the figure and its caption."""
    rows = -(-len(chosen) // COLUMNS)
    names = list(dict.fromkeys(outcomes["scenario"]))
    lines = style.legend_lines(PANEL[0] * COLUMNS, names)
    figure, axes = style.new_figure(PANEL, rows, COLUMNS, lines)
    # Means and deviations of all outcomes at once: seaborn would group anew for every panel.
    grouped = outcomes.groupby(["scenario", "year"], sort=False)[list(chosen)]
    means, deviations = grouped.mean(), grouped.std(ddof=1).fillna(0.0)
    seeds = int(outcomes["seed"].nunique())
    handles: list[Any] = []
    for axis, outcome in zip(axes, chosen, strict=False):
        half = half_width(deviations[outcome], seeds)
        handles = _panel(axis, means[outcome], half, names)
    _label(axes, chosen)
    style.legend_above(figure, handles, names)
    return figure, _caption(outcomes, names)


def _panel(axis: Axes, mean: pd.Series, half: pd.Series, names: Sequence[str]) -> list[Any]:
    """Draw one outcome of all scenarios; return the lines."""
    import seaborn as sns

    sns.lineplot(
        mean.reset_index(),
        x="year",
        y=mean.name,
        hue="scenario",
        style="scenario",
        palette={name: style.colour(number) for number, name in enumerate(names)},
        dashes={name: style.dashes(number) for number, name in enumerate(names)},
        estimator=None,
        errorbar=None,
        legend=False,
        ax=axis,
    )
    for number, name in enumerate(names):
        middle, margin = mean.loc[name], half.loc[name]
        axis.fill_between(
            middle.index.to_numpy(),
            (middle - margin).to_numpy(),
            (middle + margin).to_numpy(),
            color=style.colour(number),
            alpha=0.18 if len(names) <= FEW else 0.07,
            linewidth=0,
        )
    return list(axis.get_lines())


def half_width(deviation: Any, count: int) -> Any:
    """Half the width of the 95 % t interval of a mean of ``count`` draws; 0 for a single draw."""
    from scipy.special import stdtrit

    return stdtrit(count - 1, 0.975) * deviation / np.sqrt(count) if count > 1 else 0.0 * deviation


def interval_over_seeds(values: Sequence[float]) -> tuple[float, float]:
    """Ends of the 95 % t interval of a mean over seeds, as seaborn asks for them."""
    mean, seeds = float(np.mean(values)), len(values)
    half = float(half_width(np.std(values, ddof=1), seeds)) if seeds > 1 else 0.0
    return mean - half, mean + half


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
