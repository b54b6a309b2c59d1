"""Sensitivity methods on functions whose indices are known, SALib's traps, luck told apart, convergence."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from budgetsim.kinds.sensitivity import KIND
from budgetsim.kinds.sensitivity.answer import Analysis, cell_of
from budgetsim.kinds.sensitivity.calls import Index, untouched
from budgetsim.kinds.sensitivity.methods import METHODS, design_of
from budgetsim.kinds.sensitivity.problem import Groups, Problem, make_problem
from budgetsim.kinds.sensitivity.question import USUAL_OUTCOMES, Question
from budgetsim.kinds.sensitivity.standing import components, rank
from budgetsim.kinds.sensitivity.steps import analyse, calls_of
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.studies.ask import pose
from budgetsim.studies.engine import Running, answer, plan
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Place

NAMES = ("x1", "x2", "x3")
ISHIGAMI = Problem(NAMES)
G_FUNCTION = Problem(tuple(f"x{i}" for i in range(1, 7)))
TWO_AND_NONE = Problem(("one", "two", "none"))


def ishigami(cube: Array) -> Array:
    """Ishigami & Homma 1990 with a = 7, b = 0.1, over (-pi, pi)."""
    x = -np.pi + 2.0 * np.pi * cube
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


# Saltelli et al. 2008, Global Sensitivity Analysis: The Primer, section 4.
ISHIGAMI_S1, ISHIGAMI_ST, ISHIGAMI_S13 = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437), 0.2437
G_A = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0])


def g_function(cube: Array) -> Array:
    """Sobol's g-function."""
    return np.prod((np.abs(4.0 * cube - 2.0) + G_A) / (1.0 + G_A), axis=1)


def g_indices() -> tuple[Array, Array]:
    """First-order and total indices of the g-function: V_i = 1 / (3 (1 + a_i)²), V = prod(1 + V_i) - 1."""
    v = 1.0 / (3.0 * (1.0 + G_A) ** 2)
    total = np.prod(1.0 + v) - 1.0
    return v / total, v * np.prod(1.0 + v) / (1.0 + v) / total


def sum_of_two(cube: Array) -> Array:
    return cube[:, 0] + cube[:, 1]


@cache
def found(
    method: str, samples: int, function: Callable[[Array], Array], problem: Problem = ISHIGAMI
) -> Analysis:
    design = design_of(method, problem, samples)
    return analyse(design, "y", function(design.sample))


def values(analysis: Analysis, kind: str) -> list[float]:
    return [index.value for index in analysis.of(kind).values()]


# Known indices ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "samples", "margin"), [("sobol", 2048, 0.02), ("fast", 1092, 0.04)])
def test_total_and_first_order_of_ishigami(method: str, samples: int, margin: float) -> None:
    got = found(method, samples, ishigami)
    assert values(got, "S1") == pytest.approx(ISHIGAMI_S1, abs=margin)
    assert values(got, "ST") == pytest.approx(ISHIGAMI_ST, abs=margin)
    assert got.about_all("interactions").value == pytest.approx(1.0 - sum(ISHIGAMI_S1), abs=2.0 * margin)


@pytest.mark.parametrize(("method", "samples", "margin"), [("sobol", 2048, 0.02), ("fast", 1348, 0.06)])
def test_total_and_first_order_of_the_g_function(method: str, samples: int, margin: float) -> None:
    got, (first, total) = found(method, samples, g_function, G_FUNCTION), g_indices()
    assert values(got, "S1") == pytest.approx(first, abs=margin)
    assert values(got, "ST") == pytest.approx(total, abs=margin)


def test_rbd_fast_finds_the_first_order_of_ishigami() -> None:
    assert values(found("rbd_fast", 2048, ishigami), "S1") == pytest.approx(ISHIGAMI_S1, abs=0.05)


