"""The toy in Mesa: one object an agent, activated in turn, and a data collector."""

from __future__ import annotations

import mesa
from toys.toy_numpy import AGENTS, START, STEPS


class Department(mesa.Agent):
    """Knows its quality and what it spends."""

    def __init__(self, model: Toy) -> None:
        super().__init__(model)
        self.quality = START
        self.spent = 0.0

    def step(self) -> None:
        random = self.model.random
        reward = 0.5 + 0.5 * (self.quality - self.model.mean_quality)
        effort = min(1.0, max(0.0, 0.1 + 0.2 * self.quality + 0.5 * reward))
        self.quality += 0.1 * (effort - self.quality) + 0.05 * random.gauss(0.0, 1.0)
        self.spent = 0.8 + 0.2 * random.random()


class Toy(mesa.Model):
    """Activates its departments once a month and collects their mean quality."""

    def __init__(self, agents: int = AGENTS, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        self.mean_quality = START
        Department.create_agents(self, agents)
        self.datacollector = mesa.DataCollector({"mean_quality": "mean_quality"})

    def step(self) -> None:
        self.agents.do("step")
        self.mean_quality = sum(self.agents.get("quality")) / len(self.agents)
        self.datacollector.collect(self)


def run(seed: int, agents: int = AGENTS) -> float:
    """Return the mean quality after the last month of one run."""
    model = Toy(agents, seed)
    for _ in range(STEPS):
        model.step()
    return float(model.datacollector.get_model_vars_dataframe()["mean_quality"].iloc[-1])
