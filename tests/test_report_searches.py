"""Reports of searches and estimations: all of their figures and findings in Chinese too, with the same numbers."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from calibration import model_panel, written
from report_pages import Node, chinese, read_page
from typer.testing import CliRunner

from budgetsim import load_scenario
from budgetsim.cli.main import app
from budgetsim.report.figures import FigureError, draw, figures_of
from budgetsim.scenario import scenario_names
from budgetsim.studies.engine import load
from budgetsim.studies.errors import StudyError

SMALL = ["--set", "departments=6", "--years", "3", "--replications", "3"]
DECLARED = ("--parameters", "point")
COMMANDS: dict[str, list[str]] = {
    "optimise": [
        *("optimise", "--levers", "staff=1:9", "--levers", "budget_rule", "--levers", "result_use"),
        *("--objectives", "public_value,administrative_cost", "--population", "4", "--generations", "2"),
        *("--fresh", "3", "--draws", "8", "--states", "2", *SMALL),
    ],
    "discover": [
        *(
            "discover",
            "--policy",
            "reform_unfunded",
            "--samples",
            "100",
            "--uncertain",
            "slack_taste",
            *DECLARED,
        ),
        *("--uncertain", "culture_initial", "--fails", "level:net_social_value:quantile:0.3", *SMALL),
    ],
    "calibrate": ["calibrate", "panel.csv", "--target", "target.toml", "--hold-out", "2022"],
    "worst": [
        *(
            "discover",
            "--policy",
            "reform_unfunded",
            "--samples",
            "200",
            "--uncertain",
            "slack_taste",
            *DECLARED,
        ),
        *("--uncertain", "budget_rule", "--fails", "net_social_value<-9", *SMALL),
    ],
}
FIGURES = {
    "optimise": {"pareto", "front_draws", "levers", "hypervolume"},
    "discover": {"states", "limits"},
    "calibrate": {"estimates", "moments", "prediction"},
    "worst": {"states", "limits"},
}
TARGET = """
scenario = "wangcheng_2022"
copies = 2
bootstrap = 50
search = 4
starts = 1
rounds = 2
[set]
departments = 12
burn_in = 1
evaluation_coverage = 0.6
[parameters]
budget_noise = "0.02:0.5"
slack_taste = "0.1:0.6"
size_sd = "0.1:2"
[moments]
budget_change_sd = true
budget_change_iqr = 0.5
execution_q25 = true
size_sd = true
"""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Any, Node, Path]]]:
    """Of every study, what its command kept as its answer, the page of its report, and its directory."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("searches")
        patch.chdir(place)
        found = {}
        truth = load_scenario("wangcheng_2022").replace(departments=12, burn_in=1, evaluation_coverage=0.6)
        written(model_panel(truth.replace(budget_noise=0.2), range(3)), place / "panel.csv")
        (place / "target.toml").write_text(TARGET, encoding="utf-8")
        for kind, typed in COMMANDS.items():
            made = CliRunner().invoke(app, [*typed, "--out", kind, "--quiet"])
            assert made.exit_code == 0, made.output
            got = CliRunner().invoke(app, ["report", kind, "--language", "zh", "--quiet"])
            assert got.exit_code == 0, got.output
            answer = json.loads((place / kind / "summary.json").read_text(encoding="utf-8"))
            page = read_page((place / kind / "report.html").read_text(encoding="utf-8"))
            found[kind] = (answer, page, place / kind)
        yield found


@pytest.fixture(params=COMMANDS)
def report(request: pytest.FixtureRequest, reports: Any) -> tuple[Any, Node, Path]:
    return reports[request.param]  # type: ignore[no-any-return]


def test_nothing_is_left_in_english(report: Any) -> None:
    _, page, _ = report
    (article,) = page.all("article")
    left = [node.text("zh") for node in chinese(article) if node.attributes.get("lang", "").startswith("en")]
    assert left == []


@pytest.mark.parametrize("kind", COMMANDS)
def test_every_figure_is_drawn_in_both_languages(reports: Any, kind: str) -> None:
    _, page, directory = reports[kind]
    offered = figures_of(directory)
    assert set(offered) == FIGURES[kind]
    figures = list(page.all("figure"))
    assert len(figures) == len(offered)
    for figure in figures:
        drawn = {
            node.attributes["lang"] for node in figure.all("svg", "img", "div") if "lang" in node.attributes
        }
        assert {tag[:2] for tag in drawn} == {"en", "zh"}
        assert CHINESE.search(next(figure.all("figcaption")).text("zh"))
    written = {path.stem for path in (directory / "figures").glob("*.png")}
    assert written <= {name for kept in offered.values() for name in (kept.name, *kept.replaces)}


@pytest.mark.parametrize("kind", COMMANDS)
def test_command_and_results_give_the_same_figures(reports: Any, kind: str) -> None:
    _, _, directory = reports[kind]
    for kept in figures_of(directory).values():
        (told,) = [
            path.read_text(encoding="utf-8").strip()
            for name in (kept.name, *kept.replaces)
            if (path := directory / "figures" / f"{name}.txt").is_file()
        ]
        assert kept.draw().caption == told


def numbers(text: str) -> Counter[str]:
    """Numbers of a sentence; names of reference scenarios, which have titles in Chinese, hold none of them."""
    for name in scenario_names():
        text = text.replace(name, "")
    return Counter(re.findall(r"\d[\d,]*(?:\.\d+)?", text))


def test_findings_agree_in_number_and_in_every_number(report: Any) -> None:
    answer, _, _ = report
    english, other = answer["findings"], answer["findings_zh"]
    assert len(english) == len(other) > 0
    for one, two in zip(english, other, strict=True):
        assert numbers(one) == numbers(two), (one, two)
        assert CHINESE.search(two)
        assert not CHINESE.search(one)
        assert not re.search(r"  |\{|\bnan\b", one + two)


def test_method_of_a_discovery_counts_the_states_that_judge_its_rules(reports: Any) -> None:
    for name in ("discover", "worst"):
        answer, page, _ = reports[name]
        held = (answer["worst"] or answer)["held_out"]
        assert held > 0
        told = " ".join(node.text() for node in page.all("li", "p"))
        assert f"is counted on the other {held}." in told


def test_discovery_of_an_older_version_is_refused_in_words(reports: Any, tmp_path: Path) -> None:
    answer, _, directory = reports["discover"]
    (tmp_path / "states.csv").write_bytes((directory / "states.csv").read_bytes())
    older = {key: value for key, value in answer.items() if key not in ("failing", "telling")}
    (tmp_path / "summary.json").write_text(json.dumps(older), encoding="utf-8")
    with pytest.raises(StudyError, match="give the command again that made it"):
        figures_of(tmp_path)


def test_states_are_drawn_from_their_table_and_their_answer(reports: Any) -> None:
    answer, _, directory = reports["discover"]
    data = {"states": pd.read_csv(directory / "states.csv"), "answer": answer}
    assert draw("states", data).caption == draw("states", load(directory)).caption


@pytest.mark.parametrize("missing", ["telling", "uncertain", "failing", "against"])
def test_states_without_their_answer_are_refused(reports: Any, missing: str) -> None:
    answer, _, directory = reports["discover"]
    part = {key: value for key, value in answer.items() if key != missing}
    with pytest.raises(FigureError, match=rf"lacks something: (?s:.*){missing}"):
        draw("states", {"states": pd.read_csv(directory / "states.csv"), "answer": part})
    with pytest.raises(FigureError, match=r"states \(states.csv"):
        draw("states", pd.read_csv(directory / "states.csv"))
