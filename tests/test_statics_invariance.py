"""What must not matter: the order of departments, the currency, a reform that changes nothing, a draw elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from statics_worlds import Reordered, lived
from strategies import CHOICES, scenarios, worlds

from budgetsim import Change, Scenario, simulate
from budgetsim.declarations import ARCHETYPES, declarations
from budgetsim.declarations.protocol import STREAM_VERSIONS
from budgetsim.model import measures, shocks
from budgetsim.model.run import optional_draws
from budgetsim.model.shocks import Purpose
from budgetsim.model.timeline import CATEGORICAL, LEVERS
from budgetsim.numerics import Array
from budgetsim.scenario import Roster

# The order of departments -------------------------------------------------------------------------------------------


def numbers(part: Any, name: str = "") -> Iterator[tuple[str, Array]]:
    """All arrays of the books with their place in them, but for levers and what a month left behind."""
    for item in fields(part):
        value = getattr(part, item.name, None)
        place = f"{name}.{item.name}" if name else item.name
        if isinstance(value, np.ndarray) and value.dtype == np.float64:
            yield place, value
        elif is_dataclass(value) and item.name != "levers":
            yield from numbers(value, place)


@hypothesis_settings(max_examples=30)
@given(scenarios(), st.randoms(use_true_random=False))
def test_order_of_departments_does_not_matter(scenario: Scenario, chance: Any) -> None:
    """Whoever is listed first has no privilege: the same departments in another order live the same years."""
    count = scenario.district.departments
    order = list(range(count))
    chance.shuffle(order)
    optional = [name for name, is_used in optional_draws([scenario]).items() if is_used]
    other = Reordered(order, (0, 1), count, optional, version=scenario.protocol.stream_version)
    for (_, books), (_, reordered) in zip(lived([scenario]), lived([scenario], shocks=other), strict=True):
        got, expected = dict(numbers(reordered)), dict(numbers(books))
        assert len(expected) > 60
        for name, value in expected.items():
            mine = value[..., order] if value.shape[-1:] == (count,) else value
            np.testing.assert_allclose(got[name], mine, rtol=1e-8, atol=1e-9, err_msg=name)
        outcomes, others = measures.measure_all(books), measures.measure_all(reordered)
        for name, value in outcomes.items():
            np.testing.assert_allclose(others[name], value, rtol=1e-7, atol=1e-8, err_msg=name)


# The currency -------------------------------------------------------------------------------------------------------


@st.composite
def rosters(draw: st.DrawFn, count: int) -> Roster:
    """The user's own departments, with sizes and budgets over four orders of magnitude."""
    amounts = st.lists(st.floats(0.01, 100.0), min_size=count, max_size=count)
    kinds = draw(st.lists(st.sampled_from(ARCHETYPES), min_size=count, max_size=count))
    names = tuple(f"d{number}" for number in range(count))
    return Roster(names, tuple(kinds), tuple(draw(amounts)), tuple(draw(amounts)))


@hypothesis_settings(max_examples=25)
@given(data=st.data())
def test_currency_does_not_matter(data: st.DataObject) -> None:
    """Budgets in yuan, in 10,000 yuan or in dollars give the same results, whatever the policy."""
    base = data.draw(worlds({}, burn_in=2, years=3))
    roster = data.draw(rosters(base.district.departments))
    rate = data.draw(st.sampled_from((1e4, 1e-4, 6.9731, 1e8)))
    costlier = replace(
        roster,
        sizes=tuple(rate * amount for amount in roster.sizes),
        budgets=tuple(rate * amount for amount in roster.budgets),
    )
    expected, got = (simulate(replace(base, roster=own), 2).outcomes for own in (roster, costlier))
    pd.testing.assert_frame_equal(got, expected, rtol=1e-7, atol=1e-9)


# A lever set to what it already was -----------------------------------------------------------------------------------


@st.composite
def empty_reforms(draw: st.DrawFn, base: Scenario) -> Change:
    """A reform that sets levers to what they are, for all departments or for some."""
    names = draw(st.lists(st.sampled_from(LEVERS), min_size=1, max_size=5, unique=True))
    share, assignment = draw(st.sampled_from(((1.0, "random"), (0.5, "random"), (1.0, "coping"))))
    if (share, assignment) != (1.0, "random"):
        names = [name for name in names if declarations()[name].by_department] or ["monitoring_intensity"]
    values = {name: getattr(base.policy, name) for name in names}
    return Change(draw(st.integers(1, base.protocol.years)), values, share, assignment)


@hypothesis_settings(max_examples=50)
@given(data=st.data())
def test_lever_set_to_what_it_was_has_no_effect(data: st.DataObject) -> None:
    """No outcome and no department moves by a single bit, whichever lever is announced, when and for whom.

    Who is treated is written beside them.
    """
    base = data.draw(worlds({}, burn_in=1, years=3))
    same = replace(base, changes=(data.draw(empty_reforms(base)),))
    got, expected = (simulate(scenario, 2, departments=True) for scenario in (same, base))
    pd.testing.assert_frame_equal(got.outcomes, expected.outcomes, check_exact=True)
    moved, kept = (one.departments.drop(columns=["treated", "cohort", "since"]) for one in (got, expected))
    pd.testing.assert_frame_equal(moved, kept, check_exact=True)


