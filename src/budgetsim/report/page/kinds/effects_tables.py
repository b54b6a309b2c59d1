"""Tables of a study of effects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from budgetsim.report.page.content import Table
from budgetsim.report.page.kinds.told import band_of, factor_name, heads_of, p_of, title_of, value_of
from budgetsim.report.page.text import Break, Said, alike, apart, count, interval, joined, name, number, say
from budgetsim.report.results import has_band
from budgetsim.rounding import digits_for

Row = Mapping[str, Any]
SWITCHES = {"on": True, "off": False}
"""How tables of the command write whether a switch is on."""


def setting(text: Any) -> Said:
    """Return the value of a lever, which a table holds as text: a number, a choice, or whether a switch is on."""
    if isinstance(text, bool) or text in SWITCHES:
        return value_of(SWITCHES.get(text, text))
    try:
        return value_of(float(text))
    except (TypeError, ValueError):
        return value_of(text)


def term_told(text: str, call: Callable[[str], Said] = factor_name) -> Said:
    """Return a term of the factorial."""
    return joined([call(part) for part in text.split(" × ")], alike(" × "))


def levers_table(levers: Sequence[Row]) -> Table:
    """Return the levers with the values between which they are moved."""
    heads = heads_of("lever", "key", "own", "low", "high")
    rows = [
        [factor_name(row["name"]), name(row["name"]), *(setting(row[key]) for key in ("own", "low", "high"))]
        for row in levers
    ]
    return Table("levers", say("report-table-levers"), heads, rows)


def _change(row: Row, mean: str = "difference", low: str = "low", high: str = "high") -> list[Said]:
    if row[mean] is None:
        return [alike("–"), alike("–")]
    places = digits_for(row[low], row[high], row[mean])
    return [number(row[mean], places, sign=True), interval(row[low], row[high], places)]


def _banded(row: Row) -> list[Said]:
    """Return an effect and its interval, with the band of net social value below the interval."""
    told, between = _change(row)
    return [told, joined([between, band_of(row)], alike(Break())) if has_band(row) else between]


def _verdict(row: Row) -> Said:
    known = {"not clear": "unclear", "none": "same"}
    return say(f"report-verdict-{known.get(row['verdict'], row['verdict'])}")


def _effect_table(rows: Sequence[Row]) -> Table:
    heads = heads_of(
        "lever", "low", "high", "outcome", "before", "after", "difference", "interval", "verdict", "p"
    )
    made = [
        [
            factor_name(row["lever"]),
            setting(row["low_value"]),
            setting(row["high_value"]),
            title_of(row["outcome"]),
            *apart(row["before"], row["after"]),
            *_banded(row),
            _verdict(row),
            p_of(row["p_holm"]),
        ]
        for row in rows
    ]
    note = say("report-note-effects")
    if any(map(has_band, rows)):
        note = joined([note, say("report-note-band")], say("report-between-sentences"))
    return Table("effects", say("report-table-effects"), heads, made, note)


def _dose_table(rows: Sequence[Row]) -> Table:
    heads = heads_of("lever", "dose", "outcome", "difference", "interval", "best-dose")
    made = [
        [
            factor_name(row["lever"]),
            setting(row["dose"]),
            title_of(row["outcome"]),
            *_change(row),
            say("report-yes") if row["best"] else alike(""),
        ]
        for row in rows
    ]
    return Table("dose", say("report-table-dose"), heads, made)


def _factorial_table(rows: Sequence[Row]) -> Table:
    heads = heads_of("term", "outcome", "effect", "interval", "verdict", "p")
    made = [
        [
            term_told(row["term"]),
            title_of(row["outcome"]),
            *_change(row, "effect"),
            _verdict(row),
            p_of(row["p_holm"]),
        ]
        for row in rows
    ]
    return Table("factorial", say("report-table-factorial"), heads, made)


def _years(row: Row) -> Said:
    """Return the years of a window."""
    first, last = count(row["first_year"]), count(row["last_year"])
    return first if row["first_year"] == row["last_year"] else say("report-range", low=first, high=last)


def _order_table(rows: Sequence[Row]) -> Table:
    heads = heads_of("first", "second", "window", "outcome", "difference", "interval", "verdict")
    made = [
        [
            factor_name(row["first"]),
            factor_name(row["second"]),
            _years(row),
            title_of(row["outcome"]),
            *_change(row),
            _verdict(row),
        ]
        for row in rows
    ]
    return Table("sequencing", say("report-table-sequencing"), heads, made)


def _cost_table(rows: Sequence[Row]) -> Table:
    heads = heads_of("lever", "outcome", "cost", "interval", "ratio", "interval", "standing")
    made = [
        [
            factor_name(row["lever"]),
            title_of(row["outcome"]),
            *_change(row, "cost", "cost_low", "cost_high"),
            *_change(row, "ratio", "ratio_low", "ratio_high"),
            say(f"report-standing-{row['standing'].replace(' ', '-')}"),
        ]
        for row in rows
    ]
    return Table("cost", say("report-table-cost"), heads, made)


TABLES = {
    "effects": _effect_table,
    "dose": _dose_table,
    "factorial": _factorial_table,
    "sequencing": _order_table,
    "cost": _cost_table,
}
