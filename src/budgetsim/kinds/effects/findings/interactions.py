"""Interactions, in plain words: what levers do beside each other, over seeds and over draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgetsim.kinds.effects.answer import Drawn, DrawnPair, Effects, Term
from budgetsim.kinds.effects.findings.phrases import (
    UNCLEAR,
    Cell,
    is_sure,
    least_seen,
    most_telling,
    or_nan,
    size,
    term_name,
    what_decides,
)
from budgetsim.kinds.effects.interactions import NEED_EACH_OTHER, TIMES
from budgetsim.kinds.scenarios.drawn_words import difference_told, middle_told
from budgetsim.language import Language
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import clauses, enumerated, lever_name, sentences
from budgetsim.report.results import known_of
from budgetsim.rounding import per_cent
from budgetsim.studies.table import Interval

MOST_INTERACTIONS = 2
HELPS, NEITHER = 1, 0


def interactions(answer: Effects, say: Language) -> str:
    """Name the interactions that matter most for the first outcome; where none is told from zero, say so."""
    outcome = answer.outcomes[0]
    terms = [row for row in answer.factorial or () if row.outcome == outcome]
    joint = sorted((row for row in terms if row.order > 1), key=lambda row: -abs(or_nan(row.effect)))
    clear = [row for row in joint if row.verdict not in UNCLEAR]
    if not clear:
        return _none(say, joint, outcome)
    pairs = [row for row in clear if row.order == 2]
    told = [_pair(answer, say, row) for row in pairs[:MOST_INTERACTIONS]]
    threes = [row for row in clear if row.order == 3]
    if threes:
        term = term_name(say, threes[0].term)
        told.append(say("effects-three", term=term, effect=_effect(say, threes[0])))
    mixed = "" if answer.corners is None or answer.corners.is_full else say("effects-pairs-mixed")
    headline = say("effects-pairs", outcome=say.name(outcome), pairs=clauses(say, told))
    return sentences(say, [headline, mixed])


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


def _pair(answer: Effects, say: Language, row: Term) -> str:
    """Say what an interaction of two levers means: the effect of one where the other is low, and where it is high."""
    a, b = row.term.split(TIMES)
    pair, effect = term_name(say, row.term), _effect(say, row)
    if row.aliases:
        others = say("word-list").join(term_name(say, term) for term in row.aliases.split("; "))
        return say("effects-pair-aliased", pair=pair, aliases=others, effect=effect)
    beside = (
        answer.corners.beside[row.term] if answer.corners is not None else (Interval(None), Interval(None))
    )
    low, high = (size(say, end.value, end.low, end.high, sign=True) for end in beside)
    direction = OUTCOMES[answer.outcomes[0]].direction
    return say(
        "effects-pair",
        pair=pair,
        effect=effect,
        lever=lever_name(say, a),
        other=lever_name(say, b),
        low=low,
        high=high,
        kind=_kind(say, _signs(beside, direction), b, more=(or_nan(row.effect) > 0.0) == (direction == "up"))
        if direction != "neither"
        else "",
    )


def _signs(beside: tuple[Interval, Interval], direction: str) -> tuple[int, int]:
    """Return what is clear of the effect of one lever beside the other, low and high: 1 helps, -1 harms, 0 neither."""
    way = -1 if direction == "down" else 1
    low, high = (way * (int(or_nan(end.low) > 0.0) - int(or_nan(end.high) < 0.0)) for end in beside)
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


MOST_KINDS = 2
LEAST_SHARE = 0.05
"""Share of draws from which a way of going together is worth telling (a convention)."""


def known_interactions(answer: Effects, say: Language, known: Drawn) -> str:
    """Say which interactions are known over draws, what they mean, and in which share levers need each other."""
    outcome = answer.outcomes[0]
    cells = {term: by_outcome[outcome] for term, by_outcome in known.interactions.items()}
    if not cells:
        return ""
    chosen = most_telling(cells, outcome, MOST_INTERACTIONS)
    pairs = {pair.term: pair for pair in known.pairs}
    told = [_known_pair(say, outcome, term, cells[term], pairs.get(term)) for term in chosen]
    headline = say(
        "effects-known-pairs",
        draws=str(known.draws),
        outcome=say.name(outcome),
        sure=str(sum(is_sure(outcome, cell) for cell in cells.values())),
        count=str(len(cells)),
        pairs=clauses(say, told),
    )
    named = {term_name(say, term): cells[term] for term in chosen}
    return sentences(say, [headline, *what_decides(say, outcome, named, known.together_seeds)])


def _known_pair(say: Language, outcome: str, term: str, cell: Cell, pair: DrawnPair | None) -> str:
    told = difference_told(outcome, cell, term_name(say, term), say, "effects-known-pair")
    if pair is None or known_of(outcome, cell).word == "same":
        return told
    names = {"first": lever_name(say, pair.first), "second": lever_name(say, pair.second)}
    return say(
        "effects-known-pair",
        known=told,
        **names,
        low=middle_told(pair.beside_low, say),
        high=middle_told(pair.beside_high, say),
        kinds=_kinds(say, pair, names),
    )


def _kinds(say: Language, pair: DrawnPair, names: Mapping[str, str]) -> str:
    """Say in which shares of draws two levers go together in which way, the most usual first."""
    shares = sorted(pair.shares.items(), key=lambda item: -item[1])
    usual = [kind for kind, share in shares if share >= LEAST_SHARE][:MOST_KINDS]
    if NEED_EACH_OTHER not in usual and pair.shares[NEED_EACH_OTHER] > 0.0:
        usual.append(NEED_EACH_OTHER)
    told = [
        say(f"effects-known-kind-{kind.replace('_', '-')}", share=per_cent(pair.shares[kind]), **names)
        for kind in usual
    ]
    return enumerated(say, told)
