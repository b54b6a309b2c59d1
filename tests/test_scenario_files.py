"""What scenario files say, and every fault in them with its place."""

from __future__ import annotations

import pytest

from budgetsim.scenario import (
    Change,
    Scenario,
    ScenarioError,
    load_scenario,
    read_scenario_text,
)
from budgetsim.scenario_files.read import SHORT, read_text, scan


def faults_of(text):
    with pytest.raises(ScenarioError) as caught:
        read_scenario_text(text, "s.toml")
    return caught.value.faults


# What a file says


@pytest.mark.parametrize("rest", ["", "#" * SHORT], ids=["short", "long"])
def test_a_text_that_is_read_again_is_a_document_of_its_own(rest):
    first, second = (read_text("numbers = [1]\n" + rest, name) for name in ("one.toml", "two.toml"))
    first.data["numbers"].append(2)
    assert second.data == read_text("numbers = [1]\n" + rest, "three.toml").data == {"numbers": [1]}


def test_a_fault_of_syntax_is_told_again_when_the_text_is_read_again():
    assert faults_of("staff = = 1\n") == faults_of("staff = = 1\n")


def test_file_sets_values_and_labels():
    text = 'name = "n"\ndescription = "d"\npolicy.staff = 7\n[bureau]\n"external_noise" = 0\n'
    got = read_scenario_text(text, "s.toml")
    assert got == Scenario(name="n", description="d").replace(staff=7, external_noise=0)


def test_file_without_a_name_takes_the_stem():
    assert read_scenario_text("[policy]", "folder/mine.toml").name == "mine"


def test_file_lists_changes_in_order_of_years():
    text = '[[change]]\nyear = 3\nstaff = 5\n[[change]]\nyear = 1\nshare = 0.5\nassignment = "craft"\ntraining = 1\n'
    got = read_scenario_text(text, "s.toml").changes
    assert got == (Change(1, {"training": 1.0}, 0.5, "craft"), Change(3, {"staff": 5.0}))


def test_loaded_scenario_is_returned_unchanged():
    scenario = Scenario()
    assert load_scenario(scenario) is scenario


# Faults and where they are

