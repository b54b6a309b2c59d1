"""Comparative statics over random districts: which way things move, department by department, year by year.

Points of one batch meet the same draws, so that differences are exact: a single department that moves the wrong way
in a single year refutes a row.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from statics_rows import NAMES, STATICS
from statics_table import QUANTITIES, Static, strictly
from statics_worlds import lived, moved, steps
from strategies import worlds

from budgetsim import Scenario

BURN_IN = 2
"""Longest burn-in before a reform: its effect on impact is tried from many states, not from the first alone."""


@pytest.mark.parametrize("static", STATICS, ids=NAMES)
@hypothesis_settings(max_examples=15)
@given(data=st.data())
def test_sign_holds_everywhere(static: Static, data: st.DataObject) -> None:
    burn_in = BURN_IN if static.is_lever else 0
    base = data.draw(worlds(static.when.settings, burn_in=burn_in, years=static.years))
    values = data.draw(st.lists(st.floats(*static.ends), min_size=3, max_size=3, unique=True))
    points = moved(base, static.key, sorted(values))
    for world, books in lived(points):
        change, rounding = steps(np.broadcast_to(QUANTITIES[static.quantity](world, books), world.shape))
        if static.sign == 0:
            assert not change.any()
        else:
            assert (static.sign * change).min() >= -rounding


@pytest.mark.parametrize("static", [s for s in STATICS if s.sign], ids=[s.name for s in STATICS if s.sign])
def test_effect_is_there(static: Static) -> None:
    """No row holds because nothing ever moves: in one district at least it moves for certain."""
    shape = {"departments": 20, "years": static.years, "burn_in": BURN_IN if static.is_lever else 0}
    base = Scenario().replace(**{**shape, **static.shown, **static.when.settings})
    points = moved(base, static.key, static.ends)
    means = [
        np.broadcast_to(QUANTITIES[static.quantity](world, books), world.shape).mean(axis=(1, 2))
        for world, books in lived(points)
    ]
    low, high = means[-1]
    assert strictly(static, low, high), f"{low} to {high}"


def test_rows_are_told_apart() -> None:
    assert len(set(NAMES)) == len(NAMES)
