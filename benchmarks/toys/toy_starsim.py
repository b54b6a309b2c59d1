"""The toy in starsim: a module with states of all people, random numbers that belong to each of them, and results."""

from __future__ import annotations

import starsim
from toys.toy_numpy import AGENTS, START, STEPS, live_month


class Toy(starsim.Module):
    """Moves the states of all agents at once and keeps their mean quality."""

    def __init__(self) -> None:
        super().__init__(name="toy")
        self.define_states(starsim.FloatArr("quality", default=START), starsim.FloatArr("spent", default=0.0))
        self.luck = starsim.normal(loc=0.0, scale=1.0)
        self.share = starsim.uniform(low=0.0, high=1.0)
        self.mean_quality = START

    def init_results(self) -> None:
        super().init_results()
        self.define_results(starsim.Result("mean_quality", dtype=float))

    def step(self) -> None:
        everybody = self.sim.people.auids
        self.quality[everybody], self.spent[everybody] = live_month(
            self.quality[everybody],
            self.mean_quality,
            self.luck.rvs(everybody),
            self.share.rvs(everybody),
        )
        self.mean_quality = float(self.quality.mean())

    def update_results(self) -> None:
        super().update_results()
        self.results.mean_quality[self.ti] = self.mean_quality


def run(seed: int, agents: int = AGENTS) -> float:
    """Return the mean quality after the last month of one run."""
    sim = starsim.Sim(
        n_agents=agents,
        modules=[Toy()],
        dt="month",
        start="2020-01-01",
        stop=f"{2020 + STEPS // 12 - 1}-12-01",
        rand_seed=seed,
        verbose=0,
    )
    sim.run()
    quality = sim.results.toy.mean_quality
    assert len(quality) == STEPS, f"starsim made {len(quality)} steps"
    return float(quality[-1])
