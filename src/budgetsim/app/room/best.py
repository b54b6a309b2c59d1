"""The best constant policy of one district, found by the compiled engine among what a player could have set.

Districts differ: what is best in one, with what binds there, its departments and its luck, is not best in the next.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from budgetsim.app.play.game import (
    LEVERS,
    YEARS,
    Levers,
    bounds_of,
)
from budgetsim.app.play.table import OPTIMUM, levers_by_year
from budgetsim.app.room.goals import Goal
from budgetsim.app.room.ground import Ground
from budgetsim.app.room.rule import simple_rule
from budgetsim.app.runs import bureau_views
from budgetsim.model.simulation import simulate
from budgetsim.scenario import load_scenario

GENERATIONS, CANDIDATES, ELITE = 24, 64, 12
SPREAD, SMALLEST_SPREAD = 0.25, 0.02
"""Standard deviations of the first candidates, and the least later ones, in parts of a slider."""
CUT = 0.85
"""By which levers that cost money are cut until the budget allows them."""
Places = NDArray[np.float64]


def best_levers(ground: Ground, goal: Goal) -> Levers:
    """Return the constant levers that are best for a goal in the district of a class.

    Candidates are drawn around the best of the last generation (the cross-entropy method), from draws that the code
    determines, and begin with the stored optimum over many districts and the first year of the simple rule.
    """
    random = np.random.default_rng([ground.seed, len(goal.name), *goal.name.encode()])
    stored = _places(tuple(levers_by_year(load_scenario(OPTIMUM))[-1].items()))
    before = bureau_views(ground.played(()), ground.seed, 1)[0]
    known = [_allowed(ground, stored), simple_rule(ground, before)]
    middle, spread = _places(known[0]), np.full(len(LEVERS), SPREAD)
    pool = [(_worth(ground, goal, known)[number], levers) for number, levers in enumerate(known)]
    for _ in range(GENERATIONS):
        drawn = random.normal(middle, spread, (CANDIDATES, len(LEVERS)))
        tried = [_allowed(ground, place) for place in np.clip(drawn, 0.0, 1.0)]
        pool += zip(_worth(ground, goal, tried), tried, strict=True)
        # Equal ones in the order in which they came.
        pool = sorted(pool, key=lambda pair: -pair[0])[:ELITE]
        elite = np.array([_places(levers) for _, levers in pool])
        middle, spread = elite.mean(axis=0), np.maximum(elite.std(axis=0), SMALLEST_SPREAD)
    return pool[0][1]


def _worth(ground: Ground, goal: Goal, tried: list[Levers]) -> list[float]:
    """Return what policies are worth: the goal's outcome over the ten years, more being better."""
    scenarios = [ground.played((levers,), f"p{number}") for number, levers in enumerate(tried)]
    outcomes = simulate(scenarios, [ground.seed], YEARS).outcomes
    means = outcomes.groupby("scenario", sort=False)[goal.outcome].mean()
    return [goal.factor * float(means[scenario.name]) for scenario in scenarios]


def _places(levers: Levers) -> Places:
    """Return levers as places on their sliders, from 0 to 1."""
    ends = [(bounds_of(name), value) for name, value in levers]
    return np.array([(value - end.lower) / (end.upper - end.lower) for end, value in ends])


def _allowed(ground: Ground, places: Places) -> Levers:
    """Return what a player could set that lies nearest, cut until the budget allows it."""
    values = {}
    for name, place in zip(LEVERS, places, strict=True):
        end = bounds_of(name)
        values[name] = _on_slider(name, end.lower + float(place) * (end.upper - end.lower))
    values = ground.within(values)
    while not ground.affords(tuple(values.items())):
        values = ground.within({name: _on_slider(name, CUT * value) for name, value in values.items()})
    return tuple(values.items())


def _on_slider(name: str, value: float) -> float:
    step = bounds_of(name).step
    return round(step * int(value / step + 1e-9), 10)
