"""Figures of a calibration: estimates in their ranges, fit of the moments, and the held-out year.

Each is drawn from a table as the command keeps it; rows of names have numbers beside them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim import rounding
from budgetsim.kinds.calibrate.answer import MISFIT, Calibration
from budgetsim.kinds.calibrate.findings import moment_name
from budgetsim.kinds.calibrate.inference import PINNED
from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import capital
from budgetsim.report.figures import draw
from budgetsim.report.intervals import dot_handles
from budgetsim.rounding import amount, apart, fixed, level
from budgetsim.studies.kind import Figure as Drawable

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, AROUND = 0.2, 0.5
"""Inches of the height of a row, and of the axis below."""
LINEAR = 3.0
"""Standard errors up to which the axis is linear; logarithmic beyond, so that large misses stay in the picture."""
FITTED, OTHER = 0, 1
"""Colours of the palette: what was fitted, what was only compared."""
KEYS = ("low", "predicted", "high", "last_year")
"""Columns of a prediction that are drawn in standard errors of what was observed."""


def figures(answer: Calibration) -> list[Drawable]:
    """Return the estimates, the fit, and the prediction of a held-out year if one could be scored."""
    drawables = [Drawable(name, partial(_drawn, answer, name, {})) for name in ("estimates", "moments")]
    if answer.prediction is not None and answer.prediction.moments:
        drawables.append(
            Drawable("prediction", partial(_drawn, answer, "prediction", {"year": answer.prediction.year}))
        )
    return drawables


def _drawn(answer: Calibration, name: str, options: dict[str, Any], language: str) -> Any:
    return draw(name, answer.to_df(name), language=language, **options)


def draw_estimates(estimates: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return every estimate with its 90 % interval, all ranges drawn equally wide, beside the base's value.

    Parameters
    ----------
    estimates
        One row per parameter, as ``estimates.csv`` of ``budgetsim calibrate``.
    say
        Language of the words; English by default.
    """
    import seaborn as sns

    say = say or language()
    labels = [say("calibrate-estimate"), say("calibrate-base")]
    names = [capital(say.name(str(name).rpartition(".")[2])) for name in estimates["parameter"]]
    numbers = [_number(*pair) for pair in zip(estimates["estimate"], estimates["error"], strict=True)]
    figure, axis = _rows(len(names))
    start, width = estimates["range_low"], estimates["range_high"] - estimates["range_low"]
    places = np.arange(len(estimates))
    share, base, low, high = (
        ((estimates[key] - start) / width).to_numpy() for key in ("estimate", "base", "low", "high")
    )
    axis.barh(places, np.ones(len(places)), height=0.62, color=style.FAINT, alpha=0.15)
    _spans(axis, (low, high), places, FITTED, 2.4)
    _dots(axis, share, places, FITTED)
    inside = (base >= 0.0) & (base <= 1.0)
    sns.scatterplot(
        x=base[inside], y=places[inside], s=24, marker="X", color=style.INK, linewidth=0, zorder=3, ax=axis
    )
    axis.set_xlim(-0.02, 1.02)
    axis.set_xticks([0.0, 1.0], [say("calibrate-lower-end"), say("calibrate-upper-end")])
    axis.set_xlabel(say("calibrate-range"))
    _label_rows(axis, names, numbers)
    layout.legend_above(figure, dot_handles([style.colour(FITTED), style.INK], ["o", "X"]), labels)
    pinned = int((estimates["verdict"] == PINNED).sum())
    return figure, say(
        "figure-estimates-caption",
        number=str(pinned),
        one="one" if pinned == 1 else "many",
        all=str(len(estimates)),
        only="one" if len(estimates) == 1 else "many",
    )


def _number(estimate: float, error: float) -> str:
    if not math.isfinite(error):
        return amount(estimate)
    rounded = rounding.estimate(estimate, estimate - error, estimate + error)
    return f"{rounded.value} ± {rounded.half}"


