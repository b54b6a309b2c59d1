"""What boxes are worth, counted on states that had no part in finding them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budgetsim.kinds.discover.boxes import Box, Columns
from budgetsim.kinds.discover.tree import Node
from budgetsim.numerics import BoolArray
from budgetsim.studies.summary import holm

SIGNIFICANCE = 0.05
"""Chance, over all boxes that are tried together, that one counts as a rule although failures do not gather in it."""
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Count:
    """Failures in a box and among all states that are counted."""

    inside: int
    fails_inside: int
    states: int
    fails: int

    @property
    def coverage(self) -> float:
        """Share of all failures that is in the box; 0 if there is none."""
        return self.fails_inside / self.fails if self.fails else 0.0

    @property
    def density(self) -> float:
        """Share of the states in the box that fails; 0 of an empty box."""
        return self.fails_inside / self.inside if self.inside else 0.0

    @property
    def support(self) -> float:
        """Share of all states that is in the box."""
        return self.inside / self.states

    @property
    def rate(self) -> float:
        """Share of all states that fails."""
        return self.fails / self.states

    @property
    def lift(self) -> float:
        """How many times more often states fail in the box than anywhere; 0 without any failure."""
        return self.density / self.rate if self.fails else 0.0

    @property
    def agreement(self) -> float:
        """How far being in the box and failing agree beyond chance (kappa of Cohen 1960): 1 if they are the same.

        It weighs coverage against density: a box around every failure and much else has little of it, as has a box
        that is full of failures but misses most. The box of all states has none, however many fail.
        """
        disagreement = self.rate + self.support - 2.0 * self.rate * self.support
        return 2.0 * self.rate * (self.coverage - self.support) / disagreement if disagreement else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the density (Wilson 1927); from 0 to 1 of an empty box."""
        return share_interval(self.fails_inside, self.inside)

    @property
    def coverage_interval(self) -> tuple[float, float]:
        """95 % interval of the coverage; from 0 to 1 if nothing fails."""
        return share_interval(self.fails_inside, self.fails)

    @property
    def chance(self) -> float:
        """Chance that so many failures fall into as many states drawn blindly (Fisher's exact test)."""
        from scipy.stats import hypergeom

        return float(hypergeom.sf(self.fails_inside - 1, self.states, self.fails, self.inside))


@dataclass(frozen=True)
class Contribution:
    """What one limit adds to a box."""

    name: str
    without: Count
    """The box without the limit."""
    chance: float
    """Chance that the box would be as dense if the limit were drawn blindly (quasi-p of Bryant & Lempert 2010)."""


@dataclass(frozen=True)
class Judged:
    """A box with what it counts on the states that found it, and on those that judge it."""

    box: Box
    found: Count
    held_out: Count
    chance: float
    """Chance of the held-out count, adjusted for the number of boxes (Holm 1979)."""
    contributions: tuple[Contribution, ...]
    """Of each limit, on held-out states."""

    @property
    def is_rule(self) -> bool:
        """Whether failures gather in the box on states that did not find it."""
        return self.chance < SIGNIFICANCE


def count(boxes: Sequence[Box], columns: Columns, fails: BoolArray) -> Count:
    """Return the count of a box, or of several taken together, over states."""
    inside = np.zeros(len(fails), dtype=bool)
    for box in boxes:
        inside |= box.holds(columns)
    return Count(int(inside.sum()), int((inside & fails).sum()), len(fails), int(fails.sum()))


def chosen(nodes: Sequence[Node], columns: Columns, fails: BoolArray) -> list[Box]:
    """Return boxes that share no state, one after the other the node whose agreement with failing is greatest.

    A limit that only parts failures from failures is thereby left out.

    Parameters
    ----------
    nodes
        Of one tree, the root included.
    columns, fails
        Values of the factors, and which states fail, of the states that made the tree.
    """
    left = [(count([node.box], columns, fails).agreement, node) for node in nodes if node.box.limits]
    found: list[Box] = []
    while left:
        best, node = max(left, key=lambda pair: pair[0])
        if best <= 0.0:
            break
        found.append(node.box)
        left = [(agreement, other) for agreement, other in left if not node.overlaps(other)]
    return found


def judged(
    boxes: Sequence[Box], found: tuple[Columns, BoolArray], held_out: tuple[Columns, BoolArray]
) -> list[Judged]:
    """Return boxes with their counts: rules first, otherwise in the order given.

    Parameters
    ----------
    boxes
        Boxes that share no state.
    found, held_out
        Values of the factors, and which states fail: of the states that found the boxes, and of the others.
    """
    counts = [count([box], *held_out) for box in boxes]
    chances = holm(np.array([own.chance for own in counts]))
    made = [
        Judged(box, count([box], *found), own, float(chance), _contributions(box, own, *held_out))
        for box, own, chance in zip(boxes, counts, chances, strict=True)
    ]
    return sorted(made, key=lambda own: not own.is_rule)


def share_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    from scipy.stats import binomtest

    if not whole:
        return 0.0, 1.0
    ends = binomtest(part, whole).proportion_ci(CONFIDENCE, method="wilson")
    return float(ends.low), float(ends.high)


def _contributions(box: Box, own: Count, columns: Columns, fails: BoolArray) -> tuple[Contribution, ...]:
    from scipy.stats import binomtest

    made = []
    for name in box.limits:
        wider = count([box.without(name)], columns, fails)
        chance = 1.0
        if own.inside:
            test = binomtest(own.fails_inside, own.inside, wider.density, alternative="greater")
            chance = float(test.pvalue)
        made.append(Contribution(name, wider, chance))
    return tuple(sorted(made, key=lambda item: (item.chance, item.without.density)))
