"""Closed-form results of the theory, found through the same mechanisms and ``simulate`` as every scenario."""

from __future__ import annotations

import numpy as np
import pytest
from limits import HIDDEN_ACTION, OFF, off
from scipy.optimize import minimize_scalar

from budgetsim import Decision, Scenario, simulate


def best_result_use(scenario: Scenario) -> float:
    """Result use that maximises simulated net social value: a grid over [0, 1], then refinement."""
    grid = np.linspace(0.0, 1.0, 201)
    points = [scenario.replace(name=f"{number}", result_use=float(use)) for number, use in enumerate(grid)]
    values = simulate(points, 1).outcomes["net_social_value"].to_numpy()
    peak = int(values.argmax())
    found = minimize_scalar(
        lambda use: -final(scenario.replace(result_use=float(use)), "net_social_value"),
        bounds=(grid[max(peak - 1, 0)], grid[min(peak + 1, 200)]),
        method="bounded",
        options={"xatol": 1e-9},
    )
    return float(found.x)


def final(scenario: Scenario, outcome: str, **run: object) -> float:
    return float(simulate(scenario, 1, **run).outcomes[outcome].iloc[-1])


@pytest.mark.parametrize(("r", "c", "sigma2"), [(2.0, 1.0, 0.5), (1.0, 2.0, 1.5), (4.0, 0.5, 0.1)])
def test_linear_contract_holmstrom_milgrom(r: float, c: float, sigma2: float) -> None:
    world = off(**HIDDEN_ACTION, risk_aversion=r, effort_cost=c, self_noise=sigma2**0.5)
    expected = 1.0 / (1.0 + r * c * sigma2)
    got = best_result_use(world)
    assert got == pytest.approx(expected, abs=1e-6)
    assert final(world.replace(result_use=got), "effort_output") == pytest.approx(expected / c, abs=1e-5)
    surplus = final(world.replace(result_use=got), "net_social_value") - final(
        world.replace(result_use=0.0), "net_social_value"
    )
    assert surplus == pytest.approx(expected / (2.0 * c), abs=1e-9)


@pytest.mark.parametrize(("k12", "expected"), [(0.0, 0.5), (0.5, 0.2857142857), (0.9, 0.0840336134)])
def test_multitask_with_unmeasured_benefit(k12: float, expected: float) -> None:
    habit = 1.0 + k12 / (1.0 - k12**2)
    world = off(
        output_value=1.0,
        benefit_value=1.0,
        risk_aversion=2.0,
        self_noise=0.5**0.5,
        effort_substitution=k12,
        habit_output=habit,
        habit_benefit=habit,
    )
    assert best_result_use(world) == pytest.approx(expected, abs=1e-6)


def test_two_signals_are_weighted_by_precision() -> None:
    world = off(**HIDDEN_ACTION, risk_aversion=2.0, self_noise=1.0, key_noise=0.5, evaluation_coverage=1.0)
    use = best_result_use(world)
    assert use == pytest.approx(0.714286, abs=1e-6)
    # The variance of the used score behind it is the precision-weighted one, 1 / (1/1 + 1/0.25) = 0.2.
    panel = simulate(world.replace(result_use=use), 4000, departments=True).departments
    assert panel["used_score"].var() / 100.0**2 == pytest.approx(0.2, rel=0.04)


@pytest.mark.parametrize(("gain", "sanction"), [(20.0, 80.0), (1.0, 1.0), (3.0, 9.0)])
def test_audit_deters_from_the_becker_threshold_on(gain: float, sanction: float) -> None:
    world = off(
        slack_taste=gain, diversion_sanction=sanction, audit_power=1.0, coordination=1.0, rectification=1.0
    )
    threshold = gain / (gain + sanction)
    below, above = (world.replace(audit_coverage=threshold + step) for step in (-1e-6, 1e-6))
    diverted = [simulate(w, 1, departments=True).departments["diversion"].max() for w in (below, above)]
    assert diverted[0] > 0.0
    assert diverted[1] == 0.0


