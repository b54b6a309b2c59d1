"""Figures of ``budgetsim optimise``, from its mixes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from budgetsim.report.figures.kept.place import Kept, Place

FRONT = {"front": "front.csv", "mixes": "mixes.parquet", "references": "references.csv"}
CONVERGENCE = "convergence.csv"


def figures(place: Place) -> Sequence[Kept]:
    """Return the front, where more than one objective was sought, its levers, and how the search converged."""
    if not place.has(FRONT["front"]):
        return ()
    read = partial(_front, place.directory)
    found = []
    if len(place.answer.get("sought", FRONT)) > 1:
        shown = partial(_front, place.directory, ("front", "references"))
        found.append(Kept("pareto", shown, place.options(_about), ("front",)))
    if "sought" in place.answer:
        found.append(Kept("levers", read, place.options(_levers)))
    if place.has(CONVERGENCE):
        convergence = partial(_convergence, place.directory)
        found.append(Kept("hypervolume", convergence, replaces=("convergence",)))
    return found


def _front(directory: Path, names: Sequence[str] = tuple(FRONT)) -> dict[str, Any]:
    import pandas as pd

    readers: dict[str, Callable[..., Any]] = {".csv": pd.read_csv, ".parquet": pd.read_parquet}
    paths = {name: directory / file for name, file in FRONT.items() if name in names}
    return {name: readers[path.suffix](path) for name, path in paths.items() if path.is_file()}


def _convergence(directory: Path) -> Any:
    import pandas as pd

    return pd.read_csv(directory / CONVERGENCE)


def _levers(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the levers, the first objective that was sought, and whether it was alone."""
    first = next(one for one in answer["objectives"] if one["name"] in answer["sought"])
    return {
        "levers": answer["levers"],
        "objective": (first["name"], first["way"]),
        "robust": answer["robust"],
        "alone": len(answer["sought"]) == 1,
    }


def _about(answer: dict[str, Any]) -> dict[str, Any]:
    """Return what was sought, under which budget and in which worlds."""
    sought = [(one["name"], one["way"]) for one in answer["objectives"] if one["name"] in answer["sought"]]
    return {
        "objectives": sought,
        "fresh": len(answer["fresh_seeds"]),
        "budget": answer["budget"],
        "robust": answer["robust"],
    }
