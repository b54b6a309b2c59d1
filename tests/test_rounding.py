"""Numbers as they are printed: they bracket, they differ where they differ, and they are never zero by rounding."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim.rounding import (
    DUST,
    amount,
    apart,
    digits_for,
    estimate,
    fixed,
    level,
    levels,
    p_value,
    per_cent,
    share_estimate,
    signed,
    written_out,
)

SIZES = st.floats(-9.0, 5.0).map(lambda power: 10.0**power)
NUMBERS = st.builds(lambda size, sign: sign * size, SIZES, st.sampled_from([-1.0, 1.0])) | st.just(0.0)


def read(text: str) -> float:
    """Return the number that a reader sees."""
    return float(text.replace("−", "-").replace(",", ""))


def half_unit(text: str) -> float:
    """Return half a unit of the last digit of a printed number."""
    digits, _, power = text.replace(",", "").partition("e")
    decimals = len(digits.partition(".")[2])
    return 0.5 * 10.0 ** (int(power.replace("−", "-") or 0) - decimals)


def is_read_back(text: str, value: float) -> bool:
    """Tell whether a reader is at most half a unit of the last digit away."""
    if text == "0":
        return abs(value) <= DUST
    return abs(read(text) - value) <= half_unit(text) * (1.0 + 1e-6) + 1e-15 * abs(value)


@given(value=NUMBERS, below=SIZES, above=SIZES)
def test_printed_interval_brackets_its_value(value: float, below: float, above: float) -> None:
    low, high = value - below, value + above
    told = estimate(value, low, high)
    assert read(told.low) <= read(told.value) <= read(told.high)
    assert all(is_read_back(text, number) for text, number in zip(told, (value, low, high), strict=False))
    if high - low > 1e-11 * max(1.0, abs(low), abs(high)):
        assert read(told.low) < read(told.high)
        assert len(told.half.replace(",", "").replace(".", "").lstrip("0")) >= 2
    decimals = {len(text.partition(".")[2]) for text in told[:3] if text != "0" and "e" not in text}
    assert len(decimals) == 1


@given(st.lists(NUMBERS, min_size=2, max_size=6))
def test_numbers_that_differ_look_different(values: list[float]) -> None:
    told = apart(*values)
    assert all(map(is_read_back, told, values))
    for one, first in zip(told, values, strict=True):
        for other, second in zip(told, values, strict=True):
            if first - second > 1e-11 * max(1.0, abs(first), abs(second)):
                assert read(one) > read(other)


@given(value=NUMBERS, places=st.integers(0, 6), sign=st.booleans())
def test_what_is_not_zero_is_not_printed_as_zero(value: float, places: int, *, sign: bool) -> None:
    for text in (
        fixed(value, places, sign=sign),
        amount(value),
        signed(value),
        estimate(value, None, None).value,
    ):
        assert (read(text) == 0.0) == (value == 0.0)
        assert is_read_back(text, value)
        assert text == "0" or text.startswith("−") == (value < 0.0)


@given(st.floats(0.0, 1.5))
def test_a_share_is_nothing_or_all_only_if_it_is(share: float) -> None:
    text = per_cent(share)
    assert (text == "0%") == (100.0 * share <= DUST)
    assert (text == "100%") == (abs(share - 1.0) <= DUST)


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_values_of_a_parameter_can_be_told_apart(values: list[float]) -> None:
    told = levels(values)
    assert len(set(told)) == len(set(values))
    assert all(
        float(text) == pytest.approx(value, rel=6e-4) for text, value in zip(told, values, strict=True)
    )


@given(st.floats(0.0, 1.0))
def test_p_values_end_where_their_digits_do(p: float) -> None:
    text = p_value(p)
    if p < 0.001:
        assert text == "<0.001"
    elif p >= 0.9995:
        assert text == ("1" if p == 1.0 else ">0.999")
    else:
        assert abs(float(text) - p) <= 0.0005 + 1e-12


def test_difference_is_printed_to_its_own_precision() -> None:
    assert apart(1.0137, 1.0152) == ["1.0137", "1.0152"]
    assert tuple(estimate(1.0145, 1.0137, 1.0152)) == ("1.01450", "1.01370", "1.01520", "0.00075")
    assert apart(0.31, 0.34) == ["0.310", "0.340"]


def test_end_near_zero_keeps_its_side_of_zero() -> None:
    assert estimate(0.3, 0.0004, 0.6).low == "0.0004"
    assert estimate(0.3, -0.0004, 0.6).low == "−0.0004"
    assert estimate(1e-7, -0.5, 0.5).value == "1e−7"


def test_what_arithmetic_leaves_over_is_zero() -> None:
    assert fixed(-1e-17, 3) == "0"
    assert apart(0.1 + 0.2, 0.3) == ["0.300", "0.300"]
    assert tuple(estimate(0.3, 0.3, 0.1 + 0.2)) == ("0.300", "0.300", "0.300", "0")


def test_interval_without_an_end_says_so() -> None:
    told = estimate(150.0, 20.0, math.inf)
    assert (told.low, told.high, told.half) == ("20", "∞", "∞")
    assert not estimate(1.0, None, None).is_known
    assert digits_for(math.nan, math.nan, 0.5) == 3


def test_values_of_a_parameter_are_written_as_they_are_typed() -> None:
    assert [level(value) for value in (0.5, 1 / 6, 12345.6, 2e-7, 3.0)] == [
        "0.5",
        "0.1667",
        "12346",
        "2e-7",
        "3",
    ]


def test_shares_share_the_digits_of_their_interval() -> None:
    assert tuple(share_estimate(0.25, 0.22, 0.28)) == ("25.0%", "22.0%", "28.0%", "3.0%")
    assert tuple(share_estimate(0.9, 0.7, 0.9996))[:3] == ("90.00%", "70.00%", "99.96%")
    assert tuple(share_estimate(1.0, 0.85, 1.0))[:3] == ("100.0%", "85.0%", "100.0%")
    assert share_estimate(0.0, 0.0, 0.004).low == "0%"


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [
        (60_340_224.0, 28_286_314.0, 92_394_134.0, ("60,000,000", "28,000,000", "92,000,000")),
        (-2_017.0, -2_108_800.0, 1_705_300.0, ("−2,000", "−2,100,000", "1,700,000")),
        (18_375_639.0, 17_461_497.0, 19_289_781.0, ("18,380,000", "17,460,000", "19,290,000")),
        (12_345.0, 3_000.0, 21_000.0, ("12,345", "3,000", "21,000")),
    ],
)
def test_wide_intervals_have_zeros_for_digits_that_nobody_knows(
    value: float, low: float, high: float, expected: tuple[str, str, str]
) -> None:
    assert estimate(value, low, high)[:3] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (109_234_567.0, "109,200,000"),
        (1_234.5, "1,234"),
        (0.0123456, "0.01235"),
        (-5.5, "−5.500"),
        (0.0, "0"),
    ],
)
def test_money_is_written_out(value: float, expected: str) -> None:
    assert written_out(value) == expected
