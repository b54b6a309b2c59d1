"""The user's own departments."""

from __future__ import annotations

import pytest

from budgetsim.data.notes import SheetNote
from budgetsim.scenario import Roster, Scenario, ScenarioError, load_scenario, read_scenario_text

HEADER = "name,archetype,size,budget\n"


def write(folder, rows, scenario='[district]\ndepartments_file = "own.csv"\n', encoding="utf-8"):
    (folder / "own.csv").write_text(rows, encoding=encoding)
    (folder / "s.toml").write_text(scenario, encoding="utf-8")
    return folder / "s.toml"


def faults_of(file):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(file)
    return caught.value.faults


def test_departments_file_is_read_from_beside_the_scenario(tmp_path):
    got = load_scenario(write(tmp_path, HEADER + "教育局,craft,1,2.5\n\nB,coping,2e1,.5\n"))
    assert got.roster == Roster(("教育局", "B"), ("craft", "coping"), (1.0, 20.0), (2.5, 0.5))
    assert got.district.departments == 2


def test_departments_file_may_order_columns_and_carry_a_byte_order_mark(tmp_path):
    got = load_scenario(
        write(tmp_path, "Budget, size,name,archetype\r\n3,4,A,craft\r\n", encoding="utf-8-sig")
    )
    assert got.roster == Roster(("A",), ("craft",), (4.0,), (3.0,))


@pytest.mark.parametrize(
    ("rows", "line", "field", "message"),
    [
        ("", 1, "", "the file is empty"),
        (HEADER, 1, "", "there are no departments"),
        ("name,archetype,size\nA,craft,1\n", 1, "column", "missing column"),
        ("name,archetype,size,budgte,budget\n", 1, "column", "unknown column"),
        ("name,archetype,size,size,budget\n", 1, "column", "column given twice"),
        ("name|archetype|size|budget\n", 1, "", "there are no departments"),
        ("name;archetype;size;budget\nA;craft;1,009;1\n", 2, "size", "must be a number above 0"),
        ("name;archetype;size;budget\nA;craft;1.000,5;1,2,3\n", 2, "budget", "must be a number above 0"),
        (HEADER + "A,crafts,1,1\n", 2, "archetype", "not one of production"),
        (HEADER + "A,craft,0,1\n", 2, "size", "must be a number above 0"),
        (HEADER + "\nA,craft,1,-2\n", 3, "budget", "must be a number above 0"),
        (HEADER + "A,craft,nan,1\n", 2, "size", "must be a number above 0"),
        (HEADER + "A,craft,1,inf\n", 2, "budget", "must be a number above 0"),
        (HEADER + "A,craft,1_0,1\n", 2, "size", "must be a number above 0"),
        (HEADER + 'A,craft,"1,000",1\n', 2, "size", "must be a number above 0"),
        (HEADER + "A,craft,1,1e400\n", 2, "budget", "must be a number above 0"),
        (HEADER + "A,craft,1,1\nA,craft,1,1\n", 3, "name", "the name was used before on line 2"),
        (HEADER + " ,craft,1,1\n", 2, "name", "must be a printable text"),
        (HEADER + "A,craft,1\n", 2, "", "3 cells where the header has 4"),
        (HEADER + '"A,craft,1,1\n', 2, "", "no valid CSV"),
        (HEADER + '"A\nB",craft,1,1\nC,x,1,1\n', 2, "name", "must be a printable text"),
        ("name\0", 1, "", "the file is binary"),
    ],
)
def test_departments_file_tells_line_and_column(tmp_path, rows, line, field, message):
    fault = faults_of(write(tmp_path, rows))[0]
    assert (fault.line, fault.field) == (line, field)
    assert fault.message.startswith(message)
    assert fault.file.endswith("own.csv")


