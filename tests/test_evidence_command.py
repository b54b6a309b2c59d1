"""``budgetsim verify --evidence``: what it prints and writes, how it ends, and what the model really shows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.report import evidence as report
from budgetsim.report.evidence_figure import draw
from budgetsim.verification.evidence import run_evidence
from budgetsim.verification.evidence.finding import UNEXPLAINED, FieldFinding

CALIBRATED, PREDICTED = 12, 18
"""Comparable targets of either role, as the files state them."""
COMMON = ["id", "parameters", "quantity", "simulated", "expected", "tolerance", "holds"]
OWN = """
title = "December of my city"
source = "My city 2025"
basis = "read"
design = "A count."
mapping = "The status quo."
scenario = "wangcheng_2022"
years = 2
measured = [1, 2]
replications = 4

[[target]]
outcome = "december_share"
as = "level"
finding = "{published} in December"
published = {published}
interval = "none"
interval_note = "a count"
unit = "share of spending"
agreement = "margin"
margin = 0.02
role = "{role}"
stated = 2026-11-25
reason = "to try it"
why = "my city is another one"
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture(scope="module")
def everything() -> list[FieldFinding]:
    """All field experiments as they stand: a few seconds."""
    return run_evidence([])


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["verify", "--evidence", *arguments])


def own(here: Path, published: float, role: str) -> str:
    (here / "my_city.toml").write_text(OWN.format(published=published, role=role), encoding="utf-8")
    return "./my_city.toml"


def one(found: list[FieldFinding], name: str, quantity: str, kind: str | None = None) -> FieldFinding:
    lines = [line for line in found if (line.id, line.quantity) == (name, quantity)]
    lines = [line for line in lines if kind is None or line.to_dict()["as"] == kind]
    assert len(lines) == 1
    return lines[0]


# What the model shows ----------------------------------------------------------------------------------------------


def test_calibration_targets_are_met(everything: list[FieldFinding]) -> None:
    calibrated = [line for line in everything if line.target and line.target.role == "calibration"]
    assert len(calibrated) == CALIBRATED
    assert [(line.id, line.quantity) for line in calibrated if not line.holds] == []


def test_every_miss_is_explained(everything: list[FieldFinding]) -> None:
    missed = [line for line in everything if not line.holds]
    assert missed
    assert [line.id for line in missed if line.why in ("", UNEXPLAINED)] == []


def test_explanations_of_misses_that_are_none_would_mislead(everything: list[FieldFinding]) -> None:
    explained = [line for line in everything if line.target and line.target.why]
    assert [line.id for line in explained if line.holds] == []


def test_certain_audits_lower_misuse_less_where_findings_are_lost(everything: list[FieldFinding]) -> None:
    audits = one(everything, "olken_2007", "active_waste")
    readings = {other.what: other.estimate for other in audits.others}
    assert audits.estimate is not None
    assert readings["every finding reaches the bureau"].high < audits.estimate.low


def test_more_than_enough_seeds_are_met(everything: list[FieldFinding]) -> None:
    """No verdict hangs on chance: half an interval is a small part of what was published or of what was found."""
    for line in everything:
        if line.estimate is not None and line.quantity != "result_elasticity":
            half = (line.estimate.high - line.estimate.low) / 2.0
            assert half < 0.1 * max(abs(line.estimate.mean), abs(line.to_dict()["expected"] or 0.0)), line.id


# Output ------------------------------------------------------------------------------------------------------------


def test_json_has_what_every_finding_has_and_more() -> None:
    got = invoke("olken_2007", "banerjee_2020", "--json", "--replications", "5")
    assert got.exit_code == 0, got.output
    first, second = json.loads(got.stdout)
    assert list(first)[: len(COMMON)] == list(second)[: len(COMMON)] == COMMON
    assert first["id"] == "olken_2007"
    assert first["parameters"]["audit_coverage"] == 1.0
    assert (first["role"], first["stated"], first["agreement"]) == ("calibration", "2026-11-25", "size")
    assert (first["expected"], first["expected_low"], first["seeds"]) == (-0.08, None, 5)
    assert first["simulated_low"] < first["simulated"] < first["simulated_high"] < 0.0
    assert len(first["readings"]) == 3
    assert "Olken 2007" in first["source"]
    assert (second["holds"], second["simulated"], second["status"]) == (None, None, "not expressible")
    assert second["why"]


