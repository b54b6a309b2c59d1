"""The toy in ambr, in its vectorised lane: columns of a table of agents, written once a month."""

from __future__ import annotations

import ambr
import numpy as np
from toys.toy_numpy import AGENTS, START, STEPS, live_month


class Toy(ambr.Model):
    """Moves the columns of all agents at once and records their mean quality."""

    def setup(self) -> None:
        self.mean_quality = START
        self.add_agents(self.p.agents, quality=np.full(self.p.agents, START), spent=np.zeros(self.p.agents))

    def step_vectorized(self) -> None:
        agents = self.p.agents
        quality, spent = live_month(
            self.agents.quality.to_numpy(),
            self.mean_quality,
            self.rng.standard_normal(agents),
            self.rng.random(agents),
        )
        self.agents.set(quality=quality, spent=spent)
        self.mean_quality = float(quality.mean())

    def update(self) -> None:
        self.record_model("mean_quality", self.mean_quality)


def run(seed: int, agents: int = AGENTS) -> float:
    """Return the mean quality after the last month of one run."""
    results = Toy({"agents": agents, "steps": STEPS, "seed": seed}).cpu(mode="vectorized").run()
    return float(results.model["mean_quality"][-1])
