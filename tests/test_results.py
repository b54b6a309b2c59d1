"""Directories of results: names that people can read, what made them, differences, more seeds, and removal."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from budgetsim import load_scenario, load_study
from budgetsim.cli.main import app
from budgetsim.studies.errors import StudyError
from budgetsim.studies.extension import check, extend
from budgetsim.studies.files import locked
from budgetsim.studies.identity import model_digest
from budgetsim.studies.runner import run_study
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import Study

SMALL = ("--set", "departments=8", "--years", "3", "--no-figures", "--quiet")


def invoke(*typed: object) -> Any:
    return CliRunner().invoke(app, [str(word) for word in typed])


def given(*typed: object) -> Any:
    got = invoke(*typed)
    assert got.exit_code == 0, got.output
    return json.loads(got.stdout)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a run, another of the same name, and a sensitivity analysis."""
    folder = tmp_path_factory.mktemp("shelf")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in (
            ("run", "wangcheng_2022", "--replications", "3", *SMALL),
            ("run", "wangcheng_2022", "--replications", "3", "--set", "staff=6", *SMALL),
            ("sensitivity", "wangcheng_2022", "--factors", "staff,training", "--samples", "16", *SMALL),
        ):
            got = invoke(*line)
            assert got.exit_code == 0, got.output
    return folder


