"""Reports of effects and of verification: all of their figures and findings in Chinese too, with the same numbers."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from report_pages import Node, chinese, read_page
from typer.testing import CliRunner

from budgetsim import load
from budgetsim.cli.main import app
from budgetsim.kinds import verify
from budgetsim.kinds.effects.answer import Precision
from budgetsim.kinds.effects.cost_effectiveness import STANDINGS
from budgetsim.kinds.effects.figures.alone import contrast_label
from budgetsim.kinds.effects.findings import precision_told
from budgetsim.kinds.effects.question import REASONS
from budgetsim.kinds.verify.answer import Reading, Row, Verification
from budgetsim.kinds.verify.evidence.finding import FieldFinding
from budgetsim.kinds.verify.evidence.run import contexts_named
from budgetsim.kinds.verify.findings import (
    UNEXPLAINED,
    finding_key,
    finding_told,
    quantity_told,
    reading_key,
    reading_told,
    title_told,
    why_key,
    why_told,
)
from budgetsim.language import LANGUAGES, language
from budgetsim.report.figures import FIGURES, figures_of

SMALL = (
    "--set",
    "departments=8",
    "--set",
    "burn_in=1",
    "--years",
    "4",
    "--workers",
    "1",
    "--parameters",
    "point",
)
COMMANDS: dict[str, tuple[str, ...]] = {
    "effects": (
        *("effects", "--levers", "monitoring_intensity,staff=1:6:3,result_use=0.4", "--replications", "5"),
        *SMALL,
    ),
    "choices": (
        *("effects", "--levers", "budget_rule=incremental,posterior", "--parts", "effects,factorial,cost"),
        *("--switch", "platform=information_systems=0.9,staff=6", "--replications", "3", *SMALL),
        *("--outcomes", "net_social_value,active_waste"),
    ),
    "verify": (
        *("verify", "T1", "T10", "olken_2007", "rasul_rogger_2018", "liebman_mahoney_2017", "liang_2023"),
        *("--replications", "2"),
    ),
}
TOLD: dict[str, tuple[str, ...]] = {
    "alone": ("effects", "--levers", "budget_rule=posterior", "--replications", "3", *SMALL),
    "one seed": ("effects", "--levers", "staff=1:6:3,result_use=0.4", "--replications", "1", *SMALL),
    "neutral": (
        *("effects", "--levers", "staff=1:6:3,result_use=0.4", "--outcomes", "self_score"),
        *("--replications", "3", "--parts", "effects,dose,factorial,sequencing", *SMALL),
    ),
    "fraction": (
        *("effects", "--parts", "factorial", "--replications", "2", "--levers"),
        "monitoring_intensity,result_use,staff,information_systems,training,disclosure,coordination",
        *SMALL,
    ),
}
"""Studies of which only the findings are looked at."""
EXPECTED = {
    "effects": ("forest", "tornado", "dose", "interactions", "factorial", "reform_order", "cost_plane"),
    "choices": ("forest", "tornado", "interactions", "factorial", "cost_plane"),
    "verify": ("theory", "closed_forms", "evidence"),
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
Report = tuple[Any, Node, Path]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Report]]:
    """Of every study, what its command kept as its answer, the page of its report, and its directory."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("effects")
        patch.chdir(place)
        found = {}
        for kind, typed in COMMANDS.items():
            made = CliRunner().invoke(app, [*typed, "--out", kind, "--quiet"])
            assert made.exit_code in (0, 1), made.output  # with so few seeds a target may be missed
            got = CliRunner().invoke(app, ["report", kind, "--language", "zh", "--quiet"])
            assert got.exit_code == 0, got.output
            file = place / kind / "summary.json"
            page = read_page((place / kind / "report.html").read_text(encoding="utf-8"))
            found[kind] = (json.loads(file.read_text(encoding="utf-8")), page, place / kind)
        yield found


