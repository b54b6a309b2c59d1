"""What outcomes of a sensitivity analysis come to for all departments together, in the scenario's money.

Shares of variance are shares in any unit; means, spreads and the indices of Morris's method are in that of the outcome.
"""

from __future__ import annotations

from budgetsim.kinds.sensitivity.answer import IN_UNITS, Sensitivity
from budgetsim.language import Language
from budgetsim.report.figure_words import sentences
from budgetsim.studies.money import interval_in_money, level_in_money, table_note, table_title
from budgetsim.studies.table import Column, Interval, Table


def money_tables(answer: Sensitivity) -> list[Table]:
    """Return outcomes that are money as a table; none where there are none."""
    told, money = answer.valued, answer.money
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
    if money is None or answer.method not in IN_UNITS or outcome not in answer.valued:
        return []
    rows = [
        tuple(interval_in_money(cell, money) if isinstance(cell, Interval) else cell for cell in row)
        for row in table.rows
    ]

    def title(say: Language) -> str:
        return say("sensitivity-table-money", outcome=say.name(outcome), unit=money.unit)

    return [Table(f"{table.name}-money", table.columns, rows, title, lambda say: table_note(money, say))]
