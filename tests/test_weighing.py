"""Weights of draws: what is known is recovered, what is not stays as it was, and places are matched as one by one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from programs import program
from scipy.stats import qmc, spearmanr

from budgetsim.kinds.verify.evidence.leaving_out import checks, effects_at
from budgetsim.kinds.verify.evidence.many import effects_over
from budgetsim.kinds.verify.evidence.matching import CLOSE, match, match_together, means_together
from budgetsim.posterior import Posterior, load_posterior, uncertain
from budgetsim.posterior.file import parquet_bytes
from budgetsim.posterior.prior import moments
from budgetsim.posterior.weighing import Evidence, emulate, normalised, resampled

SEEDS = range(4)


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    return program(root / "experiments" / "posterior.py")


def sobol(count: int, dimensions: int, seed: int = 0) -> np.ndarray:
    return qmc.Sobol(dimensions, rng=np.random.default_rng(seed)).random(count)


def one_fact(error: float, scale: float = 0.0, published: float = 0.5) -> Evidence:
    return Evidence(("fact",), np.array([published]), np.array([error]), ("family",), {"family": scale})


# Likelihood -----------------------------------------------------------------------------------------------------------


def test_without_discrepancy_a_fact_has_a_normal_error() -> None:
    shown = np.array([[0.5], [0.6], [0.3]])
    logs = one_fact(0.1).log_likelihood(shown)
    assert logs[0] - logs == pytest.approx([0.0, 0.5, 2.0])


def test_errors_of_what_is_shown_count_as_those_of_what_was_published() -> None:
    shown = np.array([[0.5], [0.8]])
    both = one_fact(0.3).log_likelihood(shown, 0.4)
    assert both == pytest.approx(one_fact(0.5).log_likelihood(shown))


def test_a_discrepancy_lets_more_draws_live() -> None:
    shown = np.array([[0.5], [0.9]])
    alone, with_others = (one_fact(0.05, scale).log_likelihood(shown) for scale in (0.0, 0.2))
    assert alone[0] - alone[1] > 30.0
    assert 0.0 < with_others[0] - with_others[1] < 5.0


def test_a_family_shares_its_discrepancy() -> None:
    names, published, errors = ("a", "b"), np.zeros(2), np.full(2, 0.01)
    together = Evidence(names, published, errors, ("one", "one"), {"one": 0.2})
    apart = Evidence(names, published, errors, ("one", "two"), {"one": 0.2, "two": 0.2})
    # One number that is far off says that places differ, so that the other counts for less.
    shown = np.array([[0.0, 0.4], [0.1, 0.4]])
    loss_together = np.diff(together.log_likelihood(shown))[0]
    loss_apart = np.diff(apart.log_likelihood(shown))[0]
    assert loss_apart < loss_together < 0.0
    assert together.discrepancies(shown[:1], np.ones(1))["one"] > 0.2


def test_what_cannot_be_shown_rules_a_draw_out() -> None:
    logs = one_fact(0.1).log_likelihood(np.array([[0.5], [np.nan]]))
    assert normalised(logs).tolist() == [1.0, 0.0]


def test_rows_are_taken_as_often_as_they_weigh() -> None:
    weights = np.array([0.5, 0.0, 0.25, 0.25])
    assert np.bincount(resampled(weights, 8)).tolist() == [4, 0, 2, 2]


# Recovered values -----------------------------------------------------------------------------------------------------


def test_a_known_parameter_is_recovered_and_the_others_stay_at_their_prior() -> None:
    points = 2.0 * sobol(4096, 6) - 1.0
    weights = normalised(one_fact(0.05, published=0.3).log_likelihood(points[:, :1] ** 3))
    center = weights @ points
    assert center[0] == pytest.approx(0.3 ** (1 / 3), abs=0.03)
    assert np.abs(center[1:]).max() < 0.05
    spread = np.sqrt(weights @ (points - center) ** 2)
    assert spread[0] < 0.1
    assert spread[1:] == pytest.approx(np.full(5, 1.0 / np.sqrt(3.0)), rel=0.05)


def test_an_emulator_finds_what_matters_and_says_how_far_it_errs() -> None:
    points = 2.0 * np.sqrt(3.0) * (sobol(256, 20) - 0.5)
    noise = 0.1 * np.random.default_rng(1).standard_normal(256)
    shown = points[:, 3] + 0.5 * np.sin(2.0 * points[:, 3]) - 2.0 * points[:, 11] + noise
    emulator = emulate(points, shown)
    assert set(emulator.active[:2]) == {3, 11}
    assert 0.09 < emulator.error < 0.2
    fresh = 2.0 * np.sqrt(3.0) * (sobol(256, 20, seed=9) - 0.5)
    truth = fresh[:, 3] + 0.5 * np.sin(2.0 * fresh[:, 3]) - 2.0 * fresh[:, 11]
    assert np.std(emulator.at(fresh) - truth) < emulator.error


def test_an_emulator_of_nothing_explains_nothing() -> None:
    points = 2.0 * np.sqrt(3.0) * (sobol(128, 10) - 0.5)
    emulator = emulate(points, np.random.default_rng(2).standard_normal(128))
    assert emulator.explained < 0.2


# Many places at once --------------------------------------------------------------------------------------------------


def draws(count: int = 3) -> Posterior:
    packed = load_posterior()
    return replace(packed, values=packed.values[:count], weights=np.full(count, 1.0 / count), place=None)


def test_arms_are_matched_together_as_each_alone() -> None:
    arm = next(one.control for one in checks() if one.name == "olken_2007")
    assert arm is not None
    arms = [replace(arm, base=arm.base.placed(**settings)) for settings in draws().settings(arm.base)]
    together = match_together(arms, SEEDS)
    alone = [match(one, SEEDS).values["slack_taste"] for one in arms]
    assert together == pytest.approx(alone, rel=2e-3)
    assert means_together(arms, together, SEEDS) == pytest.approx(arm.aims[0].value, rel=CLOSE)


def test_an_arm_out_of_reach_is_no_number() -> None:
    arm = next(one.control for one in checks() if one.name == "olken_2007")
    assert arm is not None
    (aim,) = arm.aims
    arms = [replace(arm, aims=(replace(aim, value=5.0),))]
    assert np.isnan(match_together(arms, SEEDS)).all()


def test_effects_over_draws_are_those_of_each_draw_alone() -> None:
    experiments = [one for one in checks() if one.name in ("olken_2007", "duflo_2018")]
    common = {"consequence_rare": np.array([0.1]), "consequence_public": np.array([0.5])}
    nothing = Posterior(("spending_noise",), np.array([[0.1]]), np.ones(1))
    together = effects_over(experiments, nothing, common, range(20))
    alone = effects_at(experiments, {name: float(values[0]) for name, values in common.items()}, seeds=20)
    assert together[0] == pytest.approx(alone, rel=2e-3)


# The draws of the package ---------------------------------------------------------------------------------------------


def test_packed_draws_belong_to_the_ranges_that_are_declared(script: ModuleType) -> None:
    about = load_posterior().about
    assert about["ranges"] == script.ranges_digest(), "make them anew: python experiments/posterior.py"


def test_packed_draws_stand_for_many() -> None:
    packed = load_posterior()
    assert packed.effective_draws == pytest.approx(float(packed.about["effective_draws"]), abs=0.1)
    assert packed.effective_draws > 200.0


def test_packed_draws_stand_in_line_by_what_the_model_shows_and_tell_it(script: ModuleType) -> None:
    few = load_posterior().draws(24)
    shown = script.consequences(few)
    assert few.place is not None
    change = shown.column(f"{script.REFORM}: value")
    assert spearmanr(change, few.place).statistic > 0.99
    told = json.loads(few.about["reforms"])
    assert set(told) == set(shown.names)
    assert np.median(change) == pytest.approx(told[f"{script.REFORM}: value"][1], abs=0.01)
    for name, (low, _, high, above) in told.items():
        assert low < np.median(shown.column(name)) < high, name
        assert (shown.column(name) > 0.0).mean() == pytest.approx(above, abs=0.2), name


def test_what_no_fact_depends_on_stays_at_its_prior() -> None:
    packed = load_posterior()
    mean, sd = moments()
    idle = ("search_step", "aspiration", "prior_reliability", "carryover_patience", "preliminary_noise")
    noise = 1.0 / np.sqrt(packed.effective_draws)
    for name in idle:
        place = list(uncertain()).index(name)
        shift = (packed.weights @ packed.column(name) - mean[place]) / sd[place]
        assert abs(shift) < 3.5 * noise, name


@pytest.mark.slow
def test_a_small_version_is_made_the_same_twice(script: ModuleType) -> None:
    facts = script.read_facts()
    names = {"china_2013", "olken_2007"}
    kept = [number for number, one in enumerate(facts.experiments) if one.name in names]
    experiments = tuple(facts.experiments[number] for number in kept)
    ids = [target.published.id for one in experiments for target in one.targets]
    rows = [facts.evidence.names.index(name) for name in ids]
    evidence = Evidence(
        tuple(ids), facts.evidence.published[rows], facts.evidence.errors[rows],
        tuple(facts.evidence.families[row] for row in rows),
        {facts.evidence.families[row]: facts.evidence.scales[facts.evidence.families[row]] for row in rows},
    )  # fmt: skip
    small = script.Facts(experiments, evidence)
    made = [script.weighed(small, 1, design=64, candidates=4096, count=32) for _ in range(2)]
    first, second = (parquet_bytes(script.posterior_of(small, one)) for one in made)
    assert first == second
    december = ids.index("china_2013_december")
    before = made[0].prior_shown[:, december].std()
    mean = made[0].weights @ made[0].shown[:, december]
    after = np.sqrt(made[0].weights @ (made[0].shown[:, december] - mean) ** 2)
    assert after < 0.3 * before
    assert mean == pytest.approx(0.179, abs=0.01)
