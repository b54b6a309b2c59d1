"""Settings of the command line."""

from __future__ import annotations

import pytest

from budgetsim.scenario import Scenario, ScenarioError, apply_settings, parse_setting


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("monitoring_intensity=0.6", ("policy.monitoring_intensity", 0.6)),
        (" policy.staff = 5 ", ("policy.staff", 5.0)),
        ("departments=60", ("district.departments", 60)),
        ("departments=6e1", ("district.departments", 60)),
        ("evaluation_lag=1", ("policy.evaluation_lag", 1)),
        ("budget_rule=grades", ("policy.budget_rule", "grades")),
        ("departments_file=a=b.csv", ("district.departments_file", "a=b.csv")),
        ("name=mine", ("name", "mine")),
    ],
)
def test_parse_setting_types_the_value(setting, expected):
    got = parse_setting(setting)
    assert got == expected
    assert type(got[1]) is type(expected[1])


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("staff", "must be key=value"),
        ("=5", "must be key=value"),
        ("", "must be key=value"),
        ("staf=5", "did you mean policy.staff?"),
        ("policy.risk_aversion=5", "did you mean department.risk_aversion?"),
        ("staff=many", "a number from 0 to 10000"),
        ("staff=", "a number from 0 to 10000"),
        ("staff=nan", "a number from 0 to 10000"),
        ("staff=1_0", "a number from 0 to 10000"),
        ("staff=" + "9" * 5000, "a number from 0 to 10000"),
        ("staff=1e999", "too large"),
        ("training=50%", "write 0.5"),
        ("departments=3.5", "not a whole number"),
        ("budget_rule=gradse", "did you mean grades?"),
        ("evaluation_lag=3", "allowed: 1, 2"),
        ("name=a/b", "no slashes"),
        ("changes=[]", "write them in a scenario file"),
    ],
)
def test_parse_setting_tells_what_is_wrong(setting, told):
    with pytest.raises(ScenarioError) as caught:
        parse_setting(setting)
    assert caught.value.faults[0].file == "--set"
    assert told in str(caught.value)


def test_apply_settings_moves_values():
    got = apply_settings(Scenario(), ["staff=5", "district.departments=7"])
    assert got == Scenario().replace(staff=5, departments=7)


def test_apply_settings_collects_all_faults():
    with pytest.raises(ScenarioError) as caught:
        apply_settings(Scenario(), ["staff=-1", "nonsense", "policy.staff=2", "learning_own=0.9"])
    assert [fault.message.split(";")[0] for fault in caught.value.faults] == [
        "must be key=value",
        "set twice",
        "too small",
        "values 0.9, 0.3 (sum 1.2)",
    ]


def test_apply_settings_tells_a_broken_rule():
    with pytest.raises(ScenarioError) as caught:
        apply_settings(Scenario(), ["learning_own=0.9"])
    assert caught.value.faults[0].file == "--set"
    assert caught.value.faults[0].field == "department.learning_own, department.learning_peer"
