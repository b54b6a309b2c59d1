"""Field experiments: estimators on made data, contrasts against the panel by hand, rules of agreement by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import load_scenario, simulate
from budgetsim.declarations import ARCHETYPES
from budgetsim.kinds.verify.evidence import run
from budgetsim.kinds.verify.evidence.design import Experiment, Look, Published, Reading, Target
from budgetsim.kinds.verify.evidence.estimate import Estimate, World, Worlds, draws, over_seeds
from budgetsim.kinds.verify.evidence.finding import FieldFinding, Prediction, agrees, allowed, reading_of
from budgetsim.kinds.verify.evidence.measure import (
    DERIVED,
    district_outcome,
    group_outcome,
    known_outcomes,
    observed,
    outcomes_of_groups,
)
from budgetsim.kinds.verify.evidence.run import batches, estimates, run_experiment
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.scenario import Change, Scenario

SEEDS = 6
AUDITS = Change(1, {"audit_coverage": 1.0}, 0.5)
COLUMNS = list(DEPARTMENT_COLUMNS)


@pytest.fixture(scope="module")
def base() -> Scenario:
    # Everybody is tempted alike: whoever has nothing to divert would not be seen to be treated.
    alike = {"slack_taste_sd": 0.0, "diversion_guilt": 0.0}
    return load_scenario("wangcheng_2022").replace(departments=20, burn_in=2, **alike)


def look_at(base: Scenario, **about: Any) -> Look:
    usual = {"outcome": "active_waste", "kind": "difference", "base": base, "treatment": (AUDITS,), "moderator": {},
             "years": 2, "measured": (1, 2)}  # fmt: skip
    return Look(**{**usual, **about})


def seen(look: Look, seeds: int = SEEDS) -> np.ndarray:
    return draws(look, Worlds(tuple(range(seeds))))


def treatment(look: Look, seeds: int = SEEDS) -> pd.DataFrame:
    """Panels of both arms beside each other, as a user gets them; ``_new`` is the arm with treatment."""
    tables = [simulate(arm, seeds, look.years, departments=True).departments for arm in look.arms()]
    keys = ["seed", "year", "department", "archetype"]
    return tables[0].merge(tables[1], on=keys, suffixes=("_old", "_new"))


def with_waste(panel: pd.DataFrame) -> pd.DataFrame:
    """Both arms' active waste by department, and who is treated: whoever decides otherwise in January of year 1."""
    for arm in ("old", "new"):
        lost = panel[f"diverted_{arm}"] + panel[f"concealed_{arm}"]
        panel[arm] = lost / panel[f"budget_{arm}"]
    first = panel[panel["year"] == 1]
    actions = ("diversion", "concealment", "manipulation")
    moved = first[np.logical_or.reduce([first[f"{name}_new"] != first[f"{name}_old"] for name in actions])]
    chosen = set(zip(moved["seed"], moved["department"], strict=True))
    panel["treated"] = [pair in chosen for pair in zip(panel["seed"], panel["department"], strict=True)]
    return panel


# Estimators on made data -------------------------------------------------------------------------------------------


class Made(Worlds):
    """Two worlds made by hand: active waste of treated and of other departments, before and after."""

    def __init__(self, before: tuple[float, float], after: tuple[float, float]) -> None:
        super().__init__((0, 1))
        self.who = np.array([[True, False, False, True], [False, True, True, False]])
        self.levels = [before, after]

    def of(self, scenario: Scenario, years: int) -> World:
        treated, others = self.levels[1 if scenario.changes else 0]
        panel = np.ones((2, years, 4, len(COLUMNS)))
        panel[..., COLUMNS.index("concealed")] = 0.0
        panel[..., COLUMNS.index("diverted")] = np.where(self.who, treated, others)[:, None, :]
        return World(
            np.zeros((2, years, len(OUTCOMES))), panel, np.zeros((2, 4), dtype=int), stream_version=2
        )

    def treated(self, *_: Any) -> np.ndarray:
        return self.who


@pytest.mark.parametrize(
    ("before", "after", "difference", "relative"),
    [
        ((0.10, 0.10), (0.05, 0.09), -0.04, 0.5 / 0.9 - 1.0),
        ((0.10, 0.10), (0.05, 0.10), -0.05, -0.5),
        ((0.20, 0.10), (0.20, 0.05), 0.05, 1.0),  # the others improve: the treated lose beside them
        ((0.20, 0.10), (0.10, 0.05), -0.05, 0.0),  # in proportion all are halved
        ((0.20, 0.10), (0.20, 0.10), 0.0, 0.0),
    ],
)
def test_a_contrast_is_what_treated_departments_gain_beyond_the_others(
    base: Scenario, before: Any, after: Any, difference: float, relative: float
) -> None:
    worlds = Made(before, after)
    assert draws(look_at(base), worlds) == pytest.approx([difference] * 2, abs=1e-12)
    assert draws(look_at(base, kind="relative"), worlds) == pytest.approx([relative] * 2, abs=1e-12)
    assert draws(look_at(base, kind="treated_level"), worlds) == pytest.approx([after[0]] * 2)


