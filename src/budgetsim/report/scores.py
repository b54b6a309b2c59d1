"""What scores say against what is true, by kind of department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.numerics import rank_correlation
from budgetsim.report import style
from budgetsim.report.declared import ARCHETYPES
from budgetsim.report.figure_words import axis_label, counted, enumerated, outcome_label, scenario_label
from budgetsim.rounding import apart, fixed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

SCORES = ("self_score", "external_score")
EXCELLENT = 90.0
PANEL = (4.0, 2.85)


def draw(departments: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure of the last year in the panel, one row per scenario, and its caption."""
    say = say or language()
    last = departments[departments["year"] == departments["year"].max()]
    names = list(dict.fromkeys(last["scenario"]))
    labels = [say(f"archetype-{kind}") for kind in ARCHETYPES]
    lines = style.legend_lines(2 * PANEL[0], labels)
    figure, axes = style.new_figure(PANEL, len(names), 2, lines, sharex=True, sharey=True)
    handles: list[Any] = []
    found: list[str] = []
    for row, name in enumerate(names):
        part = last[last["scenario"] == name]
        agreement = {score: _agreement(part, score) for score in SCORES}
        for axis, score in zip(axes[2 * row : 2 * row + 2], SCORES, strict=True):
            handles = _scatter(axis, part, score)
            axis.set_title(style.fitted(scenario_label(say, name), PANEL[0] - style.LEFT))
            _label(axis, score, agreement[score], say)
        found.append(_told(say, name, agreement))
    style.legend_above(figure, handles, labels)
    caption = say(
        "figure-scores-caption",
        year=str(last["year"].max()),
        seeds=counted(say, "seeds", last["seed"].nunique()),
        excellent=f"{EXCELLENT:.0f}",
        found=enumerated(say, found),
    )
    return figure, caption


def _label(axis: Any, score: str, agreement: float, say: Language) -> None:
    axis.axhline(EXCELLENT, color=style.FAINT, linewidth=0.9, linestyle=(0, (4, 3)))
    axis.text(
        0.985, 0.03, say("figure-scores-panel", correlation=fixed(agreement, 2)),
        transform=axis.transAxes, ha="right", va="bottom", fontsize=9, color=style.INK,
        bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1.5},
    )  # fmt: skip
    axis.set_ylabel(axis_label(say, say(f"figure-{score.replace('_', '-')}"), "points"))
    axis.set_xlabel(outcome_label(say, "performance"))
    axis.tick_params(labelbottom=True, labelleft=True)


def _told(say: Language, name: str, agreement: dict[str, float]) -> str:
    one, two = apart(*(agreement[score] for score in SCORES))
    return say("figure-scores-found", self=one, key=two, scenario=scenario_label(say, name))


def _scatter(axis: Any, part: pd.DataFrame, score: str) -> list[Any]:
    drawn = []
    for number, kind in enumerate(ARCHETYPES):
        own = part[part["archetype"] == kind]
        drawn.append(
            axis.scatter(
                own["performance"], own[score], s=17, alpha=0.6, color=style.colour(number),
                marker=style.marker(number), linewidths=0,
            )
        )  # fmt: skip
    return drawn


def _agreement(part: pd.DataFrame, score: str) -> float:
    """Mean over seeds of the rank correlation of score and true performance."""
    found = []
    for _, own in part.groupby("seed"):
        scored, true = (own[name].to_numpy()[None, None] for name in (score, "performance"))
        found.append(rank_correlation(scored, true)[0, 0, 0])
    return float(np.mean(found))
