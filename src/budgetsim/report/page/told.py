"""What a study answered, as a part of a page: its lead, findings, tables and method, in every language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from budgetsim.language import DEFAULT, LANGUAGES, Language, language, told
from budgetsim.report.page.html import Block, Fold, Paragraph, Table
from budgetsim.report.page.source import ReportError, Source
from budgetsim.report.page.text import (
    Break,
    Number,
    Said,
    alike,
    choice,
    count,
    joined,
    name,
    say,
    scenario,
    term,
    told_in_each,
    visible,
)
from budgetsim.report.results import PURPOSE, is_drawn, verdict_of
from budgetsim.rounding import level, per_cent
from budgetsim.studies import table as tables
from budgetsim.studies.answer import Answer
from budgetsim.studies.files import answer_file
from budgetsim.studies.table import Column, Interval, Judged

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
    verdicts
        What is known of every scenario that is compared, over draws of parameters.
    intervals
        What intervals hold where parameters are drawn.
    """

    lead: Said
    findings: Sequence[Said]
    tables: Sequence[Block]
    method: Sequence[Said]
    verdicts: Sequence[Said] = ()
    intervals: Sequence[Said] = ()


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
        return _exact(value)
    return choice(value)


def _exact(value: float) -> Said:
    """Return a number that was set, with the digits that it was set with, up to four."""
    return alike(Number(value, level(value).replace("-", "−")))


def heads_of(*keys: str) -> list[Said]:
    """Return headings by the ends of their keys."""
    return [say(f"report-head-{key}") for key in keys]


def _folded(table: Table) -> Block:
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
    ranges = [
        count(low) if low == high else say("report-range", low=count(low), high=count(high))
        for low, high in runs[:20]
    ]
    more = [alike("…")] if len(runs) > 20 else []
    return joined([*ranges, *more], alike(", "))


def tell(source: Source) -> Told:
    """Tell what a study found; an answer that was edited beyond use is told as such.

    Raises
    ------
    ReportError
        If the answer lacks what every answer has.
    """
    try:
        return _told(source.answer)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise ReportError(
            told(
                "report-fault-edited",
                file=str(answer_file(source.directory)),
                command=source.command,
                reason=reason,
            )
        ) from error


def _told(answer: Answer) -> Told:
    return Told(
        told_in_each(lambda speak: answer.kind.lead(answer, speak)),
        [*_each(answer.findings), *_each(answer.caveats)],
        [
            _folded(_page_table(table))
            for table in answer.tables.values()
            if table.audience in ("everybody", "report")
        ],
        [
            say("report-method-model"),
            *_each(answer.how_made),
            *_seeds(answer),
        ],
        verdicts(answer),
        intervals(answer),
    )


def verdicts(answer: Answer) -> list[Said]:
    """Say of every scenario that is compared what is known of its net social value over draws of parameters.

    Nothing where parameters are as declared, or where nothing is compared.
    """
    made = []
    for one, cells in (getattr(answer, "differences", None) or {}).items():
        cell = cells.get(PURPOSE)
        if cell is not None and is_drawn(cell):
            shares = cell["share_better"], cell.get("share_worse")
            verdict = _verdict(verdict_of(PURPOSE, cell), *shares, over_draws=True)
            made.append(say("report-known", scenario=scenario(one), verdict=verdict))
    return made


def intervals(answer: Answer) -> list[Said]:
    """Say what intervals hold where parameters are drawn, and what they do not."""
    draws = getattr(answer, "draws", 0)
    if not draws or not hasattr(answer, "differences"):
        return []
    return [say("report-intervals", draws=count(draws), seeds=count(len(getattr(answer, "seeds", ()))))]


def _page_table(table: tables.Table) -> Table:
    """Return a table as a page shows it: its numbers can be read by machines."""
    heads = [told_in_each(table.columns[place].heading) for place in table.shown]
    shown = table.rows[:MOST_ROWS]
    total = len(table.rows) if len(table.rows) > MOST_ROWS else None
    rows = [[_cell(table.columns[place], row[place]) for place in table.shown] for row in shown]
    note = told_in_each(table.note) if table.note(language(DEFAULT)) else None
    return Table(table.name, told_in_each(table.title), heads, rows, note, total)


