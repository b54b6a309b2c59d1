"""Figures of a verification: the theory as a scorecard and as curves, and field experiments."""

from __future__ import annotations

from functools import partial
from typing import Any

from budgetsim.kinds.verify.answer import Verification
from budgetsim.report.figures import draw
from budgetsim.studies.kind import Figure


def figures(answer: Verification) -> list[Figure]:
    """Return the figures of the parts that were verified, where they have something to show."""
    drawn = [Figure("theory", partial(_whole, answer, "theory"), "scorecard")] if answer.theory else []
    if answer.curves:
        drawn.append(Figure("closed_forms", partial(_curves, answer), "theory"))
    if any(row.is_comparable for row in answer.rows or ()):
        drawn.append(Figure("evidence", partial(_whole, answer, "evidence")))
    return drawn


def _whole(answer: Verification, name: str, language: str) -> Any:
    return draw(name, answer, language=language)


def _curves(answer: Verification, language: str) -> Any:
    return draw("closed_forms", answer.to_df("closed_forms"), language=language)
