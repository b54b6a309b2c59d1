"""Levers together, in plain words: what they do beside each other, and whether it matters which comes first."""

from __future__ import annotations

from collections.abc import Sequence

from budgetsim.kinds.effects.answer import Effects, Term
from budgetsim.kinds.effects.answer import Order as Row
from budgetsim.kinds.effects.findings.alone import (
    UNCLEAR,
    least_seen,
    number,
    size,
    size_of,
    term_name,
    turned,
)
from budgetsim.kinds.effects.together import END, TIMES, TOGETHER, WAITING, WHOLE, is_reversed
from budgetsim.language import Language
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import clauses, lever_name, one_or_many, sentences
from budgetsim.rounding import amount, apart
from budgetsim.studies.table import Interval

MOST_INTERACTIONS = 2
HELPS, NEITHER = 1, 0


def interactions(made: Effects, say: Language) -> str:
    """Name the interactions that matter most for the first outcome; where none is told from zero, say so."""
    outcome = made.outcomes[0]
    own = [row for row in made.factorial or () if row.outcome == outcome]
    joint = sorted((row for row in own if row.order > 1), key=lambda row: -abs(number(row.effect)))
    clear = [row for row in joint if row.verdict not in UNCLEAR]
    if not clear:
        return _none(say, joint, outcome)
    pairs = [row for row in clear if row.order == 2]
    told = [_pair(made, say, row) for row in pairs[:MOST_INTERACTIONS]]
    threes = [row for row in clear if row.order == 3]
    if threes:
        term = term_name(say, threes[0].term)
        told.append(say("effects-three", term=term, effect=_effect(say, threes[0])))
    mixed = "" if made.corners is None or made.corners.is_full else say("effects-pairs-mixed")
    found = say("effects-pairs", outcome=say.name(outcome), pairs=clauses(say, told))
    return sentences(say, [found, mixed])


def _none(say: Language, joint: Sequence[Term], outcome: str) -> str:
    """Say that no interaction is told from zero: the largest, and how large one must be to be told."""
    if all(row.verdict == "none" for row in joint):
        return say("effects-pairs-zero", outcome=say.name(outcome))
    top = next(row for row in joint if row.verdict != "none")
    return say(
        "effects-pairs-none",
        outcome=say.name(outcome),
        term=term_name(say, top.term),
        effect=_effect(say, top),
        least=least_seen(joint),
    )


def _effect(say: Language, row: Term) -> str:
    return size(say, row.effect, row.low, row.high, sign=True)


def _pair(made: Effects, say: Language, row: Term) -> str:
    """Say what an interaction of two levers means: the effect of one where the other is low, and where it is high."""
    a, b = row.term.split(TIMES)
    pair, effect = term_name(say, row.term), _effect(say, row)
    if row.aliases:
        others = say("word-list").join(term_name(say, term) for term in row.aliases.split("; "))
        return say("effects-pair-aliased", pair=pair, aliases=others, effect=effect)
    beside = made.corners.beside[row.term] if made.corners is not None else (Interval(None), Interval(None))
    low, high = (size(say, end.value, end.low, end.high, sign=True) for end in beside)
    direction = OUTCOMES[made.outcomes[0]].direction
    return say(
        "effects-pair",
        pair=pair,
        effect=effect,
        lever=lever_name(say, a),
        other=lever_name(say, b),
        low=low,
        high=high,
        kind=_kind(say, _signs(beside, direction), b, more=(number(row.effect) > 0.0) == (direction == "up"))
        if direction != "neither"
        else "",
    )


def _signs(beside: tuple[Interval, Interval], direction: str) -> tuple[int, int]:
    """Return what is clear of the effect of one lever beside the other, low and high: 1 helps, -1 harms, 0 neither."""
    way = -1 if direction == "down" else 1
    low, high = (way * (int(number(end.low) > 0.0) - int(number(end.high) < 0.0)) for end in beside)
    return low, high


def _kind(say: Language, signs: tuple[int, int], other: str, *, more: bool) -> str:
    """Say how two levers go together; ``more`` is whether they do more good together than apart."""
    low, high = signs
    if high == HELPS and low != HELPS:
        return say("effects-kind-high", other=lever_name(say, other))
    if low == HELPS and high != HELPS:
        return say("effects-kind-low", other=lever_name(say, other))
    if low == high == NEITHER:
        return ""
    if low == HELPS:
        return say("effects-kind-strengthen" if more else "effects-kind-stand-in")
    return say("effects-kind-make-up" if more else "effects-kind-harm")


FADED = 0.5
"""Part of the first difference below which one is said to fade (a convention)."""


def order(made: Effects, say: Language) -> str:
    """Say for which pairs the order of two reforms matters, split into the head start and what follows, and in the end.

    What is added up over all years holds the years in which one reform works alone. The better sum says which reform is
    worth having earlier; it is told as no more where the other order is ahead once both are in force.
    """
    outcome = made.outcomes[0]
    rows = windows_told(made, outcome)
    if all(row.verdict == "none" for windows in rows.values() for row in windows):
        return say("effects-order-same", outcome=say.name(outcome))
    return sentences(say, [_whole(made, say, rows), _behind(say, rows), _end(made, say, rows[END])])


def windows_told(made: Effects, outcome: str) -> dict[str, list[Row]]:
    """Return what every window says of an outcome, pair by pair."""
    own = [row for row in made.sequencing or () if row.outcome == outcome]
    return {
        window: [row for row in own if row.window == window] for window in (WHOLE, WAITING, TOGETHER, END)
    }


