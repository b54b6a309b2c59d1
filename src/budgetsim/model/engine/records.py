"""Records of a run without their arrays, as plain values, and with arrays again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from typing import Any

from budgetsim.model.engine.graph import Traced
from budgetsim.model.engine.trace import Path

ARRAY = "array"
"""What stands in bare records where an array was."""
MODULES = ("state", "messages", "department.decisions", "department.view", "mechanisms.utility", "bureau")
OUTSIDE = (("books", "levers"), ("prospect", "view", "policy"), ("prospect", "view", "parameters"))
"""Records that the run brings with it, rather than the compiled code."""


def is_outside(path: Path) -> bool:
    """Whether an array belongs to a record that the run brings with it."""
    return any(path[: len(outside)] == outside for outside in OUTSIDE)


def bare(value: Any, path: Path = ()) -> Any:
    """Return nested records as plain values: kinds and fields, with a mark where an array was."""
    if path in OUTSIDE:
        return None
    if is_dataclass(value) and not isinstance(value, Traced):
        inside = {
            item.name: bare(getattr(value, item.name), (*path, item.name))
            for item in fields(value)
            if hasattr(value, item.name)
        }
        return {"kind": type(value).__name__, "fields": inside}
    if isinstance(value, tuple):
        return [bare(item, (*path, str(number))) for number, item in enumerate(value)]
    return ARRAY if hasattr(value, "shape") else value


def dressed(value: Any, array: Callable[[Path], Any], path: Path) -> Any:
    """Return the records that bare ones describe, with an array in each of their places."""
    if isinstance(value, dict):
        made = object.__new__(_kinds()[value["kind"]])
        # Past the constructor, which takes none of the fields that come to the books month by month.
        vars(made).update(
            {name: dressed(item, array, (*path, name)) for name, item in value["fields"].items()}
        )
        return made
    if isinstance(value, list):
        return tuple(dressed(item, array, (*path, str(number))) for number, item in enumerate(value))
    return array(path) if value == ARRAY else value


@cache
def _kinds() -> dict[str, type[Any]]:
    """Return the records that may stand between two steps, by name."""
    found: dict[str, type[Any]] = {}
    for name in MODULES:
        module = import_module(f"budgetsim.model.{name}")
        found.update(
            {
                kind.__name__: kind
                for kind in vars(module).values()
                if isinstance(kind, type) and is_dataclass(kind)
            }
        )
    return found
