"""Errors in scenarios in Chinese: no English left but names, and the same numbers, places and names as in English."""

from __future__ import annotations

import ast
import re
import tomllib
import warnings
from collections.abc import Callable, Iterator

import pytest
from test_language import SOURCE, messages

from budgetsim.declarations import declarations
from budgetsim.language import SPOKEN
from budgetsim.model.simulation import simulate
from budgetsim.scenario import (
    Change,
    Scenario,
    apply_settings,
    check_years,
    load_scenario,
    read_scenario_text,
)
from budgetsim.scenario_files.syntax import _REASONS, syntax_fault
from budgetsim.seeds import seed_list

BASE = 'extends = "wangcheng_2022"\n'
REFORM = Scenario(name="reform", changes=(Change(2, {"staff": 9}),))
TEXTS = {
    "unknown_parameter": "[policy]\nstafff = 3\n",
    "unknown_table": "[polici]\nstaff = 3\n",
    "too_large": "[policy]\nmonitoring_intensity = 30\nstaff_skill = 7\n",
    "text_for_number": '[policy]\nstaff_skill = "0,5"\nstaff = "many"\n',
    "choice": '[policy]\nbudget_rule = "liner"\n',
    "flag_for_number": "[policy]\nstaff = true\n",
    "rules": "[bureau]\nexecution_weight = 0.9\ngood_from = 0.2\n[department]\nadaptive_share = 1.0\n"
    "satisficing_share = 0.5\n",
    "no_table": "policy = 3\n",
    "labels": 'name = "a/b"\ndescription = 3\nextends = 3\nreplace_changes = 1\n',
    "change": "[[change]]\nstaff = 3\n[[change]]\nyear = 2\n[[change]]\nyear = 99\nstaff = 4\n",
    "change_of_district": "[[change]]\nyear = 2\nshare = 0.5\nbudget_rule = 'linear'\n",
    "change_of_no_lever": "[[change]]\nyear = 2\noutput_elasticity = 0.5\npolicy = 3\n",
    "change_no_list": "change = 3\n",
    "all_of_no_lever": '[department]\n"output_elasticity@all" = 0.5\n',
    "roster": "[roster]\nnames = ['A', 'A', '']\narchetypes = ['craft', 'kraft', 'craft']\nsizes = [1, 0, 1]\n"
    "budgets = [1, 1, 1]\n",
    "roster_without_lists": "[roster]\nnames = ['A']\nnamed = ['B']\n",
    "roster_and_count": "[district]\ndepartments = 3\n[roster]\nnames = ['A']\narchetypes = ['craft']\nsizes = [1]\n"
    "budgets = [1]\n",
    "money": "[money]\nunit = 3\nbudgte = 4\nbudgets = -1\n",
    "money_without_budgets": "[money]\nunit = '万元'\n",
    "panel": "[panel]\nname = 3\nself_score = 'x'\nnmae = 2\nheader_row = 0\n",
    "panel_idle": "[panel]\nname = 'A'\n",
    "money_no_table": "money = 3\n",
    "money_twice": "[money]\nunit = '元'\nbudgets = 3\n[roster]\nnames = ['A']\narchetypes = ['craft']\nsizes = [1]\n"
    "budgets = [1]\n",
    "missing_base": 'extends = "wangcheng_2023"\n',
    "missing_file": 'extends = "nowhere.toml"\n',
    "unquoted": "[policy]\nbudget_rule = linear\n",
    "comma": "[policy]\nstaff_skill = 0,5\n",
    "percent": "[policy]\nstaff_skill = 5%\n",
    "capital": "replace_changes = True\n",
    "no_pair": "[policy\n",
    "twice": "[policy]\nstaff = 3\nstaff = 4\n",
    "string": 'name = "x\n',
    "empty": "",
    "deep": f"name = {'[' * 30}{']' * 30}\n",
}
CALLS: dict[str, Callable[[], object]] = {
    "replace": lambda: Scenario().replace(stafff=3, staff_skill=2, changes=3, budget_rule=None, name=""),
    "replace_late": lambda: REFORM.replace(years=1),
    "replace_twice": lambda: Scenario().replace(**{"staff": 3, "policy.staff": 4, "staff@all": 5}),
    "no_dictionary": lambda: Scenario.from_dict(3),
    "settings": lambda: apply_settings(Scenario(), ["staff", "stafff=3", "changes=3", "staff=2", "staff=3"]),
    "unknown_scenario": lambda: load_scenario("wangcheng_2023"),
    "no_seeds": lambda: seed_list(0),
    "negative_seed": lambda: seed_list([-1]),
    "same_seeds": lambda: seed_list([1, 1]),
    "no_scenario": lambda: simulate([], 1),
    "same_names": lambda: simulate([REFORM, REFORM], 1),
    "never": lambda: check_years([REFORM], 1, "--years"),
    "no_years": lambda: simulate(REFORM, 1, 0),
    "no_decision": lambda: simulate(REFORM, 1, 1, behaviour=lambda _: 3),
    "no_levers": lambda: simulate(REFORM, 1, 2, policy_rule=lambda _: 3),
    **{name: (lambda text=text: read_scenario_text(text, "own.toml")) for name, text in TEXTS.items()},
}
NOTES: dict[str, Callable[[], object]] = {
    "partly": lambda: REFORM.replace(staff=1),
    "idle": lambda: Scenario().replace(budget_rule="linear", tournament_prize=0.3, search_step=0.2),
    "already": lambda: apply_settings(REFORM, [f"staff={REFORM.policy.staff:g}"]),
    "late": lambda: simulate(REFORM, 1, 1),
    "nobody": lambda: read_scenario_text(
        BASE + "[[change]]\nyear = 2\nshare = 0.001\nmonitoring_intensity = 0.9\n", "own.toml"
    ),
}
PROPER = {
    "TOML",
    "Unicode",
    "Excel",
    "budgetsim",
    "parameters",
    "true",
    "false",
    "Change",
    "Decision",
    "dict",
}
"""Proper names, commands and types, and words of TOML."""
WORD = re.compile(r"[A-Za-z]{4,}")


