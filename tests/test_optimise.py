"""Optimisation: measures over worlds by hand, known fronts and knees, and searches whose optimum is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from limits import HIDDEN_ACTION, off
from moocore import hv_contributions
from pymoo.algorithms.moo.sms import LeastHypervolumeContributionSurvival
from searches import find, search

import budgetsim
from budgetsim import load_scenario, simulate
from budgetsim.kinds.optimise import search as searching
from budgetsim.kinds.optimise import survival
from budgetsim.kinds.optimise.front import (
    HYPERVOLUME_CORNER,
    hypervolumes,
    ideal_of,
    intervals,
    knee_order,
    late_gain,
    non_dominated,
    regret,
    spending,
    thinned,
    worst_decile,
)
from budgetsim.kinds.optimise.judge import check
from budgetsim.kinds.optimise.question import ALGORITHMS
from budgetsim.kinds.optimise.search import Criteria, Plan, shares_of
from budgetsim.kinds.optimise.survival import kept
from budgetsim.studies.factors import Factor, Place, make_factor

NONE = np.zeros((1, 1))
CUBE = tuple(Factor(f"x{k}", "lever", "number", 0.0, 1.0) for k in range(6))


# Measures over worlds ---------------------------------------------------------------------------------------------


def test_worst_decile_counts_a_part_of_a_world() -> None:
    # 24 worlds: the two worst count fully, the third with 0.4.
    losses = np.arange(24.0).reshape(1, 4, 6, 1)
    assert worst_decile(losses, NONE)[0, 0] == pytest.approx((23.0 + 22.0 + 0.4 * 21.0) / 2.4)


def test_worst_decile_of_few_worlds_is_the_worst() -> None:
    assert worst_decile(np.array([[[[3.0], [9.0], [1.0]]]]), NONE)[0, 0] == 9.0


def test_worst_decile_looks_at_each_objective_by_itself() -> None:
    # One mix is bad in the first objective in one world, and in the second in another.
    losses = np.zeros((1, 1, 10, 2))
    losses[0, 0, 3, 0], losses[0, 0, 7, 1] = 5.0, 8.0
    assert worst_decile(losses, NONE).tolist() == [[5.0, 8.0]]


def test_regret_by_hand() -> None:
    # Mean losses over seeds:  state 1  state 2      regrets     largest
    #   mix a                     2        6          0  3          3
    #   mix b                     4        3          2  0          2
    #   mix c                     3        4          1  1          1
    by_state = np.array([[2.0, 6.0], [4.0, 3.0], [3.0, 4.0]])
    losses = np.stack([by_state - 0.5, by_state + 0.5], axis=-1)[..., None]
    ideal = ideal_of(losses, allowed=np.array([True, True, True]))
    assert ideal[:, 0].tolist() == [2.0, 3.0]
    assert regret(losses, ideal)[:, 0].tolist() == [3.0, 2.0, 1.0]
    # The mean would choose otherwise.
    assert losses.mean(axis=(1, 2))[:, 0].argmin() != 0
    # What is not allowed is no ideal: without the first mix the third is the best of state 1.
    assert ideal_of(losses, allowed=np.array([False, True, True]))[:, 0].tolist() == [3.0, 3.0]


def test_over_the_budget_is_no_ideal_but_the_status_quo_always_is() -> None:
    criteria = Criteria(1, "regret", budget=1.0)
    dear, cheap, status_quo = ([[[-9.0, 2.0]]], [[[-1.0, 0.5]]], [[[-4.0, 3.0]]])
    losses, rest = np.array([dear, cheap]), np.array([status_quo])
    assert criteria.excess(losses).tolist() == [1.0, -0.5]
    assert criteria.ideal(losses, rest).tolist() == [[-4.0]]


@pytest.mark.parametrize(("measure", "expected"), [("mean", 4.0), ("worst_decile", 7.0), ("regret", 6.0)])
def test_spending_follows_the_measure(measure: str, expected: float) -> None:
    cost = np.array([[[1.0, 3.0], [5.0, 7.0]]])  # two states, two seeds; the dearest state costs 6 on average
    assert spending(measure, cost)[0] == expected


def test_intervals_are_of_the_seeds() -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(2, 5, 400, 1))
    ends = intervals(lambda seeds: values[:, :, seeds].mean(axis=(1, 2)), 400)
    assert ends is not None
    half = 1.96 * values.mean(axis=1).std(axis=1, ddof=1)[:, 0] / 20.0
    np.testing.assert_allclose((ends[1] - ends[0])[:, 0] / 2.0, half, rtol=0.15)
    assert intervals(lambda seeds: values[:, :, seeds].mean(axis=(1, 2)), 1) is None


# Fronts and knees -------------------------------------------------------------------------------------------------


def test_non_dominated_by_hand() -> None:
    scores = np.array([[1.0, 4.0], [2.0, 2.0], [3.0, 3.0], [4.0, 1.0], [2.0, 2.0], [0.0, 0.0]])
    allowed = np.array([True, True, True, True, True, False])
    # (3, 3) is beaten by (2, 2), which comes twice and counts once; (0, 0) is over the budget.
    assert non_dominated(scores, allowed).tolist() == [0, 1, 3]
    assert non_dominated(scores, np.zeros(6, dtype=bool)).tolist() == []


def test_knee_of_a_convex_front() -> None:
    # y = (1 - sqrt(x))^2: the tangent is parallel to the line between the ends where x = y = 1/4.
    x = np.linspace(0.0, 1.0, 401)
    front = np.column_stack([x, (1.0 - np.sqrt(x)) ** 2])
    assert front[knee_order(front)[0]] == pytest.approx([0.25, 0.25])
    # Units do not matter.
    assert knee_order(front * [1000.0, 0.01])[0] == knee_order(front)[0]


def test_knee_of_a_kinked_front_is_the_kink() -> None:
    front = np.array([[0.0, 1.0], [0.1, 0.5], [0.2, 0.1], [0.6, 0.05], [1.0, 0.0]])
    assert knee_order(front).tolist()[0] == 2


def test_thinned_front_keeps_ends_and_what_it_must() -> None:
    x = np.linspace(0.0, 1.0, 101)
    front = np.column_stack([x, 1.0 - x])
    kept = thinned(front, 5, [37])
    assert len(kept) == 5
    assert {0, 37, 100} <= set(kept.tolist())
    # The two others lie in the widest gaps.
    assert np.diff(kept).max() <= 35
    assert thinned(front[:4], 5, []).tolist() == [0, 1, 2, 3]


def test_hypervolume_by_hand() -> None:
    scores = np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.5], [0.2, 0.2]])
    allowed = np.array([True, True, True, False])
    found = hypervolumes(scores, allowed, [1, 1, 2, 3], scores[:3])
    r = HYPERVOLUME_CORNER
    first = 2 * (r * (r - 1.0)) - (r - 1.0) ** 2
    assert found == pytest.approx([first, first + 0.5 * 0.5, first + 0.25])


def test_late_gain_is_that_of_the_last_quarter() -> None:
    assert late_gain([1.0, 2.0, 3.0, 3.0, 3.0, 3.0, 3.5, 4.0]) == pytest.approx(1.0 - 3.0 / 4.0)
    assert late_gain([2.0, 2.0, 2.0, 2.0]) == 0.0


# Searches with a known answer -------------------------------------------------------------------------------------


def zdt1(generation: int, names: Sequence[str], mixes: dict[str, list[float]]) -> Any:
    """Zitzler, Deb & Thiele's first problem: the front is y = 1 - sqrt(x), with all but the first variable at 0."""
    del generation, names
    x = np.column_stack([mixes[factor.name] for factor in CUBE])
    g = 1.0 + 9.0 * x[:, 1:].mean(axis=1)
    cost = x[:, 0]
    return np.column_stack([x[:, 0], g * (1.0 - np.sqrt(x[:, 0] / g)), cost])[:, None, None, :]


