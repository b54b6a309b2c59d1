"""Randomness as data: streams keyed by seed and purpose, the same whatever is drawn beside them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from scipy import stats

from budgetsim.model.shocks import Purpose, Shocks, TraitShocks, YearShocks, stream

NORMAL = ("spending", "self_score", "satisfaction", "external_score", "preliminary", "budgets", "search")
UNIFORM_TRAITS = ("archetype", "rule", "assignment")
UNIFORM = ("checks", "shortcomings", "evaluated", "audited")


def numbers(year: YearShocks) -> dict[str, Any]:
    """Copies of a year's draws: without ``keep`` they are valid for the year only."""
    found = {f.name: getattr(year, f.name) for f in fields(year)}
    return {name: None if value is None else value.copy() for name, value in found.items()}


def years(count: int, seeds: tuple[int, ...] = (0, 5), departments: int = 6, **options: bool) -> list[Any]:
    shocks = Shocks(seeds, departments, **options)
    return [numbers(shocks.year(index)) for index in range(count)]


def assert_same(first: dict[str, Any], second: dict[str, Any], *but: str) -> None:
    for name, value in first.items():
        if name not in but:
            np.testing.assert_array_equal(value, second[name], err_msg=name)


def test_stream_is_its_own_under_every_seed_and_purpose() -> None:
    first = {stream(seed, purpose).random() for seed in range(50) for purpose in Purpose}
    assert len(first) == 50 * len(Purpose)


def test_year_does_not_depend_on_other_purposes() -> None:
    # Searching departments draw from one more stream; what all others meet stays as it was.
    plain, searching = years(3), years(3, search=True)
    for one, other in zip(plain, searching, strict=True):
        assert one["search"] is None
        assert other["search"] is not None
        assert_same(one, other, "search")


@pytest.mark.parametrize(
    "purpose",
    [
        Purpose.SPENDING,
        Purpose.CHECKS,
        Purpose.SHORTCOMINGS,
        Purpose.SCORES,
        Purpose.SELECTION,
        Purpose.BUDGETS,
    ],
)
def test_year_changes_only_where_more_is_drawn_from_its_purpose(purpose: Purpose) -> None:
    owners = {
        Purpose.SPENDING: ("spending",),
        Purpose.CHECKS: ("checks",),
        Purpose.SHORTCOMINGS: ("shortcomings",),
        Purpose.SCORES: ("self_score", "satisfaction", "external_score", "preliminary", "common"),
        Purpose.SELECTION: ("evaluated", "audited"),
        Purpose.BUDGETS: ("budgets",),
    }
    shocks = Shocks((0, 5), 6)
    for generator in shocks._streams[purpose]:
        generator.random(3)
    got, expected = numbers(shocks.year(0)), years(1)[0]
    assert_same(got, expected, "search", *owners[purpose])
    for name in owners[purpose]:
        assert (got[name] != expected[name]).any()


@pytest.mark.parametrize("name", ["search", "fading", "renewal", "standards", "productivity", "adjustment"])
def test_year_does_not_depend_on_a_stream_that_some_need(name: str) -> None:
    for one, other in zip(years(3), years(3, **{name: True}), strict=True):
        assert one[name] is None
        assert other[name] is not None
        assert_same(one, other, name)


def test_standards_of_a_year_are_one_number_for_a_district() -> None:
    assert years(1, standards=True)[0]["standards"].shape == (1, 2, 2, 1)


def test_year_begins_alike_under_every_horizon() -> None:
    for one, other in zip(years(2), years(5), strict=False):
        assert_same(one, other, "search")


def test_year_is_the_same_kept_or_not() -> None:
    for one, other in zip(years(4), years(4, keep=True), strict=True):
        assert_same(one, other, "search")


def test_year_that_was_kept_comes_again() -> None:
    shocks = Shocks((0, 5), 6, keep=True)
    first = [shocks.year(index) for index in range(3)]
    assert [shocks.year(index) for index in range(3)] == first
    assert_same(numbers(first[0]), years(1)[0], "search")


