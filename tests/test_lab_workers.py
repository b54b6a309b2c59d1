"""Worker processes of the lab: the same numbers, a death that nobody notices, and errors that are told."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

pytest.importorskip("solara", reason="needs the extra lab")

from budgetsim.app import runs, workers
from budgetsim.app.explore.policy import NAMES, STARTS, Experiment, Plan, scenario_of
from budgetsim.app.inspect import year as inspected
from budgetsim.app.workers import Hall, at_work, open_workers, usual_workers
from budgetsim.cli.guard import WRONG_INPUT
from budgetsim.cli.main import app

SMALL = Experiment(departments=12, years=4, seeds=3)
PAIR = tuple(scenario_of(Plan(start), name, SMALL) for start, name in zip(STARTS, NAMES, strict=True))


@pytest.fixture(scope="module")
def worker() -> Iterator[None]:
    with open_workers(1):
        yield


def compared() -> runs.Comparison:
    runs._compare.cache_clear()
    return runs.compare(PAIR, SMALL.seed_list, SMALL.years, ("validity", "active_waste"), "validity")


@pytest.mark.usefixtures("worker")
def test_work_is_done_by_another_process() -> None:
    assert at_work(os.getpid) != os.getpid()


def test_without_workers_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hall, "pool", None)
    with open_workers(0):
        assert at_work(os.getpid) == os.getpid()


@pytest.mark.usefixtures("worker")
def test_numbers_do_not_depend_on_who_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = compared()
    table = runs.outcomes(PAIR, SMALL.seed_list, SMALL.years)
    panel = runs.panel(PAIR[1], 2, 4)
    facts = inspected._facts(runs.request(PAIR[1], (2,), 4), 5)
    for cached in (runs._compare, runs._outcomes, runs._panel, inspected._facts):
        cached.cache_clear()
    monkeypatch.setattr(Hall, "pool", None)
    ours = compared()
    assert all(
        getattr(theirs, name).equals(getattr(ours, name)) for name in ("levels", "differences", "paths")
    )
    assert table.equals(runs.outcomes(PAIR, SMALL.seed_list, SMALL.years))
    assert panel.equals(runs.panel(PAIR[1], 2, 4))
    assert facts == inspected._facts(runs.request(PAIR[1], (2,), 4), 5)


def test_worker_that_dies_is_replaced_and_its_work_is_done() -> None:
    with open_workers(1):
        first = at_work(os.getpid)
        assert at_work(end_unless, os.getpid()) == os.getpid()
        assert at_work(os.getpid) not in (first, os.getpid())


def end_unless(parent: int) -> int:
    """End the process, unless it is the one whose number is given."""
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
    return os.getpid()


@pytest.mark.usefixtures("worker")
def test_own_errors_of_the_work_are_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        at_work(divmod, 1, 0)


def test_one_processor_is_left_for_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors, expected in ((1, 0), (2, 1), (8, 7)):
        monkeypatch.setattr(workers, "available_processors", lambda count=processors: count)
        assert usual_workers() == expected


@pytest.mark.parametrize("given", ["-1", "65", "two", "1.5"])
def test_number_of_workers_that_cannot_be_is_refused(given: str) -> None:
    got = CliRunner().invoke(app, ["app", f"--workers={given}"])
    assert got.exit_code == WRONG_INPUT
    assert given in got.stderr
    assert "64" in got.stderr