WORSE = np.array([[[[1.0, 10.0, 1.0]]]])


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_search_finds_the_front_of_zdt1(algorithm: str) -> None:
    plan = Plan(algorithm, 40, 100, seed=1)
    found = find(CUBE, lambda *given: zdt1(*given)[..., :2], Criteria(2), plan, WORSE[..., :2])
    front = found.scores[found.front]
    # What is left to the front that is known: 0.05 of the range of the second objective.
    assert np.median(front[:, 1] - (1.0 - np.sqrt(front[:, 0]))) < 0.05
    assert np.ptp(front[:, 0]) > 0.7
    # Its knee: the tangent of slope -1, at x = 1/4.
    knee = found.scores[found.knee_first[0]]
    assert knee == pytest.approx([0.25, 0.5], abs=0.08)


def test_search_is_repeatable_and_its_seed_matters() -> None:
    def mixes(algorithm: str, seed: int, budget: float | None) -> list[tuple[Any, ...]]:
        criteria = Criteria(2, budget=budget)
        evaluate = zdt1 if budget else lambda *given: zdt1(*given)[..., :2]
        rest = WORSE if budget else WORSE[..., :2]
        return search(CUBE, evaluate, criteria, Plan(algorithm, 12, 5, seed), rest)[0].mixes

    for algorithm in ALGORITHMS:
        for budget in (None, 0.05):
            assert mixes(algorithm, 4, budget) == mixes(algorithm, 4, budget)
    assert mixes("sms_emoa", 4, None) != mixes("sms_emoa", 5, None)


