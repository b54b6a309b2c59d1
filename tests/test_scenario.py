"""Scenarios in Python: written, compared, pickled."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_scenarios import REFORM, faults_of, with_roster

from budgetsim.declarations import ARCHETYPES, declarations
from budgetsim.scenario import Change, Scenario, ScenarioError, read_scenario_text
from budgetsim.scenario_files.values import table_check

# Writing and reading back


@pytest.mark.parametrize("scenario", [Scenario(), REFORM, with_roster()], ids=["default", "reform", "roster"])
def test_to_dict_comes_back(scenario):
    text = json.dumps(scenario.to_dict(), allow_nan=False)
    got = Scenario.from_dict(json.loads(text))
    assert got == scenario
    assert got.extends == scenario.extends


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("scenario", [Scenario(), REFORM, with_roster()], ids=["default", "reform", "roster"])
def test_to_toml_comes_back(scenario, full):
    assert read_scenario_text(scenario.to_toml(full=full), "written.toml") == scenario


def test_to_toml_writes_only_differences_unless_full():
    brief = Scenario(name="x").replace(staff=5).to_toml()
    assert brief.split() == ["name", "=", '"x"', "description", "=", '""', "[policy]", "staff", "=", "5.0"]
    full = Scenario().to_toml(full=True)
    assert all(f"\n{name} = " in full for name in declarations())


@given(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.floats(0, 1),
    st.floats(0, 1e4),
    st.integers(1, 10),
    st.sampled_from(ARCHETYPES),
)
def test_written_scenarios_come_back(text, share, staff, year, archetype):
    changes = [Change(year, {"training": share}, share, archetype)]
    scenario = Scenario().replace(description=text, staff=staff, disclosure=share, changes=changes)
    assert read_scenario_text(scenario.to_toml(), "default.toml") == scenario
    assert Scenario.from_dict(scenario.to_dict()) == scenario


def test_from_dict_tells_every_fault():
    data = {
        "policy": {"staff": -1, 3: 4},
        "changes": [{"year": 1, "levers": {"staf": 2}}],
        "roster": {"names": 3},
    }
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_dict(data)
    fields = {fault.field for fault in caught.value.faults}
    assert fields >= {"policy.3", "policy.staff", "change 1, staf", "roster.names"}
    assert {fault.file for fault in caught.value.faults} == {"from_dict()"}


@pytest.mark.parametrize(
    "data", [3, None, [], {"extends": 3}, {"changes": 3}, {"roster": 3}, {"policy": []}, {1: 2}]
)
def test_from_dict_refuses_odd_data(data):
    with pytest.raises(ScenarioError, match=r"from_dict\(\)"):
        Scenario.from_dict(data)


def test_differences_are_none_from_itself():
    assert REFORM.differences(REFORM.replace(name="other", description="")) == []


def test_differences_name_parameters_changes_and_departments():
    got = REFORM.differences(with_roster())
    assert [name for name, _, _ in got] == [
        "policy.staff",
        "policy.budget_rule",
        "bureau.external_noise",
        "district.departments",
        "change 1",
        "change 2",
        "roster",
    ]
    assert got[0] == ("policy.staff", 5.0, 3.0)
    assert got[4] == ("change 1", Change(2, {"staff": 9.0}), None)


# What a scenario is


@pytest.mark.parametrize("scenario", [REFORM, with_roster()], ids=["reform", "roster"])
def test_pickle_comes_back(scenario):
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_errors_survive_pickling():
    error = ScenarioError(faults_of(Scenario(), staff=-1))
    got = pickle.loads(pickle.dumps(error))
    assert (got.faults, str(got)) == (error.faults, str(error))


def test_error_takes_a_plain_text():
    error = ScenarioError("two scenarios have one name")
    assert str(error) == error.faults[0].message == "two scenarios have one name"


def test_error_lists_at_most_a_hundred_faults():
    faults = faults_of(Scenario(), **{f"no_such_{number}": 1 for number in range(150)})
    assert len(faults) == 150
    assert str(ScenarioError(faults)).endswith("… and 50 more")


def test_scenario_is_one_value():
    assert not isinstance(Scenario(), Iterable)


def test_scenario_is_frozen():
    with pytest.raises(AttributeError):
        Scenario().name = "x"


def test_models_of_tables_have_the_declared_defaults():
    for group in ("policy", "department", "bureau", "district", "protocol"):
        model = table_check(group)({})
        own = {item.name: item.default for item in declarations().values() if item.group == group}
        assert model.model_dump() == own


def test_import_is_light():
    code = "import sys, budgetsim.scenario; print([m for m in ('pydantic', 'pandas', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
