"""Figures of a run or a comparison: what is below the district is simulated again, a few seeds of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from budgetsim.report.figures.kept.place import Kept, Place
from budgetsim.report.figures.study import MOST_PANELS, OF_STUDY, Sample, sample_of
from budgetsim.studies.provenance import environment

COMMANDS = ("run", "compare", "simulate")
"""Commands whose results are a few scenarios under many seeds."""
SAMPLE = 8
"""Seeds whose departments and months are simulated again."""
FROM_RUNS = ("trajectories",)
"""Figures that need no more than the yearly panel."""


def figures(place: Place) -> Sequence[Kept]:
    """Return the figures of a run or a comparison."""
    if place.command not in COMMANDS:
        return ()
    lack = _lack(place)

    @cache
    def sample() -> Sample:
        study = place.study
        return sample_of(study.scenarios[:MOST_PANELS], study.seeds[:SAMPLE], study.about["years"])

    def read(name: str) -> Any:
        return place.study.outcomes if name in FROM_RUNS else sample().of(name)

    return [Kept(name, partial(read, name), lack="" if name in FROM_RUNS else lack) for name in OF_STUDY]


def _lack(place: Place) -> str:
    """Say why nothing may be simulated again: code of others decided, or the model is another."""
    if place.about["code"]:
        return "code of others decided in these runs, and none of it is run again"
    if dict(place.about.get("environment") or {}).get("model_sha256") != environment()["model_sha256"]:
        return "the runs were made with another version of the model"
    return ""
