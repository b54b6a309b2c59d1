"""The findings of an audit in words: how many claims are as their file expects, and each that is not."""

from __future__ import annotations

from budgetsim.kinds.audit.answer import Audit, Row, Tried
from budgetsim.kinds.audit.claims import UNLESS
from budgetsim.kinds.audit.judge import DECLARED
from budgetsim.kinds.scenarios.drawn_words import structure_told
from budgetsim.language import Language
from budgetsim.report.figure_words import enumerated, sentences
from budgetsim.rounding import estimate, per_cent

WORLDS_TOLD = 4
"""Worlds that are named in which a claim is not as sure."""


def findings(answer: Audit, say: Language) -> list[str]:
    """Return how many claims are as expected, and a sentence on each, unexpected ones first."""
    wrong = answer.unexpected
    others = [claim for claim in answer.claims if claim.is_expected]
    first = say(
        "audit-count",
        expected=str(len(others)),
        claims=str(len(answer.claims)),
        draws=str(answer.draws),
        all="no" if wrong else "yes",
    )
    return [first, *(_told(claim, say) for claim in (*wrong, *others))]


def _told(claim: Tried, say: Language) -> str:
    row = claim.declared
    value = "–"
    ends = ("–", "–")
    if row.median is not None:
        rounded = estimate(row.median, row.low, row.high, sign=bool(claim.policy))
        value, ends = rounded.value, (rounded.low, rounded.high)
    first = say(
        f"audit-{claim.verdict}",
        id=claim.id,
        sentence=claim.sentence,
        outcome=say.name(claim.outcome),
        value=value,
        low=ends[0],
        high=ends[1],
        share=per_cent(row.share),
        way="range" if ".." in claim.claimed else claim.claimed,
    )
    texts = [first]
    if claim.verdict == UNLESS:
        texts.append(say("audit-worlds", worlds=worlds_told(claim, say)))
    if claim.weakest != DECLARED:
        weakest = claim.row(claim.weakest)
        texts.append(say("audit-weakest", world=world_told(weakest, say), share=per_cent(weakest.share)))
    if not claim.is_expected:
        texts.append(say("audit-unexpected", expects=say(f"audit-verdict-{claim.expects}")))
    return sentences(say, texts)


def worlds_told(claim: Tried, say: Language) -> str:
    """Return the worlds that are not as sure of a claim, the first few by name."""
    names = [world_told(claim.row(name), say) for name in claim.unless[:WORLDS_TOLD]]
    if more := len(claim.unless) - len(names):
        names.append(say("audit-more-worlds", number=str(more)))
    return enumerated(say, names)


def world_told(row: Row, say: Language) -> str:
    """Return the name of a world."""
    if row.name == DECLARED:
        return say("drawn-declared")
    key = f"audit-world-{row.name.replace('_', '-')}"
    return say(key) if say.has(key) else structure_told(row.name, say)


def lead(answer: Audit, say: Language) -> str:
    """Return what was audited."""
    return say("audit-lead", claims=str(len(answer.claims)), draws=str(answer.draws))


def method(answer: Audit, say: Language) -> list[str]:
    """Return how the verdicts were reached."""
    return [
        say("audit-method", draws=str(answer.draws), seeds=str(len(answer.seeds)), source=answer.drawn_from)
    ]


def missed(answer: Audit, say: Language) -> str:
    """Return which claims are not as their file expects; nothing where all are."""
    names = [claim.id for claim in answer.unexpected]
    return say("audit-missed", claims=enumerated(say, names)) if names else ""