def _cell(column: Column, cell: Any) -> Said:
    if cell is None:
        return alike(tables.NOTHING)
    if isinstance(cell, Interval) and column.kind != "range":
        return _judged(column, cell) if isinstance(cell, Judged) else _interval(column, cell)
    if (
        isinstance(cell, int | float)
        and not isinstance(cell, bool)
        and (column.is_numeric or column.kind == "value")
    ):
        return alike(Number(cell, tables.text_of(column, cell, language(DEFAULT))))
    if isinstance(cell, tables.Label) or column.kind == "text":
        return _lines(column, cell)
    if column.kind in ("name", "term"):
        return term(str(cell)).capital()
    return told_in_each(lambda speak: tables.text_of(column, cell, speak))


def _interval(column: Column, cell: Interval) -> Said:
    """Return an estimate with its interval below it."""
    if cell.value is None:
        return alike(tables.NOTHING)
    speak = language(DEFAULT)
    value, bounds = tables.interval_texts(column, cell, speak)
    first = alike(Number(cell.value, value))
    if not bounds or cell.low is None or cell.high is None:
        return first
    low, high = tables.bound_texts(column, cell)
    below = say("table-interval", low=Number(cell.low, low), high=Number(cell.high, high))
    return joined([first, below], alike(Break()))


def _judged(column: Column, cell: Judged) -> Said:
    """Return a difference with its interval and its band below it, and what it means for the public."""
    below = []
    if cell.band is not None:
        ends = [Number(end, text) for end, text in zip(cell.band, tables.band_texts(cell), strict=True)]
        below.append(say("report-band", low=ends[0], high=ends[1]))
    below.append(_verdict(cell.verdict, cell.share, cell.share_worse, over_draws=cell.is_drawn))
    return joined([_interval(column, cell), *below], alike(Break()))


def _verdict(verdict: str, share: float | None, worse: float | None, *, over_draws: bool) -> Said:
    """Return what a difference means for the public, with the share of draws or seeds of a sign."""
    if verdict not in tables.IN_SHARE or share is None:
        return say(f"report-verdict-{verdict}")
    # What is kept is the share that does better; the number behind the text is that one.
    part = tables.share_told(verdict, share, worse)
    of = "draws" if over_draws and verdict in ("better", "worse") else "in"
    return say(f"report-verdict-{verdict}-{of}", share=Number(share, per_cent(part)))


def _lines(column: Column, cell: Any) -> Said:
    """Return somebody's own words, or a label, which has as many lines in every language, with its lines broken.

    A label that stands for a number can be read by machines as that.
    """
    if isinstance(cell, tables.Label) and isinstance(cell.plain, float):
        value = cell.plain
        return Said({code: (Number(value, cell.tell(language(code))),) for code in LANGUAGES})
    own = tables.text_of(column, cell, language(DEFAULT)).split("\n")
    if column.kind == "text":
        return joined([name(line) for line in own], alike(Break()))
    return joined([_line_of(column, cell, line) for line in range(len(own))], alike(Break()))


def _line_of(column: Column, cell: Any, line: int) -> Said:
    return told_in_each(lambda speak: tables.text_of(column, cell, speak).split("\n")[line])


def _each(tell: Callable[[Language], list[str]]) -> list[Said]:
    """Return sentences in every language."""
    texts_by_code = {code: tell(language(code)) for code in LANGUAGES}
    return [
        Said({code: (visible(texts[place]),) for code, texts in texts_by_code.items()})
        for place in range(len(texts_by_code[DEFAULT]))
    ]


def _seeds(answer: Answer) -> list[Said]:
    seeds = getattr(answer, "seeds", ())
    return [say("report-method-seeds", number=count(len(seeds)), seeds=seeds_told(seeds))] if seeds else []
