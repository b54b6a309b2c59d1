"""One physics, two faces: the batch and the Mesa model give the same bits, whatever runs beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from strategies import scenarios

from budgetsim import BudgetModel, Scenario, load_scenario, simulate
from budgetsim.model import simulation
from budgetsim.scenario import scenario_names

# Parameters are moved whatever else holds; that some move nothing is told thousands of times.
pytestmark = pytest.mark.filterwarnings("ignore::budgetsim.ScenarioWarning")

SEEDS = (3, 11, 2**40)


def of(outcomes: pd.DataFrame, name: str, seed: int) -> pd.DataFrame:
    return outcomes[(outcomes["scenario"] == name) & (outcomes["seed"] == seed)].reset_index(drop=True)


@hypothesis_settings(max_examples=30)
@given(st.data())
def test_mesa_model_equals_its_row_in_a_batch(data: st.DataObject) -> None:
    together = [data.draw(scenarios(f"s{number}")) for number in range(3)]
    outcomes = simulate(together, SEEDS).outcomes
    for scenario in together:
        model = BudgetModel(scenario, seed=SEEDS[1])
        model.run_years(3)
        pd.testing.assert_frame_equal(model.outcomes, of(outcomes, scenario.name, SEEDS[1]), check_exact=True)


@hypothesis_settings(max_examples=25)
@given(st.data())
def test_batch_does_not_depend_on_company_or_order(data: st.DataObject) -> None:
    first, second = data.draw(scenarios("first")), data.draw(scenarios("second"))
    both = simulate([first, second], SEEDS, departments=True)
    alone = simulate([second], [SEEDS[2], SEEDS[0]], departments=True)
    for seed in (SEEDS[0], SEEDS[2]):
        pd.testing.assert_frame_equal(
            of(both.outcomes, "second", seed), of(alone.outcomes, "second", seed), check_exact=True
        )
        pd.testing.assert_frame_equal(
            of(both.departments, "second", seed), of(alone.departments, "second", seed), check_exact=True
        )


@pytest.mark.parametrize("elements", [60, 200, 1000, 10**6])
def test_batch_does_not_depend_on_chunk_size(monkeypatch: pytest.MonkeyPatch, elements: int) -> None:
    points = [load_scenario("wangcheng_2022").replace(name=f"p{n}", result_use=n / 5) for n in range(6)]
    expected = simulate(points, 7, years=2).outcomes
    monkeypatch.setattr(simulation, "CHUNK_ELEMENTS", elements)
    pd.testing.assert_frame_equal(simulate(points, 7, years=2).outcomes, expected, check_exact=True)


def test_batch_without_kept_draws_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [Scenario(name=f"p{n}").replace(result_use=n / 400) for n in range(300)]
    expected = simulate(points, 2, years=1).outcomes
    monkeypatch.setattr(simulation, "KEPT_DRAWS", 0)
    pd.testing.assert_frame_equal(simulate(points, 2, years=1).outcomes, expected, check_exact=True)


@pytest.mark.parametrize("name", scenario_names())
def test_reference_scenarios_are_equal_in_both_faces(name: str) -> None:
    model = BudgetModel(name, seed=5)
    model.run_years(10)
    pd.testing.assert_frame_equal(model.outcomes, simulate(name, [5]).outcomes, check_exact=True)


def test_longer_horizon_begins_like_a_shorter_one() -> None:
    short, long = (simulate("wangcheng_2022", 2, years=years).outcomes for years in (2, 5))
    pd.testing.assert_frame_equal(
        long[long["year"] <= 2].reset_index(drop=True), short.reset_index(drop=True), check_exact=True
    )


def test_policies_meet_the_same_world() -> None:
    base = load_scenario("wangcheng_2022")
    got = simulate([base, base.replace(name="other", result_use=0.9)], 3, departments=True).departments
    pairs = got.pivot_table(index=["seed", "year", "department"], columns="scenario", values="allocation")
    first_year = pairs.loc[(slice(None), 1), :]
    kinds = got.groupby(["seed", "department"])["archetype"].nunique()
    assert kinds.max() == 1
    # Burn-in is under each scenario's own first policy, so only traits are common, not budgets.
    assert not first_year["other"].equals(first_year["wangcheng_2022"])


def test_years_before_a_reform_are_untouched_by_it() -> None:
    outcomes = simulate(["wangcheng_2022", "reform_package"], 4).outcomes.drop(columns="scenario")
    half = len(outcomes) // 2
    quo, reform = outcomes.iloc[:half].reset_index(drop=True), outcomes.iloc[half:].reset_index(drop=True)
    before = quo["year"] < 3
    pd.testing.assert_frame_equal(quo[before], reform[before], check_exact=True)
    assert (quo.loc[~before, "public_value"] != reform.loc[~before, "public_value"]).all()


def test_lever_set_to_what_it_was_changes_nothing() -> None:
    base = load_scenario("wangcheng_2022")
    same = base.replace(name="same", monitoring_intensity=base.policy.monitoring_intensity)
    got = simulate([base, same], 3).outcomes
    half = len(got) // 2
    np.testing.assert_array_equal(got.iloc[:half, 2:].to_numpy(), got.iloc[half:, 2:].to_numpy())
