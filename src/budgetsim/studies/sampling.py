"""Designs: which combinations of the factors' values a study takes."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from budgetsim.studies.factors import Factor
from budgetsim.studies.study import StudyError

Columns = dict[str, list[Any]]
"""One list of values per factor, all of one length: the points of a design."""

MOST_POINTS = 20_000_000
"""Points of a design: their names and values are held in memory while it is planned."""


def grid(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return every combination of levels; the last factor varies fastest.

    Raises
    ------
    StudyError
        If a factor has no levels, a number of samples is given, or the combinations are too many.
    """
    _refuse_samples("grid", samples)
    del seed
    levels = [_levels(factor, "grid") for factor in factors]
    count = math.prod(map(len, levels))
    if count > MOST_POINTS:
        raise StudyError(
            f"a grid of {' x '.join(str(len(own)) for own in levels)} levels has {count:,} points, more than"
            f' {MOST_POINTS:,}; take fewer levels, or draw points: design = "sobol" with samples'
        )
    return _columns(factors, itertools.product(*levels))


def zipped(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return the first levels of all factors, then the second, and so on.

    Raises
    ------
    StudyError
        If factors differ in their number of levels, or have none.
    """
    _refuse_samples("zip", samples)
    del seed
    levels = [_levels(factor, "zip") for factor in factors]
    if len({len(own) for own in levels}) > 1:
        told = ", ".join(f"{f.name} {len(own)}" for f, own in zip(factors, levels, strict=True))
        raise StudyError(f"a zip needs as many levels of every factor; there are: {told}")
    return _columns(factors, zip(*levels, strict=True))


def factorial(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return every combination of the two extremes of each factor (all levels of choices): 2^k points.

    Raises
    ------
    StudyError
        As ``grid``.
    """
    return grid([two_levels(factor) for factor in factors], samples, seed)


def fractional_factorial(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return a two-level design of resolution IV: a folded Hadamard matrix, 2·2^⌈log₂ k⌉ points.

    Main effects are clear of each other and of two-way interactions, which are mixed among themselves (Box & Wilson
    1951; Box, Hunter & Hunter 2005, ch. 6).

    Raises
    ------
    StudyError
        If a factor has more than two values, or a number of samples is given.
    """
    from scipy.linalg import hadamard

    _refuse_samples("fractional_factorial", samples)
    del seed
    many = next((f for f in factors if f.kind == "choice" and len(f.levels) != 2), None)
    if many is not None:
        raise StudyError(
            f"a fractional factorial has two values per factor; {many.name} has {len(many.levels)}: name two"
        )
    half = hadamard(max(2, 1 << (len(factors) - 1).bit_length()))
    signs = np.concatenate([half, -half])[:, : len(factors)]
    ends = [two_levels(factor).levels for factor in factors]
    return {f.name: [ends[k][int(s > 0)] for s in signs[:, k]] for k, f in enumerate(factors)}


def latin_hypercube(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return a Latin hypercube: each factor takes every one of n equal parts of its range once (McKay et al. 1979).

    Raises
    ------
    StudyError
        Without a number of samples.
    """
    from scipy.stats import qmc

    count = _need_samples("latin_hypercube", samples)
    return _at(factors, qmc.LatinHypercube(len(factors), rng=np.random.default_rng(seed)).random(count))


def sobol(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return scrambled Sobol points, which fill the ranges most evenly (Sobol 1967; Owen 1998).

    Raises
    ------
    StudyError
        Without a number of samples, or if it is no power of two, for which alone the points are balanced.
    """
    from scipy.stats import qmc

    count = _need_samples("sobol", samples)
    if count & (count - 1):
        below = 1 << (count.bit_length() - 1)
        raise StudyError(
            f"samples = {count}: Sobol points are balanced for powers of two only; take {below} or {2 * below}"
        )
    engine = qmc.Sobol(len(factors), rng=np.random.default_rng(seed))
    return _at(factors, engine.random_base2(count.bit_length() - 1))


DESIGNS: dict[str, Callable[[Sequence[Factor], int | None, int], Columns]] = {
    "grid": grid,
    "zip": zipped,
    "latin_hypercube": latin_hypercube,
    "sobol": sobol,
    "factorial": factorial,
    "fractional_factorial": fractional_factorial,
}
"""Designs by name. A further one, ``list``, is written out point by point in a study file."""
SAMPLED = ("latin_hypercube", "sobol")


def crossed(first: Columns, second: Columns) -> Columns:
    """Return every point of one design under every point of another; the second varies fastest."""
    outer, inner = _length(first), _length(second)
    if not first or not second:
        return first or second
    if outer * inner > MOST_POINTS:
        raise StudyError(
            f"{outer:,} x {inner:,} points are more than {MOST_POINTS:,}; take fewer of one of them"
        )
    repeated = {name: [value for value in column for _ in range(inner)] for name, column in first.items()}
    return repeated | {name: list(column) * outer for name, column in second.items()}


def two_levels(factor: Factor) -> Factor:
    """Return a factor with its extremes as levels; choices and switches keep all of theirs."""
    if not factor.is_ordered:
        return factor
    return Factor(factor.name, factor.role, factor.kind, levels=factor.extremes())


def _at(factors: Sequence[Factor], cube: Any) -> Columns:
    return {factor.name: factor.at(cube[:, k]) for k, factor in enumerate(factors)}


def _columns(factors: Sequence[Factor], rows: Any) -> Columns:
    columns = list(zip(*rows, strict=True))
    return {factor.name: list(column) for factor, column in zip(factors, columns, strict=True)}


def _length(columns: Columns) -> int:
    return len(next(iter(columns.values()))) if columns else 0


def _levels(factor: Factor, design: str) -> tuple[Any, ...]:
    if not factor.levels:
        low, high = factor.extremes()
        raise StudyError(
            f"{factor.key}: a {design} needs levels; write {factor.name}={low:g}:{high:g}:5 for five of them, or"
            " choose a design that draws from ranges (latin_hypercube, sobol)"
        )
    return factor.levels


def _need_samples(design: str, samples: int | None) -> int:
    if samples is None or samples < 1:
        raise StudyError(
            f"a {design} design needs a number of samples (--samples, or samples = … in a study file)"
        )
    if samples > MOST_POINTS:
        raise StudyError(f"samples = {samples:,} is more than {MOST_POINTS:,}")
    return samples


def _refuse_samples(design: str, samples: int | None) -> None:
    if samples is not None:
        raise StudyError(f"a {design} design takes its points from the levels; leave samples out")
