"""``budgetsim optimise``: what it writes and prints, its study files, its faults, and that a kill changes nothing."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from budgetsim import load_scenario, load_study, simulate
from budgetsim.cli.guard import WRONG_INPUT
from budgetsim.cli.main import app
from budgetsim.kinds.optimise.findings import policy
from budgetsim.kinds.optimise.question import Question, usual_levers
from budgetsim.kinds.optimise.replications import draw_states, mix_points, reference_points
from budgetsim.language import language
from budgetsim.report.figures import figures_of
from budgetsim.studies.ask import asked_fields, pose
from budgetsim.studies.factors import parse_vary

SMALL = "[district]\ndepartments = 8\n[protocol]\nyears = 4\nburn_in = 1\n"
SEARCH = ("--population", "8", "--replications", "4", "--parameters", "point")
FEW = (*SEARCH, "--fresh", "4")
QUICK = (*FEW, "--generations", "4")
LONG = ("small.toml", *FEW, "--generations", "10", "--workers", "1", "--no-figures")
AIMS = ("--objectives", "net_social_value,administrative_cost", "--levers", "staff,result_use,rectification")
STUDY = """
scenario = "small.toml"
objectives = ["net_social_value", "budget_gini", "active_waste:min"]
budget = 0.2
robust = "worst_decile"
states = 3
population = 8
generations = 3
replications = 2
fresh = 3
references = ["coordination"]

[set]
audit_coverage = 0.1

[levers]
staff = "1:6"
budget_rule = ["linear", "grades"]

[switches.open]
disclosure = 1.0
training = 0.5

[uncertainties]
risk_aversion = "6:18"
rigid_share = "0.5:0.9"
"""
WRONG: dict[str, tuple[str, tuple[str, ...]]] = {
    # what is typed: what the message must say
    "unknown_scenario": ("wangcheng_2023", ("did you mean wangcheng_2022?",)),
    "unknown_lever": ("--levers stafff=1:5", ("--levers", "stafff", "did you mean policy.staff?")),
    "two_unknown_levers": ("--levers stafff,trainin", ("2 faults", "stafff", "trainin")),
    "lever_out_of_range": ("--levers staff_skill=0:2", ("staff_skill = 2", "0 to 1")),
    "lever_that_nobody_decides": ("--levers risk_aversion=6:18", ("risk_aversion", "no lever")),
    "lever_twice": ("--levers staff=1:5 --levers staff=2:6", ("policy.staff", "twice")),
    "lever_and_uncertain": ("--levers staff=1:5 --uncertain staff", ("staff", "twice")),
    "unknown_objective": ("--objectives publik_value", ("--objectives", "did you mean public_value?")),
    "objective_without_way": ("--objectives self_score", ("self_score:max", "self_score:min")),
    "objective_with_odd_way": ("--objectives public_value:up", ("public_value:up", "public_value:max")),
    "objective_twice": ("--objectives public_value,public_value", ("public_value", "twice")),
    "no_objective": ("--objectives ,", ("--objectives", "no objective")),
    "too_many_objectives": (
        "--objectives public_value,manipulation,active_waste,validity,culture,rush_loss,passive_waste",
        ("more than 6",),
    ),
    "budget_zero": ("--budget 0", ("--budget", "'0'", "above 0")),
    "uncertain_and_set": (
        "--uncertain slack_taste --set slack_taste=0.3", ("--set: slack_taste: fixed and varied",)
    ),
    "uncertain_years": ("--uncertain years=3:6 --years 4", ("--years", "4: fixed and varied")),
    "budget_in_words": ("--budget much", ("--budget", "'much'")),
    "budget_infinite": ("--budget inf", ("--budget", "'inf'")),
    "budget_too_small": (f"--budget 1e-9 {' '.join(QUICK)}", ("1e-09", "cheapest", "--budget")),
    "material_too_large": ("--material 2", ("--material", "'2'", "0 to 1")),
    "population_too_small": ("--population 3", ("--population", "'3'", "4 to 2000")),
    "no_generations": ("--generations 0", ("--generations", "'0'")),
    "no_replications": ("--replications 0", ("--replications", "'0'")),
    "no_fresh": ("--fresh none", ("--fresh", "'none'")),
    "unknown_algorithm": ("--algorithm nsga4", ("algorithm", "'nsga4'", "nsga2")),
    "unknown_robust": ("--robust worst", ("robust", "'worst'", "worst_decile")),
    "regret_of_one_state": ("--robust regret --parameters point", ("regret", "--uncertain")),
    "states_of_nothing": ("--states 5 --parameters point", ("--states: 5", "--uncertain")),
    "ranges_beside_draws": (
        "--uncertain slack_taste --parameters posterior", ("--uncertain", "slack_taste", "beside draws")
    ),
    "draws_of_ranges": ("--uncertain slack_taste --draws 9", ("--draws: 9", "--parameters posterior")),
    "one_state": ("--states 1", ("--states", "'1'", "2 to 1000")),
    "unknown_uncertainty": ("--uncertain risk_aversio", ("--uncertain", "did you mean department.risk_aversion?")),
    "from_year_after_the_end": ("--from-year 5", ("--from-year: 5", "1 to 4")),
    "from_year_zero": ("--from-year 0", ("--from-year", "'0'")),
    "unknown_reference": ("--references reform_packag", ("reform_packag", "did you mean reform_package?")),
    "reference_without_reform": ("--references wangcheng_2015", ("wangcheng_2015", "no reform")),
    "reference_that_lasts_too_long": ("--references capacity_first", ("capacity_first", "year 6")),
    "negative_seed": ("--seed -1", ("--seed", "'-1'")),
    "seeds_too_large": ("--seed 9223372036854775800", ("--seed: 9223372036854775800", "beyond the largest")),
    "negative_search_seed": ("--search-seed -1", ("--search-seed", "'-1'")),
    "unknown_setting": ("--set stafff=3", ("--set", "stafff")),
    "too_few_years": ("--years 0", ("--years", "'0'")),
    "behaviour_without_file": ("--behaviour nothing.py:act", ("--behaviour", "no file nothing.py")),
    "no_workers": ("--workers 0", ("--workers", "'0'")),
    "out_is_a_file": ("--out small.toml", ("small.toml", "--out")),
    "wrong_study": ("wrong.toml", ("wrong.toml:2", "objectivs", "wrong.toml:3", "budget", "wrong.toml:5", "stafff")),
    "missing_study": ("nothing.toml", ("nothing.toml", "no such file")),
    "two_scenarios": ("two.toml", ("two.toml", "one scenario")),
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a small scenario and study files, right and wrong."""
    files = {
        "small.toml": SMALL,
        "study.toml": STUDY,
        "wrong.toml": 'scenario = "small.toml"\nobjectivs = ["validity"]\nbudget = "much"\n[levers]\nstafff = "1:5"\n',
        "two.toml": 'scenarios = ["small.toml", "wangcheng_2022"]\n[levers]\nstaff = "1:5"\n',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


def run(*arguments: str) -> Any:
    got = CliRunner().invoke(app, ["optimise", *arguments])
    assert got.exit_code == 0, got.output
    return got


def front(directory: str) -> pd.DataFrame:
    return pd.read_csv(Path(directory) / "front.csv")


def files_of(directory: Path) -> dict[str, bytes]:
    """Everything that must not depend on how a search came to its end; manifests hold times."""
    kept = {".csv", ".parquet", ".toml"}
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.suffix in kept and path.is_file()
    }


