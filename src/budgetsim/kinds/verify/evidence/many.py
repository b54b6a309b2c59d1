"""Field experiments at many draws of the parameters at once: matched, treated and measured together.

What ``run`` does for one place after the other, here all draws of a context are simulated in one batch, under the same
seeds. A place is matched to its control arm anew under every draw; what its context states itself is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from budgetsim.kinds.verify.evidence.design import CONTRASTS, Experiment, Look
from budgetsim.kinds.verify.evidence.estimate import Worlds, draws, simulated_together
from budgetsim.kinds.verify.evidence.matching import match_together, settings_where
from budgetsim.numerics import Array
from budgetsim.posterior import Posterior
from budgetsim.studies.executors import open_executor

AT_ONCE = 32
"""Draws whose panels are held in memory together."""


def effects_over(
    experiments: Sequence[Experiment],
    parameters: Posterior,
    common: Mapping[str, Array],
    seeds: Sequence[int],
    workers: int = 1,
) -> Array:
    """Return what the targets of some experiments show under every draw, (draw, target), in their order.

    Parameters
    ----------
    experiments
        Contexts, of whose targets all can be expressed.
    parameters
        Draws of parameters.
    common
        What words of the code mean under each draw, by ``consequence_…``, (draw,).
    seeds
        Those of every context.
    workers
        Processes, each of which takes one context after the other; their number changes nothing.

    Returns
    -------
    Array
        NaN where no place of a context can be matched.
    """
    orders = [(number, one, parameters, common, seeds) for number, one in enumerate(experiments)]
    with open_executor(workers) as pool:
        effects = dict(pool.map(_order, orders))  # in the order of completion
    return np.concatenate([effects[number] for number in range(len(orders))], axis=1)


def _order(order: tuple[int, Experiment, Posterior, Mapping[str, Array], Sequence[int]]) -> tuple[int, Array]:
    """Return the number of a context and what it shows, (draw, target): work for a process."""
    number, experiment, parameters, common, seeds = order
    looks = [target.look for target in experiment.targets if target.look is not None]
    return number, _effects(experiment, looks, settings_over(experiment, looks[0], parameters, common), seeds)


def settings_over(
    experiment: Experiment, look: Look, parameters: Posterior, common: Mapping[str, Array]
) -> list[dict[str, float]]:
    """Return what each draw sets in a context, the word for what a finding leads to included."""
    drawn = parameters.settings(look.base)
    for number, settings in enumerate(drawn):
        words = {name: float(values[number]) for name, values in common.items()}
        settings.update(settings_where(experiment.consequence, words))
    return drawn


def _effects(
    experiment: Experiment, looks: Sequence[Look], settings: list[dict[str, float]], seeds: Sequence[int]
) -> Array:
    """Return what the looks of one context show, (draw, look)."""
    effects = np.full((len(settings), len(looks)), np.nan)
    places = [dict(one) for one in settings]
    if experiment.control is not None and experiment.control.aims:
        arms = [replace(experiment.control, base=experiment.control.base.placed(**one)) for one in settings]
        (aim,) = experiment.control.aims
        for place, value in zip(places, match_together(arms, seeds), strict=True):
            place[aim.parameter.rpartition(".")[2]] = float(value)
    reached = [row for row, place in enumerate(places) if all(np.isfinite(list(place.values())))]
    for rows in _cut(reached):
        several = [[replace(look, base=look.base.placed(**places[row])) for look in looks] for row in rows]
        for row, worlds, placed in zip(rows, _worlds(several, seeds, experiment.pool), several, strict=True):
            effects[row] = [draws(look, worlds).mean() for look in placed]
    return effects


def _worlds(several: Sequence[Sequence[Look]], seeds: Sequence[int], pool: int) -> list[Worlds]:
    """Return the worlds of the looks of each draw, all of them simulated in one batch."""
    wanted = []
    for looks in several:
        arms = [
            (arm, look.years) for look in looks for arm in look.arms()[: 2 if look.kind in CONTRASTS else 1]
        ]
        wanted.append([arm for place, arm in enumerate(arms) if arm not in arms[:place]])
    return simulated_together(wanted, tuple(seeds), pool)


def _cut(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(rows), AT_ONCE):
        yield rows[first : first + AT_ONCE]
