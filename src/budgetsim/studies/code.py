"""User code named in a study, found again in every worker."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from budgetsim.studies.study import StudyError


def load_code(named: str) -> Callable[..., Any]:
    """Return the function that ``module:name`` or ``file.py:name`` names.

    Raises
    ------
    StudyError
        If the module, the file or the name in it is not found, or what is found cannot be called.
    """
    place, _, name = named.rpartition(":")
    if not place or not name:
        raise StudyError(f"{named!r} names no code: write module:name or file.py:name")
    try:
        found: Any = _module(place)
    except (ImportError, OSError, SyntaxError) as error:
        raise StudyError(f"{named!r}: {place} cannot be imported: {error}") from error
    for step in name.split("."):
        if not hasattr(found, step):
            raise StudyError(f"{named!r}: {place} has no {step!r}")
        found = getattr(found, step)
    if not callable(found):
        raise StudyError(f"{named!r} is a {type(found).__name__} and cannot be called")
    return found  # type: ignore[no-any-return] # callable by the check


def source_digest(named: str) -> str:
    """Return a SHA-256 of the source file of named code; empty where there is none, as in an interactive session."""
    place = named.rpartition(":")[0]
    try:
        path = Path(place) if place.endswith(".py") else _origin(place)
        return "" if path is None else hashlib.sha256(path.read_bytes()).hexdigest()
    except (ImportError, OSError, ValueError):
        return ""


def _module(place: str) -> ModuleType:
    if not place.endswith(".py"):
        return importlib.import_module(place)
    path = Path(place).resolve()
    name = f"budgetsim_user_{hashlib.sha256(str(path).encode()).hexdigest()[:12]}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise ImportError(f"{path} is no Python file")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
    return sys.modules[name]


def _origin(module: str) -> Path | None:
    spec = importlib.util.find_spec(module)
    return None if spec is None or spec.origin is None else Path(spec.origin)
