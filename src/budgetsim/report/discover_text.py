"""A discovery in plain words: how often a policy fails, where mostly, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budgetsim.report.declared import declarations
from budgetsim.report.words import amount, counted, listed, per_cent, spoken
from budgetsim.studies.discover.boxes import SCENARIO_COLUMN, Limit
from budgetsim.studies.discover.condition import WORST_SHARE, Condition
from budgetsim.studies.discover.find import FEWEST, RESAMPLES, Findings
from budgetsim.studies.discover.judge import share_interval
from budgetsim.studies.discover.write import by_column
from budgetsim.studies.factors import SCENARIO, Factor

MOST_RULES = 6
"""Rules that a terminal shows; the others are in the files."""
MOST_NAMED = 5
"""Factors of which it is told how often other halves name them."""
ACCIDENT = 0.25
"""Share of other halves below which a limit of the first rule is called an accident (a convention)."""
MOSTLY = 0.5
"""Share of the failures from which a rule covers most of them."""
SMALL_SHARE = 0.095
"""Share from which whole per cents are told."""
HEADS = ("rule", "where", "fail without it", "covers", "fail", "states", "lift")


def findings_told(findings: Findings, weakest: Findings | None) -> list[str]:
    """Return the findings, a paragraph each, the answer first."""
    told = [f"{_how_often(own)} {_where(own)}".strip() for own in (findings, weakest) if own is not None]
    least = round(FEWEST / WORST_SHARE)
    if findings.lack and weakest is None and findings.states < least:
        told.append(f"With {least} states or more (--samples) it would be told where it does least well.")
    return told


def failing(condition: Condition, base: str) -> str:
    """Return what failing means, as a clause."""
    name, side = spoken(condition.outcome), "below" if condition.is_low else "above"
    if condition.quantile is not None:
        what = f"change of {name} against {base}" if condition.of == "change" else name
        end = "lowest" if condition.is_low else "highest"
        return f"its {what} is among the {end} {share_told(condition.quantile)}"
    bound = condition.bound or 0.0
    if condition.of == "level":
        return f"{name} is {side} {number_told(bound)}"
    if bound == 0.0:
        return f"{name} is {side} that under {base}"
    than = "less" if condition.is_low else "more"
    return f"{name} changes by {than} than {_signed(bound)} against {base}"


def limit_told(name: str, limit: Limit, delivered: Sequence[str] = ()) -> str:
    """Return a limit in words: ``staff skill at most 0.31``."""
    subject = subject_told(name, delivered)
    low, high = limit.low, limit.high
    if limit.levels:
        return f"{subject} {_alternatives(limit, 'other than ')}"
    if low is not None and low == high:
        return f"{subject} of {number_told(low)}"
    if low is not None and high is not None:
        return f"{subject} between {number_told(low)} and {number_told(high)}"
    if low is not None:
        return f"{subject} {'at least' if limit.discrete else 'above'} {number_told(low)}"
    return f"{subject} at most {number_told(high or 0.0)}"


def limit_short(name: str, limit: Limit) -> str:
    """Return a limit as a formula: ``staff_skill ≤ 0.31``."""
    if limit.low is None or limit.high is None or limit.low == limit.high:
        return f"{name} {ends_told(limit)}"
    less = "≤" if limit.discrete else "<"
    return f"{number_told(limit.low)} {less} {name} ≤ {number_told(limit.high)}"


def ends_told(limit: Limit) -> str:
    """Return a limit without its factor: ``≤ 0.31``."""
    low, high = limit.low, limit.high
    if limit.levels:
        return _alternatives(limit, "≠ ", "= ")
    if low is not None and low == high:
        return f"= {number_told(low)}"
    if low is not None and high is not None:
        return f"{number_told(low)} to {number_told(high)}"
    if low is not None:
        return f"{'≥' if limit.discrete else '>'} {number_told(low)}"
    return f"≤ {number_told(high or 0.0)}"


def subject_told(name: str, delivered: Sequence[str] = ()) -> str:
    """Return a column of factors as words; of levers that are delivered it says so."""
    if name == SCENARIO_COLUMN:
        return "scenario"
    return f"{'delivered ' if name in delivered else ''}{spoken(name)}"


def level_told(level: Any) -> str:
    """Return a level as people write it; switches are on or off."""
    return ("on" if level else "off") if isinstance(level, bool) else str(level)


def meaning_told(factor: Factor, *, delivered: bool) -> str:
    """Return what a factor means, its unit, and the values that it took."""
    about = declarations().get(factor.name)
    if about is None:
        return "the scenario from which a state departs" if factor.name == SCENARIO else _switch_told(factor)
    meaning = f"{'what the policy attains of: ' if delivered else ''}{about.meaning}"
    if not factor.is_ordered:
        return f"{meaning} (one of {', '.join(map(str, factor.levels))})"
    low, high = factor.extremes()
    return f"{meaning} ({number_told(low)} to {number_told(high)}{_unit(about.unit)})"


def rule_rows(findings: Findings) -> list[tuple[str, ...]]:
    """Return the rows of the table of rules, one for each limit; a rule's counts stand in its first row."""
    rows = []
    for number, rule in enumerate(findings.rules[:MOST_RULES], 1):
        own = rule.held_out
        low, high = own.interval
        dense = f"{share_told(own.density)} ({share_told(low)} to {share_told(high)})"
        counts = (share_told(own.coverage), dense, share_told(own.support), f"{own.lift:.1f}")
        for place, item in enumerate(rule.contributions):
            limit = limit_short(item.name, rule.box.limits[item.name])
            ahead = str(number) if place == 0 else ""
            rest = counts if place == 0 else ("",) * len(counts)
            rows.append((ahead, limit, share_told(item.without.density), *rest))
    return rows


