"""Figures of ``budgetsim sensitivity``, from its indices and its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from budgetsim.report.drawing import FigureError
from budgetsim.report.figures.kept.place import Kept, Place
from budgetsim.report.sensitivity import FILES
from budgetsim.report.sensitivity_data import analysed, kinds_of
from budgetsim.report.sobol import KINDS

INDICES = "indices.csv"


def figures(place: Place) -> Sequence[Kept]:
    """Return the bars, and with the answer the scatter, the pairs and the convergence that the method has."""
    import pandas as pd

    if not place.has(INDICES):
        return ()
    found = []
    if pd.read_csv(place.directory / INDICES)["index"].isin(KINDS).any():
        options = place.options(lambda answer: {"points": answer["points"], "leaders": _leaders(answer)})
        replaces = tuple(f"{method}-indices" for method in ("sobol", "fast", "rbd_fast"))
        found = [Kept("sobol", partial(pd.read_csv, place.directory / INDICES), options, replaces)]
    return [*found, *(kept for kept in _from_answer(place) if kept.name != "sobol")]


def _leaders(answer: Mapping[str, Any]) -> dict[str, list[str] | None]:
    """Return whom the findings name of each outcome: nobody (None) where its indices tell of luck."""
    return {
        name: own["standing"]["leaders"] if own["ranking"] else None
        for name, own in answer["outcomes"].items()
        if "standing" in own  # answers of earlier versions name nobody themselves
    }


def _from_answer(place: Place) -> list[Kept]:
    """Return the figures that need the answer; none where it is not there or of an older version."""
    try:
        asked, analyses = analysed({"answer": place.answer})
    except FigureError:
        return []
    read = partial(_read, place)
    return [
        Kept(name, read, replaces=(f"{asked.method}-{FILES.get(name, 'indices')}",))
        for name in kinds_of(asked, analyses)
    ]


def _read(place: Place) -> dict[str, Any]:
    import pandas as pd

    return {"analysis": pd.read_csv(place.directory / INDICES), "answer": place.answer}
