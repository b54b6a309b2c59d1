"""Who is treated from when, and the levers in force: in the panel, on disk and on Mesa's agents, as runs had them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import budgetsim
from budgetsim.model.engine.choice import can_compile
from budgetsim.model.timeline import LEVERS
from budgetsim.scenario import Roster, Scenario

CHANGES = [
    {"year": 2, "monitoring_intensity": 0.5, "share": 0.3},
    {"year": 2, "rectification": 0.8, "share": 0.25, "assignment": "risk"},
    {"year": 3, "training": 0.9, "share": 1.0, "assignment": "craft"},
    {"year": 3, "monitoring_intensity": 0.6, "share": 0.5},
    {"year": 5, "staff": 9},
]
YEARS, SEEDS = 5, (3, 8)


@pytest.fixture(scope="module")
def staggered() -> Scenario:
    base = budgetsim.load_scenario("wangcheng_2022").replace(departments=12, burn_in=1, years=YEARS)
    return base.replace(name="staggered", changes=CHANGES)


@pytest.fixture(scope="module")
def panel(staggered: Scenario) -> pd.DataFrame:
    return budgetsim.simulate(staggered, SEEDS, departments=True).departments


def in_force(scenario: Scenario, **options: Any) -> dict[str, np.ndarray[Any, Any]]:
    """Levers that the physics used, (seed, year, department)."""
    shape = (len(SEEDS), YEARS, scenario.district.departments)
    seen = {name: np.empty(shape, dtype=object) for name in LEVERS}

    def watch(chunk: Any, year: int, world: Any) -> None:
        for name in LEVERS:
            value = getattr(world.books.levers, name)
            cells = np.broadcast_to(np.asarray(value), (1, len(chunk.seeds), shape[2]))
            seen[name][list(chunk.seeds), year - 1] = cells[0]

    budgetsim.simulate(scenario, SEEDS, observer=watch, engine="numpy", **options)
    return seen


def test_levers_of_the_panel_are_those_of_the_run(staggered: Scenario, panel: pd.DataFrame) -> None:
    for name, cells in in_force(staggered).items():
        assert panel[name].tolist() == cells.ravel().tolist(), name


def test_departments_are_treated_from_the_first_change_that_reaches_them(panel: pd.DataFrame) -> None:
    assert set(panel["cohort"]) == {
        2,
        3,
        5,
    }  # that of year 5 reaches everybody who is left
    assert (panel["treated"] == (panel["year"] >= panel["cohort"])).all()
    assert (panel["since"] == panel["year"] - panel["cohort"]).all()
    before = panel[panel["year"] == 1]
    assert set(before["treated"]) == {0}
    raised = panel[(panel["year"] == 2) & (panel["monitoring_intensity"] == 0.5)]
    assert len(raised) == round(0.3 * 12) * len(SEEDS)
    assert set(raised["cohort"]) == {2}


def test_who_is_never_treated_has_no_years_since(staggered: Scenario) -> None:
    scenario = staggered.replace(changes=CHANGES[:1])
    panel = budgetsim.simulate(scenario, SEEDS, departments=True).departments
    never = panel[panel["cohort"] == 0]
    assert len(never) == 8 * YEARS * len(SEEDS)
    assert never["since"].isna().all()
    assert set(never["treated"]) == {0}
    assert panel["cohort"].dtype == np.int64


def test_what_comes_after_the_last_year_treats_nobody(staggered: Scenario, panel: pd.DataFrame) -> None:
    with pytest.warns(budgetsim.ScenarioWarning):
        short = budgetsim.simulate(staggered, SEEDS, 3, departments=True).departments
    long = panel[panel["year"] <= 3]
    assert short["cohort"].tolist() == long["cohort"].replace(5, 0).tolist()
    assert short["treated"].tolist() == long["treated"].tolist()


@pytest.mark.parametrize("engine", ["numpy", *(["compiled"] if can_compile() else [])])
def test_what_a_rule_sets_is_in_the_panel(staggered: Scenario, engine: str) -> None:
    def rule(view: Any) -> dict[str, Any]:
        return {
            "monitoring_intensity": 0.1 * view.year,
            "budget_rule": "grades" if view.year > 1 else "linear",
        }

    panel = budgetsim.simulate(
        staggered, SEEDS, departments=True, policy_rule=rule, engine=engine
    ).departments
    for name, cells in in_force(staggered, policy_rule=rule).items():
        assert panel[name].tolist() == cells.ravel().tolist(), name
    assert set(panel[panel["year"] == 3]["budget_rule"]) == {"grades"}


def test_panel_on_disk_is_that_in_memory(staggered: Scenario, tmp_path: Path) -> None:
    names = [f"department {number}" for number in range(12)]
    roster = Roster(tuple(names), ("craft", "coping") * 6, (1.0,) * 12, (1.0,) * 12)
    own = Scenario.from_dict({**staggered.to_dict(), "name": "own", "roster": vars(roster)})
    result = budgetsim.simulate([staggered, own], SEEDS, departments=True)
    stored = budgetsim.load_study(result.save(tmp_path / "kept")).departments
    pd.testing.assert_frame_equal(stored, result.departments, check_dtype=True)


def test_agents_know_whether_they_are_treated(staggered: Scenario, panel: pd.DataFrame) -> None:
    model = budgetsim.BudgetModel(staggered, seed=SEEDS[0], collect_departments=True)
    for year in range(1, YEARS + 1):
        model.run_years(1)
        rows = panel[(panel["seed"] == SEEDS[0]) & (panel["year"] == year)].set_index("department")
        for agent in model.departments:
            row = rows.loc[agent.row]
            assert (agent.treated, agent.cohort, agent.since) == (row["treated"], row["cohort"], row["since"])
            assert agent.levers == row[list(LEVERS)].to_dict()
    collected = model.datacollector.get_agent_vars_dataframe()
    assert collected["treated"].sum() == 12 * panel[panel["seed"] == SEEDS[0]]["treated"].sum()
