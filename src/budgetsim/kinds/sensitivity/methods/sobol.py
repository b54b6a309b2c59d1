"""Sobol' indices from replicated scrambles: shares of variance alone, in total, and of pairs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from itertools import combinations
from typing import Any

import numpy as np

from budgetsim.kinds.sensitivity.calls import CONFIDENCE, Index, bounded, indices, salib_seed
from budgetsim.kinds.sensitivity.design import Design, Method, interactions, quantile
from budgetsim.numerics import Array
from budgetsim.scenario_files.faults import told_with_remedy

BLOCKS = 8
"""Independent scrambles of a sample: enough for a t interval, few enough that each stays evenly spread."""


class Sobol(Method):
    """Shares of variance: alone, in total, and of pairs (Sobol 2001; Saltelli 2002; Saltelli et al. 2010).

    Below 16 base samples an interval means nothing; 256 order a dozen factors (an experience, not a theorem). The
    points of one scramble depend on each other, so that no resampling of them tells how sure an index is: the sample
    is made of several scrambles, and intervals are over these (Owen 1997; L'Ecuyer & Lemieux 2002).
    """

    name, kind = "sobol", "saltelli"
    sampler, analyser = "SALib.sample.sobol", "SALib.analyze.sobol"
    main, alone, grouped = "ST", "S1", True
    usual_samples, fewest_samples = 256, 16

    def points(self, design: Design) -> int:
        """Return N (k + 2), or N (2k + 2) with pairs."""
        return design.samples * _rows(design)

    def reckoning(self, design: Design) -> dict[str, str]:
        """As ``Method.reckoning``."""
        subjects = len(design.problem.subjects)
        rows = f"2 x {subjects} + 2" if design.second_order else f"{subjects} + 2"
        return {"samples": f"{design.samples:,}", "rows": rows}

    def about(self, design: Design) -> dict[str, Any]:
        """As ``Method.about``."""
        return {"second_order": design.second_order}

    def fault(self, samples: int, factors: int) -> tuple[str, str]:
        """As ``Method.fault``; Sobol points are balanced for powers of two alone (Owen 2020)."""
        if samples < self.fewest_samples or not samples & (samples - 1):
            return super().fault(samples, factors)
        below = 1 << (samples.bit_length() - 1)
        return told_with_remedy("sensitivity-fault-powers", below=str(below), above=str(2 * below))

    def sampling(self, design: Design) -> dict[str, Any]:
        """Return the arguments for the first scramble; the next have the next seeds."""
        return {
            "N": design.samples // BLOCKS,
            "calc_second_order": design.second_order,
            "seed": salib_seed(design.seed) * BLOCKS,
        }

    def arguments(self, design: Design) -> dict[str, Any]:
        """Return the arguments of the analyser; two resamples are the fewest, and nothing is made of them."""
        return {
            "calc_second_order": design.second_order, "num_resamples": 2, "conf_level": CONFIDENCE,
            "seed": salib_seed(design.seed),
        }  # fmt: skip

    def sample(self, design: Design) -> Array:
        """Return the base samples of all scrambles in turn, so that the first half is half of each scramble."""
        about, sampler = self.sampling(design), import_module(self.sampler)
        blocks = [
            sampler.sample(self.problem(design), **{**about, "seed": about["seed"] + n})
            for n in range(BLOCKS)
        ]
        parts = np.stack([block.reshape(about["N"], _rows(design), -1) for block in blocks], axis=1)
        return np.asarray(parts.reshape(-1, parts.shape[-1]))

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return ST and S1 of subjects, S2 of pairs, and what the S1 leave to interactions."""
        subjects, estimates = design.problem.subjects, self.call(design, y)
        errors = _errors(design, y)
        made = [*indices("ST", subjects, estimates["ST"], errors.total)]
        made += indices("S1", subjects, estimates["S1"], errors.alone)
        if design.second_order:
            total = {index.subject: index for index in made if index.kind == "ST"}
            made += [
                possible(Index("S2", one, v := float(estimates["S2"][i, j]), v - e, v + e, two), total)
                for (i, one), (j, two) in combinations(enumerate(subjects), 2)
                for e in (float(errors.pairs[i, j]),)
            ]
        return [*made, interactions(made, errors.rest)]


def possible(pair: Index, total: dict[str, Index]) -> Index:
    """Return the index of a pair within what the total indices of both factors allow.

    What two factors do together is part of the total of either, so a pair of a factor without any influence has
    exactly nothing, and no pair exceeds the upper ends of the totals.
    """
    most = min(total[pair.subject].high, total[pair.other].high)
    if most <= 0.0:
        return replace(pair, value=0.0, low=0.0, high=0.0)
    return bounded(replace(pair, value=min(pair.value, most)), most=most)


@dataclass(frozen=True)
class Errors:
    """Halves of intervals: of ST and S1 by subject, of S2 by pair, and of what the S1 leave."""

    total: Array
    alone: Array
    pairs: Array
    rest: float


def _errors(design: Design, y: Array) -> Errors:
    """Return the halves of the t intervals over scrambles.

    An index is a ratio of means over all scrambles. Each scramble's part of its error is that of the numerator less
    the index times that of the variance, divided by the variance of all (the delta method): a scramble in which
    nothing varies is not divided by.
    """
    subjects = len(design.problem.subjects)
    table = ((y - y.mean()) / y.std()).reshape(-1, BLOCKS, _rows(design))
    a, b = table[..., 0], table[..., -1]
    ab = np.moveaxis(table[..., 1 : subjects + 1], -1, 0)
    centre = (a.mean() + b.mean()) / 2.0
    square = (((a - centre) ** 2 + (b - centre) ** 2) / 2.0).mean(axis=0)
    total = _parts(0.5 * (a - ab) ** 2, square)
    alone = _parts(b * (ab - a), square)
    pairs = np.full((subjects, subjects), np.nan)
    if design.second_order:
        ba = np.moveaxis(table[..., subjects + 1 : 2 * subjects + 1], -1, 0)
        for i in range(subjects):
            joint = _parts(ba[i] * ab - a * b, square) - alone[i] - alone
            pairs[i] = _half(joint)
    return Errors(_half(total), _half(alone), pairs, float(_half(alone.sum(axis=0))))


def _parts(products: Array, square: Array) -> Array:
    """Each scramble's part of the error of a ratio, (…, scrambles); ``products`` are (…, base samples, scrambles)."""
    means, variance = products.mean(axis=-2), square.mean()
    ratio = means.mean(axis=-1, keepdims=True) / variance
    return np.asarray((means - ratio * square) / variance)


def _half(parts: Array) -> Array:
    return np.asarray(quantile(BLOCKS) * parts.std(axis=-1, ddof=1) / np.sqrt(BLOCKS))


def _rows(design: Design) -> int:
    """Points of a base sample."""
    subjects = len(design.problem.subjects)
    return 2 * subjects + 2 if design.second_order else subjects + 2
