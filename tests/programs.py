"""Programs beside the package, loaded as modules: scripts, experiments, examples."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def program(file: Path, name: str = "") -> ModuleType:
    """Return a program as a module, under its own name or another one, without running its ``main``."""
    about = importlib.util.spec_from_file_location(name or f"program_{file.stem}", file)
    assert about is not None
    assert about.loader is not None
    module = importlib.util.module_from_spec(about)
    sys.modules[about.name] = module  # dataclasses and pickle look their module up by name
    about.loader.exec_module(module)
    return module
