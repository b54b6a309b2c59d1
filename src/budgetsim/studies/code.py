"""User code named in a study, found again in every worker: its source travels with the parts."""

from __future__ import annotations

import hashlib
import importlib
import importlib.abc
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from budgetsim.language import told
from budgetsim.studies.errors import StudyError


@dataclass(frozen=True)
class Source:
    """Text of a file of code, and where it stood when it was read."""

    path: str
    text: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text).hexdigest()


def source_of(named: str) -> Source | None:
    """Return the source of named code; ``None`` where there is none, as in an interactive session."""
    place = named.rpartition(":")[0]
    try:
        path = Path(place) if place.endswith(".py") else _origin(place)
        return None if path is None else Source(str(path.resolve()), path.read_bytes())
    except (ImportError, OSError, ValueError):
        return None


def source_digest(named: str) -> str:
    """Return a SHA-256 of the source of named code; empty where there is none."""
    source = source_of(named)
    return "" if source is None else source.digest


def load_code(named: str, source: Source | None = None) -> Callable[..., Any]:
    """Return the function that ``module:name`` or ``file.py:name`` names.

    Parameters
    ----------
    named
        What a study calls it; a path starts at the working directory.
    source
        What it was where the study was planned. A file is taken from here, wherever this process runs; a module is
        imported, and taken from here if there is none of that name, or another one.

    Raises
    ------
    StudyError
        If the module, the file or the name in it is not found, or what is found cannot be called.
    """
    place, _, name = named.rpartition(":")
    if not place or not name:
        raise StudyError(told("study-code-form", code=repr(named)))
    try:
        loaded: Any = _file(place, source) if place.endswith(".py") else _module(place, source)
    except (ImportError, OSError, SyntaxError) as error:
        raise StudyError(
            told("study-code-import", code=repr(named), place=place, error=str(error))
        ) from error
    for step in name.split("."):
        if not hasattr(loaded, step):
            raise StudyError(told("study-code-lacks", code=repr(named), place=place, name=repr(step)))
        loaded = getattr(loaded, step)
    if not callable(loaded):
        raise StudyError(told("study-code-kind", code=repr(named), type=type(loaded).__name__))
    return loaded  # type: ignore[no-any-return] # callable by the check


def code_of_user(named: str) -> Callable[..., Any]:
    """Return the function that a user names, told in words if it is not there or fails when it is imported.

    Modules of the working directory are found as ``python -m`` finds them.

    Raises
    ------
    StudyError
        If there is no such code, it cannot be imported, or it cannot be called.
    """
    if "" not in sys.path:
        sys.path.insert(0, "")
    place = Path(named.rpartition(":")[0])
    if place.suffix == ".py" and not place.is_file():
        raise StudyError(told("study-code-file", code=repr(named), file=str(place), folder=str(Path.cwd())))
    try:
        return load_code(named)
    except StudyError:
        raise
    except (Exception, SystemExit) as error:
        raised = f"{type(error).__name__}: {error}"
        raise StudyError(told("study-code-raised", code=repr(named), error=raised)) from error


def _file(place: str, source: Source | None) -> ModuleType:
    return _from_source(source or Source(str(Path(place).resolve()), Path(place).read_bytes()))


def _module(place: str, source: Source | None) -> ModuleType:
    try:
        module = importlib.import_module(place)
    except ModuleNotFoundError as error:
        if source is None or error.name != place.partition(".")[0]:
            raise
        return _alone(place, source, told("study-code-no-module"))
    if source is None or source_digest(f"{place}:") == source.digest:
        return module
    return _alone(place, source, told("study-code-other-module"))


def _alone(place: str, source: Source, why: str) -> ModuleType:
    """Return a module from its source alone, which a part of a package cannot be."""
    if "." in place or Path(source.path).stem != place:
        raise ImportError(told("study-code-install", why=why, package=repr(place.partition(".")[0])))
    return _from_source(source)


def _from_source(source: Source) -> ModuleType:
    # By its text too: a process that lives long may meet the file as it was, and as it has become.
    mark = hashlib.sha256(source.path.encode() + b"\0" + source.text).hexdigest()[:12]
    name = f"budgetsim_user_{mark}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_loader(name, _Carried(source), origin=source.path)
        if spec is None:
            raise ImportError(told("study-code-no-python", file=source.path))
        spec.has_location = True
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            _Carried(source).exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
    return sys.modules[name]


class _Carried(importlib.abc.SourceLoader):
    """Loader of a source that is at hand; tracebacks show its lines though there be no such file."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def get_filename(self, fullname: str) -> str:
        """Return where the source stood."""
        del fullname
        return self._source.path

    def get_data(self, path: str | bytes) -> bytes:
        """Return the source; there is no other file."""
        if path != self._source.path:
            raise OSError(f"no file {path!r} was carried")
        return self._source.text


def _origin(module: str) -> Path | None:
    spec = importlib.util.find_spec(module)
    return None if spec is None or spec.origin is None else Path(spec.origin)
