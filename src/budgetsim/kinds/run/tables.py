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
        _levels(answer, "levels", "run-table", key or answer.outcomes, "everybody", is_explained=bool(key)),
        _levels(answer, "levels-all", "run-table-all", answer.outcomes, "report"),
    ]


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
        *([Column("change", "number", sign=True, half=True)] if changes else []),
        Column("unit", "unit", is_spare=True),
    ]
    if is_explained:
        columns.append(Column("what", "message", is_spare=True))
    rows = []
    for outcome in outcomes:
        cells = [interval_of(own[outcome]) for own in (levels, changes) if own]
        row = (outcome, better_of(outcome), *cells, unit_of(outcome))
        what = f"run-what-{outcome.replace('_', '-')}"
        rows.append((*row, what) if is_explained else row)

    def titled(say: Language) -> str:
        return say(f"{title}-drawn" if answer.draws else title, **size_of(answer, say))

    def note(say: Language) -> str:
        key = "run-note-drawn" if answer.draws else "run-note"
        return say(key, last=str(answer.years), moved="yes" if changes else "no")

    return Table(name, columns, rows, titled, note, audience=audience)
