"""Charts: ECharts options as pure functions of data, in the house style, and the component that draws one.

Departments are drawn as a crowd of points: one row for each archetype, as close together as they fit.

Nothing depends on colour alone: every line has its own dashes and markers, every group its own symbol. Options are
plain JSON. Two marks of our own are drawn by ``chart.vue``: ``band`` (an area between low and high) and ``interval``
(a bar from low to high with caps). Drawing happens in the browser, so a chart costs the server little more than
sending its numbers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import solara
from numpy.typing import NDArray

from budgetsim.app.widgets import vue
from budgetsim.declarations import ARCHETYPES
from budgetsim.report.style import PALETTE, colour

DASHES: tuple[Any, ...] = ("solid", [8, 4], [8, 3, 2, 3], [2, 3])
SHAPES = ("circle", "rect", "triangle", "diamond")
SYMBOLS = (*SHAPES, *(f"empty{shape.capitalize()}" for shape in SHAPES))
DIGITS = 5
"""Significant digits sent to the browser; nobody sees more in a chart."""

Option = dict[str, Any]
Numbers = Sequence[float]
LARGEST_TABLE = 150
"""Rows of the table for screen readers; more help nobody."""
Table = tuple[Sequence[str], Sequence[Sequence[str]]]
PALE, DARK = 0.16, 0.34
"""How much of a band's colour covers what is behind it."""
ROW_ROOM = 0.36
"""Half the height of a row that points may use."""
POINT_SIZES = {1: 12.0, 2: 13.0, 3: 14.0, 4: 16.0}
"""Size of points by their style: what is marked is larger."""
FOREMOST = 5
"""Departments that are called the worst."""
CROWD_COLUMNS = 44
"""Places side by side along the axis; points in one place are put above each other."""
_Chart = vue("chart.vue", "drawn description height table event_chosen")


@dataclass(frozen=True)
class Line:
    """A line with an optional band, and a darker one within it. ``style`` numbers its colour, dashes and markers."""

    name: str
    x: Numbers
    y: Numbers
    low: Numbers | None = None
    high: Numbers | None = None
    style: int = 0
    inner: tuple[Numbers, Numbers] | None = None


@dataclass(frozen=True)
class Points:
    """A group of points; ``labels`` name the points when they are pointed at."""

    name: str
    x: Numbers
    y: Numbers
    style: int = 0
    labels: Sequence[str] = ()
    size: float = 9.0


@dataclass(frozen=True)
class Bars:
    """Values by category, with optional 95 % intervals.

    ``styles`` gives every bar its own look, where categories are what a reader tells apart; ``labels`` are written
    at the ends of the bars.
    """

    name: str
    values: Numbers
    low: Numbers | None = None
    high: Numbers | None = None
    style: int = 0
    styles: Sequence[int] = ()
    labels: Sequence[str] = ()


@dataclass(frozen=True)
class Axis:
    """An axis: its name with the unit, and how its values are written."""

    name: str = ""
    percent: bool = False
    lower: float | None = None
    upper: float | None = None
    categories: Sequence[str] = field(default=())
    words: Sequence[str] = field(default=())
    """Names of the whole numbers 0, 1, 2… on an axis of numbers, so that points may stand between them."""


def number(value: float) -> float | None:
    """Return a number as the browser gets it: a few significant digits, nothing for what is undefined."""
    rounded = float(f"{value:.{DIGITS}g}")  # the largest float rounds up to infinity
    return rounded if math.isfinite(rounded) else float(value) if math.isfinite(value) else None


def line_option(lines: Sequence[Line], x: Axis, y: Axis, marks: Sequence[tuple[float, str]] = ()) -> Option:
    """Return lines with their bands; ``marks`` are vertical lines with a word beside them."""
    series: list[Option] = [_line(line) for line in lines]
    if marks and series:
        series[-1]["markLine"] = _marks(marks)
    # After the lines: the legend shows the first series of a name.
    series += [
        _band(line, line.low, line.high) for line in lines if line.low is not None and line.high is not None
    ]
    series += [_band(line, *line.inner, opacity=DARK) for line in lines if line.inner is not None]
    return _option(series, [line.name for line in lines], x, y, trigger="axis")


def scatter_option(
    groups: Sequence[Points],
    x: Axis,
    y: Axis,
    lines: Sequence[Line] = (),
    marks: Sequence[tuple[float, str]] = (),
) -> Option:
    """Return groups of points, with lines (such as a theory's formula) on the same axes."""
    series: list[Option] = [_line(line, symbols=False) for line in lines]
    series += [_points(group) for group in groups]
    if marks and series:
        series[-1]["markLine"] = _marks(marks)
    names = [line.name for line in lines] + [group.name for group in groups]
    return _option(series, names, x, y, trigger="item")


