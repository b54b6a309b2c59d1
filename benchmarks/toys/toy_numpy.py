"""The toy that every framework runs, in plain NumPy: so many runs at once that no call overhead is left.

Agents of one run, a month: what is paid for quality above the mean, the effort that follows, quality that moves towards
effort under luck, and what is spent.
"""

from __future__ import annotations

from typing import Any

import numpy as np

AGENTS, STEPS = 60, 120
START = 0.5
"""Quality before the first month."""


def live_month(quality: Any, mean_quality: Any, luck: Any, share: Any) -> tuple[Any, Any]:
    """Return quality and spending of every agent after a month."""
    reward = 0.5 + 0.5 * (quality - mean_quality)
    effort = np.minimum(1.0, np.maximum(0.0, 0.1 + 0.2 * quality + 0.5 * reward))
    quality = quality + 0.1 * (effort - quality) + 0.05 * luck
    return quality, 0.8 + 0.2 * share


def run(seed: int, agents: int = AGENTS, runs: int = 256) -> float:
    """Return the mean quality after the last month, over all runs."""
    rng = np.random.Generator(np.random.SFC64(seed))
    shape = runs, agents
    quality = np.full(shape, START)
    mean_quality = np.full((STEPS + 1, runs, 1), START)
    for month in range(STEPS):
        quality, _ = live_month(quality, mean_quality[month], rng.standard_normal(shape), rng.random(shape))
        quality.mean(axis=1, keepdims=True, out=mean_quality[month + 1])
    return float(mean_quality[-1].mean())
