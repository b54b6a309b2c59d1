"""Costs, in plain words: what levers bring for what they cost, over seeds and over draws."""

from __future__ import annotations

import math

from budgetsim.kinds.effects.answer import CostEffect, Drawn, Effects
from budgetsim.kinds.effects.cost_effectiveness import BUYS, COST, COST_UNCLEAR, SAVES
from budgetsim.kinds.effects.estimate import DISPUTED
from budgetsim.kinds.effects.findings.phrases import or_nan, size
from budgetsim.kinds.scenarios.drawn_words import middle_told
from budgetsim.language import Language
from budgetsim.report.declared import better_sign
from budgetsim.report.figure_words import clauses, lever_name
from budgetsim.rounding import per_cent


def cost(answer: Effects, say: Language) -> str:
    """Say what levers bring per unit of administrative cost, or why no ratio is told."""
    outcome = first_directed(answer)
    if outcome is None:
        return say("effects-cost-undirected")
    rows = [row for row in answer.cost or () if row.outcome == outcome]
    rows.sort(key=lambda row: -or_nan(row.ratio) if row.standing == BUYS else math.inf)
    told = clauses(say, [_worth(say, row) for row in rows])
    return say("effects-cost", outcome=say.name(outcome), levers=told)


def first_directed(answer: Effects) -> str | None:
    """Return the first outcome whose improvement is set against costs; ``None`` if none has a better way."""
    directed = {row.outcome for row in answer.cost or ()}
    return next((name for name in answer.outcomes if name in directed), None)


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


def known_cost(answer: Effects, say: Language, known: Drawn) -> str:
    """Say of every lever whether it costs more over draws, and what a unit of cost brings where that is told."""
    outcome = next((name for name in answer.outcomes if name != COST and better_sign(name)), None)
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
        told.append(say(key, lever=name, ratio=middle_told(cell, say)))
    return say("effects-known-cost", outcome=say.name(outcome), levers=clauses(say, told)) if told else ""
