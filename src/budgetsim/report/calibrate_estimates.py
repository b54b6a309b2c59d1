"""The estimates of a calibration in the ranges that were allowed, beside the values of the base."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.calibrate_figure import FITTED, rows, short
from budgetsim.report.figure_words import capital

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
    from budgetsim.studies.calibrate.identify import PINNED

    say = say or language()
    labels = [say("calibrate-estimate"), say("calibrate-base")]
    names = [capital(say.name(str(name).rpartition(".")[2])) for name in estimates["parameter"]]
    numbers = [_number(*pair) for pair in zip(estimates["estimate"], estimates["error"], strict=True)]
    figure, axis = rows(names, numbers, labels)
    start, width = estimates["range_low"], estimates["range_high"] - estimates["range_low"]
    places = np.arange(len(estimates))
    share, base, low, high = (
        ((estimates[key] - start) / width).to_numpy() for key in ("estimate", "base", "low", "high")
    )
    axis.barh(places, np.ones(len(places)), height=0.62, color=style.FAINT, alpha=0.15)
    first, last = (np.where(np.isnan(end), share, end) for end in (low, high))
    axis.hlines(places, first, last, color=style.colour(FITTED), linewidth=3.0)
    dots = axis.scatter(share, places, s=34, color=style.colour(FITTED), zorder=4)
    inside = (base >= 0.0) & (base <= 1.0)
    crosses = axis.scatter(base[inside], places[inside], s=34, marker="X", color=style.INK, zorder=3)
    axis.set_xlim(-0.02, 1.02)
    axis.set_xticks([0.0, 1.0], [say("calibrate-lower-end"), say("calibrate-upper-end")])
    axis.set_xlabel(say("calibrate-range"))
    style.legend_above(figure, [dots, crosses], labels)
    pinned = int((estimates["verdict"] == PINNED).sum())
    return figure, say(
        "figure-estimates-caption",
        number=str(pinned),
        one="one" if pinned == 1 else "many",
        all=str(len(estimates)),
        only="one" if len(estimates) == 1 else "many",
    )


def _number(estimate: float, error: float) -> str:
    return short(estimate) + (f" ± {short(error, 2)}" if math.isfinite(error) else "")
