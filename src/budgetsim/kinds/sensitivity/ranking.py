"""Whether a ranking has settled: what the first half of the same runs would have said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import isfinite

from budgetsim.kinds.sensitivity.calls import Index


@dataclass(frozen=True)
class Ranking:
    """The order of subjects, by their main index, and how firm it is.

    ``swapped`` are pairs whose intervals are apart now, yet which stood in the other order at half the samples;
    ``close`` are neighbours in the order whose intervals overlap. ``settled`` is ``None`` where there was no half
    design to compare with, and false where the first is not told apart from the second: intervals and halves of the
    runs must agree.
    """

    order: tuple[str, ...]
    settled: bool | None
    swapped: tuple[tuple[str, str], ...] = ()
    close: tuple[tuple[str, str], ...] = ()
    widest: float = 0.0
    """Half the width of the widest interval."""


def rank(last: Sequence[Index], before: Mapping[str, float] | None = None) -> Ranking:
    """Return the ranking of subjects by their main index, compared with the values at half the samples.

    A ranking counts as settled if the intervals tell the first subject from the second, and no two that they tell
    apart stood the other way round at half the samples. Others may still change places: they are ``close``.
    """
    ordered = sorted(last, key=lambda index: -index.value)
    close = tuple((a.subject, b.subject) for a, b in pairwise(ordered) if not _apart(a, b))
    widest = max((index.half for index in last if isfinite(index.half)), default=0.0)
    order = tuple(index.subject for index in ordered)
    if before is None:
        return Ranking(order, None, (), close, widest)
    apart = [(a.subject, b.subject) for a, b in combinations(ordered, 2) if _apart(a, b)]
    swapped = tuple((a, b) for a, b in apart if before[a] < before[b])
    return Ranking(order, order[:2] not in close and not swapped, swapped, close, widest)


def _apart(larger: Index, smaller: Index) -> bool:
    """Whether intervals do not touch; without intervals nothing is told apart but what has exactly nothing."""
    if larger.has_interval and smaller.has_interval:
        return larger.low > smaller.high
    return larger.value > smaller.value == 0.0
