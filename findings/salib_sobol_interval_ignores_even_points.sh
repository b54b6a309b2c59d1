#!/usr/bin/env bash
# SALib gives a half-width `ST_conf` beside each Sobol index, and one would guess that the index scatters by about that much
# from one scramble of the sample to the next. With its own sampler (scrambled Sobol points) and a smooth outcome, 1.6.0
# says five times as much with 256 points and twenty to forty times with 2,048: the bootstrap resamples the points as if
# they had been drawn independently, and so loses what their even spread has won. It falls as 1/sqrt(N), the error as about
# 1/N: studies pay for runs until the interval is narrow that had their indices long ago. With independent points the
# interval is right. For a study: analyse a few scrambles of a smaller sample, and tell how the indices scatter over them.
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
from SALib.analyze import sobol
from SALib.sample import sobol as scrambled

FACTORS, SCRAMBLES = 4, 30
WEIGHTS = np.array([1.0, 0.7, 0.4, 0.2])
PROBLEM = {"num_vars": FACTORS, "names": list("abcd"), "bounds": [[0.0, 1.0]] * FACTORS}
# Variance of the product of factors 1 + w (x - 1/2): total index of each by the variances w^2 / 12.
PARTS = WEIGHTS**2 / 12.0
TOTAL = np.array([PARTS[i] * np.prod(np.delete(1.0 + PARTS, i)) for i in range(FACTORS)]) / (np.prod(1.0 + PARTS) - 1.0)


def independent(points, seed):
    """The same design from independent uniform points: A, then A with one column of B each, then B."""
    rng = np.random.default_rng(seed)
    a, b = rng.random((2, points, FACTORS))
    blocks = [a] + [np.where(np.arange(FACTORS) == i, b, a) for i in range(FACTORS)] + [b]
    return np.stack(blocks, axis=1).reshape(-1, FACTORS)


def told_and_real(points, sample):
    """Half-widths for 95 % as told, and 1.96 times the root mean squared error over scrambles."""
    told, errors = [], []
    for seed in range(SCRAMBLES):
        x = sample(points, seed)
        y = np.prod(1.0 + WEIGHTS * (x - 0.5), axis=1)
        found = sobol.analyze(PROBLEM, y, calc_second_order=False, seed=seed)
        told.append(found["ST_conf"])
        errors.append(found["ST"] - TOTAL)
    return np.mean(told, axis=0), 1.96 * np.sqrt(np.mean(np.square(errors), axis=0))


def own(points, seed):
    """SALib's own sample."""
    return scrambled.sample(PROBLEM, points, calc_second_order=False, seed=seed)


print("SALib", version("SALib"), "- total indices", TOTAL.round(3))
ratios = {}
for name, sample in (("SALib's sample", own), ("independent", independent)):
    for points in (256, 2048):
        told, real = told_and_real(points, sample)
        ratios[name, points] = told / real
        print(f"{name:14s} N {points:4d}: ST_conf {told.round(4)}, real {real.round(4)}, ratio {(told / real).round(1)}")
as_seen = (
    min(ratios["SALib's sample", 2048]) > 5.0
    and min(ratios["SALib's sample", 2048] / ratios["SALib's sample", 256]) > 1.5
    and all(0.6 < ratio < 1.6 for points in (256, 2048) for ratio in ratios["independent", points])
)
sys.exit(0 if as_seen else "behaviour has changed")
PY