@pytest.fixture(params=COMMANDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_nothing_is_left_in_english(reports: dict[str, Report], kind: str) -> None:
    (article,) = reports[kind][1].all("article")
    left = [node.text("zh") for node in chinese(article) if node.attributes.get("lang", "").startswith("en")]
    assert left == []


def test_every_figure_is_drawn_in_both_languages(reports: dict[str, Report], kind: str) -> None:
    _, page, directory = reports[kind]
    offered = figures_of(directory)
    assert tuple(offered) == EXPECTED[kind]
    figures = list(page.all("figure"))
    assert len(figures) == len(offered)
    for figure in figures:
        drawn = [node for node in figure.all("svg", "img") if node.attributes.get("lang")]
        assert {node.attributes["lang"][:2] for node in drawn} == set(LANGUAGES)
        assert CHINESE.search(next(figure.all("figcaption")).text("zh"))
    written = {path.stem for path in (directory / "figures").glob("*.png")}
    assert written == {(kept.replaces or (kept.name,))[0] for kept in offered.values()}


def test_figures_of_the_command_are_those_of_its_tables(reports: dict[str, Report], kind: str) -> None:
    _, page, directory = reports[kind]
    captions = page.all("figcaption")
    for (name, kept), caption in zip(figures_of(directory).items(), captions, strict=True):
        words = (directory / "figures" / f"{(kept.replaces or (name,))[0]}.txt").read_text(encoding="utf-8")
        assert caption.text("en").strip() == words.strip()
        assert CHINESE.search(caption.text("zh"))


def test_figures_say_what_the_study_says_beside_its_tables(reports: dict[str, Report]) -> None:
    caption = figures_of(reports["choices"][2])["tornado"].draw().caption
    assert "over 3 replications" in caption
    assert "on net social value" in caption


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"[−+<]?\d(?:[\d,]*\d)?(?:\.\d+)?", text))


@pytest.mark.parametrize("kind", ["effects", "choices", *TOLD])
def test_findings_agree_in_number_and_in_every_number(
    reports: dict[str, Report], kind: str, tmp_path: Path
) -> None:
    if kind in TOLD:
        got = CliRunner().invoke(app, [*TOLD[kind], "--json", "--no-figures", "--out", str(tmp_path)])
        assert got.exit_code == 0, got.output
        answer = json.loads(got.stdout)
    else:
        answer = reports[kind][0]
    english, other = answer["findings"], answer["findings_zh"]
    assert len(english) == len(other) > 0
    for one, two in zip(english, other, strict=True):
        assert numbers(one) == numbers(two), (one, two)
        assert CHINESE.search(two)
        assert not CHINESE.search(one)
        assert not re.search(r"  |\{|\bnan\b", one + two)


def test_levers_are_called_by_their_names_in_chinese(reports: dict[str, Report]) -> None:
    told = " ".join(reports["effects"][0]["findings_zh"] + reports["choices"][0]["findings_zh"])
    say = language("zh")
    for lever in ("monitoring_intensity", "staff", "result_use", "budget_rule"):
        assert say.name(lever) in told
        assert lever not in told
    assert "platform" in told  # people's own word