@pytest.mark.parametrize("lever", LEVERS)
def test_lever_set_to_another_value_has_an_effect(lever: str) -> None:
    """The property above is not true of levers that do nothing at all: each of them moves some outcome."""
    base = Scenario().replace(
        departments=12, burn_in=1, years=3, evaluation_coverage=0.3, result_use=0.5, audit_coverage=0.3,
        mid_year_reallocation=0.5, coordination=0.5, rectification=0.5, staff=2.0, monitoring_intensity=0.2,
    )  # fmt: skip
    old = getattr(base.policy, lever)
    if lever in CATEGORICAL:
        new = next(option for option in CHOICES[lever] if option != old)
    else:
        new = max(declarations()[lever].study_range, key=lambda end: abs(end - old))
    reformed = replace(base, changes=(Change(1, {lever: new}),))
    got, expected = (simulate(scenario, 2).outcomes for scenario in (reformed, base))
    assert not got.equals(expected)


# A draw more in one mechanism --------------------------------------------------------------------------------------

WITHOUT: Mapping[Purpose, Mapping[str, object]] = {
    Purpose.SPENDING: {"spending_noise": 0.0},
    Purpose.CHECKS: {"monitoring_intensity": 0.0},
    Purpose.SCORES: {
        "self_noise": 0.0, "satisfaction_noise": 0.0, "external_noise": 0.0, "preliminary_noise": 0.0,
        "common_noise": 0.0,
    },
    Purpose.SELECTION: {"evaluation_coverage": 0.0, "audit_coverage": 0.0},
    Purpose.BUDGETS: {"budget_noise": 0.0},
    Purpose.SEARCH: {"adaptive_share": 0.0, "satisficing_share": 0.0},
    Purpose.FADING: {"indicator_renewal": 0.0, "external_bias_persistence": 1.0},
    Purpose.RENEWAL: {"indicator_renewal": 0.0},
    Purpose.STANDARDS: {"self_year_sd": 0.0, "external_year_sd": 0.0},
    Purpose.PRODUCTIVITY: {"productivity_persistence": 1.0},
    Purpose.LATE_DEMAND: {"late_demand_spread": 0.0},
    Purpose.SHORTCOMINGS: {"shortcoming_visibility": 0.0},
    Purpose.ADJUSTMENT: {"adjustment_sd": 0.0},
}  # fmt: skip
"""Settings under which what a stream holds moves nothing."""
WITH: Mapping[Purpose, Mapping[str, object]] = {
    Purpose.SPENDING: {"spending_noise": 0.2},
    Purpose.CHECKS: {"monitoring_intensity": 0.5},
    Purpose.SCORES: {"self_noise": 0.2, "result_use": 0.5},
    Purpose.SELECTION: {"evaluation_coverage": 0.5, "audit_coverage": 0.5},
    Purpose.BUDGETS: {"budget_noise": 0.2},
    Purpose.SEARCH: {"adaptive_share": 1.0},
    Purpose.FADING: {"indicator_renewal": 0.7},
    Purpose.RENEWAL: {"indicator_renewal": 0.7},
    Purpose.STANDARDS: {"self_year_sd": 0.05},
    Purpose.PRODUCTIVITY: {"productivity_persistence": 0.8},
    Purpose.LATE_DEMAND: {"late_demand_spread": 0.3},
    Purpose.SHORTCOMINGS: {"monitoring_intensity": 0.5, "staff": 20.0},
    Purpose.ADJUSTMENT: {"adjustment_sd": 0.3},
}
DRAWN_YEARLY = [purpose for purpose in Purpose if purpose not in (Purpose.TRAITS, Purpose.HIDING)]


def with_one_more_draw(scenario: Scenario, purpose: Purpose) -> pd.DataFrame:
    """Outcomes if a mechanism drew one more number per department and year from its stream."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(shocks.ROWS, purpose, shocks.ROWS[purpose] + 1)
        return simulate(scenario, 2).outcomes


@pytest.mark.parametrize("purpose", DRAWN_YEARLY, ids=lambda purpose: purpose.name.lower())
@hypothesis_settings(max_examples=10)
@given(data=st.data())
def test_draw_added_to_a_mechanism_leaves_all_others_as_they_were(
    purpose: Purpose, data: st.DataObject
) -> None:
    """Where the mechanism itself is switched off, not a bit of the district's history moves."""
    base = data.draw(worlds(WITHOUT[purpose], burn_in=2, years=3)).replace(stream_version=1)
    expected = simulate(base, 2).outcomes
    pd.testing.assert_frame_equal(with_one_more_draw(base, purpose), expected, check_exact=True)


@pytest.mark.parametrize("version", STREAM_VERSIONS, ids="version {}".format)
@pytest.mark.parametrize("purpose", DRAWN_YEARLY, ids=lambda purpose: purpose.name.lower())
def test_draw_added_to_a_mechanism_changes_what_it_does_where_draws_follow_each_other(
    purpose: Purpose, version: int
) -> None:
    """A draw by its place is what it is, whatever else the mechanism draws."""
    base = Scenario().replace(departments=8, burn_in=1, years=3, stream_version=version, **WITH[purpose])
    same = with_one_more_draw(base, purpose).equals(simulate(base, 2).outcomes)
    assert same == (version == 2)
