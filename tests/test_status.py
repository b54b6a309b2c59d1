"""``budgetsim sweep DIR --status``: how far a study is, whoever runs it and whatever became of it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.cli.status import status_of
from budgetsim.scenario import Scenario
from budgetsim.studies import plan, runner
from budgetsim.studies.factors import parse_vary
from budgetsim.studies.points import Points
from budgetsim.studies.runner import Campaign, open_campaign, run_study
from budgetsim.studies.sampling import grid
from budgetsim.studies.study import Head, Study

SMALL = Scenario(name="small").replace(departments=5, years=2, burn_in=0)
STAFF = parse_vary("staff=1,2,3,4", "--vary")
POINTS = Points((SMALL,), (STAFF,), grid([STAFF]))
STUDY = Study("sweep", "mine", POINTS, (0, 1, 2), settings={"factors": [STAFF.to_dict()], "design": "grid"})
FOREVER = """
import sys, time
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six parts of two runs instead of one, and a terminal in which no line of these tests is broken."""
    monkeypatch.setattr(plan, "MAX_RUNS", 3)
    monkeypatch.setenv("COLUMNS", "120")


def told(directory: Path, *, code: int = 0) -> str:
    got = CliRunner().invoke(app, ["sweep", str(directory), "--status"])
    assert got.exit_code == code, got.output
    return " ".join((got.stderr if code else got.stdout).split())


def stopped(directory: Path, error: type[BaseException], after: int = 2) -> None:
    """Run the study until some parts are there, then end it."""

    def progress(done: int, _: int) -> None:
        if done >= 2 * after:
            raise error

    with pytest.raises(error):
        run_study(STUDY, directory, progress=progress)


# Where a study may be ---------------------------------------------------------------------------------------------


def test_complete(tmp_path: Path) -> None:
    run_study(STUDY, tmp_path / "s")
    text = told(tmp_path / "s")
    assert text.startswith(
        f"sweep mine ({STUDY.identity()[:8]}): complete Runs: 12 of 12 (100%) in 6 of 6 parts."
    )
    assert "To go on" not in text


def test_json_says_the_same(tmp_path: Path) -> None:
    run_study(STUDY, tmp_path / "s")
    got = CliRunner().invoke(app, ["sweep", str(tmp_path / "s"), "--status", "--json"])
    found = json.loads(got.stdout)
    assert found == status_of(tmp_path / "s")
    assert (found["kind"], found["state"], found["identity"]) == ("study", "complete", STUDY.identity())
    assert (found["runs"], found["runs_done"], found["parts"], found["parts_done"]) == (12, 12, 6, 6)
    assert found["rate"] > 0.0
    assert (found["seconds_left"], found["failures"], found["damaged"]) == (None, [], [])


def test_interrupted(tmp_path: Path) -> None:
    stopped(tmp_path / "s", KeyboardInterrupt)
    text = told(tmp_path / "s")
    assert "interrupted Runs: 4 of 12 (33.3%) in 2 of 6 parts." in text
    assert f"To go on: budgetsim sweep {tmp_path / 's'}".replace(" ", "") in text.replace(" ", "")


def test_stopped_by_an_error(tmp_path: Path) -> None:
    stopped(tmp_path / "s", MemoryError, after=1)
    assert "stopped before its end Runs: 2 of 12" in told(tmp_path / "s")


def test_killed(tmp_path: Path) -> None:
    stopped(tmp_path / "s", KeyboardInterrupt)
    # A process that is killed leaves the manifest as it last was.
    manifest = json.loads((tmp_path / "s" / "manifest.json").read_text())
    (tmp_path / "s" / "manifest.json").write_text(json.dumps(manifest | {"status": "running"}))
    assert status_of(tmp_path / "s")["state"] == "stopped"


def test_running_in_another_process(tmp_path: Path) -> None:
    stopped(tmp_path / "s", KeyboardInterrupt)
    command = [sys.executable, "-c", FOREVER, str(tmp_path / "s" / ".lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        found = status_of(tmp_path / "s")
        text = told(tmp_path / "s")
        assert (tmp_path / "s" / "parts").is_dir()
        other.kill()
    assert found["state"] == "running"
    assert found["seconds_left"] == pytest.approx(8 / found["rate"])
    assert "running now Runs: 4 of 12" in text
    assert "runs per second, about" in text
    assert "To go on" not in text
    assert status_of(tmp_path / "s")["state"] == "interrupted"


def test_asking_does_not_disturb_the_writer(tmp_path: Path) -> None:
    seen = []
    run_study(STUDY, tmp_path / "s", progress=lambda *_: seen.append(status_of(tmp_path / "s")))
    assert {found["state"] for found in seen} == {"running"}
    assert [found["runs_done"] for found in seen][-1] == 12
    assert status_of(tmp_path / "s")["state"] == "complete"


def test_while_the_design_is_written(tmp_path: Path) -> None:
    run_study(STUDY, tmp_path / "s")
    (tmp_path / "s" / "design.parquet").unlink()
    with FileLock(tmp_path / "s" / ".lock"):
        assert "running now Runs: 0 of 12 (0%) in 0 of 6 parts." in told(tmp_path / "s")
        (tmp_path / "s" / "study.toml").unlink()
        (tmp_path / "s" / "manifest.json").unlink()
        assert "ask again in a moment" in told(tmp_path / "s", code=2)


def test_failed_parts(tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text(
        "def rule(view):\n    if view.policy.staff > 3:\n        raise RuntimeError('no staff')\n    return {}\n"
    )
    study = Study(
        "sweep",
        "bad",
        POINTS,
        (0, 1, 2),
        code={"policy_rule": f"{tmp_path / 'rule.py'}:rule"},
        settings=STUDY.settings,
    )
    with pytest.raises(runner.StudyError):
        run_study(study, tmp_path / "s")
    found = status_of(tmp_path / "s")
    assert (found["state"], found["runs_done"], len(found["failures"])) == ("failed", 6, 3)
    text = told(tmp_path / "s")
    assert "ended with failed parts Runs: 6 of 12" in text
    assert "Failed: part 3: " in text
    assert "failures/part-00003.txt" in text.replace(" ", "")


def test_other_commands(tmp_path: Path) -> None:
    for command in ("run", "compare", "effects"):
        run_study(Study(command, "x", (SMALL,), (0, 1)), tmp_path / command)
        shutil.rmtree(tmp_path / command / "parts")
        text = told(tmp_path / command)
        assert text.startswith(f"{command} x (")
        assert "stopped before its end Runs: 0 of 2" in text
        assert "To go on: the same command again" in text


# Campaigns --------------------------------------------------------------------------------------------------------


def rounds(campaign: Campaign, count: int) -> None:
    for number in range(count):
        campaign.run(f"g{number}", Study("search", f"g{number}", (SMALL,), (number, number + 10)))


def test_campaigns(tmp_path: Path) -> None:
    with open_campaign(Head("search", "it"), tmp_path / "c") as campaign:
        rounds(campaign, 2)
        assert status_of(tmp_path / "c")["state"] == "running"
        (tmp_path / "c" / "rounds" / "g2").mkdir()  # begun, and nothing written yet
        assert status_of(tmp_path / "c")["rounds"] == 2
    found = status_of(tmp_path / "c")
    assert (found["kind"], found["state"], found["runs_done"]) == ("campaign", "stopped", 4)
    assert "stopped before its end Rounds: 2, 4 runs. To go on: the same command again" in told(
        tmp_path / "c"
    )
    with open_campaign(Head("search", "it"), tmp_path / "c") as campaign:
        rounds(campaign, 3)
        campaign.finish({"best": 1})
    assert "complete Rounds: 3, 6 runs." in told(tmp_path / "c")


@pytest.mark.parametrize(
    "text", ["", "[]", "3", "{}", '{"rounds": 3}', '{"rounds": [3]}', '{"rounds"', "[" * 100_000]
)
def test_campaigns_whose_end_was_edited_are_not_complete(text: str, tmp_path: Path) -> None:
    with open_campaign(Head("search", "it"), tmp_path / "c") as campaign:
        rounds(campaign, 1)
        campaign.finish({})
    (tmp_path / "c" / "campaign.json").write_text(text)
    found = status_of(tmp_path / "c")
    assert (found["state"], found["rounds"]) == ("stopped", 1)


# Damaged directories ----------------------------------------------------------------------------------------------


def edited(**changes: Any) -> Callable[[Path], None]:
    def edit(path: Path) -> None:
        manifest = json.loads((path / "manifest.json").read_text())
        (path / "manifest.json").write_text(json.dumps(manifest | changes))

    return edit


def rewritten(old: str, new: str) -> Callable[[Path], None]:
    def rewrite(path: Path) -> None:
        text = (path / "study.toml").read_text()
        assert old in text
        (path / "study.toml").write_text(text.replace(old, new))

    return rewrite


def removed(*names: str) -> Callable[[Path], None]:
    def remove(path: Path) -> None:
        for name in names:
            (path / name).unlink()

    return remove


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    # what was done: the state that is told
    "no_manifest": (removed("manifest.json"), "complete"),
    "no_study": (removed("study.toml"), "complete"),
    "no_part": (removed("parts/part-00002.parquet"), "stopped"),
    "half_a_part": (lambda path: (path / "parts" / "part-00002.parquet").write_bytes(b"PAR1"), "damaged"),
    "status": (edited(status=[1]), "complete"),
    "failures": (edited(failures=3), "complete"),
    "failures_without_part": (edited(failures=[{"x": 1}, 3]), "complete"),
    "parts": (edited(parts=[1, {"runs": "x"}, {"bytes": None, "file": 3}]), "complete"),
    "timings": (edited(timings=3), "complete"),
    "timings_of_texts": (edited(timings=[3, {"parts_written": "a", "seconds": 1}]), "complete"),
    "timings_of_nothing": (edited(timings=[{"parts_written": 1, "seconds": 0}]), "complete"),
    "no_json": (lambda path: (path / "manifest.json").write_bytes(b"\xff{"), "complete"),
    "settings_no_text": (rewritten("settings = ", "settings = 3 # "), "complete"),
    "settings_no_table": (rewritten("settings = ", 'settings = "[]" # '), "complete"),
    "factors_no_list": (rewritten("settings = ", "settings = '{\"factors\": [3]}' # "), "complete"),
    "cut_otherwise": (rewritten("scenarios_per_part = 2", "scenarios_per_part = 9"), "complete"),
    "own_files": (lambda path: (path / "notes.txt").write_text("mine"), "complete"),
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGE)
def test_damaged_directories(case: str, tmp_path: Path) -> None:
    damage, state = DAMAGE[case]
    run_study(STUDY, tmp_path / "s")
    before = {file: file.read_bytes() for file in (tmp_path / "s" / "parts").iterdir()}
    damage(tmp_path / "s")
    found = status_of(tmp_path / "s")
    assert found["state"] == state
    told(tmp_path / "s")
    assert found["damaged"] == (["part-00002.parquet"] if state == "damaged" else [])
    # The command that made it mends it, and nothing else changes.
    run_study(STUDY, tmp_path / "s")
    assert status_of(tmp_path / "s")["state"] == "complete"
    assert {file: file.read_bytes() for file in (tmp_path / "s" / "parts").iterdir()} == before


def test_many_damaged_parts_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MAX_RUNS", 1)
    run_study(STUDY, tmp_path / "s")
    for part in (tmp_path / "s" / "parts").iterdir():
        part.write_bytes(b"")
    text = told(tmp_path / "s")
    assert "ended, but parts have been damaged since" in text
    assert "part-00004.parquet and 7 more; made anew when the study goes on." in text


def test_settings_that_no_longer_tell_the_factors_are_refused(tmp_path: Path) -> None:
    run_study(STUDY, tmp_path / "s")
    rewritten("settings = ", 'settings = \'{"factors": [{"name": 1}], "design": "grid"}\' # ')(tmp_path / "s")
    got = CliRunner().invoke(app, ["sweep", str(tmp_path / "s")])
    assert got.exit_code == 2
    assert "the factors cannot be read" in " ".join(got.stderr.split())


@pytest.mark.parametrize("what", ["empty", "foreign", "half"])
def test_directories_without_a_study(what: str, tmp_path: Path) -> None:
    (tmp_path / what).mkdir()
    if what == "foreign":
        (tmp_path / what / "study.toml").write_text("title = 'mine'\n")
        (tmp_path / what / "manifest.json").write_text("[]")
    if what == "half":
        (tmp_path / what / ".lock").touch()
        (tmp_path / what / "design.parquet").write_bytes(b"")
    assert "holds no results that can be read" in told(tmp_path / what, code=2)


@pytest.mark.slow
def test_a_sweep_that_is_killed_goes_on(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "budgetsim",
        "sweep",
        "wangcheng_2022",
        "--vary",
        "staff=1:9:60",
        "--no-figures",
    ]
    place = tmp_path / "s"
    with subprocess.Popen(
        [*command, "--workers", "1", "--out", str(place)], stderr=subprocess.DEVNULL
    ) as killed:
        deadline = time.monotonic() + 100.0
        while not list(place.glob("parts/part-*.parquet")) and time.monotonic() < deadline:
            time.sleep(0.02)
        running = status_of(place)["state"]
        os.kill(killed.pid, signal.SIGKILL)
    assert running in {"running", "complete"}
    found = status_of(place)
    assert found["state"] == ("complete" if found["parts_done"] == found["parts"] else "stopped")
    subprocess.run([*command[:4], str(place), "--no-figures", "--quiet"], check=True, timeout=100)
    subprocess.run([*command, "--out", str(tmp_path / "whole"), "--quiet"], check=True, timeout=100)
    ends = [
        {file.name: file.read_bytes() for file in path.glob("*/part-*")}
        for path in (place, tmp_path / "whole")
    ]
    assert ends[0] == ends[1]
    assert len(ends[0]) > 1
