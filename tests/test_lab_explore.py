"""The lab's Explore area: the same numbers as the command line, honest words, and two sides kept apart."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import budgetsim
from budgetsim.app import runs
from budgetsim.app.charts import Axis, crowd_option, heights, worst
from budgetsim.app.explore import compare
from budgetsim.app.explore.compare import Row, change_text, headline, kind_of, trajectory_option, written
from budgetsim.app.explore.policy import (
    LINKS,
    NAMES,
    Experiment,
    Plan,
    command,
    levers_at_end,
    levers_of,
    scenario_of,
)
from budgetsim.app.explore.watch import (
    Moment,
    hidden_facts,
    ledger_values,
    point_labels,
    secret_values,
    seen_facts,
)
from budgetsim.app.runs import MONTHS, watch
from budgetsim.cli.main import app
from budgetsim.declarations import ARCHETYPES
from budgetsim.language import LANGUAGES, language
from budgetsim.model.timeline import LEVERS
from budgetsim.scenario import Scenario, scenario_names
from budgetsim.studies.summary import difference_table, level_table, trajectories

SMALL = Experiment(departments=12, years=5, seeds=4, from_year=2)
B = Plan("reform_package", (("monitoring_intensity", 0.6), ("staff", 4.0)))


# Policies --------------------------------------------------------------------------------------------------------


def test_every_lever_stands_in_one_link() -> None:
    shown = [lever for levers in LINKS.values() for lever in levers]
    assert sorted(shown) == sorted(LEVERS)


def test_plan_without_moves_is_its_scenario() -> None:
    got = scenario_of(Plan("reform_package"), "b", Experiment())
    expected = budgetsim.load_scenario("reform_package")
    assert {key for key, _, _ in got.differences(expected)} == set()


def test_moved_levers_lead_where_they_are_put() -> None:
    for from_year in (1, 3, 5):
        experiment = Experiment(departments=12, years=5, from_year=from_year)
        scenario = scenario_of(B, "b", experiment)
        assert levers_at_end(scenario, 5) == levers_of(B, experiment)
        assert levers_of(B, experiment)["monitoring_intensity"] == 0.6
        assert levers_of(B, experiment)["result_use"] == 0.4


def test_moves_wait_for_their_year() -> None:
    scenario = scenario_of(Plan("wangcheng_2022", (("staff", 9.0),)), "b", Experiment(years=5, from_year=4))
    assert levers_at_end(scenario, 3)["staff"] == 3.0
    assert levers_at_end(scenario, 4)["staff"] == 9.0


def test_lever_put_back_counts_as_not_moved() -> None:
    experiment = Experiment()
    plan = Plan("wangcheng_2022").move("staff", 9.0, experiment)
    assert plan.moved == (("staff", 9.0),)
    assert plan.move("staff", 3.0, experiment) == Plan("wangcheng_2022")


@pytest.mark.parametrize("name", scenario_names())
def test_every_reference_scenario_can_be_a_start(name: str) -> None:
    scenario = scenario_of(Plan(name, (("disclosure", 0.35),)), "x", SMALL)
    assert levers_at_end(scenario, SMALL.years)["disclosure"] == 0.35
    assert scenario.district.departments == 12


# Numbers ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pair() -> tuple[Any, Any]:
    plans = (Plan("wangcheng_2022"), B)
    return tuple(scenario_of(plan, name, SMALL) for plan, name in zip(plans, NAMES, strict=True))  # type: ignore[return-value]


def test_lab_and_command_line_agree_exactly(
    pair: tuple[Any, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for scenario in pair:
        Path(f"{scenario.name}.toml").write_text(scenario.to_toml(), encoding="utf-8")
    words = command(SMALL).split()
    assert words[0] == "budgetsim"
    answer = CliRunner().invoke(app, [*words[1:], "--json", "--no-figures"])
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.stdout)
    found = runs.compare(pair, SMALL.seed_list, SMALL.years, runs.COUNTED, compare.PURPOSE)
    for row in compare.rows_of(found.levels, found.differences, NAMES):
        assert row.first == told["scenarios"]["policy_a"][row.outcome]["mean"]
        assert row.second == told["scenarios"]["policy_b"][row.outcome]["mean"]
        cell = told["differences"]["policy_b"][row.outcome]
        assert (row.difference, row.low, row.high) == (cell["mean"], cell["low"], cell["high"])
        assert row.share_better == cell["share_better"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_price_names_the_costs_that_the_table_has_no_room_for(code: str) -> None:
    speak = language(code)
    rows = [compare.Row(name, 0.0, 1.0, 1.0, 0.5, 1.5, 0.0, "worse") for name in runs.COSTS]
    told = compare.price([*rows, compare.Row("performance", 0.0, 1.0, 1.0, 0.5, 1.5, 1.0, "better")], speak)
    assert all(speak.name(name) in told for name in runs.COSTS)
    assert speak.name("performance") not in told


def test_runs_are_those_of_simulate_together_or_apart(pair: tuple[Any, Any]) -> None:
    got = runs.outcomes(pair, SMALL.seed_list, SMALL.years)
    expected = budgetsim.simulate(list(pair), SMALL.seed_list, SMALL.years).outcomes
    assert got.equals(expected)


def test_panel_is_that_of_simulate(pair: tuple[Any, Any]) -> None:
    expected = budgetsim.simulate([pair[1]], [7], 5, departments=True).departments
    assert runs.panel(pair[1], 7, 5).equals(expected)


def test_runs_that_differ_in_anything_are_not_mixed_up(pair: tuple[Any, Any]) -> None:
    base = pair[0]
    asked = [
        runs.request(base, (0, 1), 5),
        runs.request(base, (1, 0), 5),
        runs.request(base, (0, 1), 4),
        runs.request(base.replace(staff=4), (0, 1), 5),
        runs.request(base.replace(name="other"), (0, 1), 5),
        runs.request(base.replace(risk_aversion=13), (0, 1), 5),
    ]
    assert len(set(asked)) == len(asked)
    assert runs.request(base.replace(description="other words"), (0, 1), 5) == asked[0]


@pytest.mark.parametrize("name", ["wangcheng_2022", "reform_package", "teaching_yardstick"])
def test_watched_world_is_the_simulated_one(name: str) -> None:
    scenario = scenario_of(Plan(name, (("monitoring_intensity", 0.5),)), "w", SMALL)
    world = watch(scenario, 11, 5)
    result = budgetsim.simulate([scenario], [11], 5, departments=True)
    for outcome, values in world.outcomes.items():
        np.testing.assert_array_equal(values, result.outcomes[outcome].to_numpy())
    panel = result.departments
    for column, cube in world.hidden.columns.items():
        np.testing.assert_array_equal(cube.ravel(), panel[column].to_numpy())
    last = MONTHS - 1
    np.testing.assert_array_equal(world.seen.spent[:, last].ravel(), panel["spent"].to_numpy())
    np.testing.assert_array_equal(world.seen.findings[:, last].ravel(), panel["findings"].to_numpy())
    diverted = panel["diverted"] + panel["concealed"]
    np.testing.assert_array_equal(world.hidden.diverted[:, last].ravel(), diverted.to_numpy())
    assert list(world.archetypes) == panel["archetype"].tolist()[:12]


def test_watched_months_only_add_up() -> None:
    world = watch(scenario_of(B, "w", SMALL), 3, 5)
    assert (np.diff(world.seen.spent, axis=1) >= 0).all()
    assert (np.diff(world.seen.findings, axis=1) >= 0).all()
    assert len(world.seen.views) == 5
    assert world.seen.before is not None
    assert [view.year for view in world.seen.views] == [1, 2, 3, 4, 5]
    np.testing.assert_array_equal(
        world.seen.views[2].self_scores * 100.0, world.hidden.columns["self_score"][2]
    )


def test_shared_worlds_cannot_be_written_into() -> None:
    world = watch(scenario_of(B, "w", SMALL), 3, 5)
    for array in (world.seen.spent, world.hidden.columns["performance"], world.outcomes["validity"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0


# Words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "mean", "low", "high", "expected"),
    [
        ("net_social_value", 0.1, 0.05, 0.15, "better"),
        ("net_social_value", -0.1, -0.15, -0.05, "worse"),
        ("active_waste", -0.1, -0.15, -0.05, "better"),
        ("active_waste", 0.1, 0.05, 0.15, "worse"),
        ("active_waste", 0.1, -0.05, 0.25, "unclear"),
        ("self_score", 1.0, 0.5, 1.5, "more"),
        ("self_score", -1.0, -1.5, -0.5, "less"),
        ("validity", 0.0, 0.0, 0.0, "same"),
        ("validity", 0.0, math.nan, math.nan, "same"),
        ("validity", 0.2, math.nan, math.nan, "single"),
    ],
)
def test_verdict_follows_interval_and_direction(
    outcome: str, mean: float, low: float, high: float, expected: str
) -> None:
    assert kind_of(outcome, mean, low, high) == expected


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", ["better", "worse", "unclear", "same", "single"])
def test_headline_speaks_of_every_case(code: str, kind: Any) -> None:
    low, high = (math.nan, math.nan) if kind == "single" else (0.1, 0.3)
    row = Row("net_social_value", 1.0, 1.2, 0.2, low, high, 0.95, kind)
    text = headline(row, 20, language(code))
    assert text
    assert "nan" not in text
    if kind == "better":
        assert "19" in text
        assert "20" in text
        assert "0.20" in text


def test_numbers_are_written_with_the_digits_they_deserve() -> None:
    assert written("active_waste", 0.1389) == "13.9%"
    assert written("administrative_cost", 0.0037127) == "0.00371"
    row = Row("active_waste", 0.1, 0.05, -0.0512, -0.0523, -0.0501, 1.0, "better")
    assert change_text(row, language("en")) == "−5.12 pp (−5.23 to −5.01)"


@pytest.mark.parametrize("code", LANGUAGES)
def test_both_languages_draw_the_same_numbers(code: str, pair: tuple[Any, Any]) -> None:
    table = trajectories(runs.outcomes(pair, SMALL.seed_list, SMALL.years))
    option = trajectory_option(table, SMALL, "active_waste", language(code))
    lines = [series for series in option["series"] if series["type"] == "line"]
    means = table[(table["scenario"] == "policy_b") & (table["outcome"] == "active_waste")]["mean"]
    np.testing.assert_allclose([y for _, y in lines[1]["data"]], means, rtol=1e-4)
    assert [y for y, _ in lines[1]["data"]] == [1, 2, 3, 4, 5]


# One world -------------------------------------------------------------------------------------------------------


def test_scores_are_not_known_before_the_year_is_closed() -> None:
    world = watch(scenario_of(B, "w", SMALL), 3, 5)
    speak = language("en")
    early, _ = ledger_values(world.seen, "self", Moment(0, 4), speak)
    assert np.isnan(early).all()
    for moment, year in ((Moment(0, 11), 0), (Moment(1, 3), 0), (Moment(1, 11), 1)):
        got, note = ledger_values(world.seen, "self", moment, speak)
        np.testing.assert_array_equal(got, 100.0 * world.seen.views[year].self_scores)
        assert f"year {year + 1}" in note


def test_external_scores_are_shown_of_evaluated_departments_only() -> None:
    world = watch(scenario_of(B, "w", SMALL), 3, 5)
    got, _ = ledger_values(world.seen, "key", Moment(3, 11), language("en"))
    evaluated = world.hidden.columns["evaluated"][3].astype(bool)
    np.testing.assert_array_equal(np.isfinite(got), evaluated)


def test_bureau_page_of_a_dossier_is_made_without_the_hidden_side() -> None:
    world = watch(scenario_of(B, "w", SMALL), 3, 5)
    speak = language("en")
    told = dict(seen_facts(world.seen, Moment(2, 11), 4, speak))
    hidden = dict(hidden_facts(world.hidden, world.seen, Moment(2, 11), 4, speak))
    assert not set(told) & set(hidden)
    assert told["Self-evaluation score"] == f"{world.hidden.columns['self_score'][2, 4]:.1f}"


@pytest.mark.parametrize("measure", ["diversion", "manipulation", "sandbagging", "performance"])
def test_hidden_measures_have_a_value_for_every_department(measure: str) -> None:
    world = watch(scenario_of(B, "w", SMALL), 3, 5)
    values = secret_values(world, measure, Moment(2, 6))
    assert len(values) == 12
    assert np.isfinite(values).all()


def test_crowd_draws_every_department_once() -> None:
    values = [0.1, 0.2, 0.2, 0.2, math.nan, 0.5]
    kinds = [ARCHETYPES[i % 4] for i in range(6)]
    groups = [("marked", (1, 4), 3), ("others", range(6), 0)]
    labels = [f"d{i}" for i in range(6)]
    option = crowd_option(values, kinds, groups, labels, Axis("x"), ARCHETYPES)
    drawn = [point["name"] for series in option["series"] for point in series["data"]]
    assert sorted(drawn) == ["d0", "d1", "d2", "d3", "d5"]


def test_crowd_keeps_rows_apart_and_points_visible() -> None:
    kinds = [ARCHETYPES[0]] * 40 + [ARCHETYPES[3]] * 3
    y = heights([0.5] * 43, kinds)
    assert len(set(y.round(6))) == 43
    assert np.abs(y[:40]).max() < 0.5
    assert np.abs(y[40:] - 3).max() < 0.5


def test_worst_are_the_largest() -> None:
    assert worst([0.1, 0.5, 0.3, 0.5], 3) == (1, 3, 2)


@pytest.mark.parametrize("code", LANGUAGES)
def test_points_carry_names_of_own_departments_and_numbers_of_others(code: str) -> None:
    roster = {
        "names": ["教育局", "Fire District 2", "水利局", "教育二局"], "archetypes": list(ARCHETYPES),
        "sizes": [1.0] * 4, "budgets": [3.0, 2.0, 1.0, 1.0],
    }  # fmt: skip
    own = Scenario.from_dict({"name": "own", "roster": roster})
    speak = language(code)
    named = point_labels(watch(own, 0, 1), speak)
    assert [name in label for name, label in zip(roster["names"], named, strict=True)] == [True] * 4
    assert len(set(named)) == 4
    plain = point_labels(replace(watch(own, 0, 1), names=()), speak)
    assert [str(number) in label for number, label in enumerate(plain)] == [True] * 4


def test_key_outcomes_are_all_shown(pair: tuple[Any, Any]) -> None:
    table = runs.outcomes(pair, SMALL.seed_list, SMALL.years)
    shown = [row.outcome for row in compare.rows_of(level_table(table), difference_table(table), NAMES)]
    assert shown == list(runs.COUNTED)
