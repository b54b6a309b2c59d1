"""Randomness as data: streams keyed by seed and purpose, the same whatever is drawn beside them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from scipy import stats

from budgetsim.model import counters, streams
from budgetsim.model.shocks import (
    OPTIONAL,
    ROWS,
    Purpose,
    Shocks,
    TraitShocks,
    YearShocks,
    is_uniform,
    purposes_of_years,
)
from budgetsim.model.streams import stream
from budgetsim.numerics import ndtri

NORMAL = ("spending", "self_score", "satisfaction", "external_score", "preliminary", "budgets", "search")
UNIFORM_TRAITS = ("archetype", "rule", "assignment")
UNIFORM = ("checks", "shortcomings", "evaluated", "audited")


def numbers(year: YearShocks) -> dict[str, Any]:
    """Copies of a year's draws: without ``keep`` they are valid for the year only."""
    found = {f.name: getattr(year, f.name) for f in fields(year)}
    return {name: None if value is None else value.copy() for name, value in found.items()}


@pytest.fixture(params=[1, 2], ids=["version 1", "version 2"])
def version(request: pytest.FixtureRequest) -> int:
    """The version of the streams."""
    return int(request.param)


def years(  # noqa: PLR0913 - what draws may depend on
    version: int,
    count: int,
    seeds: tuple[int, ...] = (0, 5),
    departments: int = 6,
    optional: tuple[str, ...] = (),
    *,
    keep: bool = False,
) -> list[Any]:
    shocks = Shocks(seeds, departments, optional, version=version, keep=keep)
    return [numbers(shocks.year(index)) for index in range(count)]


def assert_same(first: dict[str, Any], second: dict[str, Any], *but: str) -> None:
    for name, value in first.items():
        if name not in but:
            np.testing.assert_array_equal(value, second[name], err_msg=name)


def test_stream_is_its_own_under_every_seed_and_purpose() -> None:
    first = {stream(seed, purpose).random() for seed in range(50) for purpose in Purpose}
    assert len(first) == 50 * len(Purpose)


def test_year_does_not_depend_on_other_purposes(version: int) -> None:
    # Searching departments draw from one more stream; what all others meet stays as it was.
    plain, searching = years(version, 3), years(version, 3, optional=("search",))
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
    shocks = Shocks((0, 5), 6, version=1)
    shocks._source.fill(purpose, 0, np.empty((2, 1, 1, 3)))
    got, expected = numbers(shocks.year(0)), years(1, 1)[0]
    assert_same(got, expected, "search", *owners[purpose])
    for name in owners[purpose]:
        assert (got[name] != expected[name]).any()


@pytest.mark.parametrize("name", OPTIONAL)
def test_year_does_not_depend_on_a_stream_that_some_need(name: str, version: int) -> None:
    for one, other in zip(years(version, 3), years(version, 3, optional=(name,)), strict=True):
        assert one[name] is None
        assert other[name] is not None
        assert_same(one, other, name)


def test_standards_of_a_year_are_one_number_for_a_district(version: int) -> None:
    assert years(version, 1, optional=("standards",))[0]["standards"].shape == (1, 2, 2, 1)


def test_year_begins_alike_under_every_horizon(version: int) -> None:
    for one, other in zip(years(version, 2), years(version, 5), strict=False):
        assert_same(one, other, "search")


def test_year_is_the_same_kept_or_not(version: int) -> None:
    for one, other in zip(years(version, 4), years(version, 4, keep=True), strict=True):
        assert_same(one, other, "search")


def test_year_that_was_kept_comes_again(version: int) -> None:
    shocks = Shocks((0, 5), 6, version=version, keep=True)
    first = [shocks.year(index) for index in range(3)]
    assert [shocks.year(index) for index in range(3)] == first
    assert_same(numbers(first[0]), years(version, 1)[0], "search")


@pytest.mark.parametrize("keep", [True, False])
def test_year_of_a_sequence_cannot_be_skipped(keep: bool) -> None:  # noqa: FBT001
    with pytest.raises(IndexError, match="year 2 was asked for"):
        Shocks((0,), 3, version=1, keep=keep).year(2)


def test_year_of_a_sequence_that_was_not_kept_cannot_come_again() -> None:
    shocks = Shocks((0,), 3, version=1)
    shocks.year(0)
    shocks.year(1)
    with pytest.raises(IndexError, match="year 0 was asked for"):
        shocks.year(0)


