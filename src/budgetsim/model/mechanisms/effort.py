"""Multitask effort (Holmström & Milgrom 1991)."""

from __future__ import annotations

import numpy as np

from budgetsim.declarations import Bureau, Department, Policy
from budgetsim.numerics import Array


def effort_price(levers: Policy[Array], department: Department[Array], bureau: Bureau[Array]) -> Array:
    """Price of effort, with the red tape of announced intensities: c̃ = c [1 + b_m m (1 − c_I I) + b_o o].

    Source: assumed (linear in what is announced; the sign of the burden follows Rasul & Rogger 2018, Economic Journal
    128).
    """
    paperless = 1.0 - bureau.systems_saving_burden * levers.information_systems
    checks = department.red_tape_monitoring * levers.monitoring_intensity * paperless
    return department.effort_cost * (1.0 + checks + department.red_tape_review * levers.objective_review)


def best_effort(  # noqa: PLR0913 - a pair of margins, a pair of habits
    gain_output: Array,
    gain_benefit: Array,
    price: Array,
    substitution: Array,
    habit_output: Array,
    habit_benefit: Array,
) -> tuple[Array, Array]:
    """Effort that maximises m·e − ½ c̃ (e − ē)′K(e − ē) over e ≥ 0, with K = [[1, σ], [σ, 1]].

    Interior e = ē + K⁻¹ m / c̃; where one effort would be negative it is 0 and the other ē + m/c̃ + σ ē_other.

    Source: Holmström & Milgrom 1991 (Journal of Law, Economics, and Organization 7), with free habits ē.
    """
    scale = price * (1.0 - substitution * substitution)
    output = habit_output + (gain_output - substitution * gain_benefit) / scale
    benefit = habit_benefit + (gain_benefit - substitution * gain_output) / scale
    output_alone = habit_output + gain_output / price + substitution * habit_benefit
    benefit_alone = habit_benefit + gain_benefit / price + substitution * habit_output
    return (
        np.maximum(np.where(benefit < 0.0, output_alone, output), 0.0),
        np.maximum(np.where(output < 0.0, benefit_alone, benefit), 0.0),
    )


def effort_cost(  # noqa: PLR0913 - a pair of efforts, a pair of habits
    effort_output: Array,
    effort_benefit: Array,
    price: Array,
    substitution: Array,
    habit_output: Array,
    habit_benefit: Array,
) -> Array:
    """Cost of effort, C = ½ c̃ (e − ē)′K(e − ē).

    Source: Holmström & Milgrom 1991 (Journal of Law, Economics, and Organization 7), with free habits ē.
    """
    output = effort_output - habit_output
    benefit = effort_benefit - habit_benefit
    return 0.5 * price * (output * output + 2.0 * substitution * output * benefit + benefit * benefit)
