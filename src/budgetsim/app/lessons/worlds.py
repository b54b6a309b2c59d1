"""Runs of lessons, kept in memory and shared between sessions; what is missing runs in one batch.

A batch of eight policies costs hardly more than two by themselves, so that a slider's new curve is there at once.
The numbers are those of ``simulate``; they depend on policy and seed alone, never on the batch or on who asked.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from budgetsim.app.lessons.content import Value
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.simulation import simulate

if TYPE_CHECKING:
    import pandas as pd

SEEDS = tuple(range(20))
KEPT_RUNS = 400
"""Policies whose outcomes are kept: some 70 kB each for 20 seeds and ten years."""

Policy = tuple[str, tuple[tuple[str, Value], ...]]
"""Name of a scenario, and parameters that are set on top of it, sorted."""

_kept: OrderedDict[Policy, pd.DataFrame] = OrderedDict()
_lock = Lock()


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
    with _lock:
        known = {policy: _kept[policy] for policy in policies if policy in _kept}
    missing = [policy for policy in dict.fromkeys(policies) if policy not in known]
    if missing:
        known |= _simulated(missing)
    with _lock:
        for policy in known:
            _kept[policy] = known[policy]
            _kept.move_to_end(policy)
        while len(_kept) > KEPT_RUNS:
            _kept.popitem(last=False)
    return [known[policy] for policy in policies]


def _simulated(policies: Sequence[Policy]) -> dict[Policy, pd.DataFrame]:
    named = [scenario_of(policy).replace(name=str(place)) for place, policy in enumerate(policies)]
    table = simulate(named, SEEDS).outcomes
    parts = dict(iter(table.groupby("scenario", sort=False)))
    return {policy: parts[str(place)] for place, policy in enumerate(policies)}
