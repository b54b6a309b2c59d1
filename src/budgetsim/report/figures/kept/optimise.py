"""Figures of ``budgetsim optimise``, from its mixes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from budgetsim.report.figures.kept.place import Kept, Place

FRONT = {"front": "front.csv", "mixes": "mixes.parquet", "references": "references.csv"}


def figures(place: Place) -> Sequence[Kept]:
    """Return the front, where more than one objective was sought."""
    if not place.has(FRONT["front"]) or len(place.answer.get("sought", FRONT)) < 2:
        return ()
    return [Kept("pareto", partial(_front, place.directory), place.options(_about), ("front",))]


def _front(directory: Path) -> dict[str, Any]:
    import pandas as pd

    readers: dict[str, Callable[..., Any]] = {".csv": pd.read_csv, ".parquet": pd.read_parquet}
    paths = {name: directory / file for name, file in FRONT.items()}
    return {name: readers[path.suffix](path) for name, path in paths.items() if path.is_file()}


def _about(answer: dict[str, Any]) -> dict[str, Any]:
    """Return what was sought, under which budget and in which worlds."""
    sought = [(one["name"], one["way"]) for one in answer["objectives"] if one["name"] in answer["sought"]]
    return {
        "objectives": sought,
        "fresh": len(answer["fresh_seeds"]),
        "budget": answer["budget"],
        "robust": answer["robust"],
    }
