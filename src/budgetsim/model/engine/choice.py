"""Which engine runs a job: the compiled one where it is there and worth it, or NumPy; both give the same bits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import Literal

from budgetsim.language import told

Engine = Literal["auto", "compiled", "numpy"]

ENGINES: tuple[Engine, ...] = ("auto", "compiled", "numpy")
VARIABLE = "BUDGETSIM_ENGINE"
"""Variable of the environment that says which engine to use where nobody else does."""
WORTH_COMPILING = 20_000_000
"""Department-months of one form that take NumPy about as long as compiling them."""
WORTH_COMPILING_STEPS = 30
"""Single runs of one form in one process after which the steps of a year are compiled."""
WORTH_LOADING = 400_000
"""Department-months above which reading a program from disk is."""


class EngineError(ValueError):
    """An engine that is unknown, or cannot be used here."""


def engine_of(wanted: str | None) -> Engine:
    """Return the engine that is asked for, or that the environment names.

    Raises
    ------
    EngineError
        If there is none of that name, or the compiled one is asked for where llvmlite is missing.
    """
    name = wanted or os.environ.get(VARIABLE) or "auto"
    for engine in ENGINES:
        if engine == name:
            if engine == "compiled" and not can_compile():
                raise EngineError(told("fault-engine-missing"))
            return engine
    where = "engine" if wanted else VARIABLE
    raise EngineError(told("fault-engine", where=where, name=repr(name), names=", ".join(ENGINES)))


@contextmanager
def using(engine: str | None) -> Iterator[None]:
    """Let an engine be the one that nobody else names, in this process and in those that it starts.

    Raises
    ------
    EngineError
        As ``engine_of``.
    """
    before, chosen = os.environ.get(VARIABLE), engine_of(engine)
    if engine is not None:
        os.environ[VARIABLE] = chosen
    try:
        yield
    finally:
        if engine is not None:
            os.environ.pop(VARIABLE)
            if before is not None:
                os.environ[VARIABLE] = before


@cache
def can_compile() -> bool:
    """Whether programs can be compiled on this machine."""
    return find_spec("llvmlite") is not None