def test_second_order_of_ishigami_is_one_pair_alone() -> None:
    got = {(i.subject, i.other): i for i in found("sobol", 2048, ishigami).joint()}
    assert {pair: i.value for pair, i in got.items()} == pytest.approx(
        {("x1", "x2"): 0.0, ("x1", "x3"): ISHIGAMI_S13, ("x2", "x3"): 0.0}, abs=0.04
    )
    assert got["x1", "x3"].low > 0.0


def test_the_published_value_lies_in_the_interval() -> None:
    got = found("sobol", 1024, ishigami)
    for kind, truth in (("S1", ISHIGAMI_S1), ("ST", ISHIGAMI_ST)):
        for index, value in zip(got.of(kind).values(), truth, strict=True):
            assert index.low <= value <= index.high


def test_delta_of_a_sum_is_a_third() -> None:
    # Y = X1 + X2, both uniform: knowing X1 = x leaves 2 (x² + (1 - x)²) / 2 of the density where it was not; its
    # mean over x is 2/3, half of which is delta. Kernels and few slices blur it by some hundredths.
    got = of_sum("delta", 1024)
    assert (got["delta", "one"], got["delta", "two"]) == pytest.approx((1 / 3, 1 / 3), abs=0.07)
    assert got["delta", "none"] < 0.12
    assert got["chance", ""] == pytest.approx(got["delta", "none"], abs=0.08)


def test_pawn_of_a_sum_is_its_distance_of_distributions() -> None:
    # Knowing X1 = x moves the distribution by max(x, 1 - x)² / 2: 1/2 at the ends, 9/32 in the median.
    got = of_sum("pawn", 1024)
    assert (got["median", "one"], got["median", "two"]) == pytest.approx((9 / 32, 9 / 32), abs=0.04)
    assert (got["maximum", "one"], got["maximum", "two"]) == pytest.approx((0.45, 0.45), abs=0.06)
    assert got["chance", ""] == pytest.approx(got["median", "none"], abs=0.05)
    assert got["median", "none"] < 0.12


def of_sum(method: str, samples: int) -> dict[tuple[str, str], float]:
    design = design_of(method, TWO_AND_NONE, samples)
    return {(index.kind, index.subject): index.value for index in design.analyse(sum_of_two(design.sample))}


def test_morris_of_a_linear_function_is_its_coefficients() -> None:
    weights = np.array([2.0, -3.0, 0.0])
    got = found("morris", 8, lambda cube: cube @ weights)
    assert values(got, "mu_star") == pytest.approx([2.0, 3.0, 0.0])
    assert values(got, "mu") == pytest.approx([2.0, -3.0, 0.0])
    assert values(got, "sigma") == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)


def test_morris_shows_interaction_as_spread() -> None:
    got = found("morris", 64, lambda cube: cube[:, 0] * cube[:, 1])
    assert min(values(got, "sigma")[:2]) > 0.2
    assert values(got, "mu_star")[:2] == pytest.approx([0.5, 0.5], abs=0.1)


@pytest.mark.parametrize(("method", "samples"), [("sobol", 64), ("morris", 8)])
def test_a_factor_of_no_use_gets_exactly_nothing(method: str, samples: int) -> None:
    got = found(method, samples, lambda cube: np.exp(cube[:, 0]) * cube[:, 1], TWO_AND_NONE)
    index = got.of(METHODS[method].main)["none"]
    assert (index.value, index.low, index.high) == (0.0, 0.0, 0.0)


# Groups -----------------------------------------------------------------------------------------------------------


def test_groups_of_sobol_are_shares_of_their_members_together() -> None:
    got = found("sobol", 1024, ishigami, make_problem(NAMES, {"odd": ("x1", "x3")}))
    assert list(got.of("ST")) == ["odd", "x2"]
    # Without interaction across groups, both indices of a group are what its members do together.
    assert values(got, "S1") == pytest.approx([1.0 - 0.4424, 0.4424], abs=0.04)
    assert values(got, "ST") == pytest.approx([1.0 - 0.4424, 0.4424], abs=0.04)