PLACED = [
    ("nmae = 'x'", 1, "nmae", "did you mean name?"),
    ("\n[polcy]\nstaff = 3", 2, "polcy", "did you mean policy?"),
    ("staff = 3", 1, "staff", "write it in the table [policy]"),
    ("\n[[changes]]\nyear = 3", 2, "changes", "did you mean [[change]]?"),
    ("zzzz = 3", 1, "zzzz", "and the tables policy"),
    ("policy = 3", 1, "policy", "write [policy]"),
    ("[[policy]]\nstaff = 3", 1, "policy", "write [policy]"),
    ("description = 3", 1, "description", "quotation marks"),
    ("name = 3", 1, "name", "leave it out"),
    ("name = '../x'", 1, "name", "leave it out"),
    ("extends = 3", 1, "extends", "one reference name"),
    ("extends = ['a']", 1, "extends", "one reference name"),
    ("replace_changes = 1", 1, "replace_changes", "replace_changes = true"),
    ("[policy]\n# comment\nstaf = 3", 3, "policy.staf", "did you mean policy.staff?"),
    ("[policy]\nrisk_aversion = 3", 2, "policy.risk_aversion", "did you mean department.risk_aversion?"),
    ("[policy]\nx.y.z = 3", 2, "policy.x", "budgetsim parameters"),
    ("[policy]\n\ntraining = 60", 3, "policy.training", "write 0.6"),
    ("[policy]\ntraining = '0,6'", 2, "policy.training", "write 0.6"),
    ("[policy]\ntraining = '60 %'", 2, "policy.training", "write 0.6"),
    ("[policy]\ntraining = true", 2, "policy.training", "the default is 0.1"),
    ("[policy]\ntraining = -inf", 2, "policy.training", "the default is 0.1"),
    ("[policy]\ntraining = nan", 2, "policy.training", "the default is 0.1"),
    ("[policy]\ntraining = 1979-05-27", 2, "policy.training", "the default is 0.1"),
    ("[policy]\ntraining = [\n1]", 2, "policy.training", "the default is 0.1"),
    ("[policy]\nevaluation_lag = '2'", 2, "policy.evaluation_lag", "write 2, bare"),
    ("[policy]\nevaluation_lag = true", 2, "policy.evaluation_lag", "the default is 2"),
    ("[policy]\nbudget_rule = 'Liner'", 2, "policy.budget_rule", "did you mean linear?"),
    ("[policy]\nbudget_rule = 3", 2, "policy.budget_rule", 'the default is "linear"'),
    ("[district]\ndepartments = 3.5", 2, "district.departments", "the default is 60"),
    ("[district]\ndepartments = 0x" + "f" * 6000, 2, "district.departments", "the default is 60"),
    ("[district]\ndepartments_file = 3", 2, "district.departments_file", 'the default is ""'),
    ("[change]\nyear = 1", 1, "change", "write [[change]]"),
    ("change = [3]", 1, "change 1", "write [[change]]"),
    ("[[change]]\nstaff = 3", 1, "change 1", "write year = 1 or later"),
    ("[[change]]\nyear = 1", 2, "change 1", "write a lever"),
    ("[[change]]\nstaff = 3\nyear = 0", 3, "change 1, year", "year 1 is the first"),
    ("[[change]]\nstaff = 3\nyear = 1.5", 3, "change 1, year", "year 1 is the first"),
    ("[[change]]\nstaff = 3\nyear = true", 3, "change 1, year", "year 1 is the first"),
    ("[[change]]\nstaff = 3\nyear = 11", 3, "change 1, year", "lengthen the run"),
    (
        "[[change]]\nyear = 1\nstaff = 3\n[[change]]\nyear = 2\nstaff = -3",
        6,
        "change 2, staff",
        "the default is 3",
    ),
    ("[[change]]\nyear = 1\nstaf = 3", 3, "change 1, staf", "did you mean staff?"),
    ("[[change]]\nyear = 1\nrisk_aversion = 3", 3, "change 1, risk_aversion", "is fixed over a run"),
    ("[[change]]\nyear = 1\npolicy.staff = 3", 3, "change 1, policy", "by bare name"),
    ("[[change]]\nyear = 1\nshare = 2\ntraining = 1", 3, "change 1, share", "write 0.02"),
    (
        "[[change]]\nyear = 1\nassignment = 'craf'\ntraining = 1",
        3,
        "change 1, assignment",
        "did you mean craft?",
    ),
    ("[[change]]\nyear = 1\nshare = 0.5\nstaff = 9", 4, "change 1, staff", "without share"),
    ("[[change]]\nyear = 1\nassignment = 'craft'\nstaff = 9", 4, "change 1, staff", "without share"),
    (
        "change = [\n{year = 1, staff = 1},\n{year = 1,\tstaf = 2}]",
        3,
        "change 2, staf",
        "did you mean staff?",
    ),
]


@pytest.mark.parametrize(("text", "line", "field", "hint"), PLACED)
def test_fault_names_line_field_and_remedy(text, line, field, hint):
    fault = faults_of(text)[0]
    assert (fault.file, fault.line, fault.field) == ("s.toml", line, field)
    assert hint in fault.suggestion


def test_faults_are_told_all_at_once_in_order_of_lines():
    text = "[policy]\nstaff = -1\n[bureau]\nself_nois = 1\n[[change]]\nyear = 99\nstaff = 1\n[protocol]\nyears = 20\n"
    assert [fault.line for fault in faults_of(text)] == [2, 4, 6]


def test_rule_is_told_on_the_last_line_that_sets_one_of_its_values():
    (fault,) = faults_of("[department]\nlearning_own = 0.9\nrisk_aversion = 1\nlearning_peer = 0.2\n")
    assert (fault.line, fault.field) == (4, "department.learning_own, department.learning_peer")
    assert "sum 1.1" in fault.message


def test_rule_is_silent_about_values_that_are_wrong_by_themselves():
    (fault,) = faults_of("[department]\nlearning_own = 0.9\nlearning_peer = 7\n")
    assert fault.field == "department.learning_peer"


