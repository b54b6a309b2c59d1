"""Reports over draws: what is known stands in the header, the structures come first, and intervals are explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.language import LANGUAGES, language
from budgetsim.report.page import make_report, read_sources
from budgetsim.report.page.html import Paragraph, Picture
from budgetsim.report.page.make import Report
from budgetsim.report.results import PURPOSE, known_of
from budgetsim.rounding import per_cent

SMALL = ("--set", "departments=12", "--years", "4", "--quiet", "--no-figures")
PAIR = ("wangcheng_2022", "reform_package")


def made(folder: Path, *words: str) -> Path:
    done = CliRunner().invoke(app, [*words, *SMALL, "--out", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("drawn") / "study"
    return make_report(read_sources([made(folder, "compare", *PAIR, "--draws", "16", "--replications", "2")]))


@pytest.mark.parametrize("code", LANGUAGES)
def test_header_says_what_is_known(code: str, drawn: Report, tmp_path: Path) -> None:
    folder = made(tmp_path / "study", "compare", *PAIR, "--draws", "16", "--replications", "2")
    (source,) = read_sources([folder])
    cell = source.answer.differences[PAIR[1]][PURPOSE]
    (verdict,) = drawn.parts[0].verdicts
    text = verdict.plain(code)
    known, share = known_of(PURPOSE, cell), cell["share_better"]
    of = "draws" if known.verdict in ("better", "worse") else "in"
    part = per_cent(1.0 - share if known.word == "worse" else share)
    assert language(code)(f"report-verdict-{known.verdict}-{of}", share=part) in text
    assert '<ul class="verdicts">' in drawn.html


def test_structures_are_the_first_figure(drawn: Report) -> None:
    figures = next(section for section in drawn.parts[0].sections if section.key == "figures")
    pictures = [block for block in figures.blocks if isinstance(block, Picture)]
    assert pictures[0].name == "structures"


def test_intervals_are_explained_below_the_findings(drawn: Report) -> None:
    findings = next(section for section in drawn.parts[0].sections if section.key == "findings")
    (told,) = [block.text.plain() for block in findings.blocks if isinstance(block, Paragraph)]
    assert told == language("en")("report-intervals", draws="16", seeds="2")


def test_declared_parameters_are_told_as_ever(tmp_path: Path) -> None:
    folder = made(tmp_path / "study", "compare", *PAIR, "--parameters", "point", "--replications", "2")
    (part,) = make_report(read_sources([folder])).parts
    assert not part.verdicts
    findings = next(section for section in part.sections if section.key == "findings")
    assert not [block for block in findings.blocks if isinstance(block, Paragraph)]