@pytest.mark.parametrize("block", [1, 3])
def test_year_by_its_place_comes_in_any_order(block: int) -> None:
    in_order, shocks = years(2, 8), Shocks((0, 5), 6, version=2, block=block)
    for index in (7, 0, 3, 7, 1):
        assert_same(numbers(shocks.year(index)), in_order[index], "search")


@pytest.mark.parametrize("block", [2, 3, 7])
def test_year_does_not_depend_on_how_many_are_drawn_at_once(block: int, version: int) -> None:
    shocks = Shocks((0, 5), 6, version=version, block=block)
    for index, expected in enumerate(years(version, 6)):
        assert_same(numbers(shocks.year(index)), expected, "search")


def test_year_of_a_seed_does_not_depend_on_its_company(version: int) -> None:
    together, alone = years(version, 2, seeds=(7, 0, 5)), years(version, 2, seeds=(5,))
    for both, one in zip(together, alone, strict=True):
        for name in (*NORMAL, *UNIFORM, "common"):
            if name != "search":
                np.testing.assert_array_equal(both[name][:, 2:], one[name])


def test_draws_turn_to_other_seeds(version: int) -> None:
    shocks = Shocks((7, 0, 5), 6, version=version, block=2, keep=True)
    for seeds in ((2**40, 3), (1, 2, 2**63 - 1, 4), (0, 5)):
        shocks.turn_to(seeds)
        afresh = Shocks(seeds, 6, version=version)
        for index in range(3):
            assert_same(numbers(shocks.year(index)), numbers(afresh.year(index)))
        for field in fields(TraitShocks):
            np.testing.assert_array_equal(
                getattr(shocks.traits, field.name), getattr(afresh.traits, field.name)
            )


def test_year_differs_between_seeds_and_years(version: int) -> None:
    first, second = years(version, 2)
    for name in (*NORMAL[:-1], *UNIFORM, "common"):
        assert (first[name][:, 0] != first[name][:, 1]).all(), name
        assert (first[name] != second[name]).all(), name


def test_common_shock_is_one_number_for_a_district_and_nobodys_own(version: int) -> None:
    year = years(version, 1)[0]
    assert year["common"].shape == (1, 2, 1)
    for name in ("self_score", "satisfaction", "external_score", "preliminary"):
        assert not np.isin(year["common"], year[name]).any(), name


HUNDRED = tuple(range(100))


@pytest.mark.parametrize("name", NORMAL)
def test_normal_draws_are_standard_normal(name: str, version: int) -> None:
    sample = years(version, 1, HUNDRED, 200, ("search",))[0][name].ravel()
    assert stats.kstest(sample, "norm").pvalue > 1e-3


@pytest.mark.parametrize("name", UNIFORM)
def test_uniform_draws_are_uniform(name: str, version: int) -> None:
    sample = years(version, 1, HUNDRED, 200)[0][name].ravel()
    assert stats.kstest(sample, "uniform").pvalue > 1e-3


def test_draws_are_independent_of_each_other(version: int) -> None:
    year = years(version, 1, HUNDRED, 200, ("search",))[0]
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


@pytest.mark.parametrize("name", [*NORMAL[:-1], *UNIFORM])
def test_draws_beside_each_other_are_independent(name: str, version: int) -> None:
    """Neighbours in every direction: seeds, years, rows and departments."""
    drawn = [year[name] for year in years(version, 2, HUNDRED, 200)]
    table = np.stack([year if year.ndim == 4 else year[:, :, None] for year in drawn])[:, 0]
    for axis in range(table.ndim):
        if table.shape[axis] > 1:
            moved = np.moveaxis(table, axis, 0)
            one, other = moved[:-1].ravel(), moved[1:].ravel()
            for before, after in ((one, other), (np.abs(one - np.mean(one)), np.abs(other - np.mean(other)))):
                assert abs(np.corrcoef(before, after)[0, 1]) < 5.0 / one.size**0.5, axis


def test_traits_are_normal_or_uniform_and_independent(version: int) -> None:
    traits = Shocks(HUNDRED, 200, version=version).traits
    names = [f.name for f in fields(TraitShocks)]
    columns = {name: getattr(traits, name).ravel() for name in names}
    for name in names:
        law = "uniform" if name in UNIFORM_TRAITS else "norm"
        assert stats.kstest(columns[name], law).pvalue > 1e-3, name
    off_diagonal = np.corrcoef(list(columns.values())) - np.eye(len(names))
    assert np.abs(off_diagonal).max() < 5.0 / 20_000**0.5


