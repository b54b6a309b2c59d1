"""A good simple rule for comparison: it knows no more than the student does."""

from __future__ import annotations

from budgetsim.app.play.game import BUDGET, LARGEST_STAFF, Levers, opening_levers, plan_of
from budgetsim.principal.view import BureauView

FIXED = {
    "staff_skill": 0.6,
    "objective_review": 0.6,
    "training": 0.3,
    "rectification": 0.7,
    "coordination": 0.8,
    "result_use": 0.3,
}
"""What the rule announces every year, whatever it sees."""
SPENT = 0.95
"""Share of the budget that the rule plans to spend."""
BUSY = 0.95
"""Share of the staff's days that the rule plans to fill."""
EVALUATIONS_PER_CHECK = 1.5
"""Evaluation coverage for each unit of monitoring intensity."""


def capacity_rule(view: BureauView) -> Levers:
    """Hire as many trained people as the budget allows, and announce only what they can do.

    Checks and evaluations, in a fixed proportion, fill the days that reviews and training leave.
    """
    values = dict(opening_levers()) | FIXED
    while (
        values["staff"] < LARGEST_STAFF
        and _cost(values | {"staff": values["staff"] + 1.0}, view) <= SPENT * BUDGET
    ):
        values["staff"] += 1.0
    for percent in range(101):
        share = percent / 100.0
        tried = values | {
            "monitoring_intensity": share,
            "evaluation_coverage": min(1.0, EVALUATIONS_PER_CHECK * share),
        }
        plan = plan_of(tuple(tried.items()), view)
        if plan.ratio > BUSY or not plan.fits:
            break
        values = tried
    return tuple((name, values[name]) for name, _ in opening_levers())


def _cost(values: dict[str, float], view: BureauView) -> float:
    return plan_of(tuple(values.items()), view).cost
