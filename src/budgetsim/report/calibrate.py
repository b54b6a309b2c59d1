"""Figures of a calibration: fit of the moments, estimates in their ranges, and the held-out year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.report import style
from budgetsim.report.results import fixed
from budgetsim.report.words import counted, spoken
from budgetsim.studies.calibrate.result import MISFIT, Answer

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, ROW, FRAME = 7.4, 0.27, 0.95
"""Inches: width of a figure, height of a row, and of title and axis."""
LEFT, NUMBERS = 2.55, 1.75
"""Inches for the names on the left and the numbers on the right."""
LINEAR = 3.0
"""Standard errors up to which the axis is linear; logarithmic beyond, so that large misses stay in the picture."""
FITTED, OTHER = 0, 1
"""Colours of the palette: what was fitted, what was only compared."""


def draw_calibration(made: Answer, directory: Path, formats: Sequence[str] = ("png",)) -> list[style.Drawn]:
    """Draw the figures into a directory; return them in reading order."""
    with style.house_style():
        drawn = [
            style.save(*estimates_figure(made), directory, "estimates", formats),
            style.save(*moments_figure(made), directory, "moments", formats),
        ]
        if made.prediction is not None and len(made.prediction):
            drawn.append(style.save(*prediction_figure(made), directory, "prediction", formats))
    return drawn


def estimates_figure(made: Answer) -> tuple[Figure, str]:
    """Return every estimate with its 90 % interval, all ranges drawn equally wide, beside the base's value."""
    table = made.estimates
    figure, axis = _rows(len(table), ("estimate, with 90% interval", "base scenario"))
    width = table["range_high"] - table["range_low"]
    rows = np.arange(len(table))
    share, base = ((table[key] - table["range_low"]) / width for key in ("estimate", "base"))
    low, high = ((table[key] - table["range_low"]) / width for key in ("low", "high"))
    axis.barh(rows, np.ones(len(rows)), height=0.62, color=style.FAINT, alpha=0.15)
    axis.hlines(rows, low.fillna(share), high.fillna(share), color=style.colour(FITTED), linewidth=3.0)
    dots = axis.scatter(share, rows, s=34, color=style.colour(FITTED), zorder=4)
    inside = (base >= 0.0) & (base <= 1.0)
    crosses = axis.scatter(base[inside], rows[inside], s=34, marker="X", color=style.INK, zorder=3)
    axis.set_xlim(-0.02, 1.02)
    axis.set_xticks([0.0, 0.5, 1.0], ["lower end", "range of the parameter", "upper end"])
    _names(axis, [str(name).rpartition(".")[2] for name in table["parameter"]])
    for row, one in enumerate(table.to_dict("records")):
        error = f" ± {one['error']:.2g}" if math.isfinite(one["error"]) else ""
        _number(axis, row, f"{one['estimate']:.3g}{error}")
    style.legend_above(figure, [dots, crosses], ["estimate, with 90% interval", "base scenario"])
    pinned = int((table["verdict"] == "pinned down").sum())
    return figure, (
        f"Estimates with 90% intervals in the ranges that were allowed (numbers: estimate ± standard error); {pinned}"
        f" of {counted(len(table), 'parameter')} {'is' if pinned == 1 else 'are'} pinned down."
    )


def moments_figure(made: Answer) -> tuple[Figure, str]:
    """Return the distance of every simulated moment from the observed one, in standard errors."""
    table = made.moments
    labels = ("fitted", "compared only")
    figure, axis = _rows(len(table), labels)
    rows = np.arange(len(table))
    axis.axvspan(-MISFIT, MISFIT, color=style.FAINT, alpha=0.2, linewidth=0)
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
    handles = []
    for fitted, tint in ((True, FITTED), (False, OTHER)):
        own = (table["fitted"] == fitted).to_numpy()
        misses = -table["t"].to_numpy()[own]
        axis.hlines(rows[own], 0.0, misses, color=style.colour(tint), linewidth=1.2)
        about: dict[str, Any] = {
            "s": 32,
            "zorder": 4,
            "marker": style.marker(tint),
            "color": style.colour(tint),
        }
        handles.append(axis.scatter(misses, rows[own], **about))
    _error_axis(axis, np.abs(table["t"].to_numpy()))
    axis.set_xlabel("simulated less observed, in standard errors of both (shaded: fits)")
    _names(axis, list(table["moment"]))
    for row, one in enumerate(table.to_dict("records")):
        _number(axis, row, f"{_short(one['simulated'])}  (data {_short(one['data'])})")
    style.legend_above(figure, handles, labels)
    wrong = int((~table["fits"]).sum())
    return figure, (
        f"Simulated less observed moments at the estimates, in standard errors (numbers: model, data); the model misses"
        f" {wrong} of {len(table)} by more than {MISFIT:.2f}. Beyond {LINEAR:g} the axis is logarithmic."
    )


