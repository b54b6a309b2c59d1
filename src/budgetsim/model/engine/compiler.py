"""LLVM text to machine code, through llvmlite; programs are kept on disk for the next process.

A file holds a line of JSON (what is needed to call the program, and a digest) and the object code behind it. Its name
is a digest of everything that the code depends on, the processor included, so that a file of another version is never
found. What is damaged, unreadable or cannot be written is passed by: the program is compiled anew.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

VARIABLE = "BUDGETSIM_CACHE"
"""Variable of the environment that names another folder for compiled programs."""
CODE_EFFORT = 2


@cache
def _llvm() -> Any:
    """Return llvmlite, which is imported once something is compiled or read from disk, and not before."""
    llvm = import_module("llvmlite.binding")
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm


def processor() -> tuple[str, str]:
    """Return the name of this processor, and what it can do."""
    llvm = _llvm()
    return llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()


def _machine() -> Any:
    """Return a description of this processor, a new one each time: a program owns the one that it is given."""
    name, features = processor()
    target = _llvm().Target.from_default_triple()
    return target.create_target_machine(cpu=name, features=features, opt=CODE_EFFORT, jit=True)


def object_code(text: str) -> bytes:
    """Compile LLVM text. The text is as fast as it gets without passes over it, which would take most of the time."""
    machine = _machine()
    module = _llvm().parse_assembly(text)
    module.verify()
    return bytes(machine.emit_object(module))


class Program:
    """Machine code that can be called; it lives as long as this object."""

    def __init__(self, code: bytes) -> None:
        llvm = _llvm()
        self._engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _machine())
        self._engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        self._engine.finalize_object()

    def function(self, name: str, *arguments: Any) -> Callable[..., None]:
        """Return a function without result."""
        return ctypes.CFUNCTYPE(None, *arguments)(self._engine.get_function_address(name))


def folder() -> Path:
    """Return where programs are kept."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "budgetsim"


def key_of(*parts: str) -> str:
    """Return the name of a program: what it is made from, the compiler, and the processor."""
    whole = "\0".join((*parts, version("llvmlite"), *processor(), str(CODE_EFFORT)))
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def kept(key: str) -> tuple[dict[str, Any], bytes] | None:
    """Return a program that was kept, with what belongs to it; ``None`` if there is none, or it is damaged."""
    try:
        head, _, code = (folder() / f"{key}.program").read_bytes().partition(b"\n")
        described = json.loads(head)
        if described["digest"] != hashlib.sha256(code).hexdigest():
            return None
        return described["about"], code
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None


def keep(key: str, about: dict[str, Any], code: bytes) -> None:
    """Keep a program, in one step: another process sees all of it or nothing. A folder that refuses is left alone."""
    head = json.dumps({"about": about, "digest": hashlib.sha256(code).hexdigest()}).encode()
    with suppress(OSError, RuntimeError):
        place = folder()
        place.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(head + b"\n" + code)
            Path(name).replace(place / f"{key}.program")
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
