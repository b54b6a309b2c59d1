"""Panels of users: what is read, what is refused and how it is told, and that no currency unit changes a number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from recipes import recipe_of

from budgetsim.kinds.calibrate.panel_file import PanelFile, read_panel
from budgetsim.scenario import ScenarioError
from budgetsim.studies.moments import MOMENTS, measure

HEADER = "unit,year,approved,adjusted,executed,self_score,external_score"
GOOD = f"""{HEADER}
a,2020,100,110,109,90,80
a,2021,104,104,104,95,
b,2020,50,50,49,70,60
b,2021,,,,75,65
c,2021,10,10,10,,
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., PanelFile]:
    def read(content: str | bytes, mapping: str = "") -> PanelFile:
        (tmp_path / "panel.csv").write_bytes(content.encode() if isinstance(content, str) else content)
        return read_panel(tmp_path / "panel.csv", recipe_of(tmp_path, mapping))

    return read


def told(read: Callable[..., PanelFile], content: str | bytes, mapping: str = "") -> str:
    with pytest.raises(ScenarioError) as caught:
        read(content, mapping)
    return str(caught.value)


# What is read -----------------------------------------------------------------------------------------------------


def test_panel_is_read_unbalanced_and_with_gaps(read: Callable[..., PanelFile]) -> None:
    got = read(GOOD)
    assert (got.units, got.panel.years) == (("a", "b", "c"), (2020, 2021))
    np.testing.assert_array_equal(got.panel.self_score, [[90, 95], [70, 75], [np.nan, np.nan]])
    np.testing.assert_array_equal(got.panel.covered, [[True, False], [True, True], [False, False]])
    np.testing.assert_array_equal(got.panel.present, [[True, True], [True, True], [False, True]])
    # Money is relative to the median approved amount, 75.
    expected = [[100 / 75, 104 / 75], [50 / 75, np.nan], [np.nan, 10 / 75]]
    np.testing.assert_allclose(got.panel.approved, expected, rtol=5e-9)
    np.testing.assert_array_equal(got.groups, [0, 1, 2])


def test_years_without_rows_are_gaps(read: Callable[..., PanelFile]) -> None:
    got = read(
        "unit,year,self_score\na,2020,1\nb,2020,2\na,2023,3\nb,2023.0,4\n", 'self_score = "self_score"'
    ).panel
    assert got.years == (2020, 2021, 2022, 2023)
    np.testing.assert_array_equal(np.isfinite(got.self_score), [[True, False, False, True]] * 2)


def test_own_columns_scales_and_clusters(read: Callable[..., PanelFile]) -> None:
    text = "programme;jahr;ministry;vote;score\np1;2020;x;1.234,5;1\np2;2020;y;2;5\np3;2020;x;3;3\n"
    mapping = (
        'unit = "programme"\nyear = "jahr"\ncluster = "ministry"\napproved = "vote"\nself_score = "score"\n'
        'score_range = [1, 5]\ntop_score = 4.5\ndelimiter = ";"\ndecimal = ","'
    )
    grouped = read(text, mapping)
    np.testing.assert_allclose(grouped.panel.approved[:, 0], [1234.5 / 3, 2 / 3, 1], rtol=5e-9)
    got = read(text.replace("1.234,5", "1234,5"), mapping)
    np.testing.assert_array_equal(got.panel.self_score[:, 0], [0, 100, 50])
    np.testing.assert_array_equal(got.groups, [0, 1, 0])
    assert got.panel.top == pytest.approx(87.5)
    np.testing.assert_allclose(got.panel.approved[:, 0], [1234.5 / 3, 2 / 3, 1], rtol=5e-9)


def test_byte_order_mark_quotes_and_windows_lines_are_read(read: Callable[..., PanelFile]) -> None:
    windows = GOOD.replace("\n", "\r\n").replace("a,2020", '"a",2020')
    got = read(b"\xef\xbb\xbf" + windows.encode())
    np.testing.assert_array_equal(got.panel.self_score, read(GOOD).panel.self_score)


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-8"])
def test_names_of_units_in_other_encodings(read: Callable[..., PanelFile], encoding: str) -> None:
    text = "单位,年度,自评\n财政局,2020,90\n教育局,2020,80\n"
    mapping = f'unit = "单位"\nyear = "年度"\nself_score = "自评"\nencoding = "{encoding}"'
    got = read(text.encode(encoding), mapping)
    assert got.units == ("财政局", "教育局")
    np.testing.assert_array_equal(got.panel.self_score[:, 0], [90, 80])
    assert f"no text in {encoding}" in told(read, b"unit,year\n\xff\xff\xff", mapping) or encoding == "utf-8"


def test_empty_cells_beyond_the_header_are_read(read: Callable[..., PanelFile]) -> None:
    got = read(GOOD.replace("90,80", "90,80,,").replace("70,60", "70,60,"))
    np.testing.assert_array_equal(got.panel.self_score, read(GOOD).panel.self_score)


@pytest.mark.parametrize(("outside", "expected"), [("clip", [0.0, 100.0]), ("leave_out", [np.nan, 100.0])])
def test_scores_outside_their_range(
    read: Callable[..., PanelFile], outside: str, expected: list[float]
) -> None:
    text = "unit,year,self_score\na,1,0.5\nb,1,5\n"
    mapping = f'self_score = "self_score"\nself_range = [1, 5]\noutside = "{outside}"'
    np.testing.assert_array_equal(read(text, mapping).panel.self_score[:, 0], expected)
    message = told(read, text, mapping.replace(outside, "refuse"))
    assert "panel.csv:2: self_score = '0.5': outside the range of scores, 1 to 5" in message
    assert 'outside = "clip"' in message


