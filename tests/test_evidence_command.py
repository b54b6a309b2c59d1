"""``budgetsim verify --evidence``: what it prints and writes, how it ends, and what the model really shows."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.kinds.verify.answer import Verification
from budgetsim.kinds.verify.evidence.finding import UNEXPLAINED, FieldFinding
from budgetsim.kinds.verify.evidence.fits import read_fits
from budgetsim.kinds.verify.evidence.leaving_out import score_of
from budgetsim.kinds.verify.evidence.register import evidence_folder, finding_files
from budgetsim.kinds.verify.evidence.run import contexts_named, run_evidence
from budgetsim.kinds.verify.findings import field_told
from budgetsim.kinds.verify.steps import steps
from budgetsim.kinds.verify.tables import scale_of
from budgetsim.language import language

COMMON = ["id", "quantity", "role", "published"]
NEEDED = {"id", "quantity", "role", "published", "se", "predicted", "low", "high", "inside"}
SCORE = {"mae", "mae_naive", "crps", "crps_naive", "coverage", "sigma_delta"}
OWN = """
title = "December of my city"
mapping = "The status quo."
scenario = "wangcheng_2022"
replications = 4

[known]
years = 2
measured = [1, 2]

[[finding]]
outcome = "december_share"
as = "level"
quantity = "December's share"
finding = "{published} in December"
published = {published}
unit = "share"
allowance = 0.02
role = "{role}"
source = "My city 2025"
basis = "read"
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


def one(found: list[FieldFinding], name: str) -> FieldFinding:
    lines = [line for line in found if line.id == name]
    assert len(lines) == 1
    return lines[0]


# What the model shows ----------------------------------------------------------------------------------------------


def test_every_registered_finding_has_one_row(everything: list[FieldFinding]) -> None:
    assert sorted(line.id for line in everything) == sorted(finding_files())


def answered(lines: list[FieldFinding]) -> Verification:
    return Verification(rows=tuple(line.row() for line in lines), loo=score_of(lines))


def test_every_miss_is_explained(everything: list[FieldFinding]) -> None:
    missed = [line for line in everything if not line.holds]
    assert missed
    assert [line.id for line in missed if line.why in ("", UNEXPLAINED)] == []


def test_explanations_of_misses_that_are_none_would_mislead(everything: list[FieldFinding]) -> None:
    explained = [line for line in everything if line.target.published.why]
    assert [line.id for line in explained if line.holds] == []


def test_effects_of_checks_are_predicted_without_their_study(everything: list[FieldFinding]) -> None:
    got = score_of(everything)
    assert got.stale == ()
    assert got.findings == 8
    assert got.mae <= 0.08
    assert 0.75 <= got.coverage <= 1.0
    assert got.crps <= 0.75 * min(got.crps_naive, got.crps_nothing)
    rows = {line.id: line.row() for line in everything}
    for name in read_fits(evidence_folder()).predicted:
        row = rows[name]
        assert row.left_out
        assert row.errors.discrepancy > 0.0
        assert row.low < row.predicted < row.high


def test_consequences_decide(everything: list[FieldFinding]) -> None:
    """Being seen every day takes most of absence where pay follows, and little where hardly anything does."""
    cameras, fingerprints = one(everything, "duflo_hanna_ryan_2012"), one(everything, "dhaliwal_hanna_2017")
    assert cameras.prediction.mean < 1.5 * fingerprints.prediction.mean < 0.0
    early, late = one(everything, "banerjee_2008_early"), one(everything, "banerjee_2008_late")
    assert early.prediction.mean < -0.3
    assert abs(late.prediction.mean) < 0.1


def test_places_show_what_was_published_of_their_control_arms(everything: list[FieldFinding]) -> None:
    for line in everything:
        if line.matched:
            assert set(line.matched) == {aim.parameter for aim in line.experiment.control.aims}


def test_more_than_enough_seeds_are_met(everything: list[FieldFinding]) -> None:
    """No verdict hangs on chance: its error is a small part of all that is not known, or of what was published."""
    for line in everything:
        if line.prediction is not None and line.target.look is not None:
            if line.target.look.outcome == "result_elasticity":
                continue  # nothing moves, in any number of seeds
            published = line.target.published
            wide = max(
                line.prediction.spread, published.se or 0.0, abs(published.effect or line.prediction.mean)
            )
            assert line.prediction.chance < 0.25 * wide, line.id


def test_a_verdict_is_the_same_for_more_seeds(everything: list[FieldFinding]) -> None:
    names = ["olken_2007", "duflo_2018", "part_2006_2012"]
    many = run_evidence(names, replications=400)
    few = [one(everything, line.id) for line in many]
    assert {line.experiment.replications for line in few} == {100}
    assert [line.holds for line in few] == [line.holds for line in many]
    assert [line.matched for line in few] == [line.matched for line in many]


