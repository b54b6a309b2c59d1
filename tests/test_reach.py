"""What a setting moves: refused where it moves no recorded year, told where it moves some."""

from __future__ import annotations

import json
import os
import re
import warnings
from pathlib import Path

import mesa
import pytest
from typer.testing import CliRunner

from budgetsim import BudgetModel, Change, Scenario, ScenarioError, ScenarioWarning, load_scenario, simulate
from budgetsim.cli.main import app
from budgetsim.model.timeline import policies_by_year
from budgetsim.scenario import apply_settings, read_scenario_text, scenario_names
from budgetsim.scenario_files.changes import without_overruled
from budgetsim.studies.design_columns import spelled_changes
from budgetsim.studies.factors import Place, make_factor
from budgetsim.studies.point_columns import change_column, parameter_column
from budgetsim.studies.points import Points

LATE = Scenario(name="late", changes=(Change(3, {"staff": 12.0}),))
FIRST = Scenario(name="first", changes=(Change(1, {"staff": 12.0}),))


def invoke(*words: str):
    return CliRunner().invoke(app, words)


def staff_by_year(scenario: Scenario, years: int = 5) -> list[float]:
    return [policy.values["staff"] for policy in policies_by_year(scenario, years)]


# In Python


def test_replace_tells_the_years_that_are_left():
    with pytest.warns(
        ScenarioWarning, match=r"late: policy\.staff = 6 moves years 1 to 2 only; from year 3"
    ) as told:
        got = LATE.replace(staff=6)
    assert staff_by_year(got) == [6, 6, 6, 12, 12, 12]
    assert told[0].filename == __file__


def test_replace_refuses_what_moves_no_recorded_year():
    with pytest.raises(ScenarioError, match=r"policy\.staff@all sets it in all years") as caught:
        FIRST.replace(staff=6)
    assert caught.value.faults[0].field == "policy.staff"


@pytest.mark.parametrize("key", ["staff@all", "policy.staff@all"])
@pytest.mark.parametrize("start", [LATE, FIRST], ids=["late", "first"])
def test_all_years_are_set_without_a_word(recwarn, start, key):
    got = start.replace(**{key: 6})
    assert staff_by_year(got) == [6] * 6
    assert got.changes == ()
    assert not recwarn


def test_one_lever_in_all_years_leaves_another_overruled():
    start = LATE.replace(changes=[Change(3, {"staff": 12, "training": 0.5})])
    with pytest.warns(ScenarioWarning, match=r"policy\.training = 0\.2 moves years 1 to 2 only"):
        got = start.replace(**{"staff@all": 6}, training=0.2)
    assert got.changes == (Change(3, {"training": 0.5}),)


def test_all_years_leaves_other_levers_of_a_change_alone():
    start = LATE.replace(changes=[Change(2, {"staff": 5, "training": 0.5}), Change(4, {"staff": 9}, 1.0)])
    assert start.replace(**{"staff@all": 6}).changes == (Change(2, {"training": 0.5}),)


def test_a_change_for_some_departments_is_told():
    start = Scenario(changes=(Change(3, {"training": 0.9}, share=0.5),))
    with pytest.warns(ScenarioWarning, match="for some of them"):
        start.replace(training=0.2)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"risk_aversion@all": 6}, "write risk_aversion"),
        ({"staf@all": 6}, "unknown parameter"),
        ({"staff@all": 6, "staff": 5}, "given twice"),
        ({"staff@all": 6, "changes": [Change(2, {"staff": 4})]}, "leave one of the two out"),
        ({"staff@all": -1}, "too small"),
    ],
)
def test_all_years_is_checked(values, told):
    with pytest.raises(ScenarioError, match=told):
        LATE.replace(**values)


def test_nothing_is_said_where_nothing_is_overruled(recwarn):
    LATE.replace(staff=3)
    LATE.replace(staff=6, changes=[Change(1, {"staff": 4})])
    LATE.replace(training=0.4)
    for name in scenario_names():
        load_scenario(name)
    assert not recwarn


def test_a_model_says_the_same():
    with pytest.warns(ScenarioWarning, match="years 1 to 2"):
        BudgetModel(LATE.replace(departments=3), seed=1, staff=6)
    assert BudgetModel(FIRST.replace(departments=3), seed=1, **{"staff@all": 6}).settings.policy.staff == 6
    with pytest.raises(ScenarioError, match="no recorded year"):
        BudgetModel(FIRST, seed=1, staff=6)


def test_mesa_varies_a_lever_in_all_years():
    rows = mesa.batch_run(
        BudgetModel,
        {"scenario": FIRST.replace(departments=3, burn_in=0), "staff@all": [1, 30]},
        max_steps=12,
        number_processes=1,
        display_progress=False,
    )
    costs = {row["staff@all"]: row["administrative_cost"] for row in rows if row["Step"] == 12}
    assert costs[1] < costs[30]


def test_simulate_tells_of_changes_that_never_come():
    small = LATE.replace(departments=3, burn_in=0)
    with pytest.warns(ScenarioWarning, match="with 2 years its changes of year 3 never come") as told:
        simulate(small, 1, years=2)
    assert told[0].filename == __file__


