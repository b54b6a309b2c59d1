"""The toy in agentpy: a list of agents whose methods are called on all of them, and recorded variables."""

from __future__ import annotations

import agentpy
from toys.toy_numpy import AGENTS, START, STEPS


class Department(agentpy.Agent):
    """Knows its quality and what it spends."""

    def setup(self) -> None:
        self.quality = START
        self.spent = 0.0

    def live_month(self) -> None:
        random = self.model.random
        reward = 0.5 + 0.5 * (self.quality - self.model.mean_quality)
        effort = min(1.0, max(0.0, 0.1 + 0.2 * self.quality + 0.5 * reward))
        self.quality += 0.1 * (effort - self.quality) + 0.05 * random.gauss(0.0, 1.0)
        self.spent = 0.8 + 0.2 * random.random()


class Toy(agentpy.Model):
    """Calls its departments once a month and records their mean quality."""

    def setup(self) -> None:
        self.mean_quality = START
        self.departments = agentpy.AgentList(self, self.p.agents, Department)

    def step(self) -> None:
        self.departments.live_month()
        self.mean_quality = sum(self.departments.quality) / self.p.agents
        self.record("mean_quality")


def run(seed: int, agents: int = AGENTS) -> float:
    """Return the mean quality after the last month of one run."""
    results = Toy({"agents": agents, "steps": STEPS, "seed": seed}).run(display=False)
    return float(results.variables.Toy["mean_quality"].iloc[-1])
