"""What lies on the student's desk: announced against delivered, and what the reports say. Made of ``BureauView`` alone.

An import contract keeps everything that knows the truth out of this module and of the pages that show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budgetsim.principal.view import BureauView

MONTHS = 12


@dataclass(frozen=True)
class Delivery:
    """One kind of work in a year: what was announced, and what was done."""

    task: str
    announced: float
    done: float


@dataclass(frozen=True)
class Report:
    """A closed year as the bureau knows it; scores 0–100, money in mean budgets."""

    year: int
    delivered: float
    workload_ratio: float
    tasks: tuple[Delivery, ...]
    findings: int
    self_score: float
    key_score: float
    """Mean over the evaluated; NaN if nobody was."""
    inflation: float
    """Points by which the bureau has learned to mistrust self-scores."""
    spent_by_july: float
    money_moved: float
    """Share of all money that changes hands from this year's budgets to next year's."""


def report_of(view: BureauView) -> Report:
    """Return a year's report."""
    count = len(view.budgets)
    evaluated = np.isfinite(view.key_scores)
    policy = view.policy
    tasks = (
        Delivery(
            "reviews", count * policy.objective_review, count * policy.objective_review * view.delivered
        ),
        Delivery("checks", MONTHS * count * policy.monitoring_intensity, float(view.checks.sum())),
        Delivery("evaluations", count * policy.evaluation_coverage, float(evaluated.sum())),
        Delivery("trainings", count * policy.training, count * policy.training * view.delivered),
    )
    shares = view.budgets / view.budgets.sum()
    next_shares = view.next_budgets / view.next_budgets.sum()
    return Report(
        year=view.year,
        delivered=view.delivered,
        workload_ratio=view.workload_ratio,
        tasks=tasks,
        findings=int(view.findings.sum()),
        self_score=100.0 * float(view.self_scores.mean()),
        key_score=100.0 * float(view.key_scores[evaluated].mean()) if evaluated.any() else float("nan"),
        inflation=100.0 * view.inflation,
        spent_by_july=float(view.spent_by_july.sum() / view.budgets.sum()),
        money_moved=0.5 * float(np.abs(next_shares - shares).sum()),
    )


def reports_of(views: Sequence[BureauView]) -> list[Report]:
    """Return the reports of several years."""
    return [report_of(view) for view in views]
