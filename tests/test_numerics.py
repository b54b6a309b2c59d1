"""Array arithmetic against independent definitions, and its independence of batching."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from budgetsim import numerics

AMOUNTS = st.floats(0.0, 1e6, allow_subnormal=False)
FEW_VALUES = st.sampled_from((-2.0, -0.0, 0.0, 0.5, 3.0))
ANY = st.floats(-1e6, 1e6, allow_subnormal=False)


def row(values: object) -> numerics.Array:
    return np.asarray(values, dtype=np.float64).reshape(1, 1, -1)


def draws(*shape: int, seed: int = 0) -> numerics.Array:
    return np.random.default_rng(seed).standard_normal(shape)


@given(arrays(np.float64, st.integers(1, 40), elements=st.one_of(ANY, FEW_VALUES)))
def test_ranks_agree_with_scipy(x: numerics.Array) -> None:
    got = numerics.ranks(row(x))
    np.testing.assert_array_equal(got[0, 0], stats.rankdata(x, method="average"))


@given(st.integers(3, 40), st.integers(0, 10**6), st.booleans(), st.booleans())
def test_rank_correlation_agrees_with_scipy(n: int, seed: int, tied_x: bool, tied_y: bool) -> None:  # noqa: FBT001
    x, y = draws(2, n, seed=seed)
    x = np.round(x) if tied_x else x
    y = np.round(y + 0.5 * x) if tied_y else y + 0.5 * x
    if np.ptp(x) == 0.0 or np.ptp(y) == 0.0:
        return
    got = numerics.rank_correlation(row(x), row(y)).item()
    assert got == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-12)


@pytest.mark.parametrize("n", [1, 2, 7, 60])
def test_rank_correlation_without_variation_is_zero(n: int) -> None:
    x = draws(1, 1, n)
    same = np.full((1, 1, n), 0.1)
    assert numerics.rank_correlation(x, same).item() == 0.0
    assert numerics.rank_correlation(same, x).item() == 0.0


@given(st.integers(2, 80), st.integers(0, 10**6))
def test_rank_correlation_gives_the_same_bits_beside_a_row_with_ties(n: int, seed: int) -> None:
    x, y = draws(2, 1, 1, n, seed=seed)
    tied = np.round(draws(2, 1, 1, n, seed=seed + 1))
    alone = numerics.rank_correlation(x, y)
    together = numerics.rank_correlation(np.concatenate([x, tied[0]]), np.concatenate([y, tied[1]]))
    np.testing.assert_array_equal(together[:1], alone)


@given(arrays(np.float64, st.integers(1, 30), elements=AMOUNTS))
def test_gini_is_the_mean_absolute_difference(x: numerics.Array) -> None:
    differences = np.abs(x[:, None] - x[None, :]).sum()
    expected = differences / (2.0 * x.size * x.sum()) if x.sum() > 0.0 else 0.0
    assert numerics.gini(row(x)).item() == pytest.approx(expected, abs=1e-9)


def test_gini_of_one_owner() -> None:
    assert numerics.gini(row([0.0, 0.0, 0.0, 8.0])).item() == pytest.approx(0.75)


@given(st.integers(3, 30), st.integers(0, 10**6))
def test_correlation_and_slope_agree_with_scipy(n: int, seed: int) -> None:
    x, y = draws(2, n, seed=seed)
    expected = stats.linregress(x, y)
    assert numerics.correlation(row(x), row(y)).item() == pytest.approx(expected.rvalue, abs=1e-10)
    assert numerics.slope(row(x), row(y)).item() == pytest.approx(expected.slope, abs=1e-9)


@pytest.mark.parametrize("level", [0.1, 1.0 / 3.0, 96.7])
def test_correlation_and_slope_without_variation_are_zero(level: float) -> None:
    # The mean of 7 equal numbers is not exactly the number: rounding must not pass for variation.
    flat, y = np.full((2, 3, 7), level), draws(2, 3, 7)
    assert (numerics.correlation(flat, y) == 0.0).all()
    assert (numerics.correlation(y, flat) == 0.0).all()
    assert (numerics.slope(flat, y) == 0.0).all()


def test_total_of_a_size_one_axis_stands_for_equal_values() -> None:
    x = draws(3, 2, 1)
    np.testing.assert_array_equal(numerics.total(x, 5), numerics.total(np.repeat(x, 5, axis=-1), 5))


@given(st.integers(1, 300), st.integers(1, 5), st.integers(1, 4), st.integers(0, 10**6))
def test_total_does_not_depend_on_batching(n: int, points: int, seeds: int, seed: int) -> None:
    x = draws(points, seeds, n, seed=seed)
    expected = numerics.total(x, n)
    alone = np.array(
        [
            [numerics.total(x[p : p + 1, s : s + 1].copy(), n).item() for s in range(seeds)]
            for p in range(points)
        ]
    )
    np.testing.assert_array_equal(expected[..., 0], alone)
    np.testing.assert_array_equal(numerics.total(np.asfortranarray(x), n), expected)
    np.testing.assert_array_equal(numerics.total(x[::-1], n)[::-1], expected)
    np.testing.assert_array_equal(numerics.total(np.repeat(x, 2, axis=-1)[..., ::2], n), expected)
    spread = np.broadcast_to(x[:1], (4, seeds, n))
    np.testing.assert_array_equal(numerics.total(spread, n), np.repeat(expected[:1], 4, axis=0))


@pytest.mark.parametrize("function", ["gini", "ranks"])
def test_sorting_functions_do_not_depend_on_memory_order(function: str) -> None:
    x = np.abs(draws(3, 4, 17))
    compute = getattr(numerics, function)
    np.testing.assert_array_equal(compute(np.asfortranarray(x)), compute(x))


@given(st.floats(1e-6, 1e6), st.floats(-3.0, 3.0))
def test_power_is_a_power(base: float, exponent: float) -> None:
    got = numerics.power(row(base), exponent).item()
    assert got == pytest.approx(base**exponent, rel=1e-13, abs=0.0)


@pytest.mark.parametrize("base", [0.0, -1e-15, -1.0])
def test_power_of_nothing_is_nothing(base: float) -> None:
    assert numerics.power(row(base), 0.7).item() == pytest.approx(0.0, abs=1e-200)


@given(st.floats(0.0, 1.0))
def test_twelfth_power_is_twelve_factors(x: float) -> None:
    assert numerics.twelfth_power(row(x)).item() == pytest.approx(x**12, rel=1e-14)


def test_ratio_where_the_denominator_is_zero() -> None:
    got = numerics.ratio(row([1.0, 0.0, 3.0]), row([0.0, 0.0, 2.0]), otherwise=0.5)
    np.testing.assert_array_equal(got[0, 0], [0.5, 0.5, 1.5])


@pytest.mark.parametrize("given_shape", [(2, 3, 4), (1, 3, 4), (2, 1, 1), (1, 1, 1)])
def test_full_is_writable_and_in_c_order(given_shape: tuple[int, int, int]) -> None:
    x = draws(*given_shape)
    got = numerics.full(np.asfortranarray(x), (2, 3, 4))
    assert got.flags.c_contiguous
    assert got.flags.writeable
    np.testing.assert_array_equal(got, np.broadcast_to(x, (2, 3, 4)))


def test_neighbour_mean_by_hand() -> None:
    x = row([1.0, 2.0, 4.0])
    got = numerics.neighbour_mean(x, np.array([[1, 2, 0], [2, 0, 1]]))
    np.testing.assert_allclose(got[0, 0], [3.0, 2.5, 1.5])
    np.testing.assert_array_equal(x[0, 0], [1.0, 2.0, 4.0])


def test_neighbour_mean_without_neighbours_is_zero() -> None:
    assert not numerics.neighbour_mean(row([1.0, 2.0]), np.empty((0, 2), dtype=np.intp)).any()
