"""An optimisation: the mixes of levers that no other beats in everything, and what their knee brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.report.page.content import Block, Fold, Table
from budgetsim.report.page.kinds.told import (
    Told,
    exact,
    factor_name,
    factor_range,
    factor_table,
    factor_word,
    findings_of,
    folded,
    heads_of,
    seeds_told,
    title_of,
    value_of,
    verdict_of,
)
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import (
    Said,
    alike,
    count,
    interval,
    joined,
    listed,
    name,
    number,
    per_cent,
    say,
    scenario,
    stacked,
    term,
)
from budgetsim.rounding import digits_for

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
    return Told(lead, _findings(answer, objectives), tables, _method(answer), findings_of(answer))


def _findings(answer: Mapping[str, Any], objectives: Sequence[str]) -> list[Said]:
    front = answer["front"]
    knee = next(row for row in front if row["knee"])
    kind = "knee" if len(answer["sought"]) > 1 else "best"
    told = [say(f"report-optimise-{kind}", values=_values(answer, knee, objectives))]
    ends = [factor_word(called) for called in answer["knee"]["at_an_end"]]
    told.append(say("report-optimise-ends", levers=listed(ends)) if ends else say("report-optimise-inside"))
    kept = sum(bool(row["still_on_front"]) for row in front)
    told.append(
        say(
            "report-optimise-front",
            mixes=count(len(front)),
            one="one" if len(front) == 1 else "many",
            kept=count(kept),
            seeds=count(len(answer["fresh_seeds"])),
        )
    )
    return [*told, _settled(answer["convergence"])]


def _settled(convergence: Mapping[str, Any]) -> Said:
    """Say whether more generations would find more; one generation is a sample and no search."""
    if len(convergence["hypervolume"]) < 2:
        return say("report-optimise-one")
    settled = "yes" if convergence["settled"] else "no"
    return say(
        "report-optimise-settled", settled=settled, gain=per_cent(max(0.0, convergence["late_gain"] or 0.0))
    )


def _values(answer: Mapping[str, Any], mix: Row, objectives: Sequence[str]) -> Said:
    before, told = answer["references"][0], []
    for called in objectives:
        places = digits_for(
            mix[f"{called}_low"], mix[f"{called}_high"], max(abs(mix[called]), abs(before[called]))
        )
        told.append(
            say(
                "report-optimise-value",
                objective=_objective(answer, called),
                value=number(mix[called], places),
                interval=interval(mix[f"{called}_low"], mix[f"{called}_high"], places),
                before=number(before[called], places),
            )
        )
    return joined(told, say("report-semicolon"))


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
    knee, before = answer["knee"]["levers"], answer["references"][0]
    rows = [
        [
            factor_name(lever["name"]),
            factor_range(lever),
            value_of(before[lever["name"]]),
            value_of(knee[lever["name"]]),
        ]
        for lever in answer["levers"]
    ]
    heads = [*heads_of("lever", "values"), say("report-status-quo"), say("report-knee")]
    return Table("knee", say("report-table-knee"), heads, rows)


def _knee_outcomes(answer: Mapping[str, Any]) -> Block:
    levels, differences = answer["knee"]["outcomes"], answer["knee"]["differences"]
    heads = heads_of("outcome", "mean", "difference", "verdict")
    rows = [
        [
            title_of(outcome),
            stacked(*(cell[key] for key in ENDS)),
            stacked(*(differences[outcome][key] for key in ENDS), sign=True),
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