# Settings of the command line


def test_settings_tell_what_is_there_already():
    with pytest.warns(ScenarioWarning) as told:
        apply_settings(LATE, ["staff=3", "departments=60", "training=0.7"])
    late, departments = (str(note.message) for note in told)
    assert late.startswith(
        "late: policy.staff = 3 is its value already until year 3, when it sets 12; policy.st"
    )
    assert departments == "late: district.departments = 60 is its value already"


def test_settings_of_one_lever_come_once():
    with pytest.raises(ScenarioError, match="set twice"):
        apply_settings(LATE, ["staff=4", "policy.staff@all=5"])


# Files


PARENTS = {"late": "[[change]]\nyear = 3\nstaff = 12\n", "first": "[[change]]\nyear = 1\nstaff = 12\n"}
NOTED = [
    (
        'extends = "late.toml"\n[policy]\nstaff = 6',
        3,
        "moves years 1 to 2 only; from year 3 a change of late sets 12",
    ),
    (
        'extends = "late.toml"\n[[change]]\nyear = 2\nstaff = 6',
        4,
        "moves year 2 only; from year 3 a change of late",
    ),
    ("[[change]]\nyear = 2\nshare = 0\ntraining = 0.5", 2, "no department of 60 is treated"),
    ("[[change]]\nyear = 2\nshare = 0.001\ntraining = 0.5", 2, "no department of 60 is treated"),
    (
        '[district]\nproduction_share = 0.5\n[[change]]\nyear = 2\nassignment = "coping"\ntraining = 0.5',
        4,
        "no coping department",
    ),
]
REFUSED = [
    ('extends = "first.toml"\n[policy]\nstaff = 6', 3, 'write "staff@all" = 6'),
    (
        "[protocol]\nburn_in = 0\n[policy]\nstaff = 6\n[[change]]\nyear = 1\nstaff = 4",
        4,
        "a change of this file",
    ),
    ("[[change]]\nyear = 3\nstaff = 4\n[[change]]\nyear = 3\nstaff = 5", 3, "change 2 sets it anew"),
    (
        "[[change]]\nyear = 3\nshare = 0.5\ntraining = 0.4\n[[change]]\nyear = 3\ntraining = 0.5",
        4,
        "sets it anew",
    ),
    ('[policy]\n"staff@all" = 5\n[[change]]\nyear = 2\nstaff = 4', 5, "sets staff@all too"),
    ('[policy]\nstaff = 4\n"staff@all" = 5', 3, "staff is set too"),
    ('[district]\n"departments@all" = 5', 2, "write departments"),
    ('[policy]\n"staf@all" = 5', 2, "did you mean policy.staff"),
    ("[[change]]\nyear = 11\nstaff = 4", 2, "after the last year"),
]
FINE = [
    "[policy]\nstaff = 6\n[[change]]\nyear = 1\nstaff = 4",
    "[policy]\nstaff = 6\n[[change]]\nyear = 3\nstaff = 4",
    'extends = "late.toml"\n[[change]]\nyear = 3\nstaff = 6',
    'extends = "late.toml"\nreplace_changes = true\n[policy]\nstaff = 6',
    'extends = "first.toml"\n[policy]\n"staff@all" = 6',
]


@pytest.fixture
def folder(tmp_path):
    for name, text in PARENTS.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("text", "line", "told"), NOTED)
def test_lines_that_move_less_than_they_seem_to_are_told(folder, text, line, told):
    with pytest.warns(ScenarioWarning) as caught:
        read_scenario_text(text, "s.toml", folder)
    (note,) = (str(one.message) for one in caught)
    assert note.startswith(f"s.toml:{line}: ")
    assert told in note


@pytest.mark.parametrize(("text", "line", "told"), REFUSED)
def test_lines_that_move_nothing_are_faults(folder, text, line, told):
    with pytest.raises(ScenarioError) as caught:
        read_scenario_text(text, "s.toml", folder)
    (fault,) = caught.value.faults
    assert fault.line == line
    assert told in str(fault)


@pytest.mark.parametrize("text", FINE)
def test_lines_with_their_effect_are_silent(folder, recwarn, text):
    read_scenario_text(text, "s.toml", folder)
    assert not recwarn


def test_a_file_sets_all_years_whatever_its_bases_change(folder):
    text = 'extends = "late.toml"\n[policy]\n"staff@all" = 6'
    assert staff_by_year(read_scenario_text(text, "s.toml", folder)) == [6] * 6


def test_a_grandchild_may_move_what_its_parent_holds(folder):
    (folder / "child.toml").write_text('extends = "late.toml"\n[policy]\n"staff@all" = 6', encoding="utf-8")
    text = 'extends = "child.toml"\n[[change]]\nyear = 4\nstaff = 1'
    assert staff_by_year(read_scenario_text(text, "s.toml", folder)) == [6, 6, 6, 6, 1, 1]


def test_what_was_stored_is_read_as_it_was():
    twice = Scenario(changes=(Change(2, {"staff": 4.0}), Change(2, {"staff": 5.0})))
    assert Scenario.from_dict(twice.to_dict()) == twice
    assert without_overruled(twice.changes) == (Change(2, {"staff": 5.0}),)


