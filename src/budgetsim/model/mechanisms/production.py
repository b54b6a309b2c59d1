"""Public value: output with diminishing returns, spill-overs, and what the first best would be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import Department, District
from budgetsim.model.mechanisms.effort import best_effort, effort_cost
from budgetsim.numerics import Array, exp, full, log, neighbour_mean, power, total


def size_factor(size: Array, output_elasticity: Array) -> Array:
    """Contribution of size to scale, w^{1−α}.

    Source: assumed (Cobb–Douglas with constant returns in size and money).
    """
    return power(size, 1.0 - output_elasticity)


def scale(size_part: Array, budget: Array, output_elasticity: Array) -> Array:
    """Scale of a department, s = w^{1−α} B^α; costs are per unit of it. ``size_part`` is w^{1−α}.

    Source: assumed (Cobb–Douglas with constant returns in size and money).
    """
    return size_part * power(budget, output_elasticity)


def productive_base(productivity: Array, useful_share: Array, output_elasticity: Array) -> Array:
    """Productivity after waste, θ u^α.

    Source: assumed (Cobb–Douglas in useful money).
    """
    return productivity * power(useful_share, output_elasticity)


def next_productivity(productivity: Array, shock: Array, persistence: Array, spread: Array) -> Array:
    """Productivity of next year, log θ′ = φ_θ log θ + √(1 − φ_θ²) σ_θ ν around −½σ_θ², at a constant mean of 1.

    Source: persistence of productivity as an autoregression of its logarithm (Foster, Haltiwanger & Syverson 2008,
    recalled: about .8 a year for plants).
    """
    centre = 0.5 * spread * spread
    news = np.sqrt(1.0 - persistence * persistence) * spread * shock
    faded = exp(persistence * (log(np.maximum(productivity, 1e-300)) + centre) + news - centre)
    # Exactly what it was where φ_θ is 1, also in a batch with districts where it is not.
    return np.where(persistence == 1.0, productivity, faded)


def performance(base: Array, effort_output: Array, effort_benefit: Array, p: District[Array]) -> Array:
    """True performance, y = θ u^α (1 + v·e).

    Source: Holmström & Milgrom 1991 (two tasks of public value v); assumed to multiply the yield of money.
    """
    return base * (1.0 + p.output_value * effort_output + p.benefit_value * effort_benefit)


def public_value(scales: Array, result: Array, spillover: Array, neighbours: NDArray[np.intp]) -> Array:
    """Value V = s y + spill-overs from neighbouring departments (public goods).

    Source: Samuelson 1954 (public goods, recalled); spill-overs by a fixed network assumed.
    """
    own_value = scales * result
    return own_value + spillover * neighbour_mean(own_value, neighbours)


def social_factor(district: District[Array], departments: int) -> Array:
    """Public value per unit of own value, 1 + spill-over; 1 where nobody has neighbours.

    Source: derived (every department has as many neighbours).
    """
    return (
        1.0 + district.spillover if min(district.network_degree, departments - 1) > 0 else np.ones((1, 1, 1))
    )


def first_best_rate(productivity: Array, department: Department[Array], district: District[Array]) -> Array:
    """Value net of effort cost per unit of scale at the best effort, a = θ(1 + v·e*) − C(e*), spill-overs included.

    Source: derived (best effort against its cost).
    """
    social = productivity * social_factor(district, productivity.shape[-1])
    one = np.ones_like(productivity)
    effort = best_effort(
        social * district.output_value,
        social * district.benefit_value,
        department.effort_cost * one,
        department.effort_substitution,
        department.habit_output,
        department.habit_benefit,
    )
    cost = effort_cost(
        *effort,
        department.effort_cost,
        department.effort_substitution,
        department.habit_output,
        department.habit_benefit,
    )
    return performance(social, *effort, district) - cost


def first_best_shares(rate: Array, size: Array, output_elasticity: Array) -> Array:
    """Shares of the envelope that maximise Σ w^{1−α} B^α a: B* ∝ a^{1/(1−α)} w.

    Source: derived (equal marginal value of money).
    """
    claim = power(np.maximum(rate, 1e-9), 1.0 / (1.0 - output_elasticity)) * size
    return claim / total(claim, claim.shape[-1])


def first_best_factor(rate: Array, size: Array, output_elasticity: Array) -> Array:
    """First-best value of an envelope of 1, late demand left out. District total.

    With an envelope E it is V* = E^α Σ w^{1−α} (B*/E)^α a.

    Source: derived (value at the best shares).
    """
    shares = first_best_shares(rate, size, output_elasticity)
    value = size_factor(size, output_elasticity) * power(shares, output_elasticity) * rate
    return total(full(value, shares.shape), shares.shape[-1])
