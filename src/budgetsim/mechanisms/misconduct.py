"""Manipulation of reports and diversion of money: temptation against the chance of being found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.declarations import Department
from budgetsim.numerics import Array, clip, twelfth_power


def falsification_risk(evaluation: Array, power: Array, audit_chance: Array) -> Array:
    """Chance that a falsified report is found, p_v = 1 − (1 − ν_r π_v)(1 − â)."""
    return 1.0 - (1.0 - evaluation * power) * (1.0 - audit_chance)


def manipulation(stake: Array, risk: Array, sanction: Array, price: Array, largest: Array) -> Array:
    """Manipulation g = clip{[W_s P̄ (1 − p_v) − p_v F_g] / price, 0, g_max}; price = c_g (1 + 2κ)."""
    return clip((stake * (1.0 - risk) - risk * sanction) / price, 0.0, largest)


def manipulation_price(cost: Array, culture: Array) -> Array:
    """Curvature of the cost of manipulation, c_g (1 + 2κ): a performance concept makes lying dearer."""
    return cost * (1.0 + 2.0 * culture)


def quadratic_cost(curvature: Array, action: Array) -> Array:
    """Cost ½ k a² of an action a."""
    return 0.5 * curvature * action * action


def retained_share(hazard: Array, audit_chance: Array, rectification: Array) -> Array:
    """Expected share of diverted money that a department keeps, A = (1 − ĥ rect)¹² (1 − rect â)."""
    return twelfth_power(1.0 - hazard * rectification) * (1.0 - rectification * audit_chance)


def found_chance(hazard: Array, audit_chance: Array) -> Array:
    """Chance of being found at least once in a year, P̂ = 1 − (1 − ĥ)¹² (1 − â)."""
    return 1.0 - twelfth_power(1.0 - hazard) * (1.0 - audit_chance)


@dataclass(frozen=True)
class Temptation:
    """What decides on diversion; ``sanction`` is the believed one, γᵐ F_d, and ``guilt`` is ι_d κ."""

    taste: Array
    retained: Array
    found: Array
    sanction: Array
    guilt: Array


def diversion(t: Temptation, p: Department[Array]) -> tuple[Array, Array]:
    """Share diverted openly, d, and under concealment, c (Becker 1968; displacement).

    They maximise b (A d + c) − P̂ γᵐ F_d d − ι_d κ (d + c) − ½ k_d (d + c)² − ½ k_c c². With both positive,
    d + c = [b A − P̂ γᵐ F_d − ι_d κ] / k_d and c = [b (1 − A) + P̂ γᵐ F_d] / k_c: checks drive diversion into hiding.
    Where open diversion does not pay, or is at its limit d_max, c = (b − ι_d κ − k_d d) / (k_d + k_c).
    """
    deterrence = t.found * t.sanction
    both = (t.taste * t.retained - deterrence - t.guilt) / p.diversion_cost
    hidden = (t.taste * (1.0 - t.retained) + deterrence) / p.concealment_cost
    fixed = clip(both - hidden, 0.0, p.diversion_max)
    hidden_beside = (t.taste - t.guilt - p.diversion_cost * fixed) / (p.diversion_cost + p.concealment_cost)
    inner = (both > hidden) & (both - hidden < p.diversion_max)
    concealed = clip(np.where(inner, hidden, hidden_beside), 0.0, p.concealment_max)
    return clip(both - concealed, 0.0, p.diversion_max), concealed


def diversion_effort(openly: Array, concealed: Array, p: Department[Array]) -> Array:
    """Cost of diverting, ½ k_d (d + c)² + ½ k_c c²."""
    return quadratic_cost(p.diversion_cost, openly + concealed) + quadratic_cost(
        p.concealment_cost, concealed
    )
