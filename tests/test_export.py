"""Tables for other programs: what is written is read again by them, with labels, whatever the columns are called."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from budgetsim import load
from budgetsim.cli.main import app
from budgetsim.language import language
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.treatment import TREATMENT
from budgetsim.studies.errors import StudyError
from budgetsim.studies.export import FORMATS, export
from budgetsim.studies.labelled import LONGEST_LABEL, LONGEST_NAME, stata_name
from budgetsim.studies.table import Column, Interval, Label, Table

LONG = "a_name_that_is_far_too_long_for_stata"
HEADING = "A heading that says much more than Stata would ever let a label of one of its variables say"
TEXT = "x" * 3000


def odd_table() -> Table:
    columns = [
        Column("if", "name"),
        Column(LONG, "number", head=lambda _: HEADING),
        Column(f"{LONG}_too", "count"),
        Column("2nd × 值", "text"),
        Column("value", "value"),
        Column("is_better", "truth"),
        Column("told", "label"),
        Column("nothing", "number"),
    ]
    rows = [
        ("staff", Interval(0.5, 0.25, np.inf), 3, "=SUM(A1)", True, True, Label("x", lambda _: "那个"), None),
        (
            "result_use",
            Interval(None, None, None),
            3_000_000_000,
            TEXT,
            0.25,
            False,
            Label("y", lambda _: "this"),
            None,
        ),
        ("staff", 2.0, -1, "教育局", "posterior", True, None, None),
    ]
    return Table("odd table", columns, rows, lambda say: say("table-codebook"))


def test_stata_reads_names_labels_categories_and_values(tmp_path: Path) -> None:
    export([odd_table()], tmp_path, ["dta"], language("zh"))
    with pd.read_stata(tmp_path / "odd_table.dta", iterator=True) as reader:
        frame, labels, title = reader.read(), reader.variable_labels(), reader.data_label
    first = LONG[:LONGEST_NAME]
    assert title == "变量说明"
    assert list(frame)[:5] == ["if_", first, f"{first[:-2]}_2", f"{first[:-2]}_3", f"{first[:-2]}_4"]
    assert list(frame)[5:] == ["_2nd_", "value", "is_better", "told", "nothing"]
    assert all(len(name) <= LONGEST_NAME for name in frame)
    assert labels[first] == HEADING[: LONGEST_LABEL - 1] + "…"
    assert frame["if_"].tolist() == [language("zh").name(name) for name in ("staff", "result_use", "staff")]
    assert frame["is_better"].tolist() == ["是", "否", "是"]
    assert frame["told"].astype(object).where(frame["told"].notna(), None).tolist() == ["那个", "this", None]
    assert frame["_2nd_"].tolist() == ["=SUM(A1)", TEXT, "教育局"]
    assert frame["value"].tolist() == ["True", "0.25", "posterior"]
    np.testing.assert_array_equal(frame[first], [0.5, np.nan, 2.0])
    np.testing.assert_array_equal(frame[f"{first[:-2]}_3"], [np.nan] * 3)
    assert frame[f"{first[:-2]}_4"].tolist() == [3, 3_000_000_000, -1]


def test_workbook_parquet_and_csv_hold_the_same_table(tmp_path: Path) -> None:
    table = odd_table()
    export([table], tmp_path, ["xlsx", "parquet", "csv"], language("en"))
    book = load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames == ["odd table", "codebook"]
    rows = list(book["odd table"].iter_rows(values_only=True))
    assert rows[0] == tuple(table.to_df().columns)
    assert rows[1] == ("staff", 0.5, 0.25, None, 3, "=SUM(A1)", True, "yes", "那个", None)
    assert book["odd table"]["F2"].data_type == "s"
    plain = pd.read_csv(tmp_path / "odd_table.csv")
    assert plain["is_better"].tolist() == [True, False, True]
    assert plain["told"].tolist()[:2] == ["x", "y"]
    schema = pq.read_schema(tmp_path / "odd_table.parquet")
    assert schema.field(LONG).metadata == {b"label": HEADING.encode()}
    assert schema.metadata[b"title"] == b"codebook"
    codebook = pd.read_csv(tmp_path / "codebook.csv").set_index("variable")
    assert codebook.loc[LONG, "label"] == HEADING
    assert codebook.loc["if", "name in Stata"] == "if_"
    assert codebook.loc["told", "categories"] == "x = 那个; y = this"
    assert codebook.loc[["if", LONG, "value"], "type"].tolist() == ["category", "number", "text"]


@pytest.mark.parametrize("name", ["", "_all", "int", "str12", "9", "得分", "a b", "x" * 40])
def test_names_are_valid_in_stata_and_taken_once(name: str) -> None:
    names: list[str] = []
    for _ in range(12):
        names.append(stata_name(name, names))
    assert len(set(names)) == 12
    for one in names:
        assert one.isascii()
        assert one.isidentifier()
        assert len(one) <= LONGEST_NAME
    assert names[0] not in {"_all", "int", "str12"}


def test_empty_tables_and_unknown_formats(tmp_path: Path) -> None:
    empty = Table("none", [Column("outcome", "name"), Column("value", "number")], [])
    export([empty], tmp_path, list(FORMATS), language("en"))
    assert pd.read_stata(tmp_path / "none.dta").shape == (0, 2)
    with pytest.raises(StudyError, match="there are xlsx, dta, csv, parquet"):
        export([empty], tmp_path, ["sav"], language("en"))


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "run"
    line = [
        "run",
        "wangcheng_2022",
        "--set",
        "departments=4",
        "--years",
        "2",
        "--replications",
        "3",
        "--no-figures",
    ]
    got = CliRunner().invoke(app, [*line, "--departments", "--parameters", "point", "--out", str(out)])
    assert got.exit_code == 0, got.output
    return out


def assert_departments_are_labelled(folder: Path) -> None:
    """Every column has words of its own, those of treatment and of the year in the words for runs."""
    book = pd.read_csv(folder / "codebook.csv").query("table == 'departments'")
    labels = dict(zip(book["variable"], book["label"], strict=True))
    say = language("en")
    own = {name: say(f"table-runs-{name}") for name in (*TREATMENT, *DEPARTMENT_COLUMNS)}
    assert {name: labels[name] for name in own} == own
    assert max(map(len, own.values())) <= LONGEST_LABEL
    with pd.read_stata(folder / "departments.dta", iterator=True) as stata:
        assert list(stata.variable_labels().values()) == list(labels.values())


def test_command_writes_every_table_and_the_runs_the_same_each_time(results: Path, tmp_path: Path) -> None:
    def written(folder: Path, *more: str) -> dict[str, bytes]:
        flags = [flag for name in FORMATS for flag in ("--as", name)]
        got = CliRunner().invoke(
            app, ["results", "export", str(results), *flags, "--out", str(folder), *more]
        )
        assert got.exit_code == 0, got.output
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    first = written(tmp_path / "a", "--runs")
    assert first == written(tmp_path / "b", "--runs")
    found = load(results)
    with pytest.raises(StudyError, match="--out"):
        type(found).from_dict(found.to_dict()).export(tmp_path, runs=True)
    names = {*found.tables, "outcomes", "departments"}
    assert set(first) == {"codebook.csv", "tables.xlsx"} | {
        f"{name}.{ending}" for name in names for ending in ("dta", "csv", "parquet")
    }
    frame = pd.read_stata(tmp_path / "a" / "outcomes.dta")
    assert len(frame) == 3 * 2
    assert len(pd.read_stata(tmp_path / "a" / "departments.dta")) == 3 * 2 * 4
    for name, table in found.tables.items():
        numbers = table.to_df().select_dtypes("number")
        again = pd.read_stata(tmp_path / "a" / f"{name}.dta")
        np.testing.assert_allclose(again[list(numbers)].to_numpy(float), numbers.to_numpy(float))
    assert_departments_are_labelled(tmp_path / "a")
    assert written(tmp_path / "c", "--language", "zh")["tables.xlsx"] != first["tables.xlsx"]
