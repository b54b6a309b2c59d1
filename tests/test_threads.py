"""Compiled parts in threads of one process: the same bytes for any number, one compilation, what goes wrong told."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from kept_studies import contents

from budgetsim import Scenario
from budgetsim.model import simulation
from budgetsim.model.engine import choice
from budgetsim.studies import compiling, executors, worker
from budgetsim.studies.compiling import engine_for, open_workers
from budgetsim.studies.cost import work_of
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import open_executor
from budgetsim.studies.factors import parse_vary
from budgetsim.studies.points import Points
from budgetsim.studies.runner import run_study
from budgetsim.studies.sampling import grid
from budgetsim.studies.study import Study

pytest.importorskip("llvmlite")
from budgetsim.model.engine import chunks, compiler

pytestmark = pytest.mark.usefixtures("small_parts")

SMALL = Scenario(name="small").replace(departments=6, years=2, burn_in=1)
SCENARIOS = tuple(SMALL.replace(name=f"m{i}", monitoring_intensity=i / 10) for i in range(5))


@pytest.fixture(autouse=True)
def programs(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(compiler.VARIABLE, str(tmp_path_factory.getbasetemp() / "programs"))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(choice.VARIABLE, "compiled")


def study(**changes: object) -> Study:
    asked = {"command": "run", "name": "x", "scenarios": SCENARIOS, "seeds": (0, 1, 2)}
    return Study(**{**asked, **changes})  # type: ignore[arg-type]


def watch_parts(monkeypatch: pytest.MonkeyPatch, watch: Callable[[], object]) -> None:
    """Call a function before every part that is simulated in this process."""
    simulated = worker._simulated

    def watched(spec: worker.PartSpec, code: Any) -> Any:
        watch()
        yield from simulated(spec, code)

    monkeypatch.setattr(worker, "_simulated", watched)


# The same bytes -------------------------------------------------------------------------------------------------


def test_any_number_of_threads_writes_the_bytes_of_numpy_in_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = study(departments=True, seeds=tuple(range(8)))
    monkeypatch.setenv(choice.VARIABLE, "numpy")
    run_study(asked, tmp_path / "numpy")
    monkeypatch.setenv(choice.VARIABLE, "compiled")
    monkeypatch.delattr(executors, "Processes")
    for count in (1, 2, 4):
        run_study(asked, tmp_path / str(count), workers=count)
        assert contents(tmp_path / str(count)) == contents(tmp_path / "numpy")


@pytest.mark.usefixtures("compiled")
def test_processes_with_compiled_parts_write_the_same_bytes(tmp_path: Path) -> None:
    with open_executor(2) as pool:
        from budgetsim.studies.runner import run_on

        run_on(pool, study(), tmp_path / "processes")
    run_study(study(), tmp_path / "threads", workers=2)
    assert contents(tmp_path / "processes") == contents(tmp_path / "threads")


@pytest.mark.usefixtures("compiled")
def test_parts_run_in_as_many_threads_as_there_are_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = threading.Barrier(3, timeout=60)
    seen: set[int] = set()

    def meet() -> None:
        if len(seen) < 3:  # the first part of every thread waits for those of the others
            seen.add(threading.get_ident())
            together.wait()

    watch_parts(monkeypatch, meet)
    run_study(study(), tmp_path, workers=3)
    assert len(seen) == 3


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(("workers", "cuts"), [(2, [(0, 2), (2, 4)]), (3, [(0, 1), (1, 2), (2, 4)])])
def test_workers_share_a_part_where_there_are_fewer_parts(
    workers: int, cuts: list[tuple[int, int]], version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenarios = tuple(one.replace(stream_version=version) for one in SCENARIOS[:2])
    asked = study(scenarios=scenarios, seeds=(0, 1), departments=True)
    run_study(asked, tmp_path / "alone")
    lived: list[tuple[int, int]] = []
    live = chunks._live_some

    def watched(compiled: chunks.Kernel, job: Any, start: int, end: int) -> None:
        lived.append((start, end))
        live(compiled, job, start, end)

    monkeypatch.setattr(chunks, "_live_some", watched)
    run_study(asked, tmp_path / "shared", workers=workers)
    assert sorted(lived) == cuts
    assert contents(tmp_path / "shared") == contents(tmp_path / "alone")


@pytest.mark.usefixtures("compiled")
def test_more_threads_than_runs_give_the_same_numbers() -> None:
    alone, shared = (
        simulation.run_scenarios(SCENARIOS, 2, departments=True, threads=count) for count in (1, 16)
    )
    for name in alone.values:
        assert shared.values[name].tobytes() == alone.values[name].tobytes()
        assert shared.panels[name].tobytes() == alone.panels[name].tobytes()


# One decision, one compilation ----------------------------------------------------------------------------------


def test_a_study_is_compiled_once_if_all_of_it_is_worth_it_though_no_part_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    months = work_of(study()).months
    monkeypatch.setattr(chunks, "_PROGRAMS", {})
    monkeypatch.setattr(choice, "_ASKED", {})
    monkeypatch.setenv(compiler.VARIABLE, str(tmp_path / "programs"))
    monkeypatch.setattr(compiling, "WORTH_LOADING", months)
    monkeypatch.setattr(simulation, "WORTH_LOADING", months)
    monkeypatch.setattr(choice, "WORTH_COMPILING", months)
    made: list[int] = []
    compile_text = compiler.object_code
    monkeypatch.setattr(compiler, "object_code", lambda text: made.append(len(text)) or compile_text(text))
    engines: list[str] = []
    watch_parts(monkeypatch, lambda: engines.append(choice.engine_of(None)))
    run_study(study(), tmp_path / "s", workers=4)
    assert len(made) == 1
    assert engines == ["compiled"] * 6


def test_a_study_that_is_not_worth_it_takes_numpy_in_all_of_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines: list[str] = []
    watch_parts(monkeypatch, lambda: engines.append(choice.engine_of(None)))
    run_study(study(), tmp_path)
    assert engines == ["numpy"] * 6


def test_a_program_that_is_kept_makes_a_smaller_study_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "WORTH_LOADING", 0)
    work = work_of(study(departments=True))
    monkeypatch.setattr(chunks, "_PROGRAMS", {})
    monkeypatch.setattr(chunks, "is_kept", lambda _: False)
    assert engine_for(work) == "numpy"
    monkeypatch.setattr(chunks, "is_kept", lambda _: True)
    assert engine_for(work) == "compiled"


def test_many_small_studies_are_worth_it_together(monkeypatch: pytest.MonkeyPatch) -> None:
    work = work_of(study(name="several"))
    monkeypatch.setattr(choice, "_ASKED", {})
    monkeypatch.setattr(chunks, "_PROGRAMS", {})
    monkeypatch.setattr(chunks, "is_kept", lambda _: False)
    monkeypatch.setattr(compiling, "WORTH_LOADING", 0)
    monkeypatch.setattr(choice, "WORTH_COMPILING", 2.5 * work.months)
    assert [engine_for(work) for _ in range(3)] == ["numpy", "numpy", "compiled"]


def test_points_that_need_not_be_made_count_too(monkeypatch: pytest.MonkeyPatch) -> None:
    factors = (parse_vary("monitoring_intensity=0,0.2,0.4,0.6", "--vary"),)
    points = Points((SMALL,), factors, grid(factors))
    drawn, made = work_of(study(scenarios=points)), work_of(study(scenarios=tuple(points)))
    assert drawn.months == made.months
    monkeypatch.setattr(chunks, "_PROGRAMS", {})
    monkeypatch.setattr(chunks, "is_kept", lambda _: False)
    monkeypatch.setattr(compiling, "WORTH_LOADING", 0)
    monkeypatch.setattr(choice, "WORTH_COMPILING", made.months + compiling.POINT_MONTHS * made.points)
    for work, expected in ((drawn, "compiled"), (made, "numpy")):
        monkeypatch.setattr(choice, "_ASKED", {})
        assert engine_for(work) == expected


def test_every_program_that_is_missing_has_to_be_paid_for(monkeypatch: pytest.MonkeyPatch) -> None:
    two = (SMALL, SMALL.replace(name="rule", budget_rule="posterior"))
    work = work_of(study(scenarios=two))
    assert len(simulation.programs_of(work.sample)) == 2
    monkeypatch.setattr(chunks, "_PROGRAMS", {})
    monkeypatch.setattr(chunks, "is_kept", lambda _: False)
    monkeypatch.setattr(compiling, "WORTH_LOADING", 0)
    for worth, expected in ((work.months / 2.0, "compiled"), (work.months / 1.9, "numpy")):
        monkeypatch.setattr(choice, "_ASKED", {})
        monkeypatch.setattr(choice, "WORTH_COMPILING", worth)
        assert engine_for(work) == expected


def test_python_code_in_a_study_keeps_its_workers_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = tmp_path / "rule.py"
    rule.write_text("def f(view):\n    return {'staff': 4}\n")
    asked = study(code={"policy_rule": f"{rule}:f"})
    monkeypatch.setenv(choice.VARIABLE, "compiled")
    assert engine_for(work_of(asked)) is None
    with open_workers(engine_for(work_of(asked)), 2, None) as pool:
        assert isinstance(pool.executor, executors.Processes)


# The engine goes with the order ---------------------------------------------------------------------------------


def engine_there(_: int) -> str:
    return choice.engine_of(None)


@pytest.mark.parametrize("engine", choice.ENGINES)
def test_workers_use_the_engine_of_whoever_orders(engine: choice.Engine) -> None:
    with choice.using(engine), open_executor(2) as pool:
        assert set(pool.map(engine_there, range(3))) == {engine}


def test_an_engine_is_chosen_for_a_thread_and_not_for_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(choice.VARIABLE, raising=False)
    seen: list[str] = []
    with choice.using("numpy"):
        other = threading.Thread(target=lambda: seen.append(choice.engine_of(None)))
        other.start()
        other.join()
        assert choice.engine_of(None) == "numpy"
    assert seen == ["auto"]
    assert choice.engine_of(None) == "auto"


def test_a_worker_without_llvmlite_does_a_compiled_task_with_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "can_compile", lambda: False)
    with choice.as_ordered("compiled"):
        assert choice.engine_of(None) == "numpy"


# What goes wrong ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("compiled")
def test_a_failing_run_is_looked_for_in_threads_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    simulated = worker._simulated

    def run_or_fail(spec: worker.PartSpec, code: Any) -> Any:
        if any(one.name == "m3" for one in spec.scenarios) and 1 in spec.seeds:
            raise RuntimeError("no luck")
        yield from simulated(spec, code)

    with monkeypatch.context() as patch:
        patch.setattr(worker, "_simulated", run_or_fail)
        with pytest.raises(StudyError, match=r"1 of 6 parts.*no luck \(scenario m3, seed 1\)"):
            run_study(study(), tmp_path / "s", workers=3)
    run_study(study(), tmp_path / "s", workers=3)
    run_study(study(), tmp_path / "undisturbed")
    assert contents(tmp_path / "s") == contents(tmp_path / "undisturbed")


@pytest.mark.usefixtures("compiled")
def test_few_parts_are_held_beside_those_that_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    watch_parts(monkeypatch, lambda: begun.append(1))
    held: list[int] = []

    def slow(done: int, _: int) -> None:  # a disk that takes its time
        time.sleep(0.02)
        held.append(len(begun) - done // 4)

    run_study(study(scenarios=SCENARIOS[:4], seeds=tuple(range(40))), tmp_path, workers=2, progress=slow)
    assert len(begun) == 40
    assert max(held) <= 2 + executors.WAITING


@pytest.mark.usefixtures("compiled")
def test_interrupted_threads_end_with_what_they_run_and_the_study_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = study(scenarios=SCENARIOS[:4], seeds=tuple(range(40)))
    begun: list[int] = []

    def interrupt(done: int, _: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        watch_parts(patch, lambda: begun.append(1))
        with pytest.raises(KeyboardInterrupt):
            run_study(asked, tmp_path / "s", workers=2, progress=interrupt)
    assert len(begun) <= 5 + 2 + executors.WAITING
    assert not [one for one in threading.enumerate() if one.name.startswith("budgetsim-part")]
    assert json.loads((tmp_path / "s" / "manifest.json").read_text())["status"] == "interrupted"
    seen: list[int] = []
    run_study(asked, tmp_path / "s", workers=2, progress=lambda done, _: seen.append(done))
    assert seen[0] >= 20
    run_study(asked, tmp_path / "undisturbed")
    assert contents(tmp_path / "s") == contents(tmp_path / "undisturbed")


# Started as its own program; its compiled code may be struck by a signal.
PROGRAM = """
import os, signal, sys
from budgetsim import Scenario
from budgetsim.model.engine import chunks
from budgetsim.studies import plan
from budgetsim.studies.runner import run_study
from budgetsim.studies.study import Study

