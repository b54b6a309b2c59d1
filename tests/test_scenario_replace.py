"""Moving the values of a scenario."""

from __future__ import annotations

import time
import timeit

import numpy as np
import pytest
from small_scenarios import REFORM, faults_of, with_roster

from budgetsim.declarations import declarations
from budgetsim.scenario import Change, Roster, Scenario, ScenarioError
from budgetsim.scenario_files.values import RULES

# Moving values


def test_replace_takes_dotted_and_bare_names():
    got = Scenario().replace(**{"policy.monitoring_intensity": 0.6, "departments": 12, "name": "mine"})
    assert (got.policy.monitoring_intensity, got.district.departments, got.name) == (0.6, 12, "mine")


def test_replace_leaves_the_original_alone():
    base = Scenario()
    base.replace(staff=9)
    assert base == Scenario()


def test_replace_makes_a_whole_number_a_float():
    assert type(Scenario().replace(staff=5).policy.staff) is float


@pytest.mark.parametrize("value", [np.float64(4), np.float32(4), np.int64(4), 4.0, 4])
def test_replace_takes_numpy_scalars(value):
    got = Scenario().replace(staff=value, departments=value, years=value)
    assert (type(got.policy.staff), type(got.district.departments)) == (float, int)
    assert got.district.departments == got.protocol.years == 4


@pytest.mark.parametrize(
    "value",
    [True, "0.5", None, [0.5], float("nan"), float("inf"), -0.1, 1.1, pytest.param(10**5000, id="huge")],
)
def test_replace_refuses_what_is_no_share(value):
    (fault,) = faults_of(Scenario(), monitoring_intensity=value)
    assert (fault.file, fault.field) == ("replace()", "policy.monitoring_intensity")
    assert "from 0 to 1" in str(fault)


@pytest.mark.parametrize("value", [True, 3.5, "60", 0, 100_001])
def test_replace_refuses_what_is_no_count(value):
    assert faults_of(Scenario(), departments=value)[0].value == value


@pytest.mark.parametrize("value", [True, 3, "2", 1.5, None])
def test_replace_refuses_what_is_no_choice(value):
    assert "allowed: 1, 2" in faults_of(Scenario(), evaluation_lag=value)[0].message


def test_replace_keeps_a_choice_of_whole_numbers_whole():
    assert type(Scenario().replace(evaluation_lag=1.0).policy.evaluation_lag) is int


def test_replace_tells_every_fault_in_a_numbered_list():
    with pytest.raises(
        ScenarioError, match=r"(?s)2 faults:\n1\. .*staff.*\n2\. .*monitoring_intensity"
    ) as caught:
        Scenario().replace(staff=-1, monitoring_intensty=0.5)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("policy.risk_aversion", "department.risk_aversion"),
        ("monitoring_intensty", "policy.monitoring_intensity"),
        ("Monitoring-Intensity", "policy.monitoring_intensity"),
        ("monitoring", "policy.monitoring_intensity"),
        ("rho", "policy.result_use"),
        ("descripton", "description"),
        ("policy", "name its parameters one by one"),
        ("qqqqqqqq", "budgetsim parameters"),
    ],
)
def test_replace_names_the_closest(name, hint):
    (fault,) = faults_of(Scenario(), **{name: 1})
    assert fault.message == "unknown parameter"
    assert hint in fault.suggestion


def test_replace_refuses_one_parameter_twice():
    assert faults_of(Scenario(), **{"staff": 1, "policy.staff": 2})[0].message == "given twice"


@pytest.mark.parametrize("name", ["", " ", "a/b", "a\\b", "..", "a\nb", "x" * 300, 3, None])
def test_replace_refuses_odd_names(name):
    assert faults_of(Scenario(), name=name)[0].field == "name"


@pytest.mark.parametrize("text", [3, "\ud800", "x" * 20_000])
def test_replace_refuses_odd_descriptions(text):
    assert faults_of(Scenario(), description=text)[0].field == "description"


