"""Figures of ``budgetsim sensitivity``, from its indices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from budgetsim.report.figures.kept.place import Kept, Place

INDICES = "indices.csv"


def figures(place: Place) -> Sequence[Kept]:
    """Return the bars, if the indices are shares of variance, as those of Sobol and FAST."""
    import pandas as pd

    from budgetsim.report.sobol import KINDS

    if not place.has(INDICES):
        return ()
    if not pd.read_csv(place.directory / INDICES)["index"].isin(KINDS).any():
        return ()
    options = place.options(lambda answer: {"points": answer["points"]})
    return [Kept("sobol", partial(pd.read_csv, place.directory / INDICES), options, ("sobol-indices",))]
