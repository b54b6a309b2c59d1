"""Sequence, in plain words: whether it matters which of two reforms comes first, how much, and whether it lasts."""

from __future__ import annotations

from typing import Any

from budgetsim.kinds.effects.answer import Drawn, Effects, Order
from budgetsim.kinds.effects.findings.phrases import (
    UNCLEAR,
    Cell,
    is_sure,
    most_telling,
    or_nan,
    size,
    size_of,
    turned,
    what_decides,
)
from budgetsim.kinds.effects.sequence import END, TOGETHER, WAITING, WHOLE, is_reversed
from budgetsim.kinds.scenarios.drawn_words import difference_told
from budgetsim.language import Language
from budgetsim.report.declared import OUTCOMES, better_sign
from budgetsim.report.figure_words import clauses, lever_name, one_or_many, sentences
from budgetsim.report.results import number
from budgetsim.rounding import amount, apart, per_cent

FADED = 0.5
"""Part of the first difference below which one is said to fade (a convention)."""


def order(answer: Effects, say: Language) -> str:
    """Say for which pairs the order of two reforms matters, split into the head start and what follows, and in the end.

    What is added up over all years holds the years in which one reform works alone. The better sum says which reform is
    worth having earlier; it is told as no more where the other order is ahead once both are in force.
    """
    outcome = answer.outcomes[0]
    rows = windows_told(answer, outcome)
    if all(row.verdict == "none" for windows in rows.values() for row in windows):
        return say("effects-order-same", outcome=say.name(outcome))
    return sentences(say, [_whole(answer, say, rows), _behind(say, rows), _end(answer, say, rows[END])])


def windows_told(answer: Effects, outcome: str) -> dict[str, list[Order]]:
    """Return what every window says of an outcome, pair by pair."""
    orders = [row for row in answer.sequencing or () if row.outcome == outcome]
    return {
        window: [row for row in orders if row.window == window] for window in (WHOLE, WAITING, TOGETHER, END)
    }


def _whole(answer: Effects, say: Language, rows: dict[str, list[Order]]) -> str:
    """Say for how many pairs the sums differ, and what they are made of where they differ most."""
    about = {"outcome": say.name(answer.outcomes[0]), "years": str(answer.years)}
    whole = rows[WHOLE]
    clear = [place for place, row in enumerate(whole) if row.verdict not in UNCLEAR]
    if not clear:
        top = max(whole, key=lambda row: abs(or_nan(row.total)))
        length = top.last_year - top.first_year + 1
        return say(
            "effects-order-none",
            **about,
            **_largest(say, top, "total", amount(or_nan(top.least_seen) * length)),
        )
    place = max(clear, key=lambda at: abs(or_nan(whole[at].total)))
    top, head, after = (rows[window][place] for window in (WHOLE, WAITING, TOGETHER))
    down = OUTCOMES[answer.outcomes[0]].direction == "down"
    sign = 1.0 if (or_nan(top.total) >= 0.0) != down else -1.0
    first, second = (top.first, top.second) if sign > 0.0 else (top.second, top.first)
    return say(
        "effects-order",
        **about,
        among=_among(say, len(clear), whole, top),
        first=lever_name(say, first),
        second=lever_name(say, second),
        size=size_of(say, top.total, top.total_low, top.total_high),
        way="less" if down else "more",
        neutral="yes" if OUTCOMES[answer.outcomes[0]].direction == "neither" else "no",
        head=_part(say, head, sign),
        waiting=_span(say, head),
        after=_part(say, after, sign),
        together=_span(say, after),
        turn=_turn(top, after),
    )


def _part(say: Language, row: Order, sign: float) -> str:
    """Return what one window adds to the sum, as the order that is told first less the other."""
    return size(say, *turned(row.total, row.total_low, row.total_high, sign), sign=True)


def _turn(whole: Order, after: Order) -> str:
    """Return what the later years say of an order: against it, for it, or nothing clear."""
    if after.verdict in UNCLEAR:
        return "unclear"
    return "against" if _reversed(whole, after) else "for"


def _reversed(whole: Order, after: Order) -> bool:
    return is_reversed(or_nan(whole.difference), or_nan(after.difference))


def _behind(say: Language, rows: dict[str, list[Order]]) -> str:
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


def _end(answer: Effects, say: Language, end: list[Order]) -> str:
    """Say what of the order is left at the end, and whether it fades."""
    last = [row for row in end if row.verdict not in UNCLEAR]
    count = end[0].last_year - end[0].first_year + 1
    about = {"span": str(count), "one": one_or_many(count)}
    top = max(last or end, key=lambda row: abs(or_nan(row.difference)))
    if not last:
        if top.verdict == "none":
            return say("effects-order-gone", **about)
        return say(
            "effects-order-left", **about, **_largest(say, top, "difference", amount(or_nan(top.least_seen)))
        )
    leads = top.better_first or (top.first if or_nan(top.difference) > 0.0 else top.second)
    return say(
        "effects-order-lasts",
        **about,
        among=_among(say, len(last), end, top),
        first=lever_name(say, leads),
        way="ahead" if top.better_first else "higher",
        size=size_of(say, top.difference, top.low, top.high),
        course=_course(answer, say, top),
    )


