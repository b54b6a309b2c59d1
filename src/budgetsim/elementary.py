"""Exponential, logarithm and normal distribution out of + − × ÷: the same bits on every processor and engine.

NumPy and the C library choose other code, with other last bits, by what a processor can do. IEEE 754 leaves no choice
for the four operations, the square root, and moving an exponent; everything here is made of them, without fused
multiplication, so that arrays and compiled code agree wherever they run. ``split`` and ``power_of_two`` alone look at
the bits of a number.

Coefficients are those of polynomials through Chebyshev points, worked out with 60 digits; each function states its
largest error, and ``tests/test_elementary.py`` measures it against 50 digits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Function = Callable[[Array], Array]

NEAREST = 6755399441055744.0
"""1.5 · 2⁵²: added and taken away again, it rounds to the nearest whole number."""
PER_LN2 = 1.4426950408889634
LN2_HIGH = 0.6931471803691238
"""The first 32 bits of ln 2: whole multiples up to 2²⁰ are exact."""
LN2_LOW = 1.9082149292705877e-10
SMALLEST_EXPONENT, LARGEST_EXPONENT = -746.0, 710.0
SMALLEST_NORMAL, LARGEST = 2.2250738585072014e-308, 1.7976931348623157e308
MANTISSA_BITS = 52
EXPONENT_BIAS = 1023
MANTISSA = (1 << MANTISSA_BITS) - 1
ABOVE_ROOT_HALF = 0x3FE6A09E00000000
"""Bits of a number just below √½, from which mantissas are counted."""
ONE = EXPONENT_BIAS << MANTISSA_BITS
WHOLE = 0x4330000000000000
"""Bits of 2⁵²: a whole number below it in the last bits makes the sum of both."""

EXPONENTIAL = (
    0.5,
    0.1666666666666667,
    0.04166666666666667,
    0.008333333333326136,
    0.0013888888888883748,
    0.00019841269874820627,
    2.4801587325547743e-05,
    2.7557255400206422e-06,
    2.75572736431103e-07,
    2.5105217004720745e-08,
    2.0914686968086876e-09,
)
"""(eʳ − 1 − r)/r² in powers of r, |r| ≤ ½ ln 2."""
LOGARITHM = (
    0.3333333333333333,
    0.20000000000000442,
    0.14285714285399892,
    0.11111111196290523,
    0.09090897773760569,
    0.07693122368810833,
    0.06634319184633412,
    0.06544017425463777,
)
"""(artanh(s)/s − 1)/s² in powers of s², |s| ≤ 3 − 2√2."""
NORMAL = (
    0.8418069178871749,
    0.06343354810860315,
    -0.13627722377414736,
    0.0950890951802753,
    -0.038450758785164914,
    0.008584791976239048,
    -0.00033235277182856764,
    -0.00033136782153284143,
    4.637378762291458e-05,
    1.5223903016354327e-05,
    -2.6772945804006034e-06,
    -9.706816268111174e-07,
    1.0882687236189665e-07,
    7.170497827644355e-08,
    4.978016171487979e-10,
    -4.861580664976248e-09,
    -7.130895847472353e-10,
    2.19795070863247e-10,
    6.750589999717941e-11,
)
"""(1 + 2x) e^{x²/2} Φ(−x) in powers of (33 − 200/(x + 4))/17, 0 ≤ x ≤ 8.5."""
NORMAL_LARGEST = 8.5
"""Beyond it what is left of a normal distribution, 10⁻¹⁷, does not change a sum with 1."""


def _function(equation: Function) -> Function:
    """Let an array that only remembers how it was made write a function down by its name."""

    @wraps(equation)
    def function(x: Array) -> Array:
        graph = getattr(x, "graph", None)
        result: Array = (
            equation(x) if graph is None or graph.spells_functions else graph.apply(equation.__name__, x)
        )
        return result

    return function


@_function
def exp(x: Array) -> Array:
    """Return eˣ, off by less than one unit in the last place; 0 below −745, infinite above 709.78.

    Source: eˣ = 2ᵏ eʳ with k the nearest whole number to x/ln 2 (Cody & Waite 1980, Software Manual for the Elementary
    Functions).
    """
    limited = np.minimum(np.maximum(x, SMALLEST_EXPONENT), LARGEST_EXPONENT)
    whole: Any = limited * PER_LN2
    whole += NEAREST
    whole -= NEAREST
    high = limited - whole * LN2_HIGH
    low = whole * LN2_LOW
    rest = high - low
    part: Any = polynomial(rest, EXPONENTIAL)
    part *= rest * rest
    part -= low
    part += high
    part += 1.0
    return scaled(part, whole)


@_function
def log(x: Array) -> Array:
    """Return ln x of positive, finite, normal numbers, off by less than one unit in the last place; NaN of others.

    Source: ln x = k ln 2 + 2 artanh(f/(2 + f)) with x = 2ᵏ (1 + f) and 1 + f between √½ and √2 (the series of Gregory).
    """
    whole, mantissa = split(x)
    part = mantissa - 1.0
    ratio = part / (2.0 + part)
    square = ratio * ratio
    half = 0.5 * part * part
    series = 2.0 * square * polynomial(square, LOGARITHM)
    near = whole * LN2_HIGH - ((half - (ratio * (half + series) + whole * LN2_LOW)) - part)
    return np.where((x >= SMALLEST_NORMAL) & (x <= LARGEST), near, np.nan)


@_function
def log1p(x: Array) -> Array:
    """Return ln(1 + x), x > −1, off by less than two units in the last place.

    Source: the logarithm of the rounded sum, corrected for what rounding took away (Kahan, recalled).
    """
    total = 1.0 + x
    return log(total) - ((total - 1.0) - x) / total


@_function
def ndtr(x: Array) -> Array:
    """Return the standard normal distribution Φ(x), off by less than 10⁻¹⁵.

    Source: Φ(−x) e^{x²/2} (1 + 2x) is a smooth function of x/(x + 4) (Shepherd & Laframboise 1981, Mathematics of
    Computation 36).
    """
    size = np.minimum(np.abs(x), NORMAL_LARGEST)
    place = 33.0 / 17.0 - (200.0 / 17.0) / (size + 4.0)
    tail = exp(-0.5 * size * size) * polynomial(place, NORMAL) / (1.0 + 2.0 * size)
    return np.where(x > 0.0, 1.0 - tail, tail)


def polynomial(x: Array, coefficients: tuple[float, ...]) -> Array:
    """Return Σ c_k xᵏ by Horner's rule."""
    *others, last, highest = coefficients
    result: Any = highest * x + last
    # In place: a polynomial is most of the work of a function, and fresh arrays are most of the work of NumPy.
    for coefficient in reversed(others):
        result *= x
        result += coefficient
    return cast("Array", result)


