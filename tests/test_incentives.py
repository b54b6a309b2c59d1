"""What a score is worth and what its noise costs: weights, contests, premia."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import HIDDEN_ACTION, off
from scipy.optimize import brentq, minimize_scalar

from budgetsim import simulate
from budgetsim.declarations import Bureau, Department, Policy
from budgetsim.model.mechanisms import incentives, scores
from budgetsim.model.result import Result

POSITIVE = st.floats(0.01, 5.0)


@given(POSITIVE, POSITIVE)
def test_key_weight_minimises_the_variance_of_the_used_score(own: float, key: float) -> None:
    got = float(scores.external_weight(np.float64(own), np.float64(key)))
    best = minimize_scalar(
        lambda w: (1.0 - w) ** 2 * own + w**2 * key,
        bounds=(0.0, 1.0),
        method="bounded",
        options={"xatol": 1e-10},
    )
    assert got == pytest.approx(best.x, abs=1e-6)


def test_key_weight_trusts_what_has_no_error() -> None:
    assert float(scores.external_weight(np.float64(0.1), np.float64(0.0))) == 1.0
    assert float(scores.external_weight(np.float64(0.0), np.float64(0.1))) == 0.0
    assert float(scores.external_weight(np.float64(0.0), np.float64(0.0))) == 0.5


@given(
    st.floats(0.1, 50.0),
    st.floats(0.5, 4.0),
    st.floats(0.02, 0.98),
    st.floats(0.0, 2.0),
    st.floats(0.01, 3.0),
)
def test_contest_reward_solves_reward_and_score_together(
    prize: float, exponent: float, share: float, start: float, response: float
) -> None:
    got = float(incentives.contest_reward(prize, exponent, share, 1.0, start, response))
    # W z(W) = V Q σ (1 − σ), with z = z₀ + response · W.
    stake = prize * exponent * share * (1.0 - share)
    expected = brentq(lambda w: w * (start + response * w) - stake, 0.0, 1e4, xtol=1e-12)
    assert got == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5])
@pytest.mark.parametrize("size", [1.0, 0.3, 2.5])
def test_contest_reward_is_the_slope_of_the_prize_won(share: float, size: float) -> None:
    """The margin in z of V w z^Q / (w z^Q + rest) per unit of scale, the others' part such that σ is the share."""
    prize, exponent, score = 7.0, 2.0, 0.8
    rest = size * score**exponent * (1.0 - share) / share

    def won(z: float) -> float:
        return prize * size * z**exponent / (size * z**exponent + rest) / size

    slope = (won(score + 1e-6) - won(score - 1e-6)) / 2e-6
    got = float(incentives.contest_reward(prize, exponent, share, size, score, 0.0))
    assert got == pytest.approx(slope, rel=1e-8)


@given(st.floats(0.0, 0.99), st.integers(1, 2), st.floats(0.0, 0.99))
def test_budget_present_value_is_the_discounted_sum(discount_factor: float, lag: int, inertia: float) -> None:
    """A change of budgets in ``lag`` years, of which ``inertia`` remains each year after."""
    ahead = np.arange(4000)
    expected = discount_factor**lag * np.sum((discount_factor * inertia) ** ahead)
    got = float(incentives.budget_present_value(np.float64(discount_factor), lag, np.float64(inertia)))
    assert got == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("attainment", "noise"), [(0.8, 0.1), (1.0, 0.3), (1.4, 0.2)])
def test_uncapped_chance_is_the_frequency_below_the_cap(attainment: float, noise: float) -> None:
    sample = attainment + noise * np.random.default_rng(4).standard_normal(1_000_000)
    got = float(incentives.uncapped_chance(np.float64(attainment), np.float64(noise)))
    # Four binomial standard errors at most.
    assert got == pytest.approx(float(np.mean(sample < 1.0)), abs=0.002)


@pytest.mark.parametrize(("noise", "variance"), [(0.3, 0.09), (1.2, 1.44)])
def test_risk_premium_is_what_a_cara_agent_pays(noise: float, variance: float) -> None:
    """Certainty equivalent of a normal gamble, by its definition."""
    aversion = 0.8
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    utility = np.sum(weights * -np.exp(-aversion * noise * nodes)) / np.sqrt(2.0 * np.pi)
    certain = -np.log(-utility) / aversion
    assert -float(incentives.risk_premium(aversion, variance)) == pytest.approx(certain, rel=1e-9)


