"""Holm's adjustment, by hand, by others, and for what cannot be compared."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from budgetsim.studies.summary import holm


def test_by_hand() -> None:
    # Four comparisons: 4 x 0.005, 3 x 0.01, 2 x 0.03, and 0.04, which may not be below the one before it.
    np.testing.assert_allclose(holm(np.array([0.01, 0.04, 0.03, 0.005])), [0.03, 0.06, 0.06, 0.02])


@pytest.mark.parametrize("count", [1, 2, 7, 200])
def test_as_statsmodels_has_it(count: int) -> None:
    p = np.random.default_rng(count).random(count) ** 3
    np.testing.assert_array_equal(holm(p), multipletests(p, method="holm")[1])


def test_ties_and_ends() -> None:
    np.testing.assert_allclose(holm(np.array([0.2, 0.2, 0.0, 1.0])), [0.6, 0.6, 0.0, 1.0])


def test_unknown_stays_unknown_and_counts_for_nothing() -> None:
    p = np.array([[np.nan, 0.02], [0.03, np.nan]])
    np.testing.assert_array_equal(holm(p), [[np.nan, 0.04], [0.04, np.nan]])
    assert holm(np.array([])).shape == (0,)
    assert np.isnan(holm(np.array([np.nan]))).all()


def test_effects_load_no_package_for_it() -> None:
    code = (
        "import sys, numpy as np; from budgetsim.kinds.effects.estimate import over_seeds;"
        "over_seeds(np.random.default_rng(1).normal(size=(2, 5, 3))).p_holm; print('statsmodels' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "False"