def _largest(say: Language, row: Order, column: str, least: str) -> dict[str, str]:
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


def _course(answer: Effects, say: Language, pair: Order) -> str:
    """Say whether the difference of the two orders fades."""
    before, after = _gaps(answer, pair)
    second, last = answer.second_year or 0, answer.years
    if before * after <= 0.0 or abs(after) > FADED * abs(before):
        return say("effects-order-stays", second=str(second))
    told = apart(abs(before), abs(after))
    return say("effects-order-fades", before=told[0], second=str(second), after=told[1], last=str(last))


def _gaps(answer: Effects, pair: Order) -> tuple[float, float]:
    """Return the difference of the two orders in the first and in the last year with both reforms in force."""
    at = {
        (row.path, row.year): or_nan(row.difference)
        for row in answer.sequencing_paths
        if (row.first, row.second) == (pair.first, pair.second)
    }
    years = (answer.second_year or 0, answer.years)
    before, after = (at["first_leads", year] - at["second_leads", year] for year in years)
    return before, after


def _among(say: Language, clear: int, every: list[Order], top: Order) -> str:
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


def _span(say: Language, row: Order) -> str:
    """Return the years of a window."""
    first, last = row.first_year, row.last_year
    return say("effects-years", first=str(first), last=str(last), one=one_or_many(last - first + 1))


MOST_ORDERS = 3


def known_order(answer: Effects, say: Language, known: Drawn) -> str:
    """Say which of two reforms should come first over draws, how surely, and whether that is left at the end.

    Pairs are told with the order first that is better in most draws.
    """
    outcome = answer.outcomes[0]
    by_window: dict[str, dict[tuple[str, str], Cell]] = {}
    for row in known.sequencing:
        pair, cell = better_first(row.first, row.second, row.outcomes[outcome], better_sign(outcome) or 1.0)
        by_window.setdefault(row.window, {})[pair] = cell
    if not by_window:
        return ""
    whole, end = by_window[WHOLE], by_window[END]
    chosen = most_telling(whole, outcome, MOST_ORDERS)
    last = next(row for row in known.sequencing if row.window == END)
    span = last.last_year - last.first_year + 1
    texts = [
        say(
            "effects-known-order",
            draws=str(known.draws),
            outcome=say.name(outcome),
            years=str(answer.years),
            sure=str(sum(is_sure(outcome, cell) for cell in whole.values())),
            count=str(len(whole)),
            pairs=clauses(say, [_known_order(say, outcome, pair, whole[pair]) for pair in chosen]),
        ),
        say(
            "effects-known-order-end",
            span=str(span),
            one=one_or_many(span),
            sure=str(sum(is_sure(outcome, cell) for cell in end.values())),
            count=str(len(end)),
            pairs=clauses(
                say, [_known_order(say, outcome, pair, end[pair]) for pair in most_telling(end, outcome, 1)]
            ),
        ),
    ]
    named = {_order_label(say, pair): whole[pair] for pair in chosen}
    return sentences(say, [*texts, *what_decides(say, outcome, named, known.together_seeds)])


def better_first(first: str, second: str, cell: Cell, sign: float) -> tuple[tuple[str, str], Cell]:
    """Return a pair in the order that is better in the median draw, and what is known of that order less the other."""
    if sign * number(cell["median"]) >= 0.0:
        return (first, second), cell
    structures = {name: _negative(other) for name, other in cell["structures"].items()}
    return (second, first), {**cell, **_negative(cell), "structures": structures}


def _negative(cell: Cell) -> dict[str, Any]:
    """Return a difference the other way round."""
    turned_ends = {
        "low": cell["high"],
        "high": cell["low"],
        "median": cell["median"],
        "mean": cell.get("mean"),
    }
    shares = {"share_better": cell["share_worse"], "share_worse": cell["share_better"]}
    return {
        **cell,
        **{key: None if value is None else -value for key, value in turned_ends.items()},
        **shares,
    }


def _order_label(say: Language, pair: tuple[str, str]) -> str:
    first, second = (lever_name(say, name) for name in pair)
    return say("effects-known-order-label", first=first, second=second)


def _known_order(say: Language, outcome: str, pair: tuple[str, str], cell: Cell) -> str:
    told = difference_told(outcome, cell, _order_label(say, pair), say)
    share = cell.get("reversed")
    return told if not share else say("effects-known-order-turned", known=told, share=per_cent(share))
