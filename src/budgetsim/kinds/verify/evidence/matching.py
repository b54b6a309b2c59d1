"""The control arm of an experiment, and nothing else: what parameters of a place may be learned from.

This module and ``matching`` know neither treatments nor what was published about them; an import contract keeps it so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import declarations
from budgetsim.kinds.verify.evidence.measure import district_outcome
from budgetsim.language import told
from budgetsim.model.simulation import simulate
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.scenario_files.faults import Fault, listed

CONSEQUENCES: dict[str, float] = {"none": 0.0, "rare": 0.1, "usual": 0.3, "public": 0.5, "certain": 1.0}
"""One code for all contexts: what a finding leads to, as a value of ``rectification``.

none: nothing follows; rare: rules exist and are seldom applied; usual: the status quo; public: findings are published
or handed to prosecutors; certain: pay or money follows by rule. How much "rare" and "public" are is not known: the
values are where their priors are centred, and both are estimated with what is common to all places (``hierarchy``).
"""
UNSURE = ("rare", "public")
PREFIX = "consequence_"
"""How a common value of one of these words is called."""
LEVERS: dict[str, str] = {
    "monitoring": "monitoring_intensity",
    "audits": "audit_coverage",
    "staff": "staff",
    "consequence": "rectification",
}
"""Facts of a control arm that are levers of the model, and by which name."""
OUTCOMES: dict[str, tuple[str, ...]] = {
    "waste": ("active_waste", "visible_waste"),
    "passive_part": ("passive_part_of_waste",),
}
"""Facts of a control arm that are outcomes of the model: the usual one first, then how else it may have been seen."""
MOST_MATCHED = 3


@dataclass(frozen=True)
class Aim:
    """A parameter and the outcome of the control arm that it is solved from, within a range."""

    parameter: str
    outcome: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class ControlArm:
    """The world in which nobody is treated, and what was published of it.

    ``years`` are simulated, and the means of those from the first to the last of ``measured`` count.
    """

    name: str
    base: Scenario
    years: int
    measured: tuple[int, int]
    aims: tuple[Aim, ...]

    def placed(self, settings: Mapping[str, Any]) -> ControlArm:
        """Return the same arm where some parameters have other values."""
        return replace(self, base=self.base.replace(**settings)) if settings else self


def settings_where(consequence: str, common: Mapping[str, float]) -> dict[str, float]:
    """Return what common values set in a place where findings lead to ``consequence``, a word of the code."""
    settings = {name: value for name, value in common.items() if not name.startswith(PREFIX)}
    if f"{PREFIX}{consequence}" in common:
        settings[LEVERS["consequence"]] = common[f"{PREFIX}{consequence}"]
    return settings


# Parameters of a place, solved from its control arm: simulated means are brought to the published ones ---------------
# All trials meet the same seeds, so that what is solved is smooth in the parameters and the same for everybody.

CLOSE = 1e-3
"""Part of a published mean by which a matched one may miss it."""
SOLVED = 1e-5
"""Part of its range to which a parameter is solved."""
IntArray = NDArray[np.intp]
MOST_STEPS = 40
"""Steps after which arms that are solved together are as near as they get."""
STEPS_BEYOND, FACTOR = 6, 2.0
"""How often, and by how much, a range is widened to say which value a parameter would need."""


@dataclass(frozen=True)
class Matched:
    """Values of the matched parameters, and the means of the control arm that they give, in the order of the aims."""

    values: dict[str, float]
    reached: tuple[float, ...]


def match(arm: ControlArm, seeds: Sequence[int]) -> Matched:
    """Return the parameters with which the control arm shows what was published of it.

    Raises
    ------
    ScenarioError
        If no values within the ranges do: by how much it misses, and what a parameter would need.
    """
    if not arm.aims:
        return Matched({}, ())
    values = _solve_one(arm, seeds) if len(arm.aims) == 1 else _solve_several(arm, seeds)
    return Matched(
        dict(zip([aim.parameter for aim in arm.aims], values, strict=True)), means(arm, values, seeds)
    )


def means(arm: ControlArm, values: Sequence[float], seeds: Sequence[int]) -> tuple[float, ...]:
    """Return the simulated means of the control arm, one for each aim, at some values of the parameters."""
    settings = {aim.parameter: float(value) for aim, value in zip(arm.aims, values, strict=True)}
    scenario = arm.base.replace(**settings)
    outcomes = simulate(scenario, tuple(seeds), arm.years).values[scenario.name]
    window = slice(arm.measured[0] - 1, arm.measured[1])
    return tuple(float(district_outcome(outcomes, aim.outcome)[:, window].mean()) for aim in arm.aims)


def _solve_one(arm: ControlArm, seeds: Sequence[int]) -> list[float]:
    from scipy.optimize import brentq

    (aim,) = arm.aims

    # A range that spans several sizes is halved by size, so that fewer trials are needed.
    by_size = aim.low > 0.0
    ends = (math.log(aim.low), math.log(aim.high)) if by_size else (aim.low, aim.high)

    @cache
    def gap(at: float) -> float:
        return means(arm, (math.exp(at) if by_size else at,), seeds)[0] - aim.value

    if gap(ends[0]) * gap(ends[1]) > 0.0:
        raise _unreached(arm, seeds, gap(ends[0]), gap(ends[1]))
    root = float(brentq(gap, *ends, xtol=SOLVED * (ends[1] - ends[0]), rtol=1e-9))
    return [math.exp(root) if by_size else root]


def match_together(arms: Sequence[ControlArm], seeds: Sequence[int]) -> Array:
    """Return what ``match`` finds for arms with the same single aim, (arm,), those not yet near enough in one batch.

    NaN where no value within the range does. Solved by regula falsi, the end that stays being trusted half as much
    each time (Dowell & Jarratt 1971, "Illinois"), until each mean is as near as ``CLOSE`` says.
    """
    (aim,) = arms[0].aims
    by_size = aim.low > 0.0
    ends = np.empty((2, len(arms)))
    ends[0], ends[1] = (math.log(end) if by_size else end for end in (aim.low, aim.high))

    def gaps(rows: IntArray, at: Array) -> Array:
        values = np.exp(at) if by_size else at
        return means_together([arms[row] for row in rows], values, seeds) - aim.value

    left = np.arange(len(arms))
    off = np.array([gaps(left, end) for end in ends])
    at = np.full(len(arms), np.nan)
    left = left[off[0] * off[1] <= 0.0]
    for _ in range(MOST_STEPS):
        if not left.size:
            break
        (low, high), (below, above) = ends[:, left], off[:, left]
        tried = (low * above - high * below) / np.where(above == below, 1.0, above - below)
        here = gaps(left, tried)
        at[left] = tried
        same = here * above > 0.0
        ends[:, left] = np.where(same, low, high), tried
        off[:, left] = np.where(same, 0.5 * below, above), here
        left = left[np.abs(here) > CLOSE * aim.value]
    return np.exp(at) if by_size else at


def means_together(arms: Sequence[ControlArm], values: Array, seeds: Sequence[int]) -> Array:
    """Return the simulated mean of each control arm at its value of the single parameter, (arm,)."""
    (aim,) = arms[0].aims
    placed = [
        arm.base.placed(**{"name": f"arm_{number}", aim.parameter: float(value)})
        for number, (arm, value) in enumerate(zip(arms, values, strict=True))
    ]
    means = simulate(placed, tuple(seeds), arms[0].years).values
    window = slice(arms[0].measured[0] - 1, arms[0].measured[1])
    return np.array([district_outcome(means[one.name], aim.outcome)[:, window].mean() for one in placed])


def _solve_several(arm: ControlArm, seeds: Sequence[int]) -> list[float]:
    from scipy.optimize import least_squares

    low, high = (np.array([getattr(aim, end) for aim in arm.aims]) for end in ("low", "high"))
    goal = np.array([aim.value for aim in arm.aims])

    def gaps(parts: Array) -> Array:
        reached = np.array(means(arm, low + parts * (high - low), seeds), dtype=np.float64)
        return np.asarray(reached / goal - 1.0)

    tries = [
        least_squares(gaps, np.full(len(goal), at), bounds=(0.0, 1.0), diff_step=1e-3)
        for at in (0.2, 0.05, 0.5)
    ]
    best = min(tries, key=lambda found: float(found.cost))
    values = low + best.x * (high - low)
    worst = int(np.argmax(np.abs(best.fun)))
    if abs(best.fun[worst]) > CLOSE:
        reached = goal[worst] * (1.0 + best.fun[worst])
        aim = arm.aims[worst]
        near = listed(f"{one.parameter} = {value:.4g}" for one, value in zip(arm.aims, values, strict=True))
        given = told("verify-matched-nearest", values=near, reached=f"{reached:.3g}")
        raise _fault(arm, aim, given, reached - aim.value, told("verify-remedy-widen"))
    return [float(value) for value in values]


def _unreached(arm: ControlArm, seeds: Sequence[int], at_low: float, at_high: float) -> ScenarioError:
    """Say by how much the nearer end of the range misses, and what the parameter would need beyond it."""
    (aim,) = arm.aims
    nearer, miss = min(((aim.low, at_low), (aim.high, at_high)), key=lambda end: abs(end[1]))
    needed = _beyond(arm, seeds, nearer, miss)
    ends = {"low": f"{aim.low:g}", "high": f"{aim.high:g}", "end": f"{nearer:g}"}
    given = told("verify-matched-end", name=aim.parameter, reached=f"{aim.value + miss:.3g}", **ends)
    if needed is None:
        return _fault(arm, aim, given, miss, told("verify-remedy-no-value", name=aim.parameter))
    hint = told("verify-remedy-outside", name=aim.parameter, needed=f"{needed:.3g}")
    return _fault(arm, aim, given, miss, hint)


def _beyond(arm: ControlArm, seeds: Sequence[int], end: float, miss: float) -> float | None:
    """Return the value beyond an end of the range that would do; ``None`` if none is found."""
    from scipy.optimize import brentq

    (aim,) = arm.aims
    about = declarations()[aim.parameter.rpartition(".")[2]]
    up = end == aim.high
    inner = end
    for _ in range(STEPS_BEYOND):
        outer = inner * (FACTOR if up else 1.0 / FACTOR)
        outer = min(outer, about.upper) if up and about.upper is not None else outer
        outer = max(outer, about.lower) if not up and about.lower is not None else outer
        if outer == inner:
            return None
        gap = means(arm, (outer,), seeds)[0] - aim.value
        if gap * miss <= 0.0:
            ends = sorted((inner, outer))
            return float(brentq(lambda v: means(arm, (v,), seeds)[0] - aim.value, *ends, rtol=1e-3))
        inner = outer
    return None


def _fault(arm: ControlArm, aim: Aim, given: str, miss: float, hint: str) -> ScenarioError:
    about = {"context": arm.name, "outcome": aim.outcome, "published": f"{aim.value:g}", "given": given}
    off = {"miss": f"{abs(miss):.3g}", "way": "much" if miss > 0.0 else "little"}
    message = told("verify-fault-unmatched", **about, **off)
    return ScenarioError(Fault("", None, f"match.{aim.parameter}", None, message, hint))
