"""A run or a comparison: levels of outcomes, differences between scenarios in the same worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim import rounding
from budgetsim.report.caveats import caveat_keys, moved_levers
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.report.page.content import Block, Fold, Table
from budgetsim.report.page.kinds.told import (
    Cell,
    Told,
    better_of,
    between,
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
    apart,
    count,
    estimate,
    number,
    per_cent,
    say,
    scenario,
    share_estimate,
    stacked,
    term,
)
from budgetsim.report.results import PARTS_OF_PURPOSE, PURPOSE, changes
from budgetsim.studies.summary import summary_json

Cells = Mapping[str, Cell]
MOST_TOLD = 6
"""Scenarios that get a sentence each."""
_CLAIMS = {"better": "raises", "worse": "lowers", "single": "single"}


def answer_of(source: Source) -> dict[str, Any]:
    """Return what ``--json`` of the command prints, from the runs."""
    study: Any = source.study
    years = study.years[0]
    return summary_json(study.outcomes, study.seeds, years)


def tell(source: Source) -> Told:
    """Tell what a run or a comparison found."""
    answer = answer_of(source)
    levels: dict[str, Cells] = answer["scenarios"]
    base = next(iter(levels))
    moved = changes(source.study.outcomes) if source.study is not None else {}
    if len(levels) == 1:
        findings, tables = (
            _levels(levels[base]),
            _level_tables(base, levels[base], moved[base], answer["years"]),
        )
        lead = say("report-lead-run", scenario=scenario(base), **_size(answer))
    else:
        differences: dict[str, Cells] = answer["differences"]
        findings = _compared(levels, differences)
        tables = [*_difference_tables(levels, differences), *_all_levels(levels)]
        others = [scenario(name) for name in differences]
        from budgetsim.report.page.text import listed

        lead = say("report-lead-compare", base=scenario(base), others=listed(others), **_size(answer))
        findings += _caveats(source)
    if len(answer["seeds"]) == 1:
        findings = [*findings, say("report-one-seed")]
    return Told(lead, findings, tables, _method(answer, several=len(levels) > 1))


def _caveats(source: Source) -> list[Said]:
    """Say what is known to be wrong with the model about the levers in which the scenarios differ."""
    study: Any = source.study
    if study is None:
        return []
    first, *others = study.study.scenarios
    return [say(key) for key in caveat_keys(moved_levers(first, others))]


def _size(answer: Mapping[str, Any]) -> dict[str, Any]:
    seeds, years = len(answer["seeds"]), answer["years"]
    return {
        "seeds": count(seeds),
        "years": count(years),
        "one": "one" if seeds == 1 else "many",
        "year": "one" if years == 1 else "many",
    }


def _levels(cells: Cells) -> list[Said]:
    """What a run came to, link by link."""

    def of(name: str) -> Said:
        return estimate(*(cells[name][key] for key in ("mean", "low", "high")))

    def share(name: str) -> Said:
        return share_estimate(*(cells[name][key] for key in ("mean", "low", "high")))

    return [
        say("report-run-value", value=of(PURPOSE), best=share("value_to_first_best")),
        say(
            "report-run-waste",
            active=share("active_waste"),
            passive=share("passive_waste"),
            december=share("december_share"),
        ),
        say(
            "report-run-scores",
            self=of("self_score"),
            external=of("external_score"),
            agreement=of("self_external_correlation"),
            validity=of("validity"),
        ),
        say("report-run-use", moved=share("money_moved"), credibility=of("credibility")),
        say(
            "report-run-work",
            ratio=per_cent(cells["workload_ratio"]["mean"]),
            load="over" if (cells["workload_ratio"]["mean"] or 0.0) > 1.0 else "under",
        ),
    ]


def _compared(levels: Mapping[str, Cells], differences: Mapping[str, Cells]) -> list[Said]:
    """Say what each scenario does for net social value, the best first, and its largest side effect."""
    base = next(iter(levels))
    ranked = sorted(differences, key=lambda name: -(differences[name][PURPOSE]["mean"] or 0.0))
    told = []
    for name in ranked[:MOST_TOLD]:
        cell = differences[name][PURPOSE]
        mean, before = cell["mean"] or 0.0, levels[base][PURPOSE]["mean"] or 0.0
        key = _CLAIMS.get(verdict_of(PURPOSE, cell), "unclear")
        size = _unsigned(cell) if key == "lowers" else cell
        told.append(
            say(
                f"report-compare-{key}",
                scenario=scenario(name),
                base=scenario(base),
                change=estimate(size["mean"], size["low"], size["high"], sign=key in ("unclear", "single")),
                part=per_cent(abs(mean / before) if before else None),
            )
        )
        side = _side_effect(levels, differences, name) if key in ("raises", "lowers") else None
        told += [] if side is None else [side]
    return told


def _unsigned(cell: Cell) -> Cell:
    low, high = cell["low"], cell["high"]
    return {
        "mean": -(cell["mean"] or 0.0),
        "low": None if high is None else -high,
        "high": None if low is None else -low,
    }


def _side_effect(levels: Mapping[str, Cells], differences: Mapping[str, Cells], name: str) -> Said | None:
    """Name the outcome that becomes worse by the largest proportion, costs aside, if one clearly does."""
    base, worst, largest = next(iter(levels)), "", 0.0
    for outcome, cell in differences[name].items():
        if outcome == PURPOSE or outcome in PARTS_OF_PURPOSE or verdict_of(outcome, cell) != "worse":
            continue
        pair = sum(abs(levels[key][outcome]["mean"] or 0.0) for key in (base, name))
        size = abs(cell["mean"] or 0.0) / pair if pair else 0.0
        if size > largest:
            worst, largest = outcome, size
    if not worst:
        return None
    before, after = levels[base][worst], levels[name][worst]
    rises = (after["mean"] or 0.0) > (before["mean"] or 0.0)
    was, now = apart(before["mean"], after["mean"])
    return say(
        "report-compare-side",
        scenario=scenario(name),
        outcome=term(worst),
        way="rises" if rises else "falls",
        before=was,
        after=now,
    )


def _level_tables(name: str, cells: Cells, moved: Mapping[str, float], years: int) -> list[Block]:
    heads = heads_of("outcome", "mean", "interval", "change", "better", "unit")

    def row(outcome: str) -> list[Said]:
        cell = cells[outcome]
        places = places_of(cell)
        return [
            title_of(outcome),
            number(cell["mean"], places),
            between(cell),
            number(moved[outcome], places, sign=True),
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
            cells += [stacked(cell["mean"], cell["low"], cell["high"], sign=True), _verdict(outcome, cell)]
        return cells

    caption = say("report-table-differences", base=scenario(base))
    note = say("report-note-differences")
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
