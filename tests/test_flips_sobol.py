"""What would turn a sign and what a Sobol study finds agree: the same prior, the same difference, two ways to look."""

from __future__ import annotations

import numpy as np
import pytest

from budgetsim import load_scenario, simulate
from budgetsim.model.measures import OUTCOMES
from budgetsim.numerics import Array
from budgetsim.posterior import Posterior, prior_draws, uncertain
from budgetsim.posterior.prior import prior_points
from budgetsim.studies.ignorance import flips_of

BASE, REFORMS = "wangcheng_2022", ("reform_unfunded", "link_results")
DRAWS, SAMPLES, SEEDS, LAST_YEARS, FIRST = 256, 32, 2, 3, 5
NAMES = tuple(uncertain())
PURPOSE = list(OUTCOMES).index("net_social_value")


def difference(reform: str, points: Array) -> Array:
    """Return by how much a reform changes net social value under each draw (draw, parameter), in the same worlds."""
    draws = Posterior(NAMES, points, np.full(len(points), 1.0 / len(points)))
    levels = []
    for name in (BASE, reform):
        base = load_scenario(name)
        placed = [base.placed(name=f"draw_{n}", **one) for n, one in enumerate(draws.settings(base))]
        found = simulate(placed, SEEDS).values
        levels.append(
            np.array([found[one.name][:, -LAST_YEARS:, PURPOSE].mean(axis=(0, 1)) for one in placed])
        )
    return np.asarray(levels[1] - levels[0])


def total_indices(reform: str) -> Array:
    """Return the total index of every parameter, from runs of the model alone (Jansen 1999), (parameter,)."""
    here, there = (prior_points(SAMPLES, seed)[0] for seed in (3, 4))
    mixed = np.repeat(here[None], len(NAMES), axis=0)
    for place in range(len(NAMES)):
        mixed[place, :, place] = there[:, place]
    found = difference(reform, np.concatenate([here, mixed.reshape(-1, len(NAMES))]))
    base, moved = found[:SAMPLES], found[SAMPLES:].reshape(len(NAMES), SAMPLES)
    return np.asarray(0.5 * ((base - moved) ** 2).mean(axis=1) / base.var())


@pytest.mark.slow
@pytest.mark.parametrize("reform", REFORMS)
def test_the_first_parameter_that_turns_a_sign_is_among_the_first_of_a_sobol_study(reform: str) -> None:
    points = prior_draws(DRAWS, seed=5)
    flips = flips_of(difference(reform, points), dict(zip(NAMES, points.T, strict=True)))
    assert flips, "some parameter turns the sign"
    indices = total_indices(reform)
    first = [NAMES[place] for place in np.argsort(-indices)[:FIRST]]
    assert flips[0].parameter in first
    # Not by chance: so many of all parameters would be met once in thirty times, so the index must stand out too.
    assert indices[NAMES.index(flips[0].parameter)] > 10.0 * np.median(indices)