# Studies


@pytest.mark.parametrize("from_year", [None, 3])
def test_points_of_a_lever_in_all_years(from_year):
    base = LATE.replace(changes=[*LATE.changes, Change(2, {"training": 0.3})])
    staff = make_factor("policy.staff@all", "5,6", None, Place("t"))
    use = make_factor("result_use", "0.1,0.2", "lever", Place("t"))
    points = Points((base,), (staff, use), {"staff": [5, 6], "result_use": [0.1, 0.2]}, from_year)
    assert [staff_by_year(point)[1:] for point in points] == [[5] * 5, [6] * 5]
    assert change_column(points) == [spelled_changes(point.changes) for point in points]
    assert parameter_column(points, "staff") == [5, 6]
    assert type(staff).from_dict(staff.to_dict()) == staff


def test_points_say_how_to_vary_all_years():
    with pytest.raises(ScenarioError, match=r"vary policy\.staff@all for all years"):
        Points((LATE,), (make_factor("staff", "5,6", None, Place("t")),), {"staff": [5, 6]})


# Commands


@pytest.fixture(autouse=True)
def at_home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


QUICK = ("--replications", "2", "--no-figures", "--set", "departments=3", "--set", "burn_in=0")


def test_run_tells_which_years_a_setting_moves():
    got = invoke("run", "reform_package", "--set", "staff=6", "--json", *QUICK)
    assert got.exit_code == 0
    assert "years 1 to 2 only; from year 3 the scenario itself sets 12" in got.stderr
    assert any("years 1 to 2 only" in note for note in json.loads(got.stdout)["notes"])


def test_run_holds_a_lever_in_all_years():
    got = invoke("run", "reform_package", "--set", "policy.staff@all=6", *QUICK)
    assert got.exit_code == 0
    assert got.stderr == ""


def test_run_refuses_a_setting_without_effect(at_home):
    got = invoke("run", "teaching_optimum", "--set", "staff=6", *QUICK)
    assert got.exit_code == 2
    assert "policy.staff@all" in got.stderr
    assert not os.listdir(at_home)  # noqa: PTH208 - nothing was begun


def test_compare_tells_of_each_scenario_what_a_setting_moves():
    got = invoke("compare", "wangcheng_2022", "reform_package", "--set", "staff=6", *QUICK)
    assert "wangcheng_2022: policy.staff = 6 moves all years, unlike in the others" in got.stderr
    assert "reform_package: policy.staff = 6 moves years 1 to 2 only" in got.stderr


def test_compare_refuses_a_setting_that_leaves_one_scenario_alone():
    got = invoke("compare", "wangcheng_2022", "teaching_optimum", "--set", "staff=6", *QUICK)
    assert got.exit_code == 2
    assert re.search(r"scenario teaching_optimum itself sets it to \d+ in year 1", got.stderr)


@pytest.mark.parametrize("command", ["run", "sweep", "effects", "sensitivity"])
def test_years_that_end_before_the_reform_are_refused(command):
    own = {"sweep": ["--vary", "external_noise=0,1"], "sensitivity": ["--factors", "external_noise"]}
    got = invoke(command, "reform_package", "--years", "2", *own.get(command, []))
    assert got.exit_code == 2
    assert "begins in year 3" in got.stderr


def test_a_template_of_a_reform_loads_and_tells(at_home):
    assert invoke("scenarios", "new", "mine", "--from", "reform_package").exit_code == 0
    path = at_home / "mine.toml"
    text = path.read_text(encoding="utf-8")
    assert '"staff@all"' in text
    path.write_text(text.replace("# staff = 3.0", "staff = 6.0"), encoding="utf-8")
    got = invoke("scenarios", "check", "mine.toml")
    assert got.exit_code == 0
    assert "from year 3 a change of reform_package sets 12" in got.stderr
    path.write_text(uncommented_change(text).replace("staff = 12.0", "staff = 6.0"), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert staff_by_year(load_scenario(Path("mine.toml"))) == [3, 3, 3, 6, 6, 6]


def uncommented_change(text: str) -> str:
    head, _, tail = text.partition("# [[change]]")
    block, gap, rest = tail.partition("\n\n")
    return f"{head}[[change]]{block.replace(chr(10) + '# ', chr(10))}{gap}{rest}"


def test_check_tells_of_changes_that_set_what_is_there():
    Path("mine.toml").write_text("[[change]]\nyear = 2\nstaff = 3\ntraining = 0.5\n", encoding="utf-8")
    got = invoke("scenarios", "check", "mine.toml")
    assert got.exit_code == 0
    assert "policy.staff = 3 is its value already" in got.stderr


def test_check_refuses_a_line_without_effect():
    text = 'extends = "teaching_optimum"\n[policy]\nstaff = 6\n'
    Path("mine.toml").write_text(text, encoding="utf-8")
    got = invoke("scenarios", "check", "mine.toml")
    assert got.exit_code == 2
    assert "mine.toml:3: policy.staff" in got.stderr