@pytest.fixture
def place(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, as the working directory."""
    monkeypatch.chdir(shelf)
    return shelf


def study(replications: int, first: int = 0) -> Study:
    scenarios = tuple(
        load_scenario(name).replace(departments=6) for name in ("wangcheng_2022", "reform_package")
    )
    return Study("compare", "pair", scenarios, tuple(range(first, first + replications)), 4, departments=True)


# Names ------------------------------------------------------------------------------------------------------------


def test_names_can_be_read_and_are_numbered_on_conflict(place: Path) -> None:
    names = sorted(path.name for path in (place / "results").iterdir())
    assert names == ["run-wangcheng_2022", "run-wangcheng_2022-2", "sensitivity-wangcheng_2022"]


def test_the_same_study_goes_on_in_its_own_directory(tmp_path: Path) -> None:
    one, other = study(3), study(4)
    first = one.default_directory(tmp_path)
    run_study(one, first)
    assert one.default_directory(tmp_path) == first == tmp_path / "compare-pair"
    assert other.default_directory(tmp_path) == tmp_path / "compare-pair-2"
    run_study(other, tmp_path / "compare-pair-2")
    assert other.default_directory(tmp_path) == tmp_path / "compare-pair-2"
    (tmp_path / "run-x").mkdir()
    assert Study("run", "x", one.scenarios[:1], (0,)).default_directory(tmp_path).name == "run-x-2"


# List and show ------------------------------------------------------------------------------------------------------


def test_list_tells_command_name_state_and_the_line_that_made_them(place: Path) -> None:
    listed = {Path(entry["directory"]).name: entry for entry in given("results", "list", "--json")}
    assert set(listed) == {path.name for path in (place / "results").iterdir()}
    entry = listed["run-wangcheng_2022-2"]
    assert (entry["command"], entry["name"], entry["state"]) == ("run", "wangcheng_2022", "complete")
    assert entry["command_line"].startswith("budgetsim run wangcheng_2022 --replications 3 --set staff=6")
    files = [path for path in (place / "results" / "run-wangcheng_2022-2").rglob("*") if path.is_file()]
    assert entry["size"] == sum(path.stat().st_size for path in files)


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("name", ["short", "compare-wangcheng_2022-reform_package-2", "long_" * 12])
def test_names_are_never_broken(
    columns: int, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.chdir(tmp_path)
    for one in ("a", name):
        run_study(study(2), Path("results") / one)
    lines = invoke("results", "list").output.splitlines()
    assert any(f"results/{name}" in line.split() for line in lines)
    assert sum("kB" in line for line in lines) == 2


def test_names_of_outcomes_that_differ_are_whole(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    names = ("a_long_name_of_results", "another_long_name_of_results")
    for name, one in zip(names, ("run-wangcheng_2022", "run-wangcheng_2022-2"), strict=True):
        shutil.copytree(place / "results" / one, name)
    got = invoke("results", "diff", *names).output
    assert "wangcheng_2022.administrative_cost" in got.split()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_list_without_a_word_is_the_same_and_chinese_is_chinese(place: Path, language: str) -> None:
    del place
    got = invoke("results", "list", "--language", language)
    assert got.exit_code == 0
    assert "run-wangcheng_2022-2" in got.output
    assert ("已完成" in got.output) == (language == "zh")
    assert "run-wangcheng_2022-2" in invoke("results").output


def test_show_tells_the_line_and_the_findings(place: Path) -> None:
    folder = place / "results" / "sensitivity-wangcheng_2022"
    shown = given("results", "show", folder, "--json")
    kept = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert shown["findings"] == kept["findings"]
    assert shown["command_line"] == kept["command_line"]
    assert shown["command_line"] in " ".join(invoke("results", "show", folder).output.split())


def test_what_is_no_result_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        got = invoke("results", "show", folder)
        assert got.exit_code == 2
        assert str(folder) in got.output.replace("\n", "")
    assert invoke("results", "list", "--in", tmp_path / "none").exit_code == 2


def test_unfinished_results_are_told_and_how_they_go_on(tmp_path: Path) -> None:
    run_study(study(3), tmp_path / "mine")
    (tmp_path / "mine" / "parts" / "part-00000.parquet").unlink()
    assert given("results", "show", tmp_path / "mine", "--json")["state"] == "unfinished"
    assert "--out" in invoke("results", "show", tmp_path / "mine").output
    with locked(tmp_path / "mine"):
        (entry,) = given("results", "list", "--in", tmp_path, "--json")
        assert entry["state"] == "running"


# Differences ---------------------------------------------------------------------------------------------------------


def test_diff_names_the_setting_and_the_numbers_that_differ(place: Path) -> None:
    del place
    told = given("results", "diff", "results/run-wangcheng_2022", "results/run-wangcheng_2022-2", "--json")
    (setting,) = told["settings"]
    assert (setting["key"], setting["first"], setting["second"]) == ("scenario 1.policy.staff", 3.0, 6.0)
    names = {number["key"] for number in told["numbers"]}
    assert "wangcheng_2022.administrative_cost" in names
    shown = invoke("results", "diff", "results/run-wangcheng_2022", "results/run-wangcheng_2022-2")
    assert "scenario 1.policy.staff" in shown.output


def test_results_do_not_differ_from_themselves(place: Path) -> None:
    del place
    same = "results/sensitivity-wangcheng_2022"
    assert given("results", "diff", same, same, "--json") == {"settings": [], "numbers": []}


# More seeds -----------------------------------------------------------------------------------------------------------


def files(folder: Path) -> dict[str, bytes]:
    inside = [folder / "design.parquet", *folder.glob("parts*/*.parquet"), folder / "outcomes.csv"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in inside}


def test_extended_study_is_the_one_run_at_once(tmp_path: Path) -> None:
    run_study(study(3), tmp_path / "grown")
    run_study(study(9), tmp_path / "at_once")
    calls: list[tuple[int, int]] = []
    result = extend(tmp_path / "grown", 9, progress=lambda done, planned: calls.append((done, planned)))
    assert result.seeds == tuple(range(9))
    assert files(tmp_path / "grown") == files(tmp_path / "at_once")
    assert calls[-1] == (12, 12), "only the six new seeds of both scenarios are run"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["at_once", "grown"]


def test_extension_that_was_interrupted_goes_on(tmp_path: Path) -> None:
    run_study(study(2), tmp_path / "grown")
    run_study(study(5), tmp_path / "at_once")

    def stop(done: int, planned: int) -> None:
        if done == planned:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extend(tmp_path / "grown", 5, progress=stop)
    assert len(list((tmp_path / "grown" / "parts").iterdir())) == 1, "what was there is there"
    extend(tmp_path / "grown", 5)
    assert files(tmp_path / "grown") == files(tmp_path / "at_once")


def test_what_else_lies_there_is_kept_and_the_answer_is_not(tmp_path: Path) -> None:
    run_study(study(2), tmp_path / "grown")
    for name in ("notes.txt", "summary.json"):
        (tmp_path / "grown" / name).write_text("{}", encoding="utf-8")
    (tmp_path / "grown" / "mine").mkdir()
    (tmp_path / "grown" / "mine" / "table.csv").write_text("1", encoding="utf-8")
    extend(tmp_path / "grown", 4)
    assert (tmp_path / "grown" / "notes.txt").read_text(encoding="utf-8") == "{}"
    assert (tmp_path / "grown" / "mine" / "table.csv").is_file()
    assert not (tmp_path / "grown" / "summary.json").exists()


def test_extension_that_was_killed_while_it_took_its_place_goes_on(tmp_path: Path) -> None:
    run_study(study(2), tmp_path / "grown")
    (tmp_path / "grown").rename(tmp_path / "grown.before")
    assert extend(tmp_path / "grown", 4).seeds == (0, 1, 2, 3)
    assert [path.name for path in tmp_path.iterdir()] == ["grown"]


def test_a_sweep_can_be_extended_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = ("sweep", "wangcheng_2022", "--vary", "staff=2,4", "--replications", "2", *SMALL, "--out", "mine")
    assert invoke(*line).exit_code == 0
    for count in ("3", "4"):
        got = invoke("results", "extend", "mine", "--replications", count, "--quiet")
        assert got.exit_code == 0, got.output
    assert given("results", "show", "mine", "--json")["command_line"].startswith(
        "budgetsim sweep wangcheng_2022"
    )


def test_extend_does_the_command_again(place: Path, tmp_path: Path) -> None:
    grown = Path(shutil.copytree(place / "results" / "sensitivity-wangcheng_2022", tmp_path / "grown"))
    told = given("results", "extend", grown, "--replications", "6", "--json")
    assert told["seeds"] == list(range(6))
    assert json.loads((grown / "summary.json").read_text(encoding="utf-8"))["seeds"] == list(range(6))
    line = ("sensitivity", "wangcheng_2022", "--factors", "staff,training", "--samples", "16", *SMALL)
    fresh = given(*line[:-1], "--replications", "6", "--out", tmp_path / "fresh", "--json")
    assert told["outcomes"] == fresh["outcomes"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"replications": 3}, "3 seeds already"),
        ({"common_seeds": False}, "seeds of its own"),
        ({"seeds": (0, 2, 5)}, "do not follow each other"),
        ({"model": "another"}, "another version of the model"),
        ({"part": "lost"}, "not finished"),
    ],
)
def test_what_cannot_be_extended_says_why(change: dict[str, Any], why: str, tmp_path: Path) -> None:
    own = {key: value for key, value in change.items() if key in ("common_seeds", "seeds")}
    run_study(replace(study(3), **own), tmp_path / "mine")
    manifest = tmp_path / "mine" / "manifest.json"
    if "model" in change:
        about = json.loads(manifest.read_text(encoding="utf-8"))
        about["environment"]["model_sha256"] = change["model"]
        manifest.write_text(json.dumps(about), encoding="utf-8")
    if "part" in change:
        (tmp_path / "mine" / "parts" / "part-00000.parquet").unlink()
    with pytest.raises(StudyError, match=why):
        check(tmp_path / "mine", change.get("replications", 9))


# Streams of chance ----------------------------------------------------------------------------------------------------


def in_order(replications: int) -> Study:
    """Return a study as it was resolved when streams were drawn in order by default: no scenario file says so."""
    return replace(
        study(replications), scenarios=tuple(one.replace(stream_version=1) for one in study(1).scenarios)
    )


def test_study_goes_on_with_the_streams_that_it_was_begun_with(tmp_path: Path) -> None:
    assert {one.protocol.stream_version for one in study(1).scenarios} == {2}, "which is the default now"
    begun = tmp_path / "begun"
    run_study(in_order(3), begun)
    (begun / "parts" / "part-00000.parquet").unlink()
    resolved = load_study(begun, allow_partial=True)
    assert isinstance(resolved, StudyResult)
    run_study(resolved.study, begun)
    extend(begun, 5)
    run_study(in_order(5), tmp_path / "at_once")
    run_study(study(5), tmp_path / "by_place")
    assert files(begun) == files(tmp_path / "at_once")
    assert files(begun)["outcomes.csv"] != files(tmp_path / "by_place")["outcomes.csv"]


def test_directory_of_other_streams_is_refused_in_one_sentence_and_left_as_it_was(tmp_path: Path) -> None:
    asked = ("run", "wangcheng_2022", "--replications", "3", *SMALL, "--out", tmp_path / "mine")
    assert invoke(*asked, "--set", "stream_version=1").exit_code == 0
    kept = files(tmp_path / "mine")
    for model, why in (("", "differs in"), ("another", "another version of the model")):
        for name in ("study.toml", "manifest.json"):
            path = tmp_path / "mine" / name
            told = path.read_text(encoding="utf-8").replace(model_digest(), model or model_digest())
            path.write_text(told, encoding="utf-8")
        got = invoke(*asked)
        assert got.exit_code == 2, got.output
        assert why in " ".join(got.stderr.split())
        assert len(got.stderr.strip().split(". ")) <= 2
        assert "Traceback" not in got.output
    assert files(tmp_path / "mine") == kept


# Removal -------------------------------------------------------------------------------------------------------------


def test_prune_names_first_and_removes_on_yes_only(tmp_path: Path) -> None:
    run_study(study(2), tmp_path / "whole")
    run_study(study(3), tmp_path / "cut")
    (tmp_path / "cut" / "parts" / "part-00000.parquet").unlink()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine", encoding="utf-8")
    told = given("results", "prune", "--in", tmp_path, "--unfinished", "--json")
    assert [Path(entry["directory"]).name for entry in told["results"]] == ["cut"]
    assert (tmp_path / "cut").is_dir()
    assert given("results", "prune", "--in", tmp_path, "--unfinished", "--yes", "--json")["removed"] is True
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "whole"]
    assert given("results", "prune", "--in", tmp_path, "--older-than", "1", "--json")["results"] == []
    assert len(given("results", "prune", "--in", tmp_path, "--older-than", "0", "--json")["results"]) == 1


def test_prune_must_be_told_which(tmp_path: Path) -> None:
    got = invoke("results", "prune", "--in", tmp_path)
    assert got.exit_code == 2
    assert "--unfinished" in got.output


def test_what_is_written_now_is_never_removed(tmp_path: Path) -> None:
    run_study(study(2), tmp_path / "busy")
    with locked(tmp_path / "busy"):
        assert (
            given("results", "prune", "--in", tmp_path, "--older-than", "0", "--yes", "--json")["results"]
            == []
        )
    assert (tmp_path / "busy").is_dir()
