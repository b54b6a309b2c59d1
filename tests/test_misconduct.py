"""Manipulation and diversion: best replies, and expectations that are what the year really does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from budgetsim import Decision, Scenario, fiscal_year
from budgetsim.batch import LeverCache, new_world
from budgetsim.declarations import Department
from budgetsim.mechanisms import misconduct
from budgetsim.shocks import Shocks
from budgetsim.timeline import policies_by_year

UNIT = st.floats(0.0, 1.0)


@given(st.floats(0.0, 5.0), UNIT, st.floats(0.0, 3.0), st.floats(0.1, 5.0))
def test_manipulation_is_the_argmax(stake: float, risk: float, sanction: float, price: float) -> None:
    largest = 0.5
    got = float(misconduct.manipulation(stake, risk, sanction, price, largest))

    def payoff(g: np.ndarray | float) -> np.ndarray | float:
        return stake * (1.0 - risk) * g - risk * sanction * g - 0.5 * price * g**2

    grid = np.linspace(0.0, largest, 5001)
    assert 0.0 <= got <= largest
    assert payoff(got) >= payoff(grid).max() - 1e-12


@given(
    st.floats(0.0, 3.0), UNIT, UNIT, st.floats(0.0, 2.0), st.floats(0.0, 0.6), st.floats(0.2, 5.0),
    st.floats(0.2, 8.0), st.floats(0.0, 0.5),
)  # fmt: skip
def test_diversion_is_the_joint_argmax(  # noqa: PLR0913 - one argument per term
    taste: float,
    retained: float,
    found: float,
    sanction: float,
    guilt: float,
    cost: float,
    hiding: float,
    most: float,
) -> None:
    p = replace(Department(), diversion_cost=cost, concealment_cost=hiding, concealment_max=most)
    tempted = misconduct.Temptation(*(np.float64(x) for x in (taste, retained, found, sanction, guilt)))
    got = [float(x) for x in misconduct.diversion(tempted, p)]

    def loss(x: np.ndarray) -> float:
        openly, hidden = x
        gain = taste * (retained * openly + hidden) - found * sanction * openly - guilt * (openly + hidden)
        return float(0.5 * cost * (openly + hidden) ** 2 + 0.5 * hiding * hidden**2 - gain)

    bounds = [(0.0, p.diversion_max), (0.0, most)]
    starts = ((0.0, 0.0), (0.2, 0.5 * most), (p.diversion_max, most))
    best = min(minimize(loss, x, bounds=bounds, options={"ftol": 1e-15, "gtol": 1e-10}).fun for x in starts)
    assert got[0] >= 0.0
    assert 0.0 <= got[1] <= most
    assert loss(np.array(got)) <= best + 1e-9


def diverted(
    hazard: float = 0.03, audit: float = 0.1, rectification: float = 0.3, **moved: float
) -> tuple[float, float]:
    about = {"taste": 0.9, "sanction": 0.2, "guilt": 0.1, **moved}
    tempted = misconduct.Temptation(
        retained=misconduct.retained_share(hazard, audit, rectification),
        found=misconduct.found_chance(hazard, audit),
        **about,
    )
    openly, hidden = misconduct.diversion(tempted, Department())
    return float(openly), float(hidden)


@pytest.mark.parametrize("name", ["hazard", "audit", "rectification", "sanction"])
def test_diversion_falls_and_hides_with_enforcement(name: str) -> None:
    low, high = (diverted(**{name: value}) for value in (0.01, 0.1))
    assert 0.0 < high[0] < low[0]
    assert high[1] > low[1]
    assert sum(high) < sum(low)


def test_diversion_rises_with_taste_and_falls_with_guilt() -> None:
    assert sum(diverted(taste=1.0)) > sum(diverted(taste=0.9))
    assert sum(diverted(guilt=0.2)) < sum(diverted(guilt=0.1))


def test_diversion_hides_only_from_enforcement() -> None:
    openly, hidden = diverted(hazard=0.0, audit=0.0)
    assert openly > 0.0
    assert hidden == pytest.approx(0.0, abs=1e-15)


@pytest.mark.parametrize(("name", "sign"), [("stake", 1), ("risk", -1), ("sanction", -1), ("price", -1)])
def test_manipulation_moves_with_its_terms(name: str, sign: int) -> None:
    base = {"stake": 0.6, "risk": 0.2, "sanction": 0.8, "price": 2.0, "largest": 0.5}
    low, high = (float(misconduct.manipulation(**{**base, name: base[name] * f})) for f in (0.9, 1.1))
    assert sign * (high - low) > 0.0


@given(UNIT, UNIT, UNIT)
def test_falsification_risk_is_the_chance_of_either(evaluation: float, power: float, audit: float) -> None:
    got = float(misconduct.falsification_risk(evaluation, power, audit))
    expected = evaluation * power + audit - evaluation * power * audit
    assert got == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("checks", "audits", "rectification"),
    [(0.3, 0.0, 0.5), (0.1, 0.3, 1.0), (0.0, 0.5, 0.4), (0.6, 0.2, 0.1)],
)
def test_expectations_are_what_twelve_months_do(checks: float, audits: float, rectification: float) -> None:
    """Share kept and chance of being found, over 200,000 departments that really live through the year."""
    seeds, departments, share = 1000, 200, 0.2
    scenario = Scenario().replace(
        departments=departments, monitoring_intensity=checks, audit_coverage=audits, coordination=1.0,
        rectification=rectification, staff=10_000.0, hoarding=0.0, spending_noise=0.0, mid_year_reallocation=0.0,
    )  # fmt: skip
    policies = policies_by_year(scenario, 1)
    world = new_world([scenario], policies[:1], Shocks(range(seeds), departments))
    levers = LeverCache(world)(policies[1:])

    def divert(_: object) -> Decision:
        nothing = np.zeros((1, 1, 1))
        return Decision(nothing, nothing, nothing, nothing + share, nothing, nothing, nothing + 0.1)

    books = fiscal_year.open_year(world, levers, divert)
    for _ in range(12):
        fiscal_year.month(world)
    programme = books.programme
    hazard = programme.monitoring * programme.monitoring_power
    kept = books.diverted / (share * books.budget)
    found = (books.findings + books.audit_findings > 0.0).astype(float)
    for got, expected in (
        (kept, misconduct.retained_share(hazard, programme.audit_chance, rectification)),
        (found, misconduct.found_chance(hazard, programme.audit_chance)),
    ):
        # Four standard errors of the mean.
        tolerance = 4.0 * got.std() / got.size**0.5
        assert tolerance < 0.005
        assert float(got.mean()) == pytest.approx(float(np.mean(expected)), abs=tolerance)
    # What is hidden is out of reach.
    np.testing.assert_allclose(books.concealed / books.budget, 0.1, rtol=1e-12)


@given(UNIT, UNIT, UNIT)
def test_retained_share_and_found_chance_are_shares(
    hazard: float, audit: float, rectification: float
) -> None:
    for got in (
        float(misconduct.retained_share(hazard, audit, rectification)),
        float(misconduct.found_chance(hazard, audit)),
    ):
        assert 0.0 <= got <= 1.0
