"""Linear contracts: one score (T1), a task that no score sees (T2), two scores (T3), scores of peers (T7).

The principal chooses how strongly scores count, and in T7 how far relative to the others', so that simulated net
social value is highest.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from budgetsim.kinds.verify.theory import closed_forms
from budgetsim.kinds.verify.theory.limit import (
    Case,
    Finding,
    Limit,
    Parameter,
    Problem,
    Values,
    complete,
    exact,
)
from budgetsim.kinds.verify.theory.optimum import highest_pair
from budgetsim.kinds.verify.theory.worlds import (
    best_use,
    outcome_at,
    paid_score_variance,
    panel,
    theory_scenario,
)
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import told_with_remedy

AVERSION = Parameter("r", "r", "per unit of value", "absolute risk aversion", 0.0, 1000.0)
COST = Parameter("c", "c", "value", "curvature of the cost of effort", 1e-3, 1e6)
MOST_NOISE = 1e4
"""Largest variance: noises of a scenario end at 100."""
NOISE = Parameter("sigma2", "σ²", "score²", "variance of the score", 0.0, MOST_NOISE)


def linear_contract(case: Case) -> list[Finding]:
    """T1: slope, effort and surplus of the optimal contract; variance of the score."""
    r, c, variance = case["r"], case["c"], case["sigma2"]
    world = theory_scenario("t1_linear_contract").replace(
        risk_aversion=r, effort_cost=c, self_noise=sqrt(variance)
    )
    use = best_use(world)
    (effort,) = outcome_at(world, {"result_use": [use]}, "effort_output")
    with_contract, without = outcome_at(world, {"result_use": [use, 0.0]})
    slope = closed_forms.incentive_slope(r, c, variance)
    return [
        case.finding("beta", use, slope, exact(1.0)),
        case.finding("effort", effort, closed_forms.contract_effort(slope, c), exact(1.0 / c)),
        case.finding(
            "surplus",
            with_contract - without,
            closed_forms.contract_surplus(slope, c),
            exact(1.0 / (2.0 * c)),
        ),
        *variance_line(case, world, variance),
    ]


def multitask(case: Case) -> list[Finding]:
    """T2: slope of the optimal contract when benefits are not measured."""
    r, variance, cross = case["r"], case["sigma2"], case["k12"]
    # Habits this large keep the effort on benefits above 0 for every slope from 0 to 1.
    habit = 1.0 + cross / (1.0 - cross**2)
    world = theory_scenario("t2_multitask").replace(
        risk_aversion=r,
        self_noise=sqrt(variance),
        effort_substitution=cross,
        habit_output=habit,
        habit_benefit=habit,
    )
    expected = closed_forms.multitask_slope(r, variance, cross)
    return [case.finding("beta", best_use(world), expected, exact(1.0))]


def two_signals(case: Case) -> list[Finding]:
    """T3: slope of the optimal contract on both scores together and on each; variance of the score in use."""
    r, c, first, second = (case[name] for name in ("r", "c", "sigma2_1", "sigma2_2"))
    world = theory_scenario("t3_two_signals").replace(
        risk_aversion=r, effort_cost=c, self_noise=sqrt(first), external_noise=sqrt(second)
    )
    use = best_use(world)
    weights = score_weights(world)
    effective = closed_forms.effective_variance(first, second)
    slope = closed_forms.incentive_slope(r, c, effective)
    return [
        case.finding("beta", use, slope, exact(1.0)),
        case.finding(
            "beta_1", use * weights[0], closed_forms.signal_slope(slope, effective, first), exact(1.0)
        ),
        case.finding(
            "beta_2", use * weights[1], closed_forms.signal_slope(slope, effective, second), exact(1.0)
        ),
        *variance_line(case, world, effective),
    ]


def relative_performance(case: Case) -> list[Finding]:
    """T7: slope of the optimal contract and optimal weight on peers; variance of the filtered score."""
    peers, common, idiosyncratic = int(case["peers"]), case["sigma2_common"], case["sigma2_own"]
    world = theory_scenario("t7_relative_performance").replace(
        departments=peers,
        common_noise=sqrt(common),
        self_noise=sqrt(idiosyncratic),
        risk_aversion=case["r"],
        effort_cost=case["c"],
    )

    def value(use: Array, relative_evaluation: Array) -> Array:
        return outcome_at(world, {"result_use": use, "relative_evaluation": relative_evaluation})

    use, relative_evaluation = highest_pair(value)
    variance = closed_forms.filtered_variance(common, idiosyncratic, peers)
    slope = closed_forms.incentive_slope(case["r"], case["c"], variance)
    return [
        case.finding("beta", use, slope, exact(1.0)),
        case.finding(
            "filter", relative_evaluation, closed_forms.best_filter(common, idiosyncratic, peers), exact(1.0)
        ),
        *variance_line(case, world.replace(relative_evaluation=relative_evaluation), variance),
    ]


def variance_line(case: Case, world: Scenario, expected: float) -> list[Finding]:
    """Return the further check that the score varies from seed to seed as the closed form says."""
    if not case.thorough:
        return []
    simulated, tolerance = paid_score_variance(world, expected)
    return [case.finding("variance", simulated, expected, tolerance, detail=True)]


SEEDS_FOR_WEIGHTS = 20
"""Used scores are a weighted mean without remainder, so that a few dozen of them give the weights exactly."""


def score_weights(world: Scenario) -> tuple[float, float]:
    """Return the weights of self-score and external score in the used score, by least squares over simulated scores."""
    own, key, used = (
        column.ravel()
        for column in panel(world, ["self_score", "external_score", "used_score"], SEEDS_FOR_WEIGHTS)
    )
    # Deviations, each in units of its own spread: one score may be thousands of times noisier than the other.
    spreads = np.array([own.std(), key.std()])
    design = np.column_stack([own - own.mean(), key - key.mean()]) / spreads
    weights = np.linalg.lstsq(design, used - used.mean(), rcond=None)[0] / spreads
    return float(weights[0]), float(weights[1])


LEAST_NOISE = 0.05
"""Smallest sum of both variances for which the filter matters enough to be found in 16 digits of value."""


def some_noise(values: Values) -> list[Problem]:
    """Return whether there is any noise that a filter could remove or add."""
    if values["sigma2_common"] + values["sigma2_own"] >= LEAST_NOISE:
        return []
    words = told_with_remedy("verify-fault-no-noise", least=f"{LEAST_NOISE:g}")
    return [Problem("sigma2_own", *words)]


LINEAR_CONTRACT = Limit(
    id="T1",
    source="Holmström & Milgrom 1987",
    quantities=("beta", "effort", "surplus"),
    parameters=(AVERSION, COST, NOISE),
    worked=complete(("r", "c", "sigma2"), (2.0, 1.0, 0.5)),
    check=linear_contract,
    along=("sigma2", (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)),
)
MULTITASK = Limit(
    id="T2",
    source="Holmström & Milgrom 1991",
    quantities=("beta",),
    parameters=(
        AVERSION,
        Parameter("sigma2", "σ₁²", "score²", "variance of the score on task 1", 0.0, MOST_NOISE),
        Parameter("k12", "K₁₂", "value", "cross term of the cost of effort, K₁₁ = K₂₂ = 1", 0.0, 0.99),
    ),
    worked=complete(("r", "sigma2", "k12"), (2.0, 0.5, 0.0), (2.0, 0.5, 0.5), (2.0, 0.5, 0.9)),
    check=multitask,
    along=("k12", (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99)),
)
TWO_SIGNALS = Limit(
    id="T3",
    source="Holmström 1979",
    quantities=("beta", "beta_1", "beta_2"),
    parameters=(
        AVERSION,
        COST,
        Parameter("sigma2_1", "σ₁²", "score²", "variance of the self-score", 1e-4, MOST_NOISE),
        Parameter("sigma2_2", "σ₂²", "score²", "variance of the external score", 1e-4, MOST_NOISE),
    ),
    worked=complete(("r", "c", "sigma2_1", "sigma2_2"), (2.0, 1.0, 1.0, 0.25)),
    check=two_signals,
    along=("sigma2_2", (0.01, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)),
)
RELATIVE_PERFORMANCE = Limit(
    id="T7",
    source="Holmström 1982",
    quantities=("beta", "filter"),
    parameters=(
        Parameter("peers", "N", "departments", "departments that share the shock", 2, 100, whole=True),
        Parameter("sigma2_common", "σ_η²", "score²", "variance of the common shock", 0.0, 10.0),
        Parameter("sigma2_own", "σ_ε²", "score²", "variance of a department's own noise", 0.0, 10.0),
        Parameter("r", "r", "per unit of value", "absolute risk aversion", 0.01, 50.0),
        Parameter("c", "c", "value", "curvature of the cost of effort", 0.05, 10.0),
    ),
    worked=complete(("peers", "sigma2_common", "sigma2_own", "r", "c"), (5, 1.0, 1.0, 2.0, 1.0)),
    check=relative_performance,
    together=some_noise,
    along=("peers", (2, 3, 4, 5, 7, 10, 15, 20, 30, 40)),
)
