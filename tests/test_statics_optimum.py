"""How strongly results should be used: the bureau's best choice falls with everything that makes it risky.

The optimum is found from simulated net social value, on a grid over the whole range of the lever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from statics_rows import CLOSED, UNEVALUATED
from statics_worlds import lived
from strategies import worlds

from budgetsim import Change, Scenario
from budgetsim.model import measures
from budgetsim.numerics import Array

GRID = np.linspace(0.0, 1.0, 41)
FALLS_IN = {"self_noise": (0.02, 1.0), "risk_aversion": (0.0, 40.0), "common_noise": (0.0, 1.0)}
"""What lowers the best use of results, between which ends."""
# Scores reward effort and move no money, are paid at par and not gamed; what noise does to departments is the risk
# that they bear.
RISK_ALONE: Mapping[str, object] = {
    **(CLOSED & UNEVALUATED).settings,
    "pay_share": 1.0, "cost_of_funds": 1.0, "manipulation_max": 0.0, "sandbagging_max": 0.0,
}  # fmt: skip


def best_use(base: Scenario, key: str, values: Sequence[float]) -> Array:
    """Result use with the highest simulated net social value, (value, seed): of a reform in the year that it begins."""
    points = [
        base.replace(
            name=f"p{place}-{number}", **{key: value}, changes=(Change(1, {"result_use": float(use)}),)
        )
        for place, value in enumerate(values)
        for number, use in enumerate(GRID)
    ]
    *_, (_, books) = lived(points)
    value = np.broadcast_to(measures.net_social_value(books), (len(points), 2, 1))
    return GRID[value.reshape(len(values), len(GRID), 2).argmax(axis=1)]


@pytest.mark.parametrize("key", FALLS_IN)
@hypothesis_settings(max_examples=25)
@given(data=st.data())
def test_best_use_of_results_falls_with_risk(key: str, data: st.DataObject) -> None:
    """Holmström & Milgrom 1987, in every district, beside whatever else goes on there."""
    base = data.draw(worlds(RISK_ALONE, burn_in=2, years=1))
    values = data.draw(st.lists(st.floats(*FALLS_IN[key]), min_size=3, max_size=3, unique=True))
    assert (np.diff(best_use(base, key, sorted(values)), axis=0) <= 0.0).all()


@pytest.mark.parametrize("key", FALLS_IN)
def test_best_use_of_results_is_moved_by_risk(key: str) -> None:
    """Nor does the property hold because the best use is always none, or always all."""
    base = Scenario().replace(departments=12, burn_in=2, years=1, risk_aversion=2.0, **RISK_ALONE)
    low, high = best_use(base, key, FALLS_IN[key])
    assert (high < low).all()
    assert (low > 0.0).all()
