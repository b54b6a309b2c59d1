"""A run or a comparison: levels of outcomes, differences between scenarios in the same worlds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from budgetsim import rounding
from budgetsim.declarations import declarations
from budgetsim.report import compare_text, run_text
from budgetsim.report.caveats import caveat_keys, moved_levers
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.report.findings import findings_in_each
from budgetsim.report.page.content import Block, Fold, Table
from budgetsim.report.page.kinds.told import (
    Cell,
    Told,
    better_of,
    between,
    difference_of,
    findings_of,
    heads_of,
    places_of,
    seeds_told,
    title_of,
    unit_of,
    verdict_of,
    years_told,
)
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import (
    Number,
    Said,
    count,
    joined,
    listed,
    number,
    say,
    scenario,
    stacked,
)
from budgetsim.report.results import PURPOSE, has_band
from budgetsim.studies.band import stances_of
from budgetsim.studies.errors import StudyError
from budgetsim.studies.summary import summary_json

if TYPE_CHECKING:
    import pandas as pd

Cells = Mapping[str, Cell]


def answer_of(source: Source) -> dict[str, Any]:
    """Return what ``--json`` of the command prints, from the runs."""
    study: Any = source.study
    years = study.years[0]
    return summary_json(study.outcomes, study.seeds, years, stances_of(study.design))


def tell(source: Source) -> Told:
    """Tell what a run or a comparison found."""
    answer = answer_of(source)
    levels: dict[str, Cells] = answer["scenarios"]
    base = next(iter(levels))
    study: Any = source.study
    if len(levels) == 1:
        findings = findings_of(findings_in_each(partial(run_text.findings_told, answer)))
        tables = _level_tables(base, levels[base], answer["changes"][base], answer["years"])
        lead = say("report-lead-run", scenario=scenario(base), **_size(answer))
    else:
        differences: dict[str, Cells] = answer["differences"]
        # The command's own words: they hold after adjustment for everything that is compared.
        findings = findings_of(findings_in_each(partial(compare_text.findings_of, study.outcomes, answer)))
        tables = [*_difference_tables(levels, differences), *_all_levels(levels)]
        others = [scenario(name) for name in differences]
        lead = say("report-lead-compare", base=scenario(base), others=listed(others), **_size(answer))
        findings += _caveats(source)
    return Told(lead, findings, tables, _method(answer, several=len(levels) > 1))


def _caveats(source: Source) -> list[Said]:
    """Say what is known to be wrong with the model about the levers in which the scenarios differ."""
    study: Any = source.study
    if study is None:
        return []
    try:
        first, *others = study.study.scenarios
        moved = moved_levers(first, others)
    except StudyError:  # parameters came or went since: the levers that differ are in the design all the same
        moved = _levers_of(study.design)
    return [say(key) for key in caveat_keys(moved)]


def _levers_of(design: pd.DataFrame) -> list[str]:
    """Return the levers in which the rows of a design differ, at the start or by changes."""
    levers = [about.name for about in declarations().values() if about.group == "policy"]
    changed = [set(change["levers"]) for text in design["changes"] for change in json.loads(text)]
    differ = {name for name in levers if name in design and len(set(design[name])) > 1}
    return sorted(differ.union(*changed))


def _size(answer: Mapping[str, Any]) -> dict[str, Any]:
    seeds, years = len(answer["seeds"]), answer["years"]
    return {
        "seeds": count(seeds),
        "years": count(years),
        "one": "one" if seeds == 1 else "many",
        "year": "one" if years == 1 else "many",
    }


def _level_tables(name: str, cells: Cells, moved: Cells, years: int) -> list[Block]:
    heads = heads_of("outcome", "mean", "interval", "change", "better", "unit")

    def row(outcome: str) -> list[Said]:
        cell = cells[outcome]
        places = places_of(cell)
        return [
            title_of(outcome),
            number(cell["mean"], places),
            between(cell),
            stacked(*(moved[outcome][key] for key in ("mean", "low", "high")), sign=True),
            better_of(outcome),
            unit_of(outcome),
        ]

    about = {"scenario": scenario(name)}
    note = say("report-note-change", last=count(years))
    key = Table(
        "levels", say("report-table-key-outcomes", **about), heads, [row(o) for o in KEY_OUTCOMES], note
    )
    every = Table(
        "levels-all", say("report-table-all-outcomes", **about), heads, [row(o) for o in cells], note
    )
    return [key, Fold(say("report-fold-all", number=count(len(cells))), [every])]


def _difference_tables(levels: Mapping[str, Cells], differences: Mapping[str, Cells]) -> list[Block]:
    base = next(iter(levels))
    heads = [*heads_of("outcome"), say("report-head-base", scenario=scenario(base))]
    for name in differences:
        heads += [scenario(name), say("report-head-verdict")]

    def row(outcome: str) -> list[Said]:
        level = levels[base][outcome]
        cells = [title_of(outcome), number(level["mean"], places_of(level))]
        for name in differences:
            cell = differences[name][outcome]
            cells += [difference_of(cell), _verdict(outcome, cell)]
        return cells

    caption = say("report-table-differences", base=scenario(base))
    note = say("report-note-differences")
    if any(has_band(cells[PURPOSE]) for cells in differences.values()):
        note = joined([note, say("report-note-band")], say("report-between-sentences"))
    key = Table("differences", caption, heads, [row(o) for o in KEY_OUTCOMES], note)
    every = Table("differences-all", caption, heads, [row(o) for o in levels[base]], note)
    return [key, Fold(say("report-fold-all", number=count(len(levels[base]))), [every])]


def _verdict(outcome: str, cell: Cell) -> Said:
    kind = verdict_of(outcome, cell)
    share = cell.get("share_better")
    if kind not in ("better", "worse") or share is None:
        return say(f"report-verdict-{kind}")
    part = share if kind == "better" else 1.0 - share
    # What is stored is the share of seeds that do better; the number behind the text is that one.
    return say(f"report-verdict-{kind}-in", share=Number(share, rounding.per_cent(part)))


def _all_levels(levels: Mapping[str, Cells]) -> list[Block]:
    """Levels of every outcome in every scenario, with intervals."""
    heads = heads_of("outcome", "unit")
    heads += [scenario(name) for name in levels]
    rows = []
    for outcome in next(iter(levels.values())):
        told = [
            stacked(*(cells[outcome][key] for key in ("mean", "low", "high"))) for cells in levels.values()
        ]
        rows.append([title_of(outcome), unit_of(outcome), *told])
    table = Table("levels-all", say("report-table-levels"), heads, rows, say("report-note-stacked"))
    return [Fold(say("report-fold-levels", number=count(len(rows))), [table])]


def _method(answer: Mapping[str, Any], *, several: bool) -> Sequence[Said]:
    seeds = answer["seeds"]
    told = [say("report-method-model"), years_told(answer["years"])]
    told.append(say("report-method-seeds", number=count(len(seeds)), seeds=seeds_told(seeds)))
    if several:
        told.append(say("report-method-paired"))
    return told
