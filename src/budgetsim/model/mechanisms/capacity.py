"""What a bureau can deliver: work asked for, days available, and the quality of hurried work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from budgetsim.declarations import Bureau, Policy
from budgetsim.model.mechanisms.execution import announced_checks
from budgetsim.numerics import Array, total

Levers = Policy[Array]
Technology = Bureau[Array]


def capacity(levers: Levers, p: Technology) -> Array:
    """Staff days available in a year: staff · days · skill factor · (1 + ζI).

    Source: assumed (linear in skill and systems).
    """
    skill_factor = p.skill_capacity_base + p.skill_capacity_gain * levers.staff_skill
    return (
        levers.staff
        * p.effective_days
        * skill_factor
        * (1.0 + p.systems_capacity * levers.information_systems)
    )


def days_per_check(levers: Levers, p: Technology) -> Array:
    """Days for a monthly check, h_m (1 − c_m I).

    Source: assumed (systems save part of the work).
    """
    return p.check_days * (1.0 - p.systems_saving_checks * levers.information_systems)


def days_per_evaluation(levers: Levers, p: Technology) -> Array:
    """Days of own staff for an external evaluation, h_v (1 − c_v I)(1 − c_t · third-party share).

    Source: assumed (systems and third parties save part of the work).
    """
    saved_by_systems = 1.0 - p.systems_saving_evaluations * levers.information_systems
    return p.evaluation_days * saved_by_systems * (1.0 - p.third_party_saving * levers.third_party_share)


def days_by_task(
    levers: Levers, p: Technology, expected_findings: Array, departments: int
) -> dict[str, Array]:
    """Staff days that the announced policy asks for in a year, by task: days = h_x x, and 12 h_m m for checks.

    Per department. ``expected_findings`` (district total) is last year's number: the bureau's own forecast.

    Source: assumed (days proportional to what is announced).
    """
    return {
        "review": levers.objective_review * p.review_days,
        "checks": 12.0 * announced_checks(levers) * days_per_check(levers, p),
        "evaluation": levers.evaluation_coverage * days_per_evaluation(levers, p),
        "training": levers.training * p.training_days,
        "disclosure": levers.disclosure * p.disclosure_days,
        "reallocation": levers.mid_year_reallocation * p.reallocation_days,
        "coordination": levers.audit_coverage * levers.coordination * p.coordination_days,
        "follow_up": levers.rectification * p.followup_days * (expected_findings / departments),
    }


def workload(levers: Levers, p: Technology, expected_findings: Array, departments: int) -> Array:
    """Staff days that the announced policy asks for in a year, Σ over departments and tasks.

    Source: definition.
    """
    tasks = days_by_task(levers, p, expected_findings, departments)
    return total(reduce(add, tasks.values()), departments)


LARGEST_OVERLOAD = 1000.0
"""A bureau without staff still does a thousandth of what it announces: heads of other sections lend a hand."""


def workload_ratio(load: Array, days: Array) -> Array:
    """Work asked for per day available, min(load/capacity, 1000).

    Source: definition; cap assumed (heads of other sections lend a hand).
    """
    return load / np.maximum(days, load / LARGEST_OVERLOAD + 1e-300)


def delivery(load_ratio: Array) -> Array:
    """Share of the announced work that gets done, L = min(1, capacity / load).

    Source: definition (work is cut in proportion).
    """
    return 1.0 / np.maximum(load_ratio, 1.0)


def detection_probability(
    floor: Array, ceiling: Array, levers: Levers, p: Technology, delivered: Array
) -> Array:
    """Detection probability, π = [π_0 + (π_1 − π_0)(w_χ χ + (1 − w_χ) I)] √L: hurried work detects less.

    Source: assumed (linear between floor and ceiling; √L because hurried work detects less).
    """
    reach = (
        p.detection_skill_weight * levers.staff_skill
        + (1.0 - p.detection_skill_weight) * levers.information_systems
    )
    return (floor + (ceiling - floor) * reach) * np.sqrt(delivered)


def evaluation_error(levers: Levers, p: Technology, delivered: Array) -> Array:
    """Multiplier on errors of external evaluation, n = (1 − n_χ χ − n_I I)⁺ √(h_0/(h_v L)): haste adds error.

    Source: assumed (the standard error of a mean over days of work; skill and systems lower it linearly).
    """
    competence = (
        1.0 - p.skill_precision * levers.staff_skill - p.systems_precision * levers.information_systems
    )
    days = p.evaluation_days * delivered
    return np.maximum(competence, 0.0) * np.sqrt(p.evaluation_days_standard / np.maximum(days, 1e-3))


def competence(levers: Levers, evaluation_detection: Array, delivered: Array) -> Array:
    """Competence that reduces passive waste, Z = L (k + χ + I + ν π_v)/4: training, skill, systems, evaluation.

    Source: assumed (mean of four sources of competence, scaled by the delivered share).
    """
    quality = levers.evaluation_coverage * evaluation_detection
    return delivered * 0.25 * (levers.training + levers.staff_skill + levers.information_systems + quality)


@dataclass(frozen=True)
class AdministrativeWork:
    """Administrative work actually done in a year, per department."""

    training: Array
    evaluations: Array
    findings: Array
    consequence: Array
    """r, the consequence of a finding."""
    disclosure: Array


def administrative_cost(levers: Levers, p: Technology, work: AdministrativeWork, departments: int) -> Array:
    """Yearly administrative cost per department, in mean budgets: Σ of work done × its price.

    Staff and their skill, systems, training, third parties, audits, follow-up of findings, publication.

    Source: assumed (linear in the work done).
    """
    payroll = levers.staff * (p.staff_cost + p.skill_cost * levers.staff_skill) / departments
    per_department = (
        levers.information_systems * p.systems_cost
        + work.training * p.training_cost
        + work.evaluations * levers.third_party_share * p.third_party_fee
        + levers.audit_coverage * p.audit_cost
        + work.findings * work.consequence * p.followup_cost
        + work.disclosure * p.disclosure_cost
    )
    return payroll + total(per_department, departments) / departments
