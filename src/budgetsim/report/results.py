"""Differences between scenarios: which are clear, what they mean for the public, and their band over stances."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from budgetsim.report.declared import OUTCOMES
from budgetsim.rounding import apart
from budgetsim.studies.band import ENDS, cell_is_disputed
from budgetsim.studies.ignorance import sure_way
from budgetsim.studies.summary import wider

PURPOSE = "net_social_value"
SAME = 1e-9
DISPUTED = "disputed"
"""Verdict of what is better under some stances on transfers and public funds, and worse under others."""
PARTS_OF_PURPOSE = {name for name, item in OUTCOMES.items() if item.part_of == PURPOSE}
"""What net social value is made of, or says the same: no side effects."""
Cell = Mapping[str, Any]
Cells = Mapping[str, Cell]


@dataclass(frozen=True)
class Known:
    """What is known of a difference over draws of parameters.

    ``word`` is ``better`` or ``worse`` (of outcomes without a better way ``more`` or ``less``) where nearly all draws
    say so, ``depends`` where parameters are known that would turn the sign, ``unknown`` where none is, or ``same``;
    ``unless`` are the structures and stances under which a sure sign is not as sure.
    """

    word: str
    unless: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """The word, with ``-unless`` where some structure is not as sure of it."""
        return f"{self.word}-unless" if self.unless else self.word


def is_drawn(cell: Cell) -> bool:
    """Return whether a cell is about draws of parameters, and not about declared ones alone."""
    return "median" in cell


def middle_of(cell: Cell) -> float | None:
    """Return what stands for a cell: the median over draws, or the mean with declared parameters."""
    middle = cell["median" if is_drawn(cell) else "mean"]
    return None if middle is None else float(middle)


def known_of(outcome: str, cell: Cell) -> Known:
    """Return what is known of a difference over draws. The one place where words follow from shares of draws."""
    if cell["median"] is None:
        return Known("unknown")
    if max(abs(cell["low"]), abs(cell["high"])) < SAME:
        return Known("same")
    way = sure_sign(cell)
    if way == 0:
        return Known("depends" if cell["flips"] else "unknown")
    has_way = outcome not in OUTCOMES or OUTCOMES[outcome].direction != "neither"
    word = ("better" if has_way else "more") if way > 0 else "worse" if has_way else "less"
    unless = [
        name
        for name, other in cell["structures"].items()
        if other["share_better"] is not None and sure_sign(other) != way
    ]
    return Known(word, tuple(unless))


def sure_sign(cell: Cell) -> int:
    """Return 1 where nearly all draws are better for the public, −1 where nearly all are worse, else 0.

    Draws in which nothing differs are neither; cells of before, without ``share_worse``, took them for worse.
    """
    way = sure_way(number(cell["share_better"]))
    worse = cell.get("share_worse")
    return 0 if way < 0 and worse is not None and sure_way(worse) <= 0 else way


def has_band(cell: Mapping[str, float | None]) -> bool:
    """Return whether a cell says what it would be under other stances on transfers and public funds."""
    return all(cell.get(key) is not None and math.isfinite(number(cell[key])) for key in ENDS)


def ends_of(cell: Mapping[str, float | None]) -> tuple[float, float]:
    """Return the ends of a band."""
    low, high = (number(cell[key]) for key in ENDS)
    return low, high


def band_ends(cell: Mapping[str, float | None]) -> tuple[str, str]:
    """Return the ends of a band as people read them, with signs; empty where there is none."""
    if not has_band(cell):
        return "", ""
    low, high = apart(*ends_of(cell), sign=True)
    return low, high


def verdict_of(outcome: str, cell: Cell) -> str:
    """Return ``better``, ``worse``, ``unclear``, ``disputed``, ``same``, ``more``, ``less`` or ``single``.

    Over draws of parameters, the word of ``known_of``, with ``-unless`` where some structure is not as sure of it.
    """
    return known_of(outcome, cell).verdict if is_drawn(cell) else _verdict_by_chance(outcome, cell)


def _verdict_by_chance(outcome: str, cell: Cell) -> str:
    """Return what the interval over seeds says of a difference with declared parameters."""
    mean, low, high = number(cell["mean"]), cell["low"], cell["high"]
    if low is None or high is None:
        return "same" if abs(mean) < SAME else "single"
    if abs(mean) < SAME and high - low < SAME:
        return "same"
    if low <= 0.0 <= high:
        return "unclear"
    if cell_is_disputed(cell):
        return "disputed"
    way = OUTCOMES[outcome].direction if outcome in OUTCOMES else "neither"
    if way == "neither":
        return "more" if mean > 0.0 else "less"
    return "better" if (mean > 0.0) == (way == "up") else "worse"


def best_of(differences: Mapping[str, Cells]) -> str:
    """Return the scenario under which net social value is highest."""
    return max(differences, key=lambda name: number(middle_of(differences[name][PURPOSE])))


def is_clear(cell: Mapping[str, float | None], seeds: int, family: int) -> bool:
    """Return whether a difference is told from zero although so many were looked at (Bonferroni).

    Over draws of parameters: whether nearly all of them say so.
    """
    if is_drawn(cell):
        return sure_sign(cell) != 0
    low, high, mean = cell["low"], cell["high"], number(cell["mean"])
    if low is None or high is None or abs(mean) < SAME:
        return False
    return abs(mean) > wider(seeds, family) * (high - low) / 2.0


def worst_side_effect(
    levels: Mapping[str, Cells], differences: Mapping[str, Cells], name: str, seeds: int
) -> tuple[str, float, float] | None:
    """Return the outcome that becomes worse by the largest proportion, before and after; ``None`` if none does.

    It must be worse after adjustment for all outcomes (Bonferroni); ``seeds`` is the number of paired replications.
    """
    base, worst, size = next(iter(levels)), "", 0.0
    for outcome, cell in differences[name].items():
        if (
            outcome == PURPOSE
            or outcome in PARTS_OF_PURPOSE
            or verdict_of(outcome, cell) not in ("worse", "worse-unless")
            or not is_clear(cell, seeds, len(differences[name]))
        ):
            continue
        pair = abs(number(middle_of(levels[base][outcome]))) + abs(number(middle_of(levels[name][outcome])))
        relative = abs(number(middle_of(cell))) / pair if pair else 0.0
        if relative > size:
            worst, size = outcome, relative
    if not worst:
        return None
    return worst, number(middle_of(levels[base][worst])), number(middle_of(levels[name][worst]))


def number(value: Any) -> float:
    """Return a number that may be undefined; 0 where it is."""
    return 0.0 if value is None else float(value)
