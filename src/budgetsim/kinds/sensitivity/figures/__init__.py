"""Figures of a sensitivity analysis: which of them an answer has, and their panels, one per outcome."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.sensitivity.answer import IN_UNITS, Analysis, Sensitivity
from budgetsim.language import Language
from budgetsim.model.measures import OUTCOMES
from budgetsim.report import layout
from budgetsim.report.figure_words import capital, enumerated
from budgetsim.report.figures import draw
from budgetsim.studies.kind import Figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Sheet

VARIANCE_SHARES = ("ST", "S1")
"""Indices that are shares of variance, by importance: in total, with interactions, and alone."""


def figures(answer: Sensitivity) -> list[Figure]:
    """Return the figures of an answer, in reading order; outcomes without indices have no panel."""
    analyses = answer.analysed.values()
    if not analyses:
        return []
    names = {"importance": "indices"}
    if answer.main_index in VARIANCE_SHARES:
        names = {"sobol": "indices"}
    if answer.method == "morris":
        names["elementary_effects"] = "scatter"
    if any(analysis.pairs for analysis in analyses):
        names["factor_pairs"] = "pairs"
    if any(len(analysis.convergence) > 1 for analysis in analyses):
        names["index_convergence"] = "convergence"
    return [
        Figure(name, partial(draw_one, answer, name), f"{answer.method}-{file}")
        for name, file in names.items()
    ]


def draw_one(answer: Sensitivity, name: str, language: str) -> object:
    """Draw one figure of the catalogue from an answer."""
    if name != "sobol":
        money = answer.money if answer.method in IN_UNITS else None
        return draw(name, answer, language=language, money=money)
    table = answer.to_df("indices")
    leaders = {
        outcome: analysis.standing.leaders if analysis.ranking else None
        for outcome, analysis in answer.analysed.items()
    }
    return draw(name, table, language=language, points=answer.points, leaders=leaders)


MOST_SUBJECTS = 12
"""Factors in a panel; the others matter least and are named in the table."""
MOST_LEADERS = 3
"""Factors not told apart that a caption names."""
MOST_COLUMNS = 2


def panels(outcomes: int, height: float) -> tuple[Sheet, list[Any]]:
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
    leaders = named[:MOST_LEADERS]
    if len(named) > MOST_LEADERS:
        leaders.append(say("sensitivity-first-more", more=str(len(named) - MOST_LEADERS)))
    return say(
        f"sensitivity-first-{standing.verdict}",
        factor=enumerated(say, leaders) if leaders else "",
        outcome=say.name(outcome),
    )


def title(say: Language, outcome: str, analysis: Analysis) -> str:
    """Return the title of an outcome's panel."""
    subject = capital(say.name(outcome))
    return subject if analysis.ranking else say("sensitivity-panel-luck", outcome=subject)


def index_label(say: Language, answer: Sensitivity, outcome: str) -> str:
    """Return the label of an axis of the main index: elementary effects have the unit of their outcome."""
    label = say(f"sensitivity-axis-{answer.main_index.replace('_', '-').lower()}")
    about = OUTCOMES.get(outcome)
    if about is None or answer.method != "morris":
        return capital(label)
    return say("figure-axis", what=label, unit=say.unit(about.unit))
