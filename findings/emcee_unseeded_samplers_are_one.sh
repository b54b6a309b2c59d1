#!/usr/bin/env bash
# Nobody sets a seed, and four samplers of emcee start from the same walkers: one would guess four chains that differ, as
# four runs of one sampler do. In 3.1.6 a sampler copies the state of NumPy's global generator when it is made and never
# moves that on; a script that draws its walkers with default_rng does not move it either. The four chains are one, to the
# last digit: between them the variance is 0, the potential scale reduction says "converged", and an error from pooling
# them is half what it should be. For a study: give each sampler its own state before it runs (`random_state`).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'emcee==3.1.6' 'numpy==2.4.6'

"$folder/venv/bin/python" - <<'PY'
import sys

import emcee
import numpy as np

WALKERS, DIMENSIONS, STEPS, CHAINS = 16, 2, 150, 4
start = np.random.default_rng(1).normal(size=(WALKERS, DIMENSIONS))


def log_probability(x):
    """Standard normal in each dimension."""
    return -0.5 * float(x @ x)


def chains(seeds):
    """Chains from one start; a seed of None leaves the sampler as it comes."""
    found = []
    for seed in seeds:
        sampler = emcee.EnsembleSampler(WALKERS, DIMENSIONS, log_probability)
        if seed is not None:
            sampler.random_state = np.random.RandomState(seed).get_state()
        sampler.run_mcmc(start, STEPS)
        found.append(sampler.get_chain(flat=True, discard=50))
    return found


def means(found):
    """Mean of the first dimension in each chain."""
    return np.array([chain[:, 0].mean() for chain in found])


unseeded, seeded = chains([None] * CHAINS), chains(range(CHAINS))
print(f"emcee {emcee.__version__}: mean of the first dimension in {CHAINS} chains")
print("  nobody sets a seed:             ", means(unseeded).round(4))
print("  own random_state in each sampler:", means(seeded).round(4))
same = all(np.array_equal(unseeded[0], chain) for chain in unseeded)
differ = len(set(means(seeded))) == CHAINS
sys.exit(0 if same and differ else "behaviour has changed")
PY