@pytest.mark.parametrize("objectives", [2, 3, 4, 5])
@pytest.mark.parametrize("shape", ["smooth", "rounded", "copies", "beyond the corner"])
def test_those_stay_whom_all_contributions_would_keep(objectives: int, shape: str) -> None:
    """The least contributor leaves in turn, as pymoo finds it from all contributions each time."""
    rng = np.random.default_rng(objectives)
    front = rng.random((40, objectives))
    front /= front.sum(axis=1, keepdims=True)
    front = np.round(front, 2) if shape == "rounded" else front
    if shape == "copies":
        front[5:8] = front[0]
    if shape == "beyond the corner":
        front[3] *= 50.0
    corner, left, places = np.full(objectives, 11.0), front, np.arange(len(front))
    while len(places) > 15:
        leaving = hv_contributions(left, ref=corner).argmin()
        left, places = np.delete(left, leaving, axis=0), np.delete(places, leaving)
    assert kept(front, corner, 15).tolist() == places.tolist()


def test_search_keeps_whom_pymoo_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    def evaluate(generation: int, names: Sequence[str], mixes: dict[str, list[float]]) -> Any:
        del generation, names
        x = np.array([mixes[factor.name] for factor in CUBE]).T
        return np.stack([(x[:, n] - x[:, (n + 1) % 3]) ** 2 + x[:, -1] ** (n + 1) for n in range(5)], axis=1)[
            :, None, None
        ]

    def mixes() -> list[tuple[Any, ...]]:
        return search(CUBE, evaluate, Criteria(5), Plan("sms_emoa", 16, 6, 1), np.ones((1, 1, 1, 5)))[0].mixes

    ours = mixes()
    monkeypatch.setattr(survival, "LeastContributes", LeastHypervolumeContributionSurvival)
    assert mixes() == ours


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_ties_over_the_budget_are_broken_by_the_seed(algorithm: str) -> None:
    """Mixes that exceed the budget alike must not be chosen between by numbers that no seed governs."""

    def stepped(*given: Any) -> Any:
        losses = zdt1(*given)
        losses[..., 2] = 2.0 + np.floor(3.0 * losses[..., 2])  # none holds the budget, and many are alike
        return losses

    plan = Plan(algorithm, 12, 8, seed=3)
    runs = [search(CUBE, stepped, Criteria(2, budget=1.0), plan, WORSE)[0].mixes for _ in range(3)]
    assert runs[0] == runs[1] == runs[2]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_search_holds_the_budget(algorithm: str) -> None:
    criteria = Criteria(2, budget=0.1)
    found = find(CUBE, zdt1, criteria, Plan(algorithm, 40, 40, seed=2), WORSE)
    costs = found.archive.table()[:, 0, 0, 2]
    assert costs[found.front].max() <= 0.1
    # The budget binds: without it there are mixes beyond, and the front goes up to it.
    assert costs.max() > 0.5
    assert costs[found.front].max() > 0.07
    assert found.allowed.tolist() == (costs <= 0.1).tolist()


def test_more_generations_begin_with_the_same_ones() -> None:
    def mixes(generations: int) -> list[tuple[Any, ...]]:
        evaluate = lambda *given: zdt1(*given)[..., :2]  # noqa: E731
        return search(CUBE, evaluate, Criteria(2), Plan("sms_emoa", 12, generations, 0), WORSE[..., :2])[
            0
        ].mixes

    assert mixes(6)[: len(mixes(3))] == mixes(3)


def test_what_was_simulated_once_is_not_simulated_again() -> None:
    levers = (
        Factor("rule", "lever", "choice", levels=("a", "b", "c")),
        Factor("count", "lever", "integer", 1.0, 4.0),
        Factor("switch", "lever", "boolean", levels=(False, True)),
    )
    asked: list[tuple[Any, ...]] = []

    def evaluate(generation: int, names: Sequence[str], mixes: dict[str, list[Any]]) -> Any:
        del generation
        rows = list(zip(*mixes.values(), strict=True))
        assert len(rows) == len(names)
        asked.extend(rows)
        value = [[{"a": 0, "b": 3, "c": 1}[rule] + abs(count - 3), -on] for rule, count, on in rows]
        return np.array(value, dtype=float)[:, None, None, :]

    found = find(levers, evaluate, Criteria(2), Plan("nsga2", 16, 12, 0), np.array([[[[9.0, 9.0]]]]))
    assert len(asked) == len(set(asked)) <= 24
    assert {type(value) for row in asked for value in row} == {str, int, bool}
    (best,) = found.front
    assert found.archive.mixes[best] == ("a", 3, True)


