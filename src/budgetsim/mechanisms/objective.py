"""A department's objective U, written once: accounts add it up, decisions follow from its margins.

Per unit of scale and year

    U = Z + b (A d + c) + κ ι y − P r F_d d − p_v (F_g + W_g) g − o_r F_o s⁺ − C(e) − ½ r Var − t + δ M k − p_h h̄
        − ι_d κ (d + c) − ½ k_d (d + c)² − ½ k_c c² − ½ c_g (1 + 2κ) g² − ½ k_s s⁺²,

Z the worth of the used score, t own time on checks, reviews and evaluations, k the share of money kept for next year
and h̄ the share held back by the end of November, at its price p_h. Accounts put in what happened: the
share of money that was kept, whether something was found, the consequence r that was delivered. Decisions put in what
is believed: A and P̂ at the believed risks, r̂.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.mechanisms.misconduct import diversion_effort, quadratic_cost
from budgetsim.numerics import Array


@dataclass(frozen=True)
class Prices:
    """What actions and results are worth to a department, and cost it, per unit of scale."""

    taste: Array
    """b, of diverted money that is kept."""
    care: Array
    """κ ι, of performance for its own sake."""
    sanction: Array
    """r F_d, per unit of diversion that is found."""
    lie_sanction: Array
    """F_g, per unit of claim that is found."""
    claim: Array
    """W_g, worth of a unit of claimed attainment: a claim that is found is lost as well."""
    proposal_sanction: Array
    """F_o, per unit of understatement that review finds."""
    guilt: Array
    """ι_d κ, per unit of misuse."""
    misuse: Array
    """k_d, curvature of the cost of misuse."""
    hiding: Array
    """k_c, further curvature of the cost of hiding it."""
    lying: Array
    """c_g (1 + 2κ), curvature of the cost of claims."""
    understating: Array
    """k_s, curvature of the cost of low proposals."""


@dataclass(frozen=True)
class Outcome:
    """What a department's year comes to, in fact or in expectation."""

    score: Array
    """Worth Z of its used score."""
    performance: Array
    """y."""
    kept: Array
    """Share of the budget that was diverted and kept."""
    found: Array
    """Whether misuse was found, or the chance of it."""
    lie_found: Array
    """Chance p_v that a claim is found."""
    reviewed: Array
    """o_r where proposals are reviewed."""
    openly: Array
    concealed: Array
    claimed: Array
    understated: Array
    effort: Array
    """Cost of effort C(e)."""
    premium: Array
    """½ r Var."""
    own_time: Array
    """Own time on checks, reviews and evaluations."""
    saved: Array
    """What money kept for next year will be worth."""
    holding: Array
    """Price of having held money back."""


def payoff_terms(p: Prices, x: Outcome) -> dict[str, Array]:
    """Return the terms of U by name, gains positive and costs negative; their sum is the pay-off."""
    low = np.maximum(x.understated, 0.0)
    return {
        "score": x.score,
        "private_use": p.taste * x.kept,
        "public_care": p.care * x.performance,
        "sanction": -x.found * p.sanction * x.openly,
        "found_claim": -x.lie_found * (p.lie_sanction + p.claim) * x.claimed,
        "low_proposal": -x.reviewed * p.proposal_sanction * low,
        "effort": -x.effort,
        "risk": -x.premium,
        "own_time": -x.own_time,
        "saved": x.saved,
        "holding": -x.holding,
        "guilt": -p.guilt * (x.openly + x.concealed),
        "misuse": -diversion_effort(x.openly, x.concealed, p.misuse, p.hiding),
        "claims": -quadratic_cost(p.lying, x.claimed),
        "understatement": -quadratic_cost(p.understating, low),
    }


def payoff(p: Prices, x: Outcome) -> Array:
    """Pay-off U of a department in a year, per unit of its scale."""
    first, *others = payoff_terms(p, x).values()
    for term in others:
        first = first + term
    return first


def own_value_of_money(value_output: Array, value_benefit: Array, concavity: Array) -> Array:
    """Worth to the department of its money's doing its work, α Σ_j V_j y_j, by which misuse makes it lose.

    ``value_…`` is V_j y_j with V_j = W_s R ∂zˢ/∂y_j + W_k ∂zᵏ/∂y_j + κ ι v_j. A unit of the budget that is misused
    and not given back costs the department M = α Σ_j V_j y_j / (1 − A d − c).
    """
    return concavity * (value_output + value_benefit)
