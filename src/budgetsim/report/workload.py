"""Staff days that the announced policy asks for, by task, against the days that staff has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.figure_words import counted, enumerated, scenario_label
from budgetsim.rounding import amount, per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANEL, ALONE = (4.0, 2.8), (7.2, 3.3)
TASKS = {
    "review": ("review",),
    "checks": ("checks",),
    "evaluation": ("evaluation",),
    "follow-up": ("follow_up",),
    "training": ("training",),
    "other": ("disclosure", "reallocation", "coordination"),
}
"""Tasks as they are shown; those that take few days together."""


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
    panel = PANEL if columns > 1 else ALONE
    labels = [*(say(f"figure-task-{task}") for task in TASKS), say("figure-workload-capacity")]
    lines = style.legend_lines(panel[0] * columns, labels)
    figure, axes = style.new_figure(panel, -(-len(names) // columns), columns, lines)
    handles: list[Any] = []
    for axis, name in zip(axes, names, strict=False):
        handles = _panel(axis, work[work["scenario"] == name])
        axis.set_title(style.fitted(scenario_label(say, name), PANEL[0] - style.LEFT))
        axis.set_xlabel(say("figure-year"))
        axis.set_ylabel(say("figure-workload-days"))
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    style.legend_above(figure, handles, labels)
    return figure, _caption(work, names, say)


def _panel(axis: Axes, part: pd.DataFrame) -> list[Any]:
    """Stack the days of tasks, means over seeds, with the capacity as a line; return their handles."""
    from matplotlib.ticker import MaxNLocator

    days = part.pivot_table(index="task", columns="year", values="days")
    years = days.columns.to_numpy(dtype=np.float64)
    base = np.zeros(len(years))
    handles = []
    for number, tasks in enumerate(TASKS.values()):
        height = days.reindex(tasks).fillna(0.0).sum(axis=0).to_numpy()
        handles.append(
            axis.bar(years, height, 0.82, base, color=style.colour(number), edgecolor="white", linewidth=0.4)
        )
        base = base + height
    available = part.groupby("year")["capacity"].mean().to_numpy()
    ends = np.append(years - 0.5, years[-1] + 0.5)
    (line,) = axis.plot(ends, np.append(available, available[-1]), color=style.INK, drawstyle="steps-post")
    axis.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axis.grid(visible=False, axis="x")
    axis.margins(x=0.02)
    return [*handles, line]


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