def _whole(made: Effects, say: Language, rows: dict[str, list[Row]]) -> str:
    """Say for how many pairs the sums differ, and what they are made of where they differ most."""
    about = {"outcome": say.name(made.outcomes[0]), "years": str(made.years)}
    whole = rows[WHOLE]
    clear = [place for place, row in enumerate(whole) if row.verdict not in UNCLEAR]
    if not clear:
        top = max(whole, key=lambda row: abs(number(row.total)))
        length = top.last_year - top.first_year + 1
        return say(
            "effects-order-none",
            **about,
            **_largest(say, top, "total", amount(number(top.least_seen) * length)),
        )
    place = max(clear, key=lambda at: abs(number(whole[at].total)))
    top, head, after = (rows[window][place] for window in (WHOLE, WAITING, TOGETHER))
    down = OUTCOMES[made.outcomes[0]].direction == "down"
    sign = 1.0 if (number(top.total) >= 0.0) != down else -1.0
    first, second = (top.first, top.second) if sign > 0.0 else (top.second, top.first)
    return say(
        "effects-order",
        **about,
        among=_among(say, len(clear), whole, top),
        first=lever_name(say, first),
        second=lever_name(say, second),
        size=size_of(say, top.total, top.total_low, top.total_high),
        way="less" if down else "more",
        neutral="yes" if OUTCOMES[made.outcomes[0]].direction == "neither" else "no",
        head=_part(say, head, sign),
        waiting=_span(say, head),
        after=_part(say, after, sign),
        together=_span(say, after),
        turn=_turn(top, after),
    )


def _part(say: Language, row: Row, sign: float) -> str:
    """Return what one window adds to the sum, as the order that is told first less the other."""
    return size(say, *turned(row.total, row.total_low, row.total_high, sign), sign=True)


def _turn(whole: Row, after: Row) -> str:
    """Return what the later years say of an order: against it, for it, or nothing clear."""
    if after.verdict in UNCLEAR:
        return "unclear"
    return "against" if _reversed(whole, after) else "for"


def _reversed(whole: Row, after: Row) -> bool:
    return is_reversed(number(whole.difference), number(after.difference))


def _behind(say: Language, rows: dict[str, list[Row]]) -> str:
    """Say in how many pairs the order that is ahead over all years is behind once both reforms are in force."""
    pairs = list(zip(rows[WHOLE], rows[TOGETHER], strict=True))
    clear = [pair for pair in pairs if pair[0].verdict not in UNCLEAR]
    behind = [pair for pair in clear if pair[1].verdict not in UNCLEAR and _reversed(*pair)]
    if not behind or len(pairs) == 1:
        return ""
    return say(
        "effects-order-behind",
        behind=str(len(behind)),
        clear=str(len(clear)),
        together=_span(say, rows[TOGETHER][0]),
        neutral="yes" if OUTCOMES[rows[WHOLE][0].outcome].direction == "neither" else "no",
    )


def _end(made: Effects, say: Language, end: list[Row]) -> str:
    """Say what of the order is left at the end, and whether it fades."""
    last = [row for row in end if row.verdict not in UNCLEAR]
    count = end[0].last_year - end[0].first_year + 1
    about = {"span": str(count), "one": one_or_many(count)}
    top = max(last or end, key=lambda row: abs(number(row.difference)))
    if not last:
        if top.verdict == "none":
            return say("effects-order-gone", **about)
        return say(
            "effects-order-left", **about, **_largest(say, top, "difference", amount(number(top.least_seen)))
        )
    leads = top.better_first or (top.first if number(top.difference) > 0.0 else top.second)
    return say(
        "effects-order-lasts",
        **about,
        among=_among(say, len(last), end, top),
        first=lever_name(say, leads),
        way="ahead" if top.better_first else "higher",
        size=size_of(say, top.difference, top.low, top.high),
        course=_course(made, say, top),
    )


def _largest(say: Language, row: Row, column: str, least: str) -> dict[str, str]:
    """Return the pair whose orders differ most, though not clearly, and what would have been told."""
    value, low, high = (
        (row.difference, row.low, row.high)
        if column == "difference"
        else (row.total, row.total_low, row.total_high)
    )
    return {
        "first": lever_name(say, row.first),
        "second": lever_name(say, row.second),
        "size": size(say, value, low, high, sign=True),
        "least": least,
    }


def _course(made: Effects, say: Language, pair: Row) -> str:
    """Say whether the difference of the two orders fades."""
    before, after = _gaps(made, pair)
    second, last = made.second_year or 0, made.years
    if before * after <= 0.0 or abs(after) > FADED * abs(before):
        return say("effects-order-stays", second=str(second))
    told = apart(abs(before), abs(after))
    return say("effects-order-fades", before=told[0], second=str(second), after=told[1], last=str(last))


def _gaps(made: Effects, pair: Row) -> tuple[float, float]:
    """Return the difference of the two orders in the first and in the last year with both reforms in force."""
    at = {
        (row.path, row.year): number(row.difference)
        for row in made.sequencing_paths
        if (row.first, row.second) == (pair.first, pair.second)
    }
    years = (made.second_year or 0, made.years)
    before, after = (at["first_leads", year] - at["second_leads", year] for year in years)
    return before, after


def _among(say: Language, clear: int, every: list[Row], top: Row) -> str:
    """Say for how many pairs, and for which most; nothing where there is one pair."""
    if len(every) == 1:
        return ""
    return say(
        "effects-among",
        clear=str(clear),
        pairs=str(len(every)),
        first=lever_name(say, top.first),
        second=lever_name(say, top.second),
    )


def _span(say: Language, row: Row) -> str:
    """Return the years of a window."""
    first, last = row.first_year, row.last_year
    return say("effects-years", first=str(first), last=str(last), one=one_or_many(last - first + 1))
