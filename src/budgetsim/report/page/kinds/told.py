"""What a kind of study is told as, and pieces that several kinds share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from budgetsim.report.page.html import Block, Fold, Paragraph, Table
from budgetsim.report.page.text import (
    Number,
    Said,
    alike,
    choice,
    count,
    joined,
    say,
    term,
)
from budgetsim.rounding import level

MANY = 40
"""Rows from which a table is folded."""
MOST_ROWS = 1000
"""Rows of a table; of more, the first are shown and the file is named that has all."""


@dataclass(frozen=True)
class Told:
    """Everything that is particular to a kind of study.

    Attributes
    ----------
    lead
        What was asked, in a sentence.
    findings
        What was found, the most important first, in both languages.
    tables
        The numbers.
    method
        How they were made.
    """

    lead: Said
    findings: Sequence[Said]
    tables: Sequence[Block]
    method: Sequence[Said]


def title_of(declared: str) -> Said:
    """Return a parameter or outcome as the heading of a row or column."""
    return term(declared).capital()


def value_of(value: Any) -> Said:
    """Return the value of a parameter, a number or a choice."""
    if value is None:
        return alike("–")
    if isinstance(value, bool):
        return say("report-on" if value else "report-off")
    if isinstance(value, int):
        return count(value)
    if isinstance(value, float):
        return exact(value)
    return choice(value)


def exact(value: float) -> Said:
    """Return a number that was set, with the digits that it was set with, up to four."""
    return alike(Number(value, level(value).replace("-", "−")))


def heads_of(*keys: str) -> list[Said]:
    """Return headings by the ends of their keys."""
    return [say(f"report-head-{key}") for key in keys]


def folded(table: Table) -> Block:
    """Return a table, folded if it is long; one with too many rows shows the first of them."""
    total = table.total or len(table.rows)
    if total <= MANY:
        return table
    blocks: list[Block] = [replace(table, rows=table.rows[:MOST_ROWS])]
    if total > MOST_ROWS:
        blocks.append(Paragraph(say("report-shortened", shown=count(MOST_ROWS), all=count(total))))
    return Fold(say("report-fold-rows", title=table.caption, rows=count(total)), blocks)


def seeds_told(seeds: Sequence[int]) -> Said:
    """Return seeds as ranges."""
    runs: list[list[int]] = []
    for seed in sorted(seeds):
        if runs and seed == runs[-1][1] + 1:
            runs[-1][1] = seed
        else:
            runs.append([seed, seed])
    told = [
        count(low) if low == high else say("report-range", low=count(low), high=count(high))
        for low, high in runs[:20]
    ]
    more = [alike("…")] if len(runs) > 20 else []
    return joined([*told, *more], alike(", "))
