"""Running studies: the same bytes on any workers, after any interruption, with failures kept apart."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pytest

from budgetsim import Scenario, load_study, simulate
from budgetsim.studies import plan, runner, worker
from budgetsim.studies.executors import InProcess, Workers, available_processors, open_executor
from budgetsim.studies.runner import run_study
from budgetsim.studies.study import Study, StudyError

SMALL = Scenario(name="small").replace(departments=6, years=2, burn_in=1)
SCENARIOS = tuple(SMALL.replace(name=f"m{i}", monitoring_intensity=i / 10) for i in range(5))

# Started as its own program, so that it can be killed.
PROGRAM = """
import sys
from budgetsim import Scenario
from budgetsim.studies import plan
from budgetsim.studies.runner import run_study
from budgetsim.studies.study import Study

plan.MAX_RUNS = 4

def main():
    base = Scenario().replace(departments=20, years=3, burn_in=1)
    scenarios = [base.replace(name=f"m{i}", monitoring_intensity=i / 60) for i in range(60)]
    study = Study("compare", "killed", scenarios, tuple(range(8)), departments=True)
    try:
        run_study(study, sys.argv[1], workers=int(sys.argv[2]), progress=lambda done, _: print(done, flush=True))
    except KeyboardInterrupt:
        sys.exit(130)

if __name__ == "__main__":
    main()
