"""A sensitivity analysis: which factor moves which outcome, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetsim.report.page.content import Table
from budgetsim.report.page.kinds.told import (
    Told,
    factor_name,
    factor_table,
    factor_word,
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

SHARES = ("ST", "S1")
"""Indices that are shares of variance."""
KINDS = ("ST", "S1", "delta", "median", "maximum", "mu_star", "mu", "sigma")
MOST_NAMED = 4
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
    findings = [_finding(answer, outcome, found) for outcome, found in outcomes.items()]
    tables = [factor_table(factors), *(folded(_table(outcome, found)) for outcome, found in outcomes.items())]
    return Told(lead, findings, tables, _method(answer), findings_of(answer))


def _finding(answer: Mapping[str, Any], outcome: str, found: Found) -> Said:
    """Say which factors matter most for an outcome."""
    kind = answer["main_index"]
    indices = found["indices"].get(kind, {})
    if not found["varies"] or not indices:
        return say(
            "report-sensitivity-constant", outcome=term(outcome), value=number(found["mean"])
        ).capital()
    order = [called for called in found["ranking"] if called in indices] or list(indices)
    first, *rest = order[:MOST_NAMED]
    others = [
        say(
            "report-sensitivity-other",
            factor=factor_word(called),
            value=_index(kind, indices[called]["value"]),
        )
        for called in rest
    ]
    settled = {True: "yes", False: "no", None: "unknown"}[found["settled"]]
    return say(
        "report-sensitivity-first",
        outcome=term(outcome),
        factor=factor_word(first),
        value=_with_interval(kind, indices[first]),
        measure=say(f"report-measure-{kind.replace('_', '-').lower()}"),
        rest="many" if others else "none",
        others=listed(others) if others else alike(""),
        settled=settled,
    ).capital()


def _index(kind: str, value: float | None) -> Said:
    return per_cent(value) if kind in SHARES else number(value)


def _with_interval(kind: str, cell: Mapping[str, float | None]) -> Said:
    mean, low, high = cell["value"], cell["low"], cell["high"]
    if low is None or high is None:
        return _index(kind, mean)
    ends = (
        say("report-range", low=per_cent(low), high=per_cent(high)) if kind in SHARES else interval(low, high)
    )
    return say("report-estimate", mean=_index(kind, mean), interval=ends)


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
            row += _pair(found["indices"][kind].get(called))
        rows.append(row)
    return Table(
        f"indices-{outcome}", say("report-table-indices", outcome=term(outcome)), heads, rows, _luck(found)
    )


def _pair(cell: Mapping[str, float | None] | None) -> list[Said]:
    if cell is None or cell["value"] is None:
        return [alike("–"), alike("–")]
    places = digits_for(cell["low"], cell["high"], cell["value"])
    return [number(cell["value"], places), interval(cell["low"], cell["high"], places)]


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
