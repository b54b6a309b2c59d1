"""What a department would do over draws: the panel of each draw, in words that follow from shares."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.language import LANGUAGES, language
from budgetsim.model.run import draw_shocks
from budgetsim.posterior import load_posterior
from budgetsim.report.explain import capture_year, drawn_facts, facts_of, sections_of
from budgetsim.report.explain.drawn import BOTH, CHOICES, LUCKS, choices_of
from budgetsim.scenario import Scenario
from budgetsim.studies.ignorance import spread_of
from budgetsim.studies.states import points_under, states_of

DRAWS, DEPARTMENT, YEAR, SEED = 12, 3, 2, 5


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return budgetsim.load_scenario("wangcheng_2022").replace(
        **{"district.departments": 12, "protocol.years": 3, "protocol.burn_in": 2}
    )


@pytest.fixture(scope="module")
def drawn(scenario: Scenario) -> dict[str, Any]:
    return drawn_facts(scenario, DEPARTMENT, YEAR, SEED, draws=DRAWS)


def test_choices_are_those_of_the_panel_of_every_draw(scenario: Scenario, drawn: dict[str, Any]) -> None:
    states = states_of(load_posterior(), [scenario], DRAWS, structures={})
    points = points_under([scenario], states)
    found: dict[str, list[float]] = {name: [] for name in CHOICES}
    for point in list(points)[1:]:
        panel = budgetsim.simulate(point, [SEED], YEAR, departments=True).departments
        own = panel[(panel["year"] == YEAR) & (panel["department"] == DEPARTMENT)].iloc[0]
        for name, values in found.items():
            values.append(float(own[name]))
    for name, values in found.items():
        told = drawn["choices"][name]
        expected = np.quantile(values, [0.05, 0.5, 0.95])
        np.testing.assert_allclose([told["low"], told["median"], told["high"]], expected, atol=1e-12)
    assert drawn["choices"][BOTH]["high"] >= drawn["choices"]["diversion"]["high"]


def test_chance_is_other_luck_of_the_very_same_department(scenario: Scenario, drawn: dict[str, Any]) -> None:
    """Its traits are those of its seed; with no luck of years at all it would do the same every time."""
    found = choices_of([scenario], DEPARTMENT, YEAR, SEED)
    assert found["diversion"].shape == (1, LUCKS)
    assert found["effort_output"][0, 0] == drawn["choices"]["effort_output"]["point"]
    assert len(set(found["effort_output"][0])) == LUCKS
    for name, values in found.items():
        assert drawn["choices"][name]["luck"] == pytest.approx(
            np.quantile(values[0], [0.05, 0.95]), abs=1e-12
        )
    shocks = draw_shocks([scenario], [SEED, SEED + 1], 1)
    apart = {name: value.copy() for name, value in vars(shocks.traits).items()}
    alike = vars(draw_shocks([scenario], [SEED, SEED + 1], 1).with_departments_of(SEED).traits)
    for name, value in alike.items():
        np.testing.assert_array_equal(value[:, 0], apart[name][:, 0])
        np.testing.assert_array_equal(value[:, 1], apart[name][:, 0])
    # In the first year nothing has happened yet that luck could have made otherwise.
    first = choices_of([scenario.replace(burn_in=0)], DEPARTMENT, 1, SEED)
    assert len(set(first["effort_output"][0])) == 1


def test_ignorance_and_chance_part_the_variance_of_draws_and_luck(
    scenario: Scenario, drawn: dict[str, Any]
) -> None:
    states = states_of(load_posterior(), [scenario], DRAWS, structures={})
    values = choices_of(list(points_under([scenario], states)), DEPARTMENT, YEAR, SEED)[BOTH][1:]
    spread = spread_of(values)
    expected = spread.variance_parameters / (spread.variance_parameters + spread.variance_seeds)
    assert drawn["choices"][BOTH]["ignorance"] == pytest.approx(expected)
    assert 0.0 < expected < 1.0


def test_what_was_told_is_the_year_with_declared_parameters(
    scenario: Scenario, drawn: dict[str, Any]
) -> None:
    facts = facts_of(capture_year(scenario, DEPARTMENT, YEAR, SEED))
    assert {name: drawn["choices"][name]["point"] for name in CHOICES} == {
        name: facts["panel"][name] for name in CHOICES
    }


def test_what_somebody_sets_is_not_drawn(scenario: Scenario, drawn: dict[str, Any]) -> None:
    said = drawn_facts(scenario, DEPARTMENT, YEAR, SEED, ["slack_taste"], DRAWS)
    assert said["parameters"] == drawn["parameters"] - 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_story_closes_with_draws_where_there_are_any(
    code: str, scenario: Scenario, drawn: dict[str, Any]
) -> None:
    facts = facts_of(capture_year(scenario, DEPARTMENT, YEAR, SEED))
    without = sections_of(facts, language(code))
    told = sections_of({**facts, "drawn": drawn}, language(code))
    assert [section.key for section in told] == [*(section.key for section in without), "drawn"]
    assert told[:-1] == without
    assert len(told[-1].table) == 1 + len(CHOICES)


@pytest.mark.parametrize(("share", "sure"), [(0.0, "none"), (0.5, "some"), (1.0, "all")])
def test_words_follow_from_the_share_of_draws(
    share: float, sure: str, scenario: Scenario, drawn: dict[str, Any]
) -> None:
    facts = facts_of(capture_year(scenario, DEPARTMENT, YEAR, SEED))
    cell = {
        "low": 0.1,
        "median": 0.15,
        "high": 0.2,
        "share": share,
        "point": 0.15,
        "luck": [0.1, 0.2],
        "ignorance": None,
    }
    changed = {**drawn, "choices": {**drawn["choices"], BOTH: cell}}
    *_, last, luck = sections_of({**facts, "drawn": changed}, language("en"))[-1].paragraphs
    expected = language("en")(
        "explain-drawn-diverts", low="10%", high="20%", median="15%", share=f"{share:.0%}", sure=sure
    )
    assert last.startswith(expected)
    assert luck == language("en")("explain-drawn-luck", lucks=str(LUCKS), low="10%", high="20%")


def test_point_leaves_draws_out() -> None:
    words = ["explain", "wangcheng_2022", "-k", "3", "-y", "1", "--set", "departments=12", "--json"]
    first, second = (
        CliRunner().invoke(app, [*words, "--parameters", name]) for name in ("posterior", "point")
    )
    told, point = json.loads(first.stdout), json.loads(second.stdout)
    assert told.pop("drawn")["draws"] == 64
    assert told == point
