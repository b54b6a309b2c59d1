"""Patterns of effects in plain words: how much of a lever, with which others, and in which order."""

from __future__ import annotations

from budgetsim.report.declared import OUTCOMES
from budgetsim.report.effects_phrases import UNCLEAR, Row, size, size_of
from budgetsim.report.effects_tables import frame_rows
from budgetsim.report.results import digits_for, fixed
from budgetsim.report.words import counted, listed, spoken
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.factorial import TIMES
from budgetsim.studies.effects.levers import Lever, value_text
from budgetsim.studies.effects.sequencing import END, WHOLE, paths

MOST_INTERACTIONS = 2
FADED = 0.5
"""Part of the first difference below which one is said to fade (a convention)."""


def doses(made: Effects) -> str:
    """Say for every lever which dose is best for the first outcome, and where more of it stops to help."""
    outcome = made.outcomes[0]
    if OUTCOMES[outcome].direction == "neither":
        return f"Doses: {spoken(outcome)} has no better way, so no dose is best; see the table."
    table = made.tables["dose"]
    own = table[table["outcome"] == outcome]
    told = [
        _dose(lever, frame_rows(own[own["lever"] == lever.name]))
        for lever in made.request.levers
        if lever.doses
    ]
    return f"Best doses for {spoken(outcome)}: {'; '.join(told)}."


def interactions(made: Effects) -> str:
    """Name the interactions that matter most for the first outcome."""
    outcome = made.outcomes[0]
    table = made.tables["factorial"]
    own = frame_rows(table[table["outcome"] == outcome])
    own.sort(key=lambda row: -abs(row["effect"]))
    clear = [row for row in own if row["order"] > 1 and row["verdict"] not in UNCLEAR]
    if not clear:
        return f"Interactions: none is clear for {spoken(outcome)}; effects of single levers add up."
    mains = {row["term"]: row["effect"] for row in own if row["order"] == 1}
    pairs = [row for row in clear if row["order"] == 2]
    told = [_pair(row, mains, outcome) for row in pairs[:MOST_INTERACTIONS]]
    threes = [row for row in clear if row["order"] == 3]
    if threes:
        row = threes[0]
        told.append(f"of three levers, {row['term']} is largest, {_effect(row)}")
    mixed = "" if made.request.plan.is_full else " Two-way interactions are mixed; see below the table."
    return f"Interactions for {spoken(outcome)}: {'; '.join(told)}.{mixed}"


def order(made: Effects) -> str:
    """Say for which pairs the order of two reforms matters, over all years and in the end."""
    outcome = made.outcomes[0]
    table = made.tables["sequencing"]
    own = table[table["outcome"] == outcome]
    whole, end = (frame_rows(own[own["window"] == window]) for window in (WHOLE, END))
    clear = [row for row in whole if row["verdict"] not in UNCLEAR]
    name, years = spoken(outcome), made.request.years
    if clear:
        top = max(clear, key=lambda row: abs(row["total"]))
        first, second = _in_order(top)
        more = "more" if top["total"] * (1 if first == top["first"] else -1) > 0 else "less"
        told = (
            f"Order: it matters clearly for {name}{_among(clear, whole, top)}: {first} first gives"
            f" {size_of(top['total'], top['total_low'], top['total_high'])} {more} over {years} years than {second}"
            " first."
        )
    else:
        told = f"Order: over {years} years it does not clearly matter for {name} which of two reforms comes first."
    last = [row for row in end if row["verdict"] not in UNCLEAR]
    return f"{told} {_lasting(made, last, end) if last else f'In the last {_span(end[0])} no difference is left.'}"


def _dose(lever: Lever, rows: list[Row]) -> str:
    """Say where the curve of one lever is best, and what happens before and beyond."""
    if all(row["verdict"] == "none" for row in rows):
        return f"{lever.name} changes nothing at any dose"
    top = next(place for place, row in enumerate(rows) if row["best"])
    best = rows[top]
    gain = size(best["difference"], best["low"], best["high"], sign=True)
    at = "the scenario's own value" if best["is_own"] else f"{gain} from {value_text(lever.own)}"
    return f"{lever.name} = {value_text(best['dose'])} ({at}){_around(rows, top)}"


