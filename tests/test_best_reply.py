"""No profitable deviation: a department that departs from its own rule for a year does not gain by it."""

from __future__ import annotations

import numpy as np
import pytest
from deviations import ACTIONS, Gain, deviations

from budgetsim.scenario import Scenario, load_scenario

LARGEST_GAIN = 0.002
LARGEST_ERROR = 0.001
DISTRICTS = {"sandbagging": 3_000, "hoarding": 2_700, "diversion": 2_100, "effort_output": 1_500}
"""Districts at which the error of a gain is small enough; 900 of all other actions."""


def profitable(gains: list[Gain]) -> list[str]:
    return [
        f"{g.action} x {g.factor:g}: {100 * g.mean:.2f} ± {100 * g.error:.2f} %"
        for g in gains
        if g.low > LARGEST_GAIN
    ]


@pytest.mark.parametrize("name", ["wangcheng_2022", "reform_package"])
def test_deviations_do_not_pay(name: str) -> None:
    assert profitable(deviations(load_scenario(name), 60)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["wangcheng_2022", "reform_package"])
@pytest.mark.parametrize("action", ACTIONS)
def test_deviations_do_not_pay_within_a_tenth_of_a_per_cent(name: str, action: str) -> None:
    gains = deviations(load_scenario(name), DISTRICTS.get(action, 900), actions=[action])
    assert max(g.error for g in gains) <= LARGEST_ERROR
    assert profitable(gains) == []


def random_district(seed: int) -> Scenario:
    """Draw a district whose levers and tastes lie anywhere in the middle of their ranges."""
    draw = np.random.default_rng(seed)
    return load_scenario("wangcheng_2022").replace(
        monitoring_intensity=draw.uniform(0.0, 0.6),
        evaluation_coverage=draw.uniform(0.0, 0.6),
        audit_coverage=draw.uniform(0.0, 0.6),
        rectification=draw.uniform(0.1, 0.9),
        result_use=draw.uniform(0.0, 0.4),
        staff=draw.uniform(2.0, 40.0),
        slack_taste=draw.uniform(0.3, 0.8),
        diversion_cost=draw.uniform(0.8, 2.5),
    )


@pytest.mark.parametrize("seed", range(6))
def test_deviations_do_not_pay_in_random_districts(seed: int) -> None:
    assert profitable(deviations(random_district(seed), 40)) == []