def test_replace_checks_new_values_against_old_ones():
    (fault,) = faults_of(Scenario(), production_share=0.9)
    assert fault.field == "district.production_share, district.procedural_share, district.craft_share"
    assert "sum 1.4" in fault.message


def test_replace_takes_values_that_only_fit_together():
    got = Scenario().replace(production_share=0.9, procedural_share=0.1, craft_share=0)
    assert got.district.craft_share == 0


BREACHES = [
    {"production_share": 0.9},
    {"adaptive_share": 0.6, "satisficing_share": 0.5},
    {"diversion_max": 0.8},
    {"execution_weight": 0.2},
    {"fair_from": 0.85},
    {"monitoring_detection_floor": 0.95},
    {"evaluation_detection_floor": 0.95},
    {"review_effectiveness_ceiling": 0.1},
    {"passive_waste_min": 0.5},
    {"learning_own": 0.8},
]


@pytest.mark.parametrize(("rule", "values"), list(zip(RULES, BREACHES, strict=True)))
def test_replace_checks_every_rule(rule, values):
    (fault,) = faults_of(Scenario(), **values)
    assert fault.field == rule.field


@pytest.mark.parametrize("rule", RULES)
def test_rules_hold_for_the_defaults(rule):
    assert rule.holds(*(declarations()[name].default for name in rule.names))


def test_replace_changes_takes_objects_and_mappings_and_sorts_them():
    flat = {"year": 2, "staff": 4}
    nested = {"year": 1, "levers": {"staff": 3}}
    got = Scenario().replace(changes=[Change(5, {"staff": 7}), flat, nested])
    assert got.changes == (Change(1, {"staff": 3.0}), Change(2, {"staff": 4.0}), Change(5, {"staff": 7.0}))
    assert type(got.changes[0].levers) is dict


def test_replace_keeps_the_order_within_a_year():
    got = Scenario().replace(
        changes=[Change(2, {"staff": 4}), Change(1, {"staff": 1}), Change(2, {"staff": 5})]
    )
    assert [change.levers["staff"] for change in got.changes] == [1, 4, 5]


@pytest.mark.parametrize(
    "changes", [3, "x", Change(1, {"staff": 2}), {"year": 1}, [3], [{"staff": 3}], [{"year": 1}]]
)
def test_replace_refuses_odd_changes(changes):
    assert faults_of(Scenario(), changes=changes)[0].file == "replace()"


def test_replace_refuses_a_run_that_ends_before_a_change():
    (fault,) = faults_of(REFORM, years=2)
    assert fault.message == "year 3 is after the last year; protocol.years is 2"


def test_replace_of_a_lever_leaves_changes_alone():
    got = REFORM.replace(staff=1)
    assert (got.policy.staff, got.changes) == (1.0, REFORM.changes)


def test_replace_reads_departments_from_the_working_directory(tmp_path, monkeypatch):
    (tmp_path / "own.csv").write_text("name,archetype,size,budget\nA,craft,1,2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    got = Scenario().replace(departments_file="own.csv")
    assert got.roster == Roster(("A",), ("craft",), (1.0,), (2.0,))
    assert got.district.departments == 1
    assert faults_of(Scenario(), departments_file="own.csv", departments=2)[0].field == "district.departments"


def test_replace_tells_a_missing_departments_file():
    (fault,) = faults_of(Scenario(), departments_file="no/such.csv")
    assert fault.message == "there is no such file"
    assert "working directory" in fault.suggestion


def test_replace_of_departments_keeps_to_the_roster():
    assert faults_of(with_roster(), departments=5)[0].message == "the scenario brings its own 2 departments"
    assert with_roster().replace(departments=2) == with_roster()


def test_replace_with_an_empty_file_draws_departments_again():
    got = with_roster().replace(departments_file="", departments=30)
    assert (got.roster, got.district.departments) == (None, 30)


def test_replace_is_quick():
    base = Scenario().replace(staff=1)
    several = timeit.repeat(
        lambda: base.replace(monitoring_intensity=0.3, external_noise=0.2),
        timer=time.process_time,
        number=1000,
        repeat=5,
    )
    assert min(several) / 1000 < 60e-6