def prediction_figure(made: Answer) -> tuple[Figure, str]:
    """Return the prediction of the held-out year around what was observed, in its standard errors."""
    table, found = made.prediction, made.solution.prediction
    if table is None or found is None:
        raise TypeError("no year was held out")
    labels = ("prediction, with 90% interval", "same, of moments not fitted", "last year's value")
    figure, axis = _rows(len(table), labels)
    rows = np.arange(len(table))
    scaled = {
        key: ((table[key] - table["observed"]) / table["error"]).to_numpy()
        for key in ("low", "predicted", "high", "last_year")
    }
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
    handles = []
    for fitted, tint in ((True, FITTED), (False, OTHER)):
        own = (table["fitted"] == fitted).to_numpy()
        axis.hlines(
            rows[own], scaled["low"][own], scaled["high"][own], color=style.colour(tint), linewidth=2.6
        )
        about: dict[str, Any] = {
            "s": 30,
            "zorder": 4,
            "marker": style.marker(tint),
            "color": style.colour(tint),
        }
        handles.append(axis.scatter(scaled["predicted"][own], rows[own], **about))
    marks: dict[str, Any] = {
        "marker": "D",
        "s": 24,
        "facecolors": "none",
        "edgecolors": style.INK,
        "zorder": 5,
    }
    handles.append(axis.scatter(scaled["last_year"], rows, **marks))
    _error_axis(axis, np.abs(np.concatenate(list(scaled.values()))))
    axis.set_xlabel(f"less what was observed in {found.year}, in standard errors of that")
    _names(axis, list(table["moment"]))
    for row, one in enumerate(table.to_dict("records")):
        _number(axis, row, f"{_short(one['predicted'])}  (data {_short(one['observed'])})")
    style.legend_above(figure, handles, labels)
    hits = int(table["in_interval"].sum())
    return figure, (
        f"The held-out year {found.year}: the model's predictions with 90% intervals and last year's values around what"
        f" was observed (0); {hits} of {counted(len(table), 'moment')} lie in the interval. Beyond {LINEAR:g} the axis"
        " is logarithmic."
    )


def _rows(count: int, labels: Sequence[str]) -> tuple[Figure, Axes]:
    """Return a figure with one panel of named rows, the first on top, and room for numbers on the right."""
    lines = style.legend_lines(WIDTH, labels)
    height = ROW * count + FRAME
    figure, (axis,) = style.new_figure((WIDTH, height), 1, 1, lines, left=LEFT)
    figure.subplots_adjust(right=1.0 - NUMBERS / WIDTH)
    axis.set_ylim(count - 0.4, -0.6)
    axis.grid(visible=False, axis="y")
    return figure, axis


def _names(axis: Axes, names: Sequence[str]) -> None:
    axis.set_yticks(range(len(names)), [spoken(name) for name in names])
    axis.tick_params(axis="y", length=0)


def _number(axis: Axes, row: int, text: str) -> None:
    axis.annotate(
        text, (1.0, row), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
        va="center", fontsize=8.0, color=style.INK, annotation_clip=False,
    )  # fmt: skip


def _error_axis(axis: Axes, sizes: Any) -> None:
    """Scale an axis of standard errors: linear in the middle, logarithmic beyond."""
    known = sizes[np.isfinite(sizes)]
    largest = max(LINEAR, 1.3 * float(known.max())) if known.size else LINEAR
    axis.set_xscale("symlog", linthresh=LINEAR, linscale=1.0)
    ticks = [tick for tick in (1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0) if tick <= largest]
    every = [-tick for tick in reversed(ticks)] + [0.0, *ticks]
    axis.set_xlim(-largest, largest)
    axis.set_xticks(every, [fixed(tick, 0) for tick in every])
    axis.minorticks_off()


def _short(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
