"""From cases to rules: boxes found on one half of the states and validated on the other half."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np

from budgetsim.kinds.discover.cases import Cases
from budgetsim.kinds.discover.tree import (
    FOLDS,
    Box,
    Columns,
    Growth,
    Node,
    Places,
    column_of,
    grow,
    parted,
    tuned,
)
from budgetsim.language import told
from budgetsim.numerics import BoolArray
from budgetsim.studies.errors import StudyError
from budgetsim.studies.point_table import explained
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
    effect: float = 1.0
    """States that count for one in intervals and chances, since they share draws."""

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
        """Agreement of being in the box and failing beyond chance (Cohen's kappa, 1960): 1 if they coincide.

        It weighs coverage against density: a box around every failure and much else has little of it, as has a box
        that is full of failures but misses most. The box of all states has none, however many fail.
        """
        disagreement = self.rate + self.support - 2.0 * self.rate * self.support
        return 2.0 * self.rate * (self.coverage - self.support) / disagreement if disagreement else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the density (Wilson 1927); from 0 to 1 of an empty box."""
        return share_interval(self.fails_inside, self.inside, self.effect)

    @property
    def coverage_interval(self) -> tuple[float, float]:
        """95 % interval of the coverage; from 0 to 1 if nothing fails."""
        return share_interval(self.fails_inside, self.fails, self.effect)

    @property
    def chance(self) -> float:
        """Probability of so many failures among as many states drawn at random (Fisher's exact test)."""
        from scipy.stats import hypergeom

        inside, fails_inside, states, fails = (
            round(number / self.effect)
            for number in (self.inside, self.fails_inside, self.states, self.fails)
        )
        return float(hypergeom.sf(fails_inside - 1, states, fails, inside))


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
    """A box with its counts on the states that found it, and on held-out states."""

    box: Box
    found: Count
    held_out: Count
    chance: float
    """Chance of the held-out count, adjusted for the number of boxes (Holm 1979)."""
    contributions: tuple[Contribution, ...]
    """Of each limit, on held-out states."""

    @property
    def is_rule(self) -> bool:
        """Whether failures concentrate in the box on held-out states."""
        return self.chance < SIGNIFICANCE


def count(boxes: Sequence[Box], columns: Columns, fails: BoolArray, effect: float = 1.0) -> Count:
    """Return the count of a box, or of several taken together, over states."""
    inside = np.zeros(len(fails), dtype=bool)
    for box in boxes:
        inside |= box.holds(columns)
    return Count(int(inside.sum()), int((inside & fails).sum()), len(fails), int(fails.sum()), effect)


def chosen(nodes: Sequence[Node], columns: Columns, fails: BoolArray) -> list[Box]:
    """Return boxes that share no state, one after the other the node whose agreement with failing is greatest.

    A limit that only parts failures from failures is thereby left out. The nodes are those of one tree, the root
    included; ``columns`` and ``fails`` are of the states that made it.
    """
    left = [(count([node.box], columns, fails).agreement, node) for node in nodes if node.box.limits]
    boxes: list[Box] = []
    while left:
        best, node = max(left, key=lambda pair: pair[0])
        if best <= 0.0:
            break
        boxes.append(node.box)
        left = [(agreement, other) for agreement, other in left if not node.overlaps(other)]
    return boxes


def judged(
    boxes: Sequence[Box],
    found: tuple[Columns, BoolArray],
    held_out: tuple[Columns, BoolArray],
    effect: float = 1.0,
) -> list[Judged]:
    """Return boxes that share no state with their counts: rules first, otherwise in the order given.

    ``found`` and ``held_out`` are values of the factors, and which states fail, of those that found the boxes and of
    the others, of whom ``effect`` count for one.
    """
    counts = [count([box], *held_out, effect) for box in boxes]
    chances = holm(np.array([tally.chance for tally in counts]))
    judgements = [
        Judged(box, count([box], *found), tally, float(chance), _contributions(box, tally, *held_out))
        for box, tally, chance in zip(boxes, counts, chances, strict=True)
    ]
    return sorted(judgements, key=lambda tally: not tally.is_rule)


def share_interval(part: int, whole: int, effect: float = 1.0) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927) under a design effect."""
    from scipy.special import ndtri

    if not whole:
        return 0.0, 1.0
    z2, count, share = float(ndtri((1.0 + CONFIDENCE) / 2.0)) ** 2, whole / effect, part / whole
    middle = (share + z2 / (2.0 * count)) / (1.0 + z2 / count)
    half = math.sqrt(z2 * (share * (1.0 - share) / count + z2 / (4.0 * count * count))) / (1.0 + z2 / count)
    return max(0.0, middle - half) if part else 0.0, min(1.0, middle + half) if part < whole else 1.0


def design_effect(fails: BoolArray, groups: Places) -> float:
    """Return the design effect of grouped states (Kish 1965), at least 1.

    The likeness is the intraclass correlation of failing, from the variances between and within groups.
    """
    _, numbers, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    count, parts = len(fails), len(sizes)
    if parts in (1, count):
        return 1.0
    means = np.bincount(numbers, weights=fails) / sizes
    within = float(((fails - means[numbers]) ** 2).sum()) / (count - parts)
    between = float((sizes * (means - fails.mean()) ** 2).sum()) / (parts - 1)
    size = (count - float((sizes**2).sum()) / count) / (parts - 1)
    whole = between + (size - 1.0) * within
    alike = (between - within) / whole if whole > 0.0 else 0.0
    return 1.0 + (size - 1.0) * max(0.0, alike)


def _contributions(box: Box, tally: Count, columns: Columns, fails: BoolArray) -> tuple[Contribution, ...]:
    from scipy.stats import binomtest

    contributions = []
    for name in box.limits:
        wider = count([box.without(name)], columns, fails)
        chance = 1.0
        inside = round(tally.inside / tally.effect)
        if inside:
            failing = min(inside, round(tally.fails_inside / tally.effect))
            test = binomtest(failing, inside, wider.density, alternative="greater")
            chance = float(test.pvalue)
        contributions.append(Contribution(name, wider, chance))
    return tuple(sorted(contributions, key=lambda item: (item.chance, item.without.density)))


HALVES = 2
"""Parts of the states: one finds, one judges; halves, so that limits and their worth are equally sure."""
RESAMPLES = 20
"""Other halves in which boxes are sought anew, to see which factors are named again."""
FEWEST = 4 * FOLDS
"""Fewest failing and fewest holding states from which rules are sought: two in each part of the cross-validation,
which sees half of them."""
LEAST_STATES = 2 * FEWEST
"""Fewest states that can hold as many of both."""

Lack = Literal["failures", "successes", ""]


@dataclass(frozen=True)
class Findings:
    """Findings about one condition."""

    cases: Cases
    fails: BoolArray
    """Which states fail."""
    held_out: BoolArray
    """Which states judge the boxes; the others found them."""
    boxes: tuple[Judged, ...] = ()
    """Boxes that the tree found, rules first; none where rules were not sought, or nothing was found."""
    named: Mapping[str, float] = field(default_factory=dict)
    """Share of other halves whose first box limits a factor, by column, the largest first."""
    lack: Lack = ""
    """Of what there is too little to seek rules."""
    effect: float = 1.0
    """States that count for one, since they share draws."""

    @property
    def rules(self) -> tuple[Judged, ...]:
        """Boxes in which failures concentrate on held-out states, the most informative first."""
        return tuple(box for box in self.boxes if box.is_rule)

    @property
    def failures(self) -> int:
        """Number of states that fail."""
        return int(self.fails.sum())

    @property
    def states(self) -> int:
        """Number of states."""
        return len(self.fails)

    @property
    def cut(self) -> float:
        """Threshold of failure."""
        return self.cases.condition.cut(self.cases.measured)

    @property
    def unclear(self) -> float | None:
        """Share of the states whose 95 % interval over seeds holds the cut; ``None`` with one seed."""
        if np.isnan(self.cases.low).any():
            return None
        return float(((self.cases.low <= self.cut) & (self.cases.high >= self.cut)).mean())

    @property
    def together(self) -> Count:
        """Held-out count of all rules taken together."""
        held = np.flatnonzero(self.held_out)
        return count([rule.box for rule in self.rules], self.cases.part(held), self.fails[held], self.effect)

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Columns of the factors, the most telling first: those that limit the rules, then the others.

        The former in the order of what their limits add, the latter by the share of the variance of failing that
        they explain alone.
        """
        limits = [item.name for rule in self.rules for item in rule.contributions]
        alone = explained_alone(self.cases, self.fails)
        return tuple(dict.fromkeys([*limits, *sorted(alone, key=lambda name: -alone[name])]))


