"""Reports of what is no finished study, and of texts that mean harm."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from filelock import FileLock
from report_pages import Node, draw_only, read_page, saved, small
from typer.testing import CliRunner

from budgetsim.cli.guard import WRONG_INPUT
from budgetsim.cli.main import app
from budgetsim.language import LANGUAGES
from budgetsim.report.figures import draw
from budgetsim.report.page import ReportError, make_report, pictures, read_sources
from budgetsim.report.page.html import both
from budgetsim.report.page.text import Number, alike, english, joined, name, say, visible
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import keep_answer, kept_answer
from budgetsim.studies.runner import open_campaign
from budgetsim.studies.study import Head

EVIL = "</style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;{{7*7}}\u202egnp.exe"
SCORE = {"id": "T1", "parameters": {"r": 2.0}, "quantity": "beta", "simulated": 0.5, "expected": 0.5}
CARD = [{**SCORE, "tolerance": 1e-6, "holds": True}]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("finished") / "study")


@pytest.fixture
def study(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a finished study, in the working directory."""
    monkeypatch.chdir(tmp_path)
    draw_only(monkeypatch)
    return Path(shutil.copytree(finished, tmp_path / "study")).relative_to(tmp_path)


def refused(*typed: str) -> str:
    """The message of a command that refuses what it is given."""
    got = CliRunner().invoke(app, ["report", *typed])
    assert (got.exit_code, got.stdout) == (WRONG_INPUT, ""), got.output
    assert "Traceback" not in got.stderr
    return " ".join(got.stderr.replace("│", " ").split())


def change(path: Path, edit: Callable[[dict[str, Any]], Any]) -> None:
    found = json.loads(path.read_text(encoding="utf-8"))
    edit(found)
    path.write_text(json.dumps(found), encoding="utf-8")


# Directories ------------------------------------------------------------------------------------------------------


def test_study_saved_from_python_is_reported(study: Path) -> None:
    got = CliRunner().invoke(app, ["report", str(study)])
    assert got.exit_code == 0, got.output
    assert (study / "report.html").is_file()
    assert "Report: study/report.html" in got.stdout


@pytest.mark.usefixtures("study")
def test_missing_directory() -> None:
    assert "there is no directory nowhere" in refused("nowhere")


@pytest.mark.usefixtures("study")
def test_file_instead_of_a_directory() -> None:
    told = refused("study/study.toml")
    assert "study/study.toml is a file" in told
    assert "give the directory of results, such as study" in told


def test_earlier_report_instead_of_a_directory(study: Path) -> None:
    (study / "report.html").write_text("", encoding="utf-8")
    assert "study/report.html is a report or a page" in refused("study/report.html")


@pytest.mark.usefixtures("study")
def test_empty_directory(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    assert "bare is empty; run something first" in refused("bare")


@pytest.mark.usefixtures("study")
def test_foreign_directory(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.png").write_bytes(b"x")
    assert "photos holds no results of budgetsim" in refused("photos")


@pytest.mark.usefixtures("study")
def test_directory_of_directories() -> None:
    assert "holds directories of results, not results; name those you mean: study" in refused(".")


def test_part_that_was_removed(study: Path) -> None:
    (study / "parts" / "part-00000.parquet").unlink()
    told = refused("study")
    assert "study is not finished: 0 of 1 parts are there" in told
    assert "give the command again" in told


def test_part_that_was_changed(study: Path) -> None:
    part = study / "parts" / "part-00000.parquet"
    part.write_bytes(part.read_bytes()[:-1] + b"!")
    assert "study/parts/part-00000.parquet is not as it was written (its SHA-256" in refused("study")


def test_manifest_that_was_removed(study: Path) -> None:
    (study / "manifest.json").unlink()
    assert "study/manifest.json is missing or damaged" in refused("study")


def test_manifest_that_is_no_json(study: Path) -> None:
    (study / "manifest.json").write_text("{", encoding="utf-8")
    assert "study/manifest.json is missing or damaged" in refused("study")


def test_manifest_of_another_study(study: Path) -> None:
    change(study / "manifest.json", lambda found: found.update(identity="0" * 64))
    assert "manifest.json and study.toml are of different studies (00000000 and" in refused("study")


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda found: found["parts"][0].update(sha256="0" * 64), "is not as it was written"),
        (lambda found: found["parts"][0].pop("sha256"), "its records of parts cannot be read"),
        (lambda found: found.update(parts=["x"]), "its records of parts cannot be read"),
        (lambda found: found.update(parts=[]), "does not name every part"),
        (lambda found: found["parts"][0].update(departments=3), "its records of parts cannot be read"),
    ],
)
def test_manifest_that_was_edited(study: Path, edit: Callable[[dict[str, Any]], Any], expected: str) -> None:
    change(study / "manifest.json", edit)
    assert expected in refused("study")


