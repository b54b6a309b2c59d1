"""Results in somebody's own money: what a scenario declares, how it is converted, and where it is told."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.data.units import word_of
from budgetsim.language import language
from budgetsim.report.explain import capture_year, facts_of, sections_of
from budgetsim.report.figures import draw
from budgetsim.rounding import written_out
from budgetsim.scenario import (
    Money,
    Scenario,
    ScenarioError,
    ScenarioWarning,
    load_scenario,
    read_scenario_text,
)
from budgetsim.studies.money import ACCOUNT
from budgetsim.studies.table import Interval

ROSTER = {
    "names": ["教育局", "交通局", "执法局"], "archetypes": ["craft", "production", "coping"],
    "sizes": [3.0, 2.0, 1.0], "budgets": [300.0, 250.0, 50.0],
}  # fmt: skip
SMALL: dict[str, Any] = {"parameters": "point", "replications": 3, "years": 3}


def own(**money: Any) -> Scenario:
    """A small district with departments and money of its own."""
    return Scenario.from_dict({"name": "own", "roster": ROSTER, "money": {"unit": "万元", **money}})


def keys_of(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read_scenario_text(text, "own.toml")
    return [fault.field for fault in caught.value.faults]


@pytest.fixture(scope="module")
def compared() -> dict[str, Any]:
    """A comparison without money, in the declared unit, and in units that are given."""
    base = own()
    scenarios = [base, base.replace(name="reform", monitoring_intensity=0.5)]
    plain = [one.replace(money=None) for one in scenarios]
    asked = {unit: budgetsim.compare(scenarios, money=unit, **SMALL) for unit in ("", "元", "亿", "model")}
    return {"none": budgetsim.compare(plain, **SMALL), **asked}


@pytest.mark.parametrize(
    ("unit", "factor", "currency"),
    [
        ("万元", 1e4, "元"), ("億圓", 1e8, "圓"), ("元", 1, "元"), ("万", 1e4, ""), ("million EUR", 1e6, "EUR"),
        ("EUR million", 1e6, "EUR"), ("EUR", 1, "EUR"), ("Mio. EUR", 1e6, "EUR"), ("百万美元", 1e6, "美元"),
        ("", 1, ""),
    ],
)  # fmt: skip
def test_unit_is_taken_apart(unit: str, factor: float, currency: str) -> None:
    assert (word_of(unit).factor, word_of(unit).currency) == (factor, currency)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("元", Money("元", 1.2e9)), ("亿", Money("亿元", 12.0)), ("亿元", Money("亿元", 12.0)),
        ("", Money("元", 1.2e9)),
        ("EUR", None), ("million EUR", None),
    ],
)  # fmt: skip
def test_money_in_another_unit_of_its_currency(unit: str, expected: Money | None) -> None:
    assert Money("万元", 120_000.0).within(unit) == expected


def test_own_departments_say_the_budgets_also_when_they_change(tmp_path: Path) -> None:
    scenario = own()
    assert scenario.money == Money("万元", 600.0)
    for back in (read_scenario_text(scenario.to_toml(), "x"), Scenario.from_dict(scenario.to_dict())):
        assert (back, back.money) == (scenario, scenario.money)
    file = tmp_path / "d.csv"
    file.write_text("name,archetype,size,budget\nA,craft,1,7\nB,craft,1,5\n")
    assert scenario.replace(departments_file=str(file)).money == Money("万元", 12.0)
    assert scenario.replace(money={"unit": "元"}).money == Money("元", 600.0)
    assert scenario.replace(money=None).money is None


def test_money_is_inherited_and_may_be_declared_anew(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text('[money]\nunit = "万元"\nbudgets = 900\n')
    (tmp_path / "reform.toml").write_text('extends = "base.toml"\n[policy]\nstaff = 6\n')
    (tmp_path / "other.toml").write_text('extends = "base.toml"\n[money]\nunit = "EUR"\nbudgets = 5\n')
    assert load_scenario(tmp_path / "reform.toml").money == Money("万元", 900.0)
    assert load_scenario(tmp_path / "other.toml").money == Money("EUR", 5.0)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("money = 3", ["money"]),
        ("[money]\nunit = '万元'", ["money.budgets"]),
        ("[money]\nbudgets = 3", ["money.unit"]),
        (
            "[money]\nunit = '1000 EUR'\nbudgte = 1\nbudgets = 0",
            ["money.unit", "money.budgte", "money.budgets"],
        ),
        (own().to_toml() + "budgets = 600", ["money.budgets"]),
    ],
)
def test_faults_of_money_are_told_at_once_by_key(text: str, fields: list[str]) -> None:
    assert sorted(keys_of(text)) == sorted(fields)


def test_without_money_nothing_changes(compared: dict[str, Any]) -> None:
    """Money changes no number: without it, or in the model's own, answers are the same, byte for byte."""
    plain, asked = compared["none"], compared["model"]
    assert json.dumps(plain.to_dict()) == json.dumps(asked.to_dict())
    assert "money" not in plain.to_dict()
    assert "money" not in plain.tables
    assert compared[""].differences == plain.differences
    assert "money" not in Scenario().to_dict()
    assert "money" not in Scenario().to_toml()


