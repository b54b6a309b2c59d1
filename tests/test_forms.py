"""Forms of practice: nothing is lost on the way through a spreadsheet, and what breaks a rule is told by its cell."""

from __future__ import annotations

import builtins
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from budgetsim import load_scenario, simulate
from budgetsim.cli.main import app
from budgetsim.data.file import read_sheet
from budgetsim.data.panel import read_panel
from budgetsim.data.recipe import Recipe
from budgetsim.forms.checks import RULES, faults_of, objectives_kept, twice
from budgetsim.forms.example import MEAN_BUDGET
from budgetsim.forms.form import FORMS, KINDS, WEIGHTS, Filled, Form, Indicator
from budgetsim.forms.panel import panel_of_forms
from budgetsim.forms.read import read_forms
from budgetsim.forms.write import empty_form, write_forms
from budgetsim.language import LANGUAGES, language
from budgetsim.scenario import ScenarioError, apply_settings
from budgetsim.studies.errors import StudyError

POINTS = {"quantity": 20.0, "quality": 15.0, "timeliness": 10.0, "cost": 5.0, "social": 30.0, "served": 10.0}


def filled(name: str, *, department: str = "教育局", year: int = 2022, project: str = "Schools") -> Filled:
    """A form that breaks no rule."""
    form = FORMS[name]
    indicators = [
        Indicator(
            group, kind, f"{kind} of schools", "≥95%", POINTS[kind], "96%", POINTS[kind] - 1.0, "late\nbids"
        )
        for group, kinds in KINDS.items()
        for kind in kinds
        if kind in POINTS
    ]
    texts = {
        "department": department,
        "project": project,
        "agency": "School No. 1",
        "aim": "=better",
        "outcome": "so",
    }
    numbers = {"year": float(year), "execution.weight": 10.0, "execution.score": 9.5}
    for row, share in zip(form.amounts, (1.0, 0.75, 0.25), strict=False):
        for column, amount in zip(form.money, (1200.5, 1000.0, 950.0), strict=False):
            numbers[f"{row}.{column}"] = amount * share
    if not form.is_scored:
        indicators = [replace(one, actual="", score=None, reason="") for one in indicators]
        numbers = {key: number for key, number in numbers.items() if not key.startswith("execution")}
    asked = {name for row in form.heads for name in row} | set(form.aims)
    texts = {key: text for key, text in texts.items() if key in asked}
    return Filled(form, texts, numbers, tuple(indicators), "万元")


def written(form: Filled, path: Path, code: str = "zh") -> Path:
    write_forms([form], path, language(code))
    return path


def edited(path: Path, edit: Callable[[Any], None]) -> Path:
    book = load_workbook(path)
    edit(book.worksheets[0])
    book.save(path)
    return path


def only(path: Path) -> Filled:
    found = read_forms([path])
    assert found.faults == []
    (form,) = found.forms
    return form


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_a_filled_form_comes_back_as_it_was(tmp_path: Path, form: Form, code: str) -> None:
    before = filled(form.name)
    after = only(written(before, tmp_path / "form.xlsx", code))
    assert after == before
    assert faults_of(after) == []
    assert only(written(empty_form(form, "元"), tmp_path / "empty.xlsx", code)).indicators == ()


def test_rows_that_are_put_in_and_cells_that_are_changed_are_all_that_changes(tmp_path: Path) -> None:
    before = filled("project")

    def edit(sheet: Any) -> None:
        (row,) = [cell.row for cell in sheet["C"] if cell.value == "quality of schools"]
        sheet.insert_rows(row)
        for place, value in {3: "pupils", 4: 1200, 5: 1180, 6: 0.0, 7: 0}.items():
            sheet.cell(row, place, value)
        sheet["F6"] = "９50 万元"  # full-width digits and a unit of its own
        sheet.insert_rows(1)

    after = only(edited(written(before, tmp_path / "form.xlsx"), edit))
    new = Indicator("outputs", "quantity", "pupils", "1200", 0.0, "1180", 0.0)
    assert after == replace(before, indicators=(before.indicators[0], new, *before.indicators[1:]))


