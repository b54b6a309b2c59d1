"""What the tests of scenarios share: one with departments of its own, a reform, and the faults of a change."""

from __future__ import annotations

from typing import Any

import pytest

from budgetsim.scenario import Change, Roster, Scenario, ScenarioError
from budgetsim.scenario_files.faults import Fault

ROSTER = Roster(("A", "学校"), ("production", "craft"), (1.0, 2.5), (3.0, 4.0))
REFORM = Scenario(
    name="reform",
    description='two "blocks"\n\x7f and 望城',
    extends="wangcheng_2022",
    changes=(Change(2, {"staff": 9.0}), Change(3, {"training": 0.5}, 0.5, "craft")),
).replace(**{"policy.staff": 5, "bureau.external_noise": 1e-9, "budget_rule": "grades"})


def faults_of(scenario: Scenario, **changes: Any) -> tuple[Fault, ...]:
    """Return what is wrong with changes of a scenario."""
    with pytest.raises(ScenarioError) as caught:
        scenario.replace(**changes)
    return tuple(caught.value.faults)


def with_roster() -> Scenario:
    """Return a scenario with departments of its own."""
    return Scenario.from_dict(
        {"name": "own", "roster": {key: list(value) for key, value in vars(ROSTER).items()}}
    )
