"""What the model must show: signs and sizes on means over paired seeds, each with a stated tolerance."""

from __future__ import annotations

import pandas as pd
import pytest

from budgetsim import Change, Scenario, load_scenario, simulate

SEEDS = 64
REFORM = {
    "monitoring_intensity": 0.4,
    "evaluation_coverage": 0.3,
    "objective_review": 0.9,
    "training": 0.4,
}


@pytest.fixture(scope="module")
def status_quo() -> Scenario:
    return load_scenario("wangcheng_2022")


def late_means(*scenarios: Scenario) -> pd.DataFrame:
    """Means over seeds and the last three years, one row per scenario."""
    outcomes = simulate(scenarios, SEEDS).outcomes
    late = outcomes[outcomes["year"] > outcomes["year"].max() - 3]
    return late.groupby("scenario").mean(numeric_only=True)


def difference(first: Scenario, second: Scenario, outcome: str) -> tuple[float, float]:
    """Paired difference second − first over seeds (last three years): mean and standard error."""
    outcomes = simulate([first, second], SEEDS).outcomes
    late = outcomes[outcomes["year"] > outcomes["year"].max() - 3]
    table = late.pivot_table(index="seed", columns="scenario", values=outcome)
    gap = table[second.name] - table[first.name]
    return float(gap.mean()), float(gap.std(ddof=1) / SEEDS**0.5)


def assert_sign(first: Scenario, second: Scenario, outcome: str, sign: int, least: float = 0.0) -> None:
    """The paired difference has the sign, beats ``least``, and lies four standard errors off zero."""
    mean, error = difference(first, second, outcome)
    assert sign * mean > max(least, 4.0 * error), f"{outcome}: {mean:.4f} ± {error:.4f}"


@pytest.mark.parametrize(
    "outcome", ["realised_monitoring", "realised_evaluation", "realised_review", "realised_use", "validity"]
)
def test_overload_dilutes_every_link_and_the_validity_of_evaluation(
    status_quo: Scenario, outcome: str
) -> None:
    unfunded = status_quo.replace(name="unfunded", **REFORM)
    funded = status_quo.replace(name="funded", staff=14.0, **REFORM)
    assert_sign(funded, unfunded, outcome, -1)


def test_overload_makes_departments_cynical(status_quo: Scenario) -> None:
    unfunded = status_quo.replace(name="unfunded", **REFORM)
    funded = status_quo.replace(name="funded", staff=14.0, **REFORM)
    assert_sign(funded, unfunded, "credibility", -1, least=0.1)
    assert_sign(funded, unfunded, "culture", -1, least=0.05)


def test_result_use_without_evaluation_quality_raises_manipulation(status_quo: Scenario) -> None:
    assert_sign(status_quo, status_quo.replace(name="used", result_use=0.6), "manipulation", 1, least=0.01)


def test_evaluation_quality_takes_the_manipulation_out_of_result_use(status_quo: Scenario) -> None:
    weak = status_quo.replace(name="weak", result_use=0.6)
    strong = weak.replace(
        name="strong", evaluation_coverage=0.5, staff=12.0, staff_skill=0.8, information_systems=0.8
    )
    assert_sign(weak, strong, "manipulation", -1, least=0.02)


@pytest.mark.parametrize(
    ("rectification", "kept_at_least", "kept_at_most"), [(0.0, -0.1, 0.25), (0.8, 0.6, 2.0)]
)
def test_monitoring_lasts_only_with_rectification(
    status_quo: Scenario, rectification: float, kept_at_least: float, kept_at_most: float
) -> None:
    from dataclasses import replace

    quiet = {"rectification": rectification, "staff": 20.0}
    low = replace(status_quo, name="low", changes=(Change(1, quiet),))
    high = replace(status_quo, name="high", changes=(Change(1, {**quiet, "monitoring_intensity": 0.4}),))
    outcomes = simulate([low, high], SEEDS).outcomes
    waste = outcomes.pivot_table(index="year", columns="scenario", values="active_waste")
    effect = waste["low"] - waste["high"]
    assert effect[1] > 0.02
    # With rectification the control arm learns to fear its few checks too, so the gap narrows without vanishing.
    assert kept_at_least <= effect[8:].mean() / effect[1] <= kept_at_most


def test_claw_back_raises_the_december_share(status_quo: Scenario) -> None:
    keep = status_quo.replace(name="keep", carryover=0.8)
    claw_back = status_quo.replace(name="claw_back", carryover=0.0)
    assert_sign(keep, claw_back, "december_share", 1, least=0.02)


