"""Differences in plain words: what is better, what is worse, what nobody can tell. No pages in here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from budgetsim.language import Language
from budgetsim.measures import OUTCOMES
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.rounding import apart, digits_for, fixed, per_cent
from budgetsim.studies.band import is_disputed

Kind = Literal["better", "worse", "unclear", "disputed", "more", "less", "same", "single"]
PURPOSE = "net_social_value"
SHARES = ("share", "share of budget", "share of money")
SAME = 1e-12


@dataclass(frozen=True)
class Row:
    """One outcome under two policies: levels, the paired difference with its interval, and what it means."""

    outcome: str
    first: float
    second: float
    difference: float
    low: float
    high: float
    share_better: float
    kind: Kind
    band: tuple[float, float] | None = None
    """Of net social value: the difference over all stances on transfers and public funds."""


def rows(
    levels: pd.DataFrame,
    differences: pd.DataFrame,
    names: tuple[str, str],
    band: tuple[float, float] | None = None,
) -> list[Row]:
    """Return the key outcomes under two policies, from the tables that ``--json`` is made of.

    ``band`` is that of the difference of net social value.
    """
    first, second = (_by_outcome(levels, name) for name in names)
    gaps = _by_outcome(differences, names[1])
    found = [_row(name, first[name], second[name], gaps[name]) for name in KEY_OUTCOMES]
    return [_banded(row, band) if row.outcome == PURPOSE else row for row in found]


def _banded(row: Row, band: tuple[float, float] | None) -> Row:
    """Return a row with its band: what is better under some stances only is told as disputed."""
    if band is None:
        return row
    kind: Kind = "disputed" if row.kind in ("better", "worse") and is_disputed(*band) else row.kind
    return replace(row, kind=kind, band=band)


def _by_outcome(table: pd.DataFrame, scenario: str) -> dict[str, dict[Any, Any]]:
    part = table[table["scenario"] == scenario]
    return {str(row["outcome"]): dict(row) for row in part.to_dict("records")}


def _row(name: str, first: Mapping[Any, Any], second: Mapping[Any, Any], gap: Mapping[Any, Any]) -> Row:
    mean, low, high = (float(gap[key]) for key in ("mean", "low", "high"))
    return Row(
        name, float(first["mean"]), float(second["mean"]), mean, low, high, float(gap["share_better"]),
        kind_of(name, mean, low, high),
    )  # fmt: skip


def kind_of(outcome: str, mean: float, low: float, high: float) -> Kind:
    """Judge a difference by its interval and by the way that is better for the public."""
    if abs(mean) < SAME and not (math.isfinite(low) and high - low > SAME):
        return "same"
    if not (math.isfinite(low) and math.isfinite(high)):
        return "single"
    if low <= 0.0 <= high:
        return "unclear"
    way = OUTCOMES[outcome].direction
    if way == "neither":
        return "more" if mean > 0.0 else "less"
    return "better" if (mean > 0.0) == (way == "up") else "worse"


def is_share(outcome: str) -> bool:
    """Tell whether an outcome is written as a percentage."""
    return OUTCOMES[outcome].unit.startswith("share")


def written(outcome: str, value: float, places: int | None = None, *, sign: bool = False) -> str:
    """Return a level or a change as people read it: shares as per cent, others with the digits they deserve."""
    number = 100.0 * value if is_share(outcome) else value
    digits = digits_for(None, None, number) if places is None else places
    text = fixed(number, digits, sign=sign)
    return f"{text}%" if is_share(outcome) and not sign else text


def change_text(row: Row, speak: Language) -> str:
    """Return a difference with its sign and interval, such as ``+0.17 (0.16 to 0.18)``."""
    factor = 100.0 if is_share(row.outcome) else 1.0
    low, high = (end * factor for end in (row.low, row.high))
    several = math.isfinite(row.low)
    places = digits_for(low if several else None, high if several else None, row.difference * factor)
    mean = fixed(row.difference * factor, places, sign=True)
    unit = speak("lab-points-of-percentage") if is_share(row.outcome) else ""
    if not several:
        return f"{mean}{unit}"
    ends = speak("lab-interval", low=fixed(low, places), high=fixed(high, places))
    return f"{mean}{unit} ({ends})"


def headline(row: Row, seeds: int, speak: Language) -> str:
    """Say in one sentence what the second policy does to net social value, and how sure that is."""
    places = (
        digits_for(row.low, row.high, row.difference) if seeds > 1 else digits_for(None, None, row.difference)
    )
    values = {
        "change": fixed(row.difference, places, sign=True)
        if row.kind == "disputed"
        else fixed(abs(row.difference), places),
        "low": fixed(row.low, places),
        "high": fixed(row.high, places),
        "part": per_cent(abs(row.difference / row.first) if row.first else 0.0),
        "worlds": round((row.share_better if row.difference > 0 else 1.0 - row.share_better) * seeds),
        "seeds": seeds,
    }
    return speak(f"lab-headline-{row.kind}", **values)


def banded(row: Row, speak: Language) -> str:
    """Say between what the difference lies over stances on transfers and public funds; empty where there is none."""
    if row.band is None or row.kind not in ("better", "worse", "disputed"):
        return ""
    low, high = apart(*row.band, sign=True)
    return speak("lab-band", low=low, high=high)


def price(rows_: list[Row], speak: Language) -> str:
    """Name what becomes worse, or say that nothing does."""
    worse = [speak.name(row.outcome) for row in rows_ if row.kind == "worse" and row.outcome != PURPOSE]
    if not worse:
        return speak("lab-price-none")
    return speak("lab-price", outcomes=speak("lab-list-separator").join(worse))
