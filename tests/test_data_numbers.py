"""Numbers and years in any convention read back, whoever wrote them; marks are guessed from whole columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim.data.numbers import Convention, Marks, Number, Wrong, guessed, marks_of, read_number
from budgetsim.data.units import factor_of, unit_above, unit_of_heading, without_unit
from budgetsim.data.years import read_year, year_within

MARKS = st.sampled_from(
    [(".", ""), (".", ","), (",", "."), (",", " "), (".", "'"), (",", ""), (",", "\u202f"), (".", "\u00a0")]
)
WIDE = str.maketrans("0123456789.,-()", "０１２３４５６７８９．，－（）")


def written(cents: int, decimal: str, thousands: str) -> str:
    whole, part = divmod(abs(cents), 100)
    return f"{whole:,}".replace(",", thousands) + f"{decimal}{part:02}"


def convention_of(cells: list[str], negative: str = "keep") -> Convention:
    known = Convention(negative=negative, known_signs=True)
    marks = marks_of(cells, known)
    return Convention(*guessed(marks, marks, "", None), negative=negative, known_signs=True)


@given(
    cents=st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=20),
    marks=MARKS,
    negative=st.sampled_from(["-{}", "({})", "{}-", "−{}", "▲{}"]),
    sign=st.sampled_from(["{}", "${}", "{} %", "¥ {}", "{}元", "R$ {}", "CHF {}", "{} EUR", "NT${}"]),
    digits=st.sampled_from(["plain", "wide"]),
)
def test_any_number_in_any_convention_reads_back(
    cents: list[int], marks: tuple[str, str], negative: str, sign: str, digits: str
) -> None:
    plain = [sign.format(written(cent, *marks)) for cent in cents]
    cells = [negative.format(cell) if cent < 0 else cell for cent, cell in zip(cents, plain, strict=True)]
    cells = [cell.translate(WIDE) if digits == "wide" else cell for cell in cells]
    convention = convention_of(cells)
    got = [read_number(cell, convention) for cell in cells]
    assert [number.value if isinstance(number, Number) else number for number in got] == [
        cent / 100 for cent in cents
    ]


@given(value=st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_numbers_as_python_writes_them_read_back(value: float) -> None:
    got = read_number(repr(value), Convention())
    assert isinstance(got, Number)
    assert got.value == value


@pytest.mark.parametrize(
    ("cells", "decimal", "thousands"),
    [
        (["1,234", "2,345", "3,456", "12"], ".", ","),  # groups of three throughout
        (["1,234", "2,345", "3,456", "12345"], ",", ""),  # a long number without a mark: decimals
        (["1,234", "12"], ".", ""),  # too few to tell
        (["1.234", "2.345", "3.456", "872"], ".", ""),  # a plain number to every program: read as such, and noted
        (["1.234.567", "872"], ",", "."),
        (["12,5", "1.234"], ",", "."),
        (["12.5", "1,234"], ".", ","),
        (["12.5", "12,5"], ".", ""),  # both: one of them is wrong
        (["0,125", "0,250"], ",", ""),
        (["1 234,567", "12"], ",", " "),
        (["12,34,567", "1,23,456"], ".", ","),
    ],
)  # fmt: skip
def test_marks_of_a_column(cells: list[str], decimal: str, thousands: str) -> None:
    found = convention_of(cells)
    assert (found.decimal, found.thousands) == (decimal, thousands)


def test_other_columns_settle_what_one_leaves_open() -> None:
    own, whole = (marks_of(cells, Convention()) for cells in (["1,234"], ["1,234", "5,678.90"]))
    assert guessed(own, own, "", None) == (".", "")
    assert guessed(own, whole, "", None) == (".", ",")
    assert guessed(own, own, ",", None) == (",", "")
    assert guessed(marks_of(["1.234"], Convention()), Marks(), ",", None) == (",", ".")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("120万元", 1.2e6), ("2.5 亿元", 2.5e8), ("$1.5m", 1.5e6), ("3 thousand", 3e3), ("7千", 7e3), ("-1 Mio.", -1e6)],
)  # fmt: skip
def test_units_of_money_in_cells_are_reckoned_with(cell: str, value: float) -> None:
    got = read_number(cell, Convention(known_signs=True))
    assert isinstance(got, Number)
    assert got.value * got.factor == value


@pytest.mark.parametrize("cell", ["1234¹", "①", "1½", "12 apples", "n/a", "1.2.3", "$", "12/5", "", "一百"])
def test_what_is_no_number_is_none(cell: str) -> None:
    assert isinstance(read_number(cell, Convention(known_signs=True)), Wrong)


@pytest.mark.parametrize(
    ("heading", "word", "rest"),
    [
        ("预算（万元）", "万元", "预算"),
        ("Budget (in thousands)", "thousands", "Budget"),
        ("Estimates (Rs. in lakh)", "Rs. lakh", "Estimates"),
        ("예산액(백만원)", "백만원", "예산액"),
        ("Spent ($000s)", "$000s", "Spent"),
        ("Ansatz [Mio. EUR]", "Mio. EUR", "Ansatz"),
        ("Budget in thousands", "thousands", "Budget"),
        ("Spent in Fire", "", "Spent in Fire"),
        ("執行數（萬元）", "萬元", "執行數"),
        ("Budget (2016)", "", "Budget (2016)"),
        ("Score (0-100)", "", "Score (0-100)"),
        ("Department (name)", "", "Department (name)"),
    ],
)
def test_units_in_headings(heading: str, word: str, rest: str) -> None:
    assert (unit_of_heading(heading), without_unit(heading)) == (word, rest)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("单位：万元", "万元"), ("（单位: 千元）", "千元"), ("in thousands of dollars", "thousands"),
        ("City of X 2016", ""), ("单位名称", ""),
    ],
)  # fmt: skip
def test_units_above_a_table(text: str, word: str) -> None:
    found = unit_above(text)
    assert (factor_of(found) if found else None) == (factor_of(word) if word else None)


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2016", 2016), ("2016.0", 2016), ("２０１６", 2016), ("FY2016", 2016), ("fy 2016", 2016), ("2016年", 2016),
        ("2016年度", 2016), ("2016/17", 2016), ("2016-17", 2016), ("2016/2017", 2016), ("FY2016/17", 2016),
        ("1999/00", 1999), ("2016-12-31", 2016), ("2016/1/1", 2016),
        ("二〇一六年", 2016), ("民國105年", 2016), ("平成28年度", 2016), ("令和元年", 2019), ("31.12.2016", 2016),
        ("FY16", 2016), ("FY16-17", 2016), ("FY 98", 1998),
        ("Ejercicio 2016", 2016), ("2016 to 2017", 2016), ("2016年12月31日", 2016),
    ],
)  # fmt: skip
def test_years_of_all_countries(cell: str, year: int) -> None:
    found = read_year(cell)
    assert not isinstance(found, Wrong)
    assert found[0] == year


@pytest.mark.parametrize("cell", ["2016/18", "FY16/18", "16/17", "2016.5", "last year", "", "2016-13-01"])
def test_no_fiscal_year(cell: str) -> None:
    assert isinstance(read_year(cell), Wrong)


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("approved_2016", (2016, "approved")), ("2016年预算数", (2016, "预算数")), ("FY2016 Actual", (2016, "Actual")),
        ("2016/17", (2016, "")), ("2016", (2016, "")), ("Change 2016 to 2018", None), ("12016", None), ("Budget", None),
        ("Budget 2016-17", (2016, "Budget")),
    ],
)  # fmt: skip
def test_years_within_headings(heading: str, found: tuple[int, str] | None) -> None:
    assert year_within(heading) == found
