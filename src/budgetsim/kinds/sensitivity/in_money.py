"""What outcomes of a sensitivity analysis come to for all departments together, in the scenario's money.

Shares of variance are shares in any unit; means, spreads and the indices of Morris's method are in that of the outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from budgetsim.kinds.sensitivity.answer import IN_UNITS, Analysis, Sensitivity
from budgetsim.language import Language
from budgetsim.report.figure_words import sentences
from budgetsim.scenario import Money
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


def answer_in_money(answer: Sensitivity, money: Money) -> Sensitivity:
    """Return an answer with the indices of outcomes that are money in it, where they are in the outcome's unit."""
    if answer.method not in IN_UNITS:
        return answer
    told = {name: _analysis_in_money(analysis, money) for name, analysis in answer.valued.items()}
    return replace(answer, outcomes={**answer.outcomes, **told})


def _analysis_in_money(analysis: Analysis, money: Money) -> Analysis:
    def scaled(cells: Mapping[str, Interval]) -> dict[str, Interval]:
        return {name: interval_in_money(cell, money) for name, cell in cells.items()}

    return replace(
        analysis,
        indices={kind: scaled(cells) for kind, cells in analysis.indices.items()},
        chance=interval_in_money(analysis.chance, money),
        convergence=tuple(replace(step, indices=scaled(step.indices)) for step in analysis.convergence),
    )


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
