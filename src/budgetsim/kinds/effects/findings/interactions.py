"""Interactions of levers in plain words: which are told from zero, what they mean, and what could have been missed."""

from __future__ import annotations

from collections.abc import Sequence

from budgetsim.kinds.effects.answer import Effects, Term
from budgetsim.kinds.effects.factorial import TIMES
from budgetsim.kinds.effects.findings.phrases import UNCLEAR, least_seen, number, size, term_name
from budgetsim.language import Language
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import SEPARATORS, clauses, lever_name, sentences
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
        others = SEPARATORS[say.code][0].join(term_name(say, term) for term in row.aliases.split("; "))
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
