"""``budgetsim effects`` as a user runs it: findings, tables, figures, precision, wrong input."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from effects_worlds import cells, complete
from kept_studies import as_said
from rich.cells import cell_len
from typer.testing import CliRunner

import budgetsim
from budgetsim import load_study, simulate
from budgetsim.cli.main import app
from budgetsim.kinds.effects.steps import analyse
from budgetsim.scenario import Change, load_scenario
from budgetsim.studies import runner
from budgetsim.studies.store import CampaignResult, StudyResult

SMALL = "[district]\ndepartments = 6\n[protocol]\nyears = 5\nburn_in = 1\n"
LEVERS = ("--levers", "monitoring_intensity,staff=1:6:3,result_use=0.4")
QUICK = ("--replications", "4", "--no-figures", "--workers", "1")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["effects", "small.toml", "--parameters", "point", *arguments])


def document(*arguments: str) -> Any:
    got = invoke(*LEVERS, *arguments, "--json", "--workers", "1")
    assert got.exit_code == 0, got.output
    return json.loads(got.stdout)


def row(table: list[dict[str, Any]], **where: Any) -> dict[str, Any]:
    return cells(pd.DataFrame(table), **where)


# Numbers ------------------------------------------------------------------------------------------------------------


def test_effects_are_those_of_simulating_the_reform_by_hand() -> None:
    got = document(*QUICK, "--parts", "effects,sequencing", "--second-year", "3", "--last", "2")
    base = load_scenario("small.toml")
    both = [("led", (1, {"monitoring_intensity": 0.3}), (3, {"result_use": 0.4})),
            ("followed", (1, {"result_use": 0.4}), (3, {"monitoring_intensity": 0.3})),
            ("high", (1, {"monitoring_intensity": 0.3}))]  # fmt: skip
    reforms = [
        base.replace(name=name, changes=[Change(year, own) for year, own in moved]) for name, *moved in both
    ]
    outcomes = simulate([base, *reforms], 4).outcomes
    late = outcomes[outcomes["year"] > 3].groupby("scenario")["active_waste"].mean()
    effect = row(got["effects"], lever="monitoring_intensity", outcome="active_waste")
    assert effect["difference"] == pytest.approx(late["high"] - late["small"], rel=1e-9)
    assert effect["before"] == pytest.approx(late["small"], rel=1e-12)
    order = {"first": "monitoring_intensity", "second": "result_use", "outcome": "active_waste"}
    assert row(got["sequencing"], window="end", **order)["difference"] == pytest.approx(
        late["led"] - late["followed"], rel=1e-9
    )
    every = outcomes.groupby("scenario")["active_waste"].sum() / 4
    assert row(got["sequencing"], window="whole", **order)["total"] == pytest.approx(
        every["led"] - every["followed"], rel=1e-9
    )


def test_every_part_is_told_in_words_tables_and_figures(here: Path) -> None:
    got = invoke(*LEVERS, "--replications", "6", "--workers", "1", "--out", "all")
    assert got.exit_code == 0, got.output
    for words in (
        "Moved alone,", "Side effects", "Best doses for net social value", "Interactions", "Order of two reforms",
        "Cost-effectiveness (net social value per unit", "6 common seeds", "tables/dose.csv, .md, .tex",
    ):  # fmt: skip
        assert words in got.stdout
    assert max(cell_len(line) for line in got.stdout.splitlines()) <= 100
    names = ("effects", "dose", "factorial", "sequencing", "cost")
    written = {f"{name}.{ending}" for name in names for ending in ("csv", "md", "tex")}
    written |= {"sequencing_paths.csv", "cost_draws.csv"}
    assert {path.name for path in (here / "all/tables").iterdir()} == written
    for figure in ("effects", "dose", "interactions", "factorial", "sequencing", "cost"):
        assert (here / f"all/figures/{figure}.png").stat().st_size > 5000
        assert (here / f"all/figures/{figure}.txt").read_text(encoding="utf-8").endswith(".\n")


def test_json_and_csv_hold_the_same_numbers(here: Path) -> None:
    got = document(*QUICK, "--out", "all")
    assert got["replications"] == 4
    assert got["runs"] == got["points"] * 4
    assert got["precision"] is None
    assert [lever["name"] for lever in got["levers"]] == ["monitoring_intensity", "staff", "result_use"]
    for part in ("effects", "dose", "factorial", "sequencing", "cost"):
        told, stored = pd.DataFrame(got[part]), pd.read_csv(here / f"all/tables/{part}.csv")
        assert list(told.columns) == list(stored.columns)
        assert len(told) == len(stored) > 0
        for name in set(stored.select_dtypes("number")) - {"aliases"}:
            expected = stored[name].to_numpy(dtype=float)
            np.testing.assert_allclose(told[name].to_numpy(dtype=float), expected, rtol=1e-12)
    assert load_study("all").points.columns.tolist() == [
        "scenario",
        "monitoring_intensity",
        "staff",
        "result_use",
    ]


def test_tables_are_well_formed(here: Path) -> None:
    document(*QUICK, "--out", "all")
    for path in sorted((here / "all/tables").glob("*.tex")):
        text = path.read_text(encoding="utf-8")
        rows = [line for line in text.splitlines() if line.endswith(r"\\") and "&" in line]
        bare = [re.sub(r"\\[&%$#_{}]", "", line) for line in rows]
        columns = len(re.search(r"\{([lr]+)\}$", text, re.MULTILINE)[1])  # type: ignore[index]
        assert {line.count("&") for line in bare} == {columns - 1}, path.name
        assert all(line.count("$") % 2 == 0 for line in bare)
        assert text.isascii(), path.name
        assert text.count(r"\toprule") == text.count(r"\bottomrule") == 1
    for path in sorted((here / "all/tables").glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        table = [line for line in lines if line.startswith("|")]
        assert len({line.replace(r"\|", "").count("|") for line in table}) == 1, path.name
        assert len(table) == 2 + len(pd.read_csv(path.with_suffix(".csv")))


def test_unnamed_outcomes_and_parts_are_not_there(here: Path) -> None:
    got = document(*QUICK, "--outcomes", "validity,self_score", "--parts", "effects,dose", "--out", "some")
    assert got["outcomes"] == ["validity", "self_score"]
    assert "factorial" not in got
    assert {item["verdict"] for item in got["effects"] if item["outcome"] == "self_score"} <= {
        "more", "less", "not clear", "none"
    }  # fmt: skip
    assert not (here / "some/tables/cost.csv").exists()


def test_one_seed_is_told_as_such() -> None:
    got = document("--replications", "1", "--no-figures")
    assert got["findings"] == [
        "With one seed nothing can be said about chance: the tables show differences in one world."
    ]
    assert {item["low"] for item in got["effects"]} == {None}
    assert {item["verdict"] for item in got["effects"]} == {"not clear", "none"}


def test_choices_and_switches_can_be_levers() -> None:
    got = invoke(
        "--levers", "budget_rule=incremental,posterior", "--switch", "platform=information_systems=0.9,staff=6", *QUICK,
        "--json",
    )  # fmt: skip
    assert got.exit_code == 0, got.output
    found = json.loads(got.stdout)
    assert {item["lever"]: (item["low_value"], item["high_value"]) for item in found["effects"]} == {
        "budget_rule": ("incremental", "posterior"),
        "platform": ("off", "on"),
    }
    assert "dose" not in found
    assert "Left out: dose" in found["findings"][-1]


def test_fraction_says_what_is_mixed() -> None:
    names = "monitoring_intensity,result_use,staff,information_systems,training,disclosure,coordination"
    got = invoke("--levers", names, "--parts", "factorial", *QUICK)
    assert got.exit_code == 0, got.output
    assert "a fraction of resolution IV" in got.stdout
    assert "cannot be told apart" in got.stdout
    told = " ".join(got.stdout.split())
    assert "monitoring_intensity × result_use + staff × information_systems + training × disclosure" in told


# Resuming, precision -----------------------------------------------------------------------------------------------


def test_same_command_finds_its_results(monkeypatch: pytest.MonkeyPatch) -> None:
    first = document(*QUICK, "--parts", "effects")
    monkeypatch.setattr(runner, "attempt_part", _fail)
    # Other outcomes, years and parts that need the same points are read from the same runs.
    again = document(*QUICK, "--parts", "cost", "--last", "2", "--outcomes", "active_waste")
    assert again["directory"] == first["directory"]
    assert as_said(document(*QUICK, "--parts", "effects")) == as_said(first)


def _fail(*_: object) -> None:
    raise AssertionError("nothing is left to run")


def half_widths(got: dict[str, Any], outcome: str = "net_social_value") -> list[float]:
    return [(item["high"] - item["low"]) / 2 for item in got["effects"] if item["outcome"] == outcome]


@pytest.fixture
def narrow() -> float:
    """A half-width that the four replications of the first round do not reach."""
    return round(0.6 * max(half_widths(document(*QUICK, "--parts", "effects", "--out", "first"))), 5)


def test_precision_is_reached_and_its_numbers_are_those_of_running_at_once(narrow: float) -> None:
    got = document("--replications", "4", "--no-figures", "--precision", str(narrow), "--out", "precise")
    reached = got["precision"]
    widths = half_widths(got)
    assert reached["reached"]
    assert reached["half_width"] == pytest.approx(max(widths))
    assert max(widths) <= narrow
    assert reached["replications"] == got["replications"] == len(got["seeds"]) > 4
    assert reached["rounds"] > 1
    assert f"Precision reached with {got['replications']} replications" in got["findings"][0]
    study = load_study("precise")
    assert isinstance(study, CampaignResult)
    assert list(study.seeds) == got["seeds"] == list(range(got["replications"]))
    at_once = document("--replications", str(got["replications"]), "--no-figures")
    for part in ("effects", "dose", "factorial", "sequencing", "cost"):
        assert got[part] == at_once[part]


def test_precision_of_scores_is_in_parts_of_100_points() -> None:
    got = document(
        *QUICK, "--outcomes", "external_score,validity", "--parts", "effects", "--precision", "0.05",
        "--precision-outcome", "all",
    )  # fmt: skip
    widest = {
        name: max((item["high"] - item["low"]) / 2 for item in got["effects"] if item["outcome"] == name)
        for name in ("external_score", "validity")
    }
    assert got["precision"]["reached"]
    assert got["precision"]["half_width"] == pytest.approx(
        max(widest["external_score"] / 100, widest["validity"])
    )


def test_precision_out_of_reach_ends_with_1_and_says_what_it_takes() -> None:
    got = invoke(*LEVERS, *QUICK, "--parts", "effects", "--precision", "1e-6", "--max-replications", "9")
    assert got.exit_code == 1
    assert "Precision not reached: after 9 replications" in " ".join(got.stdout.split())
    assert "the precision was not reached" in got.stderr
    told = re.search(r"about ([\d,]+) replications would do", " ".join(got.stdout.split()))
    assert told is not None
    assert int(told[1].replace(",", "")) > 9


def test_stopped_campaign_goes_on(here: Path, monkeypatch: pytest.MonkeyPatch, narrow: float) -> None:
    asked = ("--replications", "4", "--no-figures", "--parts", "effects", "--precision", str(narrow), "--out")
    whole = document(*asked, "whole")
    with monkeypatch.context() as patch:
        patch.setattr(runner, "attempt_part", _stops_after(1))
        got = invoke(*LEVERS, *asked, "cut", "--workers", "1")
        assert got.exit_code == 130
        assert "the same command goes on in cut" in got.stderr
    kept = len(list((here / "cut").rglob("part-*.parquet")))
    assert kept == 1
    runs: list[str] = []
    attempt = runner.attempt_part
    monkeypatch.setattr(runner, "attempt_part", lambda spec: (runs.append(spec.identity), attempt(spec))[1])
    again = document(*asked, "cut")
    assert kept + len(runs) == len(list((here / "whole").rglob("part-*.parquet")))
    assert as_said(again) == as_said(whole)


def _stops_after(parts: int) -> Callable[[Any], Any]:
    attempt, done = runner.attempt_part, []

    def attempted(spec: Any) -> Any:
        if len(done) == parts:
            raise KeyboardInterrupt
        done.append(spec)
        return attempt(spec)

    return attempted


def test_more_precise_goes_on_from_less_precise(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("--replications", "4", "--no-figures", "--parts", "effects")
    less = document(*asked, "--precision", "0.02")
    identities: list[str] = []
    attempt = runner.attempt_part
    monkeypatch.setattr(
        runner, "attempt_part", lambda spec: (identities.append(spec.identity), attempt(spec))[1]
    )
    more = document(*asked, "--precision", "0.01")
    assert more["directory"] == less["directory"]
    assert len(set(identities)) < more["precision"]["rounds"]


@pytest.mark.slow
def test_numbers_do_not_depend_on_workers() -> None:
    base = load_scenario("small.toml")
    request = complete(base, {"levers": ["staff=1:6:3", "result_use=0.4"], "replications": 5})
    answers = []
    for workers in (1, 2):
        result = runner.run_study(request.study(), f"with_{workers}", workers=workers)
        assert isinstance(result, StudyResult)
        answers.append(analyse(request, [result]))
    assert answers[0] == answers[1]


# Study files, Python ---------------------------------------------------------------------------------------------

STUDY = """scenario = "small.toml"
parts = ["effects", "dose"]
outcomes = ["net_social_value"]
refine = false
replications = 4

