"""``budgetsim figures``: the catalogue, figures drawn again from results, and what is told when that cannot be."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from figure_data import data_of, drawing_of, verification
from typer.testing import CliRunner

from budgetsim import load
from budgetsim.cli.main import app
from budgetsim.language import language
from budgetsim.report.drawing import Drawn
from budgetsim.report.figures import FIGURES, OF_STUDY, figures_of


def invoke(*arguments: Any) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run") / "mine"
    small = ("--set", "departments=12", "--set", "burn_in=1", "--years", 2, "--replications", 2)
    got = invoke(
        "run", "wangcheng_2022", *small, "--parameters", "point", "--out", out, "--no-figures", "--quiet"
    )
    assert got.exit_code == 0, got.output
    return out


@pytest.fixture(scope="module")
def drawn(run: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Drawn]:
    """The figures of that run as one process draws them."""
    from budgetsim.report.draw import draw_answer

    whole = Path(shutil.copytree(run, tmp_path_factory.mktemp("drawn") / "whole"))
    return draw_answer(load(whole), ["png@60"])


@pytest.fixture(scope="module")
def analyses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One directory with the tables of every analysis."""
    folder = tmp_path_factory.mktemp("analyses")
    data_of("closed_forms").to_csv(folder / "closed_forms.csv", index=False)
    lines = {"rows": verification()["rows"], "loo": {}, "theory": verification()["theory"]}
    (folder / "scorecard.json").write_text(json.dumps(lines), encoding="utf-8")
    return folder


def test_catalogue_is_listed_in_both_languages() -> None:
    listed = json.loads(invoke("figures", "--json").stdout)
    assert [about["name"] for about in listed] == list(FIGURES)
    assert all(about["shows"] and about["needs"] for about in listed)
    chinese = invoke("figures", "--language", "zh").stdout
    assert language("zh")("cli-head-shows") in chinese
    assert all(name in chinese for name in FIGURES)


def test_figures_of_a_run_are_those_that_the_run_draws(run: Path, drawn: list[Drawn]) -> None:
    got = invoke("figures", run, "--language", "zh", "--only", "december,flow,workload", "--json")
    assert got.exit_code == 0, got.output
    found = json.loads(got.stdout)
    assert [one["name"] for one in found] == ["december", "flow", "workload"]
    assert [Path(file) for file in found[0]["files"]] == [run / "figures" / "zh" / "december.png"]
    assert list(figures_of(run)) == list(OF_STUDY)
    outcomes = pd.read_csv(run / "outcomes.csv")
    assert f"{100 * outcomes['december_share'].mean():.1f}%" in found[0]["caption"]
    captions = {figure.name: figure.caption for figure in drawn}
    for name in ("december", "workload"):
        assert captions[name] == figures_of(run)[name].draw().caption


def test_analyses_are_drawn_from_their_files(analyses: Path, tmp_path: Path) -> None:
    got = invoke("figures", analyses, "--out", tmp_path / "paper", "--figure-format", "svg", "--json")
    assert got.exit_code == 0, got.output
    found = {one["name"]: one for one in json.loads(got.stdout)}
    assert set(found) == {"evidence", "theory", "closed_forms"}
    for name, one in found.items():
        assert one["caption"] == drawing_of(name, "en").caption
        assert (tmp_path / "paper" / f"{name}.svg").is_file()


def test_diagram_needs_no_results(tmp_path: Path) -> None:
    got = invoke("figures", "--only", "fiscal_year", "--out", tmp_path)
    assert got.exit_code == 0, got.output
    assert (tmp_path / "fiscal_year.png").stat().st_size > 10_000


def test_wrong_wishes_are_told(run: Path, analyses: Path, tmp_path: Path) -> None:
    (tmp_path / "scorecard.json").write_text("{", encoding="utf-8")
    cases = [
        ((run, "--only", "decembre"), "did you mean december"),
        ((run, "--only", ","), "names no figure"),
        ((run, "--only", "sobol,december"), "sobol needs indices.csv"),
        (("--only", "scores"), "no results were given"),
        ((tmp_path / "nowhere",), "no such directory"),
        ((analyses / "figures",), "no such directory"),
        ((tmp_path,), "cannot be read"),
    ]
    for arguments, message in cases:
        got = invoke("figures", *arguments)
        assert got.exit_code == 2, arguments
        assert message in got.stderr, got.stderr
        assert "Traceback" not in got.stderr


def test_code_of_others_is_not_run_again(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from budgetsim.studies import directory

    about = directory.read_description(run)
    assert about is not None
    monkeypatch.setattr(
        directory, "read_description", lambda _: {**about, "code": {"policy_rule": "theirs:rule"}}
    )
    assert [name for name, kept in figures_of(run).items() if not kept.lack] == ["trajectories"]
    asked = invoke("figures", run, "--only", "scores")
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert "code of others decided in these runs" in asked.stderr
    got = invoke("figures", run, "--out", run / "own", "--json")
    assert [one["name"] for one in json.loads(got.stdout)] == ["trajectories"]
    assert "not drawn: scores" in got.stderr


def test_points_per_inch_are_chosen_or_refused(run: Path, tmp_path: Path) -> None:
    from PIL import Image

    arguments = ("figures", run, "--only", "december", "--out", tmp_path)
    assert invoke(*arguments, "--dpi", 60).exit_code == 0
    with Image.open(tmp_path / "december.png") as image:
        assert image.width == pytest.approx(60 * 17 / 2.54, abs=1)
    assert "--dpi 60 has no effect: pdf figures have no points" in told(
        *arguments, "--dpi", 60, "--figure-format", "pdf"
    )
    start = ("run", "wangcheng_2022", "--out", tmp_path / "none", "--dpi", 60)
    assert "--no-figures draws none" in told(*start, "--no-figures")
    assert "not a whole number from 50 to 1200" in " ".join(told(*start[:-1], 5).split())
    assert not (tmp_path / "none").exists()


def told(*arguments: Any) -> str:
    got = invoke(*arguments)
    assert got.exit_code == 2, got.output
    return str(got.stderr)


def test_halves_drawn_apart_are_what_one_process_draws(run: Path, drawn: list[Drawn], tmp_path: Path) -> None:
    from budgetsim.report.draw import draw_in_halves

    apart, notes = draw_in_halves(load(shutil.copytree(run, tmp_path / "apart")), ["png@60"])
    assert [(one.name, one.caption) for one in apart] == [(one.name, one.caption) for one in drawn]
    for one, other in zip(apart, drawn, strict=True):
        assert one.files[0].read_bytes() == other.files[0].read_bytes()
    assert all("font" in note for note in notes)


def test_a_run_leaves_seaborn_to_the_process_that_draws(tmp_path: Path) -> None:
    small = [
        "--set",
        "departments=8",
        "--years",
        "2",
        "--replications",
        "2",
        "--dpi",
        "60",
        "--json",
        "--out",
        str(tmp_path / "r"),
    ]
    code = (
        "import json, sys; from typer.testing import CliRunner; from budgetsim.cli.main import app; "
        f"got = CliRunner().invoke(app, {['run', 'wangcheng_2022', *small]!r}); "
        "print(got.exit_code, 'seaborn' in sys.modules, 'matplotlib' in sys.modules, "
        "len(json.loads(got.stdout)['seeds']))"
    )
    got = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert got.stdout.split() == ["0", "False", "False", "2"]
    assert got.stderr == ""
    assert len(list((tmp_path / "r" / "figures").glob("*.png"))) == len(OF_STUDY)
