"""Tables of one year each, on sheets or below each other, are one panel; and other habits of bureaus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from budgetsim.data.panel import Observed, read_panel
from budgetsim.data.recipe import Recipe
from budgetsim.data.tidy import clean_rows, mended

HEADER = "部门,预算数,决算数"
FIRST = {"教育局": (300.0, 280.0), "公安局": (200.0, 190.0), "水利局": (100.0, 99.0)}


def observed(folder: Path, text: str | bytes, name: str = "panel.csv") -> Observed:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_panel(file, Recipe(names={}), tolerant=True, guess_columns=True)


def kinds(panel: Observed) -> list[str]:
    return [one.key.removeprefix("data-note-") for one in panel.guesses]


def block(year: int, unit: str, factor: float, note: str = "") -> str:
    rows = "".join(f"{name},{a * factor:g},{b * factor:g}\n" for name, (a, b) in FIRST.items())
    return f"{year}年部门预算表,,\n单位：{unit},,\n{HEADER}\n{rows}{note}\n"


def test_blocks_of_years_below_each_other_are_one_panel_each_in_its_unit(tmp_path: Path) -> None:
    text = block(2020, "万元", 1.0, "注：2019年数据见上年,,") + block(2021, "元", 1e4)
    panel = observed(tmp_path, text)
    assert not panel.faults
    assert (panel.units, panel.years) == (("教育局", "公安局", "水利局"), (2020, 2021))
    for role, place in (("approved", 0), ("executed", 1)):
        for unit, values in enumerate(FIRST.values()):
            assert panel.values[role][unit].tolist() == pytest.approx([1e4 * values[place]] * 2)
    assert "blocks" in kinds(panel)
    (said,) = (one.mend for one in panel.guesses if one.key == "data-note-blocks")
    assert said == {"money_unit": {"all": "万元", "2021": "元"}}


def test_blocks_in_one_unit_keep_it_and_notes_below_are_none_of_them(tmp_path: Path) -> None:
    panel = observed(tmp_path, block(2020, "万元", 1.0) + block(2021, "万元", 1.0, "注：尾差未调整,,"))
    assert not panel.faults
    assert panel.units == ("教育局", "公安局", "水利局")
    assert panel.values["approved"][0].tolist() == [3_000_000.0, 3_000_000.0]
    assert "below" in kinds(panel)
    again = read_panel(tmp_path / "panel.csv", panel.recipe)
    assert clean_rows(again) == clean_rows(panel)


def test_a_heading_may_name_the_year_of_all(tmp_path: Path) -> None:
    panel = observed(
        tmp_path, "部门,2021年预算数（万元）,决算数（万元）,自评得分\n甲,3,2,90\n乙,5,4,91\n丙,7,6,92\n"
    )
    assert not panel.faults
    assert (panel.years, panel.roles) == ((2021,), ("approved", "executed", "self_score"))
    assert panel.values["executed"][:, 0].tolist() == [20_000.0, 40_000.0, 60_000.0]


def test_units_of_single_columns_are_left_to_their_headings(tmp_path: Path) -> None:
    panel = observed(tmp_path, "部门,2021年预算数（万元）,决算数（元）\n甲,3,20000\n乙,5,40000\n丙,7,60000\n")
    assert panel.values["approved"][:, 0].tolist() == [30_000.0, 50_000.0, 70_000.0]


def test_blocks_are_read_again_by_the_recipe_that_they_gave(tmp_path: Path) -> None:
    panel = observed(tmp_path, block(2020, "万元", 1.0) + block(2021, "元", 1e4))
    again = read_panel(tmp_path / "panel.csv", panel.recipe)
    assert clean_rows(again) == clean_rows(panel)


def test_sheets_named_by_years_are_one_panel(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book: Any = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["口径说明"])
    for year in (2020, 2021):
        sheet = book.create_sheet(f"{year}年")
        sheet.append(["部门", "预算数（万元）" if year > 2020 else "2020年预算数（万元）", "决算数（万元）"])
        for name, (a, b) in FIRST.items():
            sheet.append([name, a + year - 2020, b])
    book.save(tmp_path / "years.xlsx")
    panel = read_panel(tmp_path / "years.xlsx", Recipe(names={}), guess_columns=True)
    assert panel.years == (2020, 2021)
    assert panel.values["approved"][0].tolist() == [3_000_000.0, 3_010_000.0]
    one = read_panel(tmp_path / "years.xlsx", Recipe(names={}, sheet="2021年"), guess_columns=True)
    assert one.years == (2021,)


def test_headers_that_come_again_without_a_year_are_no_blocks(tmp_path: Path) -> None:
    rows = "教育局,2020,1\n公安局,2020,2\n"
    panel = observed(tmp_path, f"部门,年度,预算数\n{rows}部门,年度,预算数\n水利局,2020,3\n")
    assert panel.units == ("教育局", "公安局", "水利局")
    assert "blocks" not in kinds(panel)


def test_a_row_of_units_below_the_header_belongs_to_it(tmp_path: Path) -> None:
    panel = observed(
        tmp_path,
        "部门,年度,预算数,执行率,自评得分\n,,万元,%,分\n教育局,2020,3,98%,90\n公安局,2020,2,97%,91\n水利局,2020,1,96%,92\n",
    )
    assert not panel.faults
    assert panel.values["approved"][:, 0].tolist() == [30_000.0, 20_000.0, 10_000.0]
    assert panel.values["self_score"][:, 0].tolist() == [90.0, 91.0, 92.0]
    (left,) = (one.facts["columns"] for one in panel.guesses if one.key == "data-note-columns-left")
    assert left == "执行率"


def test_words_for_nothing_are_not_observed_with_a_note(tmp_path: Path) -> None:
    words = ("n/a", "#DIV/0!", "暂无", "未评价", "k. A.", "—")
    rows = "".join(f"单位{n},2020,5,{word}\n" for n, word in enumerate(words))
    panel = observed(tmp_path, f"部门,年度,预算数,自评得分\n{rows}甲,2020,5,90\n")
    assert not panel.faults
    assert [one.facts["number"] for one in panel.guesses if one.key == "data-note-dashes"] == [len(words)]


def test_totals_with_their_year_are_left_out_where_mending_is_asked_for(tmp_path: Path) -> None:
    rows = "".join(
        f"甲,{year},{year - 2000}\n乙,{year},30\n丙,{year},45\n{year}年合计,{year},{year - 1925}\n"
        for year in (2019, 2020, 2021)
    )
    panel = observed(tmp_path, f"部门,年度,预算数\n{rows}")
    result = mended(tmp_path / "panel.csv", panel)
    assert result.observed.units == ("甲", "乙", "丙")


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("單位,年度,預算數,調整數,決算數,自評分數,評核分數", "big5"),
        (
            "Ministère,Exercice,Budget voté,Budget révisé,Dépenses,Auto-évaluation,Évaluation externe",
            "cp1252",
        ),
    ],
)
def test_columns_in_other_languages_are_found(tmp_path: Path, header: str, encoding: str) -> None:
    rows = "".join(f"A{n},2020,10,11,9,90,8{n}\n" for n in range(4))
    panel = observed(tmp_path, f"{header}\n{rows}".encode(encoding))
    assert panel.roles == ("approved", "adjusted", "executed", "self_score", "external_score")


def test_signs_are_told_by_what_they_are(tmp_path: Path) -> None:
    rows = "甲,2020,5万元,80%\n乙,2020,40000元,90%\n丙,2020,€ 3,70%\n"
    panel = observed(tmp_path, f"部门,年度,预算数,自评得分\n{rows}")
    signs = {one.key.removeprefix("data-note-signs-"): one.facts["number"] for one in panel.notes
             if one.key.startswith("data-note-signs")}  # fmt: skip
    assert signs["percent"] == 3
    assert signs["units"] >= 2
    assert panel.values["approved"][:2, 0].tolist() == [50_000.0, 40_000.0]


def test_rows_that_are_part_of_the_row_above_are_no_units(tmp_path: Path) -> None:
    rows = "".join(
        f"教育局,{year},100,95\n其中：人员经费,{year},60,60\n  其中:项目支出,{year},40,35\n卫生局,{year},80,79\n"
        f"其 中：人员经费,{year},50,50\n"
        for year in (2020, 2021)
    )
    panel = observed(tmp_path, f"部门,年度,预算（万元）,决算（万元）\n{rows}")
    assert not panel.faults
    assert panel.units == ("教育局", "卫生局")
    (said,) = (one for one in panel.guesses if one.key == "data-note-part-row")
    assert said.facts["number"] == 6
    english = observed(
        tmp_path, "Unit,Year,Budget\nA,2020,9\nof which: staff,2020,5\nDontown,2020,7\nB,2020,8\n"
    )
    assert english.units == ("A", "Dontown", "B")


def test_parts_of_a_total_are_units(tmp_path: Path) -> None:
    rows = "".join(f"合计,{year},180\n其中：教育局,{year},100\n卫生局,{year},80\n" for year in (2020, 2021))
    panel = observed(tmp_path, f"部门,年度,预算（万元）\n{rows}")
    assert "其中：教育局" in panel.units
