"""Scenario discovery: planted boxes recovered, noise that yields nothing, counts by hand, questions that make sense."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import fisher_exact
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.proportion import proportion_confint

from budgetsim import load_scenario, simulate
from budgetsim.kinds.discover.answer import Discovery, discovery_of, state_table
from budgetsim.kinds.discover.cases import Cases, cases_of
from budgetsim.kinds.discover.condition import Condition, parse_condition
from budgetsim.kinds.discover.find import (
    FEWEST,
    LEAST_STATES,
    SIGNIFICANCE,
    Count,
    Findings,
    chosen,
    count,
    find,
    find_weakest,
    judged,
    share_interval,
)
from budgetsim.kinds.discover.findings import findings, limit_told, method
from budgetsim.kinds.discover.question import Question
from budgetsim.kinds.discover.steps import study_of
from budgetsim.kinds.discover.tree import FOLDS, PARTS, Box, Limit, Node, encoding_of, parted, simplest
from budgetsim.kinds.discover.values import moved_levers, usual_factors
from budgetsim.language import Language, language
from budgetsim.rounding import share_estimate
from budgetsim.scenario import Change, Scenario, ScenarioError
from budgetsim.studies.ask import pose
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor, Place
from budgetsim.studies.runner import run_study

PLACE = Place("--fails")
BELOW = Condition("net_social_value", "<", bound=0.0, of="change")
ENGLISH = language("en")
STATES = 1600
CHANCES = (0.95, 0.05)
"""Chance to fail inside and outside the planted box."""
NUMBERS = (
    Factor("x", "uncertainty", "number", 0.0, 1.0),
    Factor("y", "uncertainty", "number", -20.0, 20.0),
    *(Factor(f"idle{k}", "uncertainty", "number", 5.0, 6.0) for k in range(4)),
)
SMALL = "[district]\ndepartments = 8\n[protocol]\nyears = 4\nburn_in = 1\n"


def drawn(factors: tuple[Factor, ...], states: int, seed: int) -> dict[str, Any]:
    """Values of factors, drawn evenly."""
    rng = np.random.default_rng(seed)
    return {factor.name: np.array(factor.at(rng.random(states))) for factor in factors}


def cases(factors: tuple[Factor, ...], columns: Mapping[str, Any], fails: Any) -> Cases:
    """Cases whose outcome is -1 where they fail and 1 where they hold, all seeds alike."""
    measured = np.where(fails, -1.0, 1.0)
    return Cases(factors, columns, measured, measured - 0.5, measured + 0.5, BELOW, "reform", "base")


def answered(found: Findings, weakest: Findings | None = None) -> Discovery:
    """The answer of a study with three seeds."""
    runs = 6 * found.states
    return discovery_of(found, weakest, seeds=(0, 1, 2), years=4, runs=runs, name="reform")


def told(found: Findings, weakest: Findings | None = None, say: Language = ENGLISH) -> list[str]:
    """What is said of findings."""
    return list(findings(answered(found, weakest), say))


def planted_cases(states: int) -> Cases:
    """States that mostly fail where x is at most 0.6 and y above 4."""
    columns = drawn(NUMBERS, states, 1)
    chance = np.where((columns["x"] <= 0.6) & (columns["y"] > 4.0), *CHANCES)
    return cases(NUMBERS, columns, np.random.default_rng(2).random(states) < chance)


@pytest.fixture(scope="module")
def planted() -> Findings:
    """Findings about them."""
    return find(planted_cases(STATES), seed=3)


# A planted box ----------------------------------------------------------------------------------------------------


def test_planted_box_is_found_where_it_is(planted: Findings) -> None:
    limits = planted.rules[0].box.limits
    assert set(limits) == {"x", "y"}
    # Along a limit lie half of the states times the share that the other limit leaves. The limit goes between two of
    # them, and labels that chance has turned move it by a few: ten are allowed, and half a step of rounding.
    for name, end, truth, span, other in (("x", "high", 0.6, 1.0, 0.4), ("y", "low", 4.0, 40.0, 0.6)):
        near = 10.0 * span / (STATES / 2 * other) + span / PARTS / 2.0
        assert getattr(limits[name], end) == pytest.approx(truth, abs=near)
    assert limits["x"].low is None
    assert limits["y"].high is None


def test_planted_box_has_the_coverage_and_density_that_it_must_have(planted: Findings) -> None:
    held, (inside, outside), share = planted.rules[0].held_out, CHANCES, 0.6 * 0.4
    rate = share * inside + (1.0 - share) * outside
    for got, truth, number in (
        (held.density, inside, held.inside),
        (held.coverage, share * inside / rate, held.fails),
        (held.support, share, held.states),
        (held.rate, rate, held.states),
    ):
        assert got == pytest.approx(truth, abs=3.0 * np.sqrt(truth * (1.0 - truth) / number) + 0.01)
    assert held.lift == pytest.approx(held.density / held.rate)


def test_planted_box_is_the_only_rule(planted: Findings) -> None:
    assert len(planted.rules) == 1
    assert planted.telling[:2] in (("x", "y"), ("y", "x"))


def test_each_limit_of_the_planted_box_is_needed(planted: Findings) -> None:
    (rule,) = planted.rules
    inside, outside = CHANCES
    expected = {"x": 0.6 * inside + 0.4 * outside, "y": 0.4 * inside + 0.6 * outside}
    for item in rule.contributions:
        margin = 3.0 * np.sqrt(0.25 / item.without.inside) + 0.02
        assert item.without.density == pytest.approx(expected[item.name], abs=margin)
        assert item.chance < 1e-6


def test_other_halves_name_what_was_planted(planted: Findings) -> None:
    assert planted.named["x"] == planted.named["y"] == 1.0
    assert all(share <= 0.25 for name, share in planted.named.items() if name.startswith("idle"))
    notes = " ".join(method(answered(planted), ENGLISH))
    assert "x in 100%" in notes
    assert "accident" not in notes


def test_the_half_that_found_the_box_does_not_judge_it(planted: Findings) -> None:
    (rule,), held = planted.rules, planted.held_out
    inside = rule.box.holds(planted.cases.columns)
    assert rule.held_out.inside == (inside & held).sum()
    assert rule.held_out.fails_inside == (inside & held & planted.fails).sum()
    assert rule.found.inside == (inside & ~held).sum()
    assert abs(int(held.sum()) - STATES // 2) <= 1


def test_the_same_question_has_the_same_answer() -> None:
    first, again = (find(planted_cases(STATES // 4), seed=3) for _ in range(2))
    assert first.rules
    assert answered(again) == answered(first)
    assert answered(again).cases.equals(answered(first).cases)


def test_findings_say_what_was_planted(planted: Findings) -> None:
    (text,) = told(planted)
    held = planted.rules[0].held_out
    failing = share_estimate(planted.failures / STATES, *share_interval(planted.failures, STATES))
    assert text.startswith(f"reform fails in {failing.value} of 1,600 states (95% interval {failing.low} to")
    assert "net social value is below that under base" in text
    assert f"covers {share_estimate(held.coverage, *held.coverage_interval).value} of the failures" in text
    assert f"{share_estimate(held.density, *held.interval).value} of the states in this box fail" in text
    assert "x at most 0." in text
    assert "y above" in text


def test_a_limit_that_parts_failures_from_failures_is_left_out() -> None:
    # Everything with x above 0.5 fails often, most of all with y above 0: one box, not two.
    factors = NUMBERS[:2]
    columns = drawn(factors, 800, 5)
    chance = np.where(columns["x"] > 0.5, np.where(columns["y"] > 0.0, 0.98, 0.8), 0.02)
    found = find(cases(factors, columns, np.random.default_rng(6).random(800) < chance), seed=0)
    assert [set(rule.box.limits) for rule in found.rules] == [{"x"}]


# Factors that are no numbers --------------------------------------------------------------------------------------


def test_levels_integers_and_switches_are_recovered_exactly() -> None:
    factors = (
        Factor(
            "budget_rule", "uncertainty", "choice", levels=("linear", "grades", "posterior", "tournament")
        ),
        Factor("evaluation_lag", "uncertainty", "choice", levels=(1, 2)),
        Factor("platform", "uncertainty", "boolean", levels=(False, True)),
        Factor("network_degree", "uncertainty", "integer", 0, 9),
        Factor("staff", "uncertainty", "number", levels=(1.0, 2.0, 4.0, 8.0)),
    )
    columns = drawn(factors, 800, 7)
    rules = [
        np.isin(columns["budget_rule"], ["grades", "posterior", "tournament"]) & columns["platform"],
        (columns["evaluation_lag"] == 2) & (columns["network_degree"] >= 3),
        columns["staff"] <= 4.0,
    ]
    expected = [
        {"budget_rule": Limit(levels=factors[0].levels[1:], left_out=("linear",), discrete=True),
         "platform": Limit(levels=(True,), left_out=(False,), discrete=True)},
        {"evaluation_lag": Limit(levels=(2,), left_out=(1,), discrete=True), "network_degree": Limit(3, discrete=True)},
        {"staff": Limit(high=4.0, discrete=True)},
    ]  # fmt: skip
    for fails, limits in zip(rules, expected, strict=True):
        (rule,) = find(cases(factors, columns, fails), seed=0).rules
        assert rule.box.limits == limits
        assert (rule.held_out.coverage, rule.held_out.density) == (1.0, 1.0)


def test_two_levels_need_one_column() -> None:
    two = Factor("evaluation_lag", "uncertainty", "choice", levels=(1, 2))
    three = Factor("budget_rule", "uncertainty", "choice", levels=("linear", "grades", "posterior"))
    encoding = encoding_of([two, three])
    columns = {"evaluation_lag": np.array([1, 2]), "budget_rule": np.array(["grades", "linear"])}
    assert encoding.matrix(columns).tolist() == [[0.0, 0.0, 1.0, 0.0], [1.0, 1.0, 0.0, 0.0]]


def test_neighbouring_boxes_share_no_state() -> None:
    values = np.array([0.2, 0.3, 0.4])
    assert Limit(high=0.3).holds(values).tolist() == [True, True, False]
    assert Limit(low=0.3).holds(values).tolist() == [False, False, True]
    whole = np.array([2, 3, 4])
    assert Limit(low=3, discrete=True).holds(whole).tolist() == [False, True, True]
    assert Box().holds({"x": values}).all()


# Where there is nothing to find -----------------------------------------------------------------------------------


def test_noise_yields_no_rules() -> None:
    # Holm keeps the chance of any rule at 5 % for each of the five, so two or more have a chance of 2 %.
    found = 0
    for seed in range(5):
        columns = drawn(NUMBERS, 240, 10 + seed)
        fails = np.random.default_rng(30 + seed).random(240) < 0.3
        sought = find(cases(NUMBERS, columns, fails), seed)
        found += bool(sought.rules)
        if not sought.rules:
            assert ENGLISH("discover-no-rule", among="failures") in told(sought)[0]
    assert found <= 1


@pytest.mark.parametrize(
    ("failing", "words"), [(0, "fails in none of 500 states"), (500, "fails in all of 500 states")]
)
def test_all_or_none_fail(failing: int, words: str) -> None:
    columns = drawn(NUMBERS, 500, 8)
    measured = columns["x"] - (0.0 if failing == 0 else 2.0)
    own = replace(cases(NUMBERS, columns, np.zeros(500, dtype=bool)), measured=measured)
    found = find(own, seed=0)
    assert (found.failures, found.rules) == (failing, ())
    weakest = find_weakest(found, seed=0)
    assert weakest is not None
    # The worst tenth are the states with the least x, whatever the sign.
    (rule,) = weakest.rules
    assert rule.box.limits["x"].high == pytest.approx(0.1, abs=0.02)
    texts = told(found, weakest)
    assert words in texts[0]
    assert "does least well in the 10% of the states" in texts[1]
    json.dumps(answered(found, weakest).to_dict(), allow_nan=False)


def test_few_failures_yield_no_rules() -> None:
    columns = drawn(NUMBERS, 120, 9)
    fails = np.arange(120) < FEWEST - 1
    found = find(cases(NUMBERS, columns, fails), seed=0)
    assert found.lack == "failures"
    assert "Too few fail for rules" in told(found)[0]
    assert "With 200 states or more" in told(found)[1]
    assert find_weakest(found, seed=0) is None  # a tenth of 120 states is too few as well


@pytest.mark.parametrize(
    ("failing", "policy"), [(0, "reform"), (0, ""), (5, "reform"), (60, ""), (60, "reform"), (260, "")]
)
def test_chinese_findings_hold_the_same_numbers(failing: int, policy: str) -> None:
    columns = drawn(NUMBERS, 260, 8)
    measured = columns["x"] - np.append(np.sort(columns["x"]), 2.0)[failing]
    own = replace(cases(NUMBERS, columns, np.zeros(260, dtype=bool)), measured=measured)
    found = find(replace(own, policy=policy), seed=0)
    assert found.failures == failing
    weakest = find_weakest(found, seed=0)
    english, chinese = (told(found, weakest, language(code)) for code in ("en", "zh"))
    assert len(english) == len(chinese) == (1 if failing == 60 else 2)
    for one, two in zip(english, chinese, strict=True):
        assert sorted(re.findall(r"[\d.,]*\d", one)) == sorted(re.findall(r"[\d.,]*\d", two))
        assert re.search("[\u4e00-\u9fff]", two)


def test_too_few_states_are_refused() -> None:
    columns = drawn(NUMBERS, LEAST_STATES - 1, 9)
    with pytest.raises(StudyError, match=f"{LEAST_STATES - 1} states are too few"):
        find(cases(NUMBERS, columns, np.arange(LEAST_STATES - 1) < 20), seed=0)


def test_one_seed_leaves_no_nan_in_the_summary() -> None:
    columns = drawn(NUMBERS, 300, 11)
    nothing = np.full(300, np.nan)
    own = replace(cases(NUMBERS, columns, columns["x"] > 0.7), low=nothing, high=nothing)
    found = find(own, seed=0)
    assert found.unclear is None
    json.dumps(answered(found).to_dict(), allow_nan=False)
    assert ENGLISH("discover-one-seed") in method(answered(found), ENGLISH)


# Counts -----------------------------------------------------------------------------------------------------------


def test_counts_agree_with_other_libraries() -> None:
    rng = np.random.default_rng(12)
    for share in (0.02, 0.3, 0.8):
        inside, fails = rng.random(200) < 0.4, rng.random(200) < share
        own = Count(int(inside.sum()), int((inside & fails).sum()), 200, int(fails.sum()))
        assert own.agreement == pytest.approx(cohen_kappa_score(inside, fails))
        table = [
            [(inside & fails).sum(), (inside & ~fails).sum()],
            [(~inside & fails).sum(), (~inside & ~fails).sum()],
        ]
        assert own.chance == pytest.approx(fisher_exact(table, alternative="greater").pvalue)
        assert own.interval == pytest.approx(
            proportion_confint(own.fails_inside, own.inside, method="wilson")
        )


def test_counts_of_empty_boxes_are_numbers() -> None:
    own = Count(0, 0, 10, 4)
    assert (own.density, own.coverage, own.agreement, own.interval) == (0.0, 0.0, 0.0, (0.0, 1.0))
    assert own.chance == 1.0
    assert Count(5, 0, 10, 0).lift == 0.0


def test_boxes_are_chosen_by_agreement_and_share_no_state() -> None:
    x = np.arange(10.0)
    fails = x < 4.0
    one, two, three = (Box({"x": Limit(high=end)}) for end in (4.5, 3.5, 1.5))
    rest = Box({"x": Limit(low=4.5)})
    nodes = [
        Node(Box(), (0,)),
        Node(one, (0, 1)),
        Node(two, (0, 1, 2)),
        Node(three, (0, 1, 2, 3)),
        Node(rest, (0, 4)),
    ]
    # The second is the failures themselves; its parent and its child share states with it; the rest has no failure.
    assert chosen(nodes, {"x": x}, fails) == [two]


def test_rules_are_adjusted_for_their_number() -> None:
    x = np.arange(40.0)
    columns, fails = {"x": x}, x < 8.0
    boxes = [Box({"x": Limit(high=3.5)}), Box({"x": Limit(low=20.5, high=24.5)})]
    first, second = judged(boxes, (columns, fails), (columns, fails))
    assert first.chance == pytest.approx(2.0 * count([boxes[0]], columns, fails).chance)
    assert first.chance < SIGNIFICANCE < second.chance
    assert (first.is_rule, second.is_rule) == (True, False)


def test_the_coarsest_tree_within_an_error_of_the_best_is_taken() -> None:
    means = np.array([-0.25, -0.18, -0.171, -0.17, -0.172])
    # The error of the best is 0.02 / sqrt(FOLDS), about 0.009: the third is the first that is that near.
    assert simplest({"mean_test_score": means, "std_test_score": np.full(5, 0.02)}) == 2
    assert simplest({"mean_test_score": means, "std_test_score": np.full(5, 0.02 * np.sqrt(FOLDS))}) == 1
    assert simplest({"mean_test_score": means, "std_test_score": np.zeros(5)}) == 3


def test_states_of_one_world_are_parted_together() -> None:
    factors = (
        Factor("result_use", "lever", "number", levels=(0.1, 0.5, 0.9)),
        Factor("slack_taste", "uncertainty", "number", 0.0, 1.0),
    )
    worlds = np.repeat(np.random.default_rng(13).random(60), 3)
    columns = {"result_use": np.tile([0.1, 0.5, 0.9], 60), "slack_taste": worlds}
    own = cases(factors, columns, worlds < 0.5)
    assert len(np.unique(own.groups)) == 60
    for first, second in parted(worlds < 0.5, own.groups, 2, 0):
        assert not set(worlds[first]) & set(worlds[second])
    # Levers alone, and few values of the uncertain parameters, leave every state by itself.
    assert len(np.unique(cases(factors[:1], columns, worlds < 0.5).groups)) == 180
    few = {**columns, "slack_taste": np.repeat([0.1, 0.2], 90)}
    assert len(np.unique(cases(factors, few, worlds < 0.5).groups)) == 180


# Conditions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("net_social_value<0", Condition("net_social_value", "<", bound=0.0)),
        (" validity >= 0.5 ", Condition("validity", ">=", bound=0.5)),
        ("level:active_waste>1e-1", Condition("active_waste", ">", bound=0.1, of="level")),
        ("change:validity<=-.25", Condition("validity", "<=", bound=-0.25, of="change")),
        ("worse", Condition("net_social_value", "<", bound=0.0, of="change")),
        ("active_waste:worse", Condition("active_waste", ">", bound=0.0, of="change")),
        ("quantile:0.1", Condition("net_social_value", "<=", quantile=0.1)),
        ("level:active_waste:quantile:0.25", Condition("active_waste", ">=", quantile=0.25, of="level")),
    ],
)
def test_conditions_are_read(text: str, expected: Condition) -> None:
    found = parse_condition(text, PLACE)
    assert found == expected
    assert parse_condition(str(found), PLACE) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no condition"),
        ("<0", "no outcome is named"),
        ("validity", "when does validity fail?"),
        ("validty<0", "did you mean validity?"),
        ("validity<", "'' is not a number"),
        ("validity<much", "'much' is not a number"),
        ("validity<nan", "'nan' is not a number"),
        ("validity>inf", "'inf' is not a number"),
        ("0<validity<1", "one condition at a time"),
        ("validity<0 and performance<0", "one condition at a time"),
        ("validity=0", "no condition"),
        ("validity:worst", "did you mean worse?"),
        ("validity:worse:3", "nothing follows worse"),
        ("level:validity:worse", "write validity:worse or level:validity<NUMBER"),
        ("budget_gini:worse", "neither better nor worse"),
        ("budget_gini:quantile:0.1", "neither better nor worse"),
        ("validity:quantile", "between 0 and 1"),
        ("validity:quantile:0", "between 0 and 1"),
        ("validity:quantile:1", "between 0 and 1"),
        ("validity:quantile:half", "'half' is not a number"),
    ],
)
def test_what_is_no_condition_is_told(text: str, words: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_condition(text, PLACE)
    assert words in str(caught.value)
    assert "--fails" in str(caught.value)


def test_conditions_pick_the_states_that_they_say() -> None:
    values = np.arange(20.0)
    assert parse_condition("validity<3", PLACE).fails(values).sum() == 3
    assert parse_condition("validity<=3", PLACE).fails(values).sum() == 4
    low = parse_condition("validity:quantile:0.1", PLACE).fails(values)
    assert np.flatnonzero(low).tolist() == [0, 1]
    high = parse_condition("active_waste:quantile:0.1", PLACE).fails(values)
    assert np.flatnonzero(high).tolist() == [18, 19]


# Questions --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pair() -> tuple[Scenario, Scenario]:
    """A small base, and a policy that adds staff and training in year 2."""
    base = load_scenario("wangcheng_2022").replace(departments=8, years=4, burn_in=1, name="base")
    return base, base.replace(name="reform", changes=[Change(2, {"staff": 9.0, "training": 0.8})])


def ask(pair: tuple[Scenario, Scenario], uncertain: str = "", delivered: str = "", **own: Any) -> Question:
    """A question with factors as on the command line."""
    named = {"uncertain": uncertain.split() or None, "delivered": delivered.split() or None}
    return pose(Question, {"scenario": pair[0], "policy": pair[1], **named, **own}, flags=False)


def test_what_is_delivered_replaces_what_is_announced(pair: tuple[Scenario, Scenario]) -> None:
    study = study_of(ask(pair, "slack_taste=0.2:0.6", "staff", samples=90))
    bases, policies = study.scenarios[:90], study.scenarios[90:180]
    for base, policy in zip(bases, policies, strict=True):
        assert base.policy.staff == pair[0].policy.staff
        assert not base.changes
        assert pair[0].policy.staff <= policy.changes[0].levers["staff"] <= 9.0
        assert policy.changes[0].levers["training"] == 0.8
        assert base.department.slack_taste == policy.department.slack_taste
    taste = sorted(base.department.slack_taste for base in bases)
    np.testing.assert_allclose(
        taste, 0.2 + 0.4 * (np.arange(90) + 0.5) / 90, atol=0.4 / 90
    )  # a Latin hypercube


def test_cases_are_paired_differences(pair: tuple[Scenario, Scenario], tmp_path: Any) -> None:
    asked = ask(pair, "slack_taste=0.2:0.6", "staff=2:9", samples=90, replications=3)
    study = study_of(asked)
    found = cases_of(run_study(study, tmp_path / "s"), BELOW, "reform", "base")
    place = 41
    runs = simulate([study.scenarios[place], study.scenarios[90 + place]], seeds=3).outcomes
    late = runs[runs["year"] > 1].groupby(["scenario", "seed"], sort=False)["net_social_value"].mean()
    differences = late.to_numpy()[3:] - late.to_numpy()[:3]
    assert found.measured[place] == pytest.approx(differences.mean(), rel=1e-12)
    half = 4.30265273 * differences.std(ddof=1) / np.sqrt(3.0)  # t quantile with two degrees of freedom
    assert found.high[place] - found.measured[place] == pytest.approx(half, rel=1e-6)
    assert found.delivered == ("staff",)
    assert found.columns["staff"][place] == study.scenarios[90 + place].changes[0].levers["staff"]
    table = state_table(find(found, 0))
    assert table["change_net_social_value"].tolist() == found.measured.tolist()


def test_a_policy_that_changes_nothing_never_fails(pair: tuple[Scenario, Scenario], tmp_path: Any) -> None:
    base = pair[0]
    same = base.replace(name="same", changes=[Change(2, {"staff": base.policy.staff})])
    result = run_study(study_of(ask((base, same), "slack_taste", samples=80, replications=1)), tmp_path / "s")
    found = cases_of(result, BELOW, "same", "base")
    assert not found.measured.any()
    sought = find(found, 0)
    assert sought.failures == 0
    assert find_weakest(sought, 0) is None  # all states are the worst tenth, none is better


def test_usual_factors_follow_what_the_policy_moves() -> None:
    base = load_scenario("wangcheng_2022")
    uncertain, delivered = usual_factors(base, load_scenario("reform_package"))
    assert {f.name: (f.lower, f.upper) for f in delivered} == {
        "staff": (3.0, 12.0),
        "staff_skill": (0.35, 0.7),
        "information_systems": (0.25, 0.7),
    }
    assert not {f.name for f in uncertain} & {"staff", "staff_skill", "information_systems"}
    uncertain, delivered = usual_factors(base, load_scenario("reform_unfunded"))
    assert delivered == ()
    ranges = {f.name: (f.lower, f.upper) for f in uncertain}
    assert ranges["staff"] == (1.5, 6.0)
    # Coordination moves what others decide as well: it is not uncertain then.
    policy = load_scenario("coordination")
    uncertain, _ = usual_factors(base, policy)
    assert not {f.name for f in uncertain} & set(moved_levers(base, policy))


def test_levers_that_differ_from_the_start_are_moved_too(pair: tuple[Scenario, Scenario]) -> None:
    base = pair[0]
    other = base.replace(name="other", staff=7.0, slack_taste=0.2)
    assert moved_levers(base, other) == {"staff": (7.0,), "slack_taste": (0.2,)}
    study = study_of(ask((base, other), "risk_aversion", "staff=3:7", samples=80))
    assert {s.policy.staff for s in study.scenarios[:80]} == {base.policy.staff}
    assert len({s.policy.staff for s in study.scenarios[80:160]}) == 80


@pytest.mark.parametrize(
    ("uncertain", "delivered", "words"),
    [
        ("staff=2:9", "", ("policy.staff", "reform sets it", "--delivered staff")),
        ("slack_taste slack_taste=0.2:0.3", "", ("slack_taste", "twice")),
        ("slack_taste=0.3", "", ("slack_taste", "one value")),
        ("", "result_use", ("result_use", "reform does not move it", "staff, training")),
        ("", "staff=9:2", ("policy.staff", "first end")),
        ("stafff=2:9 trainin", "", ("2 faults", "stafff", "trainin")),
    ],
)
def test_questions_without_sense_are_refused(
    pair: tuple[Scenario, Scenario], uncertain: str, delivered: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(ScenarioError) as caught:
        ask(pair, uncertain, delivered)
    for word in words:
        assert word in str(caught.value)


def test_policies_of_several_steps_and_other_replications_are_refused(
    pair: tuple[Scenario, Scenario],
) -> None:
    base, policy = pair
    steps = base.replace(name="steps", changes=[Change(2, {"staff": 5.0}), Change(3, {"staff": 9.0})])
    with pytest.raises(ScenarioError, match=r"several steps \(5, 9\)"):
        ask((base, steps), "", "staff=2:9")
    with pytest.raises(ScenarioError, match="departments = 8, reform has 9"):
        ask((base, policy.replace(departments=9)), "slack_taste")
    with pytest.raises(ScenarioError, match="levers change in year 2"):
        ask(pair, "slack_taste", years=1)
    with pytest.raises(ScenarioError, match="base changes it over time"):
        ask((steps.replace(name="base"), policy), "staff=2:9")
    with pytest.raises(
        ScenarioError, match=f"samples: '{LEAST_STATES - 1}': must be a whole number from {LEAST_STATES}"
    ):
        ask(pair, "slack_taste", samples=LEAST_STATES - 1)


def test_limits_are_told_in_words() -> None:
    assert limit_told("staff_skill", Limit(high=0.31), ENGLISH) == "staff skill at most 0.31"
    assert limit_told("staff", Limit(low=4.0), ENGLISH, ("staff",)) == "delivered staff above 4"
    assert limit_told("network_degree", Limit(low=3, discrete=True), ENGLISH) == "network degree at least 3"
    assert limit_told("network_degree", Limit(3, 3, discrete=True), ENGLISH) == "network degree of 3"
    assert limit_told("x", Limit(low=-0.25, high=0.5), ENGLISH) == "x between −0.25 and 0.5"
    assert limit_told("platform", Limit(levels=(True,), left_out=(False,)), ENGLISH) == "platform on"
    many = Limit(levels=("linear", "grades"), left_out=("posterior",))
    assert limit_told("budget_rule", many, ENGLISH) == "budget rule other than posterior"


def test_limits_are_told_in_chinese() -> None:
    say = language("zh")
    assert limit_told("staff_skill", Limit(high=0.31), say) == f"{say.name('staff_skill')}不超过 0.31"
    assert limit_told("staff", Limit(low=4.0), say, ("staff",)) == f"实际达到的{say.name('staff')}高于 4"
    rules = Limit(levels=("linear", "grades"), left_out=("posterior", "incremental"))
    named = f"{say.choice('linear')}或{say.choice('grades')}"
    assert limit_told("budget_rule", rules, say) == f"{say.name('budget_rule')}为{named}"
