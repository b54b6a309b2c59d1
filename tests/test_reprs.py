"""What a person sees of scenarios, results, models and figures: a line on a screen, a table or picture in notebooks."""

from __future__ import annotations

import re
from typing import Any

import pytest

import budgetsim
from budgetsim.declarations import declarations
from budgetsim.report.figures import draw


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    reform = budgetsim.load_scenario("reform_package").replace(departments=8)
    result = budgetsim.simulate(
        [reform, budgetsim.load_scenario("wangcheng_2022").replace(departments=8)], 4, departments=True
    )
    model = budgetsim.BudgetModel("wangcheng_2022", seed=1, departments=8)
    model.run_years(1)
    return {"scenario": reform, "result": result, "model": model}


@pytest.mark.parametrize("name", ["scenario", "result", "model"])
def test_what_is_printed_fits_a_screen(name: str, shown: dict[str, Any]) -> None:
    text = repr(shown[name])
    assert len(text) < 200
    assert "\n" not in text


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [re.findall(r"<t[hd]>(.*?)</t[hd]>", row) for row in rows]


def test_scenario_shows_its_differences_from_its_base_with_sources(shown: dict[str, Any]) -> None:
    scenario = shown["scenario"]
    (head, *rows) = cells(scenario._repr_html_())
    assert head == ["parameter", "here", "wangcheng_2022", "unit", "source"]
    found = {row[0]: row[1:] for row in rows}
    about = declarations()["audit_coverage"]
    assert found["district.departments"][:2] == ["8", "60"]
    assert found["policy.staff from year 3"][:2] == ["12", "3"]
    moved = scenario.replace(audit_coverage=0.5)
    row = next(row for row in cells(moved._repr_html_()) if row[0] == "policy.audit_coverage")
    assert row[1:] == ["0.5", "0.04", about.unit, about.source]


def test_a_scenario_like_its_base_says_so() -> None:
    assert "the same as declared defaults" in budgetsim.Scenario()._repr_html_()


def test_results_show_outcomes_with_their_intervals(shown: dict[str, Any]) -> None:
    result = shown["result"]
    rows = {row[0]: row for row in cells(result._repr_html_())}
    means = result.outcomes.query("year > 7").groupby("scenario", sort=False)["active_waste"].mean()
    for cell, mean in zip(rows["active_waste"][1:3], means, strict=True):
        told = re.fullmatch(r"(\S+) \((\S+) to (\S+)\)", cell.replace("−", "-"))
        assert told is not None, cell
        value, low, high = map(float, told.groups())
        assert value == pytest.approx(mean, abs=5e-4)
        assert low <= value <= high


def test_a_model_shows_its_last_year(shown: dict[str, Any]) -> None:
    model = shown["model"]
    rows = {row[0]: row[1] for row in cells(model._repr_html_())}
    assert float(rows["active_waste"]) == pytest.approx(model.outcomes["active_waste"].iloc[-1], rel=0.01)
    assert "no year is closed yet" in budgetsim.BudgetModel("wangcheng_2022", seed=1)._repr_html_()


def test_a_figure_shows_itself() -> None:
    drawing = draw("fiscal_year")
    assert drawing._repr_png_().startswith(b"\x89PNG")
    assert len(repr(drawing)) < 2000
