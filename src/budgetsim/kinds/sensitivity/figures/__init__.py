"""Figures of a sensitivity analysis: which of them an answer has."""

from __future__ import annotations

from functools import partial

from budgetsim.kinds.sensitivity.answer import Sensitivity
from budgetsim.kinds.sensitivity.figures.shares import KINDS as SHARES
from budgetsim.report.figures import draw
from budgetsim.studies.kind import Figure


def figures(answer: Sensitivity) -> list[Figure]:
    """Return the figures of an answer, in reading order; outcomes without indices have no panel."""
    analyses = answer.analysed.values()
    if not analyses:
        return []
    names = {"importance": "indices"}
    if answer.main_index in SHARES:
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
        return draw(name, answer, language=language)
    table = answer.to_df("indices")
    leaders = {
        outcome: analysis.standing.leaders if analysis.ranking else None
        for outcome, analysis in answer.analysed.items()
    }
    return draw(name, table, language=language, points=answer.points, leaders=leaders)
