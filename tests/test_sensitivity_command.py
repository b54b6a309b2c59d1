"""``budgetsim sensitivity`` from the command line: what it simulates, stores, prints and refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.declarations import declarations
from budgetsim.kinds.sensitivity.answer import Analysis, Pair, Sensitivity, Step, VariedFactor
from budgetsim.kinds.sensitivity.calls import untouched
from budgetsim.kinds.sensitivity.findings import noise_note, ranking_note
from budgetsim.kinds.sensitivity.methods import METHODS
from budgetsim.kinds.sensitivity.question import Question, usual_factors
from budgetsim.kinds.sensitivity.standing import Noise, noise_of, standing_of
from budgetsim.language import language
from budgetsim.model.measures import OUTCOMES
from budgetsim.studies.ask import pose
from budgetsim.studies.factors import Place
from budgetsim.studies.table import Interval
from budgetsim.studies.values import Factors, split_factors

SMALL = """
[district]
departments = 6
[protocol]
years = 3
burn_in = 1
"""
STUDY = """
name = "small"
scenario = "small.toml"
method = "sobol"
samples = 16
replications = 2
outcomes = ["validity", "net_social_value"]
[levers]
staff = "1:10"
budget_rule = ["linear", "grades", "tournament"]
[uncertainties]
aspiration = true
adaptive_share = {lower = 0, upper = 0.5}
"""
FACTORS = ("--factors", "staff=1:10,staff_skill,search_step")
QUICK = ("--samples", "16", "--replications", "2", "--no-figures")
OUT = ("--out", "made")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with a scenario and a study of it."""
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["sensitivity", *arguments])


def stdout(*arguments: str) -> str:
    got = invoke(*arguments)
    assert got.exit_code == 0, got.output
    return got.stdout


