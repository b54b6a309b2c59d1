"""Files as bureaus have them: formats, headers, merged cells, years as columns, renames; every guess is noted."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from openpyxl import Workbook
from recipes import recipe_of

from budgetsim.data.file import read_sheet
from budgetsim.data.notes import notes_told
from budgetsim.data.panel import Observed, read_panel
from budgetsim.data.recipe import Recipe
from budgetsim.language import LANGUAGES, language
from budgetsim.scenario import ScenarioError, load_scenario

Rows = Sequence[Sequence[Any]]
UNITS = ("教育局", "财政局", "水利局", "林业局", "卫健委")
LONG: Rows = [
    ["unit", "year", "approved", "executed"],
    *(
        [unit, 2016 + year, 1000.0 + 317 * place + 40 * year, 900.25 + 300 * place]
        for place, unit in enumerate(UNITS)
        for year in range(3)
    ),
]  # fmt: skip


def read(path: Path, lines: str = "", **how: Any) -> Observed:
    if lines:
        return read_panel(path, recipe_of(path.parent, lines), **how)
    return read_panel(path, Recipe(names={}), guess_columns=True, **how)


def text(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "panel.csv"
    path.write_bytes(content.encode(encoding))
    return path


def workbook(folder: Path, rows: Rows, merged: Sequence[str] = ()) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for block in merged:
        sheet.merge_cells(block)
    path = folder / "panel.xlsx"
    book.save(path)
    return path


def values(got: Observed) -> dict[str, NDArray[np.float64]]:
    return got.values  # noqa: PD011 - no data frame


def keys(got: Observed) -> set[str]:
    return {note.key.removeprefix("data-note-") for note in got.notes}


# Formats ----------------------------------------------------------------------------------------------------------


def as_stata(folder: Path) -> Path:
    frame(LONG).to_stata(folder / "panel.dta", version=118, write_index=False)
    return folder / "panel.dta"


def as_parquet(folder: Path) -> Path:
    frame(LONG).to_parquet(folder / "panel.parquet")
    return folder / "panel.parquet"


def as_ods(folder: Path) -> Path:
    frame(LONG).to_excel(folder / "panel.ods", engine="odf", index=False)
    return folder / "panel.ods"


def as_csv(folder: Path, encoding: str = "utf-8", delimiter: str = ",", decimal: str = ".") -> Path:
    content = frame(LONG).to_csv(index=False, sep=delimiter, decimal=decimal)
    return text(folder, content, encoding)


def frame(rows: Rows) -> pd.DataFrame:
    return pd.DataFrame(rows[1:], columns=list(rows[0]))


FORMATS: Mapping[str, Callable[[Path], Path]] = {
    "csv": as_csv,
    "gbk with semicolons": lambda folder: as_csv(folder, "gbk", ";", ","),
    "utf-16 with tabs": lambda folder: as_csv(folder, "utf-16", "\t"),
    "utf-16 without a mark": lambda folder: as_csv(folder, "utf-16-le"),
    "texts as formulas": lambda folder: text(
        folder, re.sub(r"(?m)^(.局)", r'="\1"', as_csv(folder).read_text())
    ),
    "big5": lambda folder: text(folder, as_csv(folder).read_text().translate(TRADITIONAL), "big5"),
    "xlsx": lambda folder: workbook(folder, LONG),
    "ods": as_ods,
    "stata": as_stata,
    "parquet": as_parquet,
}
TRADITIONAL = str.maketrans("财业卫", "財業衛")


@pytest.mark.parametrize("name", FORMATS)
def test_a_panel_is_the_same_in_every_format(name: str, tmp_path: Path) -> None:
    got = read(FORMATS[name](tmp_path))
    assert got.years == (2016, 2017, 2018)
    assert [unit.translate(TRADITIONAL) for unit in got.units] == [
        unit.translate(TRADITIONAL) for unit in UNITS
    ]
    expected = np.array([row[2:] for row in LONG[1:]]).reshape(len(UNITS), 3, 2)
    np.testing.assert_array_equal(
        np.stack([values(got)["approved"], values(got)["executed"]], axis=-1), expected
    )


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1250", "Školství;Žďár;Těšín"), ("cp1252", "Éducation;Sécurité;Forêts"),
        ("cp1252", "Überwachung;Straßen;Müll"), ("cp1251", "Образование;Здравоохранение;Дороги"),
        ("cp1253", "Οικονομικών;Παιδείας;Υγείας"), ("cp1255", "משרד החינוך;משרד הבריאות;תחבורה"),
        ("cp932", "教育委員会;総務部;こども課"), ("cp949", "교육청;재정국;수자원과"),
        ("cp1254", "Eğitim Bakanlığı;Sağlık;İçişleri"), ("mac-roman", "Éducation;Sécurité;Forêts"),
    ],
)  # fmt: skip
def test_encodings_are_recognised_by_their_letters(encoding: str, names: str, tmp_path: Path) -> None:
    units = names.split(";")
    rows = "".join(f"{unit},{year},1,2\n" for unit in units for year in (2016, 2017))
    got = read(text(tmp_path, f"unit,year,approved,executed\n{rows}", encoding))
    assert list(got.units) == units
    assert {note.facts.get("encoding") for note in got.notes} >= {encoding}


def test_a_workbook_tells_which_sheet_it_is_and_holds_dates(tmp_path: Path) -> None:
    rows = [["unit", "year", "approved"], *([row[0], dt.date(row[1], 12, 31), row[2]] for row in LONG[1:])]
    path = workbook(tmp_path, [])
    book = Workbook()
    book.worksheets[0].append(["only a title"])
    for row in rows:
        book.create_sheet("Data").append(row) if "Data" not in book.sheetnames else book["Data"].append(row)
    book.save(path)
    got = read(path)
    assert (got.years, got.recipe.sheet) == ((2016, 2017, 2018), "Data")
    assert {"sheet", "years"} <= keys(got)
    with pytest.raises(ScenarioError, match=r"no such sheet; did you mean Data\?"):
        read(path, 'approved = "approved"\nsheet = "Date"')
    assert read(path, 'approved = "approved"\nsheet = 2').units == UNITS


def test_without_the_extra_the_error_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(ScenarioError, match=r'pip install "budgetsim\[files\]"'):
        read(workbook(tmp_path, LONG))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 and more", "no workbook that can be read"),
        (b"<html><table><tr><td>unit</td></tr></table>", "a web page"),
        (b"PAR1 and more", "no Parquet file"),
        (b"<stata_dta> and more", "no Stata file"),
    ],
)
def test_damaged_files_are_told(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "panel.xls").write_bytes(content)
    with pytest.raises(ScenarioError, match=message):
        read_sheet(tmp_path / "panel.xls")


def test_a_roster_may_be_a_workbook(tmp_path: Path) -> None:
    workbook(
        tmp_path,
        [["name", "archetype", "size", "budget"], ["教育局", "craft", 120, 48.5], ["B", "coping", 3, 1]],
    )
    (tmp_path / "s.toml").write_text('[district]\ndepartments_file = "panel.xlsx"\n', encoding="utf-8")
    roster = load_scenario(tmp_path / "s.toml").roster
    assert roster is not None
    assert (roster.names, roster.sizes, roster.budgets) == (("教育局", "B"), (120.0, 3.0), (48.5, 1.0))


# Tables -----------------------------------------------------------------------------------------------------------


def yearbook() -> tuple[Rows, list[str]]:
    """A table as a Chinese bureau publishes it: a title, the unit, a header of two rows, a total, a note."""
    rows: list[list[Any]] = [
        ["某区部门预算执行情况表"],
        ["", "", "", "", "单位：万元"],
        ["单位名称", "2016年", None, "2017年", None],
        [None, "预算数", "决算数", "预算数", "决算数"],
    ]
    for place, unit in enumerate(UNITS):
        rows.append([unit, f"{1000 + 100 * place:,.2f}", 900.5, f"{1100 + 90 * place:,.2f}", 1000.25])
    sums = [sum(float(str(row[n]).replace(",", "")) for row in rows[4:]) for n in range(1, 5)]
    rows += [["合计", *sums], ["注：数据来源于决算报表"]]
    return rows, ["A1:E1", "A3:A4", "B3:C3", "D3:E3"]


@pytest.mark.parametrize("kind", ["workbook", "text"])
def test_a_yearbook_is_read_whole(kind: str, tmp_path: Path) -> None:
    rows, merged = yearbook()
    if kind == "workbook":
        path = workbook(tmp_path, rows, merged)
    else:
        content = "\n".join(",".join(f'"{"" if cell is None else cell}"' for cell in row) for row in rows)
        path = text(tmp_path, content, "gbk")
    got = read(path)
    assert (got.units, got.years) == ((*UNITS, "合计"), (2016, 2017))
    np.testing.assert_array_equal(values(got)["approved"][1], [1.1e7, 1.19e7])
    np.testing.assert_array_equal(values(got)["executed"][1], [9_005_000, 10_002_500])
    assert {"above", "header-rows", "wide", "unit", "mark", "below", "total"} <= keys(got)
    mended = read_panel(
        path, got.recipe.with_lines(note.mend for note in got.notes if note.key == "data-note-total")
    )
    assert mended.units == UNITS


@pytest.mark.parametrize("below", ["栏次,1,2,3", "1,2,3,4"])
def test_a_row_that_numbers_the_columns_is_passed_over(below: str, tmp_path: Path) -> None:
    got = read(text(tmp_path, f"部门,年度,预算,决算\n{below}\na,2016,1,1\nb,2016,2,2\n"))
    assert (got.units, got.years) == (("a", "b"), (2016,))
    assert "numbered" in keys(got)


def test_a_row_of_data_is_no_header_though_it_names_what_columns_hold(tmp_path: Path) -> None:
    rows = (
        "Budget office,Approved,2016,5\nBudget office,Approved,2017,6\nFire,Spent,2016,7\nFire,Spent,2017,8\n"
    )
    got = read(
        text(tmp_path, f"x,y,z,w\n{rows}"), 'unit = "x"\nyear = "z"\napproved = "w"', guess_columns=True
    )
    assert got.units == ("Budget office", "Fire")


def test_a_row_of_units_belongs_to_the_header(tmp_path: Path) -> None:
    path = text(tmp_path, "部门,年度,预算,决算\n,,万元,（元）\na,2016,1,9000\nb,2016,2,19000\n")
    got = read(path)
    np.testing.assert_array_equal(values(got)["approved"][:, 0], [10_000, 20_000])
    np.testing.assert_array_equal(values(got)["executed"][:, 0], [9000, 19_000])


def test_a_column_of_units_of_money_names_no_units(tmp_path: Path) -> None:
    got = read(text(tmp_path, "项目名称,单位,2016年,2017年\n学校,万元,1,2\n道路,万元,3,4\n"))
    assert got.units == ("学校", "道路")


@pytest.mark.parametrize("kind", ["merged", "empty"])
def test_merged_cells_say_what_stands_above(kind: str, tmp_path: Path) -> None:
    rows = [LONG[0], *([None if row[1] > 2016 else row[0], *row[1:]] for row in LONG[1:])]
    blocks = [f"A{2 + 3 * place}:A{4 + 3 * place}" for place in range(len(UNITS))]
    got = read(workbook(tmp_path, rows, blocks if kind == "merged" else ()))
    assert (got.units, got.recipe.fill_down) == (UNITS, None if kind == "merged" else ("unit",))
    (note,) = [note for note in got.notes if note.key == "data-note-filled-down"]
    assert (note.rows, note.lines) == (10, (3, 4, 6))


def test_a_name_left_out_once_is_a_fault_and_not_filled(tmp_path: Path) -> None:
    lines = [",".join(map(str, row)) for row in LONG]
    lines[5] = lines[5].replace("财政局", "")
    with pytest.raises(ScenarioError, match=r"a unit needs a name; if an empty cell .* fill_down"):
        read(text(tmp_path, "\n".join(lines)))
    declared = 'approved = "approved"\nexecuted = "executed"\nfill_down = ["unit"]'
    assert read(text(tmp_path, "\n".join(lines)), declared).units == UNITS


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("unit,2016,2017,2018", ("approved",)),
        ("unit,FY2016,FY2017,FY2018", ("approved",)),
        ("unit,2016/17,2017/18,2018/19", ("approved",)),
        ("unit,approved_2016,approved_2017,approved_2018", ("approved",)),
        ("unit,2016 Actual,2017 Actual,2018 Actual", ("executed",)),
        ("单位,2016年预算数,2017年预算数,2018年预算数", ("approved",)),
        ("unit,y2016,y2017,y2018", ("approved",)),
    ],
)
def test_years_as_columns(header: str, roles: tuple[str, ...], tmp_path: Path) -> None:
    got = read(text(tmp_path, f"{header}\na,1,2,3\nb,4,5,6\nc,7,8,\n"))
    assert (got.units, got.years, got.roles) == (("a", "b", "c"), (2016, 2017, 2018), roles)
    np.testing.assert_array_equal(values(got)[roles[0]], [[1, 2, 3], [4, 5, 6], [7, 8, np.nan]])
    np.testing.assert_array_equal(got.lines[0], [2, 2, 2])


def test_what_years_as_columns_hold_may_be_declared(tmp_path: Path) -> None:
    path = text(tmp_path, "unit,2016,2017,2018\na,1,2,3\nb,4,5,6\n")
    got = read(path, 'executed = "spent"\nwide = "executed"')
    np.testing.assert_array_equal(values(got)["executed"], [[1, 2, 3], [4, 5, 6]])


def test_rows_that_are_none_are_passed_over_with_a_note(tmp_path: Path) -> None:
    rows = "a,2016,1\na,2017,2\n"
    again = "unit,year,approved\nSection two,,\nb,2016,3\n小计,,3\nb,2017,4\n合计,Total,7\n"
    content = f"unit,year,approved\nSection one,,\n{rows}{again}c,2016,5\nTotal,,10\n*) audited,,\n"
    got = read(text(tmp_path, content))
    assert got.units == ("a", "b", "c")
    assert {"header-again", "alone", "total-between", "below"} <= keys(got)


def test_rows_at_the_end_may_be_declared(tmp_path: Path) -> None:
    path = text(tmp_path, "unit,year,approved\na,2016,1\nb,2016,2\nDraft,2016,9\n")
    assert read(path).units == ("a", "b", "Draft")
    assert read(path, 'approved = "approved"\nfooter_rows = 1').units == ("a", "b")


def test_units_of_money_by_column_and_by_year(tmp_path: Path) -> None:
    content = "unit,year,approved,executed\na,2016,1,900\na,2017,1200,1000\nb,2016,2,1900\nb,2017,2400,2100\n"
    lines = '[panel.money_unit]\nexecuted = 1\napproved = { all = "thousand", 2017 = 1 }'
    got = read(text(tmp_path, content), f'approved = "approved"\nexecuted = "executed"\n{lines}')
    np.testing.assert_array_equal(values(got)["approved"], [[1000, 1200], [2000, 2400]])
    np.testing.assert_array_equal(values(got)["executed"], [[900, 1000], [1900, 2100]])


def test_mergers_add_amounts_and_weigh_scores(tmp_path: Path) -> None:
    parks = "Parks and Recreation,2016,1,80\nParks,2017,1,60\nRecreation,2017,3,100\n"
    content = f"unit,year,approved,self_score\n{parks}Fire,2016,2,70\nFire,2017,2,70\n"
    (tmp_path / "renames.csv").write_text("old,new\nParks,Parks & Recreation\nRecreation,Parks & Recreation\n"
                                          "Parks and Recreation,Parks & Recreation\n", encoding="utf-8")  # fmt: skip
    got = read(
        text(tmp_path, content), 'approved = "approved"\nself_score = "self_score"\nrenames = "renames.csv"'
    )
    assert got.units == ("Parks & Recreation", "Fire")
    np.testing.assert_array_equal(values(got)["approved"][0], [1, 4])
    np.testing.assert_array_equal(values(got)["self_score"][0], [80, 90])
    (note,) = [note for note in got.notes if note.key == "data-note-renamed-to"]
    assert note.facts["number"] == 3


def test_line_items_are_chosen_and_summed(tmp_path: Path) -> None:
    items = (("Expenditure", "0.1"), ("Expenditure", "0.2"), ("Revenue", "9"))
    years = [(unit, year) for unit in "ab" for year in (2016, 2017)]
    rows = "".join(f"{unit},{year},{kind},{amount}\n" for unit, year in years for kind, amount in items)
    content = f"unit,year,type,approved\n{rows}"
    path = text(tmp_path, content)
    with pytest.raises(ScenarioError, match='repeated = "sum"'):
        read(path, 'approved = "approved"\nonly.type = "Expenditure"')
    got = read(path, 'approved = "approved"\nonly.type = "Expenditure"\nrepeated = "sum"')
    np.testing.assert_array_equal(values(got)["approved"], np.full((2, 2), 0.3))
    with pytest.raises(ScenarioError, match="no row has such a cell"):
        read(path, 'approved = "approved"\nonly.type = "Expense"')


def test_a_tolerant_reader_goes_on_without_what_it_cannot_read(tmp_path: Path) -> None:
    content = "unit,year,approved\na,2016,x\na,2017,-2\nb,2016,3\nb,then,4\nb,2017,5\n"
    got = read(text(tmp_path, content), tolerant=True)
    np.testing.assert_array_equal(values(got)["approved"], [[np.nan, -2], [3, 5]])
    assert [(fault.line, fault.field) for fault in got.faults] == [(2, "approved"), (5, "year")]
    assert "negative" in keys(got)


def test_every_note_on_how_a_file_was_read_is_told_in_every_language(tmp_path: Path) -> None:
    rows, merged = yearbook()
    got = read(workbook(tmp_path, rows, merged))
    told = [notes_told(got.notes, language(code)) for code in LANGUAGES]
    assert all(len(texts) == len(got.notes) and all(texts) for texts in told)
    assert "(row 10)" in next(line for line in told[0] if line.startswith("合计"))


LINE_ITEMS = """
import re, sys, time
from pathlib import Path
from budgetsim.data.panel import read_panel
from budgetsim.data.recipe import Recipe
begin = time.process_time()
recipe = Recipe(names={}, repeated="sum", only={"Type": ("Expenditure",)})
found = read_panel(Path(sys.argv[1]), recipe, guess_columns=True)
# `ru_maxrss` would count what the process was that started this one.
most = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(time.process_time() - begin, most, found.rows)
"""


@pytest.mark.flaky(reruns=1)  # it reads the clock
@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read where Linux tells it")
def test_ninety_thousand_line_items_are_summed_in_seconds(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    rows = (
        f'{2010 + n % 10},"Department {rng.integers(0, 900):03}, office",{"Revenue" if n % 9 == 0 else "Expenditure"},'
        f'{n},"${rng.lognormal(8, 2):,.2f}"'
        for n in range(101_250)
    )
    path = text(tmp_path, "\n".join(["Fiscal Year,Department,Type,Account,Amount", *rows]))
    done = subprocess.run(
        [sys.executable, "-c", LINE_ITEMS, str(path)], capture_output=True, text=True, check=True
    )
    seconds, megabytes, number = map(float, done.stdout.split())
    assert number == 90_000
    assert seconds < 5
    assert megabytes < 400
