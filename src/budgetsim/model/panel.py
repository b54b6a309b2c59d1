"""The yearly panel of departments: what the researcher may see of each of them."""

from __future__ import annotations

import numpy as np

from budgetsim.model.measures import SCORE_POINTS, Measure
from budgetsim.model.state import Year
from budgetsim.numerics import Array, full

DEPARTMENT_COLUMNS: dict[str, Measure] = {
    "allocation": lambda y: y.allocation,
    "budget": lambda y: y.budget,
    "spent": lambda y: y.spent,
    "november": lambda y: y.november,
    "useful": lambda y: y.useful,
    "diverted": lambda y: y.diverted,
    "concealed": lambda y: y.concealed,
    "passive": lambda y: y.passive,
    "rush_loss": lambda y: y.rush_loss,
    "late_gain": lambda y: y.late_gain,
    "kept": lambda y: y.results.kept,
    "performance": lambda y: y.results.performance,
    "value": lambda y: y.results.value,
    "self_score": lambda y: SCORE_POINTS * y.evaluation.self_score,
    "external_score": lambda y: SCORE_POINTS * y.evaluation.external_score,
    "used_score": lambda y: SCORE_POINTS * y.use.used_score,
    "evaluated": lambda y: y.evaluation.covered.astype(np.float64),
    "target_output": lambda y: y.targets.output,
    "target_benefit": lambda y: y.targets.benefit,
    "effort_output": lambda y: y.decision.effort_output,
    "effort_benefit": lambda y: y.decision.effort_benefit,
    "manipulation": lambda y: y.decision.manipulation,
    "diversion": lambda y: y.decision.diversion,
    "concealment": lambda y: y.decision.concealment,
    "sandbagging": lambda y: y.decision.sandbagging,
    "checks": lambda y: y.checks,
    "findings": lambda y: y.findings + y.audit_findings,
    "culture": lambda y: y.culture,
    "perceived_risk": lambda y: y.perceived_risk,
    "credibility": lambda y: y.credibility,
    "next_allocation": lambda y: y.use.allocation,
    "payoff": lambda y: y.accounts.payoff,
}
"""Yearly panel of departments; money in mean budgets, scores 0–100."""


def measure_departments(year: Year) -> dict[str, Array]:
    """Return the panel of a closed year as full (point, seed, department) arrays."""
    return {name: full(measure(year), year.budget.shape) for name, measure in DEPARTMENT_COLUMNS.items()}
