"""What outcomes of a sensitivity analysis come to for all departments together, in the scenario's money.

Shares of variance are shares in any unit; means, spreads and the indices of Morris's method are in that of the outcome.
"""

from __future__ import annotations

from budgetsim.kinds.sensitivity.answer import Analysis, Sensitivity
from budgetsim.language import Language
from budgetsim.report.figure_words import sentences
from budgetsim.studies.money import ACCOUNT, interval_in_money, level_in_money, table_note, table_title
from budgetsim.studies.table import Column, Interval, Table

IN_UNITS = ("morris",)
"""Methods whose indices are in the unit of the outcome."""


def _valued(answer: Sensitivity) -> dict[str, Analysis]:
    """Return the analyses of outcomes that are money and vary."""
    return {name: one for name, one in answer.outcomes.items() if name in ACCOUNT and one.varies}


def money_document(answer: Sensitivity) -> dict[str, object]:
    """Return mean and spread of each outcome that is money, and its indices where these are in its unit."""
    found: dict[str, object] = {}
    money = answer.money
    if money is None:
        return found
    for name, analysis in _valued(answer).items():
        cells = {key: money.of_district(getattr(analysis, key)) for key in ("mean", "spread")}
        kinds = analysis.indices if answer.method in IN_UNITS else {}
        indices = {
            kind: {subject: vars(interval_in_money(cell, money)) for subject, cell in own.items()}
            for kind, own in kinds.items()
        }
        found[name] = {**cells, **({"indices": indices} if indices else {})}
    return found


def money_tables(answer: Sensitivity) -> list[Table]:
    """Return outcomes that are money as a table; none where there are none."""
    told, money = _valued(answer), answer.money
    if not told or money is None:
        return []
    columns = [
        Column("outcome", "name"),
        Column("mean", "number", "sensitivity-head-mean"),
        Column("spread", "number", "sensitivity-head-spread"),
    ]
    rows = [
        (name, *(level_in_money(Interval(getattr(one, key)), money) for key in ("mean", "spread")))
        for name, one in told.items()
    ]

    def note(say: Language) -> str:
        return sentences(say, [table_note(money, say), say("sensitivity-money-note")])

    return [Table("money", columns, rows, table_title(money), note, file="money.csv")]


def table_of_indices(answer: Sensitivity, table: Table, outcome: str) -> list[Table]:
    """Return a table of an outcome's indices in money, where these are in the outcome's unit and that is money."""
    money = answer.money
    if money is None or answer.method not in IN_UNITS or outcome not in _valued(answer):
        return []
    rows = [
        tuple(interval_in_money(cell, money) if isinstance(cell, Interval) else cell for cell in row)
        for row in table.rows
    ]

    def title(say: Language) -> str:
        return say("sensitivity-table-money", outcome=say.name(outcome), unit=money.unit)

    return [Table(f"{table.name}-money", table.columns, rows, title, lambda say: table_note(money, say))]
