"""The year-end: money held back as a reserve, late demand that it meets, projects of uneven quality that are rushed."""

from __future__ import annotations

import numpy as np
import pytest
from deviations import deviations
from hypothesis import given
from hypothesis import strategies as st
from limits import off

from budgetsim import Scenario, load_scenario, simulate
from budgetsim.declarations import Department, Policy
from budgetsim.model import months
from budgetsim.model.mechanisms import execution
from budgetsim.model.run import Run, optional_draws

UNIT = st.floats(0.0, 1.0)
NEEDY = {"late_demand_spread": 0.3, "late_demand_value": 2.0}
LARGEST_GAIN = 0.002
LAWS = ("precaution", "procrastination", "patience")


def chance(late: float = 2.0, left: float = 0.5, price: float = 0.0, worth: float = 0.2) -> float:
    return float(execution.critical_chance(*map(np.float64, (late, left, price, worth))))


# Late demand and the reserve ----------------------------------------------------------------------------------------


def test_late_demand_is_exponential() -> None:
    drawn = execution.late_demand(np.float64(0.3), np.random.default_rng(1).random(400_000))
    assert drawn.min() >= 0.0
    # Four standard errors; mean and standard deviation of an exponential are the same.
    assert drawn.mean() == pytest.approx(0.3, rel=4 / 400_000**0.5)
    assert drawn.std() == pytest.approx(0.3, rel=4 * 2.83 / 400_000**0.5)


@pytest.mark.parametrize(("late", "left", "price"), [(2.0, 0.5, 0.0), (3.0, 0.7, 0.05), (1.4, 0.2, 0.01)])
def test_reserve_is_worth_most_where_the_newsvendor_says(late: float, left: float, price: float) -> None:
    """Expected worth of each reserve by simulation, and none worth more than the closed form's."""
    demand, worth = np.random.default_rng(2).exponential(0.3, 400_000), 0.2
    best = float(execution.best_reserve(np.float64(0.3), np.float64(chance(late, left, price, worth))))
    tried = np.linspace(0.0, 0.9, 181)
    gained = [
        late * np.minimum(h, demand).mean()
        + left * np.maximum(h - demand, 0.0).mean()
        - h
        - price / worth * h
        for h in tried
    ]
    assert tried[int(np.argmax(gained))] == pytest.approx(best, abs=0.01)


def test_critical_chance_by_hand() -> None:
    # (2 − 1 − .02/.2) / (2 − .5)
    assert chance(price=0.02) == pytest.approx(0.6)
    assert chance(left=1.0) == pytest.approx(1.0, abs=1e-8)
    assert chance(late=1.0) == 0.0
    assert chance(price=0.2) == 0.0
    assert chance(worth=0.0) == 0.0


@given(st.floats(1.0, 10.0), UNIT, st.floats(0.0, 0.3), st.floats(0.0, 1.0))
def test_reserve_rises_with_what_it_is_worth_and_falls_with_its_price(
    late: float, left: float, price: float, worth: float
) -> None:
    base = chance(late, left, price, worth)
    assert 0.0 <= base < 1.0
    assert chance(late + 0.1, left, price, worth) >= base - 1e-12
    assert chance(late, min(left + 0.1, 1.0), price, worth) >= base
    assert chance(late, left, price + 0.01, worth) <= base
    assert chance(late, left, price, worth + 0.1) >= base


@pytest.mark.parametrize(
    ("levers", "expected"),
    [
        ({}, 0.0),
        ({"progress_pressure": 1.0}, 0.02),
        ({"mid_year_reallocation": 1.0}, 0.005),
    ],
)
def test_price_of_reserve_by_hand(levers: dict[str, float], expected: float) -> None:
    quiet = {"progress_pressure": 0.0, "mid_year_reallocation": 0.0} | levers
    p = Department(hoarding_monitoring=0.03, hoarding_reallocation=0.01, hoarding_pressure=0.02)
    price = execution.price_of_reserve(Policy(**quiet), np.float64(0.0), np.float64(0.5), p)
    assert float(price) == pytest.approx(expected)
    watched = execution.price_of_reserve(Policy(**quiet), np.float64(0.5), np.float64(0.5), p)
    assert float(watched) == pytest.approx(expected + 0.015)