def test_shares_and_values_belong_together() -> None:
    levers = (
        make_factor("staff", "1:15", "lever", Place("x")),
        make_factor("budget_rule", "linear,grades,posterior", "lever", Place("x")),
        Factor("count", "lever", "integer", 1.0, 4.0),
        Factor("switch", "lever", "boolean", levels=(False, True)),
    )
    values = {"staff": 4.5, "budget_rule": "grades", "count": 3, "switch": True}
    shares = shares_of(levers, values)
    assert shares is not None
    got = {factor.name: factor.at(shares[k : k + 1])[0] for k, factor in enumerate(levers)}
    assert got == pytest.approx(values)
    assert shares_of(levers, values | {"staff": 16.0}) is None
    assert shares_of(levers, values | {"budget_rule": "tournament"}) is None


def test_objectives_that_do_not_answer_are_not_sought() -> None:
    def evaluate(generation: int, names: Sequence[str], mixes: dict[str, list[float]]) -> Any:
        two = np.repeat(zdt1(generation, names, mixes)[..., :2], 8, axis=2)
        # Mixes differ in the third by luck alone, and by more than 1 % of the status quo.
        luck = np.random.default_rng(len(names) + 1000 * generation).normal(1.0, 0.05, (len(names), 1, 8, 1))
        return np.concatenate([two, luck], axis=-1)

    rest = np.tile(np.array([[[[1.0, 10.0, 1.0]]]]), (1, 1, 8, 1))
    plan = Plan("sms_emoa", 24, 10, 0)
    found = find(CUBE, evaluate, Criteria(3, material=0.01), plan, rest)
    assert found.sought.tolist() == [True, True, False]
    x, y = found.scores[found.front][:, :2].T
    assert all(np.diff(y[np.argsort(x)]) < 0.0)  # nobody is on the front by luck alone
    assert find(CUBE, evaluate, Criteria(3, material=0.0), plan, rest).sought.all()


def test_what_answers_is_told_from_luck_by_the_seeds() -> None:
    rng = np.random.default_rng(5)
    luck, answer = rng.normal(size=(40, 1, 8, 1)), rng.normal(size=(40, 1, 1, 1))
    world = rng.normal(
        size=(1, 1, 8, 1)
    )  # good and bad worlds are the same for all mixes, and no luck of one of them
    losses = np.concatenate(
        [10.0 + 0.3 * luck + world, 10.0 + 0.3 * answer + 0.3 * luck + 5.0 * world], axis=-1
    )
    rest = np.full((1, 1, 8, 2), 10.0)
    assert Criteria(2, material=0.01).sought(losses, rest).tolist() == [False, True]
    # The standard deviation of the answer is 0.3, 3 % of the status quo.
    assert Criteria(2, material=0.02).sought(losses, rest)[1]
    assert Criteria(2, material=0.05).sought(losses, rest).tolist() == [
        True,
        True,
    ]  # if none is worth it, all are


def test_regret_of_the_search_is_that_of_the_whole_archive() -> None:
    def evaluate(generation: int, names: Sequence[str], mixes: dict[str, list[float]]) -> Any:
        del generation, names
        x = np.array(mixes["x0"])
        # State 1 wants x = 0, state 2 wants x = 1 and punishes half as much: least largest regret at 2/3... of state 2.
        return np.column_stack([2.0 * x, 1.0 - x])[:, :, None, None]

    rest = np.full((1, 2, 1, 1), 3.0)
    found = find(CUBE[:1], evaluate, Criteria(1, "regret"), Plan("nsga2", 20, 20, 0), rest)
    ideal = found.archive.table()[:, :, 0, 0].min(axis=0)
    (best,) = found.front
    (x,) = found.archive.mixes[best]
    # Regrets 2x and 1 - x (against the best that was tried) are equal at the minimax.
    assert x == pytest.approx((1.0 - ideal[1] + ideal[0]) / 3.0, abs=0.01)
    assert found.scores[best, 0] == pytest.approx((found.archive.losses[best][:, 0, 0] - ideal).max())


