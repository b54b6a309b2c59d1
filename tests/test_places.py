"""A lever and an outcome are named where they act and where they are said in words, and nowhere else by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetsim.declarations import declarations
from budgetsim.model.measures import OUTCOMES

LEVERS = {
    "progress_pressure": {
        "declarations/policy.py", "model/mechanisms/execution.py", "model/opening.py", "language/zh/terms.ftl",
    },
    "third_party_share": {
        "declarations/policy.py", "model/mechanisms/capacity.py", "language/zh/terms.ftl",
    },
}  # fmt: skip
"""Levers with the files that name them: one that acts by itself, and one that is a part of the bureau's work."""
MEASURES = {"lapsed_money", "realised_use", "technical_efficiency"}
WRITTEN = ("docs/odd.md", "docs/trace.md")
"""Pages written by hand in which every lever, or every outcome, has its place; all others are generated."""
MOST_FILES_OF_A_LEVER = 6
MOST_FILES_OF_AN_OUTCOME = 5


def naming(root: Path, name: str) -> set[str]:
    """Files of the package that name a parameter or an outcome as a whole word.

    Lessons choose what they teach, rooms what binds in them, and the questionnaire what it asks about.
    """
    package = root / "src" / "budgetsim"
    word = re.compile(rf"\b{name}\b")
    return {
        path.relative_to(package).as_posix()
        for path in sorted(package.rglob("*"))
        if path.suffix in {".py", ".ftl", ".toml"}
        and "lessons" not in path.as_posix()
        and path.parts[-2:] not in {("survey", "mapping.toml"), ("room", "constraint.py")}
        and word.search(path.read_text(encoding="utf-8"))
    }


def written(root: Path, name: str) -> set[str]:
    return {page for page in WRITTEN if f"`{name}`" in (root / page).read_text(encoding="utf-8")}


@pytest.mark.parametrize("name", sorted(LEVERS))
def test_a_lever_is_named_where_it_acts(name: str, root: Path) -> None:
    got = naming(root, name)
    assert got == LEVERS[name]
    assert len(got | written(root, name)) <= MOST_FILES_OF_A_LEVER


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_an_outcome_is_named_where_it_is_measured(name: str, root: Path) -> None:
    got = naming(root, name)
    assert got == {"model/measures.py", "language/zh/terms.ftl"}
    assert len(got | written(root, name)) <= MOST_FILES_OF_AN_OUTCOME


@pytest.mark.parametrize(
    ("names", "most"), [({n for n, item in declarations().items() if item.link}, 12), (set(OUTCOMES), 24)]
)
def test_no_file_lists_most_levers_or_outcomes_beside_the_declarations(
    names: set[str], most: int, root: Path
) -> None:
    """What groups them is a field of the declaration; a file that names so many of them keeps a list by hand."""
    package = root / "src" / "budgetsim"
    quoted = re.compile(r'"(\w+)"')
    listed = {
        path.relative_to(package).as_posix(): found
        for path in sorted(package.rglob("*.py"))
        if len(found := names & set(quoted.findall(path.read_text(encoding="utf-8")))) > most
    }
    assert listed == {}