def document(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(stdout(*arguments, "--json"), parse_constant=pytest.fail)
    return found


def tables(directory: Path) -> pd.DataFrame:
    return pd.read_csv(directory / "indices.csv", keep_default_na=False)


def values(frame: pd.DataFrame, outcome: str, kind: str) -> dict[str, float]:
    own = frame[(frame["outcome"] == outcome) & (frame["index"] == kind)]
    return dict(zip(own["factor"], own["value"].astype(float), strict=True))


# What is stored ---------------------------------------------------------------------------------------------------


def test_everything_is_written(here: Path) -> None:
    stdout("study.toml", *OUT)
    names = {path.name for path in (here / "made").iterdir()}
    assert {"indices.csv", "convergence.csv", "noise.csv", "summary.json"} <= names
    assert {"sample.parquet", "means.parquet", "salib.json", "study.toml", "parts"} <= names
    drawn = {path.name for path in (here / "made" / "figures").iterdir()}
    assert drawn == {f"sobol-{name}.{end}" for name in ("indices", "pairs") for end in ("png", "txt")}


def test_the_stored_means_are_those_of_the_runs_and_the_sample_is_their_design(here: Path) -> None:
    stdout("study.toml", *OUT, "--no-figures", "--years", "4")
    study = budgetsim.load_study(here / "made")
    late = study.outcomes[study.outcomes["year"] > 1]
    expected = late.groupby("scenario", sort=False)[["validity", "net_social_value"]].mean()
    np.testing.assert_allclose(pd.read_parquet(here / "made" / "means.parquet"), expected, rtol=1e-12)
    sample = pd.read_parquet(here / "made" / "sample.parquet")
    for factor in study.factors:
        assert study.points[factor.name].tolist() == factor.at(sample[factor.name].to_numpy())


@pytest.mark.parametrize(
    ("method", "samples"),
    [
        ("sobol", "16"),
        ("morris", "6"),
        ("fast", "273"),
        ("rbd_fast", "100"),
        ("pawn", "100"),
    ],
)
def test_indices_are_salibs_own_on_what_is_stored(here: Path, method: str, samples: str) -> None:
    """The recipe of the documentation, with nothing but the files."""
    more = ("--samples", samples, "--replications", "1", "--no-figures", "--outcomes", "net_social_value")
    stdout("small.toml", *FACTORS, "--method", method, *more, *OUT)
    about = json.loads((here / "made" / "salib.json").read_text(encoding="utf-8"))
    data = {
        "sample.parquet": pd.read_parquet(here / "made" / "sample.parquet").to_numpy(),
        "means.parquet": pd.read_parquet(here / "made" / "means.parquet")["net_social_value"].to_numpy(),
    }
    module, _, name = about["analyze"]["function"].rpartition(".")
    with untouched():
        found = getattr(import_module(module), name)(
            about["problem"],
            *(data[file] for file in about["analyze"]["data"]),
            **about["analyze"]["arguments"],
        )
    kinds = {
        "sobol": ("ST", "S1"),
        "morris": ("mu_star", "sigma", "mu"),
        "fast": ("ST", "S1"),
        "rbd_fast": ("S1",),
    }
    kinds |= {"pawn": ("median", "maximum")}
    for kind in kinds[method]:
        got = values(tables(here / "made"), "net_social_value", kind)
        assert list(got.values()) == [float(value) for value in found[kind]]


def test_second_order_is_salibs_own_within_what_the_totals_allow(here: Path) -> None:
    stdout("study.toml", *OUT, "--no-figures")
    from SALib.analyze import sobol

    about = json.loads((here / "made" / "salib.json").read_text(encoding="utf-8"))
    y = pd.read_parquet(here / "made" / "means.parquet")["validity"].to_numpy()
    found = sobol.analyze(about["problem"], y, **about["analyze"]["arguments"])
    frame = tables(here / "made")
    pairs = frame[(frame["outcome"] == "validity") & (frame["index"] == "S2")]
    names = about["problem"]["names"]
    assert len(pairs) == 6
    total = values(frame, "validity", "ST")
    for row in pairs.itertuples():
        one, two = names.index(row.factor), names.index(row.other_factor)
        # A factor of no use has no pair either, and no pair exceeds the totals of its factors.
        if total[row.factor] * total[row.other_factor] == 0.0:
            assert float(row.value) == 0.0
        else:
            assert float(row.value) <= found["S2"][one, two]


def test_a_parameter_of_a_rule_that_nobody_uses_has_exactly_no_effect(here: Path) -> None:
    """Common random numbers: what is not used changes not even the last bit."""
    stdout("small.toml", *FACTORS, *QUICK, *OUT)
    for outcome in ("net_social_value", "active_waste", "validity"):
        assert values(tables(here / "made"), outcome, "ST").get("search_step", 0.0) == 0.0
    assert values(tables(here / "made"), "net_social_value", "ST")["staff"] > 0.0
    stdout("small.toml", *FACTORS, *QUICK, "--set", "adaptive_share=1", "--out", "used")
    assert values(tables(here / "used"), "net_social_value", "ST")["search_step"] > 0.0


def test_convergence_ends_with_the_indices(here: Path) -> None:
    stdout("small.toml", *FACTORS, "--samples", "32", "--replications", "1", "--no-figures", *OUT)
    steps = pd.read_csv(here / "made" / "convergence.csv")
    assert sorted(steps["samples"].unique()) == [16, 32]
    last = steps[(steps["samples"] == 32) & (steps["outcome"] == "validity")]
    assert dict(zip(last["factor"], last["value"], strict=True)) == values(
        tables(here / "made"), "validity", "ST"
    )


# The same again ---------------------------------------------------------------------------------------------------


def mtimes(directory: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (directory / "parts").iterdir()}


def test_the_same_again_simulates_nothing_and_says_the_same(here: Path) -> None:
    first = stdout("study.toml", *OUT, "--no-figures")
    before, indices = mtimes(here / "made"), (here / "made" / "indices.csv").read_bytes()
    got = invoke("study.toml", *OUT, "--no-figures")
    assert got.stdout == first
    assert "320 of 320 runs are there already" in got.stderr
    assert (mtimes(here / "made"), (here / "made" / "indices.csv").read_bytes()) == (before, indices)


def test_other_outcomes_take_the_same_runs(here: Path) -> None:
    stdout("study.toml", "--no-figures")
    (directory,) = (here / "results").iterdir()
    before = mtimes(directory)
    got = document("study.toml", "--no-figures", "--outcomes", "credibility,rent")
    assert list(got["outcomes"]) == ["credibility", "rent"]
    assert ([directory], before) == (list((here / "results").iterdir()), mtimes(directory))


def test_methods_of_any_points_share_their_runs(here: Path) -> None:
    more = ("--samples", "100", "--replications", "1", "--no-figures", "--outcomes", "net_social_value")
    for method in ("rbd_fast", "pawn"):
        stdout("small.toml", *FACTORS, *more, "--method", method)
    assert len(list((here / "results").iterdir())) == 1
    stdout("small.toml", *FACTORS, *more, "--method", "rbd_fast", "--sample-seed", "1")
    assert len(list((here / "results").iterdir())) == 2


def test_a_study_that_lost_a_part_goes_on(here: Path) -> None:
    stdout("study.toml", *OUT, "--no-figures")
    indices = (here / "made" / "indices.csv").read_bytes()
    next((here / "made" / "parts").iterdir()).unlink()
    stdout("study.toml", *OUT, "--no-figures")
    assert (here / "made" / "indices.csv").read_bytes() == indices


@pytest.mark.slow
def test_two_processes_find_what_one_finds(here: Path) -> None:
    for workers in ("1", "2"):
        stdout("small.toml", *FACTORS, *QUICK, "--workers", workers, "--out", f"with{workers}")
    one, two = ((here / f"with{k}" / "indices.csv").read_bytes() for k in (1, 2))
    assert one == two


# What is asked for ------------------------------------------------------------------------------------------------


def test_flags_say_what_a_study_file_says() -> None:
    flags = (
        "--factors",
        "staff=1:10,budget_rule=linear,grades,tournament",
        "--factors",
        "aspiration,adaptive_share",
    )
    file = document("study.toml", "--no-figures")
    same = document("small.toml", *flags, *QUICK, "--outcomes", "validity,net_social_value")
    assert file.pop("command_line") != same.pop("command_line")
    assert file == same


def test_flags_overrule_the_study_file() -> None:
    got = document("study.toml", "--method", "morris", "--samples", "5", "--seed", "7", "--no-figures")
    assert (got["method"], got["samples"], got["seeds"], got["points"]) == ("morris", 5, [7, 8], 25)
    fewer = document("study.toml", "--factors", "staff,result_use", "--replications", "1", "--no-figures")
    assert (list(fewer["factors"]), fewer["seeds"]) == (["staff", "result_use"], [0])
    moved = document("study.toml", "--set", "staff_skill=1", "--no-figures")
    assert (
        moved["outcomes"]["validity"]["mean"]
        != document("study.toml", "--no-figures")["outcomes"]["validity"]["mean"]
    )


def test_pairs_of_a_study_file_are_left_alone_by_a_method_without_them(here: Path) -> None:
    """A flag that means nothing is refused; a file may be read with another method than it was written for."""
    (here / "single.toml").write_text("second_order = false" + STUDY, encoding="utf-8")
    assert document("single.toml", "--no-figures")["points"] == 16 * (4 + 2)
    got = document("single.toml", "--method", "morris", "--samples", "5", "--no-figures")
    assert (got["method"], got["points"]) == ("morris", 25)


def test_a_list_of_factors_may_stand_in_the_file(here: Path) -> None:
    text = 'scenario = "small.toml"\nfactors = ["staff=1:10", "policy.budget_rule=linear,grades", "search_step"]\n'
    (here / "list.toml").write_text(text, encoding="utf-8")
    got = pose(Question, {"scenario": str(here / "list.toml")}).factors
    assert [(f.name, f.lower, f.upper, f.levels) for f in got[:2]] == [
        ("staff", 1.0, 10.0, ()),
        ("budget_rule", None, None, ("linear", "grades")),
    ]


def test_switches_and_groups_are_analysed(here: Path) -> None:
    text = (
        STUDY
        + "[switches.digital]\nstaff_skill = 0.9\ninformation_systems = 0.9\n"
        + '[groups]\nrules = ["budget_rule", "aspiration"]\n'
    )
    (here / "groups.toml").write_text(text, encoding="utf-8")
    got = document("groups.toml", "--no-figures", "--no-second-order")
    total = got["outcomes"]["validity"]["indices"]["ST"]
    assert list(total) == ["staff", "rules", "digital", "adaptive_share"]
    assert got["points"] == 16 * (4 + 2)
    assert got["outcomes"]["validity"]["pairs"] == []
    assert total["digital"]["value"] > 0.0


def test_a_reform_leaves_the_years_before_it_alone(here: Path) -> None:
    text = " ".join(stdout("small.toml", *FACTORS, *QUICK, "--years", "3", "--from-year", "3", *OUT).split())
    study = budgetsim.load_study(here / "made")
    early = study.outcomes[study.outcomes["year"] < 3].groupby(["seed", "year"])["net_social_value"]
    assert early.nunique().max() == 1
    assert "Only 1 of these years come after the reform" in text


def test_without_factors_every_lever_that_is_a_number_is_varied() -> None:
    names = {factor.name for factor in usual_factors()}
    policy = {about.name for about in declarations().values() if about.group == "policy"}
    assert policy - names == {"evaluation_lag", "budget_rule", "objective_contract"}


@pytest.mark.parametrize(
    ("texts", "pieces"),
    [
        (["a,b"], ["a", "b"]),
        (["staff=1:10,result_use"], ["staff=1:10", "result_use"]),
        (["budget_rule=linear,grades,staff"], ["budget_rule=linear,grades", "staff"]),
        (["budget_rule=linear,grades,policy.staff=1,2"], ["budget_rule=linear,grades", "policy.staff=1,2"]),
        (["staff=1:10,typo"], ["staff=1:10", "typo"]),
        (["staff", "training=0.1, 0.2"], ["staff", "training=0.1,0.2"]),
        ([" , "], []),
    ],
)
def test_factors_are_told_apart_at_commas(texts: list[str], pieces: list[str]) -> None:
    assert split_factors(texts) == pieces


def test_whole_numbers_and_choices_are_taken_as_such(here: Path) -> None:
    flags = ("--factors", "departments=5:8,objective_contract,evaluation_lag")
    stdout("small.toml", *flags, *QUICK, *OUT)
    points = budgetsim.load_study(here / "made").points
    assert set(points["departments"]) == {5, 6, 7, 8}
    assert set(points["evaluation_lag"]) == {1, 2}
    assert len(set(points["objective_contract"])) == 4


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ("--factors staff,result_use --set staff=3", "--set: staff: fixed and varied"),
        (
            "--factors staff,external_noise --set external_noise=0.1 --from-year 2",
            "--set: external_noise: fixed and varied",
        ),
        ("--factors years=2:4,result_use --years 3", "--years: 3: years are varied too"),
        ("--factors slack_taste,external_noise --from-year 2", "--from-year: 2: no lever is varied"),
    ],
)
def test_what_would_have_no_effect_is_refused(flags: str, message: str, here: Path) -> None:
    got = invoke("small.toml", *flags.split(), *QUICK, *OUT)
    assert (got.exit_code, got.stdout) == (2, "")
    assert message in got.stderr
    assert not (here / "made").exists()