def test_streams_go_on_where_they_stand_whatever_else_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """One generator draws for all of them, also where NumPy would hold its state in another way."""
    expected = [stream(seed, Purpose.BUDGETS).standard_normal(12) for seed in (0, 5)]
    for known in (True, False):
        drawer = streams._Drawer()
        if not known:
            drawer._held = None
        monkeypatch.setattr(streams, "_drawer", lambda drawer=drawer: drawer)
        first, second = Shocks((0, 5), 6, version=1), Shocks((5, 9), 6, version=1)
        for index in range(2):
            got = first.year(index).budgets[0]
            second.year(index)
            for row, numbers_of in enumerate(expected):
                np.testing.assert_array_equal(got[row], numbers_of[6 * index : 6 * index + 6])


@pytest.mark.parametrize("count", [1, 3, 4, 50])
def test_seeds_are_mixed_as_numpy_mixes_them(count: int) -> None:
    some = [0, 1, 2**31, 2**32 - 1, 2**32, 2**40 + 7, 2**63 - 1, *range(5, 48)][:count]
    for seed, words in zip(some, streams.seed_words(some), strict=True):
        expected = np.random.SeedSequence(seed).generate_state(words.size, np.uint64)
        np.testing.assert_array_equal(words.ravel(), expected)


KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]
"""Philox4x32-10 in the file kat_vectors of Random123: counter, key, result."""


@pytest.mark.parametrize(("counter", "key", "result"), KNOWN_ANSWERS)
def test_rounds_give_the_published_answers(counter: str, key: str, result: str) -> None:
    words = [np.array(int(word, 16), dtype=np.uint64) for word in counter.split()]
    low, high = (int(word, 16) for word in key.split())
    got = counters.philox(words, counters.keys_of([low + (high << 32)])[0])
    assert [f"{int(word):08x}" for word in got] == result.split()


def test_a_uniform_draw_is_never_0_or_1() -> None:
    words = np.array([0, 0xFFFFFFFF], dtype=np.uint64)
    smallest, largest = counters.uniform(words, words)
    assert (smallest, largest) == (2.0**-53, 1.0 - 2.0**-53)
    assert np.isfinite(ndtri(np.array([smallest, largest]))).all()


@pytest.mark.parametrize("place", [(0, 1, 0, 0), (5, 3, 7, 3), (2**63 - 1, 0, 900, 199)])
def test_a_draw_follows_from_its_place_alone(place: tuple[int, int, int, int]) -> None:
    """One number out of a table, worked out by itself."""
    seed, row, index, department = place
    shocks = Shocks((1, seed), 200, tuple(OPTIONAL), version=2)
    for purpose in purposes_of_years(OPTIONAL):
        if row >= ROWS[purpose]:
            continue
        table = shocks._fill(purpose, index, 1)
        counter = [np.array([word], dtype=np.uint64) for word in (department, row // 2, index, purpose)]
        words = counters.philox(counter, counters.keys_of([seed])[0])[2 * (row % 2) :]
        expected = counters.uniform(words[0], words[1])
        if not is_uniform(purpose, row):
            expected = ndtri(expected)
        assert table[0, 1, 0, row, department] == expected[0]


def test_departments_of_a_larger_district_begin_with_those_of_a_smaller() -> None:
    small, large = (years(2, 1, departments=count, optional=("standards",))[0] for count in (6, 11))
    for name, numbers_of in small.items():
        if numbers_of is not None:
            np.testing.assert_array_equal(numbers_of, large[name][..., : numbers_of.shape[-1]], err_msg=name)


def test_seeds_that_differ_in_one_bit_have_nothing_in_common() -> None:
    seeds = (0, *(1 << bit for bit in range(63)))
    drawn = Shocks(seeds, 500, version=2).year(0).checks[0, :, 0]
    off_diagonal = np.corrcoef(drawn) - np.eye(len(seeds))
    assert np.abs(off_diagonal).max() < 5.0 / 500**0.5


def test_cost_of_hiding_has_a_stream_of_its_own() -> None:
    """All other traits of a seed are what they were before departments differed in it."""
    got = Shocks((0, 5), 6, version=1).traits
    for row, seed in enumerate((0, 5)):
        np.testing.assert_array_equal(
            got.concealment[0, row], stream(seed, Purpose.HIDING).standard_normal(6)
        )
        np.testing.assert_array_equal(
            got.productivity[0, row], stream(seed, Purpose.TRAITS).standard_normal((7, 6))[0]
        )