def find(cases: Cases, seed: int) -> Findings:
    """Seek boxes in which failures concentrate; the seed is that of the split of states and of the cross-validation.

    Raises
    ------
    StudyError
        If there are too few states.
    """
    fails = cases.condition.fails(cases.measured)
    if len(fails) < LEAST_STATES:
        about = {"states": str(len(fails)), "least": str(LEAST_STATES)}
        raise StudyError(told("discover-fault-few-states", **about))
    effect = 1.0 if cases.draws is None else design_effect(fails, cases.draws)
    lack: Lack = "failures" if fails.sum() < FEWEST else "successes" if (~fails).sum() < FEWEST else ""
    if lack:
        return Findings(cases, fails, np.zeros(len(fails), dtype=bool), lack=lack, effect=effect)
    groups = cases.groups
    first, second = parted(fails, groups, HALVES, seed)[0]
    finders, judges = ((cases.part(half), fails[half]) for half in (first, second))
    growth = tuned(cases.factors, *finders, groups[first], seed)
    boxes = judged(chosen(grow(cases.factors, *finders, growth, seed), *finders), finders, judges, effect)
    held_out = np.zeros(len(fails), dtype=bool)
    held_out[second] = True
    named = _named(cases, fails, growth, seed) if any(box.is_rule for box in boxes) else {}
    return Findings(cases, fails, held_out, tuple(boxes), named, effect=effect)


