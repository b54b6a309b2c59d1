"""Link 4, use of results: what the bureau believes of departments, and how scores turn into budgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from budgetsim.declarations import Bureau, Department, District
from budgetsim.model.mechanisms.production import social_factor
from budgetsim.numerics import Array, back_from, clip, exp, gamma, log, mean, power, ratio, sorted_by, total

# Bayesian beliefs of the bureau about the productivity of each department -----------------------------------


def performance_signal(score: Array, slope: Array) -> Array:
    """Productivity that a used score points to, 1 + (ẑ − mean)/x₁: scores are informative about differences only.

    Source: derived (inverse of the external score's slope in performance).
    """
    return 1.0 + (score - mean(score, score.shape[-1])) / slope


def faded_belief(expected: Array, variance: Array, persistence: Array, spread: Array) -> tuple[Array, Array]:
    """Belief about productivity a year later, m + (1 − φ_θ)(1 − m) with variance φ_θ² v + (1 − φ_θ²)(exp(σ_θ²) − 1).

    ``spread`` is that of log productivity, whose level has variance exp(σ_θ²) − 1. Exact where φ_θ is 1.

    Source: derived (Kalman prediction of an autoregression).
    """
    level = exp(spread * spread) - 1.0
    kept = persistence * persistence
    return expected + (1.0 - persistence) * (1.0 - expected), kept * variance + (1.0 - kept) * level


def updated_belief(
    expected: Array, variance: Array, signal: Array, signal_variance: Array, drift: Array
) -> tuple[Array, Array]:
    """Posterior of a normal belief after a signal, m + k (x − m) and (1 − k) v with k = v/(v + Σ); ``drift`` adds to v.

    Source: derived (Bayes' rule for normal beliefs; Kalman gain).
    """
    prior = variance + drift
    gain = ratio(prior, prior + signal_variance)
    return expected + gain * (signal - expected), (1.0 - gain) * prior


def expected_worth(
    expected: Array, variance: Array, size: Array, department: Department[Array], district: District[Array]
) -> Array:
    """E[a]^{1/(1−α)} w, with a = θ(1 + v·ē) + ½ θ² v′K⁻¹v / c the first-best rate at interior effort.

    Source: derived (expectation of the first-best rate, a quadratic in θ).
    """
    output, benefit = district.output_value, district.benefit_value
    substitution = department.effort_substitution
    social = social_factor(district, size.shape[-1])
    habit = 1.0 + output * department.habit_output + benefit * department.habit_benefit
    curvature = department.effort_cost * (1.0 - substitution * substitution)
    drive = (output * output - 2.0 * substitution * output * benefit + benefit * benefit) / curvature
    rate = social * expected * habit + 0.5 * social * social * (expected * expected + variance) * drive
    return power(rate, 1.0 / (1.0 - department.output_elasticity)) * size


# Five rules that turn scores into budgets -------------------------------------------


@dataclass(frozen=True)
class Claims:
    """Inputs of a budget rule; money in mean budgets."""

    base: Array
    """Anchor of the new budgets, B^ξ w^{1−ξ} with political noise, normalised to the envelope."""
    envelope: Array
    size: Array
    score: Array
    """Used score, relative to peers as far as ``relative_evaluation`` says."""
    flexible: Array
    """Share of a budget that can move, 1 − φ."""
    use: Array
    """Result use ρ."""
    delivered: Array
    """Delivered share of the announced work, L."""
    worth: Callable[[], Array]
    """Expected first-best claims E[a]^{1/(1−α)} w, computed only by the rule that needs them."""


def political_change(shock: Array, spread: Array, tails: Array) -> Array:
    """Yearly budget change that no score explains, σ_B sgn(ε) |ε|^p / √E|ε|^2p: its variance is σ_B² for any p.

    With p above 1 most changes are tiny and a few are large. E|ε|^2p = 2^p Γ(p + ½)/√π for a standard normal ε.

    Source: assumed (a power of a normal, with its variance kept); tails estimated from Mexico's ministries
    (docs/calibration.md).
    """
    uneven = np.sign(shock) * power(np.abs(shock), tails)
    variance = power(np.full_like(tails, 2.0), tails) * gamma(tails + 0.5) / np.sqrt(np.pi)
    return spread * np.where(tails == 1.0, shock, uneven / np.sqrt(variance))


def lasting_change(change: Array, before: Array, swing: Array) -> Array:
    """Yearly budget change that no score explains, of which the share τ is reversed the year after, η − τ η₋₁.

    Successive changes correlate by −τ/(1 + τ²), beside the pull of the anchor.

    Source: budgets of Mexico's programmes and ministries swing back; a project comes and goes (form: moving average,
    Box & Jenkins 1970, recalled).
    """
    return change - swing * before


def adjusted_budget(allocation: Array, change: Array, spread: Array) -> Array:
    """Budgets as adjusted within the year, B ± sgn(η)(1 − e^{−|η|}) B.

    Of two neighbours in size, one gives to the other. The smaller one moves by sgn(η)(1 − e^{−|η|}) of its
    budget: cuts and rises of a given size are equally common, and medians and the money of every pair stay. Exactly the
    allocation where nothing is adjusted.

    Source: executed over approved money of Mexico's programmes, which execute nearly all of the adjusted money
    (docs/calibration.md); form derived.
    """
    place = np.arange(allocation.shape[-1])
    paired = place < len(place) // 2 * 2
    ranked, shock = sorted_by(allocation, allocation), sorted_by(change, allocation)
    moved = np.sign(shock) * (1.0 - exp(-np.abs(shock))) * ranked
    given = np.where(paired & (place % 2 == 0), moved, 0.0)
    taken = np.where(paired & (place % 2 == 1), moved.take(place - 1, axis=-1), 0.0)
    return np.where(spread > 0.0, back_from(ranked + given - taken, allocation), allocation)


def budget_base(budget: Array, log_size: Array, envelope: Array, inertia: Array, noise: Array) -> Array:
    """Anchor B^ξ w^{1−ξ} exp(noise), scaled to the envelope: without it persistent errors of scores compound.

    Source: assumed (log-linear anchor).
    """
    claim = exp(inertia * log(np.maximum(budget, 1e-300)) + (1.0 - inertia) * log_size + noise)
    return to_envelope(claim, envelope)


def to_envelope(claim: Array, envelope: Array) -> Array:
    """Scale claims x so that they sum to the envelope, E x/Σx.

    Source: definition (money is conserved).
    """
    return envelope * claim / total(claim, claim.shape[-1])


def kept_open(claim: Array, size: Array, envelope: Array, minimum: Array) -> Array:
    """Claims scaled to the envelope, x′ = max(x, B_lo w): none below what a department of its size needs to exist.

    Source: assumed (a department without projects still exists and can come back).
    """
    scaled = to_envelope(claim, envelope)
    return to_envelope(np.maximum(scaled, minimum * size * (envelope / claim.shape[-1])), envelope)


def incremental(c: Claims, p: Bureau[Array]) -> Array:
    """B′ = base, last year's budget scaled: results are not used.

    Source: incremental budgeting (Wildavsky 1964, recalled).
    """
    del p
    return c.base


def linear(c: Claims, p: Bureau[Array]) -> Array:
    """B′ ∝ base [φ + (1 − φ) clip(1 + ρ η L (ẑ − mean), floor, ceiling)].

    Source: assumed (linear and clipped; scores have been found to move budgets little: Gilmour & Lewis 2006).
    """
    gap = c.score - mean(c.score, c.score.shape[-1])
    factor = clip(
        1.0 + c.use * p.budget_elasticity * c.delivered * gap, p.adjustment_floor, p.adjustment_ceiling
    )
    return c.base * ((1.0 - c.flexible) + c.flexible * factor)


def grades(c: Claims, p: Bureau[Array]) -> Array:
    """B′ = base − freed for good, fair and poor, freed = base φ′ ρ L u; the excellent share what is freed.

    Source: grades of the Ministry of Finance of China; cuts as in Shandong, 20 % (docs/odd.md, section 2).
    """
    fair = (c.score >= p.fair_from) & (c.score < p.good_from)
    poor = c.score < p.fair_from
    cut = np.where(poor, p.poor_cut, np.where(fair, p.fair_cut, 0.0))
    freed = c.base * c.flexible * c.use * c.delivered * cut
    best = np.where(c.score >= p.excellent_from, c.base, 0.0)
    departments = c.base.shape[-1]
    pool, winners = total(freed, departments), total(best, departments)
    # Without an excellent department the freed money returns to all in proportion (through the envelope).
    return c.base - freed + best * ratio(pool, winners)


def contest_shares(score: Array, size: Array, exponent: Array) -> Array:
    """Shares of a Tullock contest, σ_i = w_i z_i^Q / Σ w z^Q: equal scores give money by size.

    Source: Tullock 1980, weighted by size.
    """
    claim = size * power(np.maximum(score, 1e-6), exponent)
    return claim / total(claim, claim.shape[-1])


def tournament(c: Claims, p: Bureau[Array]) -> Array:
    """B′ = base − x + σ Σx with x = base φ′ ρ L s_V: a pool of flexible money is distributed by contest.

    Source: Tullock 1980.
    """
    at_stake = c.base * c.flexible * c.use * c.delivered * p.tournament_pool
    pool = total(at_stake, at_stake.shape[-1])
    return c.base - at_stake + pool * contest_shares(c.score, c.size, p.tournament_exponent)


def posterior(c: Claims, p: Bureau[Array]) -> Array:
    """B′ = base (1 − φ′ ρ L) + φ′ ρ L E[a]^{1/(1−α)} w: the first best when the bureau knows.

    Source: derived (first best at the bureau's expectations).
    """
    del p
    moved = c.flexible * c.use * c.delivered
    return c.base * (1.0 - moved) + moved * to_envelope(c.worth(), c.envelope)


BUDGET_RULES: dict[str, Callable[[Claims, Bureau[Array]], Array]] = {
    "incremental": incremental,
    "linear": linear,
    "grades": grades,
    "tournament": tournament,
    "posterior": posterior,
}