def test_groups_of_morris_have_neither_spread_nor_direction() -> None:
    problem = make_problem(NAMES, {"both": ("x1", "x2")})
    got = found("morris", 8, lambda cube: cube @ np.array([1.0, 1.0, 4.0]), problem)
    assert list(got.of("mu_star")) == ["both", "x3"]
    assert list(got.of("sigma")) == list(got.of("mu")) == ["x3"]
    assert got.of("mu_star")["x3"].value == pytest.approx(4.0)


def test_groups_make_a_design_smaller() -> None:
    problem = make_problem(
        [f"x{i}" for i in range(8)], {"a": ("x0", "x1", "x2"), "b": ("x3", "x4", "x5", "x6")}
    )
    assert problem.subjects == ("a", "b", "x7")
    assert design_of("sobol", problem, 16).points == 16 * (2 * 3 + 2)
    assert design_of("morris", problem, 10).points == 10 * (3 + 1)


def test_methods_without_groups_say_so() -> None:
    with pytest.raises(StudyError, match="pawn cannot treat factors in groups; sobol and morris can"):
        design_of("pawn", make_problem(NAMES, {"a": ("x1", "x2")}), 128)


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ({"a": ("x1", "y")}, "groups.a = 'y': no factor of this study"),
        ({"a": ("x1",), "b": ("x1",)}, "groups.b = 'x1': a factor can be in one group only"),
        ({"a": ("x1", "x1")}, "a factor can be in one group only"),
        ({"x2": ("x1", "x3")}, "may not be a factor's"),
        ({"a": ()}, "the group is empty"),
        ({"a": NAMES}, "only one group"),
    ],
)
def test_wrong_groups_are_told(groups: dict[str, Any], told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        make_problem(NAMES, groups)


def test_groups_are_read_from_text() -> None:
    here = Place("--groups")
    got = Groups().of_texts(["a=x1, policy.x2; b=x3;", "c=x4"], here)
    assert got == {"a": ("x1", "x2"), "b": ("x3",), "c": ("x4",)}
    with pytest.raises(ScenarioError, match="--groups: 'x1,x2': must be LABEL=factor"):
        Groups().of_texts(["x1,x2"], here)
    with pytest.raises(ScenarioError, match="--groups: a: the same group twice"):
        Groups().of_texts(["a=x1", "a=x2"], here)


# SALib's traps ----------------------------------------------------------------------------------------------------

SMALL = {"sobol": 16, "morris": 4, "fast": 546, "rbd_fast": 128, "delta": 128, "pawn": 128}


@pytest.mark.parametrize("method", ["sobol", "morris", "fast", "rbd_fast", "pawn"])
def test_numbers_are_salibs_own_on_the_stored_sample(method: str) -> None:
    """As the documentation says to ask SALib by hand, with nothing but what is stored; delta is our own."""
    from importlib import import_module

    design = design_of(method, ISHIGAMI, SMALL[method], seed=5)
    y = ishigami(design.sample)
    got = analyse(design, "y", y)
    about = json.loads(json.dumps(calls_of(design)))
    function = import_module(about["analyze"]["function"].rpartition(".")[0]).analyze
    parts = np.split(np.arange(len(y)), about.get("curves", 1))
    with untouched():
        sets = []
        for rows in parts:
            data = (design.sample[rows], y[rows]) if len(about["analyze"]["data"]) == 2 else (y[rows],)
            sets.append(function(about["problem"], *data, **about["analyze"]["arguments"]))
    for kind in got.indices:
        expected = np.mean([np.asarray(one[kind], dtype=float) for one in sets], axis=0)
        assert values(got, kind) == expected.tolist()


@pytest.mark.parametrize("method", METHODS)
def test_same_seed_same_sample_and_indices_other_seed_another_sample(method: str) -> None:
    one, two, other = (design_of(method, ISHIGAMI, SMALL[method], seed=seed) for seed in (0, 0, 1))
    assert np.array_equal(one.sample, two.sample)
    assert not np.array_equal(one.sample, other.sample)
    y = ishigami(one.sample)
    first, second = (analyse(design, "y", y) for design in (one, two))
    assert first.indices
    assert first == second


@pytest.mark.parametrize("method", METHODS)
def test_nothing_is_left_behind(method: str) -> None:
    np.random.seed(3)  # noqa: NPY002 - the global generator is what is looked after
    expected = np.random.random()  # noqa: NPY002
    form = warnings.formatwarning
    np.random.seed(3)  # noqa: NPY002
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        filters = list(warnings.filters)
        found.__wrapped__(method, SMALL[method], ishigami)
        assert warnings.filters == filters
    assert np.random.random() == expected  # noqa: NPY002
    assert warnings.formatwarning is form


def test_a_problem_is_never_changed() -> None:
    one, two = ISHIGAMI.salib(), ISHIGAMI.salib()
    one["bounds"][0][0] = 5.0
    one["sample_scaled"] = True
    assert two == {"num_vars": 3, "names": list(NAMES), "bounds": [[0.0, 1.0]] * 3} == ISHIGAMI.salib()


def test_names_that_delta_refuses_are_written_otherwise() -> None:
    problem = Problem(("search_step", "staff"))
    design = design_of("delta", problem, 128)
    assert calls_of(design)["problem"]["names"] == ["search_step_", "staff"]
    assert problem.salib()["names"] == ["search_step", "staff"]
    assert list(analyse(design, "y", design.sample.sum(axis=1)).of("delta")) == ["search_step", "staff"]


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_refused(wrong: float) -> None:
    design = design_of("sobol", ISHIGAMI, 16)
    y = ishigami(design.sample)
    y[7] = wrong
    with pytest.raises(StudyError, match="validity is undefined at 1 of 128 points, first at point 7"):
        analyse(design, "validity", y)


@pytest.mark.parametrize("shape", [(127,), (128, 2, 2), (64, 2)])
def test_values_that_do_not_fit_the_design_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(StudyError, match="128 points"):
        analyse(design_of("sobol", ISHIGAMI, 16), "y", np.ones(shape))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("level", [0.0, 3.7])
def test_an_outcome_that_does_not_vary_has_no_indices(method: str, level: float) -> None:
    design = design_of(method, ISHIGAMI, SMALL[method])
    got = analyse(design, "y", np.full((design.points, 3), level) * (1.0 + 1e-16))
    assert (got.varies, got.indices, got.pairs, got.convergence) == (False, {}, (), ())
    assert (got.ranking, got.settled, got.standing.verdict) == ((), None, "constant")
    assert got.mean == pytest.approx(level)
    assert got.noise is not None
    assert got.noise.total == 0.0


def test_what_a_method_cannot_find_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> list[Index]:
        raise ValueError("singular matrix")

    design = design_of("delta", ISHIGAMI, 128)
    monkeypatch.setattr(type(design.calculus), "indices", fails)
    with pytest.raises(
        StudyError, match=r"validity: delta finds no indices: singular matrix; take more samples"
    ):
        analyse(design, "validity", ishigami(design.sample))
    monkeypatch.setattr(type(design.calculus), "indices", lambda *_: [Index("delta", "x1", float("nan"))])
    with pytest.raises(StudyError, match="finds no index of x1"):
        analyse(design, "validity", ishigami(design.sample))


# Designs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "samples", "points"),
    [
        ("sobol", 32, 32 * (2 * 3 + 2)),
        ("morris", 10, 10 * (3 + 1)),
        ("fast", 300, 300 * 3),
        ("fast", 546, 546 * 3),
        ("rbd_fast", 150, 150),
        ("delta", 150, 150),
        ("pawn", 150, 150),
    ],
)
def test_a_design_has_the_points_that_it_says(method: str, samples: int, points: int) -> None:
    design = design_of(method, ISHIGAMI, samples)
    assert design.points == points == len(design.sample)
    assert design.sample.min() >= 0.0
    assert design.sample.max() <= 1.0


