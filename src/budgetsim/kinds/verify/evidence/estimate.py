"""The arms of an experiment, simulated once under the same seeds, and what they show as a mean with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from budgetsim.kinds.verify.evidence.design import Look
from budgetsim.kinds.verify.evidence.measure import district_outcome, group_outcome, observed
from budgetsim.model.result import Result
from budgetsim.model.shocks import Shocks
from budgetsim.model.simulation import simulate
from budgetsim.model.timeline import Layer, treated
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import Change
from budgetsim.studies.moments import MOMENTS
from budgetsim.studies.summary import t_interval


@dataclass(frozen=True)
class World:
    """What happened in one scenario: outcomes (seed, year, outcome), panel (seed, year, department, column)."""

    values: Array
    panel: Array
    archetypes: Any
    """Index of each department's archetype, (seed, department)."""
    stream_version: int
    pool: int = 1
    """Districts that are seen as one, where rare events are counted or moments are taken."""


class Worlds:
    """Worlds under some seeds, each simulated when it is first asked for.

    ``pool`` of their districts are seen as one.
    """

    def __init__(self, seeds: tuple[int, ...], pool: int = 1) -> None:
        self.seeds, self.pool = seeds, pool
        self._known: list[tuple[Scenario, int, World]] = []

    def of(self, scenario: Scenario, years: int) -> World:
        """Return the world of a scenario over some recorded years."""
        for other, span, world in self._known:
            if span == years and other == scenario:
                return world
        result = simulate(scenario, self.seeds, years, departments=True)
        return self.keep(scenario, years, result, scenario.name)

    def keep(self, scenario: Scenario, years: int, result: Result, name: str) -> World:
        """Keep what was simulated of a scenario, which the result calls ``name``, and return it."""
        version = scenario.protocol.stream_version
        world = World(result.values[name], result.panels[name], result.archetypes[name], version, self.pool)
        self._known.append((scenario, years, world))
        return world

    def treated(self, change: Change, world: World) -> BoolArray:
        """Return who is treated, (seed, department): those whom the change reaches in the simulation."""
        if change.share >= 1.0 and change.assignment == "random":
            return np.ones(world.archetypes.shape, dtype=np.bool_)
        traits = Shocks(self.seeds, world.archetypes.shape[1], version=world.stream_version).traits
        return treated(Layer(0.0, change.share, change.assignment), traits, world.archetypes)


def simulated_together(
    wanted: Sequence[Sequence[tuple[Scenario, int]]], seeds: tuple[int, ...], pool: int = 1
) -> list[Worlds]:
    """Return worlds of several places, each with its scenarios and their recorded years, simulated in one batch."""
    worlds = [Worlds(seeds, pool) for _ in wanted]
    arms = [(place, scenario, years) for place, arms in enumerate(wanted) for scenario, years in arms]
    for span in dict.fromkeys(years for *_, years in arms):
        chosen = [(place, scenario) for place, scenario, years in arms if years == span]
        named = [scenario.placed(name=f"world_{number}") for number, (_, scenario) in enumerate(chosen)]
        result = simulate(named, seeds, span, departments=True)
        for (place, scenario), one in zip(chosen, named, strict=True):
            worlds[place].keep(scenario, span, result, one.name)
    return worlds


# From worlds to one number under each seed, and from those to a mean with its interval -------------------------------


@dataclass(frozen=True)
class Estimate:
    """A mean over seeds, or pools of them, and its 95 % t interval; with one of them the interval is NaN.

    ``error`` is the standard error of the mean.
    """

    mean: float
    low: float
    high: float
    seeds: int
    error: float = 0.0

    @property
    def ends(self) -> tuple[float, float]:
        """The interval, or the mean alone where one seed allows none."""
        return (self.low, self.high) if self.seeds > 1 else (self.mean, self.mean)


def over_seeds(values: Array) -> Estimate:
    """Return mean and 95 % t interval of independent numbers, one under each seed."""
    count = len(values)
    # The mean of equal numbers may differ from them by rounding; what does not vary has no spread.
    is_same = bool(np.ptp(values) == 0.0)
    mean = float(values[0] if is_same else values.mean())
    spread = 0.0 if is_same or count < 2 else float(values.std(ddof=1))
    low, high = t_interval(np.array(mean), np.array(spread), np.array(count))
    return Estimate(mean, float(low), float(high), count, spread / math.sqrt(count))


def draws(look: Look, worlds: Worlds) -> Array:
    """Return the number that a look sees under each seed, or in each pool of them."""
    if look.kind == "interaction":
        return _contrast(look, worlds, moderated=True) - _contrast(look, worlds)
    untreated = worlds.of(look.base, look.years)
    if look.kind == "level":
        return _level(look, untreated, np.ones(untreated.archetypes.shape, dtype=np.bool_))
    if look.kind == "moment":
        return _moments(look, untreated)
    if look.kind == "cross_section":
        return _cross_section(look, worlds)
    return _treated_level(look, worlds) if look.kind == "treated_level" else _contrast(look, worlds)


def _contrast(look: Look, worlds: Worlds, *, moderated: bool = False) -> Array:
    """Return the effect of the treatment under each seed.

    Every department is compared with itself in the world without treatment, and treated ones with the others: what
    treated departments gain, less what the controls beside them gain. Without controls only the first remains.
    """
    before, after = (worlds.of(arm, look.years) for arm in look.arms(moderated=moderated))
    chosen = worlds.treated(look.treatment[0], before)
    gain = _gain(look, before, after, chosen)
    if bool(chosen.all()):
        return gain
    beside = _gain(look, before, after, ~chosen)
    return (1.0 + gain) / (1.0 + beside) - 1.0 if look.kind == "relative" else gain - beside


def _gain(look: Look, before: World, after: World, chosen: BoolArray) -> Array:
    old, new = (_level(look, world, chosen) for world in (before, after))
    return new / old - 1.0 if look.kind == "relative" else new - old


def _cross_section(look: Look, worlds: Worlds) -> Array:
    """Return how treated departments compare with the others, whoever they were before."""
    after = worlds.of(look.arms()[1], look.years)
    chosen = worlds.treated(look.treatment[0], after)
    return _level(look, after, chosen) / _level(look, after, ~chosen) - 1.0


def _treated_level(look: Look, worlds: Worlds) -> Array:
    _, arm = look.arms()
    after = worlds.of(arm, look.years)
    return _level(look, after, worlds.treated(look.treatment[0], after))


def _level(look: Look, world: World, chosen: BoolArray) -> Array:
    """Return the mean over the measured years of a group's outcome, (seed,) or (pool,)."""
    if bool(chosen.all()):
        values = np.asarray(district_outcome(world.values, look.outcome)[:, _window(look)].mean(axis=1))
    else:
        rows = zip(world.panel[:, _window(look)], chosen, strict=True)
        values = np.array([group_outcome(table[:, who], look.outcome).mean() for table, who in rows])
    if world.pool == 1:
        return values
    return np.array([pool.mean() for pool in np.array_split(values, max(1, len(values) // world.pool))])


def _moments(look: Look, world: World) -> Array:
    """Return the moment of every pool of districts, (pool,): correlations of small panels would be too low."""
    moment = MOMENTS[look.outcome]
    tables = world.panel[:, _window(look)]
    pools = np.array_split(tables, max(1, len(tables) // world.pool))
    return np.array([moment(observed(np.concatenate(list(several), axis=1))) for several in pools])


def _window(look: Look) -> slice:
    return slice(look.measured[0] - 1, look.measured[1])