def test_the_table_fits_a_terminal(everything: list[FieldFinding], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetsim.verification.evidence.run_evidence", lambda *_, **__: everything)
    got = invoke()
    assert got.exit_code == 0, got.output
    assert max(len(line) for line in got.stdout.splitlines()) <= 100
    assert f"{CALIBRATED} of {CALIBRATED} calibration targets" in got.stdout
    assert "mexico_2013_2016" in got.stdout
    assert got.stderr == ""
    assert "Where the two do not agree, and why" in got.stdout


def test_the_headline_counts(everything: list[FieldFinding]) -> None:
    compared = [line for line in everything if line.estimate is not None]
    held = sum(line.holds for line in compared if line.target and line.target.role == "prediction")
    lacking = len(everything) - len(compared)
    told = report.headline(everything)
    assert f"and {held} of {len(compared) - CALIBRATED} predictions agree" in told
    assert f"{lacking} published findings cannot be expressed" in told
    assert report.headline([line for line in everything if line.estimate is None]).startswith("Nothing could")


def test_the_page_names_every_experiment_rule_and_reason(everything: list[FieldFinding]) -> None:
    page = report.page(everything)
    for line in everything:
        assert f"| {line.id} |" in page
        assert not line.why or line.why in page
        for other in line.others:
            assert other.what in page
    assert page.count("| prediction | yes (") + page.count("| prediction | NO (") == PREDICTED


def test_numbers_are_written_as_people_read_them() -> None:
    scale = report.scale_of("share of budget", "difference")
    assert scale.number(-0.08) == "−8 points"
    assert report.scale_of("share of spending", "level").number(0.179) == "17.9 %"
    assert report.scale_of("relative change", "relative").number(1.0) == "+100 %"
    assert report.scale_of("correlation", "moment").interval((-0.069, 0.082)) == "[−0.069, 0.082]"
    line = run_evidence(["china_2013"], replications=1)[0]
    assert "(one draw)" in report.simulated(line)


def test_scorecards_and_figure_are_written(here: Path) -> None:
    got = invoke(
        "china_2013", "bandiera_2009", "--replications", "3", "--out", "card", "--figure-format", "svg"
    )
    assert got.exit_code == 0, got.output
    assert len(json.loads((here / "card" / "scorecard.json").read_text(encoding="utf-8"))) == 2
    assert "| china_2013 |" in (here / "card" / "scorecard.md").read_text(encoding="utf-8")
    picture = (here / "card" / "figures" / "evidence.svg").read_text(encoding="utf-8")
    assert "december share" in picture
    assert "passive part of waste" in picture


def test_without_published_numbers_there_is_no_figure(here: Path) -> None:
    assert draw(run_evidence(["moynihan_lavertu_2012"]), here) is None
    got = invoke("moynihan_lavertu_2012", "--out", "card")
    assert got.exit_code == 0, got.output
    assert not (here / "card" / "figures").exists()


def test_both_parts_on_one_page() -> None:
    runner = CliRunner()
    got = runner.invoke(app, ["verify", "T6", "china_2013", "--replications", "2", "--markdown"])
    assert got.exit_code == 0, got.output
    assert re.findall(r"^## (.*)$", got.stdout, re.MULTILINE) == ["Theory", "Field experiments"]


def test_workers_change_nothing() -> None:
    names = ("china_2013", "olken_2007", "part_2006_2012")
    alone = [line.to_dict() for line in run_evidence(names, replications=4)]
    assert [line.to_dict() for line in run_evidence(names, replications=4, workers=2)] == alone
    assert [row["id"] for row in alone] == list(names)


def test_progress_names_what_comes_next() -> None:
    told: list[tuple[int, int, str]] = []
    run_evidence(["china_2013", "banerjee_2020"], replications=2, progress=lambda *what: told.append(what))
    assert [(done, planned) for done, planned, _ in told] == [(0, 2), (1, 2)]
    assert told[1][2].startswith("Electronic flow of funds")


# How it ends -------------------------------------------------------------------------------------------------------


def test_a_missed_calibration_target_ends_with_1(here: Path) -> None:
    got = invoke(own(here, 0.5, "calibration"))
    assert got.exit_code == 1
    assert "0 of 1 calibration target agree" in got.stdout
    assert "my city is another one" in got.stdout


def test_a_missed_prediction_is_a_result(here: Path) -> None:
    got = invoke(own(here, 0.5, "prediction"))
    assert got.exit_code == 0
    assert "NO" in got.stdout
    assert "my city is another one" in got.stdout


def test_an_own_experiment_that_agrees(here: Path) -> None:
    got = invoke(own(here, 0.18, "calibration"), "--json")
    assert got.exit_code == 0
    assert [(row["id"], row["holds"]) for row in json.loads(got.stdout)] == [("my_city", True)]


def test_one_seed_is_no_verdict(here: Path) -> None:
    assert invoke(own(here, 0.5, "calibration"), "--replications", "1").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("olken",), "did you mean olken_2007?"),
        (("./missing.toml",), "no such file"),
        (("olken_2007", "--workers", "0"), "--workers"),
        (("olken_2007", "--replications", "none"), "--replications"),
        (("olken_2007", "--json", "--markdown"), "choose one"),
    ],
)
def test_wrong_input_ends_with_2(arguments: tuple[str, ...], told: str) -> None:
    got = invoke(*arguments)
    assert got.exit_code == 2
    assert told in got.stderr
    assert "Traceback" not in got.output


def test_faults_of_a_file_name_line_and_field(here: Path) -> None:
    name = own(here, 0.18, "guess")
    got = invoke(name)
    assert got.exit_code == 2
    assert "my_city.toml:22: target.0.role = 'guess': must be one of calibration, prediction" in got.stderr
    assert got.stdout == ""


# Documentation -----------------------------------------------------------------------------------------------------


def test_the_documented_scorecard_is_what_the_command_prints(
    root: Path, everything: list[FieldFinding]
) -> None:
    """`make docs` renews it."""
    text = (root / "docs" / "evidence.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- begin evidence -->\n(.*?)<!-- end evidence -->", text, re.DOTALL)
    assert block.strip().splitlines() == report.page(everything).strip().splitlines()


def test_documentation_names_every_experiment_and_key(root: Path, everything: list[FieldFinding]) -> None:
    text = (root / "docs" / "evidence.md").read_text(encoding="utf-8")
    for name in {line.id for line in everything}:
        assert name in text
    keys = set(re.findall(r"^([a-z_]+) = ", OWN, re.MULTILINE)) | {
        "share", "assignment", "from_year", "pool", "direction", "not_expressible", "treatment", "moderator", "reading",
    }  # fmt: skip
    assert {key for key in keys if not re.search(rf"`\[*{key}\]*`|^{key} = ", text, re.MULTILINE)} == set()


def test_the_example_of_the_documentation_is_a_good_file(root: Path, here: Path) -> None:
    text = (root / "docs" / "evidence.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    (here / "city.toml").write_text(example, encoding="utf-8")
    got = invoke("./city.toml", "--json", "--replications", "2")
    assert got.exit_code == 0, got.output
    assert json.loads(got.stdout)[0]["quantity"] == "december_share"
