"""What a kind of study is told as, and pieces that several kinds share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.language import DEFAULT, LANGUAGES
from budgetsim.report.page.html import Block, Fold, Paragraph, Table
from budgetsim.report.page.text import (
    Number,
    Said,
    alike,
    choice,
    count,
    english,
    interval,
    joined,
    listed,
    name,
    say,
    term,
    unit,
    visible,
)
from budgetsim.rounding import digits_for, level

Cell = Mapping[str, float | None]
MANY = 40
"""Rows from which a table is folded."""
MOST_ROWS = 1000
"""Rows of a table; of more, the first are shown and the file is named that has all."""
LAST_YEARS = 3


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


def findings_of(answer: Mapping[str, Any]) -> list[Said]:
    """Return the findings that a command kept, in every language in which it kept them.

    An answer of an older version has them in English only; the page in another language marks them as such.
    """
    plain = answer["findings"]
    kept = {code: answer.get(f"findings_{code}") for code in LANGUAGES if code != DEFAULT}
    whole = {code: told for code, told in kept.items() if told and len(told) == len(plain)}
    return [
        Said({**english(text).pieces, **{code: (visible(told[place]),) for code, told in whole.items()}})
        for place, text in enumerate(plain)
    ]


def title_of(declared: str) -> Said:
    """Return a parameter or outcome as the heading of a row or column."""
    return term(declared).capital()


def between(cell: Cell) -> Said:
    """Return the interval of a cell, with as many digits as its mean has."""
    return interval(cell["low"], cell["high"], places_of(cell))


def places_of(cell: Cell) -> int:
    """Return decimals that a cell deserves."""
    return digits_for(cell["low"], cell["high"], cell["mean"] or 0.0)


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


def factor_name(called: str) -> Said:
    """Return a factor: a parameter by its name in the language, a switch or group by its own."""
    return title_of(called) if called in declarations() else name(called)


def factor_word(called: str) -> Said:
    """Return a factor inside a sentence."""
    return term(called) if called in declarations() else name(called)


def factor_range(factor: Mapping[str, Any]) -> Said:
    """Return the values that a factor takes."""
    if factor.get("levels"):
        return listed([value_of(level) for level in factor["levels"]])
    if factor.get("lower") is None:
        return alike("–")
    return say("report-range", low=value_of(factor["lower"]), high=value_of(factor["upper"]))


def factor_table(factors: Iterable[Mapping[str, Any]]) -> Table:
    """Return the factors of a study with their meaning in the words of the model: unit and values."""
    rows = []
    for factor in factors:
        about = declarations().get(factor["name"])
        rows.append(
            (
                factor_name(factor["name"]),
                name(factor["name"]),
                say(f"report-role-{factor['role']}"),
                factor_range(factor),
                unit(about.unit) if about else alike("–"),
            )
        )
    heads = [say(f"report-head-{key}") for key in ("factor", "key", "role", "values", "unit")]
    return Table("factors", say("report-table-factors"), heads, rows)


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


def years_told(years: int) -> Said:
    """Say over which years outcomes are means."""
    last = min(LAST_YEARS, years)
    return say(
        "report-method-means", last=count(last), years=count(years), one="one" if last == 1 else "many"
    )


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