def test_departments_add_up_to_the_money_of_the_district() -> None:
    """What departments divert and keep, each in its own money, adds up to what is told of all together."""
    scenario = own()
    money = scenario.money
    assert money is not None
    result = budgetsim.simulate(scenario, 2, 3, departments=True)
    departments = result.departments
    yearly = departments.assign(own=(departments.diverted + departments.concealed) * money.budgets / 3)
    expected = yearly.groupby(["seed", "year"]).own.sum()
    got = result.outcomes.set_index(["seed", "year"]).private_gain.map(money.of_district)
    assert got.to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-12)
    first = departments.query("year == 1").groupby("seed").allocation.sum()
    assert first.map(lambda amount: money.of_budgets(amount, 3)).to_numpy() == pytest.approx(600.0)


def test_units_differ_by_their_factor_everywhere(compared: dict[str, Any]) -> None:
    wan, yuan = (compared[unit].to_dict()["money"] for unit in ("", "元"))
    assert (wan["unit"], yuan["unit"], compared["亿"].money.unit) == ("万元", "元", "亿元")
    for part in ("scenarios", "changes", "differences"):
        for scenario, cells in wan[part].items():
            assert list(cells) == list(ACCOUNT)
            for outcome, cell in cells.items():
                for key, value in cell.items():
                    assert yuan[part][scenario][outcome][key] == pytest.approx(1e4 * value, rel=1e-12)
                    assert value == pytest.approx(
                        600.0 * getattr(compared["none"], part)[scenario][outcome][key]
                    )


def test_account_of_net_social_value_adds_up(compared: dict[str, Any]) -> None:
    """The rows of the table are the parts of net social value, at the weights of the scenario."""
    cells = {name: cell["mean"] for name, cell in compared[""].to_dict()["money"]["scenarios"]["own"].items()}
    base = own()
    lapsed = cells["administrative_cost"] + cells["performance_pay"] - cells["public_funds"]
    costs = sum(cells[f"{name}_cost"] for name in ("effort", "risk", "gaming", "compliance"))
    funds = base.district.cost_of_funds
    expected = (
        cells["public_value"] - costs - funds * (cells["administrative_cost"] - lapsed)
        - (funds - 1) * cells["performance_pay"] + base.district.transfer_weight * cells["private_gain"]
    )  # fmt: skip
    assert cells["net_social_value"] == pytest.approx(expected, rel=1e-9)


def test_table_and_findings_tell_money(compared: dict[str, Any]) -> None:
    answer = compared[""]
    table = answer.tables["money"]
    assert [row[0] for row in table.rows] == list(ACCOUNT)
    cell = next(row[3] for row in table.rows if row[0] == "net_social_value")
    assert isinstance(cell, Interval)
    assert cell.value is not None
    expected = 600.0 * answer.differences["reform"]["net_social_value"]["mean"]
    assert math.isclose(cell.value, expected, rel_tol=1e-12)
    for code in ("en", "zh"):
        assert "万元" in answer.findings(code)[0]
        assert "万元" in table.title(language(code))
    assert not any("万元" in text for text in compared["model"].findings())


def test_run_tells_money_and_keeps_it(tmp_path: Path) -> None:
    answer = budgetsim.run(own(), out=tmp_path / "out", **SMALL)
    again = budgetsim.load(tmp_path / "out")
    assert again.money == answer.money == Money("万元", 600.0)
    assert again.findings("zh") == answer.findings("zh")
    assert (tmp_path / "out" / "money.csv").is_file()
    assert set(answer.to_df("money")["better"]) == {
        "more",
        "less",
        "neither",
    }  # words, and no keys of messages


