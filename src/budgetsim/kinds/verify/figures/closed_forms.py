"""The figure of the theory: closed forms as lines, what was simulated as points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import capital, quantity_name
from budgetsim.rounding import per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT, ALONE = 2.05, 2.8
"""Inches of a row of panels with its labels, of several limits and of a single one."""
COLUMNS = 3
UNLIMITED = 10
"""Where an unlimited memory stands on the axis of memories."""
LEAST_SHARE = 0.001
"""Part of what a quantity spans below which a percentage would round to nothing."""
MEMORIES = "T12"
"""The limit whose lines others have simulated."""
Line = tuple[str, float]
"""What a line is of: its quantity, and the spread of the environment, NaN where there is one line for all."""


def draw(curves: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return one panel per limit, its quantities along one parameter, and the caption.

    Parameters
    ----------
    curves
        One row per limit x quantity x value of the parameter, as ``closed_forms.csv`` of ``budgetsim verify --theory``.
    say
        Language of the words; English by default.
    """
    say = say or language()
    numbers = ("series", "at", "expected", "simulated")
    curves = curves.assign(**{key: curves[key].astype(float) for key in numbers})
    limits = list(dict.fromkeys(curves["limit"]))
    columns = min(COLUMNS, len(limits))
    height = HEIGHT if columns > 1 else ALONE
    figure, axes = layout.new_figure(height, -(-len(limits) // columns), columns)
    for limit, axis in zip(limits, axes, strict=False):
        curve = curves[curves["limit"] == limit]
        _panel(say, axis, curve)
        key = f"figure-limit-{limit}"
        axis.set_title(f"{limit} {say(key)}" if say.has(key) else str(limit))
    layout.hide_unused(axes, len(limits))
    return figure, _caption(say, curves, len(limits))


def _panel(say: Language, axis: Axes, curve: pd.DataFrame) -> None:
    """Draw the lines of a limit with the simulated points on them."""
    import seaborn as sns

    lines = _lines(curve)
    for number, ((quantity, series), line) in enumerate(lines.items()):
        at = line["at"].to_numpy(dtype=np.float64)
        is_memory = not np.isnan(series)
        places = np.where(at > UNLIMITED, UNLIMITED, at) if is_memory else at
        name = say("verify-spread", spread=f"{series:g}") if is_memory else quantity_name(say, quantity)
        tint = style.colour(number)
        sns.lineplot(
            x=places, y=line["expected"], errorbar=None, color=tint, linestyle=style.line(number), label=name,
            legend=False, ax=axis,
        )  # fmt: skip
        sns.scatterplot(
            x=places, y=line["simulated"], color=tint, marker=style.marker(number), s=14, linewidth=0, zorder=3,
            legend=False, ax=axis,
        )  # fmt: skip
        if is_memory:
            ticks = sorted(set(places))
            named = [say("verify-memory-all") if tick == UNLIMITED else f"{tick:g}" for tick in ticks]
            axis.set_xticks(ticks, named)
    limit, parameter = str(curve["limit"].iloc[0]), str(curve["parameter"].iloc[0])
    key = f"verify-along-{limit}"
    axis.set_xlabel(say(key) if say.has(key) else parameter)
    quantities = list(dict.fromkeys(quantity for quantity, _ in lines))
    axis.set_ylabel(
        capital(quantity_name(say, quantities[0])) if len(quantities) == 1 else say("verify-value")
    )
    if len(lines) > 1:
        axis.legend(fontsize=style.NOTE, handlelength=1.8, labelspacing=0.2, borderaxespad=0.1)


def _lines(curve: pd.DataFrame) -> dict[Line, pd.DataFrame]:
    """Return the rows of a limit by line, in their order."""
    rows: dict[Line, list[Any]] = {}
    known: dict[tuple[str, str], Line] = {}  # NaN equals nothing, not even itself
    for place, (quantity, series) in enumerate(zip(curve["quantity"], curve["series"], strict=True)):
        line = known.setdefault((str(quantity), str(series)), (str(quantity), float(series)))
        rows.setdefault(line, []).append(place)
    return {line: curve.iloc[places] for line, places in rows.items()}


def _caption(say: Language, curves: pd.DataFrame, limits: int) -> str:
    return say(
        "verify-curves-caption",
        limits=str(limits),
        one="one" if limits == 1 else "many",
        points=str(len(curves)),
        furthest=_furthest(say, curves),
        others=say("verify-curves-others") if (curves["limit"] == MEMORIES).any() else "",
    )


def _furthest(say: Language, curves: pd.DataFrame) -> str:
    """Say where simulation is furthest from a closed form, in proportion to what its quantity spans."""
    worst: tuple[float, str, str] | None = None
    for (limit, quantity), curve in curves.groupby(["limit", "quantity"], sort=False):
        span = float(np.ptp(curve["expected"]))
        apart = float((curve["simulated"] - curve["expected"]).abs().max())
        if span > 0.0 and (worst is None or apart / span > worst[0]):
            worst = (apart / span, str(limit), str(quantity))
    if worst is None:
        return ""
    share, limit, quantity = worst
    text = "<0.1%" if share < LEAST_SHARE else per_cent(share)
    return say("verify-curves-furthest", share=text, limit=limit, quantity=quantity_name(say, quantity))
