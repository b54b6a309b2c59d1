"""The answer of a sensitivity analysis: for every outcome its indices, how firm they are, and what they tell."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from budgetsim.kinds.factor_table import VariedFactor
from budgetsim.kinds.sensitivity.calls import Index
from budgetsim.kinds.sensitivity.design import OutcomeKind
from budgetsim.kinds.sensitivity.standing import Noise, Standing
from budgetsim.scenario import Money
from budgetsim.studies.answer import Answer
from budgetsim.studies.money import ACCOUNT, interval_in_money
from budgetsim.studies.table import Interval

UNKNOWN = Interval(None)
"""What a method does not tell."""

IN_UNITS = ("morris",)
"""Methods whose indices are in the unit of the outcome."""


@dataclass(frozen=True)
class Pair:
    """What two factors do together: a share of variance and its interval."""

    factors: tuple[str, str]
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Step:
    """The main indices from the first part of the runs."""

    samples: int
    points: int
    indices: Mapping[str, Interval]


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """The analysis of an outcome.

    One that does not vary has no indices; nor has one of a kind for which the method's mean nothing, which is named
    by ``withheld``. Where the indices tell of Monte-Carlo noise and not of factors there is no ranking.
    """

    varies: bool
    mean: float
    spread: float
    """Standard deviation between points."""
    withheld: OutcomeKind | None = None
    standing: Standing
    indices: Mapping[str, Mapping[str, Interval]] = field(default_factory=dict)
    """By kind of index and subject."""
    pairs: tuple[Pair, ...] = ()
    interactions: Interval = UNKNOWN
    chance: Interval = UNKNOWN
    ranking: tuple[str, ...] = ()
    settled: bool | None = None
    swapped: tuple[tuple[str, str], ...] = ()
    not_told_apart: tuple[tuple[str, str], ...] = ()
    convergence: tuple[Step, ...] = ()
    noise: Noise | None

    def of(self, kind: str) -> dict[str, Index]:
        """Return the indices of a kind by subject."""
        return {name: index_of(kind, cell, name) for name, cell in self.indices.get(kind, {}).items()}

    def about_all(self, kind: str) -> Index | None:
        """Return ``interactions`` or ``chance``, the one index that is about all subjects, if the method has it."""
        cell: Interval = getattr(self, kind)
        return None if cell.value is None else index_of(kind, cell)

    def joint(self) -> list[Index]:
        """Return the indices of pairs."""
        return [
            index_of("S2", Interval(pair.value, pair.low, pair.high), *pair.factors) for pair in self.pairs
        ]


@dataclass(frozen=True, repr=False)
class Sensitivity(Answer):
    """A sensitivity analysis."""

    scenario: str
    method: str
    main_index: str
    samples: int
    sample_seed: int
    points: int
    seeds: tuple[int, ...]
    years: int
    from_year: int | None
    factors: Mapping[str, VariedFactor]
    groups: Mapping[str, tuple[str, ...]]
    outcomes: Mapping[str, Analysis]
    money: Money | None = field(default=None, kw_only=True)
    """Money in which outcomes that are money are told too, all departments together."""

    def to_dict(self) -> dict[str, Any]:
        """As ``Answer.to_dict``; with what outcomes come to in money."""
        document = super().to_dict()
        if self.money is not None:
            document["money"]["outcomes"] = {
                name: self._in_money(analysis, self.money) for name, analysis in self.valued.items()
            }
        return document

    @property
    def valued(self) -> dict[str, Analysis]:
        """The analyses of outcomes that are money and vary."""
        return {
            name: analysis for name, analysis in self.outcomes.items() if name in ACCOUNT and analysis.varies
        }

    def _in_money(self, analysis: Analysis, money: Money) -> dict[str, object]:
        """Return mean and spread of an outcome in money, and its indices where these are in its unit."""
        cells: dict[str, object] = {
            key: money.of_district(getattr(analysis, key)) for key in ("mean", "spread")
        }
        if self.method in IN_UNITS and analysis.indices:
            cells["indices"] = {
                kind: {subject: vars(interval_in_money(cell, money)) for subject, cell in by_subject.items()}
                for kind, by_subject in analysis.indices.items()
            }
        return cells

    @property
    def subjects(self) -> tuple[str, ...]:
        """What has an index: groups, or the factors."""
        return tuple(self.groups or self.factors)

    @property
    def analysed(self) -> dict[str, Analysis]:
        """Outcomes that have indices."""
        return {name: analysis for name, analysis in self.outcomes.items() if analysis.indices}


def index_of(kind: str, cell: Interval, subject: str = "", other: str = "") -> Index:
    """Return a stored index; what is undefined is NaN."""
    value, low, high = (math.nan if end is None else end for end in (cell.value, cell.low, cell.high))
    return Index(kind, subject, value, low, high, other)


def cell_of(index: Index | None) -> Interval:
    """Return an index as it is stored; what is undefined is ``None``."""
    if index is None:
        return UNKNOWN
    value, low, high = (end if math.isfinite(end) else None for end in (index.value, index.low, index.high))
    return Interval(value, low, high)
