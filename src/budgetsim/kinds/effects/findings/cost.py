"""Cost-effectiveness in plain words: what levers bring per unit of administrative cost, or why no ratio is told."""

from __future__ import annotations

import math

from budgetsim.kinds.effects.answer import CostEffect, Effects
from budgetsim.kinds.effects.cost_effectiveness import BUYS, SAVES, UNCLEAR
from budgetsim.kinds.effects.findings.phrases import number, size
from budgetsim.language import Language
from budgetsim.report.figure_words import clauses, lever_name
from budgetsim.report.results import DISPUTED


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
    kind = "unclear" if standing == UNCLEAR else standing
    return say(f"effects-cost-{kind}", verdict=verdict, **about)
