"""Trajectories of Morris' method: from a point to another, one subject at a time, over every value of every factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.sensitivity.calls import salib_seed
from budgetsim.studies.sensitivity.problem import Problem
from budgetsim.studies.sensitivity.scales import Scale

if TYPE_CHECKING:
    from budgetsim.studies.sensitivity.design import Design

LEVELS = 4
"""Levels of the grid of a factor that takes any value, the usual choice."""
STEP = LEVELS / (2.0 * (LEVELS - 1))
"""Its step, as part of the range (Morris 1991); from every level one other is as far away."""
LEAST_STEP = 0.5
"""Part of the range that a step between values in order covers at least: every value has one so far away."""


def trajectory(design: Design, number: int) -> Array:
    """Return the points of a trajectory, (subjects + 1, factors), the same however many there are."""
    problem = design.problem
    rng = np.random.default_rng([salib_seed(design.seed), number])
    moves = [_move(design, place, number, rng) for place in range(len(problem.names))]
    start, end = (np.array([move[side] for move in moves]) for side in (0, 1))
    _direct_groups(problem, number, start, end, rng)
    order = rng.permutation(len(problem.subjects))
    points = np.repeat(start[None, :], len(problem.subjects) + 1, axis=0)
    for step, place in enumerate(order, start=1):
        columns = [problem.names.index(name) for name in problem.members(problem.subjects[place])]
        points[step:, columns] = end[columns]
    return points


def steps_of(problem: Problem, subject: str, before: Array, after: Array) -> Array:
    """Return the size of a subject's steps as part of its range, with the sign of their direction, (trajectories,).

    Between choices a step has size 1: one choice is as far from another as any. A group's step is the mean size of
    its members' steps.
    """
    members = problem.members(subject)
    places = [problem.names.index(name) for name in members]
    own = np.array(
        [_step(problem.scale(n), before[:, k], after[:, k]) for n, k in zip(members, places, strict=True)]
    )
    return own[0] if len(members) == 1 else np.asarray(np.abs(own).mean(axis=0))


def _step(scale: Scale, before: Array, after: Array) -> Array:
    sign = np.sign(after - before)
    if not scale.places:
        return np.asarray(sign * STEP)
    if not scale.ordered:
        return np.asarray(sign)
    places = np.array(scale.places)
    return np.asarray(places[scale.levels(after)] - places[scale.levels(before)])


def _move(design: Design, place: int, number: int, rng: np.random.Generator) -> tuple[float, float]:
    """Return where a factor is before and after its step; every value begins equally many trajectories."""
    scale = design.problem.scale(design.problem.names[place])
    count = len(scale.places) or LEVELS
    turn = np.random.default_rng([salib_seed(design.seed), number // count, place, 1])
    start = int(turn.permutation(count)[number % count])
    end = int(rng.choice(_partners(scale, start)))
    if not scale.places:
        return start / (LEVELS - 1), end / (LEVELS - 1)
    return scale.share(start), scale.share(end)


def _partners(scale: Scale, start: int) -> list[int]:
    """Return the values that a step from one may lead to."""
    if not scale.places:
        half = LEVELS // 2
        return [start + half if start < half else start - half]
    if not scale.ordered:
        return [level for level in range(len(scale.places)) if level != start]
    here = scale.places[start]
    return [level for level, place in enumerate(scale.places) if abs(place - here) >= LEAST_STEP]


def _direct_groups(problem: Problem, number: int, start: Array, end: Array, rng: np.random.Generator) -> None:
    """Turn the steps of a group's members: all one way in every second trajectory, else against each other."""
    for subject in problem.subjects:
        columns = [problem.names.index(n) for n in problem.members(subject) if problem.scale(n).ordered]
        if len(columns) < 2:
            continue
        ways = np.full(len(columns), rng.choice([-1.0, 1.0]))
        if number % 2:
            ways[1:] = rng.choice([-1.0, 1.0], len(columns) - 1)
            ways[rng.integers(1, len(columns))] = -ways[0]
        for column, way in zip(columns, ways, strict=True):
            if (end[column] - start[column]) * way < 0.0:
                start[column], end[column] = end[column], start[column]
