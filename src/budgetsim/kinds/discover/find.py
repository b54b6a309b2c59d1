"""From cases to findings: boxes found on one half of the states, judged on the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from budgetsim.kinds.discover.boxes import column_of
from budgetsim.kinds.discover.cases import Cases
from budgetsim.kinds.discover.judge import Count, Judged, chosen, count, judged
from budgetsim.kinds.discover.tree import FOLDS, Growth, grow, parted, tuned
from budgetsim.numerics import BoolArray
from budgetsim.studies.errors import StudyError
from budgetsim.studies.point_table import explained

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
    """What was found about one condition."""

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

    @property
    def rules(self) -> tuple[Judged, ...]:
        """Boxes in which failures gather on states that did not find them, the most telling first."""
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
        """Value at which failing begins."""
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
        return count([rule.box for rule in self.rules], self.cases.part(held), self.fails[held])

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
    """Seek boxes in which failures gather.

    Parameters
    ----------
    cases
        At least ``LEAST_STATES`` states.
    seed
        Of the parting of states and of the cross-validation.

    Raises
    ------
    StudyError
        If there are too few states.
    """
    fails = cases.condition.fails(cases.measured)
    if len(fails) < LEAST_STATES:
        raise StudyError(f"{len(fails)} states are too few for rules; at least {LEAST_STATES} are needed")
    lack: Lack = "failures" if fails.sum() < FEWEST else "successes" if (~fails).sum() < FEWEST else ""
    if lack:
        return Findings(cases, fails, np.zeros(len(fails), dtype=bool), lack=lack)
    worlds = cases.worlds
    first, second = parted(fails, worlds, HALVES, seed)[0]
    found, judges = ((cases.part(half), fails[half]) for half in (first, second))
    growth = tuned(cases.factors, *found, worlds[first], seed)
    boxes = judged(chosen(grow(cases.factors, *found, growth, seed), *found), found, judges)
    held_out = np.zeros(len(fails), dtype=bool)
    held_out[second] = True
    named = _named(cases, fails, growth, seed) if any(box.is_rule for box in boxes) else {}
    return Findings(cases, fails, held_out, tuple(boxes), named)


def _named(cases: Cases, fails: BoolArray, growth: Growth, seed: int) -> dict[str, float]:
    """Return how often other halves would have named a factor in their first box (Bryant & Lempert 2010)."""
    times: Counter[str] = Counter()
    for turn in range(1, RESAMPLES + 1):
        half = parted(fails, cases.worlds, HALVES, seed + turn)[0][0]
        own = cases.part(half), fails[half]
        first = chosen(grow(cases.factors, *own, growth, seed), *own)[:1]
        times.update(name for box in first for name in box.limits)
    return {name: number / RESAMPLES for name, number in times.most_common()}


def find_weakest(findings: Findings, seed: int) -> Findings | None:
    """Seek boxes of the worst tenth of the states where too few fail, or too few hold, for rules.

    ``None`` where rules were sought already, or a tenth is too few as well.
    """
    cases = findings.cases
    if not findings.lack or cases.condition.quantile is not None:
        return None
    found = find(cases.with_condition(cases.condition.worst()), seed)
    return None if found.lack else found


def analysis_seed(design_seed: int) -> int:
    """Return the seed of the parting of states, of another stream than the states themselves."""
    return int(np.random.SeedSequence((design_seed, 1)).generate_state(1)[0])


def explained_alone(cases: Cases, fails: BoolArray) -> dict[str, float]:
    """Return the share of the variance of failing that each factor explains by itself, by column."""
    import pandas as pd

    names = [str(place) for place in range(len(fails))]
    points = pd.DataFrame({"scenario": names, **cases.columns})
    failing = pd.Series(fails.astype(float), index=names)
    shares = explained(cases.factors, points, failing)
    return {column_of(factor): shares[factor.name] for factor in cases.factors}
