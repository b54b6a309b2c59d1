"""Decision rules by share, and user code in place of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from strategies import scenarios

from budgetsim import Decision, DecisionError, Scenario, rational, simulate
from budgetsim.model.department.decisions import ACTIONS, remember
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.run import Run
from budgetsim.model.state import DepartmentState, Year
from budgetsim.model.world import World

BASE = Scenario().replace(departments=20, years=4, burn_in=0)


def lived(scenario: Scenario, seeds: int = 3) -> Iterator[tuple[World, Year]]:
    run = Run(scenario, range(seeds))
    for books in run.recorded_years():
        yield run.world, books


def actions(books: Year) -> dict[str, np.ndarray]:
    return {name: getattr(books.decision, name).copy() for name in ACTIONS}


def differing(first: Year, second: Year) -> np.ndarray:
    return np.any([getattr(first.decision, a) != getattr(second.decision, a) for a in ACTIONS], axis=0)


@pytest.mark.parametrize("rule", ["adaptive_share", "satisficing_share"])
def test_rule_applies_to_the_departments_of_its_share_only(rule: str) -> None:
    plain = [(world.shocks.traits.rule.copy(), books) for world, books in lived(BASE.replace(years=2))]
    mixed = [books for _, books in lived(BASE.replace(years=2, **{rule: 0.4}))]
    # The second year is the first in which the rules part; nobody's view has changed before it.
    traits, rational_year = plain[1]
    selected = traits < 0.4
    assert 0 < selected.sum() < selected.size
    assert not differing(plain[0][1], mixed[0]).any()
    got = differing(rational_year, mixed[1])
    assert not (got & ~selected).any()
    assert (got & selected).sum() > 0.5 * selected.sum()


def test_rules_share_out_departments_by_cumulative_shares() -> None:
    world, _ = next(lived(BASE.replace(adaptive_share=0.3, satisficing_share=0.5)))
    adaptive, satisficing = world.rule
    trait = world.shocks.traits.rule
    np.testing.assert_array_equal(np.broadcast_to(adaptive, trait.shape), trait < 0.3)
    np.testing.assert_array_equal(satisficing, (trait >= 0.3) & (trait < 0.8))


def test_adaptive_without_a_step_keeps_what_it_did_first() -> None:
    years = [actions(books) for _, books in lived(BASE.replace(adaptive_share=1.0, search_step=0.0))]
    for year in years[1:]:
        for name in ACTIONS:
            np.testing.assert_array_equal(year[name], years[0][name], err_msg=name)


def test_adaptive_begins_at_the_best_reply_and_stays_within_bounds() -> None:
    searching = BASE.replace(adaptive_share=1.0, search_step=1.0)
    years = [books for _, books in lived(searching)]
    assert not differing(years[0], next(lived(BASE))[1]).any()
    for books in years:
        d = books.decision
        assert d.diversion.min() >= 0.0
        assert d.diversion.max() <= 0.6
        assert d.manipulation.max() <= 0.5
        assert np.abs(d.sandbagging).max() <= 0.4
        assert d.effort_output.min() >= 0.0


@pytest.mark.parametrize("memory", [1.0, 4.0])
def test_remember_keeps_what_paid_more_and_forgets_over_the_years(memory: float) -> None:
    def decision(value: float) -> Decision[np.ndarray]:
        return Decision(*(np.full((1, 1, 2), value) for _ in ACTIONS))

    needed = [f.name for f in fields(DepartmentState) if f.default is MISSING]
    state: Any = DepartmentState(**{name: np.zeros((1, 1, 2)) for name in needed})
    remember(state, decision(0.1), np.array([[[1.0, 1.0]]]), np.float64(memory))
    remember(state, decision(0.2), np.array([[[2.0, 0.5]]]), np.float64(memory))
    np.testing.assert_array_equal(state.incumbent.effort_output[0, 0], [0.2, 0.1])
    np.testing.assert_allclose(state.remembered_payoff[0, 0], [2.0, 1.0 - 0.5 / memory])
    np.testing.assert_array_equal(state.habits.effort_output[0, 0], [0.2, 0.2])


def test_content_satisficers_keep_their_actions() -> None:
    years = [actions(books) for _, books in lived(BASE.replace(satisficing_share=1.0, aspiration=0.0))]
    for year in years[1:]:
        for name in ACTIONS:
            np.testing.assert_array_equal(year[name], years[0][name], err_msg=name)


def test_discontent_satisficers_with_a_full_step_are_rational() -> None:
    eager = BASE.replace(satisficing_share=1.0, aspiration=5.0, satisficing_step=1.0)
    for (_, got), (_, expected) in zip(lived(eager), lived(BASE), strict=True):
        for name in ACTIONS:
            np.testing.assert_allclose(
                getattr(got.decision, name), getattr(expected.decision, name), atol=1e-12
            )


def test_satisficing_departments_move_only_below_their_aspiration() -> None:
    scenario = BASE.replace(satisficing_share=1.0, aspiration=0.98)
    before: dict[str, np.ndarray] | None = None
    content: np.ndarray | None = None
    moved = kept = 0
    for world, books in lived(scenario):
        now = actions(books)
        if before is not None and content is not None:
            same = np.all([now[name] == before[name] for name in ACTIONS], axis=0)
            assert same[content].all()
            kept, moved = kept + int(content.sum()), moved + int((~same).sum())
        before = now
        state = world.state
        content = 0.625 * state.attainment_output + 0.375 * state.attainment_benefit >= 0.98
    assert kept > 0
    assert moved > 0


@hypothesis_settings(max_examples=25)
@given(scenarios())
def test_behaviour_returning_the_best_reply_changes_nothing(scenario: Scenario) -> None:
    plain = scenario.replace(adaptive_share=0.0, satisficing_share=0.0)
    got, expected = (simulate(plain, 2, departments=True, behaviour=rule) for rule in (rational, None))
    pd.testing.assert_frame_equal(got.outcomes, expected.outcomes, check_exact=True)
    pd.testing.assert_frame_equal(got.departments, expected.departments, check_exact=True)


def test_behaviour_may_return_numbers_for_all() -> None:
    def calm(_: object) -> Decision[Any]:
        return Decision(0.2, 0.1, 0.0, 0.0, 0.0, 0.1)

    panel = simulate(BASE, 1, departments=True, behaviour=calm).departments
    assert (panel["effort_output"] == 0.2).all()
    assert (panel["concealment"] == 0.0).all()


def behaving(**moved: Any) -> Any:
    def behave(view: DepartmentView[Any]) -> Decision[Any]:
        return replace(rational(view), **moved)

    return behave


@pytest.mark.parametrize(
    ("moved", "message"),
    [
        ({"effort_output": -0.1}, r"effort_output: -0\.1 for department 0; allowed 0 to inf"),
        ({"effort_benefit": np.nan}, r"effort_benefit: nan for department 0"),
        ({"effort_output": np.inf}, r"effort_output: inf"),
        ({"manipulation": 0.7}, r"manipulation: 0\.7 for department 0; allowed 0 to 0\.5"),
        ({"diversion": 0.61}, r"diversion: 0\.61 .* allowed 0 to 0\.6"),
        ({"concealment": 0.31}, r"concealment: 0\.31 .* allowed 0 to 0\.3"),
        ({"sandbagging": -0.41}, r"sandbagging: -0\.41 .* allowed -0\.4 to 0\.4"),
        ({"hoarding": 0.95}, r"hoarding: 0\.95 .* allowed 0 to 0\.9"),
        ({"diversion": np.zeros(7)}, r"diversion: .*"),
        ({"diversion": "much"}, r"diversion: .*"),
        ({"diversion": None}, r"diversion: .*"),
    ],
)  # fmt: skip
def test_inadmissible_behaviour_is_refused_with_every_fault(moved: dict[str, Any], message: str) -> None:
    with pytest.raises(DecisionError, match=message):
        simulate(BASE, 1, years=1, behaviour=behaving(**moved))


def test_behaviour_is_told_which_department() -> None:
    where = np.zeros((1, 1, 20))
    where[0, 0, 13] = -1.0
    with pytest.raises(DecisionError, match="for department 13"):
        simulate(BASE, 1, years=1, behaviour=behaving(effort_output=where))


def test_behaviour_is_told_every_fault_at_once() -> None:
    with pytest.raises(DecisionError, match=r"effort_output: .*; manipulation: "):
        simulate(BASE, 1, years=1, behaviour=behaving(effort_output=-1.0, manipulation=9.0))


@pytest.mark.parametrize("wrong", [None, 0.3, {"effort_output": 0.3}, (0.1,) * 7])
def test_behaviour_returning_no_decision_is_refused_by_name(wrong: object) -> None:
    with pytest.raises(
        DecisionError, match=f"behaviour returned {type(wrong).__name__}; it must return a Decision"
    ):
        simulate(BASE, 1, years=1, behaviour=lambda _: wrong)