@given(UNIT, st.floats(0.1, 3.0), UNIT, st.integers(1, 12))
def test_late_spending_takes_only_what_is_behind_schedule(
    demand: float, budget: float, done: float, month: int
) -> None:
    spent = budget * done
    amount = float(execution.late_spending(np.float64(demand), np.float64(budget), np.float64(spent), month))
    assert 0.0 <= amount <= demand * budget / 12.0 + 1e-15
    assert amount <= max(budget * month / 12.0 - spent, 0.0) + 1e-15


# What is rushed -----------------------------------------------------------------------------------------------------


@given(UNIT, st.floats(0.01, 1.0), st.floats(0.0, 1.2))
def test_rushed_projects_are_those_worth_more_than_waiting(
    centre: float, spread: float, waiting: float
) -> None:
    lowest, highest = execution.qualities(np.float64(centre), np.float64(spread))
    assert 0.0 <= lowest <= highest <= 1.0
    share = float(execution.rushed_share(lowest, highest, np.float64(waiting)))
    quality = float(execution.rushed_quality(lowest, highest, np.float64(waiting)))
    drawn = np.linspace(lowest, highest, 200_001)
    better = drawn > waiting
    assert share == pytest.approx(better.mean(), abs=2e-4)
    if better.any():
        assert quality == pytest.approx(drawn[better].mean(), abs=1e-4)


def test_rush_by_hand() -> None:
    lowest, highest = execution.qualities(np.float64(0.5), np.float64(0.4))
    # δ y_c = .9 · .2 = .18: the tenth of the projects below it waits.
    waiting = execution.worth_of_waiting(np.float64(0.2), np.float64(0.9))
    assert float(execution.rushed_share(lowest, highest, waiting)) == pytest.approx(0.9)
    assert float(execution.rushed_quality(lowest, highest, waiting)) == pytest.approx(0.54)
    worth = execution.worth_of_rest(np.float64(0.9), np.float64(0.54), waiting, np.float64(0.3))
    assert float(worth) == pytest.approx(0.9 * 0.54 + 0.1 * (0.18 - 0.3))


def test_rush_of_projects_that_are_all_alike_is_all_or_nothing() -> None:
    same = np.float64(0.5)
    assert float(execution.rushed_share(same, same, np.float64(0.4))) == 1.0
    assert float(execution.rushed_share(same, same, np.float64(0.6))) == 0.0
    assert float(execution.rushed_quality(same, same, np.float64(0.4))) == 0.5


# Years --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("demand", [0.0, 0.1, 0.6])
def test_year_with_a_reserve_by_hand(monkeypatch: pytest.MonkeyPatch, demand: float) -> None:
    """A third of each instalment held back, needs of X a year: a twelfth of the smaller of both is met each month."""
    monkeypatch.setattr(execution, "late_demand", lambda spread, draw: demand + 0.0 * spread * draw)
    monkeypatch.setattr(execution, "best_reserve", lambda spread, chance: 0.3 + 0.0 * spread * chance)
    world = off(spending_noise=0.0, departments=4, rush_quality_spread=0.0, **NEEDY)
    got = simulate(world, 1, departments=True).departments
    met = 11.0 / 12.0 * 0.3 if demand > 0.3 else demand
    december = 1.0 / 12.0 + (
        11.0 / 12.0 * 0.3 - (demand < 0.3) * 11.0 / 12.0 * demand if demand < 0.3 else 0.0
    )
    np.testing.assert_allclose(got["late_gain"], met, rtol=1e-12)
    np.testing.assert_allclose(got["spent"], 1.0, rtol=1e-12)
    np.testing.assert_allclose(got["spent"] - got["november"], december, rtol=1e-12)
    rushed = max(11.0 / 12.0 * 0.3 - met, 0.0)
    np.testing.assert_allclose(got["rush_loss"], 0.5 * rushed, atol=1e-12)
    np.testing.assert_allclose(got["useful"], 1.0 + met - 0.5 * rushed, rtol=1e-12)


def lived(scenario: Scenario, seeds: int):
    """World after each year, from the first on."""
    run = Run(scenario, range(seeds))
    for _ in run.recorded_years():
        yield run.world


