"""Colours of a report: what is written can be read, by light and by dark."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

STYLE = (resources.files("budgetsim.report.page") / "templates" / "report.css").read_text(encoding="utf-8")
SCHEMES = {
    "light": r":root \{(.*?)\}",
    "dark": r':root\[data-theme="dark"\] \{(.*?)\}',
    "dark by the system": r':root:not\(\[data-theme="light"\]\) \{(.*?)\}',
}
READABLE, VISIBLE = 4.5, 3.0
"""Contrast that WCAG 2.2 (AA) asks of text and of what must be seen."""


def colours(scheme: str) -> dict[str, str]:
    found = re.search(SCHEMES[scheme], STYLE, re.DOTALL)
    assert found is not None
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", found[1]))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255.0 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_readable(scheme: str) -> None:
    own = colours(scheme)
    for text in ("ink", "quiet", "accent"):
        for ground in ("paper", "wash"):
            assert contrast(own[text], own[ground]) >= READABLE, (text, ground)
    assert contrast(own["focus"], own["paper"]) >= VISIBLE


def test_dark_by_choice_is_dark_by_the_system() -> None:
    assert colours("dark") == colours("dark by the system")


def test_every_colour_is_a_variable() -> None:
    own = set(colours("light"))
    assert set(re.findall(r"var\(--([a-z]+)\)", STYLE)) <= own
    for scheme in SCHEMES:
        assert set(colours(scheme)) == own


def test_example_of_the_documentation_runs(root: Path) -> None:
    page = (root / "docs" / "report.md").read_text(encoding="utf-8")
    first = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert first is not None
    exec(compile(first[1], "docs/report.md", "exec"), {})  # it checks itself
