"""Comparative statics over random districts: which way things move, department by department, year by year.

Points of one batch meet the same draws, so that differences are exact: a single department that moves the wrong way
in a single year refutes a row.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from statics_rows import FEARED, NAMES, NO_RED_TAPE, RATIONAL, STATICS, UNREWARDED
from statics_table import QUANTITIES, Static, strictly
from statics_worlds import lived, moved, steps
from strategies import worlds

from budgetsim import Scenario
from budgetsim.numerics import Array

# Parameters are moved whatever else holds; that some move nothing is told thousands of times.
pytestmark = pytest.mark.filterwarnings("ignore::budgetsim.ScenarioWarning")

BURN_IN = 2
"""Longest burn-in before a reform: its effect on impact is tried from many states, not from the first alone."""


def families(statics: Sequence[Static]) -> dict[str, list[Static]]:
    """Rows that can be tried in the same districts: under one condition, for as long, and moved in one way."""
    found: dict[str, list[Static]] = {}
    for static in statics:
        settings = ", ".join(f"{name}={value}" for name, value in sorted(static.when.settings.items()))
        moved_by = "reform" if static.is_lever else "parameter"
        reach = "impact" if static.years == 1 else f"{static.years} years"
        found.setdefault(f"{moved_by} ({reach}) {settings}".strip(), []).append(static)
    return found


FAMILIES = families(STATICS)


@pytest.mark.parametrize("rows", FAMILIES.values(), ids=FAMILIES)
@hypothesis_settings(max_examples=20)
@given(data=st.data())
def test_sign_holds_everywhere(rows: list[Static], data: st.DataObject) -> None:
    """Every row of a family in every district: points of all parameters are lived side by side."""
    first = rows[0]
    burn_in = BURN_IN if first.is_lever else 0
    base = data.draw(worlds(first.when.settings, burn_in=burn_in, years=first.years))
    points: list[Scenario] = []
    places: dict[object, slice] = {}
    for key, ends in dict.fromkeys((row.key, row.ends) for row in rows):
        values = data.draw(st.lists(st.floats(*ends), min_size=3, max_size=3, unique=True), label=key)
        places[key, ends] = slice(len(points), len(points) + len(values))
        points += moved(base, key, sorted(values))
    for world, books in lived(points):
        for row in rows:
            quantity = np.broadcast_to(QUANTITIES[row.quantity](world, books), world.shape)
            change, rounding = steps(quantity[places[row.key, row.ends]])
            if row.sign == 0:
                assert not change.any(), row.name
            else:
                assert (row.sign * change).min() >= -rounding, row.name


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


def test_where_reviews_give_discretion_back_skill_lets_departments_hide_less() -> None:
    """Why displacement by capacity is stated without discretion: nothing is open, and results are worth more."""
    base = Scenario().replace(
        **(UNREWARDED & NO_RED_TAPE & RATIONAL & FEARED).settings, departments=20, years=1, burn_in=0, staff=8.0,
        monitoring_intensity=1.0, rectification=1.0, objective_review=1.0, discretion=0.6,
    )  # fmt: skip
    without = {"discretion": base.replace(discretion=0.0), "review": base.replace(objective_review=0.0)}

    def hidden(scenario: Scenario) -> Array:
        ((world, books),) = lived(moved(scenario, "staff_skill", [0.0, 0.5, 1.0]))
        assert not np.any(books.decision.diversion)
        return np.asarray(np.broadcast_to(books.decision.concealment, world.shape))

    falls = np.diff(hidden(base), axis=0)
    assert falls.max() <= 0.0
    assert (falls < 0.0).mean() > 0.9
    for scenario in without.values():
        assert not np.diff(hidden(scenario), axis=0).any()
