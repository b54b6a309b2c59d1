"""What scores say against what is true, by kind of department, and how both are distributed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.numerics import rank_correlation
from budgetsim.report import layout, style
from budgetsim.report.declared import ARCHETYPES
from budgetsim.report.figure_words import (
    axis_label,
    clauses,
    counted,
    enumerated,
    outcome_label,
    scenario_label,
)
from budgetsim.report.intervals import dot_handles
from budgetsim.rounding import amount, apart, fixed, level, per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.numerics import Array

SCORES = ("self_score", "external_score")
EXCELLENT = 90.0
HEIGHT = 2.3
"""Inches of a row of panels with its labels."""


DISTRIBUTIONS_HEIGHT = 1.9
"""Inches of a row of panels with its labels."""
POINTS = 2.5
"""Width of a bar of scores, in points."""
BARS = 30
"""Bars of true performance."""
SELF, KEY, TRUTH = 0, 1, 2
"""Places in the palette."""
TOP = 100.0


def draw(departments: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure of the last year in the panel, one row per scenario, and its caption."""
    say = say or language()
    last = departments[departments["year"] == departments["year"].max()]
    names = list(dict.fromkeys(last["scenario"]))
    labels = [say(f"archetype-{kind}") for kind in ARCHETYPES]
    figure, axes = layout.new_figure(HEIGHT, len(names), 2, sharex=True, sharey=True)
    found: list[str] = []
    for row, name in enumerate(names):
        part = last[last["scenario"] == name]
        agreement = {score: _agreement(part, score) for score in SCORES}
        for axis, score in zip(axes[2 * row : 2 * row + 2], SCORES, strict=True):
            _scatter(axis, part, score)
            axis.set_title(scenario_label(say, name))
            _label(axis, score, agreement[score], say)
        found.append(_told(say, name, agreement))
    kinds = len(ARCHETYPES)
    layout.legend_above(figure, dot_handles(style.colours(kinds), style.markers(kinds)), labels)
    caption = say(
        "figure-scores-caption",
        year=str(last["year"].max()),
        seeds=counted(say, "seeds", last["seed"].nunique()),
        excellent=level(EXCELLENT),
        found=enumerated(say, found),
    )
    return figure, caption


def _label(axis: Any, score: str, agreement: float, say: Language) -> None:
    axis.axhline(EXCELLENT, color=style.FAINT, linewidth=0.8, linestyle=(0, (4, 3)))
    axis.text(
        0.985, 0.03, say("figure-scores-panel", correlation=fixed(agreement, 2)),
        transform=axis.transAxes, ha="right", va="bottom", fontsize=style.NOTE,
        bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1.5},
    )  # fmt: skip
    axis.set_ylabel(axis_label(say, say(f"figure-{score.replace('_', '-')}"), "points"), visible=True)
    axis.set_xlabel(outcome_label(say, "performance"), visible=True)
    axis.tick_params(labelbottom=True, labelleft=True)


def _told(say: Language, name: str, agreement: dict[str, float]) -> str:
    one, two = apart(*(agreement[score] for score in SCORES))
    return say("figure-scores-found", self=one, key=two, scenario=scenario_label(say, name))


def _scatter(axis: Any, part: pd.DataFrame, score: str) -> None:
    import seaborn as sns

    kinds = list(ARCHETYPES)
    sns.scatterplot(
        part, x="performance", y=score, hue="archetype", style="archetype", hue_order=kinds, style_order=kinds,
        palette=style.colours(len(kinds)), markers=style.markers(len(kinds)), s=10, alpha=0.6, linewidth=0,
        legend=False, ax=axis,
    )  # fmt: skip


def _agreement(part: pd.DataFrame, score: str) -> float:
    """Mean over seeds of the rank correlation of score and true performance."""
    found = []
    for _, own in part.groupby("seed"):
        scored, true = (own[name].to_numpy()[None, None] for name in (score, "performance"))
        found.append(rank_correlation(scored, true)[0, 0, 0])
    return float(np.mean(found))


def draw_distributions(departments: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure of the last year in the panel, one row per scenario, and its caption.

    Histograms rather than smooth densities: self-scores pile up at their cap, and smoothing would hide that.
    """
    say = say or language()
    last = departments[departments["year"] == departments["year"].max()]
    names = list(dict.fromkeys(last["scenario"]))
    labels = [say("figure-self-score"), say("figure-external-score"), say.name("performance")]
    figure, axes = layout.new_figure(DISTRIBUTIONS_HEIGHT, len(names), 2, sharex="col", sharey="col")
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
