"""The reference scenarios, read once for the life of the lab: a page asks for them with every answer."""

from __future__ import annotations

from functools import cache

from budgetsim.scenario import Scenario, load_scenario
from budgetsim.scenario_files.find import reference_files

FIRST = "wangcheng_2022"
"""The scenario that everything starts from: the status quo."""


@cache
def scenario(name: str) -> Scenario:
    """Return a reference scenario."""
    return load_scenario(name)


@cache
def names() -> tuple[str, ...]:
    """Return the names of the reference scenarios, the status quo first."""
    return (FIRST, *(name for name in sorted(reference_files()) if name != FIRST))
