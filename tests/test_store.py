"""Study directories: what is written, refused, repaired, resumed and loaded."""

from __future__ import annotations

import errno
import json
import re
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from filelock import FileLock
from kept_studies import contents
from pyarrow import csv

from budgetsim import Scenario, load_study, simulate
from budgetsim.scenario import Roster
from budgetsim.studies import directory, files, plan
from budgetsim.studies.design import design_bytes, read_scenarios
from budgetsim.studies.errors import StudyError
from budgetsim.studies.plan import block_shape, make_plan
from budgetsim.studies.runner import run_study
from budgetsim.studies.study import Study
from budgetsim.studies.summary import run_means

pytestmark = pytest.mark.usefixtures("small_parts")

SMALL = Scenario(name="small").replace(departments=6, years=2, burn_in=1)
STRICT = SMALL.replace(name="strict", monitoring_intensity=0.6)
LONG = SMALL.replace(name="long", years=3, changes=[{"year": 2, "result_use": 0.4, "share": 0.5}])
SEEDS = (3, 1, 4, 15, 9)


def study(**changes: object) -> Study:
    asked = {"command": "compare", "name": "x", "scenarios": (SMALL, STRICT, LONG), "seeds": SEEDS}
    return Study(**{**asked, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study, finished and undisturbed; tests that change it take a copy."""
    place = tmp_path_factory.mktemp("whole") / "s"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "MAX_RUNS", 4)
        run_study(study(), place)
    return place


@pytest.fixture
def finished(whole: Path, tmp_path: Path) -> None:
    """Put a copy of the finished study into the directory ``s``."""
    shutil.copytree(whole, tmp_path / "s")


def with_roster(name: str) -> Scenario:
    kinds = ("production", "craft", "coping", "procedural")
    roster = Roster(("A", "B", "C", "中文"), kinds, (1.0, 2.0, 3.0, 4.0), (1.0, 2.0, 2.0, 5.0))
    return replace(SMALL.replace(departments=4), name=name, roster=roster)


# What is loaded ---------------------------------------------------------------------------------------------------


def test_loaded_study_equals_simulate(tmp_path: Path) -> None:
    expected = simulate([SMALL, STRICT, LONG], SEEDS, departments=True)
    got = run_study(study(departments=True), tmp_path / "s")
    pd.testing.assert_frame_equal(got.outcomes, expected.outcomes, check_exact=True)
    pd.testing.assert_frame_equal(got.departments, expected.departments, check_exact=True)
    assert len(list((tmp_path / "s" / "parts").iterdir())) > 3
    assert got.scenarios == expected.scenarios
    assert got.seeds == SEEDS
    assert got.study.identity() == study(departments=True).identity()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_own_departments_keep_their_names(tmp_path: Path, order: tuple[int, int]) -> None:
    scenarios = [(SMALL, with_roster("mine"))[i] for i in order]
    expected = simulate(scenarios, SEEDS, departments=True)
    got = run_study(study(scenarios=scenarios, departments=True), tmp_path / "s")
    pd.testing.assert_frame_equal(got.departments, expected.departments, check_exact=True)
    assert list(got.scenarios) == scenarios


def test_years_of_the_study_overrule_those_of_scenarios(tmp_path: Path) -> None:
    got = run_study(study(years=1), tmp_path / "s")
    pd.testing.assert_frame_equal(
        got.outcomes, simulate([SMALL, STRICT, LONG], SEEDS, 1).outcomes, check_exact=True
    )


def test_tables_stream_in_order(tmp_path: Path) -> None:
    several = [SMALL.replace(name=f"s{i}", years=1 + i % 2) for i in range(5)]
    got = run_study(study(scenarios=several), tmp_path / "s")
    tables = [table.to_pandas() for table in got.tables()]
    assert len(tables) > 1
    pd.testing.assert_frame_equal(pd.concat(tables, ignore_index=True), got.outcomes)
    pd.testing.assert_frame_equal(got.outcomes, simulate(several, SEEDS).outcomes, check_exact=True)
    pd.testing.assert_frame_equal(got.run_means(), run_means(got.outcomes))
    assert got.rows == len(got.outcomes)


def test_parts_are_read_by_others(tmp_path: Path) -> None:
    got = run_study(study(), tmp_path / "s").outcomes
    by_seed = ["scenario", "seed", "year"]
    expected = got.sort_values(by_seed, ignore_index=True)
    read = pd.read_parquet(tmp_path / "s" / "parts").sort_values(by_seed, ignore_index=True)
    pd.testing.assert_frame_equal(read, expected)
    assert ds.dataset(tmp_path / "s" / "parts").count_rows() == len(got)


def test_csv_holds_the_same_numbers(tmp_path: Path) -> None:
    got = run_study(study(), tmp_path / "s").outcomes
    read = csv.read_csv(tmp_path / "s" / "outcomes.csv").cast(pa.Schema.from_pandas(got)).to_pandas()
    pd.testing.assert_frame_equal(read, got, check_exact=True)


def test_large_study_has_no_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetsim.studies.runner.CSV_ROWS", 10)
    run_study(study(), tmp_path / "s")
    assert not (tmp_path / "s" / "outcomes.csv").exists()


def test_study_toml_is_resolved(tmp_path: Path) -> None:
    run_study(study(settings={"ranges": {"staff": [1, 2]}}), tmp_path / "s")
    got = tomllib.loads((tmp_path / "s" / "study.toml").read_text())
    assert got["seeds"] == list(SEEDS)
    assert got["scenario"][1]["policy"]["monitoring_intensity"] == 0.6
    assert got["scenario"][2]["change"][0]["levers"] == {"result_use": 0.4}
    assert {"budgetsim", "numpy", "python", "platform", "cpu"} <= got["environment"].keys()


def test_panel_that_was_not_kept_is_told(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="not kept"):
        _ = run_study(study(), tmp_path / "s").departments


def test_result_save(tmp_path: Path) -> None:
    result = simulate([SMALL, LONG, with_roster("mine")], SEEDS, departments=True)
    got = load_study(result.save(tmp_path / "s"))
    pd.testing.assert_frame_equal(got.outcomes, result.outcomes, check_exact=True)
    pd.testing.assert_frame_equal(got.departments, result.departments, check_exact=True)
    assert got.scenarios == result.scenarios
    assert (got.manifest["command"], got.manifest["status"]) == ("simulate", "complete")


def test_result_save_keeps_names_of_code_that_cannot_be_found_again(tmp_path: Path) -> None:
    for level in (0.1, 0.9):  # two functions of one name: the later numbers must win
        result = simulate(SMALL, 2, policy_rule=lambda _, x=level: {"monitoring_intensity": x})  # type: ignore[misc]
        got = load_study(result.save(tmp_path / "s"))
        pd.testing.assert_frame_equal(got.outcomes, result.outcomes)
        assert "<lambda>" in got.manifest["code"]["policy_rule"]


# Identity -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"seeds": (3, 1, 4, 15)},
        {"years": 4},
        {"departments": True},
        {"scenarios": (SMALL, STRICT)},
        {"scenarios": (SMALL, STRICT.replace(monitoring_intensity=0.61), LONG)},
        {"scenarios": (SMALL, STRICT, LONG.replace(changes=[]))},
        {"code": {"policy_rule": "math:sqrt"}},
        {"settings": {"method": "sobol"}},
        {"command": "run"},
    ],
)
def test_identity_moves_with_what_determines_the_study(change: dict[str, object]) -> None:
    assert study(**change).identity() != study().identity()


def test_identity_ignores_labels() -> None:
    described = (SMALL.replace(description="other words"), STRICT, LONG)
    assert study(scenarios=described).identity() == study().identity()


def test_identity_moves_with_the_source_of_named_code(tmp_path: Path) -> None:
    rule = tmp_path / "rule.py"
    found = set()
    for text in ("def f(view): return {}", "def f(view): return {'staff': 3}"):
        rule.write_text(text)
        found.add(study(code={"policy_rule": f"{rule}:f"}).identity())
    assert len(found) == 2


def test_default_directory_is_a_plain_name() -> None:
    got = study(name="a/b: c").default_directory("out")
    assert got.parent == Path("out")
    assert got.name == "compare-a-b-c"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seeds": ()}, "at least one seed"),
        ({"seeds": (1, 1)}, "differ"),
        ({"seeds": (-1,)}, "whole numbers"),
        ({"years": 0}, "from 1"),
        ({"scenarios": ()}, "at least one scenario"),
        ({"scenarios": (SMALL, SMALL)}, "'small'"),
        ({"code": {"rule": "a:b"}}, "policy_rule"),
    ],
)
def test_impossible_study_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(StudyError, match=message):
        study(**change)


def test_settings_that_json_cannot_hold_are_refused() -> None:
    with pytest.raises(StudyError, match="JSON"):
        study(settings={"x": float("nan")}).identity()


# Plan and design ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenarios", [1, 2, 7, 8, 300, 1001])
@pytest.mark.parametrize("seeds", [1, 5, 64, 257, 2000])
@pytest.mark.parametrize("cost", [1, 900, 45_000, 10**7])
def test_block_shape_fills_parts_within_their_limits(
    scenarios: int, seeds: int, cost: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MAX_RUNS", 512)
    width, depth = block_shape(scenarios, seeds, cost)
    assert 1 <= width <= scenarios
    assert 1 <= depth <= seeds
    assert width * depth <= 512
    assert width * depth == 1 or width * depth * cost <= plan.MAX_DEPARTMENT_YEARS


def test_parts_cover_every_run_once() -> None:
    made = make_plan([SMALL, STRICT, LONG] * 5, 7, None)
    parts = list(made.parts())
    runs = [(i, j) for part in parts for i in part.scenarios for j in part.seeds]
    assert sorted(runs) == [(i, j) for i in range(15) for j in range(7)]
    assert [part.number for part in parts] == list(range(len(made)))
    assert sum(part.runs for part in parts) == made.runs
    assert sum(part.rows for part in parts) == 5 * 7 * (2 + 2 + 3)


def test_design_returns_the_scenarios_in_several_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet as pq

    monkeypatch.setattr("budgetsim.studies.design.BLOCK", 2)
    scenarios = (SMALL, STRICT, LONG, with_roster("mine"))
    assert read_scenarios(pq.read_table(pa.BufferReader(design_bytes(scenarios, {})))) == scenarios


# What is refused and repaired -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("finished")
def test_same_study_runs_nothing_again(tmp_path: Path) -> None:
    before = contents(tmp_path / "s")
    seen: list[tuple[int, int]] = []
    run_study(study(), tmp_path / "s", progress=lambda done, total: seen.append((done, total)))
    assert seen == [(15, 15)]
    assert contents(tmp_path / "s") == before


@pytest.mark.usefixtures("finished")
def test_other_study_is_refused(tmp_path: Path) -> None:
    before = contents(tmp_path / "s")
    with pytest.raises(StudyError, match=r"'compare x'.*seeds.*not 'run y'.*--out"):
        run_study(study(command="run", name="y", seeds=(1, 2)), tmp_path / "s")
    assert contents(tmp_path / "s") == before


def test_other_files_are_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(StudyError, match="not empty"):
        run_study(study(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"identity": 3}', "\x00\xff"])
def test_damaged_manifest_is_made_anew(tmp_path: Path, text: str) -> None:
    expected = run_study(study(), tmp_path / "s").outcomes
    (tmp_path / "s" / "manifest.json").write_text(text)
    pd.testing.assert_frame_equal(load_study(tmp_path / "s").outcomes, expected)
    seen: list[int] = []
    got = run_study(study(), tmp_path / "s", progress=lambda done, _: seen.append(done))
    assert seen == [15]
    assert got.manifest["status"] == "complete"


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_manifest_with_numbers_that_are_none_is_made_anew(tmp_path: Path, number: str) -> None:
    expected = run_study(study(), tmp_path / "s").outcomes
    path = tmp_path / "s" / "manifest.json"
    path.write_text(re.sub(r'"seconds": [0-9.]+', f'"seconds": {number}', path.read_text()))
    assert f'"seconds": {number}' in path.read_text()
    pd.testing.assert_frame_equal(load_study(tmp_path / "s").outcomes, expected)
    assert run_study(study(), tmp_path / "s").manifest["status"] == "complete"
    assert number not in path.read_text()


@pytest.mark.usefixtures("finished")
def test_odd_records_in_the_manifest_cost_their_parts_only(tmp_path: Path) -> None:
    path = tmp_path / "s" / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["parts"][0]["sha256"] = "0"
    manifest["parts"] += [{"number": [1]}, 7, {}]
    manifest["timings"] = "long"
    path.write_text(json.dumps(manifest))
    before = contents(tmp_path / "s")
    run_study(study(), tmp_path / "s")
    assert contents(tmp_path / "s") == before


@pytest.mark.usefixtures("finished")
def test_damaged_study_toml_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "s" / "study.toml"
    text = path.read_text()
    path.write_text(text[:300])
    run_study(study(), tmp_path / "s")
    assert path.read_text() == text


@pytest.mark.usefixtures("finished")
def test_unknown_study_is_refused(tmp_path: Path) -> None:
    for name in ("study.toml", "manifest.json"):
        (tmp_path / "s" / name).write_text("?")
    with pytest.raises(StudyError, match="cannot be read"):
        run_study(study(), tmp_path / "s")
    with pytest.raises(StudyError, match="damaged"):
        load_study(tmp_path / "s")


@pytest.mark.parametrize("damage", ["truncate", "flip", "swap", "remove", "empty"])
@pytest.mark.parametrize("lost", ["", "manifest.json"])
def test_damaged_part_is_made_anew(tmp_path: Path, damage: str, lost: str) -> None:
    run_study(study(departments=True), tmp_path / "s")
    before = contents(tmp_path / "s")
    part = tmp_path / "s" / "parts" / "part-00001.parquet"
    data = bytearray(part.read_bytes())
    # The last byte of the first column's pages: their checksums cover what is in them.
    column = pq.ParquetFile(part).metadata.row_group(0).column(0)
    start = column.dictionary_page_offset or column.data_page_offset
    data[start + column.total_compressed_size - 1] ^= 255
    damaged = {"truncate": data[:-100], "flip": data, "empty": b""}
    if damage == "remove":
        part.unlink()
    elif damage == "swap":
        part.write_bytes((part.parent / "part-00000.parquet").read_bytes())
    else:
        part.write_bytes(damaged[damage])
    if lost:
        (tmp_path / "s" / lost).unlink()
    run_study(study(departments=True), tmp_path / "s")
    assert contents(tmp_path / "s") == before


def test_leftovers_of_a_killed_writer_are_removed(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / ".lock").touch()
    (folder / ".study.toml.123.tmp").write_text("half")
    run_study(study(), folder)
    assert not list(folder.glob(".*.tmp"))


@pytest.mark.usefixtures("finished")
def test_second_writer_is_refused_at_once(tmp_path: Path) -> None:
    with (
        FileLock(tmp_path / "s" / ".lock"),
        pytest.raises(StudyError, match=r"another process.*--out") as caught,
    ):
        run_study(study(), tmp_path / "s")
    assert str(tmp_path / "s") in str(caught.value)


@pytest.mark.parametrize(
    ("below", "message"),
    [(".", "is a file"), ("deeper/still", "cannot use the directory"), ("x" * 300, "cannot use")],
)
def test_file_in_place_of_the_directory_is_told(tmp_path: Path, below: str, message: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StudyError, match=message):
        run_study(study(), tmp_path / "file" / below)


@pytest.mark.usefixtures("finished")
def test_file_in_place_of_the_parts_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "s" / "parts").iterdir():
        path.unlink()
    (tmp_path / "s" / "parts").rmdir()
    (tmp_path / "s" / "parts").write_text("")
    with pytest.raises(StudyError, match="cannot write the study"):
        run_study(study(), tmp_path / "s")


@pytest.mark.parametrize("after", range(9))
def test_full_disk_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, whole: Path
) -> None:
    room = iter(range(after))

    def write(path: Path, data: bytes) -> None:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        files.write_whole(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(directory, "write_whole", write)
        patch.setattr(directory, "SAVE_SECONDS", 1e9)  # or a slow machine would spend room on manifests
        with pytest.raises(StudyError, match=r"No space left.*make room"):
            run_study(study(), tmp_path / "s")
    done = len(list((tmp_path / "s").glob("parts/*.parquet")))
    assert done == max(0, after - 3)
    run_study(study(), tmp_path / "s")
    assert contents(tmp_path / "s") == contents(whole)


def test_failed_write_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "x").write_bytes(b"old")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space") as told:
        files.write_whole(tmp_path / "x", b"new")
    assert told.value.filename == str(tmp_path / "x")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("x", b"old")]


def test_disk_that_refuses_is_told_with_the_file_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    with (
        pytest.raises(StudyError, match=r"cannot write it.csv: Is a directory \(.*/x\.csv\)$"),
        files.in_words(tmp_path, "write", "it.csv"),
    ):
        files.write_whole(tmp_path / "x.csv", b"new")


# Loading what is not whole --------------------------------------------------------------------------------------


def test_unfinished_study_is_loaded_on_request_only(tmp_path: Path) -> None:
    whole = run_study(study(), tmp_path / "s").outcomes
    (tmp_path / "s" / "parts" / "part-00001.parquet").unlink()
    with pytest.raises(StudyError, match="not finished"):
        load_study(tmp_path / "s")
    got = load_study(tmp_path / "s", allow_partial=True)
    assert not got.complete
    expected = whole.merge(got.outcomes[["scenario", "seed", "year"]])
    pd.testing.assert_frame_equal(got.outcomes, expected)
    assert len(got.outcomes) == got.rows < len(whole)


@pytest.mark.usefixtures("finished")
def test_damaged_part_is_named_when_loaded(tmp_path: Path) -> None:
    part = tmp_path / "s" / "parts" / "part-00001.parquet"
    part.write_bytes(part.read_bytes()[:-50])
    with pytest.raises(StudyError, match="part-00001"):
        _ = load_study(tmp_path / "s").outcomes


@pytest.mark.usefixtures("finished")
def test_foreign_part_is_named_when_loaded(tmp_path: Path) -> None:
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / "s" / "parts" / "part-00001.parquet")
    with pytest.raises(StudyError, match="part-00001"):
        _ = load_study(tmp_path / "s").outcomes


def test_no_study_is_told(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no directory"):
        load_study(tmp_path / "nowhere")
    (tmp_path / "file").touch()
    with pytest.raises(StudyError, match="is no directory"):
        load_study(tmp_path / "file")
    with pytest.raises(StudyError, match="no results"):
        load_study(tmp_path)


@pytest.mark.usefixtures("finished")
def test_damaged_design_is_told(tmp_path: Path) -> None:
    (tmp_path / "s" / "design.parquet").write_bytes(b"PAR1")
    with pytest.raises(StudyError, match=r"design\.parquet cannot be read"):
        load_study(tmp_path / "s")
