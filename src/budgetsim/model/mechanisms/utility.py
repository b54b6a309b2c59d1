"""A department's objective U, written once: accounts add it up, decisions follow from its margins.

Per unit of scale and year

    U = Z + b (A d + c) + κ ι y − P r F_d d − p_v (F_g + W_g) g − o_r F_o s⁺ − C(e) − ½ r Var − t + δ M k − p_h h̄
        − ι_d κ (d + c) − ½ k_d (d + c)² − ½ k_c c² − ½ c_g (1 + 2κ) g² − ½ k_s s⁺²,

Z the worth of the used score, t own time on checks, reviews and evaluations, k the share of money kept for next year
and h̄ the share held back by the end of November, at its price p_h. Accounts evaluate it at what
happened: the share of money that was kept, whether misuse was detected, the consequence r that was delivered. Decisions
evaluate it at beliefs: A and P̂ at the perceived risks, r̂.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.declarations import Department
from budgetsim.model.mechanisms.misconduct import diversion_effort, manipulation_price, quadratic_cost
from budgetsim.numerics import Array


@dataclass(frozen=True)
class Prices:
    """Marginal values and costs of actions and results to a department, per unit of scale."""

    taste: Array
    """b, value of diverted money that is kept."""
    care: Array
    """κ ι, intrinsic value of performance."""
    sanction: Array
    """r F_d, per unit of detected diversion."""
    lie_sanction: Array
    """F_g, per unit of detected claim."""
    claim: Array
    """W_g, value of a unit of claimed attainment, lost when the claim is detected."""
    proposal_sanction: Array
    """F_o, per unit of understatement that review detects."""
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


def prices(  # noqa: PLR0913 - what differs between departments
    d: Department[Array],
    *,
    taste: Array,
    hiding: Array,
    claiming: Array,
    culture: Array,
    consequence: Array,
    claim: Array,
) -> Prices:
    """Return the prices of U, from taste = b to guilt = ι_d κ, at a department's traits.

    ``culture`` is its performance culture κ, ``consequence`` the r of a finding, ``claiming`` the curvature c_g(T) of
    its claims and ``claim`` their value W_g.

    Source: assumed (conscience κ, care ι and sanctions enter linearly; docs/odd.md, section 7.6).
    """
    return Prices(
        taste=taste,
        care=culture * d.intrinsic_motivation,
        sanction=consequence * d.diversion_sanction,
        lie_sanction=d.manipulation_sanction,
        claim=claim,
        proposal_sanction=d.sandbagging_sanction,
        guilt=d.diversion_guilt * culture,
        misuse=d.diversion_cost,
        hiding=hiding,
        lying=manipulation_price(claiming, culture),
        understating=d.sandbagging_cost,
    )


@dataclass(frozen=True)
class ResultWorth:
    """Value V_j = W_s R ∂zˢ/∂y_j + W_k ∂zᵏ/∂y_j + (κ ι + W_s w_q q_1) v_j of a unit of each kind of result."""

    own_score: tuple[Array, Array]
    """Through the self-score, W_s R ∂zˢ/∂y_j, for outputs and benefits."""
    external_score: tuple[Array, Array]
    """Through the external score, W_k ∂zᵏ/∂y_j."""
    satisfaction: Array
    """Through public satisfaction, W_s w_q q_1, per unit of public value."""
    care: Array
    """Intrinsic, κ ι, per unit of public value."""
    value: tuple[Array, Array]
    """Public value v_j of a unit of result."""

    def total(self) -> tuple[Array, Array]:
        """Return V_1 and V_2."""
        direct = self.care + self.satisfaction
        return (
            self.own_score[0] + self.external_score[0] + direct * self.value[0],
            self.own_score[1] + self.external_score[1] + direct * self.value[1],
        )


@dataclass(frozen=True)
class Outcome:
    """Results of a department's year, realised or expected."""

    score: Array
    """Value Z of its used score."""
    performance: Array
    """y."""
    kept: Array
    """Share of the budget that was diverted and kept."""
    found: Array
    """Whether misuse was detected, or the probability of it."""
    lie_found: Array
    """Probability p_v that a false claim is detected."""
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
    """Value of money carried over."""
    holding: Array
    """Cost of having held money back."""


def payoff_terms(p: Prices, x: Outcome) -> dict[str, Array]:
    """Return the terms of U by name, gains positive and costs negative: U = Σ of them.

    Source: the terms of U above: Holmström & Milgrom 1991 (effort, risk), Becker 1968 (sanctions), Weitzman 1980
    (targets); the rest assumed.
    """
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
    """Pay-off U = Σ of its terms, per unit of a department's scale and year.

    Source: additive utility, a certainty equivalent per unit of scale (Holmström & Milgrom 1991).
    """
    first, *others = payoff_terms(p, x).values()
    for term in others:
        first = first + term
    return first


def own_value_of_money(value_output: Array, value_benefit: Array, output_elasticity: Array) -> Array:
    """Value to the department of money that does its work, α Σ_j V_j y_j, which misuse forgoes.

    ``value_…`` is V_j y_j, V_j being ``ResultWorth``. A unit of the budget that is misused and not recovered costs the
    department M = α Σ_j V_j y_j / (1 − A d − c).

    Source: derived (elasticity α of results in useful money).
    """
    return output_elasticity * (value_output + value_benefit)
