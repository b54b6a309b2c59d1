"""Patterns of effects in plain words: how much of a lever, with which others, and in which order."""

from __future__ import annotations

from budgetsim.language import Language
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.effects_phrases import (
    UNCLEAR,
    Row,
    lever_name,
    one,
    size,
    size_of,
    term_name,
    value_name,
    values_named,
)
from budgetsim.report.effects_tables import frame_rows
from budgetsim.report.figure_words import SEPARATORS, clauses, sentences
from budgetsim.rounding import digits_for, fixed
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.factorial import TIMES
from budgetsim.studies.effects.levers import Lever
from budgetsim.studies.effects.sequencing import END, WHOLE, paths

MOST_INTERACTIONS = 2
FADED = 0.5
"""Part of the first difference below which one is said to fade (a convention)."""


def doses(made: Effects, say: Language) -> str:
    """Say for every lever which dose is best for the first outcome, and where more of it stops to help."""
    outcome = made.outcomes[0]
    if OUTCOMES[outcome].direction == "neither":
        return say("effects-doses-undirected", outcome=say.name(outcome))
    table = made.tables["dose"]
    own = table[table["outcome"] == outcome]
    told = [
        _dose(say, lever, frame_rows(own[own["lever"] == lever.name]))
        for lever in made.request.levers
        if lever.doses
    ]
    return say("effects-doses", outcome=say.name(outcome), doses=clauses(say, told))


def _dose(say: Language, lever: Lever, rows: list[Row]) -> str:
    """Say where the curve of one lever is best, and what happens before and beyond."""
    name = lever_name(say, lever.name)
    if all(row["verdict"] == "none" for row in rows):
        return say("effects-dose-nothing", lever=name)
    top = next(place for place, row in enumerate(rows) if row["best"])
    best = rows[top]
    gain = size(say, best["difference"], best["low"], best["high"], sign=True)
    own = value_name(say, lever.own)
    good = [row for place, row in enumerate(rows) if row["as_good"] and place != top]
    return say(
        "effects-dose",
        lever=name,
        dose=value_name(say, best["dose"]),
        gain=say("effects-dose-own") if best["is_own"] else say("effects-dose-gain", gain=gain, own=own),
        alike=say("effects-dose-alike", doses=values_named(say, good)) if good else "",
        around=_around(say, rows, top, alike=bool(good)),
    )


def _around(say: Language, rows: list[Row], top: int, *, alike: bool) -> str:
    """Say what doses beyond the best are worth."""
    if top == len(rows) - 1:
        return say("effects-dose-end", alike="some" if alike else "none")
    beyond = [row["dose"] for row in rows[top + 1 :] if not row["as_good"]]
    if not beyond:
        return say("effects-dose-level")
    return say(f"effects-dose-{'turns' if top else 'start'}", dose=value_name(say, beyond[0]))


def interactions(made: Effects, say: Language) -> str:
    """Name the interactions that matter most for the first outcome."""
    outcome = made.outcomes[0]
    table = made.tables["factorial"]
    own = frame_rows(table[table["outcome"] == outcome])
    own.sort(key=lambda row: -abs(row["effect"]))
    clear = [row for row in own if row["order"] > 1 and row["verdict"] not in UNCLEAR]
    if not clear:
        return say("effects-pairs-none", outcome=say.name(outcome))
    mains = {row["term"]: row["effect"] for row in own if row["order"] == 1}
    pairs = [row for row in clear if row["order"] == 2]
    told = [_pair(say, row, mains, outcome) for row in pairs[:MOST_INTERACTIONS]]
    threes = [row for row in clear if row["order"] == 3]
    if threes:
        term = term_name(say, threes[0]["term"])
        told.append(say("effects-three", term=term, effect=_effect(say, threes[0])))
    mixed = "" if made.request.plan.is_full else say("effects-pairs-mixed")
    found = say("effects-pairs", outcome=say.name(outcome), pairs=clauses(say, told))
    return sentences(say, [found, mixed])


def _effect(say: Language, row: Row) -> str:
    return size(say, row["effect"], row["low"], row["high"], sign=True)


