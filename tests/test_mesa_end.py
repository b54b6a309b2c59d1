"""Where a run of the Mesa model ends, what Mesa's batch runner collects of it, and what seeds it takes."""

from __future__ import annotations

import copy
import random
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest
from mesa_batches import RUNNER, SEEDS_APART, batch

from budgetsim import BudgetModel, Scenario, simulate

THREE = Scenario(name="three").replace(departments=4, burn_in=1, years=3)
SHOWN = ["public_value", "active_waste", "net_social_value"]


def expected(seed: int) -> pd.DataFrame:
    return simulate(THREE, [seed]).outcomes.set_index("year")[SHOWN]


def by_year(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows by the year that they belong to; a runner may give the final state once more."""
    return pd.DataFrame(rows).drop_duplicates("year", keep="last").set_index("year")


# Where a run ends ---------------------------------------------------------------------------------------------------


def test_run_ends_with_the_last_year_of_the_scenario() -> None:
    model = BudgetModel(THREE, seed=1)
    running = []
    for _ in range(36):
        running.append(model.running)
        model.step()
    assert all(running)
    assert not model.running


def test_run_model_returns() -> None:
    model = BudgetModel(THREE, seed=1)
    model.run_model()
    assert (model.year, model.month, len(model.outcomes)) == (3, 12, 3)
    model.run_model()
    assert (model.year, model.month) == (3, 12)


def test_run_model_returns_from_the_middle_of_a_year() -> None:
    model = BudgetModel(THREE, seed=1)
    for _ in range(17):
        model.step()
    model.run_model()
    assert (model.year, model.month) == (3, 12)


def test_end_is_that_of_the_years_given() -> None:
    model = BudgetModel(THREE, seed=1, years=1)
    model.run_model()
    assert (model.year, model.month) == (1, 12)


def test_years_after_the_end_go_on() -> None:
    model, longer = BudgetModel(THREE, seed=1), BudgetModel(THREE.replace(years=5), seed=1)
    model.run_model()
    model.run_years(2)
    longer.run_model()
    assert not model.running
    pd.testing.assert_frame_equal(model.outcomes, longer.outcomes, check_exact=True)


def test_copy_of_an_ended_model_has_ended() -> None:
    model = BudgetModel(THREE, seed=1)
    model.run_model()
    assert not copy.deepcopy(model).running


@pytest.mark.skipif(not hasattr(mesa.Model, "run_for"), reason="this Mesa has no clock of its own")
def test_mesas_clock_counts_months() -> None:
    model = BudgetModel(THREE, rng=4)
    model.run_for(12)
    assert (model.year, model.month, model.running) == (1, 12, True)
    model.run_until(36)
    assert (model.year, model.month, model.running) == (3, 12, False)
    pd.testing.assert_frame_equal(model.outcomes.set_index("year")[SHOWN], expected(4), check_exact=True)


# What is collected --------------------------------------------------------------------------------------------------


def test_batch_ends_with_the_scenario_and_has_its_last_year() -> None:
    rows = batch({"scenario": THREE}, [4, 9])
    assert [(row["year"], row["month"]) for row in rows] == [(3, 12), (3, 12)]
    assert [row["public_value"] for row in rows] == [expected(seed).loc[3, "public_value"] for seed in (4, 9)]


def test_batch_with_a_yearly_period_gives_yearly_outcomes() -> None:
    rows = batch({"scenario": THREE}, [4], period=12)
    got = by_year(rows)
    assert got.index.tolist() == [1, 2, 3]
    pd.testing.assert_frame_equal(got[SHOWN], expected(4), check_exact=True)
    assert rows[-1]["month"] == 12
    # Mesa 3.3 looks at the first month of every period, and at the final state besides.
    assert [row["month"] for row in rows] == (
        [12, 12, 12] if RUNNER is None or SEEDS_APART else [1, 1, 1, 12]
    )


@pytest.mark.parametrize("period", [1, 5, 12])
def test_no_row_has_the_outcomes_of_another_year(period: int) -> None:
    rows = pd.DataFrame(batch({"scenario": THREE}, [4], period=period)).set_index("year")
    pd.testing.assert_frame_equal(rows[SHOWN], expected(4).loc[rows.index], check_exact=True)


def test_open_year_has_no_outcomes_but_the_newest_row_has_the_last_ones() -> None:
    model = BudgetModel(THREE, seed=4)
    for _ in range(15):
        model.step()
    got = model.datacollector.get_model_vars_dataframe()["public_value"]
    first = expected(4).loc[1, "public_value"]
    assert got[:12].tolist() == [first] * 12
    assert got[12:14].isna().all()
    assert got.iloc[14] == first


def test_batch_cut_within_a_year_has_the_years_before_it() -> None:
    rows = pd.DataFrame(batch({"scenario": THREE}, [4], period=12, max_steps=30))
    closed = rows[rows["year"] < 3].drop_duplicates("year", keep="last").set_index("year")
    pd.testing.assert_frame_equal(closed[SHOWN], expected(4).loc[[1, 2]], check_exact=True)


def test_departments_of_a_batch_stand_beside_their_months() -> None:
    rows = pd.DataFrame(batch({"scenario": THREE, "collect_departments": True}, [4], period=12))
    spent = rows.groupby("month")["spent"].mean()
    assert spent[12] > 0.5
    if 1 in spent:
        assert spent[1] < 0.2


@pytest.mark.slow
@pytest.mark.skipif(RUNNER is None, reason="Mesa 4 has no batch runner")
def test_batch_does_not_depend_on_processes() -> None:
    one, two = (
        pd.DataFrame(batch({"scenario": THREE}, [4, 9, 2], number_processes=count))
        .set_index("RunId")
        .sort_index()
        for count in (1, 2)
    )
    pd.testing.assert_frame_equal(one[SHOWN], two[SHOWN], check_exact=True)


# Seeds --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["seed", "rng"])
@pytest.mark.parametrize("seed", [0, 7, np.int64(7), np.uint8(7), 2**63 - 1])
def test_whole_numbers_are_seeds(name: str, seed: object) -> None:
    assert BudgetModel(THREE, **{name: seed}).seed == seed


def test_numpy_seed_gives_the_numbers_of_a_plain_one() -> None:
    models = [BudgetModel(THREE, rng=seed) for seed in (7, np.int64(7))]
    for model in models:
        model.run_model()
    pd.testing.assert_frame_equal(*(model.outcomes for model in models), check_exact=True)


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        (np.random.default_rng(1), "int(generator.integers(2**32))"),
        (np.random.RandomState(1), "int(state.randint(2**31))"),
        (np.random.PCG64(1), "np.random.Generator(bits)"),
        (np.random.SeedSequence(1), "generate_state(1)"),
        (random.Random(1), "getrandbits(32)"),
        ([1, 2], "simulate(scenario, seeds)"),
        (np.array([1]), "simulate(scenario, seeds)"),
        (3.0, "=3"),
        (np.float64(3.0), "=3"),
        (1.5, "whole number"),
        (float("nan"), "whole number"),
        (True, "whole number"),
        (np.True_, "whole number"),
        (-1, "whole number"),
        (2**63, "9223372036854775807"),
        ("4", "whole number"),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("name", ["seed", "rng"])
def test_what_is_no_seed_is_refused(name: str, given: object, advice: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}=") as caught:
        BudgetModel(THREE, **{name: given})
    assert advice in str(caught.value)


def test_seed_and_rng_together_are_refused() -> None:
    with pytest.raises(ValueError, match="give one of them"):
        BudgetModel(THREE, seed=1, rng=1)


def test_batch_that_shares_a_generator_is_refused() -> None:
    # Otherwise each run would get a seed in the order of runs, and under two processes all of them the same.
    with pytest.raises(ValueError, match="draw one for each run"):
        batch({"scenario": THREE, "monitoring_intensity": [0.1, 0.2]}, [np.random.default_rng(1)])
