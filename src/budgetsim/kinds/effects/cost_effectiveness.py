"""Cost-effectiveness: what a lever brings per unit of administrative cost, and when that ratio means something."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.alone import bands_of, contrasts_of, differences
from budgetsim.kinds.effects.answer import CostDraws
from budgetsim.kinds.effects.design import Plan
from budgetsim.kinds.effects.estimate import (
    Bands,
    Estimates,
    disputed,
    frame,
    over_seeds,
    verdicts,
)
from budgetsim.kinds.effects.runs import Runs, Worlds
from budgetsim.numerics import Array
from budgetsim.report.declared import better_sign
from budgetsim.studies.ignorance import MIDDLE
from budgetsim.studies.summary import CONFIDENCE

if TYPE_CHECKING:
    import pandas as pd

COST = "administrative_cost"
BUYS, SAVES, DOMINATES, DOMINATED = "buys", "saves", "dominates", "dominated"
DEARER, CHEAPER, COST_UNCLEAR, FREE = "dearer", "cheaper", "cost unclear", "free"
STANDINGS = (BUYS, SAVES, DOMINATES, DOMINATED, DEARER, CHEAPER, FREE, COST_UNCLEAR)
"""Where a lever may stand on the plane of cost and effect."""


@dataclass(frozen=True)
class Ratio:
    """A ratio of means and Fieller's interval; the ends are NaN where the denominator may be 0."""

    value: float
    low: float
    high: float


def cost_effectiveness(plan: Plan, runs: Runs) -> pd.DataFrame:
    """Return effect per unit of administrative cost, for every lever and every outcome that has a better way.

    An effect is counted as an improvement: of waste, what it falls by. Effects and costs count as clear as in
    ``paired_effects``: adjusted over all levers and outcomes (Holm). Columns are ``lever``, ``outcome``, ``cost`` and
    ``improvement`` with their 95 % intervals, ``verdict`` of the effect, ``standing`` (a key of ``STANDINGS``), and
    ``ratio`` with Fieller's 95 % interval ``ratio_low``, ``ratio_high``, where both are on one side of the plane and
    the cost clearly differs from 0; else NaN.
    """
    names = _directed(runs)
    chosen = [runs.outcomes.index(name) for name in names]
    signs = np.array([better_sign(name) for name in names])
    draws = differences(plan, runs)
    estimates, bands = over_seeds(draws), bands_of(plan, runs)
    place = runs.outcomes.index(COST)
    standing = _standings(estimates, place, chosen, signs, bands)
    ratios = np.full((3, len(plan.levers), len(chosen)), np.nan)
    for lever, k in zip(*np.nonzero(np.isin(standing, (BUYS, SAVES, DEARER, CHEAPER))), strict=True):
        quotient = fieller(draws[lever, :, chosen[k]] * signs[k], draws[lever, :, place])
        ratios[:, lever, k] = quotient.value, quotient.low, quotient.high
    ends = [
        np.where(signs > 0, a[:, chosen], -b[:, chosen])
        for a, b in ((estimates.low, estimates.high), (estimates.high, estimates.low))
    ]
    cost = {"cost": estimates.mean, "cost_low": estimates.low, "cost_high": estimates.high}
    return frame(
        {"lever": [lever.name for lever in plan.levers]},
        names,
        **{name: np.repeat(values[:, [place]], len(chosen), axis=1) for name, values in cost.items()},
        improvement=estimates.mean[:, chosen] * signs,
        improvement_low=ends[0],
        improvement_high=ends[1],
        ratio=ratios[0],
        ratio_low=ratios[1],
        ratio_high=ratios[2],
        verdict=verdicts(estimates, runs.outcomes, bands)[:, chosen],
        standing=standing,
    )  # fmt: skip


def _directed(runs: Runs) -> list[str]:
    """Return the outcomes that have a better way, but the cost itself."""
    return [name for name in runs.outcomes if name != COST and better_sign(name)]


