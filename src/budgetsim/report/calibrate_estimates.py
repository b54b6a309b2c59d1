"""The estimates of a calibration in the ranges that were allowed, beside the values of the base."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from budgetsim import rounding
from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.calibrate_figure import FITTED, dots, label_rows, rows, spans
from budgetsim.report.figure_words import capital
from budgetsim.report.intervals import dot_handles
from budgetsim.rounding import amount
from budgetsim.studies.calibrate.identify import PINNED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def draw(estimates: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
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
    figure, axis = rows(len(names))
    start, width = estimates["range_low"], estimates["range_high"] - estimates["range_low"]
    places = np.arange(len(estimates))
    share, base, low, high = (
        ((estimates[key] - start) / width).to_numpy() for key in ("estimate", "base", "low", "high")
    )
    axis.barh(places, np.ones(len(places)), height=0.62, color=style.FAINT, alpha=0.15)
    spans(axis, (low, high), places, FITTED, 2.4)
    dots(axis, share, places, FITTED)
    inside = (base >= 0.0) & (base <= 1.0)
    sns.scatterplot(
        x=base[inside], y=places[inside], s=24, marker="X", color=style.INK, linewidth=0, zorder=3, ax=axis
    )
    axis.set_xlim(-0.02, 1.02)
    axis.set_xticks([0.0, 1.0], [say("calibrate-lower-end"), say("calibrate-upper-end")])
    axis.set_xlabel(say("calibrate-range"))
    label_rows(axis, names, numbers)
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
    told = rounding.estimate(estimate, estimate - error, estimate + error)
    return f"{told.value} ± {told.half}"
