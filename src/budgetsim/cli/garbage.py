"""Nothing is thrown away while a command starts: looking for garbage, a tenth of the start, waits until then."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def wait() -> None:
    """Look for no garbage until ``begin``: for the process of a command, which has imported next to nothing."""
    gc.disable()


def begin() -> None:
    """Look for garbage from now on, if that waits: not among what is there already, which stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


@contextmanager
def left_alone() -> Iterator[None]:
    """Look for no garbage inside this block."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()
