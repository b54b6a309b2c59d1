"""CSV files open in a spreadsheet: they begin with the mark by which it knows UTF-8, and programs read past it."""

from __future__ import annotations

import ast
import io
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from pyarrow import csv

from budgetsim import load_scenario, load_study, simulate
from budgetsim.studies.files import csv_bytes

MARK = b"\xef\xbb\xbf"
TABLE = pd.DataFrame({"scenario": ["现状", "改革"], "value": [1.5, -2.0]})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes(TABLE))
    return path


def test_a_table_begins_with_the_mark_and_once_only(file: Path) -> None:
    assert file.read_bytes().startswith(MARK)
    assert file.read_bytes().count(MARK) == 1


@pytest.mark.parametrize(
    "read",
    [
        pd.read_csv,
        lambda path: csv.read_csv(path).to_pandas(),
        lambda path: pd.DataFrame(pl.read_csv(path).to_dict(as_series=False)),
        lambda path: duckdb.read_csv(str(path)).df(),
    ],
    ids=["pandas", "arrow", "polars", "duckdb"],
)
def test_programs_read_past_the_mark(read, file: Path) -> None:
    got = read(file)
    assert list(got.columns) == list(TABLE.columns)
    assert got["scenario"].tolist() == TABLE["scenario"].tolist()


def test_outcomes_of_a_study_have_the_mark(tmp_path: Path) -> None:
    base = load_scenario("wangcheng_2022").replace(name="现状", departments=4, years=2)
    simulate([base, base.replace(name="改革", staff=6)], seeds=2).save(tmp_path / "study")
    data = (tmp_path / "study" / "outcomes.csv").read_bytes()
    assert data.startswith(MARK)
    assert data.count(MARK) == 1
    read = pd.read_csv(io.BytesIO(data))
    assert set(read["scenario"]) == {"现状", "改革"}
    assert len(read) == len(load_study(tmp_path / "study").outcomes)


def test_all_tables_go_through_one_door(root: Path) -> None:
    """Whoever writes a table as text takes ``csv_bytes`` or ``marked``, so that no file lacks the mark."""
    # Those of the app make texts that a download marks; the last writes a large table block by block, the first marked.
    allowed = {"studies/files.py", "app/play/table.py", "app/room/export.py", "studies/point_table.py"}
    source = root / "src" / "budgetsim"
    calls = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "to_csv"
    }
    assert calls <= allowed
