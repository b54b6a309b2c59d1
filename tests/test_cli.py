"""The command line: what it prints where, what it writes, and how fast it answers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.console import wrapped
from budgetsim.cli.main import app
from budgetsim.language import language
from budgetsim.report.declared import KEY_OUTCOMES, OUTCOMES, declarations
from budgetsim.scenario import load_scenario

SLOW_TO_IMPORT = {
    "numpy",
    "pandas",
    "scipy",
    "mesa",
    "pyarrow",
    "pydantic",
    "matplotlib",
    "budgetsim.model.simulation",
}
COMMANDS = (
    "run", "compare", "sweep", "effects", "sensitivity", "optimise", "discover", "information", "calibrate", "verify",
    "explain", "parameters", "outcomes", "scenarios list", "scenarios show", "scenarios check", "scenarios new",
    "data check", "data tidy", "data district", "forms write", "forms example", "forms read",
    "survey write", "survey example", "survey read", "survey map",
)  # fmt: skip
QUICK = ("--replications", "3", "--no-figures")
POINT = (*QUICK, "--parameters", "point")
"""Small runs with declared parameters alone."""
SMALL = """
description = "A small district."
[district]
departments = 9
[protocol]
years = 4
burn_in = 1
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with a scenario and a reform of it."""
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    reform = 'extends = "small.toml"\n[[change]]\nyear = 2\nstaff = 9\nstaff_skill = 0.9\nmonitoring_intensity = 0.3\n'
    (tmp_path / "reform.toml").write_text(reform, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def stdout(*arguments: str) -> str:
    got = invoke(*arguments)
    assert got.exit_code == 0, got.output
    return got.stdout


def program(*arguments: str, **about: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "budgetsim", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, **about
    )


def directory(root: Path) -> Path:
    (found,) = (root / "results").iterdir()
    return found


# Starting ---------------------------------------------------------------------------------------------------------


def test_nothing_slow_is_imported_before_a_command_runs() -> None:
    code = "import sys, budgetsim.cli.main; print(*sys.modules)"
    got = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not SLOW_TO_IMPORT & set(got.stdout.split())


def test_version() -> None:
    got = program("--version")
    assert (got.returncode, got.stdout, got.stderr) == (0, f"budgetsim {budgetsim.__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    assert f"budgetsim {command}" in " ".join(stdout(*command.split(), "--help").split())


def test_without_a_command_the_help_is_shown() -> None:
    assert "budgetsim scenarios list" in " ".join(invoke().output.split())


# run --------------------------------------------------------------------------------------------------------------


def test_run_writes_the_study_and_prints_key_outcomes(here: Path) -> None:
    text = stdout("run", "small.toml", *POINT)
    assert all(name in text for name in KEY_OUTCOMES)
    assert {"study.toml", "manifest.json", "design.parquet", "outcomes.csv", "parts"} <= {
        path.name for path in directory(here).iterdir()
    }
    assert directory(here).name == "run-small"
    assert directory(here).name in text.replace("\n", "")


def test_run_gives_the_numbers_of_simulate(here: Path) -> None:
    stdout("run", "small.toml", *POINT, "--seed", "4", "--years", "3", "--set", "staff=5")
    got = budgetsim.load_study(directory(here)).outcomes
    scenario = load_scenario("small.toml").replace(staff=5)
    pd.testing.assert_frame_equal(got, budgetsim.simulate(scenario, [4, 5, 6], 3).outcomes)


def test_run_json_is_the_summary_and_nothing_else() -> None:
    got = program("run", "small.toml", "--json", *POINT)
    assert (got.returncode, got.stderr) == (0, "")
    document = json.loads(got.stdout)
    fields = ["scenarios", "changes", "differences", "seeds", "years", "departments"]
    fields += ["draws", "drawn_from", "drawn", "structures"]
    made_by = ["science", "command", "command_line", "directory"]
    assert list(document) == ["findings", "findings_zh", *fields, *made_by]
    assert (document["differences"], document["seeds"], document["years"]) == ({}, [0, 1, 2], 4)
    outcomes = budgetsim.simulate("small.toml", 3).outcomes
    late = outcomes[outcomes["year"] > 1].groupby("seed")["performance"].mean()
    assert list(document["scenarios"]["small"]) == list(OUTCOMES)
    assert document["scenarios"]["small"]["performance"]["mean"] == pytest.approx(late.mean())


def test_one_seed_has_no_interval_and_no_nan() -> None:
    text = stdout(
        "run", "small.toml", "--json", "--replications", "1", "--no-figures", "--parameters", "point"
    )
    document = json.loads(text, parse_constant=pytest.fail)
    assert document["scenarios"]["small"]["performance"]["low"] is None
    assert "–" in stdout("run", "small.toml", "--replications", "1", "--no-figures", "--parameters", "point")


@pytest.mark.usefixtures("drawing_helper")
def test_figures_are_drawn_where_the_output_says(here: Path) -> None:
    text = stdout("run", "small.toml", "--replications", "3", "--out", "mine", "--figure-format", "svg")
    names = {path.name for path in (here / "mine" / "figures").iterdir()}
    drawn = ("trajectories", "scores", "distributions", "december", "budgets", "flow", "workload")
    assert names == {f"{name}.{end}" for name in drawn for end in ("svg", "txt")}
    assert "Figure: mine/figures/trajectories.svg" in text


@pytest.mark.usefixtures("drawing_helper")
def test_figures_are_drawn_without_a_helper_process(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(here / "nothing"))
    stdout("run", "small.toml", "--replications", "2", "--out", "mine", "--dpi", "60")
    assert (here / "mine" / "figures" / "budgets.png").is_file()


def test_departments_keeps_the_panel(here: Path) -> None:
    stdout("run", "small.toml", *POINT, "--departments")
    panel = budgetsim.load_study(directory(here)).departments
    assert len(panel) == 3 * 4 * 9


def test_same_command_resumes_and_says_so(here: Path) -> None:
    stdout("run", "small.toml", *POINT)
    before = (directory(here) / "parts" / "part-00000.parquet").stat().st_mtime_ns
    got = invoke("run", "small.toml", *POINT)
    assert "3 of 3 runs are there already" in got.stderr
    assert (directory(here) / "parts" / "part-00000.parquet").stat().st_mtime_ns == before


def test_quiet_prints_nothing() -> None:
    got = invoke("run", "small.toml", *POINT, "--quiet")
    assert (got.exit_code, got.output) == (0, "")


@pytest.mark.parametrize("named", ["mine.py:rule", "mine:rule"])
def test_policy_rule_is_used_and_recorded(here: Path, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "mine.py").write_text(
        "def rule(view):\n    return {'monitoring_intensity': 0.9}\n", encoding="utf-8"
    )
    monkeypatch.delitem(sys.modules, "mine", raising=False)
    document = json.loads(program("run", "small.toml", *POINT, "--policy-rule", named, "--json").stdout)
    without = json.loads(stdout("run", "small.toml", *POINT, "--json"))
    level = {True: document, False: without}
    checked = {k: d["scenarios"]["small"]["realised_monitoring"]["mean"] for k, d in level.items()}
    assert checked[True] > 2 * checked[False]
    assert any(
        named in (path / "study.toml").read_text(encoding="utf-8") for path in (here / "results").iterdir()
    )


def test_behaviour_is_used(here: Path) -> None:
    code = (
        "from dataclasses import replace\nimport budgetsim\n"
        "def honest(view):\n"
        "    return replace(budgetsim.rational(view), diversion=0.0 * view.budget, concealment=0.0 * view.budget)\n"
    )
    (here / "mine.py").write_text(code, encoding="utf-8")
    document = json.loads(stdout("run", "small.toml", *POINT, "--behaviour", "mine.py:honest", "--json"))
    assert document["scenarios"]["small"]["active_waste"]["mean"] == 0.0


def test_two_processes_give_the_bytes_of_one(here: Path) -> None:
    asked = ("run", "small.toml", *POINT, "--quiet")
    stdout(*asked, "--workers", "1", "--out", "with1")
    got = program(*asked, "--workers", "2", "--out", "with2")
    assert (got.returncode, got.stderr) == (0, "")
    one, two = (sorted((here / f"with{k}" / "parts").iterdir()) for k in (1, 2))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


# compare ----------------------------------------------------------------------------------------------------------


def test_compare_json_holds_paired_differences() -> None:
    document = json.loads(stdout("compare", "small.toml", "reform.toml", *POINT, "--json"))
    assert list(document["scenarios"]) == ["small", "reform"]
    assert list(document["differences"]) == ["reform"]
    cell = document["differences"]["reform"]["realised_monitoring"]
    assert set(cell) == {"mean", "low", "high", "share_better"}
    levels = [document["scenarios"][name]["performance"]["mean"] for name in ("small", "reform")]
    assert document["differences"]["reform"]["performance"]["mean"] == pytest.approx(levels[1] - levels[0])


def test_compare_begins_with_a_sentence_from_the_data() -> None:
    text = " ".join(
        stdout(
            "compare",
            "small.toml",
            "reform.toml",
            "--replications",
            "10",
            "--no-figures",
            "--parameters",
            "point",
        ).split()
    )
    document = json.loads(
        stdout(
            "compare",
            "small.toml",
            "reform.toml",
            "--replications",
            "10",
            "--no-figures",
            "--parameters",
            "point",
            "--json",
        )
    )
    cell = document["differences"]["reform"]["net_social_value"]
    assert text.startswith(
        "Whether reform is better" if cell["low"] > 0 > cell["band_low"] or cell["high"] < 0 < cell["band_high"]
        else "reform raises net social value" if cell["low"] > 0
        else "reform lowers net social value" if cell["high"] < 0
        else "Under reform, net social value is not clearly different"
    )  # fmt: skip


def test_compare_shows_the_outcomes_asked_for() -> None:
    some = stdout("compare", "small.toml", "reform.toml", *POINT, "--outcomes", "rent, budget_gini")
    assert "budget_gini" in some
    assert "december_share" not in some
    every = stdout("compare", "small.toml", "reform.toml", *POINT, "--all")
    assert all(name in every for name in OUTCOMES)


@pytest.mark.parametrize("columns", [80, 100])
def test_screens_fit_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    scenarios = ("wangcheng_2022", "reform_package", "reform_unfunded", "coordination")
    settings = ("--set", "departments=5", "--years", "3", "--replications", "2", "--no-figures")
    for text in (
        stdout("compare", *scenarios, *settings),
        stdout("run", "wangcheng_2022", *settings),
        stdout("scenarios", "list"),
        stdout("scenarios", "show", "reform_package"),
        stdout("explain", "wangcheng_2022", "-k", "3", "-y", "2"),
        stdout("explain", "wangcheng_2022", "-k", "3", "-y", "2", "--language", "zh"),
        stdout("outcomes"),
        stdout("parameters"),
    ):
        assert max(map(cell_len, text.splitlines())) <= columns


# explain ----------------------------------------------------------------------------------------------------------


def test_explain_tells_the_year_and_its_json_the_numbers() -> None:
    text = stdout("explain", "small.toml", "--department", "3", "--year", "2")
    assert all(f"{k}. " in text for k in range(1, 9))
    document = json.loads(stdout("explain", "small.toml", "-k", "3", "-y", "2", "--seed", "7", "--json"))
    panel = budgetsim.simulate("small.toml", [7], departments=True).departments
    row = panel[(panel["department"] == 3) & (panel["year"] == 2)].iloc[0]
    assert document["panel"] == {name: row[name] for name in document["panel"]}


def test_explain_speaks_chinese_with_the_same_numbers() -> None:
    place = ("explain", "small.toml", "-k", "3", "-y", "2", "--seed", "7")
    facts = json.loads(stdout(*place, "--json"))
    title, *text = stdout(*place, "--language", "zh").splitlines()
    assert title == "small 情景，第 2 年：3 号部门（种子 7）"
    section = language("zh")("explain-self")
    assert f"{facts['true']['self_score']:.1f} 分" in "".join(text[text.index(section) :])
    assert json.loads(stdout(*place, "--language", "zh", "--json")) == facts


def test_chinese_lines_are_filled_and_never_begin_with_punctuation() -> None:
    text = "绩效目标，" * 40 + "所以 s = 0.400，已到上限。"
    lines = wrapped(text, 60)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(54 <= cell_len(line) <= 60 for line in lines[:-1])
    assert not any(line.startswith(("，", "。")) for line in lines)
    assert any("s = 0.400，" in line for line in lines)


def test_words_longer_than_a_line_are_kept_whole() -> None:
    assert wrapped("a " + "b" * 30 + " c", 10) == ["a", "b" * 30, "c"]


def test_explain_finds_a_department_by_name(here: Path) -> None:
    roster = """
