"""Designs: which points they take, and the properties for which they are chosen."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim.declarations import declarations
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor, Place, make_switch, parse_vary
from budgetsim.studies.sampling import (
    DESIGNS,
    MOST_POINTS,
    SAMPLED,
    Columns,
    crossed,
    fractional_factorial,
    grid,
    latin_hypercube,
    misfits,
    sobol,
    zipped,
)

SHARES = [about.name for about in declarations().values() if about.study_range == (0.0, 1.0)]


def factors(*texts: str) -> list[Factor]:
    return [parse_vary(text, "--vary") for text in texts]


def switch(name: str, **settings: Any) -> Factor:
    return make_switch(name, settings, "lever", Place("file.toml"))


def rows(columns: Columns) -> list[tuple[Any, ...]]:
    return list(zip(*columns.values(), strict=True))


def signs(columns: Columns) -> np.ndarray:
    """Two-level columns as -1 and 1."""
    found = []
    for column in columns.values():
        first = min(column, key=str)
        found.append([-1 if value == first else 1 for value in column])
    return np.array(found).T


# Grid, zip, factorial ---------------------------------------------------------------------------------------------


def test_grid_takes_every_combination_once_and_the_last_factor_fastest() -> None:
    got = grid(factors("staff=1,2,3", "budget_rule=linear,grades", "evaluation_lag"))
    assert rows(got) == list(itertools.product((1.0, 2.0, 3.0), ("linear", "grades"), (1, 2)))
    assert list(got) == ["staff", "budget_rule", "evaluation_lag"]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_grid_has_the_product_of_the_levels(counts: list[int]) -> None:
    chosen = [
        f"{name}={','.join(f'0.{k}' for k in range(count))}"
        for name, count in zip(SHARES, counts, strict=False)
    ]
    got = rows(grid(factors(*chosen)))
    assert len(got) == len(set(got)) == math.prod(counts)


def test_zip_takes_levels_side_by_side() -> None:
    assert rows(zipped(factors("staff=1,2,3", "result_use=0.5,0.1,0.9"))) == [
        (1.0, 0.5),
        (2.0, 0.1),
        (3.0, 0.9),
    ]


@pytest.mark.parametrize("count", range(1, 6))
def test_factorial_columns_are_orthogonal(count: int) -> None:
    got = signs(DESIGNS["factorial"](factors(*SHARES[:count]), None, 0))
    assert got.shape == (2**count, count)
    assert np.array_equal(got.T @ got, 2**count * np.eye(count))
    assert not got.sum(axis=0).any()


def test_factorial_takes_the_ends_of_numbers_and_all_of_choices() -> None:
    got = DESIGNS["factorial"]([*factors("staff=5,1,9", "budget_rule"), switch("s", training=0.5)], None, 0)
    assert len(rows(got)) == 2 * 5 * 2
    assert set(got["staff"]) == {1.0, 9.0}
    assert set(got["budget_rule"]) == set(declarations()["budget_rule"].choices)
    assert set(got["s"]) == {False, True}


@pytest.mark.parametrize("count", range(1, 17))
def test_fractional_factorial_is_of_resolution_four(count: int) -> None:
    got = signs(fractional_factorial(factors(*SHARES[:count])))
    runs = 2 * 2 ** math.ceil(math.log2(count))
    assert got.shape == (runs, count)
    assert len({tuple(row) for row in got}) == runs
    assert np.array_equal(got.T @ got, runs * np.eye(count))
    assert not got.sum(axis=0).any()
    for a, b in itertools.combinations(range(count), 2):
        # Clear of every two-way interaction, also of those in which it takes part.
        assert not (got.T @ (got[:, a] * got[:, b])).any()


def test_fractional_factorial_recovers_main_effects_beside_interactions() -> None:
    columns = fractional_factorial(factors(*SHARES[:6]))
    x = signs(columns).astype(float)
    effects = np.array([3.0, -1.0, 0.5, 0.0, 2.0, -4.0])
    outcome = x @ effects + 5.0 * x[:, 0] * x[:, 1] - 7.0 * x[:, 2] * x[:, 5]
    assert (x.T @ outcome) / len(x) == pytest.approx(effects)


# Drawn designs ----------------------------------------------------------------------------------------------------


@given(st.integers(1, 6), st.integers(1, 60), st.integers(0, 2**63 - 1))
def test_latin_hypercube_takes_each_part_of_each_range_once(count: int, samples: int, seed: int) -> None:
    got = latin_hypercube(factors(*SHARES[:count]), samples, seed)
    for column in got.values():
        assert sorted(math.floor(value * samples) for value in column) == list(range(samples))


@given(st.integers(1, 5), st.integers(0, 7), st.integers(0, 1000))
def test_sobol_points_are_balanced_in_every_equal_part(count: int, power: int, seed: int) -> None:
    samples = 2**power
    got = np.array(list(sobol(factors(*SHARES[:count]), samples, seed).values()))
    assert got.shape == (count, samples)
    for column in got:
        assert sorted(np.floor(column * samples).astype(int)) == list(range(samples))
    # The first two factors together: all boxes of equal size hold one point each, whatever their shape.
    for split in range(power + 1) if count > 1 else ():
        boxes = zip(np.floor(got[0] * 2**split), np.floor(got[1] * 2 ** (power - split)), strict=True)
        assert len(set(boxes)) == samples


@pytest.mark.parametrize("samples", [1, 2, 64, 1001])
def test_latin_hypercube_draws_what_scipy_draws(samples: int) -> None:
    from scipy.stats import qmc

    own = [Factor(name, "lever", "number", 0.0, 1.0) for name in ("result_use", "training", "disclosure")]
    shares = qmc.LatinHypercube(3, rng=np.random.default_rng(5)).random(samples)
    got = latin_hypercube(own, samples, 5)
    np.testing.assert_array_equal(np.array([got[factor.name] for factor in own]).T, shares)


@pytest.mark.parametrize("design", SAMPLED)
def test_drawn_values_are_of_the_kind_and_in_the_range_of_their_factor(design: str) -> None:
    chosen = factors("staff=2:4", "departments=10:13", "budget_rule=linear,grades", "result_use=0.1,0.5,0.9")
    got = DESIGNS[design]([*chosen, switch("s", training=1.0)], 128, 3)
    assert all(type(value) is float and 2.0 <= value <= 4.0 for value in got["staff"])
    assert sorted(set(got["departments"])) == [10, 11, 12, 13]
    assert [got["departments"].count(value) for value in (10, 11, 12, 13)] == [32] * 4
    assert got["budget_rule"].count("grades") == got["s"].count(True) == 64
    assert sorted(set(got["result_use"])) == [0.1, 0.5, 0.9]


@pytest.mark.parametrize("design", SAMPLED)
def test_draws_depend_on_their_seed_alone(design: str) -> None:
    chosen = factors("staff", "result_use")
    first = DESIGNS[design](chosen, 16, 5)
    assert DESIGNS[design](chosen, 16, 5) == first
    assert DESIGNS[design](chosen, 16, 6) != first


# What cannot be placed --------------------------------------------------------------------------------------------

WRONG: dict[str, tuple[str, list[str], int | None, tuple[str, ...]]] = {
    "ranges_on_a_grid": (
        "grid",
        ["staff", "result_use=0:1"],
        None,
        ("2 faults", "policy.staff", "result_use=0:1:5"),
    ),
    "ranges_in_a_zip": ("zip", ["staff=1:3"], None, ("policy.staff", "staff=1:3:5")),
    "unequal_zip": ("zip", ["staff=1,2", "result_use=0.1"], None, ("staff 2, result_use 1",)),
    "samples_on_a_grid": ("grid", ["staff=1,2"], 8, ("leave samples out",)),
    "samples_in_a_factorial": ("factorial", ["staff=1,2"], 8, ("a factorial design", "leave samples out")),
    "many_in_a_fraction": (
        "fractional_factorial",
        ["staff", "budget_rule"],
        None,
        ("policy.budget_rule has 5",),
    ),
    "one_in_a_fraction": (
        "fractional_factorial",
        ["budget_rule=linear"],
        None,
        ("policy.budget_rule has 1",),
    ),
    "sobol_without_samples": ("sobol", ["staff"], None, ("--samples",)),
    "sobol_of_no_power": ("sobol", ["staff"], 100, ("100", "64 or 128")),
    "hypercube_without_samples": ("latin_hypercube", ["staff"], None, ("--samples",)),
    "too_many_samples": ("latin_hypercube", ["staff"], MOST_POINTS + 1, ("20,000,001",)),
    "too_large_a_grid": (
        "grid",
        [f"{name}=0:1:100" for name in SHARES[:4]],
        None,
        ("100 x 100 x 100 x 100",),
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_placed_is_told_at_once(case: str) -> None:
    design, texts, samples, words = WRONG[case]
    with pytest.raises(StudyError) as caught:
        DESIGNS[design](factors(*texts), samples, 0)
    assert all(word in str(caught.value) for word in words)


def test_misfits_name_what_they_are_about() -> None:
    got = misfits("grid", factors("staff", "result_use=0:1", "training=0,1"), 4)
    assert [one.subject for one in got] == ["samples", "staff", "result_use"]


# Crossing ---------------------------------------------------------------------------------------------------------


def test_crossing_meets_every_point_with_every_state() -> None:
    first, second = {"a": [1, 2]}, {"b": ["x", "y", "z"], "c": [0, 0, 1]}
    got = rows(crossed(first, second))
    assert got == [(a, b, c) for a in (1, 2) for b, c in (("x", 0), ("y", 0), ("z", 1))]
    assert crossed({}, second) == second
    assert crossed(first, {}) == first


def test_crossing_too_much_is_refused() -> None:
    with pytest.raises(StudyError, match="take fewer"):
        crossed({"a": [0] * 5000}, {"b": [0] * 5000})
