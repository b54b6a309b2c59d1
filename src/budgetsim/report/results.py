"""Levels, changes and differences as rows of text, and which of them are clear."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from budgetsim.report.declared import OUTCOMES
from budgetsim.rounding import apart, digits_for, estimate, fixed, per_cent
from budgetsim.studies.band import ENDS, cell_is_disputed
from budgetsim.studies.summary import wider

BETTER = {"up": "more", "down": "less", "neither": "–"}
PURPOSE = "net_social_value"
SAME = 1e-9
DISPUTED = "disputed"
"""Verdict of what is better under some stances on transfers and public funds, and worse under others."""
BAND_NOTE = (
    "In brackets: the change of net social value with transfers weighted 0, .5 or 1 and public funds at 1 or 1.3 per"
    " unit. Where that holds gains and losses, nothing is called better: 'disputed'."
)
"""What tables on a terminal say of the band."""
PARTS_OF_PURPOSE = {name for name, item in OUTCOMES.items() if item.part_of == PURPOSE}
"""What net social value is made of, or says the same: no side effects."""
Cell = Mapping[str, float | None]
Cells = Mapping[str, Cell]


def level_row(name: str, cell: Cell, change: Cell) -> tuple[str, ...]:
    """Return outcome, mean, interval, change from the first to the last year, and which way is better."""
    mean, low, high = (cell[key] for key in ("mean", "low", "high"))
    places = digits_for(low, high, _number(mean))
    return (
        name,
        fixed(_number(mean), places),
        interval(low, high, places),
        change_cell(change),
        BETTER[OUTCOMES[name].direction],
    )


def change_cell(cell: Cell) -> str:
    """Return a change with half its interval, in the digits that the interval deserves."""
    told = estimate(_number(cell["mean"]), cell["low"], cell["high"], sign=True)
    return f"{told.value} ±{told.half}" if told.is_known else told.value


def difference_cell(name: str, cell: Mapping[str, float | None]) -> str:
    """Return a difference in two lines: its size and what it means for the public, and its interval."""
    mean, low, high = _number(cell["mean"]), cell["low"], cell["high"]
    if abs(mean) < SAME and (low is None or high is None or high - low < SAME):
        return "the same\n"
    places = digits_for(low, high, mean)
    lines = [f"{fixed(mean, places, sign=True)} {verdict(name, cell)}", interval(low, high, places)]
    return "\n".join([*lines, *([f"({band_cell(cell)})"] if has_band(cell) else [])])


def has_band(cell: Mapping[str, float | None]) -> bool:
    """Return whether a cell says what it would be under other stances on transfers and public funds."""
    return all(cell.get(key) is not None and math.isfinite(_number(cell[key])) for key in ENDS)


def band_ends(cell: Mapping[str, float | None]) -> tuple[str, str]:
    """Return the ends of a band as people read them, with signs; empty where there is none."""
    if not has_band(cell):
        return "", ""
    low, high = apart(*(_number(cell[key]) for key in ENDS), sign=True)
    return low, high


def band_cell(cell: Mapping[str, float | None]) -> str:
    """Return a band as one text."""
    low, high = band_ends(cell)
    return low if low == high else f"{low} to {high}"


def verdict(name: str, cell: Mapping[str, float | None]) -> str:
    """Say whether a difference is better, worse or not clear; of a neutral outcome, whether it is more or less."""
    mean, low, high, share = (cell[key] for key in ("mean", "low", "high", "share_better"))
    if low is None or high is None:
        return "(one seed)"
    if low <= 0.0 <= high:
        return "not clear"
    if cell_is_disputed(cell):
        return DISPUTED
    way, rises = OUTCOMES[name].direction, _number(mean) > 0.0
    if way == "neither":
        return "more" if rises else "less"
    good = rises == (way == "up")
    part = _number(share) if good else 1.0 - _number(share)
    return f"{'better' if good else 'worse'} {per_cent(part)}"


def best_of(differences: Mapping[str, Cells]) -> str:
    """Return the scenario under which net social value is highest."""
    return max(differences, key=lambda name: _number(differences[name][PURPOSE]["mean"]))


def is_clear(cell: Mapping[str, float | None], seeds: int, family: int) -> bool:
    """Return whether a difference is told from zero although so many were looked at (Bonferroni)."""
    low, high, mean = cell["low"], cell["high"], _number(cell["mean"])
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
            or not verdict(outcome, cell).startswith("worse")
            or not is_clear(cell, seeds, len(differences[name]))
        ):
            continue
        pair = abs(_number(levels[base][outcome]["mean"])) + abs(_number(levels[name][outcome]["mean"]))
        relative = abs(_number(cell["mean"])) / pair if pair else 0.0
        if relative > size:
            worst, size = outcome, relative
    if not worst:
        return None
    return worst, _number(levels[base][worst]["mean"]), _number(levels[name][worst]["mean"])


def interval(low: float | None, high: float | None, places: int) -> str:
    """Return an interval, or a dash where one seed allows none."""
    return "–" if low is None or high is None else f"{fixed(low, places)} to {fixed(high, places)}"


def _number(value: Any) -> float:
    return 0.0 if value is None else float(value)
