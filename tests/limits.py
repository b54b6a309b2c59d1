"""The model with every mechanism off, as the theory's scenario files have it, from which tests switch things on."""

from __future__ import annotations

from budgetsim import Scenario
from budgetsim.kinds.verify.theory.worlds import theory_scenario

HIDDEN_ACTION: dict[str, object] = {"output_value": 1.0, "benefit_value": 0.0}


def off(**changes: object) -> Scenario:
    """Return the switched-off scenario with some changes."""
    return theory_scenario("off").replace(**changes)
