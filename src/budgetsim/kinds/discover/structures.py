"""In which other structures of the model failures gather in the same boxes: the first states, lived under each of them.

Boxes are those that were found in the model as it is declared, and failing begins where it begins there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from budgetsim.kinds.discover.find import SIGNIFICANCE, Count, Findings, count, design_effect, share_interval
from budgetsim.kinds.discover.tree import Box, Places
from budgetsim.numerics import BoolArray


@dataclass(frozen=True)
class InBox:
    """What a box counts on states that did not find it; ``outside`` is the share that fails in the others."""

    states: int
    density: float
    low: float
    high: float
    outside: float
    chance: float
    """Probability of so many failures among as many states drawn at random (Fisher's exact test)."""

    @property
    def gathers(self) -> bool:
        """Whether failures gather in the box."""
        return self.chance < SIGNIFICANCE


@dataclass(frozen=True)
class Under:
    """What the first states come to under a structure; without a name, in the model as it is declared."""

    structure: str
    states: int
    share: float
    share_low: float
    share_high: float
    rules: tuple[InBox, ...] = ()
    """Each rule, in the order of the rules."""


def under_structures(findings: Findings) -> tuple[Under, ...]:
    """Return how many of the first states fail under each structure, and in each rule; the declared model first.

    Nothing where no other structure was met.
    """
    cases = findings.cases
    if not cases.rivals:
        return ()
    few = min(len(values) for values in cases.rivals.values())
    declared = {"": cases.measured[:few]}
    return tuple(
        _under(findings, name, cases.condition.beyond(values[:few], findings.cut))
        for name, values in {**declared, **cases.rivals}.items()
    )


def _under(findings: Findings, structure: str, fails: BoolArray) -> Under:
    few = len(fails)
    groups = np.arange(few) if findings.cases.draws is None else findings.cases.draws[:few]
    effect = design_effect(fails, groups)
    low, high = share_interval(int(fails.sum()), few, effect)
    judges = np.flatnonzero(findings.held_out[:few])
    rules = tuple(_in_box(findings, rule.box, judges, fails, effect) for rule in findings.rules)
    return Under(structure, few, float(fails.mean()), low, high, rules)


def _in_box(findings: Findings, box: Box, judges: Places, fails: BoolArray, effect: float) -> InBox:
    box_count: Count = count([box], findings.cases.part(judges), fails[judges], effect)
    others = box_count.states - box_count.inside
    low, high = box_count.interval
    outside = (box_count.fails - box_count.fails_inside) / others if others else 0.0
    return InBox(box_count.inside, box_count.density, low, high, outside, box_count.chance)


def where_it_gathers(under: tuple[Under, ...]) -> tuple[list[Any], list[Any]]:
    """Return the other structures in which failures concentrate in the first rule, and those in which they do not."""
    others = [results for results in under if results.structure]
    gathers = [results for results in others if results.rules[0].gathers]
    return gathers, [results for results in others if results not in gathers]
