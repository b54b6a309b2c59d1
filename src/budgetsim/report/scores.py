"""Figure 2: what scores say against what is true, by kind of department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import rank_correlation
from budgetsim.report import style
from budgetsim.report.declared import ARCHETYPES
from budgetsim.report.words import listed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

SCORES = {"self_score": "self-score", "external_score": "key score"}
EXCELLENT = 90.0
PANEL = (5.1, 3.7)


def draw(departments: pd.DataFrame) -> tuple[Figure, str]:
    """Return the figure of the last year in the panel, one row per scenario, and its caption."""
    last = departments[departments["year"] == departments["year"].max()]
    names = list(dict.fromkeys(last["scenario"]))
    labels = [f"{kind} departments" for kind in ARCHETYPES]
    lines = style.legend_lines(2 * PANEL[0], labels)
    figure, axes = style.new_figure(PANEL, len(names), 2, lines, sharex=True, sharey=True)
    handles: list[Any] = []
    found: list[str] = []
    for row, name in enumerate(names):
        part = last[last["scenario"] == name]
        agreement = {score: _agreement(part, score) for score in SCORES}
        for column, (score, label) in enumerate(SCORES.items()):
            axis = axes[2 * row + column]
            handles = _scatter(axis, part, score)
            axis.axhline(EXCELLENT, color=style.FAINT, linewidth=0.9, linestyle=(0, (4, 3)))
            lead = f"{name}: " if len(names) > 1 else ""
            axis.set_title(f"{lead}{label}, rank correlation {agreement[score]:.2f}")
            axis.set_ylabel(f"{label} (points)")
            axis.set_xlabel("true performance (value per unit of scale)")
            axis.tick_params(labelbottom=True, labelleft=True)
        found.append(f"{agreement['self_score']:.2f} and {agreement['external_score']:.2f} under {name}")
    style.legend_above(figure, handles, labels)
    return figure, _caption(last, found)


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


def _caption(last: pd.DataFrame, found: list[str]) -> str:
    return (
        f"Self-scores and key scores against true performance in year {last['year'].max()}, every department of "
        f"{last['seed'].nunique()} seeds (dashed: {EXCELLENT:.0f} points, excellent); their rank correlations "
        f"with the truth are {listed(found)}."
    )
