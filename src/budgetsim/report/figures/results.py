"""Which figures a result directory has the data for, and each of them drawn again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.registry import KINDS
from budgetsim.report.drawing import FigureError
from budgetsim.report.figures.kept.place import Kept, Place, as_written
from budgetsim.studies.engine import command_of, load

if TYPE_CHECKING:
    from budgetsim.studies.store import CampaignResult, StudyResult

__all__ = ["Kept", "figures_of"]

MODULES = ("verify",)
"""Modules of ``budgetsim.report.figures.kept``, one per kind of study."""


def figures_of(directory: Path, study: StudyResult | CampaignResult | None = None) -> dict[str, Kept]:
    """Return the figures that a result directory has the data for, by name, in reading order.

    Parameters
    ----------
    directory
        What a command of budgetsim wrote, or ``verify --out``.
    study
        Its runs, where they are read already.

    Raises
    ------
    FigureError
        If there is nothing to draw from; ``DamagedError`` if tables are not as the command writes them.
    StudyError
        If the study is damaged or not finished.
    """
    place = Place(directory, study)
    found = _of_answer(place)
    for module in MODULES if place.command not in KINDS else ():
        with as_written(directory, "a list of its figures"):
            found += [replace(kept, directory=directory) for kept in _reader(module)(place)]
    if not found:
        what = (
            "no such directory" if not directory.is_dir() else "nothing there that a figure can be drawn from"
        )
        raise FigureError(
            f"{directory}: {what}; give the directory of run, compare, sweep, effects, sensitivity, optimise,"
            " discover, calibrate, or of verify --out"
        )
    return {kept.name: kept for kept in found}


def _of_answer(place: Place) -> list[Kept]:
    """Return the figures of a kind of study, which its answer has: also of one that another command's runs gave."""
    if command_of(place.directory, place.answer) not in KINDS:
        return []
    answer = load(place.directory)
    return [
        Kept(
            figure.name,
            replaces=(figure.file,) if figure.file else (),
            lack=figure.lack,
            drawer=figure.draw,
            directory=place.directory,
        )
        for figure in answer.kind.figures(answer)
    ]


def _reader(module: str) -> Callable[[Place], Sequence[Kept]]:
    found: Callable[[Place], Sequence[Kept]] = import_module(
        f"budgetsim.report.figures.kept.{module}"
    ).figures
    return found