def panel(scenario: Scenario, seeds: int = 2) -> np.ndarray:
    found = simulate(scenario, seeds, departments=True)
    return found.departments.select_dtypes("number").to_numpy()


def test_no_late_demand_is_no_reserve() -> None:
    quiet = load_scenario("wangcheng_2022").replace(departments=8, years=3, late_demand_spread=0.0)
    habit = quiet.replace(year_end="procrastination", hoarding=0.0)
    # The same numbers, bit by bit, as where nobody knows of a reserve.
    np.testing.assert_array_equal(panel(quiet), panel(habit))
    assert not optional_draws([quiet])["late_demand"]


def test_late_demand_of_others_changes_nothing() -> None:
    """Alone a district without late demand draws none; beside another one it draws and must not notice."""
    base = load_scenario("wangcheng_2022").replace(departments=8, years=3)
    without, needy = base.replace(name="without", late_demand_spread=0.0), base.replace(name="needy")
    together = simulate([without, needy], 3)
    for scenario in (without, needy):
        np.testing.assert_array_equal(
            together.values[scenario.name], simulate(scenario, 3).values[scenario.name]
        )


def test_patience_and_quality_agree_where_nothing_may_be_kept() -> None:
    base = load_scenario("wangcheng_2022").replace(
        departments=8, years=3, carryover=0.0, rush_quality_spread=0.0
    )
    np.testing.assert_array_equal(*(panel(base.replace(year_end=law)) for law in LAWS[1:]))


@pytest.mark.parametrize("lever", ["progress_pressure", "mid_year_reallocation", "monitoring_intensity"])
def test_reserve_heeds_its_price_and_a_habit_nothing(lever: str) -> None:
    """Procrastination is what the rival theory says: a fixed part is put off, whatever follows."""
    base = load_scenario("wangcheng_2022").replace(
        departments=8, years=1, check_days=0.0, reallocation_days=0.0
    )
    held = {
        law: [
            next(lived(base.replace(year_end=law, **{lever: value}), 4)).books.decision.hoarding
            for value in (0.0, 1.0)
        ]
        for law in LAWS[:2]
    }
    assert (held["procrastination"][0] == held["procrastination"][1]).all()
    assert (held["precaution"][0] > held["precaution"][1]).all()


@pytest.mark.parametrize("law", LAWS)
def test_money_is_conserved_whatever_the_law(law: str) -> None:
    scenario = load_scenario("wangcheng_2022").replace(departments=8, years=2, year_end=law, carryover=0.6)
    for world in lived(scenario, 2):
        assert months.money_balance(world.books).max() < 1e-14


def test_limits_on_keeping_money_raise_december_and_lower_its_quality() -> None:
    """Of what is rushed: more where money cannot be kept, and worse (Liebman & Mahoney 2017)."""
    base = load_scenario("wangcheng_2022").replace(departments=20, years=4)
    keep, lapse = (
        simulate(base.replace(carryover=value), 5).outcomes.query("year > 1").mean(numeric_only=True)
        for value in (1.0, 0.0)
    )
    assert lapse["december_share"] > 1.3 * keep["december_share"]
    assert lapse["rush_loss"] > keep["rush_loss"]


# No profitable deviation --------------------------------------------------------------------------------------------


def random_district(number: int) -> Scenario:
    draw = np.random.default_rng(number)
    return load_scenario("wangcheng_2022").replace(
        departments=40,
        carryover=draw.uniform(0.0, 1.0),
        progress_pressure=draw.uniform(0.0, 1.0),
        mid_year_reallocation=draw.uniform(0.0, 0.5),
        monitoring_intensity=draw.uniform(0.0, 0.5),
        staff=draw.uniform(2.0, 30.0),
        late_demand_spread=draw.uniform(0.05, 0.5),
        late_demand_value=draw.uniform(1.2, 3.0),
        rush_quality_spread=draw.uniform(0.0, 0.5),
    )


@pytest.mark.parametrize("number", range(8))
def test_holding_back_more_or_less_does_not_pay(number: int) -> None:
    gains = deviations(random_district(number), 40, actions=["hoarding"])
    assert {g.factor: g.mean for g in gains if g.low > LARGEST_GAIN} == {}