def test_scenarios_stand_side_by_side_as_on_the_command_line() -> None:
    both = [own(), own().replace(name="reform", monitoring_intensity=0.5)]
    listed, typed = (budgetsim.compare(*given, **SMALL) for given in ([both], both))
    assert typed.findings() == listed.findings()
    with pytest.raises(TypeError, match=r"replicaton.*replications"):
        budgetsim.compare(*both, replicaton=2)


@pytest.mark.parametrize("unit", ["EUR", "3", "m" * 31])
def test_units_that_mean_nothing_here_are_refused(unit: str) -> None:
    with pytest.raises(ScenarioError):
        budgetsim.run(own(), money=unit, **SMALL)


@pytest.mark.parametrize("unit", ["万元", "model"])
def test_money_that_nobody_declared_is_refused(unit: str) -> None:
    with pytest.raises(ScenarioError):
        budgetsim.run("wangcheng_2022", money=unit, **SMALL)
    with pytest.raises(ScenarioError):
        budgetsim.compare([own(), own().replace(name="b", money={"unit": "元"})], money=unit, **SMALL)


def test_scenarios_of_different_money_are_compared_in_mean_budgets_with_a_note() -> None:
    other = own().replace(name="b", staff=6, money={"unit": "元"})
    with pytest.warns(ScenarioWarning, match="万元"):
        answer = budgetsim.compare([own(), other], **SMALL)
    assert answer.money is None


def test_story_of_a_department_tells_its_own_money() -> None:
    """Amounts stand in both: the budget of January is its part of what all budgets add up to."""
    scenario = own()
    captured = capture_year(scenario, 1, 1, 0)
    plain, facts = facts_of(captured), facts_of(captured, scenario.money)
    assert {key: value for key, value in facts.items() if key != "money"} == plain
    assert facts["money"] == {"unit": "万元", "mean_budget": 200.0}
    for code in ("en", "zh"):
        told = [" ".join(part.paragraphs) for part in sections_of(facts, language(code))]
        before = [" ".join(part.paragraphs) for part in sections_of(plain, language(code))]
        budget = f"{written_out(200.0 * facts['knew']['budget'])} 万元"
        assert (budget in told[1], "万元" in "".join(before)) == (True, False)
        assert "交通局" in told[0]
        assert not re.search("） [\u4e00-\u9fff]", "".join(told))  # a bracket needs no blank after it


def test_effects_tell_money_of_the_whole_district() -> None:
    scenario = own()
    asked = {"levers": ("staff=2:6", "monitoring_intensity=0.04:0.5"), "parts": ("effects",), **SMALL}
    plain, answer = (budgetsim.effects(scenario, money=unit, **asked) for unit in ("model", ""))
    assert json.dumps(plain.to_dict()) == json.dumps(
        budgetsim.effects(scenario.replace(money=None), **asked).to_dict()
    )
    assert "money" not in plain.tables
    table = answer.tables["money"]
    rows = {(row.lever, row.outcome): row for row in answer.effects}
    told = answer.to_dict()["money"]["effects"]
    for lever, _, _, *cells in table.rows:
        for column, cell in zip(table.columns[3:], cells, strict=True):
            assert cell.value == pytest.approx(600.0 * rows[lever, column.key].difference)
            assert told[lever][column.key]["value"] == cell.value
    for code in ("en", "zh"):
        assert "万元" in answer.findings(code)[1]


def test_figure_of_years_is_drawn_in_money() -> None:
    table = budgetsim.simulate(own(), 2, 3).outcomes
    for code, money in (("en", Money("万元", 600.0)), ("zh", Money("亿元", 0.06)), ("zh", Money("元", 6e6))):
        drawn = draw(
            "trajectories", table, language=code, money=money, outcomes=("net_social_value", "validity")
        )
        first, second = drawn.figure.axes
        line = first.lines[0].get_ydata()
        expected = table.groupby("year").net_social_value.mean() * money.budgets
        assert list(line) == pytest.approx(expected.tolist())
        labels = ["".join(axis.get_ylabel().split()) for axis in (first, second)]  # long ones are wrapped
        assert [money.unit in label for label in labels] == [True, False]
        assert money.unit in drawn.caption


