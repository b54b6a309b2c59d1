"""How a calibrated model predicts a year that was held out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.calibrate_figure import (
    FITTED,
    LINEAR,
    OTHER,
    dots,
    error_axis,
    label_rows,
    rows,
    spans,
)
from budgetsim.report.calibrate_words import moment_name
from budgetsim.report.figure_words import capital
from budgetsim.report.intervals import dot_handles
from budgetsim.rounding import apart

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

KEYS = ("low", "predicted", "high", "last_year")


def draw(
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
    numbers = [
        say("calibrate-beside", **dict(zip(("model", "data"), apart(model, data), strict=True)))
        for model, data in zip(prediction["predicted"], prediction["observed"], strict=True)
    ]
    figure, axis = rows(len(names))
    places = np.arange(len(prediction))
    scaled = {
        key: ((prediction[key] - prediction["observed"]) / prediction["error"]).to_numpy() for key in KEYS
    }
    for fitted, number in ((True, FITTED), (False, OTHER)):
        own = (prediction["fitted"] == fitted).to_numpy()
        if own.any():
            ends = (scaled["low"][own], scaled["high"][own])
            spans(axis, ends, places[own], number, 2.2)
            dots(axis, scaled["predicted"][own], places[own], number)
    hollow: dict[str, Any] = {"marker": "D", "facecolors": "none", "edgecolors": style.INK}
    rings = axis.scatter(scaled["last_year"], places, s=18, linewidths=0.8, zorder=5, **hollow)
    error_axis(axis, np.abs(np.concatenate(list(scaled.values()))))
    axis.set_xlabel(say("calibrate-axis-prediction", year=held))
    label_rows(axis, names, numbers)
    layout.legend_above(figure, [*dot_handles(style.colours(2), style.markers(2)), rings], labels)
    return figure, say(
        "figure-prediction-caption",
        year=held,
        number=str(int(prediction["in_interval"].astype(bool).sum())),
        all=str(len(prediction)),
        one="one" if len(prediction) == 1 else "many",
        linear=f"{LINEAR:g}",
    )