def test_panels_are_never_judged_by_fewer_seeds_than_their_file_says() -> None:
    """The slope of budgets on scores in Michigan agreed by chance with ten pools, and misses with forty."""
    (michigan,) = contexts_named(["michigan_1992_1998"])
    assert [michigan.seeds(asked) for asked in (None, 100, 1000)] == [400, 400, 1000]


@pytest.mark.slow
def test_every_verdict_is_the_same_for_100_400_and_1000_seeds() -> None:
    cards = [{line.id: line.row() for line in run_evidence([], replications=n)} for n in (100, 400, 1000)]
    turned = {
        name for name, row in cards[0].items() if len({row.holds, *(card[name].holds for card in cards)}) > 1
    }
    # Where the distance is as large as the rule allows, seeds can turn it, and findings say so: of one of all findings.
    told = {name for card in cards for name, row in card.items() if row.is_at_the_line}
    assert turned <= told
    assert turned <= {"mexico_budget_small"}


def test_what_lies_at_the_line_of_the_rule_is_told_whatever_its_verdict(
    everything: list[FieldFinding],
) -> None:
    row = one(everything, "mexico_budget_small").row()
    assert row.predicted is not None
    assert row.published is not None
    assert row.allowed is not None
    assert row.errors is not None
    assert row.is_at_the_line
    luck = 1.96 * (row.errors.chance or 0.0)
    line = (row.allowed**2 - luck**2) ** 0.5
    assert line == pytest.approx(1.96 * (row.se or 0.0))
    for beyond, expected in ((0.9, True), (1.1, False), (-0.9, True), (-1.1, False)):
        distance = line + beyond * luck
        assert replace(row, predicted=row.published + distance).is_at_the_line is expected
    assert {line.id for line in everything if line.row().is_at_the_line} == {"mexico_budget_small"}


# Output ------------------------------------------------------------------------------------------------------------


def test_json_is_an_object_of_rows_and_score() -> None:
    got = invoke("olken_2007", "banerjee_2020", "--json", "--replications", "5")
    assert got.exit_code == 0, got.output
    card = json.loads(got.stdout)
    assert not {"theory", "further", "curves"} & set(card)
    assert set(card["loo"]) >= SCORE
    first, second, _ = card["rows"]
    assert all(set(row) >= NEEDED for row in card["rows"])
    assert list(first)[: len(COMMON)] == COMMON
    assert (first["id"], first["context"], first["role"]) == ("olken_2007", "olken_2007", "prediction")
    assert first["parameters"]["audit_coverage"] == 1.0
    assert (first["published"], first["se"], first["seeds"]) == (-0.3, 0.16, 5)
    assert first["low"] < first["predicted"] < first["high"]
    assert first["inside"] is (first["low"] <= first["published"] <= first["high"])
    assert first["matched"]["slack_taste"] > 0.0
    assert len(first["readings"]) == 3
    assert "Olken 2007" in first["source"]
    assert (second["holds"], second["predicted"], second["status"]) == (None, None, "not expressible")
    assert second["why"]


def test_both_parts_are_one_object() -> None:
    runner = CliRunner()
    alone = json.loads(runner.invoke(app, ["verify", "--theory", "T6", "--json"]).stdout)
    assert not {"rows", "loo"} & set(alone)
    both = runner.invoke(app, ["verify", "T6", "china_2013", "--replications", "2", "--json"])
    card = json.loads(both.stdout)
    assert set(card) >= {"theory", "rows", "loo"}
    assert card["theory"] == alone["theory"]
    assert [row["id"] for row in card["rows"]] == ["china_2013_december"]


def test_a_part_of_the_contexts_leaves_the_score_as_it_is(everything: list[FieldFinding]) -> None:
    some = [line for line in everything if line.id in ("olken_2007", "china_2013_december")]
    part, whole = score_of(some), score_of(everything)
    for key in SCORE:
        assert getattr(part, key) == pytest.approx(getattr(whole, key), abs=1e-9)


def test_the_table_fits_a_terminal(everything: list[FieldFinding], monkeypatch: pytest.MonkeyPatch) -> None:
    own: dict[str, list[FieldFinding]] = {}
    for line in everything:
        own.setdefault(line.experiment.name, []).append(line)
    monkeypatch.setattr(sys.modules[steps.__module__], "run_task", lambda task: own[task[0].name])
    got = invoke("--workers", "1")
    assert max(len(line) for line in got.stdout.splitlines()) <= 100
    assert "Without their own study, 8 effects" in got.stdout
    assert "mexico_self_external" in got.stdout
    assert got.stderr.count("\n") <= 2  # what it costs, where that is not little
    assert language()("verify-table-missed") in got.stdout


