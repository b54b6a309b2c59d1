"""A sensitivity analysis: which factor moves which outcome, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetsim.report.page.content import Table
from budgetsim.report.page.kinds.told import (
    Told,
    factor_name,
    factor_table,
    findings_of,
    folded,
    heads_of,
    seeds_told,
    years_told,
)
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import (
    Said,
    alike,
    count,
    interval,
    listed,
    name,
    number,
    per_cent,
    say,
    scenario,
    term,
)
from budgetsim.rounding import digits_for

SHARES = ("ST", "S1", "delta")
"""Indices that are shares."""
KINDS = ("ST", "S1", "delta", "median", "maximum", "mu_star", "mu", "sigma")
Found = Mapping[str, Any]


def tell(source: Source) -> Told:
    """Tell what a sensitivity analysis found."""
    answer: dict[str, Any] = source.answer
    outcomes: dict[str, Found] = answer["outcomes"]
    factors = [{"name": called, **about} for called, about in answer["factors"].items()]
    lead = say(
        "report-lead-sensitivity",
        scenario=scenario(answer["scenario"]),
        outcomes=listed([term(outcome) for outcome in outcomes]),
        number=count(len(factors)),
        one="one" if len(factors) == 1 else "many",
    )
    indices = [folded(_table(outcome, found)) for outcome, found in outcomes.items() if found["indices"]]
    tables = [factor_table(factors), *indices]
    return Told(lead, findings_of(answer), tables, _method(answer))


def _table(outcome: str, found: Found) -> Table:
    kinds = [kind for kind in KINDS if kind in found["indices"]]
    heads = heads_of("factor")
    for kind in kinds:
        heads += [say(f"report-index-{kind.replace('_', '-').lower()}"), say("report-head-interval")]
    every = {called for kind in kinds for called in found["indices"][kind] if called}
    order = [*found["ranking"], *sorted(every - set(found["ranking"]))]
    rows = []
    for called in order:
        row = [factor_name(called)]
        for kind in kinds:
            row += _pair(kind, found["indices"][kind].get(called))
        rows.append(row)
    return Table(
        f"indices-{outcome}", say("report-table-indices", outcome=term(outcome)), heads, rows, _luck(found)
    )


def _pair(kind: str, cell: Mapping[str, float | None] | None) -> list[Said]:
    """Return an index and its interval; shares within 0 and 1, since what is beyond them is noise."""
    if cell is None or cell["value"] is None:
        return [alike("–"), alike("–")]
    own = {key: _within(value) if kind in SHARES else value for key, value in cell.items()}
    value = own["value"] or 0.0
    places = digits_for(own["low"], own["high"], value)
    return [number(value, places), interval(own["low"], own["high"], places)]


def _within(value: float | None) -> float | None:
    return None if value is None else min(max(value, 0.0), 1.0)


def _luck(found: Found) -> Said | None:
    noise = found["noise"]
    if noise is None:
        return say("report-note-no-noise")
    return say(
        "report-note-noise",
        seeds=count(noise["seeds"]),
        one="one" if noise["seeds"] == 1 else "many",
        luck=per_cent(noise["share_of_luck_in_means"]),
        error=number(noise["standard_error_between_points"]),
    )


def _method(answer: Mapping[str, Any]) -> list[Said]:
    seeds = answer["seeds"]
    return [
        say("report-method-model"),
        say(
            "report-method-sensitivity",
            method=name(answer["method"]),
            samples=count(answer["samples"]),
            seed=count(answer["sample_seed"]),
            points=count(answer["points"]),
        ),
        say("report-method-indices"),
        years_told(answer["years"]),
        say("report-method-seeds", number=count(len(seeds)), seeds=seeds_told(seeds)),
    ]