def _pair(say: Language, row: Row, mains: dict[str, float], outcome: str) -> str:
    """Say what an interaction of two levers means: the effect of one where the other is low, and where it is high."""
    a, b = row["term"].split(TIMES)
    pair, effect = term_name(say, row["term"]), _effect(say, row)
    if row["aliases"]:
        others = SEPARATORS[say.code][0].join(term_name(say, term) for term in row["aliases"].split("; "))
        return say("effects-pair-aliased", pair=pair, aliases=others, effect=effect)
    low, high = mains[a] - row["effect"] / 2.0, mains[a] + row["effect"] / 2.0
    places = digits_for(row["low"], row["high"], row["effect"])
    return say(
        "effects-pair",
        pair=pair,
        effect=effect,
        lever=lever_name(say, a),
        other=lever_name(say, b),
        low=fixed(low, places, sign=True),
        high=fixed(high, places, sign=True),
        kind=_kind(say, low, high, b, OUTCOMES[outcome].direction),
    )


def _kind(say: Language, low: float, high: float, other: str, direction: str) -> str:
    """Say how two levers go together, from the effect of one where the other is low and where it is high."""
    if direction == "neither":
        return ""
    low, high = (-low, -high) if direction == "down" else (low, high)
    if low * high < 0.0:
        return say(f"effects-kind-{'high' if high > 0.0 else 'low'}", other=lever_name(say, other))
    if high > low:
        return say("effects-kind-strengthen" if high > 0.0 else "effects-kind-make-up")
    return say("effects-kind-stand-in" if low > 0.0 else "effects-kind-harm")


def order(made: Effects, say: Language) -> str:
    """Say for which pairs the order of two reforms matters, over all years and in the end."""
    outcome = made.outcomes[0]
    table = made.tables["sequencing"]
    own = table[table["outcome"] == outcome]
    whole, end = (frame_rows(own[own["window"] == window]) for window in (WHOLE, END))
    last = [row for row in end if row["verdict"] not in UNCLEAR]
    gone = say("effects-order-gone", **_span(end[0]))
    return sentences(say, [_whole(made, say, whole), _lasting(made, say, last, end) if last else gone])


def _whole(made: Effects, say: Language, whole: list[Row]) -> str:
    """Say for how many pairs the order matters over all years, and what it is worth where it matters most."""
    about = {"outcome": say.name(made.outcomes[0]), "years": str(made.request.years)}
    clear = [row for row in whole if row["verdict"] not in UNCLEAR]
    if not clear:
        return say("effects-order-none", **about)
    top = max(clear, key=lambda row: abs(row["total"]))
    first, second = _in_order(top)
    return say(
        "effects-order",
        **about,
        among=_among(say, clear, whole, top),
        first=lever_name(say, first),
        second=lever_name(say, second),
        size=size_of(say, top["total"], top["total_low"], top["total_high"]),
        way="more" if top["total"] * (1 if first == top["first"] else -1) > 0 else "less",
    )


def _lasting(made: Effects, say: Language, last: list[Row], end: list[Row]) -> str:
    """Say what of the order is left at the end, and whether it fades."""
    top = max(last, key=lambda row: abs(row["difference"]))
    return say(
        "effects-order-lasts",
        **_span(top),
        among=_among(say, last, end, top),
        first=lever_name(say, _in_order(top)[0]),
        way="ahead" if top["better_first"] else "higher",
        size=size_of(say, top["difference"], top["low"], top["high"]),
        course=_course(made, say, end.index(top)),
    )


def _course(made: Effects, say: Language, pair: int) -> str:
    """Say whether the difference of the two orders fades."""
    before, after = _gaps(made, pair)
    second, last = made.request.second_year, made.request.years
    if before * after <= 0.0 or abs(after) > FADED * abs(before):
        return say("effects-order-stays", second=str(second))
    places = digits_for(None, None, after)
    return say(
        "effects-order-fades",
        before=fixed(abs(before), places),
        second=str(second),
        after=fixed(abs(after), places),
        last=str(last),
    )


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


def _among(say: Language, clear: list[Row], every: list[Row], top: Row) -> str:
    """Say for how many pairs, and for which most; nothing where there is one pair."""
    if len(every) == 1:
        return ""
    return say(
        "effects-among",
        clear=str(len(clear)),
        pairs=str(len(every)),
        first=lever_name(say, top["first"]),
        second=lever_name(say, top["second"]),
    )


def _span(row: Row) -> dict[str, str]:
    """Return the variables of a message about the last years."""
    count = row["last_year"] - row["first_year"] + 1
    return {"span": str(count), "one": one(count)}
