"""Link 3, evaluation: errors of measurement, self-scores, external scores, the used score, correction for inflation."""

from __future__ import annotations

import numpy as np

from budgetsim.declarations import Bureau
from budgetsim.numerics import Array, BoolArray, clip, ratio, total

# What changes between years of its own accord, in performance and in its measurement: a state space that panels can
# estimate. Standards drift for everybody, a department's productivity reverts to the mean, its indicators are replaced.
# With all of it off (no year effects, φ_θ = 1, π_b = 0, φ_k = 1) departments and measurement stay as in year 1.


def next_year_effect(effect: Array, drift: Array, spread: Array, shock: Array) -> Array:
    """Common effect of next year on all scores, c′ = c + d + σ_c ν: a random walk with drift.

    In score, per year.

    Source: local level with drift of a structural time series (Harvey 1989, recalled); in Mexico's panel self-scores
    rise by four points a year and external ones fall by as many, which no lever explains.
    """
    return effect + drift + spread * shock


def shared_documents(self_error: Array, other_error: Array, correlation: Array) -> Array:
    """Error of external evaluation, r_b ν^s + √(1 − r_b²) ν^k: both scores use the same documents.

    Source: assumed (correlated normal errors; without them self-scores and external ones hardly correlate).
    """
    return correlation * self_error + np.sqrt(1.0 - correlation * correlation) * other_error


def renewed_error(error: Array, renewed: BoolArray, shock: Array, spread: Array) -> Array:
    """Lasting error of the self-score: drawn anew with new indicators, b^s = σ_sb ν, otherwise kept.

    Source: in Mexico's panel indicators of many programmes were replaced with the plan (docs/calibration.md).
    """
    return np.where(renewed, spread * shock, error)


def shared_error(error: Array, correlation: Array, self_spread: Array, external_spread: Array) -> Array:
    """Part of external evaluation's lasting error that comes from the same documents, r_b σ_kb b^s/σ_sb.

    Source: derived (regression of one normal error on the other).
    """
    return correlation * external_spread * ratio(error, self_spread)


def next_external_error(
    error: Array, shared: tuple[Array, Array], shock: Array, persistence: Array, spread: Array
) -> Array:
    """Lasting error of external evaluation, b′ = c′ + φ_k (b − c) + √(1 − φ_k²) σ ν: its shared part c is renewed too.

    ``shared`` is the shared part before and after, ``spread`` that of the rest, σ_kb √(1 − r_b²). Spread and
    correlation of both errors are preserved; exactly the old error where nothing is renewed and φ_k is 1.

    Source: first-order autoregression with a lasting spread (Harvey 1989, recalled).
    """
    before, after = shared
    news = np.sqrt(1.0 - persistence * persistence) * spread * shock
    return error + (after - before) - (1.0 - persistence) * (error - before) + news


def signal_variances(external_error: Array, weight: Array, p: Bureau[Array]) -> tuple[Array, Array]:
    """Error variances w_o² (σ_sb² + σ_s²) of self-scores and n² (σ_kb² + σ_k²) of external scores.

    ``weight`` is the weight of attainments in the self-score: their errors enter with it. Caps are left out.

    Source: derived (variances of a weighted sum of independent errors).
    """
    self_variance = weight * weight * (p.self_bias_sd * p.self_bias_sd + p.self_noise * p.self_noise)
    external_variance = (
        external_error
        * external_error
        * (p.external_bias_sd * p.external_bias_sd + p.external_noise * p.external_noise)
    )
    return self_variance, external_variance


# Self-scores, external scores, the used score, and the correction for inflation ---------
# ``points`` is the 100-point practice (as 0–1) with its caps; ``linear`` the uncapped form of the theory.


def external_measurability(measurability: Array, power: Array, insight: Array) -> Array:
    """Measurability to an outside evaluator, μᵏ = μ + (1 − μ) a_v π_v.

    Source: assumed (an able evaluator sees part of what targets leave unmeasured).
    """
    return measurability + (1.0 - measurability) * insight * power


def measured_attainment(measurability: Array, result: Array, target: Array) -> Array:
    """Measured part of attainment, μ y/τ.

    Source: self-evaluation table of a Chinese district, 2022: result over target, as far as it is measured.
    """
    return measurability * result / np.maximum(target, 0.05)


def attainment(measurability: Array, result: Array, target: Array, error: Array) -> Array:
    """Reported attainment A = μ y/τ + (1 − μ) + errors; what cannot be measured is claimed as met.

    Source: self-evaluation table of a Chinese district, 2022; what nobody can check is claimed as met (assumed).
    """
    return measured_attainment(measurability, result, target) + (1.0 - measurability) + error