def test_monitoring_on_paper_lowers_effort_and_waste(status_quo: Scenario) -> None:
    paper = status_quo.replace(information_systems=0.0, staff=20.0, rectification=0.6)
    low = paper.replace(name="low")
    high = paper.replace(name="high", monitoring_intensity=0.6)
    assert_sign(low, high, "effort_output", -1, least=0.005)
    assert_sign(low, high, "active_waste", -1, least=0.03)


def test_red_tape_is_what_lowers_effort(status_quo: Scenario) -> None:
    paper = status_quo.replace(
        information_systems=0.0, staff=20.0, rectification=0.6, red_tape_monitoring=0.0
    )
    high = paper.replace(name="high", monitoring_intensity=0.6)
    mean, _ = difference(paper.replace(name="low"), high, "effort_output")
    assert mean > -0.001


@pytest.mark.parametrize("outcome", ["result_elasticity", "performance"])
def test_rigid_money_mutes_result_use(status_quo: Scenario, outcome: str) -> None:
    def effect(rigid: float) -> float:
        low = status_quo.replace(name="low", rigid_share=rigid, result_use=0.0)
        return difference(low, low.replace(name="high", result_use=0.8), outcome)[0]

    assert effect(0.95) < 0.9 * effect(0.2)


def test_ratchet_lowers_effort(status_quo: Scenario) -> None:
    free = status_quo.replace(name="free", target_ratchet=0.0)
    assert_sign(free, free.replace(name="ratchet", target_ratchet=0.8), "effort_output", -1, least=0.005)


def test_truth_inducing_contract_removes_sandbagging_at_the_price_of_manipulation(
    status_quo: Scenario,
) -> None:
    honest = status_quo.replace(name="honest", objective_contract="truth_inducing")
    means = late_means(status_quo, honest)
    assert means.loc["wangcheng_2022", "sandbagging"] > 0.1
    assert means.loc["honest", "sandbagging"] == pytest.approx(0.0, abs=1e-12)
    assert_sign(status_quo, honest, "manipulation", 1, least=0.05)


def test_checks_drive_diversion_into_hiding(status_quo: Scenario) -> None:
    checked = status_quo.replace(name="checked", monitoring_intensity=0.5, rectification=0.8, staff=20.0)
    assert_sign(status_quo, checked, "concealed_waste", 1, least=0.01)
    assert_sign(status_quo, checked, "active_waste", -1, least=0.03)


def test_training_raises_the_performance_concept(status_quo: Scenario) -> None:
    trained = status_quo.replace(name="trained", training=0.8, staff=8.0)
    assert_sign(status_quo, trained, "culture", 1, least=0.1)


def test_status_quo_is_near_the_facts(status_quo: Scenario) -> None:
    facts = late_means(status_quo).loc["wangcheng_2022"]
    # China 2013: December share 17.9 %.
    assert 0.15 <= facts["december_share"] <= 0.22
    # Self-scores mostly excellent, external ones lower, and hardly related (Mexico 2013-2016: 0.10).
    assert facts["excellent_share"] > 0.75
    assert facts["external_score"] < facts["self_score"] - 8.0
    assert 0.05 <= facts["self_external_correlation"] <= 0.30
    # Scores move almost no money (Mexico: +0.004, s.e. 0.007, per point of five, which is 25 of 100).
    assert abs(facts["result_elasticity"]) < 0.03
    # A few per cent of departments have an external evaluation.
    assert 0.01 <= facts["evaluation_share"] <= 0.06


def test_every_lever_does_something(status_quo: Scenario) -> None:
    from budgetsim import parameters
    from budgetsim.model.timeline import CATEGORICAL

    table = parameters()
    levers = [n for n in table.loc[table["group"] == "policy", "name"] if n not in CATEGORICAL]
    moved = []
    for name in levers:
        now = getattr(status_quo.policy, name)
        base = (
            status_quo.replace(budget_rule="grades", result_use=0.5)
            if name == "relative_evaluation"
            else status_quo
        )
        moved.append(base.replace(name=name, **{name: 0.9 if now < 0.5 else 0.05}))
    plain = late_means(
        status_quo, status_quo.replace(name="grades", budget_rule="grades", result_use=0.5), *moved
    )
    for name in levers:
        base = plain.loc["grades" if name == "relative_evaluation" else "wangcheng_2022"]
        assert (plain.loc[name] - base).abs().drop(["seed", "year"]).max() > 1e-4, name
