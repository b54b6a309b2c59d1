"""The page about the theory against the code: ranges, worked values, formulas, files and scorecard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetsim.report.verify import HEADS, at, rows
from budgetsim.verification.finding import Finding
from budgetsim.verification.theory import closed_forms
from budgetsim.verification.theory.ask import cases_of, limits_named
from budgetsim.verification.theory.limit import Case
from budgetsim.verification.theory.limited_memory import EFFORT_RATIOS
from budgetsim.verification.theory.registry import LIMITS
from budgetsim.verification.theory.run import run_theory


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
        assert line[0] == at(found[0], symbols=False)
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


@pytest.mark.slow
def test_scorecard_is_the_one_that_is_printed(sections: dict[str, str]) -> None:
    heading, *lines = table_headed(sections["Scorecard"], "id")
    assert heading == [name for name, _ in HEADS]
    fresh = run_theory(cases_of(limits_named([]), []))
    exact = [[*row[:5], *row[6:]] for row in rows(fresh, symbols=False)]
    assert [[*line[:5], *line[6:]] for line in lines] == exact
    # What is simulated may differ in the last digits from one machine to another.
    for line, finding in zip(lines, fresh, strict=True):
        assert isinstance(finding, Finding)
        assert float(line[5]) == pytest.approx(finding.simulated, rel=1e-4, abs=1e-8)
