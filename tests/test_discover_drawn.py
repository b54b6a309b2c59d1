"""Discoveries over draws of parameters: states take them in turn, and count for what they are worth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import budgetsim
from budgetsim.kinds.discover.find import Count, design_effect, share_interval
from budgetsim.kinds.discover.question import Question
from budgetsim.kinds.discover.steps import study_of
from budgetsim.kinds.discover.values import BEHAVIOUR, CAPACITY, SURROUNDINGS
from budgetsim.posterior import load_posterior
from budgetsim.scenario import Change, Scenario
from budgetsim.studies.ask import pose
from budgetsim.studies.states import states_of

SMALL = Scenario().replace(name="small", departments=6, years=3, burn_in=1)
REFORM = SMALL.replace(name="reform", changes=[Change(2, {"staff": 9, "result_use": 0.4})])
DRAWS = 60


def posed(**given: Any) -> Question:
    asked = {"scenario": SMALL, "policy": REFORM, "samples": 100, "replications": 1, "draws": DRAWS}
    return pose(Question, {**asked, **given}, flags=False)


@pytest.fixture(scope="module")
def found() -> Any:
    """Half of the states fail."""
    return budgetsim.discover(
        SMALL, policy=REFORM, fails="active_waste:quantile:0.5", uncertain={"slack_taste": (0.3, 0.9)}, samples=160,
        draws=DRAWS, replications=1, progress=False,
    )  # fmt: skip


def test_states_take_draws_in_turn_under_both_scenarios() -> None:
    question = posed(uncertain={"slack_taste": (0.3, 0.9)})
    states = states_of(load_posterior(), (SMALL, REFORM), DRAWS, structures={}, varied={"slack_taste"})
    assert "slack_taste" not in states.parameters
    made = list(study_of(question).scenarios)
    for base, policy in zip(made[:100], made[100:200], strict=True):
        assert base.department == policy.department
    for name in ("effort_cost", "risk_aversion"):
        expected = states.parameters[name][np.arange(100) % DRAWS]
        assert [getattr(one.department, name) for one in made[:100]] == expected.tolist()
    assert len({one.department.slack_taste for one in made[:100]}) == 100


def test_usual_factors_have_the_values_of_draws_and_what_is_known_is_none() -> None:
    question = posed()
    assert question.states is not None
    drawn = {*BEHAVIOUR, *CAPACITY}
    assert set(question.from_draws) == drawn
    assert {factor.name for factor in question.factors} >= {*drawn, *SURROUNDINGS}
    for factor in question.factors:
        if factor.name in drawn:
            column = question.states.parameters[factor.name]
            assert factor.extremes()[0] <= column.min() <= column.max() <= factor.extremes()[1]
    one = study_of(question).scenarios[7]
    assert one.department.slack_taste == question.states.parameters["slack_taste"][7]
    known = posed(settings=["slack_taste=0.3"])
    assert "slack_taste" not in {factor.name for factor in known.factors}
    assert {one.department.slack_taste for one in study_of(known).scenarios} == {0.3}


def test_declared_parameters_are_those_of_before(tmp_path: Path) -> None:
    code = tmp_path / "mine.py"
    code.write_text("def same(view):\n    return view\n")
    question = posed(parameters="point", draws=None)
    made = study_of(question)
    assert question.states is None
    assert "beneath" not in made.settings
    assert len({one.department.learning_peer for one in made.scenarios}) == 1
    assert not posed(draws=None, behaviour=f"{code}:same").is_drawn


def test_what_shares_a_rule_with_a_factor_is_not_drawn_beneath_it() -> None:
    question = posed(uncertain={"diversion_max": (0.2, 0.65)})
    assert question.states is not None
    assert "concealment_max" not in question.states.parameters
    assert len(study_of(question).scenarios) == 1400


def test_answers_say_over_which_draws_shares_hold(found: Any) -> None:
    assert (found.draws, found.states) == (DRAWS, 160)
    assert len(found.beneath) > 100
    assert found.from_draws == ()
    assert set(found.factors) == {"slack_taste"}
    for code in ("en", "zh"):
        assert str(len(found.beneath)) in found.findings(code)[-2]
    point = budgetsim.discover(
        SMALL, policy=REFORM, uncertain={"slack_taste": (0.3, 0.9)}, samples=40, replications=1, parameters="point",
        progress=False,
    )  # fmt: skip
    assert (point.draws, point.effect) == (0, 1.0)
    assert len(point.findings()) < len(found.findings()) + 1
    assert not any("draws" in text for text in point.findings())


def test_states_that_share_a_draw_stay_in_the_same_half(found: Any) -> None:
    held = found.cases["held_out"].to_numpy()
    draw = np.arange(len(held)) % DRAWS
    assert all(len(set(held[draw == number])) == 1 for number in range(DRAWS))
    assert 0 < held.sum() < len(held)


def test_states_that_are_alike_count_for_what_they_are_worth() -> None:
    groups = np.repeat(np.arange(50), 4)
    alike = np.repeat(np.arange(50) % 2 == 0, 4)
    assert design_effect(alike, groups) == pytest.approx(4.0, rel=0.02)
    rng = np.random.default_rng(1)
    apart = [design_effect(rng.random(200) < 0.5, groups) for _ in range(50)]
    assert np.mean(apart) < 1.3
    assert design_effect(alike, np.arange(200)) == 1.0
    assert design_effect(np.zeros(200, dtype=bool), groups) == 1.0
    # Four that are alike make one: the interval is that of a quarter of them.
    assert share_interval(40, 80, 4.0) == pytest.approx(share_interval(10, 20))
    worth = Count(80, 60, 200, 100, 4.0)
    assert worth.density == Count(20, 15, 50, 25).density
    assert worth.interval == pytest.approx(Count(20, 15, 50, 25).interval)
    assert worth.chance == pytest.approx(Count(20, 15, 50, 25).chance)


def test_share_intervals_are_those_of_wilson() -> None:
    from scipy.stats import binomtest

    for part, whole in ((0, 9), (9, 9), (3, 40), (500, 1000)):
        ends = binomtest(part, whole).proportion_ci(0.95, method="wilson")
        assert share_interval(part, whole) == pytest.approx((ends.low, ends.high), abs=1e-12)
