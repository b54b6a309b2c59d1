"""The importance of factors as points with intervals, where indices are no shares of variance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.sensitivity.answer import Analysis, Sensitivity
from budgetsim.kinds.sensitivity.figures.panels import MOST_SUBJECTS, firsts, index_label, panels, title
from budgetsim.kinds.sensitivity.tables import SHOWN, order_of
from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.intervals import interval_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, FRAME = 0.24, 0.55
"""Inches of a factor's row, and of a panel's title and axis."""
DRAWN = ("mu_star", "delta", "median", "maximum")
"""Indices that are drawn here; shares of variance are drawn by ``sobol``."""


def draw(answer: Sensitivity, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return one panel per outcome, its factors ordered by importance, and the caption; shares are ``shares.draw``'s.

    Raises
    ------
    FigureError
        If there is nothing to draw.
    """
    say, analyses = say or language(), answer.analysed
    kinds = [kind for kind in SHOWN[answer.method] if kind in DRAWN]
    if not kinds or not analyses:
        raise FigureError("no outcome has indices that are drawn here, so there is nothing to draw")
    count = min(MOST_SUBJECTS, len(answer.subjects))
    entries = [say(f"sensitivity-index-{kind.replace('_', '-')}") for kind in kinds]
    if any(analysis.about_all("chance") for analysis in analyses.values()):
        entries.append(say("sensitivity-chance"))
    figure, axes = panels(len(analyses), ROW * count + FRAME)
    handles: list[Any] = []
    for axis, (outcome, analysis) in zip(axes, analyses.items(), strict=False):
        names = order_of(answer, analysis)[:count]
        handles = _panel(axis, names, analysis, kinds, say)
        axis.set_title(title(say, outcome, analysis))
        axis.set_xlabel(index_label(say, answer, outcome))
    if len(entries) > 1:
        layout.legend_above(figure, handles, entries)
    return figure, say(
        "sensitivity-importance-caption",
        method=answer.method,
        points=f"{answer.points:,}",
        left=_left_out(len(answer.subjects) - count, say),
        firsts=firsts(say, answer),
    )


def _left_out(others: int, say: Language) -> str:
    if not others:
        return ""
    return say("sensitivity-left-out", others=str(others), one="one" if others == 1 else "many")


def _panel(
    axis: Axes, names: Sequence[str], analysis: Analysis, kinds: Sequence[str], say: Language
) -> list[Any]:
    rows = [
        (name, kind, index.value, index.low, index.high)
        for kind in kinds
        for name, index in analysis.of(kind).items()
        if name in names
    ]
    handles = interval_points(axis, rows, names, kinds)
    chance = analysis.about_all("chance")
    if chance is not None:
        handles.append(axis.axvline(chance.high, color=style.INK, linewidth=1.0, linestyle=(0, (4, 3))))
    if not any(value for _, _, value, _, _ in rows):
        axis.set_xlim(0.0, 1.0)
        axis.set_xticks([0.0])
        axis.text(
            0.5,
            0.5,
            say("sensitivity-no-effect"),
            ha="center",
            transform=axis.transAxes,
            fontsize=style.LABEL,
        )
    axis.set_yticks(range(len(names)), [say.name(name) for name in names])
    return handles