plan.MAX_RUNS = 4
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever starts it in the background has it ignored
lived, live = [], chunks.live

def live_or_die(*given, **more):
    lived.append(1)
    if len(lived) == int(sys.argv[2]):
        os.kill(os.getpid(), int(sys.argv[3]))
    return live(*given, **more)

chunks.live = live_or_die
base = Scenario().replace(departments=20, years=3, burn_in=1)
scenarios = [base.replace(name=f"m{i}", monitoring_intensity=i / 60) for i in range(4)]
study = Study("compare", "killed", scenarios, tuple(range(40)))
try:
    run_study(study, sys.argv[1], workers=2, progress=lambda done, _: print(done, flush=True))
except KeyboardInterrupt:
    sys.exit(130)
"""


def run_program(folder: Path, out: str, dies_at: int, by: int = 0) -> subprocess.CompletedProcess[str]:
    (folder / "program.py").write_text(PROGRAM)
    command = [sys.executable, str(folder / "program.py"), str(folder / out), str(dies_at), str(int(by))]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("by", [signal.SIGSEGV, signal.SIGKILL, signal.SIGINT], ids=lambda by: by.name)
def test_a_death_in_compiled_code_costs_nothing_but_time(tmp_path: Path, by: signal.Signals) -> None:
    struck = run_program(tmp_path, "s", 12, by)
    assert struck.returncode == (130 if by == signal.SIGINT else -by)
    if by == signal.SIGINT:
        assert struck.stderr == ""
    resumed = run_program(tmp_path, "s", 0)
    assert resumed.returncode == 0, resumed.stderr
    assert int(resumed.stdout.split()[0]) > 0, "nothing was kept"
    assert run_program(tmp_path, "undisturbed", 0).returncode == 0
    assert contents(tmp_path / "s") == contents(tmp_path / "undisturbed")
