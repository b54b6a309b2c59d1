"""What a search over draws of parameters found, in words: what is best, how surely, and what would turn it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetsim.kinds.optimise.answer import KNEE, Claim, Drawn, Optimisation
from budgetsim.kinds.optimise.names import name_of
from budgetsim.kinds.scenarios.drawn_words import difference_told, flip_told, ignorance_share
from budgetsim.language import Language
from budgetsim.report.declared import better_sign
from budgetsim.report.figure_words import clauses, enumerated, sentences
from budgetsim.report.results import number
from budgetsim.rounding import amount, per_cent
from budgetsim.studies.ignorance import sure_way


def known_headline(answer: Optimisation, say: Language, known: Drawn) -> str:
    """Say what the knee, or the best mix, does against the status quo over draws, and what would turn that."""
    cells = known.differences[KNEE]
    told = [
        difference_told(objective.name, cells[objective.name], say.name(objective.name), say)
        for objective in answer.objectives
    ]
    about = {"draws": str(known.draws), "values": clauses(say, told)}
    flips = [
        say("optimise-known-flip", outcome=say.name(objective.name), flips=_flips(objective.name, cells, say))
        for objective in answer.objectives
        if cells[objective.name]["flips"]
    ]
    turned = sentences(
        say,
        [
            say("optimise-known-flips", flips=clauses(say, flips)) if flips else "",
            *_ignorance(answer, cells, say),
        ],
    )
    if answer.is_alone:
        (claim,) = known.claims
        return sentences(say, [_best(answer, claim, say), say("optimise-known-against", **about), turned])
    first = say("optimise-known-knee", objectives=enumerated(say, map(say.name, answer.sought)), **about)
    return sentences(say, [first, _as_knee(answer, say), turned])


def _ignorance(answer: Optimisation, cells: Mapping[str, Any], say: Language) -> list[str]:
    """Say how much of what differences in each objective vary is ignorance of parameters."""
    parts = [
        say("optimise-known-part", objective=say.name(objective.name), part=per_cent(part))
        for objective in answer.objectives
        if (part := ignorance_share(cells[objective.name])) is not None
    ]
    return [say("optimise-known-split", parts=enumerated(say, parts))] if parts else []


def _flips(outcome: str, cells: Mapping[str, Any], say: Language) -> str:
    gain = number(cells[outcome]["mean"]) * (better_sign(outcome) or 1.0)
    return enumerated(say, [flip_told(flip, gain, say) for flip in cells[outcome]["flips"]])


def _as_knee(answer: Optimisation, say: Language) -> str:
    """Say in which share of draws the knee is that of the draw, and unbeaten."""
    knee, unbeaten = (number(answer.knee_row[key]) for key in ("share_knee", "share_unbeaten"))
    return say(
        "optimise-known-as-knee",
        sure="yes" if sure_way(knee) > 0 else "no",
        knee=per_cent(knee),
        unbeaten=per_cent(unbeaten),
    )


def _best(answer: Optimisation, claim: Claim, say: Language) -> str:
    """Say whether the mix that is best on average is the best; only nearly all draws make it so."""
    return say("optimise-known-best", among=str(claim.among), **_about(answer, claim, say))


def known_claims(answer: Optimisation, say: Language, known: Drawn) -> str:
    """Say of the best mix of each objective in which share of draws it is the best, and who is better elsewhere."""
    if answer.is_alone:
        return ""
    told = [say("optimise-claim", mix=claim.mix, **_about(answer, claim, say)) for claim in known.claims]
    return say("optimise-claims", among=str(known.claims[0].among), claims=clauses(say, told))


def _about(answer: Optimisation, claim: Claim, say: Language) -> dict[str, str]:
    """Return the word of a claim, its share of draws and regrets, and what is known of its rival."""
    gain = number(claim.ahead.get("mean"))
    return {
        "word": claim.word,
        "objective": say.name(claim.outcome),
        "share": per_cent(claim.share_best),
        "regret": amount(max(claim.regret, 0.0)),
        "high": amount(max(claim.regret_high, 0.0)),
        "rival": "" if claim.rival is None else name_of(answer, claim.rival, say),
        "rival_share": per_cent(number(claim.ahead.get("share_worse"))),
        "flips": enumerated(say, [flip_told(flip, gain, say) for flip in claim.flips]) if claim.flips else "",
    }
