#!/usr/bin/env bash
# A good guess: a parameter that is given a distribution (RealParameter.from_dist) has it under every sampler of the EMA
# workbench. In 2.5.3 Latin hypercube and Monte Carlo samples follow it; Sobol, FAST and Morris samples are uniform between
# its ends, without a word. A beta distribution of mean 0.1 gets a mean of 0.5, and Sobol indices belong to another question
# than the Latin hypercube beside them: here the larger share of variance changes sides.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    'ema-workbench==2.5.3' 'SALib==1.6.0' 'numpy==2.4.6' 'scipy==1.17.1' 'pandas==3.1.1'

"$folder/venv/bin/python" - 2>"$folder/progress" <<'PY'
import sys
from importlib.metadata import version

import numpy as np
from ema_workbench import Model, RealParameter, Samplers, ScalarOutcome, perform_experiments
from scipy import stats


def outcome(rare=0.0, common=0.0):
    """Sum of two inputs, the rare one three times."""
    return {"total": 3.0 * rare + common}


model = Model("sum", function=outcome)
model.uncertainties = [RealParameter.from_dist("rare", stats.beta(2, 18)), RealParameter("common", 0.0, 1.0)]
model.outcomes = [ScalarOutcome("total")]

print("ema-workbench", version("ema-workbench"))
print("rare ~ beta(2, 18): mean 0.100, variance 0.0043; common ~ uniform(0, 1): variance 0.0833")
means, shares = {}, {}
for sampler in (Samplers.LHS, Samplers.MC, Samplers.SOBOL, Samplers.FAST, Samplers.MORRIS):
    np.random.seed(1)
    drawn, _ = perform_experiments(model, scenarios=256, uncertainty_sampling=sampler)
    rare, common = 9.0 * drawn["rare"].var(), drawn["common"].var()
    means[sampler.name], shares[sampler.name] = drawn["rare"].mean(), rare / (rare + common)
    print(f"{sampler.name:7s} mean of rare {means[sampler.name]:.3f}, its share of the variance {shares[sampler.name]:.2f}")
follow = all(abs(means[name] - 0.1) < 0.02 and shares[name] < 0.5 for name in ("LHS", "MC"))
uniform = all(abs(means[name] - 0.5) < 0.05 and shares[name] > 0.8 for name in ("SOBOL", "FAST", "MORRIS"))
if not (follow and uniform):
    print("behaviour has changed")
    sys.exit(1)
PY
