"""Figures of ``budgetsim effects``, from its tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from budgetsim.report.figures.kept.place import Kept, Place

Answer = dict[str, Any]
EFFECTS, DOSES, FACTORIAL = "tables/effects.csv", "tables/dose.csv", "tables/factorial.csv"
PATHS, COST, DRAWS = "tables/sequencing_paths.csv", "tables/cost.csv", "tables/cost_draws.csv"


@dataclass(frozen=True)
class _Source:
    """Table of a figure, what the command calls the same picture, and what the answer says beside the table."""

    file: str
    replaces: tuple[str, ...]
    about: Callable[[Answer], dict[str, Any]]


def _shown(answer: Answer) -> dict[str, Any]:
    return {"seeds": answer["replications"], "outcomes": answer["outcomes"]}


def _counted(answer: Answer) -> dict[str, Any]:
    return {"seeds": answer["replications"]}


def _years(answer: Answer) -> dict[str, Any]:
    return {**_counted(answer), "first_year": answer["from_year"], "second_year": answer["second_year"]}


SOURCES = {
    "forest": _Source(EFFECTS, ("effects",), _shown),
    "tornado": _Source(EFFECTS, (), _shown),
    "dose": _Source(DOSES, (), _shown),
    "interactions": _Source(FACTORIAL, (), _shown),
    "factorial": _Source(FACTORIAL, (), _counted),
    "reform_order": _Source(PATHS, ("sequencing",), _years),
    "cost_plane": _Source(COST, ("cost",), lambda _: {}),
}
"""Figures in reading order."""


def figures(place: Place) -> Sequence[Kept]:
    """Return the figures of the parts that were asked for."""
    return [
        Kept(
            name,
            partial(_read, place.directory, source.file),
            place.options(source.about),
            source.replaces,
        )
        for name, source in SOURCES.items()
        if place.has(source.file) and _has_rows(place.directory / source.file)
    ]


def _has_rows(file: Path) -> bool:
    """Whether a table has more than its heading: that of costs is empty where no outcome has a better way."""
    with file.open(encoding="utf-8") as lines:
        return bool(next(lines, "") and next(lines, ""))


def _read(directory: Path, file: str) -> Any:
    """Return a table; with the plane, the replications behind it, where they were kept."""
    import pandas as pd

    table = pd.read_csv(directory / file)
    if file != COST:
        return table
    draws = {"draws": pd.read_csv(directory / DRAWS)} if (directory / DRAWS).is_file() else {}
    return {"cost": table, **draws}
