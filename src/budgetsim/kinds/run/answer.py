"""The answer of a run: levels and changes of every outcome of one scenario."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from budgetsim.kinds.scenarios.answer import OfScenarios, cells_of, read_runs
from budgetsim.kinds.scenarios.own_departments import own_departments
from budgetsim.scenario import Money
from budgetsim.studies.store import StudyResult


@dataclass(frozen=True, repr=False)
class RunAnswer(OfScenarios):
    """A run of one scenario; it has no differences."""


def answer_of(result: StudyResult, money: Money | None = None) -> RunAnswer:
    """Return the answer to a comparison from its runs."""
    cells = cells_of(result)
    cells.pop("stances", None)
    departments = () if money is None else own_departments(result, list(cells["scenarios"]))
    return RunAnswer(**cells, money=money, own_departments=departments)


def remade(directory: Path) -> RunAnswer:
    """Return the answer of a directory that holds only runs.

    Raises
    ------
    StudyError
        If these are damaged or not finished.
    """
    return answer_of(read_runs(directory))