def test_before_a_reform_a_lever_may_be_set(here: Path) -> None:
    flags = ("--factors", "staff=4:8,result_use", "--set", "staff=2", "--from-year", "3", *QUICK, *OUT)
    assert invoke("small.toml", *flags).exit_code == 0
    design = pd.read_parquet(here / "made" / "design.parquet")
    assert set(design["staff"]) == {2.0}
    assert design["factor.staff"].between(4.0, 8.0).all()


# What is printed --------------------------------------------------------------------------------------------------


def test_the_finding_comes_first_and_is_made_of_the_numbers(here: Path) -> None:
    text = " ".join(stdout("study.toml", *OUT, "--no-figures").split())
    got = json.loads((here / "made" / "summary.json").read_text(encoding="utf-8"))
    assert text.startswith(got["findings"][0])
    assert got["findings"][0].startswith("Validity: ")
    second = got["outcomes"]["net_social_value"]
    total = {name: cell["value"] for name, cell in second["indices"]["ST"].items()}
    assert second["ranking"][0] == max(total, key=lambda name: total[name])
    assert second["standing"]["leaders"][0] == second["ranking"][0]
    assert f"Net social value: {second['ranking'][0]}" in text
    assert "No influence at all: aspiration." in text


@pytest.mark.parametrize("method", ["sobol", "morris", "fast", "rbd_fast", "delta", "pawn"])
def test_luck_is_the_first_thing_said(here: Path, method: str) -> None:
    """Ranges that move nothing: what is left is luck, whatever the method."""
    samples = {"sobol": "32", "morris": "16", "fast": "273"}.get(method, "200")
    flags = "--factors external_noise=0.058:0.060 --factors self_noise=0.0965:0.0975 --factors slack_taste=0.588:0.592"
    more = ("--outcomes", "validity", "--replications", "3", "--samples", samples, "--method", method)
    more += ("--set", "departments=20", "--years", "4")
    text = " ".join(stdout("wangcheng_2022", *flags.split(), *more, *OUT, "--figure-format", "svg").split())
    got = json.loads((here / "made" / "summary.json").read_text(encoding="utf-8"))
    own = got["outcomes"]["validity"]
    assert (own["standing"]["verdict"], own["ranking"], own["settled"]) == ("luck", [], None)
    assert own["noise"]["share_of_luck_in_means"] > 0.5
    needed = own["noise"]["enough_seeds"]
    for told in (text, got["findings"][0]):
        assert told.startswith("Validity: the indices tell of luck and not of the factors")
        assert f"--replications {needed}" in told
        assert "matter" not in told.partition(".")[0]
    assert f"--replications {needed}" in got["findings_zh"][0]
    assert "has settled" not in text
    assert "影响最大" not in got["findings_zh"][0]
    for caption in (here / "made" / "figures").glob("*.txt"):
        told = caption.read_text(encoding="utf-8")
        assert "tell of luck" in told or "No pair is clear" in told
        assert "settled" not in told


