"""The page about the theory against the code: ranges, worked values, formulas and files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetsim.kinds.verify.tables import parameters_of
from budgetsim.kinds.verify.theory import closed_forms
from budgetsim.kinds.verify.theory.catalogue import LIMITS
from budgetsim.kinds.verify.theory.limit import Case
from budgetsim.kinds.verify.theory.limited_memory import EFFORT_RATIOS


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docs" / "theory.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## (\S+).*$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def tables(section: str) -> Iterator[list[list[str]]]:
    """Tables of a section, each as rows of cells with the heading first."""
    for block in re.findall(r"(?:^\|.*\n?)+", section, re.MULTILINE):
        cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in block.strip().splitlines()]
        yield [row for row in cells if not set("".join(row)) <= set("-: ")]


def table_headed(section: str, heading: str) -> list[list[str]]:
    (found,) = (table for table in tables(section) if table[0][0] == heading)
    return found


@pytest.mark.parametrize("limit", LIMITS)
def test_parameters_are_those_of_the_code(sections: dict[str, str], limit: str) -> None:
    expected = [
        [f"`{one.name}`", one.symbol, one.allowed, one.unit, one.meaning] for one in LIMITS[limit].parameters
    ]
    assert table_headed(sections[limit], "parameter")[1:] == expected


@pytest.mark.parametrize("limit", [name for name in LIMITS if name != "T12"])
def test_worked_values_are_what_simulation_gives(sections: dict[str, str], limit: str) -> None:
    about = LIMITS[limit]
    heading, *lines = table_headed(sections[limit], "worked values")
    assert heading[1:] == [f"`{quantity}`" for quantity in about.quantities]
    assert len(lines) == len(about.worked)
    for line, values in zip(lines, about.worked, strict=True):
        found = about.check(Case(about, values, thorough=False))
        assert line[0] == parameters_of(found[0].line())
        assert [float(cell) for cell in line[1:]] == pytest.approx([one.simulated for one in found], rel=3e-6)


def test_table_of_memories_is_the_one_that_is_checked(sections: dict[str, str]) -> None:
    heading, *lines = table_headed(sections["T12"], "sigma_percent")
    assert heading[1:] == ["m=1", "m=3", "m=5", "m=inf"]
    assert {int(line[0]): tuple(map(float, line[1:])) for line in lines} == EFFORT_RATIOS


def test_every_formula_of_the_code_is_named(text: str) -> None:
    named = set(re.findall(r"closed_forms\.(\w+)", text))
    assert named == {
        name for name in vars(closed_forms) if not name.startswith("_") and name != "annotations"
    }


def test_every_scenario_is_named(root: Path, text: str) -> None:
    files = {path.stem for path in (root / "scenarios" / "theory").glob("t*.toml")}
    assert set(re.findall(r"`(t\d+_\w+)`", text)) == files


def test_every_limit_has_a_section_with_its_source(sections: dict[str, str]) -> None:
    for name, about in LIMITS.items():
        surnames = re.findall(r"[A-Z][^\W\d_]+", about.source)
        assert all(surname in sections[name] for surname in surnames), about.source
