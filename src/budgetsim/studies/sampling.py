"""Designs: which combinations of the factors' values a study takes."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor

Columns = dict[str, list[Any]]
"""One list of values per factor, all of one length: the points of a design."""

MOST_POINTS = 20_000_000
"""Points of a design: their names and values are held in memory while it is planned."""


@dataclass(frozen=True)
class Misfit:
    """Why factors cannot be placed by a design: ``subject`` is a factor's name or ``samples``."""

    subject: str
    message: str
    hint: str


def grid(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return every combination of levels; the last factor varies fastest.

    Raises
    ------
    StudyError
        If a factor has no levels, a number of samples is given, or the combinations are too many.
    """
    _refuse(misfits("grid", factors, samples))
    del seed
    return _columns(factors, itertools.product(*(factor.levels for factor in factors)))


def zipped(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return the first levels of all factors, then the second, and so on.

    Raises
    ------
    StudyError
        If factors differ in their number of levels, or have none.
    """
    _refuse(misfits("zip", factors, samples))
    del seed
    return _columns(factors, zip(*(factor.levels for factor in factors), strict=True))


def factorial(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return every combination of the two ends of each factor (all levels of choices): 2^k points.

    Raises
    ------
    StudyError
        If a number of samples is given, or the combinations are too many.
    """
    _refuse(misfits("factorial", factors, samples))
    return grid([two_levels(factor) for factor in factors], None, seed)


def fractional_factorial(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return a two-level design of resolution IV: a folded Hadamard matrix, 2·2^⌈log₂ k⌉ points.

    Main effects are clear of each other and of two-way interactions, which are mixed among themselves (Box & Wilson
    1951; Box, Hunter & Hunter 2005, ch. 6).

    Raises
    ------
    StudyError
        If a choice has not two values, or a number of samples is given.
    """
    from scipy.linalg import hadamard

    _refuse(misfits("fractional_factorial", factors, samples))
    del seed
    half = hadamard(1 << (len(factors) - 1).bit_length())
    signs = np.concatenate([half, -half])[:, : len(factors)]
    ends = [two_levels(factor).levels for factor in factors]
    return {f.name: [ends[k][int(s > 0)] for s in signs[:, k]] for k, f in enumerate(factors)}


def latin_hypercube(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return a Latin hypercube: each factor takes every one of n equal parts of its range once (McKay et al. 1979).

    Its draws are those of ``scipy.stats.qmc.LatinHypercube``, whose import would take 50 MB.

    Raises
    ------
    StudyError
        Without a number of samples.
    """
    _refuse(misfits("latin_hypercube", factors, samples))
    count, (rng,) = samples or 0, np.random.default_rng(seed).spawn(1)
    inside = rng.uniform(size=(count, len(factors)))
    parts = np.empty((len(factors), count), dtype=np.int64)
    for part in parts:
        part[:] = np.arange(1, count + 1)
        rng.shuffle(part)
    return _at(factors, (parts.T - inside) / max(count, 1))


def sobol(factors: Sequence[Factor], samples: int | None = None, seed: int = 0) -> Columns:
    """Return scrambled Sobol points, which fill the ranges most evenly (Sobol 1967; Owen 1998).

    Raises
    ------
    StudyError
        Without a number of samples, or if it is no power of two, for which alone the points are balanced.
    """
    from scipy.stats import qmc

    _refuse(misfits("sobol", factors, samples))
    engine = qmc.Sobol(len(factors), rng=np.random.default_rng(seed))
    return _at(factors, engine.random_base2((samples or 1).bit_length() - 1))


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


def size_of(design: str, factors: Sequence[Factor], samples: int | None = None) -> int:
    """Return how many points a design of ``DESIGNS`` takes, without placing them; 0 where it takes none."""
    if design in SAMPLED:
        return samples or 0
    if design == "fractional_factorial":
        return 2 << (len(factors) - 1).bit_length()
    ends = [two_levels(factor) for factor in factors] if design == "factorial" else factors
    counts = [len(factor.levels) for factor in ends]
    return max(counts, default=0) if design == "zip" else math.prod(counts)


def crossed(first: Columns, second: Columns) -> Columns:
    """Return every point of one design under every point of another; the second varies fastest."""
    outer, inner = _length(first), _length(second)
    if not first or not second:
        return first or second
    if outer * inner > MOST_POINTS:
        numbers = {"outer": f"{outer:,}", "inner": f"{inner:,}", "most": f"{MOST_POINTS:,}"}
        raise StudyError(told("study-crossed-many", **numbers))
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


def misfits(design: str, factors: Sequence[Factor], samples: int | None) -> list[Misfit]:
    """Return everything that keeps a design from placing factors; what ``StudyError`` tells all at once."""
    checks = _about_samples(design, samples)
    if design in ("grid", "zip"):
        checks += [_without_levels(factor, design) for factor in factors if not factor.levels]
    if design == "zip" and not checks and len({len(factor.levels) for factor in factors}) > 1:
        counts = listed(f"{factor.name} {len(factor.levels)}" for factor in factors)
        checks.append(Misfit(factors[-1].name, told("study-zip-uneven", counts=counts), ""))
    if design == "fractional_factorial":
        checks += [
            _not_two(factor) for factor in factors if factor.kind == "choice" and len(factor.levels) != 2
        ]
    ends = [two_levels(factor) for factor in factors] if design == "factorial" else factors
    if (
        design in ("grid", "factorial")
        and not checks
        and math.prod(len(f.levels) for f in ends) > MOST_POINTS
    ):
        levels = " x ".join(str(len(factor.levels)) for factor in ends)
        message = told("study-design-many", design=design, levels=levels, most=f"{MOST_POINTS:,}")
        checks.append(Misfit(factors[-1].name, message, told("study-design-many.remedy")))
    return checks


def _about_samples(design: str, samples: int | None) -> list[Misfit]:
    if design not in SAMPLED:
        if samples is None:
            return []
        return [
            Misfit("samples", told("study-samples-idle", design=design), told("study-samples-idle.remedy"))
        ]
    if samples is None or samples < 1:
        message, hint = told("study-samples-missing", design=design), told("study-samples-missing.remedy")
        return [Misfit("samples", message, hint)]
    if samples > MOST_POINTS:
        message = told("study-samples-many", samples=f"{samples:,}", most=f"{MOST_POINTS:,}")
        return [Misfit("samples", message, told("study-samples-many.remedy"))]
    if design == "sobol" and samples & (samples - 1):
        below = 1 << (samples.bit_length() - 1)
        message = told("study-samples-power", samples=str(samples))
        hint = told("study-samples-power.remedy", below=str(below), above=str(2 * below))
        return [Misfit("samples", message, hint)]
    return []


def _without_levels(factor: Factor, design: str) -> Misfit:
    low, high = factor.extremes()
    example = f"{factor.name}={low:g}:{high:g}:5"
    hint = told("study-needs-levels.remedy", example=example, designs=listed(SAMPLED))
    return Misfit(factor.name, told("study-needs-levels", design=design, factor=factor.key), hint)


def _not_two(factor: Factor) -> Misfit:
    message = told("study-two-values", factor=factor.key, number=str(len(factor.levels)))
    return Misfit(factor.name, message, told("study-two-values.remedy"))


def _refuse(misfits: Sequence[Misfit]) -> None:
    if misfits:
        faults = [Fault("", None, "", None, misfit.message, misfit.hint) for misfit in misfits]
        raise StudyError(str(ScenarioError(faults)))