def test_the_population_is_judged_anew_against_the_running_ideal(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[float] = []
    moved: list[bool] = []

    def by_state(x: Any) -> Any:
        return np.column_stack([(x - 0.3) ** 2, (x - 0.8) ** 2])

    def evaluate(generation: int, names: Sequence[str], mixes: dict[str, list[float]]) -> Any:
        del generation, names
        tried.extend(mixes["x0"])
        return by_state(np.array(mixes["x0"]))[:, :, None, None]

    told = searching._tell

    def tell(algorithm: Any, *rest: Any) -> None:
        if algorithm.pop is not None and len(algorithm.pop):
            every, own = by_state(np.array(tried)), by_state(algorithm.pop.get("X")[:, 0])
            expected = (own - every.min(axis=0)).max(axis=1)
            ratio = algorithm.pop.get("F")[:, 0] / expected
            assert ratio == pytest.approx(
                np.full(len(own), ratio[0])
            )  # in units of the first generation's range
            moved.append(bool((every.min(axis=0) < by_state(np.array(tried[:8])).min(axis=0)).any()))
        told(algorithm, *rest)

    monkeypatch.setattr(searching, "_tell", tell)
    search(CUBE[:1], evaluate, Criteria(1, "regret"), Plan("nsga2", 8, 8, 0), np.full((1, 2, 1, 1), 3.0))
    assert any(moved)  # the ideal did move


# The check on fresh worlds ----------------------------------------------------------------------------------------


def test_of_pure_luck_nothing_is_kept() -> None:
    """Losses are noise: the search promises a gain over the status quo, and fresh seeds take it back."""
    rng = np.random.default_rng(11)

    def evaluate(generation: int, names: Sequence[str], mixes: dict[str, list[float]]) -> Any:
        del generation, mixes
        return rng.normal(size=(len(names), 1, 4, 2))

    rest = rng.normal(size=(1, 1, 4, 2))
    criteria = Criteria(2)
    found = find(CUBE, evaluate, criteria, Plan("sms_emoa", 20, 20, 0), rest)
    chosen = len(found.chosen)
    checked = check(found, criteria, rng.normal(size=(chosen, 1, 400, 2)), rng.normal(size=(1, 1, 400, 2)))
    assert (checked.promised > 0.5).all()
    assert (np.abs(checked.kept) < 4.0 / np.sqrt(400.0)).all()
    assert (checked.kept < checked.promised).all()


def test_a_mix_that_breaks_the_budget_on_fresh_worlds_is_set_aside() -> None:
    criteria = Criteria(2, budget=0.5)
    found = find(CUBE, zdt1, criteria, Plan("sms_emoa", 20, 20, seed=0), WORSE)
    fresh = found.archive.table()[found.chosen].copy()
    knee = int(np.flatnonzero(found.chosen == found.knee_first[0])[0])
    fresh[knee, ..., 2] = 0.6
    checked = check(found, criteria, fresh, WORSE)
    assert checked.holds.sum() == len(fresh) - 1
    assert not checked.holds[knee]
    assert not checked.on_front[knee]
    assert checked.knee == int(np.flatnonzero(found.chosen == found.knee_first[1])[0])
    assert knee not in checked.best


# Through the model ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("r", "c", "sigma2"), [(2.0, 1.0, 0.5), (4.0, 0.5, 0.1)])
def test_search_finds_the_linear_contract_of_holmstrom_and_milgrom(
    r: float, c: float, sigma2: float, tmp_path: Any
) -> None:
    world = off(**HIDDEN_ACTION, risk_aversion=r, effort_cost=c, self_noise=sigma2**0.5)
    made = budgetsim.optimise(
        world,
        levers="result_use=0:1",
        objectives="net_social_value",
        references="none",
        parameters="point",
        population=12,
        generations=12,
        replications=1,
        fresh=2,
        out=tmp_path / "t1",
    )
    expected = 1.0 / (1.0 + r * c * sigma2)
    got = load_scenario(made.directory / "knee.toml")
    use = got.changes[-1].levers["result_use"]
    assert use == pytest.approx(expected, abs=0.01)
    # The surplus is flat at the optimum, so it is nearly all there: beta/(2c).
    gain = simulate(got, 1).outcomes["net_social_value"].iloc[-1]
    none = simulate(world.replace(result_use=0.0), 1).outcomes["net_social_value"].iloc[-1]
    assert gain - none == pytest.approx(expected / (2.0 * c), rel=1e-3)
