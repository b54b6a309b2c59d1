"""Levers over time: whole reforms, treated shares, staggered blocks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import Change, Scenario
from budgetsim.declarations import ARCHETYPES
from budgetsim.model.shocks import Shocks
from budgetsim.model.timeline import Layer, categories, policies_by_year, policy_arrays, stack, treated

DEPARTMENTS, SEEDS = 20, 3
DRAWS = Shocks(range(SEEDS), DEPARTMENTS, version=2).traits
KINDS = np.random.default_rng(1).integers(0, 4, (1, SEEDS, DEPARTMENTS))


def lever(year: int, *changes: Change, name: str = "monitoring_intensity", years: int = 6) -> np.ndarray:
    """One lever of all departments in a year (0 is before any change), (seed, department)."""
    scenario = Scenario().replace(changes=list(changes))
    policy = policies_by_year(scenario, years)[year]
    value = getattr(policy_arrays([policy], DRAWS, KINDS), name)
    return np.broadcast_to(value, (1, SEEDS, DEPARTMENTS))[0]


def test_policies_by_year_keeps_levers_until_they_move_again() -> None:
    changes = [Change(2, {"staff": 5.0}), Change(4, {"staff": 7.0, "result_use": 0.3})]
    policies = policies_by_year(Scenario().replace(changes=changes), 6)
    assert [policy.values["staff"] for policy in policies] == [3.0, 3.0, 5.0, 5.0, 7.0, 7.0, 7.0]
    assert [policy.values["result_use"] for policy in policies] == [0.1] * 4 + [0.3] * 3


def test_policies_by_year_shares_unchanged_years() -> None:
    policies = policies_by_year(Scenario().replace(changes=[Change(3, {"staff": 5.0})]), 5)
    assert policies[0] is policies[1] is policies[2]
    assert policies[3] is policies[4] is policies[5]
    assert policies[2] is not policies[3]


def test_policies_by_year_begins_under_the_first_policy_even_if_it_moves_at_once() -> None:
    policies = policies_by_year(Scenario().replace(changes=[Change(1, {"staff": 5.0})]), 2)
    assert [policy.values["staff"] for policy in policies] == [3.0, 5.0, 5.0]


@given(st.floats(0.0, 1.0))
def test_treated_random_share_is_exact(share: float) -> None:
    got = treated(Layer(0.9, share, "random"), DRAWS, KINDS[0]).sum(axis=-1)
    assert (got == round(share * DEPARTMENTS)).all()


@given(st.floats(0.0, 1.0))
def test_treated_by_risk_are_an_exact_share_of_those_tempted_most(share: float) -> None:
    got = treated(Layer(0.9, share, "risk"), DRAWS, KINDS[0])
    assert (got.sum(axis=-1) == round(share * DEPARTMENTS)).all()
    tempted = DRAWS.slack_taste[0]
    for chosen, taste in zip(got, tempted, strict=True):
        if 0 < chosen.sum() < DEPARTMENTS:
            assert taste[chosen].min() >= taste[~chosen].max()


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.sampled_from(("random", "risk", *ARCHETYPES)))
def test_treated_shares_are_nested(first: float, second: float, assignment: str) -> None:
    small, large = sorted((first, second))
    inner = treated(Layer(0.9, small, assignment), DRAWS, KINDS[0])
    outer = treated(Layer(0.9, large, assignment), DRAWS, KINDS[0])
    assert not (inner & ~outer).any()


def test_treated_differ_between_seeds() -> None:
    got = treated(Layer(0.9, 0.5, "random"), DRAWS, KINDS[0])
    assert not np.array_equal(got[0], got[1])


@pytest.mark.parametrize("kind", ARCHETYPES)
def test_treated_archetype_is_all_of_it_and_nobody_else(kind: str) -> None:
    got = treated(Layer(0.9, 1.0, kind), DRAWS, KINDS[0])
    np.testing.assert_array_equal(got, KINDS[0] == ARCHETYPES.index(kind))


def test_treated_part_of_an_archetype_has_the_share_on_average() -> None:
    many = Shocks(range(200), 100, version=2)
    kinds = np.zeros((200, 100), dtype=np.intp)
    got = treated(Layer(0.9, 0.3, "production"), many.traits, kinds).mean()
    # Four standard errors of 20,000 draws.
    assert got == pytest.approx(0.3, abs=4.0 * (0.21 / 20_000) ** 0.5)


def test_changes_in_blocks_treat_ever_more() -> None:
    blocks = [
        Change(year, {"monitoring_intensity": 0.9}, share=share)
        for year, share in ((1, 0.25), (3, 0.5), (5, 1.0))
    ]
    counts = [(lever(year, *blocks) == 0.9).sum(axis=-1) for year in range(7)]
    np.testing.assert_array_equal(counts, [[n] * SEEDS for n in (0, 5, 5, 10, 10, 20, 20)])


def test_change_for_some_leaves_the_others_alone() -> None:
    got = lever(2, Change(1, {"monitoring_intensity": 0.9}, share=0.5))
    assert set(got.ravel()) == {0.04, 0.9}


def test_later_layer_covers_the_earlier_where_both_treat() -> None:
    first = Change(1, {"monitoring_intensity": 0.9}, share=0.5)
    second = Change(2, {"monitoring_intensity": 0.3}, share=0.25)
    got = lever(2, first, second)
    assert ((got == 0.3).sum(axis=-1) == 5).all()
    assert ((got == 0.9).sum(axis=-1) == 5).all()


def test_change_for_all_clears_earlier_layers() -> None:
    changes = (Change(1, {"monitoring_intensity": 0.9}, share=0.5), Change(3, {"monitoring_intensity": 0.2}))
    assert (lever(2, *changes) == 0.9).any()
    assert (lever(3, *changes) == 0.2).all()


def test_change_for_all_of_one_lever_leaves_layers_of_others() -> None:
    changes = (Change(1, {"monitoring_intensity": 0.9}, share=0.5), Change(3, {"result_use": 0.7}))
    assert ((lever(4, *changes) == 0.9).sum(axis=-1) == 10).all()


def test_layers_persist_to_the_end_of_a_longer_run() -> None:
    change = Change(2, {"training": 0.8}, share=0.5)
    np.testing.assert_array_equal(
        lever(2, change, name="training"), lever(30, change, name="training", years=30)
    )


def test_change_for_all_moves_those_outside_a_later_layer_only() -> None:
    changes = (Change(1, {"training": 0.6}), Change(2, {"training": 0.9}, share=0.5))
    assert set(lever(3, *changes, name="training").ravel()) == {0.6, 0.9}


def test_categories_tell_apart_what_selects_code() -> None:
    plain = policies_by_year(Scenario(), 3)
    numeric = policies_by_year(Scenario().replace(staff=9.0), 3)
    other = policies_by_year(Scenario().replace(changes=[Change(3, {"budget_rule": "grades"})]), 3)
    assert categories(plain) == categories(numeric)
    assert categories(plain) != categories(other)
    assert categories(plain)[:3] == categories(other)[:3]


def test_policy_arrays_keep_points_apart() -> None:
    treated_point = Scenario().replace(changes=[Change(1, {"training": 0.9}, share=0.5)])
    policies = [policies_by_year(s, 1)[1] for s in (Scenario(), treated_point)]
    got = policy_arrays(policies, DRAWS, np.repeat(KINDS, 2, axis=0)).training
    assert (got[0] == 0.1).all()
    assert ((got[1] == 0.9).sum(axis=-1) == 10).all()


def test_stack_of_different_values_has_a_row_per_point() -> None:
    np.testing.assert_array_equal(stack([0.1, 0.2]), np.array([0.1, 0.2]).reshape(2, 1, 1))
    assert np.all(np.asarray(stack([0.1, 0.1])) == 0.1)