def test_without_pairs_sobol_costs_half_and_finds_the_same() -> None:
    design = design_of("sobol", ISHIGAMI, 1024, second_order=False)
    assert design.points == 1024 * (3 + 2)
    got = analyse(design, "y", ishigami(design.sample))
    assert values(got, "ST") == pytest.approx(ISHIGAMI_ST, abs=0.05)
    assert got.joint() == []


@pytest.mark.parametrize(
    ("method", "samples", "told"),
    [
        ("sobol", 1000, "samples = 1000: Sobol points are balanced for powers of two only; take 512 or 1024"),
        ("sobol", 8, "sobol needs at least 16 samples for 3 factors; take 256"),
        ("morris", 3, "morris needs at least 4 samples"),
        ("fast", 272, "fast needs at least 273 samples for 3 factors; take 1092"),
        ("rbd_fast", 99, "rbd_fast needs at least 100 samples"),
        ("delta", 99, "delta needs at least 100 samples"),
        ("pawn", 99, "pawn needs at least 100 samples"),
    ],
)
def test_too_few_samples_are_refused_with_a_hint(method: str, samples: int, told: str) -> None:
    with pytest.raises(StudyError, match=told):
        design_of(method, ISHIGAMI, samples)


def test_usual_samples_are_allowed_whatever_the_factors() -> None:
    for name, method in METHODS.items():
        for factors in (2, 3, 12, 40):
            problem = Problem(tuple(f"x{i}" for i in range(factors)))
            assert design_of(name, problem, method.usual(factors)).points > 0