[roster]
names = ["Roads", "Police"]
archetypes = ["production", "coping"]
sizes = [1, 2]
budgets = [1, 2]
"""
    (here / "mine.toml").write_text(roster, encoding="utf-8")
    assert "Police in year 1 of mine" in stdout("explain", "mine.toml", "-k", "Police", "-y", "1")
    assert "Roads in year 1 of mine" in stdout("explain", "mine.toml", "-k", "0", "-y", "1")


# scenarios --------------------------------------------------------------------------------------------------------


def test_scenarios_list_names_them_all() -> None:
    document = json.loads(stdout("scenarios", "list", "--json"))
    assert [item["name"] for item in document] == budgetsim.scenario.scenario_names()
    assert all(item["description"] for item in document)
    assert "wangcheng_2022" in stdout("scenarios", "list")


def test_scenarios_show_tells_differences_and_changes() -> None:
    text = " ".join(stdout("scenarios", "show", "reform.toml").split())
    assert "All parameters are as in small.toml" in text
    assert "2 all staff 3 9 full-time professionals" in text
    base = " ".join(stdout("scenarios", "show", "small.toml").split())
    assert "district.departments 60 9 departments" in base


def test_scenarios_show_counts_one_year_and_one_department(here: Path) -> None:
    (here / "one.toml").write_text("[district]\ndepartments = 1\n[protocol]\nyears = 1\n", encoding="utf-8")
    assert "1 year, 1 department." in " ".join(stdout("scenarios", "show", "one.toml").split())


def test_scenarios_show_full_is_a_scenario(here: Path) -> None:
    (here / "copy.toml").write_text(stdout("scenarios", "show", "reform.toml", "--full"), encoding="utf-8")
    assert load_scenario("copy.toml").replace(name="reform", description="") == load_scenario(
        "reform.toml"
    ).replace(description="")


def test_scenarios_check_says_that_a_file_is_valid() -> None:
    assert stdout("scenarios", "check", "small.toml").startswith(
        "small.toml is valid: scenario small, 3 parameters"
    )


@pytest.mark.parametrize("base", [None, "wangcheng_2022", "small.toml"])
def test_scenarios_new_loads_and_equals_its_base(base: str | None) -> None:
    stdout("scenarios", "new", "fresh", *([] if base is None else ["--from", base]))
    fresh = load_scenario("fresh.toml")
    expected = budgetsim.Scenario() if base is None else load_scenario(base)
    assert fresh.differences(expected) == []
    assert fresh.name == "fresh"
    stdout("scenarios", "check", "fresh.toml")


def test_every_lever_of_a_new_scenario_can_be_uncommented(here: Path) -> None:
    stdout("scenarios", "new", "fresh")
    text = (here / "fresh.toml").read_text(encoding="utf-8")
    levers = [item.name for item in declarations().values() if item.group == "policy"]
    for name in levers:
        assert f"\n# {name} = " in text
        text = text.replace(f"\n# {name} = ", f"\n{name} = ", 1)
    assert set(tomllib.loads(text)["policy"]) == set(levers)
    (here / "all.toml").write_text(text, encoding="utf-8")
    assert load_scenario("all.toml").differences(budgetsim.Scenario()) == []


# parameters, outcomes ---------------------------------------------------------------------------------------------


def test_parameters_lists_every_one() -> None:
    text = stdout("parameters")
    assert all(name in text for name in declarations())


def test_parameters_can_be_narrowed() -> None:
    text = stdout("parameters", "--group", "policy", "--search", "ratchet")
    assert "target_ratchet" in text
    assert "staff_skill" not in text
    assert "output_elasticity" in stdout("parameters", "--search", "alpha")


def test_markdown_pages_are_complete_tables() -> None:
    pages = {"parameters": declarations(), "outcomes": OUTCOMES}
    for command, names in pages.items():
        text = stdout(command, "--markdown")
        assert f"generated by `budgetsim {command} --markdown`" in text
        rows = [line for line in text.splitlines() if line.startswith("| ")]
        assert all(
            any(f"| {mark}{name}{mark} |" in row for row in rows for mark in ("", "`")) for name in names
        )
        assert len({row.replace("\\|", "").count("|") for row in rows}) == 1


def test_long_names_in_tables_are_broken_and_never_cut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from budgetsim.cli.console import console, table

    names = [f"district_of_wangcheng_after_the_reform_of_2022_{end}" for end in ("more_staff", "fewer_staff")]
    names += [f"望城区预算绩效管理改革试点方案二〇二二年第一阶段{end}人员编制" for end in ("增加", "减少")]
    for width in (60, 100):
        monkeypatch.setenv("COLUMNS", str(width))
        columns = [("name", "keep"), ("also", "keep"), ("number", "right"), ("text", "left")]
        console().print(table(columns, [(name, name, "1.25", "two words") for name in names]))
        lines = capsys.readouterr().out.splitlines()
        assert max(map(cell_len, lines)) <= width
        told = "".join(re.split(r"\s{2,}", line.strip())[0] for line in lines)
        assert all(name in told for name in names)
