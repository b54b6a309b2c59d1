"""What scores say against what is true, by kind of department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.numerics import rank_correlation
from budgetsim.report import layout, style
from budgetsim.report.declared import ARCHETYPES
from budgetsim.report.figure_words import axis_label, counted, enumerated, outcome_label, scenario_label
from budgetsim.report.intervals import dot_handles
from budgetsim.rounding import apart, fixed, level

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

SCORES = ("self_score", "external_score")
EXCELLENT = 90.0
HEIGHT = 2.3
"""Inches of a row of panels with its labels."""


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
