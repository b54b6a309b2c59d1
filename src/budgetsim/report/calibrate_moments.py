"""How far the simulated moments of a calibration are from the observed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from budgetsim.rounding import apart, level
from budgetsim.studies.calibrate.result import MISFIT

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def draw(moments: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
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
    numbers = [
        say("calibrate-beside", **dict(zip(("model", "data"), apart(model, data), strict=True)))
        for model, data in zip(moments["simulated"], moments["data"], strict=True)
    ]
    figure, axis = rows(len(names))
    places, misses = np.arange(len(moments)), -moments["t"].to_numpy()
    axis.axvspan(-MISFIT, MISFIT, color=style.FAINT, alpha=0.2, linewidth=0)
    for fitted, number in ((True, FITTED), (False, OTHER)):
        own = (moments["fitted"] == fitted).to_numpy()
        if own.any():
            spans(axis, (np.zeros(own.sum()), misses[own]), places[own], number, 1.0)
            dots(axis, misses[own], places[own], number)
    error_axis(axis, np.abs(misses))
    axis.set_xlabel(say("calibrate-axis-moments"))
    label_rows(axis, names, numbers)
    layout.legend_above(figure, dot_handles(style.colours(2), style.markers(2)), labels)
    return figure, say(
        "figure-moments-caption",
        number=str(int((~moments["fits"].astype(bool)).sum())),
        all=str(len(moments)),
        errors=level(MISFIT),
        linear=f"{LINEAR:g}",
    )
