"""Panels of the figures of a sensitivity analysis: one per outcome, with room for the names of factors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from budgetsim.kinds.sensitivity.answer import Analysis, Sensitivity
from budgetsim.language import Language
from budgetsim.measures import OUTCOMES
from budgetsim.report import layout
from budgetsim.report.figure_words import capital, enumerated

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_SUBJECTS = 12
"""Factors in a panel; the others matter least and are named in the table."""
MOST_LEADERS = 3
"""Factors not told apart that a caption names."""
MOST_COLUMNS = 2


def panels(outcomes: int, height: float) -> tuple[Figure, list[Any]]:
    """Return a figure with a panel for each outcome, ``height`` inches high with its labels."""
    columns = min(MOST_COLUMNS, outcomes)
    figure, axes = layout.new_figure(height, -(-outcomes // columns), columns)
    layout.hide_unused(axes, outcomes)
    return figure, axes


def firsts(say: Language, answer: Sensitivity) -> str:
    """Return the most important factor of every outcome, or what keeps one from being named."""
    return enumerated(say, [_first(say, name, analysis) for name, analysis in answer.analysed.items()])


def _first(say: Language, outcome: str, analysis: Analysis) -> str:
    standing = analysis.standing
    named = [say.name(name) for name in standing.leaders]
    told = named[:MOST_LEADERS]
    if len(named) > MOST_LEADERS:
        told.append(say("sensitivity-first-more", more=str(len(named) - MOST_LEADERS)))
    return say(
        f"sensitivity-first-{standing.verdict}",
        factor=enumerated(say, told) if told else "",
        outcome=say.name(outcome),
    )


def title(say: Language, outcome: str, analysis: Analysis) -> str:
    """Return the title of an outcome's panel."""
    told = capital(say.name(outcome))
    return told if analysis.ranking else say("sensitivity-panel-luck", outcome=told)


def index_label(say: Language, answer: Sensitivity, outcome: str) -> str:
    """Return the label of an axis of the main index: elementary effects have the unit of their outcome."""
    told = say(f"sensitivity-axis-{answer.main_index.replace('_', '-').lower()}")
    about = OUTCOMES.get(outcome)
    if about is None or answer.method != "morris":
        return capital(told)
    return say("figure-axis", what=told, unit=say.unit(about.unit))
