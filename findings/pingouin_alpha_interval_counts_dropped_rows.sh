#!/usr/bin/env bash
# A survey's reliability with unanswered items: one would guess that the interval of Cronbach's alpha gets wider when pingouin leaves
# out the rows that are not complete (nan_policy="listwise"). It does not: its degrees of freedom count the rows of the table as it came,
# dropped ones included. With 25 complete rows of 200 the interval is a third as wide as that of the same 25 rows handed over by themselves,
# and holds the truth in 46 % of samples where it says 95 %. For a study: drop incomplete rows before the call.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    'pingouin==0.7.0' 'numpy==2.4.6' 'pandas==3.1.1' 'scipy==1.17.1'
"$folder/venv/bin/python" - <<'PY'
import sys
import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
import pingouin as pg

ITEMS, PEOPLE, UNANSWERED, SAMPLES, TRUE = 6, 200, 0.29, 300, 6 * 0.64 / (6 * 0.64 + 1.0)


def answers(rng):
    """Return answers of people (row) to parallel items (column), some left open at random."""
    table = 0.8 * rng.normal(size=(PEOPLE, 1)) + rng.normal(size=(PEOPLE, ITEMS))
    return pd.DataFrame(table).mask(rng.random((PEOPLE, ITEMS)) < UNANSWERED)


rng = np.random.default_rng(1)
held, held_alone, widths, widths_alone, complete = 0, 0, [], [], []
for _ in range(SAMPLES):
    table = answers(rng)
    whole = table.dropna()
    alpha, (low, high) = pg.cronbach_alpha(table, nan_policy="listwise")
    again, (low_alone, high_alone) = pg.cronbach_alpha(whole)
    assert abs(alpha - again) < 1e-12, "alpha itself differs"
    complete.append(len(whole))
    widths.append(high - low)
    widths_alone.append(high_alone - low_alone)
    held += low <= TRUE <= high
    held_alone += low_alone <= TRUE <= high_alone

print(f"pingouin {version('pingouin')}: {np.mean(complete):.0f} complete rows of {PEOPLE} on average, true alpha {TRUE:.3f}")
print(f'  nan_policy="listwise": width {np.mean(widths):.3f}, holds the truth in {held / SAMPLES:.0%} of samples')
print(f"  the complete rows alone: width {np.mean(widths_alone):.3f}, in {held_alone / SAMPLES:.0%}")
as_seen = held / SAMPLES < 0.75 and 0.9 <= held_alone / SAMPLES and np.mean(widths) < 0.5 * np.mean(widths_alone)
sys.exit(0 if as_seen else "behaviour has changed")
PY
