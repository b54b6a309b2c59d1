"""Estimators of effects against worlds whose effects are known."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from effects_worlds import Values, YearlyStudy, cells, dummies, levers, plan_of, runs_of
from scipy import stats

from budgetsim.kinds.effects import cost_effectiveness as plane
from budgetsim.kinds.effects.alone import paired_effects
from budgetsim.kinds.effects.cost_effectiveness import COST, cost_effectiveness, fieller
from budgetsim.kinds.effects.design import Plan
from budgetsim.kinds.effects.dose import dose_response
from budgetsim.kinds.effects.estimate import holm, over_seeds, small_sample, standardised
from budgetsim.kinds.effects.interactions import factorial_effects, terms, weighting
from budgetsim.kinds.effects.runs import Runs, read_windows
from budgetsim.kinds.effects.sequence import END, TOGETHER, WAITING, WHOLE, order_effects, windows_of
from budgetsim.studies.errors import StudyError

TWO = ("monitoring_intensity=0.04:0.3", "staff=3:12")
THREE = (*TWO, "result_use=0.1:0.4")
SEVEN = (*THREE, "training=0.1:0.5", "disclosure=0.1:0.4", "rectification=0.3:0.7", "coordination=0.5:0.8")
WORLDS = 400
"""Repetitions of a simulated study, from which the coverage of intervals is counted."""


def at_least(coverage: float, worlds: int = WORLDS) -> float:
    """Share of intervals that must hold the truth, or chance would explain less than 1 in 10,000 of such counts."""
    return float(stats.binom.ppf(1e-4, worlds, coverage)) / worlds


def at_most(coverage: float, worlds: int = WORLDS) -> float:
    return float(stats.binom.isf(1e-4, worlds, coverage)) / worlds


# Paired effects ---------------------------------------------------------------------------------------------------


def test_paired_effects_are_found() -> None:
    plan = plan_of(*TWO, parts=("effects",))
    runs = runs_of(
        plan, lambda v: 2.0 * dummies(plan, v)["A"] - 0.5 * dummies(plan, v)["B"], luck=50.0, noise=0.1
    )
    table = paired_effects(plan, runs)
    for lever, effect in (("monitoring_intensity", 2.0), ("staff", -0.5)):
        got = cells(table, lever=lever)
        assert got["low"] < effect < got["high"]
        # Two runs of noise 0.1 each over 30 seeds: the luck of 50 that both ends share is gone.
        assert got["high"] - got["low"] == pytest.approx(2 * 2.045 * 0.1 * math.sqrt(2 / 30), rel=0.4)
        assert got["after"] - got["before"] == pytest.approx(got["difference"])
    assert cells(table, lever="staff")["verdict"] == "worse"
    assert cells(table, lever="monitoring_intensity")["share_better"] == 1.0


def test_pairing_lowers_the_variance_by_what_seeds_share() -> None:
    plan = plan_of("staff=3:12", parts=("effects",))
    runs = runs_of(plan, lambda v: dummies(plan, v)["A"], seeds=2000, luck=3.0, noise=1.0)
    got = cells(paired_effects(plan, runs))
    paired = ((got["high"] - got["low"]) / 2.0 / 1.961) ** 2 * 2000
    unpaired = runs.at("base").var(ddof=1) + runs.at("staff_high").var(ddof=1)
    assert paired == pytest.approx(2.0, rel=0.15)  # twice the variance of the noise alone
    assert unpaired == pytest.approx(20.0, rel=0.15)  # and of the luck


def test_lever_that_stays_where_it_was_has_no_effect_at_all() -> None:
    lever = levers("staff=3:12")[0]
    still = Plan(
        plan_of("staff").base, (type(lever)(lever.factor, 3.0, 3.0, 3.0, ()),), ("effects", "factorial"), 1, 4
    )
    assert list(still.names.values()) == ["base"]
    runs = runs_of(still, lambda _: 7.0, noise=1.0)
    for table, mean in (
        (paired_effects(still, runs), "difference"),
        (factorial_effects(still, runs), "effect"),
    ):
        got = cells(table)
        assert (got[mean], got["low"], got["high"], got["sim_low"], got["p"]) == (0.0, 0.0, 0.0, 0.0, 1.0)
        assert got["verdict"] == "none"


def test_effect_that_is_only_rounding_is_none() -> None:
    plan = plan_of("staff=3:12", parts=("effects",))
    runs = runs_of(plan, lambda _: 0.0)
    values = np.array(runs.values)
    values[1] *= 1.0 + 2.0**-52
    assert (values[1] != values[0]).any()
    got = cells(paired_effects(plan, Runs(runs.points, runs.seeds, runs.outcomes, values)))
    assert (got["difference"], got["p_holm"], got["verdict"]) == (0.0, 1.0, "none")


def test_effect_without_spread_is_certain_and_has_no_g() -> None:
    plan = plan_of("staff=3:12", parts=("effects",))
    got = cells(paired_effects(plan, runs_of(plan, lambda v: 0.1 * dummies(plan, v)["A"], luck=0.3)))
    assert got["low"] == got["difference"] == got["high"]
    assert got["difference"] == pytest.approx(0.1)
    assert (got["p"], got["verdict"]) == (0.0, "better")
    assert math.isnan(got["g_z"])
    assert got["glass_delta"] == pytest.approx(0.1 / 0.3, rel=0.5)


def test_one_seed_gives_differences_without_intervals() -> None:
    plan = plan_of(*TWO)
    runs = runs_of(plan, lambda v: dummies(plan, v)["A"], seeds=1, outcomes=("net_social_value", COST))
    for estimator in (paired_effects, dose_response, factorial_effects, cost_effectiveness):
        assert len(estimator(plan, runs)) > 0
    got = cells(paired_effects(plan, runs), lever="monitoring_intensity", outcome="net_social_value")
    assert got["difference"] == pytest.approx(1.0)
    assert math.isnan(got["low"])
    assert got["verdict"] == "not clear"


def test_runs_must_be_complete() -> None:
    means = pd.DataFrame(
        {"scenario": ["a", "a", "b"], "seed": [0, 1, 0], "net_social_value": [1.0, 2.0, 3.0]}
    )
    with pytest.raises(StudyError, match="every point must have met every seed"):
        Runs.of(means, ["net_social_value"])
    with pytest.raises(StudyError, match="every point must have met every seed"):
        Runs.of(pd.concat([means, means.iloc[:1]]), ["net_social_value"])
    whole = pd.concat([means, means.iloc[[2]].assign(seed=1, net_social_value=5.0)])
    # Whatever the order of rows, seeds are paired with themselves.
    for order in ([0, 1, 2, 3], [3, 0, 2, 1]):
        runs = Runs.of(whole.iloc[order], ["net_social_value"])
        assert runs.contrasts([{"b": 1.0, "a": -1.0}])[0, :, 0].tolist() == [2.0, 3.0]


# Intervals, p-values, standardised effects -----------------------------------------------------------------------


@pytest.mark.parametrize("seeds", [5, 30])
def test_intervals_cover_as_often_as_they_say(seeds: int) -> None:
    """Each of 400 outcomes is a study of its own; with few seeds a normal interval would hold too rarely."""
    plan = plan_of(*TWO, parts=("effects", "factorial"))
    names = tuple(f"world_{n}" for n in range(WORLDS))

    def response(values: Values) -> float:
        own = dummies(plan, values)
        return own["A"] - 0.5 * own["B"] + 0.8 * own["A"] * own["B"]

    runs = runs_of(plan, response, seeds=seeds, outcomes=names, luck=5.0, noise=1.0, number=seeds)
    effects, terms_ = paired_effects(plan, runs), factorial_effects(plan, runs)
    truths = [
        (effects[effects["lever"] == "monitoring_intensity"], 1.0),
        (terms_[terms_["term"] == "monitoring_intensity"], 1.0 + 0.4),
        (terms_[terms_["term"] == "monitoring_intensity × staff"], 0.8),
    ]
    for table, truth in truths:
        held = float(((table["low"] <= truth) & (table["high"] >= truth)).mean())
        assert at_least(0.95) <= held <= at_most(0.95)


def test_simultaneous_intervals_hold_all_at_once() -> None:
    draw = np.random.default_rng(4)
    together = apart = 0
    for _ in range(WORLDS):
        found = over_seeds(draw.normal(size=(4, 12, 5)))
        together += bool(((found.sim_low <= 0) & (found.sim_high >= 0)).all())
        apart += bool(((found.low <= 0) & (found.high >= 0)).all())
    assert together / WORLDS >= at_least(0.95)
    assert apart / WORLDS < 0.6  # 0.95 to the power of 20 is 0.36


def test_holm_keeps_the_rate_of_false_findings() -> None:
    draw = np.random.default_rng(5)
    false = sum(bool(over_seeds(draw.normal(size=(4, 12, 5))).clear.any()) for _ in range(WORLDS))
    assert false / WORLDS <= at_most(0.05)


def test_holm_equals_the_computation_by_hand() -> None:
    # Sorted: 0.005 x 4, 0.01 x 3, then 0.03 x 2 = 0.06, and 0.04 x 1, which may not be less than the one before.
    got = holm(np.array([[0.01, 0.04], [0.03, 0.005]]))
    assert got.tolist() == [
        [pytest.approx(0.03), pytest.approx(0.06)],
        [pytest.approx(0.06), pytest.approx(0.02)],
    ]
    assert holm(np.array([0.9, 0.8])).tolist() == [1.0, 1.0]
    got = holm(np.array([0.02, math.nan]))
    assert got[0] == pytest.approx(0.02)
    assert math.isnan(got[1])


def test_interval_and_p_value_are_those_of_scipy() -> None:
    draws = np.random.default_rng(1).normal(0.3, 1.0, size=(3, 9, 2))
    found, expected = over_seeds(draws), stats.ttest_1samp(draws, 0.0, axis=1)
    np.testing.assert_allclose(found.p, expected.pvalue)
    np.testing.assert_allclose(found.low, expected.confidence_interval(0.95).low)
    np.testing.assert_allclose(found.sim_high, expected.confidence_interval(1 - 0.05 / 6).high)


def test_small_sample_correction() -> None:
    assert small_sample(3) == pytest.approx(1 / math.sqrt(math.pi))
    assert small_sample(5) == pytest.approx(math.sqrt(2 / math.pi))
    # Hedges' own approximation, 1 - 3 / (4 v - 1), is good to a thousandth for more degrees of freedom.
    for seeds in (10, 30, 500):
        assert small_sample(seeds) == pytest.approx(1 - 3 / (4 * (seeds - 1) - 1), abs=1e-3)
    assert math.isnan(small_sample(2))
    draws = np.random.default_rng(2).normal(0.8, 1.0, size=(20_000, 5))
    got = standardised(draws.mean(axis=1), draws.std(axis=1, ddof=1), 5)
    error = got.std() / math.sqrt(len(got))
    assert abs(got.mean() - 0.8) < 4 * error
    assert got.mean() / small_sample(5) - 0.8 > 4 * error  # what the correction is there for


# Factorial ---------------------------------------------------------------------------------------------------------


def test_factorial_finds_main_effects_and_interactions() -> None:
    plan = plan_of(*THREE, parts=("factorial",))

    def response(values: Values) -> float:
        a, b, c = dummies(plan, values).values()
        return 1.0 * a - 2.0 * b + 3.0 * a * b + 4.0 * a * b * c

    got = factorial_effects(plan, runs_of(plan, response, luck=0.0)).set_index("term")["effect"]
    m, s, r = "monitoring_intensity", "staff", "result_use"
    expected = {
        m: 1.0 + 3.0 / 2 + 4.0 / 4,  # averaged over b, and over b and c
        s: -2.0 + 3.0 / 2 + 4.0 / 4,
        r: 4.0 / 4,
        f"{m} × {s}": 3.0 + 4.0 / 2,
        f"{m} × {r}": 4.0 / 2,
        f"{s} × {r}": 4.0 / 2,
        f"{m} × {s} × {r}": 4.0,
    }
    assert dict(got) == pytest.approx(expected)


def test_factorial_of_additive_effects_has_no_interaction() -> None:
    plan = plan_of(*THREE, parts=("factorial",))
    runs = runs_of(
        plan, lambda v: 0.1 * sum((k + 1) * x for k, x in enumerate(dummies(plan, v).values())), luck=0.7
    )
    table = factorial_effects(plan, runs)
    joint = table[table["order"] > 1]
    assert joint["effect"].tolist() == [0.0] * 4
    assert joint["verdict"].tolist() == ["none"] * 4
    assert joint["p_holm"].tolist() == [1.0] * 4
    assert table[table["order"] == 1]["effect"].tolist() == pytest.approx([0.1, 0.2, 0.3])


def test_order_of_levers_does_not_matter() -> None:
    one, other = plan_of(*THREE), plan_of(*reversed(THREE))
    outcomes = ("net_social_value", COST)

    def response(values: Values) -> np.ndarray[Any, Any]:
        m, s, r = values["monitoring_intensity"], values["staff"], values["result_use"]
        return np.array([m * s - r * s + m * m, 0.1 * s + m * r])

    def tables(plan: Plan) -> list[pd.DataFrame]:
        runs = runs_of(plan, response, outcomes=outcomes, luck=0.2, noise=0.0)
        return [paired_effects(plan, runs), dose_response(plan, runs), cost_effectiveness(plan, runs)]

    for got, expected in zip(tables(one), tables(other), strict=True):
        keys = [name for name in ("lever", "dose", "outcome") if name in got]
        frames = [table.sort_values(keys).reset_index(drop=True) for table in (got, expected)]
        pd.testing.assert_frame_equal(*frames)
    got, expected = (
        factorial_effects(plan, runs_of(plan, response, outcomes=outcomes, luck=0.2)) for plan in (one, other)
    )
    assert _by_term(got) == pytest.approx(_by_term(expected))


def _by_term(table: pd.DataFrame) -> dict[Any, float]:
    return {
        (frozenset(row["term"].split(" × ")), row["outcome"]): row["effect"]
        for row in table.to_dict("records")
    }


def test_fraction_has_its_terms_apart_and_says_what_is_mixed() -> None:
    plan = plan_of(*SEVEN, parts=("factorial",))
    assert plan.signs.shape == (16, 7)
    found = terms(plan.signs, full=False)
    pairs = [pair for term in found if term.order == 2 for pair in (term.levers, *term.aliases)]
    assert sorted(pairs) == [(i, j) for i in range(7) for j in range(i + 1, 7)]
    columns = np.array([weighting(plan.signs, term.levers) for term in found])
    gram = columns @ columns.T
    assert np.allclose(gram, np.diag(np.diag(gram)))
    assert np.allclose(columns.sum(axis=1), 0.0)


def test_fraction_keeps_main_effects_clear_of_pairs() -> None:
    plan = plan_of(*SEVEN, parts=("factorial",))
    names = [lever.name for lever in plan.levers]

    def response(values: Values) -> float:
        own = list(dummies(plan, values).values())
        return 1.0 * own[0] + 2.0 * own[0] * own[1] + 5.0 * own[2] * own[3]

    table = factorial_effects(plan, runs_of(plan, response)).set_index("term")
    mains = [table.loc[name, "effect"] for name in names]
    assert mains == pytest.approx([1.0 + 1.0, 1.0, 2.5, 2.5, 0.0, 0.0, 0.0])
    # The row of a pair is the sum of all pairs that are mixed with it.
    for term, row in table[table["order"] == 2].iterrows():
        mixed = {str(term), *filter(None, str(row["aliases"]).split("; "))}
        first, second = (f"{names[i]} × {names[j]}" for i, j in ((0, 1), (2, 3)))
        assert row["effect"] == pytest.approx(2.0 * (first in mixed) + 5.0 * (second in mixed), abs=1e-12)


# Doses -------------------------------------------------------------------------------------------------------------


def test_best_dose_is_found_where_a_curve_turns() -> None:
    plan = plan_of("monitoring_intensity=0:1:11", parts=("dose",))

    def response(values: Values) -> np.ndarray[Any, Any]:
        dose = values["monitoring_intensity"]
        return np.array([-((dose - 0.4) ** 2), (dose - 0.7) ** 2])

    outcomes = ("net_social_value", "active_waste")
    table = dose_response(plan, runs_of(plan, response, outcomes=outcomes, luck=2.0, noise=0.002))
    best = table[table["best"]].set_index("outcome")["dose"]
    assert best.to_dict() == {"net_social_value": 0.4, "active_waste": 0.7}  # of waste, the least is best
    own = table[(table["outcome"] == "net_social_value")]
    assert (own[own["dose"] <= 0.4]["step_low"].dropna() > 0).all()
    assert (own[own["dose"] > 0.4]["step_high"] < 0).all()
    assert own["as_good"].sum() == 1
    at_own = own[own["is_own"]]
    assert at_own["dose"].tolist() == [0.04]
    assert at_own[["difference", "low", "high", "p"]].to_numpy().tolist() == [[0.0, 0.0, 0.0, 1.0]]
    # From the scenario's value, whatever the first dose is.
    assert cells(own, dose=1.0)["difference"] == pytest.approx(-0.36 + 0.36**2, abs=0.003)


def test_doses_on_a_plateau_are_as_good_as_the_best() -> None:
    plan = plan_of("monitoring_intensity=0:1:11", parts=("dose",))
    runs = runs_of(plan, lambda v: min(v["monitoring_intensity"], 0.5), luck=2.0, noise=0.01)
    table = dose_response(plan, runs)
    assert table[table["as_good"]]["dose"].tolist() == [0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    flat = dose_response(plan, runs_of(plan, lambda _: 1.0, luck=2.0))
    assert flat["as_good"].all()
    assert set(flat["verdict"]) == {"none"}
    assert flat["best"].sum() == 1


def test_outcome_without_a_better_way_has_no_best_dose() -> None:
    plan = plan_of("monitoring_intensity=0:1:3", parts=("dose",))
    table = dose_response(plan, runs_of(plan, lambda v: v["monitoring_intensity"], outcomes=("self_score",)))
    assert not table["best"].any()
    assert set(table["verdict"]) == {"more", "less", "none"}


# Sequencing --------------------------------------------------------------------------------------------------------


def sequence(plan: Plan, response: Any, years: int = 10, last: int = 3) -> pd.DataFrame:
    spans = windows_of(plan, years, last)
    study: Any = YearlyStudy(plan, response, years)
    return order_effects(plan, read_windows([study], ["net_social_value"], spans), spans)


def test_order_without_memory_matters_only_while_one_works_alone() -> None:
    plan = plan_of(*TWO, parts=("sequencing",), second_year=4)

    def response(_year: int, values: Values, _steps: object) -> float:
        own = dummies(plan, values)
        return 2.0 * own["A"] + 0.5 * own["B"] + 3.0 * own["A"] * own["B"]

    table = sequence(plan, response)
    whole, waiting = (cells(table, window=window) for window in (WHOLE, WAITING))
    assert waiting["difference"] == pytest.approx(1.5)  # years 1 to 3: A alone against B alone
    assert [whole["total"], waiting["total"]] == pytest.approx([4.5, 4.5])
    assert whole["better_first"] == "monitoring_intensity"
    assert whole["at_once"] == pytest.approx(5.5)
    assert whole["first_leads"] == pytest.approx((3 * 2.0 + 7 * 5.5) / 10)
    for window in (TOGETHER, END):
        got = cells(table, window=window)
        assert (got["difference"], got["verdict"], got["better_first"]) == (0.0, "none", "")


def test_path_that_leaves_a_trace_is_seen_at_the_end() -> None:
    plan = plan_of(*TWO, parts=("sequencing",), second_year=4)

    def response(year: int, values: Values, steps: Any) -> float:
        own = dummies(plan, values)
        staff_led = len(steps) == 2 and "staff" in dict(steps[0][1])
        return own["A"] + own["B"] + (0.25 if staff_led and year >= 4 else 0.0)

    table = sequence(plan, response)
    assert cells(table, window=WAITING)["difference"] == 0.0
    for window, years in ((TOGETHER, 7), (END, 3)):
        got = cells(table, window=window)
        assert got["difference"] == pytest.approx(-0.25)
        assert got["total"] == pytest.approx(-0.25 * years)
        assert got["better_first"] == "staff"


def test_end_of_short_runs_does_not_reach_back_before_the_second_reform() -> None:
    plan = plan_of(*TWO, parts=("sequencing",), second_year=3)
    assert windows_of(plan, 4, 3) == {WHOLE: (1, 4), WAITING: (1, 2), TOGETHER: (3, 4), END: (3, 4)}


# Cost --------------------------------------------------------------------------------------------------------------


def test_fieller_interval_holds_the_ratios_that_a_t_test_does_not_reject() -> None:
    draw = np.random.default_rng(3)
    cost = draw.normal(1.0, 0.4, size=20)
    effect = 2.0 * cost + draw.normal(size=20)
    got = fieller(effect, cost)
    assert got.low < got.value < got.high
    for end in (got.low, got.high):
        assert stats.ttest_1samp(effect - end * cost, 0.0).pvalue == pytest.approx(0.05)
    # A cost that never varies only scales the effect.
    plain = stats.ttest_1samp(effect, 0.0).confidence_interval(0.95)
    fixed = fieller(effect, np.full(20, 4.0))
    assert (fixed.low, fixed.high) == pytest.approx((plain.low / 4.0, plain.high / 4.0))


def test_fieller_gives_no_interval_where_the_cost_may_be_zero() -> None:
    draw = np.random.default_rng(6)
    got = fieller(draw.normal(1.0, 1.0, size=20), draw.normal(0.1, 1.0, size=20))
    assert math.isnan(got.low)
    assert math.isnan(got.high)
    assert math.isnan(fieller(np.ones(5), np.zeros(5)).value)


def test_fieller_covers_as_often_as_it_says() -> None:
    draw = np.random.default_rng(7)
    held = 0
    for _ in range(WORLDS):
        cost = draw.normal(1.0, 0.8, size=15)
        got = fieller(3.0 * cost + draw.normal(size=15), cost)
        held += got.low <= 3.0 <= got.high
    assert at_least(0.95) <= held / WORLDS <= at_most(0.95)


@pytest.mark.parametrize(
    ("effect", "cost", "standing", "ratio"),
    [
        (1.0, 0.5, plane.BUYS, 2.0),
        (-1.0, -0.5, plane.SAVES, 2.0),
        (1.0, -0.5, plane.DOMINATES, None),
        (-1.0, 0.5, plane.DOMINATED, None),
        (0.0, 0.5, plane.DEARER, 0.0),
        (0.0, -0.5, plane.CHEAPER, 0.0),
        (1.0, 0.0, plane.COST_UNCLEAR, None),
    ],
)
@pytest.mark.parametrize("outcome", ["net_social_value", "active_waste"])
def test_standing_on_the_plane(
    effect: float, cost: float, standing: str, ratio: float | None, outcome: str
) -> None:
    plan = plan_of("staff=3:12", parts=("cost",))
    sign = -1.0 if outcome == "active_waste" else 1.0  # less waste is the improvement

    def response(values: Values) -> np.ndarray[Any, Any]:
        return dummies(plan, values)["A"] * np.array([sign * effect, cost])

    runs = runs_of(plan, response, outcomes=(outcome, COST), noise=0.05, number=3)
    got = cells(cost_effectiveness(plan, runs))
    assert got["standing"] == standing
    assert got["improvement_low"] <= got["improvement"] <= got["improvement_high"]
    if ratio is None:
        assert math.isnan(got["ratio"])
    else:
        assert got["ratio_low"] < ratio < got["ratio_high"]


def test_lever_that_costs_exactly_nothing_is_free() -> None:
    plan = plan_of("result_use=0.1:0.4", parts=("cost",))
    runs = runs_of(
        plan,
        lambda v: np.array([dummies(plan, v)["A"], 0.0, 1.0]),
        outcomes=("net_social_value", COST, "self_score"),
    )
    table = cost_effectiveness(plan, runs)
    assert table["outcome"].tolist() == ["net_social_value"]  # a score without a better way buys nothing
    assert cells(table)["standing"] == plane.FREE
