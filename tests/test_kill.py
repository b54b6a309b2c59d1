"""Processes that are killed: the command itself at any moment, a worker of it, a worker again and again."""

from __future__ import annotations

import inspect
import json
import os
import random
import signal
import struct
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pytest

from budgetsim import Scenario, load_study
from budgetsim.model.engine import choice
from budgetsim.studies import plan, retrying
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import InProcess, Workers
from budgetsim.studies.processes import Processes, WorkerDied
from budgetsim.studies.runner import run_study
from budgetsim.studies.study import Study

TINY = """
description = "Three departments for a year: a study of many parts that takes seconds."
[district]
departments = 3
[protocol]
years = 1
burn_in = 0
"""
ROUNDS = 12
ENGINES = ("numpy", "compiled") if choice.can_compile() else ("numpy",)
"""Workers are processes, or threads of the command."""
SMALL = Scenario(name="small").replace(departments=6, years=2, burn_in=1)
SCENARIOS = tuple(SMALL.replace(name=f"m{i}", monitoring_intensity=i / 10) for i in range(5))

# Started as its own program, with smaller parts than the command line makes.
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


def contents(path: Path) -> dict[str, bytes]:
    found = [path / "design.parquet", *path.glob("parts*/*")]
    return {str(file.relative_to(path)): file.read_bytes() for file in found}


def manifest(path: Path) -> Any:
    return json.loads((path / "manifest.json").read_text())


# The command line -----------------------------------------------------------------------------------------------


class Command:
    """``budgetsim compare`` of two small districts under many seeds, in directories of its own."""

    def __init__(self, root: Path, replications: int, engine: str = "numpy") -> None:
        self.root, self.replications, self.engine = root, replications, engine
        (root / "tiny.toml").write_text(TINY)
        (root / "more.toml").write_text('extends = "tiny.toml"\n[policy]\nmonitoring_intensity = 0.3\n')

    def start(self, out: str, workers: int) -> subprocess.Popen[str]:
        flags = ["--replications", str(self.replications), "--workers", str(workers), "--out", out]
        flags += ["--engine", self.engine, "--parameters", "point"]
        return subprocess.Popen(
            [sys.executable, "-m", "budgetsim", "compare", "tiny.toml", "more.toml", "--no-figures", *flags],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # so that it and its workers can be killed together
        )

    def finish(self, out: str, workers: int) -> str:
        """Run to the end; return what was told."""
        process = self.start(out, workers)
        told = "".join(process.communicate(timeout=300))
        assert process.returncode == 0, told
        return told

    def parts(self, out: str) -> int:
        return len(list((self.root / out / "parts").glob("part-*")))

    def kill(self, out: str, workers: int, more_parts: int, seconds: float) -> bool:
        """Kill it so long after it wrote so many parts; return whether it still ran."""
        process, before = self.start(out, workers), self.parts(out)
        while self.parts(out) < before + more_parts and process.poll() is None:
            time.sleep(0.002)
        time.sleep(seconds)
        still_ran = process.poll() is None
        if still_ran:
            os.killpg(process.pid, signal.SIGKILL)
        told = "".join(process.communicate(timeout=30))
        # What ended by itself must have ended well; it may be refused if the source changes meanwhile.
        assert still_ran or process.returncode == 0, told
        return still_ran


def assert_same_study(got: Path, undisturbed: Path) -> None:
    assert contents(got) == contents(undisturbed)
    assert load_study(got).complete
    pd.testing.assert_frame_equal(load_study(got).outcomes, load_study(undisturbed).outcomes)
    hidden = {path.name for path in got.rglob("*") if path.name.startswith(".") or path.suffix == ".tmp"}
    assert hidden <= {".lock"}, "files of writers that were killed"
    assert manifest(got)["status"] == "complete"


