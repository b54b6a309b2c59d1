"""Which engine runs a job: the compiled one where it is there and worth it, or NumPy; both give the same bits."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import Any, Literal

from budgetsim.language import told

Engine = Literal["auto", "compiled", "numpy"]

ENGINES: tuple[Engine, ...] = ("auto", "compiled", "numpy")
VARIABLE = "BUDGETSIM_ENGINE"
"""Variable of the environment that says which engine to use where nobody else does."""
WORTH_COMPILING = 8_000_000
"""Department-months that take NumPy about as long as compiling a program for them."""
WORTH_COMPILING_STEPS = 30
"""Single runs of one form in one process after which the steps of a year are compiled."""
WORTH_LOADING = 400_000
"""Department-months above which reading a program from disk is."""
_CHOSEN: ContextVar[Engine | None] = ContextVar("engine", default=None)
"""What ``using`` says, here and in the tasks that are ordered from here, wherever they run."""


class EngineError(ValueError):
    """An engine that is unknown, or cannot be used here."""


def engine_of(wanted: str | None) -> Engine:
    """Return the engine that is asked for, or that ``using`` or the environment names.

    Raises
    ------
    EngineError
        If there is none of that name, or the compiled one is asked for where llvmlite is missing.
    """
    name = wanted or _CHOSEN.get() or os.environ.get(VARIABLE) or "auto"
    for engine in ENGINES:
        if engine == name:
            if engine == "compiled" and not can_compile():
                raise EngineError(told("fault-engine-missing"))
            return engine
    where = "engine" if wanted else VARIABLE
    raise EngineError(told("fault-engine", where=where, name=repr(name), names=", ".join(ENGINES)))


@contextmanager
def using(engine: str | None) -> Iterator[None]:
    """Let an engine be the one that nobody else names; ``None`` leaves what is.

    Raises
    ------
    EngineError
        As ``engine_of``.
    """
    chosen = engine_of(engine)
    token = _CHOSEN.set(_CHOSEN.get() if engine is None else chosen)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def chosen() -> Engine | None:
    """Return what ``using`` says here, for whoever orders tasks elsewhere."""
    return _CHOSEN.get()


@contextmanager
def as_ordered(engine: Engine | None) -> Iterator[None]:
    """Do a task with the engine of whoever ordered it; a worker without llvmlite gives the same bits with NumPy."""
    with using(engine if engine != "compiled" or can_compile() else "numpy"):
        yield


_ASKED: dict[Any, float] = {}
"""Department-months that this process was asked for, by what their years have in common: studies come one by one."""
_COUNTING = Lock()


def is_worth_compiling(asked: Mapping[Any, float]) -> bool:
    """Whether to compile some programs, named by the forms of their years; those that are there already cost nothing.

    ``asked`` are department-months of each, which are counted with those that were asked for before.
    """
    from budgetsim.model.engine import chunks  # where there is something to compile

    months_so_far = 0.0
    with _COUNTING:
        for forms, months in asked.items():
            _ASKED[forms] = _ASKED.get(forms, 0.0) + months
            months_so_far += _ASKED[forms]
    missing = [forms for forms in asked if not (chunks.is_ready(forms) or chunks.is_kept(forms))]
    return months_so_far >= WORTH_COMPILING * len(missing)


@cache
def can_compile() -> bool:
    """Whether programs can be compiled on this machine."""
    return find_spec("llvmlite") is not None
