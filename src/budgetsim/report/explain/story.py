"""The year as a story: sections of plain sentences and small tables, made from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from budgetsim.report.explain import reasons
from budgetsim.report.explain.aftermath import learned_sentences, money_sentences
from budgetsim.report.words import amount, counted, per_cent, points

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
KINDS = {
    "production": "outputs and outcomes can both be seen, as with roads",
    "procedural": "what it does can be seen, what comes of it hardly, as with inspection",
    "craft": "what comes of its work can be seen, the work itself hardly, as with enforcement",
    "coping": "neither its work nor what comes of it can be seen well, as with culture or police",
}
RULES = {
    "rational": "It calculates: each action goes as far as one more unit pays, given what it believes.",
    "adaptive": "It does not calculate: it tries a random step away from the best action that it remembers.",
    "satisficing": "It is content with good enough: it moves only in a year after its attainment fell short.",
}
Facts = Mapping[str, Any]
Row = tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A heading, sentences, and perhaps a table (its first row are the headings)."""

    title: str
    paragraphs: tuple[str, ...]
    table: tuple[Row, ...] = ()


def sections_of(facts: Facts) -> list[Section]:
    """Return the story in the order of the year."""
    return [_who(facts), _knew(facts), _chose(facts), _months(facts), _seen_and_true(facts), _followed(facts)]


def _who(f: Facts) -> Section:
    who, count = f["who"], f["departments"]
    size = f"Its size is {amount(who['size'])} (the mean is 1)."
    kind = f"{f['name'].capitalize()} is a {who['archetype']} department: {KINDS[who['archetype']]}."
    measured = (
        f"Of its outputs {per_cent(who['measurability_output'])} can be measured, of the benefits for citizens "
        f"{per_cent(who['measurability_benefit'])}."
    )
    private = (
        f"Private, known to nobody else: its productivity is θ = {amount(who['productivity'])} (mean 1; rank "
        f"{who['productivity_rank']} of {count}). A unit of money for its own comfort is worth b = "
        f"{amount(who['slack_taste'])} to it. Its reports "
        f"{'overstate' if who['self_bias'] >= 0 else 'understate'} what it attains by "
        f"{abs(who['self_bias']):.0f} points of 100, out of habit and before any intent."
    )
    return Section("1. Who it is", (f"{kind} {size} {measured}", private))


def _knew(f: Facts) -> Section:
    k, stake = f["knew"], f["knew"]["stake"]
    kept = (
        f", of which {amount(k['kept_from_last_year'])} kept from last year"
        if k["kept_from_last_year"]
        else ""
    )
    budget = (
        f"In January it has a budget of {amount(k['budget'])}{kept} (1 is the mean budget of the first year). It "
        f"expects to reach {amount(k['forecast_output'])} in outputs and {amount(k['forecast_benefit'])} in "
        f"benefits if it works as last year; the bureau holds {amount(k['norm_output'])} and "
        f"{amount(k['norm_benefit'])} to be normal for it."
    )
    belief = (
        f"It believes that a month is checked with probability p̂ = {per_cent(k['perceived_risk'])}, and so that "
        f"misuse would be found at some time of the year with probability P̂ = {per_cent(k['found_chance'])}. "
        f"Whether findings have consequences it believes to γᵐ = {per_cent(k['consequence_belief'])}, whether "
        f"announced use of results is real to γᵘ = {per_cent(k['credibility'])}. Its own concern for public "
        f"value, its performance concept, is κ = {amount(k['culture'])} of 1."
    )
    at_stake = (
        f"A full score (100 points) instead of none is worth W = {amount(stake['total'])} to it: "
        f"{amount(stake['use'])} from budgets and praise that follow results, "
        f"{amount(stake['total'] - stake['use'])} from face and publicity. Its own report decides over "
        f"{amount(stake['self_part'])} of that, a key evaluation over {amount(stake['key_part'])}."
    )
    return Section("2. What it knew in January", (budget, _announced(f), belief, at_stake))


def _announced(f: Facts) -> str:
    policy, programme = f["knew"]["policy"], f["knew"]["programme"]
    load = programme["workload"]
    capable = (
        f"The bureau's staff has time for all of it (workload {per_cent(load)})."
        if load <= 1.0
        else f"But the work is {per_cent(load)} of what the staff can do, so only "
        f"{per_cent(programme['delivered'])} of it gets done, and in haste."
    )
    return (
        f"The bureau announces: {per_cent(policy['monitoring_intensity'])} of months checked, "
        f"{per_cent(policy['evaluation_coverage'])} of departments evaluated, objectives reviewed to "
        f"{per_cent(policy['objective_review'])}, results used to {per_cent(policy['result_use'])}. {capable}"
    )


def _chose(f: Facts) -> Section:
    chose = f["chose"]
    told = (
        RULES[f["rule"]],
        reasons.sandbagging(f),
        reasons.efforts(f),
        reasons.manipulation(chose["manipulation"]),
        reasons.diversion(chose["diversion"], chose["concealment"]),
        *reasons.departures(f),
    )
    return Section("3. What it chose, and why", told, reasons.margins_table(chose))