def test_search_curves_of_fast_keep_their_frequencies_apart() -> None:
    """SALib gives all factors of a curve one phase: two of one frequency would be one factor twice."""
    for factors in (2, 5, 12):
        problem = Problem(tuple(f"x{i}" for i in range(factors)))
        design = design_of("fast", problem, METHODS["fast"].fewest(factors))
        for curve in np.split(design.sample, factors):
            assert len(np.unique(np.round(curve, 9), axis=1).T) == factors


@pytest.mark.parametrize("method", METHODS)
def test_smaller_designs_are_the_first_points(method: str) -> None:
    samples = {"sobol": 64, "morris": 16, "fast": 1092}.get(method, 400)
    design = design_of(method, ISHIGAMI, samples)
    sizes = [smaller.samples for smaller in design.smaller()]
    assert sizes == sorted(sizes)
    assert sizes[-1] == samples // 2
    for smaller in design.smaller():
        assert np.array_equal(smaller.sample, design.sample[: smaller.points])


@pytest.mark.parametrize("method", ["sobol", "morris"])
def test_smaller_designs_are_what_the_method_would_sample(method: str) -> None:
    """Sobol points and trajectories come one after the other, so the first n are the design of n."""
    design = design_of(method, ISHIGAMI, 64)
    for smaller in design.smaller():
        assert np.array_equal(smaller.sample, design_of(method, ISHIGAMI, smaller.samples).sample)


def test_trajectories_stand_on_the_exact_grid() -> None:
    sample = design_of("morris", ISHIGAMI, 50).sample
    assert set(np.unique(sample)) == {0.0, 1 / 3, 2 / 3, 1.0}
    assert np.all(np.sum(np.diff(sample.reshape(50, 4, 3), axis=1) != 0.0, axis=2) == 1)