[levers]
staff = "1:6:3"
result_use = [0.1, 0.4]

[switches.platform]
information_systems = 0.9
monitoring_intensity = 0.3
"""


def test_flags_files_and_python_ask_the_same(here: Path) -> None:
    (here / "study.toml").write_text(STUDY, encoding="utf-8")
    file = CliRunner().invoke(
        app, ["effects", "study.toml", "--parameters", "point", "--no-figures", "--json"]
    )
    assert file.exit_code == 0, file.output
    platform = "platform=information_systems=0.9,monitoring_intensity=0.3"
    flags = invoke(
        "--levers", "staff=1:6:3,result_use=0.1,0.4", "--switch", platform,
        "--parts", "effects,dose", "--outcomes", "net_social_value", "--no-refine", *QUICK, "--json",
    )  # fmt: skip
    assert flags.exit_code == 0, flags.output
    assert as_said(json.loads(file.stdout)) == as_said(json.loads(flags.stdout))
    answer = budgetsim.effects(
        "small.toml",
        levers={"staff": "1:6:3", "result_use": [0.1, 0.4]},
        switch={"platform": {"information_systems": 0.9, "monitoring_intensity": 0.3}},
        parts=["effects", "dose"],
        outcomes=["net_social_value"],
        refine=False,
        parameters="point",
        replications=4,
    )
    assert answer.findings() == json.loads(flags.stdout)["findings"]
    assert answer.to_dict()["effects"] == json.loads(flags.stdout)["effects"]


def test_faults_of_levers_are_told_with_their_lines(here: Path) -> None:
    wrong = STUDY.replace('staff = "1:6:3"', 'stafff = "1:6"').replace("[0.1, 0.4]", '"0.1:0.4:x"')
    (here / "study.toml").write_text(wrong, encoding="utf-8")
    got = CliRunner().invoke(app, ["effects", "study.toml"])
    assert got.exit_code == 2
    assert "study.toml:8: stafff" in got.stderr
    assert "study.toml:9: result_use" in got.stderr
    (here / "study.toml").write_text(
        STUDY.replace('"1:6:3"', "true").replace("[0.1, 0.4]", "{}"), encoding="utf-8"
    )
    got = CliRunner().invoke(app, ["effects", "study.toml"])
    assert got.exit_code == 2
    assert "study.toml:9: levers.result_use" in got.stderr


# Wrong input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "parts"),
    [
        (("--levers", "stafff"), ("stafff", "did you mean staff?")),
        (("--levers", "staff=a"), ("policy.staff = 'a'", "0 to 10000")),
        (("--levers", "staff=1:2:3:4"), ("staff = '1:2:3:4'", "KEY=LOW:HIGH:DOSES")),
        (("--levers", "staff=1:5:x"), ("number of doses", "2 to 1000")),
        (("--levers", "staff=3"), ("value is 3 already",)),
        (("--levers", "risk_aversion"), ("this is no lever", "budgetsim sensitivity")),
        (("--levers", "budget_rule"), ("budget_rule", "incremental, linear")),
        (("--switch", "platform"), ("'platform'", "NAME=KEY=VALUE")),
        (("--switch", "platform=risk_aversion=9"), ("department.risk_aversion", "this is no lever")),
        (("--parts", "effect"), ("--parts: 'effect'", "did you mean effects?")),
        (("--parts", "factorial", "--levers", "staff"), ("--parts: 'factorial'", "two levers")),
        (("--from-year", "6"), ("--from-year: 6", "5 recorded years")),
        (("--second-year", "9"), ("--second-year: 9",)),
        (("--parts", "dose", "--second-year", "2"), ("--second-year: 2", "part sequencing")),
        (("--parts", "effects", "--doses", "5"), ("--doses: 5", "part dose,")),
        (("--last", "6"), ("--last: 6",)),
        (("--doses", "1"), ("--doses", "2 to 1000")),
        (("--precision", "0"), ("--precision", "'0'", "above 0")),
        (("--precision", "nan"), ("--precision", "'nan'")),
        (("--precision-outcome", "validity"), ("--precision-outcome", "--precision H")),
        (("--max-replications", "9"), ("--max-replications", "--precision H")),
        (("--precision", "1", "--precision-outcome", "rent"), ("'rent'", "outcomes shown: net_social_value")),
        (("--precision", "1", "--replications", "1"), ("--replications: 1", "at least 2")),
        (("--precision", "1", "--max-replications", "20"), ("--max-replications: 20", "--replications 30")),
        (("--precision", "1", "--parts", "dose"), ("add effects to --parts",)),
        (("--outcomes", "validty"), ("'validty'", "did you mean validity?")),
        (("--set", "staff=-1"), ("policy.staff = -1", "0 to 10000")),
        (("--out", "small.toml"), ("small.toml is a file",)),
        (("--behaviour", "nothing.py:x"), ("nothing.py",)),
        (("--workers", "0"), ("--workers", "1 to 1024")),
    ],
)
def test_wrong_input_is_told_in_one_message(flags: tuple[str, ...], parts: tuple[str, ...]) -> None:
    got = invoke(*flags)
    assert got.exit_code == 2, got.output
    assert got.stdout == ""
    message = " ".join(got.stderr.replace("│", " ").split())
    for part in parts:
        assert part in message
    assert "Traceback" not in message


def test_findings_keep_to_numbers_that_were_measured() -> None:
    """Every finding on the first outcome names the lever that the table ranks first."""
    levers = ("--levers", "monitoring_intensity,training=1")
    got = json.loads(invoke(*levers, "--replications", "8", "--no-figures", "--json").stdout)
    own = [
        item
        for item in got["effects"]
        if item["outcome"] == "net_social_value" and item["verdict"] == "better"
    ]
    assert own, "some lever of the small district helps clearly"
    best = max(own, key=lambda item: item["difference"])
    assert f"Moved alone, {best['lever']} " in got["findings"][0]
    best_dose = row(got["dose"], lever="monitoring_intensity", outcome="net_social_value", best=True)
    assert f"monitoring_intensity = {best_dose['dose']:.4g}" in " ".join(got["findings"])
    assert not any(isinstance(v, float) and math.isnan(v) for item in got["cost"] for v in item.values())
