"""Tables that compiled steps read beside the memory of their runs: parameters, levers, draws, decision rules."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import Policy, declarations
from budgetsim.model.batch import PARAMETERS
from budgetsim.model.engine import kernel
from budgetsim.model.shocks import YearShocks
from budgetsim.model.state import Shape
from budgetsim.model.timeline import NUMERIC
from budgetsim.model.world import World
from budgetsim.numerics import LANES, Array, roomy

LINE = 64
"""Bytes that the processor reads at once."""
BYTES = 8
"""Of a number."""


def aligned(count: int) -> Array:
    """Return zeros that begin where a line of the cache does, with room for a vector behind them."""
    room = np.zeros(count + 2 * LANES)
    begin = -address(room) % LINE // BYTES
    return room[begin : begin + count]


def address(values: NDArray[Any]) -> int:
    """Return where an array stands."""
    return int(values.__array_interface__["data"][0])


def run_stride(values: Array) -> int:
    """Return by how many numbers the rows of one run stand behind those of the one before; 0 if all share them."""
    return 0 if values.shape[:2] == (1, 1) else values.strides[1] // BYTES


def parameters(world: World) -> Array:
    """Return the parameters of each point, (point, parameter)."""
    declared, points = declarations(), world.shape[0]
    found = np.empty((points, len(PARAMETERS)))
    for place, name in enumerate(PARAMETERS):
        value: Any = getattr(getattr(world.parameters, declared[name].group), name)
        found[:, place] = np.ravel(value)
    return found + 0.0


def levers(
    policy: Policy[Array], layered: tuple[str, ...], shape: Shape
) -> tuple[Array, NDArray[np.int64], list[Array]]:
    """Return levers, (point, lever), addresses of those that differ between departments, and the rows behind them."""
    points, seeds, departments = shape
    values = np.zeros((points, len(NUMERIC)))
    rows, held = np.zeros(values.shape, dtype=np.int64), []
    for place, name in enumerate(NUMERIC):
        value: Any = getattr(policy, name)
        if name not in layered:
            values[:, place] = value if isinstance(value, float) else np.ravel(value)
            continue
        room = roomy(shape)
        room[...] = value
        held.append(room)
        rows[:, place] = address(room) + BYTES * seeds * departments * np.arange(points)
    return values, rows, held


def draw_rows(
    draws: YearShocks, departments: int, *, copied: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], list[Array]]:
    """Return addresses of the draws of a year, how far one seed's stand from the next one's, and what holds them.

    A ``copied`` model has draws without room behind them, and without what stood between their rows.
    """
    rows, strides = np.zeros((2, len(kernel.DRAWS)), dtype=np.int64)
    held = []
    for place, name in enumerate(kernel.DRAWS):
        value = getattr(draws, name)
        if value is None:
            continue
        if copied:
            room = roomy((*value.shape[:-1], departments))
            room[..., : value.shape[-1]] = value
            value = room
        held.append(value)
        rows[place] = address(value)
        strides[place] = value.strides[1] // BYTES
    return rows, strides, held


def rule_rows(world: World) -> tuple[NDArray[np.int64], Array]:
    """Return addresses of who is adaptive and who satisficing, 1 for whoever is, and what holds them."""
    held = roomy((len(world.rule), *world.shape))
    for room, users in zip(held, world.rule, strict=True):
        room[...] = 0.0 if users is None else users
    return np.array([address(room) for room in held]), held
