"""Panels of the figures of a sensitivity analysis: one per outcome, with room for the names of factors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language
from budgetsim.report import style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import capital, enumerated
from budgetsim.report.sensitivity_data import Asked
from budgetsim.studies.sensitivity.analyse import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_SUBJECTS = 12
"""Factors in a panel; the others matter least and are named in the table."""
MOST_COLUMNS = 2
PANEL_WIDTH, LETTER = 5.2, 0.075
"""Inches of a panel with the usual margins, and of a letter of a name beside it."""


def panels(  # noqa: PLR0913 - one number for each side of a panel
    asked: Asked,
    outcomes: int,
    height: float,
    entries: Sequence[str],
    say: Language,
    *,
    width: float = PANEL_WIDTH,
    beside: float | None = None,
    below: float = style.BELOW,
) -> tuple[Figure, list[Any]]:
    """Return a figure with room for the names of factors beside, and perhaps below, each panel."""
    columns = min(MOST_COLUMNS, outcomes)
    rows = -(-outcomes // columns)
    left = name_width(asked, say) if beside is None else beside
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


def name_width(asked: Asked, say: Language) -> float:
    """Return the inches that the longest name beside a panel takes."""
    return 0.3 + LETTER * max(style.letters(say.name(name)) for name in asked.subjects)


def firsts(say: Language, analyses: Sequence[Analysis]) -> str:
    """Return the most important factor of every outcome."""
    return enumerated(
        say,
        [
            say(
                "sensitivity-first",
                factor=say.name(analysis.ranking.order[0]) if analysis.ranking else "–",
                outcome=say.name(analysis.outcome),
            )
            for analysis in analyses
        ],
    )


def title(say: Language, analysis: Analysis) -> str:
    """Return the title of an outcome's panel."""
    return capital(say.name(analysis.outcome))


def index_label(say: Language, asked: Asked, analysis: Analysis) -> str:
    """Return the label of an axis of the main index: elementary effects have the unit of their outcome."""
    told = say(f"sensitivity-axis-{asked.main.replace('_', '-').lower()}")
    about = OUTCOMES.get(analysis.outcome)
    if about is None or asked.method != "morris":
        return capital(told)
    return say("figure-axis", what=told, unit=say.unit(about.unit))
