"""Monthly spending and work by task: exactly what the yearly outcomes are made of, and the Mesa model lives through."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import budgetsim
from budgetsim import simulate
from budgetsim.model import simulation
from budgetsim.model.ledger import Ledger
from budgetsim.scenario import Scenario

YEARS, SEEDS, DEPARTMENTS = 3, (4, 0, 7), 12
RUN = ["scenario", "seed", "year"]


def scenarios() -> list[Scenario]:
    base = Scenario(name="base").replace(**{"district.departments": DEPARTMENTS, "protocol.burn_in": 1})
    return [base, base.replace(name="reform", staff=9.0, monitoring_intensity=0.3, rectification=0.9)]


@pytest.fixture(scope="module")
def kept() -> tuple[budgetsim.Result, Ledger]:
    ledger = Ledger()
    return simulate(scenarios(), SEEDS, YEARS, departments=True, observer=ledger), ledger


def test_observer_changes_no_number(kept: tuple[budgetsim.Result, Ledger]) -> None:
    pd.testing.assert_frame_equal(kept[0].outcomes, simulate(scenarios(), SEEDS, YEARS).outcomes)


def test_rows_are_in_the_order_of_the_result(kept: tuple[budgetsim.Result, Ledger]) -> None:
    result, ledger = kept
    runs = result.outcomes[RUN]
    for table, times in ((ledger.months(result), 12), (ledger.work(result), None)):
        assert list(table.drop_duplicates(RUN)[RUN].itertuples(index=False)) == list(
            runs.itertuples(index=False)
        )
        counts = table.groupby(RUN).size()
        assert (counts == counts.iloc[0]).all()
        assert times is None or counts.iloc[0] == times


def test_months_add_up_to_the_year(kept: tuple[budgetsim.Result, Ledger]) -> None:
    result, ledger = kept
    months = ledger.months(result)
    by_year = months.groupby(RUN, sort=False)
    panel = result.departments.groupby(RUN, sort=False)[["spent", "checks"]].mean()
    assert by_year["spent"].sum().to_numpy() == pytest.approx(panel["spent"].to_numpy())
    assert by_year["checks"].sum().to_numpy() == pytest.approx(panel["checks"].to_numpy())
    assert (months["spent"] > 0.0).all()
    december = months[months["month"] == 12]["spent"].to_numpy() / by_year["spent"].sum().to_numpy()
    assert december == pytest.approx(result.outcomes["december_share"].to_numpy())


def test_tasks_add_up_to_the_workload(kept: tuple[budgetsim.Result, Ledger]) -> None:
    result, ledger = kept
    by_year = (
        ledger.work(result).groupby(RUN, sort=False).agg(days=("days", "sum"), capacity=("capacity", "first"))
    )
    expected = result.outcomes["workload_ratio"].to_numpy()
    assert (by_year["days"] / by_year["capacity"]).to_numpy() == pytest.approx(expected)
    assert by_year.loc["reform", "capacity"].min() == pytest.approx(
        3.0 * by_year.loc["base", "capacity"].min()
    )


def test_months_are_those_of_the_mesa_model(kept: tuple[budgetsim.Result, Ledger]) -> None:
    result, ledger = kept
    months = ledger.months(result).query("scenario == 'reform' and seed == 4")
    model = budgetsim.BudgetModel(scenarios()[1], seed=4)
    spent = []
    for _ in range(12 * YEARS):
        model.step()
        spent.append(np.mean([agent.spent for agent in model.departments]))
    reached = months.groupby("year")["spent"].cumsum().to_numpy()
    assert reached == pytest.approx(spent, abs=1e-12)


def test_several_chunks_and_policy_rules_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, ledger = Ledger(), Ledger()
    one = simulate(scenarios(), SEEDS, YEARS, observer=whole)
    monkeypatch.setattr(simulation, "CHUNK_ELEMENTS", DEPARTMENTS)
    cut = simulate(scenarios(), SEEDS, YEARS, observer=ledger)
    pd.testing.assert_frame_equal(ledger.months(cut), whole.months(one))
    pd.testing.assert_frame_equal(ledger.work(cut), whole.work(one))

    def staff(observed: Any) -> dict[str, Any]:
        return {"staff": 5.0 + observed.year}

    ruled = Ledger()
    result = simulate(scenarios()[:1], SEEDS, YEARS, policy_rule=staff, observer=ruled)
    capacity = ruled.work(result).groupby("year")["capacity"].first()
    assert capacity[3] / capacity[2] == pytest.approx(7.0 / 6.0)
