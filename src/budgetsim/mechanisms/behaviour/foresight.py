"""What a department cannot foresee of its own score: the yearly error, and the news in the lasting one."""

from __future__ import annotations

import numpy as np

from budgetsim.numerics import Array


def unforeseen_part(persistence: Array, smoothing: Array) -> Array:
    """Part of a fading error's variance that a smoothed view of the past leaves unforeseen, U.

    An error that fades by φ a year, b′ = φ b + √(1 − φ²) σ_b ν, is forecast by Σ α (1 − α)^k b_{t−k}. With
    k = φ (1 − α) the forecast misses it with the variance σ_b² U,
    U = 1 − 2 α φ / (1 − k) + α (1 + k) / [(2 − α)(1 − k)]: 0 at φ = 1, where the past tells all; 1 at α = 0, where
    nothing is looked at.

    Source: derived (forecast errors of exponential smoothing).
    """
    kept = persistence * (1.0 - smoothing)
    # An error for ever that nobody looks at is unforeseen like any other.
    fading = np.where(kept < 1.0, 1.0 - kept, 1.0)
    explained = 2.0 * smoothing * persistence / fading
    noise = smoothing * (1.0 + kept) / ((2.0 - smoothing) * fading)
    return 1.0 - explained + noise


def unforeseen_variance(noise: Array, lasting: Array, part: Array) -> Array:
    """Variance of what a department does not foresee of an error, σ² + U σ_b².

    Source: derived (a yearly error is never foreseen, of a lasting one the part U is not).
    """
    return noise * noise + part * lasting * lasting