def test_mixes_of_levers_are_told_in_money(tmp_path: Path) -> None:
    asked: dict[str, Any] = {
        "levers": ("staff=2:8",), "objectives": "net_social_value,administrative_cost", "population": 4,
        "generations": 2, "parameters": "point", "replications": 2, "fresh": 2, "years": 3, "references": "",
    }  # fmt: skip
    answer = budgetsim.optimise(own(), out=tmp_path / "out", **asked)
    told = answer.to_dict()["money"]
    for name, cells in answer.outcomes.items():
        for outcome in ACCOUNT:
            assert told["outcomes"][name][outcome]["mean"] == pytest.approx(600.0 * cells[outcome]["mean"])
    table = answer.tables["money"]
    difference = {row[0]: row[-1].value for row in table.rows}
    assert difference == pytest.approx({name: told["knee"][name]["mean"] for name in ACCOUNT})
    assert all("万元" in answer.findings(code)[1] for code in ("en", "zh"))
    assert budgetsim.load(tmp_path / "out").findings() == answer.findings()
    with pytest.raises(ScenarioError):
        budgetsim.optimise(own(), money="EUR", **asked)


def test_worth_of_information_is_told_in_money() -> None:
    base = own()
    scenarios = [base, base.replace(name="reform", monitoring_intensity=0.3)]
    asked: dict[str, Any] = {"draws": 24, "replications": 2, "years": 3}
    answer = budgetsim.information(scenarios, **asked)
    told = answer.to_dict()["money"]
    assert told["perfect"]["value"] == pytest.approx(600.0 * answer.perfect.value)
    name = next(iter(answer.parameters))
    assert told["parameters"][name]["high"] == pytest.approx(600.0 * answer.parameters[name].worth.high)
    everything = answer.tables["mechanisms"].rows[0]
    assert [cell.value for cell in everything[1:3]] == pytest.approx(
        [answer.perfect.value, told["perfect"]["value"]]
    )
    assert budgetsim.information(scenarios, outcome="validity", **asked).money is None
    with pytest.raises(ScenarioError):
        budgetsim.information(scenarios, outcome="validity", money="元", **asked)


def test_sweep_tells_points_in_money_also_when_it_goes_on(tmp_path: Path) -> None:
    asked: dict[str, Any] = {"vary": "staff=2:6:2", "outcomes": "validity,net_social_value", **SMALL}
    answer = budgetsim.sweep(own(), out=tmp_path / "out", **asked)
    table, plain = answer.tables["points-money"], answer.tables["points"]
    assert [column.key for column in table.columns] == ["scenario", "staff", "net_social_value"]
    for row, before in zip(table.rows, plain.rows, strict=True):
        assert row[-1].value == pytest.approx(600.0 * before[-1].value)
    best = answer.to_dict()["money"]["best"]
    assert best["net_social_value"]["value"] == pytest.approx(
        600.0 * answer.best["net_social_value"].value.value
    )
    again = budgetsim.sweep(tmp_path / "out")
    assert again.money == answer.money
    assert all(any("万元" in text for text in again.findings(code)) for code in ("en", "zh"))


@pytest.mark.parametrize("scenario", [own(), own().replace(departments_file="", departments=4)])
def test_departments_of_a_run_add_up_by_name(scenario: Scenario, tmp_path: Path) -> None:
    """Rows of departments add up to the last one, and that is what the outcomes of the district say."""
    answer = budgetsim.run(scenario, departments=True, out=tmp_path / "out", **SMALL)
    names = scenario.roster.names if scenario.roster else tuple(map(str, range(4)))
    rows = {row[0].plain: [cell.value for cell in row[1:]] for row in answer.tables["departments-money"].rows}
    assert tuple(rows) == (*names, "all")
    assert [sum(rows[name][place] for name in names) for place in range(6)] == pytest.approx(
        rows["all"], rel=1e-12
    )
    told = answer.to_dict()["money"]
    cells = {name: cell["mean"] for name, cell in told["scenarios"]["own"].items()}
    lapsed = cells["administrative_cost"] + cells["performance_pay"] - cells["public_funds"]
    assert (rows["all"][2], rows["all"][5]) == pytest.approx((cells["private_gain"], lapsed), rel=1e-9)
    assert told["departments"]["own"][names[0]]["budget"]["value"] == rows[names[0]][0]
    assert budgetsim.load(tmp_path / "out").own_departments == answer.own_departments
    plain = budgetsim.run(scenario, departments=True, money="model", **SMALL)
    assert "departments-money" not in plain.tables
    assert "own_departments" not in plain.to_dict()


