"""What changes by itself between two years in what is measured and how: a state space that panels can estimate.

Standards move for everybody, the productivity of a department fades, its indicators are replaced. Without any of it
(no year effects, φ_θ = 1, π_b = 0, φ_k = 1) departments and measurement are for ever what they were in the first year.
"""

from __future__ import annotations

import numpy as np

from budgetsim.declarations import Bureau
from budgetsim.numerics import Array, BoolArray, ratio


def next_year_effect(effect: Array, drift: Array, spread: Array, shock: Array) -> Array:
    """What all departments share in next year's scores, c′ = c + d + σ_c ν: a random walk with drift.

    In score, per year.

    Source: local level with drift of a structural time series (Harvey 1989, recalled); in Mexico's panel self-scores
    rise by four points a year and external ones fall by as many, which no lever explains.
    """
    return effect + drift + spread * shock


def shared_documents(self_error: Array, other_error: Array, correlation: Array) -> Array:
    """Error of external evaluation, r_b ν^s + √(1 − r_b²) ν^k: the same documents are behind both scores.

    Source: assumed (correlated normal errors; without them self-scores and external ones hardly correlate).
    """
    return correlation * self_error + np.sqrt(1.0 - correlation * correlation) * other_error


def renewed_error(error: Array, renewed: BoolArray, shock: Array, spread: Array) -> Array:
    """Lasting error of the self-score: drawn anew with new indicators, b^s = σ_sb ν, else what it was.

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
    """Lasting error of external evaluation, b′ = c′ + φ_k (b − c) + √(1 − φ_k²) σ ν: its shared part c moves along.

    ``shared`` is the shared part before and after, ``spread`` that of the rest, σ_kb √(1 − r_b²). Spread and
    correlation of both errors stay what they were; exactly the old error where nothing is renewed and φ_k is 1.

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