def _months(f: Facts) -> Section:
    rows: list[Row] = [
        ("month", "spent so far", "of budget", "diverted so far", "diverting now", "what happened")
    ]
    past = {"checks": 0.0, "findings": 0.0}
    for m in f["months"]:
        event = _event(f, m, past)
        past = m
        hiding = f["chose"]["concealment"]["chosen"]
        spent, held = amount(m["spent"]), amount(m["diverted"] + m["concealed"])
        rate = per_cent(m["diversion_now"] + hiding)
        rows.append((MONTHS[m["month"] - 1], spent, per_cent(m["spent"] / m["budget"]), held, rate, event))
    share, rush = f["true"]["december_share"], f["true"]["shares_of_budget"]["rush_loss"]
    intro = (
        f"It holds back {per_cent(f['hoarding']['held_back'])} of every monthly instalment, to be safe. What "
        f"is left goes out in December: {per_cent(share)} of the year's spending (an even year has 8.3%). The "
        f"hurry costs {per_cent(rush)} of the budget."
    )
    return Section("4. The twelve months", (intro,), tuple(rows))


def _event(f: Facts, month: Mapping[str, float], past: Mapping[str, float]) -> str:
    told = []
    checked, found = month["checks"] > past["checks"], month["findings"] > past["findings"]
    if found:
        told.append(_finding("check", month))
    elif checked:
        told.append("check: nothing found")
    if month["month"] == 7 and abs(f["true"]["moved_in_july"]) >= 0.0005:
        moved = f["true"]["moved_in_july"]
        told.append(
            f"{amount(abs(moved))} {'received from slower' if moved > 0 else 'taken for faster'} departments"
        )
    if month["audit_findings"] > 0:
        told.append(_finding("audit", month))
    if month["month"] == 12:
        told.append("rush")
    return "; ".join(told)


def _finding(source: str, month: Mapping[str, float]) -> str:
    """A finding corrects waste as well as misuse; where nothing was diverted openly there is nothing to give back."""
    returned = month["returned"]
    if returned > 0:
        return f"{source}: misuse found, {amount(returned)} given back"
    return f"{source}: poor management found"


def _seen_and_true(f: Facts) -> Section:
    seen, true = f["seen"], f["true"]
    money, findings = true["shares_of_budget"], seen["findings"] + seen["audit_findings"]
    key = points(true["key_score"])
    early = " (preliminary)" if f["knew"]["policy"]["evaluation_lag"] == 1 else ""
    diverted = f"{per_cent(money['diverted'] + money['concealed'])} of its budget"
    hidden = f", {per_cent(money['concealed'])} well hidden" if money["concealed"] > 0 else ""
    made_up = f"with g = {amount(f['chose']['manipulation']['chosen'])} made up"
    found = f"{counted(findings, 'finding')} in {counted(seen['checks'], 'check')}"
    guess = f"{amount(seen['expected_productivity'])} ± {amount(seen['productivity_sd'])}"
    expected = f"{amount(true['honest_proposal_output'])} expected by itself"
    rows: tuple[Row, ...] = (
        ("", "the bureau saw", "the truth"),
        ("output target", f"{amount(seen['proposal_output'])} proposed", expected),
        ("output", f"{amount(seen['reported_output'])} reported", amount(true["output"])),
        ("benefit", f"{amount(seen['reported_benefit'])} reported", amount(true["benefit"])),
        ("self-score", points(seen["self_score"]) + early, f"{points(true['self_score'])} {made_up}"),
        ("key evaluation", "none", f"{key} it would get")
        if seen["key_score"] is None
        else ("key evaluation", points(seen["key_score"]) + early, key),
        ("diverted money", found, diverted + hidden),
        ("wasted without intent", "–", f"{per_cent(money['passive'])} of its budget"),
        ("useful money", "–", f"{per_cent(money['useful'])} of its budget"),
        ("productivity", guess, amount(f["who"]["productivity"])),
    )
    rank = (
        f"True performance was {amount(true['performance'])}, rank {true['performance_rank']} of "
        f"{f['departments']}. The review of objectives had turned the proposal into an output target of "
        f"{amount(seen['target_output'])}."
    )
    return Section("5. What the bureau saw, and what was true", (rank,), rows)


def _followed(f: Facts) -> Section:
    table: list[Row] = [("belief or state", "in January", "after the year")]
    labels = {
        "perceived_risk": "its chance of a monthly check p̂",
        "consequence_belief": "its belief that findings matter γᵐ",
        "credibility": "its belief that results are used γᵘ",
        "culture": "its performance concept κ",
        "passive_waste": "its passive waste q",
        "norm_output": "the bureau's norm for its output",
        "norm_benefit": "the bureau's norm for its benefit",
        "expected_productivity": "the bureau's guess of its productivity",
    }
    for name, label in labels.items():
        pair = f["followed"]["learned"][name]
        table.append((label, f"{pair['before']:.3f}", f"{pair['after']:.3f}"))
    return Section("6. What followed", (*money_sentences(f), *learned_sentences(f)), tuple(table))
