"""Figures of ``budgetsim verify --out``, from its scorecard."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from budgetsim.report.drawing import FigureError
from budgetsim.report.evidence_figure import is_comparable
from budgetsim.report.figures.kept.place import Kept, Place
from budgetsim.report.scorecard_file import kept_scorecard

SCORECARD, CURVES = "scorecard.json", "closed_forms.csv"


def figures(place: Place) -> Sequence[Kept]:
    """Return the scorecards of theories and facts, and the closed forms beside what was simulated.

    Raises
    ------
    FigureError
        If the scorecard is damaged.
    """
    import pandas as pd

    file = place.directory / SCORECARD
    if not file.is_file():
        return ()
    try:
        card = kept_scorecard(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise FigureError(f"{file} cannot be read as a scorecard: {error}") from error
    parts = {
        "theory": card.theory,
        "evidence": [row for row in card.rows if is_comparable(row)] and card.rows,
    }
    files = {"theory": ("scorecard",)}
    found = {
        name: Kept(name, partial(list, own), replaces=files.get(name, ()))
        for name, own in parts.items()
        if own
    }
    if place.has(CURVES):
        read = partial(pd.read_csv, place.directory / CURVES)
        found["closed_forms"] = Kept("closed_forms", read, replaces=("theory",))
    return [found[name] for name in ("theory", "closed_forms", "evidence") if name in found]
