"""How differences are spread over draws of parameters, and what would turn their sign: recovered from known numbers."""

from __future__ import annotations

import numpy as np
import pytest

from budgetsim.kinds.scenarios.drawn_words import flip_told
from budgetsim.kinds.scenarios.known_tables import flip_cells
from budgetsim.language import language
from budgetsim.studies.ignorance import COVERAGE, explaining, flips_of, spread_of, sure_way


def crossed(parameters: float, common: float, rest: float, number: int) -> np.ndarray:
    """Values of 40 draws under 20 seeds with given variances of draws, of seeds, and of what is left."""
    draws, seeds = 40, 20
    generator = np.random.default_rng(number)
    of_draws = generator.normal(0.0, np.sqrt(parameters), (draws, 1))
    of_seeds = generator.normal(0.0, np.sqrt(common), (1, seeds))
    return 0.3 + of_draws + of_seeds + generator.normal(0.0, np.sqrt(rest), (draws, seeds))


@pytest.mark.parametrize(
    ("parameters", "common", "rest"), [(4.0, 0.0, 1.0), (0.5, 1.0, 2.0), (0.0, 1.0, 1.0)]
)
def test_variances_of_ignorance_and_chance_are_recovered(
    parameters: float, common: float, rest: float
) -> None:
    found = [spread_of(crossed(parameters, common, rest, number)) for number in range(200)]
    # A negative estimate counts as zero, so that of nothing is a little above zero.
    assert np.mean([one.variance_parameters for one in found]) == pytest.approx(
        parameters, abs=0.06, rel=0.05
    )
    assert np.mean([one.variance_seeds for one in found]) == pytest.approx(common + rest, rel=0.06)


def test_without_chance_all_variance_is_ignorance_and_without_draws_all_is_chance() -> None:
    column = np.linspace(-1.0, 2.0, 31)
    known = spread_of(np.repeat(column[:, None], 5, axis=1))
    assert (known.variance_parameters, known.variance_seeds) == pytest.approx((column.var(ddof=1), 0.0))
    luck = spread_of(np.repeat(column[None, :], 7, axis=0))
    assert (luck.variance_parameters, luck.variance_seeds) == pytest.approx((0.0, column.var(ddof=1)))
    assert spread_of(column[:, None]).variance_seeds == 0.0
    assert spread_of(column[None, :]).variance_parameters == 0.0


def test_interval_holds_the_middle_of_the_draws() -> None:
    values = np.arange(101.0)[:, None] - 25.0
    spread = spread_of(values)
    assert (spread.low, spread.median, spread.high) == pytest.approx((-20.0, 25.0, 70.0))
    inside = (values >= spread.low) & (values <= spread.high)
    assert inside.mean() == pytest.approx(COVERAGE, abs=0.01)
    assert spread.share_positive == pytest.approx(75 / 101)


def test_the_parameters_that_turn_a_sign_are_found_where_they_turn_it() -> None:
    generator = np.random.default_rng(7)
    parameters = {f"p{number}": generator.uniform(0.0, 1.0, 64) for number in range(120)}
    differences = 2.0 * (parameters["p3"] - 0.7) - 0.6 * parameters["p50"] + 0.3
    flips = flips_of(differences + generator.normal(0.0, 0.02, 64), parameters)
    assert [flip.parameter for flip in flips] == [
        "p3"
    ]  # p50 explains too, but nowhere in its range turns the sign
    mean_other = 0.6 * parameters["p50"].mean() - 0.3
    assert flips[0].value == pytest.approx(0.7 + mean_other / 2.0, abs=0.02)
    assert flips[0].above == (differences.mean() < 0.0)
    assert explaining(differences, parameters)[:2] == ["p3", "p50"]


@pytest.mark.parametrize("slope", [1.0, -1.0])
def test_words_of_a_turned_sign_follow_the_mean_that_it_was_found_by(slope: float) -> None:
    # Few draws are far above zero, so that the mean is above it and the median below.
    column = np.linspace(0.0, 1.0, 64)
    differences = np.where(column > 0.8, 1.0, -0.1) if slope > 0.0 else np.where(column < 0.2, 1.0, -0.1)
    assert np.median(differences) < 0.0 < differences.mean()
    (flip,) = flips_of(differences, {"risk_aversion": column})
    _, declared, place, turned = flip_cells(vars(flip), float(differences.mean()))
    assert flip.above is (slope < 0.0)
    assert turned == f"drawn-{'above' if flip.above else 'below'}-worse"
    assert (declared, place.plain) == (2.0, flip.value)
    told = flip_told(vars(flip), float(differences.mean()), language())
    assert told.startswith("worse with")


def test_noise_turns_no_sign() -> None:
    generator = np.random.default_rng(11)
    alarms = 0
    for _ in range(200):
        parameters = {f"p{number}": generator.uniform(0.0, 1.0, 64) for number in range(100)}
        alarms += bool(flips_of(generator.normal(0.05, 1.0, 64), parameters))
    assert alarms <= 20  # 5 % of 200 are expected, and 20 are exceeded once in a thousand times


def test_a_parameter_that_does_not_vary_explains_nothing() -> None:
    column = np.linspace(-1.0, 1.0, 40)
    assert explaining(column, {"fixed": np.ones(40), "same": column}) == ["same"]
    assert flips_of(column - 5.0, {"fixed": np.ones(40)}) == []
    assert flips_of(np.zeros(40), {"same": column}) == []


@pytest.mark.parametrize(
    ("share", "way"), [(1.0, 1), (0.95, 1), (0.94, 0), (0.5, 0), (0.06, 0), (0.05, -1), (0.0, -1)]
)
def test_a_sign_is_known_from_nearly_all_draws(share: float, way: int) -> None:
    assert sure_way(share) == way