@pytest.mark.slow
def test_several_outcomes_are_analysed_as_one_by_one(tmp_path: Path) -> None:
    """Delta takes long, so two processes share its outcomes; no number depends on them."""
    asked = {"factors": ("staff", "result_use"), "method": "delta", "samples": 128, "replications": 2}
    small = Scenario().replace(departments=6, years=3, burn_in=1)
    question = pose(Question, {"scenario": small, **asked}, flags=False)
    assert question.design.calculus.is_slow(question.design)
    one, two = (
        answer(plan(KIND, question), Running(tmp_path / f"with{workers}", workers)) for workers in (1, 2)
    )
    assert list(two.outcomes) == list(USUAL_OUTCOMES)
    assert one == two


# Luck -------------------------------------------------------------------------------------------------------------


def test_components_of_variance_are_recovered() -> None:
    rng = np.random.default_rng(1)
    points, seeds = 4000, 60
    made = 2.0 * rng.standard_normal((points, 1)) + 3.0 * rng.standard_normal((1, seeds))
    got = components(made + 0.5 * rng.standard_normal((points, seeds)))
    assert got is not None
    assert got.variance_points == pytest.approx(4.0, rel=0.05)
    assert got.variance_seeds_common == pytest.approx(9.0, rel=0.4)
    assert got.variance_seeds_rest == pytest.approx(0.25, rel=0.02)
    assert got.standard_error_between_points == pytest.approx(0.5 / np.sqrt(seeds), rel=0.02)
    assert got.share_of_luck_in_means == pytest.approx(0.25 / seeds / (4.0 + 0.25 / seeds), rel=0.06)


def test_components_are_unbiased() -> None:
    """Over many small tables the estimates average to the truth; truncation at zero is switched off by large parts."""
    rng = np.random.default_rng(2)
    shape = (3000, 8, 3)
    tables = (
        rng.standard_normal((3000, 8, 1))
        + rng.standard_normal((3000, 1, 3)) * 2.0
        + rng.standard_normal(shape)
    )
    got = [components(table) for table in tables]
    assert np.mean([n.variance_seeds_rest for n in got]) == pytest.approx(1.0, abs=0.03)
    assert np.mean([n.variance_points for n in got]) == pytest.approx(1.0, abs=0.05)
    assert np.mean([n.variance_seeds_common for n in got]) == pytest.approx(4.0, abs=0.3)


def test_what_a_seed_does_to_all_points_moves_no_index() -> None:
    design = design_of("sobol", ISHIGAMI, 32)
    y = ishigami(design.sample)[:, None]
    alone, shifted = (
        analyse(design, "y", table) for table in (y + np.zeros(3), y + np.array([5.0, -9.0, 4.0]))
    )
    assert values(alone, "ST") == pytest.approx(values(shifted, "ST"))
    assert alone.noise.share_of_seeds == 0.0
    assert shifted.noise.share_of_seeds > 0.5
    assert shifted.noise.share_of_luck_in_means == pytest.approx(0.0, abs=1e-12)


def test_pure_luck_has_no_factors() -> None:
    luck = components(np.random.default_rng(3).standard_normal((2000, 10)))
    assert luck is not None
    assert luck.share_of_seeds == pytest.approx(1.0, abs=0.02)
    assert luck.share_of_luck_in_means > 0.8


def test_one_seed_tells_nothing_about_luck() -> None:
    assert components(np.ones((5, 1))) is None
    assert components(np.ones((1, 5))) is None


# Convergence ------------------------------------------------------------------------------------------------------


def indices_of(*indices: tuple[str, float, float]) -> list[Index]:
    return [Index("ST", name, value, value - half, value + half) for name, value, half in indices]


def test_a_ranking_is_settled_if_the_half_had_it() -> None:
    got = rank(indices_of(("a", 0.6, 0.05), ("b", 0.3, 0.05)), {"a": 0.5, "b": 0.3})
    assert (got.order, got.settled, got.swapped, got.close) == (("a", "b"), True, (), ())
    assert got.widest == pytest.approx(0.05)


def test_a_ranking_is_not_settled_if_clear_pairs_changed_places() -> None:
    got = rank(indices_of(("a", 0.6, 0.05), ("b", 0.3, 0.05)), {"a": 0.2, "b": 0.3})
    assert (got.settled, got.swapped) == (False, (("a", "b"),))


