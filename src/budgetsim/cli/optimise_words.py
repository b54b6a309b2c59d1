"""What ``budgetsim optimise`` found, in sentences: the knee, its price, and how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from budgetsim.cli.optimise_tables import PURPOSE, end_of, value_words
from budgetsim.report.results import digits_for, fixed, side_effect
from budgetsim.report.words import listed, per_cent, spoken

if TYPE_CHECKING:
    from budgetsim.studies.factors import Factor
    from budgetsim.studies.optimise.answer import Answer
    from budgetsim.studies.optimise.problem import Objective

MUCH, LITTLE = 1.0 / 3.0, 0.05
"""Parts of its range from which a lever moves far, and up to which it stays about where it was (assumed)."""
OTHER, KEPT = "another choice of", "about the same"
KINDS = ("much more", "more", OTHER, "less", "much less", KEPT)


def headline(made: Answer) -> str:
    """Say what the knee brings and costs, against the status quo, and how the knee is defined."""
    if len(made.sought) == 1:
        return f"The best mix: {listed(_against(made, o) for o in made.asked.objectives)}."
    return (
        f"The knee of the front: {listed(_against(made, o) for o in made.asked.objectives)}. It is the mix farthest"
        f" from the plane through the ends of the front, with {_sought_words(made)} each scaled to its range there:"
        " beyond it, a little more of one costs much of the others."
    )


def policy(made: Answer) -> str:
    """Name the knee as a policy: which levers it moves far, which a little, which it leaves, against the status quo."""
    mix, before = made.front.iloc[made.checked.knee], made.references.iloc[0]
    moved: dict[str, list[tuple[float, str]]] = {}
    for factor in made.asked.levers:
        was, now = before[factor.name], mix[factor.name]
        kind, size = _move(factor, was, now)
        ends = "" if kind == KEPT else f" ({value_words(was)} to {value_words(now)})"
        moved.setdefault(kind, []).append((size, f"{spoken(factor.name)}{ends}"))
    told = [
        f"{kind} {listed(text for _, text in sorted(moved[kind], key=lambda move: -move[0]))}"
        for kind in KINDS
        if kind in moved
    ]
    return f"As a policy, the {star(made)} is {'; '.join(told)}." if told else ""


def _move(factor: Factor, was: Any, now: Any) -> tuple[str, float]:
    """Return how far a lever moves, in words and in parts of its range."""
    if not factor.is_ordered or was is None:
        return (KEPT, 0.0) if was == now else (OTHER, 1.0)
    low, high = (float(end) for end in factor.extremes())
    step = (float(now) - float(was)) / (high - low) if high > low else 0.0
    size = abs(step)
    if size < LITTLE:
        return KEPT, size
    return f"{'much ' if size >= MUCH else ''}{'more' if step > 0.0 else 'less'}", size


def star(made: Answer) -> str:
    """Return what the mix that is told first is: the knee, or, of a single objective, the best."""
    return "knee" if len(made.sought) > 1 else "best mix"


def unsought(made: Answer) -> str:
    """Say which objectives hardly answer to the levers, and were therefore told and not sought."""
    told = []
    for objective in made.asked.objectives:
        if objective in made.sought:
            continue
        every = made.mixes[objective.name]
        low, high = float(every.min()), float(every.max())
        places = digits_for(None, None, high - low)
        told.append(
            f"{spoken(objective.name)} ({fixed(low, places)} to {fixed(high, places)} over all mixes)"
        )
    if not told:
        return ""
    one = len(told) == 1
    return (
        f"{listed(told).capitalize()} hardly {'answers' if one else 'answer'} to these levers: beyond chance, mixes"
        f" differ by less than {per_cent(made.asked.material)} of the status quo; {'it was' if one else 'they were'}"
        " told but not sought (--material)."
    )


def side_effects(made: Answer) -> str:
    """Say what the knee does to what was not sought."""
    cells = made.cells
    levels, differences = cells["scenarios"], cells["differences"]
    told = []
    if PURPOSE not in [objective.name for objective in made.asked.objectives]:
        before, after = levels["status_quo"][PURPOSE]["mean"], levels["knee"][PURPOSE]["mean"]
        told.append(
            f"Net social value, which also counts the costs of effort, risk and administration, goes from"
            f" {fixed(before, 3)} to {fixed(after, 3)} under the {star(made)}."
        )
    return " ".join([*told, side_effect(levels, differences, "knee")])


def at_ends(made: Answer) -> dict[str, str]:
    """Return the levers whose value at the knee is an end of its range, and which end."""
    mix = made.front.iloc[made.checked.knee]
    found = {}
    for factor in made.asked.levers:
        end = end_of(factor, mix[factor.name])
        if end:
            found[factor.name] = end
    return found


def corners(made: Answer) -> str:
    """Say where the knee leans against the ranges that it was allowed."""
    found = at_ends(made)
    told = []
    for end in ("upper", "lower"):
        names = [spoken(name) for name, own in found.items() if own == end]
        if names:
            told.append(f"at the {end} end of {listed(names)}")
    if not told:
        return f"The {star(made)} lies inside the range of every lever."
    return f"The {star(made)} lies {' and '.join(told)}: there the range decides, not the trade-off."


def trust(made: Answer) -> str:
    """Say what the check on fresh seeds left of what the search promised."""
    told = []
    promises = zip(made.asked.objectives, made.checked.promised, made.checked.kept, strict=True)
    for objective, promised, kept in promises:
        if objective not in made.sought:
            continue
        places = digits_for(None, None, max(abs(promised), abs(kept), 1e-9))
        lost = promised - kept
        part = f", {per_cent(max(0.0, lost) / promised)} of it lost" if promised > 0.0 else ""
        told.append(
            f"{spoken(objective.name)} {fixed(promised, places, sign=True)} in the search,"
            f" {fixed(kept, places, sign=True)} on fresh seeds{part}"
        )
    count, kept_on = len(made.front), int(made.checked.on_front.sum())
    over = len(made.checked.holds) - int(made.checked.holds.sum())
    broken = f" {over} broke the budget there and {'was' if over == 1 else 'were'} set aside." if over else ""
    return (
        "Mixes chosen for looking good look too good on the seeds of the choice. Mean advantage of the front over the"
        f" status quo (positive is better): {'; '.join(told)}. Of {count} mixes, {kept_on} are still unbeaten"
        f" there.{broken}"
    )


def convergence(made: Answer) -> str:
    """Say whether the search has settled."""
    gain, count = made.found.late_gain, len(made.found.volumes)
    if count < 2:
        return "One generation is a sample, no search; ask for more (--generations)."
    born = int(made.front["generation"].iloc[made.checked.knee])
    said = (
        f"The {star(made)} was found in generation {born} of {count}; the last quarter of them added"
        f" {per_cent(max(0.0, gain))} to the hypervolume of the front"
    )
    if made.is_settled:
        return f"{said}: the search has settled."
    return f"{said}: it has not settled; the same command with more --generations goes on."


def title(made: Answer) -> str:
    """Say how many mixes were tried, under which budget."""
    asked = made.asked
    limit = "no limit on administrative cost (--budget)"
    if asked.budget is not None:
        limit = (
            f"administrative cost at most {asked.budget:g} per department and year, {per_cent(asked.budget)} of a"
            " mean budget"
        )
    return f"{asked.name}: {len(made.found.archive.names):,} mixes of {len(asked.levers)} levers; {limit}"


def method(made: Answer) -> str:
    """Say what the numbers of the tables are."""
    from budgetsim.studies.optimise.robust import IN_WORDS

    asked = made.asked
    states = ""
    if asked.uncertainties:
        unknown = listed(spoken(factor.name) for factor in asked.uncertainties)
        states = f" in each of {asked.states} states of {unknown}, fresh ones for the tables"
    years = asked.base.protocol.years
    return (
        f"Mixes begin in year {asked.from_year}; outcomes are means over the last {min(3, years)} of {years} years,"
        f" {IN_WORDS[asked.robust]} ({len(asked.seeds)} seeds in the search, {asked.fresh} fresh seeds in these"
        f" tables{states}), ± half of the 95% interval over seeds."
    )


def _against(made: Answer, objective: Objective) -> str:
    name = objective.name
    knee, before = made.front.iloc[made.checked.knee], made.references.iloc[0]
    what = f"regret of {spoken(name)}" if made.asked.robust == "regret" else spoken(name)
    places = digits_for(knee[f"{name}_low"], knee[f"{name}_high"], max(abs(knee[name]), abs(before[name])))
    return f"{what} {fixed(float(knee[name]), places)} (status quo {fixed(float(before[name]), places)})"


def _sought_words(made: Answer) -> str:
    return listed(spoken(objective.name) for objective in made.sought)
