#!/usr/bin/env bash
# A placebo test of a synthetic control with 5 donors cannot reach a p-value below 1/6: the treated unit counts among the 6
# whose ratio of errors is at least its own (Abadie, Diamond and Hainmueller 2010; Firpo and Possebom 2018, whom the
# documentation cites). pysyncon 1.7.0 leaves it out and divides by 6 all the same: the unit with the largest ratio gets
# p = 0. With 19 donors, 5 % are reached by the two largest ratios of 20 instead of the largest. It also counts the first
# treated period among those before treatment. Below, units that nobody treated are taken for the treated one in turn, and
# two of six get p = 0. For a study: count from `gaps` and `treated_gap` by hand, the treated unit included.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    'pysyncon==1.7.0' 'numpy==2.4.6' 'pandas==3.1.1' 'scipy==1.17.1'

cat >"$folder/placebo.py" <<'PY'
import contextlib
import io
import sys
from importlib.metadata import version

import numpy as np
import pandas as pd
from pysyncon import Dataprep, Synth
from pysyncon.utils import PlaceboTest

UNITS, PERIODS, START = 6, 14, 9


def panel():
    """Six units on two common random walks, none of them treated."""
    rng = np.random.default_rng(1)
    walks = rng.normal(size=(PERIODS, 2)).cumsum(axis=0)
    values = rng.uniform(0.0, 1.0, (UNITS, 2)) @ walks.T + 0.3 * rng.normal(size=(UNITS, PERIODS)) + 5.0
    rows = [(f"u{i}", t, values[i, t]) for i in range(UNITS) for t in range(PERIODS)]
    return pd.DataFrame(rows, columns=["unit", "time", "y"])


def p_values(table, treated):
    """p as told, and by hand: all six units, periods before START against those from START on."""
    prepared = Dataprep(
        foo=table,
        predictors=["y"],
        predictors_op="mean",
        dependent="y",
        unit_variable="unit",
        time_variable="time",
        treatment_identifier=treated,
        controls_identifier=[f"u{i}" for i in range(UNITS) if f"u{i}" != treated],
        time_predictors_prior=range(START),
        time_optimize_ssr=range(START),
    )
    test = PlaceboTest()
    with contextlib.redirect_stdout(io.StringIO()):
        test.fit(prepared, Synth(), max_workers=1)
    squared = pd.concat([test.gaps, test.treated_gap], axis=1) ** 2
    ratios = squared.loc[START:].mean() / squared.loc[: START - 1].mean()
    return float(test.pvalue(treatment_time=START)), float((ratios >= ratios[treated]).mean())


def main():
    table = panel()
    told, by_hand = zip(*(p_values(table, f"u{i}") for i in range(UNITS)))
    print("pysyncon", version("pysyncon"), f"- {UNITS} untreated units, each taken for the treated one in turn")
    print("p as told:", np.sort(told).round(3))
    print("p by hand:", np.sort(by_hand).round(3))
    sys.exit(0 if told.count(0.0) >= 1 and min(by_hand) > 0.16 else "behaviour has changed")


if __name__ == "__main__":
    main()
PY
"$folder/venv/bin/python" "$folder/placebo.py"
