"""Phrases of several parts: levers with their values, numbers with their intervals."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from budgetsim.kinds.effects.answer import DrawnOrder, Effect, Effects, Known, Order, Term
from budgetsim.kinds.effects.interactions import TIMES
from budgetsim.kinds.effects.levers import value_text
from budgetsim.kinds.scenarios.drawn_words import flip_told, ignorance_share
from budgetsim.language import Language
from budgetsim.report.declared import better_sign
from budgetsim.report.figure_words import clauses, enumerated, level_label, lever_name
from budgetsim.report.results import known_of, number
from budgetsim.rounding import amount, estimate, per_cent

Cell = Mapping[str, Any]
Label = TypeVar("Label")

UNCLEAR = ("not clear", "none")
"""Verdicts of effects that are not told from zero."""


def term_name(say: Language, term: str) -> str:
    """Return a term of the factorial, levers as ``lever_name`` calls them."""
    return TIMES.join(lever_name(say, name) for name in term.split(TIMES))


def dose_name(say: Language, lever: str, dose: str, own: str) -> str:
    """Return a dose of a lever, and the scenario's own, which it is compared with."""
    return say("effects-known-dose-label", lever=lever_name(say, lever), dose=dose, own=own)


def or_nan(value: Known) -> float:
    """Return a number; NaN where it is undefined."""
    return math.nan if value is None else value


def least_seen(rows: Iterable[Effect | Term]) -> str:
    """Return the size that an effect must have at most to have been told from zero, for all of some rows."""
    return amount(max(or_nan(row.least_seen) for row in rows))


def value_name(say: Language, value: Any) -> str:
    """Return a value of a lever."""
    return level_label(say, value) if isinstance(value, bool | str) else value_text(value)


def size(say: Language, value: Known, low: float | None, high: float | None, *, sign: bool = False) -> str:
    """Return a number with its 95 % interval in brackets; alone, where nothing varies or nothing is known."""
    told = estimate(or_nan(value), low, high, sign=sign)
    if not told.is_known or told.half == "0":
        return told.value
    return say("effects-interval", value=told.value, low=told.low, high=told.high)


def size_of(say: Language, value: Known, low: Known, high: Known) -> str:
    """Return the size of a number, whatever its sign, with its 95 % interval in brackets."""
    return size(say, *turned(value, low, high, -1.0 if or_nan(value) < 0.0 else 1.0))


def turned(value: Known, low: Known, high: Known, sign: float) -> tuple[float, Known, Known]:
    """Return a number and its interval, or both with the other sign."""
    if low is None or high is None:
        return sign * or_nan(value), None, None
    return sign * or_nan(value), min(sign * low, sign * high), max(sign * low, sign * high)


def moved(say: Language, answer: Effects, name: str) -> str:
    """Return a lever with its contrast."""
    lever = answer.lever(name)
    low, high = value_name(say, lever.low), value_name(say, lever.high)
    return say("effects-lever", lever=lever_name(say, name), low=low, high=high)


LEAST_SEEDS = 4
"""Seeds of a draw from which it is told how much of the variance is luck: two hardly show it (a convention)."""


def what_decides(say: Language, outcome: str, cells: Mapping[str, Cell], seeds: int) -> list[str]:
    """Say which parameters would turn the sign of differences, and what part of each is ignorance; by their labels.

    ``seeds`` are those of each draw: of few the part of ignorance is not told.
    """
    sign = better_sign(outcome) or 1.0
    flips = [
        say(
            "effects-known-flip",
            lever=label,
            flips=enumerated(
                say, [flip_told(flip, number(cell["mean"]) * sign, say) for flip in cell["flips"]]
            ),
        )
        for label, cell in cells.items()
        if cell["flips"]
    ]
    texts = [say("effects-known-flips", levers=clauses(say, flips))] if flips else []
    if seeds < LEAST_SEEDS:
        return texts
    shares = {label: ignorance_share(cell) for label, cell in cells.items()}
    split = [
        say("effects-known-part", lever=label, part=per_cent(share))
        for label, share in shares.items()
        if share is not None
    ]
    return [*texts, say("effects-known-split", levers=enumerated(say, split))] if split else texts


def most_telling(cells: Mapping[Label, Cell], outcome: str, most: int) -> list[Label]:
    """Return differences whose sign is known, the largest first and so many at most; else the largest of all."""
    by_size = sorted(cells, key=lambda label: -abs(number(cells[label]["median"])))
    sure = [label for label in by_size if is_sure(outcome, cells[label])]
    return (sure or by_size[:1])[:most]


def is_sure(outcome: str, cell: Cell) -> bool:
    """Whether nearly all draws agree on the sign of a difference."""
    return known_of(outcome, cell).word in ("better", "worse", "more", "less")


def years_of(row: Order | DrawnOrder) -> str:
    """Return the years of a window in few characters."""
    return f"{row.first_year}–{row.last_year}" if row.last_year > row.first_year else str(row.first_year)
