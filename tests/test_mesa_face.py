"""The model as a Mesa user meets it."""

from __future__ import annotations

import copy
import gc
import pickle
import warnings
import weakref
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from mesa_batches import batch

from budgetsim import (
    BudgetModel,
    DecisionError,
    DepartmentAgent,
    DepartmentView,
    Scenario,
    ScenarioError,
    simulate,
)
from budgetsim.model.state import Decision

SMALL = Scenario(name="small").replace(departments=6, burn_in=1)


class Honest(DepartmentAgent):
    """Neither diverts nor manipulates, whatever the model plans."""

    def decide(self, view: DepartmentView[float]) -> Decision[float]:
        planned = super().decide(view)
        return Decision(
            planned.effort_output, planned.effort_benefit, 0.0, 0.0, planned.sandbagging, planned.hoarding
        )


class Greedy(DepartmentAgent):
    """Wants more than there is."""

    def decide(self, view: DepartmentView[float]) -> Decision[float]:
        return replace(view.planned, diversion=2.0)


def test_model_has_a_bureau_and_departments() -> None:
    model = BudgetModel(SMALL, seed=1)
    assert len(model.agents) == 7
    assert len(model.departments) == 6
    assert model.bureau in model.agents
    assert {d.archetype for d in model.departments} <= {"production", "procedural", "craft", "coping"}


def test_step_is_a_month() -> None:
    model = BudgetModel(SMALL, seed=1)
    spent = []
    for month in range(1, 13):
        model.step()
        assert (model.year, model.month) == (1, month)
        spent.append(model.departments.agg("spent", np.sum))
    assert (np.diff(spent) > 0.0).all()
    assert len(model.outcomes) == 1


def test_agentset_selects_aggregates_and_sets() -> None:
    model = BudgetModel(SMALL, seed=1)
    model.step()
    big = model.departments.select(lambda d: d.budget > 1.0)
    assert 0 < len(big) < 6
    assert model.departments.agg("budget", np.sum) == pytest.approx(6.0, abs=0.1)
    model.departments.set("culture", 0.75)
    assert model.departments.get("culture") == [0.75] * 6
    assert (model.world.state.culture == 0.75).all()


def test_written_attributes_change_the_future() -> None:
    plain, changed = BudgetModel(SMALL, seed=1), BudgetModel(SMALL, seed=1)
    changed.departments.set("culture", 1.0)
    for model in (plain, changed):
        model.run_years(1)
    assert changed.outcomes["active_waste"][0] < plain.outcomes["active_waste"][0]


def test_budget_written_between_years_is_next_years() -> None:
    model = BudgetModel(SMALL, seed=1)
    model.run_years(1)
    department = next(iter(model.departments))
    department.budget = 3.0
    model.step()
    assert department.budget == pytest.approx(3.0, abs=1e-12)


def test_attributes_are_nan_before_the_first_year() -> None:
    model = BudgetModel(SMALL.replace(burn_in=0), seed=1)
    department = next(iter(model.departments))
    assert np.isnan(department.effort_output)
    assert np.isnan(department.self_score)
    assert department.productivity > 0.0
    with pytest.raises(AttributeError, match="step"):
        department.effort_output = 1.0


def test_datacollector_has_a_row_per_month() -> None:
    model = BudgetModel(SMALL, seed=1)
    model.run_years(2)
    frame = model.datacollector.get_model_vars_dataframe()
    assert len(frame) == 24
    assert frame["net_social_value"].iloc[-1] == model.outcomes["net_social_value"].iloc[-1]
    assert frame["month"].tolist() == [*range(1, 13)] * 2


def test_datacollector_collects_departments_on_request() -> None:
    model = BudgetModel(SMALL, seed=1, collect_departments=True)
    model.step()
    frame = model.datacollector.get_agent_vars_dataframe()
    row = frame.xs(next(iter(model.departments)).unique_id, level="AgentID")
    assert row["budget"].iloc[0] == next(iter(model.departments)).budget


def test_batch_cut_in_the_second_year_knows_the_first() -> None:
    # Mesa 3.3 runs one step more than max_steps; both end in the second year, after the first was closed.
    rows = batch({"scenario": SMALL, "monitoring_intensity": [0.2, 0.6]}, [4], max_steps=14)
    assert [row["monitoring_intensity"] for row in rows] == [0.2, 0.6]
    assert 2.0 * rows[0]["effective_monitoring"] < rows[1]["effective_monitoring"]


def test_batch_with_seeds_gives_the_numbers_of_simulate() -> None:
    rows = batch({"scenario": SMALL}, [4, 9], max_steps=14)
    expected = simulate(SMALL, [4, 9], years=1).outcomes["public_value"]
    assert [row["public_value"] for row in rows] == expected.tolist()