def cost_draws(plan: Plan, runs: Runs) -> CostDraws | None:
    """Return what the plane of cost and effect is made of, of the first outcome that has a better way, if one has."""
    names = _directed(runs)
    if not names:
        return None
    draws = differences(plan, runs)

    def by_lever(outcome: str, sign: float = 1.0) -> dict[str, tuple[float, ...]]:
        values = sign * draws[:, :, runs.outcomes.index(outcome)]
        return {lever.name: tuple(each.tolist()) for lever, each in zip(plan.levers, values, strict=True)}

    return CostDraws(names[0], by_lever(COST), by_lever(names[0], better_sign(names[0])))


def fieller(effect: Array, cost: Array) -> Ratio:
    """Return the ratio of two paired means, one value per seed each, with Fieller's 95 % interval.

    These are all ratios R for which a t test does not reject that mean(effect − R cost) = 0 (Fieller 1954; for
    cost-effectiveness Willan & O'Brien 1996). They are one interval only if the mean cost differs from 0 at the same
    level; else the ends are NaN.
    """
    from scipy.special import stdtrit

    seeds = len(effect)
    top, below = float(effect.mean()), float(cost.mean())
    if below == 0.0 or seeds < 2:
        return Ratio(top / below if below else math.nan, math.nan, math.nan)
    quantile = float(stdtrit(seeds - 1, 0.5 + CONFIDENCE / 2.0)) ** 2 / seeds
    (ee, ec), (_, cc) = np.cov(effect, cost)
    a, b, c = below**2 - quantile * cc, top * below - quantile * ec, top**2 - quantile * ee
    if a <= 0.0:
        return Ratio(top / below, math.nan, math.nan)
    root = math.sqrt(max(0.0, b * b - a * c))
    return Ratio(top / below, (b - root) / a, (b + root) / a)


def with_costs(
    cells: Mapping[str, Mapping[str, Mapping[str, Any]]], plan: Plan, worlds: Worlds
) -> dict[str, dict[str, dict[str, Any]]]:
    """Return effects of levers over draws with what a unit of cost brings (``per_cost``), where costs are shown."""
    draws = worlds.contrasts(contrasts_of(plan))
    paid = worlds.outcomes.index(COST)
    return {
        lever.name: {
            outcome: {
                **cells[lever.name][outcome],
                "per_cost": {} if place == paid else per_cost(drawn, place, paid),
            }
            for place, outcome in enumerate(worlds.outcomes)
        }
        for lever, drawn in zip(plan.levers, draws, strict=True)
    }


def per_cost(drawn: Array, outcome: int, cost: int) -> dict[str, float | None]:
    """Return what a unit of cost brings over draws, from differences (draw, seed, outcome).

    ``dearer`` is the share of draws in which costs rise; ``median``, ``low`` and ``high`` are those of the ratio of the
    means over seeds, ``None`` unless costs move the same way in all draws.
    """
    change, paid = (drawn[..., place].mean(axis=1) for place in (outcome, cost))
    dearer = float((paid > 0.0).mean())
    if paid.min() <= 0.0 <= paid.max():
        return {"dearer": dearer, "median": None, "low": None, "high": None}
    low, median, high = np.quantile(change / paid, MIDDLE).tolist()
    return {"dearer": dearer, "median": median, "low": low, "high": high}


def _standings(estimates: Estimates, cost: int, chosen: list[int], signs: Array, bands: Bands) -> Array:
    """Return where every lever (rows) stands with every outcome (columns); what is disputed is no clear effect."""
    clear = estimates.clear & ~disputed(estimates, bands)
    dear = np.where(estimates.clear[:, [cost]], np.sign(estimates.mean[:, [cost]]), 0.0)
    same = (estimates.mean[:, [cost]] == 0.0) & (estimates.sd[:, [cost]] == 0.0)
    good = np.where(clear[:, chosen], np.sign(estimates.mean[:, chosen]) * signs, 0.0)
    cases = {
        BUYS: (dear > 0) & (good > 0), SAVES: (dear < 0) & (good < 0),
        DOMINATES: (dear < 0) & (good > 0), DOMINATED: (dear > 0) & (good < 0),
        DEARER: (dear > 0) & (good == 0), CHEAPER: (dear < 0) & (good == 0), FREE: np.broadcast_to(same, good.shape),
    }  # fmt: skip
    return np.select(list(cases.values()), list(cases), COST_UNCLEAR)