@pytest.mark.parametrize("keep", [True, False])
def test_year_cannot_be_skipped(keep: bool) -> None:  # noqa: FBT001
    with pytest.raises(IndexError, match="year 2 was asked for"):
        Shocks((0,), 3, keep=keep).year(2)


def test_year_that_was_not_kept_cannot_come_again() -> None:
    shocks = Shocks((0,), 3)
    shocks.year(0)
    shocks.year(1)
    with pytest.raises(IndexError, match="year 0 was asked for"):
        shocks.year(0)


@pytest.mark.parametrize("block", [2, 3, 7])
def test_year_does_not_depend_on_how_many_are_drawn_at_once(block: int) -> None:
    shocks = Shocks((0, 5), 6, block=block)
    for index, expected in enumerate(years(6)):
        assert_same(numbers(shocks.year(index)), expected, "search")


def test_year_of_a_seed_does_not_depend_on_its_company() -> None:
    together, alone = years(2, seeds=(7, 0, 5)), years(2, seeds=(5,))
    for both, one in zip(together, alone, strict=True):
        for name in (*NORMAL, *UNIFORM, "common"):
            if name != "search":
                np.testing.assert_array_equal(both[name][:, 2:], one[name])


def test_year_differs_between_seeds_and_years() -> None:
    first, second = years(2)
    for name in (*NORMAL[:-1], *UNIFORM, "common"):
        assert (first[name][:, 0] != first[name][:, 1]).all(), name
        assert (first[name] != second[name]).all(), name


def test_common_shock_is_one_number_for_a_district_and_nobodys_own() -> None:
    year = years(1)[0]
    assert year["common"].shape == (1, 2, 1)
    for name in ("self_score", "satisfaction", "external_score", "preliminary"):
        assert not np.isin(year["common"], year[name]).any(), name


@pytest.mark.parametrize("name", NORMAL)
def test_normal_draws_are_standard_normal(name: str) -> None:
    sample = years(1, seeds=tuple(range(100)), departments=200, search=True)[0][name].ravel()
    assert stats.kstest(sample, "norm").pvalue > 1e-3


@pytest.mark.parametrize("name", UNIFORM)
def test_uniform_draws_are_uniform(name: str) -> None:
    sample = years(1, seeds=tuple(range(100)), departments=200)[0][name].ravel()
    assert stats.kstest(sample, "uniform").pvalue > 1e-3


def test_draws_are_independent_of_each_other() -> None:
    year = years(1, seeds=tuple(range(100)), departments=200, search=True)[0]
    columns = [
        year[name].ravel()
        for name in ("self_score", "satisfaction", "external_score", "preliminary", "budgets")
    ]
    columns += [year["evaluated"].ravel(), year["audited"].ravel(), year["spending"][:, :, 0].ravel()]
    columns += [
        year["checks"][:, :, 0].ravel(),
        year["shortcomings"][:, :, 0].ravel(),
        year["search"][:, :, 0].ravel(),
    ]
    off_diagonal = np.corrcoef(columns) - np.eye(len(columns))
    # 20,000 pairs: five standard errors.
    assert np.abs(off_diagonal).max() < 5.0 / 20_000**0.5


def test_traits_are_normal_or_uniform_and_independent() -> None:
    traits = Shocks(tuple(range(100)), 200).traits
    names = [f.name for f in fields(TraitShocks)]
    columns = {name: getattr(traits, name).ravel() for name in names}
    for name in names:
        law = "uniform" if name in UNIFORM_TRAITS else "norm"
        assert stats.kstest(columns[name], law).pvalue > 1e-3, name
    off_diagonal = np.corrcoef(list(columns.values())) - np.eye(len(names))
    assert np.abs(off_diagonal).max() < 5.0 / 20_000**0.5


def test_cost_of_hiding_has_a_stream_of_its_own() -> None:
    """All other traits of a seed are what they were before departments differed in it."""
    got = Shocks((0, 5), 6).traits
    for row, seed in enumerate((0, 5)):
        np.testing.assert_array_equal(
            got.concealment[0, row], stream(seed, Purpose.HIDING).standard_normal(6)
        )
        np.testing.assert_array_equal(
            got.productivity[0, row], stream(seed, Purpose.TRAITS).standard_normal((7, 6))[0]
        )
