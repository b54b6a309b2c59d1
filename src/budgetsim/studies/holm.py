"""Many comparisons at once: p-values that keep the chance of any false finding."""

from __future__ import annotations

import numpy as np

from budgetsim.numerics import Array


def holm(p: Array) -> Array:
    """Return p-values adjusted for their number, in the same shape; NaN stays NaN and counts for no comparison.

    The k-th smallest of m is multiplied by m − k + 1, never below the one before it and never above 1 (Holm 1979, A
    simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 65–70).
    """
    flat = np.asarray(p, dtype=np.float64).ravel()
    order = np.argsort(flat, kind="stable")  # NaN comes last
    order = order[: np.count_nonzero(~np.isnan(flat))]
    steps = np.arange(order.size, 0, -1)
    adjusted = np.full(flat.shape, np.nan)
    adjusted[order] = np.minimum(np.maximum.accumulate(flat[order] * steps), 1.0)
    return adjusted.reshape(np.shape(p))
