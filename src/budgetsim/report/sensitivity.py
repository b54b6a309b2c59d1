"""Figures of a sensitivity analysis: which there are, and the importance of factors as points with intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language, language
from budgetsim.report import layout, saving, sobol, style
from budgetsim.report.interval_points import interval_points
from budgetsim.report.saving import Drawn
from budgetsim.report.sensitivity_data import Asked, analysed, asked_of, kinds_of
from budgetsim.report.sensitivity_lines import convergence
from budgetsim.report.sensitivity_maps import heat_map
from budgetsim.report.sensitivity_panels import MOST_SUBJECTS, firsts, index_label, order_of, panels, title
from budgetsim.report.sensitivity_scatter import scatter
from budgetsim.report.sensitivity_text import HEADS
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.design import Design
from budgetsim.studies.sensitivity.standing import standing_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, FRAME = 0.24, 0.55
"""Inches of a factor's row, and of a panel's title and axis."""
SHOWN = ("mu_star", "delta", "median", "maximum")
"""Indices that are drawn here; shares of variance are drawn by ``sobol``."""
FILES = {"elementary_effects": "scatter", "factor_pairs": "pairs", "index_convergence": "convergence"}
"""What the files of figures are called, after the method; those of the importance of factors are ``indices``."""


def draw_all(
    design: Design, analyses: Sequence[Analysis], directory: Path, formats: Sequence[str] = ("png",)
) -> list[Drawn]:
    """Draw every figure that the method has into a directory; outcomes without indices have no panel.

    Parameters
    ----------
    design
        The points.
    analyses
        What was found for each outcome.
    directory
        Where the files go.
    formats
        Endings known to Matplotlib: ``png``, ``svg``, ``pdf``.
    """
    shown = [analysis for analysis in analyses if analysis.indices]
    if not shown:
        return []
    asked, say = asked_of(design), language()
    made: dict[str, Callable[[Asked, Sequence[Analysis], Language], tuple[Figure, str]]] = {
        "elementary_effects": scatter,
        "factor_pairs": heat_map,
        "index_convergence": convergence,
    }
    with style.house_style():
        return [
            saving.save(
                *made.get(name, importance)(asked, shown, say), directory=directory,
                name=f"{design.method}-{FILES.get(name, 'indices')}", formats=formats,
            )
            for name in kinds_of(asked, shown)
        ]  # fmt: skip


def draw_importance(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the importance of factors from the answer of an analysis; errors as of ``analysed``."""
    return importance(*analysed(data), say or language())


def importance(asked: Asked, analyses: Sequence[Analysis], say: Language) -> tuple[Figure, str]:
    """Return one panel per outcome, its factors ordered by importance, and the caption."""
    if asked.main in sobol.KINDS:
        leaders = {
            analysis.outcome: standing_of(analysis, asked.method, asked.main).leaders
            if analysis.ranking
            else None
            for analysis in analyses
        }
        return sobol.draw(_table(analyses), points=asked.points, leaders=leaders, say=say)
    kinds = [kind for kind, _ in HEADS[asked.method] if kind in SHOWN]
    count = min(MOST_SUBJECTS, len(asked.subjects))
    entries = [say(f"sensitivity-index-{kind.replace('_', '-')}") for kind in kinds]
    if any(analysis.about_all("chance") for analysis in analyses):
        entries.append(say("sensitivity-chance"))
    shown = entries if len(entries) > 1 else []
    figure, axes = panels(len(analyses), ROW * count + FRAME)
    handles: list[Any] = []
    for axis, analysis in zip(axes, analyses, strict=False):
        handles = _panel(axis, order_of(analysis, asked.main)[:count], analysis, kinds, say)
        axis.set_xlabel(index_label(say, asked, analysis))
    if shown:
        layout.legend_above(figure, handles, shown)
    return figure, say(
        "sensitivity-importance-caption",
        method=asked.method,
        points=f"{asked.points:,}",
        left=_left_out(len(asked.subjects) - count, say),
        firsts=firsts(say, asked, analyses),
    )


def _left_out(others: int, say: Language) -> str:
    if not others:
        return ""
    return say("sensitivity-left-out", others=str(others), one="one" if others == 1 else "many")


def _table(analyses: Sequence[Analysis]) -> pd.DataFrame:
    """Return the indices of factors as the catalogue of figures takes them."""
    import pandas as pd

    rows = [
        (analysis.outcome, index.kind, index.subject, index.value, index.low, index.high)
        for analysis in analyses
        for index in analysis.indices
        if index.subject and not index.other
    ]
    return pd.DataFrame(rows, columns=["outcome", "index", "factor", "value", "low", "high"])


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
    axis.set_title(title(say, analysis))
    return handles
