"""How a traced year is computed: loops over departments between sums, and where numbers wait between loops."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from budgetsim.model.engine.graph import Graph
from budgetsim.numerics import LANES

ACROSS = ("total", "take", "ranks", "sorted", "unsorted")
"""What needs all departments at once, so that a loop must end before it."""


def padded(departments: int) -> int:
    """Return the room of a row of departments in whole vectors."""
    return -(-departments // LANES) * LANES


@dataclass
class Stage:
    """Numbers before a loop, the loop over departments, and what is made of whole rows after it."""

    scalars: list[int] = field(default_factory=list)
    vectors: list[int] = field(default_factory=list)
    across: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The order of the operations of a graph."""

    graph: Graph
    stages: list[Stage]
    stage_of: dict[int, int]
    """Stage in whose loop a vector is made, or before whose loop a number is."""
    slots: dict[int, int]
    """Place in the work space, in doubles, of the vectors that wait there."""
    space: int
    """Doubles of work space."""


def shift_of(column: Any) -> int:
    """Return by how many departments a gather is shifted, which all networks of the model are.

    Raises
    ------
    ValueError
        If it is no shift.
    """
    count = len(column)
    shift = int(column[0]) % count
    if any(place % count != (number + shift) % count for number, place in enumerate(column)):
        raise ValueError("departments can only be taken in the order of a ring")
    return shift


def living(graph: Graph, wanted: set[int]) -> list[int]:
    """Return the nodes that something wanted is made of, in order."""
    alive = set(wanted)
    for number in range(len(graph.nodes) - 1, -1, -1):
        if number in alive:
            alive.update(graph.nodes[number].parts)
    return sorted(alive)


def plan_of(graph: Graph, wanted: set[int], kept: frozenset[int] = frozenset()) -> Plan:
    """Cut a graph into loops, each as early as its numbers are there; rows that are ``kept`` wait to the end."""
    alive = living(graph, wanted)
    stage_of = _stages(graph, alive)
    stages = [Stage() for _ in range(max(stage_of.values(), default=0) + 1)]
    for number in alive:
        node = graph.nodes[number]
        if node.operation in ACROSS:
            stages[stage_of[number] - 1].across.append(number)
        elif node.is_vector:
            stages[stage_of[number]].vectors.append(number)
        else:
            stages[stage_of[number]].scalars.append(number)
    slots, space = _slots(graph, alive, stage_of, kept)
    return Plan(graph, stages, stage_of, slots, space)


def _stages(graph: Graph, alive: list[int]) -> dict[int, int]:
    stage_of: dict[int, int] = {}
    for number in alive:
        node = graph.nodes[number]
        before = max((stage_of[part] for part in node.parts), default=0)
        stage_of[number] = before + (node.operation in ACROSS)
    return stage_of


def _slots(
    graph: Graph, alive: list[int], stage_of: dict[int, int], kept: frozenset[int]
) -> tuple[dict[int, int], int]:
    """Give rows that wait a place, and the same place again to others once nobody waits for it."""
    last: dict[int, int] = dict.fromkeys(kept, max(stage_of.values(), default=0) + 1)
    doubled: set[int] = set()
    for number in alive:
        node = graph.nodes[number]
        for part in node.parts:
            made = graph.nodes[part]
            if not made.is_vector:
                continue
            # What is made of whole rows happens after the loop of the stage before.
            used = stage_of[number] - 1 if node.operation in ACROSS else stage_of[number]
            if made.operation == "take":
                source = made.parts[0]
                last[source] = max(last.get(source, 0), used)
                continue
            if node.operation == "take":
                doubled.add(part)
            if node.operation in ACROSS or used > stage_of[part] or made.operation in ACROSS:
                last[part] = max(last.get(part, 0), used)
    row = padded(graph.departments)
    slots: dict[int, int] = {}
    free: dict[int, list[int]] = defaultdict(list)
    ending: dict[int, list[int]] = defaultdict(list)
    space, cleared = 0, -1
    # A row made of whole rows after a loop is written while rows of that loop are still read.
    begin = {number: stage_of[number] - (graph.nodes[number].operation in ACROSS) for number in last}
    for number in sorted(last, key=lambda part: (begin[part], part)):
        if graph.nodes[number].operation in ("input", "table"):
            continue  # stands where it came from
        begins = begin[number]
        while cleared < begins - 1:
            cleared += 1
            for ended in ending.pop(cleared, []):
                free[_room(graph, ended, doubled, row)].append(slots[ended])
        room = _room(graph, number, doubled, row)
        if free[room]:
            slots[number] = free[room].pop()
        else:
            slots[number] = space
            space += room
        ending[max(last[number], begins)].append(number)
    return slots, space


def _room(graph: Graph, number: int, doubled: set[int], row: int) -> int:
    # A row that others take from stands twice behind itself, so that a shift is a plain read.
    return 2 * graph.departments + 2 * LANES if number in doubled else row
