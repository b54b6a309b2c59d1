"""The lab's charts: pure options that hold the numbers, tell groups apart without colour, and can be read aloud."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from budgetsim.app.charts import (
    Axis,
    Bars,
    Line,
    Points,
    bar_option,
    line_option,
    number,
    scatter_option,
    table_of,
)
from budgetsim.report.style import PALETTE

X, Y = Axis("year", lower=1, upper=3), Axis("value, points")


def test_line_holds_its_numbers_and_its_band() -> None:
    option = line_option([Line("a", [1, 2, 3], [4.0, 5.0, 6.0], [3.5, 4.5, 5.5], [4.5, 5.5, 6.5])], X, Y)
    line, band = option["series"]
    assert line["data"] == [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]
    assert band["mark"] == "band"
    assert band["data"] == [[1.0, 3.5, 4.5], [2.0, 4.5, 5.5], [3.0, 5.5, 6.5]]
    assert (option["xAxis"]["min"], option["xAxis"]["max"]) == (1, 3)


def test_line_without_interval_has_no_band() -> None:
    assert [s["type"] for s in line_option([Line("a", [1], [2.0])], X, Y)["series"]] == ["line"]


def test_lines_differ_without_colour() -> None:
    option = line_option([Line(str(i), [1], [1.0], style=i) for i in range(len(PALETTE) * 2)], X, Y)
    looks = [json.dumps([s["lineStyle"]["type"], s["itemStyle"]["color"]]) for s in option["series"]]
    assert len(set(looks)) == len(looks)
    plain = [json.dumps([s["lineStyle"]["type"], s["symbol"]]) for s in option["series"][: len(PALETTE)]]
    assert len(set(plain)) == len(plain)


def test_groups_of_points_differ_by_their_symbols() -> None:
    option = scatter_option([Points(str(i), [1], [1], style=i) for i in range(8)], X, Y)
    assert len({series["symbol"] for series in option["series"]}) == 8


def test_scatter_names_its_points() -> None:
    option = scatter_option([Points("g", [1, 2], [3, 4], labels=["p", "q"])], X, Y)
    assert [(p["name"], p["value"]) for p in option["series"][0]["data"]] == [
        ("p", [1.0, 3.0]),
        ("q", [2.0, 4.0]),
    ]


@pytest.mark.parametrize("horizontal", [False, True])
def test_bars_stand_at_their_categories(*, horizontal: bool) -> None:
    option = bar_option(["p", "q"], [Bars("a", [1, 2], [0.5, 1.5], [1.5, 2.5])], Y, horizontal=horizontal)
    steps = option["yAxis" if horizontal else "xAxis"]
    assert steps["data"] == ["p", "q"]
    bar, interval = option["series"]
    assert bar["data"] == [1.0, 2.0]
    assert interval["data"] == [[0, 0.5, 1.5], [1, 1.5, 2.5]]
    assert interval["horizontal"] is horizontal


def test_bars_with_labels_and_looks_of_their_own() -> None:
    option = bar_option(["p", "q"], [Bars("a", [1, 2], styles=[0, 1], labels=["one", "two"])], Y)
    first, second = option["series"][0]["data"]
    assert (first["value"], first["label"]["formatter"]) == (1.0, "one")
    assert first["itemStyle"] != second["itemStyle"]
    assert table_of(option)[1] == [["a", "p", "1"], ["a", "q", "2"]]


@given(st.floats(allow_nan=True, allow_infinity=True))
@example(1.79765e308)
def test_numbers_are_json_and_keep_five_digits(value: float) -> None:
    sent = number(value)
    if not math.isfinite(value):
        assert sent is None
    else:
        assert json.loads(json.dumps(sent, allow_nan=False)) == sent
        assert sent == pytest.approx(value, rel=1e-4, abs=1e-300)


def test_options_are_strict_json() -> None:
    options = [
        line_option(
            [Line("a", [1, 2], [math.nan, 1.0], [math.nan, 0.0], [math.nan, 2.0])], X, Y, [(1, "here")]
        ),
        scatter_option([Points("a", [1.0], [math.nan])], X, Y, [Line("t", [1], [2])]),
        bar_option(["p"], [Bars("a", [math.inf])], Y),
    ]
    for option in options:
        json.dumps(option, allow_nan=False)


def test_table_reads_what_the_chart_shows() -> None:
    option = line_option([Line("a", [1, 2], [3.0, math.nan], [2, 2], [4, 4])], X, Y)
    assert table_of(option) == (["", "year", "value, points"], [["a", "1", "3"], ["a", "2", "–"]])


def test_axis_of_words_leaves_room_around_its_rows() -> None:
    axis = scatter_option([Points("a", [1], [0])], X, Axis(words=["p", "q"]))["yAxis"]
    assert axis["words"] == ["p", "q"]
    assert axis["min"] < 0
    assert axis["max"] > 1
