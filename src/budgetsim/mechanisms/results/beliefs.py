"""Bayesian beliefs of the bureau about the productivity of each department."""

from __future__ import annotations

import numpy as np

from budgetsim.declarations import Department, District
from budgetsim.mechanisms.foundations.production import social_factor
from budgetsim.numerics import Array, mean, power, ratio


def performance_signal(score: Array, slope: Array) -> Array:
    """Productivity that a used score points to, 1 + (ẑ − mean)/x₁: scores speak about differences only.

    Source: derived (inverse of the external score's slope in performance).
    """
    return 1.0 + (score - mean(score, score.shape[-1])) / slope


def faded_belief(expected: Array, variance: Array, persistence: Array, spread: Array) -> tuple[Array, Array]:
    """Belief about a fading productivity, m + (1 − φ_θ)(1 − m) with variance φ_θ² v + (1 − φ_θ²)(exp(σ_θ²) − 1).

    ``spread`` is that of log productivity, whose level has variance exp(σ_θ²) − 1. Exact where φ_θ is 1.

    Source: derived (Kalman prediction of an autoregression).
    """
    level = np.exp(spread * spread) - 1.0
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