def test_study_that_cannot_be_read(study: Path) -> None:
    for file in ("manifest.json", "study.toml"):
        (study / file).write_text("?", encoding="utf-8")
    assert "study: study.toml, manifest.json cannot be read" in refused("study")


def test_design_that_cannot_be_read(study: Path) -> None:
    (study / "design.parquet").write_bytes(b"PAR1")
    assert "study/design.parquet cannot be read" in refused("study")


def test_study_of_an_unknown_command(study: Path) -> None:
    text = (study / "study.toml").read_text(encoding="utf-8")
    (study / "study.toml").write_text(
        text.replace('command = "simulate"', 'command = "divine"'), encoding="utf-8"
    )
    assert "study holds a study of 'divine'; reports are made of run, compare" in refused("study")


def test_study_that_is_being_written(study: Path) -> None:
    with FileLock(study / ".lock"):
        assert "study: another process is writing this study now" in refused("study")


@pytest.mark.usefixtures("study")
def test_campaign_that_is_not_finished() -> None:
    with pytest.raises(ZeroDivisionError), open_campaign(Head("optimise", "x"), "search"):
        raise ZeroDivisionError
    assert "search is not finished" in refused("search")


def test_same_directory_twice(study: Path) -> None:
    assert "is given twice; name it once" in refused(str(study), f"./{study}/")


def test_everything_that_is_wrong_is_told_at_once(study: Path) -> None:
    (study / "manifest.json").unlink()
    told = refused("nowhere", "study", "study/study.toml")
    assert "3 of 3 directories cannot be reported" in told
    for number, part in enumerate(("there is no directory nowhere", "study/manifest.json", "is a file"), 1):
        assert f"{number}. " in told
        assert part in told


def test_one_bad_directory_among_good_ones_stops_the_report(study: Path) -> None:
    refused(str(study), "nowhere", "--out", "both.html")
    assert not Path("both.html").exists()


# Answers ----------------------------------------------------------------------------------------------------------


def as_effects(study: Path, answer: str | None) -> None:
    """Let a study pass for one of effects."""
    text = (study / "study.toml").read_text(encoding="utf-8")
    (study / "study.toml").write_text(
        text.replace('command = "simulate"', 'command = "effects"'), encoding="utf-8"
    )
    if answer is not None:
        (study / "summary.json").write_text(answer, encoding="utf-8")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, "its answer, summary.json, is not there"),
        ("{", "study/summary.json cannot be read"),
        ("[1]", "study/summary.json holds no answer of an analysis"),
        (
            "{}",
            "study/summary.json is not as `budgetsim effects` writes it (scenario: a value is needed here",
        ),
        ('{"scenario": 3, "outcomes": 3}', "is not as `budgetsim effects` writes it ("),
    ],
)
def test_answer_that_is_missing_or_was_edited(study: Path, answer: str | None, expected: str) -> None:
    as_effects(study, answer)
    told = refused("study")
    assert expected in told
    assert "give the command again" in told


