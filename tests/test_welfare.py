"""Welfare: accounts that add up, transfers that cancel out, stances that are linear."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import HIDDEN_ACTION, off

from budgetsim import Result, Scenario, simulate
from budgetsim.declarations import Department
from budgetsim.model.mechanisms import welfare
from budgetsim.model.mechanisms.incentives import UseReward

KEY = ["seed", "year"]
MONEY = st.floats(-2.0, 5.0)


def busy(**changes: object) -> Scenario:
    lively = {
        "departments": 12, "years": 3, "evaluation_coverage": 0.4, "monitoring_intensity": 0.3, "staff": 12.0,
        "result_use": 0.6, "evaluation_lag": 1, "carryover": 0.4,
    }  # fmt: skip
    return Scenario().replace(**{**lively, **changes})


@pytest.fixture(scope="module")
def result() -> Result:
    return simulate(busy(), 4, departments=True)


def late(result: Result, name: str) -> pd.Series:
    return result.outcomes.set_index(["scenario", *KEY])[name]


def accounts(**given: float) -> welfare.SocialAccounts[float]:
    zero = {item.name: 0.0 for item in fields(welfare.SocialAccounts)}
    return welfare.SocialAccounts(**{**zero, **given})


# Functions ------------------------------------------------------------------------------------------------------


def test_net_social_value_of_a_pure_transfer_is_nothing() -> None:
    """What officials divert of public value that would have been one for one is neither lost nor gained at weight 1."""
    taken = accounts(public_value=1.0 - 0.2, private_gain=0.2)
    assert welfare.net_social_value(taken, 1.0, 1.0) == pytest.approx(1.0)
    assert welfare.net_social_value(taken, 0.0, 1.0) == pytest.approx(0.8)


def test_net_social_value_loses_only_the_deadweight_of_pay() -> None:
    assert welfare.net_social_value(accounts(pay=0.5), 0.5, 1.0) == 0.0
    assert welfare.net_social_value(accounts(pay=0.5), 0.5, 1.3) == pytest.approx(-0.15)


def test_net_social_value_returns_lapsed_money_at_what_it_cost() -> None:
    raised_for_nothing = accounts(administration=0.3, lapsed=0.3)
    assert welfare.net_social_value(raised_for_nothing, 0.5, 1.3) == pytest.approx(0.0)
    assert welfare.net_social_value(accounts(lapsed=0.1), 0.5, 1.3) == pytest.approx(0.13)


@given(st.lists(MONEY, min_size=9, max_size=9), st.tuples(st.floats(0, 1), st.floats(1, 3)))
def test_restated_is_net_social_value_under_the_other_stance(
    amounts: list[float], told: tuple[float, float]
) -> None:
    names = [item.name for item in fields(welfare.SocialAccounts)]
    a = accounts(**dict(zip(names, amounts, strict=True)))
    for asked in welfare.STANCES:
        got = welfare.restated(
            welfare.net_social_value(a, *told), a.private_gain, welfare.public_funds(a), told, asked
        )
        assert got == pytest.approx(welfare.net_social_value(a, *asked), abs=1e-12)


def test_stances_are_all_pairs_of_weights_and_costs() -> None:
    assert len(set(welfare.STANCES)) == 6
    defaults = Scenario().district
    assert (defaults.transfer_weight, defaults.cost_of_funds) in welfare.STANCES


def test_gaming_cost_leaves_honest_targets_and_conscience_out() -> None:
    nothing = np.zeros(1)
    assert welfare.gaming_cost(nothing, nothing, nothing - 0.3, Department()) == 0.0
    claimed = 0.5 * Department().manipulation_cost * 0.2 * 0.2
    got = welfare.gaming_cost(nothing + 0.01, nothing + claimed, nothing + 0.1, Department())
    expected = 0.01 + 0.5 * Department().manipulation_cost * 0.04 + 0.5 * Department().sandbagging_cost * 0.01
    assert float(got[0]) == pytest.approx(expected)


@pytest.mark.parametrize("relative_evaluation", [0.0, 0.4, 1.0])
def test_relative_reward_holds_all_posts_and_the_filtered_rest(relative_evaluation: float) -> None:
    reward = UseReward(money=0.3, pay=0.2, posts=1.5)
    assert reward.relative(relative_evaluation) == pytest.approx(1.5 + 0.5 * relative_evaluation)
    assert reward.relative(1.0) == pytest.approx(reward.total)


# The simulated year ---------------------------------------------------------------------------------------------


def test_net_social_value_adds_up_from_recorded_outcomes(result: Result) -> None:
    o, d = result.outcomes.set_index(KEY), result.departments.groupby(KEY)
    lapsed = d[["budget", "spent", "kept"]].mean().eval("budget - spent - kept")
    district = result.scenarios[0].district
    expected = o["public_value"] - o[["effort_cost", "risk_cost", "gaming_cost", "compliance_cost"]].sum(
        axis=1
    )
    expected -= district.cost_of_funds * (o["administrative_cost"] - lapsed)
    expected -= (district.cost_of_funds - 1.0) * o["performance_pay"]
    expected += district.transfer_weight * o["private_gain"]
    np.testing.assert_allclose(o["net_social_value"], expected, rtol=1e-12)
    funds = o["administrative_cost"] + o["performance_pay"] - lapsed
    np.testing.assert_allclose(o["public_funds"], funds, rtol=1e-10, atol=1e-14)
    gain = d[["diverted", "concealed"]].mean().sum(axis=1)
    np.testing.assert_allclose(o["private_gain"], gain, rtol=1e-12)
    parts = ["gaming_cost", "compliance_cost", "performance_pay", "private_gain"]
    assert (o[parts] > 0.0).all().all()


def test_stances_of_a_run_are_those_of_runs_under_the_stances(result: Result) -> None:
    """The stance moves nothing but net social value, and that as ``restated`` says."""
    told = result.scenarios[0].district
    own = result.outcomes
    for number, (weight, cost) in enumerate(welfare.STANCES):
        other = simulate(
            busy(name=f"stance_{number}", transfer_weight=weight, cost_of_funds=cost), 4
        ).outcomes
        got = welfare.restated(
            own["net_social_value"], own["private_gain"], own["public_funds"],
            (told.transfer_weight, told.cost_of_funds), (weight, cost),
        )  # fmt: skip
        np.testing.assert_allclose(got, other["net_social_value"], rtol=1e-12)
        same = [name for name in own.columns if name not in ("scenario", "net_social_value")]
        pd.testing.assert_frame_equal(own[same], other[same])


def test_own_time_costs_departments_and_society_and_moves_nothing_else() -> None:
    without, with_it = busy(name="without", compliance_time=0.0), busy(name="with", compliance_time=0.01)
    result = simulate([without, with_it], 4)
    cost = late(result, "compliance_cost")
    assert (cost["without"] == 0.0).all()
    o = result.outcomes
    delivered = (
        o["realised_monitoring"] * 12.0
        + o["realised_evaluation"]
        + with_it.policy.objective_review / np.maximum(o["workload_ratio"], 1.0)
    )
    asked = 0.01 * delivered[o["scenario"] == "with"].to_numpy()
    fall = late(result, "rent")["without"] - late(result, "rent")["with"]
    np.testing.assert_allclose(fall, asked, rtol=1e-9)
    loss = late(result, "net_social_value")["without"] - late(result, "net_social_value")["with"]
    np.testing.assert_allclose(loss, cost["with"], rtol=1e-9)
    pd.testing.assert_series_equal(
        late(result, "active_waste")["without"], late(result, "active_waste")["with"]
    )


def test_pay_follows_its_share_and_is_none_without_use() -> None:
    """Posts or pay: a department's own margin is the same, so that only what is paid differs."""
    shares = [0.0, 0.1, 0.2]
    paid = [
        busy(name=f"share_{number}", pay_share=share, reward_saturation=0.0)
        for number, share in enumerate(shares)
    ]
    result = simulate(paid, 4)
    pay = [late(result, "performance_pay")[scenario.name].to_numpy() for scenario in paid]
    assert (pay[0] == 0.0).all()
    np.testing.assert_allclose(pay[2], 2.0 * pay[1], rtol=1e-12)
    without_use = simulate(busy(budget_rule="incremental", pay_share=0.5), 2).outcomes
    assert (without_use["performance_pay"] == 0.0).all()


def test_pay_of_a_contest_is_its_part_of_the_prize() -> None:
    world = busy(budget_rule="tournament", pay_share=0.1, tournament_prize=30.0, staff=1000.0)
    o = simulate(world, 2).outcomes
    np.testing.assert_allclose(o["performance_pay"], 0.1 * 0.6 * 30.0 / 12.0, rtol=1e-12)


def test_posts_are_conserved() -> None:
    """Where all reward is posts, departments together win nothing by their scores: what is left of rents are costs."""
    world = off(
        **HIDDEN_ACTION, departments=5, result_use=0.7, self_noise=0.3, risk_aversion=0.0, pay_share=0.0
    )
    result = simulate(world, 6)
    o = result.outcomes
    np.testing.assert_allclose(o["rent"], -o["effort_cost"], atol=1e-12)
    assert (o["effort_cost"] > 0.1).all()
    paid = simulate(world.replace(pay_share=1.0), 6).outcomes
    assert (paid["rent"] > o["rent"] + 0.1).all()
    np.testing.assert_allclose(paid["effort_cost"], o["effort_cost"], rtol=1e-12)
