"""Caveats: what the record says does not fit is told beside every recommendation that it bears on."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from report_pages import draw_only
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.declarations import declarations
from budgetsim.language import language
from budgetsim.report.caveats import CAVEATS, RECORD, Caveat, caveats, moved_levers
from budgetsim.scenario import load_scenario

POINT = re.compile(r"^(\d+)\. (.*?)(?=^\d+\. |\Z)", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def record(root: Path) -> dict[int, str]:
    """Points of the record by number, each on one line."""
    section = (root / RECORD).read_text(encoding="utf-8").split("## What does not fit")[1].split("\n## ")[0]
    return {int(number): " ".join(text.split()) for number, text in POINT.findall(section)}


def test_every_point_of_the_record_is_told_with_the_levers_that_it_names(record: dict[int, str]) -> None:
    assert sorted(point for one in CAVEATS for point in one.points) == sorted(record)
    for one in CAVEATS:
        for point in one.points:
            named = re.findall(r"`(\w+)`", record[point].rpartition("*Bears on")[2])
            assert sorted(named) == sorted(one.levers), record[point]


def test_levers_exist() -> None:
    policy = {name for name, declared in declarations().items() if declared.group == "policy"}
    assert {lever for one in CAVEATS for lever in one.levers} <= policy
    # No lever may be recommended without a word.
    assert policy == {lever for one in CAVEATS for lever in one.levers}


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("one", CAVEATS, ids=lambda one: one.key)
def test_figures_of_a_caveat_are_those_of_the_record(one: Caveat, code: str, record: dict[int, str]) -> None:
    said = re.sub(r"\s+%", "%", " ".join(record[point] for point in one.points))
    for number in re.findall(r"\d+(?:\.\d+)?%?", language(code)(one.key)):
        assert re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)", said) or int(number) == 12, number


def test_caveats_follow_the_levers_that_move() -> None:
    say = language()
    told = caveats(["policy.monitoring_intensity", "staff"], say)
    assert told == [
        say(key) for key in ("caveat-monitoring", "caveat-waste", "caveat-lacking", "caveat-general")
    ]
    assert caveats([], say, general=False) == []
    assert caveats([], say) == []  # nothing is recommended
    assert caveats(["risk_aversion"], say) == [say("caveat-general")]


def test_levers_that_a_reform_moves_later_are_found() -> None:
    base = load_scenario("wangcheng_2022")
    assert moved_levers(base, [base]) == []
    assert moved_levers(base, [base.replace(staff=9, risk_aversion=3.0)]) == ["staff"]
    reform = load_scenario("reform_package")
    changed = {name for change in reform.changes for name in change.levers}
    assert set(moved_levers(base, [reform])) == changed


def test_comparison_and_its_report_tell_the_caveats_of_the_levers_in_which_scenarios_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    draw_only(monkeypatch)
    (tmp_path / "checks.toml").write_text(
        'extends = "wangcheng_2022"\n[policy]\nmonitoring_intensity = 0.4\n', encoding="utf-8"
    )
    small = ("--set", "departments=8", "--years", "2", "--replications", "2", "--no-figures", "--out", "out")
    got = CliRunner().invoke(app, ["compare", "wangcheng_2022", "checks.toml", *small])
    assert got.exit_code == 0, got.output
    say = language()
    for key in ("caveat-monitoring", "caveat-waste", "caveat-general"):
        assert say(key) in " ".join(got.stdout.split())
    assert say("caveat-lacking") not in " ".join(got.stdout.split())
    assert CliRunner().invoke(app, ["report", "out", "--quiet"]).exit_code == 0
    page = html.unescape((tmp_path / "out" / "report.html").read_text(encoding="utf-8"))
    text = re.sub(r"<[^>]*>", "", page)
    assert say("caveat-waste") in text
    assert language("zh")("caveat-waste") in text


def test_count_of_predictions_is_that_of_the_evidence(root: Path) -> None:
    """Whoever renews the scorecard renews what is said of it elsewhere."""
    card = (root / "docs" / "evidence.md").read_text(encoding="utf-8")
    found = re.search(r"(\d+) of (\d+) predictions agree", card)
    assert found is not None
    agree, made = found.groups()
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert f"{agree} of {made} predictions" in readme
    said = " ".join((root / RECORD).read_text(encoding="utf-8").split())
    assert len(re.findall(rf"\b{agree} of {made} agree", said)) == 2
    assert f"{agree} of {made}" in language()("caveat-general")
    assert {agree, made} <= set(re.findall(r"\d+", language("zh")("caveat-general")))
