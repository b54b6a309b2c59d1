"""``Chart``: an ECharts figure with a description and its numbers for those who do not see it.

Options are made by the pure functions of ``budgetsim.app.options``, which can be imported from here too. Drawing
happens in the browser, so a chart costs the server little more than sending its numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import solara

from budgetsim.app.options import (
    Axis,
    Bars,
    Line,
    Option,
    Points,
    bar_option,
    histogram_option,
    line_option,
    scatter_option,
)

__all__ = [
    "Axis",
    "Bars",
    "Chart",
    "Line",
    "Option",
    "Points",
    "bar_option",
    "histogram_option",
    "line_option",
    "scatter_option",
    "table_of",
]

LARGEST_TABLE = 150
"""Rows of the table for screen readers; more help nobody."""

Table = tuple[Sequence[str], Sequence[Sequence[str]]]


@solara.component_vue("chart.vue")
def _Chart(
    drawn: str,
    description: str,
    height: int,
    table: str,
    event_chosen: Callable[[dict[str, Any]], None],
) -> None: ...


@solara.component
def Chart(
    option: Option,
    description: str,
    height: int = 320,
    *,
    table: Table | None = None,
    on_click: Callable[[dict[str, Any]], None] | None = None,
) -> None:
    """Draw an option.

    Parameters
    ----------
    option
        What a function of ``budgetsim.app.options`` returned.
    description
        One or two sentences that say what the chart shows; read aloud instead of the picture.
    height
        Pixels; the width follows the page.
    table
        Column heads and rows of the numbers for screen readers; by default made from the option.
    on_click
        Called with ``{"series", "name", "index", "value"}`` of what was clicked.
    """
    head, rows = table_of(option) if table is None else table
    # As texts: Reacton would look for elements in every number of an option.
    _Chart(
        drawn=json.dumps(option, allow_nan=False),
        description=description,
        height=height,
        table=json.dumps([list(head), [list(row) for row in rows[:LARGEST_TABLE]]]),
        event_chosen=on_click or _nothing,
    )


def table_of(option: Option) -> Table:
    """Return the numbers of an option as column heads and rows of text: one row per point."""
    categories = option["xAxis"].get("data") or option["yAxis"].get("data") or []
    rows = []
    for series in option["series"]:
        if series["type"] == "custom":
            continue
        for place, item in enumerate(series["data"]):
            value = item["value"] if isinstance(item, dict) else item
            first, second = value if isinstance(value, list) else (categories[place], value)
            label = item.get("name", "") if isinstance(item, dict) else ""
            rows.append([f"{series['name']} {label}".strip(), _text(first), _text(second)])
    return ["", option["xAxis"]["name"], option["yAxis"]["name"]], rows


def _text(value: Any) -> str:
    return "–" if value is None else value if isinstance(value, str) else f"{value:g}"


def _nothing(_chosen: dict[str, Any]) -> None:
    """Clicks on a chart that offers nothing to click."""
