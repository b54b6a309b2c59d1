"""Extended FAST: shares of variance from waves along search curves."""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

import numpy as np

from budgetsim.kinds.sensitivity.calls import Index, indices, salib_seed
from budgetsim.kinds.sensitivity.design import Design, Method, OutcomeKind, interactions, quantile
from budgetsim.kinds.sensitivity.problem import ScaleKind
from budgetsim.numerics import Array

HARMONICS = 4
"""Harmonics summed by extended FAST (Saltelli et al. 1999)."""
CURVE = 4 * HARMONICS**2
"""Points of a search curve that one more frequency needs, so that waves do not meet in their harmonics."""
BETWEEN = 17
"""Further points, so that no harmonic that counts of the other factors falls on the factor's own frequency."""
FEWEST_FREQUENCIES = 4
"""With one or two, a factor's total index was several times too large in this model."""
MOST_CURVES = 4
"""Search curves of a factor: enough for an interval of their mean, few enough to pay for."""


class Fast(Method):
    """Shares of variance, alone and in total, from waves along search curves (Saltelli et al. 1999).

    Each factor has its curves, up to four with phases of their own; indices are means over them. SALib's intervals,
    from resampled pieces of one curve, are known to be wrong; here they are t intervals over the curves.

    Four harmonics hold a tenth too little of a step: what jumps, a factor of few values or an outcome of few values,
    would leave that tenth to interactions that do not exist.
    """

    name, kind = "fast", "search_curves"
    sampler, analyser = "SALib.sample.fast_sampler", "SALib.analyze.fast"
    main, alone = "ST", "S1"
    factors: ClassVar[tuple[ScaleKind, ...]] = ("continuous",)
    outcomes: ClassVar[tuple[OutcomeKind, ...]] = ("continuous",)

    def usual(self, factors: int) -> int:
        """Return four of the shortest curves."""
        return MOST_CURVES * self.fewest(factors)

    def fewest(self, factors: int) -> int:
        """Return the points of a curve from which its other factors have frequencies of their own.

        SALib gives all factors of a curve one phase, so that two of one frequency would move as one. And below four
        frequencies high harmonics of effects with sharp bends come back as low ones.
        """
        return max(FEWEST_FREQUENCIES, factors - 1) * CURVE + BETWEEN

    def curves(self, design: Design) -> int:
        """Return the number of curves of a factor: the most that divide its points evenly and are long enough."""
        if design.curves:
            return design.curves
        least = self.fewest(len(design.problem.names))
        counts = range(1, MOST_CURVES + 1)
        return max((n for n in counts if not design.samples % n and design.samples >= n * least), default=1)

    def points(self, design: Design) -> int:
        """Return N k."""
        return design.samples * len(design.problem.names)

    def reckoning(self, design: Design) -> dict[str, str]:
        """As ``Method.reckoning``."""
        curves = self.curves(design)
        numbers = {"curves": str(curves), "factors": str(len(design.problem.names))}
        return {"points": f"{design.samples // curves:,}", **numbers}

    def smaller(self, design: Design) -> list[Design]:
        """Return the first curves of each factor: one, and two of four."""
        curves = self.curves(design)
        length = design.samples // curves
        return [design.part(length * n, curves=n) for n in range(1, curves) if not curves % n]

    def sampling(self, design: Design) -> dict[str, Any]:
        """Return the arguments for the first set of curves; the next have the next seeds."""
        return {
            "N": design.samples // self.curves(design),
            "M": HARMONICS,
            "seed": salib_seed(design.seed) * MOST_CURVES,
        }

    def arguments(self, design: Design) -> dict[str, Any]:
        """Return the arguments for each set of curves; two resamples are the fewest, and nothing is made of them."""
        return {"M": HARMONICS, "num_resamples": 2, "seed": salib_seed(design.seed)}

    def sample(self, design: Design) -> Array:
        """Return one curve per factor, below each other, and then the next set of curves.

        Rounding takes a few of SALib's points out of the cube, by 1e-16.
        """
        about, sampler = self.sampling(design), import_module(self.sampler)
        seeds = [about["seed"] + n for n in range(self.curves(design))]
        sets = [sampler.sample(self.problem(design), **{**about, "seed": seed}) for seed in seeds]
        return np.asarray(np.clip(np.concatenate(sets), 0.0, 1.0))

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return ST and S1, means over the curves; with one curve they have no interval."""
        names = design.problem.names
        sets = [self.call(design, curve) for curve in np.split(y, self.curves(design))]
        estimates = {kind: np.array([one[kind] for one in sets]) for kind in ("ST", "S1")}
        shares = [
            i
            for kind in estimates
            for i in indices(kind, names, estimates[kind].mean(axis=0), _half(estimates[kind]))
        ]
        return [*shares, interactions(shares)]


def _half(values: Array) -> Array:
    """Half the width of the t interval of means over curves, (curves, factors); NaN for one curve."""
    curves = len(values)
    if curves < 2:
        return np.full(values.shape[1], np.nan)
    return np.asarray(quantile(curves) * values.std(axis=0, ddof=1) / np.sqrt(curves))