def bar_option(
    categories: Sequence[str], bars: Sequence[Bars], y: Axis, *, horizontal: bool = False
) -> Option:
    """Return bars by category side by side, with intervals where they are given."""
    series: list[Option] = []
    for place, item in enumerate(bars):
        data = [_bar(item, i) for i in range(len(item.values))]
        look = {"barMaxWidth": 34, "itemStyle": _fill(item.style)}
        series.append({"type": "bar", "name": item.name, "data": data, **look})
        if item.low is not None and item.high is not None:
            among = {"place": place, "groups": len(bars), "horizontal": horizontal}
            encode = {"x": [1, 2], "y": 0} if horizontal else {"x": 0, "y": [1, 2]}
            series.append(
                _range("interval", item.name, range(len(data)), item.low, item.high, encode, z=5) | among
            )
    names = [item.name for item in bars]
    steps = Axis(categories=categories)
    first, second = (y, steps) if horizontal else (steps, y)
    return _option(series, names, first, second, trigger="axis", pointer="shadow")


def _line(line: Line, *, symbols: bool = True) -> Option:
    return {
        "type": "line",
        "name": line.name,
        "data": [[number(a), number(b)] for a, b in zip(line.x, line.y, strict=True)],
        "symbol": SYMBOLS[line.style % len(SYMBOLS)] if symbols else "none",
        "symbolSize": 7,
        "lineStyle": {"color": colour(line.style), "type": _dashes(line.style), "width": 2.4},
        "itemStyle": {"color": colour(line.style)},
    }


def _band(line: Line, low: Numbers, high: Numbers, opacity: float = PALE) -> Option:
    look = {"itemStyle": {"color": colour(line.style), "opacity": opacity}, "silent": True}
    encode = {"x": 0, "y": [1, 2]}
    return _range("band", line.name, line.x, low, high, encode, z=1) | look


def _range(mark: str, name: str, x: Numbers, low: Numbers, high: Numbers, encode: Option, z: int) -> Option:
    """A mark of our own, from low to high at each x."""
    data = [[number(a), number(b), number(c)] for a, b, c in zip(x, low, high, strict=True)]
    return {"type": "custom", "mark": mark, "name": name, "data": data, "encode": encode, "z": z}


def _points(group: Points) -> Option:
    labels = list(group.labels) or [""] * len(group.x)
    rows = zip(group.x, group.y, labels, strict=True)
    return {
        "type": "scatter",
        "name": group.name,
        "data": [{"value": [number(a), number(b)], "name": label} for a, b, label in rows],
        "symbol": SYMBOLS[group.style % len(SYMBOLS)],
        "symbolSize": group.size,
        "itemStyle": {"color": colour(group.style), "opacity": 0.85, "borderColor": colour(group.style)},
    }


def _bar(item: Bars, position: int) -> Any:
    """One bar: a plain number, or one with its own look and label."""
    value = number(float(item.values[position]))
    if not item.styles and not item.labels:
        return value
    option: Option = {"value": value}
    if item.styles:
        option["itemStyle"] = _fill(item.styles[position])
    if item.labels:
        option["label"] = {"show": True, "position": "right", "formatter": item.labels[position]}
    return option


def _fill(style: int) -> Option:
    return {"color": colour(style), "decal": _decal(style)}


def _marks(marks: Sequence[tuple[float, str]]) -> Option:
    return {
        "silent": True,
        "symbol": "none",
        "lineStyle": {"type": "dashed", "width": 1},
        "data": [{"xAxis": place, "label": {"formatter": word}} for place, word in marks],
    }


