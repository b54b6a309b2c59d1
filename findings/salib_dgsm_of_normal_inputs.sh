#!/usr/bin/env bash
# SALib's derivative-based measure (dgsm) takes inputs of a normal distribution as every sampler of SALib does, and one would
# guess that it is then the bound of Sobol's total index which its documentation names. In 1.6.0 it takes a normal input's
# "bounds", mean and standard deviation, for a range: it multiplies by (deviation - mean) squared. Two inputs that share the
# variance equally get 0.05 each, or 0 and 0.05, or 4.1 and 0.05, by where one of them has its mean; the smaller ones are no
# bounds of the total index, 0.5. A factor that decides half is screened out, and units with another zero (degrees, years,
# money less a base) change the order. For a study: multiply `vi` by the variance of the normal input and divide by that of Y.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    'SALib==1.6.0' 'numpy==2.4.6' 'scipy==1.17.1' 'pandas==3.1.1' 'matplotlib==3.11.2'

"$folder/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import numpy as np
from SALib.analyze import dgsm
from SALib.sample import finite_diff

print("SALib", version("SALib"))
print("Y = shifted + centred, both normal with a standard deviation of 1: total index 0.5 each, whatever the means")
seen, right = {}, {}
for mean in (0.0, 1.0, 10.0):
    problem = {
        "num_vars": 2,
        "names": ["shifted", "centred"],
        "bounds": [[mean, 1.0], [0.0, 1.0]],
        "dists": ["norm", "norm"],
    }
    x = finite_diff.sample(problem, 1000, seed=1)
    y = x.sum(axis=1)
    found = dgsm.analyze(problem, x, y, seed=1)
    seen[mean] = found["dgsm"]
    # Of a normal input of variance v the total index is at most v times the mean squared derivative over Var(Y).
    right[mean] = found["vi"] * 1.0**2 / np.var(y[:: problem["num_vars"] + 1])
    print(f"mean of shifted {mean:4.0f}: dgsm {seen[mean][0]:.3f} and {seen[mean][1]:.3f}; by hand {right[mean].round(2)}")
as_seen = (
    all(abs(seen[mean][1] - 0.0509) < 0.002 for mean in seen)
    and abs(seen[1.0][0]) < 1e-9
    and seen[10.0][0] / seen[10.0][1] > 80.0
    and all(np.allclose(right[mean], 0.5, atol=0.05) for mean in right)
)
sys.exit(0 if as_seen else "behaviour has changed")
PY
