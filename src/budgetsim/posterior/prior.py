"""What was known before any evidence: a triangle over the range of every uncertain parameter, its top at the default.

A range and a best guess are all that a declaration holds. The triangle says that and nothing else: nothing is
possible beyond the range, nothing likelier than the default, and its ends are thin, unlike those of an even
distribution; unlike a beta distribution (PERT) it asks for no further number that nobody knows. Parameters are
independent, but for the rules that bind several (``scenario_files.values.RULES``): points that break one are left
out, so that the rest are draws of the prior given the rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from budgetsim.declarations import Declaration, declarations
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario_files.values import RULES, Rule

DIGITS = 6
"""Significant digits of a drawn value: far more than anybody knows, and as many as a file needs."""
SEED = 20261130


def uncertain() -> dict[str, Declaration]:
    """Return the parameters that have a distribution, by bare name, in the order of their declaration."""
    return {name: about for name, about in declarations().items() if about.is_uncertain}


def ranges() -> dict[str, tuple[float, float, float]]:
    """Return lower end, most likely value and upper end of every uncertain parameter."""
    ranges = {}
    for name, about in uncertain().items():
        low, high = about.study_range or (float(about.default),) * 2
        ranges[name] = low, float(about.default), high
    return ranges


def prior_draws(count: int, seed: int = SEED) -> Array:
    """Return draws of the prior to six digits, (draw, parameter), in the order of ``uncertain``: Sobol points.

    Parameters
    ----------
    count
        How many; a power of two is spread most evenly.
    seed
        What the scrambling is drawn from.
    """
    return rounded(prior_points(count, seed)[0])


def prior_points(count: int, seed: int = SEED, further: int = 0) -> tuple[Array, Array]:
    """Return draws of the prior in full, and beside each some even numbers from 0 to 1, (draw, further).

    The latter are for what is not known besides, so that all of it is spread evenly together.
    """
    from scipy.stats import qmc

    bounds = ranges()
    engine = qmc.Sobol(len(bounds) + further, rng=np.random.default_rng(seed))
    values, beside = np.empty((0, len(bounds))), np.empty((0, further))
    while len(values) < count:
        shares = engine.random(1 << (count - 1).bit_length())
        points = at(shares[:, : len(bounds)], bounds)
        kept = holding(list(bounds), points)
        values, beside = (
            np.concatenate([values, points[kept]]), np.concatenate([beside, shares[kept, len(bounds) :]])
        )  # fmt: skip
    return values[:count], beside[:count]


def at(shares: Array, bounds: Mapping[str, tuple[float, float, float]]) -> Array:
    """Return the values below which given shares of each triangle lie, (draw, parameter).

    Parameters
    ----------
    shares
        Numbers from 0 to 1, (draw, parameter).
    bounds
        Lower end, top and upper end by parameter.
    """
    low, top, high = np.array(list(bounds.values())).T
    width = np.where(high > low, high - low, 1.0)
    rising = np.sqrt(shares * width * (top - low))
    falling = np.sqrt((1.0 - shares) * width * (high - top))
    values = np.where(shares * width <= top - low, low + rising, high - falling)
    return np.asarray(np.clip(values, low, high))


def in_digits(values: Array) -> Array:
    """Return values to ``DIGITS`` significant digits."""
    return np.array([float(f"{value:.{DIGITS}g}") for value in values.flat]).reshape(values.shape)


def rounded(values: Array) -> Array:
    """Return values to ``DIGITS`` significant digits, but not beyond the ends of their ranges, (draw, parameter)."""
    digits = in_digits(values)
    low, _, high = np.array(list(ranges().values())).T
    return np.asarray(np.clip(digits, low, high))


def moments() -> tuple[Array, Array]:
    """Return mean and standard deviation of the prior of every parameter, (parameter,), rules aside."""
    low, top, high = np.array(list(ranges().values())).T
    variance = (low**2 + top**2 + high**2 - low * top - low * high - top * high) / 18.0
    return (low + top + high) / 3.0, np.sqrt(variance)


def holding(names: Sequence[str], values: Array) -> BoolArray:
    """Return which draws keep every rule between several parameters, (draw,), others being as they are declared."""
    kept: BoolArray = np.ones(len(values), dtype=np.bool_)
    for rule in RULES:
        kept &= keeping(rule, names, values, {})
    return kept


def keeping(rule: Rule, names: Sequence[str], values: Array, known: Mapping[str, Any]) -> BoolArray:
    """Return which draws keep one rule, (draw,); all of them where it binds nothing that is drawn.

    Parameters
    ----------
    names, values
        What is drawn, and its values (draw, parameter).
    known
        Values of other parameters by bare name; what is missing is as it is declared.
    """
    drawn = {name: names.index(name) for name in rule.names if name in names}
    if not drawn:
        return np.ones(len(values), dtype=np.bool_)

    def value_of(name: str, row: Array) -> Any:
        return row[drawn[name]] if name in drawn else known.get(name, declarations()[name].default)

    return np.array(
        [rule.holds(*(value_of(name, row) for name in rule.names)) for row in values], dtype=np.bool_
    )
