"""Functions out of + − × ÷: how far they are off, at which edges, and that no processor changes their bits."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal, localcontext

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import special

from budgetsim.elementary import exp, gamma, log, log1p, ndtr, ndtri

Array = NDArray[np.float64]
DIGITS = 50


def worst(function: Callable[[Array], Array], exact: Callable[[Decimal], Decimal], xs: Array) -> float:
    """Return the largest error in units of the last place."""
    with localcontext() as context:
        context.prec = DIGITS
        errors = []
        for x, y in zip(xs, function(xs), strict=True):
            right = exact(Decimal(float(x)))
            unit = Decimal(float(np.spacing(abs(float(right)))))
            errors.append(abs(Decimal(float(y)) - right) / unit)
    return float(max(errors))


def some(low: float, high: float, count: int = 1500) -> Array:
    return np.random.default_rng(5).uniform(low, high, count)


@pytest.mark.parametrize("xs", [some(-1.0, 1.0), some(-700.0, 700.0), some(-1e-8, 1e-8), some(-30.0, 3.0)])
def test_exponential_is_off_by_less_than_a_unit(xs: Array) -> None:
    assert worst(exp, lambda x: x.exp(), xs) < 1.0


@pytest.mark.parametrize("xs", [some(0.5, 2.0), 10.0 ** some(-300.0, 300.0), 1.0 + some(-1e-3, 1e-3)])
def test_logarithm_is_off_by_less_than_a_unit(xs: Array) -> None:
    assert worst(log, lambda x: x.ln(), xs) < 1.0


@pytest.mark.parametrize("xs", [-some(0.0, 0.999999), some(-1e-9, 1e-9), some(0.0, 1e6)])
def test_logarithm_of_one_more_is_off_by_less_than_two_units(xs: Array) -> None:
    assert worst(log1p, lambda x: (1 + x).ln(), xs) < 2.0


def test_normal_distribution_is_off_by_less_than_a_billionth_of_a_millionth() -> None:
    xs = np.linspace(-40.0, 40.0, 200_001)
    assert np.abs(ndtr(xs) - special.ndtr(xs)).max() < 1e-15
    assert abs(float(ndtr(np.array([0.0]))[0]) - 0.5) < 1e-15


def test_normal_distribution_is_symmetric_and_rises() -> None:
    xs = np.linspace(0.0, 8.0, 4001)
    assert np.abs(ndtr(xs) + ndtr(-xs) - 1.0).max() < 1e-15
    assert (np.diff(ndtr(np.linspace(-8.0, 8.0, 4001))) > -1e-16).all()


def test_quantiles_undo_the_distribution() -> None:
    small = 2.0 ** -np.linspace(1.0, 53.0, 5001)
    near = 0.5 - 2.0 ** -np.linspace(2.0, 52.0, 5001)
    chances = np.concatenate([np.linspace(1e-6, 1.0 - 1e-6, 5001), small, 1.0 - small, near, 1.0 - near])
    right = special.ndtri(chances)
    assert (np.abs(ndtri(chances) - right) <= 3e-10 * np.abs(right)).all()
    assert (np.diff(ndtri(np.sort(chances))) >= 0.0).all()


def test_gamma_is_off_by_less_than_the_thirteenth_digit() -> None:
    xs = np.linspace(0.5, 20.0, 2001)
    assert np.abs(gamma(xs) / special.gamma(xs) - 1.0).max() < 1e-13


def test_edges() -> None:
    with np.errstate(over="ignore"):
        assert exp(np.array([-800.0, 0.0, 800.0])).tolist() == [0.0, 1.0, np.inf]
    assert np.isnan(exp(np.array([np.nan]))).all()
    assert log(np.array([1.0])).tolist() == [0.0]
    assert np.isnan(log(np.array([0.0, -1.0, np.inf, np.nan, 1e-310]))).all()
    assert float(exp(np.array([1e-320]))[0]) == 1.0
    assert 0.0 < float(exp(np.array([-740.0]))[0]) < 1e-320


def test_numbers_and_arrays_have_the_same_bits() -> None:
    xs = some(-20.0, 20.0, 101)
    for function in (exp, ndtr):
        alone = [float(function(np.float64(x))) for x in xs]
        assert alone == function(xs).tolist() == function(xs[None, :, None]).ravel().tolist()


BITS = """
import numpy as np
from budgetsim import simulate
from budgetsim.elementary import exp, gamma, log, log1p, ndtr, ndtri
x = np.random.default_rng(1).normal(size=2000)
parts = [exp(9 * x), log(np.abs(x)), log1p(np.abs(x)), ndtr(x), gamma(np.abs(x) + 0.5), ndtri(1 / (1.1 + np.abs(x)))]
result = simulate(["wangcheng_2022", "reform_package"], 2, years=3, engine="numpy")
parts += list(result.values.values())
import hashlib
print(hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest())
"""


@pytest.mark.parametrize(
    "wide", ["X86_V3 X86_V4 AVX512_ICL AVX512_SPR", "AVX512F AVX512_SKX AVX512_ICL", "AVX2 FMA3"]
)
def test_numpy_without_its_wide_instructions_gives_the_same_bits(wide: str) -> None:
    features = np.show_config("dicts")["SIMD Extensions"]
    disabled = " ".join(name for name in wide.split() if name in features["found"])
    if not disabled:
        pytest.skip(f"NumPy finds none of {wide} here")
    assert printed({"NPY_DISABLE_CPU_FEATURES": disabled}) == printed({})


def printed(settings: dict[str, str]) -> str:
    command = [sys.executable, "-W", "ignore", "-c", BITS]
    run = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=True)
    return run.stdout.strip()
