"""Who imports whom, file by file: imports within functions and for types are counted too."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from budgetsim.studies.identity import NOT_MODEL

Imports = dict[str, set[str]]


def imports_of(source: Path, package: str) -> Imports:
    """Return the files of a package that each of its files names in an import."""
    files = {module_name(path.relative_to(source)): path for path in (source / package).rglob("*.py")}
    return {module: set(imported(path, files)) - {module} for module, path in files.items()}


def module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, files: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in files)
        elif isinstance(node, ast.ImportFrom) and node.module in files:
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                yield inside if inside in files else node.module


def circles(imports: Imports) -> list[list[str]]:
    """Return the groups of files that reach each other: what is left when files without a way back are taken out."""
    reached = {module: reach(module, imports) for module in imports}
    on_a_circle = sorted(module for module in imports if module in reached[module])
    groups = {tuple(m for m in on_a_circle if m in reached[one] and one in reached[m]) for one in on_a_circle}
    return sorted(map(list, groups))


def reach(module: str, imports: Imports) -> set[str]:
    seen: set[str] = set()
    waiting = list(imports[module])
    while waiting:
        target = waiting.pop()
        if target not in seen:
            seen.add(target)
            waiting += imports[target]
    return seen


def test_circles_finds_what_imports_each_other(tmp_path: Path) -> None:
    written = {
        "__init__": "",
        "alone": "import p.one\n",
        "one": "def late():\n    from p.two import x\n",
        "two": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from p import three\n",
        "three": "from p.one import late\n",
    }
    (tmp_path / "p").mkdir()
    for name, text in written.items():
        (tmp_path / "p" / f"{name}.py").write_text(text, encoding="utf-8")
    assert circles(imports_of(tmp_path, "p")) == [["p.one", "p.three", "p.two"]]


TELLS = {"data", "language", "registry", "scenario_files"}
"""What the model reaches that only reads and tells: what was read is kept with the results."""


def test_identity_of_the_model_holds_what_it_reaches_and_nothing_else(root: Path) -> None:
    imports = imports_of(root / "src", "budgetsim")
    model = [module for module in imports if module.startswith("budgetsim.model")]
    reached = set(model).union(*(reach(module, imports) for module in model))
    parts = {module.split(".")[1] for module in reached if "." in module}
    held = {path.stem for path in (root / "src/budgetsim").iterdir() if path.name not in NOT_MODEL}
    assert held - {"__pycache__", "py"} == parts - TELLS


@pytest.fixture(scope="module")
def found(root: Path) -> list[list[str]]:
    return circles(imports_of(root / "src", "budgetsim"))


def test_no_files_import_each_other_in_a_circle(found: list[list[str]]) -> None:
    assert found == []


# Programs beside the package --------------------------------------------------------------------------------------

BESIDE = ("benchmarks", "experiments", "scripts", "examples")


def is_there(module: str, name: str) -> bool:
    there = importlib.import_module(module)
    return hasattr(there, name) or (hasattr(there, "__path__") and find_spec(f"{module}.{name}") is not None)


def test_programs_beside_the_package_import_what_is_there(root: Path) -> None:
    """No other test runs most of them."""
    asked = {
        (str(path.relative_to(root)), node.module, alias.name)
        for folder in BESIDE
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "budgetsim"
        for alias in node.names
    }
    assert len(asked) > 50
    assert [one for one in sorted(asked) if not is_there(one[1], one[2])] == []
