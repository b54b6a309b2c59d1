#!/usr/bin/env bash
# Two raters grade programmes excellent, good, fair or poor. One would guess that the weights "ordinal" of irrCAC take
# grades in their order, or ask for it. In 0.4.4 the order is that of the alphabet: excellent, fair, good, poor, without a
# warning, so that "excellent" and "fair" count as neighbours. Agreement falls from 0.66 to 0.45 (Gwet's AC2), from
# "substantial" to "moderate", though nobody graded otherwise; the same in a Categorical with an order. The package
# krippendorff asks for the order of strings instead. For a study: give `categories` from the worst to the best.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    'irrCAC==0.4.4' 'krippendorff==0.9.0' 'numpy==1.26.4' 'pandas==2.3.3' 'scipy==1.12.0'

"$folder/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC

GRADES = ["poor", "fair", "good", "excellent"]
rng = np.random.default_rng(1)
truth = rng.integers(0, 4, 200)
raters = {name: np.clip(truth + rng.integers(-1, 2, 200), 0, 3) for name in ("first", "second")}
numbers = pd.DataFrame(raters)
grades = numbers.map(lambda grade: GRADES[grade])
ordered = grades.astype(pd.CategoricalDtype(GRADES, ordered=True))


def agreement(table, **given):
    """Gwet's AC2 and Krippendorff's alpha with ordinal weights."""
    ratings = CAC(table, weights="ordinal", **given)
    return [float(one()["est"]["coefficient_value"]) for one in (ratings.gwet, ratings.krippendorff)]


found = {
    "numbers 0 to 3": agreement(numbers),
    "grades": agreement(grades),
    "grades, Categorical with their order": agreement(ordered),
    "grades, categories given in their order": agreement(grades, categories=GRADES),
}
print("irrCAC", version("irrCAC"), "- order of grades taken:", ", ".join(CAC(grades, weights="ordinal").categories))
for name, (gwet, alpha) in found.items():
    print(f"{name:40s} AC2 {gwet:.2f}, alpha {alpha:.2f}")
try:
    krippendorff.alpha(grades.to_numpy().T.astype(str), level_of_measurement="ordinal")
    asked = False
except ValueError as error:
    asked = True
    print(f"krippendorff {version('krippendorff')} on the same grades: {error}")
right, by_alphabet, categorical, given = found.values()
as_seen = asked and np.allclose(right, given) and np.allclose(by_alphabet, categorical) and right[0] - by_alphabet[0] > 0.15
sys.exit(0 if as_seen else "behaviour has changed")
PY