@pytest.mark.parametrize("engine", ENGINES)
def test_killed_command_goes_on_where_it_stopped(tmp_path: Path, engine: str) -> None:
    command = Command(tmp_path, 6_000, engine)
    assert command.kill("killed", workers=2, more_parts=3, seconds=0)
    there = command.parts("killed")
    assert "runs are there already" in command.finish("killed", workers=1)
    command.finish("undisturbed", workers=1)
    assert 3 <= there < command.parts("undisturbed")
    assert_same_study(tmp_path / "killed", tmp_path / "undisturbed")


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_command_killed_at_many_moments_ends_as_an_undisturbed_one(tmp_path: Path, engine: str) -> None:
    command, chance = Command(tmp_path, 60_000, engine), random.Random(20)
    command.finish("undisturbed", workers=1)
    total = command.parts("undisturbed")
    kills, in_the_middle = 0, 0
    for number in range(ROUNDS):
        # Every fourth time in its start, else somewhere in its work; so many parts that the last kills meet its end.
        early = number % 4 == 0
        more = 0 if early else chance.randint(1, 2 * total // ROUNDS)
        kills += command.kill("killed", 1 + number % 2, more, chance.uniform(0, 1.0 if early else 0.03))
        in_the_middle += 0 < command.parts("killed") < total
    assert kills >= 10
    assert in_the_middle >= 5
    command.finish("killed", workers=2)
    assert_same_study(tmp_path / "killed", tmp_path / "undisturbed")


# A program of its own -------------------------------------------------------------------------------------------


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
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path, program: Path, workers: int) -> None:
    chance = random.Random(workers)
    for _ in range(3):
        process = start(program, tmp_path / "killed", workers)
        wait_for_progress(process, chance.randint(1, 25))
        time.sleep(chance.random() / 50)
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.communicate()
        _, alive = psutil.wait_procs(children, timeout=10)
        assert not alive
    last = start(program, tmp_path / "killed", workers)
    first = last.communicate()[0].split()[0]
    assert int(first) > 0, "nothing was kept"
    assert last.returncode == 0
    assert start(program, tmp_path / "undisturbed", 1).communicate()[1] == ""
    assert contents(tmp_path / "killed") == contents(tmp_path / "undisturbed")


@pytest.mark.flaky(reruns=1)  # it reads the clock
@pytest.mark.slow
@pytest.mark.parametrize("lines", [1, 5])  # in the start of the workers, and in their work
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("engine", ENGINES)
def test_ctrl_c_ends_at_once_and_quietly(  # noqa: PLR0913 - cases
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: Path, workers: int, lines: int, engine: str
) -> None:
    monkeypatch.setenv(choice.VARIABLE, engine)
    process = start(program, tmp_path / "s", workers)
    wait_for_progress(process, lines)
    children = psutil.Process(process.pid).children(recursive=True)
    for each in (process.pid, *(child.pid for child in children)):  # as a terminal does, to the whole group
        os.kill(each, signal.SIGINT)
    begun = time.monotonic()
    errors = process.communicate(timeout=20)[1]
    assert time.monotonic() - begun < 5
    assert process.returncode == 130
    assert errors == ""
    assert manifest(tmp_path / "s")["status"] == "interrupted"
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive


def test_script_that_runs_itself_in_its_workers_is_told(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(PROGRAM.replace('if __name__ == "__main__":\n    main()', "main()"))
    got = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "s"), "2"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "BUDGETSIM_ENGINE": "numpy"},  # compiled parts run in threads, which need no guard
    )
    assert got.returncode == 1
    assert "StudyError: a worker process cannot be started" in got.stderr
    assert "if __name__ == '__main__':" in got.stderr


# Workers --------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MAX_RUNS", 4)


def study(**changes: object) -> Study:
    asked = {"command": "run", "name": "x", "scenarios": SCENARIOS, "seeds": tuple(range(8))}
    return Study(**{**asked, **changes})  # type: ignore[arg-type]


def workers_of_this_process() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if is_worker(child)]


def is_worker(process: psutil.Process) -> bool:
    """Whether a process is a live worker; workers terminated by another test are skipped."""
    try:
        return "multiprocessing.spawn" in " ".join(process.cmdline())
    except (psutil.ZombieProcess, psutil.NoSuchProcess):
        return False


@pytest.mark.usefixtures("small_parts")
def test_killed_worker_costs_nothing_but_time(tmp_path: Path) -> None:
    victims: list[psutil.Process] = []

    def kill_one(done: int, _: int) -> None:
        if done and not victims:
            victims.append(workers_of_this_process()[0])
            victims[0].kill()

    got = run_study(study(), tmp_path / "killed", workers=2, progress=kill_one)
    assert not victims[0].is_running()
    assert (got.manifest["status"], got.manifest["failures"]) == ("complete", [])
    run_study(study(), tmp_path / "undisturbed")
    assert contents(tmp_path / "killed") == contents(tmp_path / "undisturbed")


@pytest.mark.usefixtures("small_parts")
def test_part_that_kills_its_workers_is_told_and_the_others_are_kept(tmp_path: Path) -> None:
    rule = tmp_path / "dying.py"
    rule.write_text(
        "import os\n"
        "def f(view):\n"
        "    if view.policy.monitoring_intensity == 0.4: os._exit(9)\n"
        "    return {'staff': 4}\n"
    )
    asked = study(
        code={"policy_rule": f"{rule}:f"}, seeds=(0,)
    )  # parts of three and two scenarios; m4 is poison
    with pytest.raises(StudyError, match=r"1 of 2 parts.*worker process died.*exit code 9"):
        run_study(asked, tmp_path / "s", workers=2)
    assert set(load_study(tmp_path / "s", allow_partial=True).outcomes["scenario"]) == {"m0", "m1", "m2"}
    (failure,) = manifest(tmp_path / "s")["failures"]
    assert "scenarios m3 to m4" in (tmp_path / "s" / failure["file"]).read_text()


