"""What is known of levers over draws of parameters, in words: each alone, side effects, best doses, costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetsim.kinds.effects.answer import BestDose, Drawn, Effects
from budgetsim.kinds.effects.cost_effectiveness import COST
from budgetsim.kinds.effects.findings.alone import WORTH_TELLING, curve_of, moved, value_name
from budgetsim.kinds.scenarios.drawn_words import flip_told, ignorance_share, structures_told
from budgetsim.language import Language
from budgetsim.report.declared import OUTCOMES, better_sign
from budgetsim.report.figure_words import clauses, enumerated, lever_name, sentences
from budgetsim.report.results import PARTS_OF_PURPOSE, known_of, number
from budgetsim.rounding import estimate, per_cent

Cell = Mapping[str, Any]


def ranked(made: Effects, known: Drawn) -> list[str]:
    """Return levers by what their effect on the first outcome is over draws, the most helpful first."""
    outcome = made.outcomes[0]
    sign = better_sign(outcome) or 1.0
    return sorted(known.effects, key=lambda name: -sign * number(known.effects[name][outcome]["median"]))


def interval(say: Language, cell: Mapping[str, Any]) -> str:
    """Return a median with the ends of the middle 90 % of draws in brackets."""
    told = estimate(number(cell["median"]), cell["low"], cell["high"], sign=True)
    return say("effects-interval", value=told.value, low=told.low, high=told.high)


def known_ranking(made: Effects, say: Language, known: Drawn) -> str:
    """Say what each lever, moved alone, does to the first outcome, how surely, and what would turn that."""
    outcome = made.outcomes[0]
    cells = {name: known.effects[name][outcome] for name in ranked(made, known)}
    told = [_lever(made, say, name, cell) for name, cell in cells.items()]
    texts = [
        say("effects-known", draws=str(known.draws), outcome=say.name(outcome), levers=clauses(say, told))
    ]
    flips = [
        say(
            "effects-known-flip",
            lever=lever_name(say, name),
            flips=enumerated(say, [_flip(say, flip, cell, outcome) for flip in cell["flips"]]),
        )
        for name, cell in cells.items()
        if cell["flips"]
    ]
    if flips:
        texts.append(say("effects-known-flips", levers=clauses(say, flips)))
    shares = {name: ignorance_share(cell) for name, cell in cells.items()}
    split = [
        say("effects-known-part", lever=lever_name(say, name), part=per_cent(share))
        for name, share in shares.items()
        if share is not None
    ]
    if split:
        texts.append(say("effects-known-split", levers=enumerated(say, split)))
    return sentences(say, texts)


def _lever(made: Effects, say: Language, name: str, cell: Cell) -> str:
    """Say what is known of one lever; words follow from ``known_of`` alone."""
    outcome = made.outcomes[0]
    known = known_of(outcome, cell)
    if known.word == "same":
        return say("effects-known-same", lever=moved(say, made, name))
    share = number(cell["share_worse" if known.word in ("worse", "less") else "share_better"])
    return say(
        f"effects-known-{known.word}",
        lever=moved(say, made, name),
        effect=interval(say, cell),
        share=per_cent(share),
        neutral="yes" if OUTCOMES[outcome].direction == "neither" else "no",
        unless=say("effects-known-unless", structures=structures_told(known.unless, say))
        if known.unless
        else "",
    )


def _flip(say: Language, flip: Mapping[str, Any], cell: Cell, outcome: str) -> str:
    """Say where a parameter would turn a sign, as better or worse for the public."""
    return flip_told(flip, number(cell["mean"]) * (better_sign(outcome) or 1.0), say)


def known_side_effects(made: Effects, say: Language, known: Drawn) -> str:
    """Name of every lever the outcome that nearly all draws say becomes worse, by the largest part of its level."""
    levels = {(row.lever, row.outcome): row for row in made.effects or ()}
    costs = PARTS_OF_PURPOSE | {made.outcomes[0]}
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
            told.append(say("effects-known-side-of", **about, effect=interval(say, cells[worst])))
    if not told:
        return say("effects-known-side-none", least=per_cent(WORTH_TELLING))
    return say("effects-known-side", changes=clauses(say, told))


def known_doses(made: Effects, say: Language, known: Drawn) -> str:
    """Say of every lever in which share of draws its best dose is inside its range, and where it lies."""
    if not known.best:
        return ""
    told = [_best(made, say, row) for row in known.best]
    about = {"outcome": say.name(made.outcomes[0]), "draws": str(known.draws)}
    return say("effects-known-doses", **about, doses=clauses(say, told))


def _best(made: Effects, say: Language, row: BestDose) -> str:
    name = lever_name(say, row.lever)
    if row.median is None or row.low is None or row.high is None:
        return say("effects-known-dose-nothing", lever=name)
    curve = curve_of(made, row.lever, row.outcome)
    point = next((value_name(say, own.dose) for own in curve if own.best), "")
    return say(
        "effects-known-dose",
        lever=name,
        **{key: per_cent(getattr(row, key)) for key in ("inside", "at_start", "at_end")},
        nothing=say("effects-known-dose-hardly", share=per_cent(row.hardly_matters))
        if row.hardly_matters > 0.0
        else "",
        **{key: value_name(say, getattr(row, key)) for key in ("median", "low", "high")},
        point=say("effects-known-dose-point", dose=point) if point else "",
    )


def known_cost(made: Effects, say: Language, known: Drawn) -> str:
    """Say of every lever whether it costs more over draws, and what a unit of cost brings where that is told."""
    outcome = next((name for name in made.outcomes if name != COST and better_sign(name)), None)
    if outcome is None:
        return say("effects-cost-undirected")
    told = []
    for lever, cells in known.effects.items():
        ratio = cells[outcome].get("per_cost") or {}
        if not ratio:
            continue
        name = lever_name(say, lever)
        if ratio["median"] is None:
            told.append(say("effects-known-cost-either", lever=name, share=per_cent(ratio["dearer"])))
            continue
        sign = better_sign(outcome) * (1.0 if ratio["dearer"] else -1.0)
        low, high = sorted((sign * ratio["low"], sign * ratio["high"]))
        cell = {"median": sign * ratio["median"], "low": low, "high": high}
        key = "effects-known-cost-dearer" if ratio["dearer"] else "effects-known-cost-cheaper"
        told.append(say(key, lever=name, ratio=interval(say, cell)))
    return say("effects-known-cost", outcome=say.name(outcome), levers=clauses(say, told)) if told else ""
