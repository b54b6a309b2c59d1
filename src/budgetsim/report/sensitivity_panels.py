"""Panels of the figures of a sensitivity analysis: one per outcome, with room for the names of factors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language
from budgetsim.report import layout
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import capital, enumerated
from budgetsim.report.sensitivity_data import Asked
from budgetsim.studies.sensitivity.analyse import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_SUBJECTS = 12
"""Factors in a panel; the others matter least and are named in the table."""
MOST_COLUMNS = 2


def panels(outcomes: int, height: float) -> tuple[Figure, list[Any]]:
    """Return a figure with a panel for each outcome, ``height`` inches high with its labels."""
    columns = min(MOST_COLUMNS, outcomes)
    figure, axes = layout.new_figure(height, -(-outcomes // columns), columns)
    layout.hide_unused(axes, outcomes)
    return figure, axes


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