def test_the_headline_counts(everything: list[FieldFinding]) -> None:
    compared = [line for line in everything if line.prediction is not None]
    rows = [line.row() for line in everything]
    told = field_told(language(), rows)
    for role, word in (("calibration", "calibration targets"), ("prediction", "predictions")):
        own = [line.holds for line in compared if line.row().use == role]
        assert f"{sum(own)} of {len(own)} {word}" in told
    lacking = len(everything) - len(compared)
    assert f"{lacking} published findings cannot be expressed" in told
    nothing = field_told(language(), [row for row in rows if row.predicted is None])
    assert nothing.startswith("Nothing could")


def test_the_page_names_every_context_and_reason(everything: list[FieldFinding]) -> None:
    page = answered(everything).markdown()
    for line in everything:
        assert line.prediction is None or f"| {line.id} |" in page
        assert not line.why or line.why in page
        assert line.prediction is not None or line.id in page
        for reading in line.readings:
            assert reading.what in page


def test_numbers_are_written_as_people_read_them() -> None:
    say = language()
    scale = scale_of("share of budget", "difference", say)
    assert scale.number(-0.08) == "−8 points"
    assert scale_of("share of spending", "level", say).number(0.179) == "17.9 %"
    assert scale_of("relative change", "relative", say).number(1.0) == "+100 %"
    assert scale_of("correlation", "moment", say).spread(0.032) == "0.032"
    assert scale.predicted(-0.0801, -0.1003, -0.0599) == "−8.0 points [−10.0, −6.0]"
    assert scale_of("relative change", "relative", say).predicted(-0.3, -0.5, -0.1) == "−30 % [−50, −10]"


def test_scorecards_and_figure_are_written(here: Path) -> None:
    got = invoke(
        "olken_2007", "muralidharan_2021", "--replications", "3", "--out", "card", "--figure-format", "svg"
    )
    assert got.exit_code == 0, got.output
    kept = json.loads((here / "card" / "summary.json").read_text(encoding="utf-8"))
    assert len(kept["rows"]) == 2
    assert "| olken_2007 |" in (here / "card" / "scorecard.md").read_text(encoding="utf-8")
    picture = (here / "card" / "figures" / "evidence.svg").read_text(encoding="utf-8")
    assert "missing expenditure" in picture
    assert "non-delivery" in picture


def test_without_published_numbers_there_is_no_figure(here: Path) -> None:
    got = invoke("moynihan_lavertu_2012", "--out", "card")
    assert got.exit_code == 0, got.output
    assert not (here / "card" / "figures").exists()


def test_both_parts_on_one_page() -> None:
    runner = CliRunner()
    got = runner.invoke(app, ["verify", "T6", "china_2013", "--replications", "2", "--markdown"])
    assert got.exit_code == 0, got.output
    assert re.findall(r"^\*\*(.*)\*\*$", got.stdout, re.MULTILINE)[:2] == [
        "Limits of the theory", "Published field experiments",
    ]  # fmt: skip


def test_workers_change_nothing() -> None:
    names = ("china_2013", "olken_2007", "part_2006_2012")
    alone, shared = (
        budgetsim.verify(names, replications=4, workers=count, progress=False).to_dict() for count in (1, 2)
    )
    assert shared == alone
    assert [row["context"] for row in alone["rows"]] == list(names)


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
    assert [(row["id"], row["holds"]) for row in json.loads(got.stdout)["rows"]] == [("my_city", True)]


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
    assert "my_city.toml:19: finding.0.role = 'guess': must be one of calibration, prediction" in got.stderr
    assert got.stdout == ""


# Documentation -----------------------------------------------------------------------------------------------------


def test_the_documented_scorecard_is_what_the_command_prints(
    root: Path, everything: list[FieldFinding]
) -> None:
    """`make docs` renews it."""
    text = (root / "docs" / "evidence.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- begin evidence -->\n(.*?)<!-- end evidence -->", text, re.DOTALL)
    page = answered(everything).markdown().partition("\n\n")[2]
    assert block.strip().splitlines() == page.strip().splitlines()


def test_documentation_names_every_context_and_key(root: Path, everything: list[FieldFinding]) -> None:
    text = (root / "docs" / "evidence.md").read_text(encoding="utf-8")
    for name in {line.experiment.name for line in everything}:
        assert name in text
    keys = set(re.findall(r"^([a-z_]+) = ", OWN, re.MULTILINE)) | {
        "share", "assignment", "from_year", "pool", "direction", "not_expressible", "treated", "control", "moderator",
        "reading", "baseline", "match", "known", "seen_as", "range", "spillovers", "id", "se",
    }  # fmt: skip
    assert {
        key for key in keys if not re.search(rf"`\[*[a-z.]*{key}\b|^{key} = |\[{key}\]", text, re.MULTILINE)
    } == set()


def test_the_example_of_the_documentation_is_a_good_file(root: Path, here: Path) -> None:
    text = (root / "docs" / "evidence.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    (here / "city.toml").write_text(example, encoding="utf-8")
    got = invoke("./city.toml", "--json", "--replications", "2")
    assert got.exit_code in (0, 1), got.output
    assert json.loads(got.stdout)["rows"][0]["context"] == "city"
