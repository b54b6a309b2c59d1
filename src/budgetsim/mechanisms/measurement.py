"""What changes by itself between two years in what is measured and how: a state space that panels can estimate.

Standards move for everybody, the productivity of a department fades, its indicators are replaced. Without any of it
(no year effects, φ_θ = 1, π_b = 0, φ_k = 1) departments and measurement are for ever what they were in the first year.
"""

from __future__ import annotations

import numpy as np

from budgetsim.numerics import Array, BoolArray, ratio


def next_year_effect(effect: Array, drift: Array, spread: Array, shock: Array) -> Array:
    """What all departments share in next year's scores, c′ = c + d + σ_c ν: a random walk with drift.

    In score, per year. Source: local level with drift of a structural time series (Harvey 1989, recalled); in Mexico's
    panel self-scores rise by four points a year and external ones fall by as many, which no lever explains.
    """
    return effect + drift + spread * shock


def next_productivity(productivity: Array, shock: Array, persistence: Array, spread: Array) -> Array:
    """Productivity of next year, log θ′ = φ_θ log θ + √(1 − φ_θ²) σ_θ ν around −½σ_θ²: mean 1 and spread stay.

    Source: persistence of productivity as an autoregression of its logarithm (Foster, Haltiwanger & Syverson 2008,
    recalled: about .8 a year for plants).
    """
    centre = 0.5 * spread * spread
    news = np.sqrt(1.0 - persistence * persistence) * spread * shock
    faded = np.exp(persistence * (np.log(np.maximum(productivity, 1e-300)) + centre) + news - centre)
    # Exactly what it was where nothing fades, also beside districts where it does.
    return np.where(persistence == 1.0, productivity, faded)


def shared_part(correlation: Array, self_spread: Array, key_spread: Array) -> Array:
    """Correlation r_b of both lasting errors; 0 where one of them is always nothing."""
    return np.where((self_spread > 0.0) & (key_spread > 0.0), correlation, 0.0)


def renewed_self_error(  # noqa: PLR0913 - both errors, their spreads, and the draw
    error: Array,
    other: Array,
    renewed: BoolArray,
    shock: Array,
    correlation: Array,
    spread: Array,
    other_spread: Array,
) -> Array:
    """Lasting error of the self-score: with new indicators b^s = σ_sb (r b^k/σ_kb + √(1 − r²) ν), else as it was.

    The documents are written by the same people as before, so that the new error has the old correlation r with the
    lasting error of key evaluation, and both keep their joint distribution.
    """
    fresh = correlation * ratio(other, other_spread) + np.sqrt(1.0 - correlation * correlation) * shock
    return np.where(renewed, spread * fresh, error)


def next_key_error(  # noqa: PLR0913 - both errors, their spreads, and the draw
    error: Array,
    other: Array,
    shock: Array,
    persistence: Array,
    correlation: Array,
    spread: Array,
    other_spread: Array,
) -> Array:
    """Lasting error of key evaluation: φ_k of its distance from r σ_kb b^s/σ_sb is left, and news replace the rest.

    What both scores share lasts as long as the indicators do; the joint distribution stays as it was.
    """
    centre = correlation * spread * ratio(other, other_spread)
    free = (1.0 - persistence * persistence) * (1.0 - correlation * correlation)
    return error + (1.0 - persistence) * (centre - error) + np.sqrt(free) * spread * shock