def test_mean_and_interval_are_those_of_student() -> None:
    values = np.random.default_rng(3).normal(0.3, 2.0, 17)
    got = over_seeds(values)
    low, high = scipy.stats.t.interval(0.95, 16, values.mean(), scipy.stats.sem(values))
    assert (got.mean, got.low, got.high) == pytest.approx((values.mean(), low, high))
    assert got.ends == (got.low, got.high)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(11)
    found = [over_seeds(rng.exponential(1.0, 40)) for _ in range(1500)]
    share = np.mean([one.low <= 1.0 <= one.high for one in found])
    assert 0.90 < share < 0.965


def test_one_draw_has_no_interval() -> None:
    got = over_seeds(np.array([0.25]))
    assert math.isnan(got.low)
    assert got.ends == (0.25, 0.25)


def test_equal_draws_have_no_spread() -> None:
    got = over_seeds(np.full(7, 0.1))
    assert (got.mean, got.low, got.high) == (0.1, 0.1, 0.1)


# Contrasts by hand -------------------------------------------------------------------------------------------------


def test_contrasts_equal_differences_by_hand_from_the_panel(base: Scenario) -> None:
    look = look_at(base)
    panel = with_waste(treatment(look))
    yearly = panel.groupby(["treated", "seed", "year"])[["old", "new"]].mean()
    means = yearly.groupby(["treated", "seed"]).mean()
    gain, growth = means["new"] - means["old"], means["new"] / means["old"]
    assert seen(look) == pytest.approx((gain[True] - gain[False]).to_numpy(), abs=1e-12)
    relative = (growth[True] / growth[False] - 1.0).to_numpy()
    assert seen(replace(look, kind="relative")) == pytest.approx(relative, abs=1e-12)


def test_the_share_of_treated_departments_is_the_experiments(base: Scenario) -> None:
    panel = with_waste(treatment(look_at(base, treatment=(replace(AUDITS, share=0.25),))))
    treated = panel[panel["year"] == 1].groupby("seed")["treated"].sum()
    assert (treated == 5).all()


@pytest.mark.parametrize("kind", ARCHETYPES)
def test_an_archetype_can_be_treated(base: Scenario, kind: str) -> None:
    look = look_at(base, treatment=(Change(1, {"audit_coverage": 1.0}, 1.0, kind),))
    worlds = Worlds(tuple(range(SEEDS)))
    world = worlds.of(base, 2)
    who = worlds.treated(look.treatment[0], world)
    np.testing.assert_array_equal(who, world.archetypes == ARCHETYPES.index(kind))
    panel = with_waste(treatment(look))
    assert set(panel.loc[panel["treated"], "archetype"]) == {kind}


def test_with_everybody_treated_two_worlds_are_compared(base: Scenario) -> None:
    everybody = Change(1, {"audit_coverage": 1.0, "staff": 9})
    look = look_at(base, treatment=(everybody,), outcome="net_social_value", measured=(2, 2))
    tables = [simulate(arm, SEEDS, 2).outcomes.query("year == 2") for arm in look.arms()]
    expected = tables[1]["net_social_value"].to_numpy() - tables[0]["net_social_value"].to_numpy()
    assert seen(look) == pytest.approx(expected, abs=1e-12)


def test_an_interaction_is_the_difference_of_two_differences(base: Scenario) -> None:
    moderator = {"coordination": 1.0, "staff_skill": 0.9}
    plain = look_at(base)
    got = seen(replace(plain, kind="interaction", moderator=moderator), 40)
    strong = seen(look_at(base.replace(**moderator)), 40)
    assert got == pytest.approx(strong - seen(plain, 40), abs=1e-12)
    assert over_seeds(got).high < 0.0  # findings that always reach the bureau deter more


def test_a_level_is_the_mean_of_the_measured_years(base: Scenario) -> None:
    look = look_at(base, kind="level", outcome="december_share", treatment=(), years=4, measured=(2, 3))
    table = simulate(base, SEEDS, 4).outcomes.query("2 <= year <= 3")
    assert seen(look) == pytest.approx(table.groupby("seed")["december_share"].mean().to_numpy())


