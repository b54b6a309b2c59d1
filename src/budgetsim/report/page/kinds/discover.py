"""A discovery: how often a policy fails, and under which conditions mostly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.report.page.content import Block, Table
from budgetsim.report.page.kinds.told import (
    Told,
    exact,
    factor_table,
    factor_word,
    findings_of,
    folded,
    heads_of,
    p_of,
    seeds_told,
    value_of,
    years_told,
)
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import (
    Said,
    alike,
    count,
    joined,
    listed,
    number,
    per_cent,
    say,
    scenario,
    share_range,
)
from budgetsim.studies.discover.boxes import SCENARIO_COLUMN

Row = Mapping[str, Any]


def tell(source: Source) -> Told:
    """Tell what a discovery found."""
    answer: dict[str, Any] = source.answer
    policy = scenario(answer["policy"] or source.name)
    base = scenario(answer["against"]) if answer["against"] else alike("")
    lead = say(
        "report-lead-discover",
        policy=policy,
        base=base,
        against="yes" if answer["against"] else "no",
        states=count(answer["states"]),
        factors=count(len(answer["uncertain"])),
    )
    told = answer["worst"] or answer
    tables: list[Block] = [folded(_rules(told["rules"], answer["delivered"]))] if told["rules"] else []
    uncertain = [{**factor, "key": factor["name"]} for factor in answer["uncertain"]]
    return Told(lead, findings_of(answer), [*tables, folded(factor_table(uncertain))], _method(answer, told))


def _shares(low: float | None, high: float | None) -> Said:
    return share_range(low, high)


def _limit(limit: Row, delivered: Sequence[str]) -> Said:
    of_scenarios = limit["factor"] == SCENARIO_COLUMN
    subject = say("discover-scenario") if of_scenarios else factor_word(limit["factor"])
    if limit["factor"] in delivered:
        subject = say("discover-delivered", lever=subject)
    if limit["levels"]:
        levels = [scenario(level) if of_scenarios else value_of(level) for level in limit["levels"]]
        return say("report-limit-levels", factor=subject, levels=listed(levels))
    low, high = limit["low"], limit["high"]
    if low is not None and high is not None:
        return say("report-limit-between", factor=subject, low=exact(low), high=exact(high))
    if low is not None:
        return say("report-limit-above", factor=subject, low=exact(low))
    return say("report-limit-below", factor=subject, high=exact(high))


def _rules(rules: Sequence[Row], delivered: Sequence[str]) -> Table:
    heads = heads_of("rule", "where", "coverage", "density", "interval", "states", "lift", "p")
    rows = [
        [
            count(place),
            joined([_limit(limit, delivered) for limit in rule["limits"]], say("report-semicolon")),
            per_cent(rule["coverage"]),
            per_cent(rule["density"]),
            _shares(rule["density_low"], rule["density_high"]),
            count(rule["states"]),
            number(rule["lift"]),
            p_of(rule["p_value"]),
        ]
        for place, rule in enumerate(rules, 1)
    ]
    return Table("rules", say("report-table-rules"), heads, rows, say("report-note-rules"))


def _method(answer: Mapping[str, Any], told: Mapping[str, Any]) -> list[Said]:
    """Say how it was done; ``told`` is what the rules are from, the answer itself or its worst states."""
    seeds = answer["seeds"]
    return [
        say("report-method-model"),
        say(
            "report-method-discover",
            states=count(answer["states"]),
            held=count(told["held_out"]),
            runs=count(answer["runs"]),
        ),
        years_told(answer["years"]),
        say("report-method-seeds", number=count(len(seeds)), seeds=seeds_told(seeds)),
    ]
