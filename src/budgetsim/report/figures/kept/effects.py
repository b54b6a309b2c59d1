"""Figures of ``budgetsim effects``, from its tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from budgetsim.report.figures.kept.place import Kept, Place

TABLES = {
    "tornado": ("tables/effects.csv", ("effects",)),
    "dose": ("tables/dose.csv", ()),
    "interactions": ("tables/factorial.csv", ()),
}
"""Table of a figure, and what the command calls the same picture."""


def figures(place: Place) -> Sequence[Kept]:
    """Return the figures of the parts that were asked for."""
    import pandas as pd

    options = place.options(lambda answer: {"seeds": answer["replications"], "outcomes": answer["outcomes"]})
    return [
        Kept(name, partial(pd.read_csv, place.directory / file), options, replaces)
        for name, (file, replaces) in TABLES.items()
        if place.has(file)
    ]
