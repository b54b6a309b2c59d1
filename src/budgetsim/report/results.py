"""Levels and differences as rows of text, and the one sentence that says what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.report.declared import OUTCOMES
from budgetsim.report.words import listed, spoken
from budgetsim.rounding import apart, digits_for, fixed, per_cent, signed

if TYPE_CHECKING:
    import pandas as pd

BETTER = {"up": "more", "down": "less", "neither": "–"}
PURPOSE = "net_social_value"
SAME = 1e-9
PARTS_OF_PURPOSE = {"public_value", "value_per_yuan", "effort_cost", "risk_cost", "administrative_cost"}
"""What net social value is made of, or says the same: no side effects."""
Cells = Mapping[str, Mapping[str, float | None]]


def level_row(name: str, cell: Mapping[str, float | None], change: float) -> tuple[str, ...]:
    """Return outcome, mean, interval, change from the first to the last year, and which way is better."""
    mean, low, high = (cell[key] for key in ("mean", "low", "high"))
    places = digits_for(low, high, _number(mean))
    return (
        name,
        fixed(_number(mean), places),
        interval(low, high, places),
        fixed(change, places, sign=True),
        BETTER[OUTCOMES[name].direction],
    )


def changes(outcomes: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the mean change of every outcome from the first to the last year, by scenario."""
    found = {}
    for name, part in outcomes.groupby("scenario", sort=False):
        means = part.groupby("year")[list(OUTCOMES)].mean()
        moved = means.iloc[-1] - means.iloc[0]
        found[str(name)] = {str(outcome): float(value) for outcome, value in moved.items()}
    return found


def difference_cell(name: str, cell: Mapping[str, float | None]) -> str:
    """Return a difference in two lines: its size and what it means for the public, and its interval."""
    mean, low, high = _number(cell["mean"]), cell["low"], cell["high"]
    if abs(mean) < SAME and (low is None or high is None or high - low < SAME):
        return "the same\n"
    places = digits_for(low, high, mean)
    return f"{fixed(mean, places, sign=True)} {verdict(name, cell)}\n{interval(low, high, places)}"


def verdict(name: str, cell: Mapping[str, float | None]) -> str:
    """Say whether a difference is better, worse or not clear; of a neutral outcome, whether it is more or less."""
    mean, low, high, share = (cell[key] for key in ("mean", "low", "high", "share_better"))
    if low is None or high is None:
        return "(one seed)"
    if low <= 0.0 <= high:
        return "not clear"
    way, rises = OUTCOMES[name].direction, _number(mean) > 0.0
    if way == "neither":
        return "more" if rises else "less"
    good = rises == (way == "up")
    part = _number(share) if good else 1.0 - _number(share)
    return f"{'better' if good else 'worse'} {per_cent(part)}"


def best_of(differences: Mapping[str, Cells]) -> str:
    """Return the scenario under which net social value is highest."""
    return max(differences, key=lambda name: _number(differences[name][PURPOSE]["mean"]))


def headline(
    levels: Mapping[str, Cells], differences: Mapping[str, Cells], seeds: int, alike: Sequence[str] = ()
) -> str:
    """Say which scenario does most for net social value, how sure that is, and its largest side effect.

    Parameters
    ----------
    levels, differences
        As ``summary_json`` returns them.
    seeds
        Number of paired replications: a claim holds after adjustment for the scenarios that are compared (Bonferroni).
    alike
        Scenarios that are not told apart from the best one.
    """
    base, best = next(iter(levels)), best_of(differences)
    cell = differences[best][PURPOSE]
    low, high, mean = cell["low"], cell["high"], _number(cell["mean"])
    if low is None or high is None:
        return f"With one seed nothing can be said about chance; {best} changes net social value by {signed(mean)}."
    places = digits_for(low, high, mean)
    certain = (
        f"by {fixed(abs(mean), places)} per department "
        f"(95% interval {fixed(low, places)} to {fixed(high, places)}, "
        f"{per_cent(abs(_relative(levels, base, mean)))} of {base})"
    )
    side = side_effect(levels, differences, best, seeds)
    clear = is_clear(cell, seeds, len(differences))
    if clear and mean > 0.0:
        several = " most" if len(differences) > 1 and not alike else ""
        others = f" Not told apart from it: {listed(alike)}." if alike else ""
        return f"{best} raises net social value{several}: {certain}.{others} {side}"
    if clear:
        each = "Every reform lowers" if len(differences) > 1 else f"{best} lowers"
        least = f"; {best} least, {certain}" if len(differences) > 1 else f" {certain}"
        return f"{each} net social value compared with {base}{least}. {side}"
    return (
        f"No scenario raises net social value clearly above {base}: the largest difference is "
        f"{fixed(mean, places, sign=True)} under {best} (95% interval {fixed(low, places)} to "
        f"{fixed(high, places)})."
    )


def is_clear(cell: Mapping[str, float | None], seeds: int, family: int) -> bool:
    """Return whether a difference is told from zero although so many were looked at (Bonferroni)."""
    from budgetsim.studies.summary import wider

    low, high, mean = cell["low"], cell["high"], _number(cell["mean"])
    return low is not None and high is not None and abs(mean) > wider(seeds, family) * (high - low) / 2.0


def side_effect(
    levels: Mapping[str, Cells], differences: Mapping[str, Cells], name: str, seeds: int | None = None
) -> str:
    """Name the outcome that becomes worse by the largest proportion, if one clearly does."""
    found = worst_side_effect(levels, differences, name, seeds)
    if found is None:
        return "No outcome becomes clearly worse by it, costs aside."
    worst, before, after = found
    verb = "rises" if after > before else "falls"
    old, new = apart(before, after)
    return f"Its largest side effect: {spoken(worst)} {verb} from {old} to {new}."


def worst_side_effect(
    levels: Mapping[str, Cells], differences: Mapping[str, Cells], name: str, seeds: int | None = None
) -> tuple[str, float, float] | None:
    """Return the outcome that becomes worse by the largest proportion, before and after; ``None`` if none does.

    With a number of ``seeds``, it must be worse after adjustment for all outcomes (Bonferroni).
    """
    base, worst, size = next(iter(levels)), "", 0.0
    for outcome, cell in differences[name].items():
        if (
            outcome == PURPOSE
            or outcome in PARTS_OF_PURPOSE
            or not verdict(outcome, cell).startswith("worse")
            or (seeds is not None and not is_clear(cell, seeds, len(differences[name])))
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


def _relative(levels: Mapping[str, Cells], base: str, change: float) -> float:
    before = _number(levels[base][PURPOSE]["mean"])
    return change / before if before else 0.0


def _number(value: Any) -> float:
    return 0.0 if value is None else float(value)
