"""Figures of ``budgetsim calibrate``, from its tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from budgetsim.report.figures.kept.place import Kept, Place

ESTIMATES, MOMENTS, PREDICTION = "estimates.csv", "moments.csv", "prediction.csv"


def figures(place: Place) -> Sequence[Kept]:
    """Return the estimates, the fit, and the prediction of a held-out year if one could be scored."""
    if not place.has(ESTIMATES, MOMENTS):
        return ()
    read = partial(_table, place.directory)
    found = [Kept("estimates", partial(read, ESTIMATES)), Kept("moments", partial(read, MOMENTS))]
    if place.has(PREDICTION) and len(read(PREDICTION)):
        options = place.options(lambda answer: {"year": answer["prediction"]["year"]})
        found.append(Kept("prediction", partial(read, PREDICTION), options))
    return found


def _table(directory: Path, name: str) -> Any:
    import pandas as pd

    return pd.read_csv(directory / name)
