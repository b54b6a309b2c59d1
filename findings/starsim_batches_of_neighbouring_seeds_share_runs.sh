#!/usr/bin/env bash
# A good guess: two starsim MultiSims whose simulations have different seeds, 1 and 2, are independent samples. In 3.7.2 run
# i of a batch has the seed plus i, so two batches of ten share nine runs to the last digit. What looks like a replication
# under another seed repeats the data: the means of two such batches differ by a third of what independent ones differ by,
# and agree all too well. For a study: seeds that lie at least n_runs apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    'starsim==3.7.2' 'numpy==2.4.6' 'scipy==1.17.1' 'pandas==3.1.1' 'numba==0.68.1' 'sciris==3.6.1'

STARSIM_INSTALL_FONTS=0 "$folder/venv/bin/python" - <<'PY'
import statistics
import sys
from importlib.metadata import version

import starsim

RUNS = 10


def batch(seed):
    """Infections at the end of the runs of one batch."""
    disease = starsim.SIS(init_prev=0.1)
    sim = starsim.Sim(n_agents=200, diseases=disease, networks="random", dur=5, verbose=0, rand_seed=seed)
    runs = starsim.MultiSim(sim, n_runs=RUNS, debug=True)
    runs.run(verbose=0)
    return [float(run.results.sis.cum_infections[-1]) for run in runs.sims]


def spread(batches):
    """Standard deviation of the difference between the means of neighbouring batches."""
    means = [statistics.fmean(one) for one in batches]
    return statistics.pstdev([one - other for one, other in zip(means, means[1:])], mu=0.0)


near = [batch(seed) for seed in range(1, 32)]
far = [batch(RUNS * seed) for seed in range(1, 32)]
shared = [one[1:] == other[:-1] for one, other in zip(near, near[1:])]

print("starsim", version("starsim"))
print("seed 1:", near[0])
print("seed 2:", near[1])
print(f"batches whose runs 2 to {RUNS} are runs 1 to {RUNS - 1} of the next: {sum(shared)} of {len(shared)}")
print(f"means of two batches differ by {spread(near):.1f} (neighbouring seeds), {spread(far):.1f} (seeds {RUNS} apart)")
sys.exit(0 if all(shared) and spread(near) < 0.5 * spread(far) else "behaviour has changed")
PY
