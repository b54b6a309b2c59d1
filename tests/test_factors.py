"""Factors: what a study may vary, over which values, and how shares of a range become values."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim.declarations import declarations
from budgetsim.report.declared import OUTCOMES
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.studies.factors import (
    Factor,
    Place,
    column_of,
    make_factor,
    make_switch,
    parameters_of,
    parse_vary,
    settings_of,
)

HERE = Place("file.toml", 7)
VARIED = [about for about in declarations().values() if about.kind != "text"]


def fault_of(make: Any, *arguments: Any) -> str:
    with pytest.raises(ScenarioError) as caught:
        make(*arguments)
    return str(caught.value)


# Values as they are written ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("monitoring_intensity=0:1:3", (0.0, 0.5, 1.0)),
        ("policy.staff=2,9.5,3", (2.0, 9.5, 3.0)),
        ("staff=4", (4.0,)),
        (" staff = 1 : 3 : 002 ", (1.0, 3.0)),
        ("departments=5:8:4", (5, 6, 7, 8)),
        ("evaluation_lag=2,1", (2, 1)),
        ("budget_rule=grades,linear", ("grades", "linear")),
        ("objective_contract", ("top_down", "self_reported", "negotiated", "truth_inducing")),
    ],
)
def test_levels_as_written(text: str, levels: tuple[Any, ...]) -> None:
    got = parse_vary(text, "--vary").levels
    assert got == levels
    assert [type(level) for level in got] == [type(level) for level in levels]


def test_levels_are_written_as_people_write_them() -> None:
    assert parse_vary("result_use=0:1:11", "--vary").levels[3] == 0.3


def test_ends_of_levels_are_those_given() -> None:
    got = parse_vary("result_use=0.123456789012345:0.9876543210987654:5", "--vary").levels
    assert (got[0], got[-1]) == (0.123456789012345, 0.9876543210987654)


@pytest.mark.parametrize("spec", ["staff=2:8", "staff"])
def test_a_range_has_no_levels(spec: str) -> None:
    factor = parse_vary(spec, "--vary")
    ends = (2.0, 8.0) if "=" in spec else declarations()["staff"].study_range
    assert not factor.levels
    assert (factor.lower, factor.upper) == factor.extremes() == ends


@pytest.mark.parametrize("about", VARIED, ids=lambda about: about.name)
def test_every_parameter_has_a_range_in_studies_that_is_allowed(about: Any) -> None:
    factor = parse_vary(about.name, "--vary")
    ends = factor.extremes()
    for value in ends:
        # By itself: some parameters are bounded by others too.
        assert parse_vary(f"{about.name}={value}", "--vary").levels == (value,)
    assert factor.kind == "choice" or ends[0] < ends[1]


def test_levers_and_uncertainties_are_told_apart() -> None:
    roles = {text: parse_vary(text, "--vary").role for text in ("staff", "slack_taste", "departments")}
    assert roles == {"staff": "lever", "slack_taste": "uncertainty", "departments": "uncertainty"}
    assert parse_vary("rigid_share", "--uncertain", "uncertainty").role == "uncertainty"


def test_what_nobody_decides_is_no_lever() -> None:
    told = fault_of(make_factor, "slack_taste", None, "lever", HERE)
    assert told.startswith("file.toml:7: department.slack_taste: no lever")


WRONG = {
    # what is written: what the message must say
    "": ("unknown parameter", "KEY=VALUES"),
    "=1": ("unknown parameter", "KEY=VALUES"),
    "stafff=1": ("stafff", "did you mean policy.staff?"),
    "department.staff=1": ("department.staff", "did you mean policy.staff?"),
    "policy": ("policy", "this is a group"),
    "departments_file=a.csv": ("departments_file", "cannot be varied"),
    "scenario=a": ("scenario", "unknown parameter"),
    "staff=": ("staff", "no values after ="),
    "staff=1,,2": ("policy.staff = '1,,2'", "missing"),
    "staff=1,": ("policy.staff = '1,'", "missing"),
    "staff=,": ("policy.staff = ','", "missing"),
    "staff=1,1.0": ("policy.staff = 1.0", "twice"),
    "staff=a": ("policy.staff = 'a'", "0 to 10000"),
    "staff=-1,20000": ("policy.staff = -1.0: too small", "policy.staff = 20000.0: too large"),
    "staff=nan": ("policy.staff = 'nan'", "0 to 10000"),
    "staff=1:inf": ("policy.staff = 'inf'", "0 to 10000"),
    "staff=1e999:2": ("policy.staff = '1e999'",),
    "staff=3:1": ("policy.staff = '3:1'", "below"),
    "staff=1:1": ("policy.staff = '1:1'", "below"),
    "staff=1:": ("policy.staff = '1:'", "start:stop:count"),
    "staff=::": ("policy.staff = '::'", "start:stop:count"),
    "staff=1:2:3:4": ("policy.staff = '1:2:3:4'", "start:stop:count"),
    "staff=1:2:x": ("policy.staff = 'x'", "2 to 100000"),
    "staff=1:2:1": ("policy.staff = '1'", "2 to 100000"),
    "staff=1:2:2.5": ("policy.staff = '2.5'", "2 to 100000"),
    "staff=1:2:-4": ("policy.staff = '-4'", "2 to 100000"),
    "staff=1:2:²": ("policy.staff = '²'", "2 to 100000"),
    "staff=1:2:100001": ("policy.staff = '100001'", "2 to 100000"),
    "staff=1:2:0000000059999999999": ("policy.staff", "2 to 100000"),
    "staff=0.3:0.3000000000000001:3": ("policy.staff", "too close"),
    "departments=5,6.5": ("district.departments = 6.5", "not a whole number"),
    "departments=5:8:3": ("district.departments", "not whole numbers", "2, 4"),
    "budget_rule=linaer": ("policy.budget_rule = 'linaer'", "did you mean linear?"),
    "budget_rule=0:1:2": ("policy.budget_rule = '0:1:2'", "incremental, linear"),
    "result_use=50%": ("policy.result_use = '50%'", "write 0.5"),
    "result_use=0.5,20": ("policy.result_use = 20.0: too large", "write 0.2"),
}


@pytest.mark.parametrize("text", WRONG)
def test_wrong_values_are_told_with_the_flag_and_what_is_allowed(text: str) -> None:
    told = fault_of(parse_vary, text, "--vary")
    assert "--vary: " in told
    assert all(words in told for words in WRONG[text])


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"lower": 0.1}, "lower and upper"),
        ({"lower": 0.1, "upper": 0.5, "cuont": 3}, "did you mean count?"),
        ({"lower": 0.1, "upper": 0.5, "count": True}, "2 to 100000"),
        ({"lower": 0.1, "upper": 0.5, "count": 3.0}, "2 to 100000"),
        ({"lower": 0.1, "upper": 0.5, "count": 16**4000}, "2 to 100000"),
        ({"lower": "a", "upper": True}, "true or false, not a number"),
        ([], "no levels"),
        ([True], "true or false, not a number"),
        ([[0.1]], "a list, not a number"),
        ([float("nan"), float("inf"), -float("inf")], "3 faults"),
        ([10**400], "policy.result_use"),
        (False, "true or false, no values"),
        ({}, "lower and upper"),
    ],
)
def test_wrong_values_of_a_file(values: Any, words: str) -> None:
    told = fault_of(make_factor, "result_use", values, None, HERE)
    assert words in told
    assert "file.toml:7: policy.result_use" in told


@given(st.text(max_size=30))
def test_any_text_is_a_factor_or_a_fault(text: str) -> None:
    faults: tuple[Any, ...] = ()
    name = ""
    try:
        name = parse_vary(text, "--vary").name
    except ScenarioError as error:
        faults = error.faults
    assert (name in declarations()) != bool(faults)
    assert {fault.file for fault in faults} <= {"--vary"}


@given(
    st.sampled_from(["staff", "result_use", "departments", "budget_rule"]),
    st.text("0123456789.,:-e+ a", max_size=20),
)
def test_any_values_are_levels_a_range_or_a_fault(key: str, text: str) -> None:
    try:
        factor = parse_vary(f"{key}={text}", "--vary")
    except ScenarioError:
        return
    for value in factor.levels or factor.extremes():
        Scenario().replace(**{key: value})


# Shares of a range ------------------------------------------------------------------------------------------------


@given(
    st.floats(0.0, 9000.0),
    st.floats(0.001, 900.0),
    st.lists(st.floats(0.0, 1.0), min_size=2, max_size=20),
)
def test_shares_of_a_range_stay_within_and_keep_their_order(
    low: float, width: float, shares: list[float]
) -> None:
    factor = make_factor("staff", {"lower": low, "upper": low + width}, None, HERE)
    got = factor.at(np.array(sorted(shares)))
    assert all(low <= value <= low + width for value in got)
    assert got == sorted(got)
    assert factor.at(np.array([0.0, 1.0])) == [factor.lower, factor.upper]
    assert all(type(value) is float for value in got)


@given(st.integers(1, 50), st.integers(1, 40), st.integers(1, 7))
def test_whole_numbers_and_levels_come_equally_often(low: int, span: int, times: int) -> None:
    count = span + 1
    shares = (np.arange(count * times) + 0.5) / (count * times)
    whole = make_factor("departments", {"lower": low, "upper": low + span}, None, HERE)
    listed = make_factor("departments", list(range(low, low + span + 1)), None, HERE)
    for factor in (whole, listed):
        values, often = np.unique(factor.at(shares), return_counts=True)
        assert values.tolist() == list(range(low, low + span + 1))
        assert set(often) == {times}
    assert all(type(value) is int for value in whole.at(shares))


def test_the_last_share_is_the_last_level() -> None:
    assert parse_vary("budget_rule=linear,grades", "--vary").at(np.array([0.0, 0.4999, 0.5, 1.0])) == [
        "linear",
        "linear",
        "grades",
        "grades",
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("staff=9,2,5", (2.0, 9.0)),
        ("departments=30:60", (30, 60)),
        ("budget_rule=grades,linear,posterior", ("grades", "posterior")),
    ],
)
def test_extremes(text: str, ends: tuple[Any, Any]) -> None:
    assert parse_vary(text, "--vary").extremes() == ends


# Switches and records ---------------------------------------------------------------------------------------------


def test_a_switch_sets_its_parameters_only_when_it_is_on() -> None:
    switch = make_switch("platform", {"policy.information_systems": 0.9, "staff": 5}, "lever", HERE)
    assert settings_of(switch, value=True) == {"information_systems": 0.9, "staff": 5.0}
    assert settings_of(switch, value=False) == {}
    assert parameters_of(switch) == ("information_systems", "staff")
    assert (switch.kind, switch.levels, switch.is_ordered, switch.unit) == (
        "boolean",
        (False, True),
        False,
        "category",
    )


@pytest.mark.parametrize(
    "name", ["staff", "scenario", "base", "seed", "year", "performance", "validity_low", "point"]
)
def test_names_that_tables_need_are_no_switch(name: str) -> None:
    assert f"file.toml:7: {name}" in fault_of(make_switch, name, {"staff": 3}, "lever", HERE)


def test_faults_of_a_switch_are_told_together_and_with_their_lines() -> None:
    settings = {"staff": "x", "staf": 3, "policy.staff": 4}
    places = {name: Place("file.toml", line) for line, name in enumerate(settings, 8)}
    told = fault_of(make_switch, "a/b", settings, "lever", HERE, places)
    assert told.startswith("3 faults")
    assert "file.toml:7: 'a/b'" in told
    assert "file.toml:8: policy.staff = 'x'" in told
    assert "file.toml:9: staf: unknown parameter; did you mean policy.staff?" in told


def test_a_switch_may_set_a_parameter_once() -> None:
    assert "set twice" in fault_of(make_switch, "a", {"staff": 3, "policy.staff": 4}, "lever", HERE)
    assert "sets nothing" in fault_of(make_switch, "a", {}, "lever", HERE)


@pytest.mark.parametrize("text", ["staff=1:5", "departments=3,9", "budget_rule", "staff=0:1:3"])
def test_factors_survive_json(text: str) -> None:
    factor = parse_vary(text, "--vary")
    assert Factor.from_dict(json.loads(json.dumps(factor.to_dict()))) == factor


def test_switches_survive_json() -> None:
    switch = make_switch("s", {"staff": 4}, "lever", HERE)
    assert Factor.from_dict(json.loads(json.dumps(switch.to_dict()))) == switch


def test_columns_of_parameters_never_hide_an_outcome() -> None:
    columns = {about.name: column_of(parse_vary(about.name, "--vary")) for about in VARIED}
    assert not set(columns.values()) & set(OUTCOMES)
    assert len(set(columns.values())) == len(columns)
    assert columns["staff"] == "staff"


def test_units_and_symbols_come_from_the_declaration() -> None:
    staff = parse_vary("staff", "--vary")
    assert (staff.unit, staff.key) == (declarations()["staff"].unit, "policy.staff")
    assert staff.symbol == declarations()["staff"].symbol
    assert parse_vary("budget_rule", "--vary").unit == "category"
