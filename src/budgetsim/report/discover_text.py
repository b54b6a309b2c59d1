"""A discovery in plain words: how often a policy fails, where mostly, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budgetsim.report.declared import declarations
from budgetsim.report.words import amount, counted, listed, per_cent, spoken
from budgetsim.studies.discover.boxes import Limit
from budgetsim.studies.discover.condition import Condition
from budgetsim.studies.discover.find import Findings
from budgetsim.studies.discover.judge import Count, share_interval
from budgetsim.studies.discover.write import by_column
from budgetsim.studies.factors import SCENARIO, Factor

MOST_RULES = 6
"""Rules that a terminal shows; the others are in the files."""
MOSTLY = 0.5
"""Share of the failures from which a rule covers most of them."""
SMALL_SHARE = 0.095
HEADS = ("rule", "where", "fail without it", "covers", "fail", "states", "lift")


def findings_told(findings: Findings, weakest: Findings | None, delivered: Sequence[str]) -> list[str]:
    """Return the findings, a paragraph each, the answer first."""
    told = [f"{_how_often(findings)} {_where(findings, delivered)}".strip()]
    if weakest is not None:
        told.append(f"{_weakest(weakest)} {_where(weakest, delivered)}".strip())
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
    subject = f"{'delivered ' if name in delivered else ''}{spoken(name)}"
    low, high = limit.low, limit.high
    if limit.levels:
        return f"{subject} {levels_told(limit.levels)}"
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
        return f"= {levels_told(limit.levels)}"
    if low is not None and low == high:
        return f"= {number_told(low)}"
    if low is not None and high is not None:
        return f"{number_told(low)} to {number_told(high)}"
    if low is not None:
        return f"{'≥' if limit.discrete else '>'} {number_told(low)}"
    return f"≤ {number_told(high or 0.0)}"


def levels_told(levels: Sequence[Any]) -> str:
    """Return levels as alternatives; switches are on or off."""
    return " or ".join(("on" if v else "off") if isinstance(v, bool) else str(v) for v in levels)


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


def meaning_rows(findings: Findings, delivered: Sequence[str]) -> list[tuple[str, str]]:
    """Return every factor that a rule limits, and what it means."""
    factors = by_column(findings)
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


def markdown(
    title: str, findings: Findings, weakest: Findings | None, delivered: Sequence[str], seeds: int
) -> str:
    """Return the findings as a page of Markdown."""
    told = weakest or findings
    lines = [f"# {title}", "", *_paragraphs(findings_told(findings, weakest, delivered))]
    if told.rules:
        lines += [*_grid(HEADS, rule_rows(told)), ""]
        lines += [*_grid(("factor", "meaning"), meaning_rows(told, delivered)), ""]
    lines += _paragraphs(notes_told(findings, weakest, seeds))
    return "\n".join(lines).rstrip() + "\n"


def share_told(share: float) -> str:
    """Return a share of states: in whole per cents, small ones with a decimal; a few hundred states say no more."""
    return per_cent(round(share, 2 if share >= SMALL_SHARE else 3))


def number_told(value: float) -> str:
    """Return a limit, which is rounded already, as people write it."""
    return f"{value:.10g}".replace("-", "−")


def _how_often(findings: Findings) -> str:
    condition, base = findings.cases.condition, findings.cases.base
    fails, states = findings.failures, findings.states
    low, high = share_interval(fails, states)
    who, clause = _subject(findings), failing(condition, base)
    if not fails:
        return (
            f"{who} fails in none of {states:,} states: in none {clause} (95% interval of the share: 0 to"
            f" {share_told(high)})."
        )
    if fails == states:
        return f"{who} fails in all of {states:,} states: in every one {clause}."
    share = (
        f"{fails:,} of {states:,} states"
        if findings.lack
        else f"{share_told(fails / states)} of {states:,} states"
    )
    return f"{who} fails in {share} (95% interval {share_told(low)} to {share_told(high)}): there {clause}."


def _weakest(findings: Findings) -> str:
    condition = findings.cases.condition
    what = spoken(condition.outcome)
    told = f"{'the change of ' if condition.of == 'change' else ''}{what}"
    side = "at most" if condition.is_low else "at least"
    value = _signed(findings.cut) if condition.of == "change" else amount(findings.cut)
    share = share_told(condition.quantile or 0.0)
    return (
        f"{_subject(findings)} does least well in the {share} of the states where {told} is {side} {value}."
    )


def _where(findings: Findings, delivered: Sequence[str]) -> str:
    if findings.lack:
        few = "fail" if findings.lack == "failures" else "hold"
        none = findings.failures in (0, findings.states)
        return "" if none else f"Too few {few} for rules."
    if not findings.rules:
        return (
            "No rule does better than the share of all states: failing does not depend on these uncertainties in a way"
            " that rules can show."
        )
    first = findings.rules[0]
    own = first.held_out
    low, high = own.interval
    clauses = listed(limit_told(i.name, first.box.limits[i.name], delivered) for i in first.contributions)
    word = "Mostly" if own.coverage >= MOSTLY else "Most clearly"
    text = (
        f"{word} with {clauses}: this covers {share_told(own.coverage)} of the failures, and"
        f" {share_told(own.density)} of the states in this box fail (held out; 95% interval {share_told(low)} to"
        f" {share_told(high)})."
    )
    return f"{text} {_further(findings)}".strip()


def _further(findings: Findings) -> str:
    more = len(findings.rules) - 1
    if not more:
        return ""
    both: Count = findings.together
    return (
        f"With {counted(more, 'further rule')} {share_told(both.coverage)} of the failures are covered;"
        f" {share_told(both.density)} of the states there fail."
    )


def _subject(findings: Findings) -> str:
    return findings.cases.policy or "The policy"


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
