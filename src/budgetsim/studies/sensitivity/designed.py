"""Methods with points of their own: sobol, morris, fast."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.sensitivity.calls import CONFIDENCE, Index, indices, pairs, salib_seed
from budgetsim.studies.sensitivity.method import Method, interactions, quantile

if TYPE_CHECKING:
    from budgetsim.studies.sensitivity.design import Design

LEVELS = 4
"""Levels of Morris' grid, the usual choice; a step then is two thirds of the range."""
HARMONICS = 4
"""Harmonics summed by extended FAST (Saltelli et al. 1999)."""
CURVE = 4 * HARMONICS**2
"""Points of a search curve that one more frequency needs, so that waves do not meet in their harmonics."""
SLOW_PAIRS = 2**20
"""Samples x squared subjects from which resampling all pairs takes more than a few seconds."""
BETWEEN = 17
"""Further points, so that no harmonic that counts of the other factors falls on the factor's own frequency."""
FEWEST_FREQUENCIES = 4
"""With one or two, a factor's total index was several times too large in this model."""
MOST_CURVES = 4
"""Search curves of a factor: enough for an interval of their mean, few enough to pay for."""


class Sobol(Method):
    """Shares of variance: alone, in total, and of pairs (Sobol 2001; Saltelli 2002; Saltelli et al. 2010).

    Below 16 base samples a bootstrap means nothing; 256 order a dozen factors (an experience, not a theorem).
    """

    name, kind = "sobol", "saltelli"
    sampler, analyser = "SALib.sample.sobol", "SALib.analyze.sobol"
    main, alone, grouped = "ST", "S1", True
    usual_samples, fewest_samples = 256, 16

    def cost(self, design: Design) -> tuple[int, str]:
        """Return N (k + 2), or N (2k + 2) with pairs."""
        subjects = len(design.problem.subjects)
        block = 2 * subjects + 2 if design.second_order else subjects + 2
        told = f"2 x {subjects} + 2" if design.second_order else f"{subjects} + 2"
        return design.samples * block, f"{design.samples:,} base samples x ({told})"

    def fault(self, samples: int, factors: int) -> tuple[str, str]:
        """As ``Method.fault``; Sobol points are balanced for powers of two alone (Owen 2020)."""
        if samples < self.fewest_samples or not samples & (samples - 1):
            return super().fault(samples, factors)
        below = 1 << (samples.bit_length() - 1)
        return "Sobol points are balanced for powers of two only", f"take {below} or {2 * below}"

    def is_slow(self, design: Design) -> bool:
        """Whether there are many pairs to resample."""
        return design.second_order and design.samples * len(design.problem.subjects) ** 2 >= SLOW_PAIRS

    def sampling(self, design: Design) -> dict[str, Any]:
        """As ``Method.sampling``."""
        return {**super().sampling(design), "calc_second_order": design.second_order}

    def arguments(self, design: Design) -> dict[str, Any]:
        """As ``Method.arguments``."""
        return {**super().arguments(design), "calc_second_order": design.second_order, "keep_resamples": True}

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return ST and S1 of subjects, S2 of pairs, and what the S1 leave to interactions."""
        subjects, found = design.problem.subjects, self.call(design, y)
        made = [
            i for kind in ("ST", "S1") for i in indices(kind, subjects, found[kind], found[f"{kind}_conf"])
        ]
        if design.second_order:
            made += pairs("S2", subjects, found["S2"], found["S2_conf"])
        # The first-order indices of one resample belong together, so their sum has an interval of its own.
        spread = float(np.std(found["S1_conf_all"].sum(axis=1), ddof=1))
        return [*made, interactions(made, quantile() * spread)]


class Morris(Method):
    """Elementary effects: what a step of two thirds of a range changes (Morris 1991; Campolongo et al. 2007).

    Four to ten trajectories are enough to screen (Saltelli et al. 2008, ch. 3); more cost little.
    """

    name, kind, takes_points = "morris", "trajectories", True
    sampler, analyser = "SALib.sample.morris", "SALib.analyze.morris"
    main, grouped = "mu_star", True
    usual_samples, fewest_samples = 32, 4

    def cost(self, design: Design) -> tuple[int, str]:
        """Return r (k + 1)."""
        subjects = len(design.problem.subjects)
        return design.samples * (subjects + 1), f"{design.samples:,} trajectories x ({subjects} + 1)"

    def sampling(self, design: Design) -> dict[str, Any]:
        """As ``Method.sampling``."""
        return {**super().sampling(design), "num_levels": LEVELS}

    def arguments(self, design: Design) -> dict[str, Any]:
        """As ``Method.arguments``."""
        return {**super().arguments(design), "num_levels": LEVELS}

    def sample(self, design: Design) -> Array:
        """Return trajectories, on the exact values of the grid: rounding may move a third into another level."""
        return np.asarray(np.round(super().sample(design) * (LEVELS - 1)) / (LEVELS - 1))

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return mu*, sigma and mu; of groups mu* alone, and no mu where values have no order."""
        subjects, found = design.problem.subjects, self.call(design, y)
        single = {name for name in subjects if len(design.problem.members(name)) == 1}
        directed = single - set(design.problem.unordered)
        return [
            *indices("mu_star", subjects, found["mu_star"], found["mu_star_conf"]),
            *(index for index in indices("sigma", subjects, found["sigma"]) if index.subject in single),
            *(index for index in indices("mu", subjects, found["mu"]) if index.subject in directed),
        ]


class Fast(Method):
    """Shares of variance, alone and in total, from waves along search curves (Saltelli et al. 1999).

    Each factor has its curves, up to four with phases of their own; indices are means over them. SALib's intervals,
    from resampled pieces of one curve, are known to be wrong; here they are t intervals over the curves.
    """

    name, kind = "fast", "search_curves"
    sampler, analyser = "SALib.sample.fast_sampler", "SALib.analyze.fast"
    main, alone = "ST", "S1"
    caution = (
        "Intervals are t intervals over search curves with phases of their own; one curve alone has none."
    )

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

    def cost(self, design: Design) -> tuple[int, str]:
        """Return N k."""
        factors, curves = len(design.problem.names), self.curves(design)
        told = f"{design.samples // curves:,} points on each of {curves} x {factors} curves"
        return design.samples * factors, told

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
        sets = [self.call(design, own) for own in np.split(y, self.curves(design))]
        found = {kind: np.array([one[kind] for one in sets]) for kind in ("ST", "S1")}
        made = [
            i for kind in found for i in indices(kind, names, found[kind].mean(axis=0), _half(found[kind]))
        ]
        return [*made, interactions(made)]


def _half(values: Array) -> Array:
    """Half the width of the t interval of means over curves, (curves, factors); NaN for one curve."""
    from scipy.special import stdtrit

    curves = len(values)
    if curves < 2:
        return np.full(values.shape[1], np.nan)
    return np.asarray(
        stdtrit(curves - 1, 0.5 + CONFIDENCE / 2.0) * values.std(axis=0, ddof=1) / np.sqrt(curves)
    )
