"""Manipulation and diversion: best replies, and expectations that are what the year really does."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize

from budgetsim import Decision, Scenario
from budgetsim.declarations import Department
from budgetsim.model.mechanisms import execution, misconduct
from budgetsim.model.run import Run
from budgetsim.model.state import Year

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
def test_misuse_is_the_joint_argmax_at_a_given_gain(  # noqa: PLR0913 - one argument per term
    gain: float,
    retained: float,
    found: float,
    sanction: float,
    guilt: float,
    cost: float,
    hiding: float,
    most: float,
) -> None:
    p = replace(Department(), diversion_cost=cost, concealment_max=most)
    terms = (gain, 0.0, retained, found, sanction, guilt, hiding)
    tempted = misconduct.Temptation(*(np.float64(x) for x in terms))
    got = [float(x) for x in misconduct.misuse(tempted, np.float64(gain), p)]

    def loss(x: np.ndarray) -> float:
        openly, hidden = x
        won = gain * (retained * openly + hidden) - found * sanction * openly - guilt * (openly + hidden)
        return float(0.5 * cost * (openly + hidden) ** 2 + 0.5 * hiding * hidden**2 - won)

    bounds = [(0.0, p.diversion_max), (0.0, most)]
    starts = ((0.0, 0.0), (0.2, 0.5 * most), (p.diversion_max, most))
    best = min(minimize(loss, x, bounds=bounds, options={"ftol": 1e-15, "gtol": 1e-10}).fun for x in starts)
    assert got[0] >= 0.0
    assert 0.0 <= got[1] <= most
    assert loss(np.array(got)) <= best + 1e-9
    # Where misuse costs nothing of one's own, this is all that there is to diversion.
    np.testing.assert_array_equal(misconduct.diversion(tempted, p), got)


def tempted(
    hazard: float = 0.03, audit: float = 0.1, consequence: float = 0.3, **moved: float
) -> tuple[float, float]:
    about = {"taste": 0.9, "own_loss": 0.2, "sanction": 0.2, "guilt": 0.05, "price": 3.0, **moved}
    openly, hidden = misconduct.diversion(
        misconduct.Temptation(
            retained=misconduct.retained_share(hazard, audit, consequence),
            found=misconduct.found_chance(hazard, audit),
            **about,
        ),
        Department(),
    )
    return float(openly), float(hidden)


@pytest.mark.parametrize("name", ["hazard", "audit", "consequence", "sanction"])
def test_diversion_falls_and_hides_with_enforcement(name: str) -> None:
    low, high = (tempted(**{name: value}) for value in (0.01, 0.1))
    assert 0.0 < high[0] < low[0]
    assert high[1] > low[1]
    assert sum(high) < sum(low)


def test_diversion_rises_with_taste_and_falls_with_guilt_and_own_loss() -> None:
    assert sum(tempted(taste=1.0)) > sum(tempted())
    assert sum(tempted(guilt=0.1)) < sum(tempted())
    assert sum(tempted(own_loss=0.3)) < sum(tempted())


def test_diversion_hides_only_from_enforcement() -> None:
    openly, hidden = tempted(hazard=0.0, audit=0.0)
    assert openly > 0.0
    assert hidden == pytest.approx(0.0, abs=1e-15)


def test_diversion_by_hand() -> None:
    # No checks: everything is kept, nothing hidden. (b − M₀/(1 − d) − ικ)/k_d = d with b = 1, M₀ = .2, ικ = .04.
    openly, hidden = tempted(hazard=0.0, audit=0.0, taste=1.0, own_loss=0.2, guilt=0.04)
    expected = (2.36 - (2.36 * 2.36 - 4.0 * 1.4 * 0.76) ** 0.5) / 2.8
    assert (openly, hidden) == (pytest.approx(expected, abs=1e-12), pytest.approx(0.0, abs=1e-15))


@pytest.mark.parametrize("own_loss", [0.6, 0.9, 5.0])
def test_diversion_is_none_where_own_loss_exceeds_the_taste(own_loss: float) -> None:
    for found in ({}, {"hazard": 0.0, "audit": 0.0}, {"hazard": 1.0, "audit": 1.0, "consequence": 1.0}):
        assert tempted(taste=0.6, own_loss=own_loss, guilt=0.0, **found) == (0.0, 0.0)


@given(
    st.floats(0.3, 1.0), st.floats(0.0, 0.5), st.floats(0.0, 0.2), st.floats(0.0, 0.4), UNIT, st.floats(0.0, 0.2),
    st.floats(0.8, 3.0), st.floats(0.8, 9.0),
)  # fmt: skip
def test_diversion_is_where_misuse_and_own_loss_agree(  # noqa: PLR0913 - one argument per term
    taste: float,
    own_loss: float,
    hazard: float,
    audit: float,
    consequence: float,
    guilt: float,
    cost: float,
    hiding: float,
) -> None:
    """M (1 − A d − c) is what it is without misuse: against a root-finder."""
    p = replace(Department(), diversion_cost=cost)
    kept = misconduct.retained_share(hazard, audit, consequence)
    found = misconduct.found_chance(hazard, audit)
    terms = (taste, own_loss, kept, found, 0.5 * consequence, guilt, hiding)
    t = misconduct.Temptation(*(np.float64(x) for x in terms))

    def excess(loss: float) -> float:
        return loss * (1.0 - float(misconduct.misused(t, np.float64(loss), p)[0])) - own_loss

    exact_loss = brentq(excess, own_loss, 20.0 * own_loss + 1.0, xtol=1e-14)
    expected = misconduct.misuse(t, np.maximum(t.taste - exact_loss, 0.0), p)
    np.testing.assert_allclose(misconduct.diversion(t, p), expected, rtol=1e-9, atol=1e-9)


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


EVERY_PATTERN = np.array(list(product((False, True), repeat=12)))
"""All ways in which twelve months can bring findings."""


def kept_by_hand(hazard: float, consequence: float) -> float:
    """Expected share kept of what an uncut year would divert: all 4,096 years, each with its chance, month by month."""
    chance = np.where(EVERY_PATTERN, hazard, 1.0 - hazard).prod(axis=1)
    flow, kept, at_large = np.ones(4096), np.zeros(4096), np.zeros(4096)
    for found in EVERY_PATTERN.T:
        at_large += flow
        returned = np.where(found, consequence * at_large, 0.0)
        kept += flow - returned
        at_large[found] = 0.0
        flow = np.where(found, 1.0 - consequence, flow)
    return float(chance @ kept) / 12.0


@pytest.mark.parametrize("hazard", [0.0, 0.01, 0.1, 0.35, 0.8, 1.0])
@pytest.mark.parametrize("consequence", [0.0, 0.1, 0.3, 0.7, 1.0])
@pytest.mark.parametrize("audit", [0.0, 0.4])
def test_retained_share_is_what_all_possible_years_leave(
    hazard: float, consequence: float, audit: float
) -> None:
    got = float(misconduct.retained_share(*map(np.float64, (hazard, audit, consequence))))
    assert got == pytest.approx((1.0 - consequence * audit) * kept_by_hand(hazard, consequence), abs=1e-12)


def test_retained_share_does_not_compound() -> None:
    """Checks in every month return no more than the consequence of what they find, and cut what comes after it."""
    for consequence in (0.1, 0.3, 0.5):
        got = float(misconduct.retained_share(np.float64(1.0), np.float64(0.0), np.float64(consequence)))
        # The first month keeps 1 − r, the others (1 − r)²: a share that is given back once, and once cut.
        assert got == pytest.approx(
            (1.0 - consequence) * (1.0 + 11.0 * (1.0 - consequence)) / 12.0, abs=1e-12
        )


def lived_year(
    checks: float, audits: float, rectification: float, hoarding: float = 0.0, **settings: float
) -> tuple[Year, float]:
    """Books of 200,000 departments that divert .2 openly and .1 in hiding for a year, and the monthly hazard."""
    seeds, departments = 1000, 200
    scenario = Scenario().replace(
        burn_in=0, departments=departments, monitoring_intensity=checks, audit_coverage=audits, coordination=1.0,
        rectification=rectification, staff=10_000.0, mid_year_reallocation=0.0, **settings,
    )  # fmt: skip

    def divert(_: object) -> Decision:
        nothing = np.zeros((1, 1, 1))
        return Decision(
            nothing, nothing, nothing, nothing + SHARE, nothing, nothing + hoarding, nothing + 0.1
        )

    run = Run(scenario, range(seeds), behaviour=divert)
    books = run.open_year()
    for _ in range(12):
        run.live_month()
    return books, float(np.mean(books.programme.monitoring * books.programme.monitoring_detection))


SHARE = 0.2


@pytest.mark.parametrize(
    ("checks", "audits", "rectification"),
    [(0.3, 0.0, 0.5), (0.1, 0.3, 1.0), (0.0, 0.5, 0.4), (0.6, 0.2, 0.1), (1.0, 0.3, 0.7)],
)
def test_expectations_are_what_twelve_months_do(checks: float, audits: float, rectification: float) -> None:
    """Share kept and chance of being found, over 200,000 departments that really live through the year."""
    books, hazard = lived_year(checks, audits, rectification, spending_noise=0.0)
    audit = books.programme.audit_chance
    kept = books.diverted / (SHARE * books.budget)
    found = (books.findings + books.audit_findings > 0.0).astype(float)
    for got, expected in (
        (kept, misconduct.retained_share(np.float64(hazard), audit, books.programme.consequence)),
        (found, misconduct.found_chance(np.float64(hazard), audit)),
    ):
        # Four standard errors of the mean.
        tolerance = 4.0 * got.std() / got.size**0.5
        assert tolerance < 0.005
        assert float(got.mean()) == pytest.approx(float(np.mean(expected)), abs=tolerance)
    # What is hidden is out of reach.
    np.testing.assert_allclose(books.concealed / books.budget, 0.1, rtol=1e-12)


@pytest.mark.parametrize(("checks", "rectification"), [(0.04, 0.3), (0.3, 0.9)])
def test_retained_share_overlooks_that_spending_is_late(checks: float, rectification: float) -> None:
    """A closed form for even months: what is diverted in December was cut more often, and is found less."""
    books, hazard = lived_year(checks, 0.0, rectification, hoarding=0.115)
    kept = books.diverted / (SHARE * books.spent)
    expected = misconduct.retained_share(np.float64(hazard), np.float64(0.0), books.programme.consequence)
    assert float(kept.mean()) == pytest.approx(float(np.mean(expected)), abs=LATE_SPENDING)


LATE_SPENDING = 0.01
"""By how much the share kept may differ where December has a fifth of the year's spending."""