def test_answer_is_kept_without_its_place(tmp_path: Path) -> None:
    keep_answer({"findings": ["a"], "directory": "elsewhere"}, tmp_path)
    assert kept_answer(tmp_path) == {"findings": ["a"]}
    with pytest.raises(StudyError, match=r"its answer, summary\.json, is not there"):
        kept_answer(tmp_path / "other")


@pytest.mark.parametrize("card", ["{", "{}", "[]", "[1]", '[{"id": "T1"}]'])
@pytest.mark.usefixtures("study")
def test_scorecard_that_is_none(tmp_path: Path, card: str) -> None:
    (tmp_path / "card").mkdir()
    (tmp_path / "card" / "scorecard.json").write_text(card, encoding="utf-8")
    assert "card/scorecard.json" in refused("card")


@pytest.mark.usefixtures("study")
def test_scorecard_with_values_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "card").mkdir()
    wrong = [{**CARD[0], "parameters": 3}]
    (tmp_path / "card" / "scorecard.json").write_text(json.dumps(wrong), encoding="utf-8")
    assert "card/scorecard.json is not as `budgetsim verify` writes it" in refused("card")


# Where it goes ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("study")
def test_out_that_is_a_directory() -> None:
    assert "--out study is a directory; name the file, such as study/report.html" in refused(
        "study", "--out", "study"
    )


@pytest.mark.usefixtures("study")
def test_out_that_is_no_page() -> None:
    assert "--out study/report.pdf: a page ends in .html" in refused("study", "--out", "study/report.pdf")


@pytest.mark.usefixtures("study")
def test_out_that_cannot_be_written() -> None:
    told = refused("study", "--out", "study/study.toml/x.html")
    assert "study/study.toml/x.html: cannot write the report" in told


