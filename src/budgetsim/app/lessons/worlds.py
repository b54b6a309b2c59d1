"""Runs of lessons, kept in memory and shared between sessions; what is missing runs in one batch.

A batch of eight policies costs hardly more than two by themselves, so that a slider's new curve is there at once.
The numbers are those of ``simulate``; they depend on policy and seed alone, never on the batch or on who asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from budgetsim.app.lessons.content import Value
from budgetsim.app.lessons.shared import Shared
from budgetsim.app.workers import at_work
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.simulation import simulate

if TYPE_CHECKING:
    import pandas as pd

SEEDS = tuple(range(20))
KEPT_RUNS = 400
"""Policies whose outcomes are kept: some 70 kB each for 20 seeds and ten years."""

Policy = tuple[str, tuple[tuple[str, Value], ...]]
"""Name of a scenario, and parameters that are set on top of it, sorted."""

_kept: Shared[Policy, pd.DataFrame] = Shared(KEPT_RUNS)


@lru_cache(maxsize=KEPT_RUNS)
def scenario_of(policy: Policy) -> Scenario:
    """Return the scenario of a policy.

    Raises
    ------
    ScenarioError
        If a value is not admissible.
    """
    name, settings = policy
    return load_scenario(name).replace(**dict(settings))


def outcomes(policies: Sequence[Policy]) -> list[pd.DataFrame]:
    """Return yearly outcomes of each policy under ``SEEDS``: ``simulate(...).outcomes``. Do not write into them."""
    return _kept.get(policies, lambda missing: at_work(_simulated, missing))


def _simulated(policies: list[Policy]) -> dict[Policy, pd.DataFrame]:
    named = [scenario_of(policy).replace(name=str(place)) for place, policy in enumerate(policies)]
    table = simulate(named, SEEDS).outcomes
    parts = dict(iter(table.groupby("scenario", sort=False)))
    return {policy: parts[str(place)] for place, policy in enumerate(policies)}
