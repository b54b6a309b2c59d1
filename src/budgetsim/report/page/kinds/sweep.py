"""A sweep: where an outcome is best, and what the levels of every factor do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from budgetsim.report.caveats import caveat_keys
from budgetsim.report.figures.kept.place import Place
from budgetsim.report.page.html import Block, Table
from budgetsim.report.page.kinds.told import (
    MOST_ROWS,
    Cell,
    Told,
    factor_name,
    factor_table,
    factor_word,
    folded,
    heads_of,
    places_of,
    seeds_told,
    title_of,
    value_of,
    years_told,
)
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import (
    Said,
    count,
    interval,
    listed,
    name,
    number,
    say,
    scenario,
    stacked,
    told_in_each,
)
from budgetsim.report.sweep_answer import outcomes_told, summary, tables_of
from budgetsim.report.sweep_text import headline

MOST_TOLD = 3
"""Outcomes whose best point is told."""


def tell(source: Source) -> Told:
    """Tell what a sweep found."""
    study: Any = source.study
    shown = outcomes_told(Place(source.directory).answer)
    made = tables_of(study, shown)
    answer = summary(study, made.points, made.levels, shown)
    points: Sequence[Mapping[str, Any]] = answer["points"] or []
    factors = {factor["name"]: factor for factor in answer["factors"]}
    lead = say(
        "report-lead-sweep",
        scenario=scenario(source.name),
        points=count(len(made.points)),
        factors=listed([factor_word(called) for called in factors]),
        seeds=count(len(answer["seeds"])),
        one="one" if len(answer["seeds"]) == 1 else "many",
    )
    # The command's own words: which points are as good, and whether the best lies at an end, belong to the best point.
    findings = [
        told_in_each(partial(headline, study, made.points, made.means, outcome))
        for outcome in shown[:MOST_TOLD]
    ]
    levers = [called for called, factor in factors.items() if factor["role"] == "lever"]
    findings += [say(key) for key in caveat_keys(levers)]
    if len(answer["seeds"]) == 1:
        findings.append(say("report-one-seed"))
    tables: list[Block] = [factor_table(answer["factors"])]
    if points:
        tables.append(folded(_points(points, list(factors), shown)))
    tables.append(folded(_levels(answer["levels"])))
    return Told(lead, findings, tables, _method(source, answer))


def _points(points: Sequence[Mapping[str, Any]], factors: Sequence[str], shown: Sequence[str]) -> Table:
    heads = [*heads_of("point"), *(factor_name(called) for called in factors)]
    heads += [title_of(outcome) for outcome in shown]
    rows = []
    for point in points[:MOST_ROWS]:
        row = [name(point["scenario"]), *(value_of(point["factors"][called]) for called in factors)]
        for outcome in shown:
            cell = point["outcomes"][outcome]
            row.append(stacked(cell["mean"], cell["low"], cell["high"]))
        rows.append(row)
    return Table("points", say("report-table-points"), heads, rows, say("report-note-stacked"), len(points))


def _levels(levels: Sequence[Mapping[str, Any]]) -> Table:
    heads = heads_of("factor", "level", "outcome", "mean", "interval")
    rows = [
        [factor_name(row["factor"]), value_of(row["level"]), title_of(row["outcome"]), *_pair(row)]
        for row in levels
    ]
    return Table("levels", say("report-table-factor-levels"), heads, rows, say("report-note-levels"))


def _pair(cell: Cell) -> list[Said]:
    places = places_of(cell)
    ends = interval(cell["low"], cell["high"], places)
    return [number(cell["mean"], places), ends]


def _method(source: Source, answer: Mapping[str, Any]) -> list[Said]:
    design = str(source.about["settings"].get("design", "grid"))
    common = "yes" if source.about.get("common_seeds", True) else "no"
    seeds = answer["seeds"]
    return [
        say("report-method-model"),
        say("report-method-design", design=say(f"report-design-{design.replace('_', '-')}")),
        years_told(answer["years"]),
        say(
            "report-method-sweep-seeds",
            number=count(len(seeds)),
            seeds=seeds_told(seeds),
            common=common,
            runs=count(answer["runs"]),
        ),
    ]
