"""Levers moved alone, in plain words: which helps, how surely, what would turn that, and what else it does."""

from __future__ import annotations

from budgetsim.kinds.effects.alone import most_helpful_first
from budgetsim.kinds.effects.answer import Drawn, Effect, Effects
from budgetsim.kinds.effects.estimate import DISPUTED
from budgetsim.kinds.effects.findings.phrases import (
    least_seen,
    moved,
    or_nan,
    size,
    size_of,
    what_decides,
)
from budgetsim.kinds.scenarios.drawn_words import difference_told, middle_told
from budgetsim.language import Language
from budgetsim.report.declared import OUTCOMES, better_sign
from budgetsim.report.figure_words import clauses, enumerated, lever_name, one_or_many, sentences
from budgetsim.report.results import PARTS_OF_PURPOSE, band_ends, has_band, known_of, number
from budgetsim.rounding import apart, estimate, per_cent


def moved_by(say: Language, answer: Effects, row: Effect) -> str:
    """Return a lever with its contrast and its effect."""
    effect = estimate(or_nan(row.difference), row.low, row.high, sign=True).value
    return say("effects-lever-effect", lever=moved(say, answer, row.lever), effect=effect)


def proportion(row: Effect) -> float:
    """Return an effect as a part of the larger of the levels before and after, so that a start at 0 counts as all."""
    largest = max(abs(or_nan(row.before)), abs(or_nan(row.after)))
    return abs(or_nan(row.difference)) / largest if largest else 0.0


WORTH_TELLING = 0.01
"""Part of its level by which an outcome must become worse to be told as a side effect (a convention)."""
MOST_SHARE = 0.1
"""Part of an effect that a level must be at least, so that the effect can be told as a part of it."""


def ranking(answer: Effects, say: Language) -> str:
    """Say which levers, moved alone, do most for the first outcome, and which harm it."""
    outcome = answer.outcomes[0]
    down = OUTCOMES[outcome].direction == "down"
    effects = most_helpful_first(answer.effects or (), outcome)
    good = [row for row in effects if row.verdict in ("better", "more")]
    bad = [row for row in effects if row.verdict in ("worse", "less")]
    ways = ("down", "up") if down else ("up", "down")
    parts = [_leader(answer, say, good, ways[0])] if good or bad else []
    if bad:
        each = enumerated(say, [moved_by(say, answer, row) for row in bad])
        parts.append(say("effects-against", way=ways[1], levers=each))
    told = [*parts, *_bands(answer, say, effects), *_without_effect(answer, say, effects, alone=not parts)]
    return sentences(say, told)


def _bands(answer: Effects, say: Language, rows: list[Effect]) -> list[str]:
    """Say between what effects on net social value lie over stances, and which are gains or losses by them alone."""
    told = []
    for key, verdicts in {"band": ("better", "worse"), "disputed": (DISPUTED,)}.items():
        banded = [row for row in rows if row.verdict in verdicts and has_band(vars(row))]
        if banded:
            told.append(
                say(f"effects-{key}", levers=clauses(say, [_banded(answer, say, row) for row in banded]))
            )
    return told


def _banded(answer: Effects, say: Language, row: Effect) -> str:
    low, high = band_ends(vars(row))
    name = lever_name(say, row.lever)
    if row.verdict == DISPUTED:
        name = moved_by(say, answer, row)
    return say("effects-lever-band", lever=name, low=low, high=high)


def _without_effect(answer: Effects, say: Language, rows: list[Effect], *, alone: bool) -> list[str]:
    """Name levers whose effect is not told from zero, what would have been told, and exact zeros."""
    told = []
    unclear = [row for row in rows if row.verdict == "not clear"]
    if unclear:
        changes = [size(say, row.difference, row.low, row.high, sign=True) for row in unclear]
        sizes = [
            say("effects-lever-effect", lever=lever_name(say, row.lever), effect=change)
            for row, change in zip(unclear, changes, strict=True)
        ]
        least = least_seen(unclear)
        told.append(say("effects-not-told", levers=enumerated(say, sizes), least=least))
    zero = [lever_name(say, row.lever) for row in rows if row.verdict == "none"]
    if zero:
        told.append(say("effects-no-effect", levers=enumerated(say, zero)))
    if alone:
        told.insert(0, say("effects-nothing-moves", outcome=say.name(answer.outcomes[0])))
    return told


