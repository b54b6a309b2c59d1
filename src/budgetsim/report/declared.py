"""What is declared about parameters and outcomes, as the report and the command line use it."""

from __future__ import annotations

from budgetsim.declarations import ARCHETYPES, GROUPS, Declaration, declarations
from budgetsim.measures import OUTCOMES, Outcome

__all__ = [
    "ARCHETYPES",
    "GROUPS",
    "KEY_OUTCOMES",
    "OUTCOMES",
    "Declaration",
    "Outcome",
    "declarations",
]

KEY_OUTCOMES = {
    "net_social_value": "public value less all costs",
    "value_to_first_best": "of what would be possible",
    "performance": "what departments achieve",
    "active_waste": "money diverted",
    "passive_waste": "money lost to incompetence",
    "score_inflation": "self-scores above key scores",
    "validity": "do scores tell who is good?",
    "money_moved": "budgets that change hands",
    "december_share": "year-end rush",
    "credibility": "belief that results are used",
    "workload_ratio": "work asked of staff per time",
    "administrative_cost": "staff, systems, fees, audits",
}
"""Outcomes that a first look needs, one or two for each link and what it all comes to, in a few words."""
