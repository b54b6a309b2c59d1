"""The numbers of a run: key outcomes, and all of them."""

from __future__ import annotations

from collections.abc import Iterable

from budgetsim.kinds.run.answer import RunAnswer
from budgetsim.kinds.scenarios.tables import better_of, interval_of, size_of, unit_of
from budgetsim.language import Language
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.studies.table import Audience, Column, Table


def tables(answer: RunAnswer) -> list[Table]:
    """Return levels and changes of the key outcomes, and of all."""
    key = [outcome for outcome in KEY_OUTCOMES if outcome in answer.outcomes]
    return [
        _levels(answer, "levels", "run-table", key, "everybody"),
        _levels(answer, "levels-all", "run-table-all", answer.outcomes, "report"),
    ]


def _levels(answer: RunAnswer, name: str, title: str, outcomes: Iterable[str], audience: Audience) -> Table:
    columns = [
        Column("outcome", "name"),
        Column("better", "message"),
        Column("mean", "number"),
        Column("change", "number", sign=True, half=True),
        Column("unit", "unit", is_spare=True),
    ]
    if audience == "everybody":
        columns.append(Column("what", "message", is_spare=True))
    levels, changes = answer.scenarios[answer.base], answer.changes[answer.base]
    rows = []
    for outcome in outcomes:
        cells = (interval_of(levels[outcome]), interval_of(changes[outcome]))
        row = (outcome, better_of(outcome), *cells, unit_of(outcome))
        what = f"run-what-{outcome.replace('_', '-')}"
        rows.append((*row, what) if audience == "everybody" else row)

    def titled(say: Language) -> str:
        return say(f"{title}-drawn" if answer.draws else title, **size_of(answer, say))

    def note(say: Language) -> str:
        return say("run-note-drawn" if answer.draws else "run-note", last=str(answer.years))

    return Table(name, columns, rows, titled, note, audience=audience)
