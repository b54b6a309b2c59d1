"""Field trials: estimators against a package, the truth recovered where it can be, and every reason why it is not."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import budgetsim
from budgetsim.kinds.trial import keep, question
from budgetsim.kinds.trial.answer import Trial
from budgetsim.kinds.trial.estimators import (
    CR1,
    CR3,
    ESTIMATORS,
    INFERENCES,
    WILD,
    Panel,
    estimator,
    estimators,
    event_weights,
)
from budgetsim.kinds.trial.judge import effects_of, estimated, tried
from budgetsim.kinds.trial.package import FORMULAS, frame_of, package_estimates
from budgetsim.kinds.trial.plan import Cohort, Plan, proportional
from budgetsim.kinds.trial.worlds import Seen, joined, orders_of, worlds_of
from budgetsim.language import LANGUAGES, language
from budgetsim.numerics import Array
from budgetsim.scenario import ScenarioError
from budgetsim.studies.ask import pose

ALONE = ["network_degree=0", "staff=60", "staff_skill=1", "result_use=0", "burn_in=2"]
"""A district whose departments share nothing: no peers, no scarce staff, no contest for money."""
POINT: dict[str, Any] = {"parameters": "point", "checked": 0, "progress": False}
SMALL: dict[str, Any] = {
    "settings": ["departments=16", "burn_in=1"], "cohorts": {2: 3, 3: 3}, "controls": 6, "years": 4, "draws": 4,
    "replications": 3, "checked": 0, "progress": False,
}  # fmt: skip
DESIGNS = [
    Panel((3,) * 6 + (0,) * 6, 5),
    Panel((3,) * 4 + (4,) * 3 + (0,) * 5, 6),
    Panel((2,) * 3 + (5,) * 4 + (0,) * 9, 5),
]


def synthetic(
    panel: Panel, worlds: int = 2000, effect: float = 0.0, spill: float = 0.0, seed: int = 1
) -> Seen:
    """Worlds made up: units differ, years are lucky, treatment moves the treated by ``effect``, others by ``spill``."""
    source = np.random.default_rng(seed)
    shape = (1, worlds, panel.units, panel.years)
    without = (
        source.normal(size=shape)
        + source.normal(size=(*shape[:3], 1))
        + source.normal(size=(1, worlds, 1, shape[3]))
    )
    after = np.arange(1, panel.years + 1) >= panel.cohorts[0]
    moved = np.where(panel.is_treated, effect, 0.0) + np.where(~panel.is_treated & after, spill, 0.0)
    return Seen(without + moved, without + moved, without, without)


def by_name(panel: Panel, seen: Seen) -> dict[str, Any]:
    effects = effects_of(panel, seen)
    true = effects.on_treated(effects.true)
    return {name: estimated(name, one, effects, true) for name, one in estimators(panel).items()}


# Estimators ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("panel", DESIGNS)
def test_estimators_are_those_of_the_package(panel: Panel) -> None:
    pytest.importorskip("pyfixest")
    worlds = synthetic(panel, worlds=2, effect=1.0).measured[0]
    for place, outcomes in enumerate(worlds):
        package = package_estimates(panel, outcomes)
        assert set(package) >= set(ESTIMATORS) - {"did2s"}
        for name, (value, error) in package.items():
            got = estimators(panel)[name].estimates(worlds)
            assert got.value[place] == pytest.approx(value, rel=1e-9)
            assert got.error[place] == pytest.approx(error, rel=1e-9)


def test_event_study_is_that_of_the_package() -> None:
    """Cohorts against the never treated, weighted by size: a saturated regression, aggregated."""
    pyfixest = pytest.importorskip("pyfixest")
    panel = DESIGNS[1]
    outcomes = synthetic(panel, worlds=1, effect=1.0).measured[0, 0]
    with warnings.catch_warnings():  # the package says that it is in beta, and which dummies it drops
        warnings.simplefilter("ignore")
        fit = pyfixest.event_study(
            data=frame_of(panel, outcomes), yname="y", idname="unit", tname="year", gname="since",
            estimator="saturated", cluster="unit",
        )  # fmt: skip
        expected = fit.aggregate(weighting="shares")["Estimate"]
    got = {since: float((weights * outcomes).sum()) for since, weights in event_weights(panel).items()}
    assert got.pop(-1) == 0.0
    assert got == pytest.approx({int(since): float(value) for since, value in expected.items()})


def test_every_estimator_has_its_formula() -> None:
    assert set(FORMULAS) == set(ESTIMATORS)


@pytest.mark.parametrize("panel", DESIGNS[:2])
def test_without_an_effect_it_is_found_in_five_per_cent(panel: Panel) -> None:
    """Two stages alone have no correction for few clusters."""
    for name, found in by_name(panel, synthetic(panel)).items():
        most = 0.12 if name == "did2s" else 0.075
        assert 0.035 <= found.false_alarms.value <= most


def test_constant_effect_is_recovered_with_intervals_that_hold_it() -> None:
    panel = Panel((3,) * 30 + (4,) * 30 + (0,) * 40, 6)
    for found in by_name(panel, synthetic(panel, effect=1.0)).values():
        assert found.estimate.value == pytest.approx(1.0, abs=0.03)
        assert 0.93 <= found.coverage.value <= 0.97
        assert vars(found.bias) == pytest.approx(dict.fromkeys(vars(found.bias), 0.0), abs=0.03)


def test_effect_on_controls_biases_towards_zero() -> None:
    panel = DESIGNS[0]
    for found in by_name(panel, synthetic(panel, effect=1.0, spill=0.5)).values():
        assert found.bias.spillover == pytest.approx(-0.5)
        assert found.bias.largest == "spillover"
        assert found.estimate.value == pytest.approx(0.5, abs=0.05)


def test_two_way_effects_weigh_growing_effects_wrongly_and_two_stages_do_not() -> None:
    """Cohorts already treated serve as controls of later ones (Goodman-Bacon 2021)."""
    panel = Panel((2,) * 10 + (5,) * 10 + (0,) * 4, 6)
    seen = synthetic(panel, worlds=50)
    growth = np.where(panel.is_treated, panel.event + 1.0, 0.0)
    moved = Seen(seen.measured + growth, seen.true + growth, seen.measured_without, seen.true_without)
    found = by_name(panel, moved)
    assert found["did2s"].bias.weighting == pytest.approx(0.0, abs=1e-9)
    assert found["twfe"].bias.weighting < -0.3


def test_parts_of_the_bias_add_up() -> None:
    answer = budgetsim.trial("wangcheng_2022", **SMALL)
    for one in answer.tried:
        for found in one.found:
            assert one.truth + sum(vars(found.bias).values()) == pytest.approx(found.estimate.value)


# The model's worlds --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alone() -> Trial:
    """Two thousand worlds in which assumptions hold: nothing is shared, the truth is measured, clusters are many."""
    made: Trial = budgetsim.trial(
        "wangcheng_2022", outcome="waste", settings=ALONE, cohorts="2:30", controls=30, years=3, sizes=[12, 30],
        replications=2000, **POINT,
    )  # fmt: skip
    return made


def test_truth_is_recovered_where_assumptions_hold(alone: Trial) -> None:
    for found in alone.own.found:
        assert 0.93 <= found.coverage.value <= 0.97
        assert found.estimate.value == pytest.approx(alone.true.value, rel=0.02)
        assert abs(found.bias.spillover) < 0.001 * abs(alone.true.value)
        assert found.bias.measurement == 0.0
        assert 0.03 <= found.false_alarms.value <= 0.07
    assert alone.rollout.value == pytest.approx(alone.true.value, rel=0.01)


def test_power_grows_with_departments_and_falls_with_what_must_be_found(alone: Trial) -> None:
    means = [alone.of(units, alone.after).by("means") for units in alone.sizes]
    assert sorted(one.power.value for one in means) == [one.power.value for one in means]
    assert sorted((one.detectable for one in means), reverse=True) == [one.detectable for one in means]
    assert means[0].power.value < 0.8 < means[-1].power.value


def test_hiding_makes_audits_find_too_much_of_an_effect(alone: Trial) -> None:
    about = {
        "settings": ALONE,
        "cohorts": "2:30",
        "controls": 30,
        "years": 3,
        "replications": 200,
        "sizes": [60],
    }
    audited = budgetsim.trial("wangcheng_2022", **about, **POINT)
    assert audited.found.bias.measurement < 0.0 > audited.true.value
    assert audited.measured.value < alone.true.value


def test_scarce_staff_takes_checks_from_controls_and_few_get_what_all_do_not() -> None:
    about = {
        "outcome": "waste",
        "cohorts": "3:20",
        "controls": 20,
        "years": 4,
        "replications": 100,
        "sizes": [40],
    }
    scarce, ample = (
        budgetsim.trial("wangcheng_2022", settings=[f"staff={staff}"], **about, **POINT) for staff in (2, 60)
    )
    assert scarce.found.bias.largest == "spillover"
    assert abs(scarce.found.bias.spillover) > 10.0 * abs(ample.found.bias.spillover)
    assert scarce.rollout.value / scarce.true.value < 0.8
    assert ample.rollout.value / ample.true.value == pytest.approx(1.0, abs=0.05)


def test_whole_districts_share_nothing() -> None:
    answer = budgetsim.trial("wangcheng_2022", **{**SMALL, "outcome": "waste", "unit": "district"})
    assert {found.bias.spillover for found in answer.own.found} == {0.0}
    assert answer.own.units == 12
    assert answer.own.by("did2s").bias.measurement == 0.0


def test_choosing_the_most_tempted_misleads_a_comparison_of_means() -> None:
    by_lot, by_risk = (
        budgetsim.trial(
            "wangcheng_2022", **{**SMALL, "outcome": "waste", "assignment": how, "replications": 20}
        )
        for how in ("random", "risk")
    )
    assert by_risk.own.by("means").bias.chance > 0.03  # they wasted more before
    assert abs(by_risk.own.by("did").bias.chance) < 0.5 * by_risk.own.by("means").bias.chance
    assert abs(by_lot.own.by("means").bias.chance) < 0.5 * by_risk.own.by("means").bias.chance


def test_who_is_treated_hangs_on_the_seed_alone() -> None:
    """Another treatment, another draw of parameters, another length: the same departments in the same order."""
    scenario = budgetsim.load_scenario("wangcheng_2022").replace(departments=12, burn_in=0)
    plan = Plan(scenario, {"monitoring_intensity": 0.5}, (Cohort(2, 3),), 4, 2)
    states = question.States("", {}, {}, 0)

    def budgets(plan: Plan) -> Array:
        order = question.Order((plan,), "waste", states, ((3, 4, 5),), 3)
        return worlds_of(order).seen[plan.size].measured_without[..., 0]

    usual = budgets(plan)
    assert np.array_equal(usual, budgets(replace(plan, treatment={"rectification": 0.9})))
    assert np.array_equal(usual, budgets(replace(plan, years=3)))
    larger = budgets(replace(plan, cohorts=(Cohort(2, 5),), controls=2))
    assert np.array_equal(usual, larger)
    assert not np.array_equal(usual[:, 0], usual[:, 1])


def test_worlds_do_not_depend_on_how_they_are_cut() -> None:
    given = {name: value for name, value in SMALL.items() if name != "progress"}
    order = pose(question.Question, {"scenario": "wangcheng_2022", **given, "draws": 6}, flags=False).order
    assert len(orders_of(order)) == 2
    cut, whole = joined([worlds_of(piece) for piece in orders_of(order)]), worlds_of(order)
    for size, seen in whole.seen.items():
        for name, values in vars(seen).items():
            assert np.array_equal(values, getattr(cut.seen[size], name))
    assert np.array_equal(cut.everybody, whole.everybody)


@pytest.mark.slow
def test_same_answer_by_one_process_and_by_two() -> None:
    one, two = (
        budgetsim.trial("wangcheng_2022", **{**SMALL, "draws": 6}, workers=workers) for workers in (1, 2)
    )
    assert one == two


def test_a_shorter_trial_is_the_beginning_of_a_longer_one() -> None:
    long = budgetsim.trial("wangcheng_2022", **SMALL)
    short = budgetsim.trial("wangcheng_2022", **{**SMALL, "years": 3})
    assert short.own == long.of(short.size, short.after)


def test_trial_may_be_longer_than_its_scenario_is_planned_for() -> None:
    scenario = budgetsim.load_scenario("wangcheng_2022").replace(years=3, departments=12, burn_in=0)
    longer = {"cohorts": "5:4", "controls": 4, "years": 6, "sizes": [8], "replications": 2}
    answer = budgetsim.trial(scenario, **longer, **POINT)
    assert answer.lengths == [1, 2]
    assert answer.events[-1].since == 1


# How it is asked -----------------------------------------------------------------------------------------------------


def test_example_is_a_roll_out_among_own_departments(root: Path) -> None:
    asked = pose(question.Question, {"scenario": root / "examples" / "trial.toml", "years": 5}, flags=False)
    assert asked.cohorts == (Cohort(3, 10), Cohort(4, 10))
    assert asked.years == 5  # over the 6 of the file
    assert asked.scenario.roster is not None
    assert asked.population == len(asked.scenario.roster.names)
    assert asked.chosen_estimator == "did2s"
    assert [plan.size for plan in asked.plans] == [18, 36, 44]


def test_sizes_keep_proportions() -> None:
    assert proportional(18, [10, 10, 16]) == [5, 5, 8]
    assert sum(proportional(13, [10, 10, 16])) == 13


def faults(**given: Any) -> str:
    with pytest.raises(ScenarioError) as error:
        pose(question.Question, {"scenario": "wangcheng_2022", **given}, flags=False)
    return str(error.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"treatment": "monitering_intensity=0.5"}, "did you mean monitoring_intensity"),
        ({"treatment": "monitoring_intensity=5"}, "monitoring_intensity"),
        ({"treatment": "year=2"}, "unknown lever"),
        ({"treatment": {}}, "no lever is named"),
        ({"treatment": "staff=5"}, "treat districts"),
        ({"treatment": "monitoring_intensity=0.04"}, "nobody would be treated"),
        ({"cohorts": "9:4"}, "after the last year"),
        ({"cohorts": "1:4"}, "nothing is measured before"),
        ({"cohorts": "3-4"}, "YEAR:UNITS"),
        ({"cohorts": "3:4,3:5"}, "two cohorts"),
        ({"cohorts": "3:50"}, "62 departments are treated or controls, but wangcheng_2022 has 60"),
        ({"controls": 1}, "at least"),
        ({"outcome": "net_social_value"}, "nobody measures this in single departments"),
        ({"outcome": "self_scores"}, "did you mean self_score"),
        ({"sizes": [100]}, "has 60 departments"),
        ({"sizes": [3]}, "so few units"),
        ({"cohorts": "3:2", "controls": 3, "sizes": [5], "inference": "wild"}, "below 0.0625"),
        ({"unit": "district", "assignment": "risk"}, "by lot"),
        ({"scenario": "capacity_first", "treatment": "result_use=0.3", "years": 9}, "moves result_use in year"),
        ({"parameters": "point", "draws": 5}, "draws"),
    ],
)  # fmt: skip
def test_faults_say_what_to_do(given: dict[str, Any], said: str) -> None:
    assert said in faults(**given)


def test_faults_are_told_all_at_once() -> None:
    told = faults(cohorts="9:70", controls=0, treatment="staff=3", sizes=[3])
    for part in (
        "after the last year",
        "are treated or controls",
        "at least",
        "belongs to the whole district",
    ):
        assert part in told


def test_without_the_package_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "is_installed", lambda: False)
    assert 'pip install "budgetsim[trial]"' in faults()
    assert pose(question.Question, {"scenario": "wangcheng_2022", "checked": 0}, flags=False).checked == 0


def test_package_estimates_some_worlds_too() -> None:
    pytest.importorskip("pyfixest")
    answer = budgetsim.trial("wangcheng_2022", **{**SMALL, "checked": 2})
    assert answer.checked is not None
    assert answer.checked.worlds == 2
    assert answer.checked.difference == 1e-9
    assert "pyfixest" in " ".join(answer.how_made())


def test_data_of_one_world_are_there_for_other_packages() -> None:
    answer = budgetsim.trial("wangcheng_2022", **SMALL)
    panel = answer.to_df("panel")
    assert list(panel.columns) == ["unit", "year", "since", "measured", "true"]
    for name in ("panel", "every"):
        for column in answer.tables[name].columns:
            assert all(column.heading(language(code)) != f"head-{column.key}" for code in LANGUAGES)
            assert column.head, column.key
    assert len(panel) == answer.size * answer.years
    assert sorted(set(panel["since"])) == [0, 2, 3]


def test_shorter_trials_are_tried_too() -> None:
    panel = DESIGNS[1]
    seen = synthetic(panel, worlds=20, effect=1.0)
    whole, one_year = (tried(panel, seen, after) for after in (3, 1))
    assert (whole.after, one_year.after) == (3, 1)
    cut = Seen(*(values[..., :4] for values in vars(seen).values()))
    assert one_year == tried(panel.first(4), cut, 1)


# Few clusters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("panel", DESIGNS)
def test_jackknife_is_that_of_the_package(panel: Panel) -> None:
    pytest.importorskip("pyfixest")
    worlds = synthetic(panel, worlds=2, effect=1.0).measured[0]
    for place, outcomes in enumerate(worlds):
        package = package_estimates(panel, outcomes, CR3)
        assert set(package) == set(ESTIMATORS) - {"did2s"}
        for name, (value, error) in package.items():
            got = estimator(name, panel, CR3).estimates(worlds)
            assert got.value[place] == pytest.approx(value, rel=1e-9)
            assert got.error[place] == pytest.approx(error, rel=1e-9)


def test_jackknife_of_two_stages_leaves_out_one_unit_after_the_other() -> None:
    panel = DESIGNS[1]
    outcomes = synthetic(panel, worlds=1, effect=1.0).measured[0]
    whole = estimator("did2s", panel).estimates(outcomes).value[0]
    left = []
    for unit in range(panel.units):
        kept = [one for one in range(panel.units) if one != unit]
        fewer = Panel(tuple(panel.since[one] for one in kept), panel.years)
        left.append(estimator("did2s", fewer).estimates(outcomes[:, kept]).value[0])
    expected = np.sqrt((1.0 - 1.0 / panel.units) * ((np.array(left) - whole) ** 2).sum())
    assert estimator("did2s", panel, CR3).estimates(outcomes).error[0] == pytest.approx(expected)


WILDBOOTTEST = {"means": 0.734375, "twfe": 0.59375}
"""What the package ``wildboottest`` 0.3.2 says of this world when it goes through all 256 signs of eight units."""


@pytest.mark.parametrize("name", WILDBOOTTEST)
def test_wild_bootstrap_is_that_of_the_package(name: str) -> None:
    panel = Panel((3,) * 3 + (0,) * 5, 5)
    outcomes = synthetic(panel, worlds=3, effect=0.6).measured[0]
    wild = estimator(name, panel, WILD).wild
    assert wild is not None
    # The package counts what is beyond the world's own t: neither the world itself nor its mirror.
    assert wild.p_values(outcomes.reshape(3, -1), 0.0)[0] == WILDBOOTTEST[name] + 2 / 256


def test_wild_bootstrap_of_four_units_cannot_find_anything() -> None:
    """Sixteen signs, and the world and its mirror always reach its own t: p is 1/8 at the least."""
    panel = Panel((3, 3, 0, 0), 5)
    wild = estimator("did", panel, WILD).wild
    assert wild is not None
    p = wild.p_values(synthetic(panel, worlds=200, effect=9.0).measured[0].reshape(200, -1), 0.0)
    assert p.min() == 2 / 16
    assert p.max() <= 1.0


def test_few_treated_units_are_found_too_often_by_cr1_and_less_by_the_jackknife() -> None:
    """Three of fifteen treated: errors of the usual kind are far too small (MacKinnon & Webb 2017)."""
    panel = Panel((3,) * 3 + (0,) * 12, 5)
    seen = synthetic(panel)
    effects = effects_of(panel, seen)
    true = effects.on_treated(effects.true)
    alarms = {
        inference: estimated("did", estimator("did", panel, inference), effects, true).false_alarms.value
        or 0.0
        for inference in INFERENCES
    }
    assert alarms[CR1] > 0.10
    assert alarms[CR3] < alarms[CR1] - 0.03
    assert alarms[WILD] < 0.06


def test_effect_that_is_there_is_not_rejected_and_another_one_is() -> None:
    panel = DESIGNS[0]
    seen = synthetic(panel, worlds=400, effect=2.0)
    for inference in INFERENCES:
        one = estimator("did", panel, inference)
        assert one.rejects(seen.measured[0], 2.0).mean() < 0.08
        assert one.rejects(seen.measured[0]).mean() > 0.90


def test_inference_that_is_none_is_told() -> None:
    wrong: dict[str, Any] = {**SMALL, "inference": WILD}
    with pytest.raises(ScenarioError, match="no single regression"):
        budgetsim.trial("wangcheng_2022", **wrong)
    few: dict[str, Any] = {**SMALL, "cohorts": {2: 1}, "sizes": [8], "inference": CR3}
    with pytest.raises(ScenarioError, match="treats fewer than 2"):
        budgetsim.trial("wangcheng_2022", **few)


# Going on ------------------------------------------------------------------------------------------------------------


def written(directory: Path) -> dict[str, bytes]:
    """Everything that a trial keeps, but what tells of the machine and of times."""
    passed_over = {"environment.json", "campaign.json", ".lock", "README.md"}
    found = sorted(path for path in directory.rglob("*") if path.is_file() and path.name not in passed_over)
    return {str(path.relative_to(directory)): path.read_bytes() for path in found}


def test_trial_that_was_killed_goes_on_and_ends_with_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {**SMALL, "draws": 12}
    budgetsim.trial("wangcheng_2022", **asked, out=tmp_path / "undisturbed")

    made: list[int] = []
    simulate = keep.worlds_of

    def stopped(order: Any) -> Any:
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(len(order.seeds))
        return simulate(order)

    monkeypatch.setattr(keep, "worlds_of", stopped)
    with pytest.raises(KeyboardInterrupt):
        budgetsim.trial("wangcheng_2022", **asked, out=tmp_path / "killed")
    assert len(list((tmp_path / "killed" / "worlds").iterdir())) == 2
    (tmp_path / "killed" / "worlds" / "draws-0001.npz").write_bytes(b"torn in the middle")
    made.clear()
    budgetsim.trial("wangcheng_2022", **asked, out=tmp_path / "killed")
    assert made == [4, 4]  # what was there is read, what was damaged is made anew
    assert written(tmp_path / "killed") == written(tmp_path / "undisturbed")