def _dashes(style: int) -> Any:
    return DASHES[(style + style // len(PALETTE)) % len(DASHES)]


def _decal(style: int) -> Option | None:
    """Hatching, so that bars differ without colour; the first kind is plain."""
    if style == 0:
        return None
    turns = (0.0, 0.785, -0.785, 1.571)
    return {
        "symbol": "line",
        "dashArrayX": [1, 0],
        "dashArrayY": [2, 5],
        "rotation": turns[style % len(turns)],
        "color": "rgba(255,255,255,.55)",
    }


def _option(
    series: list[Option], names: Sequence[str], x: Axis, y: Axis, *, trigger: str, pointer: str = "line"
) -> Option:
    legend = list(dict.fromkeys(names))
    return {
        "series": series,
        "legend": _legend(legend, lined=any(one["type"] == "line" for one in series)),
        "grid": {"left": 8, "right": 18, "bottom": 26, "containLabel": True},
        "tooltip": {"trigger": trigger, "axisPointer": {"type": pointer}, "confine": True},
        "xAxis": _axis(x, vertical=False),
        "yAxis": _axis(y, vertical=True),
        "percent": {"x": x.percent, "y": y.percent},
    }


def _legend(names: Sequence[str], *, lined: bool) -> Option:
    """Names above the chart; a line shows its dashes, a point only itself."""
    option: Option = {"show": len(names) > 1, "data": list(names), "type": "plain", "top": 0, "left": 0}
    return option | {"itemWidth": 26 if lined else 13, "itemHeight": 13, "itemGap": 16}


def _axis(axis: Axis, *, vertical: bool) -> Option:
    """An axis: the name of a vertical one stands above it, where it can be read without turning the head."""
    option: Option = {"name": axis.name, "nameLocation": "end" if vertical else "middle"}
    option["nameTextStyle"] = {"align": "left", "padding": [0, 0, 0, -20]} if vertical else {}
    option["nameGap"] = 14 if vertical else 28
    if axis.categories:
        return option | {"type": "category", "data": list(axis.categories), "inverse": vertical}
    option |= {"type": "value", "scale": axis.lower is None}
    if axis.lower is not None:
        option["min"] = axis.lower
    if axis.upper is not None:
        option["max"] = axis.upper
    if axis.words:
        option |= {"words": list(axis.words), "interval": 1, "min": -1, "max": len(axis.words)}
    return option


def heights(values: Sequence[float], archetypes: Sequence[str]) -> NDArray[np.float64]:
    """Return how high each point stands: its archetype's row, and beside its neighbours rather than on them.

    Points that fall into one column of their row are spread around its middle, in order of their number, so that
    a department keeps near to its place from month to month.
    """
    x = np.asarray(values, dtype=np.float64)
    finite = np.isfinite(x)
    lower, upper = (x[finite].min(), x[finite].max()) if finite.any() else (0.0, 1.0)
    columns = np.where(finite, (x - lower) / max(upper - lower, 1e-12) * CROWD_COLUMNS, -1.0).round()
    rows = np.array([ARCHETYPES.index(kind) for kind in archetypes], dtype=np.float64)
    y = rows.copy()
    for row in np.unique(rows):
        for column in np.unique(columns[rows == row]):
            here = np.flatnonzero((rows == row) & (columns == column))
            step = min(0.11, 2.0 * ROW_ROOM / max(len(here), 1))
            y[here] += step * (np.arange(len(here)) - (len(here) - 1) / 2.0)
    return y


def worst(values: Sequence[float] | NDArray[np.float64], count: int = FOREMOST) -> tuple[int, ...]:
    """Return the departments with the largest values, largest first; ties go to the lower number."""
    x = np.asarray(values, dtype=np.float64)
    return tuple(int(i) for i in np.argsort(-x, kind="stable")[:count])


def crowd_option(
    values: Sequence[float],
    archetypes: Sequence[str],
    groups: Sequence[tuple[str, Sequence[int], int]],
    labels: Sequence[str],
    x: Axis,
    rows: Sequence[str],
) -> Option:
    """Return the crowd of departments: ``values`` on the axis (NaN is not drawn), ``rows`` the names of archetypes.

    A group has a name, departments and a style; a department belongs to the first that holds it.
    """
    y = heights(values, archetypes)
    taken: set[int] = set()
    drawn = []
    for name, members, style in groups:
        here = [i for i in members if i not in taken and np.isfinite(values[i])]
        taken.update(members)
        if not here:
            continue
        places = [float(values[i]) for i in here], [float(y[i]) for i in here]
        size = POINT_SIZES.get(style, 9.0)
        drawn.append(Points(name, *places, style, [labels[i] for i in here], size=size))
    return scatter_option(drawn, x, Axis(words=rows))


@solara.component
def Chart(
    option: Option,
    description: str,
    height: int = 320,
    *,
    table: Table | None = None,
    on_click: Callable[[dict[str, Any]], None] | None = None,
) -> None:
    """Draw an option, as high as so many pixels; the width follows the page.

    One or two sentences describe what the chart shows; they are read aloud instead of the picture, and a table (column
    heads and rows) stands for its numbers, by default made from the option. ``on_click`` is called with
    ``{"series", "name", "index", "value"}`` of what was clicked.
    """
    head, rows = table_of(option) if table is None else table
    # As texts: Reacton would look for elements in every number of an option.
    _Chart(
        drawn=json.dumps(option, allow_nan=False),
        description=description,
        height=height,
        table=json.dumps([list(head), [list(row) for row in rows[:LARGEST_TABLE]]]),
        event_chosen=on_click or (lambda _chosen: None),
    )


def table_of(option: Option) -> Table:
    """Return the numbers of an option as column heads and rows of text: one row per point."""
    categories = option["xAxis"].get("data") or option["yAxis"].get("data") or []
    rows = []
    for series in option["series"]:
        if series["type"] == "custom":
            continue
        for position, item in enumerate(series["data"]):
            value = item["value"] if isinstance(item, dict) else item
            first, second = value if isinstance(value, list) else (categories[position], value)
            label = item.get("name", "") if isinstance(item, dict) else ""
            rows.append([f"{series['name']} {label}".strip(), _text(first), _text(second)])
    return ["", option["xAxis"]["name"], option["yAxis"]["name"]], rows


def _text(value: Any) -> str:
    return "–" if value is None else value if isinstance(value, str) else f"{value:g}"
