"""Figures of scenarios: what is below the district is simulated again, a few seeds of it."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from budgetsim.kinds.scenarios.answer import OfScenarios, read_runs
from budgetsim.kinds.scenarios.runs import Runs, is_drawable, lack_of, runs_of, runs_of_the_model
from budgetsim.language import told
from budgetsim.report.figures import OF_STUDY, Sample, draw
from budgetsim.studies.directory import read_description
from budgetsim.studies.keep import Keep
from budgetsim.studies.kind import Figure

FROM_RUNS = ("trajectories",)
"""Figures that need no more than the yearly panel."""


def figures(answer: OfScenarios) -> list[Figure]:
    """Return the figures of scenarios, in reading order; none of an answer whose runs were not kept."""
    place = answer.directory
    if answer.runs is None and place is None:
        return []
    lack = "" if answer.is_fresh or place is None else lack_of(place)

    @cache
    def sample() -> Sample:
        return _runs(answer).sample()

    def draw_one(name: str, language: str) -> Any:
        table = read_outcomes(answer) if name in FROM_RUNS else sample().of(name)
        money = answer.money if name in FROM_RUNS else None
        return draw(name, table, language=language, money=money)

    unkept = "" if _is_yearly(answer) else told("study-trajectories-not-kept")
    return [
        Figure(name, partial(draw_one, name), lack=unkept if name in FROM_RUNS else lack) for name in OF_STUDY
    ]


def _is_yearly(answer: OfScenarios) -> bool:
    """Whether outcomes by year can be drawn."""
    if answer.runs is not None:
        return is_drawable(answer.runs.result.keep)
    about = read_description(answer.directory) if answer.directory is not None else None
    try:
        keep = Keep.of((about or {}).get("settings", {}))
    except ValueError:  # told where runs are read
        return True
    return is_drawable(keep)


def _runs(answer: OfScenarios) -> Runs:
    if answer.runs is not None or answer.directory is None:
        return answer.runs  # type: ignore[return-value] # without a directory there are runs, or no figures
    return runs_of(read_runs(answer.directory))


def read_outcomes(answer: OfScenarios) -> Any:
    """Return outcomes by year, also of results whose parameters the model no longer has."""
    if answer.runs is not None or answer.directory is None:
        return None if answer.runs is None else answer.runs.outcomes
    return runs_of_the_model(read_runs(answer.directory))
