"""Properties of the files themselves: versions that agree, pins that fit, characters that are what they seem."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import budgetsim

TEXT = {".cff", ".cfg", ".csv", ".in", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml"}
BUILT = {"results", "dist", "build", "__pycache__"}
EXTRAS = ("lab", "cluster", "files", "dev")
INTERPRETERS = ("3.11", "3.12", "3.13")

MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:root|work|home|Users)/|\b[A-Z]:\\Users")
PIN = re.compile(r'([a-z0-9-]+)==([0-9][\w.+]*)(?: ; python_version (?:<|>=) "3\.12")?')


def project_files(root: Path) -> Iterator[Path]:
    """Every text file of the project: what is hidden or built is left out, `.ci` is not."""
    for path in sorted(root.iterdir()):
        if path.name in BUILT or (path.name.startswith(".") and path.name not in {".ci", ".gitignore"}):
            continue
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            is_text = file.suffix in TEXT or file.suffix == ""
            if file.is_file() and is_text and not BUILT & set(file.relative_to(root).parts):
                yield file


def found(root: Path, pattern: re.Pattern[str]) -> list[str]:
    """Every line of the project that matches, as `file:line: text`."""
    return [
        f"{path.relative_to(root)}:{number}: {line.strip()}"
        for path in project_files(root)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def modules(root: Path) -> list[Path]:
    return sorted((root / "src").rglob("*.py"))


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def pin_lines(root: Path) -> list[str]:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("line", ["see /" + "home/me/x", "'/" + "root/x'", "C:" + "\\Users\\me"])
def test_machine_path_is_recognised(line: str) -> None:
    assert MACHINE_PATH.search(line)


def test_machine_path_leaves_prose_alone() -> None:
    assert not MACHINE_PATH.search("effort/" + "work/leisure and example.org/" + "home/page")


def test_no_machine_path(root: Path) -> None:
    assert found(root, MACHINE_PATH) == []


def test_no_invisible_characters(root: Path) -> None:
    """Zero-width, directional and non-breaking characters make code read otherwise than it runs."""
    wrong = {
        f"{path.relative_to(root)}: U+{ord(char):04X}"
        for path in project_files(root)
        for char in set(path.read_text(encoding="utf-8"))
        if char not in "\n\t"
        and (unicodedata.category(char) in {"Cc", "Cf", "Co", "Zl", "Zp"} or char == "\xa0")
    }
    assert wrong == set()


def test_identifiers_are_ascii(root: Path) -> None:
    wrong = [
        f"{path.name}:{node.lineno}"
        for path in modules(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (getattr(node, "id", None), getattr(node, "arg", None), getattr(node, "name", None))
        if isinstance(name, str) and not name.isascii()
    ]
    assert wrong == []


def test_version_is_the_same_everywhere(root: Path, project: dict[str, Any]) -> None:
    version = project["version"]
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.search(r"^## \[(\d[^]]*)\] - (\S+)$", changelog, re.MULTILINE)
    assert released is not None
    assert budgetsim.__version__ == version
    assert re.search(rf"^version: {re.escape(version)}$", citation, re.MULTILINE)
    assert re.search(rf"^date-released: {released[2]}$", citation, re.MULTILINE)
    assert released[1] == version


def test_license_is_there(root: Path, project: dict[str, Any]) -> None:
    assert (root / "LICENSE").read_text(encoding="utf-8").startswith(f"{project['license']} License")


def test_package_is_typed(root: Path) -> None:
    assert (root / "src" / "budgetsim" / "py.typed").is_file()


def test_pins_are_names_and_versions_only(pin_lines: list[str]) -> None:
    assert pin_lines
    assert [line for line in pin_lines if not PIN.fullmatch(line)] == []


def test_pins_hold_no_package_twice(pin_lines: list[str]) -> None:
    for python in INTERPRETERS:
        names = [req.name for req in map(Requirement, pin_lines) if applies(req, python)]
        assert len(names) == len(set(names))


def applies(requirement: Requirement, python: str, extra: str = "") -> bool:
    environment = {"python_version": python, "python_full_version": f"{python}.0", "extra": extra}
    return requirement.marker is None or requirement.marker.evaluate(environment)


@pytest.mark.parametrize("python", INTERPRETERS)
def test_every_dependency_is_pinned_within_its_bounds(
    project: dict[str, Any], pin_lines: list[str], python: str
) -> None:
    pins = {req.name: req.specifier for req in map(Requirement, pin_lines) if applies(req, python)}
    extras = [item for extra in EXTRAS for item in project["optional-dependencies"][extra]]
    for requirement in map(Requirement, project["dependencies"] + extras):
        name = canonicalize_name(requirement.name)
        assert name in pins, name
        version = str(pins[name]).removeprefix("==")
        assert requirement.specifier.contains(version), f"{requirement} is pinned to {version}"


def test_every_dependency_is_bounded(project: dict[str, Any]) -> None:
    extras = [item for group in project["optional-dependencies"].values() for item in group]
    for requirement in map(Requirement, project["dependencies"] + extras):
        operators = {item.operator for item in requirement.specifier}
        assert operators == {">=", "<"}, str(requirement)


def test_no_scenario_copy_beside_the_code(root: Path) -> None:
    """The wheel alone holds `_scenarios`: a copy in the checkout would go stale."""
    assert not (root / "src" / "budgetsim" / "_scenarios").exists()