@pytest.mark.parametrize("kind", ["difference", "relative", "interaction"])
@pytest.mark.parametrize("outcome", ["active_waste", "performance", "december_spending", "missing_money"])
def test_a_lever_set_to_what_it_was_has_exactly_no_effect(base: Scenario, kind: str, outcome: str) -> None:
    """Without any treatment both arms are one world, to the last bit; so chance has no part in an effect."""
    levers = {
        name: getattr(base.policy, name) for name in ("monitoring_intensity", "audit_coverage", "carryover")
    }
    look = look_at(
        base, kind=kind, outcome=outcome, treatment=(Change(1, levers, 0.5),), moderator={"staff": 8}
    )
    assert (seen(look) == 0.0).all()


def test_seeds_are_paired(base: Scenario) -> None:
    """Both arms meet the same worlds: pairing takes most of the chance out of a difference."""
    everybody = look_at(base, treatment=(Change(1, {"audit_coverage": 1.0}),))
    worlds = Worlds(tuple(range(40)))
    paired = draws(everybody, worlds)
    before, after = (worlds.of(arm, 2) for arm in everybody.arms())
    old, new = (district_outcome(world.values, "active_waste").mean(axis=1) for world in (before, after))
    unpaired = np.roll(new, 1) - old
    assert paired == pytest.approx(new - old)
    assert paired.std() < 0.6 * unpaired.std()


