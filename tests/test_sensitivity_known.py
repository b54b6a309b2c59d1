"""Methods on functions whose answer is known: factors and outcomes of every kind, groups, pure luck, intervals."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from budgetsim.kinds.sensitivity.answer import Analysis, index_of
from budgetsim.kinds.sensitivity.design import classes_of, kind_of_outcome
from budgetsim.kinds.sensitivity.methods import METHODS, design_of, refusals, takes_outcome
from budgetsim.kinds.sensitivity.methods.delta import atoms_of, shifts
from budgetsim.kinds.sensitivity.methods.morris import elementary_effects
from budgetsim.kinds.sensitivity.methods.sobol import possible
from budgetsim.kinds.sensitivity.problem import (
    CONTINUOUS,
    FINE,
    SCALES,
    Problem,
    Scale,
    make_problem,
    scale_of,
)
from budgetsim.kinds.sensitivity.question import Question
from budgetsim.kinds.sensitivity.standing import components, noise_of
from budgetsim.kinds.sensitivity.steps import analyse
from budgetsim.numerics import Array
from budgetsim.scenario import ScenarioError
from budgetsim.studies.ask import pose
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import parse_vary

TWO = Scale((0.0, 1.0), ordered=False)
THREE = Scale((0.0, 0.5, 1.0))
FIVE = Scale((0.0, 0.25, 0.5, 0.75, 1.0))
CHOICES = Scale((0.0, 0.25, 0.5, 0.75, 1.0), ordered=False)
UNEVEN = Scale((0.0, 0.1, 1.0))
SAMPLES = {"sobol": 256, "morris": 40, "fast": 1092, "rbd_fast": 1024, "delta": 1024, "pawn": 1024}
EVERY = tuple(METHODS)
ANY_FACTOR = ("sobol", "morris", "delta", "pawn")


def mixed(*scales: Scale) -> Problem:
    return Problem(tuple(f"x{k}" for k in range(len(scales))), (), scales)


def levels(scale: Scale, column: Array) -> Array:
    return np.asarray(np.array(scale.places)[scale.levels(column)])


def of(
    method: str,
    problem: Problem,
    function: Callable[[Array], Array],
    samples: int | None = None,
    seed: int = 0,
) -> Analysis:
    design = design_of(method, problem, samples or SAMPLES[method], seed=seed)
    return analyse(design, "y", function(design.sample))


def main_of(method: str, got: Analysis) -> dict[str, float]:
    return {name: index.value for name, index in got.of(METHODS[method].main).items()}


# A step in one factor of two values -----------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ANY_FACTOR)
def test_a_factor_of_two_values_that_decides_everything_comes_first(method: str) -> None:
    problem = mixed(TWO, CONTINUOUS, CONTINUOUS)
    got = of(method, problem, lambda cube: levels(TWO, cube[:, 0]))
    found = main_of(method, got)
    assert max(found, key=lambda name: found[name]) == "x0"
    # A share, a distance and an effect of 1; distributions of a fair coin differ by 1/2 from its mixture.
    assert found["x0"] == pytest.approx({"delta": 0.5, "pawn": 0.5}.get(method, 1.0), abs=0.06)
    assert got.standing.verdict == "one"


def test_a_lone_step_has_no_interactions() -> None:
    got = of("sobol", mixed(TWO, CONTINUOUS), lambda cube: levels(TWO, cube[:, 0]))
    rest = got.about_all("interactions")
    assert rest is not None
    assert rest.low <= 0.0 <= rest.value + 0.05 <= 0.1


@pytest.mark.parametrize("method", ["fast", "rbd_fast"])
@pytest.mark.parametrize("scale", [TWO, THREE, FIVE, CHOICES])
def test_waves_refuse_what_jumps(method: str, scale: Scale) -> None:
    with pytest.raises(StudyError, match=rf"x1: {method} cannot .*; sobol, morris, delta and pawn can"):
        design_of(method, mixed(CONTINUOUS, scale), SAMPLES[method])


@pytest.mark.parametrize("method", ["fast", "rbd_fast"])
def test_many_values_in_order_are_as_good_as_all(method: str) -> None:
    fine = scale_of(parse_vary("departments=20:60", "--factors"))
    assert fine == CONTINUOUS
    assert not refusals(method, mixed(fine, CONTINUOUS))
    assert len(scale_of(parse_vary(f"departments=20:{18 + FINE}", "--factors")).places) == FINE - 1


# An outcome of few values ---------------------------------------------------------------------------------------------


def three_values(cube: Array) -> Array:
    """0, 1 or 2, decided by the first factor alone: a third of the points each."""
    return np.floor(np.minimum(cube[:, 0] * 3.0, 2.999))


@pytest.mark.parametrize("method", ANY_FACTOR)
def test_an_outcome_of_three_values_is_decided_by_its_factor(method: str) -> None:
    got = of(method, Problem(("x0", "x1", "x2")), three_values)
    found = main_of(method, got)
    others = max(found["x1"], found["x2"])
    assert found["x0"] > 0.3
    assert others < 0.1
    if method == "delta":
        # Knowing the factor leaves one of three equally likely values: 2/3 of the probability moves.
        assert found["x0"] == pytest.approx(2.0 / 3.0, abs=0.05)


@pytest.mark.parametrize("method", ["fast", "rbd_fast"])
def test_waves_withhold_an_outcome_of_few_values(method: str) -> None:
    got = of(method, Problem(("x0", "x1", "x2")), three_values)
    assert (got.withheld, got.indices, got.ranking) == ("few", {}, ())
    assert got.standing.verdict == "withheld"


def test_kinds_of_outcomes() -> None:
    rng = np.random.default_rng(1)
    assert kind_of_outcome(rng.random(100)) == "continuous"
    assert kind_of_outcome(rng.integers(0, 4, 100) / 3.0) == "few"
    assert kind_of_outcome(np.full(100, 0.3) * (1.0 + 1e-16)) == "constant"
    assert kind_of_outcome(np.where(rng.random(1000) < 0.7, 0.0, rng.random(1000))) == "few"
    assert kind_of_outcome(np.where(rng.random(1000) < 0.2, 0.0, rng.random(1000))) == "continuous"


# Delta and PAWN -------------------------------------------------------------------------------------------------------


def test_delta_lies_between_nothing_and_everything() -> None:
    for function in (lambda c: c[:, 0], lambda c: np.exp(9.0 * c[:, 0]), lambda c: (c[:, 0] > 0.9) * 1.0):
        for index in of("delta", Problem(("x0", "x1")), function, 400).of("delta").values():
            assert 0.0 <= index.low <= index.value <= index.high <= 1.0


def test_delta_of_a_constant_class_is_all_that_it_can_be() -> None:
    # Below one half the outcome is 0, above it is drawn: knowing the half moves half of the probability.
    rng = np.random.default_rng(2)
    x, noise = (np.arange(2000) + 0.5) / 2000, rng.random(2000) + 1.0
    y = np.where(x < 0.5, 0.0, noise)
    assert shifts([classes_of(TWO, x, 6)], y, atoms_of(y))[0] == pytest.approx(0.5, abs=0.01)


def test_delta_of_two_clumps_is_not_overstated() -> None:
    """Kernels of different widths for the whole and for classes would take their difference for an effect."""
    for samples in (500, 2000):
        got = of("delta", Problem(("jump", "slope")), lambda c: (c[:, 0] > 0.8) + 0.01 * c[:, 1], samples)
        assert 0.2 < got.of("delta")["jump"].value < 0.36


@pytest.mark.parametrize("method", ["delta", "pawn"])
def test_every_value_of_a_factor_is_a_class_of_its_own(method: str) -> None:
    # Only the highest of five values does anything, in every order of the values the same.
    found = []
    for order in list(permutations(range(5)))[:3]:
        places = np.array(order)
        got = of(
            method,
            mixed(CHOICES, CONTINUOUS),
            lambda c, p=places: (p[CHOICES.levels(c[:, 0])] == 4) + 0.01 * c[:, 1],
        )
        index = got.of("maximum" if method == "pawn" else "delta")["x0"]
        found.append(index.value)
    # Of one in five: the one value moves by 4/5, four values by 1/5; a mean of 0.32.
    assert found == pytest.approx([0.8 if method == "pawn" else 0.32] * 3, abs=0.03)


# Morris ---------------------------------------------------------------------------------------------------------------

WEIGHTS = np.array([1.0, -2.0, 3.0, 0.5])


@pytest.mark.parametrize("samples", [5, 16, 40])
def test_morris_of_a_sum_is_its_weights_whatever_the_factors(samples: int) -> None:
    scales = (TWO, FIVE, CONTINUOUS, UNEVEN)

    def weighted(cube: Array) -> Array:
        columns = [levels(s, cube[:, k]) if s.places else cube[:, k] for k, s in enumerate(scales)]
        return np.stack(columns, axis=1) @ WEIGHTS

    got = of("morris", mixed(*scales), weighted, samples)
    assert list(main_of("morris", got).values()) == pytest.approx(np.abs(WEIGHTS))
    assert [index.value for index in got.of("sigma").values()] == pytest.approx([0.0] * 4, abs=1e-12)
    assert {n: i.value for n, i in got.of("mu").items()} == pytest.approx({"x1": -2.0, "x2": 3.0, "x3": 0.5})


@pytest.mark.parametrize("scale", [TWO, THREE, FIVE, CHOICES, UNEVEN])
def test_morris_begins_equally_often_at_every_value(scale: Scale) -> None:
    count = len(scale.places)
    design = design_of("morris", mixed(scale, CONTINUOUS), 4 * count)
    starts = scale.levels(design.sample.reshape(4 * count, 3, 2)[:, 0, 0])
    assert np.bincount(starts, minlength=count).tolist() == [4] * count


def test_choices_have_an_effect_whatever_their_order() -> None:
    gains = np.array([0.0, 0.0, 1.0, 0.0, 0.0])
    got = of("morris", mixed(CHOICES, CONTINUOUS), lambda c: gains[CHOICES.levels(c[:, 0])], 200)
    # Of two different choices one is the third in 2 of 5 cases.
    assert got.of("mu_star")["x0"].value == pytest.approx(0.4, abs=0.03)
    assert set(got.of("sigma")) == set(got.of("mu")) == {"x1"}


@pytest.mark.parametrize("signs", [(1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)])
def test_a_group_of_two_equal_members_gets_what_both_do(signs: tuple[float, float]) -> None:
    problem = make_problem(("x0", "x1", "x2"), {"both": ("x0", "x1")})
    got = of("morris", problem, lambda c: c[:, :2] @ np.array(signs) + c[:, 2], 8)
    assert main_of("morris", got) == pytest.approx({"both": 2.0, "x2": 1.0})


@pytest.mark.parametrize("seed", range(5))
def test_a_group_gets_no_less_than_its_strongest_member(seed: int) -> None:
    scales = (CONTINUOUS, THREE, TWO, CONTINUOUS)
    weights = np.random.default_rng(seed).normal(size=4)
    names = ("x0", "x1", "x2", "x3")

    def weighted(cube: Array) -> Array:
        columns = [levels(s, cube[:, k]) if s.places else cube[:, k] for k, s in enumerate(scales)]
        return np.stack(columns, axis=1) @ weights

    got = of("morris", make_problem(names, {"g": names[:3]}, scales), weighted, 32)
    assert main_of("morris", got)["g"] >= 0.95 * np.abs(weights[:3]).max()


def test_trajectories_move_one_subject_at_a_time() -> None:
    problem = make_problem(("a", "b", "c", "d"), {"g": ("a", "b")}, (CONTINUOUS, FIVE, TWO, CHOICES))
    design = design_of("morris", problem, 30)
    walks = design.sample.reshape(30, 4, 4)
    moved = np.diff(walks, axis=1) != 0.0
    groups = np.stack([moved[:, :, 0], moved[:, :, 1], moved[:, :, 2], moved[:, :, 3]], axis=2)
    assert (groups[:, :, 0] == groups[:, :, 1]).all()
    assert (groups[:, :, 1:].sum(axis=2) == 1).all()
    assert elementary_effects(design, design.sample[:, 2]).shape == (3, 30)


# Factors of a request -------------------------------------------------------------------------------------------------


def ask(*texts: str, method: str = "morris") -> Question:
    return pose(Question, {"scenario": "wangcheng_2022", "factors": list(texts), "method": method})


def test_the_order_in_which_choices_are_typed_means_nothing() -> None:
    one, two = (
        ask(f"budget_rule={order}", "staff=3,1,2")
        for order in ("linear,grades,tournament", "tournament,grades,linear")
    )
    assert one.varied == two.varied
    assert one.varied[0].levels == ("linear", "grades", "tournament")
    assert one.varied[1].levels == (1.0, 2.0, 3.0)
    assert np.array_equal(one.design.sample, two.design.sample)
    assert one.study().identity() == two.study().identity()


def test_scales_of_factors() -> None:
    problem = ask(
        "staff", "staff_skill=0,0.1,1", "budget_rule", "evaluation_lag", "network_degree=2:4"
    ).problem
    assert [scale.kind for scale in problem.scales] == ["continuous", "steps", "choice", "two", "steps"]
    assert problem.scales[1].places == pytest.approx((0.0, 0.1, 1.0))
    assert problem.scales[4].places == (0.0, 0.5, 1.0)


def test_every_factor_that_a_method_does_not_take_is_told() -> None:
    with pytest.raises(ScenarioError) as caught:
        ask("staff", "budget_rule", "evaluation_lag", method="fast")
    told = [str(fault) for fault in caught.value.faults]
    assert len(told) == 2
    for text, name in zip(told, ("policy.budget_rule", "policy.evaluation_lag"), strict=True):
        assert text.startswith(f"--factors: {name}: ")
        assert "fast cannot be used" in text
        assert "sobol, morris, delta and pawn can" in text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"factors": {"staff": [3], "training": (0.0, 0.2)}},
            "factors: policy.staff = 3.0: one value is nothing",
        ),
        ({"factors": ["staff", "staff"]}, "factors: staff: the same factor twice; name it once"),
        ({"samples": 100}, "samples: 100: Sobol points are balanced for powers of two only; take 64 or 128"),
        ({"from_year": 99}, "from_year: 99: the last recorded year is"),
        (
            {"method": "pawn", "second_order": False},
            "second_order: pairs of factors are estimated by sobol only",
        ),
    ],
)
def test_faults_of_python_are_told_with_the_argument(given: dict[str, object], told: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        pose(Question, {"scenario": "wangcheng_2022", "factors": ["staff", "training"], **given}, flags=False)
    assert str(caught.value).startswith(told)


# Luck -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", EVERY)
def test_nothing_is_ranked_in_pure_luck(method: str) -> None:
    design = design_of(method, Problem(("x0", "x1", "x2")), SAMPLES[method])
    got = analyse(design, "y", np.random.default_rng(4).standard_normal((design.points, 4)))
    assert got.noise is not None
    assert got.noise.mostly_luck
    assert got.ranking == ()
    assert got.indices
    assert got.standing.verdict == "luck"


def test_more_seeds_bring_out_a_factor_as_promised() -> None:
    rng = np.random.default_rng(5)
    design = design_of("pawn", Problem(("x0", "x1")), 1000)
    signal = np.sqrt(12.0) * design.sample[:, :1]
    few = analyse(design, "y", signal + 4.0 * rng.standard_normal((1000, 4)))
    assert few.noise is not None
    assert few.ranking == ()
    assert few.noise.enough_seeds == pytest.approx(9 * 16, rel=0.3)
    many = analyse(design, "y", signal + 4.0 * rng.standard_normal((1000, few.noise.enough_seeds)))
    assert many.noise is not None
    assert many.noise.share_of_luck_in_means == pytest.approx(0.1, abs=0.03)
    assert many.standing.leaders == ("x0",)


def test_enough_seeds_are_counted() -> None:
    assert noise_of(1.0, 0.0, 2.0, 4).enough_seeds == 18
    assert noise_of(0.0, 0.0, 2.0, 4, most_points=0.1).enough_seeds == 180
    assert noise_of(0.0, 0.0, 1.0, 4, most_points=1e-9).enough_seeds is None
    luck = components(np.random.default_rng(6).standard_normal((500, 4)))
    assert luck is not None
    assert 100 < (luck.enough_seeds or 0) < 1000


def test_the_share_of_luck_is_what_a_total_index_must_exceed() -> None:
    design = design_of("sobol", Problem(("x0", "x1")), 256)
    rng = np.random.default_rng(7)
    y = 10.0 * design.sample[:, :1] + 3.0 * rng.standard_normal((design.points, 4))
    got = analyse(design, "y", y)
    assert got.standing.leaders == ("x0",)
    assert got.noise is not None
    assert 0.1 < got.standing.least == got.noise.share_of_luck_in_means < 0.5


# Intervals ------------------------------------------------------------------------------------------------------------


def ishigami(cube: Array) -> Array:
    x = np.pi * (2.0 * cube - 1.0)
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


G = np.array([0.0, 1.0, 4.5, 9.0])


def g_function(cube: Array) -> Array:
    return np.prod((np.abs(4.0 * cube - 2.0) + G) / (1.0 + G), axis=1)


def g_totals() -> Array:
    parts = 1.0 / (3.0 * (1.0 + G) ** 2)
    whole = np.prod(1.0 + parts)
    return np.asarray(parts * whole / (1.0 + parts) / (whole - 1.0))


def linear(cube: Array) -> Array:
    return cube @ np.array([3.0, 2.0, 1.0, 0.0])


TRUTHS = {
    "ishigami": (ishigami, np.array([0.5576, 0.4424, 0.2437])),
    "g": (g_function, g_totals()),
    "linear": (linear, np.array([9.0, 4.0, 1.0, 0.0]) / 14.0),
}


@cache
def repeated(name: str, samples: int = 256, seeds: int = 20) -> tuple[Array, Array]:
    """ST of many samples, (seeds, factors), and the halves of their intervals."""
    function, truth = TRUTHS[name]
    problem = Problem(tuple(f"x{k}" for k in range(len(truth))))
    found = []
    for seed in range(seeds):
        design = design_of("sobol", problem, samples, second_order=False, seed=seed)
        found.append([(i.value, i.half) for i in design.analyse(function(design.sample)) if i.kind == "ST"])
    return np.array(found)[:, :, 0], np.array(found)[:, :, 1]


@pytest.mark.parametrize("name", TRUTHS)
def test_intervals_of_sobol_cover_and_are_not_far_too_wide(name: str) -> None:
    values, halves = repeated(name)
    truth = TRUTHS[name][1]
    covered = np.abs(values - truth) <= halves + 1e-12
    assert covered.mean() >= 0.88
    moving = truth > 0.0
    error = np.sqrt(np.mean((values - truth) ** 2, axis=0))[moving]
    assert np.all(halves.mean(axis=0)[moving] / (1.96 * error) < 2.4)


@pytest.mark.parametrize("method", EVERY)
def test_intervals_stay_where_the_quantity_is(method: str) -> None:
    """One point in a hundred differs: resamples and scrambles without any variance must not blow an interval up."""
    design = design_of(method, Problem(("x0", "x1", "x2")), {"sobol": 16}.get(method, SAMPLES[method]))
    y = np.zeros(design.points)
    y[:: max(2, design.points // 3)] = 1.0
    got = analyse(design, "y", y + (1e-5 * design.sample[:, 0] if method in ("fast", "rbd_fast") else 0.0))
    every = [index for kind in got.indices for index in got.of(kind).values()]
    every += [*got.joint(), *(index_of(kind, getattr(got, kind)) for kind in ("interactions", "chance"))]
    assert any(index.has_interval for index in every)
    for index in every:
        if index.has_interval and index.kind != "mu_star":
            assert 0.0 <= max(index.low, 0.0) <= index.high <= max(1.0, index.value)
        assert index.low <= index.value <= index.high or not index.has_interval


def test_a_pair_never_exceeds_the_totals_of_its_factors() -> None:
    problem = Problem(("x0", "x1", "none"))
    for seed in range(5):
        design = design_of("sobol", problem, 32, seed=seed)
        found = design.analyse(np.exp(4.0 * design.sample[:, 0]) * design.sample[:, 1] ** 3)
        total = {index.subject: index for index in found if index.kind == "ST"}
        for pair in (index for index in found if index.kind == "S2"):
            assert pair.value <= min(total[pair.subject].high, total[pair.other].high)
            assert pair == possible(pair, total)
            if "none" in (pair.subject, pair.other):
                assert (pair.value, pair.low, pair.high) == (0.0, 0.0, 0.0)


# The table of the documentation ---------------------------------------------------------------------------------------

HEADS = {"continuous": "a range", "steps": "values in order", "two": "two values", "choice": "choices"}


def test_the_documentation_says_what_the_methods_take(root: Path) -> None:
    page = (root / "docs" / "sensitivity.md").read_text(encoding="utf-8")
    rows = [line.strip("| \n").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    heads = next(row for row in rows if "choices" in row)
    place = rows.index(heads)
    table = {
        row[0].strip("`"): dict(zip(heads, row, strict=True))
        for row in rows[place + 2 : place + 2 + len(METHODS)]
    }
    assert list(table) == list(METHODS)
    for name, method in METHODS.items():
        cells = table[name]
        for kind in SCALES:
            assert cells[HEADS[kind]] == ("yes" if kind in method.factors else "refused")
        assert cells["groups"] == ("yes" if method.grouped else "refused")
        assert cells["outcome of few values"] == ("yes" if takes_outcome(name, "few") else "withheld")
        assert cells["outcome that does not vary"] == "said so"
