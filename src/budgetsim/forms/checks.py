"""Rules that a filled form must keep; what breaks one is told by cell: file, sheet, cell and heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from budgetsim.data.names import folded_name
from budgetsim.forms.form import EXECUTION, EXECUTION_WEIGHT, WEIGHTS, Filled
from budgetsim.forms.read import heading_of, place_told
from budgetsim.forms.words import label
from budgetsim.language import spoken, told
from budgetsim.scenario_files.faults import Fault

TOLERANCE = 1e-6
"""Points, or shares of an amount, up to which sums agree."""
ROUNDING = 0.051
"""Points that an execution score may lie above its rate: one decimal, rounded up."""


@dataclass(frozen=True)
class Broken:
    """A rule that a form breaks: the key of its words, the cell by its key, and the facts."""

    rule: str
    cell: str
    value: float | str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


Rule = Callable[[Filled], Iterable[Broken]]


def weights_add_up(form: Filled) -> Iterator[Broken]:
    """Yield groups whose weights are not their points, told at the first indicator; and the weight of execution."""
    for group, points in WEIGHTS.items():
        own = [(place, one) for place, one in enumerate(form.indicators) if one.group == group]
        if not own:
            yield Broken(
                "group-missing", "group", None, {"group": _word(group, form), "points": _figure(points)}
            )
            continue
        total = sum(one.weight or 0.0 for _, one in own)
        is_known = not any(f"{place}.weight" in form.unread for place, _ in own)
        if is_known and abs(total - points) > TOLERANCE:
            facts = {"group": _word(group, form), "sum": _figure(total), "points": _figure(points)}
            yield Broken("weights", f"{own[0][0]}.weight", own[0][1].weight, facts)
    weight = form.numbers.get(f"{EXECUTION}.weight")
    if form.form.is_scored and weight != EXECUTION_WEIGHT:
        yield Broken("execution-weight", f"{EXECUTION}.weight", weight, {"points": _figure(EXECUTION_WEIGHT)})


def scores_within_weights(form: Filled) -> Iterator[Broken]:
    """Yield scores below 0 or above the weight of their indicator."""
    own = {str(place): (one.weight, one.score) for place, one in enumerate(form.indicators)}
    own[EXECUTION] = (form.numbers.get(f"{EXECUTION}.weight"), form.numbers.get(f"{EXECUTION}.score"))
    for place, (weight, score) in own.items():
        if score is not None and weight is not None and not -TOLERANCE <= score <= weight + TOLERANCE:
            yield Broken("score", f"{place}.score", score, {"weight": _figure(weight)})


def executed_within_budget(form: Filled) -> Iterator[Broken]:
    """Yield amounts executed above the adjusted budget, or above the approved one where nothing was adjusted."""
    for row in form.form.amounts:
        approved, adjusted, executed = (
            form.numbers.get(f"{row}.{column}") for column in ("approved", "adjusted", "executed")
        )
        budget = approved if adjusted is None else adjusted
        if executed is not None and budget is not None and executed > budget * (1.0 + TOLERANCE):
            is_adjusted = adjusted is not None and adjusted != approved
            rule = "executed-adjusted" if is_adjusted else "executed"
            yield Broken(rule, f"{row}.executed", executed, {"budget": _figure(budget)})


def score_follows_execution(form: Filled) -> Iterator[Broken]:
    """Yield a score of execution above its weight times the rate of execution."""
    total = form.form.amounts[0]
    budget = form.numbers.get(f"{total}.adjusted", form.numbers.get(f"{total}.approved"))
    executed, score = form.numbers.get(f"{total}.executed"), form.numbers.get(f"{EXECUTION}.score")
    if budget and executed is not None and score is not None:
        most = EXECUTION_WEIGHT * min(1.0, executed / budget)
        if most + ROUNDING < score <= EXECUTION_WEIGHT:
            facts = {"rate": f"{100.0 * executed / budget:.1f}", "most": f"{most:.1f}"}
            yield Broken("execution-score", f"{EXECUTION}.score", score, facts)


def parts_add_up(form: Filled) -> Iterator[Broken]:
    """Yield totals of money that are not the sum of the rows below them, as far as there are any."""
    total, *rows = form.form.amounts
    for column in form.form.money:
        parts = [form.numbers[key] for row in rows if (key := f"{row}.{column}") in form.numbers]
        whole = form.numbers.get(f"{total}.{column}")
        is_known = not any(f"{row}.{column}" in form.unread for row in rows)
        if (
            is_known
            and parts
            and whole is not None
            and abs(sum(parts) - whole) > TOLERANCE * max(1.0, abs(whole))
        ):
            yield Broken("parts", f"{total}.{column}", whole, {"sum": _figure(sum(parts))})


def sums_as_stated(form: Filled) -> Iterator[Broken]:
    """Yield sums of weights and scores that are not what the form shows as such."""
    for name, reckoned in (("weight", form.weight), ("score", form.score)):
        stated = form.stated.get(name)
        is_known = not any(key.endswith(f".{name}") for key in form.unread)
        if is_known and stated is not None and reckoned is not None and abs(stated - reckoned) > TOLERANCE:
            yield Broken("sum", f"sum.{name}", stated, {"sum": _figure(reckoned)})


def complete(form: Filled) -> Iterator[Broken]:
    """Yield what a form lacks: who, when, how much, and the words and points of its indicators."""
    heads = [name for row in form.form.heads for name in row if name != "agency"]
    for name in heads:
        if name not in form.texts and name not in form.numbers:
            yield Broken("empty", name)
    total = form.form.amounts[0]
    for column in form.form.money:
        if f"{total}.{column}" not in form.numbers:
            yield Broken("empty", f"{total}.{column}")
    if form.form.is_scored and f"{EXECUTION}.score" not in form.numbers:
        yield Broken("empty", f"{EXECUTION}.score")
    for place, one in enumerate(form.indicators):
        lacking = {"indicator": not one.name, "target": not one.target, "weight": one.weight is None}
        if form.form.is_scored:
            lacking["score"] = one.score is None
        yield from (Broken("empty", f"{place}.{name}") for name, is_lacking in lacking.items() if is_lacking)
        if form.form.is_scored and one.score and not one.actual:
            yield Broken("unreached", f"{place}.actual", None, {"score": _figure(one.score)})


RULES: tuple[Rule, ...] = (
    complete,
    weights_add_up,
    scores_within_weights,
    executed_within_budget,
    score_follows_execution,
    parts_add_up,
    sums_as_stated,
)


def faults_of(form: Filled) -> list[Fault]:
    """Return every rule that a form breaks."""
    return [_told(form, broken) for rule in RULES for broken in rule(form) if _applies(form, broken)]


def _applies(form: Filled, broken: Broken) -> bool:
    """Tell whether a cell is there to be wrong: what is missing or cannot be read is told when the form is read."""
    return (broken.cell in form.cells or broken.cell == "group") and broken.cell not in form.unread


def objectives_kept(forms: Sequence[Filled]) -> list[Fault]:
    """Return targets and weights of self-evaluations that are not those of the objectives that were set."""
    promised = {_key(one): one for one in forms if one.form.name == "objectives"}
    return [
        _told(one, broken)
        for one in forms
        if one.form.name == "project" and _key(one) in promised
        for broken in _changed(promised[_key(one)], one)
    ]


def _key(form: Filled) -> tuple[str, str, int | None]:
    return (
        folded_name(form.texts.get("department", "")),
        folded_name(form.texts.get("project", "")),
        form.year,
    )


def _changed(before: Filled, after: Filled) -> Iterator[Broken]:
    at = {folded_name(one.name): place for place, one in enumerate(after.indicators) if one.name}
    for old in before.indicators:
        place = at.get(folded_name(old.name))
        where = {"file": before.file, "indicator": old.name}
        if place is None:
            yield Broken("dropped", "indicator", old.name, where)
            continue
        new = after.indicators[place]
        if folded_name(new.target) != folded_name(old.target):
            yield Broken("target-changed", f"{place}.target", new.target, {**where, "before": old.target})
        if old.weight is not None and new.weight != old.weight:
            facts = {**where, "before": _figure(old.weight)}
            yield Broken("weight-changed", f"{place}.weight", new.weight, facts)


def twice(forms: Sequence[Filled]) -> list[Fault]:
    """Return forms of one kind on the same department, project and year as one before them."""
    order = sorted(
        range(len(forms)), key=lambda place: (forms[place].form.name, str(_key(forms[place])), place)
    )
    return [
        _told(
            forms[other],
            Broken("twice", "year", forms[other].texts.get("project"), {"file": forms[one].file}),
        )
        for one, other in pairwise(order)
        if forms[one].form == forms[other].form and _key(forms[one]) == _key(forms[other])
    ]


def _told(form: Filled, broken: Broken) -> Fault:
    key = f"form-broken-{broken.rule}"
    heading = heading_of(broken.cell, form.form, spoken())
    cell = form.cells.get(broken.cell, "")
    where = place_told(form.sheet, cell, heading) if cell else f"{form.sheet} {heading}"
    remedy = told(f"{key}.remedy", **broken.facts) if spoken().has(f"{key}.remedy") else ""
    return Fault(form.file, None, where, broken.value, told(key, **broken.facts), remedy)


def _word(name: str, form: Filled) -> str:
    return label(name, form.form, spoken())


def _figure(value: float) -> str:
    return f"{value:,.10g}"
