"""The network of peers: everyone watches, and is watched by, equally many others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim.model.world import neighbours
from budgetsim.numerics import neighbour_mean, total


@given(st.integers(1, 400), st.integers(0, 64))
def test_neighbours_are_as_many_as_asked_for_and_others(departments: int, degree: int) -> None:
    found = neighbours(departments, degree)
    assert found.shape == (min(degree, departments - 1), departments)
    assert found.dtype == np.intp
    for own, peers in enumerate(found.T):
        assert own not in peers
        assert len(set(peers)) == len(peers)


@given(st.integers(2, 200), st.integers(1, 64))
def test_neighbours_give_everyone_as_many_followers(departments: int, degree: int) -> None:
    found = neighbours(departments, degree)
    followers = np.bincount(found.ravel(), minlength=departments)
    assert (followers == found.shape[0]).all()


@given(st.integers(2, 60), st.integers(1, 8))
def test_neighbours_hand_on_all_that_is_handed_round(departments: int, degree: int) -> None:
    x = np.random.default_rng(departments).random((2, 3, departments))
    mean = neighbour_mean(x, neighbours(departments, degree))
    np.testing.assert_allclose(total(mean, departments), total(x, departments), rtol=1e-12)


@pytest.mark.parametrize("departments", [30, 60, 200])
def test_neighbours_connect_the_district(departments: int) -> None:
    found = neighbours(departments, 4)
    reached = {0}
    for _ in range(departments):
        reached |= {int(peer) for own in reached for peer in found[:, own]}
    assert len(reached) == departments


def test_neighbours_of_a_larger_degree_contain_those_of_a_smaller() -> None:
    np.testing.assert_array_equal(neighbours(60, 6)[:4], neighbours(60, 4))