# What it writes ---------------------------------------------------------------------------------------------------


def test_search_writes_tables_scenarios_and_figures(here: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = run(
            "small.toml", *QUICK, *AIMS, "--out", "mine", "--budget", "0.5", "--material", "0.003"
        ).stdout
    there = {path.name for path in (here / "mine").iterdir()}
    tables = {"front.csv", "front.parquet", "references.csv", "mixes.parquet", "convergence.csv"}
    scenarios = {"knee.toml", "best_net_social_value.toml", "best_administrative_cost.toml"}
    assert tables | scenarios | {"study.toml", "campaign.json", "rounds", "figures"} <= there
    figures = {path.name for path in (here / "mine" / "figures").glob("*.png")}
    assert figures == {"front.png", "levers.png", "convergence.png"}
    for part in (
        "As a policy, the knee is",
        "status quo",
        "reform package",
        "hypervolume",
        "fresh seeds",
        "mine/knee.toml",
    ):
        assert part in text.replace("\n", " ")
    assert "at most 0.5 per department and year, 50% of a mean budget" in " ".join(text.split())
    got = front("mine")
    assert got["holds_budget"].all()
    assert got["budget_used"].max() <= 0.5
    assert got["knee"].sum() == 1
    pd.testing.assert_frame_equal(got, pd.read_parquet("mine/front.parquet"), check_exact=True)
    every = pd.read_parquet("mine/mixes.parquet")[["staff", "result_use", "rectification"]]
    # The search starts from the status quo and the reform, as far as the levers reach.
    np.testing.assert_allclose(every.iloc[:2], [[3.0, 0.1, 0.3], [12.0, 0.4, 0.7]], rtol=1e-12)
    loaded = load_study("mine")
    assert loaded.complete
    assert {factor.name for factor in loaded.factors} == {"staff", "result_use", "rectification"}


def test_the_knee_runs_and_shows_what_the_front_says(here: Path) -> None:
    run("small.toml", *QUICK, *AIMS, "--out", "mine", "--no-figures")
    (knee,) = front("mine").query("knee").to_dict("records")
    scenario = load_scenario(here / "mine" / "knee.toml")
    assert scenario.changes[-1].year == 3
    assert scenario.changes[-1].levers == {key: knee[key] for key in ("staff", "result_use", "rectification")}
    # Four seeds in the search, then four fresh ones.
    outcomes = simulate(scenario, [4, 5, 6, 7]).outcomes
    late = outcomes[outcomes["year"] > 1].groupby("seed")["net_social_value"].mean()
    assert knee["net_social_value"] == pytest.approx(late.mean(), rel=1e-12)
    assert knee["net_social_value_low"] < late.mean() < knee["net_social_value_high"]
    before = simulate(scenario, 4).outcomes
    late = before[before["year"] > 1]["net_social_value"]
    assert knee["net_social_value_search"] == pytest.approx(late.mean(), rel=1e-12)
    assert CliRunner().invoke(app, ["run", "mine/knee.toml", "--no-figures"]).exit_code == 0


def policy_of(moves: dict[str, tuple[Any, Any]], sought: int = 2, code: str = "en") -> str:
    """What is said of a knee with levers (as they are varied) from one value to another."""
    factors = tuple(parse_vary(text, "--levers") for text in moves)
    before, after = (
        {f.name: move[end] for f, move in zip(factors, moves.values(), strict=True)} for end in (0, 1)
    )
    answer: Any = SimpleNamespace(
        levers=factors, status_quo=before, knee_row=after, is_alone=sought == 1, sought=("x",), drawn=None
    )
    return policy(answer, language(code))


def test_the_knee_is_named_as_a_policy() -> None:
    got = policy_of(
        {
            "staff=1:11": (3.0, 1.5),
            "result_use=0:1": (0.1, 0.2),
            "training=0:1": (0.1, 0.9),
            "monitoring_intensity=0:1": (0.5, 0.1),
            "disclosure=0:1": (0.1, 0.3),
            "coordination=0:1": (0.5, 0.52),
            "budget_rule=linear,grades": ("linear", "grades"),
            "evaluation_lag": (2, 2),
        }
    )
    assert got == (
        "As a policy, the knee is much more training (0.1 to 0.9); more disclosure (0.1 to 0.3) and result use (0.1 to"
        " 0.2); another choice of budget rule (linear to grades); less staff (3 to 1.5); much less monitoring intensity"
        " (0.5 to 0.1); about the same coordination and evaluation lag."
    )


def test_the_best_of_one_objective_is_no_knee() -> None:
    assert (
        policy_of({"staff=1:11": (3.0, 3.0)}, sought=1)
        == "As a policy, the best mix is about the same staff."
    )


def test_the_policy_is_named_in_chinese() -> None:
    moves: dict[str, tuple[Any, Any]] = {
        "training=0:1": (0.1, 0.9),
        "budget_rule=linear,grades": ("linear", "grades"),
        "staff=1:11": (3.0, 3.0),
    }
    say = language("zh")
    got = policy_of(moves, code="zh")
    assert f"大幅调高{say.name('training')}（0.1 → 0.9）" in got
    assert f"改选{say.name('budget_rule')}（{say.choice('linear')} → {say.choice('grades')}）" in got
    assert f"{say.name('staff')}大致不变" in got


def test_references_are_the_reforms_themselves() -> None:
    """On the base that a reform extends, from its own year, the transplanted reform is the reform."""
    question = pose(Question, {"scenario": "wangcheng_2022"})
    status_quo, package, unfunded = reference_points(question, {})
    assert not status_quo.differences(load_scenario("wangcheng_2022"))
    assert not package.differences(load_scenario("reform_package"))
    assert not unfunded.differences(load_scenario("reform_unfunded"))
    assert question.varied == usual_levers()
    (change,) = load_scenario("reform_package").changes
    assert {factor.name for factor in usual_levers()} == set(change.levers)


def assert_same_numbers(english: list[str], chinese: list[str]) -> None:
    """Every sentence is there in both languages, with the same numbers."""
    assert len(english) == len(chinese) > 3
    for one, two in zip(english, chinese, strict=True):
        assert sorted(re.findall(r"[\d.,]*\d", one)) == sorted(re.findall(r"[\d.,]*\d", two))


def test_json_is_one_document_without_nan() -> None:
    got = run("small.toml", *SEARCH, "--generations", "4", "--fresh", "1", *AIMS, "--json", "--no-figures")
    document = json.loads(got.stdout, parse_constant=pytest.fail)
    assert [item["name"] for item in document["objectives"]] == ["net_social_value", "administrative_cost"]
    assert document["front"][0]["net_social_value_low"] is None  # one fresh seed has no interval
    assert set(document["knee"]["levers"]) == {"staff", "result_use", "rectification"}
    assert document["named"]["knee"] == document["knee"]["mix"]
    assert len(document["convergence"]["hypervolume"]) == 4
    assert document["fresh_seeds"] == [4]
    assert_same_numbers(document["findings"], document["findings_zh"])


def test_a_single_objective_has_a_best_mix_and_no_front() -> None:
    text = run(
        "small.toml", *QUICK, "--objectives", "net_social_value", "--levers", "staff", "--out", "mine"
    ).stdout
    assert "The best mix: net social value" in text
    assert len(front("mine")) == 1
    assert not Path("mine/figures/front.png").exists()
    every = pd.read_parquet("mine/mixes.parquet")
    assert every["net_social_value"].max() == front("mine")["net_social_value_search"].item()
    offered = figures_of(Path("mine"))
    assert list(offered) == ["levers", "hypervolume"]
    assert "all mixes that were tried" in offered["levers"].draw().caption
    answer = json.loads(Path("mine/summary.json").read_text(encoding="utf-8"))
    assert_same_numbers(answer["findings"], answer["findings_zh"])


# Study files and states -------------------------------------------------------------------------------------------


def test_study_file_is_read_and_overruled(here: Path) -> None:
    question = pose(Question, {"scenario": str(here / "study.toml")})
    assert (question.title, question.budget, question.robust, question.states) == (
        "study",
        0.2,
        "worst_decile",
        3,
    )
    assert [str(o) for o in question.objectives] == [
        "net_social_value:max",
        "budget_gini:min",
        "active_waste:min",
    ]
    assert [factor.name for factor in question.levers] == ["staff", "budget_rule", "open"]
    assert question.base.policy.audit_coverage == 0.1
    assert [reform.name for reform in question.reforms] == ["coordination"]
    run(
        "study.toml",
        "--levers",
        "staff=2:3",
        "--budget",
        "0.3",
        "--generations",
        "2",
        "--out",
        "mine",
        "--quiet",
    )
    got = front("mine")
    assert got["staff"].between(2.0, 3.0).all()
    assert set(got["open"]) <= {True, False}
    stated = pd.read_csv("mine/states.csv")
    assert stated.groupby("use").size().to_dict() == {"check": 3, "search": 3}
    assert stated["risk_aversion"].between(6.0, 18.0).all()
    assert stated["risk_aversion"].nunique() == 6  # the check draws states of its own


def test_every_mix_meets_every_state_from_the_start(here: Path) -> None:
    question = pose(Question, {"scenario": str(here / "study.toml")})
    states = draw_states(question, is_fresh=False)
    mixes = {"staff": [2.0, 5.0], "budget_rule": ["grades", "linear"], "open": [True, False]}
    points = list(mix_points(question, ("a", "b"), mixes, states))
    assert [point.name for point in points[:4]] == ["a-state01", "a-state02", "a-state03", "b-state01"]
    for place, point in enumerate(points):
        state, mix = place % 3, place // 3
        # A lever of the superior is uncertain too: it holds from the start and is no part of the reform.
        assert point.policy.rigid_share == states["rigid_share"][state]
        assert point.department.risk_aversion == states["risk_aversion"][state]
        (change,) = point.changes
        expected = {"staff": mixes["staff"][mix], "budget_rule": mixes["budget_rule"][mix]}
        assert change.levers == expected | ({"disclosure": 1.0, "training": 0.5} if mix == 0 else {})
    assert draw_states(question, is_fresh=False) == states
    assert draw_states(question, is_fresh=True) != states


def test_an_uncertain_lever_that_the_base_changes_later_is_refused(here: Path) -> None:
    text = 'extends = "small.toml"\n[[change]]\nyear = 2\nrigid_share = 0.5\n'
    (here / "late.toml").write_text(text, encoding="utf-8")
    got = CliRunner().invoke(app, ["optimise", "late.toml", "--uncertain", "rigid_share=0.4:0.9"])
    assert got.exit_code == WRONG_INPUT
    assert "policy.rigid_share: uncertain, but late changes it in year 2" in " ".join(got.stderr.split())


# Going on ---------------------------------------------------------------------------------------------------------


def test_more_generations_go_on_where_fewer_ended() -> None:
    run("small.toml", *FEW, *AIMS, "--no-figures", "--out", "long", "--generations", "6")
    run("small.toml", *FEW, *AIMS, "--no-figures", "--out", "short", "--generations", "3")
    got = run("small.toml", *FEW, *AIMS, "--no-figures", "--out", "short", "--generations", "6")
    assert re.search(r"[\d,]+ of [\d,]+ runs are there already", got.stderr)
    for name in ("front.csv", "convergence.csv", "mixes.parquet", "knee.toml"):
        assert Path("short", name).read_bytes() == Path("long", name).read_bytes()


def test_another_question_in_the_directory_is_refused(here: Path) -> None:
    run("small.toml", *QUICK, *AIMS, "--no-figures", "--out", "mine")
    before = files_of(here / "mine")
    got = CliRunner().invoke(
        app, ["optimise", "small.toml", *QUICK, *AIMS, "--out", "mine", "--budget", "0.1"]
    )
    assert got.exit_code == WRONG_INPUT
    assert "another study" in got.stderr
    assert files_of(here / "mine") == before


def program(directory: str) -> list[str]:
    return [sys.executable, "-m", "budgetsim", "optimise", *LONG, "--out", directory]


@pytest.mark.parametrize(
    "rounds", [2, pytest.param(5, marks=pytest.mark.slow), pytest.param(9, marks=pytest.mark.slow)]
)
def test_a_killed_search_ends_with_the_same_bytes(here: Path, rounds: int) -> None:
    run(*LONG, "--out", "whole")
    with subprocess.Popen(program("cut"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while len(list(here.glob("cut/rounds/generation-*"))) < rounds and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not (here / "cut" / "front.csv").exists()
    again = run(*LONG, "--out", "cut")
    assert "are there already" in again.stderr
    assert files_of(here / "cut") == files_of(here / "whole")


@pytest.mark.slow
def test_two_workers_write_the_bytes_of_one(here: Path) -> None:
    for directory, workers in (("one", "1"), ("two", "2")):
        run("study.toml", "--no-figures", "--out", directory, "--workers", workers)
    assert files_of(here / "one") == files_of(here / "two")


# Wrong input ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_told_and_exits_with_2(case: str) -> None:
    typed, expected = WRONG[case]
    words = typed.split()
    named = [] if words[0] and not words[0].startswith("--") else ["small.toml"]
    got = CliRunner().invoke(app, ["optimise", *named, *words, "--no-figures"])
    told = " ".join(got.stderr.replace("│", " ").split())
    assert (got.exit_code, got.stdout) == (WRONG_INPUT, ""), got.output
    assert [part for part in expected if part not in told] == []
    assert "Traceback" not in got.output


def test_hidden_numbers_are_finite() -> None:
    """What the tables say of intervals is ordered, whatever the measure."""
    run("study.toml", "--no-figures", "--out", "mine", "--quiet", "--robust", "regret")
    got = front("mine")
    for name in ("net_social_value", "budget_gini", "active_waste"):
        assert (got[f"{name}_low"] <= got[name] + 1e-12).mean() > 0.8
        assert np.isfinite(got[[name, f"{name}_low", f"{name}_high", f"{name}_search"]].to_numpy()).all()
        assert (got[name] >= 0.0).all()


# The page and the example -----------------------------------------------------------------------------------------


def test_example_is_a_whole_question(root: Path) -> None:
    question = pose(Question, {"scenario": str(root / "experiments" / "optimise_under_budget.toml")})
    assert question.budget == 0.01
    assert {factor.kind for factor in question.levers} == {"number", "choice"}
    assert "rigid_share" in [factor.name for factor in question.uncertain]


def test_page_names_every_key_flag_and_file(root: Path) -> None:
    page = (root / "docs" / "optimise.md").read_text(encoding="utf-8")
    keys = {one.name for one in asked_fields(Question)} - {"settings", "behaviour", "uncertain"}
    assert {key for key in keys if f"`{key}`" not in page and f"`--{key}`" not in page} == set()
    help_text = CliRunner().invoke(app, ["optimise", "--help"], env={"COLUMNS": "200"}).stdout
    named = set(re.findall(r"`(--[a-z-]+)", page))
    assert {flag for flag in named if flag not in help_text} == set()
    for name in ("front.csv", "references.csv", "convergence.csv", "mixes.parquet", "states.csv"):
        assert f"`{name}`" in page
