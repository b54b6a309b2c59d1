"""The questionnaire: answers come back from any file, reliability is as published, a known district is found."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from budgetsim import load_scenario
from budgetsim.cli.main import app
from budgetsim.declarations import declarations
from budgetsim.language import LANGUAGES, language
from budgetsim.posterior import Posterior, load_posterior
from budgetsim.scenario import ScenarioError
from budgetsim.survey.draws import narrowed
from budgetsim.survey.items import ITEMS, SCALES, items_of
from budgetsim.survey.mapping import NORMAL, Mapped, lines, mapped
from budgetsim.survey.questionnaire import write_questionnaire
from budgetsim.survey.read import Answers, read_answers
from budgetsim.survey.reliability import cronbach_alpha, feldt_interval, mcdonald_omega, reliability
from budgetsim.survey.scales import scales_of
from budgetsim.survey.simulated import latent_shares, simulated_answers


def run(*line: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(line), env={"COLUMNS": "200"})
    assert result.exit_code == code, result.output + result.stderr
    return result.stdout + result.stderr


# Reliability ------------------------------------------------------------------------------------------------------


def sample_with(covariance: np.ndarray, n: int = 60) -> np.ndarray:
    """A sample with exactly this covariance."""
    raw = np.random.default_rng(1).normal(size=(n, len(covariance)))
    raw -= raw.mean(axis=0)
    white = raw @ np.linalg.inv(np.linalg.cholesky(np.cov(raw.T))).T
    return white @ np.linalg.cholesky(covariance).T


def test_alpha_and_its_interval_are_the_published_ones() -> None:
    covariance = np.full((4, 4), 6.0) + np.diag([4.0, 5.0, 6.0, 7.0])
    assert cronbach_alpha(sample_with(covariance)) == pytest.approx(
        0.8136, abs=5e-5
    )  # StatsBase.jl, Wikipedia
    answers = np.array(
        [[1, 2, 2, 3, 2, 2, 3, 3, 2, 3], [1, 1, 1, 2, 3, 3, 2, 3, 3, 3], [1, 1, 2, 1, 2, 3, 3, 3, 2, 3]],
        float,
    ).T
    alpha = cronbach_alpha(answers)
    assert alpha == pytest.approx(0.7734, abs=5e-5)  # pingouin, as statology.org prints it
    assert feldt_interval(alpha, 10, 3) == pytest.approx((0.336, 0.939), abs=5e-4)
    assert all(map(math.isnan, (cronbach_alpha(np.ones((9, 3))), cronbach_alpha(answers[:, :1]))))


def test_omega_is_that_of_the_loadings() -> None:
    loadings, unique = np.array([0.9, 0.7, 0.5, 0.6]), np.array([0.3, 0.5, 0.9, 0.4])
    answers = sample_with(np.outer(loadings, loadings) + np.diag(unique), 200)
    omega = loadings.sum() ** 2 / (loadings.sum() ** 2 + unique.sum())
    assert mcdonald_omega(answers) == pytest.approx(omega, abs=2e-3)
    assert omega > cronbach_alpha(answers)
    assert math.isnan(mcdonald_omega(answers[:, :2]))
    holes = np.vstack([answers, np.full((1, 4), np.nan)])
    assert reliability(holes) == reliability(answers)


# Reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_filled_questionnaires_come_back(tmp_path: Path, code: str) -> None:
    write_questionnaire(tmp_path / "one.xlsx", language(code))
    book = load_workbook(tmp_path / "one.xlsx")
    sheet = book.worksheets[0]
    sheet["B3"] = "教育局"
    given = [1 + n % 5 for n in range(len(ITEMS))]
    for n, answer in enumerate(given):
        sheet.cell(5 + n, 3, answer if n % 2 else language(code)(f"survey-answer-{answer}"))
    sheet["C6"] = None
    other = book.copy_worksheet(sheet)
    other["B3"] = "Roads"
    book.save(tmp_path / "one.xlsx")
    write_questionnaire(tmp_path / "empty.xlsx", language(code))
    answers = read_answers([tmp_path])
    assert answers.departments == ("教育局", "Roads")
    expected = [float(one) for one in given]
    expected[1] = math.nan
    np.testing.assert_array_equal(answers.values, [expected] * 2)
    turned = [6 - value if item.is_reversed else value for value, item in zip(expected, ITEMS, strict=True)]
    np.testing.assert_array_equal(answers.towards[0], turned)


def test_tables_of_survey_platforms_are_read_by_code_and_by_words(tmp_path: Path) -> None:
    zh, en = language("zh"), language("en")
    heads = ["序号", "所在部门", f"1、{zh('survey-item-o1')}", f"Q2. {en('survey-item-o2')}", "m1", "IP"]
    rows = [["1", "Roads", "同意", "5", "2", "x"], ["2", "", "非常不同意", "", "3", "y"]]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(",".join(row) for row in [heads, *rows]), encoding="gb18030")
    answers = read_answers([path])
    places = [ITEMS.index(item) for item in ITEMS if item.code in ("O1", "O2", "M1")]
    np.testing.assert_array_equal(answers.values[:, places], [[4, 5, 2], [1, np.nan, 3]])
    assert answers.departments == ("Roads", "")
    assert set(scales_of(answers)) == {"objectives", "monitoring"}
    path.write_text("department,O1,M2\nRoads,6,1\nParks,maybe,2\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_answers([path])
    for part in ("answers.csv:2: O1 = '6'", "answers.csv:3: O1 = 'maybe'", "1 (strongly disagree)"):
        assert part in str(caught.value), part
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="O1, O2"):
        read_answers([path])


# Scales and mapping -----------------------------------------------------------------------------------------------


def test_people_of_one_department_count_as_one() -> None:
    values = np.full((4, len(ITEMS)), 3.0)
    values[:3, items_of("culture")] = 5.0
    together = scales_of(Answers(values, ("a", "a", "a", "b")))["culture"]
    apart = scales_of(Answers(values, ("", "", "", "")))["culture"]
    assert (together.number, together.mean, apart.number, apart.mean) == (2, 0.75, 4, 0.875)
    assert scales_of(Answers(values[:1], ("a",)))["culture"].points[0] == 5.0


def test_every_line_of_the_table_has_a_parameter_and_a_reason_in_every_language() -> None:
    assert tuple(lines()) == SCALES
    for line in lines().values():
        assert line.parameter in declarations()
        assert set(line.reason) == set(LANGUAGES)
        assert line.value(0.0) == line.low
        assert line.value(1.0) == line.high
        assert line.share(line.value(0.25)) == pytest.approx(0.25)


def test_more_answers_narrow_the_range_to_what_the_anchors_leave_open() -> None:
    rng = np.random.default_rng(3)
    widths = []
    for number in (10, 10_000):
        values = rng.integers(1, 6, size=(number, len(ITEMS))).astype(float)
        found = {one.scale: one for one in mapped(scales_of(Answers(values, ("",) * number)))}
        widths.append(found["culture"].high - found["culture"].low)
    assert widths[0] > 1.3 * widths[1]
    assert widths[1] == pytest.approx(2 * NORMAL * lines()["culture"].spread, rel=0.02)
    alone = mapped(scales_of(Answers(np.full((1, len(ITEMS)), 3.0), ("",))))
    assert {(one.low, one.high) for one in alone if one.scale == "culture"} == {(0.0, 1.0)}


def test_a_known_district_is_found_from_what_its_departments_answer() -> None:
    """Ranges hold the truth nearly always, as they should, and estimates lie near it."""
    plain = load_scenario("wangcheng_2022")
    other = plain.replace(
        objective_review=0.8, staff_skill=0.7, information_systems=0.6, result_use=0.5, monitoring_intensity=0.1,
        evaluation_coverage=0.2, progress_pressure=0.2, culture_initial=0.6, consequence_initial=0.7, staff=12,
    )  # fmt: skip
    inside, errors = [], []
    for district in (plain, other):
        for seed in range(8):
            _, shares = latent_shares(district, seed, 3)
            for one in mapped(scales_of(simulated_answers(district, seed, 3))):
                line = lines()[one.scale]
                truth = line.value(float(shares[one.scale].mean()))
                inside.append(one.low <= truth <= one.high)
                errors.append((one.value - truth) / (line.high - line.low))
    assert np.mean(inside) >= 0.95
    assert abs(np.mean(errors)) < 0.006
    assert np.sqrt(np.mean(np.square(errors))) < 0.04
    found = {one.parameter: one for one in mapped(scales_of(simulated_answers(other, 0, 1)))}
    for name in (
        "objective_review",
        "staff_skill",
        "information_systems",
        "evaluation_coverage",
        "progress_pressure",
    ):
        assert found[name].low <= getattr(other.policy, name) <= found[name].high, name


# Command ----------------------------------------------------------------------------------------------------------


def test_commands_go_from_answers_to_a_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("survey", "example", "wangcheng_2022", "--out", "answers.csv", "--years", "1", "--respondents", "2")
    first = Path("answers.csv").read_bytes()
    run("survey", "example", "wangcheng_2022", "--out", "again.csv", "--years", "1", "--respondents", "2")
    assert Path("again.csv").read_bytes() == first
    assert "exists already" in run("survey", "example", "wangcheng_2022", "--out", "answers.csv", code=2)
    flags = ("survey", "map", "answers.csv", "--out", "mine.toml")
    assert "--uncertain staff_skill=" in run(*flags)
    mine = load_scenario("mine.toml")
    found = {one["parameter"]: one for one in json.loads(run("survey", "map", "answers.csv", "--json"))}
    assert mine.policy.staff_skill == found["staff_skill"]["value"]
    assert mine.department.culture_initial == found["culture_initial"]["value"]
    assert "64 points" in run("sweep", "mine_sweep.toml", "--dry-run", "--parameters", "point")
    assert "exists already" in run(*flags, code=2)


def test_draws_know_the_answers_and_nothing_else_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("survey", "example", "wangcheng_2022", "--out", "answers.csv", "--years", "1")
    told = run("survey", "map", "answers.csv", "--out", "own.toml", "--draws", "own.parquet")
    assert "--parameters own.parquet" in told
    own, package = load_posterior("own.parquet"), load_posterior()
    found = {one["parameter"]: one for one in json.loads(run("survey", "map", "answers.csv", "--json"))}
    moved = [name for name in package.names if not np.array_equal(own.column(name), package.column(name))]
    assert set(moved) == {"culture_initial", "consequence_initial"}
    scenario = load_scenario("own.toml")
    assert scenario.policy.staff_skill == found["staff_skill"]["value"]
    assert set(moved) <= set(own.beside(scenario).names)
    assert "exists already" in run("survey", "map", "answers.csv", "--draws", "own.parquet", code=2)
    other = ("survey", "map", "answers.csv", "--out", "other.toml")
    assert "other.csv" in run(*other, "--draws", "other.csv", code=2)
    assert "answers.csv" in run(*other, "--draws", "other.parquet", "--parameters", "answers.csv", code=2)
    assert not list(Path.cwd().glob("other*"))
    assert "--draws" in run("survey", "map", "answers.csv", "--parameters", "own.parquet", code=2)
    sizes = ("--draws", "2", "--replications", "1", "--years", "1", "--quiet", "--no-figures")
    run("run", "own.toml", "--parameters", "own.parquet", *sizes)


def test_narrowed_draws_are_those_of_prior_and_answers_together() -> None:
    """With a normal prior the product is known: precisions add up; order is kept, and a contradiction is told."""
    rng = np.random.default_rng(1)
    values = np.column_stack([rng.normal(0.5, 0.08, 4000), rng.normal(0.5, 0.01, 4000)])
    draws = Posterior(("culture_initial", "consequence_initial"), values, np.full(4000, 1 / 4000))
    half = NORMAL * 0.06
    answers = [
        Mapped("culture", "culture_initial", 0.6, 0.6 - half, 0.6 + half, ""),
        Mapped("rules", "consequence_initial", 0.9, 0.9 - half, 0.9 + half, ""),
    ]
    got = narrowed(draws, answers)
    precision = 0.08**-2 + 0.06**-2
    culture = got.posterior.column("culture_initial")
    assert culture.mean() == pytest.approx((0.5 * 0.08**-2 + 0.6 * 0.06**-2) / precision, abs=0.004)
    assert culture.std() == pytest.approx(precision**-0.5, rel=0.06)
    assert np.diff(culture[np.argsort(values[:, 0])]).min() >= 0.0
    assert got.alone == ("consequence_initial",)
    assert got.posterior.column("consequence_initial").mean() == pytest.approx(0.9, abs=0.01)
    assert got.posterior.column("consequence_initial").max() <= 1.0


@pytest.mark.parametrize("code", LANGUAGES)
def test_surveyed_and_simulated_stand_side_by_side(tmp_path: Path, code: str) -> None:
    answers, figure = tmp_path / "answers.csv", tmp_path / "survey.svg"
    rows = [["O1", "O2", "C1", "C2"], *([str(1 + n % 5), str(5 - n % 2), "2", "3"] for n in range(9))]
    answers.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    line = (
        "survey",
        "read",
        str(answers),
        "--scenario",
        "wangcheng_2022",
        "--years",
        "1",
        "--language",
        code,
    )
    text = run(*line, "--figure", str(figure))
    for name in ("objectives", "culture"):
        assert language(code)(f"survey-scale-{name}") in text
        assert language(code)(f"survey-scale-{name}") in figure.read_text(encoding="utf-8")
    document = json.loads(run(*line, "--json"))
    assert document["respondents"] == 9
    assert set(document["scales"]) == {"objectives", "culture"}
    assert set(document["simulated"]) == set(SCALES)
    assert ".gif" in run(*line, "--figure", str(tmp_path / "x.gif"), code=2)
