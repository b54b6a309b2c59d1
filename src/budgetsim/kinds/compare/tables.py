"""The numbers of a comparison: differences of the outcomes that are shown, and of all; and levels of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetsim.kinds.compare.answer import Comparison
from budgetsim.kinds.scenarios.known_tables import flip_cells, flips_table, judged, structures_table
from budgetsim.kinds.scenarios.own_departments import departments_tables
from budgetsim.kinds.scenarios.tables import better_of, heading_of, interval_of, label_of, unit_of
from budgetsim.language import Language
from budgetsim.report.figure_words import scenario_label, sentences
from budgetsim.report.results import PURPOSE, has_band, middle_of, number
from budgetsim.scenario import Money
from budgetsim.studies.money import ACCOUNT, account_note, interval_in_money, level_in_money, table_title
from budgetsim.studies.table import Audience, Column, Interval, Table


def tables(answer: Comparison) -> list[Table]:
    """Return differences and levels."""
    shown = [outcome for outcome in answer.shown if outcome in answer.outcomes]
    every = answer.outcomes
    known = [_structures(answer), *_flips(answer)] if answer.draws else []
    return [
        _differences(answer, "differences", shown, "everybody"),
        *([] if answer.money is None else [_in_money(answer, answer.money)]),
        *departments_tables(answer),
        *known,
        _differences(answer, "differences-all", every, "report"),
        _levels(answer),
        _listed(answer),
        *([_structures_listed(answer)] if answer.draws else []),
    ]


def _differences(answer: Comparison, name: str, outcomes: Sequence[str], audience: Audience) -> Table:
    columns = [
        Column("outcome", "name"),
        Column("better", "message"),
        Column("base", "number"),
        *(Column(other, "number", heading_of(other), sign=True) for other in answer.differences),
    ]
    levels = answer.scenarios[answer.base]
    rows = []
    for outcome in outcomes:
        cells = [judged(outcome, answer.differences[other][outcome]) for other in answer.differences]
        rows.append((outcome, better_of(outcome), middle_of(levels[outcome]), *cells))

    def title(say: Language) -> str:
        return say("compare-table", base=scenario_label(say, answer.base))

    def note(say: Language) -> str:
        key = "compare-note-drawn" if answer.draws else "compare-note"
        is_banded = any(has_band(answer.purpose(other)) for other in answer.differences)
        return sentences(
            say, [say(key, draws=str(answer.draws)), *([say("compare-note-band")] if is_banded else [])]
        )

    return Table(name, columns, rows, title, note, audience=audience)


def _in_money(answer: Comparison, money: Money) -> Table:
    """Return differences of net social value and of all that it is made of, in money, all departments together."""
    outcomes = [outcome for outcome in ACCOUNT if outcome in answer.outcomes]
    plain = _differences(answer, "money", outcomes, "everybody")
    rows = [
        (
            *row[:2],
            level_in_money(Interval(row[2]), money),
            *(interval_in_money(cell, money) for cell in row[3:]),
        )
        for row in plain.rows
    ]
    return replace(
        plain,
        rows=rows,
        title=table_title(money),
        note=lambda say: account_note(money, say),
        file="money.csv",
    )


def _structures(answer: Comparison) -> Table:
    """Return net social value under every structure of the model and stance on welfare, the declared ones first."""
    cells = {name: (PURPOSE, answer.purpose(name)) for name in answer.differences}
    return structures_table(cells, heading_of, lambda say: say("compare-table-structures"), answer.draws)


def _structures_listed(answer: Comparison) -> Table:
    """Return net social value under every structure on rows of their own, for frames and the figure."""
    columns = [
        *(Column(key) for key in ("scenario", "structure")),
        Column("difference", "number"),
        Column("share_better", "share"),
    ]
    rows = []
    for name in answer.differences:
        declared = answer.purpose(name)
        for structure, cell in {"declared": declared, **declared["structures"]}.items():
            value = Interval(number(cell["median"]), cell["low"], cell["high"])
            rows.append((name, structure, value, cell["share_better"]))
    return Table("structures-listed", columns, rows, audience="files", file="structures.csv")


def _flips(answer: Comparison) -> list[Table]:
    """Return which parameters would turn the sign of net social value; no table where none would."""
    rows = [
        (label_of(name), *flip_cells(flip, number(answer.purpose(name)["mean"])))
        for name in answer.differences
        for flip in answer.purpose(name)["flips"]
    ]
    return flips_table(Column("scenario", "label"), rows, lambda say: say("compare-table-flips"))


def _levels(answer: Comparison) -> Table:
    columns = [
        Column("outcome", "name"),
        Column("unit", "unit"),
        *(Column(name, "number", heading_of(name)) for name in answer.scenarios),
    ]
    rows = [
        (outcome, unit_of(outcome), *(interval_of(cells[outcome]) for cells in answer.scenarios.values()))
        for outcome in answer.outcomes
    ]
    return Table(
        "levels-all", columns, rows, lambda say: say("compare-table-levels"),
        lambda say: say("money-note-draws" if answer.draws else "report-note-stacked"), audience="report",
    )  # fmt: skip


def _listed(answer: Comparison) -> Table:
    """Return every difference on a row of its own, for frames."""
    columns = [
        *(Column(key) for key in ("scenario", "outcome")),
        Column("difference", "number"),
        Column("share_better", "share"),
        Column("verdict"),
        *(Column(key, "number") for key in ("band_low", "band_high")),
    ]
    rows = []
    for name, cells in answer.differences.items():
        for outcome, cell in cells.items():
            difference = judged(outcome, cell)
            band = difference.band or (None, None)
            interval = interval_of(cell)
            rows.append((name, outcome, interval, difference.share, difference.verdict, *band))
    return Table("differences-listed", columns, rows, audience="files")
