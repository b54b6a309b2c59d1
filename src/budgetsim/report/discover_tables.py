"""Tables and notes of a discovery on the command line, and all of it as one page of Markdown; in English."""

from __future__ import annotations

from collections.abc import Sequence

from budgetsim.language import language
from budgetsim.report.declared import declarations
from budgetsim.report.discover_text import findings_told
from budgetsim.report.discover_words import limit_short, number_told, subject_told
from budgetsim.report.words import counted, listed
from budgetsim.rounding import fixed, per_cent, share_estimate
from budgetsim.studies.discover.find import RESAMPLES, Findings
from budgetsim.studies.discover.write import by_column
from budgetsim.studies.factors import SCENARIO, Factor

MOST_RULES = 6
"""Rules that a terminal shows; the others are in the files."""
MOST_NAMED = 5
"""Factors of which it is told how often other halves name them."""
ACCIDENT = 0.25
"""Share of other halves below which a limit of the first rule is called an accident (a convention)."""
HEADS = ("rule", "where", "fail without it", "covers", "fail", "states", "lift")


def rule_rows(findings: Findings) -> list[tuple[str, ...]]:
    """Return the rows of the table of rules, one for each limit; a rule's counts stand in its first row."""
    rows = []
    for number, rule in enumerate(findings.rules[:MOST_RULES], 1):
        own = rule.held_out
        told = share_estimate(own.density, *own.interval)
        dense = f"{told.value} ({told.low} to {told.high})"
        counts = (per_cent(own.coverage), dense, per_cent(own.support), fixed(own.lift, 1))
        for place, item in enumerate(rule.contributions):
            limit = limit_short(item.name, rule.box.limits[item.name], language())
            ahead = str(number) if place == 0 else ""
            rest = counts if place == 0 else ("",) * len(counts)
            rows.append((ahead, limit, per_cent(item.without.density), *rest))
    return rows


def table_title(findings: Findings) -> str:
    """Return what the table of rules is about."""
    more = len(findings.rules) - MOST_RULES
    rest = f" ({counted(more, 'further rule')}: see rules.csv)" if more > 0 else ""
    share = findings.cases.condition.quantile
    among = "" if share is None else f"; fail: to be among the worst {per_cent(share)}"
    return f"Rules{among}{rest}"


def meaning_rows(findings: Findings) -> list[tuple[str, str]]:
    """Return every factor that a rule limits, and what it means."""
    factors, delivered = by_column(findings), findings.cases.delivered
    names = [item.name for rule in findings.rules[:MOST_RULES] for item in rule.contributions]
    return [(name, meaning_told(factors[name], delivered=name in delivered)) for name in dict.fromkeys(names)]


def meaning_told(factor: Factor, *, delivered: bool) -> str:
    """Return what a factor means, its unit, and the values that it took."""
    about = declarations().get(factor.name)
    if about is None:
        return "the scenario from which a state departs" if factor.name == SCENARIO else _switch_told(factor)
    meaning = f"{'what the policy attains of: ' if delivered else ''}{about.meaning}"
    if not factor.is_ordered:
        return f"{meaning} (one of {', '.join(map(str, factor.levels))})"
    low, high = factor.extremes()
    unit = "" if about.unit == "share" else f" {about.unit}"
    return f"{meaning} ({number_told(low)} to {number_told(high)}{unit})"


def notes_told(findings: Findings, weakest: Findings | None) -> list[str]:
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
    notes.append(
        "Shares are of the values that were tried, each part of a range counting alike; they are no probabilities."
    )
    return notes


def markdown(title: str, findings: Findings, weakest: Findings | None) -> str:
    """Return the findings as a page of Markdown."""
    told = weakest or findings
    lines = [f"# {title}", "", *_paragraphs(findings_told(findings, weakest, language()))]
    if told.rules:
        lines += [*_grid(HEADS, rule_rows(told)), ""]
        lines += [*_grid(("factor", "meaning"), meaning_rows(told)), ""]
    lines += _paragraphs(notes_told(findings, weakest))
    return "\n".join(lines).rstrip() + "\n"


def _again(findings: Findings) -> str:
    """Say how often other halves of the states would have named the factors."""
    own = [item.name for item in findings.rules[0].contributions]
    names = list(dict.fromkeys([*own, *findings.named]))[: max(MOST_NAMED, len(own))]
    shares = {name: findings.named.get(name, 0.0) for name in names}
    often = listed(f"{subject_told(name, language())} in {per_cent(share)}" for name, share in shares.items())
    chance = any(shares[name] < ACCIDENT for name in own)
    warning = "; a limit that few of them name is an accident of this half" if chance else ""
    return f"Of {RESAMPLES} other halves of the states, the first box limits {often}{warning}."


def _switch_told(factor: Factor) -> str:
    set_to = ", ".join(f"{name} = {value}" for name, value in factor.settings.items())
    return f"on: {set_to}"


def _paragraphs(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in (text, "")]


def _grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in (heads, *rows)]
    return [body[0], "|" + "---|" * len(heads), *body[1:]]
