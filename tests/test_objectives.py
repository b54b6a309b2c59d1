"""Objectives: sandbagging, honesty contracts, targets, and the ratchet as it really works over the years."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import HIDDEN_ACTION, off
from scipy.optimize import minimize_scalar
from scipy.stats import norm

from budgetsim import Decision, rational, simulate
from budgetsim.model.mechanisms import objectives

UNIT = st.floats(0.0, 1.0)


@given(UNIT, UNIT, st.floats(0.0, 0.99))
def test_ratchet_factor_is_the_discounted_sum(weight: float, ratchet: float, discount_factor: float) -> None:
    """A unit of result today raises the norm k years ahead by λ (1 − λ)^(k − 1)."""
    ahead = np.arange(1, 4000)
    lost = weight * ratchet * np.sum(discount_factor**ahead * (1.0 - ratchet) ** (ahead - 1.0))
    got = float(objectives.ratchet_factor(weight, ratchet, discount_factor))
    assert got == pytest.approx(1.0 - lost, abs=1e-9)


def test_ratchet_factor_of_the_patient_is_nothing_and_of_the_myopic_all() -> None:
    assert float(objectives.ratchet_factor(1.0, 0.3, 1.0)) == pytest.approx(0.0)
    assert float(objectives.ratchet_factor(1.0, 0.3, 0.0)) == 1.0
    assert float(objectives.ratchet_factor(1.0, 0.0, 1.0)) == 1.0


@pytest.mark.parametrize(("ratchet", "interest"), [(0.5, 0.25), (1.0, 0.5)])
def test_rational_effort_leaves_nothing_to_a_deviation_under_the_ratchet(
    ratchet: float, interest: float
) -> None:
    """The discounted sum of simulated pay-offs does not move to first order with effort in the first year."""
    discount_factor = 1.0 / (1.0 + interest)
    world = off(
        **HIDDEN_ACTION, result_use=0.8, discount_factor=discount_factor, objective_review=1.0,
        review_effectiveness_floor=1.0, review_effectiveness_ceiling=1.0, self_noise=0.0, target_ratchet=ratchet,
        years=100,
    )  # fmt: skip

    def worth(step: float) -> float:
        first: list[bool] = []

        def behave(view: object) -> Decision:
            chosen = rational(view)
            moved = chosen.effort_output + (0.0 if first else step)
            first.append(True)
            return Decision(**{**vars(chosen), "effort_output": moved})

        rents = simulate(world, 1, behaviour=behave).outcomes["rent"].to_numpy()
        return float(np.sum(rents * discount_factor ** np.arange(rents.size)))

    slope = (worth(1e-3) - worth(-1e-3)) / 2e-3
    assert slope == pytest.approx(0.0, abs=1e-9)
    # Sure to be a maximum, and not a flat line.
    assert max(worth(0.05), worth(-0.05)) < worth(0.0) - 1e-4


@given(st.floats(0.0, 2.0), UNIT, st.floats(0.0, 2.0), st.floats(0.1, 3.0))
def test_sandbagging_is_the_argmax(stake: float, review: float, sanction: float, cost: float) -> None:
    largest = 0.4
    got = float(objectives.sandbagging_under_review(stake, review, sanction, cost, largest))
    grid = np.linspace(0.0, largest, 4001)

    def payoff(s: np.ndarray | float) -> np.ndarray | float:
        return (1.0 - review) * stake * s - review * sanction * s - 0.5 * cost * s**2

    assert 0.0 <= got <= largest
    assert payoff(got) >= payoff(grid).max() - 1e-12


@given(
    st.floats(0.0, 1.0), st.floats(0.05, 1.0), st.floats(0.05, 1.0), st.floats(0.01, 0.3), st.floats(0.5, 2.0)
)
def test_truth_inducing_report_is_the_argmax_of_the_expected_bonus(
    alpha: float, step: float, further: float, noise: float, forecast: float
) -> None:
    """Expectation over normal results as the mean over a fixed sample of 20,001 quantiles."""
    beta, gamma = alpha + step, alpha + step + further
    results = forecast + noise * norm.ppf((np.arange(20_001) + 0.5) / 20_001)
    understatement = float(objectives.truth_inducing_understatement(alpha, beta, gamma, noise, forecast, 5.0))

    def expected_bonus(report: float) -> float:
        return float(objectives.truth_inducing_bonus(alpha, beta, gamma, report, results).mean())

    found = minimize_scalar(
        lambda report: -expected_bonus(report),
        bounds=(forecast - 3.0 * noise, forecast + 3.0 * noise),
        method="bounded",
        options={"xatol": 1e-9},
    )
    report = float(objectives.proposed_target(forecast, understatement))
    assert report == pytest.approx(found.x, abs=0.01 * noise)
    assert expected_bonus(report) >= -found.fun - 1e-6 * noise


@pytest.mark.parametrize(("beta", "expected"), [(0.4, 0.3), (0.5, 0.3), (1.5, -0.3), (1.9, -0.3)])
def test_truth_inducing_report_runs_to_its_limit_outside_the_bounds(beta: float, expected: float) -> None:
    assert float(objectives.truth_inducing_understatement(0.5, beta, 1.5, 0.1, 1.0, 0.3)) == expected


@given(st.floats(0.1, 3.0), st.floats(0.1, 3.0), UNIT)
def test_targets_by_contract(proposal: float, norm_now: float, review: float) -> None:
    got = {name: float(decide(proposal, norm_now, review)) for name, decide in objectives.TARGETS.items()}
    assert got["top_down"] == norm_now
    assert got["self_reported"] == got["truth_inducing"] == proposal
    # Review raises what is too low towards the norm and leaves ambition alone.
    assert min(proposal, max(proposal, norm_now)) <= got["negotiated"] <= max(proposal, norm_now) + 1e-12
    if proposal >= norm_now:
        assert got["negotiated"] == proposal
    elif review == 1.0:
        assert got["negotiated"] == pytest.approx(norm_now)


@pytest.mark.parametrize("contract", sorted(objectives.TARGETS))
def test_norm_weight_is_the_slope_of_the_target_in_the_norm(contract: str) -> None:
    decide = objectives.TARGETS[contract]
    review, proposal = np.full((1, 1, 1), 0.6), np.full((1, 1, 1), 1.0)
    slope = (decide(proposal, proposal + 0.2, review) - decide(proposal, proposal + 0.1, review)) / 0.1
    np.testing.assert_allclose(objectives.norm_weight(contract, review), slope, atol=1e-12)


@given(UNIT, UNIT, UNIT)
def test_checkable_only_adds_measurability(measurability: float, review: float, gain: float) -> None:
    got = float(objectives.checkable(measurability, review, gain))
    assert measurability - 1e-15 <= got <= 1.0 + 1e-15
    assert float(objectives.checkable(1.0, review, gain)) == 1.0


def test_next_norm_goes_all_the_way_at_a_full_ratchet() -> None:
    assert objectives.next_norm(1.0, 1.5, 1.0) == 1.5
    assert objectives.next_norm(1.0, 1.5, 0.0) == 1.0


@pytest.mark.parametrize(("review", "sign"), [((0.1, 0.6), -1), ((0.6, 0.9), -1)])
def test_sandbagging_falls_with_review(review: tuple[float, float], sign: int) -> None:
    low, high = (float(objectives.sandbagging_under_review(0.3, o, 0.1, 1.0, 0.5)) for o in review)
    assert sign * (high - low) >= 0.0
    assert low > 0.0
