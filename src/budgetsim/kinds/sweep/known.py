"""What a sweep over draws of parameters found, in words: where it is best, how surely, in which worlds, which way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgetsim.kinds.scenarios.drawn_words import (
    behind_difference,
    difference_told,
    middle_told,
    structure_told,
    structures_told,
)
from budgetsim.kinds.sweep.answer import Drawn, DrawnBest, Response, SweepAnswer
from budgetsim.kinds.sweep.best import Value
from budgetsim.language import DEFAULT, Language
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import clauses, enumerated, one_or_many, sentences
from budgetsim.report.results import known_of
from budgetsim.rounding import amount, per_cent
from budgetsim.studies.factors import Factor, column_of
from budgetsim.studies.table import value_text

WAYS = ("rises", "falls", "turns", "hardly_matters")
"""Ways of a response, as ``Response`` calls them."""


def known_findings(answer: SweepAnswer, known: Drawn, outcomes: Sequence[str], say: Language) -> list[str]:
    """Return where outcomes are best over draws, a paragraph each; of the first also which way it goes."""
    texts = [_best(answer, known, outcome, say) for outcome in outcomes]
    first = [row for row in known.responses if row.outcome == outcomes[0]]
    return [*texts[:1], *(_response(answer, row, say) for row in first), *texts[1:]]


def place_told(values: Mapping[str, Value], factors: Sequence[Factor], say: Language) -> str:
    """Return where a point is."""
    settings = [
        say("sweep-at", factor=factor_told(factor, say), value=value_text(values[factor.name], say))
        for factor in factors
        if factor.name in values
    ]
    return enumerated(say, settings)


def factor_told(factor: Factor, say: Language) -> str:
    """Return a factor inside a sentence: in English as it is typed, else by its name."""
    return column_of(factor) if say.code == DEFAULT else say.name(factor.name)


def _best(answer: SweepAnswer, known: Drawn, outcome: str, say: Language) -> str:
    best = known.best[outcome]
    if best.median is None:
        return ""
    text = say(
        "sweep-known-best",
        draws=str(known.draws),
        outcome=say.name(outcome),
        way=OUTCOMES[outcome].direction,
        of="points" if best.point else "levers",
        at=place_told(best.at, answer.varied, say),
        value=middle_told(vars(best), say, sign=False),
        share=per_cent(best.share),
    )
    return sentences(
        say, [text, _rivals(best, say), _elsewhere(answer, best, say), *_against(answer, known, outcome, say)]
    )


def _rivals(best: DrawnBest, say: Language) -> str:
    """Say how many others are not behind in nearly all draws."""
    if not best.others:
        return ""
    about = {"others": str(best.others), "rivals": str(best.rivals), "one": one_or_many(best.rivals)}
    return say("sweep-known-rivals" if best.rivals else "sweep-known-apart", **about)


def _elsewhere(answer: SweepAnswer, best: DrawnBest, say: Language) -> str:
    """Say under which structures something else is best on average."""
    others = {name: where for name, where in best.structures.items() if not where.is_same}
    if not others:
        return say("sweep-known-everywhere") if best.structures else ""
    worlds: dict[str, list[str]] = {}
    for name, where in others.items():
        worlds.setdefault(place_told(where.at, answer.varied, say), []).append(name)
    texts = [
        say("sweep-known-world", at=at, structures=structures_told(names, say))
        for at, names in worlds.items()
    ]
    return say("sweep-known-elsewhere", worlds=clauses(say, texts))


def _against(answer: SweepAnswer, known: Drawn, outcome: str, say: Language) -> list[str]:
    """Say what is known of the difference between the best point and the reference; of the first outcome why, too."""
    best = known.best[outcome]
    if not best.point or known.differences is None:
        return []
    if best.point == known.reference:
        return [say("sweep-known-own")] if known.is_own else []
    cell, points = (
        known.differences[best.point][outcome],
        {point.scenario: point for point in answer.points or ()},
    )
    at = place_told(points[known.reference].factors, answer.varied, say)
    is_own = "yes" if known.is_own else "no"
    if known_of(outcome, cell).word == "same":
        return [say("sweep-known-same", at=at, own=is_own)]
    difference = difference_told(outcome, cell, say("sweep-known-difference"), say)
    more = behind_difference(outcome, cell, say) if outcome == answer.outcomes[0] else []
    return [say("sweep-known-against", at=at, own=is_own, difference=difference), *more]


def _response(answer: SweepAnswer, row: Response, say: Language) -> str:
    """Say in which shares of draws an outcome goes which way along a factor, and where it is best."""
    factor = next(factor for factor in answer.varied if factor.name == row.factor)
    shares = {way: getattr(row, way) for way in WAYS}
    ways = [
        say(f"sweep-known-{way.replace('_', '-')}", share=per_cent(share))
        for way, share in shares.items()
        if share > 0.0
    ]
    usual = max(shares, key=lambda way: shares[way])
    others = [
        name for name, signs in row.structures.items() if max(signs, key=lambda way: signs[way]) != usual
    ]
    about = {"outcome": say.name(row.outcome), "factor": factor_told(factor, say)}
    texts = [say("sweep-known-response", ways=enumerated(say, ways), **about)]
    if row.median is not None and row.low is not None and row.high is not None:
        middle = {key: amount(getattr(row, key)) for key in ("median", "low", "high")}
        shares_at = {key: per_cent(getattr(row, key)) for key in ("at_start", "inside", "at_end")}
        texts.append(say("sweep-known-level", way=OUTCOMES[row.outcome].direction, **middle, **shares_at))
    if others:
        worlds = enumerated(say, [structure_told(name, say) for name in others])
        texts.append(say("sweep-known-otherwise", structures=worlds))
    return sentences(say, texts)