def test_choices_and_switches_are_named_in_the_tables(reports: dict[str, Report]) -> None:
    page = reports["choices"][1]
    (found,) = [node for node in page.all("table") if node.attributes.get("data-table") == "effects-shown"]
    say = language("zh")
    assert {say.choice("incremental"), say.choice("posterior"), say("table-on"), say("table-off")} <= {
        cell.text("zh").strip() for cell in found.all("td")
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_numbers_of_a_lever_are_no_choices_of_another(code: str) -> None:
    """``1`` is a choice of ``evaluation_lag`` only; tables hold values as text, or as numbers once they are read."""
    say = language(code)
    for low, high in (("0", "1"), (0.0, 1.0), (0, 1)):
        row = {"lever": "carryover", "low_value": low, "high_value": high}
        expected = say("figure-contrast", lever=say.name("carryover"), low="0", high="1")
        assert contrast_label(say, row) == expected
    for low, high in (("1", "2"), (1.0, 2.0)):
        row = {"lever": "evaluation_lag", "low_value": low, "high_value": high}
        one, two, lag = say.choice(1), say.choice(2), say.name("evaluation_lag")
        assert contrast_label(say, row) == say("figure-contrast", lever=lag, low=one, high=two)
    off, on = say("figure-off"), say("figure-on")
    switch = {"lever": "platform", "low_value": "off", "high_value": "on"}
    assert contrast_label(say, switch) == say("figure-contrast", lever="platform", low=off, high=on)


def test_every_standing_is_told() -> None:
    for code in LANGUAGES:
        assert all(language(code).has(f"effects-standing-{one.replace(' ', '-')}") for one in STANDINGS)


def test_parts_left_out_are_told_with_the_reasons_of_the_command() -> None:
    say = language("en")
    for reason in REASONS:
        assert f"({say(f'effects-lacking-{reason}')})" in say(f"effects-left-out-{reason}")


@pytest.mark.parametrize("reached", [True, False])
@pytest.mark.parametrize("outcome", ["net_social_value", "external_score"])
def test_precision_is_told_with_the_same_numbers(outcome: str, *, reached: bool) -> None:
    width = 0.04 if reached else 0.06
    found = Precision(0.05, (outcome,), reached, width, "staff", outcome, 1_234, 3)
    one, two = (precision_told(found, language(code)) for code in ("en", "zh"))
    expected = Counter(["1,234", "3", "95", f"{width:.2g}", "0.05"])
    if outcome == "external_score":
        expected["100"] += 1
    if not reached:
        expected[f"{found.needed:,}"] += 1
    assert numbers(one) == numbers(two) == expected
    unknown = replace(found, half_width=None)
    assert "unknown" in precision_told(unknown, language("en"))


def test_no_plane_of_costs_without_an_outcome_that_has_a_better_way(tmp_path: Path) -> None:
    typed = ("--outcomes", "self_score", "--parts", "effects,cost", "--out", str(tmp_path / "neutral"))
    got = CliRunner().invoke(
        app, ["effects", "--levers", "staff=1:6:3", "--replications", "2", *SMALL, *typed, "--quiet"]
    )
    assert got.exit_code == 0, got.output
    assert (tmp_path / "neutral" / "tables" / "cost.csv").is_file()
    assert list(figures_of(tmp_path / "neutral")) == ["forest", "tornado"]


def test_results_of_an_earlier_version_say_what_was_said_then_and_draw_what_they_hold(
    reports: dict[str, Report], tmp_path: Path
) -> None:
    answer, _, directory = reports["effects"]
    new = ("left_out", "rivals", "corners", "sequencing_paths", "cost_draws")
    document = {key: value for key, value in answer.items() if key not in new}
    document["findings"], document["findings_zh"] = ["What was said."], ["当时所说。"]
    shutil.copytree(directory, tmp_path / "older")
    (tmp_path / "older" / "summary.json").write_text(json.dumps(document), encoding="utf-8")
    older = load(tmp_path / "older")
    assert (older.findings(), older.findings("zh")) == (["What was said."], ["当时所说。"])
    assert older.to_df("sequencing_paths").equals(load(directory).to_df("sequencing_paths"))
    assert older.to_df("cost_draws").equals(load(directory).to_df("cost_draws"))
    assert list(figures_of(tmp_path / "older")) == list(EXPECTED["effects"])
    for file in ("sequencing_paths.csv", "cost_draws.csv"):
        (tmp_path / "older" / "tables" / file).unlink()
    offered = figures_of(tmp_path / "older")
    assert list(offered) == [name for name in EXPECTED["effects"] if name != "reform_order"]
    assert "replications" not in offered["cost_plane"].draw().caption
    assert offered["cost_plane"].draw("zh").caption.endswith("。")


# Verification ------------------------------------------------------------------------------------------------------


def lines() -> list[Row]:
    """What answers say in words about every finding, missed or not."""
    return [
        replace(
            FieldFinding(context, target).row(),
            why=target.not_expressible or target.published.why or target.unused or target.given_up,
        )
        for context in contexts_named([])
        for target in context.targets
    ]


def test_every_finding_and_every_miss_has_its_words() -> None:
    """They are kept in ``kinds/verify/words``; who changes a file changes both."""
    missing = [line.id for line in lines() if finding_key(line) is None]
    missing += [line.why for line in lines() if line.why and why_key(line) is None]
    assert missing == []
    keys = [finding_key(line) for line in lines()]
    assert len(keys) == len(set(keys))


def readings() -> list[Reading]:
    """Everything that the contexts read off besides their findings."""
    return [
        Reading(one.what, "performance", "level", 0.0, 0.0, 0.0)
        for context in contexts_named([])
        for one in context.readings
    ]


def test_every_reading_has_its_words() -> None:
    assert [one.what for one in readings() if reading_key(one) is None] == []
    say = language("zh")
    for one in readings():
        assert CHINESE.search(reading_told(one, say)), one.what
    own = replace(readings()[0], what="something else")
    assert reading_told(own, say) == "something else"


def test_every_context_has_a_title_in_every_language() -> None:
    contexts, say, plain = contexts_named([]), language("zh"), language()
    for context in contexts:
        assert title_told(context.name, context.title, plain) == context.title
        assert CHINESE.search(title_told(context.name, context.title, say)), context.name
    assert title_told(contexts[0].name, "my city", say) == "my city"


def test_no_words_are_left_of_what_is_not_in_the_files() -> None:
    from fluent.syntax import ast, parse

    text = (Path(verify.__file__).parent / "words" / "en.ftl").read_text(encoding="utf-8")
    known = {finding_key(line) for line in lines()} | {UNEXPLAINED}
    known |= {why_key(line) for line in lines() if line.why} | {reading_key(one) for one in readings()}
    known |= {f"verify-title-{context.name}" for context in contexts_named([])}
    there = {entry.id.name for entry in parse(text).body if isinstance(entry, ast.Message)}
    assert {key for key in there if re.match("verify-(finding|why|lacking|reading|title)-", key)} == known


def test_every_quantity_has_a_chinese_name() -> None:
    say = language("zh")
    for line in lines():
        assert CHINESE.search(quantity_told(say, line.quantity)), line.quantity


def test_words_of_an_own_file_stay_as_they_are() -> None:
    known, say = next(line for line in lines() if line.why), language("zh")
    assert finding_told(replace(known, finding="something else"), say) == "something else"
    assert why_told(replace(known, why="for another reason"), say) == "for another reason"
    assert finding_key(replace(known, id="my_city")) is None
    assert why_key(replace(known, why="not explained yet")) == UNEXPLAINED


def test_findings_of_the_field_are_told_in_chinese(reports: dict[str, Report]) -> None:
    _, page, directory = reports["verify"]
    say, text = language("zh"), page.text("zh")
    answer = load(directory)
    assert isinstance(answer, Verification)
    for row in answer.rows or ():
        assert finding_told(row, say) in text
        assert row.finding not in text
        assert row.finding in page.text("en")
        assert row.holds or why_told(row, say) in text
        assert row.source in text


def test_closed_forms_are_drawn_from_what_was_kept(reports: dict[str, Report]) -> None:
    import pandas as pd

    scorecard, _, directory = reports["verify"]
    kept = pd.read_csv(directory / "closed_forms.csv")
    assert list(kept.columns) == list(FIGURES["closed_forms"].data.columns)
    worked = next(line for line in scorecard["theory"] if line["id"] == "T1" and line["quantity"] == "beta")
    at = worked["parameters"]["sigma2"]
    own = kept[(kept["limit"] == "T1") & (kept["quantity"] == "beta") & (kept["at"] == at)]
    assert own["expected"].item() == pytest.approx(worked["expected"], rel=1e-12)
    assert own["simulated"].item() == pytest.approx(worked["simulated"], rel=1e-12)
