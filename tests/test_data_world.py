"""Exports of the world's treasuries, each read as it is: columns, years, numbers and units of money."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from budgetsim.data.panel import Observed, read_panel
from budgetsim.data.recipe import Recipe, line_of, read_recipe
from budgetsim.scenario import ScenarioError
from budgetsim.scenario_files.read import Document
from budgetsim.studies.study_file import StudyFile


def observed(
    folder: Path, text: str, *lines: str, encoding: str = "utf-8", name: str = "panel.csv"
) -> Observed:
    (folder / name).write_bytes(text.encode(encoding))
    table = {key: value for line in lines for key, value in (line_of(line) or {}).items()}
    recipe = read_recipe(StudyFile(Document("--set", {"panel": table})), folder)
    names = {role: recipe.names[role] for role in table.keys() & recipe.names.keys()}
    return read_panel(
        folder / name, Recipe(**{**vars(recipe), "names": names, "said": "set"}), guess_columns=True
    )


def keys(got: Observed) -> set[str]:
    return {one.key.removeprefix("data-note-") for one in got.notes}


EXPORTS = {
    "brazil": (
        ("Ano;Órgão;Dotação Inicial;Dotação Atualizada;Valor Pago\n"
        "2016;Educação;R$ 1.234,50;R$ 1.240,00;R$ 1.200,25\n2016;Saúde;R$ 900,00;R$ 900,00;R$ 870,00\n"),
        "cp1252", [1234.5, 900.0], ("approved", "adjusted", "executed"),
    ),
    "sweden": (
        "Myndighet;År;Anslag (tkr);Utfall (tkr)\nPolisen;2016;1\u00a0234;1\u00a0200\nSkolverket;2016;900;870\n",
        "cp1252", [1234e3, 900e3], ("approved", "executed"),
    ),
    "india": (
        ("Ministry,Year,Budget Estimates (Rs. in lakh),Revised Estimates (Rs. in lakh),Actuals (Rs. in lakh)\n"
        'Health,2016-17,"12,34,567","12,40,000","11,00,000"\nRoads,2016-17,"9,00,000","9,00,000","8,70,000"\n'),
        "utf-8", [1234567e5, 900000e5], ("approved", "adjusted", "executed"),
    ),
    "japan": (
        ("（単位：千円）,,,\n部局,年度,当初予算額,補正後予算額,決算額\n"
        '水道局,平成28年度,"1,234,567","1,240,000","1,200,000"\n建設部,平成28年度,"900","900","870"\n'),
        "cp932", [1234567e3, 900e3], ("approved", "adjusted", "executed"),
    ),
    "korea": (
        ("회계연도,부서명,예산액(백만원),예산현액(백만원),지출액(백만원)\n"
        '2016,교육청,"1,234,567","1,240,000","1,200,000"\n2016,경찰청,"900","900","870"\n'),
        "cp949", [1234567e6, 900e6], ("approved", "adjusted", "executed"),
    ),
    "taiwan": (
        "機關,年度,法定預算數（千元）,決算數（千元）\n教育局,民國105年,1234,1200\n警察局,民國105年,900,870\n",
        "big5", [1234e3, 900e3], ("approved", "executed"),
    ),
    "sdmx": (
        ("STRUCTURE,FREQ,REF_AREA,COFOG,TIME_PERIOD,Time period,OBS_VALUE,UNIT_MULT\n"
        "DATAFLOW,A,SWE,GF01,2016,,1234,6\nDATAFLOW,A,SWE,GF02,2016,,900,6\n"),
        "utf-8", [1234e6, 900e6], ("approved",),
    ),
    "oecd": (
        'LOCATION,INDICATOR,TIME,Value,Flag Codes\n"AUS","X","2016",1234,\n"SWE","X","2016",900,\n',
        "utf-8", [1234.0, 900.0], ("approved",),
    ),
    "sacramento": (
        "Fiscal Year,Department,Budget Amount\nFY16,Parks & Recreation,1234\nFY16,Fire,900\n",
        "utf-8", [1234.0, 900.0], ("approved",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("country", EXPORTS)
def test_an_export_is_read_as_it_is(country: str, tmp_path: Path) -> None:
    text, encoding, amounts, roles = EXPORTS[country]
    got = observed(tmp_path, text, encoding=encoding)
    assert (got.years, got.roles) == ((2016,), roles)
    np.testing.assert_allclose(got.values["approved"][:, 0], amounts)


def test_powers_of_ten_that_differ_are_a_fault_with_the_line_that_keeps_one(tmp_path: Path) -> None:
    text = EXPORTS["sdmx"][0].replace("900,6", "900,3")
    with pytest.raises(ScenarioError) as caught:
        observed(tmp_path, text)
    (fault,) = caught.value.faults
    assert (fault.field, fault.suggestion) == (
        "UNIT_MULT",
        'keep the rows of one: only."UNIT_MULT" = ["6"] with --set',
    )


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("2023年部门预算\n部门,预算\nA,1\nB,2\n", "panel.csv", {"one-year"}),
        ("部门,预算\nA,1\nB,2\n", "预算2023.csv", {"one-year"}),
        ("部门,2023年预算\nA,1\nB,2\n", "panel.csv", {"wide"}),
    ],
)
def test_a_table_of_one_year_needs_no_column_of_years(
    text: str, name: str, note: set[str], tmp_path: Path
) -> None:
    got = observed(tmp_path, text, name=name)
    assert got.years == (2023,)
    assert note <= keys(got)


def test_the_year_of_all_rows_may_be_said(tmp_path: Path) -> None:
    text = "部门,预算\nA,1\nB,2\n"
    with pytest.raises(ScenarioError) as caught:
        observed(tmp_path, text)
    assert "year = 2023" in caught.value.faults[0].suggestion
    got = observed(tmp_path, text, "year=2021")
    assert got.years == (2021,)
    again = Recipe(names={}).with_lines([{"year": 2021}])
    assert again.names["year"] == "2021"


def test_a_name_written_once_for_many_rows_is_not_what_rows_are_about(tmp_path: Path) -> None:
    text = "主管部门,项目名称,年份,预算数\n教育局,甲,2016,1\n,甲,2017,1\n,乙,2016,2\n,乙,2017,2\n"
    assert observed(tmp_path, text).units == ("甲", "乙")


def test_a_nought_of_money_in_a_workbook_is_a_dash(tmp_path: Path) -> None:
    got = observed(
        tmp_path, 'Agency,Year,Budget\nA,2016,$ -   \nB,2016,"$ 1,250.50"\nA,2017,"$ 9.10"\nB,2017,R$ -\n'
    )
    assert np.isnan(got.values["approved"][0, 0])
    assert got.values["approved"][1, 0] == 1250.5
    assert "dashes" in keys(got)


def test_a_column_that_is_still_empty_is_passed_over(tmp_path: Path) -> None:
    got = observed(tmp_path, "Agency,Year,Budget,Actual\nA,2016,1,\nB,2016,2,\n")
    assert got.roles == ("approved",)


@pytest.mark.parametrize("heading", ["Operations Budget", "Administration Budget", "Corporate Expenditure"])
def test_words_within_words_do_not_hide_a_column(heading: str, tmp_path: Path) -> None:
    assert observed(tmp_path, f"Agency,Year,{heading}\nA,2016,1\nB,2016,2\n").roles


def test_revenue_among_line_items_is_told_where_it_would_be_added_up(tmp_path: Path) -> None:
    text = "Agency,Year,Type,Budget\nA,2016,Expenditure,1\nA,2016,Revenue,5\nB,2016,Expenditure,2\n"
    got = observed(tmp_path, text, "repeated=sum")
    (note,) = (one for one in got.guesses if one.key == "data-note-revenue")
    assert note.facts["line"] == 'only = { "Type" = ["Expenditure"] }'
    only = observed(tmp_path, text, "repeated=sum", 'only.Type = ["Expenditure"]')
    assert "revenue" not in keys(only)


def test_a_unit_of_one_is_known_too(tmp_path: Path) -> None:
    got = observed(tmp_path, "科室,年度,预算（元）\nA,2016,1\nB,2016,2\n")
    assert [unit.word for unit in got.recipe.money_unit] == ["元"]


@pytest.mark.parametrize(
    ("said", "place"), [("panel", "in [panel]"), ("set", "--set"), ("columns", "--columns")]
)
def test_remedies_name_the_place_where_lines_were_typed(said: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "panel.csv").write_text("Agency,Year,Budget\nA,2016,(1)\nB,2016,2\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_panel(tmp_path / "panel.csv", Recipe(names={}, said=said), guess_columns=True)
    assert caught.value.faults[0].suggestion.endswith(place)
