"""A study of effects: which lever helps, at which dose, with which others, in which order, at what cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetsim.report.page.kinds.effects_tables import TABLES, levers_table
from budgetsim.report.page.kinds.told import Told, factor_word, findings_of, folded, seeds_told, years_told
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import Said, count, listed, say, scenario


def tell(source: Source) -> Told:
    """Tell what a study of effects found."""
    answer: dict[str, Any] = source.answer
    lead = say(
        "report-lead-effects",
        scenario=scenario(answer["scenario"]),
        levers=listed([factor_word(lever["name"]) for lever in answer["levers"]]),
        year=count(answer["from_year"]),
        seeds=count(answer["replications"]),
        one="one" if answer["replications"] == 1 else "many",
    )
    tables = [folded(TABLES[part](answer[part])) for part in TABLES if answer.get(part)]
    # The command's own words, and no others: what speaks against a finding is never left out on the way.
    return Told(lead, findings_of(answer), [levers_table(answer["levers"]), *tables], _method(answer))


def _method(answer: Mapping[str, Any]) -> list[Said]:
    seeds = answer["seeds"]
    return [
        say("report-method-model"),
        say("report-method-effects", year=count(answer["from_year"])),
        years_told(answer["years"]),
        say("report-method-seeds", number=count(len(seeds)), seeds=seeds_told(seeds)),
        say("report-method-points", points=count(answer["points"]), runs=count(answer["runs"])),
    ]