@pytest.fixture
def in_both() -> Iterator[Callable[[Callable[[], str]], tuple[str, str]]]:
    token = SPOKEN.set("en")

    def said(say: Callable[[], str]) -> tuple[str, str]:
        texts = []
        for code in ("en", "zh"):
            SPOKEN.set(code)
            texts.append(say())
        return texts[0], texts[1]

    yield said
    SPOKEN.reset(token)


def error_of(call: Callable[[], object]) -> str:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - any message is looked at
        call()
    return str(caught.value)


def notes_of(call: Callable[[], object]) -> str:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call()
    assert caught
    return "\n".join(str(each.message) for each in caught)


def typed(text: str) -> set[str]:
    """Words that stand for themselves: in quotation marks or with a point, underscore or other sign of a name."""
    parts = re.findall(r"`[^`]*`|'[^']*'|\"[^\"]*\"|[\w@-]*[_.@=-][\w.@-]*|\[+\w+\]+|\w+ = ", text)
    return {word for part in parts for word in WORD.findall(part)}


def strange(english: str, chinese: str) -> set[str]:
    """English words in a Chinese text that are no names."""
    named = {word for about in declarations().values() for word in (about.name, about.group)}
    choices = {str(choice) for about in declarations().values() for choice in about.choices}
    words = set(WORD.findall(chinese))
    known = {word for name in named | choices for word in WORD.findall(name)}
    keys = {
        "year",
        "share",
        "assignment",
        "change",
        "changes",
        "roster",
        "extends",
        "name",
        "description",
        "levers",
    }
    keys |= {
        "names",
        "archetypes",
        "sizes",
        "budgets",
        "policy",
        "craft",
        "kraft",
        "production",
        "procedural",
    }
    keys |= {
        "behaviour",
        "polici",
        "reform",
        "default",
        "coping",
        "replace",
        "effort",
        "output",
        "benefit",
        "manipulation",
        "sandbagging",
        "diversion",
    }
    return words - known - keys - PROPER - (typed(chinese) & typed(english))


def check(english: str, chinese: str) -> None:
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert strange(english, chinese) == set(), chinese
    assert sorted(re.findall(r"\d+(?:\.\d+)?", chinese)) == sorted(re.findall(r"\d+(?:\.\d+)?", english))


@pytest.mark.parametrize("case", CALLS)
def test_error_is_told_in_chinese(case, in_both):
    check(*in_both(lambda: error_of(CALLS[case])))


@pytest.mark.parametrize("case", NOTES)
def test_note_is_told_in_chinese(case, in_both):
    check(*in_both(lambda: notes_of(NOTES[case])))


def test_parser_is_quoted_in_english_as_it_speaks():
    for text in (
        "a",
        "a = 1 b = 2",
        "[a",
        "[[a",
        "a = [",
        "a = {",
        'a = "\\q"',
        "a = 2020-13-01",
        "a =",
        "[a]\n[a]",
    ):
        with pytest.raises(tomllib.TOMLDecodeError) as caught:
            tomllib.loads(text)
        said = str(caught.value).partition(" (at ")[0]
        assert (
            f"no valid TOML: {said[:1].lower()}{said[1:]}, in the line"
            in syntax_fault(caught.value, text, "").message
        )
        assert any(re.fullmatch(pattern, said) for pattern, _ in _REASONS), said


def calls_of_messages() -> Iterator[tuple[str, str, set[str]]]:
    """File, key and variables of every message that is told by its whole key."""
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "told"
                and node.args
            ):
                key = node.args[0]
                names = {word.arg for word in node.keywords}
                is_whole = isinstance(key, ast.Constant) and None not in names
                if is_whole and str(key.value).startswith(("fault-", "note-")):
                    yield file.name, str(key.value), {str(name) for name in names}


def test_every_message_is_given_its_variables():
    wanted = {key: names for _, key, names in messages("en")}
    given = list(calls_of_messages())
    assert len(given) > 100
    assert [(file, key) for file, key, names in given if wanted[key] != names] == []