def test_one_seed_is_no_proof_against_luck() -> None:
    got = document("small.toml", *FACTORS, "--samples", "16", "--replications", "1", "--no-figures")
    assert all("cannot be told how much of this is luck" in told for told in got["findings"][:2])


@pytest.mark.parametrize("method", ["fast", "rbd_fast"])
def test_a_method_that_cannot_take_a_factor_is_refused_before_anything_runs(here: Path, method: str) -> None:
    flags = ("--factors", "staff=1:10,budget_rule,evaluation_lag", "--method", method)
    got = invoke("small.toml", *flags, *OUT)
    assert (got.exit_code, got.stdout) == (2, "")
    for told in (
        "2 faults",
        "policy.budget_rule",
        "policy.evaluation_lag",
        f"{method} cannot",
        "sobol, morris, delta",
    ):
        assert told in got.stderr
    assert not (here / "made").exists()
    file = invoke("study.toml", "--method", method)
    assert file.exit_code == 2
    assert "study.toml:10" in file.stderr
    assert "budget_rule" in file.stderr


@pytest.mark.parametrize("method", ["sobol", "morris", "delta", "pawn"])
def test_no_warning_of_python_reaches_the_terminal(method: str, recwarn: pytest.WarningsRecorder) -> None:
    samples = {"sobol": "16", "morris": "5"}.get(method, "100")
    outcomes = ("--outcomes", "administrative_cost,credibility")
    groups = ("--groups", "g=staff,evaluation_lag") if method in ("sobol", "morris") else ()
    factors = ("--factors", "staff=1:2,evaluation_lag,budget_rule,external_noise")
    got = invoke("small.toml", *factors, *outcomes, *groups, "--samples", samples, "--method", method, *OUT)
    assert got.exit_code == 0, got.output
    assert "Warning" not in got.stderr
    assert not [str(found.message) for found in recwarn]


