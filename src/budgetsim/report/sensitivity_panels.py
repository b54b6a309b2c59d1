"""Panels of the figures of a sensitivity analysis: one per outcome, with room for the names of factors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.report import style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.words import spoken
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.design import Design

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_SUBJECTS = 12
"""Factors in a panel; the others matter least and are named in the table."""
MOST_COLUMNS = 2
PANEL_WIDTH, LETTER = 5.2, 0.075
"""Inches of a panel with the usual margins, and of a letter of a name beside it."""
LABELS = {
    "ST": "share of variance",
    "S1": "share of variance explained alone",
    "mu_star": "mu*: mean size of effect over the range",
    "delta": "delta: shift of the density",
    "median": "PAWN: median distance of distributions",
}
"""What the axis of a main index says."""


def panels(  # noqa: PLR0913 - one number for each side of a panel
    design: Design,
    outcomes: int,
    height: float,
    entries: Sequence[str],
    *,
    width: float = PANEL_WIDTH,
    beside: float | None = None,
    below: float = style.BELOW,
) -> tuple[Figure, list[Any]]:
    """Return a figure with room for the names of factors beside, and perhaps below, each panel."""
    columns = min(MOST_COLUMNS, outcomes)
    rows = -(-outcomes // columns)
    left = name_width(design) if beside is None else beside
    panel = (width + left - style.LEFT, height)
    lines = style.legend_lines(panel[0] * columns, entries) if entries else 0
    figure, axes = style.new_figure(panel, rows, columns, lines)
    inner = (panel[0] - left - style.RIGHT, height - below - style.ABOVE)
    figure.subplots_adjust(
        left=left / figure.get_figwidth(), bottom=below / figure.get_figheight(),
        wspace=(left + style.RIGHT) / inner[0], hspace=(below + style.ABOVE) / inner[1],
    )  # fmt: skip
    for axis in axes[outcomes:]:
        axis.set_visible(False)
    return figure, axes


def name_width(design: Design) -> float:
    """Return the inches that the longest name beside a panel takes."""
    return 0.3 + LETTER * max(len(name) for name in design.problem.subjects)


def first_of(analysis: Analysis) -> str:
    """Return the most important factor of an outcome."""
    return analysis.ranking.order[0] if analysis.ranking else ""


def title(analysis: Analysis) -> str:
    """Return the title of an outcome's panel."""
    return spoken(analysis.outcome).capitalize()


def unit(design: Design, analysis: Analysis) -> str:
    """Return the unit of an axis: elementary effects have that of their outcome, other indices have none."""
    about = OUTCOMES.get(analysis.outcome)
    return f" ({about.unit})" if about and design.method == "morris" else ""