def draw_moments(moments: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the distance of every simulated moment from the observed one, in standard errors.

    Parameters
    ----------
    moments
        One row per moment, as ``moments.csv`` of ``budgetsim calibrate``.
    say
        Language of the words; English by default.
    """
    say = say or language()
    labels = [say("calibrate-fitted"), say("calibrate-compared")]
    names = [capital(moment_name(say, str(name))) for name in moments["moment"]]
    numbers = _beside(say, moments["simulated"], moments["data"])
    figure, axis = _rows(len(names))
    places, misses = np.arange(len(moments)), -moments["t"].to_numpy()
    axis.axvspan(-MISFIT, MISFIT, color=style.FAINT, alpha=0.2, linewidth=0)
    for fitted, number in ((True, FITTED), (False, OTHER)):
        of_kind = (moments["fitted"] == fitted).to_numpy()
        if of_kind.any():
            _spans(axis, (np.zeros(of_kind.sum()), misses[of_kind]), places[of_kind], number, 1.0)
            _dots(axis, misses[of_kind], places[of_kind], number)
    _error_axis(axis, np.abs(misses))
    axis.set_xlabel(say("calibrate-axis-moments"))
    _label_rows(axis, names, numbers)
    layout.legend_above(figure, dot_handles(style.colours(2), style.markers(2)), labels)
    return figure, say(
        "figure-moments-caption",
        number=str(int((~moments["fits"].astype(bool)).sum())),
        all=str(len(moments)),
        errors=level(MISFIT),
        linear=f"{LINEAR:g}",
    )


def draw_prediction(
    prediction: pd.DataFrame, *, year: int | str | None = None, say: Language | None = None
) -> tuple[Figure, str]:
    """Return the prediction of the held-out year around what was observed, in its standard errors.

    Parameters
    ----------
    prediction
        One row per moment, as ``prediction.csv`` of ``budgetsim calibrate``.
    year
        The year that was held out, if axis and caption should tell.
    say
        Language of the words; English by default.
    """
    say = say or language()
    held = say("calibrate-some-year") if year is None else say("calibrate-year", year=str(year))
    labels = [say(f"calibrate-{key}") for key in ("prediction", "prediction-other", "last-year")]
    names = [capital(moment_name(say, str(name))) for name in prediction["moment"]]
    numbers = _beside(say, prediction["predicted"], prediction["observed"])
    figure, axis = _rows(len(names))
    places = np.arange(len(prediction))
    scaled = {
        key: ((prediction[key] - prediction["observed"]) / prediction["error"]).to_numpy() for key in KEYS
    }
    for fitted, number in ((True, FITTED), (False, OTHER)):
        of_kind = (prediction["fitted"] == fitted).to_numpy()
        if of_kind.any():
            ends = (scaled["low"][of_kind], scaled["high"][of_kind])
            _spans(axis, ends, places[of_kind], number, 2.2)
            _dots(axis, scaled["predicted"][of_kind], places[of_kind], number)
    hollow: dict[str, Any] = {"marker": "D", "facecolors": "none", "edgecolors": style.INK}
    rings = axis.scatter(scaled["last_year"], places, s=18, linewidths=0.8, zorder=5, **hollow)
    _error_axis(axis, np.abs(np.concatenate(list(scaled.values()))))
    axis.set_xlabel(say("calibrate-axis-prediction", year=held))
    _label_rows(axis, names, numbers)
    layout.legend_above(figure, [*dot_handles(style.colours(2), style.markers(2)), rings], labels)
    return figure, say(
        "figure-prediction-caption",
        year=held,
        number=str(int(prediction["in_interval"].astype(bool).sum())),
        all=str(len(prediction)),
        one="one" if len(prediction) == 1 else "many",
        linear=f"{LINEAR:g}",
    )


def _beside(say: Language, models: Any, data: Any) -> list[str]:
    """Return what the model says of each moment beside the data."""
    pairs = [apart(*pair) for pair in zip(models, data, strict=True)]
    return [say("calibrate-beside", model=model, data=observed) for model, observed in pairs]


def _rows(count: int) -> tuple[Figure, Axes]:
    """Return a figure with one panel for some rows."""
    figure, (axis,) = layout.new_figure(ROW * count + AROUND)
    return figure, axis


def _label_rows(axis: Axes, names: Sequence[str], numbers: Sequence[str]) -> None:
    """Write names at the left of rows that are drawn, the first on top, and numbers on the right."""
    layout.name_rows(axis, names)
    for row, text in enumerate(numbers):
        axis.annotate(
            text, (1.0, row), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
            va="center", fontsize=style.NOTE, annotation_clip=False,
        )  # fmt: skip


def _dots(axis: Axes, values: Any, places: Any, number: int) -> None:
    """Draw a value in each of some rows, in the n-th colour and marker."""
    import seaborn as sns

    sns.scatterplot(
        x=values, y=places, s=22, color=style.colour(number), marker=style.marker(number), linewidth=0, zorder=4,
        ax=axis,
    )  # fmt: skip


def _spans(axis: Axes, ends: tuple[Any, Any], places: Any, number: int, thick: float) -> None:
    """Draw a range in each of some rows, in the n-th colour; nothing where an end is NaN."""
    import pandas as pd
    import seaborn.objects as so

    table = pd.DataFrame({"low": ends[0], "high": ends[1], "at": places}, dtype=float)
    (
        so.Plot(table, x="low", y="at", xmin="low", xmax="high")
        .add(so.Range(color=style.colour(number), linewidth=thick), orient="y")
        .theme(style.current_theme())
        .on(axis)
        .plot()
    )
    axis.set(xlabel="", ylabel="")


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
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