def test_faults_show_nothing_that_moves_the_cursor():
    (fault,) = faults_of('"\\u001b[31m" = 3')
    assert "\x1b" not in str(fault)
    (fault,) = faults_of('[policy]\nstaff = "\\u001b[31m"')
    assert "\x1b" not in str(fault)


# Invalid TOML

SYNTAX = [
    ("[policy]\nbudget_rule = linear\n", 2, 15, 'texts need quotation marks: budget_rule = "linear"'),
    ("[policy]\nstaff = 0,5\n", 2, 10, "write a decimal point: staff = 0.5"),
    ("[policy]\nstaff = .5\n", 2, 9, "write a digit before the point: staff = 0.5"),
    ("[policy]\nstaff = 5.\n", 2, 10, "write a digit after the point: staff = 5.0"),
    ("[policy]\ntraining = 50%\n", 2, 14, "write shares from 0 to 1: training = 0.5"),
    ("replace_changes = True\n", 1, 19, "small letters: replace_changes = true"),
    ("[policy\nstaff = 1\n", 1, 8, "a table such as [policy]"),
    ("[policy]\nstaff = 1\nstaff = 2\n", 3, 10, "each name once"),
    ("[policy]\nstaff = [1,\n", 2, 12, "write numbers bare"),
]


@pytest.mark.parametrize(("text", "line", "column", "hint"), SYNTAX)
def test_syntax_fault_names_line_column_and_remedy(text, line, column, hint):
    (fault,) = faults_of(text)
    assert (fault.line, fault.column) == (line, column)
    assert hint in fault.suggestion
    assert f"`{text.splitlines()[line - 1]}`" in fault.message
    assert str(fault).startswith(f"s.toml:{line}:{column}: ")


def test_syntax_fault_of_a_number_that_is_too_long():
    (fault,) = faults_of("[policy]\nstaff = " + "9" * 5000)
    assert (fault.line, fault.message.split(",")[0]) == (2, "no valid TOML: a number has too many digits")


@pytest.mark.parametrize(
    "bomb", ["a = " + "[" * 90_000, "a = " + "{a = " * 90_000, "a." * 90_000 + "a = 1", "[" + "a." * 90_000]
)
def test_deep_nesting_is_refused(bomb):
    (fault,) = faults_of("[policy]\n" + bomb)
    assert (fault.line, fault.message) == (2, "nested more than 20 levels deep")


def test_recursion_of_the_parser_is_caught(monkeypatch):
    monkeypatch.setattr("budgetsim.scenario_files.read.scan", lambda _: None)
    (fault,) = faults_of("a = " + "[" * 90_000)
    assert fault.message == "nested more than 20 levels deep"


@pytest.mark.parametrize("text", ["", "\n \t\n", "# only a comment\n"])
def test_empty_file_is_a_fault(text):
    assert faults_of(text)[0].message == "the file is empty"


# Lines of keys


def test_scan_finds_the_line_of_every_kind_of_key():
    text = '''# comment with [brackets] = and "quotes
a.b = """
x = 1 """" # ends with a quote
'c d' = [ # list
  {e = 1}, [2,
  3],
]
"f\\u0041" = {g = {h = 1}}
date = 1979-05-27 07:32:00
lit = \'\'\'
[no]
\'\'\'
[t."u.v"]
w = 1
[[x]]
y = 1
[[x]]
[x.z]
y = 2
'''
    lines = scan(text)
    expected = {
        ("a", "b"): 2,
        ("c d",): 4,
        ("c d", 0, "e"): 5,
        ("c d", 1, 1): 6,
        ("fA", "g", "h"): 8,
        ("date",): 9,
        ("lit",): 10,
        ("t", "u.v", "w"): 14,
        ("x", 0, "y"): 16,
        ("x", 1): 17,
        ("x", 1, "z", "y"): 19,
        ("t", "nothing"): 13,
        ("nothing",): 1,
    }
    assert {path: lines.of(*path) for path in expected} == expected


def test_late_year_is_named_beside_another_fault_of_its_block() -> None:
    text = "[[change]]\nyear = 30\nstaff = -1\n"
    with pytest.raises(ScenarioError) as caught:
        read_scenario_text(text, "late.toml")
    assert [(fault.line, fault.value) for fault in caught.value.faults] == [(3, -1), (2, 30)]
