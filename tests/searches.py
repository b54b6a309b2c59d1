"""Searches for mixes whose losses a function of the test gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from budgetsim.kinds.optimise import search as searching
from budgetsim.kinds.optimise.judge import Searched, choose
from budgetsim.kinds.optimise.search import Archive, Criteria, Plan
from budgetsim.studies.factors import Factor

Evaluate = Callable[[int, Sequence[str], Any], Any]
"""From a generation, names of mixes and their values to losses (mix, state, seed, outcome)."""


def search(
    levers: Sequence[Factor], evaluate: Evaluate, criteria: Criteria, plan: Plan, rest: Any
) -> tuple[Archive, Any]:
    """Return what a search finds among the losses of a function."""
    asking = searching.search(levers, criteria, plan, rest)
    generation = next(asking)
    while True:
        try:
            generation = asking.send(evaluate(generation.number, generation.names, generation.mixes))
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return] # what the search returns


def find(levers: Sequence[Factor], evaluate: Evaluate, criteria: Criteria, plan: Plan, rest: Any) -> Searched:
    """Search, and choose the front."""
    archive, sought = search(levers, evaluate, criteria, plan, rest[:1])
    return choose(archive, sought, criteria, plan.population, rest)