def test_the_number_under_a_seed_does_not_depend_on_the_others(
    base: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = look_at(base)
    alone = [draws(look, Worlds((seed,)))[0] for seed in range(SEEDS)]
    np.testing.assert_array_equal(seen(look), alone)
    together = estimates([look], SEEDS)
    monkeypatch.setattr(run, "AT_ONCE", 2)
    assert estimates([look], SEEDS) == together


@given(seeds=st.integers(1, 700), pool=st.integers(1, 60))
def test_batches_hold_every_seed_once_and_no_part_of_a_pool(seeds: int, pool: int) -> None:
    parts = batches(seeds, pool)
    assert [seed for part in parts for seed in part] == list(range(seeds))
    assert all(len(part) % pool == 0 for part in parts[:-1])
    assert len(parts[-1]) >= min(pool, seeds)


# Measures of groups and moments ------------------------------------------------------------------------------------


def test_a_group_of_all_departments_is_the_district(base: Scenario) -> None:
    """One definition of an outcome, whoever is measured."""
    world = Worlds((5,)).of(base, 3)
    for name in (*outcomes_of_groups(), *DERIVED):
        got, expected = group_outcome(world.panel[0], name), district_outcome(world.values, name)[0]
        assert got == pytest.approx(expected, rel=1e-9, abs=1e-12), name


def test_known_outcomes_are_those_that_can_be_measured() -> None:
    assert {"active_waste", "self_score", "culture"} < set(outcomes_of_groups()) < set(OUTCOMES)
    assert "result_elasticity" not in known_outcomes("difference", groups=True)
    assert "result_elasticity" in known_outcomes("level", groups=True)
    assert "result_elasticity" in known_outcomes("difference", groups=False)
    assert set(DERIVED) <= set(known_outcomes("relative", groups=True))
    assert "self_drift" in known_outcomes("moment", groups=True)


def test_derived_outcomes_by_hand(base: Scenario) -> None:
    table = simulate(base, 1, 2).outcomes
    world = Worlds((0,)).of(base, 2)
    expected = {
        "missing_money": table["active_waste"] + table["passive_waste"],
        "visible_waste": table["active_waste"] - table["concealed_waste"],
        "december_excess": table["december_share"] - 1.0 / 12.0,
        "passive_part_of_waste": table["passive_waste"] / (table["active_waste"] + table["passive_waste"]),
        "reported_harm": 1.0 - table["manipulation"],
        "price_level": 1.0 / table["performance"],
        "december_spending": table["december_share"] * table["execution_rate"],
    }
    assert set(expected) == set(DERIVED)
    for name, column in expected.items():
        assert district_outcome(world.values, name)[0] == pytest.approx(column.to_numpy()), name


def test_moments_are_those_of_the_panel(base: Scenario) -> None:
    panel = simulate(base, 2, 5, departments=True).departments.query("year >= 2")
    look = look_at(base, kind="moment", treatment=(), years=5, measured=(2, 5))
    look = replace(look, outcome="self_external_correlation")
    scores = panel[["self_score", "external_score"]]
    net = scores - scores.groupby([panel["seed"], panel["year"]]).transform("mean")
    expected = [part["self_score"].corr(part["external_score"]) for _, part in net.groupby(panel["seed"])]
    assert seen(look, 2) == pytest.approx(expected)
    pooled = draws(look, Worlds((0, 1), pool=2))
    net = scores - scores.groupby(panel["year"]).transform("mean")
    assert pooled == pytest.approx([net["self_score"].corr(net["external_score"])])


def test_pools_share_the_districts_out(base: Scenario) -> None:
    look = look_at(base, kind="moment", outcome="self_drift", treatment=())
    assert len(draws(look, Worlds(tuple(range(7)), pool=3))) == 2
    assert len(draws(look, Worlds((0, 1), pool=20))) == 1


def test_external_scores_of_all_departments_are_observed(base: Scenario) -> None:
    panel = observed(Worlds((0,)).of(base, 2).panel[0])
    assert panel.covered.all()
    assert panel.external_score.shape == (20, 2)
    assert np.isfinite(panel.external_score).all()


# Rules -------------------------------------------------------------------------------------------------------------


def published(**about: Any) -> Published:
    usual: dict[str, Any] = {
        "id": "x_2001", "quantity": "waste", "finding": "less", "effect": -0.3, "direction": None, "se": 0.1,
        "note": "", "unit": "relative change", "family": "checks", "role": "prediction", "source": "s", "basis": "read",
    }  # fmt: skip
    return Published(**{**usual, **about})


SIGN = {"effect": None, "se": None, "unit": "sign"}


@pytest.mark.parametrize(
    ("about", "found", "expected"),
    [
        ({}, Prediction(-0.3, 0.0), True),
        ({}, Prediction(-0.3 + 0.19, 0.0), True),
        ({}, Prediction(-0.3 + 0.20, 0.0), False),
        ({}, Prediction(-0.3 + 0.20, 0.0, discrepancy=0.1), True),
        ({}, Prediction(-0.3 + 0.20, 0.05), True),
        (
            {},
            Prediction(-0.3 + 0.20, 0.0, common=9.0),
            False,
        ),  # what is not known of parameters excuses nothing
        ({"se": None}, Prediction(-0.29, 0.0), False),
        ({"se": None}, Prediction(-0.29, 0.0, discrepancy=0.1), True),
        ({"effect": 0.0, "se": None}, Prediction(-0.1, 0.001, discrepancy=0.1), True),
        ({**SIGN, "direction": "down"}, Prediction(-0.1, 0.001, discrepancy=0.2), True),
        ({**SIGN, "direction": "up"}, Prediction(-0.1, 0.001, discrepancy=0.2), False),
        ({**SIGN, "direction": "none"}, Prediction(-0.1, 0.001, discrepancy=0.1), True),
        ({**SIGN, "direction": "none"}, Prediction(-0.1, 0.001), False),
        ({}, Prediction(math.nan, 0.0), False),
    ],
)
def test_one_rule_by_hand(about: dict[str, Any], found: Prediction, *, expected: bool) -> None:
    assert agrees(published(**about), found) is expected


def test_an_allowance_is_added() -> None:
    found = Prediction(-0.29, 0.0)
    assert not agrees(published(se=None), found)
    assert agrees(published(se=None), found, allowance=0.011)
    assert allowed(published(), Prediction(0.0, 0.3, discrepancy=0.4), 0.5) == pytest.approx(
        0.5 + 1.96 * math.sqrt(0.01 + 0.09 + 0.16)
    )


def test_signs_have_a_probability() -> None:
    found = Prediction(-0.1, 0.0, discrepancy=0.1)
    assert found.probability(-1.0) == pytest.approx(scipy.stats.norm.cdf(1.0))
    assert found.probability(1.0) == pytest.approx(scipy.stats.norm.sf(1.0))
    assert found.probability(0.0) == pytest.approx(2.0 * scipy.stats.norm.sf(1.0))
    assert Prediction(-0.1, 0.0).probability(-1.0) == 1.0
    assert Prediction(0.0, 0.0).probability(0.0) == 1.0


@given(mean=st.floats(-1.0, 1.0), discrepancy=st.floats(0.02, 0.5), spread=st.floats(0.01, 0.3))
def test_a_verdict_is_the_same_for_any_number_of_seeds(
    mean: float, discrepancy: float, spread: float
) -> None:
    """As long as chance is small beside what places differ by: then it moves the limit by less than a hundredth."""
    limits = [
        allowed(published(se=None), Prediction(mean, spread / math.sqrt(seeds), discrepancy=discrepancy))
        for seeds in (100, 400, 1000)
    ]
    if spread / 10.0 < discrepancy / 10.0:
        assert max(limits) / min(limits) < 1.006
    verdicts = {abs(mean + 0.3) <= limit for limit in limits}
    if not min(limits) < abs(mean + 0.3) <= max(limits):
        assert len(verdicts) == 1


def test_predictive_intervals_hold_what_they_say() -> None:
    rng = np.random.default_rng(7)
    found = Prediction(-0.2, 0.01, common=0.05, discrepancy=0.1)
    low, high = found.interval(0.07)
    truth = -0.2 + rng.normal(0.0, math.hypot(0.01, 0.05, 0.1, 0.07), 20_000)
    assert ((low <= truth) & (truth <= high)).mean() == pytest.approx(0.9, abs=0.01)


# Lines of the scorecard --------------------------------------------------------------------------------------------


def experiment(*targets: Target, **about: Any) -> Experiment:
    usual = {"name": "n", "title": "t", "mapping": "m", "replications": 4}
    return Experiment(**{**usual, **about}, targets=targets)


def judged(role: str, mean: float, seeds: int = 9) -> FieldFinding:
    target = Target(published(role=role, why="because"))
    half = 0.001 if seeds > 1 else math.nan
    found = Estimate(mean, mean - half, mean + half, seeds, 0.0005)
    return FieldFinding(experiment(target), target, found, Prediction(mean, 0.0005))


def test_only_a_calibration_target_that_misses_fails() -> None:
    assert not judged("calibration", -0.3).fails
    assert judged("calibration", 0.1).fails
    assert not judged("prediction", 0.1).fails
    assert not judged("prediction", 0.1).holds
    assert not judged("calibration", 0.1, seeds=1).fails


def test_a_miss_is_explained_and_a_hit_is_not() -> None:
    assert judged("prediction", 0.1).why == "because"
    assert judged("prediction", -0.3).why == ""
    target = Target(published())
    silent = FieldFinding(experiment(), target, Estimate(0.1, 0.1, 0.1, 5), Prediction(0.1, 0.0))
    assert silent.why == "not explained yet"


def test_what_cannot_be_expressed_neither_holds_nor_fails() -> None:
    target = Target(published(), not_expressible="no such mechanism")
    line = FieldFinding(experiment(target), target)
    assert (line.holds, line.fails, line.inside, line.why) == (False, False, None, "no such mechanism")
    row = line.row()
    assert (row.holds, row.predicted, row.published, row.status) == (None, None, -0.3, "not expressible")


def test_readings_stand_beside_the_first_finding_that_is_compared(base: Scenario) -> None:
    lost = Target(published(), not_expressible="no")
    look = look_at(base)
    other = Reading("everything", replace(look, outcome="missing_money"))
    lines = run_experiment(
        experiment(lost, Target(published(), look), Target(published(), look), readings=(other,)), 3
    )
    assert [len(line.readings) for line in lines] == [0, 1, 0]
    assert lines[1].readings[0] == reading_of("everything", other.look, estimates([other.look], 3)[0])
    assert lines[1].estimate == lines[2].estimate == estimates([look], 3)[0]
    assert lines[1].row().parameters == {
        "audit_coverage": 1.0, "share": 0.5, "assignment": "random", "first_year": 1, "last_year": 2,
    }  # fmt: skip


def test_a_treatment_may_change_in_a_later_year(base: Scenario) -> None:
    later = Change(2, {"audit_coverage": 0.04}, 0.5)
    look = look_at(base, kind="relative", treatment=(AUDITS, later), years=6, measured=(1, 1))
    at_first, in_the_end = (over_seeds(seen(replace(look, measured=(year, year)))).mean for year in (1, 6))
    assert at_first < 3.0 * in_the_end < 0.0
    line = FieldFinding(experiment(), Target(published(), look))
    assert line.parameters["audit_coverage@2"] == 0.04


def test_moments_are_taken_of_the_pools_that_the_file_wants(base: Scenario) -> None:
    look = look_at(base, kind="moment", outcome="self_external_correlation", treatment=())
    (line,) = run_experiment(experiment(Target(published(), look), pool=3, replications=9))
    assert line.estimate == over_seeds(draws(look, Worlds(tuple(range(9)), pool=3)))
    assert line.estimate.seeds == 3


def test_rare_events_are_counted_in_pools(base: Scenario) -> None:
    look = look_at(base, kind="relative", outcome="findings")
    pooled = draws(look, Worlds(tuple(range(SEEDS)), pool=SEEDS))
    assert pooled.shape == (1,)
    assert np.isfinite(pooled).all()
    panel = with_waste(treatment(look))
    means = panel.groupby("treated")[["findings_old", "findings_new"]].mean()
    growth = means["findings_new"] / means["findings_old"]
    assert pooled[0] == pytest.approx(growth[True] / growth[False] - 1.0)
