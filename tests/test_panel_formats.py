"""Cells of panels as bureaus write them: marks of thousands, signs, brackets, fiscal years; equal faults once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from recipes import recipe_of

from budgetsim.data.names import visible
from budgetsim.data.numbers import Convention, Number, Wrong, read_number
from budgetsim.kinds.calibrate.panel_file import PanelFile, read_panel
from budgetsim.scenario import ScenarioError
from budgetsim.scenario_files.faults import Fault, told_once

Read = Callable[..., PanelFile]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(content: str, mapping: str = "") -> PanelFile:
        (tmp_path / "panel.csv").write_text(content, encoding="utf-8")
        own = "" if "approved =" in mapping else 'approved = "approved"\nself_score = "self_score"\n'
        return read_panel(tmp_path / "panel.csv", recipe_of(tmp_path, own + mapping))

    return read


def convention(folder: Path, mapping: str) -> Convention:
    """How a recipe says that amounts are written, without what cells say."""
    given = "" if "signs" in mapping else "signs = []\n"
    return recipe_of(folder, given + mapping).convention("approved")


def panel(rows: list[tuple[str, ...]]) -> str:
    quoted = (",".join(f'"{cell}"' for cell in row) for row in rows)
    return "unit,year,approved,self_score\n" + "\n".join(quoted) + "\n"


def faults(read: Read, content: str, mapping: str = "") -> tuple[Fault, ...]:
    with pytest.raises(ScenarioError) as caught:
        read(content, mapping)
    return caught.value.faults


@pytest.mark.parametrize(
    ("cell", "mapping", "value"),
    [
        ("43,605.00", 'thousands = ","', 43605.0),
        ("1,234,567", 'thousands = ","', 1234567.0),
        ("12", 'thousands = ","', 12.0),
        ("12,34,567.5", 'thousands = ","', 1234567.5),
        ("1’234.5", 'thousands = "\'"', 1234.5),
        ("1,234.50-", 'thousands = ","\nnegative = "keep"', -1234.5),
        ("1.234.567,5", 'thousands = "."\ndecimal = ","', 1234567.5),
        ("1 234,5", 'thousands = " "\ndecimal = ","', 1234.5),
        ("1\u202f234,5", 'thousands = " "\ndecimal = ","', 1234.5),
        ("1\u00a0234", 'thousands = " "', 1234.0),
        ("1'234.5", 'thousands = "\'"', 1234.5),
        ("１２．５", "", 12.5),
        ("$43.60", 'signs = ["$"]', 43.6),
        ("-$43.60", 'signs = ["$"]\nnegative = "keep"', -43.6),
        ("84.7%", 'signs = ["%"]', 84.7),
        ("84.7 ％", 'signs = ["%"]', 84.7),
        ("120万元", 'signs = ["万元"]', 120.0),
        ("(1.25)", 'negative = "keep"', -1.25),
        ("（1.25）", 'negative = "keep"', -1.25),
        ("($1,250)", 'negative = "keep"\nsigns = ["$"]\nthousands = ","', -1250.0),
        ("−1.25", 'negative = "keep"', -1.25),
    ],
)
def test_numbers_as_declared(tmp_path: Path, cell: str, mapping: str, value: float) -> None:
    got = read_number(cell, convention(tmp_path, mapping))
    assert isinstance(got, Number)
    assert got.value == value


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("43,605.00", 'thousands = ","'),
        ("1.234.567", 'thousands = "."'),
        ("1 234.5", 'thousands = " "'),
        ("12,5", 'decimal = ","'),
        ("$43.60", 'signs = ["$"]'),
        ("84.7%", 'signs = ["%"]'),
        ("(1.25)", 'negative = "keep"'),
        ("n/a", 'missing = ["", "n/a"]'),
    ],
)
def test_what_to_do_about_a_cell_is_right(tmp_path: Path, cell: str, line: str) -> None:
    """Whoever writes the line that the hint names can read the cell, or has it taken as missing."""
    wrong = read_number(cell, convention(tmp_path, ""))
    assert isinstance(wrong, Wrong)
    assert line in wrong.hint
    also = '\ndecimal = ","' if line == 'thousands = "."' else ""
    mended = convention(tmp_path, line + also)
    assert cell in mended.missing or isinstance(read_number(cell, mended), Number)


@pytest.mark.parametrize(
    ("cell", "mapping", "remedy"),
    [
        ("#DIV/0!", "", 'missing = ["", "#DIV/0!"]'),
        ("1’234.5", "", 'thousands = "\'"'),
        ("12,34,567", "", 'thousands = ","'),
        ("9.83-", "", 'negative = "keep"'),
        ("84.7", 'decimal = ","', "decimal"),
    ],
)
def test_remedies_do_not_mislead(cell: str, mapping: str, remedy: str, tmp_path: Path) -> None:
    found = read_number(cell, convention(tmp_path, mapping))
    assert isinstance(found, Wrong)
    assert remedy in found.hint


@pytest.mark.parametrize("cell", ["1,23", "12,345,67", "1,2,345", "1,2345", ",123"])
def test_marks_of_thousands_part_groups_of_three(tmp_path: Path, cell: str) -> None:
    assert isinstance(read_number(cell, convention(tmp_path, 'thousands = ","')), Wrong)


def test_one_sign_cannot_part_thousands_and_decimals(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="the same sign"):
        recipe_of(tmp_path, 'decimal = "."\nthousands = "."')


def test_years_in_two_forms_are_refused(read: Read) -> None:
    rows = [("a", "2016/17", "1", "50"), ("a", "FY2018", "2", "60"), ("b", "2016/17", "3", "70")]
    (fault,) = faults(read, panel(rows))
    assert (fault.line, fault.field) == (3, "year")


def test_amounts_in_two_units_are_refused(read: Read) -> None:
    rows = [("a", "2016", "1万元", "50"), ("a", "2017", "2亿元", "60"), ("b", "2016", "3万元", "70")]
    (fault,) = faults(read, panel(rows), 'signs = ["万元", "亿元"]')
    assert (fault.line, fault.field) == (3, "approved")


@pytest.mark.parametrize(("choice", "expected"), [("keep", [-2.0, 1.0]), ("leave_out", [np.nan, 1.0])])
def test_negative_amounts(read: Read, choice: str, expected: list[float]) -> None:
    rows = [
        ("a", "2016", "-6", "50"),
        ("a", "2017", "3", "60"),
        ("b", "2016", "3", "70"),
        ("b", "2017", "3", "70"),
    ]
    got = read(panel(rows), f'negative = "{choice}"')
    np.testing.assert_array_equal(got.panel.approved[0], expected)


def test_equal_faults_of_a_column_are_told_once(read: Read) -> None:
    rows = [(f"u{unit}", str(2016 + year), "1,000", "x") for unit in range(20) for year in range(6)]
    told = faults(read, panel(rows), 'thousands = ""')
    assert [(fault.line, fault.field) for fault in told] == [(2, "approved"), (2, "self_score")]
    assert all("119 more such cells on lines 3, 4, 5 …" in fault.message for fault in told)


def test_a_column_of_words_is_told_as_such(read: Read) -> None:
    rows = [(f"u{unit}", "2016", "1", f"word {chr(97 + unit)}") for unit in range(20)]
    (fault,) = faults(read, panel(rows))
    assert "is this the right column?" in fault.suggestion


def test_few_faults_keep_their_own_remedies() -> None:
    listed = [Fault("f", line, "x", "v", "wrong", f"remedy {line}") for line in (1, 2, 3)]
    assert told_once(listed) == listed


def test_characters_that_nobody_sees_are_passed_over_with_a_word(read: Read) -> None:
    rows = [("Roads\u200b", "2016", "1", "50"), ("Roads", "2017", "1", "60"), ("Parks", "2016", "1", "70")]
    got = read(panel(rows))
    assert got.units == ("Roads", "Parks")
    assert [note.key for note in got.notes if note.key == "data-note-invisible"]
    assert visible("\u200b\ufeff") == ""
