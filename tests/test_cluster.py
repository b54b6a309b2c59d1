"""A Dask cluster of separate processes: the same bytes, and clear words when workers or scheduler are lost."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from kept_studies import contents

from budgetsim import Scenario, load_study
from budgetsim.model.engine import choice
from budgetsim.model.engine.choice import engine_of
from budgetsim.studies import executors
from budgetsim.studies.compiling import open_workers
from budgetsim.studies.errors import StudyError
from budgetsim.studies.runner import run_study
from budgetsim.studies.study import Study

pytestmark = pytest.mark.usefixtures("small_parts")

SMALL = Scenario(name="small").replace(departments=6, years=2, burn_in=1)
SCENARIOS = tuple(SMALL.replace(name=f"m{i}", monitoring_intensity=i / 10) for i in range(5))


def study(**changes: object) -> Study:
    asked = {"command": "run", "name": "x", "scenarios": SCENARIOS, "seeds": (0, 1, 2)}
    return Study(**{**asked, **changes})  # type: ignore[arg-type]


@contextmanager
def local_cluster(workers: int = 2, **about: Any) -> Iterator[Any]:
    """A scheduler here and workers in processes of their own."""
    distributed = pytest.importorskip("distributed")
    asked = {"n_workers": workers, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**{**asked, **about}) as made:
        yield made


def worker_pids(made: Any) -> list[int]:
    return [nanny.pid for nanny in made.workers.values()]


# Addresses ------------------------------------------------------------------------------------------------------


def test_scheduler_without_dask_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(StudyError, match=r'pip install "budgetsim\[cluster\]"'):
        run_study(study(), tmp_path / "s", scheduler="tcp://127.0.0.1:1")


@pytest.mark.flaky(reruns=1)  # it reads the clock
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


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:port"])
def test_what_is_no_address_is_told_and_nothing_else_is_said(tmp_path: Path, address: str) -> None:
    pytest.importorskip("distributed")
    command = [
        "sweep",
        "wangcheng_2022",
        "--vary",
        "staff=1,2",
        "--scheduler",
        address,
        "--out",
        str(tmp_path / "s"),
    ]
    ended = subprocess.run(
        [sys.executable, "-m", "budgetsim", *command],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "tcp://127.0.0.1:8786" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not (tmp_path / "s").exists()


@pytest.mark.slow
def test_scheduler_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "JOIN_SECONDS", 1)
    with local_cluster(0) as made, pytest.raises(StudyError, match=r"has no workers.*dask worker tcp://"):
        run_study(study(), tmp_path / "s", scheduler=made.scheduler_address)


@pytest.mark.slow
def test_workers_without_the_package_are_told(tmp_path: Path) -> None:
    hide = tmp_path / "hide.py"
    hide.write_text("import sys\nsys.modules['budgetsim'] = None\n")
    with (
        local_cluster(1, preload=str(hide)) as made,
        pytest.raises(StudyError, match=r"1 of 1 workers of 'tcp://.*lack budgetsim.*install"),
    ):
        run_study(study(), tmp_path / "s", scheduler=made.scheduler_address)


# The same bytes -------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_panels_from_a_cluster_are_the_bytes_of_one_process(tmp_path: Path) -> None:
    run_study(study(departments=True), tmp_path / "1")
    with local_cluster() as made:
        run_study(study(departments=True), tmp_path / "dask", scheduler=made.scheduler_address)
    assert contents(tmp_path / "1") == contents(tmp_path / "dask")


def where_it_runs(_: int) -> tuple[int, int, str]:
    """Process, thread and engine of a task, after enough time for others to begin."""
    time.sleep(0.2)
    return os.getpid(), threading.get_ident(), engine_of(None)


@pytest.mark.slow
def test_threads_of_a_worker_write_the_bytes_of_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("llvmlite")
    asked = study(departments=True, seeds=tuple(range(20)))
    monkeypatch.setenv(choice.VARIABLE, "numpy")
    run_study(asked, tmp_path / "1")
    # Workers are started with the variable as it stands; what counts is the engine of whoever orders.
    with local_cluster(1, threads_per_worker=4) as made:
        monkeypatch.setenv(choice.VARIABLE, "compiled")
        run_study(asked, tmp_path / "dask", scheduler=made.scheduler_address)
        with open_workers("compiled", None, made.scheduler_address) as pool:
            seen = set(pool.map(where_it_runs, range(12)))
    assert contents(tmp_path / "1") == contents(tmp_path / "dask")
    processes, threads, engines = (set(column) for column in zip(*seen, strict=True))
    assert (len(processes), len(threads), engines) == (1, 4, {"compiled"})


@pytest.mark.slow
def test_command_line_on_a_cluster_writes_the_bytes_of_one_process(tmp_path: Path) -> None:
    def compare(*flags: str) -> str:
        asked = ["wangcheng_2022", "reform_package", "--replications", "1200", "--no-figures", "--quiet"]
        asked += ["--parameters", "point"]
        got = subprocess.run(
            [sys.executable, "-m", "budgetsim", "compare", *asked, *flags],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert got.returncode == 0, got.stderr
        return got.stderr

    compare("--workers", "1", "--out", "one")
    with local_cluster() as made:
        assert compare("--scheduler", made.scheduler_address, "--out", "dask") == ""
    assert len(contents(tmp_path / "one")) > 4, "several parts"
    assert contents(tmp_path / "one") == contents(tmp_path / "dask")


# Losses ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_nothing_is_lost_with_a_killed_worker(tmp_path: Path) -> None:
    asked = study(seeds=tuple(range(100)))  # 200 parts
    killed: list[int] = []
    with local_cluster() as made:

        def kill_one(done: int, planned: int) -> None:
            if done > planned // 5 and not killed:
                killed.append(worker_pids(made)[0])
                os.kill(killed[0], signal.SIGKILL)

        got = run_study(asked, tmp_path / "dask", scheduler=made.scheduler_address, progress=kill_one)
        assert killed
        assert killed[0] not in worker_pids(made)
    assert (got.manifest["status"], got.manifest["failures"]) == ("complete", [])
    run_study(asked, tmp_path / "1")
    assert contents(tmp_path / "1") == contents(tmp_path / "dask")


@pytest.mark.slow
def test_part_that_kills_its_workers_is_told_and_the_others_are_kept(tmp_path: Path) -> None:
    dask = pytest.importorskip("dask")
    rule = tmp_path / "dying.py"
    rule.write_text(
        "import os\n"
        "def f(view):\n"
        "    if view.policy.monitoring_intensity == 0.4: os._exit(9)\n"
        "    return {'staff': 4}\n"
    )
    asked = study(code={"policy_rule": f"{rule}:f"})  # parts of three and two scenarios, by three seeds
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        local_cluster() as made,
        pytest.raises(StudyError, match=r"3 of 6 parts.*worker process died"),
    ):
        run_study(asked, tmp_path / "s", scheduler=made.scheduler_address)
    got = load_study(tmp_path / "s", allow_partial=True)
    assert set(got.outcomes["scenario"]) == {"m0", "m1", "m2"}
    for failure in got.manifest["failures"]:
        assert "scenarios m3 to m4" in (tmp_path / "s" / failure["file"]).read_text()


@pytest.mark.slow
def test_cluster_that_loses_its_workers_for_good_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "JOIN_SECONDS", 1)
    with local_cluster() as made:

        def dismiss(done: int, _: int) -> None:
            if done:
                made.scale(0)

        with pytest.raises(StudyError, match=r"lost its workers.*what is finished is kept"):
            run_study(
                study(seeds=tuple(range(500))),
                tmp_path / "s",
                scheduler=made.scheduler_address,
                progress=dismiss,
            )


@pytest.mark.slow
def test_lost_scheduler_is_told_in_words_and_the_study_goes_on_elsewhere(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    flags = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", *flags], stderr=subprocess.PIPE, text=True
    )
    assert scheduler.stderr is not None
    address = next(found[0] for line in scheduler.stderr if (found := re.search(r"tcp://[\d.:]+", line)))
    worker = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"],
        stderr=subprocess.DEVNULL,
    )

    def kill(done: int, _: int) -> None:
        if done > 40:
            scheduler.kill()

    asked = study(seeds=tuple(range(100)))
    try:
        with pytest.raises(StudyError, match="the cluster was lost; what is finished is kept"):
            run_study(asked, tmp_path / "s", scheduler=address, progress=kill)
    finally:
        for process in (scheduler, worker):
            process.kill()
            process.communicate()
    seen: list[int] = []
    run_study(asked, tmp_path / "s", progress=lambda done, _: seen.append(done))
    assert 40 < seen[0] < seen[-1]
    run_study(asked, tmp_path / "undisturbed")
    assert contents(tmp_path / "s") == contents(tmp_path / "undisturbed")
