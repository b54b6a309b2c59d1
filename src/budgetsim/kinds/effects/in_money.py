"""What levers moved alone do for all departments together, in the scenario's money."""

from __future__ import annotations

from collections.abc import Callable

from budgetsim.kinds.effects.answer import Effects
from budgetsim.kinds.effects.findings.phrases import moved
from budgetsim.language import Language
from budgetsim.report.figure_words import clauses, sentences
from budgetsim.report.results import number
from budgetsim.scenario import Money
from budgetsim.studies.money import ACCOUNT, estimate_told, interval_in_money, table_note, table_title
from budgetsim.studies.table import Column, Interval, Table


def money_tables(answer: Effects) -> list[Table]:
    """Return the effects in money as a table; none where no money is declared, or none of the outcomes is money."""
    money, effects = answer.money, answer.valued
    outcomes = [outcome for outcome in answer.outcomes if outcome in ACCOUNT]
    if money is None or not effects or not outcomes:
        return []
    heads = [
        Column("lever", "name", "effects-head-lever"),
        Column("low", "value", "effects-head-low"),
        Column("high", "value", "effects-head-high"),
    ]
    columns = [*heads, *(Column(outcome, "number", _heading(outcome), sign=True) for outcome in outcomes)]
    rows = []
    for lever, cells in effects.items():
        moved = answer.lever(lever)
        rows.append(
            (lever, moved.low, moved.high, *(_told(cells.get(outcome), money) for outcome in outcomes))
        )

    def note(say: Language) -> str:
        key = "money-note-draws" if _is_drawn(answer) else "money-note-seeds"
        return sentences(say, [table_note(money, say), say(key)])

    return [Table("money", columns, rows, table_title(money), note, file="tables/money.csv")]


def in_money(answer: Effects, say: Language) -> str:
    """Say what levers do to the first outcome in money, the most first; nothing where it is none."""
    money, outcome = answer.money, answer.outcomes[0]
    effects = {lever: cells[outcome] for lever, cells in answer.valued.items() if outcome in cells}
    if money is None or not effects:
        return ""
    ranked = sorted(effects, key=lambda lever: -number(effects[lever].value))
    told = [
        say(
            "money-lever",
            lever=moved(say, answer, lever),
            change=estimate_told(money, effects[lever], say, is_drawn=_is_drawn(answer), sign=True),
        )
        for lever in ranked
    ]
    return say("money-levers", outcome=say.name(outcome), levers=clauses(say, told))


def _is_drawn(answer: Effects) -> bool:
    return answer.drawn is not None and bool(answer.drawn.effects)


def _told(cell: Interval | None, money: Money) -> Interval | None:
    return None if cell is None else interval_in_money(cell, money)


def _heading(outcome: str) -> Callable[[Language], str]:
    return lambda say: say.name(outcome)
