"""What a search for mixes found, in sentences: the knee, its price, and how far to trust it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from budgetsim.kinds.optimise.answer import HOW, KNEE, Drawn, Optimisation
from budgetsim.kinds.optimise.figures.pareto import objective_name
from budgetsim.kinds.optimise.front import FEWEST_TO_SETTLE
from budgetsim.kinds.optimise.known import known_claims, known_headline
from budgetsim.kinds.optimise.names import star
from budgetsim.kinds.optimise.question import COST, Objective
from budgetsim.kinds.optimise.replications import STATUS_QUO
from budgetsim.kinds.scenarios.tables import drawn_method, interval_of
from budgetsim.language import Language
from budgetsim.report.caveats import caveats
from budgetsim.report.figure_words import capital, clauses, enumerated, level_label, one_or_many, sentences
from budgetsim.report.results import (
    PURPOSE,
    band_ends,
    has_band,
    is_drawn,
    middle_of,
    number,
    worst_side_effect,
)
from budgetsim.rounding import apart, digits_for, estimate, fixed, level, per_cent
from budgetsim.studies.band import cell_is_disputed
from budgetsim.studies.factors import Factor
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.money import estimate_told
from budgetsim.studies.table import NOTHING

MUCH, LITTLE = 1.0 / 3.0, 0.05
"""Parts of its range from which a lever moves far, and up to which it stays about where it was (assumed)."""
OTHER, KEPT = "other", "kept"
KINDS = ("much-more", "more", OTHER, "less", "much-less", KEPT)


def findings(answer: Optimisation, say: Language) -> list[str]:
    """Return everything worth saying, the most important first."""
    first: tuple[Callable[[Optimisation, Language], str], ...] = (headline, in_money, policy, side_effects)
    then = (claims, corners, unsought, trust, lost, convergence)
    parts = (
        [tell(answer, say) for tell in first],
        reserves(answer, say),
        [tell(answer, say) for tell in then],
    )
    return [text for part in parts for text in part if text]


def lead(answer: Optimisation, say: Language) -> str:
    """Say what was sought, among how many mixes, under which budget."""
    limit = answer.budget
    return say(
        "optimise-lead",
        scenario=say.scenario(answer.title),
        mixes=f"{answer.mixes_simulated:,}",
        levers=str(len(answer.levers)),
        objectives=enumerated(say, [say.name(objective.name) for objective in answer.objectives]),
        limit="none" if limit is None else "some",
        budget="" if limit is None else f"{limit:g}",
        share="" if limit is None else per_cent(limit),
    )


def method(answer: Optimisation, say: Language) -> list[str]:
    """Say what the numbers are, and why they are of fresh replications."""
    fresh = say("optimise-method-fresh")
    if answer.drawn is not None:
        measured = [] if answer.robust == "mean" else [say("optimise-measured", how=say(HOW[answer.robust]))]
        worlds = _worlds_drawn(answer, say, answer.drawn)
        return [worlds, *drawn_method(answer.drawn, say), *measured, fresh]
    states = ""
    if answer.uncertainties:
        unknown = enumerated(say, [say.name(factor.name) for factor in answer.uncertainties])
        states = say("optimise-states", states=str(answer.states), uncertain=unknown)
    numbers = say(
        "optimise-method",
        year=str(answer.from_year),
        last=str(min(LAST_YEARS, answer.years)),
        years=str(answer.years),
        how=say(HOW[answer.robust]),
        seeds=str(len(answer.seeds)),
        fresh=str(len(answer.fresh_seeds)),
        first=str(answer.fresh_seeds[0]),
        final=str(answer.fresh_seeds[-1]),
        states=states,
    )
    return [numbers, fresh]


def _worlds_drawn(answer: Optimisation, say: Language, known: Drawn) -> str:
    """Say which draws and seeds the search met, and which others the numbers are of."""
    return say(
        "optimise-worlds-drawn",
        states=str(answer.states),
        seeds=str(len(answer.seeds)),
        one=one_or_many(len(answer.seeds)),
        draws=str(known.draws),
        fresh=str(len(answer.fresh_seeds)),
        first=str(answer.fresh_seeds[0]),
        final=str(answer.fresh_seeds[-1]),
        year=str(answer.from_year),
        last=str(min(LAST_YEARS, answer.years)),
        years=str(answer.years),
        how=say(HOW[answer.robust]),
    )


def suggestion(answer: Optimisation, say: Language) -> list[str]:
    """Say how to see every difference between the knee and the status quo."""
    if not answer.comparison():
        return []
    command = say("optimise-compare", command=answer.comparison())
    reservation = answer.reservation(say)
    return [command, reservation] if reservation else [command]


def reserves(answer: Optimisation, say: Language) -> list[str]:
    """Say what is known to be wrong with the model about the levers that the knee moves."""
    mix, before = answer.knee_row, answer.status_quo
    moved = [f.name for f in answer.levers if _move(f, before[f.name], mix[f.name])[0] != KEPT]
    return caveats(moved, say)


def lost(answer: Optimisation, say: Language) -> str:
    """Say under how many mixes an objective is undefined."""
    count = answer.undefined
    return (
        say("optimise-undefined", number=f"{count:,}", one="one" if count == 1 else "many") if count else ""
    )


def headline(answer: Optimisation, say: Language) -> str:
    """Say what the knee brings and costs, against the status quo, and how the knee is defined."""
    if answer.drawn is not None:
        return known_headline(answer, say, answer.drawn)
    values = enumerated(say, [_against(answer, objective, say) for objective in answer.objectives])
    if answer.is_alone:
        return say("optimise-best", values=values)
    return say("optimise-knee", values=values, objectives=enumerated(say, map(say.name, answer.sought)))


def in_money(answer: Optimisation, say: Language) -> str:
    """Say what the knee changes for all departments together; nothing where no money is declared."""
    money, cells = answer.money, answer.knee.differences
    if money is None or not {PURPOSE, COST} <= set(cells):
        return ""
    about = {
        word: estimate_told(money, interval_of(cells[name]), say, is_drawn=is_drawn(cells[name]), sign=True)
        for word, name in (("value", PURPOSE), ("cost", COST))
    }
    return say("optimise-money", mix=star(answer), **about)


def claims(answer: Optimisation, say: Language) -> str:
    """Say how surely the best mixes are the best; nothing where parameters are as declared."""
    return "" if answer.drawn is None else known_claims(answer, say, answer.drawn)


def policy(answer: Optimisation, say: Language) -> str:
    """Name the knee as a policy: which levers it moves far, which a little, which it leaves, against the status quo."""
    mix, before = answer.knee_row, answer.status_quo
    moved: dict[str, list[tuple[float, str]]] = {}
    for factor in answer.levers:
        was, now = before[factor.name], mix[factor.name]
        kind, size = _move(factor, was, now)
        lever = say.name(factor.name)
        if kind != KEPT:
            lever = say("optimise-moved", lever=lever, was=_value(say, was), now=_value(say, now))
        moved.setdefault(kind, []).append((size, lever))
    moves = [
        say(
            f"optimise-move-{kind}",
            levers=enumerated(say, [text for _, text in sorted(moved[kind], key=lambda move: -move[0])]),
        )
        for kind in KINDS
        if kind in moved
    ]
    return say("optimise-policy", mix=star(answer), moves=clauses(say, moves)) if moves else ""


def side_effects(answer: Optimisation, say: Language) -> str:
    """Say what the knee does to what was not sought."""
    levels, parts = answer.levels, []
    if PURPOSE not in [objective.name for objective in answer.objectives]:
        before, after = apart(*(number(middle_of(levels[mix][PURPOSE])) for mix in (STATUS_QUO, KNEE)))
        parts.append(say("optimise-purpose", mix=star(answer), before=before, after=after))
    cell = answer.knee.differences[PURPOSE]
    if has_band(cell):
        low, high = band_ends(cell)
        turns = "yes" if cell_is_disputed(cell) else "no"
        parts.append(say("optimise-band", mix=star(answer), low=low, high=high, turns=turns))
    return sentences(say, [*parts, _side_effect(answer, say)])


def corners(answer: Optimisation, say: Language) -> str:
    """Say where the knee leans against the ranges that it was allowed."""
    ends = []
    for end in ("upper", "lower"):
        names = [say.name(name) for name, at in answer.knee.at_an_end.items() if at == end]
        if names:
            ends.append(say(f"optimise-at-{end}", levers=enumerated(say, names)))
    if not ends:
        return say("optimise-inside", mix=star(answer))
    return say("optimise-ends", mix=star(answer), ends=enumerated(say, ends))


def unsought(answer: Optimisation, say: Language) -> str:
    """Say which objectives hardly answer to the levers, and were therefore told and not sought."""
    names = [objective.name for objective in answer.objectives if objective.name not in answer.sought]
    if not names:
        return ""
    return say(
        "optimise-unsought",
        objectives=capital(enumerated(say, [_range(answer, name, say) for name in names])),
        one="one" if len(names) == 1 else "many",
        share=per_cent(answer.material),
    )


def _range(answer: Optimisation, objective: str, say: Language) -> str:
    """Return an objective with its range over all mixes, as far as that is known."""
    if objective not in answer.spans:
        return say.name(objective)
    low, high = answer.spans[objective]
    places = digits_for(None, None, high - low)
    ends = {"low": fixed(low, places), "high": fixed(high, places)}
    return say("optimise-unsought-range", objective=say.name(objective), **ends)


def trust(answer: Optimisation, say: Language) -> str:
    """Say what the check on fresh seeds left of what the search promised."""
    promises = [one for one in answer.check if one.objective in answer.sought]
    broken = [say.name(one.objective) for one in promises if one.promised > one.kept]
    kept_on = say(
        "optimise-trust",
        promises=clauses(say, [_promise(one.objective, one.promised, one.kept, say) for one in promises]),
        lost="all" if len(broken) == len(promises) else "some" if broken else "none",
        objectives=enumerated(say, broken) if broken else "",
    )
    return sentences(say, [held(answer, say), kept_on, _unbeaten(answer, say)])


def _unbeaten(answer: Optimisation, say: Language) -> str:
    """Say how many mixes of the front no other of them beats on fresh replications."""
    unbeaten = sum(bool(row["still_on_front"]) for row in answer.front)
    mixes = 1 if answer.is_alone else answer.holding
    return say("optimise-unbeaten", mixes=str(mixes), kept=str(unbeaten)) if mixes > 1 else ""


def held(answer: Optimisation, say: Language) -> str:
    """Say how many mixes hold the budget on fresh replications, and how surely; nothing without a budget."""
    if answer.budget is None:
        return ""
    every, surely = len(answer.front), answer.surely_holding
    counts = {"all": str(every), "holding": str(answer.holding), "surely": str(surely)}
    key = "optimise-held" if answer.drawn is None or answer.robust != "mean" else "optimise-held-drawn"
    parts = [say(key, **counts, state="all" if surely == every else "some")]
    if not answer.knee_row["surely_holds_budget"]:
        parts.append(say("optimise-held-unsurely", mix=star(answer)))
    return sentences(say, parts)


def convergence(answer: Optimisation, say: Language) -> str:
    """Say whether the search has settled."""
    course = answer.convergence
    count = len(course.hypervolume)
    if count < 2:
        return say("optimise-one-generation")
    return say(
        "optimise-convergence",
        mix=star(answer),
        generation=str(answer.knee_row["generation"]),
        generations=str(count),
        gain=per_cent(max(0.0, course.late_gain)),
        settled="few" if count < FEWEST_TO_SETTLE else "yes" if course.settled else "no",
    )


def _move(factor: Factor, was: Any, now: Any) -> tuple[str, float]:
    """Return how far a lever moves: a kind of ``KINDS``, and parts of its range."""
    if not factor.is_ordered or was is None:
        return (KEPT, 0.0) if was == now else (OTHER, 1.0)
    low, high = (float(end) for end in factor.extremes())
    step = (float(now) - float(was)) / (high - low) if high > low else 0.0
    size = abs(step)
    if size < LITTLE:
        return KEPT, size
    return f"{'much-' if size >= MUCH else ''}{'more' if step > 0.0 else 'less'}", size


def _value(say: Language, value: Any) -> str:
    if value is None:
        return NOTHING
    return level(value) if isinstance(value, float) else level_label(say, value)


def _side_effect(answer: Optimisation, say: Language) -> str:
    """Name the outcome that becomes worse by the largest proportion, if one clearly does (Bonferroni)."""
    differences = {KNEE: answer.knee.differences}
    worst = worst_side_effect(answer.levels, differences, KNEE, len(answer.fresh_seeds))
    if worst is None:
        return say("optimise-no-side-effect")
    outcome, before, after = worst
    old, new = apart(before, after)
    way = "up" if after > before else "down"
    return say("optimise-side-effect", outcome=say.name(outcome), way=way, before=old, after=new)


def _promise(objective: str, promised: float, kept: float, say: Language) -> str:
    """Return an advantage over the status quo in the search and on fresh seeds, and what part of it was lost."""
    places = digits_for(None, None, max(abs(promised), abs(kept), 1e-9))
    share = per_cent((promised - kept) / promised) if promised > max(kept, 0.0) else ""
    return say(
        "optimise-promise",
        objective=say.name(objective),
        promised=fixed(promised, places, sign=True),
        kept=fixed(kept, places, sign=True),
        lost=say("optimise-lost", share=share) if share else "",
    )


def _against(answer: Optimisation, objective: Objective, say: Language) -> str:
    name, knee, before = objective.name, answer.knee_row, answer.status_quo
    value, was = _number(knee[name]), _number(before[name])
    low, high = (
        None if (end := knee[key]) is None else float(end) for key in (f"{name}_low", f"{name}_high")
    )
    places = digits_for(low, high, max(abs(value), abs(was)))
    return say(
        "optimise-against",
        outcome=objective_name(say, name, answer.robust),
        value=fixed(value, places),
        before=fixed(was, places),
        difference=_difference(answer, name, say),
    )


def _difference(answer: Optimisation, name: str, say: Language) -> str:
    """Return the difference from the status quo, paired by seed, with its interval; nothing if means do not count."""
    cell = answer.knee.differences[name]
    mean, low, high = (cell[key] for key in ("mean", "low", "high"))
    if answer.robust != "mean" or mean is None or low is None or high is None:
        return ""
    if mean == low == high == 0.0:
        return say("optimise-same")
    size = estimate(mean, low, high, sign=True)
    sure = "no" if low <= 0.0 <= high else "yes"
    return say("optimise-difference", value=size.value, low=size.low, high=size.high, sure=sure)


def _number(value: Any) -> float:
    """Return a number of a row; NaN where it is undefined."""
    return math.nan if value is None else float(value)
