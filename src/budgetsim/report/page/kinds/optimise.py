"""An optimisation: the mixes of levers that no other beats in everything, and what their knee brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.report.page.content import Block, Fold, Table
from budgetsim.report.page.kinds.told import (
    Told,
    difference_of,
    exact,
    factor_name,
    factor_range,
    factor_table,
    findings_of,
    folded,
    heads_of,
    seeds_told,
    title_of,
    value_of,
)
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import (
    Said,
    alike,
    count,
    listed,
    name,
    say,
    scenario,
    stacked,
    term,
)
from budgetsim.report.results import verdict_of

Row = Mapping[str, Any]
ENDS = ("mean", "low", "high")


def tell(source: Source) -> Told:
    """Tell what an optimisation found."""
    answer: dict[str, Any] = source.answer
    objectives = [objective["name"] for objective in answer["objectives"]]
    lead = say(
        "report-lead-optimise",
        scenario=scenario(source.name),
        mixes=count(answer["mixes_simulated"]),
        levers=count(len(answer["levers"])),
        objectives=listed([term(called) for called in objectives]),
        limit="none" if answer["budget"] is None else "some",
        budget=alike("–") if answer["budget"] is None else exact(answer["budget"]),
    )
    tables: list[Block] = [
        _mixes(answer, objectives),
        _levers(answer),
        _knee_outcomes(answer),
        folded(_front(answer, objectives)),
    ]
    if answer["uncertainties"]:
        tables.append(factor_table(answer["uncertainties"]))
    return Told(lead, findings_of(answer), tables, _method(answer))


def _objective(answer: Mapping[str, Any], called: str) -> Said:
    """Return what the numbers of an objective are: its values, or regrets."""
    own = term(called)
    return say("report-regret-of", objective=own) if answer["robust"] == "regret" else own


def _mix_name(called: str) -> Said:
    if called == "status_quo":
        return say("report-status-quo")
    if called == "knee":
        return say("report-knee")
    if called.startswith("best_"):
        return say("report-best-of", objective=term(called.removeprefix("best_")))
    return scenario(called)


def _mixes(answer: Mapping[str, Any], objectives: Sequence[str]) -> Table:
    """Return the references and the named mixes beside each other."""
    by_mix = {row["mix"]: row for row in answer["front"]}
    rows = [(row["mix"], row) for row in answer["references"]]
    rows += [(called, by_mix[mix]) for called, mix in answer["named"].items() if mix in by_mix]
    heads = [*heads_of("mix"), *(_objective(answer, called).capital() for called in objectives)]
    made = [[_mix_name(called), *_cells(row, objectives)] for called, row in rows]
    return Table("mixes", say("report-table-mixes"), heads, made, say("report-note-mixes"))


def _cells(row: Row, objectives: Sequence[str]) -> list[Said]:
    return [stacked(row[called], row[f"{called}_low"], row[f"{called}_high"]) for called in objectives]


def _levers(answer: Mapping[str, Any]) -> Table:
    """Return the levers of the status quo and of every named mix beside each other."""
    before, by_mix = answer["references"][0], {row["mix"]: row for row in answer["front"]}
    named = {called: by_mix[mix] for called, mix in answer["named"].items() if mix in by_mix}
    rows = [
        [
            factor_name(lever["name"]),
            factor_range(lever),
            *(value_of(row[lever["name"]]) for row in (before, *named.values())),
        ]
        for lever in answer["levers"]
    ]
    heads = [*heads_of("lever", "values"), say("report-status-quo"), *map(_mix_name, named)]
    return Table("knee", say("report-table-knee"), heads, rows)


def _knee_outcomes(answer: Mapping[str, Any]) -> Block:
    levels, differences = answer["knee"]["outcomes"], answer["knee"]["differences"]
    heads = heads_of("outcome", "mean", "difference", "verdict")
    rows = [
        [
            title_of(outcome),
            stacked(*(cell[key] for key in ENDS)),
            difference_of(differences[outcome]),
            say(f"report-verdict-{verdict_of(outcome, differences[outcome])}"),
        ]
        for outcome, cell in levels.items()
    ]
    table = Table("knee-outcomes", say("report-table-knee-outcomes"), heads, rows, say("report-note-stacked"))
    return Fold(say("report-fold-all", number=count(len(rows))), [table])


def _front(answer: Mapping[str, Any], objectives: Sequence[str]) -> Table:
    heads = [*heads_of("mix"), *(_objective(answer, called).capital() for called in objectives)]
    heads += [factor_name(lever["name"]) for lever in answer["levers"]]
    rows = [
        [
            name(row["mix"]),
            *_cells(row, objectives),
            *(value_of(row[lever["name"]]) for lever in answer["levers"]),
        ]
        for row in answer["front"]
    ]
    return Table("front", say("report-table-front"), heads, rows, say("report-note-stacked"))


def _method(answer: Mapping[str, Any]) -> list[Said]:
    return [
        say("report-method-model"),
        say(
            "report-method-optimise",
            year=count(answer["from_year"]),
            seeds=seeds_told(answer["seeds"]),
            fresh=seeds_told(answer["fresh_seeds"]),
            robust=say(f"report-robust-{answer['robust'].replace('_', '-')}"),
        ),
        say("report-method-fresh"),
    ]
