"""Capacity: work asked for, work done, and how well; what administration costs."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import Scenario, simulate
from budgetsim.declarations import Bureau, Policy
from budgetsim.model.mechanisms import capacity
from budgetsim.model.run import Run

NOTHING = np.zeros((1, 1, 1))
P = Bureau()
IDLE = Policy(
    monitoring_intensity=0.0, evaluation_coverage=0.0, objective_review=0.0, audit_coverage=0.0, coordination=0.0,
    training=0.0, disclosure=0.0, mid_year_reallocation=0.0, rectification=0.0, third_party_share=0.0,
    information_systems=0.0, staff_skill=0.0,
)  # fmt: skip


def load(findings: float = 0.0, departments: int = 10, **levers: float) -> float:
    policy = replace(IDLE, **levers)
    found = np.full((1, 1, 1), findings)
    columns = {
        name: np.full((1, 1, 1), value) for name, value in vars(policy).items() if isinstance(value, float)
    }
    return capacity.workload(replace(policy, **columns), P, found, departments).item()


@pytest.mark.parametrize(
    ("levers", "days"),
    [
        ({"objective_review": 0.5}, 10 * 0.5 * 5.0),
        ({"monitoring_intensity": 0.1}, 10 * 12 * 0.1 * 1.5),
        ({"monitoring_intensity": 0.1, "information_systems": 1.0}, 10 * 12 * 0.1 * 0.75),
        ({"evaluation_coverage": 0.2}, 10 * 0.2 * 20.0),
        ({"evaluation_coverage": 0.2, "third_party_share": 0.5}, 10 * 0.2 * 20.0 * 0.6),
        ({"evaluation_coverage": 0.2, "information_systems": 0.5}, 10 * 0.2 * 20.0 * 0.85),
        ({"training": 0.3}, 10 * 0.3 * 6.0),
        ({"rectification": 0.5, "findings": 4.0}, 4 * 0.5 * 3.0),
        ({"audit_coverage": 0.1, "coordination": 0.5}, 10 * 0.1 * 0.5 * 2.0),
        ({"disclosure": 1.0}, 10 * 0.5),
        ({"mid_year_reallocation": 0.4}, 10 * 0.4 * 1.0),
        ({}, 0.0),
    ],
)
def test_workload_by_hand(levers: dict[str, float], days: float) -> None:
    assert load(**levers) == pytest.approx(days, abs=1e-12)


@pytest.mark.parametrize(("ratio", "expected"), [(0.0, 1.0), (1.0, 1.0), (2.0, 0.5), (8.0, 0.125)])
def test_delivery_is_capacity_over_load(ratio: float, expected: float) -> None:
    assert capacity.delivery(np.float64(ratio)) == expected


def test_workload_ratio_without_staff() -> None:
    got = capacity.workload_ratio(np.array([0.0, 5.0, 5.0]), np.array([0.0, 0.0, 10.0]))
    np.testing.assert_array_equal(got, [0.0, capacity.LARGEST_OVERLOAD, 0.5])
    # What it does at that is next to nothing.
    assert float(capacity.delivery(got[1])) == pytest.approx(0.001)


@pytest.mark.parametrize("lever", ["staff", "staff_skill", "information_systems"])
def test_capacity_rises_with(lever: str) -> None:
    low, high = (float(capacity.capacity(replace(Policy(), **{lever: value}), P)) for value in (0.1, 0.8))
    assert high > low > 0.0


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.01, 1.0))
def test_detection_lies_between_floor_and_ceiling(skill: float, systems: float, delivered: float) -> None:
    levers = replace(Policy(), staff_skill=skill, information_systems=systems)
    in_time = float(capacity.detection_probability(0.2, 0.9, levers, P, 1.0))
    assert 0.2 - 1e-12 <= in_time <= 0.9 + 1e-12
    assert float(capacity.detection_probability(0.2, 0.9, levers, P, delivered)) <= in_time
    expert = replace(levers, staff_skill=1.0, information_systems=1.0)
    assert float(capacity.detection_probability(0.2, 0.9, expert, P, 1.0)) == pytest.approx(0.9)


@pytest.mark.parametrize(("lever", "value"), [("staff_skill", 0.9), ("information_systems", 0.9)])
def test_evaluation_error_falls_with_skill_and_systems_and_rises_in_haste(lever: str, value: float) -> None:
    def error(levers: Policy[float], delivered: float = 1.0) -> float:
        return float(capacity.evaluation_error(levers, P, delivered))

    assert error(replace(Policy(), **{lever: value})) < error(Policy())
    assert error(Policy(), 0.25) == pytest.approx(2.0 * error(Policy()))


def test_evaluation_error_falls_with_the_root_of_days() -> None:
    # Independent observations: four times the days, half of the error.
    short, long = (
        float(capacity.evaluation_error(Policy(), Bureau(evaluation_days=d), 1.0)) for d in (10.0, 40.0)
    )
    assert long == pytest.approx(0.5 * short)


def test_programme_of_an_overloaded_bureau_is_cut_and_hurried() -> None:
    base = Scenario().replace(departments=20, years=1, burn_in=0)
    enough = simulate(base.replace(staff=50.0), 1).outcomes.iloc[0]
    few = simulate(base.replace(staff=0.5), 1).outcomes.iloc[0]
    delivered = 1.0 / few["workload_ratio"]
    assert enough["workload_ratio"] < 1.0 < few["workload_ratio"]
    assert few["realised_monitoring"] == pytest.approx(delivered * enough["realised_monitoring"])
    assert few["realised_evaluation"] == pytest.approx(delivered * enough["realised_evaluation"])
    # Review loses its work and its quality, L · √L.
    assert few["realised_review"] == pytest.approx(delivered**1.5 * enough["realised_review"])
    assert few["effective_monitoring"] == pytest.approx(delivered**1.5 * enough["effective_monitoring"])


@pytest.mark.parametrize(
    ("levers", "work", "expected"),
    [
        ({"staff": 5.0}, {}, 5.0 * 0.01 / 10),
        ({"staff": 5.0, "staff_skill": 1.0}, {}, 5.0 * 0.02 / 10),
        ({"information_systems": 0.5}, {}, 0.004),
        ({"audit_coverage": 0.5}, {}, 0.004),
        ({}, {"disclosure": 1.0}, 0.001),
        ({"third_party_share": 0.5}, {"evaluations": 0.4}, 0.5 * 0.4 * 0.01),
        ({}, {"findings": 2.0, "consequence": 0.5}, 0.5 * 2.0 * 0.002),
        ({}, {"training": 0.5}, 0.002),
        # What is announced and not done costs nothing.
        ({"disclosure": 1.0, "rectification": 1.0, "training": 1.0}, {"findings": 2.0}, 0.0),
    ],
)
def test_administrative_cost_by_hand(
    levers: dict[str, float], work: dict[str, float], expected: float
) -> None:
    kinds = [f.name for f in fields(capacity.AdministrativeWork)]
    done = {name: np.full((1, 1, 1), work.get(name, 0.0)) for name in kinds}
    policy = replace(IDLE, **{"staff": 0.0, **levers})
    got = capacity.administrative_cost(policy, P, capacity.AdministrativeWork(**done), 10)
    assert got.item() == pytest.approx(expected, abs=1e-15)


def test_competence_is_zero_without_delivery() -> None:
    assert capacity.competence(Policy(), 0.5, 0.0) == 0.0
    everything = Policy(training=1.0, staff_skill=1.0, information_systems=1.0, evaluation_coverage=1.0)
    assert capacity.competence(everything, 1.0, 1.0) == 1.0


def test_programme_of_a_bureau_without_staff_is_next_to_nothing() -> None:
    """Whatever is announced reaches as far as the staff: consequence, publication, and what audits bring the bureau."""
    announced = {"rectification": 0.8, "disclosure": 0.6, "audit_coverage": 0.5, "coordination": 1.0}
    base = Scenario().replace(departments=10, **announced)
    plans = [Run(base.replace(staff=staff), [0]).open_year().programme for staff in (0.0, 0.2, 500.0)]
    nothing, some, all_of_it = ({name: np.mean(getattr(p, name)) for name in DELIVERED} for p in plans)
    assert all_of_it == pytest.approx(
        {
            "consequence": 0.8,
            "disclosure": 0.6,
            "audit_reach": Bureau().audit_detection,
            "audit_chance": 0.5 * P.audit_detection,
        }
    )
    assert 0.1 < np.mean(plans[1].delivered) < 0.9
    for name in DELIVERED:
        assert some[name] == pytest.approx(np.mean(plans[1].delivered) * all_of_it[name])
        assert nothing[name] <= 0.001


DELIVERED = ("consequence", "disclosure", "audit_reach", "audit_chance")
