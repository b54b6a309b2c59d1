"""Tables of answers: how cells are told, and the forms in which tables are kept."""

from __future__ import annotations

import re
from typing import Any

import pytest

from budgetsim.language import language
from budgetsim.studies.progress import Course
from budgetsim.studies.table import LONGEST_TABULAR, Column, Interval, Table, latex_of, text_of


def table_of(rows: int) -> Table:
    columns = [Column("lever"), Column("share_of", "number"), Column("band", "range")]
    cells = [("staff × skill_1", Interval(0.5, 0.4, 0.6), Interval(None, -0.1, 0.2))] * rows
    return Table(
        "many",
        columns,
        cells,
        lambda _: "What 50 % of it does",
        lambda _: "Taken & told",
        text_file="tables/many",
    )


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [(True, "on", "开"), (3.0, "3", "3"), ("posterior", "posterior", None), (0.25, "0.25", "0.25")],
)
def test_text_of_value(value: Any, english: str, chinese: str | None) -> None:
    column = Column("low", "value")
    assert text_of(column, value, language("en")) == english
    expected = language("zh").choice(value) if chinese is None else chinese
    assert text_of(column, value, language("zh")) == expected


def test_text_of_range_tells_the_ends_only() -> None:
    column = Column("band", "range")
    assert text_of(column, Interval(None, -0.0123, 0.2), language("en")) == "−0.012 to +0.200"
    assert text_of(column, Interval(0.5, 0.4, 0.6), language("en")) == "0.40 to 0.60"
    assert text_of(column, Interval(None, 0.2, 0.2), language("en")) == "+0.200"
    assert text_of(column, Interval(0.5), language("en")) == "–"


@pytest.mark.parametrize("rows", [2, LONGEST_TABULAR + 1])
def test_latex_is_plain_letters_and_breaks_over_pages_where_it_is_long(rows: int) -> None:
    text = latex_of(table_of(rows), language("en"))
    assert text.isascii()
    assert ("longtable" in text) == (rows > LONGEST_TABULAR)
    assert text.count(r"\toprule") == text.count(r"\bottomrule") == 1
    assert r"\caption{What 50 \% of it does. Taken \& told}" in text
    lines = [line for line in text.splitlines() if line.endswith(r"\\") and not line.startswith(r"\caption")]
    assert len(lines) == rows + 1
    assert {re.sub(r"\\[&%$#_{}]", "", line).count("&") for line in lines} == {2}


def test_numbers_of_which_none_is_known_are_numbers_in_a_frame() -> None:
    frame = Table("one", [Column("value", "number")], [(None,), (None,)]).to_df()
    assert frame["value"].dtype == float


def test_words_of_a_round_are_said_once_if_something_of_it_is_left() -> None:
    told: list[Any] = []
    course = Course(lambda done, planned: told.append((done, planned)), 0, told.append)
    for about, runs in (("", (4,)), ("seen", (4,)), ("needed", (0, 2, 4))):
        course.about = about
        for done in runs:
            course(done, 4)
    assert told == ["needed", (8, 12), (10, 12), (12, 13)]
