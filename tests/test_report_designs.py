"""Reports of sweeps and sensitivity analyses: figures and findings in Chinese too."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_pages import Node, read_page
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.report.figures import figures_of

SMALL = ["wangcheng_2022", "--set", "departments=6", "--years", "3", "--replications", "2"]
TWO = ["--vary", "staff=3,6,9", "--vary", "result_use=0.1,0.2,0.3", "--outcomes", "validity,active_waste"]
FACTORS = ["--factors", "staff,staff_skill,budget_rule"]
COMMANDS: dict[str, list[str]] = {
    "sweep": ["sweep", *SMALL, *TWO],
    "sobol": ["sensitivity", *SMALL, *FACTORS, "--samples", "32"],
    "morris": ["sensitivity", *SMALL, *FACTORS, "--samples", "8", "--method", "morris"],
    "pawn": ["sensitivity", *SMALL, *FACTORS, "--samples", "300", "--method", "pawn"],
}
FIGURES = {
    "sweep": {"sweep_levels", "sweep_map"},
    "sobol": {"sobol", "factor_pairs", "index_convergence"},
    "morris": {"importance", "elementary_effects", "index_convergence"},
    "pawn": {"importance", "index_convergence"},
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module", params=COMMANDS)
def report(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Any, Node, Path]]:
    """Kind, what the command kept as its answer, the page of its report, and its directory."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp(request.param)
        patch.chdir(place)
        for arguments in (
            [*COMMANDS[request.param], "--out", "made", "--quiet"],
            ["report", "made", "--out", "made.html"],
        ):
            found = CliRunner().invoke(app, arguments)
            assert found.exit_code == 0, found.output
        answer = json.loads((place / "made" / "summary.json").read_text(encoding="utf-8"))
        page = read_page((place / "made.html").read_text(encoding="utf-8"))
        yield request.param, answer, page, place / "made"


def test_every_figure_is_drawn_in_both_languages(report: Any) -> None:
    kind, _, page, directory = report
    offered = figures_of(directory)
    assert set(offered) == FIGURES[kind]
    figures = list(page.all("figure"))
    assert len(figures) == len(offered)
    for figure in figures:
        drawn = {
            node.attributes["lang"][:2]
            for node in figure.all("svg", "img", "div")
            if "lang" in node.attributes
        }
        assert drawn == {"en", "zh"}
        assert CHINESE.search(next(figure.all("figcaption")).text("zh"))
    written = {path.stem for path in (directory / "figures").glob("*.png")}
    assert written <= {name for kept in offered.values() for name in (kept.name, *kept.replaces)}


def test_command_and_results_give_the_same_captions(report: Any) -> None:
    _, _, page, directory = report
    for kept, caption in zip(figures_of(directory).values(), page.all("figcaption"), strict=True):
        (told,) = [
            path.read_text(encoding="utf-8").strip()
            for name in (kept.name, *kept.replaces)
            if (path := directory / "figures" / f"{name}.txt").is_file()
        ]
        assert caption.text("en").strip() == told


def test_findings_agree_in_number_and_in_every_number(report: Any) -> None:
    _, answer, _, _ = report
    english, other = answer["findings"], answer["findings_zh"]
    assert len(english) == len(other) > 0
    for one, two in zip(english, other, strict=True):
        assert Counter(re.findall(r"\d[\d,]*(?:\.\d+)?", one)) == Counter(
            re.findall(r"\d[\d,]*(?:\.\d+)?", two)
        )
        assert CHINESE.search(two)
        assert not CHINESE.search(one)
        assert not re.search(r"  |\{|\bnan\b", one + two)


def test_chinese_text_holds_no_english_piece(report: Any) -> None:
    _, answer, page, _ = report
    inner = [
        node
        for part in page.all("span", "div", "p", "li")
        if part.attributes.get("lang", "").startswith("zh")
        for node in part.all("span", "i", "em")
        if node.attributes.get("lang", "").startswith("en")
    ]
    assert inner == []
    assert answer["findings_zh"][0][:20] in page.text("zh")


def test_report_of_a_sweep_shows_the_outcomes_asked_for(report: Any) -> None:
    kind, answer, page, _ = report
    if kind != "sweep":
        assert "validity" in answer["outcomes"]
        return
    assert answer["outcomes"] == ["validity", "active_waste"]
    heads = " ".join(node.text("en") for node in page.all("th")).lower()
    assert "active waste" in heads
    assert "administrative cost" not in heads


def test_every_design_of_a_sweep_is_named() -> None:
    from budgetsim.kinds.sweep.listed import LIST
    from budgetsim.language import LANGUAGES, language
    from budgetsim.studies.sampling import DESIGNS

    keys = [f"sweep-design-{design.replace('_', '-')}" for design in (*DESIGNS, LIST)]
    assert [key for code in LANGUAGES for key in keys if not language(code).has(key)] == []
