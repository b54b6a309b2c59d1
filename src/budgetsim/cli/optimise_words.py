"""What ``budgetsim optimise`` found, in sentences: the knee, its price, and how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from budgetsim.cli.optimise_tables import PURPOSE, end_of, value_words
from budgetsim.report.caveats import caveats
from budgetsim.report.figure_words import capital, clauses, enumerated, level_label, sentences
from budgetsim.report.pareto import HOW, objective_name
from budgetsim.report.results import band_ends, has_band, worst_side_effect
from budgetsim.rounding import apart, digits_for, estimate, fixed, per_cent
from budgetsim.studies.band import cell_is_disputed
from budgetsim.studies.optimise.front import FEWEST_TO_SETTLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from budgetsim.language import Language
    from budgetsim.studies.factors import Factor
    from budgetsim.studies.optimise.answer import Answer
    from budgetsim.studies.optimise.problem import Objective

MUCH, LITTLE = 1.0 / 3.0, 0.05
"""Parts of its range from which a lever moves far, and up to which it stays about where it was (assumed)."""
OTHER, KEPT = "other", "kept"
KINDS = ("much-more", "more", OTHER, "less", "much-less", KEPT)


def findings(made: Answer, say: Language) -> list[str]:
    """Return everything worth saying, the most important first."""
    first: tuple[Callable[[Answer, Language], str], ...] = (headline, policy, side_effects)
    then = (method, corners, unsought, trust, lost, convergence)
    parts = ([tell(made, say) for tell in first], reserves(made, say), [tell(made, say) for tell in then])
    return [text for part in parts for text in part if text]


def reserves(made: Answer, say: Language) -> list[str]:
    """Say what is known to be wrong with the model about the levers that the knee moves."""
    mix, before = made.front.iloc[made.checked.knee], made.references.iloc[0]
    moved = [f.name for f in made.asked.levers if _move(f, before[f.name], mix[f.name])[0] != KEPT]
    return caveats(moved, say)


def lost(made: Answer, say: Language) -> str:
    """Say under how many mixes an objective is undefined."""
    count = made.found.undefined
    one = "one" if count == 1 else "many"
    return say("optimise-undefined", number=f"{count:,}", one=one) if count else ""


def headline(made: Answer, say: Language) -> str:
    """Say what the knee brings and costs, against the status quo, and how the knee is defined."""
    values = enumerated(say, [_against(made, objective, say) for objective in made.asked.objectives])
    if len(made.sought) == 1:
        return say("optimise-best", values=values)
    sought = enumerated(say, [say.name(objective.name) for objective in made.sought])
    return say("optimise-knee", values=values, objectives=sought)


def policy(made: Answer, say: Language) -> str:
    """Name the knee as a policy: which levers it moves far, which a little, which it leaves, against the status quo."""
    mix, before = made.front.iloc[made.checked.knee], made.references.iloc[0]
    moved: dict[str, list[tuple[float, str]]] = {}
    for factor in made.asked.levers:
        was, now = before[factor.name], mix[factor.name]
        kind, size = _move(factor, was, now)
        told = say.name(factor.name)
        if kind != KEPT:
            told = say("optimise-moved", lever=told, was=_value(say, was), now=_value(say, now))
        moved.setdefault(kind, []).append((size, told))
    moves = [
        say(
            f"optimise-move-{kind}",
            levers=enumerated(say, [text for _, text in sorted(moved[kind], key=lambda move: -move[0])]),
        )
        for kind in KINDS
        if kind in moved
    ]
    return say("optimise-policy", mix=star(made), moves=clauses(say, moves)) if moves else ""


def star(made: Answer) -> str:
    """Return what the mix that is told first is: the knee, or, of a single objective, the best."""
    return "knee" if len(made.sought) > 1 else "best"


def side_effects(made: Answer, say: Language) -> str:
    """Say what the knee does to what was not sought."""
    levels, differences = made.cells["scenarios"], made.cells["differences"]
    told = []
    if PURPOSE not in [objective.name for objective in made.asked.objectives]:
        before, after = apart(*(levels[key][PURPOSE]["mean"] for key in ("status_quo", "knee")))
        told.append(say("optimise-purpose", mix=star(made), before=before, after=after))
    cell = differences["knee"][PURPOSE]
    if has_band(cell):
        low, high = band_ends(cell)
        turns = "yes" if cell_is_disputed(cell) else "no"
        told.append(say("optimise-band", mix=star(made), low=low, high=high, turns=turns))
    return sentences(say, [*told, _side_effect(levels, differences, made.asked.fresh, say)])


def method(made: Answer, say: Language) -> str:
    """Say what the numbers of the tables are."""
    asked, states = made.asked, ""
    if asked.uncertainties:
        unknown = enumerated(say, [say.name(factor.name) for factor in asked.uncertainties])
        states = say("optimise-states", states=str(asked.states), uncertain=unknown)
    years = asked.base.protocol.years
    return say(
        "optimise-method",
        year=str(asked.from_year),
        last=str(min(3, years)),
        years=str(years),
        how=say(HOW[asked.robust]),
        seeds=str(len(asked.seeds)),
        fresh=str(asked.fresh),
        states=states,
    )


def corners(made: Answer, say: Language) -> str:
    """Say where the knee leans against the ranges that it was allowed."""
    found = at_ends(made)
    told = []
    for end in ("upper", "lower"):
        names = [say.name(name) for name, own in found.items() if own == end]
        if names:
            told.append(say(f"optimise-at-{end}", levers=enumerated(say, names)))
    if not told:
        return say("optimise-inside", mix=star(made))
    return say("optimise-ends", mix=star(made), ends=enumerated(say, told))


def unsought(made: Answer, say: Language) -> str:
    """Say which objectives hardly answer to the levers, and were therefore told and not sought."""
    told = []
    for objective in made.asked.objectives:
        if objective in made.sought:
            continue
        every = made.mixes[objective.name]
        low, high = float(every.min()), float(every.max())
        places = digits_for(None, None, high - low)
        ends = {"low": fixed(low, places), "high": fixed(high, places)}
        told.append(say("optimise-unsought-range", objective=say.name(objective.name), **ends))
    if not told:
        return ""
    return say(
        "optimise-unsought",
        objectives=capital(enumerated(say, told)),
        one="one" if len(told) == 1 else "many",
        share=per_cent(made.asked.material),
    )


def trust(made: Answer, say: Language) -> str:
    """Say what the check on fresh seeds left of what the search promised."""
    promises = zip(made.asked.objectives, made.checked.promised, made.checked.kept, strict=True)
    told = [
        _promise(objective.name, float(promised), float(kept), say)
        for objective, promised, kept in promises
        if objective in made.sought
    ]
    gone = [
        say.name(objective.name)
        for objective, promised, kept in zip(
            made.asked.objectives, made.checked.promised, made.checked.kept, strict=True
        )
        if objective in made.sought and promised > kept
    ]
    kept_on = say(
        "optimise-trust",
        promises=clauses(say, told),
        lost="all" if len(gone) == len(told) else "some" if gone else "none",
        objectives=enumerated(say, gone) if gone else "",
    )
    return sentences(say, [held(made, say), kept_on, _unbeaten(made, say)])


def _unbeaten(made: Answer, say: Language) -> str:
    """Say how many mixes of the front no other of them beats on fresh worlds."""
    mixes, kept = int(made.checked.holds.sum()), int(made.checked.on_front.sum())
    return say("optimise-unbeaten", mixes=str(mixes), kept=str(kept)) if mixes > 1 else ""


def held(made: Answer, say: Language) -> str:
    """Say how many mixes hold the budget on fresh worlds, and how surely; nothing without a budget."""
    checked, knee = made.checked, made.checked.knee
    if made.asked.budget is None:
        return ""
    about = {
        "all": len(checked.holds),
        "holding": int(checked.holds.sum()),
        "surely": int(checked.surely.sum()),
    }
    state = "all" if checked.surely.all() else "some"
    told = [say("optimise-held", **{name: str(count) for name, count in about.items()}, state=state)]
    if not checked.surely[knee]:
        told.append(say("optimise-held-unsurely", mix=star(made)))
    return sentences(say, told)


def convergence(made: Answer, say: Language) -> str:
    """Say whether the search has settled."""
    count = len(made.found.volumes)
    if count < 2:
        return say("optimise-one-generation")
    return say(
        "optimise-convergence",
        mix=star(made),
        generation=str(int(made.front["generation"].iloc[made.checked.knee])),
        generations=str(count),
        gain=per_cent(max(0.0, made.found.late_gain)),
        settled="few" if count < FEWEST_TO_SETTLE else "yes" if made.is_settled else "no",
    )


def title(made: Answer) -> str:
    """Say on the command line how many mixes were tried, under which budget."""
    asked = made.asked
    limit = "no limit on administrative cost (--budget)"
    if asked.budget is not None:
        limit = (
            f"administrative cost at most {asked.budget:g} per department and year, {per_cent(asked.budget)} of a"
            " mean budget"
        )
    return f"{asked.name}: {len(made.found.archive.names):,} mixes of {len(asked.levers)} levers; {limit}"


def at_ends(made: Answer) -> dict[str, str]:
    """Return the levers whose value at the knee is an end of its range, and which end."""
    mix = made.front.iloc[made.checked.knee]
    found = {}
    for factor in made.asked.levers:
        end = end_of(factor, mix[factor.name])
        if end:
            found[factor.name] = end
    return found


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
    named = isinstance(value, str | bool) or type(value).__name__ == "bool_"
    return level_label(say, value) if named else value_words(value)


def _side_effect(levels: Mapping[str, Any], differences: Mapping[str, Any], seeds: int, say: Language) -> str:
    """Name the outcome that becomes worse by the largest proportion, if one clearly does (Bonferroni)."""
    found = worst_side_effect(levels, differences, "knee", seeds)
    if found is None:
        return say("optimise-no-side-effect")
    worst, before, after = found
    old, new = apart(before, after)
    return say(
        "optimise-side-effect",
        outcome=say.name(worst),
        way="up" if after > before else "down",
        before=old,
        after=new,
    )


def _promise(objective: str, promised: float, kept: float, say: Language) -> str:
    """Return an advantage over the status quo in the search and on fresh seeds, and what part of it was lost."""
    places = digits_for(None, None, max(abs(promised), abs(kept), 1e-9))
    lost = per_cent((promised - kept) / promised) if promised > max(kept, 0.0) else ""
    return say(
        "optimise-promise",
        objective=say.name(objective),
        promised=fixed(promised, places, sign=True),
        kept=fixed(kept, places, sign=True),
        lost=say("optimise-lost", share=lost) if lost else "",
    )


def _against(made: Answer, objective: Objective, say: Language) -> str:
    name = objective.name
    knee, before = made.front.iloc[made.checked.knee], made.references.iloc[0]
    places = digits_for(knee[f"{name}_low"], knee[f"{name}_high"], max(abs(knee[name]), abs(before[name])))
    return say(
        "optimise-against",
        outcome=objective_name(say, name, made.asked.robust),
        value=fixed(float(knee[name]), places),
        before=fixed(float(before[name]), places),
        difference=_difference(made, name, say),
    )


def _difference(made: Answer, name: str, say: Language) -> str:
    """Return the difference from the status quo, paired by seed, with its interval; nothing if means do not count."""
    cell = made.cells["differences"]["knee"][name]
    if made.asked.robust != "mean" or cell["low"] is None or cell["high"] is None:
        return ""
    if cell["mean"] == cell["low"] == cell["high"] == 0.0:
        return say("optimise-same")
    told = estimate(cell["mean"], cell["low"], cell["high"], sign=True)
    sure = "no" if cell["low"] <= 0.0 <= cell["high"] else "yes"
    return say("optimise-difference", value=told.value, low=told.low, high=told.high, sure=sure)