def test_groups_stand_in_the_scatter_and_empty_panels_say_so(here: Path) -> None:
    factors = (
        "--factors",
        "staff=1:2,evaluation_lag,budget_rule,search_step",
        "--groups",
        "g=staff,evaluation_lag",
    )
    more = ("--method", "morris", "--samples", "8", "--replications", "2", "--figure-format", "svg")
    stdout("small.toml", *factors, *more, "--outcomes", "net_social_value,administrative_cost", *OUT)
    drawn = (here / "made" / "figures" / "morris-scatter.svg").read_text(encoding="utf-8")
    caption = (here / "made" / "figures" / "morris-scatter.txt").read_text(encoding="utf-8")
    assert drawn.count(">g<") == 2
    assert "no sigma" in drawn
    assert "grey strip (g and budget rule)" in caption


def test_json_is_the_summary_that_is_stored(here: Path) -> None:
    got = document("study.toml", *OUT, "--no-figures")
    assert got.pop("directory") == "made"
    assert got == json.loads((here / "made" / "summary.json").read_text(encoding="utf-8"))
    assert set(got["outcomes"]["validity"]["noise"]) >= {"share_of_seeds", "share_of_luck_in_means"}
    assert invoke("study.toml", *OUT, "--no-figures", "--json").stderr.strip() in (
        "",
        "320 of 320 runs are there already",
    )


def test_an_outcome_that_does_not_vary_is_said_not_to(here: Path) -> None:
    # Departments believe from experience, and nobody is evaluated or checked in a year with only one department.
    arguments = ("small.toml", "--factors", "search_step,aspiration", *QUICK, *OUT)
    text = stdout(*arguments)
    got = document(*arguments)["outcomes"]["validity"]
    assert "Validity does not vary" in text
    assert (got["varies"], got["indices"], got["ranking"], got["settled"]) == (False, {}, [], None)
    assert "nan" not in text.lower()
    assert not (here / "made" / "figures").exists()


def test_one_seed_cannot_show_luck() -> None:
    flags = ("--samples", "16", "--replications", "1", "--no-figures")
    assert "With one seed, luck cannot be told" in " ".join(stdout("small.toml", *FACTORS, *flags).split())
    assert document("small.toml", *FACTORS, *flags)["outcomes"]["validity"]["noise"] is None


def test_the_cost_is_told_before(here: Path) -> None:
    got = invoke("small.toml", *FACTORS, "--samples", "64", "--replications", "3", "--dry-run")
    assert (got.exit_code, got.stdout) == (0, "")
    assert "sobol: 64 base samples x (2 x 3 + 2) = 512 points x 3 seeds = 1,536 runs" in got.stderr
    assert not (here / "results").exists()


def test_quiet_prints_nothing() -> None:
    got = invoke("small.toml", *FACTORS, *QUICK, "--quiet")
    assert (got.exit_code, got.output) == (0, "")


