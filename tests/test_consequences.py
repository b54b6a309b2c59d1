"""What findings lead to: consequences that do not compound, and only as far as they are delivered."""

from __future__ import annotations

import numpy as np
import pytest

from budgetsim.model.simulation import simulate
from budgetsim.scenario import load_scenario
from budgetsim.scenario_files.changes import Change

STATUS_QUO = load_scenario("wangcheng_2022")
WORK = {
    "monitoring_intensity": 1.0,
    "evaluation_coverage": 1.0,
    "objective_review": 1.0,
    "training": 1.0,
    "mid_year_reallocation": 1.0,
    "rectification": 1.0,
    "disclosure": 1.0,
    "coordination": 1.0,
}
"""Levers that are nothing but work of the bureau."""


def mean_of(outcome: str, seeds: int = 40, **levers: float) -> float:
    return float(simulate(STATUS_QUO.replace(**levers), seeds).outcomes[outcome].mean())


@pytest.mark.parametrize(
    "world",
    [
        {},
        {"staff": 40.0, "diversion_sanction": 0.0},
        {"staff": 40.0, "diversion_sanction": 0.2, "concealment_max": 0.0},
    ],
    ids=["status quo", "restitution alone", "nothing can be hidden"],
)
def test_active_waste_falls_in_rectification_when_every_month_is_checked(world: dict[str, float]) -> None:
    got = [
        mean_of("active_waste", monitoring_intensity=1.0, rectification=r, **world) for r in (0.3, 0.5, 1.0)
    ]
    assert np.all(np.diff(got) < -0.0004), got


@pytest.mark.parametrize("lever", WORK)
def test_work_without_staff_raises_nothing(lever: str) -> None:
    before = mean_of("net_social_value", staff=0.0)
    after = mean_of("net_social_value", staff=0.0, **{lever: WORK[lever]})
    assert after - before <= 0.002


def test_audits_and_coordination_without_staff_raise_nothing() -> None:
    before = mean_of("net_social_value", staff=0.0)
    after = mean_of("net_social_value", staff=0.0, audit_coverage=1.0, coordination=1.0)
    assert after - before <= 0.002


def diversion_without_checks(share: float, seeds: int = 60) -> float:
    """Return diversion in the sixth year of departments that are not checked, ``share`` of the others being."""
    levers = {"monitoring_intensity": 0.0, "staff": 200.0, "staff_skill": 0.9}
    untouched = STATUS_QUO.replace(**levers)
    some = untouched.replace(changes=[Change(1, {"monitoring_intensity": 1.0}, share=share)])
    told = [simulate(s, seeds, 6, departments=True).departments for s in (untouched, some)]
    last = [table[table["year"] == 6].reset_index(drop=True) for table in told]
    everybody = simulate(some, seeds, 6, departments=True).departments
    checked = everybody.groupby(["seed", "department"])["checks"].transform("sum") > 0
    left = ~checked[everybody["year"] == 6].reset_index(drop=True)
    return float(last[1]["diversion"][left].mean() / last[0]["diversion"][left].mean())


def test_unchecked_departments_learn_nothing_from_checks_of_others() -> None:
    assert abs(diversion_without_checks(0.5) - 1.0) <= 0.03


def test_rectification_alone_leaves_belief_in_result_use_as_it_was() -> None:
    rich = {"staff": 60.0}
    got = [mean_of("credibility", rectification=r, **rich) for r in (0.3, 1.0)]
    assert abs(got[1] - got[0]) <= 1e-9
