"""The numbers of a sweep: its points, and the levels of its factors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from budgetsim.kinds.factor_table import factor_table, varied
from budgetsim.kinds.sweep.answer import SweepAnswer, level_key
from budgetsim.kinds.sweep.drawn_tables import (
    drawn_levels,
    drawn_points,
    factor_heading,
    other_tables,
    outcome_heading,
)
from budgetsim.language import Language
from budgetsim.report.figure_words import clauses, sentences
from budgetsim.studies.answer import TO_PEOPLE
from budgetsim.studies.factors import column_of
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.money import ACCOUNT, table_in_money
from budgetsim.studies.table import Audience, Column, Table

MOST_POINTS = 24
"""Points that a terminal shows one by one; of more, the levels of each factor are shown."""
MOST_LEVELS = 40
"""Levels that a terminal shows; of more, the first, the middle and the last of each factor."""


def tables(answer: SweepAnswer) -> list[Table]:
    """Return points, factors and levels; in short too where they are too many for a terminal.

    Over draws of parameters a terminal shows these, and what holds with declared ones is in reports.
    """
    is_by_point = answer.points is not None and (answer.size <= MOST_POINTS or answer.is_confounded)
    is_declared = answer.drawn is None
    declared = [factor_table((factor.name, varied(factor)) for factor in answer.varied)]
    if answer.points is not None:
        is_shown = is_by_point and is_declared
        declared = [*_in_short(_points(answer), MOST_POINTS, _first_points, is_shown=is_shown), *declared]
    is_shown = is_declared and not is_by_point
    declared += _in_short(_levels(answer), MOST_LEVELS, _first_levels, is_shown=is_shown)
    if answer.drawn is None:
        return [*declared, *_in_money(answer, declared)]
    points = drawn_points(answer, answer.drawn)
    known = [] if points is None else _in_short(points, MOST_POINTS, _first_points, is_shown=is_by_point)
    levels = drawn_levels(answer, answer.drawn)
    known += _in_short(levels, MOST_LEVELS, _first_levels, is_shown=not is_by_point)
    return [*known, *_in_money(answer, known), *other_tables(answer, answer.drawn), *declared]


def _in_money(answer: SweepAnswer, shown: Sequence[Table]) -> list[Table]:
    """Return what a terminal is shown of outcomes that are money, for all departments together."""
    money = answer.money
    if money is None or not set(answer.outcomes) & set(ACCOUNT):
        return []
    monetary = [table for table in shown if any(column.key in ACCOUNT for column in table.columns)]
    return [table_in_money(table, money) for table in monetary if table.audience in TO_PEOPLE]


def _points(answer: SweepAnswer) -> Table:
    columns = [
        Column("scenario", head="sweep-head-point"),
        *(Column(column_of(factor), "value", factor_heading(factor)) for factor in answer.varied),
        *_outcome_columns(answer),
    ]
    rows = [
        (point.scenario, *point.factors.values(), *(cell.interval for cell in point.outcomes.values()))
        for point in answer.points or ()
    ]
    over = "seeds" if len(answer.seeds) > 1 else ""

    def note(say: Language) -> str:
        return _means(answer, say("sweep-between-seeds") if over else "", say)

    return Table("points", columns, rows, lambda say: say("sweep-table-points"), note)


def _levels(answer: SweepAnswer) -> Table:
    columns = [
        Column("factor", "name"),
        Column("level", "text" if answer.is_confounded else "value", "sweep-head-level"),
        Column("points", "count", "sweep-head-points", is_spare=True),
        *_outcome_columns(answer),
    ]
    rows: dict[tuple[str, str, Any], list[Any]] = {}
    for level in answer.levels:
        rows.setdefault(level_key(level), [level.factor, level.level, level.points]).append(level.interval)

    def note(say: Language) -> str:
        return sentences(say, [say("sweep-note-levels"), _means(answer, over_told(answer, say), say)])

    return Table("levels", columns, list(rows.values()), lambda say: say("sweep-table-levels"), note)


def _outcome_columns(answer: SweepAnswer) -> list[Column]:
    return [Column(name, "number", outcome_heading(name), half=True) for name in answer.outcomes]


def over_told(answer: SweepAnswer, say: Language) -> str:
    """Say what the intervals of levels are over; nothing where there are none."""
    known = {level.over for level in answer.levels if level.low is not None}
    return clauses(say, [say(f"sweep-over-{kind}") for kind in ("seeds", "states", "runs") if kind in known])


def _means(answer: SweepAnswer, over: str, say: Language) -> str:
    last = min(LAST_YEARS, answer.years)
    about = {"one": "one" if last == 1 else "many", "last": str(last), "over": over}
    return say("sweep-note-means", sure="yes" if over else "no", **about)


Shortening = Callable[[Sequence[Any]], tuple[Sequence[Any], Callable[[Language], str]]]


def _in_short(table: Table, most: int, shortened: Shortening, *, is_shown: bool) -> list[Table]:
    """Return a table whole for readers of a report, and for a terminal what it has room for."""
    if len(table.rows) <= most or not is_shown:
        return [_for(table, "everybody" if is_shown else "report")]
    rows, said = shortened(table.rows)

    def note(say: Language) -> str:
        return sentences(say, [table.note(say), said(say)])

    short = Table(f"{table.name}-short", table.columns, rows, table.title, note, audience="brief")
    return [_for(table, "report"), short]


def _for(table: Table, audience: Audience) -> Table:
    return Table(table.name, table.columns, table.rows, table.title, table.note, audience=audience)


def _first_points(rows: Sequence[Any]) -> tuple[Sequence[Any], Callable[[Language], str]]:
    about = {"shown": str(MOST_POINTS), "points": f"{len(rows):,}"}
    return rows[:MOST_POINTS], lambda say: say("sweep-note-first-points", **about)


def _first_levels(rows: Sequence[Any]) -> tuple[Sequence[Any], Callable[[Language], str]]:
    """Return the first, the middle and the last level of each factor."""
    kept = []
    for name in dict.fromkeys(row[0] for row in rows):
        levels = [row for row in rows if row[0] == name]
        places = sorted({0, len(levels) // 2, len(levels) - 1})
        kept += [levels[place] for place in places]
    return kept, lambda say: say("sweep-note-first-levels")