def _leader(answer: Effects, say: Language, good: list[Effect], way: str) -> str:
    """Name the lever that does most, those that are not told apart from it, and those behind."""
    outcome = say.name(answer.outcomes[0])
    if not good:
        return say("effects-no-leader", way=way, outcome=outcome)
    first, *rest = good
    close = [lever_name(say, row.lever) for row in rest if row.lever in answer.rivals]
    behind = ""
    if rest:
        others = enumerated(say, [moved_by(say, answer, row) for row in rest])
        behind = say("effects-leader-behind", levers=others)
    return say(
        "effects-leader",
        lever=moved(say, answer, first.lever),
        way=way,
        outcome=outcome,
        others="some" if rest and not close else "none",
        size=size_of(say, first.difference, first.low, first.high),
        share=_share(say, first),
        behind=behind,
        alike=say("effects-leader-alike", levers=enumerated(say, close)) if close else "",
    )


def _share(say: Language, row: Effect) -> str:
    """Say what part of its level an outcome moves by; nothing where the level is near zero, or below."""
    before, change = or_nan(row.before), or_nan(row.difference)
    if before < MOST_SHARE * abs(change):
        return ""
    return say("effects-leader-share", share=per_cent(abs(change / before)))


def side_effects(answer: Effects, say: Language) -> str:
    """Name for every lever the outcome that becomes worse by the largest proportion, costs aside."""
    told, silent = [], []
    costs = PARTS_OF_PURPOSE | {answer.outcomes[0]}
    for lever in answer.levers:
        rows = [row for row in answer.effects or () if row.lever == lever.name and row.outcome not in costs]
        harmed = [row for row in rows if row.verdict == "worse" and proportion(row) >= WORTH_TELLING]
        if harmed:
            told.append(_change(say, max(harmed, key=proportion)))
        if rows and all(row.verdict == "none" for row in rows):
            silent.append(lever_name(say, lever.name))
    parts = [
        say("effects-side", changes=clauses(say, told))
        if told
        else say("effects-side-none", least=per_cent(WORTH_TELLING))
    ]
    if silent:
        parts.append(say("effects-side-silent", levers=enumerated(say, silent), one=one_or_many(len(silent))))
    return sentences(say, parts)


def _change(say: Language, row: Effect) -> str:
    """Say from where to where a lever moves an outcome."""
    before, after = or_nan(row.before), or_nan(row.after)
    told = apart(before, after)
    return say(
        "effects-side-of",
        lever=lever_name(say, row.lever),
        outcome=say.name(row.outcome),
        way="up" if after > before else "down",
        before=told[0],
        after=told[1],
    )


def ranked(answer: Effects, known: Drawn) -> list[str]:
    """Return levers by what their effect on the first outcome is over draws, the most helpful first."""
    outcome = answer.outcomes[0]
    sign = better_sign(outcome) or 1.0
    return sorted(known.effects, key=lambda name: -sign * number(known.effects[name][outcome]["median"]))


def known_ranking(answer: Effects, say: Language, known: Drawn) -> str:
    """Say what each lever, moved alone, does to the first outcome, how surely, and what would turn that."""
    outcome = answer.outcomes[0]
    cells = {name: known.effects[name][outcome] for name in ranked(answer, known)}
    told = [difference_told(outcome, cell, moved(say, answer, name), say) for name, cell in cells.items()]
    texts = [
        say("effects-known", draws=str(known.draws), outcome=say.name(outcome), levers=clauses(say, told))
    ]
    named = {lever_name(say, name): cell for name, cell in cells.items()}
    return sentences(say, [*texts, *what_decides(say, outcome, named, known.effect_seeds)])


def known_side_effects(answer: Effects, say: Language, known: Drawn) -> str:
    """Name of every lever the outcome that nearly all draws say becomes worse, by the largest part of its level."""
    levels = {(row.lever, row.outcome): row for row in answer.effects or ()}
    costs = PARTS_OF_PURPOSE | {answer.outcomes[0]}
    told = []
    for lever, cells in known.effects.items():
        sizes = {}
        for outcome, cell in cells.items():
            row = levels.get((lever, outcome))
            if row is None or outcome in costs or known_of(outcome, cell).word != "worse":
                continue
            largest = max(abs(number(row.before)), abs(number(row.before) + number(cell["median"])))
            sizes[outcome] = abs(number(cell["median"])) / largest if largest else 0.0
        worst = max(sizes, key=lambda name: sizes[name], default="")
        if worst and sizes[worst] >= WORTH_TELLING:
            about = {"lever": lever_name(say, lever), "outcome": say.name(worst)}
            told.append(say("effects-known-side-of", **about, effect=middle_told(cells[worst], say)))
    if not told:
        return say("effects-known-side-none", least=per_cent(WORTH_TELLING))
    return say("effects-known-side", changes=clauses(say, told))
