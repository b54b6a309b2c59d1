"""Settings that every test shares."""

from __future__ import annotations

import atexit
import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")
# Matrices of tests are small, and tests run side by side already: further threads would only wait for each other,
# and take as much processor time as work does. Set before anything imports NumPy, and for programs that tests start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

# Programs that tests compile are shared by the processes of one session, and by nothing else.
if "BUDGETSIM_CACHE" not in os.environ:
    PROGRAMS = tempfile.TemporaryDirectory(prefix="budgetsim-programs-")
    atexit.register(PROGRAMS.cleanup)
    os.environ["BUDGETSIM_CACHE"] = PROGRAMS.name

# The same examples on every machine: a red run can be repeated. Time limits would make slow machines red.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


GARBAGE = (50_000, 20, 50)
"""Objects made between two looks for garbage, and looks between deeper ones. Python's own numbers (700, 10, 10) cost a
tenth of all processor time where thousands of tests leave their caches behind."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for no garbage among modules and tests: thousands of them are made, and none goes before the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _figures_are_drawn_here() -> Iterator[pytest.MonkeyPatch]:
    """Let commands that run in the tests' process draw there too: what drawing needs is imported already.

    A helper process would import it for two seconds each time. Tests of the helper ask for ``drawing_helper``.
    """
    from budgetsim.cli.drawing import Draughtsman

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Draughtsman, "start", lambda _: None)
        yield patch


@pytest.fixture
def drawing_helper(_figures_are_drawn_here: pytest.MonkeyPatch) -> Iterator[None]:
    """Let commands draw in a helper process, as they do for users."""
    from budgetsim.cli.drawing import Draughtsman

    drawn_here = Draughtsman.start
    _figures_are_drawn_here.undo()
    yield
    _figures_are_drawn_here.setattr(Draughtsman, "start", drawn_here)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut studies into parts of four runs, so that small ones have several."""
    from budgetsim.studies import plan

    monkeypatch.setattr(plan, "MAX_RUNS", 4)


@pytest.fixture(scope="module")
def compiled() -> Iterator[None]:
    """Let whatever can be compiled run compiled, for modules that live the same few forms of years thousands of times.

    Without llvmlite they run on NumPy. The bits are the same (``test_engine.py``).
    """
    from budgetsim.model.engine.choice import VARIABLE, can_compile

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "compiled" if can_compile() else "numpy")
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own directory."""
    return Path(__file__).resolve().parents[1]
