"""What is told of a file, lines of its recipe with the place where whoever reads it has written theirs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from budgetsim import language
from budgetsim.scenario_files import faults

PLACES = ("panel", "set", "columns")
"""The table ``[panel]`` of a file, the flag of ``budgetsim data``, and that of ``budgetsim calibrate``."""
_PLACE: ContextVar[str] = ContextVar("place of recipes", default=PLACES[0])


@contextmanager
def recipes_said(place: str) -> Iterator[None]:
    """Say of lines of a recipe that they are written in a place, one of ``PLACES``."""
    token = _PLACE.set(place)
    try:
        yield
    finally:
        _PLACE.reset(token)


def told(key: str, /, **values: Any) -> str:
    """Return a message; its variable ``said`` is where a line of the recipe is written."""
    return language.told(key, said=_said(), **values)


def told_with_remedy(key: str, /, hint: str = "", **values: Any) -> tuple[str, str]:
    """Return a message and what to do, with the same variable."""
    return faults.told_with_remedy(key, hint, said=_said(), **values)


def _said() -> str:
    return language.told(f"data-said-{_PLACE.get()}")
