"""Files as bureaus really keep them: subtotals in two columns, covers before the table, dashes, dollars in brackets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook

from budgetsim.data.file import Cell
from budgetsim.data.panel import Observed, read_panel
from budgetsim.data.recipe import Recipe
from budgetsim.data.tidy import mended

OFFICES = {"教科文处": ("教育局", "文化局"), "农业处": ("农业农村局", "水利局")}
YEARS = (2019, 2020, 2021)


def looked_at(path: Path) -> Observed:
    return read_panel(path, Recipe(names={}), tolerant=True, guess_columns=True)


def keys(got: Observed) -> set[str]:
    return {one.key.removeprefix("data-note-") for one in got.notes}


def yearbook() -> list[list[Cell]]:
    """Years as columns under merged headings, 小计 among the units and 合计 beside them, two footers."""
    values = ["年初预算数", "决算数"]
    rows: list[list[Cell]] = [
        ["王城区部门预算执行情况表"],
        ["编制单位：王城区财政局", "", "", "", "", "", "", "单位：万元"],
        ["归口处室", "单位名称", *(cell for year in YEARS for cell in (f"{year}年", ""))],
        ["", "", *values * len(YEARS)],
    ]
    amount = 1000.0
    for office, units in OFFICES.items():
        for place, unit in enumerate(units):
            amount += 137.5
            rows.append(["" if place else office, f"{unit}\u3000", *(amount, amount * 0.9) * len(YEARS)])
        rows.append(["", "小计", *(1.0,) * 2 * len(YEARS)])
    rows.append(["合　计", "", *(2.0,) * 2 * len(YEARS)])
    rows += [["注：1.不含基金预算。"], ["制表：张三", "", "", "", "", "", "审核：李四"]]
    return rows


@pytest.mark.parametrize("kind", ["gb18030", "xlsx"])
def test_subtotals_and_totals_in_two_columns_are_no_units(kind: str, tmp_path: Path) -> None:
    rows = yearbook()
    if kind == "xlsx":
        book = Workbook()
        book.worksheets[0].title = "封面"
        book.worksheets[0]["A1"], book.worksheets[0]["A3"] = "王城区财政局", "2022年3月"
        sheet = book.create_sheet("收支表")
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
        for block in ("C3:D3", "E3:F3", "G3:H3", "A5:A6"):
            sheet.merge_cells(block)
        sheet.row_dimensions[6].hidden = True
        path = tmp_path / "book.xlsx"
        book.save(path)
    else:
        path = tmp_path / "book.csv"
        text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
        path.write_bytes(text.encode(kind))
    got = looked_at(path)
    assert not got.faults
    assert got.units == tuple(unit for units in OFFICES.values() for unit in units)
    assert got.years == YEARS
    assert got.values["approved"][:, 0] == pytest.approx([11_375_000, 12_750_000, 14_125_000, 15_500_000])
    assert "subtotal-row" in keys(got)
    assert ("sheet" in keys(got)) == (kind == "xlsx")
    again = read_panel(path, mended(path, got).observed.recipe)
    np.testing.assert_array_equal(again.values["executed"], got.values["executed"])


def test_a_city_in_dollars_is_read_and_mended(tmp_path: Path) -> None:
    """Departments are renamed, amounts have signs before brackets, fiscal years span two, lines above and below."""
    rows = [
        "City,,,",
        '"Budgets (in thousands of dollars)",,,',
        "Fiscal\u00a0Year,Department ,Approved Budget,Actuals",
    ]
    for year in range(2014, 2020):
        parks = "Parks & Recreation" if year < 2017 else "Parks and Recreation"
        for place, name in enumerate((parks, "Police", "Convention Center")):
            spent = "$(1,221.5)" if (place, year) == (2, 2016) else f"$ {1000 * (place + 1):,}.5"
            rows.append(f'{year}-{(year + 1) % 100},{name}  ,"$ {1100 * (place + 1):,}.0","{spent}"')
    rows.append("Source: Office of the City Auditor,,,")
    path = tmp_path / "city.csv"
    path.write_bytes("\n".join(rows).encode("cp1252"))
    got = looked_at(path)
    assert not got.faults
    assert got.years == tuple(range(2014, 2020))
    assert np.nanmin(got.values["executed"]) == -1_221_500.0
    result = mended(path, got)
    assert result.observed.units == ("Parks and Recreation", "Police", "Convention Center")
    assert result.observed.recipe.negative == "keep"


def test_dashes_and_wide_blanks_are_read_as_meant(tmp_path: Path) -> None:
    rows = ["年度\t部门名称\t预算数（万元）\t自评得分\t财政复评得分"]
    for year in ("２０１９年", "２０２０年"):
        rows += [f"{year}\t教育局\t１，０００．５\t95.5分\t—", f"{year}\t 水利局\t2,000.0\t90分\t88"]
        rows.append(f"{year}\t合\u3000计\t3,000.5\t\t")
    path = tmp_path / "own.txt"
    path.write_bytes("\n".join(rows).encode("gb18030"))
    got = looked_at(path)
    assert not got.faults
    assert "dashes" in keys(got)
    result = mended(path, got).observed
    assert result.units == ("教育局", "水利局")
    assert np.isnan(result.values["external_score"][0]).all()
    assert result.values["approved"][0] == pytest.approx([10_005_000.0] * 2)


def test_one_unit_named_like_a_total_is_told_and_left_to_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(
        "unit,year,approved\n"
        + "\n".join(
            f"{name},{year},{size}" for year in YEARS for name, size in (("a", 5), ("b", 7), ("Total", 99))
        ),
        encoding="utf-8",
    )
    got = looked_at(path)
    assert "Total" in got.units
    assert "named-total" in keys(got)
    assert "subtotal-row" not in keys(got)


def test_years_above_the_headings_and_totals_of_funds(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["Department of Finance"],
        ["", "", "FY 2019-20", "", "FY 2020-21", ""],
        ["Fund", "Dept. Name", "Adopted", "Actual", "Adopted", "Actual"],
        ["General", "Police Department", 100.0, 90.0, 110.0, 99.0],
        ["", "Library", 50.0, 48.0, 51.0, 50.0],
        ["Total General Fund", "", 150.0, 138.0, 161.0, 149.0],
        ["* unaudited"],
    ]
    book = Workbook()
    for row in rows:
        book.worksheets[0].append([cell if cell != "" else None for cell in row])
    book.save(tmp_path / "city.xlsx")
    got = looked_at(tmp_path / "city.xlsx")
    assert not got.faults
    assert got.units == ("Police Department", "Library")
    assert got.years == (2019, 2020)
    np.testing.assert_array_equal(got.values["executed"], [[90.0, 99.0], [48.0, 50.0]])


def test_names_come_before_codes_and_totals_of_pages_are_passed_over(tmp_path: Path) -> None:
    head = "序号,预算单位编码,预算单位,年度,年初预算,支出数"
    rows = [
        line
        for year in (2021, 2022)
        for line in (
            f"1,'101001,公安局,{year}年度,10,9",
            f"2,'101002,教育局,{year}年度,20,19",
            ",,本页小计,,30,28",
            head,
        )
    ]
    path = tmp_path / "export.csv"
    path.write_bytes("\n".join([head, *rows[:-1], "总计,,,,60,56"]).encode("gb18030"))
    got = looked_at(path)
    assert not got.faults
    assert got.units == ("公安局", "教育局")
    assert got.values["approved"].tolist() == [[10.0, 10.0], [20.0, 20.0]]
