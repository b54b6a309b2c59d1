"""What a study of effects found, in plain words: one paragraph per part, the most important first."""

from __future__ import annotations

from budgetsim.kinds.effects.answer import Drawn, Effects, Precision
from budgetsim.kinds.effects.findings.alone import known_ranking, known_side_effects, ranking, side_effects
from budgetsim.kinds.effects.findings.cost import cost, known_cost
from budgetsim.kinds.effects.findings.doses import doses, known_doses
from budgetsim.kinds.effects.findings.interactions import interactions, known_interactions
from budgetsim.kinds.effects.findings.sequence import known_order, order
from budgetsim.kinds.effects.in_money import in_money
from budgetsim.kinds.effects.rounds import UNITS
from budgetsim.kinds.scenarios.drawn_words import structures_told
from budgetsim.language import DEFAULT, Language
from budgetsim.report.caveats import caveats
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import counted, enumerated, lever_name, one_or_many
from budgetsim.rounding import levels
from budgetsim.studies.states import FEW

NARRATORS = {
    "effects": (ranking, side_effects),
    "dose": (doses,),
    "factorial": (interactions,),
    "sequencing": (order,),
    "cost": (cost,),
}
"""Who tells each part."""
KNOWN = {
    "effects": (known_ranking, known_side_effects),
    "dose": (known_doses,),
    "factorial": (known_interactions,),
    "sequencing": (known_order,),
    "cost": (known_cost,),
}
"""Who tells each part over draws of parameters."""


def findings(answer: Effects, say: Language) -> list[str]:
    """Return what was found; of an answer of an earlier version, the sentences that it was kept with."""
    if answer.left_out is None:
        plain = answer.kept.get("findings", [])
        return list(plain if say.code == DEFAULT else answer.kept.get(f"findings_{say.code}", plain))
    told = [] if answer.drawn is None else _known(answer, say, answer.drawn)
    if answer.replications == 1:
        told.append(say("effects-one-seed"))
    else:
        told += _declared(answer, say)
        told += caveats([name for lever in answer.levers for name in lever.moves], say)
    if answer.money is not None:
        told.insert(1, in_money(answer, say))
    if answer.precision is not None:
        told.insert(0, precision_told(answer.precision, say))
    if answer.left_out:
        parts = [say(f"effects-left-out-{reason}") for reason in answer.left_out]
        told.append(say("effects-left-out", parts=enumerated(say, parts)))
    return [text for text in told if text]


def _known(answer: Effects, say: Language, known: Drawn) -> list[str]:
    """Return what is known over draws of parameters."""
    parts = [part for part in answer.parts if part in KNOWN]
    return [tell(answer, say, known) for part in parts for tell in KNOWN[part]]


def _declared(answer: Effects, say: Language) -> list[str]:
    """Return what holds with declared parameters: where draws tell a part, its first paragraph alone."""
    if answer.drawn is None:
        return [tell(answer, say) for part in answer.parts for tell in NARRATORS[part]]
    told = [NARRATORS[part][0](answer, say) for part in answer.parts]
    return [say("drawn-beside", text=text) for text in told if text]


def lead(answer: Effects, say: Language) -> str:
    """Return what was asked."""
    return say(
        "effects-lead",
        scenario=say.scenario(answer.scenario),
        levers=enumerated(say, [say.name(lever.name) for lever in answer.levers]),
        year=str(answer.from_year),
        seeds=str(answer.replications),
        one=one_or_many(answer.replications),
        draws=0 if answer.drawn is None else answer.drawn.draws,
    )


def method(answer: Effects, say: Language) -> list[str]:
    """Return how the numbers were made."""
    means = say(
        "effects-method-means",
        last=str(answer.last),
        years=str(answer.years),
        one=one_or_many(answer.last),
    )
    points = say(
        "effects-method-points",
        points=f"{answer.points:,}",
        seeds=str(answer.replications),
        runs=f"{answer.runs:,}",
        one=one_or_many(answer.replications),
    )
    about = [say("effects-method", year=str(answer.from_year)), means, points]
    return about if answer.drawn is None else [*about, *_drawn_method(answer.drawn, say)]


def _drawn_method(known: Drawn, say: Language) -> list[str]:
    """Return what is drawn and from where, and under how many seeds."""
    about = {"draws": str(known.draws), "parameters": str(len(known.drawn)), "source": known.drawn_from}
    counts = {"effects": known.effect_seeds, "together": known.together_seeds, "doses": known.dose_seeds}
    seeds = {name: str(count) for name, count in counts.items()} | {"runs": f"{known.runs:,}"}
    texts = [say("drawn-method", **about), say("effects-method-draws", **seeds)]
    if known.structures and (known.effects or known.interactions or known.sequencing):
        names = structures_told(known.structures, say)
        texts.append(say("drawn-method-structures", draws=str(min(FEW, known.draws)), structures=names))
    return texts


def missed(answer: Effects, say: Language) -> str:
    """Say that the precision that was asked for was not reached."""
    is_missed = answer.precision is not None and not answer.precision.reached
    return say("effects-missed") if is_missed else ""


def precision_told(reached: Precision, say: Language) -> str:
    """Say how many replications the precision took, or how far it is."""
    scores = any(OUTCOMES[name].unit in UNITS for name in reached.outcomes)
    half = reached.half_width
    width, wanted = levels((reached.target if half is None else half, reached.target))
    about = {
        "replications": counted(say, "replications", reached.replications),
        "rounds": say("effects-rounds", rounds=str(reached.rounds), one=one_or_many(reached.rounds)),
        "width": say("effects-unknown") if half is None else width,
        "lever": lever_name(say, reached.lever),
        "outcome": say.name(reached.outcome),
        "scores": "yes" if scores else "no",
        "target": wanted,
    }
    if reached.reached:
        return say("effects-precision-reached", **about)
    return say("effects-precision-missed", **about, needed=f"{reached.needed:,}")
