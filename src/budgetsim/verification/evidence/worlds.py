"""The arms of an experiment, simulated: each world once, under the same seeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import Change
from budgetsim.shocks import Shocks
from budgetsim.simulation import simulate
from budgetsim.timeline import Layer, treated


@dataclass(frozen=True)
class World:
    """What happened in one scenario: outcomes (seed, year, outcome), panel (seed, year, department, column)."""

    values: Array
    panel: Array
    archetypes: Any
    """Index of each department's archetype, (seed, department)."""
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
        name = scenario.name
        world = World(result.values[name], result.panels[name], result.archetypes[name], self.pool)
        self._known.append((scenario, years, world))
        return world

    def treated(self, change: Change, world: World) -> BoolArray:
        """Return who is treated, (seed, department): those whom the change reaches in the simulation."""
        if change.share >= 1.0 and change.assignment == "random":
            return np.ones(world.archetypes.shape, dtype=np.bool_)
        traits = Shocks(self.seeds, world.archetypes.shape[1]).traits
        return treated(Layer(0.0, change.share, change.assignment), traits, world.archetypes)
