"""Morris' elementary effects, for factors of every kind and for groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.sensitivity.calls import Index, indices, salib_seed
from budgetsim.studies.sensitivity.method import Method, quantile
from budgetsim.studies.sensitivity.trajectories import LEVELS, steps_of, trajectory

if TYPE_CHECKING:
    from budgetsim.studies.sensitivity.design import Design


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
    caution = "Intervals are t intervals over trajectories."

    def cost(self, design: Design) -> tuple[int, str]:
        """Return r (k + 1)."""
        subjects = len(design.problem.subjects)
        return design.samples * (subjects + 1), f"{design.samples:,} trajectories x ({subjects} + 1)"

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
        half = [quantile(len(own)) * own.std(ddof=1) / np.sqrt(len(own)) for own in sizes]
        mean = np.average(effects, axis=1)
        made = indices("mu_star", subjects, [np.average(own) for own in sizes], half, most=np.inf)
        made += [
            i for i in indices("sigma", subjects, np.std(effects, axis=1, ddof=1)) if i.subject in spread
        ]
        return [*made, *(i for i in indices("mu", subjects, mean) if i.subject in directed)]


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