def test_departments_file_tells_all_faults_at_once(tmp_path):
    faults = faults_of(write(tmp_path, HEADER + "A,crafts,0,x\nA,craft,1,1\nB,crfat,1,1\n"))
    assert [(fault.line, fault.field) for fault in faults] == [
        (2, "archetype"),
        (2, "size"),
        (2, "budget"),
        (3, "name"),
        (4, "archetype"),
    ]
    assert faults[0].suggestion == faults[4].suggestion == "did you mean craft?"


def test_departments_file_tells_equal_faults_once(tmp_path):
    rows = "".join(f"d{number},none,1,{'x' if number < 3 else 1}\n" for number in range(5000))
    faults = faults_of(write(tmp_path, HEADER + rows))
    assert [(fault.line, fault.field) for fault in faults] == [
        (2, "archetype"), (2, "budget"), (3, "budget"), (4, "budget"),
    ]  # fmt: skip
    assert "4,999 more such cells on lines 3, 4, 5 …" in faults[0].message


def test_departments_file_that_is_missing_is_told_where_it_was_named(tmp_path):
    (fault,) = faults_of(write(tmp_path, "", '[district]\n\ndepartments_file = "none.csv"\n'))
    assert (fault.line, fault.field, fault.value) == (3, "district.departments_file", "none.csv")
    assert fault.message == "there is no such file"


@pytest.mark.parametrize("named", [".", "/dev/zero", "a\\u0000b", "x" * 5000])
def test_departments_file_that_is_no_file(tmp_path, named):
    (fault,) = faults_of(write(tmp_path, "", f'[district]\ndepartments_file = "{named}"\n'))
    assert fault.line == 2


@pytest.mark.parametrize(
    ("name", "encoding", "word"),
    [
        ("教育局", "gbk", "GB 18030"),
        ("水利局（本级）", "gb18030", "GB 18030"),
        ("Überwachung", "cp1252", "cp1252"),
    ],
)
def test_departments_file_in_an_encoding_of_spreadsheets(tmp_path, name, encoding, word):
    file = write(tmp_path, HEADER + f"{name},craft,1,1\nPolice,coping,1,1\n", encoding=encoding)
    with pytest.warns(SheetNote, match=word):
        got = load_scenario(file)
    assert got.roster.names == (name, "Police")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_departments_file_that_says_its_encoding_needs_no_word(tmp_path, encoding):
    assert load_scenario(write(tmp_path, HEADER + "教育局,craft,1,1\n", encoding=encoding)).roster.names == (
        "教育局",
    )


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_departments_file_with_decimal_commas(tmp_path, delimiter):
    rows = f"{HEADER}A,craft,120,48.5\nB,coping,40.25,1e3\n".replace(",", delimiter).replace(".", ",")
    got = load_scenario(write(tmp_path, rows)).roster
    assert (got.sizes, got.budgets) == ((120.0, 40.25), (48.5, 1000.0))


def test_departments_must_equal_the_rows(tmp_path):
    text = '[district]\ndepartments_file = "own.csv"\ndepartments = 3\n'
    (fault,) = faults_of(write(tmp_path, HEADER + "A,craft,1,1\n", text))
    assert (fault.line, fault.field, fault.value) == (3, "district.departments", 3)
    assert "its own 1 departments" in fault.message


def test_departments_of_the_base_give_way_to_the_file(tmp_path):
    (tmp_path / "base.toml").write_text("[district]\ndepartments = 9\n", encoding="utf-8")
    text = 'extends = "base.toml"\n[district]\ndepartments_file = "own.csv"\n'
    assert load_scenario(write(tmp_path, HEADER + "A,craft,1,1\n", text)).district.departments == 1


def test_departments_file_of_the_base_is_relative_to_the_base(tmp_path):
    folder = tmp_path / "deep"
    folder.mkdir()
    write(folder, HEADER + "A,craft,1,1\n")
    (tmp_path / "child.toml").write_text('extends = "deep/s.toml"\n', encoding="utf-8")
    assert load_scenario(tmp_path / "child.toml").roster.names == ("A",)


