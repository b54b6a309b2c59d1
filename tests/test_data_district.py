"""``budgetsim data district``: from a panel to departments and a scenario with money, each guess with a note."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.data.archetypes import USUAL, archetype_guessed, archetype_named
from budgetsim.data.district import Asked, OwnDistrict, own_district, with_columns
from budgetsim.data.panel import read_panel
from budgetsim.data.recipe import Recipe
from budgetsim.declarations import ARCHETYPES
from budgetsim.language import LANGUAGES, language
from budgetsim.scenario import Money, ScenarioError, load_scenario

HEADER = "单位,年度,预算数（万元）,类型,人数\n"
ROWS = (
    "教育局,2020,300,coping,40\n公安局,2020,200,应对型,30\n水利局,2020,100,production,20\n"
    "教育局,2021,500,coping,42\n公安局,2021,400,coping,34\n水利局,2021,0,production,20\n"
)


def run(*line: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(map(str, line)))
    assert result.exit_code == code, result.output + result.stderr
    return " ".join((result.stdout + result.stderr).split())


def panel(folder: Path, text: str = HEADER + ROWS) -> Path:
    file = folder / "budget.csv"
    file.write_text(text, encoding="utf-8")
    return file


def district(file: Path, asked: Asked | None = None) -> OwnDistrict:
    asked = asked or Asked()
    recipe, asked = with_columns(file, Recipe(names={}), asked)
    return own_district(read_panel(file, recipe, guess_columns=True), asked)


def keys(found: OwnDistrict) -> list[str]:
    return [one.key.removeprefix("data-note-") for one in found.notes]


def test_columns_of_kinds_and_sizes_are_found_as_in_rosters(tmp_path: Path) -> None:
    found = district(panel(tmp_path))
    assert found.roster.archetypes == ("coping", "coping")
    assert found.roster.sizes == (41.0, 32.0)
    assert keys(found) == ["not-there", "year-guessed", "columns"]
    (said,) = (one.facts["columns"] for one in found.notes if one.key == "data-note-columns")
    assert said == "archetype = 类型, size = 人数"


def test_what_nobody_says_is_guessed_each_with_a_note(tmp_path: Path) -> None:
    lines = (HEADER + ROWS).splitlines()
    found = district(panel(tmp_path, "".join(f"{line.rsplit(',', 2)[0]}\n" for line in lines)))
    assert (found.year, found.unit) == (2021, "万元")
    assert found.roster.names == ("教育局", "公安局")
    assert found.roster.archetypes == ("coping", "coping")
    assert found.roster.budgets == (500.0, 400.0)
    assert found.roster.sizes == (400.0, 300.0)
    assert keys(found) == ["not-there", "year-guessed", "size-guessed", "archetype-guessed"]


def test_what_is_asked_for_is_taken_and_needs_no_note(tmp_path: Path) -> None:
    found = district(panel(tmp_path), Asked(2020, "类型", "人数", "亿元"))
    assert found.roster.archetypes == ("coping", "coping", "production")
    assert found.roster.sizes == (41.0, 32.0, 20.0)
    assert found.roster.budgets == pytest.approx((0.03, 0.02, 0.01))
    assert (found.unit, keys(found)) == ("亿元", [])


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        (HEADER + ROWS, Asked(2019), "2019"),
        (HEADER + ROWS, Asked(unit="EUR"), "EUR"),
        (HEADER + ROWS.replace("400,coping", "400,警察型"), Asked(archetype="类型"), "警察型"),
        (HEADER + ROWS, Asked(archetype="种类"), "种类"),
        (HEADER + ROWS, Asked(size="人員"), "人員"),
        (HEADER + ROWS.replace("42", "").replace(",40", ","), Asked(size="人数"), None),
        ("unit,year,executed\nA,2020,1\nB,2020,2\n", Asked(), None),
    ],
)
def test_what_cannot_be_is_refused_with_what_came(
    tmp_path: Path, text: str, asked: Asked, value: str | None
) -> None:
    with pytest.raises(ScenarioError) as caught:
        district(panel(tmp_path, text), asked)
    assert [fault.value for fault in caught.value.faults] == [value]
    assert all(fault.suggestion for fault in caught.value.faults)


def test_columns_that_are_not_there_are_told_at_once_by_their_flags(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        district(panel(tmp_path), Asked(archetype="种类", size="人"))
    assert [fault.field for fault in caught.value.faults] == ["--archetype", "--size"]


def test_a_column_that_holds_no_kinds_is_told_once(tmp_path: Path) -> None:
    rows = "".join(f"{name}局,2020,500,coping,{10 + number}\n" for number, name in enumerate("甲乙丙丁戊"))
    with pytest.raises(ScenarioError) as caught:
        district(panel(tmp_path, HEADER + rows), Asked(archetype="人数"))
    (fault,) = caught.value.faults
    assert fault.value == "10"


def test_file_without_a_unit_of_money_has_none_unless_it_is_asked_for(tmp_path: Path) -> None:
    file = panel(tmp_path, (HEADER + ROWS).replace("（万元）", ""))
    assert (district(file).unit, district(file).roster.budgets) == ("", (500.0, 400.0))
    asked = district(file, Asked(unit="million EUR"))
    assert (asked.unit, asked.roster.budgets) == ("million EUR", (500.0, 400.0))
    assert ("no-money" in keys(district(file)), "money-asked" in keys(asked)) == (True, True)


def test_kinds_are_named_in_every_language_and_guessed_from_names() -> None:
    for kind in ARCHETYPES:
        assert {archetype_named(language(code)(f"archetype-{kind}")) for code in LANGUAGES} == {kind}
    names = {"": "", "Police": "coping", "Fire and Rescue": "craft", "Public Works": "production",
             "City Clerk": "procedural",
             "公安局": "coping", "审计局": "craft", "水利局": "production", "民政局": "procedural"}  # fmt: skip
    assert {name: archetype_guessed(name) for name in names} == names
    assert USUAL in ARCHETYPES


def test_one_command_writes_what_runs_in_own_money_and_names(tmp_path: Path, root: Path) -> None:
    file, out = root / "examples" / "district_budget.csv", tmp_path / "mine.toml"
    run("data", "district", file, "--out", out)
    scenario = load_scenario(out)
    assert (scenario.extends, scenario.district.departments) == ("wangcheng_2022", 15)
    assert scenario.roster is not None
    budgets = read_panel(file, Recipe(names={}), guess_columns=True).values["approved"][:, -1]
    assert scenario.money is not None
    assert scenario.money.unit == "万元"
    assert scenario.money.budgets == pytest.approx(budgets.sum() / 1e4)
    line = ["run", out, "--parameters", "point", "--replications", "2", "--years", "2", "--json"]
    told = json.loads(CliRunner().invoke(app, [*map(str, line), "--out", str(tmp_path / "r")]).stdout)
    assert told["money"]["unit"] == "万元"
    assert "教育局" in run("explain", out, "-k", "教育局", "-y", "2", "--parameters", "point")
    assert "149,300 万元" in run("scenarios", "show", out)
    notes = [text for text in out.read_text(encoding="utf-8").splitlines() if text.startswith("#")]
    assert len(notes) >= 5
    run("data", "district", file, "--out", out, code=2)


def test_the_guide_tells_what_the_example_comes_to(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "mine.toml"
    run("data", "district", root / "examples" / "district_budget.csv", "--size", "编制人数", "--out", out)
    answer = budgetsim.run(out, parameters="point")
    page = (root / "docs" / "data.md").read_text(encoding="utf-8")
    assert [answer.findings(code)[1] in page for code in ("en", "zh")] == [True, True]


def test_totals_are_left_out_where_asked_and_bases_may_be_files(tmp_path: Path) -> None:
    rows = [f"{name},{year},{amount * (year - 2018)}" for year in range(2019, 2022)
            for name, amount in (("A局", 10), ("B局", 20), ("C局", 35), ("D局", 7), ("合计", 72))]  # fmt: skip
    file = panel(tmp_path, "单位,年度,预算数（万元）\n" + "\n".join(rows))
    base = tmp_path / "base.toml"
    base.write_text("[policy]\nstaff = 7\n")
    (tmp_path / "out").mkdir()
    run(
        "data",
        "district",
        file,
        "--mend",
        "--base",
        base,
        "--money",
        "元",
        "--out",
        tmp_path / "out" / "d.toml",
    )
    scenario = load_scenario(tmp_path / "out" / "d.toml")
    assert scenario.policy.staff == 7
    assert scenario.money == Money("元", 216e4)


def test_odd_flags_are_told(tmp_path: Path) -> None:
    file = panel(tmp_path)
    for flags in (["--out", "x.csv"], ["--out", ""], ["--out", tmp_path / "none" / "x.toml"],
                  ["--out", tmp_path / "x.toml", "--money", "10"],
                  ["--out", tmp_path / "x.toml", "--base", "wangcheng_2023"]):  # fmt: skip
        assert "Traceback" not in run("data", "district", file, *flags, code=2)
    assert not list(tmp_path.glob("x*"))