def test_departments_of_a_comparison_are_told_by_scenario_also_of_one_seed() -> None:
    base = own()
    answer = budgetsim.compare(
        [base, base.replace(name="reform", staff=6)],
        departments=True,
        parameters="point",
        replications=1,
        years=2,
    )
    table = answer.tables["departments-money"]
    assert [row[:2][0] for row in table.rows] == ["own"] * 4 + ["reform"] * 4
    assert not any(cell.is_bounded for row in table.rows for cell in row[2:])
    for code in ("en", "zh"):
        assert "教育局" in answer.markdown(code)


def test_sensitivity_tells_means_and_effects_in_money(tmp_path: Path) -> None:
    asked: dict[str, Any] = {
        "method": "morris", "factors": ("monitoring_intensity=0.1:0.9", "staff=2:8"), "samples": 4,
        "outcomes": "net_social_value,validity", "replications": 2, "years": 3,
    }  # fmt: skip
    answer = budgetsim.sensitivity(own(), out=tmp_path / "out", **asked)
    told = answer.to_dict()["money"]["outcomes"]
    assert list(told) == ["net_social_value"]
    plain = answer.outcomes["net_social_value"]
    assert told["net_social_value"]["mean"] == pytest.approx(600.0 * plain.mean)
    (row,) = answer.tables["money"].rows
    assert row[2].plain == pytest.approx(600.0 * plain.spread)
    effects = answer.tables["indices-net_social_value-money"]
    assert [cell.value for row in effects.rows for cell in row if isinstance(cell, Interval)] == pytest.approx(
        [600.0 * cell.value for row in answer.tables["indices-net_social_value"].rows for cell in row
         if isinstance(cell, Interval)]
    )  # fmt: skip
    assert all("万元" in answer.findings(code)[0] for code in ("en", "zh"))
    assert budgetsim.load(tmp_path / "out").findings() == answer.findings()
    assert "money" not in set(budgetsim.sensitivity(own(), money="model", **asked).tables)
    with pytest.raises(ScenarioError):
        budgetsim.sensitivity(own(), money="EUR", **asked)


def test_commands_without_money_say_which_ones_tell_it() -> None:
    for line in (["trial", "wangcheng_2022"], ["calibrate", "x.csv"], ["discover"], ["audit", "x.toml"]):
        result = CliRunner().invoke(app, [*line, "--money", "元"])
        assert result.exit_code == 2
        assert "run, compare, sweep, effects, optimise, information, sensitivity" in " ".join(
            result.stderr.split()
        )


def test_bounds_of_failure_may_be_in_money(tmp_path: Path) -> None:
    base = own()
    asked: dict[str, Any] = {
        "policy": base.replace(name="reform", monitoring_intensity=0.3), "samples": 100, "replications": 1,
        "years": 2, "parameters": "point", "progress": False,
    }  # fmt: skip
    bounds = ("net_social_value<0.02", "net_social_value<12 万元", "net_social_value < 120000元")
    found = [
        budgetsim.discover(base, fails=bound, out=tmp_path / str(place), **asked)
        for place, bound in enumerate(bounds)
    ]
    assert len({one.told.failures for one in found}) == 1
    assert [one.told.cut for one in found] == pytest.approx([0.02] * 3)
    for code in ("en", "zh"):
        first = [one.findings(code)[0] for one in found]
        assert ["12.00 万元" in text for text in first] == [False, True, False]
    again = budgetsim.discover(tmp_path / "1", progress=False)
    assert (again.told.condition, again.told.cut) == (found[1].told.condition, pytest.approx(0.02))
    for wrong in ("validity<3万元", "net_social_value<3 EUR"):
        with pytest.raises(ScenarioError) as caught:
            budgetsim.discover(base, fails=wrong, **asked)
        assert str(caught.value).startswith("fails: ")
    plain = base.replace(money=None)
    with pytest.raises(ScenarioError):
        budgetsim.discover(plain, fails=bounds[1], **asked | {"policy": plain.replace(name="b", staff=9)})
    with pytest.raises(ScenarioError):
        budgetsim.discover(tmp_path / "0", fails=bounds[1], progress=False)