def test_empty_departments_file_drops_that_of_the_base(tmp_path):
    write(tmp_path, HEADER + "A,craft,1,1\n")
    child = 'extends = "s.toml"\n[district]\ndepartments_file = ""\ndepartments = 8\n'
    (tmp_path / "child.toml").write_text(child, encoding="utf-8")
    got = load_scenario(tmp_path / "child.toml")
    assert (got.roster, got.district.departments) == (None, 8)


def test_written_roster_needs_no_file(tmp_path):
    scenario = load_scenario(write(tmp_path, HEADER + "A,craft,1,1\nB,coping,2,3\n"))
    (tmp_path / "own.csv").unlink()
    assert read_scenario_text(scenario.to_toml(), "s.toml") == scenario
    assert Scenario.from_dict(scenario.to_dict()) == scenario


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("roster = 3", "roster"),
        ("[roster]\nnames = []\narchetypes = []\nsizes = []", "roster.budgets"),
        ("[roster]\nnames = []\narchetypes = []\nsizes = []\nbudgets = []", ""),
        ('[roster]\nnames = ["A"]\narchetypes = []\nsizes = []\nbudgets = []', "roster"),
        ('[roster]\nnames = ["A"]\narchetypes = ["x"]\nsizes = [1]\nbudgets = [1]', "roster.archetypes"),
        ('[roster]\nnames = [1]\narchetypes = ["craft"]\nsizes = [1]\nbudgets = [1]', "roster.names"),
        ('[roster]\nnames = ["A"]\narchetypes = ["craft"]\nsizes = [true]\nbudgets = [1]', "roster.sizes"),
        (
            '[roster]\nnames = ["A"]\narchetypes = [["craft"]]\nsizes = [1]\nbudgets = [1]',
            "roster.archetypes",
        ),
        ('[roster]\nname = ["A"]\nnames = []\narchetypes = []\nsizes = []\nbudgets = []', "roster.name"),
    ],
)
def test_roster_table_is_checked(table, field):
    with pytest.raises(ScenarioError) as caught:
        read_scenario_text(table, "s.toml")
    assert caught.value.faults[0].field == field


YEARBOOK = (
    "2023 年部门预算表\n单位：万元\n单位名称;类型;编制;预算数\n教育局;应对型;420;29.174,69\n水利局;production;"
    "120;10.364,85\n城管局;生产型;210;19.681,72\n合计;;;59.221,26\n"
)
SAID = """
[district]
departments_file = "own.csv"
[panel]
name = "单位名称"
archetype = "类型"
size = "编制"
budget = "预算数"
leave_out = ["合计"]
"""


def test_departments_file_is_read_as_a_panel_is_where_the_scenario_says_how(tmp_path):
    with pytest.warns(SheetNote):
        got = load_scenario(write(tmp_path, YEARBOOK, SAID))
    names, budgets = ("教育局", "水利局", "城管局"), (29174.69, 10364.85, 19681.72)
    assert got.roster == Roster(names, ("coping", "production", "production"), (420.0, 120.0, 210.0), budgets)
    said = SAID + 'decimal = ","\nthousands = "."\nheader_row = 3\n'
    assert load_scenario(write(tmp_path, YEARBOOK, said)).roster == got.roster


@pytest.mark.parametrize(
    ("scenario", "fields"),
    [
        (SAID.replace("编制", "人数"), ["column"]),
        (
            SAID.replace('"编制"', "3") + "self_score = 'x'\nnmae = 2\n",
            ["panel.nmae", "panel.self_score", "panel.size"],
        ),
        (SAID.replace('departments_file = "own.csv"', ""), ["panel"]),
        ("panel = 3", ["panel"]),
    ],
)
@pytest.mark.filterwarnings("ignore::budgetsim.data.notes.SheetNote")
def test_what_is_wrong_with_how_departments_are_read_is_told_at_once(tmp_path, scenario, fields):
    assert sorted({fault.field for fault in faults_of(write(tmp_path, YEARBOOK, scenario))}) == fields


# Files as the bureau has them, without a word on how they are read -------------------------------------------------

