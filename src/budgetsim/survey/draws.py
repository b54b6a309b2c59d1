"""Draws that know what departments answered: traits of which the survey tells, narrowed; all else as it was.

A trait θ has the density p(θ | answers) ∝ p(θ) N(answer; θ, s²): p is that of the draws, s a quarter of the survey's
95 % range, so that chance and what the anchors leave open both count. Each draw keeps its place in the order of the
trait's values, so that what traits have to do with each other stays. Where answers and draws contradict each other, so
that fewer than ``LEAST`` draws would count, answers alone decide, within what is possible at all.

Levers are chosen and not drawn; their ranges are in the study that the survey writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.declarations.declare import UNCERTAIN_GROUPS
from budgetsim.numerics import Array
from budgetsim.posterior import Posterior
from budgetsim.posterior.prior import holding, in_digits
from budgetsim.posterior.weighing import effective
from budgetsim.scenario import Scenario
from budgetsim.survey.mapping import NORMAL, Mapped

LEAST = 16.0
"""Draws that have to count, of those that there are, for answers to be weighed against them (assumed)."""


@dataclass(frozen=True)
class Narrowed:
    """Draws with what was answered, the traits that are narrowed, and those of which answers alone decide."""

    posterior: Posterior
    traits: tuple[str, ...]
    alone: tuple[str, ...]


def traits_of(found: Sequence[Mapped]) -> list[Mapped]:
    """Return what draws may hold of what was answered: all but levers."""
    return [one for one in found if declarations()[one.parameter].group in UNCERTAIN_GROUPS]


def narrowed(posterior: Posterior, found: Sequence[Mapped]) -> Narrowed:
    """Return draws with what was answered."""
    values, alone, names = posterior.values.copy(), [], list(posterior.names)
    traits = [one for one in traits_of(found) if one.low < one.high and one.parameter in names]
    for one in traits:
        place = names.index(one.parameter)
        column, is_alone = _answered(posterior, values[:, place], one)
        values[:, place] = in_digits(column)
        alone += [one.parameter] if is_alone else []
    broken = ~holding(names, values)
    values[broken] = posterior.values[broken]
    about = {**posterior.about, "survey": ", ".join(one.parameter for one in traits)}
    made = replace(posterior, values=values, place=None, about=about)
    return Narrowed(made, tuple(one.parameter for one in traits), tuple(alone))


def _answered(posterior: Posterior, column: Array, one: Mapped) -> tuple[Array, bool]:
    """Return the values of a trait in draws that know the answers, and whether these alone decide."""
    from scipy.stats import truncnorm

    spread = (one.high - one.low) / (2.0 * NORMAL)
    order = np.argsort(column, kind="stable")
    ranks = np.empty(len(column))
    ranks[order] = np.cumsum(posterior.weights[order]) - posterior.weights[order] / 2.0
    distance = ((column - one.value) / spread) ** 2
    weights = posterior.weights * np.exp(-0.5 * (distance - distance.min()))
    weights /= weights.sum()
    # What is far from all draws weighs the nearest of them: a contradiction, even if many are as near.
    if effective(weights) >= LEAST and distance.min() <= NORMAL**2:
        told = replace(posterior, weights=weights)
        return told.quantiles(one.parameter, ranks.tolist()), False
    declared = declarations()[one.parameter]
    ends = (
        -np.inf if declared.lower is None else declared.lower,
        np.inf if declared.upper is None else declared.upper,
    )
    low, high = ((end - one.value) / spread for end in ends)
    return np.asarray(truncnorm.ppf(ranks, low, high, one.value, spread)), True


def without_traits(scenario: Scenario, found: Sequence[Mapped]) -> Scenario:
    """Return a scenario that leaves to draws what they hold: such traits as they are declared."""
    declared = {one.parameter: declarations()[one.parameter].default for one in traits_of(found)}
    return scenario.replace(**declared)