@pytest.mark.parametrize("method", ["sobol", "morris"])
@pytest.mark.parametrize("columns", [80, 100])
def test_screens_fit_the_terminal(method: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    flags = ("--samples", "16", "--replications", "2", "--no-figures", "--method", method)
    names = "monitoring_intensity,budget_rule,mid_year_reallocation,information_systems"
    text = stdout("small.toml", "--factors", names, *flags)
    assert max(map(cell_len, text.splitlines())) <= columns
    assert all(name in text for name in names.split(","))


def test_narrow_terminals_leave_out_the_values_of_factors(monkeypatch: pytest.MonkeyPatch) -> None:
    flags = ("small.toml", "--factors", "monitoring_intensity=0.1:0.9,search_step", *QUICK)
    monkeypatch.setenv("COLUMNS", "96")
    assert "0.1–0.9" in stdout(*flags)
    monkeypatch.setenv("COLUMNS", "80")
    assert "0.1–0.9" not in stdout(*flags)


def test_an_analysis_that_takes_long_is_announced() -> None:
    flags = ("small.toml", *FACTORS, "--samples", "100", "--replications", "1", "--no-figures")
    slow = invoke(*flags, "--method", "delta", "--outcomes", "validity,rent")
    assert "analysing 2 outcomes, which takes delta some seconds each" in slow.stderr
    assert "analysing" not in invoke(*flags, "--method", "pawn").stderr


def test_luck_of_an_outcome_without_indices_is_told_too(here: Path) -> None:
    """Without a table there is no note below it."""
    factors = ("--factors", "staff=1:10,staff_skill,external_noise", "--method", "fast", "--samples", "273")
    more = ("--outcomes", "validity,net_social_value", "--replications", "2", "--no-figures", *OUT)
    text = " ".join(stdout("small.toml", *factors, *more).split())
    got = json.loads((here / "made" / "summary.json").read_text(encoding="utf-8"))["outcomes"]
    assert got["validity"]["varies"]
    assert got["validity"]["indices"] == {} != got["net_social_value"]["indices"]
    assert "Validity: Of the variance of single runs" in text
    assert text.count("Of the variance of single runs") == 2


def test_morris_draws_its_scatter(here: Path) -> None:
    flags = ("--samples", "8", "--replications", "1", "--method", "morris", "--figure-format", "svg")
    stdout("small.toml", *FACTORS, *flags, *OUT)
    drawn = {path.name for path in (here / "made" / "figures").glob("*.svg")}
    assert drawn == {f"morris-{name}.svg" for name in ("indices", "scatter", "convergence")}
    text = (here / "made" / "figures" / "morris-scatter.svg").read_text(encoding="utf-8")
    assert "staff skill" in text


ENGLISH = language("en")
UNDEFINED = Interval(None)
Cells = dict[str, dict[str, Interval]]


def analysis_with(  # noqa: PLR0913 - what the sentences are made of
    indices: Cells | None = None,
    ranking: tuple[str, ...] = ("a", "b"),
    *,
    method: str = "sobol",
    settled: bool | None = True,
    swapped: tuple[tuple[str, str], ...] = (),
    close: tuple[tuple[str, str], ...] = (),
    pairs: tuple[Pair, ...] = (),
    interactions: Interval = UNDEFINED,
    chance: Interval = UNDEFINED,
    noise: Noise | None = None,
) -> Analysis:
    """Return an analysis of an outcome that varies, and what may be said of it."""
    steps = (Step(16, 128, {}), Step(32, 256, {}))
    bare = Analysis(
        varies=True, mean=1.0, spread=0.1, withheld=None, standing=standing_of("sobol", {}, (), None, kind="ST"),
        indices=indices or {}, pairs=pairs, interactions=interactions, chance=chance, ranking=ranking,
        settled=settled, swapped=swapped, not_told_apart=close, convergence=steps, noise=noise,
    )  # fmt: skip
    if not indices:
        return bare
    main = METHODS[method].main
    standing = standing_of(method, bare.of(main), ranking, noise, bare.about_all("chance"), kind=main)
    return replace(bare, standing=standing)


def answer_of(analysis: Analysis, method: str = "sobol") -> Sensitivity:
    """Return an answer about one outcome, from 32 samples."""
    factor = VariedFactor("", "lever", "number", "", 0.0, 1.0, ())
    return Sensitivity(
        scenario="wangcheng_2022", method=method, main_index=METHODS[method].main, samples=32, sample_seed=0,
        points=256, seeds=(0,), years=3, from_year=None, factors=dict.fromkeys(("a", "b", "c"), factor),
        groups={}, outcomes={"validity": analysis},
    )  # fmt: skip


def ranking_told(analysis: Analysis) -> str:
    return ranking_note(answer_of(analysis), analysis, ENGLISH)


def finding(analysis: Analysis, method: str = "sobol") -> str:
    (sentence,) = answer_of(analysis, method).findings()
    return sentence


def test_a_ranking_is_told_in_words() -> None:
    order = ("a", "b", "c")
    settled = ranking_told(analysis_with(ranking=order, close=(("b", "c"),)))
    assert settled.startswith("The ranking has settled")
    assert "at 16 samples" in settled
    assert settled.endswith("Not told apart near the top: b and c.")
    swapped = ranking_told(analysis_with(ranking=order, settled=False, swapped=(("a", "b"), ("a", "c"))))
    assert "a and b and one more pair stood the other way round at 16 of 32 samples; take 64" in swapped
    alone = ranking_told(analysis_with(ranking=order, settled=False, swapped=(("a", "b"),)))
    assert "a and b stood the other way round" in alone
    near = ranking_told(analysis_with(ranking=order, settled=False, close=(("a", "b"),)))
    assert near.endswith("has not settled: the intervals do not tell apart a and b; take 64 samples.")
    assert "Too few samples" in ranking_told(analysis_with(settled=None))
    assert ranking_told(analysis_with(ranking=())) == ""


def chance_of(high: float) -> Analysis:
    medians = {"a": Interval(0.3, 0.2, 0.4), "b": Interval(0.1, 0.05, 0.15)}
    reached = Interval(high - 0.02, high - 0.04, high)
    return analysis_with({"median": medians}, method="pawn", chance=reached)


def test_what_chance_reaches_is_no_finding() -> None:
    one = finding(chance_of(0.2), "pawn")
    assert one.startswith("Validity: a matters most, with 0.30 ")
    assert one.endswith("Not above chance (0.200): b.")
    none = finding(chance_of(0.5), "pawn")
    assert none.startswith("Validity: no factor rises above what chance alone reaches (0.500).")


def test_a_pair_that_is_clear_is_named_though_all_interactions_together_are_not() -> None:
    totals = {"ST": {"a": Interval(0.92, 0.84, 1.0), "b": Interval(0.15, 0.1, 0.2)}}
    rest = Interval(0.1, -0.1, 0.31)
    alone = analysis_with(totals, interactions=rest)
    assert "Interactions are not told from zero: at most 31% of the variance." in finding(alone)
    paired = analysis_with(totals, interactions=rest, pairs=(Pair(("a", "b"), 0.2, 0.12, 0.28),))
    assert (
        "Interactions as a whole are not told from zero (at most 31% of the variance), but taken by themselves these"
        " pairs are: a with b (20.0%)."
    ) in finding(paired)


@pytest.mark.parametrize(("half", "clear"), [(0.05, False), (0.01, True)])
def test_interactions_are_what_the_intervals_of_single_factors_leave(half: float, clear: bool) -> None:  # noqa: FBT001
    """Where the method gives them no interval of their own; without any, 3 % would be told as found."""
    alone = {name: Interval(s1, s1 - half, s1 + half) for name, s1 in (("a", 0.9), ("b", 0.07))}
    analysis = analysis_with({"S1": alone}, method="rbd_fast", interactions=Interval(0.03))
    told = finding(analysis, "rbd_fast")
    assert ("Interactions make up" in told) == clear
    assert ("Interactions are not told from zero" in told) != clear


def test_luck_is_told_in_words() -> None:
    noise = noise_of(points=6.0, common=3.0, rest=1.0, seeds=4)
    told = noise_note(analysis_with(ranking=(), noise=noise), ENGLISH)
    assert "60% is due to the factors, 30% to the seed for all points alike" in told
    assert "10% to luck" in told
    assert "After averaging over 4 seeds, such luck is 4%" in told
    assert "mean is 1.00, in comparison with other points 0.500" in told


# Wrong input ------------------------------------------------------------------------------------------------------

WRONG: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "method": (("--method", "sobl"), ("--method: 'sobl'", "did you mean sobol?")),
    "everything": (
        ("--method", "x", "--factors", "stafff", "--outcomes", "y", "--groups", "z", "--set", "a=1"),
        ("5 faults", "'x'", "stafff", "'y'", "'z'", "a = '1'"),
    ),
    "factor": (("--factors", "stafff,staff_skill=0:2"), ("2 faults", "did you mean policy.staff?", "staff_skill = 2")),
    "one_factor": (("--factors", "staff"), ("only one factor",)),
    "no_factor": (("--factors", ","), ("--factors: no factors",)),
    "same_factor": (("--factors", "staff,staff"), ("staff: the same factor twice",)),
    "one_value": (("--factors", "staff=3,training"), ("policy.staff = 3", "one value")),
    "outcome": ((*FACTORS, "--outcomes", "validty,x"), ("2 faults", "did you mean validity?", "'x'")),
    "empty_factors": (("--factors", ""), ("--factors: no factors",)),
    "empty_outcomes": ((*FACTORS, "--outcomes", ""), ("--outcomes: no outcomes",)),
    "empty_method": ((*FACTORS, "--method", ""), ("--method: ''", "sobol, morris")),
    "no_outcome": ((*FACTORS, "--outcomes", ","), ("--outcomes: no outcomes",)),
    "same_outcome": ((*FACTORS, "--outcomes", "validity,validity"), ("the same outcome twice",)),
    "samples": ((*FACTORS, "--samples", "1000"), ("--samples: 1000: ", "powers of two", "512 or 1024")),
    "no_samples": (("--samples", "0"), ("--samples", "'0'", "1 to 20000000")),
    "few_samples": ((*FACTORS, "--method", "pawn", "--samples", "5"), ("--samples: 5: ", "at least 100")),
    "many_samples": ((*FACTORS, "--samples", "16777216"), ("134,217,728 points", "fewer")),
    "group": ((*FACTORS, "--groups", "a=staff,staf_skill"), ("groups.a = 'staf_skill'", "did you mean staff_skill?")),
    "group_form": ((*FACTORS, "--groups", "staff"), ("--groups: 'staff'", "LABEL=factor")),
    "group_method": ((*FACTORS, "--groups", "a=staff,staff_skill", "--method", "pawn"), ("sobol and morris can",)),
    "second_order": ((*FACTORS, "--method", "morris", "--second-order"), ("--second-order", "sobol only")),
    "sample_seed": (("--sample-seed", "-1"), ("--sample-seed", "'-1'")),
    "seed": (("--seed", "x"), ("--seed", "'x'")),
    "seeds": (
        (*FACTORS, "--seed", "9223372036854775807", "--replications", "2"),
        ("--seed: 9223372036854775807: ", "seeds go beyond the largest"),
    ),
    "replications": (("--replications", "0"), ("--replications", "'0'")),
    "years": (("--years", "0"), ("--years", "'0'")),
    "from_year": ((*FACTORS, "--from-year", "4"), ("--from-year: 4: ", "the last recorded year is 3")),
    "setting": ((*FACTORS, "--set", "stafff=3"), ("--set: stafff", "did you mean policy.staff?")),
    "workers": (("--workers", "0"), ("--workers", "'0'")),
    "figure_format": (("--figure-format", "gif"), ("gif", "png")),
    "out": ((*FACTORS, *QUICK, "--out", "full"), ("full", "--out")),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_wrong_flags_are_told(case: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    (here / "full").mkdir()
    (here / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    arguments, told = WRONG[case]
    got = invoke("small.toml", *arguments)
    assert (got.exit_code, got.stdout) == (2, "")
    assert all(text in got.stderr for text in told), got.stderr
    assert "Traceback" not in got.stderr


def test_a_change_of_the_scenario_that_overrules_a_factor_is_told() -> None:
    got = invoke("reform_package", "--factors", "staff,result_use", *QUICK)
    assert got.exit_code == 2
    assert "scenario reform_package changes it in year 3" in got.stderr
    assert "from_year = 3" in got.stderr


@pytest.mark.parametrize("name", ["nothing.toml", "nothing", "letter.txt"])
def test_what_is_neither_scenario_nor_study_is_told(name: str) -> None:
    got = invoke(name)
    assert (got.exit_code, "Traceback" in got.stderr) == (2, False)
    assert name in got.stderr


FAULTS = """scenario = "wangcheng_2023"
method = "sobl"
samples = 1000.5
outcomes = ["net_social_vale"]
replicatons = 4
design = "grid"
sample_seed = -1
second_order = "no"
[levers]
staff = "1:99999999"
risk_aversion = true
result_use = [0.1]
[uncertainties]
search_step = {lower = 0.1}
[groups]
b = "staff"
"""


def test_every_fault_of_a_study_file_is_told_with_its_line(here: Path) -> None:
    (here / "wrong.toml").write_text(FAULTS, encoding="utf-8")
    got = invoke("wrong.toml")
    assert (got.exit_code, got.stdout) == (2, "")
    lines = got.stderr.splitlines()
    expected = {
        1: "wangcheng_2022", 2: "sobl", 3: "samples = 1000.5", 4: "did you mean net_social_value?",
        5: "did you mean replications?", 6: "the method decides", 7: "sample_seed = -1", 8: "second_order",
        10: "policy.staff", 11: "name it among the uncertainties", 12: "one value", 14: "lower and upper",
        16: "not a list of factors",
    }  # fmt: skip
    for number, text in expected.items():
        assert any(f"wrong.toml:{number}:" in line and text in line for line in lines), (number, text)
    assert len(lines) == 1 + len(expected)


def test_samples_and_groups_of_a_study_file_are_checked_against_the_method_and_the_factors(
    here: Path,
) -> None:
    text = STUDY.replace("samples = 16", "samples = 100") + '[groups]\na = ["staff", "training"]\n'
    (here / "wrong.toml").write_text(text, encoding="utf-8")
    got = invoke("wrong.toml").stderr
    assert "2 faults" in got
    assert (
        "wrong.toml:5: samples = 100: Sobol points are balanced for powers of two only; take 64 or 128" in got
    )
    assert "groups.a = 'training': no factor of this study" in got


# Examples ---------------------------------------------------------------------------------------------------------


def test_example_studies_are_right(root: Path) -> None:
    files = sorted((root / "experiments").glob("sensitivity_*.toml"))
    assert len(files) == 3
    for file in files:
        got = invoke(str(file), "--dry-run")
        assert got.exit_code == 0, got.output
        assert set(pose(Question, {"scenario": str(file)}).outcomes) <= set(OUTCOMES)
        # The number of points that its first lines speak of.
        points = got.stderr.partition(" points")[0].rpartition("= ")[2]
        assert points in file.read_text(encoding="utf-8").partition("description")[0]


def test_factors_of_the_command_line_are_read() -> None:
    got = Factors().of_texts(["staff=1:10,budget_rule", "department.risk_aversion"], Place("--factors"))
    assert [(f.key, f.role) for f in got] == [
        ("policy.staff", "lever"),
        ("policy.budget_rule", "lever"),
        ("department.risk_aversion", "uncertainty"),
    ]


def test_the_recipe_of_the_documentation_gives_the_numbers(here: Path, root: Path) -> None:
    page = (root / "docs" / "sensitivity.md").read_text(encoding="utf-8")
    recipe = page.partition("```python\n")[2].partition("```")[0]
    stdout("small.toml", *FACTORS, *QUICK, "--out", "results/mine")
    names: dict[str, Any] = {}
    exec(recipe, names)
    got = values(tables(here / "results" / "mine"), "net_social_value", "ST")
    assert list(got.values()) == names["found"]["ST"].tolist()


def test_the_study_file_of_the_documentation_is_right(here: Path, root: Path) -> None:
    page = (root / "docs" / "sensitivity.md").read_text(encoding="utf-8")
    (here / "page.toml").write_text(page.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    got = invoke("page.toml", "--dry-run")
    assert got.exit_code == 0, got.output
    assert "1,024 base samples x (2 x 3 + 2) = 8,192 points x 4 seeds" in got.stderr
