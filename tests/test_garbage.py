"""Looking for garbage waits until a command has started, in the process of a command alone."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest

from budgetsim.cli import garbage


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    looks = gc.isenabled()
    monkeypatch.setattr(gc, "freeze", lambda: None)  # what other tests hold is theirs
    yield
    (gc.enable if looks else gc.disable)()


def test_a_command_that_waited_looks_once_it_begins() -> None:
    garbage.wait()
    assert not gc.isenabled()
    garbage.begin()
    assert gc.isenabled()


@pytest.mark.parametrize("switch", [gc.enable, gc.disable])
def test_a_block_that_is_left_alone_leaves_all_as_it_was(switch: Callable[[], None]) -> None:
    switch()
    looks = gc.isenabled()
    with garbage.left_alone():
        assert not gc.isenabled()
    assert gc.isenabled() == looks