def satisfaction(result: Array, shock: Array, p: Bureau[Array]) -> Array:
    """Satisfaction of the public before its cap, q_0 + q_1 (y − 1) + σ_q ε.

    Source: assumed (linear around a usual level; the table of a Chinese district, 2022, has 10 points for it).
    """
    return p.satisfaction_level + p.satisfaction_slope * (result - 1.0) + p.satisfaction_noise * shock


def self_score_points(  # noqa: PLR0913 - one term of the table each
    execution: Array,
    attained_output: Array,
    attained_benefit: Array,
    result: Array,
    shock: Array,
    p: Bureau[Array],
) -> Array:
    """Self-score 0–1, zˢ = w_x min(1, x) + w_o Σ ω_j clip(A_j) + w_q clip(satisfaction), each capped at full marks.

    Source: self-evaluation table of a Chinese district, 2022.
    """
    objectives = p.output_weight * clip(attained_output, 0.0, 1.0) + (1.0 - p.output_weight) * clip(
        attained_benefit, 0.0, 1.0
    )
    return (
        p.execution_weight * np.minimum(1.0, execution)
        + p.objectives_weight * objectives
        + p.satisfaction_weight * clip(satisfaction(result, shock, p), 0.0, 1.0)
    )


def passed_claims(manipulated: Array, power: Array, p: Bureau[Array]) -> Array:
    """Undetected part of a false claim in an external score, a_g g (1 − π_v).

    Source: assumed (undetected claims pass in part).
    """
    return p.claim_pass_through * manipulated * (1.0 - power)


def external_score_points(
    measured: Array, manipulated: Array, power: Array, error: Array, p: Bureau[Array]
) -> Array:
    """External score zᵏ = clip(x₀ + x₁ ȳ + a_g g (1 − π_v) + n (bᵏ + εᵏ)) against the district's standard.

    ``measured`` is ȳ = Σ ω μᵏ y / Σ ω μᵏ.

    Source: assumed (linear in what an outsider can measure; level and slope estimated from scores of Mexico's
    programmes, docs/calibration.md).
    """
    level = p.external_level + p.external_slope * measured
    return clip(level + passed_claims(manipulated, power, p) + error, 0.0, 1.0)


def weighted_by_measurability(
    output: Array, benefit: Array, weight_output: Array, weight_benefit: Array
) -> Array:
    """Weighted mean of two results, Σ ω μ y / Σ ω μ.

    Source: definition (weights renormalised to what is measured).
    """
    return ratio(weight_output * output + weight_benefit * benefit, weight_output + weight_benefit)


def external_weight(self_variance: Array, external_variance: Array) -> Array:
    """Weight κ_z of the external score in the used score, P_k / (P_k + P_s): precisions without a prior.

    Source: Holmström & Milgrom 1987 (informativeness: two signals by their precisions).
    """
    return ratio(self_variance, self_variance + external_variance, otherwise=0.5)


def used_score(self_score: Array, external_score: Array, inflation: Array, weight: Array) -> Array:
    """Used score of an evaluated department, ẑ = (1 − κ_z)(zˢ − Î) + κ_z zᵏ.

    Source: Holmström & Milgrom 1987 (two signals by their precisions); correction as in practice.
    """
    return (1.0 - weight) * (self_score - inflation) + weight * external_score


def next_inflation(
    inflation: Array, self_score: Array, external_score: Array, covered: Array, shrinkage: Array
) -> Array:
    """Learned inflation Î′ = [Σ (zˢ − zᵏ) + k Î]/(n_c + k) of self-scores over the n_c evaluated departments.

    ``covered`` is 1 where an external evaluation took place; elsewhere ``external_score`` is ignored.

    Source: assumed (empirical Bayes: the mean gap, shrunk to the old estimate by a fixed weight).
    """
    departments = self_score.shape[-1]
    gap = np.where(covered > 0.0, self_score - external_score, 0.0)
    count = total(covered, departments)
    return ratio(total(gap, departments) + shrinkage * inflation, count + shrinkage)


def relative_score(score: Array, relative_evaluation: Array, standard: Array) -> Array:
    """Score relative to other departments, ẑ − f (mean of the others' ẑ − standard).

    Source: Holmström 1982, Shleifer 1985 (relative performance evaluation, recalled).
    """
    return score - relative_evaluation * (mean_of_others(score) - standard)


def mean_of_others(score: Array) -> Array:
    """Mean score of all other departments, (Σ z − z_i)/(N − 1); 0 for a single department.

    Source: definition.
    """
    departments = int(score.shape[-1])
    if departments == 1:
        return np.zeros_like(score)
    return (total(score, departments) - score) / (departments - 1.0)