@pytest.mark.parametrize("clone", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
@pytest.mark.parametrize("months", [0, 5, 12])
def test_copies_go_on_alike_and_apart(clone: object, months: int) -> None:
    model = BudgetModel(SMALL.replace(adaptive_share=0.5), seed=1)
    for _ in range(months):
        model.step()
    other = clone(model)  # type: ignore[operator]
    other.departments.set("culture", 0.9)
    twin = clone(model)  # type: ignore[operator]
    for _ in range(24):
        model.step()
        twin.step()
        other.step()
    pd.testing.assert_frame_equal(model.outcomes, twin.outcomes, check_exact=True)
    assert not model.outcomes.equals(other.outcomes)


def test_models_leave_no_memory_behind() -> None:
    alive = []
    for seed in range(500):
        model = BudgetModel(SMALL.replace(burn_in=0), seed=seed)
        model.step()
        alive.append(weakref.ref(model))
    del model
    gc.collect()
    assert sum(reference() is not None for reference in alive) == 0


def test_building_and_running_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        BudgetModel(SMALL, seed=1).run_years(1)


def test_parameters_by_bare_name() -> None:
    model = BudgetModel(SMALL, seed=1, monitoring_intensity=np.float64(0.4), budget_rule="grades")
    assert model.settings.policy.monitoring_intensity == 0.4
    assert model.bureau.policy["budget_rule"] == "grades"


def test_wrong_parameter_is_named() -> None:
    with pytest.raises(ScenarioError, match="monitoring_intensity"):
        BudgetModel(SMALL, seed=1, monitoring_intensty=0.4)


@pytest.mark.parametrize("seed", [-1, 1.5, True])
def test_wrong_seed_is_refused(seed: object) -> None:
    with pytest.raises(ValueError, match="whole number"):
        BudgetModel(SMALL, seed=seed)


def test_seed_is_drawn_and_recorded() -> None:
    model = BudgetModel(SMALL)
    model.run_years(1)
    again = BudgetModel(SMALL, seed=model.seed)
    again.run_years(1)
    pd.testing.assert_frame_equal(model.outcomes, again.outcomes, check_exact=True)


def test_decide_is_asked_for_every_department() -> None:
    model = BudgetModel(SMALL, seed=1, department_class=Honest)
    model.run_years(1)
    assert model.outcomes["active_waste"][0] == 0.0
    assert model.outcomes["manipulation"][0] == 0.0
    plain = BudgetModel(SMALL, seed=1)
    plain.run_years(1)
    assert model.outcomes["public_value"][0] > plain.outcomes["public_value"][0]


def test_decide_that_returns_the_plan_changes_nothing() -> None:
    class Obedient(DepartmentAgent):
        def decide(self, view: DepartmentView[float]) -> Decision[float]:
            assert view.planned is not None
            return view.planned

    model, plain = BudgetModel(SMALL, seed=1, department_class=Obedient), BudgetModel(SMALL, seed=1)
    for one in (model, plain):
        one.run_years(2)
    pd.testing.assert_frame_equal(model.outcomes, plain.outcomes, check_exact=True)


def test_inadmissible_decision_is_named() -> None:
    model = BudgetModel(SMALL.replace(burn_in=0), seed=1, department_class=Greedy)
    with pytest.raises(DecisionError, match=r"diversion: 2 for department 0; allowed 0 to 0.6"):
        model.step()


def test_bureau_sees_key_scores_of_covered_departments_only() -> None:
    model = BudgetModel(SMALL.replace(evaluation_coverage=0.5, staff=20.0), seed=1)
    model.run_years(1)
    view = model.bureau_view
    assert view is not None
    covered = model.world.closed.evaluation.covered[0, 0]
    np.testing.assert_array_equal(np.isnan(view.external_scores), ~covered)
    assert not view.budgets.flags.writeable


def test_policy_rule_sets_next_years_levers_in_both_faces() -> None:
    def rule(view: object) -> dict[str, object]:
        return (
            {"monitoring_intensity": min(1.0, 0.1 * view.year), "budget_rule": "grades"}
            if view.year > 1
            else {}
        )

    model = BudgetModel(SMALL, seed=3, policy_rule=rule)
    model.run_years(4)
    assert model.settings.policy.monitoring_intensity == 0.04
    expected = simulate(SMALL, [1, 3], years=4, policy_rule=rule).outcomes
    expected = expected[expected["seed"] == 3].reset_index(drop=True)
    pd.testing.assert_frame_equal(model.outcomes, expected, check_exact=True)
    assert expected["realised_monitoring"].tolist() == pytest.approx([0.04, 0.04, 0.2, 0.3], abs=1e-12)


@pytest.mark.parametrize(
    ("answer", "message"),
    [({"monitoring": 0.2}, "monitoring_intensity"), ({"staff": -1}, "staff"), ([1], "dict of levers")],
)
def test_policy_rule_errors_are_named(answer: object, message: str) -> None:
    model = BudgetModel(SMALL, seed=3, policy_rule=lambda _view: answer)
    with pytest.raises(ScenarioError, match=message):
        model.run_years(1)