@given(UNIT, UNIT, UNIT)
def test_retained_share_and_found_chance_are_shares(hazard: float, audit: float, consequence: float) -> None:
    for got in (
        float(misconduct.retained_share(hazard, audit, consequence)),
        float(misconduct.found_chance(hazard, audit)),
    ):
        assert -1e-12 <= got <= 1.0 + 1e-12


@pytest.mark.parametrize(
    ("power", "waste", "expected"),
    [(0.6, 0.15, 0.3), (0.6, 0.3, 0.6), (0.6, 0.6, 0.6), (0.6, 0.0, 0.0), (0.0, 0.15, 0.0)],
)
def test_shortcoming_chance_follows_what_there_is_to_find(
    power: float, waste: float, expected: float
) -> None:
    got = execution.shortcoming_chance(*map(np.float64, (power, 0.5, waste, 0.15)))
    assert float(got) == pytest.approx(expected, abs=1e-15)


def test_shortcoming_chance_is_nothing_where_waste_is_never_expected() -> None:
    assert float(execution.shortcoming_chance(*map(np.float64, (0.6, 0.5, 0.0, 0.0)))) == 0.0


@given(
    st.floats(0.0, 3.0), st.floats(0.0, 2.0), UNIT, UNIT, st.floats(0.0, 2.0), st.floats(0.0, 0.6),
    st.floats(0.2, 5.0), st.floats(0.2, 8.0),
)  # fmt: skip
def test_terms_of_diversion_decide_on_it(  # noqa: PLR0913 - one argument per term
    taste: float,
    loss: float,
    retained: float,
    found: float,
    sanction: float,
    guilt: float,
    cost: float,
    hiding: float,
) -> None:
    """The named gains and costs, over the curvature, are what is diverted at a loss M below the taste b."""
    p = replace(Department(), diversion_cost=cost, concealment_max=1.0, diversion_max=1.0)
    terms = (taste, 0.0, retained, found, sanction, guilt, hiding)
    t = misconduct.Temptation(*(np.float64(x) for x in terms))
    openly, hidden = map(float, misconduct.misuse(t, np.float64(max(taste - loss, 0.0)), p))
    if loss > taste or not (1e-9 < openly < 1.0 - 1e-9) or not (1e-9 < hidden < 1.0 - 1e-9):
        return
    in_all = sum(map(float, misconduct.open_terms(t, np.float64(loss)).values())) / cost
    moved = sum(map(float, misconduct.moving_terms(t, np.float64(loss)).values())) / hiding
    assert (openly + hidden, hidden) == (pytest.approx(in_all, abs=1e-9), pytest.approx(moved, abs=1e-9))


@pytest.mark.parametrize(
    ("draw", "at_large", "expected"), [(0.1, 1.0, True), (0.1, 0.0, False), (0.3, 1.0, False)]
)
def test_misuse_is_found_where_it_is_at_large_and_the_check_is_good(
    draw: float, at_large: float, *, expected: bool
) -> None:
    assert bool(execution.misuse_found(*map(np.float64, (draw, 0.2, at_large)))) is expected
    assert bool(execution.audit_found(*map(np.float64, (draw, 0.2, at_large)))) is expected


def test_only_the_first_finding_of_a_year_cuts_what_goes_on() -> None:
    assert float(execution.diversion_left(np.float64(0.3), np.float64(0.0))) == 0.7
    assert float(execution.diversion_left(np.float64(0.3), np.float64(1.0))) == 1.0
    assert float(execution.waste_left(np.float64(0.5), np.float64(0.3), np.float64(0.0))) == 0.85
    assert float(execution.waste_left(np.float64(0.5), np.float64(0.3), np.float64(2.0))) == 1.0
