"""What a score is worth to a department, and what it foresees of the errors of its scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.declarations import Bureau, Department, Policy
from budgetsim.numerics import Array, ndtr, power, ratio

# What a department cannot foresee of its own score: the yearly error, and the innovation of the lasting one --


def unforeseen_part(persistence: Array, smoothing: Array) -> Array:
    """Share U of a persistent error's variance that exponential smoothing of the past leaves unforeseen.

    An error of persistence φ, b′ = φ b + √(1 − φ²) σ_b ν, is forecast by Σ α (1 − α)^k b_{t−k}. With
    k = φ (1 − α) the forecast misses it with the variance σ_b² U,
    U = 1 − 2 α φ / (1 − k) + α (1 + k) / [(2 − α)(1 − k)]: 0 at φ = 1, where the past reveals it; 1 at α = 0,
    where the past is ignored.

    Source: derived (forecast errors of exponential smoothing).
    """
    kept = persistence * (1.0 - smoothing)
    # A permanent error that nobody looks at is unforeseen like any other.
    fading = np.where(kept < 1.0, 1.0 - kept, 1.0)
    explained = 2.0 * smoothing * persistence / fading
    noise = smoothing * (1.0 + kept) / ((2.0 - smoothing) * fading)
    return 1.0 - explained + noise


def unforeseen_variance(noise: Array, lasting: Array, part: Array) -> Array:
    """Variance of the unforeseen part of an error, σ² + U σ_b².

    Source: derived (a yearly error is never foreseen; of a lasting one, the share U is not).
    """
    return noise * noise + part * lasting * lasting


# What a score is worth to a department, and what its noise costs --------------------------------------------


def budget_present_value(discount_factor: Array, lag: int, inertia: Array) -> Array:
    """Present value of a lasting change of budgets, PV = δ^lag / (1 − δ ξ).

    Source: derived (discounted sum of a change of which budgets retain the share ξ each year).
    """
    return power(discount_factor, float(lag)) / np.maximum(1.0 - discount_factor * inertia, 1e-6)


def announced_use(rule: str, result_use: Array) -> Array:
    """Result use under the budget rule, ρ, with ρ = 0 under incremental budgeting.

    Source: definition (incremental budgeting; Wang & Biedermann 2012 and Gilmour & Lewis 2006 find such weak links).
    """
    return np.zeros_like(result_use) if rule == "incremental" else result_use


def few_posts(use: Array, saturation: Array) -> Array:
    """Use of results in posts and praise, ρ / (1 + h_R ρ): posts are scarce.

    Source: assumed (posts and praise run out: the best receive the first of them).
    """
    return use / (1.0 + saturation * use)


@dataclass(frozen=True)
class UseReward:
    """Reward W_ρ of 1.00 of used score under announced use, by form of reward."""

    money: Array
    """Budgets."""
    pay: Array
    posts: Array
    """Posts and praise, fixed in number: one department's gain is another's loss."""

    @property
    def total(self) -> Array:
        """Sum of all three."""
        return self.money + self.pay + self.posts

    def relative(self, relative_evaluation: Array) -> Array:
        """Part that depends on the score relative to other departments, f (money + pay) + posts."""
        return relative_evaluation * (self.money + self.pay) + self.posts


def reward_of_use(  # noqa: PLR0913 - one term of the reward each
    use: Array,
    credibility: Array,
    budget_share: Array,
    present_value: Array,
    levers: Policy[Array],
    department: Department[Array],
    bureau: Bureau[Array],
) -> UseReward:
    """Value per 1.00 of used score from budgets, pay, posts and praise.

    W_ρ = γᵘ {ρ [(1 − φ)(1 − B_i/ΣB) η v_B PV + s_p ψ_R] + (1 − s_p) ψ_R ρ/(1 + h_R ρ)}.

    Source: derived (margin of the linear budget rule); posts, pay and praise assumed (budgets alone are
    zero-sum and cannot motivate effort).
    """
    money = (1.0 - levers.rigid_share) * (1.0 - budget_share) * bureau.budget_elasticity
    believed, pay = credibility * use, department.pay_share * department.reward_value
    posts = few_posts(use, department.reward_saturation) * (department.reward_value - pay)
    return UseReward(
        money=believed * money * department.budget_value * present_value,
        pay=believed * pay,
        posts=credibility * posts,
    )


def face(disclosed: Array, department: Department[Array]) -> Array:
    """Value per 1.00 of score that needs no use of results, ψ₀ + ψ_D D L: only published scores are read.

    Source: assumed (self-scores are inflated even where they have no consequences).
    """
    return department.reputation_value + department.disclosure_value * disclosed


def contest_prize(  # noqa: PLR0913 - one term of the prize each
    use: Array,
    credibility: Array,
    present_value: Array,
    levers: Policy[Array],
    department: Department[Array],
    bureau: Bureau[Array],
    departments: int,
) -> Array:
    """Value of the pool in a tournament, V = γᵘ ρ [(1 − φ) s_V N v_B PV + V_0]: contested money, and posts.

    Source: Tullock 1980 (the contest, with money at its present value); posts assumed.
    """
    money = (1.0 - levers.rigid_share) * bureau.tournament_pool * departments
    return credibility * use * (money * department.budget_value * present_value + bureau.tournament_prize)


def contest_reward(  # noqa: PLR0913 - one part of the contest each
    prize: Array, exponent: Array, share: Array, size: Array, base_score: Array, response: Array
) -> Array:
    """Marginal reward per unit of scale in a Tullock contest, W = V Q σ (1 − σ) / (w z), with z = z₀ + response · W.

    ``share`` is last year's own share σ; the positive root of z² − z₀ z − response · V Q σ (1 − σ) / w = 0.

    Source: Tullock 1980; derived (the contest's margin and the score it induces, solved jointly).
    """
    stake = prize * exponent * share * (1.0 - share) / size
    score = 0.5 * (base_score + np.sqrt(base_score * base_score + 4.0 * response * stake))
    return ratio(stake, np.maximum(score, 1e-6))


def uncapped_chance(attainment: Array, noise: Array) -> Array:
    """Probability that a score is below its cap, P = Φ((1 − A)/σ_s), at the smoothed own attainment.

    Source: derived (a normal error around the department's own estimate of its attainment).
    """
    return ndtr((1.0 - attainment) / np.maximum(noise, 1e-9))


def risk_premium(aversion: Array, variance: Array) -> Array:
    """Cost of risk to a department with constant absolute risk aversion, ½ r Var.

    Source: Holmström & Milgrom 1987 (Econometrica 55): certainty equivalent under constant absolute risk aversion.
    """
    return 0.5 * aversion * variance