def test_mark_of_what_is_missing(read: Callable[..., PanelFile]) -> None:
    text = "unit,year,self_score\na,1,NA\nb,1,5\na,2,n/a\nb,2,7\n"
    assert "missing" in told(read, text, 'self_score = "self_score"\nmissing = ["not asked"]')
    for words in (
        "",
        'missing = ["NA", "n/a"]',
    ):  # what says that nothing is there is known; a list says it alone
        got = read(text, f'self_score = "self_score"\n{words}')
        assert np.isnan(got.panel.self_score[0]).all()


@pytest.mark.parametrize("dash", ["-", "—", "--", "…", "/"])
def test_dash_alone_is_not_observed_and_noted(read: Callable[..., PanelFile], dash: str) -> None:
    got = read(f"unit,year,self_score\na,1,NA\nb,1,5\na,2,{dash}\nb,2,7\n", 'self_score = "self_score"')
    assert np.isnan(got.panel.self_score[0]).all()
    assert "data-note-dashes" in [one.key for one in got.notes]


# What is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        (f"{HEADER}\n", "no rows below the header"),
        (b"unit,year\n\x00", "the file is binary"),
        (GOOD.replace("approved", "aproved", 1), "panel.csv:1: column = 'approved': missing column (for approved)"),
        (GOOD.replace("approved", "aproved", 1), 'approved = "aproved"'),
        (GOOD.replace("adjusted", "approved", 1), "'approved': this column comes twice"),
        (GOOD.replace("100", "1 00"), "panel.csv:2: approved = '1 00': text where a number is needed"),
        (GOOD.replace("100", "1,000").replace("a,2020,1,000", 'a,2020,"1,000"'), 'write thousands = "," in [panel]'),
        (GOOD.replace("100", "inf"), "panel.csv:2: approved = 'inf': text where a number is needed"),
        (GOOD.replace("104", "1e400"), "panel.csv:3: approved = '1e400': must be at most"),
        (GOOD.replace("50,50,49", "50,50,-49"), "panel.csv:4: executed = '-49': a negative amount; write negative"),
        (GOOD.replace("90,80", "90,101"), "panel.csv:2: external_score = '101': outside the range"),
        (GOOD.replace("c,2021", "b,2021"), "panel.csv:6: unit = 'b': the unit was given for 2021 before, on line 5"),
        (GOOD.replace("c,2021", "c,2021.5"), "panel.csv:6: year = '2021.5': a year must be a whole number"),
        (GOOD.replace("c,2021", "c,20211"), "is a year mistyped?"),
        (GOOD.replace("c,2021", ",2021"), "panel.csv:6: unit = '': a unit needs a name"),
        (GOOD.replace("c,2021,10,10,10,,", "c,2021"), "panel.csv:6: 2 cells where the header has at least 7"),
        (GOOD.replace("c,2021", '"c,2021'), "no valid CSV"),
        (GOOD.replace("50,50,49", "5,000,50,49"), "panel.csv:4: 8 cells where the header has 7; put a cell with"),
        (f"{HEADER}\na,1,1,1,1,1,1\na,2,1,1,1,1,1\n", "unit = 'a': one unit only"),
        (f"{HEADER}\na,1,1,1,1,,1\nb,1,1,1,1,,1\n", "panel.csv: self_score: all scores are missing"),
        (f"{HEADER}\na,1,,1,1,1,1\nb,1,,1,1,1,1\n", "panel.csv: approved: all amounts are missing"),
    ],
)  # fmt: skip
def test_malformed_panel_is_told(read: Callable[..., PanelFile], content: str | bytes, expected: str) -> None:
    assert expected in told(read, content)


def test_all_faults_are_told_at_once(read: Callable[..., PanelFile]) -> None:
    wrong = GOOD.replace("100", "x").replace("50,50,49", "50,50,-49").replace("c,2021", "c,20a1")
    message = told(read, wrong)
    assert message.startswith("3 faults")
    assert all(place in message for place in ("panel.csv:2", "panel.csv:4", "panel.csv:6"))


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="no such file"):
        read_panel(tmp_path / "no.csv", recipe_of(tmp_path, ""))


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ('aproved = "x"', "did you mean approved?"),
        ("unit = 3", "not the name of a column"),
        ('approved = "x"\nadjusted = "x"', "this column has another role already"),
        ("score_range = [5, 1]", "must be the lowest and the highest possible score"),
        ("score_range = [1, 5]\ntop_score = 90", "from 1 to 5"),
        ('outside = "drop"', "must be one of 'refuse', 'clip', 'leave_out'"),
        ('delimiter = ":"', "must be one of"),
        ('encoding = "gb2312"', "'gb18030'"),
        ("missing = 3", "not a list of texts"),
    ],
)  # fmt: skip
def test_wrong_mapping_is_told_with_its_line(tmp_path: Path, mapping: str, expected: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        recipe_of(tmp_path, mapping)
    assert expected in str(caught.value)
    assert "target.toml:" in str(caught.value)


# Currency ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("factor", [1e-6, 0.137, 7.3, 1e9])
def test_no_currency_unit_changes_a_bit(read: Callable[..., PanelFile], factor: float) -> None:
    rng = np.random.default_rng(3)
    rows = [
        (f"u{u}", y, *np.exp(rng.normal(18, 2, 3)), *rng.uniform(0, 100, 2))
        for u in range(60)
        for y in range(4)
    ]

    def text(scale: float) -> str:
        lines = [
            ",".join(map(str, (u, y, *(scale * m for m in money[:3]), *money[3:]))) for u, y, *money in rows
        ]
        return "\n".join([HEADER, *lines])

    one, other = read(text(1.0)).panel, read(text(factor)).panel
    assert one.digest() == other.digest()
    np.testing.assert_array_equal(measure(one, MOMENTS.values()), measure(other, MOMENTS.values()))
