"""Which figures a result directory has the data for, and each of them drawn again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.registry import KINDS
from budgetsim.report.drawing import FigureError
from budgetsim.report.figures.kept.place import Kept, Place
from budgetsim.studies.engine import command_of, load
from budgetsim.studies.files import answer_file

if TYPE_CHECKING:
    from budgetsim.studies.store import CampaignResult, StudyResult

__all__ = ["Kept", "figures_of"]


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
    is_alone = not place.about and answer_file(place.directory).is_file()
    if not is_alone and command_of(place.directory, place.answer) not in KINDS:
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
