"""Link 1, objective management: proposals, review, targets, the ratchet, honesty contracts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from budgetsim.numerics import Array, clip, ndtri, power


def checkable(measurability: Array, review: Array, gain: Array) -> Array:
    """Measurability after review, μ + (1 − μ) a_o o_r: review makes vague objectives checkable.

    Source: assumed (review makes vague objectives checkable in part).
    """
    return measurability + (1.0 - measurability) * gain * review


def district_standard(passive_waste: Array, output_elasticity: Array) -> Array:
    """Output that the bureau expects of an unknown department before effort, (1 − q̄)^α at mean productivity.

    Source: derived (results of an average department at usual waste, without effort).
    """
    return power(1.0 - passive_waste, output_elasticity)


def proposed_target(forecast: Array, sandbagging: Array) -> Array:
    """Target that a department proposes, τᵖ = ŷ (1 − s).

    Source: definition.
    """
    return forecast * (1.0 - sandbagging)


def ratchet_factor(weight: Array, ratchet: Array, discount_factor: Array) -> Array:
    """Part R of the incentive that survives the ratchet (Weitzman 1980).

    R = 1 − w λ δ / (1 − δ (1 − λ)), with w the weight of past performance in the target; at w = 1 it is
    r / (r + λ) for the interest rate r = 1/δ − 1.

    Source: Weitzman 1980 (Bell Journal of Economics 11).
    """
    horizon = 1.0 - discount_factor * (1.0 - ratchet)
    # λ = 0 and δ = 1: the target never moves, nothing is lost.
    loss = np.where(
        horizon > 0.0, weight * ratchet * discount_factor / np.where(horizon > 0.0, horizon, 1.0), 0.0
    )
    return 1.0 - loss


def next_norm(norm: Array, reported: Array, ratchet: Array) -> Array:
    """Norm of the coming year, n′ = n + λ (x − n).

    Source: Weitzman 1980 (the ratchet).
    """
    return norm + ratchet * (reported - norm)


def understatement_terms(stake: Array, review: Array, sanction: Array) -> dict[str, Array]:
    """Gain from the first unit of understatement, W_s P̄ (1 − o_r), and its expected sanction, −o_r F_o.

    Source: derived (margins of U in s at s = 0).
    """
    return {"easier_target": stake * (1.0 - review), "low_proposal": -review * sanction}


def sandbagging_under_review(
    stake: Array, review: Array, sanction: Array, cost: Array, largest: Array
) -> Array:
    """Understatement of targets, s = clip{[W_s P̄ (1 − o_r) − o_r F_o] / k_s, 0, s_max}.

    Source: derived (first-order condition of U).
    """
    terms = understatement_terms(stake, review, sanction)
    return clip((terms["easier_target"] + terms["low_proposal"]) / cost, 0.0, largest)


def truth_inducing_understatement(  # noqa: PLR0913 - the contract has this many terms
    alpha: Array, beta: Array, gamma: Array, noise: Array, forecast: Array, largest: Array
) -> Array:
    """Understatement under the bonus β ŷ + α (y − ŷ)⁺ − γ (ŷ − y)⁺ (Weitzman 1976).

    For α < β < γ the best report is the (β − α)/(γ − α) quantile of y, the truth without noise; otherwise
    the report runs to its lower (β ≤ α) or upper (β ≥ γ) limit.

    Source: Weitzman 1976 (Bell Journal of Economics 7).
    """
    inner = (alpha < beta) & (beta < gamma)
    quantile = np.where(inner, (beta - alpha) / np.where(inner, gamma - alpha, 1.0), 0.5)
    honest = -noise * ndtri(quantile) / np.maximum(forecast, 1e-9)
    corner = np.where(beta <= alpha, largest, -largest)
    return np.where(inner, clip(honest, -largest, largest), corner)


def truth_inducing_bonus(alpha: Array, beta: Array, gamma: Array, report: Array, result: Array) -> Array:
    """Bonus per unit of stake, β ŷ + α (y − ŷ)⁺ − γ (ŷ − y)⁺ (Weitzman 1976).

    Source: Weitzman 1976 (Bell Journal of Economics 7), the new Soviet incentive model.
    """
    gap = result - report
    return beta * report + alpha * np.maximum(gap, 0.0) - gamma * np.maximum(-gap, 0.0)


def _top_down(proposal: Array, norm: Array, review: Array) -> Array:
    del proposal, review
    return norm


def _as_reported(proposal: Array, norm: Array, review: Array) -> Array:
    del norm, review
    return proposal


def _negotiated(proposal: Array, norm: Array, review: Array) -> Array:
    return proposal + review * np.maximum(0.0, norm - proposal)


TARGETS: dict[str, Callable[[Array, Array, Array], Array]] = {
    "top_down": _top_down,
    "self_reported": _as_reported,
    "negotiated": _negotiated,
    "truth_inducing": _as_reported,
}
"""Target τ from (proposal τᵖ, norm n, realised review o_r); negotiated: τᵖ + o_r max(0, n − τᵖ)."""


def proposal_review(contract: str, review: Array) -> Array:
    """Strength of review of a low proposal, = o_r when targets are negotiated, else 0.

    Source: definition (only where targets are negotiated is a proposal reviewed).
    """
    return review if contract == "negotiated" else np.zeros_like(review)


def norm_weight(contract: str, review: Array) -> Array:
    """Weight of the norm in the target: w = o_r when negotiated, 1 when imposed, 0 when the report counts.

    Source: derived (slope of the target in the norm).
    """
    if contract == "negotiated":
        return review
    return np.ones_like(review) if contract == "top_down" else np.zeros_like(review)
