"""How departments of the model answer the same statements, from what they believe and what is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from budgetsim.numerics import Array
from budgetsim.survey.items import HIGHEST, ITEMS, LOWEST, SCALES
from budgetsim.survey.mapping import lines
from budgetsim.survey.read import Answers

if TYPE_CHECKING:
    from budgetsim.scenario import Scenario

AGREEMENT = 8.0
"""How alike people of one department see a scale: a + b of their beta distribution (assumed)."""
_STREAM = 7_201_834
"""What parts this stream from all others of a seed."""


def latent_shares(scenario: Scenario, seed: int, years: int) -> tuple[list[str], dict[str, Array]]:
    """Return the departments and, by scale, where each stands between the anchors at the end of a run.

    Parameters
    ----------
    scenario
        The district.
    seed, years
        The run; departments answer after its last year.

    Returns
    -------
    tuple
        Names of departments, and arrays (department,) of shares by scale.
    """
    from budgetsim.model.simulation import simulate

    result = simulate(scenario, [seed], years, departments=True)
    last = result.departments[result.departments["year"] == years].sort_values("department")
    names = last["name"] if "name" in last.columns else last["department"].astype(int) + 1
    outcome = result.outcomes[result.outcomes["year"] == years].iloc[0]
    levers = _levers(scenario, years)
    known: dict[str, Array] = {
        "perceived_risk": last["perceived_risk"].to_numpy(float),
        "culture": last["culture"].to_numpy(float),
        "expected_use": levers["result_use"] * last["credibility"].to_numpy(float),
        "consequence_belief": np.full(len(last), float(outcome["consequence_belief"])),
    }
    known |= {name: np.full(len(last), value) for name, value in levers.items()}
    shares = {
        scale: np.array([line.share(float(value)) for value in known[line.measure]])
        for scale, line in lines().items()
    }
    return [str(name) for name in names], shares


def _levers(scenario: Scenario, years: int) -> dict[str, float]:
    """Return the levers in force in a year; of those that some departments alone have, the mean over departments."""
    from budgetsim.model.timeline import policies_by_year

    policy = policies_by_year(scenario, years)[-1]
    found = {name: float(value) for name, value in policy.values.items() if isinstance(value, int | float)}
    for name, layers in policy.layers.items():
        for layer in layers:
            found[name] += layer.share * (layer.value - found[name])
    return found


def simulated_answers(scenario: Scenario, seed: int, years: int, respondents: int = 3) -> Answers:
    """Return the answers of some people in each department.

    Each sees a scale as a draw from a beta distribution around what the department knows, and answers each statement by
    a binomial draw from it: means are those of the department, whatever the number of answers.
    """
    names, shares = latent_shares(scenario, seed, years)
    rows = [
        _answers({scale: float(shares[scale][place]) for scale in SCALES}, (_STREAM, seed, place, person))
        for place in range(len(names))
        for person in range(respondents)
    ]
    return Answers(np.array(rows), tuple(name for name in names for _ in range(respondents)))


def _answers(shares: dict[str, float], key: tuple[int, ...]) -> list[float]:
    rng = np.random.default_rng(key)
    seen = {scale: _seen(share, rng) for scale, share in shares.items()}
    agreed = [LOWEST + float(rng.binomial(HIGHEST - LOWEST, seen[item.scale])) for item in ITEMS]
    return [
        LOWEST + HIGHEST - answer if item.is_reversed else answer
        for item, answer in zip(ITEMS, agreed, strict=True)
    ]


def _seen(share: float, rng: np.random.Generator) -> float:
    if not 0.0 < share < 1.0:
        return share
    return float(rng.beta(AGREEMENT * share, AGREEMENT * (1.0 - share)))
