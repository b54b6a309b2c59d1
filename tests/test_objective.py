"""A department's objective: its terms by hand, and decisions that maximise what it is expected to come to."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from statics_worlds import lived
from strategies import worlds

from budgetsim import Scenario
from budgetsim.declarations import Department
from budgetsim.model.department import decisions
from budgetsim.model.department.decisions import prospect_of
from budgetsim.model.department.stakes import own_value_of_money
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.mechanisms import misconduct, utility
from budgetsim.model.state import Decision
from budgetsim.numerics import Array

UNIT = st.floats(0.0, 1.0)
NOTHING = {f.name: 0.0 for f in fields(utility.Outcome)}
UNPRICED = {f.name: 0.0 for f in fields(utility.Prices)}


def terms(prices: dict[str, float], happened: dict[str, float]) -> dict[str, float]:
    """Terms of the pay-off that are not 0."""
    got = utility.payoff_terms(
        utility.Prices(**{**UNPRICED, **prices}), utility.Outcome(**{**NOTHING, **happened})
    )
    return {name: float(value) for name, value in got.items() if value}


@pytest.mark.parametrize(
    ("prices", "happened", "expected"),
    [
        ({}, {"score": 0.4}, {"score": 0.4}),
        ({"taste": 0.5}, {"kept": 0.2}, {"private_use": 0.1}),
        ({"care": 0.3}, {"performance": 1.2}, {"public_care": 0.36}),
        ({"sanction": 0.5}, {"found": 1.0, "openly": 0.2}, {"sanction": -0.1}),
        ({"sanction": 0.5}, {"found": 1.0, "concealed": 0.2}, {}),
        ({"sanction": 0.5}, {"openly": 0.2}, {}),
        ({"lie_sanction": 1.0, "claim": 0.5}, {"lie_found": 0.4, "claimed": 0.1}, {"found_claim": -0.06}),
        ({"proposal_sanction": 0.2}, {"reviewed": 0.5, "understated": 0.3}, {"low_proposal": -0.03}),
        ({"proposal_sanction": 0.2, "understating": 2.0}, {"reviewed": 0.5, "understated": -0.3}, {}),
        ({"guilt": 0.1}, {"openly": 0.2, "concealed": 0.1}, {"guilt": -0.03}),
        ({"misuse": 2.0, "hiding": 3.0}, {"openly": 0.2, "concealed": 0.1}, {"misuse": -0.105}),
        ({"lying": 2.0}, {"claimed": 0.1}, {"claims": -0.01}),
        ({"understating": 2.0}, {"understated": 0.3}, {"understatement": -0.09}),
        ({}, {"effort": 0.1, "premium": 0.2, "own_time": 0.3}, {"effort": -0.1, "risk": -0.2, "own_time": -0.3}),
    ],
)  # fmt: skip
def test_payoff_terms_by_hand(
    prices: dict[str, float], happened: dict[str, float], expected: dict[str, float]
) -> None:
    assert terms(prices, happened) == pytest.approx(expected)
    total = utility.payoff(
        utility.Prices(**{**UNPRICED, **prices}), utility.Outcome(**{**NOTHING, **happened})
    )
    assert float(total) == pytest.approx(sum(expected.values()))


def test_accounts_and_decisions_read_the_same_terms() -> None:
    """Every outcome and every price of the objective moves the pay-off: none is there for one side alone."""
    prices = utility.Prices(**dict.fromkeys(UNPRICED, 0.3))
    base = dict.fromkeys(NOTHING, 0.2)
    usual = float(utility.payoff(prices, utility.Outcome(**base)))
    for name in NOTHING:
        assert float(utility.payoff(prices, utility.Outcome(**{**base, name: 0.4}))) != usual, name
    for name in UNPRICED:
        moved = replace(prices, **{name: 0.5})
        assert float(utility.payoff(moved, utility.Outcome(**base))) != usual, name


# Misuse maximises what the objective is expected to come to ---------------------------------------------------------


def expected_payoff(  # noqa: PLR0913 - what it depends on
    p: utility.Prices,
    worth: float,
    output_elasticity: float,
    hazard: float,
    audit: float,
    consequence: float,
    openly: float,
    concealed: float,
) -> float:
    """U at believed A and P̂, where ``worth`` is that of performance without misuse, y = u^α."""
    kept = float(misconduct.retained_share(hazard, audit, consequence)) * openly + concealed
    return float(
        utility.payoff(
            p,
            utility.Outcome(
                **{
                    **NOTHING,
                    "score": worth * (1.0 - kept) ** output_elasticity,
                    "kept": kept,
                    "found": float(misconduct.found_chance(hazard, audit)),
                    "openly": openly,
                    "concealed": concealed,
                }
            ),
        )
    )


@hypothesis_settings(max_examples=60)
@given(
    st.floats(0.2, 1.0), st.floats(0.0, 0.5), st.floats(0.3, 0.9), st.floats(0.0, 0.2), st.floats(0.0, 0.5), UNIT,
    st.floats(0.0, 1.0), st.floats(0.0, 0.2), st.floats(0.8, 3.0), st.floats(0.8, 9.0),
)  # fmt: skip
def test_best_misuse_maximises_the_expected_payoff(  # noqa: PLR0913 - one argument per term
    taste: float,
    worth: float,
    output_elasticity: float,
    hazard: float,
    audit: float,
    consequence: float,
    sanction: float,
    guilt: float,
    cost: float,
    hiding: float,
) -> None:
    """Against a numerical search over d and c, at a useful share that has settled: to 1 % of d, or a thousandth."""
    prices = utility.Prices(
        **{
            **UNPRICED,
            "taste": taste,
            "sanction": consequence * sanction,
            "guilt": guilt,
            "misuse": cost,
            "hiding": hiding,
        }
    )
    chances = (hazard, audit, consequence)
    kept_share = float(misconduct.retained_share(*chances))
    limits = replace(Department(), diversion_cost=cost)
    got, kept = (0.0, 0.0), 0.0
    for _ in range(60):
        # A department reckons with the results of its usual useful share, here of what it then does.
        usual = worth * (1.0 - kept) ** output_elasticity
        own = float(utility.own_value_of_money(usual, 0.0, output_elasticity))
        tempted = misconduct.Temptation(
            taste, np.float64(own), kept_share, misconduct.found_chance(hazard, audit), prices.sanction, guilt, hiding
        )  # fmt: skip
        got = tuple(float(x) for x in misconduct.diversion(tempted, limits))
        kept += 0.5 * (kept_share * got[0] + got[1] - kept)

    def loss(x: Array) -> float:
        return -expected_payoff(prices, worth, output_elasticity, *chances, *x)

    bounds = [(0.0, limits.diversion_max), (0.0, limits.concealment_max)]
    starts = ((0.0, 0.0), (0.2, 0.1), (0.55, 0.29))
    found = [minimize(loss, x, bounds=bounds, options={"ftol": 1e-15, "gtol": 1e-9}) for x in starts]
    best = min(found, key=lambda result: result.fun)
    assert loss(np.array(got)) <= best.fun + 1e-5
    assert got[0] == pytest.approx(best.x[0], rel=0.01, abs=3e-3)
    assert got[1] == pytest.approx(best.x[1], rel=0.01, abs=3e-3)


def test_best_misuse_is_none_where_own_loss_exceeds_the_taste() -> None:
    prices = utility.Prices(**{**UNPRICED, "taste": 0.5, "misuse": 1.4, "hiding": 3.0})
    # α · worth = .56 > b: the first unit already costs more than it brings.
    at_nothing = expected_payoff(prices, 0.8, 0.7, 0.0, 0.0, 0.0, 0.0, 0.0)
    for openly, hidden in ((0.01, 0.0), (0.0, 0.01), (0.2, 0.1)):
        assert expected_payoff(prices, 0.8, 0.7, 0.0, 0.0, 0.0, openly, hidden) < at_nothing
    tempted = misconduct.Temptation(0.5, np.float64(0.56), 1.0, 0.0, 0.0, 0.0, 3.0)
    assert [float(x) for x in misconduct.diversion(tempted, Department())] == [0.0, 0.0]


# The rule in the model ----------------------------------------------------------------------------------------------


@hypothesis_settings(max_examples=15)
@given(
    worlds({"adaptive_share": 0.0, "satisficing_share": 0.0, "late_demand_spread": 0.0}, burn_in=1, years=1)
)
def test_rational_departments_meet_the_first_order_conditions(base: Scenario) -> None:
    """At what departments decide, U's slopes in d and c are 0, negative at nothing and positive at a limit.

    Slopes are taken of the objective itself, with own results that fall as M says.
    """
    seen: list[tuple[DepartmentView[Array], Decision[Array]]] = []

    def watch(view: DepartmentView[Array]) -> Decision[Array]:
        seen.append((view, decisions.rational(view)))
        return seen[-1][1]

    for _ in lived([base], behaviour=watch):
        pass
    view, decision = seen[-1]
    prospect, d = prospect_of(view), view.parameters.department
    worth = prospect.result_worth(decision.sandbagging).total()
    own = own_value_of_money(view, worth, (decision.effort_output, decision.effort_benefit))
    t, p = prospect.temptation(own), prospect.prices

    def value(openly: Array, concealed: Array) -> Array:
        kept = t.retained * openly + concealed
        happened = {**NOTHING, "score": own * np.log(1.0 - kept), "kept": kept, "found": t.found}
        return utility.payoff(p, utility.Outcome(**{**happened, "openly": openly, "concealed": concealed}))

    step = 1e-5
    openly, hidden = decision.diversion, decision.concealment
    slopes = (
        (value(openly + step, hidden) - value(openly - step, hidden)) / (2.0 * step),
        (value(openly, hidden + step) - value(openly, hidden - step)) / (2.0 * step),
    )
    for slope, action, most in zip(
        slopes, (openly, hidden), (d.diversion_max, d.concealment_max), strict=True
    ):
        none, full, possible = action <= 1e-9, action >= most - 1e-9, most > 1e-9
        np.testing.assert_allclose(slope[~none & ~full], 0.0, atol=1e-5)
        assert (slope[none & possible] <= 1e-4).all()
        assert (slope[full & possible] >= -1e-4).all()
