"""``budgetsim discover``: what it writes and prints, other conditions on the same runs, sweeps, study files, faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from budgetsim import load_study
from budgetsim.cli.guard import WRONG_INPUT
from budgetsim.cli.main import app
from budgetsim.kinds.discover.question import Question
from budgetsim.kinds.discover.steps import study_of
from budgetsim.studies.ask import pose
from budgetsim.studies.runner import run_study

SMALL = "[district]\ndepartments = 8\n[protocol]\nyears = 4\nburn_in = 1\n"
REFORM = (
    'extends = "small.toml"\n[[change]]\nyear = 2\nmonitoring_intensity = 0.3\nstaff = 9\nresult_use = 0.4\n'
)
ASKED = (
    "small.toml",
    "--policy",
    "reform.toml",
    "--uncertain",
    "slack_taste=0.4:0.9",
    "--uncertain",
    "effort_cost",
)
QUICK = ("--samples", "200", "--replications", "2", "--workers", "1")
STUDY = """
description = "Less than announced"
scenario = "small.toml"
policy = "reform.toml"
fails = "active_waste>-0.05"
samples = 120
replications = 2
seed = 5
design_seed = 3

[set]
audit_coverage = 0.1

[delivered]
staff = ""

[uncertainties]
slack_taste = "0.4:0.9"
evaluation_lag = [1, 2]
"""
WRONG: dict[str, tuple[str, tuple[str, ...]]] = {
    # what is typed: what the message must say
    "unknown_base": ("wangcheng_2023", ("did you mean wangcheng_2022?",)),
    "unknown_policy": ("--policy reform_packag", ("did you mean reform_package?",)),
    "policy_is_base": ("--policy wangcheng_2022", ("--policy", "both wangcheng_2022")),
    "base_twice": ("wangcheng_2022 --against wangcheng_2015", ("--against wangcheng_2015", "name it once")),
    "other_worlds": ("small.toml", ("departments = 8", "60", "--set district.departments=8")),
    "no_condition": ("--fails worst", ("--fails", "'worst'", "OUTCOME<NUMBER")),
    "unknown_outcome": ("--fails validty<0", ("--fails", "did you mean validity?")),
    "unknown_uncertainty": ("--uncertain slack_tast", ("--uncertain", "did you mean department.slack_taste?")),
    "two_faults": ("--fails worst --uncertain slack_tast", ("2 faults", "'worst'", "slack_tast")),
    "uncertainty_without_values": ("--uncertain slack_taste=", ("--uncertain", "slack_taste", "no values")),
    "uncertain_and_set": (
        "--uncertain slack_taste --set slack_taste=0.3", ("--set: slack_taste: fixed and varied",)
    ),
    "usual_uncertainty_and_set": (
        "--set slack_taste=0.3 --parameters point",
        ("--set: slack_taste: fixed and varied", "name what"),
    ),
    "uncertain_years": ("--uncertain years=3:5 --years 4", ("--years: 4: fixed and varied",)),
    "uncertainty_out_of_range": ("--uncertain rigid_share=0:2", ("rigid_share = 2", "0 to 1")),
    "uncertain_lever_of_the_policy": ("--uncertain staff", ("policy.staff", "--delivered staff")),
    "delivered_but_not_announced": ("--delivered slack_taste", ("slack_taste", "does not move it")),
    "too_few_samples": ("--samples 39", ("--samples", "'39'", "40 to 20000")),
    "design_seed_in_words": ("--design-seed one", ("--design-seed", "'one'")),
    "no_replications": ("--replications 0", ("--replications", "'0'")),
    "seeds_too_large": ("--seed 9223372036854775807 --replications 2", ("--seed: 9223372036854775807", "beyond")),
    "too_few_years": ("--years 2", ("--years: 2", "year 3")),
    "unknown_setting": ("--set stafff=3", ("--set", "stafff")),
    "behaviour_without_file": ("--behaviour nothing.py:act", ("--behaviour", "no file nothing.py")),
    "no_workers": ("--workers 0", ("--workers", "'0'")),
    "unknown_format": ("--figure-format gif", ("--figure-format", "'gif'")),
    "out_is_a_file": ("--out small.toml", ("small.toml", "--out")),
    "missing_study": ("nothing.toml", ("nothing.toml", "no such file")),
    "empty_directory": ("empty", ("empty", "no results")),
    "wrong_study": ("wrong.toml", ("wrong.toml:2", "polic", "wrong.toml:3", "fails", "wrong.toml:4", "samples",
                                   "wrong.toml:6", "department.slack_taste")),
    "two_bases": ("two.toml", ("two.toml", "one base")),
    "unknown_policy_of_a_study": ("lost.toml", ("lost.toml:2", "did you mean reform_package?")),
}  # fmt: skip
FILES = {
    "small.toml": SMALL,
    "reform.toml": REFORM,
    "study.toml": STUDY,
    "wrong.toml": 'scenario = "small.toml"\npolic = "reform.toml"\nfails = "worst"\nsamples = 3\n'
    "[uncertainties]\nslack_taste = -1\n",
    "two.toml": 'scenarios = ["small.toml", "wangcheng_2022"]\n[uncertainties]\nslack_taste = ""\n',
    "lost.toml": 'scenario = "small.toml"\npolicy = "reform_packag"\n[uncertainties]\nslack_taste = ""\n',
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a small scenario, a reform of it, and study files, right and wrong."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*arguments: str) -> Any:
    """Run ``budgetsim discover``."""
    return CliRunner().invoke(app, ["discover", *arguments])


def stdout(*arguments: str) -> str:
    """What a run that succeeds prints on standard output."""
    result = invoke(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def document(*arguments: str) -> dict[str, Any]:
    """What ``--json`` prints."""

    def refuse(constant: str) -> Any:
        raise AssertionError(f"{constant} in JSON")

    found: dict[str, Any] = json.loads(stdout(*arguments, "--json"), parse_constant=refuse)
    del found["command_line"]
    return found


def test_findings_come_first_and_files_are_written(here: Path) -> None:
    text = stdout(*ASKED, *QUICK, "--fails", "active_waste>-0.1", "--out", "mine")
    assert text.startswith("reform fails in ")
    assert "of 200 states" in text
    assert "slack_taste" in text
    assert "private value of diverted money (0.4 to 0.9 value per unit of money)" in " ".join(text.split())
    found = {path.name for path in (here / "mine").iterdir()}
    assert {"rules.md", "rules.csv", "limits.csv", "states.csv", "summary.json", "parts"} <= found
    figures = {path.name for path in (here / "mine" / "figures").iterdir()}
    assert figures == {"states.png", "states.txt", "limits.png", "limits.txt"}
    assert (
        (here / "mine" / "rules.md")
        .read_text(encoding="utf-8")
        .startswith("# reform in 200 states of the world, drawn over 2 factors")
    )


def test_tables_agree_with_each_other(here: Path) -> None:
    about = document(*ASKED, *QUICK, "--fails", "active_waste>-0.1", "--out", "mine", "--no-figures")
    states, rules = (pd.read_csv(here / "mine" / name) for name in ("states.csv", "rules.csv"))
    limits = pd.read_csv(here / "mine" / "limits.csv")
    assert about["failures"] == states["fails"].sum() == (states["change_active_waste"] > -0.1).sum()
    inside = np.ones(len(states), dtype=bool)
    for _, limit in limits[limits["box"] == 1].iterrows():
        values = states[limit["factor"]]
        inside &= ~(values <= limit["low"]) & ~(values > limit["high"])
    held = states[inside & states["held_out"]]
    assert rules["states"][0] == len(held)
    assert rules["density"][0] == pytest.approx(held["fails"].mean())
    assert about["rules"][0]["density"] == pytest.approx(rules["density"][0])
    assert about["held_out"] == states["held_out"].sum()


def test_another_condition_asks_the_same_runs(here: Path) -> None:
    first = document(*ASKED, *QUICK, "--out", "mine", "--no-figures")
    stored = {path: path.stat().st_mtime_ns for path in (here / "mine" / "parts").iterdir()}
    second = document("mine", "--fails", "level:active_waste>0.1", "--no-figures")
    assert {path: path.stat().st_mtime_ns for path in (here / "mine" / "parts").iterdir()} == stored
    assert first["condition"] == "change:net_social_value<0"
    assert second["condition"] == "level:active_waste>0.1"
    assert first["share"] != second["share"]
    # The directory goes on with what it was asked last, and the same question has the same answer.
    assert document("mine", "--no-figures") == second
    again = document(*ASKED, *QUICK, "--out", "mine", "--no-figures")
    assert again == first


def test_figures_of_another_condition_do_not_stay(here: Path) -> None:
    stdout(*ASKED, *QUICK, "--fails", "active_waste>-0.1", "--out", "mine")
    stdout("mine", "--fails", "active_waste>9", "--figure-format", "svg")
    drawn = sorted(path.name for path in (here / "mine" / "figures").iterdir())
    assert drawn == [] or drawn[0].endswith((".svg", ".txt"))


def test_none_fail_and_the_worst_tenth_is_told_instead() -> None:
    flags = ("--fails", "active_waste>9", "--parameters", "point", "--no-figures", "--samples", "300")
    about = document(*ASKED, *QUICK[2:], *flags)
    assert (about["failures"], about["too_few"], about["rules"]) == (0, "failures", [])
    assert about["findings"][0].startswith("reform fails in none of 300 states")
    assert about["worst"]["condition"] == "change:active_waste:quantile:0.1"
    assert about["worst"]["failures"] == 30
    assert about["worst"]["rules"][0]["limits"][0]["factor"] == "slack_taste"


def test_a_study_file_is_read_and_overruled() -> None:
    asked = pose(Question, {"scenario": "study.toml"})
    assert str(asked.fails) == "active_waste>-0.05"
    assert [(f.name, f.lower, f.upper) for f in asked.arriving] == [("staff", 3.0, 9.0)]
    assert [f.name for f in asked.unknown] == ["slack_taste", "evaluation_lag"]
    assert (asked.samples, asked.seeds, asked.design_seed) == (120, (5, 6), 3)
    assert asked.base.policy.audit_coverage == asked.policy.policy.audit_coverage == 0.1
    flags = ("--samples", "80", "--fails", "worse", "--uncertain", "slack_taste=0.2:0.3", "--workers", "1")
    about = document("study.toml", "--no-figures", *flags)
    ranges = {factor["name"]: (factor["lower"], factor["upper"]) for factor in about["uncertain"]}
    assert ranges["slack_taste"] == (0.2, 0.3)
    assert set(ranges) == {"slack_taste", "evaluation_lag", "staff"}
    assert (about["states"], about["condition"], about["delivered"]) == (
        80,
        "change:net_social_value<0",
        ["staff"],
    )


def test_settings_of_a_study_file_hold_for_a_policy_named_instead() -> None:
    Path("other.toml").write_text(REFORM.replace("staff = 9", "staff = 5"), encoding="utf-8")
    stdout("study.toml", "--policy", "other.toml", "--samples", "80", "--no-figures", "--out", "mine")
    design = load_study("mine").design
    assert set(design["audit_coverage"]) == {0.1}
    assert design["name"].iloc[-1] == "other-s80~satisficing"
    assert design["factor.staff"].max() <= 5.0


def test_a_sweep_is_asked_about_levels_and_about_a_policy(here: Path) -> None:
    vary = ("--uncertain", "slack_taste=0.4:0.9", "--uncertain", "effort_cost", "--design", "latin_hypercube")
    flags = ("--samples", "120", "--replications", "2", "--no-figures", "--quiet", "--out", "swept")
    swept = CliRunner().invoke(app, ["sweep", "small.toml", "reform.toml", *vary, *flags])
    assert swept.exit_code == 0, swept.output
    levels = document("swept", "--fails", "level:active_waste>0.12", "--no-figures")
    assert (levels["states"], levels["policy"]) == (240, None)
    assert {factor["name"] for factor in levels["uncertain"]} == {"scenario", "slack_taste", "effort_cost"}
    change = document(
        "swept", "--policy", "reform", "--against", "small", "--fails", "active_waste:worse", "--no-figures"
    )
    assert (change["states"], change["policy"], change["against"]) == (120, "reform", "small")
    # By hand: means over the last three years, policy less base, state by state.
    study = load_study("swept")
    means = (
        study.run_means(outcomes=["active_waste"])["active_waste"].to_numpy().reshape(2, 120, 2).mean(axis=2)
    )
    assert change["failures"] == (means[1] > means[0]).sum()
    for arguments, words in (
        ((), "when does it fail?"),
        (("--fails", "change:validity<0"), "there is no change"),
        (("--policy", "reform"), "go together"),
        (("--policy", "reform", "--against", "smal"), "did you mean small?"),
        (("--policy", "reform", "--against", "reform"), "name two scenarios"),
        (("--samples", "50", "--fails", "level:validity<0"), "--samples"),
        (("--out", "elsewhere", "--fails", "level:validity<0"), "--out"),
    ):
        (here / "swept" / "summary.json").unlink(missing_ok=True)
        result = invoke("swept", *arguments)
        assert result.exit_code == WRONG_INPUT
        assert words in " ".join(result.stderr.split())


def test_sweeps_with_seeds_of_their_own_cannot_be_paired() -> None:
    flags = (
        "--uncertain",
        "slack_taste",
        "--design",
        "sobol",
        "--samples",
        "64",
        "--replications",
        "1",
        "--own-seeds",
    )
    CliRunner().invoke(
        app, ["sweep", "small.toml", "reform.toml", *flags, "--no-figures", "-q", "--out", "swept"]
    )
    result = invoke("swept", "--policy", "reform", "--against", "small")
    assert result.exit_code == WRONG_INPUT
    assert "--own-seeds" in result.stderr


def test_studies_of_another_purpose_are_refused() -> None:
    flags = ("--replications", "2", "--no-figures", "--quiet", "--out", "other")
    made = CliRunner().invoke(app, ["compare", "small.toml", "reform.toml", *flags])
    assert made.exit_code == 0, made.output
    result = invoke("other")
    assert result.exit_code == WRONG_INPUT
    assert "other holds no sweep or discover" in result.stderr


def test_an_unfinished_study_is_finished(here: Path) -> None:
    whole = run_study(study_of(pose(Question, {"scenario": "study.toml"})), here / "mine")
    part = max((here / "mine" / "parts").iterdir())
    before = part.read_bytes()
    part.unlink()
    about = document("mine", "--fails", "worse", "--no-figures", "--workers", "1")
    assert part.read_bytes() == before
    assert about["runs"] == whole.runs


def test_quiet_prints_nothing() -> None:
    result = invoke(*ASKED, *QUICK, "--quiet", "--no-figures")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_told(case: str) -> None:
    typed, words = WRONG[case]
    result = invoke(*typed.split())
    assert result.exit_code == WRONG_INPUT, result.output
    told = " ".join(result.stderr.replace("│", " ").split())
    assert "Traceback" not in told
    for word in words:
        assert word in told


@pytest.mark.slow
def test_the_unfunded_reform_fails_where_capacity_is_short() -> None:
    # Work is announced without a further official: what it is worth hangs on the staff and the days that are there.
    about = document("--policy", "reform_unfunded", "--samples", "800", "--replications", "4", "--no-figures")
    ends = {limit["factor"]: limit for limit in about["rules"][0]["limits"]}
    short = {"staff", "effective_days"} & set(ends)
    assert short
    assert all(ends[name]["high"] is not None and ends[name]["low"] is None for name in short)
    assert about["rules"][0]["density_low"] > about["share_high"]
