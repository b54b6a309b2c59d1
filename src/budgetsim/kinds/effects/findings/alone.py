"""Levers moved alone, in plain words: which helps, how surely, at which dose, for what cost, and what else it does."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from budgetsim.kinds.effects.answer import CostEffect, Dose, Effect, Effects, Known, Moved, Term
from budgetsim.kinds.effects.cost_effectiveness import BUYS, COST_UNCLEAR, SAVES
from budgetsim.kinds.effects.dose import HARDLY, Optimum, optimum
from budgetsim.kinds.effects.estimate import DISPUTED, most_helpful_first
from budgetsim.kinds.effects.levers import value_text
from budgetsim.kinds.effects.together import TIMES
from budgetsim.language import Language
from budgetsim.report.declared import OUTCOMES, declarations
from budgetsim.report.figure_words import clauses, enumerated, level_label, lever_name, one_or_many, sentences
from budgetsim.report.results import PARTS_OF_PURPOSE, band_ends, has_band
from budgetsim.rounding import amount, apart, estimate, per_cent

UNCLEAR = ("not clear", "none")
"""Verdicts of effects that are not told from zero."""


def term_name(say: Language, term: str) -> str:
    """Return a term of the factorial, levers as ``lever_name`` calls them."""
    return TIMES.join(lever_name(say, name) for name in term.split(TIMES))


def number(value: Known) -> float:
    """Return a number; NaN where it is undefined."""
    return math.nan if value is None else value


def least_seen(rows: Iterable[Effect | Term]) -> str:
    """Return the size that an effect must have at most to have been told from zero, for all of some rows."""
    return amount(max(number(row.least_seen) for row in rows))


def value_name(say: Language, value: Any) -> str:
    """Return a value of a lever."""
    return level_label(say, value) if isinstance(value, bool | str) else value_text(value)


def size(say: Language, value: Known, low: float | None, high: float | None, *, sign: bool = False) -> str:
    """Return a number with its 95 % interval in brackets; alone, where nothing varies or nothing is known."""
    told = estimate(number(value), low, high, sign=sign)
    if not told.is_known or told.half == "0":
        return told.value
    return say("effects-interval", value=told.value, low=told.low, high=told.high)


def size_of(say: Language, value: Known, low: Known, high: Known) -> str:
    """Return the size of a number, whatever its sign, with its 95 % interval in brackets."""
    return size(say, *turned(value, low, high, -1.0 if number(value) < 0.0 else 1.0))


def turned(value: Known, low: Known, high: Known, sign: float) -> tuple[float, Known, Known]:
    """Return a number and its interval, or both with the other sign."""
    if low is None or high is None:
        return sign * number(value), None, None
    return sign * number(value), min(sign * low, sign * high), max(sign * low, sign * high)


def moved(say: Language, made: Effects, name: str) -> str:
    """Return a lever with its contrast."""
    lever = made.lever(name)
    low, high = value_name(say, lever.low), value_name(say, lever.high)
    return say("effects-lever", lever=lever_name(say, name), low=low, high=high)


def moved_by(say: Language, made: Effects, row: Effect) -> str:
    """Return a lever with its contrast and its effect."""
    effect = estimate(number(row.difference), row.low, row.high, sign=True).value
    return say("effects-lever-effect", lever=moved(say, made, row.lever), effect=effect)


def proportion(row: Effect) -> float:
    """Return an effect as a part of the larger of the levels before and after, so that a start at 0 counts as all."""
    largest = max(abs(number(row.before)), abs(number(row.after)))
    return abs(number(row.difference)) / largest if largest else 0.0


WORTH_TELLING = 0.01
"""Part of its level by which an outcome must become worse to be told as a side effect (a convention)."""
MOST_SHARE = 0.1
"""Part of an effect that a level must be at least, so that the effect can be told as a part of it."""


def ranking(made: Effects, say: Language) -> str:
    """Say which levers, moved alone, do most for the first outcome, and which harm it."""
    outcome = made.outcomes[0]
    down = OUTCOMES[outcome].direction == "down"
    own = most_helpful_first(made.effects or (), outcome)
    good = [row for row in own if row.verdict in ("better", "more")]
    bad = [row for row in own if row.verdict in ("worse", "less")]
    ways = ("down", "up") if down else ("up", "down")
    parts = [_leader(made, say, good, ways[0])] if good or bad else []
    if bad:
        each = enumerated(say, [moved_by(say, made, row) for row in bad])
        parts.append(say("effects-against", way=ways[1], levers=each))
    told = [*parts, *_bands(made, say, own), *_without_effect(made, say, own, alone=not parts)]
    return sentences(say, told)


def _bands(made: Effects, say: Language, rows: list[Effect]) -> list[str]:
    """Say between what effects on net social value lie over stances, and which are gains or losses by them alone."""
    told = []
    for key, verdicts in {"band": ("better", "worse"), "disputed": (DISPUTED,)}.items():
        own = [row for row in rows if row.verdict in verdicts and has_band(vars(row))]
        if own:
            told.append(say(f"effects-{key}", levers=clauses(say, [_banded(made, say, row) for row in own])))
    return told


def _banded(made: Effects, say: Language, row: Effect) -> str:
    low, high = band_ends(vars(row))
    name = lever_name(say, row.lever)
    if row.verdict == DISPUTED:
        name = moved_by(say, made, row)
    return say("effects-lever-band", lever=name, low=low, high=high)


def _without_effect(made: Effects, say: Language, rows: list[Effect], *, alone: bool) -> list[str]:
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
        told.insert(0, say("effects-nothing-moves", outcome=say.name(made.outcomes[0])))
    return told


def _leader(made: Effects, say: Language, good: list[Effect], way: str) -> str:
    """Name the lever that does most, those that are not told apart from it, and those behind."""
    outcome = say.name(made.outcomes[0])
    if not good:
        return say("effects-no-leader", way=way, outcome=outcome)
    first, *rest = good
    close = [lever_name(say, row.lever) for row in rest if row.lever in made.rivals]
    behind = ""
    if rest:
        others = enumerated(say, [moved_by(say, made, row) for row in rest])
        behind = say("effects-leader-behind", levers=others)
    return say(
        "effects-leader",
        lever=moved(say, made, first.lever),
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
    before, change = number(row.before), number(row.difference)
    if before < MOST_SHARE * abs(change):
        return ""
    return say("effects-leader-share", share=per_cent(abs(change / before)))


def side_effects(made: Effects, say: Language) -> str:
    """Name for every lever the outcome that becomes worse by the largest proportion, costs aside."""
    told, silent = [], []
    costs = PARTS_OF_PURPOSE | {made.outcomes[0]}
    for lever in made.levers:
        rows = [row for row in made.effects or () if row.lever == lever.name and row.outcome not in costs]
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
    before, after = number(row.before), number(row.after)
    told = apart(before, after)
    return say(
        "effects-side-of",
        lever=lever_name(say, row.lever),
        outcome=say.name(row.outcome),
        way="up" if after > before else "down",
        before=told[0],
        after=told[1],
    )


def doses(made: Effects, say: Language) -> str:
    """Say for every lever which dose is best for the first outcome, and between which the optimum lies."""
    outcome = made.outcomes[0]
    if OUTCOMES[outcome].direction == "neither":
        return say("effects-doses-undirected", outcome=say.name(outcome))
    told = [
        _dose(say, lever, curve_of(made, lever.name, outcome), outcome)
        for lever in made.levers
        if lever.doses
    ]
    return say("effects-doses", outcome=say.name(outcome), doses=clauses(say, told))


def curve_of(made: Effects, lever: str, outcome: str) -> list[Dose]:
    """Return the curve of a lever for an outcome."""
    return [row for row in made.dose or () if row.lever == lever and row.outcome == outcome]


def _dose(say: Language, lever: Moved, rows: Sequence[Dose], outcome: str) -> str:
    """Say where the curve of one lever is best."""
    name = lever_name(say, lever.name)
    if all(row.verdict == "none" for row in rows):
        return say("effects-dose-nothing", lever=name)
    found = optimum(lever.name, outcome, map(vars, rows))
    best = next(row for row in rows if row.best)
    dose = value_name(say, best.dose)
    if found.is_flat:
        return say("effects-dose-flat", lever=name, dose=dose, least=amount(found.least_seen))
    gain = size(say, best.difference, best.low, best.high, sign=True)
    own = value_name(say, lever.own)
    return say(
        "effects-dose",
        lever=name,
        dose=dose,
        gain=say("effects-dose-own") if best.is_own else say("effects-dose-gain", gain=gain, own=own),
        where=_where(say, found, rows),
        little=_little(say, found, abs(number(best.difference))),
    )


def _where(say: Language, found: Optimum, rows: Sequence[Dose]) -> str:
    """Say between which doses the optimum lies, and whether it may lie beyond them."""
    low, high = (value_name(say, dose) for dose in (found.low, found.high))
    ends = sorted(row.dose for row in rows)
    about = declarations().get(found.lever)
    if found.at_end:
        if found.dose < ends[-1]:
            return say("effects-dose-level", low=low)
        bound = about is not None and about.upper is not None and found.high >= about.upper
        return say("effects-dose-end", low=low, bound="yes" if bound else "no")
    if found.at_start:
        if found.dose > ends[0]:
            return say("effects-dose-down", high=high)
        bound = about is not None and about.lower is not None and found.low <= about.lower
        return say("effects-dose-start", high=high, bound="yes" if bound else "no")
    return say("effects-dose-between", low=low, high=high)


def _little(say: Language, found: Optimum, gain: float) -> str:
    """Say that a lever, or the way to its best dose, hardly matters."""
    least = per_cent(HARDLY)
    if found.hardly_matters:
        return say("effects-dose-hardly", least=least)
    return say("effects-dose-little", least=least) if 0.0 < gain <= HARDLY * abs(found.level) else ""


def cost(made: Effects, say: Language) -> str:
    """Say what levers bring per unit of administrative cost, or why no ratio is told."""
    outcome = first_directed(made)
    if outcome is None:
        return say("effects-cost-undirected")
    own = [row for row in made.cost or () if row.outcome == outcome]
    own.sort(key=lambda row: -number(row.ratio) if row.standing == BUYS else math.inf)
    told = clauses(say, [_worth(say, row) for row in own])
    return say("effects-cost", outcome=say.name(outcome), levers=told)


def first_directed(made: Effects) -> str | None:
    """Return the first outcome whose improvement is set against costs; ``None`` if none has a better way."""
    directed = {row.outcome for row in made.cost or ()}
    return next((name for name in made.outcomes if name in directed), None)


def _worth(say: Language, row: CostEffect) -> str:
    """Say what a lever brings for its cost: a ratio with its interval and what it is made of, or why there is none."""
    standing, name = row.standing, lever_name(say, row.lever)
    gain = size(say, row.improvement, row.improvement_low, row.improvement_high, sign=True)
    about = {
        "lever": name,
        "gain": gain,
        "cost": size(say, row.cost, row.cost_low, row.cost_high, sign=True),
    }
    if standing in (BUYS, SAVES):
        if row.ratio_low is None:
            return say("effects-cost-unbounded", **about)
        ratio = size(say, row.ratio, row.ratio_low, row.ratio_high)
        return say(f"effects-cost-{standing}", ratio=ratio, **about)
    verdict = row.verdict if row.verdict in ("better", "worse", DISPUTED) else "unclear"
    kind = "unclear" if standing == COST_UNCLEAR else standing
    return say(f"effects-cost-{kind}", verdict=verdict, **about)