"""


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MAX_RUNS", 4)


def study(**changes: object) -> Study:
    asked = {"command": "run", "name": "x", "scenarios": SCENARIOS, "seeds": (0, 1, 2)}
    return Study(**{**asked, **changes})  # type: ignore[arg-type]


def contents(path: Path) -> dict[str, bytes]:
    found = [path / "design.parquet", *path.glob("parts*/*")]
    return {str(file.relative_to(path)): file.read_bytes() for file in found}


def fails_for(name: str) -> Any:
    """``attempt_part`` that fails for parts with a scenario."""
    run_part = worker.run_part

    def run_or_fail(spec: worker.PartSpec) -> worker.PartFiles:
        if any(scenario.name == name for scenario in spec.scenarios):
            raise RuntimeError(f"no luck with {name}")
        return run_part(spec)

    def attempt(spec: worker.PartSpec) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(worker, "run_part", run_or_fail)
            return worker.attempt_part(spec)

    return attempt


# Workers --------------------------------------------------------------------------------------------------------


def test_two_processes_write_the_bytes_of_one(tmp_path: Path) -> None:
    for count in (1, 2):
        run_study(study(departments=True), tmp_path / str(count), workers=count)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_progress_counts_runs(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    run_study(study(), tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 15)
    assert seen[-1] == (15, 15)
    assert seen == sorted(seen)


def test_tasks_in_flight_are_limited() -> None:
    asked: list[int] = []

    class Slow(InProcess):
        open = 0

        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            Slow.open += 1
            return super().submit(fn, *args, **kwargs)

    def items() -> Any:
        for i in range(50):
            asked.append(Slow.open - len(got))
            yield i

    got: list[int] = []
    for made in Workers(Slow(), 3).map(lambda x: 2 * x, items()):
        got.append(made)  # noqa: PERF402 - items() watches how far it is
    assert sorted(got) == [2 * i for i in range(50)]
    assert max(asked) <= 3


@pytest.mark.parametrize("count", [0, -1, 1.5, True])
def test_impossible_number_of_workers_is_refused(tmp_path: Path, count: Any) -> None:
    with pytest.raises(StudyError, match="workers"):
        run_study(study(), tmp_path / "s", workers=count)
    assert not (tmp_path / "s").exists()


def test_no_number_of_workers_takes_every_processor() -> None:
    with open_executor(None) as pool:
        assert pool.in_flight == (1 if available_processors() == 1 else available_processors() + 2)


def test_scheduler_without_dask_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(StudyError, match=r'pip install "budgetsim\[cluster\]"'):
        run_study(study(), tmp_path / "s", scheduler="tcp://127.0.0.1:1")


def test_part_of_another_version_is_refused() -> None:
    spec = worker.PartSpec(0, "id", "other", (SMALL,), (0,), None, departments=False, named=False, code={})
    made = worker.attempt_part(spec)
    assert isinstance(made, worker.PartFailure)
    assert "another version" in made.error


# User code ------------------------------------------------------------------------------------------------------


def test_named_code_runs_in_every_worker(tmp_path: Path) -> None:
    file = tmp_path / "my_rule.py"
    file.write_text(
        "class A:\n    @staticmethod\n    def f(view):\n        return {'monitoring_intensity': 0.9}\n"
    )
    rule = {"policy_rule": f"{file}:A.f"}
    got = run_study(study(code=rule), tmp_path / "s", workers=2)
    expected = simulate(SCENARIOS, 3, policy_rule=lambda _: {"monitoring_intensity": 0.9})
    pd.testing.assert_frame_equal(got.outcomes, expected.outcomes)
    assert got.manifest["code"] == rule


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("nothing", "module:name"),
        ("no_such_module:f", "cannot be imported"),
        ("no_such_file.py:f", "cannot be imported"),
        ("math:nothing", "has no 'nothing'"),
        ("math:pi", "cannot be called"),
    ],
)
def test_code_that_is_not_found_is_told(tmp_path: Path, named: str, message: str) -> None:
    with pytest.raises(StudyError, match=message):
        run_study(study(code={"policy_rule": named}), tmp_path / "s")


# Failures -------------------------------------------------------------------------------------------------------


def test_failing_part_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(runner, "attempt_part", fails_for("m3"))
        with pytest.raises(StudyError, match=r"3 of 6 parts.*no luck with m3"):
            run_study(study(), tmp_path / "s")
    manifest = json.loads((tmp_path / "s" / "manifest.json").read_text())
    assert manifest["status"] == "failed"
    assert [failure["part"] for failure in manifest["failures"]] == [3, 4, 5]
    for failure in manifest["failures"]:
        assert "Traceback" in (tmp_path / "s" / failure["file"]).read_text()
    got = load_study(tmp_path / "s", allow_partial=True).outcomes
    assert set(got["scenario"]) == {"m0", "m1", "m2"}

    again = run_study(study(), tmp_path / "s")
    assert again.manifest["status"] == "complete"
    assert again.manifest["failures"] == []
    assert not (tmp_path / "s" / "failures").exists()
    run_study(study(), tmp_path / "undisturbed")
    assert contents(tmp_path / "s") == contents(tmp_path / "undisturbed")


def test_errors_that_cannot_be_pickled_come_back_from_workers(tmp_path: Path) -> None:
    file = tmp_path / "bad_rule.py"
    file.write_text(
        "class Odd(Exception):\n    def __init__(self, a, b): pass\ndef f(view): raise Odd(1, lambda: 0)\n"
    )
    with pytest.raises(StudyError, match="Odd"):
        run_study(study(code={"policy_rule": f"{file}:f"}), tmp_path / "s", workers=2)


def test_interrupted_study_says_so_and_goes_on(tmp_path: Path) -> None:
    def interrupt(done: int, _: int) -> None:
        if done >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_study(study(), tmp_path / "s", progress=interrupt)
    assert json.loads((tmp_path / "s" / "manifest.json").read_text())["status"] == "interrupted"
    seen: list[int] = []
    run_study(study(), tmp_path / "s", progress=lambda done, _: seen.append(done))
    assert seen[0] == 6
    run_study(study(), tmp_path / "undisturbed")
    assert contents(tmp_path / "s") == contents(tmp_path / "undisturbed")


def test_dead_worker_is_told(tmp_path: Path) -> None:
    file = tmp_path / "dying.py"
    file.write_text("import os\ndef f(view): os._exit(9)\n")
    with pytest.raises(StudyError, match="worker process died"):
        run_study(study(code={"policy_rule": f"{file}:f"}), tmp_path / "s", workers=2)


# Kills ----------------------------------------------------------------------------------------------------------


def start(program: Path, directory: Path, workers: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(program), str(directory), str(workers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for_progress(process: subprocess.Popen[str], lines: int) -> None:
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_study_ends_as_an_undisturbed_one(tmp_path: Path, program: Path, workers: int) -> None:
    choice = random.Random(workers)
    for _ in range(6):
        process = start(program, tmp_path / "killed", workers)
        wait_for_progress(process, choice.randint(1, 25))
        time.sleep(choice.random() / 50)
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.communicate()
        _, alive = psutil.wait_procs(children, timeout=10)
        assert not alive, "workers must end with the process that started them"
    last = start(program, tmp_path / "killed", workers)
    first = last.communicate()[0].split()[0]
    assert int(first) > 0, "nothing was kept"
    assert last.returncode == 0
    assert start(program, tmp_path / "undisturbed", 1).communicate()[1] == ""
    assert contents(tmp_path / "killed") == contents(tmp_path / "undisturbed")
    assert load_study(tmp_path / "killed").complete


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_ends_at_once_and_quietly(tmp_path: Path, program: Path, workers: int) -> None:
    process = start(program, tmp_path / "s", workers)
    wait_for_progress(process, 5)
    children = psutil.Process(process.pid).children(recursive=True)
    for each in (process.pid, *(child.pid for child in children)):  # as a terminal does, to the whole group
        os.kill(each, signal.SIGINT)
    begun = time.monotonic()
    errors = process.communicate(timeout=20)[1]
    assert time.monotonic() - begun < 5
    assert process.returncode == 130
    assert errors == ""
    assert json.loads((tmp_path / "s" / "manifest.json").read_text())["status"] == "interrupted"
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive


# Dask -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_dask_writes_the_bytes_of_one_process(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    run_study(study(departments=True), tmp_path / "1")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        run_study(study(departments=True), tmp_path / "dask", scheduler=cluster.scheduler_address)
    assert contents(tmp_path / "1") == contents(tmp_path / "dask")


@pytest.mark.slow
def test_unreachable_scheduler_is_told_in_seconds(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.monotonic()
    for address in (f"tcp://127.0.0.1:{port}", "nonsense://x", "no host"):
        with pytest.raises(StudyError, match="no Dask scheduler"):
            run_study(study(), tmp_path / "s", scheduler=address)
    assert time.monotonic() - begun < 25