def _named(cases: Cases, fails: BoolArray, growth: Growth, seed: int) -> dict[str, float]:
    """Return how often other splits would have named a factor in their first box (Bryant & Lempert 2010)."""
    times: Counter[str] = Counter()
    for turn in range(1, RESAMPLES + 1):
        half = parted(fails, cases.groups, HALVES, seed + turn)[0][0]
        half_cases = cases.part(half), fails[half]
        first = chosen(grow(cases.factors, *half_cases, growth, seed), *half_cases)[:1]
        times.update(name for box in first for name in box.limits)
    return {name: number / RESAMPLES for name, number in times.most_common()}


def find_weakest(findings: Findings, seed: int) -> Findings | None:
    """Seek boxes of the worst tenth of the states where too few fail, or too few hold, for rules.

    ``None`` where rules were sought already, or a tenth is too few as well.
    """
    cases = findings.cases
    if not findings.lack or cases.condition.quantile is not None:
        return None
    weakest = find(replace(cases, condition=cases.condition.worst()), seed)
    return None if weakest.lack else weakest


def analysis_seed(design_seed: int) -> int:
    """Return the seed of the split of states, of another stream than the states themselves."""
    return int(np.random.SeedSequence((design_seed, 1)).generate_state(1)[0])


def explained_alone(cases: Cases, fails: BoolArray) -> dict[str, float]:
    """Return the share of the variance of failing that each factor explains by itself, by column."""
    import pandas as pd

    names = [str(place) for place in range(len(fails))]
    points = pd.DataFrame({"scenario": names, **cases.columns})
    failing = pd.Series(fails.astype(float), index=names)
    shares = explained(cases.factors, points, failing)
    return {column_of(factor): shares[factor.name] for factor in cases.factors}
