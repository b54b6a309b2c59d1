"""Morris' elementary effects, for factors of every kind and for groups, over trajectories of our own."""

from __future__ import annotations

from typing import Any

import numpy as np

from budgetsim.kinds.sensitivity.calls import Index, indices, salib_seed
from budgetsim.kinds.sensitivity.design import Design, Method, quantile
from budgetsim.kinds.sensitivity.problem import Problem, Scale
from budgetsim.numerics import Array

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
    steps = np.array(
        [_step(problem.scale(n), before[:, k], after[:, k]) for n, k in zip(members, places, strict=True)]
    )
    return steps[0] if len(members) == 1 else np.asarray(np.abs(steps).mean(axis=0))


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


class Morris(Method):
    """Elementary effects: what a step changes, per range (Morris 1991; Campolongo et al. 2007).

    Four to ten trajectories are enough to screen (Saltelli et al. 2008, ch. 3); more cost little. Trajectories are
    our own: SALib's grid of four passes over values of a factor that has more, and makes the effect of a factor that
    has two half as large again. For factors of a range alone the numbers are SALib's.
    """

    name, kind = "morris", "trajectories"
    sampler, analyser, takes_points = "", "SALib.analyze.morris", True
    main, grouped = "mu_star", True
    usual_samples, fewest_samples = 32, 4

    def points(self, design: Design) -> int:
        """Return r (k + 1)."""
        return design.samples * (len(design.problem.subjects) + 1)

    def reckoning(self, design: Design) -> dict[str, str]:
        """As ``Method.reckoning``."""
        return {"samples": f"{design.samples:,}", "subjects": str(len(design.problem.subjects))}

    def arguments(self, design: Design) -> dict[str, Any]:
        """Return the arguments of SALib's analyser; two resamples, since nothing is made of them."""
        return {"num_levels": LEVELS, "num_resamples": 2, "seed": salib_seed(design.seed)}

    def sample(self, design: Design) -> Array:
        """Return trajectories, one below the other."""
        return np.concatenate([trajectory(design, number) for number in range(design.samples)])

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return mu*, sigma and mu; of groups mu* alone, of choices mu* alone, and no mu without an order."""
        problem, subjects = design.problem, design.problem.subjects
        effects = elementary_effects(design, y)
        sizes = [_sizes(design, name, effects[k]) for k, name in enumerate(subjects)]
        scales = {name: problem.scale(name) for name in subjects if problem.members(name) == (name,)}
        spread = {name for name, scale in scales.items() if scale.kind != "choice"}
        directed = {name for name, scale in scales.items() if scale.ordered}
        half = [quantile(len(size)) * size.std(ddof=1) / np.sqrt(len(size)) for size in sizes]
        mean = np.average(effects, axis=1)
        results = indices("mu_star", subjects, [np.average(size) for size in sizes], half, most=np.inf)
        results += [
            i for i in indices("sigma", subjects, np.std(effects, axis=1, ddof=1)) if i.subject in spread
        ]
        return [*results, *(i for i in indices("mu", subjects, mean) if i.subject in directed)]


def elementary_effects(design: Design, y: Array) -> Array:
    """Return what each subject's step changes, per range and upwards, (subjects, trajectories)."""
    problem, subjects = design.problem, design.problem.subjects
    walks = design.sample.reshape(design.samples, len(subjects) + 1, -1)
    levels = y.reshape(design.samples, len(subjects) + 1)
    effects = np.empty((len(subjects), design.samples))
    for place, subject in enumerate(subjects):
        columns = [problem.names.index(name) for name in problem.members(subject)]
        moved = np.abs(np.diff(walks[:, :, columns], axis=1)).max(axis=2)
        after = moved.argmax(axis=1) + 1
        rows = np.arange(design.samples)
        steps = steps_of(problem, subject, walks[rows, after - 1], walks[rows, after])
        effects[place] = (levels[rows, after] - levels[rows, after - 1]) / steps
    return effects


def _sizes(design: Design, subject: str, effects: Array) -> Array:
    """Return the sizes of effects whose mean is mu*.

    The members of a group move together. Whether their effects add up or cancel depends on the directions, which
    nobody knows: in every second trajectory all move up or all down, in the others against each other, and the half
    with the larger mean counts. Otherwise two equal members would get what one gets.
    """
    sizes = np.abs(effects)
    ordered = [name for name in design.problem.members(subject) if design.problem.scale(name).ordered]
    if len(ordered) < 2:
        return sizes
    return max((sizes[::2], sizes[1::2]), key=lambda half: float(half.mean()))
