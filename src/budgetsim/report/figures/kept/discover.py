"""Figures of ``budgetsim discover``, from its states and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from budgetsim.report.discover_data import told_of
from budgetsim.report.figures.kept.place import Kept, Place

STATES = "states.csv"


def figures(place: Place) -> Sequence[Kept]:
    """Return the states, and the limits where there are rules; nothing where too few states failed."""
    found = told_of(place.answer)
    if not place.has(STATES) or "failing" not in found or found["too_few"]:
        return ()
    read = partial(_states, place.directory, place.answer)
    return [Kept("states", read), *([Kept("limits", read)] if found["rules"] else [])]


def _states(directory: Path, answer: dict[str, Any]) -> dict[str, Any]:
    import pandas as pd

    return {"states": pd.read_csv(directory / STATES), "answer": answer}