def test_failure_leaves_the_earlier_page(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (study / "report.html").write_text("earlier", encoding="utf-8")

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    assert "No space left on device" in refused("study")
    assert (study / "report.html").read_text(encoding="utf-8") == "earlier"
    assert [path.name for path in study.glob("*.tmp")] == []


def test_several_studies_go_to_the_working_directory(study: Path, finished: Path) -> None:
    got = CliRunner().invoke(app, ["report", str(study), str(finished), "--json"])
    assert got.exit_code == 0, got.output
    told = json.loads(got.stdout)
    assert (told["report"], len(told["parts"])) == ("report.html", 2)
    titles = [part["title"] for part in told["parts"]]
    assert len(set(titles)) == 2, "two studies of one name are told apart"
    assert Path("report.html").is_file()


def test_unknown_language(study: Path) -> None:
    got = CliRunner().invoke(app, ["report", str(study), "--language", "fr"])
    assert got.exit_code == WRONG_INPUT
    assert all(name in got.stderr for name in LANGUAGES.values())


# Texts that mean harm ---------------------------------------------------------------------------------------------


def scripts(page: Node) -> list[Node]:
    return list(page.all("script"))


@pytest.fixture
def harmful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study whose description is code, in a directory whose name is code."""
    draw_only(monkeypatch)
    scenario = small(description=EVIL)
    return saved(tmp_path / "<script>alert(3)<'\"&", scenario)


def test_description_and_directory_are_escaped(harmful: Path) -> None:
    twin = saved(harmful.parent / "<b>2", small(description=EVIL))
    text = make_report(read_sources([harmful, twin])).html
    page = read_page(text)
    assert len(scripts(page)) == 1
    assert "alert(1)" in page.text()
    assert "{{7*7}}" in page.text()
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in page.text()
    assert list(page.all("img", "b")) == []


def test_kept_answer_is_escaped(study: Path, root: Path) -> None:
    with zipfile.ZipFile(root / "tests" / "results_of_before.zip") as packed:
        answer = json.loads(packed.read("effects/summary.json"))
    answer |= {"findings": [EVIL], "findings_zh": [EVIL], "scenario": EVIL}
    answer["levers"][0] |= {"name": EVIL, "high": EVIL}
    for row in answer["effects"]:
        row |= {"lever": EVIL, "low_value": EVIL}
    as_effects(study, json.dumps(answer))
    text = make_report(read_sources([study])).html
    page = read_page(text)
    assert len(scripts(page)) == 1
    assert page.text().count("alert(1)") >= 5
    assert "\u202e" not in text


def test_kept_figure_with_a_harmful_caption(study: Path) -> None:
    (study / "figures").mkdir()
    (study / "figures" / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (study / "figures" / "x.txt").write_text(EVIL, encoding="utf-8")
    (study / "figures" / "y.png").write_bytes(b"<svg onload=alert(1)>")
    page = read_page(make_report(read_sources([study])).html)
    assert len(scripts(page)) == 1
    assert [node.attributes["src"] for node in page.all("img")] == ["data:image/png;base64,iVBORw0KGgo="]


def test_names_in_drawings_are_escaped() -> None:
    table = pd.DataFrame({"scenario": EVIL, "seed": [0, 0, 1, 1], "year": [1, 2, 1, 2]})
    from budgetsim.report.declared import KEY_OUTCOMES

    for outcome in KEY_OUTCOMES:
        table[outcome] = [0.1, 0.2, 0.3, 0.4]
    markup = pictures.embedded(draw("trajectories", table), "p")
    page = read_page(f"<!doctype html>{markup}")
    assert list(page.all("script", "img", "style", "metadata")) == []
    assert "\u202e" not in markup
    assert "alert(1)" in page.text()


@pytest.mark.parametrize("code", LANGUAGES)
def test_values_of_messages_are_escaped(code: str) -> None:
    told = say("report-setting", name=name(EVIL), value=joined([english(EVIL), name("b")], alike(", ")))
    markup = str(both(told))
    assert "<script" not in markup
    assert "alert(1)" in told.plain(code)


def test_marks_of_values_cannot_be_forged() -> None:
    assert say("report-range", low=name("\ue0001\ue001"), high=name("x")).plain() == "⟨U+E000⟩1⟨U+E001⟩ to x"


def test_numbers_keep_every_digit_for_machines() -> None:
    from budgetsim.report.page.text import alike

    markup = str(both(alike(Number(0.1 + 0.2, "0.3"), Number(3, "3"), Number(-1e-300, "0"))))
    assert markup == (
        '<data value="0.30000000000000004">0.3</data><data value="3">3</data><data value="-1e-300">0</data>'
    )


def test_visible_keeps_what_people_write() -> None:
    assert visible("预算 ü – “x”\n\ty") == "预算 ü – “x”\n\ty"
    assert visible("a\u200bb\x00") == "a⟨U+200B⟩b⟨U+0000⟩"


def test_code_of_others_is_never_loaded(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_only(monkeypatch, "scores")
    (study / "evil.py").write_text("raise SystemExit('loaded')", encoding="utf-8")
    text = (study / "study.toml").read_text(encoding="utf-8")
    (study / "study.toml").write_text(
        text.replace("[code]", '[code]\nbehaviour = "evil.py:f"'), encoding="utf-8"
    )
    report = make_report(read_sources([study]))
    assert "figures" not in [section.key for section in report.parts[0].sections]


def test_study_of_another_model_is_not_simulated_again(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_only(monkeypatch, "scores")
    text = (study / "study.toml").read_text(encoding="utf-8")
    start = text.index('model_sha256 = "') + len('model_sha256 = "')
    (study / "study.toml").write_text(f"{text[:start]}{'0' * 64}{text[start + 64 :]}", encoding="utf-8")
    report = make_report(read_sources([study]))
    assert "another version of the model" in read_page(report.html).text()
    assert "figures" not in [section.key for section in report.parts[0].sections]


def test_error_is_one_that_the_command_line_knows() -> None:
    assert issubclass(ReportError, StudyError)
