"""Numbers as people read them: no digit that is not known, and no rounding that hides a difference.

Four rules hold wherever the project prints a number. A number and its interval share their decimals, and half of the
interval shows two significant digits. Numbers that differ are printed differently. What is not zero is not printed as
zero, and a share is "0%" or "100%" only if it is exactly that. What is exactly zero is a plain ``0`` without a sign.

Differences below ``DUST``, as a part of the numbers or by themselves, are left over from floating-point arithmetic and
count as none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

DUST = 1e-12
"""Size up to which a number is what additions leave over, and no number."""
ALONE, HALF, GAP = 3, 2, 2
"""Significant digits of a number without interval, of half an interval, and of the gap between two numbers."""
WIDE = 1e5
"""Half an interval from which on the digits that it does not deserve are zeros."""
MOST_EXTRA = 3
"""Decimals beyond those of an interval that a number near zero, or near an end, may ask for."""
MOST_DECIMALS = 12
SMALLEST_P = 0.001
"""p-values below are told as such: their further digits rest on tails that nobody has checked."""
LEAST_PER_CENT = 0.05
"""Per cent from 0, or to 100, that one decimal would round away."""
UNDEFINED, ENDLESS = "–", "∞"


class Estimate(NamedTuple):
    """An estimate as texts with the same decimals; those of an interval that is not known are empty."""

    value: str
    low: str
    high: str
    half: str
    """Half of the interval."""

    @property
    def is_known(self) -> bool:
        """Whether there is an interval."""
        return bool(self.low)


def estimate(value: float, low: float | None, high: float | None, *, sign: bool = False) -> Estimate:
    """Return an estimate and its interval with the digits that the interval deserves.

    Parameters
    ----------
    value
        The estimate.
    low, high
        Ends of its interval; ``None`` or NaN where none is known, infinite where the interval has no end there.
    sign
        Whether the estimate carries its sign even where it is above zero; ends never do.
    """
    value, low, high = _coarse(value, low, high)
    places = digits_for(low, high, value)
    written = fixed(value, places, sign=sign)
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return Estimate(written, "", "", "")
    half = (high - low) / 2.0
    if math.isfinite(half) and half <= _dust(low, high):
        half = 0.0
    return Estimate(written, fixed(low, places), fixed(high, places), fixed(half, places))


def _coarse(value: float, low: float | None, high: float | None) -> tuple[float, float | None, float | None]:
    """Return an estimate with zeros for digits that a very wide interval does not deserve: yuan by the million."""
    half = (high - low) / 2.0 if low is not None and high is not None else math.nan
    if low is None or high is None or not WIDE <= half < math.inf:
        return value, low, high
    places = HALF - 1 - math.floor(math.log10(half))
    return _rounded(value, places), _rounded(low, places), _rounded(high, places)


def _rounded(value: float, places: int) -> float:
    """Return a number rounded to tens, hundreds…; one that would be zero then keeps its own first digits."""
    near = round(value, places)
    return (
        near if near or abs(value) < 1.0 else _rounded(value, HALF - 1 - math.floor(math.log10(abs(value))))
    )


def digits_for(low: float | None, high: float | None, mean: float) -> int:
    """Return decimals with which a number and its interval are printed; without an interval, those of the number."""
    numbers = [number for number in (mean, low, high) if number is not None and math.isfinite(number)]
    width = high - low if low is not None and high is not None else math.nan
    if math.isfinite(width) and abs(width) > _dust(*numbers):
        return _enough(_decimals(abs(width) / 2.0, HALF), numbers)
    largest = max((abs(number) for number in numbers), default=0.0)
    return _enough(_decimals(largest, ALONE), numbers) if largest > DUST else ALONE


def apart(*values: float, sign: bool = False) -> list[str]:
    """Return numbers that stand beside each other with the same decimals, those that differ in different digits."""
    places = places_apart(*values)
    return [fixed(value, places, sign=sign) for value in values]


def places_apart(*values: float) -> int:
    """Return decimals with which numbers are told apart: two digits of the smallest gap, three of the largest."""
    known = sorted(value for value in values if math.isfinite(value))
    sizes = [abs(value) for value in known if abs(value) > DUST]
    if not sizes:
        return ALONE
    usual = _decimals(max(sizes), ALONE)
    small = [need for size in sizes if (need := _decimals(size, GAP)) <= usual + MOST_EXTRA]
    return min(MOST_DECIMALS, max([usual, *small, *_gap_decimals(known)]))


def _gap_decimals(known: list[float]) -> list[int]:
    """Return decimals that show the gap between each number and the next."""
    return [_decimals(b - a, GAP) for a, b in pairwise(known) if b - a > _dust(a, b)]


def fixed(value: float, places: int, *, sign: bool = False) -> str:
    """Return a number with fixed decimals; with more where these would show a number that is not zero as zero."""
    if math.isnan(value):
        return UNDEFINED
    if abs(value) <= DUST:
        return "0"
    ahead = "−" if value < 0.0 else "+" if sign else ""
    size = abs(value)
    if math.isinf(size):
        return f"{ahead}{ENDLESS}"
    text = f"{size:,.{places}f}"
    if not any(digit in "123456789" for digit in text):
        text = f"{size:.{_decimals(size, 1)}f}" if size >= 1e-4 else _exponent(size, 1)
    return f"{ahead}{text}"


def amount(value: float) -> str:
    """Return a number with as many digits as its size needs, without exponents for everyday sizes."""
    size = abs(value)
    if not math.isfinite(value):
        return "undefined"
    if size <= DUST:
        return "0"
    if size >= 1e6 or size < 1e-5:
        return f"{'−' if value < 0.0 else ''}{_exponent(size, ALONE)}"
    small = size < 0.0995
    digits = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 0.995 else 3
    return fixed(value, _decimals(size, 2) if small else digits)


def written_out(value: float) -> str:
    """Return an amount of money with four significant digits, however large, without an exponent."""
    if not math.isfinite(value) or value == 0.0:
        return amount(value)
    places = 3 - math.floor(math.log10(abs(value)))
    return fixed(round(value, places), max(0, places))


def signed(value: float) -> str:
    """Return a change with its sign."""
    text = amount(value)
    return text if value < 0 or text == "0" else f"+{text}"


def per_cent(share: float) -> str:
    """Return a share as a percentage: one decimal where it is not whole; 0% and 100% only of exactly that."""
    value = 100.0 * share
    size = abs(value)
    if not math.isfinite(value):
        return UNDEFINED
    if size <= DUST or abs(size - 100.0) <= 100.0 * DUST:
        return f"{'−' if size > DUST and value < 0.0 else ''}{size:.0f}%"
    if size < LEAST_PER_CENT:
        return "<0.1%" if value > 0.0 else ">−0.1%"
    if abs(size - 100.0) < LEAST_PER_CENT:
        beyond = (size > 100.0) == (value > 0.0)
        return f"{'>' if beyond or size < 100.0 else '<'}{_near_hundred(value)}%"
    whole = size >= 100.5 or abs(size - round(size)) < LEAST_PER_CENT
    return f"{'−' if value < 0.0 else ''}{size:,.{0 if whole else 1}f}%"


def _near_hundred(value: float) -> str:
    """Return the number that a percentage near 100 lies beyond."""
    size = "100" if abs(value) > 100.0 else "99.9"
    return f"−{size}" if value < 0.0 else size


def share_estimate(share: float, low: float | None, high: float | None) -> Estimate:
    """Return a share and its interval as percentages with the digits that the interval deserves."""
    ends = [None if end is None or math.isnan(end) else 100.0 * end for end in (low, high)]
    shown = [100.0 * share, *(end for end in ends if end is not None)]
    beside = [abs(100.0 - value) for value in shown if abs(100.0 - value) > DUST * 100.0]
    places = max(
        digits_for(ends[0], ends[1], 100.0 * share),
        *(min(_decimals(gap, 1), MOST_EXTRA) for gap in beside if gap < 1.0),
        0,
    )
    written = [f"{fixed(value, places)}%" for value in shown]
    if ends[0] is None or ends[1] is None:
        return Estimate(written[0], "", "", "")
    return Estimate(written[0], written[1], written[2], f"{fixed((ends[1] - ends[0]) / 2.0, places)}%")


def p_value(p: float) -> str:
    """Return a p-value: never 0, and 1 only if it is."""
    if math.isnan(p):
        return UNDEFINED
    if p < SMALLEST_P:
        return f"<{SMALLEST_P:g}"
    return "1" if p >= 1.0 else f"{p:.3f}" if p < 0.9995 else ">0.999"


def levels(values: Iterable[float]) -> list[str]:
    """Return values of a parameter as they are typed, with four significant digits or as many as tell them apart."""
    chosen = [float(value) for value in values]
    digits = next(
        d for d in range(4, 18) if d == 17 or len({_level(v, d) for v in chosen}) == len(set(chosen))
    )
    return [_level(value, digits) for value in chosen]


def level(value: float) -> str:
    """Return a value of a parameter as it is typed, with four significant digits."""
    return _level(float(value), 4)


def _level(value: float, digits: int) -> str:
    text = f"{value:.{digits}g}"
    if "e" not in text or not 1e-6 <= abs(value) < 1e15:
        return text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")
    return f"{value:.0f}" if abs(value) >= 1.0 else f"{value:.{_decimals(abs(value), digits)}f}".rstrip("0")


def _enough(places: int, numbers: list[float]) -> int:
    """Return decimals from some up that show every number as not zero, and apart, if a few more are enough for it."""
    sizes = [abs(number) for number in numbers if abs(number) > DUST]
    mean = numbers[0]
    gaps = [abs(number - mean) for number in numbers[1:] if abs(number - mean) > _dust(number, mean)]
    needs = [math.floor(math.log10(0.5 / size)) + 1 for size in sizes]
    needs += [math.ceil(-math.log10(gap)) for gap in gaps]
    wanted = max([places, *(need for need in needs if need <= places + MOST_EXTRA)])
    return max(0, min(MOST_DECIMALS, wanted))


def _decimals(size: float, significant: int) -> int:
    """Return decimals with which a size above zero shows significant digits."""
    return max(0, significant - 1 - math.floor(math.log10(size)))


def _dust(*values: float) -> float:
    """Return the size up to which a difference of numbers is none."""
    return DUST * max(1.0, *(abs(value) for value in values))


def _exponent(size: float, significant: int) -> str:
    """Return a size with its power of ten."""
    digits, _, power = f"{size:.{significant - 1}e}".partition("e")
    return f"{digits}e{int(power)}".replace("-", "−")
