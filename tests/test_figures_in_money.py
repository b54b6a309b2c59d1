"""Figures in money: outcomes that are money are drawn for all departments together, whatever else stays as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from figure_data import data_of

import budgetsim
from budgetsim.kinds.sensitivity.answer import Sensitivity
from budgetsim.kinds.sensitivity.in_money import answer_in_money
from budgetsim.report.figures import FIGURES, FigureError, draw, priced
from budgetsim.scenario import Money

MONEY = Money("万元", 600.0)
PRICED = [name for name, kind in FIGURES.items() if kind.data.priced]
IN_SHARES = {"factor_pairs"}
"""Figures that hold shares, in whatever unit the outcome is."""


def numbers_of(figure: Any) -> set[float]:
    """Return the numbers that points and lines of a figure stand at."""
    found: list[Any] = []
    for axis in figure.axes:
        for line in axis.lines:
            found += [*line.get_xdata(), *line.get_ydata()]
        for dots in axis.collections:
            found += np.ravel(np.ma.filled(dots.get_offsets(), np.nan)).tolist()
    return {round(float(one), 6) for one in found if isinstance(one, float) and np.isfinite(one)}


@pytest.mark.parametrize("name", [name for name in PRICED if name not in IN_SHARES])
def test_axes_and_caption_name_the_unit(name: str) -> None:
    drawn = draw(name, data_of(name), language="zh", money=MONEY)
    axes = drawn.figure.axes
    labels = [text for axis in axes for text in (axis.get_xlabel(), axis.get_ylabel(), axis.get_title())]
    labels += [axis.get_title(loc="left") for axis in axes]
    assert any("万元" in "".join(label.split()) for label in labels) or "万元" in drawn.caption
    assert drawn.caption.count("万元") >= 1
    assert "万元" not in draw(name, data_of(name), language="zh").caption


@pytest.mark.parametrize("name", sorted({name for name in FIGURES if name not in PRICED} - {"fiscal_year"}))
def test_figures_that_hold_no_money_refuse_it(name: str) -> None:
    with pytest.raises(FigureError) as caught:
        draw(name, data_of(name), money=MONEY)
    assert "tornado" in str(caught.value)


def test_rows_of_money_are_scaled_and_others_stay() -> None:
    table = pd.DataFrame(
        {
            "outcome": ["net_social_value", "validity", "administrative_cost"],
            "difference": [0.1, 0.2, 1e-15], "low": [0.05, 0.1, None], "low_value": [1.0, 2.0, 3.0],
        }
    )  # fmt: skip
    made = priced.by_outcome(table, MONEY)
    assert made["difference"].tolist() == pytest.approx([60.0, 0.2, 0.0])
    assert made["low"].tolist()[:2] == pytest.approx([30.0, 0.1])
    assert made["low_value"].tolist() == [1.0, 2.0, 3.0]
    assert table["difference"].tolist() == [0.1, 0.2, 1e-15]


def test_a_unit_of_cost_brings_as_much_money_and_less_of_the_rest() -> None:
    table = pd.DataFrame(
        {
            "outcome": ["net_social_value", "validity"], "cost": [0.01, 0.01], "improvement": [0.05, 0.2],
            "ratio": [5.0, 20.0], "ratio_low": [4.0, 19.0],
        }
    )  # fmt: skip
    made = priced.cost({"cost": table, "draws": table.drop(columns=["ratio", "ratio_low"])}, MONEY)
    for one in made.values():
        assert one["cost"].tolist() == pytest.approx([6.0, 6.0])
        assert one["improvement"].tolist() == pytest.approx([30.0, 0.2])
    assert made["cost"]["ratio"].tolist() == pytest.approx([5.0, 20.0 / 600.0])


def test_indices_in_the_unit_of_an_outcome_are_scaled_and_shares_are_not() -> None:
    answer = Sensitivity.from_dict(data_of("elementary_effects"))
    made = answer_in_money(answer, MONEY)
    name = next(iter(answer.valued))
    before, after = answer.outcomes[name], made.outcomes[name]
    for kind in ("mu_star", "sigma"):
        for subject, cell in before.indices[kind].items():
            assert after.indices[kind][subject].value == pytest.approx(600.0 * cell.value)
    shares = replace(answer, method="sobol")
    assert answer_in_money(shares, MONEY) is shares


def test_an_answer_draws_its_figures_in_the_money_of_its_scenario() -> None:
    roster = {
        "names": ["教育局", "交通局", "执法局"], "archetypes": ["craft", "production", "coping"],
        "sizes": [3.0, 2.0, 1.0], "budgets": [300.0, 250.0, 50.0],
    }  # fmt: skip
    own = {"name": "own", "roster": roster, "money": {"unit": "万元"}}
    asked: dict[str, Any] = {
        "levers": "monitoring_intensity", "outcomes": "net_social_value", "parameters": "point",
        "replications": 2, "years": 2,
    }  # fmt: skip
    scenario = budgetsim.Scenario.from_dict(own)
    figures = {
        unit: {one.name: one.draw("zh") for one in budgetsim.effects(scenario, money=unit, **asked).drawable}
        for unit in ("", "model")
    }
    told, plain = figures[""]["dose"], figures["model"]["dose"]
    assert ("万元" in told.caption, "万元" in plain.caption) == (True, False)
    largest = {key: max(map(abs, numbers_of(one.figure))) for key, one in (("own", told), ("plain", plain))}
    assert largest["own"] > 5.0 * largest["plain"]
    heights = [line.get_ydata() for one in (told, plain) for line in one.figure.axes[0].lines[:1]]
    assert heights[0] == pytest.approx(600.0 * np.asarray(heights[1]))