@pytest.mark.parametrize(("interest", "ratchet"), [(0.1, 0.5), (0.05, 1.0), (0.5, 0.2)])
def test_ratchet_leaves_the_weitzman_share_of_effort(interest: float, ratchet: float) -> None:
    world = off(
        **HIDDEN_ACTION,
        result_use=0.5,
        discount=1.0 / (1.0 + interest),
        objective_review=1.0,
        review_power_floor=1.0,
        review_power_ceiling=1.0,
        self_noise=0.0,
    )
    factor = final(world.replace(target_ratchet=ratchet), "effort_output") / final(world, "effort_output")
    assert factor == pytest.approx(interest / (interest + ratchet), rel=1e-9)


def test_peer_filter_removes_the_common_shock() -> None:
    world = off(**HIDDEN_ACTION, departments=5, risk_aversion=2.0, common_noise=1.0, self_noise=1.0)
    optimum = {f: best_result_use(world.replace(peer_filter=f)) for f in (0.75, 0.8, 0.85)}
    value = {
        f: final(world.replace(peer_filter=f, result_use=use), "net_social_value")
        for f, use in optimum.items()
    }
    assert optimum[0.8] == pytest.approx(0.294118, abs=1e-6)
    assert value[0.8] > max(value[0.75], value[0.85])


@pytest.mark.parametrize(("prize", "cost", "n"), [(100.0, 1.0, 5), (40.0, 2.0, 2), (9.0, 1.0, 12)])
def test_tournament_of_equals_tullock(prize: float, cost: float, n: int) -> None:
    world = off(
        **HIDDEN_ACTION, departments=n, budget_rule="tournament", tournament_prize=prize, rigid_share=0.0,
        result_use=1.0, effort_cost=cost, self_noise=0.0,
    )  # fmt: skip
    effort = final(world, "effort_output")
    # Quadratic cost c e²/2 is linear cost in e²/2.
    assert effort**2 / 2.0 == pytest.approx((n - 1) * prize / (n**2 * cost), rel=1e-9)


@pytest.mark.parametrize(
    ("alpha", "beta", "gamma", "best"), [(0.5, 1.0, 1.5, 0.0), (1.0, 0.5, 1.5, 0.5), (0.5, 2.0, 1.5, -0.5)]
)
def test_truth_inducing_contract_pays_honesty_within_its_bounds(
    alpha: float, beta: float, gamma: float, best: float
) -> None:
    world = off(
        **HIDDEN_ACTION, objective_contract="truth_inducing", result_use=1.0, self_noise=0.0, sandbagging_max=0.9,
        contract_alpha=alpha, contract_beta=beta, contract_gamma=gamma, years=2,
    )  # fmt: skip

    def reporting(understatement: float) -> float:
        def behave(view: object) -> Decision:
            zero = np.zeros_like(view.productivity)
            return Decision(zero + 0.3, zero, zero, zero, zero + understatement, zero)

        return final(world, "rent", behaviour=behave)

    grid = np.linspace(-0.5, 0.5, 41)
    assert grid[np.argmax([reporting(s) for s in grid])] == pytest.approx(best, abs=1e-12)


def test_posterior_rule_reaches_the_first_best_when_the_bureau_knows() -> None:
    knowing = Scenario(name="knowing").replace(
        **{
            **OFF,
            "score_form": "points",
            "years": 3,
            "departments": 20,
            "productivity_sd": 0.4,
            "size_sd": 0.5,
            "culture_initial": 1.0,
            "intrinsic_motivation": 1.0,
            "reward_value": 0.0,
            "habit_output": 0.1,
            "habit_benefit": 0.1,
            "effort_substitution": 0.5,
            "budget_rule": "posterior",
            "result_use": 1.0,
            "rigid_share": 0.0,
            "prior_reliability": 1.0,
            "belief_drift": 0.0,
            "self_noise": 0.0,
            "key_noise": 0.0,
            "satisfaction_noise": 0.0,
        }
    )
    outcomes = simulate(knowing, 8).outcomes
    reached = outcomes.loc[outcomes["year"] > 1, "value_to_first_best"]
    np.testing.assert_allclose(reached, 1.0, atol=1e-6)
    # Before the bureau first decides, budgets follow size and the district is well below.
    assert outcomes.loc[outcomes["year"] == 1, "value_to_first_best"].max() < 0.95
