"""How self-scores, key scores and true performance are distributed over departments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import axis_label, clauses, counted, outcome_label, scenario_label
from budgetsim.report.scores import EXCELLENT, SCORES
from budgetsim.rounding import amount, fixed, level, per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.numerics import Array

HEIGHT = 1.9
"""Inches of a row of panels with its labels."""
POINTS = 2.5
"""Width of a bar of scores, in points."""
BARS = 30
"""Bars of true performance."""
SELF, KEY, TRUTH = 0, 1, 2
"""Places in the palette."""
TOP = 100.0


def draw(departments: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure of the last year in the panel, one row per scenario, and its caption.

    Histograms rather than smooth densities: self-scores pile up at their cap, and smoothing would hide that.
    """
    say = say or language()
    last = departments[departments["year"] == departments["year"].max()]
    names = list(dict.fromkeys(last["scenario"]))
    labels = [say("figure-self-score"), say("figure-external-score"), say.name("performance")]
    figure, axes = layout.new_figure(HEIGHT, len(names), 2, sharex="col", sharey="col")
    edges = _edges(last)
    for row, name in enumerate(names):
        part, (scored, true) = last[last["scenario"] == name], axes[2 * row : 2 * row + 2]
        shown = ((scored, "self_score", SELF), (scored, "external_score", KEY), (true, "performance", TRUTH))
        for axis, column, number in shown:
            _histogram(axis, part[column].to_numpy(), edges[axis is true], number)
        scored.axvline(EXCELLENT, color=style.FAINT, linewidth=0.8, linestyle=(0, (4, 3)))
        scored.set_xlabel(axis_label(say, say("figure-score"), "points"), visible=True)
        true.set_xlabel(outcome_label(say, "performance"), visible=True)
        for axis in (scored, true):
            axis.set_ylabel(say("figure-distributions-share"), visible=True)
            axis.set_title(scenario_label(say, name))
            axis.tick_params(labelbottom=True, labelleft=True)
    for axis in axes[:2]:
        axis.set_ylim(bottom=0.0)  # when all is drawn: it ends the scaling of the whole column
    layout.legend_above(figure, _handles(), labels)
    return figure, _caption(last, names, say)


def _handles() -> list[Any]:
    from matplotlib.patches import Patch

    looks: list[dict[str, Any]] = [
        {"facecolor": (style.colour(n), 0.35), "edgecolor": style.colour(n), "linestyle": style.line(n)}
        for n in (SELF, KEY, TRUTH)
    ]
    return [Patch(**look) for look in looks]


def _edges(last: pd.DataFrame) -> tuple[Array, Array]:
    """Return the ends of the bars of scores and of performance, the same in every row."""
    low = min(float(last[score].min()) for score in SCORES)
    scores = np.arange(POINTS * np.floor(low / POINTS), TOP + POINTS / 2.0, POINTS)
    true = last["performance"].to_numpy()
    reach = float(np.ptp(true)) or 1.0
    return (
        scores if len(scores) > 1 else np.array([TOP - POINTS, TOP]),
        np.linspace(float(true.min()), float(true.min()) + reach, BARS + 1),
    )


def _histogram(axis: Axes, values: Array, edges: Array, number: int) -> None:
    """Draw the share of departments in each bar, and the median as a mark on the axis."""
    import seaborn as sns

    tint = style.colour(number)
    inside = np.clip(values, edges[0], edges[-1])
    sns.histplot(
        x=inside, bins=list(edges), stat="percent", element="step", color=tint, alpha=0.35, linewidth=1.1,
        linestyle=style.line(number), ax=axis,
    )  # fmt: skip
    axis.plot(np.median(values), 0.0, style.marker(number), color=tint, markersize=6, clip_on=False, zorder=5,
              markeredgecolor="white", markeredgewidth=0.6)  # fmt: skip


def _caption(last: pd.DataFrame, names: list[str], say: Language) -> str:
    found = []
    for name in names:
        part = last[last["scenario"] == name]
        found.append(
            say(
                "figure-distributions-found",
                scenario=scenario_label(say, name),
                self=fixed(float(part["self_score"].median()), 1),
                key=fixed(float(part["external_score"].median()), 1),
                true=amount(float(part["performance"].median())),
                selfbest=per_cent(float((part["self_score"] >= EXCELLENT).mean())),
                keybest=per_cent(float((part["external_score"] >= EXCELLENT).mean())),
            )
        )
    return say(
        "figure-distributions-caption",
        year=str(last["year"].max()),
        seeds=counted(say, "seeds", last["seed"].nunique()),
        excellent=level(EXCELLENT),
        found=clauses(say, found),
    )