def _around(rows: list[Row], top: int) -> str:
    """Say what doses around the best are worth."""
    good = [place for place, row in enumerate(rows) if row["as_good"] and place != top]
    beyond = [value_text(row["dose"]) for row in rows[top + 1 :] if not row["as_good"]]
    said = (
        f", not told apart from {listed(value_text(rows[place]['dose']) for place in good)}" if good else ""
    )
    if top == len(rows) - 1:
        return f"{said}, the end of its range{'' if good else ': it still helps there'}"
    if not beyond:
        return f"{said}, beyond which more of it adds nothing clear"
    where = "the start of its range" if top == 0 else "beyond which it turns"
    return f"{said}, {where}: from {beyond[0]} on it is clearly less good"


def _effect(row: Row) -> str:
    return size(row["effect"], row["low"], row["high"], sign=True)


def _pair(row: Row, mains: dict[str, float], outcome: str) -> str:
    """Say what an interaction of two levers means: the effect of one where the other is low, and where it is high."""
    a, b = row["term"].split(TIMES)
    if row["aliases"]:
        return f"{row['term']} together with {row['aliases'].replace(';', ',')} {_effect(row)}"
    low, high = mains[a] - row["effect"] / 2.0, mains[a] + row["effect"] / 2.0
    places = digits_for(row["low"], row["high"], row["effect"])
    return (
        f"{row['term']} {_effect(row)}: the effect of {a} is {fixed(low, places, sign=True)} with {b} low and"
        f" {fixed(high, places, sign=True)} with it high{_kind(low, high, b, OUTCOMES[outcome].direction)}"
    )


def _kind(low: float, high: float, other: str, direction: str) -> str:
    """Say how two levers go together, from the effect of one where the other is low and where it is high."""
    if direction == "neither":
        return ""
    low, high = (-low, -high) if direction == "down" else (low, high)
    if low * high < 0.0:
        return f", so it helps with {other} {'high' if high > 0.0 else 'low'} only"
    if high > low:
        return ", so they strengthen each other" if high > 0.0 else ", so one makes up for the other"
    return ", so one stands in for the other" if low > 0.0 else ", so they harm each other"


def _lasting(made: Effects, last: list[Row], end: list[Row]) -> str:
    """Say what of the order is left at the end, and whether it fades."""
    top = max(last, key=lambda row: abs(row["difference"]))
    first = _in_order(top)[0]
    ahead = "ahead" if top["better_first"] else "higher"
    told = (
        f"In the last {_span(top)} it still does{_among(last, end, top)}: {first} first is {ahead} by"
        f" {size_of(top['difference'], top['low'], top['high'])} a year"
    )
    before, after = _gaps(made, end.index(top))
    years = made.request.second_year, made.request.years
    if before * after > 0.0 and abs(after) <= FADED * abs(before):
        places = digits_for(None, None, after)
        return (
            f"{told}; it fades, from {fixed(abs(before), places)} in year {years[0]} to"
            f" {fixed(abs(after), places)} in year {years[1]}: most of it is the time since each reform, not its place."
        )
    return f"{told}, and has not faded since year {years[0]}: the path leaves a trace, at least for so long."


def _gaps(made: Effects, pair: int) -> tuple[float, float]:
    """Return the difference of the two orders in the first and in the last year with both reforms in force."""
    points = paths(made.request.plan, pair)
    gaps = []
    for year in (made.request.second_year, made.request.years):
        runs = made.yearly[year]
        gaps.append(float((runs.at(points["first_leads"]) - runs.at(points["second_leads"]))[:, 0].mean()))
    return gaps[0], gaps[1]


def _in_order(row: Row) -> tuple[str, str]:
    """Return the lever that should come first, and the other; where no way is better, the one that gives more."""
    leads = row["better_first"] or (row["first"] if row["difference"] > 0 else row["second"])
    return leads, row["second"] if leads == row["first"] else row["first"]


def _among(clear: list[Row], every: list[Row], top: Row) -> str:
    """Say for how many pairs, and for which most; nothing where there is one pair."""
    if len(every) == 1:
        return ""
    return f" in {len(clear)} of {counted(len(every), 'pair')}, most for {top['first']} and {top['second']}"


def _span(row: Row) -> str:
    count = row["last_year"] - row["first_year"] + 1
    return "year" if count == 1 else f"{count} years"
