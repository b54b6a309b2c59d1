"""What departments and the district learn from year to year."""

from __future__ import annotations

import numpy as np

from budgetsim.declarations import Department
from budgetsim.numerics import Array, clip


def announced_risk(perceived: Array, announced_change: Array, weight: Array) -> Array:
    """Perceived chance of a check after a reform is announced, p̂ + a Δm."""
    return clip(perceived + weight * announced_change, 0.0, 1.0)


def experienced_risk(perceived: Array, own: Array, peers: Array, p: Department[Array]) -> Array:
    """Perceived chance of a check after a year: moves to own and to peers' experience (shares of months checked)."""
    step = p.learning_own * (own - perceived) + p.learning_peer * (peers - perceived)
    return clip(perceived + step, 0.0, 1.0)


def consequence_belief(
    belief: Array, seen: Array, rectification: Array, delivered: Array, rate: Array
) -> Array:
    """γᵐ + α_γ · seen · (rect · L − γᵐ): whoever sees findings learns whether they have consequences."""
    return belief + rate * seen * (rectification * delivered - belief)


def credibility(belief: Array, rectification: Array, delivered: Array, floor: Array, rate: Array) -> Array:
    """γᵘ + α_γ (L (γ₀ + (1 − γ₀) rect) − γᵘ): use of results is believed as far as work and consequence follow."""
    return belief + rate * (delivered * (floor + (1.0 - floor) * rectification) - belief)


def culture_attractor(  # noqa: PLR0913 - one force each
    training: Array,
    results: Array,
    manipulated: Array,
    announced: Array,
    delivered: Array,
    p: Department[Array],
) -> Array:
    """Concept κ to which a department drifts.

    κ_b + κ_k k_r + κ_r ρ ν_r − κ_g (g − g_norm) − c_y (1 − L)(m + ν + o)/3, limited to [0, 1];
    ``results`` is ρ ν_r and ``announced`` the mean (m + ν + o)/3.
    """
    pull = p.culture_base + p.culture_training * training + p.culture_results * results
    gaming = p.culture_gaming * (manipulated - p.culture_gaming_norm)
    return clip(pull - gaming - p.culture_overload * (1.0 - delivered) * announced, 0.0, 1.0)


def next_culture(culture: Array, attractor: Array, rate: Array) -> Array:
    """Concept of next year, κ + α_κ (attractor − κ)."""
    return culture + rate * (attractor - culture)


def lasting_passive_waste(competence: Array, p: Department[Array]) -> Array:
    """Passive waste that unchanged work leads to, q* = (r_q Z q_min + s_q q̄) / (r_q Z + s_q); q̄ where nothing moves it.

    Source: the fixed point of ``next_passive_waste``. Getting there takes some twenty years of a weak policy.
    """
    force = p.passive_waste_improvement * competence
    pulls = force * p.passive_waste_min + p.passive_waste_relapse * p.passive_waste_initial
    moving = force + p.passive_waste_relapse
    return np.where(moving > 0.0, pulls / np.where(moving > 0.0, moving, 1.0), p.passive_waste_initial)


def next_passive_waste(waste: Array, competence: Array, p: Department[Array]) -> Array:
    """Passive waste of next year: competence drives it to q_min, turnover of staff back to q̄.

    ``competence`` is L times the mean of training, skill, information systems and evaluation quality.
    """
    gain = p.passive_waste_improvement * competence * (waste - p.passive_waste_min)
    return waste - gain + p.passive_waste_relapse * (p.passive_waste_initial - waste)
