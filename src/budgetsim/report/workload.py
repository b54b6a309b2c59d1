"""Staff days that the announced policy asks for, by task, against the days that staff has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import counted, enumerated, scenario_label
from budgetsim.rounding import amount, per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 2.3
"""Inches of a row of panels with its labels."""
APART = {
    "review": "review",
    "checks": "checks",
    "evaluation": "evaluation",
    "follow_up": "follow-up",
    "training": "training",
}
"""Tasks that are shown by themselves."""
OTHER = "other"
"""All other tasks together: each takes few days."""
TASKS = (*APART.values(), OTHER)


def draw(work: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure, one panel per scenario, and its caption.

    Parameters
    ----------
    work
        One row per scenario x seed x year x task, with ``days`` and ``capacity``.
    say
        Language of the words; English by default.
    """
    say = say or language()
    names = list(dict.fromkeys(work["scenario"]))
    columns = min(2, len(names))
    labels = [*(say(f"figure-task-{task}") for task in TASKS), say("figure-workload-capacity")]
    figure = layout.blank_figure(HEIGHT * -(-len(names) // columns))
    _panels(figure, work, names, columns)
    for place, (axis, name) in enumerate(zip(figure.axes, names, strict=True)):
        _capacity(axis, work[work["scenario"] == name])
        is_lowest, is_first = place + columns >= len(names), place % columns == 0
        axis.set_title(scenario_label(say, name))
        axis.set_xlabel(say("figure-year") if is_lowest else "")
        axis.set_ylabel(say("figure-workload-days") if is_first else "")
        axis.tick_params(labelbottom=is_lowest, labelleft=is_first)
    for axis in figure.axes:
        axis.set_ylim(bottom=0.0)
    layout.legend_above(figure, _handles(), labels)
    return figure, _caption(work, names, say)


def _panels(figure: Figure, work: pd.DataFrame, names: Sequence[str], columns: int) -> None:
    """Stack the days of tasks, means over seeds, a panel for each scenario."""
    import seaborn.objects as so

    grouped = work.assign(task=work["task"].map(APART).fillna(OTHER))
    by_seed = grouped.groupby(["scenario", "seed", "year", "task"], sort=False)["days"].sum()
    days = by_seed.groupby(["scenario", "year", "task"], sort=False).mean().reset_index()
    tints = dict(zip(TASKS, style.colours(len(TASKS)), strict=True))
    (
        so.Plot(days, x="year", y="days", color="task")
        .facet(col="scenario", order=list(names), wrap=columns)
        .scale(color=so.Nominal(tints, order=list(TASKS)))
        .add(so.Bars(width=0.82, alpha=1.0, edgecolor="white", edgewidth=0.4), so.Stack(), legend=False)
        .theme(style.current_theme())
        .on(figure)
        .plot()
    )


def _capacity(axis: Axes, part: pd.DataFrame) -> None:
    """Draw the days that there are as a line of steps."""
    from matplotlib.ticker import MaxNLocator

    years = np.unique(part["year"]).astype(np.float64)
    available = part.groupby("year")["capacity"].mean().to_numpy()
    ends = np.append(years - 0.5, years[-1] + 0.5)
    axis.plot(ends, np.append(available, available[-1]), color=style.INK, drawstyle="steps-post")
    axis.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axis.grid(visible=False, axis="x")
    axis.margins(x=0.02)
    axis.autoscale_view()


def _handles() -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    return [*(Patch(color=tint) for tint in style.colours(len(TASKS))), Line2D([], [], color=style.INK)]


def _caption(work: pd.DataFrame, names: list[str], say: Language) -> str:
    told = []
    for name in names:
        part = work[work["scenario"] == name]
        late = part[part["year"] == part["year"].max()]
        asked = float(late.groupby("seed")["days"].sum().mean())
        available = float(late.groupby("seed")["capacity"].first().mean())
        told.append(
            say(
                "figure-workload-found",
                asked=amount(asked),
                available=amount(available),
                share=per_cent(asked / available) if available > 0.0 else "–",
                scenario=scenario_label(say, name),
            )
        )
    return say(
        "figure-workload-caption",
        seeds=counted(say, "seeds", work["seed"].nunique()),
        year=str(work["year"].max()),
        found=enumerated(say, told),
    )
