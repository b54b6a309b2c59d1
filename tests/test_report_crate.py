"""The research object of a report: what RO-Crate 1.1 and the profile Process Run Crate 0.5 require."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from report_pages import draw_only, saved, small
from rocrate.rocrate import ROCrate
from typer.testing import CliRunner

from budgetsim import __version__
from budgetsim.cli.guard import WRONG_INPUT
from budgetsim.cli.main import app

PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
CARD = {
    "id": "T1",
    "parameters": {},
    "quantity": "beta",
    "simulated": 0.5,
    "expected": 0.5,
    "tolerance": 1e-6,
}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two studies, a scorecard, their report and its crate."""
    folder = tmp_path_factory.mktemp("finished")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        draw_only(patch)
        saved(Path("one"))
        saved(Path("two"), small("a"), small("b"))
        Path("card").mkdir()
        (Path("card") / "scorecard.json").write_text(json.dumps([{**CARD, "holds": True}]), encoding="utf-8")
        got = packed("one", "two", "card", "--crate", "object")
        assert got.exit_code == 0, got.output
    return folder


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    draw_only(monkeypatch)


@pytest.fixture
def crate(finished: Path, tmp_path: Path) -> Path:
    """A crate of two studies and a scorecard, in the working directory with all that it was made of."""
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    return Path("object")


def packed(*typed: str) -> Any:
    return CliRunner().invoke(app, ["report", *typed, "--json"])


def graph(crate: Path) -> dict[str, dict[str, Any]]:
    found = json.loads((crate / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert "https://w3id.org/ro/crate/1.1/context" in found["@context"]
    assert "https://w3id.org/ro/terms/workflow-run/context" in found["@context"]
    return {item["@id"]: item for item in found["@graph"]}


def references(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item["@id"] for item in items if isinstance(item, dict)]


def actions(items: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [item for item in items.values() if item["@type"] == "CreateAction"]


def test_root_says_what_it_is_and_which_profile_it_follows(crate: Path) -> None:
    items = graph(crate)
    root = items["./"]
    assert references(root["conformsTo"]) == [PROFILE]
    assert (items[PROFILE]["@type"], items[PROFILE]["version"]) == ("CreativeWork", "0.5")
    assert all(root[key] for key in ("name", "description", "license"))
    assert datetime.fromisoformat(root["datePublished"]).tzinfo is not None
    assert references(items["ro-crate-metadata.json"]["conformsTo"]) == ["https://w3id.org/ro/crate/1.1"]


def test_every_action_has_software_question_and_result(crate: Path) -> None:
    items = graph(crate)
    found = actions(items)
    assert len(found) == 4  # three studies and the report itself
    assert {action["@id"] for action in found} <= set(references(items["./"]["mentions"]))
    for action in found:
        (instrument,) = references(action["instrument"])
        software = items[instrument]
        assert software["@type"] == "SoftwareApplication"
        assert (software["name"], software["softwareVersion"]) == ("budgetsim", __version__)
        assert "version" not in software  # one of the two only
        assert references(action["result"])
        assert all(
            reference in items
            for reference in references(action["result"]) + references(action.get("object", []))
        )
    runs = [action for action in found if action["@id"] in ("#run-1", "#run-2")]
    for action in runs:
        assert [Path(unquote(one)).name for one in references(action["object"])] == ["study.toml"]
        start, end = (datetime.fromisoformat(action[key]) for key in ("startTime", "endTime"))
        assert start <= end


def test_every_file_is_there_as_it_is_described(crate: Path) -> None:
    items = graph(crate)
    described = {unquote(key): item for key, item in items.items() if item["@type"] == "File"}
    there = {path.relative_to(crate).as_posix() for path in crate.rglob("*") if path.is_file()}
    assert there == {*described, "ro-crate-metadata.json"}
    for name, item in described.items():
        data = (crate / name).read_bytes()
        if name != "report.html":
            assert item["sha256"] == hashlib.sha256(data).hexdigest()
            assert int(item["contentSize"]) == len(data)
    parts = [name for name in there if name.endswith(".parquet")]
    assert {"results/01-one/parts/part-00000.parquet", "results/02-two/design.parquet"} <= set(parts)


def test_crate_holds_the_page(crate: Path) -> None:
    assert (crate / "report.html").read_bytes() == Path("report.html").read_bytes()


def test_library_reads_it_again(crate: Path) -> None:
    assert ROCrate(crate).name == "Report on 3 studies"


def test_crate_of_ours_is_replaced(crate: Path) -> None:
    (crate / "left.txt").write_text("x", encoding="utf-8")
    assert packed("one", "--crate", str(crate)).exit_code == 0
    assert not (crate / "left.txt").exists()
    assert [path.name for path in (crate / "results").iterdir()] == ["01-one"]
    assert [path.name for path in Path().glob(".crate-*")] == []


@pytest.mark.parametrize("place", ["full", "one", "one/inside", "."])
def test_folder_that_is_taken_is_left_alone(place: str) -> None:
    saved(Path("one"))
    Path("full").mkdir()
    (Path("full") / "mine.txt").write_text("x", encoding="utf-8")
    got = packed("one", "--crate", place)
    assert (got.exit_code, got.stdout) == (WRONG_INPUT, "")
    assert f"--crate {place}" in got.stderr
    assert (Path("full") / "mine.txt").read_text(encoding="utf-8") == "x"
    assert not Path("one/inside").exists()
    assert not Path("one/report.html").exists(), "what cannot be packed is refused before anything is made"


def test_file_instead_of_a_folder() -> None:
    saved(Path("one"))
    Path("file").write_text("x", encoding="utf-8")
    got = packed("one", "--crate", "file")
    assert got.exit_code == WRONG_INPUT
    assert "--crate file is a file; name a folder" in got.stderr


def test_foreign_crate_is_not_replaced() -> None:
    saved(Path("one"))
    Path("theirs").mkdir()
    shutil.copy("one/study.toml", "theirs")
    (Path("theirs") / "ro-crate-metadata.json").write_text('{"@graph": [{"@id": "./"}]}', encoding="utf-8")
    assert packed("one", "--crate", "theirs").exit_code == WRONG_INPUT
    assert (Path("theirs") / "study.toml").exists()


def test_links_out_of_the_results_are_not_followed(tmp_path: Path) -> None:
    saved(Path("one"))
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (Path("one") / "notes.txt").symlink_to(tmp_path / "secret.txt")
    assert packed("one", "--crate", "object").exit_code == 0
    assert not Path("object/results/01-one/notes.txt").exists()
