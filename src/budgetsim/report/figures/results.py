"""Which figures a result directory has the data for, and each of them drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgetsim.language import DEFAULT, told
from budgetsim.language import language as language_of
from budgetsim.registry import KINDS
from budgetsim.report.drawing import DamagedError, Drawing, FigureError
from budgetsim.studies.directory import read_description
from budgetsim.studies.engine import command_of, load
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import answer_file, kept_answer
from budgetsim.studies.store import results_below


@dataclass(frozen=True)
class Kept:
    """A figure whose data a result directory holds.

    Attributes
    ----------
    name
        Its name in the catalogue.
    drawer
        Draws it in a language.
    replaces
        Names under which the command wrote the same picture, where they are not ``name``.
    lack
        Why it cannot be drawn after all; empty if it can.
    directory
        Where its data are, to be named where they are damaged.
    """

    name: str
    drawer: Callable[[str], Drawing]
    replaces: tuple[str, ...] = ()
    lack: str = ""
    directory: Path | None = None

    def draw(self, language: str = DEFAULT) -> Drawing:
        """Draw it.

        Raises
        ------
        FigureError
            If the data do not suffice; ``DamagedError`` if the files are not as the command writes them.
        StudyError
            If the study is damaged or not finished.
        LanguageError
            If there is no such language.
        """
        language_of(language)
        with _as_written(self.directory, self.name):
            return self.drawer(language)


def figures_of(directory: Path) -> dict[str, Kept]:
    """Return the figures that a result directory has the data for, by name, in reading order.

    Raises
    ------
    FigureError
        If there is nothing to draw from.
    StudyError
        If the study is damaged or not finished.
    """
    found = {}
    if _is_answered(directory):
        answer = load(directory)
        found = {
            figure.name: Kept(
                figure.name, figure.draw, (figure.file,) if figure.file else (), figure.lack, directory
            )
            for figure in answer.kind.figures(answer)
        }
    if not found:
        key = "figure-fault-nothing" if directory.is_dir() else "figure-fault-no-directory"
        raise FigureError(results_below(directory) or told(key, directory=str(directory)))
    return found


def _is_answered(directory: Path) -> bool:
    """Whether a directory holds the answer of a kind of study, also of one that another command's runs gave."""
    if not read_description(directory) and answer_file(directory).is_file():
        return True
    document: dict[str, Any] = {}
    with suppress(StudyError):
        document = kept_answer(directory)
    return command_of(directory, document) in KINDS


@contextmanager
def _as_written(directory: Path | None, figure: str) -> Iterator[None]:
    """Tell whatever goes wrong with files of results as damage of these files."""
    try:
        yield
    except (FigureError, StudyError):
        raise
    except (LookupError, TypeError, ValueError, AttributeError, OSError) as error:
        reason = f"{type(error).__name__}: {error}"
        message = told("figure-fault-damaged", directory=str(directory), figure=repr(figure), reason=reason)
        raise DamagedError(message) from error
