"""The simulated side: scenario files of the limits, run through ``budgetsim.simulate`` like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from budgetsim.kinds.verify.theory.optimum import highest
from budgetsim.model.fiscal_year import Behaviour
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.result import Result
from budgetsim.model.simulation import simulate
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.scenario_files.resolve import checkout_folder, package_folder

FOLDER = "theory"
VALUE = "net_social_value"
"""What the principal maximises."""
MONTE_CARLO_ERRORS = 3.0
"""Monte-Carlo errors that a simulated mean may lie from what is expected."""
DRAWS = 12_000
"""Scores behind a Monte-Carlo variance: its error is about a hundredth of it."""
FEWEST_SEEDS = 600
"""Seeds behind a Monte-Carlo variance: a shock that all departments share is drawn once a seed."""
ROUNDING = 1e-12
"""What rounding may leave of a variance that is 0."""
ANY_USE = 0.5
"""Result use at which pay-offs are observed; what their score varies by does not depend on it."""
SECOND_LOOK = 4
"""Times as many fresh seeds decide where the first ones miss: one chance miss in 370 becomes one in 137,000."""


def theory_folder() -> Path:
    """Return the folder of the scenario files of the limits, in a wheel or in a checkout."""
    folder = package_folder() or checkout_folder()
    return (folder or Path("scenarios")) / FOLDER


@cache
def theory_scenario(name: str) -> Scenario:
    """Return the scenario of a limit, or ``off``, where nothing is switched on.

    Raises
    ------
    ScenarioError
        If the file is missing or wrong.
    """
    return load_scenario(theory_folder() / f"{name}.toml")


def points(scenario: Scenario, columns: Mapping[str, Sequence[float] | Array]) -> list[Scenario]:
    """Return the scenario at several points; ``columns`` holds one value per point of parameters by bare name."""
    rows = zip(*columns.values(), strict=True)
    return [
        scenario.replace(name=f"p{number}", **dict(zip(columns, map(float, row), strict=True)))
        for number, row in enumerate(rows)
    ]


def last_outcome(result: Result, outcome: str) -> Array:
    """Return an outcome of the last year under the first seed, (point,)."""
    place = list(OUTCOMES).index(outcome)
    return np.array([result.values[scenario.name][0, -1, place] for scenario in result.scenarios])


def last_panel(result: Result, column: str) -> Array:
    """Return a column of the panel in the last year under the first seed, (point, department)."""
    place = list(DEPARTMENT_COLUMNS).index(column)
    return np.array([result.panels[scenario.name][0, -1, :, place] for scenario in result.scenarios])


def outcome_at(
    scenario: Scenario, columns: Mapping[str, Sequence[float] | Array], outcome: str = VALUE
) -> Array:
    """Return an outcome of the last year at several points, (point,), in one batch and under one seed."""
    return last_outcome(simulate(points(scenario, columns), 1), outcome)


def best_use(scenario: Scenario) -> float:
    """Return the result use ρ in [0, 1] at which simulated net social value is highest."""
    return highest(lambda use: outcome_at(scenario, {"result_use": use}), 0.0, 1.0)


def panel(
    scenario: Scenario,
    columns: Sequence[str],
    seeds: int | Sequence[int] = 1,
    *,
    years: int | None = None,
    behaviour: Behaviour | None = None,
) -> tuple[Array, ...]:
    """Return columns of the panel of departments, each (seed, year, department)."""
    result = simulate(scenario, seeds, years, departments=True, behaviour=behaviour)
    places = [list(DEPARTMENT_COLUMNS).index(column) for column in columns]
    return tuple(result.panels[scenario.name][..., place] for place in places)


def paid_score_variance(scenario: Scenario, expected: float) -> tuple[float, float]:
    """Return the Monte-Carlo variance of the score that departments are paid by, and its tolerance.

    What varies in a department's pay-off from seed to seed is W times that score, and W is the result use; so no
    formula of a score is used here.

    Parameters
    ----------
    scenario
        A world whose departments are alike.
    expected
        Where three Monte-Carlo errors miss this value, fresh seeds look a second time.
    """
    world = scenario.replace(result_use=ANY_USE)

    def squares(seeds: range) -> Array:
        (payoff,) = panel(world, ["payoff"], seeds)
        score = payoff[:, -1] / ANY_USE
        return np.asarray(((score - score.mean()) ** 2).mean(axis=-1))

    return mean_within(squares, expected, max(FEWEST_SEEDS, DRAWS // world.district.departments))


def mean_within(sample: Callable[[range], Array], expected: float, seeds: int) -> tuple[float, float]:
    """Return the mean of a sample over seeds and three Monte-Carlo errors of it.

    A mean that is further from what is expected is looked at again, with several times as many fresh seeds: chance
    hardly misses twice, an error of the model always does.
    """
    drawn = sample(range(seeds))
    if abs(drawn.mean() - expected) > MONTE_CARLO_ERRORS * error_of(drawn) + ROUNDING:
        drawn = sample(range(seeds, seeds + SECOND_LOOK * seeds))
    return float(drawn.mean()), MONTE_CARLO_ERRORS * error_of(drawn) + ROUNDING


def error_of(drawn: Array) -> float:
    """Return the Monte-Carlo error of the mean of independent draws."""
    return float(drawn.std(ddof=1) / np.sqrt(drawn.size))