def converted(path: Path, ending: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    line = ["soffice", "--headless", "--convert-to", ending, "--outdir", str(folder), str(path)]
    return subprocess.run(line, check=False, timeout=120, capture_output=True)


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> None:
    """LibreOffice; where it cannot save two cells, as on a machine without any font, it can tell nothing of forms."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    (folder / "cells.csv").write_text("a,b\n")
    if converted(folder / "cells.csv", "xlsx", folder).returncode != 0:
        pytest.skip("LibreOffice does not run on this machine")


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_libreoffice_loses_nothing_and_reckons_the_sums(tmp_path: Path, ending: str) -> None:
    before = filled("department")
    path = written(before, tmp_path / "form.xlsx")
    assert converted(path, ending, tmp_path / "out").returncode == 0
    after = only(tmp_path / "out" / f"form.{ending}")
    assert after == before
    assert after.stated == {"weight": before.weight, "score": before.score}


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "empty": ({"B4": None}, "B4 (Department in charge)"),
    "weights": ({"F13": 21}, "F13 (Weight)"),
    "execution-weight": ({"G6": 20}, "G6 (Budget execution / Weight)"),
    "score": ({"G14": 15.5}, "G14 (Score)"),
    "unreached": ({"E14": None}, "E14 (Value reached)"),
    "executed": (
        {"E6": 1200.5, "E7": 900.375, "E8": 300.125, "F6": 1300, "F7": 1000, "F8": 300},
        "F6 (Money of the year / Executed)",
    ),
    "executed-adjusted": ({"F7": 760, "F8": 190}, "F7 (of which: appropriation of the year / Executed)"),
    "execution-score": ({"I6": 9.8}, "I6 (Budget execution / Score)"),
    "parts": ({"D7": 1}, "D6 (Money of the year / Approved budget)"),
    "sum": ({"G19": 99}, "G19 (Sum / Score)"),
}
"""By rule, cells that break it, and where it is told."""


@pytest.mark.parametrize("rule", BROKEN)
def test_each_broken_rule_is_told_by_its_cell(tmp_path: Path, rule: str) -> None:
    cells, place = BROKEN[rule]

    def edit(sheet: Any) -> None:
        for cell, value in cells.items():
            sheet[cell] = value

    path = edited(written(filled("project"), tmp_path / "form.xlsx"), edit)
    told = faults_of(only(path))
    started = language("en")(f"form-broken-{rule}", **dict.fromkeys(FACTS, "|")).partition("|")[0]
    assert told[0].field == f"项目自评表 2022!{place}", told
    assert {one.message.startswith(started) for one in told} == {True}
    assert str(told[0]).startswith(f"{path}: ")


FACTS = ("sum", "points", "weight", "score", "budget", "rate", "most", "group")
"""Facts that the words of the rules may need."""


def test_each_rule_is_tried() -> None:
    assert len(RULES) == 7
    group = filled("objectives")
    lacking = replace(group, indicators=group.indicators[:-1], cells={"group": "A9"})
    assert "no indicator of Satisfaction" in str(faults_of(lacking)[-1])


def test_targets_that_moved_between_objectives_and_evaluation_are_told(tmp_path: Path) -> None:
    promised, reached = filled("objectives"), filled("project")
    moved = replace(reached.indicators[0], target="≥80%", weight=10.0)
    written(promised, tmp_path / "a.xlsx", "zh")
    written(replace(reached, indicators=(moved, *reached.indicators[1:-1])), tmp_path / "b.xlsx", "en")
    forms = read_forms([tmp_path]).forms
    told = "\n".join(map(str, objectives_kept(forms)))
    for part in (
        "D13 (Target of the year)",
        "was ≥95% in",
        "F13 (Weight)",
        "was 20 in",
        "'served of schools'",
        "not evaluated",
    ):
        assert part in told, part
    assert objectives_kept([promised, reached]) == twice(forms) == []
    assert "a.xlsx too" in str(twice([*forms, forms[0]])[0])


def test_what_cannot_be_read_is_told_by_its_cell_and_stops_the_panel(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet["F6"], sheet["G15"], sheet["F3"], sheet["A13"] = "some", "15 of 15", "next year", None
        sheet["F12"] = "Points"

    written(filled("project"), tmp_path / "other.xlsx", "en")
    edited(written(filled("project"), tmp_path / "form.xlsx", "en"), edit)
    (tmp_path / "notes.xlsx").write_bytes(b"no workbook")
    text = run("forms", "read", str(tmp_path), "--out", str(tmp_path / "panel.csv"), code=2)
    for part in (
        "F6 (Money of the year / Executed)",
        "'some'",
        "G15 (Score)",
        "F3 (Year)",
        "'Weight'",
        "notes.xlsx",
    ):
        assert part in text, part
    assert not (tmp_path / "panel.csv").exists()
    # Told once: neither empty nor a sum that is wrong.
    (damaged,) = read_forms([tmp_path / "form.xlsx"]).forms
    assert {"total.executed", "2.score", "year"} <= damaged.unread
    assert not {"F6", "G15", "F3"} & {
        fault.field.split("!")[-1].split(" ")[0] for fault in faults_of(damaged)
    }
    load_workbook(tmp_path / "other.xlsx").save(tmp_path / "again.xlsx")
    plain = edited(tmp_path / "again.xlsx", lambda sheet: sheet.__setitem__("A1", "Something else"))
    assert "forms are known by their titles" in run("forms", "read", str(plain), code=2)


def test_a_district_of_the_model_comes_back_as_a_panel(tmp_path: Path) -> None:
    district = apply_settings(load_scenario("wangcheng_2022"), ["departments=5"])
    run(
        "forms",
        "example",
        "wangcheng_2022",
        "--set",
        "departments=5",
        "--out",
        str(tmp_path / "f"),
        "--seed",
        "3",
    )
    text = run("forms", "read", str(tmp_path / "f"), "--out", str(tmp_path / "panel.csv"))
    assert "No rule is broken" in text
    assert "10 unit-years of 5 departments" in " ".join(text.split())
    panel = read_panel(
        tmp_path / "panel.csv", Recipe(names={one: one for one in read_heads(tmp_path / "panel.csv")})
    )
    truth = simulate(district, [3], 2, departments=True).departments
    for role, column in (("approved", "allocation"), ("adjusted", "budget"), ("executed", "spent")):
        model = truth.pivot_table(index="department", columns="year", values=column).to_numpy()
        np.testing.assert_allclose(panel.values[role], model * MEAN_BUDGET * 1e4, rtol=1e-5)
    model = truth.pivot_table(index="department", columns="year", values="self_score").to_numpy()
    np.testing.assert_allclose(panel.values["self_score"], model, atol=0.03)


def read_heads(path: Path) -> list[str]:
    return [str(cell) for cell in read_sheet(path).rows[0]]


def test_a_self_evaluation_without_a_year_is_told_where_the_panel_is_written(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    for name in ("教育局", "卫生局", "交通局"):
        written(filled("project", department=name), tmp_path / "forms" / f"{name}.xlsx", "en")
    edited(tmp_path / "forms" / "交通局.xlsx", lambda sheet: sheet.__setitem__("F3", None))
    text = " ".join(
        run("forms", "read", str(tmp_path / "forms"), "--out", str(tmp_path / "panel.csv")).split()
    )
    assert (tmp_path / "panel.csv").read_text("utf-8-sig").count("\n") == 3
    start = language("en")("cli-forms-left-out", number=1, forms="|").partition("|")[0]
    assert "交通局.xlsx" in text.partition(start)[2].replace(" ", "")


def test_projects_make_a_department_where_it_has_no_form_as_a_whole() -> None:
    whole = filled("department", department="Roads")
    half = {**filled("project").numbers, "total.approved": 2401.0, "execution.score": 0.0}
    projects = [filled("project"), replace(filled("project"), numbers=half, money_unit="元")]
    panel = panel_of_forms([whole, filled("project", department="Roads"), *projects], "forms")
    assert panel.units == ("Roads", "教育局")
    assert panel.values["approved"].tolist() == [[12_005_000.0], [12_007_401.0]]
    first, second = projects[0].score, projects[1].score
    assert first is not None
    assert second == first - 9.5
    mean = (first * 12_005_000 + second * 2401) / 12_007_401
    assert panel.values["self_score"][1, 0] == pytest.approx(mean)
    with pytest.raises(ScenarioError, match="one unit"):
        panel_of_forms(projects, "forms")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_form_is_written_once_in_any_language(tmp_path: Path, code: str) -> None:
    for name, form in FORMS.items():
        out = tmp_path / f"{name}.xlsx"
        run("forms", "write", name, "--out", str(out), "--language", code, "--money-unit", "thousand")
        sheet = load_workbook(out).worksheets[0]
        assert sheet["A1"].value == language(code)(f"form-title-{name}")
        kinds = {rule.type for rule in sheet.data_validations.dataValidation}
        assert kinds == {"whole", "decimal", "list"}
        groups = [block for block in sheet.merged_cells.ranges if block.min_col == block.max_col == 1]
        assert len(groups) >= len(WEIGHTS) - 1, form
        assert run("forms", "write", name, "--out", str(out), code=2)
    assert "metres" in run("forms", "write", "project", "--out", "x.xlsx", "--money-unit", "metres", code=2)


def test_without_the_extra_the_error_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *about: Any, **more: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *about, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(StudyError, match=r"budgetsim\[files\]"):
        written(filled("project"), tmp_path / "form.xlsx")


def run(*line: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(line), env={"COLUMNS": "400"})
    assert result.exit_code == code, result.output + result.stderr
    return result.stdout + result.stderr
