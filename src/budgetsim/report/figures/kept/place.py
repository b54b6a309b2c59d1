"""A result directory as figures see it, and a figure that can be drawn from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.language import DEFAULT
from budgetsim.language import language as language_of
from budgetsim.report.drawing import DamagedError, Drawing, FigureError
from budgetsim.report.figures.catalogue import draw
from budgetsim.studies import directory
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import kept_answer
from budgetsim.studies.store import load_study

if TYPE_CHECKING:
    from budgetsim.studies.store import CampaignResult, StudyResult

Reader = Callable[[], Any]


@contextmanager
def as_written(directory: Path | None, what: str) -> Iterator[None]:
    """Tell whatever goes wrong with files of results as damage of these files.

    Raises
    ------
    DamagedError
        Naming the directory, what was to be made of it, and what to do.
    """
    try:
        yield
    except (FigureError, StudyError):
        raise
    except (LookupError, TypeError, ValueError, AttributeError, OSError) as error:
        raise DamagedError(
            f"{directory}: {what} cannot be made of its tables ({type(error).__name__}: {error}); they are damaged or"
            " were edited: give the command again that made them, with the same --out"
        ) from error


@dataclass(frozen=True)
class Kept:
    """A figure whose data a result directory holds.

    Attributes
    ----------
    name
        Its name in the catalogue.
    read
        Reads its data.
    options
        What the study says that the data do not: replications, objectives, the budget.
    replaces
        Names under which the command wrote the same picture, where they are not ``name``.
    lack
        Why it cannot be drawn after all; empty if it can.
    directory
        Where its data are, to be named where they are damaged.
    drawer
        Draws it in a language, where an answer does that itself.
    """

    name: str
    read: Reader | None = None
    options: dict[str, Any] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    lack: str = ""
    directory: Path | None = None
    drawer: Callable[[str], Drawing] | None = None

    def draw(self, language: str = DEFAULT) -> Drawing:
        """Draw it; parameters as of ``draw``.

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
        with as_written(self.directory, f"figure {self.name!r}"):
            if self.drawer is not None:
                return self.drawer(language)
            return draw(self.name, self.read() if self.read else None, language=language, **self.options)


@dataclass(frozen=True)
class Place:
    """A result directory; its description, answer and runs are read when a figure asks for them."""

    directory: Path
    given: StudyResult | CampaignResult | None = None
    """Its runs, where they are read already."""

    def has(self, *files: str) -> bool:
        """Whether all of these files are there."""
        return all((self.directory / file).is_file() for file in files)

    @cached_property
    def about(self) -> dict[str, Any]:
        """What ``study.toml`` says; nothing if there is none."""
        return directory.read_description(self.directory) or {}

    @property
    def command(self) -> str:
        """Command that made it; empty where that is not known."""
        return str(self.about.get("command", ""))

    @cached_property
    def answer(self) -> dict[str, Any]:
        """What the command's ``--json`` printed; nothing where it did not keep it, or an older version did not."""
        with suppress(StudyError):
            return kept_answer(self.directory)
        return {}

    def options(self, of: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
        """Return options of a figure made from the answer; none where it does not say."""
        with suppress(KeyError, TypeError):
            return of(self.answer)
        return {}

    @cached_property
    def study(self) -> Any:
        """Its runs.

        Raises
        ------
        StudyError
            If they are damaged or not finished.
        """
        return self.given if self.given is not None else load_study(self.directory)
