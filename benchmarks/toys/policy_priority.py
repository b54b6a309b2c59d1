"""Policy Priority Inference as published: a government budget, one agent an indicator, a network of spill-overs."""

from __future__ import annotations

from typing import Any

import numpy as np
import policy_priority_inference as ppi
from toys.toy_numpy import AGENTS, STEPS


def inputs(agents: int = AGENTS) -> dict[str, Any]:
    """Return what the model needs: indicators that all have a public programme, and a dense network between them."""
    rng = np.random.default_rng(1)
    return {
        "I0": rng.uniform(0.2, 0.6, agents),
        "alphas": rng.uniform(0.001, 0.004, agents),
        "alphas_prime": rng.uniform(0.001, 0.002, agents),
        "betas": rng.uniform(0.02, 0.05, agents),
        "A": rng.normal(0.0, 0.05, (agents, agents)),
    }


INPUTS = inputs()


def run(seed: int) -> float:
    """Return the mean indicator after the last month of one run."""
    np.random.seed(seed)  # noqa: NPY002 - the model draws from NumPy's global stream
    indicators = ppi.run_ppi(**INPUTS, T=STEPS)[0]
    return float(indicators[:, -1].mean())