def test_a_ranking_is_not_settled_where_the_first_two_are_not_told_apart() -> None:
    got = rank(indices_of(("a", 0.31, 0.1), ("b", 0.3, 0.1)), {"a": 0.2, "b": 0.3})
    assert (got.settled, got.swapped, got.close) == (False, (), (("a", "b"),))


def test_pairs_further_down_that_are_not_told_apart_unsettle_nothing() -> None:
    half = {"a": 0.8, "b": 0.1, "c": 0.2}
    got = rank(indices_of(("a", 0.8, 0.1), ("b", 0.2, 0.1), ("c", 0.1, 0.1)), half)
    assert (got.settled, got.close) == (True, (("b", "c"),))


def test_without_intervals_nothing_is_settled() -> None:
    bare = [Index("ST", "a", 0.8), Index("ST", "b", 0.2)]
    assert rank(bare, {"a": 0.8, "b": 0.2}).settled is False


def test_without_a_half_nothing_is_said() -> None:
    assert rank(indices_of(("a", 0.2, 0.2))).settled is None


def test_a_ranking_is_compared_with_the_largest_part_of_the_runs() -> None:
    """The half that ``rank`` is given is the step before the last."""
    got = found("sobol", 2048, ishigami)
    last, before = got.of("ST"), got.convergence[-2].indices
    expected = rank(list(last.values()), {name: cell.value for name, cell in before.items()})
    assert (got.ranking, got.settled) == (expected.order, expected.settled) == (("x1", "x2", "x3"), True)
    assert (got.swapped, got.not_told_apart) == (expected.swapped, expected.close)
    assert found("sobol", 16, ishigami).settled is None


def test_a_part_of_the_runs_that_hardly_differs_is_no_step() -> None:
    """What is rounding is measured against all values, not against those of the part."""
    design = design_of("morris", ISHIGAMI, 16)
    y = np.where(np.arange(design.points) < design.points // 2, 1e-14 * ishigami(design.sample), 1.0)
    y[-3:] = 5.0
    got = analyse(design, "y", y)
    assert [step.samples for step in got.convergence] == [16]


def test_indices_come_closer_to_the_truth() -> None:
    got = found("sobol", 2048, ishigami)
    errors = [
        max(abs(cell.value - truth) for cell, truth in zip(step.indices.values(), ISHIGAMI_ST, strict=True))
        for step in got.convergence
    ]
    assert [step.samples for step in got.convergence] == [64, 128, 256, 512, 1024, 2048]
    assert errors[-1] < 0.02 < errors[0]
    assert got.convergence[-1].indices == {name: cell_of(index) for name, index in got.of("ST").items()}


def test_intervals_shrink_at_least_with_the_root_of_the_samples() -> None:
    """A width from eight scrambles is known to a quarter, so ten of them are averaged."""

    def width(samples: int) -> float:
        designs = [design_of("sobol", ISHIGAMI, samples, second_order=False, seed=seed) for seed in range(10)]
        return float(np.mean([design.analyse(ishigami(design.sample))[0].half for design in designs]))

    assert width(256) / width(64) < 0.6


# Small matters ----------------------------------------------------------------------------------------------------


def test_resamples_shrink_where_samples_are_many() -> None:
    arguments = [
        METHODS["rbd_fast"].arguments(replace(design_of("rbd_fast", ISHIGAMI, 128), samples=n))
        for n in (1024, 2**17)
    ]
    assert [about["num_resamples"] for about in arguments] == [100, 20]


def test_the_form_of_warnings_is_as_before_after_an_error_too() -> None:
    form = warnings.formatwarning

    def fails() -> None:
        with untouched():
            warnings.formatwarning = lambda *_: ""  # type: ignore[assignment] # as SALib does
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert warnings.formatwarning is form