def table_title(findings: Findings) -> str:
    """Return what the table of rules is about."""
    more = len(findings.rules) - MOST_RULES
    rest = f" ({counted(more, 'further rule')}: see rules.csv)" if more > 0 else ""
    share = findings.cases.condition.quantile
    among = "" if share is None else f"; fail: to be among the worst {share_told(share)}"
    return f"Rules{among}{rest}"


def meaning_rows(findings: Findings) -> list[tuple[str, str]]:
    """Return every factor that a rule limits, and what it means."""
    factors, delivered = by_column(findings), findings.cases.delivered
    names = [item.name for rule in findings.rules[:MOST_RULES] for item in rule.contributions]
    return [(name, meaning_told(factors[name], delivered=name in delivered)) for name in dict.fromkeys(names)]


def notes_told(findings: Findings, weakest: Findings | None, seeds: int) -> list[str]:
    """Return what a reader must know about the numbers."""
    told = weakest or findings
    notes = []
    if not told.lack:
        judges = int(told.held_out.sum())
        notes.append(
            f"The tree found its boxes on {told.states - judges:,} states; everything said of rules is counted on the"
            f" other {judges:,}. Fail without it: the share that fails in the box if this limit is dropped."
        )
    if told.rules:
        notes.append(_again(told))
    if findings.unclear is None:
        notes.append("With one seed it cannot be told which verdicts are luck; take more --replications.")
    else:
        notes.append(
            f"For {share_told(findings.unclear)} of the states {counted(seeds, 'seed')} cannot tell whether they fail."
        )
    notes.append(
        "Shares are of the values that were tried, each part of a range counting alike; they are no probabilities."
    )
    return notes


def markdown(title: str, findings: Findings, weakest: Findings | None, seeds: int) -> str:
    """Return the findings as a page of Markdown."""
    told = weakest or findings
    lines = [f"# {title}", "", *_paragraphs(findings_told(findings, weakest))]
    if told.rules:
        lines += [*_grid(HEADS, rule_rows(told)), ""]
        lines += [*_grid(("factor", "meaning"), meaning_rows(told)), ""]
    lines += _paragraphs(notes_told(findings, weakest, seeds))
    return "\n".join(lines).rstrip() + "\n"


def share_told(share: float) -> str:
    """Return a share of states: in whole per cents, small ones with a decimal; a few hundred states say no more."""
    if 0.995 <= share < 1.0:
        return ">99%"
    if 0.0 < share < 0.0005:
        return "<0.1%"
    return per_cent(round(share, 2 if share >= SMALL_SHARE else 3))


def number_told(value: float) -> str:
    """Return a limit, which is rounded already, as people write it."""
    return f"{value:.10g}".replace("-", "−")


