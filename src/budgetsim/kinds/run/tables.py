"""The numbers of a run: key outcomes, and all of them."""

from __future__ import annotations

from collections.abc import Iterable

from budgetsim.kinds.run.answer import RunAnswer
from budgetsim.kinds.scenarios.answer import Cell, Cells
from budgetsim.kinds.scenarios.known_tables import judged, judged_draws, structure_label, way_of
from budgetsim.kinds.scenarios.own_departments import departments_tables
from budgetsim.kinds.scenarios.tables import better_of, interval_of, size_of, unit_of
from budgetsim.language import Language
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.report.figure_words import sentences
from budgetsim.report.results import PURPOSE
from budgetsim.scenario import Money
from budgetsim.studies.money import ACCOUNT, account_note, interval_in_money, level_in_money, table_title
from budgetsim.studies.states import FEW
from budgetsim.studies.table import Audience, Column, Interval, Judged, Table


def tables(answer: RunAnswer) -> list[Table]:
    """Return levels and changes of the key outcomes, and of all."""
    key = [outcome for outcome in KEY_OUTCOMES if outcome in answer.outcomes]
    return [
        _levels(answer, "levels", "run-table", key or answer.outcomes, "everybody", is_explained=bool(key)),
        *([] if answer.money is None else [_in_money(answer, answer.money)]),
        *departments_tables(answer),
        *_structures(answer),
        _levels(answer, "levels-all", "run-table-all", answer.outcomes, "report"),
    ]


def _in_money(answer: RunAnswer, money: Money) -> Table:
    """Return net social value and all that it is made of, in money, all departments together."""
    outcomes = [outcome for outcome in ACCOUNT if outcome in answer.outcomes]
    plain = _levels(answer, "money", "run-table", outcomes, "everybody")
    unit = next(place for place, column in enumerate(plain.columns) if column.key == "unit")
    rows = [
        (*row[:2], level_in_money(row[2], money), *(interval_in_money(cell, money) for cell in row[3:unit]))
        for row in plain.rows
    ]

    def note(say: Language) -> str:
        return sentences(say, [account_note(money, say), plain.note(say)])

    return Table("money", plain.columns[:unit], rows, table_title(money), note, file="money.csv")


def _levels(  # noqa: PLR0913 - what is tabulated, and for whom
    answer: RunAnswer,
    name: str,
    title: str,
    outcomes: Iterable[str],
    audience: Audience,
    *,
    is_explained: bool = False,
) -> Table:
    levels, changes = answer.scenarios[answer.base], answer.changes.get(answer.base)
    columns = [
        Column("outcome", "name"),
        Column("better", "message"),
        Column("mean", "number"),
        *([Column("change", "number", sign=True, half=not answer.draws)] if changes else []),
        Column("unit", "unit", is_spare=True),
    ]
    if is_explained:
        columns.append(Column("what", "message", is_spare=True))
    rows = []
    for outcome in outcomes:
        moved = [_change(outcome, changes[outcome])] if changes else []
        row = (outcome, better_of(outcome), interval_of(levels[outcome]), *moved, unit_of(outcome))
        what = f"run-what-{outcome.replace('_', '-')}"
        rows.append((*row, what) if is_explained else row)

    def titled(say: Language) -> str:
        return say(f"{title}-drawn" if answer.draws else title, **size_of(answer, say))

    def note(say: Language) -> str:
        key = "run-note-drawn" if answer.draws else "run-note"
        return say(key, last=str(answer.years), moved="yes" if changes else "no")

    return Table(name, columns, rows, titled, note, audience=audience)


def _change(outcome: str, cell: Cell) -> Interval:
    """Return a change with what it means for the public over draws; results of before have its interval alone."""
    return judged(outcome, cell) if "share_better" in cell else interval_of(cell)


def _structures(answer: RunAnswer) -> list[Table]:
    """Return net social value and its change under every structure of the model and stance on welfare, if drawn."""
    levels, changes = answer.scenarios[answer.base], answer.changes.get(answer.base)
    rivals = levels[PURPOSE].get("structures") if PURPOSE in levels else None
    if not rivals:
        return []
    columns = [
        Column("structure", "label"),
        Column("mean", "number"),
        *([Column("change", "number", sign=True)] if changes else []),
    ]
    moved = [judged(PURPOSE, changes[PURPOSE])] if changes else []
    rows = [(structure_label(""), interval_of(levels[PURPOSE]), *moved)]
    for name, level in rivals.items():
        rows.append((structure_label(name), interval_of(level), *_changed(name, changes)))

    def note(say: Language) -> str:
        return say("drawn-note-structures", draws=str(answer.draws), few=str(min(FEW, answer.draws)))

    return [Table("structures", columns, rows, lambda say: say("run-table-structures"), note)]


def _changed(structure: str, changes: Cells | None) -> list[Judged]:
    """Return the change of net social value under another structure; none where first and last year were not kept."""
    if not changes:
        return []
    cell = changes[PURPOSE]["structures"][structure]
    return [judged_draws(cell, way_of(cell))]
