"""Levers over time: from scenarios with reforms to one policy of arrays per year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from operator import itemgetter
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import ARCHETYPES, Policy, declarations
from budgetsim.model.shocks import TraitShocks
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import Scenario

LEVERS = tuple(f.name for f in fields(Policy))
CATEGORICAL = tuple(name for name in LEVERS if declarations()[name].kind == "choice")
NUMERIC = tuple(name for name in LEVERS if name not in CATEGORICAL)


@dataclass(frozen=True)
class Layer:
    """A value for treated departments on top of a lever's value for all."""

    value: float
    share: float
    assignment: str


@dataclass(frozen=True)
class YearPolicy:
    """Levers of one scenario in one year: values for all, and layers for treated departments."""

    values: dict[str, Any]
    layers: dict[str, tuple[Layer, ...]] = field(default_factory=dict)


def policies_by_year(scenario: Scenario, years: int) -> list[YearPolicy]:
    """Return the policy before any change, then one per recorded year."""
    values = {name: getattr(scenario.policy, name) for name in LEVERS}
    layers: dict[str, tuple[Layer, ...]] = {}
    resolved = [YearPolicy(values)]
    for year in range(1, years + 1):
        for change in (c for c in scenario.changes if c.year == year):
            values, layers = dict(values), dict(layers)
            for lever, value in change.levers.items():
                if change.share >= 1.0 and change.assignment == "random":
                    values[lever] = value
                    layers.pop(lever, None)
                else:
                    layer = Layer(value, change.share, change.assignment)
                    layers[lever] = (*layers.get(lever, ()), layer)
        # Unchanged years share one object, so that arrays are built once.
        same = resolved[-1].values == values and resolved[-1].layers == layers
        resolved.append(resolved[-1] if same else YearPolicy(values, layers))
    return resolved


def categories(policies: Sequence[YearPolicy]) -> tuple[tuple[Any, ...], ...]:
    """Categorical levers year by year: only points that agree on them can share a chunk."""
    return tuple(tuple(policy.values[name] for name in CATEGORICAL) for policy in policies)


def stack(values: Sequence[float]) -> Array:
    """Return (point, 1, 1) values, or one plain float where all points agree.

    A float broadcasts like an array, gives the same bits (as long as the physics multiplies where Python's ``**``
    would call ``pow``), and saves a single run half of its time: NumPy's broadcasting costs three times an operation
    between equal shapes of 60. A negative zero counts as zero, whatever stands beside it.
    """
    first = values[0]
    # Counting runs in C: of hundreds of points, a comparison of each in Python costs as much as the equations.
    if values.count(first) == len(values):
        return cast("Array", float(first) + 0.0)
    return np.asarray(values, dtype=np.float64).reshape(-1, 1, 1) + 0.0


def policy_arrays(
    policies: Sequence[YearPolicy], draws: TraitShocks, archetype: np.ndarray[Any, Any]
) -> Policy[Array]:
    """Levers of all points in one year, as arrays; treated levers differ by seed and department."""
    levers: dict[str, Any] = {name: policies[0].values[name] for name in CATEGORICAL}
    values = [policy.values for policy in policies]
    layered = {name for policy in policies for name in policy.layers}
    for name in NUMERIC:
        plain = stack(list(map(itemgetter(name), values)))
        if name in layered:
            plain = np.array(np.broadcast_to(plain, archetype.shape), order="C")
            for point, policy in enumerate(policies):
                lay(plain[point], policy.layers.get(name, ()), draws, archetype[point])
        levers[name] = plain
    return Policy(**levers)


def lay(cells: Array, layers: Sequence[Layer], draws: TraitShocks, archetype: np.ndarray[Any, Any]) -> None:
    """Put the values of treated departments into those of all, (seed, department)."""
    for layer in layers:
        cells[treated(layer, draws, archetype)] = layer.value


def treated(layer: Layer, draws: TraitShocks, archetype: np.ndarray[Any, Any]) -> BoolArray:
    """Return who is treated, (seed, department): an exact share, random or most tempted, or one of an archetype."""
    if layer.assignment in ("random", "risk"):
        turn = turns(layer.assignment, draws)
        return np.asarray(turn < round(layer.share * turn.shape[-1]))
    kind = ARCHETYPES.index(layer.assignment)
    return np.asarray((archetype == kind) & (draws.assignment[0] < layer.share))


def turns(assignment: str, draws: TraitShocks) -> NDArray[np.intp]:
    """Return each department's turn to be treated, (seed, department), from 0: at random, or by temptation (``risk``).

    It is drawn with the traits of a seed, so that no policy moves it, and who is treated of few is treated of many.
    """
    trait = -draws.slack_taste[0] if assignment == "risk" else draws.assignment[0]
    return np.argsort(np.argsort(trait, axis=-1, kind="stable"), axis=-1)


def by_department(name: str) -> bool:
    """Whether a lever may differ between departments."""
    return declarations()[name].by_department
