"""Worlds: every arm of every trial under the same draws and seeds, and what is measured and true of its units.

A world is a draw of what nobody knows under a seed of its own; a trial among districts takes a seed for each of them.
Who is treated is drawn with the traits of the seed, by lot, whatever the policy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from budgetsim.kinds.trial.outcomes import OUTCOMES, TRUTHS, columns_of, luck_of
from budgetsim.kinds.trial.plan import DISTRICT, EVERYBODY, NOBODY, Plan
from budgetsim.model.shocks import Shocks
from budgetsim.model.simulation import run_scenarios
from budgetsim.model.timeline import turns
from budgetsim.numerics import Array
from budgetsim.studies.states import State, States, points_under

Runs = Mapping[str, tuple[Array, Array]]
"""By arm what is measured and what is true."""

AT_ONCE = 4
"""Draws that one process takes at a time."""
DETECTION = "audit_detection"


@dataclass(frozen=True)
class Order:
    """Worlds to be made: plans of one trial in several sizes, under some draws, each under seeds of its own.

    Worlds of two draws share no luck, and no lots: else the few lots of one draw would be those of all. ``states``
    holds the draws; without any, parameters are as declared. ``seeds`` are those (draw, world × district) of every
    draw, of which there is one for each world, or one for each district of it.
    """

    plans: tuple[Plan, ...]
    outcome: str
    states: States
    seeds: tuple[tuple[int, ...], ...]
    worlds: int


@dataclass(frozen=True)
class Seen:
    """What is seen of one plan: values (draw, world, unit, year), in the order of the plan's panel.

    ``measured`` and ``true`` are those with the trial, the others those of the same units in the same worlds where
    nobody is treated. What is true is in the unit of what is measured: a score has as many points as performance is
    worth where nobody is treated.
    """

    measured: Array
    true: Array
    measured_without: Array
    true_without: Array


@dataclass(frozen=True)
class Worlds:
    """What came of an order: by size what is seen, and the truth (draw, world, year) of everybody treated at once.

    ``everybody`` and ``nobody`` are means over all units of a world, in the unit of the outcome.
    """

    seen: Mapping[int, Seen]
    everybody: Array
    nobody: Array


def joined(pieces: Sequence[Worlds]) -> Worlds:
    """Return the draws of all pieces of an order."""
    seen = {
        size: Seen(*map(np.concatenate, zip(*(vars(one.seen[size]).values() for one in pieces), strict=True)))
        for size in pieces[0].seen
    }
    everybody, nobody = (
        np.concatenate([getattr(one, name) for one in pieces]) for name in (EVERYBODY, NOBODY)
    )
    return Worlds(seen, everybody, nobody)


def orders_of(order: Order) -> list[Order]:
    """Return an order in pieces of a few draws."""
    starts = range(0, len(order.seeds), AT_ONCE)
    return [_some(order, start, min(start + AT_ONCE, len(order.seeds))) for start in starts]


def _some(order: Order, start: int, stop: int) -> Order:
    parameters = {name: column[start:stop] for name, column in order.states.parameters.items()}
    draws = min(order.states.draws, stop - start)
    states = replace(order.states, parameters=parameters, draws=draws)
    return replace(order, states=states, seeds=order.seeds[start:stop])


def worlds_of(order: Order) -> Worlds:
    """Simulate an order: work for one process."""
    return joined([_worlds(_some(order, draw, draw + 1)) for draw in range(len(order.seeds))])


def _worlds(order: Order) -> Worlds:
    """Simulate the worlds of one draw."""
    runs = _runs(order)
    if OUTCOMES[order.outcome].is_score:
        points = runs[NOBODY][0].mean() / runs[NOBODY][1].mean()
        runs = {name: (measured, true * points) for name, (measured, true) in runs.items()}
    select = _districts if order.plans[0].unit == DISTRICT else _departments
    seen = {plan.size: Seen(*(one[None] for one in select(plan, runs, order))) for plan in order.plans}
    everybody, nobody = (_by_world(runs[name][1], order).mean(axis=1)[None] for name in (EVERYBODY, NOBODY))
    return Worlds(seen, everybody, nobody)


def _runs(order: Order) -> Runs:
    """Return what is measured and what is true in every arm under one draw, (seed, year, department)."""
    arms = {name: arm for plan in order.plans for name, arm in plan.arms().items()}
    outcome, first = OUTCOMES[order.outcome], order.plans[0]
    state = State(draw=0) if order.states.draws else State()
    points = points_under(tuple(arms.values()), order.states)
    (seeds,) = order.seeds
    # The first points have declared parameters.
    chosen = points[len(arms) :] if order.states.draws else points
    panels = run_scenarios(chosen, seeds, first.years, departments=True).panels
    luck = luck_of(seeds, first.years, first.scenario.district.departments)
    drawn = order.states.parameters.get(DETECTION)
    detection = first.scenario.bureau.audit_detection if drawn is None else float(drawn[0])
    runs = {}
    for name in arms:
        column = columns_of(panels[state.of(name)])
        runs[name] = outcome.measured(column, luck, detection), TRUTHS[outcome.truth](column)
    return runs


def _departments(plan: Plan, runs: Runs, order: Order) -> list[Array]:
    """Return what is seen of the departments of a trial: of every world those that its seed draws."""
    count = plan.scenario.district.departments
    drawn = Shocks(order.seeds[0], count, version=plan.scenario.protocol.stream_version).traits
    by_lot, place = turns("random", drawn), turns(plan.assignment, drawn)
    # The treated by their turns; then the others, of whom controls are drawn by lot.
    members = np.argsort(np.where(place < plan.treated, place - count, by_lot), axis=-1)[:, : plan.size]

    def of(values: Array) -> Array:
        return np.take_along_axis(values, members[:, None, :], axis=2).swapaxes(1, 2)

    return [*map(of, runs[plan.arm]), *map(of, runs[NOBODY])]


def _districts(plan: Plan, runs: Runs, order: Order) -> list[Array]:
    """Return what is seen of the districts of a trial: means of their departments."""
    by_world = {name: [_by_world(values, order) for values in pair] for name, pair in runs.items()}
    arms = list(map(plan.arm_of, plan.panel.since))

    def of(place: int, names: Sequence[str]) -> Array:
        return np.stack([by_world[name][place][:, unit] for unit, name in enumerate(names)], axis=1)

    return [of(place, names) for names in (arms, [NOBODY] * len(arms)) for place in (0, 1)]


def _by_world(values: Array, order: Order) -> Array:
    """Return district means of values (seed, year, department), (world, district, year)."""
    means = values.mean(axis=-1)
    return np.asarray(means.reshape(order.worlds, -1, means.shape[-1]))