def scaled(x: Array, whole: Array) -> Array:
    """Return x 2ᵏ for a whole number k, by two steps, so that neither of them leaves the exponents that there are."""
    half = (0.5 * whole + NEAREST) - NEAREST
    return x * power_of_two(half) * power_of_two(whole - half)


def power_of_two(whole: Array) -> Array:
    """Return 2ᵏ for a whole number k between −1022 and 1023, by its bits."""
    if hasattr(whole, "graph"):
        return cast("Array", whole.graph.apply("power_of_two", whole))
    # The last bits of k + 1.5 · 2⁵² are k, and what stands before them is shifted out.
    bits = (np.asarray(whole) + NEAREST).view(np.int64)
    power: Array = ((bits + EXPONENT_BIAS) << MANTISSA_BITS).view(np.float64)
    return power


def split(x: Array) -> tuple[Array, Array]:
    """Return the whole k and the m between √½ and √2 with x = 2ᵏ m, of a normal positive number, by its bits."""
    if hasattr(x, "graph"):
        return x.graph.apply("exponent", x), x.graph.apply("mantissa", x)
    bits = np.asarray(x, dtype=np.float64).view(np.int64) + (ONE - ABOVE_ROOT_HALF)
    exponent = (bits >> MANTISSA_BITS) & 0x7FF
    whole = (exponent | WHOLE).view(np.float64) - (float(1 << MANTISSA_BITS) + EXPONENT_BIAS)
    return whole, ((bits & MANTISSA) + ABOVE_ROOT_HALF).view(np.float64)


STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360)
"""ln Γ(y) − (y − ½) ln y + y − ½ ln 2π in odd powers of 1/y: Bernoulli numbers B₂ₖ/(2k (2k − 1))."""
STIRLING_SHIFT = 12
HALF_LN_2PI = 0.9189385332046728


@_function
def gamma(x: Array) -> Array:
    """Return Γ(x) of x ≥ ½ below 100, off by less than 10⁻¹³ of it.

    Source: Stirling's series at x + 12, and Γ(x + 1) = x Γ(x).
    """
    product = x
    for step in range(1, STIRLING_SHIFT):
        product = product * (x + float(step))
    far = x + float(STIRLING_SHIFT)
    inverse = 1.0 / far
    series = inverse * polynomial(inverse * inverse, STIRLING)
    return exp((far - 0.5) * log(far) - far + HALF_LN_2PI + series) / product


ABOVE = (
    1.253314137577763,
    0.27561958015482313,
    0.05643973550421987,
    0.00643243058784035,
    0.0005012054834069998,
    1.8292391888223495e-05,
    5.9496317513080656e-08,
)
BELOW = (
    1.0,
    0.20811322577676,
    0.04291123399467157,
    0.004765672811500313,
    0.00036766438260194846,
    1.3013801226899634e-05,
    4.2044666256488534e-08,
)
"""|x|/√w of the quantile x in powers of w = −ln 4p(1 − p), above and below the line; fitted from p = ½ to 2⁻⁵³."""


@_function
def ndtri(chance: Array) -> Array:
    """Return the x with Φ(x) = chance, 2⁻⁵³ ≤ chance < 1, off by less than 3 · 10⁻¹⁰ of it.

    Source: |x|/√w hardly bends from √(π/2) in the middle to √2 far out (own fit, least squares in many digits).
    """
    smaller = np.minimum(chance, 1.0 - chance)
    both = 4.0 * smaller * (1.0 - smaller)
    middle = 1.0 - 2.0 * smaller
    # What rounding took from the product counts near one half, where the logarithm is about as small as that.
    w = (middle * middle - (1.0 - both)) - log(both)
    x = np.sqrt(np.maximum(w, 0.0)) * (polynomial(w, ABOVE) / polynomial(w, BELOW))
    return np.where(chance < 0.5, -x, x)