class Deadly(InProcess):
    """Workers that die under some tasks; notes how many tasks there are whenever one begins."""

    def __init__(self, deadly: set[int]) -> None:
        self.deadly, self.begun, self.waiting = deadly, list[tuple[int, int]](), set[Any]()

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.begun.append((args[0], len(self.waiting)))
        future: Future[Any] = super().submit(fn, *args, **kwargs)
        if args[0] in self.deadly:
            future = Future()
            future.set_exception(WorkerDied("it was ended by SIGKILL"))
        self.waiting.add(future)
        return future

    def wait(self, pending: Any) -> set[Any]:
        """Finish what was begun last first, so that others are always under way."""
        last = list(pending)[-1]
        self.waiting.discard(last)
        return {last}


def run_deadly(deadly: set[int], count: int) -> tuple[list[Any], list[tuple[int, int]]]:
    executor = Deadly(deadly)
    workers = Workers(executor, 4)
    workers.wait = executor.wait  # type: ignore[method-assign]
    made = list(workers.map(lambda item: item, range(count), lambda item, reason: f"{item}: {reason}"))
    return made, executor.begun


def test_suspects_are_tried_alone_and_innocents_are_not_given_up() -> None:
    made, begun = run_deadly({5, 7}, 20)
    told = sorted(item for item in made if isinstance(item, str))
    assert sorted(item for item in made if not isinstance(item, str)) == [
        i for i in range(20) if i not in {5, 7}
    ]
    assert [text[:2] for text in told] == ["5:", "7:"]
    for item in (5, 7):
        beside = [others for who, others in begun if who == item]
        assert len(beside) == retrying.TRIES
        assert beside[-1] == 0, "the last try is alone"
        assert max(beside[:-1]) > 0


def test_endless_deaths_end_the_study() -> None:
    with pytest.raises(StudyError, match=r"30 times in a row.*same command goes on"):
        run_deadly(set(range(1000)), 1000)


def test_dead_task_without_a_way_to_give_it_up_is_told() -> None:
    with pytest.raises(StudyError, match="worker process died"):
        list(Workers(Deadly({0}), 1).map(lambda item: item, range(3)))


# Processes ------------------------------------------------------------------------------------------------------


@pytest.fixture
def processes() -> Any:
    pool = Processes(2)
    yield pool
    pool.shutdown()


def answer_by_halves(_: int) -> None:
    """Send the beginning of a long answer through the worker's own pipe, and die."""
    (pipe,) = (frame.frame.f_locals["pipe"] for frame in inspect.stack() if "pipe" in frame.frame.f_locals)
    os.write(pipe.fileno(), struct.pack("!i", 1_000_000) + b"the beginning")
    os._exit(9)


def test_worker_killed_in_the_middle_of_its_answer_is_noticed(processes: Processes) -> None:
    with pytest.raises(WorkerDied, match="exit code 9"):
        processes.submit(answer_by_halves, 0).result(timeout=30)
    assert processes.submit(os.getpid).result(timeout=30) != os.getpid()


def test_worker_killed_while_idle_is_replaced_without_blame(processes: Processes) -> None:
    before = {processes.submit(os.getpid).result(timeout=30) for _ in range(4)}
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    while any(process.is_alive() for process in processes._alive):
        time.sleep(0.001)
    after = {processes.submit(os.getpid).result(timeout=30) for _ in range(4)}
    assert not before & after


def test_worker_that_somebody_else_waited_for_is_replaced(processes: Processes) -> None:
    pid = processes.submit(os.getpid).result(timeout=30)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    died = 0
    for _ in range(4):
        try:
            assert processes.submit(os.getpid).result(timeout=30) != pid
        except WorkerDied:
            died += 1
    assert died == 1


def test_task_of_a_worker_may_fail(processes: Processes) -> None:
    with pytest.raises(ZeroDivisionError):
        processes.submit(divmod, 1, 0).result(timeout=30)
    assert processes.submit(divmod, 7, 2).result(timeout=30) == (3, 1)


def test_killed_pool_leaves_nothing_waiting(processes: Processes) -> None:
    waiting = [processes.submit(time.sleep, 60) for _ in range(4)]
    processes.kill()
    assert all(future.done() for future in waiting)
    _, alive = psutil.wait_procs(workers_of_this_process(), timeout=10)
    assert not alive