def _again(findings: Findings) -> str:
    """Say how often other halves of the states would have named the factors."""
    own = [item.name for item in findings.rules[0].contributions]
    names = list(dict.fromkeys([*own, *findings.named]))[: max(MOST_NAMED, len(own))]
    shares = {name: findings.named.get(name, 0.0) for name in names}
    often = listed(f"{subject_told(name)} in {share_told(share)}" for name, share in shares.items())
    chance = any(shares[name] < ACCIDENT for name in own)
    warning = "; a limit that few of them name is an accident of this half" if chance else ""
    return f"Of {RESAMPLES} other halves of the states, the first box limits {often}{warning}."


def _how_often(findings: Findings) -> str:
    condition, policy = findings.cases.condition, findings.cases.policy
    if condition.quantile is not None:
        return _weakest(findings)
    fails, states = findings.failures, findings.states
    low, high = (share_told(end) for end in share_interval(fails, states))
    clause = failing(condition, findings.cases.base)
    if not fails:
        sure = f"(95% interval of such states: 0 to {high})"
        none = f"none of {states:,} states {sure}"
        return f"{policy} fails in {none}: in none {clause}." if policy else f"In {none} {clause}."
    if fails == states:
        every = f"all of {states:,} states"
        return f"{policy} fails in {every}: in every one {clause}." if policy else f"In {every} {clause}."
    part = f"{fails:,}" if findings.lack else share_told(fails / states)
    share = f"{part} of {states:,} states (95% interval {low} to {high})"
    return f"{policy} fails in {share}: there {clause}." if policy else f"In {share} {clause}."


def _weakest(findings: Findings) -> str:
    condition = findings.cases.condition
    change, share = condition.of == "change", share_told(condition.quantile or 0.0)
    what = f"{'the change of ' if change else ''}{spoken(condition.outcome)}"
    side, value = "at most" if condition.is_low else "at least", findings.cut
    told = f"the {share} of the states where {what} is {side} {_signed(value) if change else amount(value)}"
    policy = findings.cases.policy
    return f"{policy} does least well in {told}." if policy else f"Worst are {told}."


def _where(findings: Findings) -> str:
    if findings.lack:
        few = "fail" if findings.lack == "failures" else "hold"
        return (
            ""
            if findings.failures in (0, findings.states)
            else f"Too few {few} for rules; states.csv tells which."
        )
    if not findings.rules:
        return (
            "No rule does better than the share of all states: failing does not depend on these uncertainties in a way"
            " that rules can show."
        )
    cases, first = findings.cases, findings.rules[0]
    own, limits = first.held_out, first.box.limits
    low, high = (share_told(end) for end in own.interval)
    clauses = listed(limit_told(i.name, limits[i.name], cases.delivered) for i in first.contributions)
    word = "Mostly" if own.coverage >= MOSTLY else "Most clearly"
    failures, fail = _nouns(cases.condition)
    text = (
        f"{word} with {clauses}: this covers {share_told(own.coverage)} of {failures}, and {share_told(own.density)} of"
        f" the states in this box {fail} (held out; 95% interval {low} to {high})."
    )
    return f"{text} {_further(findings)}".strip()


def _further(findings: Findings) -> str:
    more, both = len(findings.rules) - 1, findings.together
    failures, fail = _nouns(findings.cases.condition)
    return (
        f"With {counted(more, 'further rule')} {share_told(both.coverage)} of {failures} are covered;"
        f" {share_told(both.density)} of the states there {fail}."
        if more
        else ""
    )


def _nouns(condition: Condition) -> tuple[str, str]:
    """Return what failures are called, and what the states among them do."""
    return ("the failures", "fail") if condition.quantile is None else ("them", "are among them")


def _alternatives(limit: Limit, but: str, equal: str = "") -> str:
    """Return the levels that are allowed, or the one that is not if that is shorter."""
    if len(limit.left_out) == 1 and len(limit.levels) > 1:
        return f"{but}{level_told(limit.left_out[0])}"
    return f"{equal}{' or '.join(level_told(level) for level in limit.levels)}"


def _signed(value: float) -> str:
    return f"{value:+.3g}".replace("-", "−") if value else "0"


def _unit(unit: str) -> str:
    return "" if unit == "share" else f" {unit}"


def _switch_told(factor: Factor) -> str:
    set_to = ", ".join(f"{name} = {value}" for name, value in factor.settings.items())
    return f"on: {set_to}"


def _paragraphs(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in (text, "")]


def _grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in (heads, *rows)]
    return [body[0], "|" + "---|" * len(heads), *body[1:]]
