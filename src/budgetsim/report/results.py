"""Differences between scenarios: which are clear, what they mean for the public, and their band over stances."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from budgetsim.report.declared import OUTCOMES
from budgetsim.rounding import apart
from budgetsim.studies.band import ENDS, cell_is_disputed
from budgetsim.studies.summary import wider

PURPOSE = "net_social_value"
SAME = 1e-9
DISPUTED = "disputed"
"""Verdict of what is better under some stances on transfers and public funds, and worse under others."""
PARTS_OF_PURPOSE = {name for name, item in OUTCOMES.items() if item.part_of == PURPOSE}
"""What net social value is made of, or says the same: no side effects."""
Cell = Mapping[str, float | None]
Cells = Mapping[str, Cell]


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


def verdict_of(outcome: str, cell: Mapping[str, float | None]) -> str:
    """Return ``better``, ``worse``, ``unclear``, ``disputed``, ``same``, ``more``, ``less`` or ``single``."""
    mean, low, high = number(cell["mean"]), cell["low"], cell["high"]
    if abs(mean) < SAME and (low is None or high is None or high - low < SAME):
        return "same"
    if low is None or high is None:
        return "single"
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
    return max(differences, key=lambda name: number(differences[name][PURPOSE]["mean"]))


def is_clear(cell: Mapping[str, float | None], seeds: int, family: int) -> bool:
    """Return whether a difference is told from zero although so many were looked at (Bonferroni)."""
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
            or verdict_of(outcome, cell) != "worse"
            or not is_clear(cell, seeds, len(differences[name]))
        ):
            continue
        pair = abs(number(levels[base][outcome]["mean"])) + abs(number(levels[name][outcome]["mean"]))
        relative = abs(number(cell["mean"])) / pair if pair else 0.0
        if relative > size:
            worst, size = outcome, relative
    if not worst:
        return None
    return worst, number(levels[base][worst]["mean"]), number(levels[name][worst]["mean"])


def number(value: Any) -> float:
    """Return a number that may be undefined; 0 where it is."""
    return 0.0 if value is None else float(value)
