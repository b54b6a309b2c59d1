"""Settings that every test shares."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")
# Matrices of tests are small, and tests run side by side already: further threads would only wait for each other,
# and take as much processor time as work does. Set before anything imports NumPy, and for programs that tests start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

# The same examples on every machine: a red run can be repeated. Time limits would make slow machines red.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for no garbage among modules and tests: thousands of them are made, and none goes before the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
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


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own directory."""
    return Path(__file__).resolve().parents[1]
