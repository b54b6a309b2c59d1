"""Discretion: what it costs to need somebody else's approval, and what it costs not to.

Checks come before the act as well as after it: who is checked asks first. That loses what only the official on the
spot could have known, the more so the less of his task can be measured. Autonomy gives it back, and gives up the
checks with it.

Source: Aghion & Tirole 1997 (Journal of Political Economy 105; formal and real authority); Bandiera, Best, Khan & Prat
2021 (Quarterly Journal of Economics 136; procurement in Punjab); Rasul & Rogger 2018 (Economic Journal 128).
"""

from __future__ import annotations

import numpy as np

from budgetsim.declarations import Bureau, Department, Policy
from budgetsim.numerics import Array


def announced_checks(levers: Policy[Array]) -> Array:
    """Share of a department's months in which it may be checked, m (1 − autonomy).

    Source: definition (nobody is checked where he decides alone); Bandiera, Best, Khan & Prat 2021 shift both together.
    """
    return levers.monitoring_intensity * (1.0 - levers.autonomy)


def approved_part(levers: Policy[Array], bureau: Bureau[Array]) -> Array:
    """Part of the work that somebody else must approve, x = m (1 − c_I I)(1 − autonomy): systems spare asking.

    Source: assumed (approvals go with checks; flows of data spare asking).
    """
    return announced_checks(levers) * (1.0 - bureau.systems_saving_burden * levers.information_systems)


def mean_measurability(output: Array, benefit: Array, output_weight: Array) -> Array:
    """Mean measurability of a department's tasks, μ̄ = ω₁ μ₁ + ω₂ μ₂: what a rule can say in advance.

    Source: definition (weights of the score).
    """
    return output_weight * output + (1.0 - output_weight) * benefit


def productivity_left(productivity: Array, measurability: Array, approved: Array, strength: Array) -> Array:
    """Productivity under approvals, θ exp[−ψ (1 − μ̄) x]: θ itself where nothing is approved or ψ = 0.

    Source: Aghion & Tirole 1997 (real authority uses local knowledge); exponential form assumed.
    """
    return productivity * np.exp(-strength * (1.0 - measurability) * approved)


def left_to_work_with(
    productivity: Array,
    measurability: tuple[Array, Array],
    levers: Policy[Array],
    department: Department[Array],
    bureau: Bureau[Array],
) -> Array:
    """Productivity of the year, θ exp[−ψ (1 − μ̄) x] at the approvals that the policy asks for and μ after review.

    Source: Aghion & Tirole 1997, Bandiera, Best, Khan & Prat 2021.
    """
    known = mean_measurability(*measurability, bureau.output_weight)
    return productivity_left(productivity, known, approved_part(levers, bureau), department.discretion)
