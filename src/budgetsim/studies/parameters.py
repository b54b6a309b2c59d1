"""Which parameters a study takes: declared values, or draws of all that are not known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.resolve import is_path
from budgetsim.studies.ask import MOST_REPLICATIONS, Where, asked
from budgetsim.studies.factors import Place
from budgetsim.studies.states import DRAWS
from budgetsim.studies.values import Value, Whole

if TYPE_CHECKING:
    from budgetsim.posterior import Posterior
    from budgetsim.studies.study_file import StudyFile

POINT, POSTERIOR = "point", "posterior"
MOST_DRAWS = 100_000


@dataclass(frozen=True)
class ParameterChoice(Value):
    """Declared values, the draws that come with the package, or those of a file."""

    metavar = "point|posterior|FILE"

    def of_texts(self, texts: Sequence[str], place: Place) -> str | Posterior:
        """As ``Value.of_texts``."""
        text = texts[-1].strip()
        if text in self.options():
            return text
        if not is_path(text) and not Path(text).exists():
            raise ScenarioError(self._fault(text, place))
        from budgetsim.posterior import load_posterior

        return load_posterior(Path(text))

    def of_file(self, file: StudyFile, key: str) -> str | Posterior | None:
        """As ``Value.of_file``."""
        text = file.text(key)
        if not text:
            return None
        try:
            return self.of_texts([text], file.place(key))
        except ScenarioError as error:
            file.faults += error.faults
            return None

    def of_python(self, given: Any, place: Place) -> str | Posterior:
        """As ``Value.of_python``."""
        from budgetsim.posterior import Posterior

        return given if isinstance(given, Posterior) else self.of_texts([str(given)], place)

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return POINT, POSTERIOR

    def _fault(self, text: str, place: Place) -> Fault:
        hint = did_you_mean(text, self.options(), told("study-parameters-remedy"))
        return place.fault("", text, told("study-parameters"), hint)


def parameters() -> Any:
    """Declare which parameters a study takes; nobody's choice is draws, where these can be paid."""
    return asked(ParameterChoice(), "", panel="running")


def draws() -> Any:
    """Declare the number of draws."""
    return asked(Whole(2, MOST_DRAWS), None, panel="running")


def replications() -> Any:
    """Declare the number of seeds: fewer of each draw than of declared values alone."""
    return asked(Whole(1, MOST_REPLICATIONS), None, panel="running")


def draw_faults(chosen: Any, count: int | None, where: Where, *, is_drawn: bool) -> list[Fault]:
    """Return what is wrong with a number of draws: there are not so many, or none are taken."""
    if count is None:
        return []
    if not is_drawn:
        return [where.told("draws", count, "study-draws-of-point")]
    there = len(posterior_of(chosen))
    return [] if count <= there else [where.told("draws", count, "study-draws-few", draws=str(there))]


def posterior_of(chosen: Any) -> Posterior:
    """Return the draws that are meant: those of a file, or those of the package."""
    from budgetsim.posterior import load_posterior

    return load_posterior() if isinstance(chosen, str) else chosen


def draws_of(chosen: Any, count: int | None) -> int:
    """Return how many draws are taken."""
    return min(DRAWS, len(posterior_of(chosen))) if count is None else count