CONSEQUENCES: list[tuple[float, float, dict[str, object]]] = [
    (0.0, 0.8, {}),
    (0.5, 0.8, {}),
    (1.0, 0.3, {}),
    (0.0, 0.8, {"evaluation_coverage": 1.0, "external_noise": 0.3}),
    (0.8, 0.4, {"evaluation_coverage": 1.0, "external_noise": 0.3}),
    (
        0.5,
        0.0,
        {"evaluation_coverage": 1.0, "external_noise": 0.3, "evaluation_lag": 1, "preliminary_noise": 0.4},
    ),
    (0.5, 0.2, {"evaluation_lag": 1, "preliminary_noise": 0.4}),
    (0.0, 0.8, {"pay_share": 0.3}),
    (0.5, 0.4, {"pay_share": 0.2, "evaluation_coverage": 1.0, "external_noise": 0.3}),
]
"""Weights of peers, common noise, and what else a consequence may depend on."""
DEPARTMENTS, RUNS, REWARD = 5, 6000, 0.6


@pytest.fixture(scope="module")
def consequences() -> Result:
    """All of them under the same draws, which are made once."""
    worlds = [
        off(
            **HIDDEN_ACTION, departments=DEPARTMENTS, risk_aversion=2.0, result_use=REWARD, self_noise=0.5,
            common_noise=common, relative_evaluation=relative_evaluation, **more,
        ).replace(name=f"case {number}")
        for number, (relative_evaluation, common, more) in enumerate(CONSEQUENCES)
    ]  # fmt: skip
    return simulate(worlds, RUNS, departments=True)


@pytest.mark.parametrize("number", range(len(CONSEQUENCES)))
def test_risk_premium_is_the_variance_of_the_consequence(number: int, consequences: Result) -> None:
    """Premium at r = 2 against the Monte-Carlo variance of W ẑ − W_f · (mean of the others' ẑ).

    What is not paid in money is posts, W_f = W [1 − s_p (1 − f)].
    """
    relative_evaluation, _, more = CONSEQUENCES[number]
    outcomes, departments = (
        table[table["scenario"] == f"case {number}"]
        for table in (consequences.outcomes, consequences.departments)
    )
    score = departments["used_score"].to_numpy().reshape(RUNS, DEPARTMENTS) / 100.0
    others = (score.sum(axis=1, keepdims=True) - score) / (DEPARTMENTS - 1)
    pay_share = off(**more).department.pay_share
    relative = 1.0 - pay_share * (1.0 - relative_evaluation)
    consequence = REWARD * (score - relative * others)
    expected = consequence.var(axis=0).mean()
    # Relative standard error of a variance is √(2/n), if all departments moved together: four of them.
    assert outcomes["risk_cost"].iloc[0] == pytest.approx(expected, rel=4.0 * (2.0 / RUNS) ** 0.5)


@pytest.mark.parametrize("use", [0.0, 0.1, 0.7, 1.0])
def test_few_posts_without_saturation_follow_use(use: float) -> None:
    assert float(incentives.few_posts(np.float64(use), np.float64(0.0))) == use


def test_few_posts_rise_ever_less_towards_their_limit() -> None:
    use = np.linspace(0.0, 1.0, 101)
    got = incentives.few_posts(use, np.float64(4.0))
    steps = np.diff(got)
    assert (steps > 0.0).all()
    assert (np.diff(steps) < 0.0).all()
    # Slope 1 at nothing, a fifth of full use at full use, and never a quarter.
    assert steps[0] == pytest.approx(0.01, rel=0.05)
    assert got[-1] == pytest.approx(0.2)
    assert float(incentives.few_posts(np.float64(1e9), np.float64(4.0))) == pytest.approx(0.25)


def reward(use: float = 0.5, believed: float = 0.5, share: float = 0.02, **levers: float) -> float:
    policy = replace(Policy(), **levers)
    return float(incentives.reward_of_use(use, believed, share, 0.8, policy, Department(), Bureau()).total)


def test_reward_of_use_moves_with_its_terms() -> None:
    assert reward(use=0.6) > reward()
    assert reward(believed=0.6) > reward()
    assert reward(rigid_share=0.5) > reward(rigid_share=0.9)
    # A department that is half of the district wins half of its money from itself.
    assert reward(share=0.5) < reward()
    assert reward(use=0.0) == 0.0


def test_announced_use_is_nothing_under_incremental_budgets() -> None:
    use = np.full((1, 1, 1), 0.4)
    assert not incentives.announced_use("incremental", use).any()
    np.testing.assert_array_equal(incentives.announced_use("linear", use), use)


def test_face_rises_with_what_is_published() -> None:
    d = Department(reputation_value=0.3, disclosure_value=0.2)
    got = [float(incentives.face(np.float64(published), d)) for published in (0.0, 0.5, 1.0)]
    assert got == pytest.approx([0.3, 0.4, 0.5])


@pytest.mark.parametrize(("name", "sign"), [("tournament_pool", 1), ("tournament_prize", 1)])
def test_contest_prize_rises_with_the_pool(name: str, sign: int) -> None:
    prizes = [
        float(
            incentives.contest_prize(
                0.5, 0.5, 0.8, Policy(), Department(), replace(Bureau(), **{name: value}), 60
            )
        )
        for value in (0.1, 0.9)
    ]
    assert sign * (prizes[1] - prizes[0]) > 0.0