PLAIN = "部门,类型,编制人数,预算（万元）\n教育局,应付型,420,29174.69\n水利局,生产型,120,10364.85\n合计,,540,39539.54\n"
NOTES = "ignore::budgetsim.data.notes.SheetNote"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.filterwarnings(NOTES)
def test_headings_of_a_bureau_are_found_and_totals_left_out(tmp_path, encoding):
    got = load_scenario(write(tmp_path, PLAIN, encoding=encoding)).roster
    assert got == Roster(("教育局", "水利局"), ("coping", "production"), (420.0, 120.0), (29174.69, 10364.85))


def test_what_was_found_is_told_with_the_lines_that_say_it(tmp_path):
    with pytest.warns(SheetNote) as warned:
        load_scenario(write(tmp_path, PLAIN))
    told = "\n".join(str(one.message) for one in warned)
    assert 'name = "部门"; archetype = "类型"; size = "编制人数"; budget = "预算（万元）"' in told
    assert "合计" in told


@pytest.mark.filterwarnings(NOTES)
def test_a_workbook_is_read_alike_under_a_title(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in [["部门预算表"], [], *(line.split(",") for line in PLAIN.splitlines())]:
        book.active.append([float(cell) if cell.replace(".", "").isdigit() else cell or None for cell in row])
    book.save(tmp_path / "own.xlsx")
    (tmp_path / "s.toml").write_text('[district]\ndepartments_file = "own.xlsx"\n', encoding="utf-8")
    got = load_scenario(tmp_path / "s.toml").roster
    assert (got.names, got.sizes, got.budgets) == (("教育局", "水利局"), (420.0, 120.0), (29174.69, 10364.85))


@pytest.mark.parametrize(
    ("header", "budgets"),
    [
        ("部门,预算", (5.0, 7.0)),
        ("单位名称,2023年预算", (5.0, 7.0)),
        ("Department,Adopted Budget", (5.0, 7.0)),
    ],
)
def test_kinds_and_sizes_that_no_column_holds_are_guessed_and_told(tmp_path, header, budgets):
    with pytest.warns(SheetNote) as warned:
        got = load_scenario(write(tmp_path, f"{header}\n公安局,5\nRoads,7\n")).roster
    assert (got.archetypes, got.sizes, got.budgets) == (("coping", "production"), budgets, budgets)
    assert len(warned) == 3


@pytest.mark.parametrize(
    ("rows", "field", "remedy"),
    [
        ("部门,年度,预算\nA,2022,1\nA,2023,2\nB,2023,2\n", "年度", 'only."年度" = ["2023"]'),
        ("部门,电话\nA,1\nB,2\n", "column", "budget = one of 部门, 电话"),
    ],
)
@pytest.mark.filterwarnings(NOTES)
def test_what_cannot_be_found_is_told_with_the_line_that_mends_it(tmp_path, rows, field, remedy):
    (fault,) = faults_of(write(tmp_path, rows))
    assert fault.field == field
    assert remedy in fault.suggestion


@pytest.mark.filterwarnings(NOTES)
def test_a_table_panel_may_name_some_columns_and_leave_others_to_be_found(tmp_path):
    said = '[district]\ndepartments_file = "own.csv"\n[panel]\nsize = "电话"\n'
    got = load_scenario(write(tmp_path, "部门,电话,预算\nA,3,1\nB,4,2\n", said)).roster
    assert (got.sizes, got.budgets) == ((3.0, 4.0), (1.0, 2.0))


@pytest.mark.parametrize(("unit", "fields"), [("万元", []), ("元", ["money.unit"]), ("亿元", ["money.unit"])])
@pytest.mark.filterwarnings(NOTES)
def test_money_of_another_scale_than_the_heading_of_budgets_is_refused(tmp_path, unit, fields):
    file = write(tmp_path, PLAIN, f'[district]\ndepartments_file = "own.csv"\n[money]\nunit = "{unit}"\n')
    if fields:
        assert [fault.field for fault in faults_of(file)] == fields
    else:
        assert load_scenario(file).money.budgets == pytest.approx(39539.54)
