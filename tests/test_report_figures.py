"""Figures in reports: every figure of the catalogue that a study can have, in both languages, and not too large."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from report_pages import Node, read_page
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.report.figures import figures_of

SMALL = ["--set", "departments=10", "--years", "3", "--replications", "3", "--quiet"]
STUDIES: dict[str, list[str]] = {
    "run": ["run", "wangcheng_2022", *SMALL],
    "compare": ["compare", "wangcheng_2022", "reform_package", *SMALL],
    "effects": ["effects", "--levers", "monitoring_intensity,staff", "--doses", "3", *SMALL],
    "sensitivity": [
        "sensitivity",
        "wangcheng_2022",
        "--factors",
        "staff,result_use",
        "--samples",
        "16",
        *SMALL,
    ],
    "optimise": [
        "optimise",
        "--levers",
        "staff=1:9",
        "--levers",
        "result_use",
        "--population",
        "4",
        "--generations",
        "2",
        "--fresh",
        "3",
        "--draws",
        "8",
        *SMALL,
    ],
    "verify": ["verify", "T1", "olken_2007", "--replications", "3", "--quiet"],
}
LARGEST = 5_000_000
"""Bytes that a page of an ordinary study may have."""


def reported(kind: str, place: Path) -> tuple[str, Node]:
    made = CliRunner().invoke(app, [*STUDIES[kind], "--out", str(place)])
    assert made.exit_code in (0, 1), made.output
    got = CliRunner().invoke(app, ["report", str(place), "--quiet"])
    assert got.exit_code == 0, got.output
    text = (place / "report.html").read_text(encoding="utf-8")
    return text, read_page(text)


@pytest.mark.slow
@pytest.mark.parametrize("kind", STUDIES)
def test_every_figure_is_drawn_in_both_languages(kind: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    text, page = reported(kind, tmp_path / kind)
    assert len(text.encode()) < LARGEST
    figures = list(page.all("figure"))
    drawn = [figure for figure in figures if len(list(figure.all("svg", "img"))) == 2]
    offered = figures_of(tmp_path / kind)
    assert len(drawn) == len(offered) > 0
    for figure in drawn:
        caption = next(figure.all("figcaption"))
        assert re.search("[\u4e00-\u9fff]", caption.text("zh"))
        assert not re.search("[\u4e00-\u9fff]", caption.text("en"))
    kept = [figure for figure in figures if figure not in drawn]
    names = {path.stem for path in (tmp_path / kind / "figures").glob("*.png")}
    replaced = {old for figure in offered.values() for old in (figure.name, *figure.replaces)}
    assert len(kept) == len(names - replaced)
    identifiers = re.findall(r'\bid="([^"]+)"', text)
    assert len(identifiers) == len(set(identifiers))
    used = re.findall(r'(?:xlink:href="#|url\(#)([^")]+)', text)
    assert set(used) <= set(identifiers)
