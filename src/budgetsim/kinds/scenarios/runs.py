"""What figures of scenarios are drawn from: their outcomes, and a few seeds that are simulated again in detail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import told
from budgetsim.studies import directory
from budgetsim.studies.code import load_code
from budgetsim.studies.keep import Keep
from budgetsim.studies.provenance import environment
from budgetsim.studies.states import State, States, stored_states
from budgetsim.studies.summary import changes_between
from budgetsim.studies.windows import at_end, between

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.report.figures import Sample
    from budgetsim.scenario import Scenario
    from budgetsim.studies.store import StudyResult

SEEDS = 8
"""Seeds whose departments and months are simulated again: a few hundredths of a second."""


@dataclass(frozen=True)
class Runs:
    """Runs of a few scenarios; their outcomes are read when they are drawn."""

    result: StudyResult
    scenarios: Sequence[Scenario]
    seeds: tuple[int, ...]
    years: int | None
    code: Mapping[str, str]

    @cached_property
    def outcomes(self) -> pd.DataFrame | None:
        """Outcomes by year that are drawn; ``None`` where no years were kept, or none of these outcomes."""
        return runs_of_the_model(self.result)

    def sample(self) -> Sample:
        """Return everything that figures need; what is below the district comes from the first seeds."""
        from budgetsim.report.figures import MOST_PANELS, sample_of

        code: dict[str, Any] = {role: load_code(named) for role, named in self.code.items()}
        detailed = sample_of(self.scenarios[:MOST_PANELS], self.seeds[:SEEDS], self.years, **code)
        return detailed if self.outcomes is None else replace(detailed, outcomes=self.outcomes)


def changes_of(result: StudyResult, outcomes: Sequence[str] | None = None) -> pd.DataFrame | None:
    """Return by how much outcomes change from the first year to the last; ``None`` where these were not kept."""
    ends = [between(1, 1), at_end(1)]
    if all(result.keep.is_over(window(years), years) for years in set(result.years) for window in ends):
        return changes_between(*result.window_tables(ends, outcomes))
    return None


def is_drawable(keep: Keep) -> bool:
    """Whether outcomes by year can be drawn: not where means alone were kept, or none of those that are drawn."""
    from budgetsim.report.declared import KEY_OUTCOMES

    return not keep.means and not set(KEY_OUTCOMES).isdisjoint(keep.names)


def _yearly(result: StudyResult) -> pd.DataFrame | None:
    """Return the outcomes by year that figures show; ``None`` where they were not kept."""
    import pandas as pd

    from budgetsim.report.declared import KEY_OUTCOMES

    shown = [name for name in KEY_OUTCOMES if name in result.kept_outcomes]
    if not is_drawable(result.keep):
        return None
    found: pd.DataFrame = pd.concat([table.to_pandas() for table in result.tables(shown)], ignore_index=True)
    return found


def runs_of(result: StudyResult) -> Runs:
    """Return the runs of a study.

    Raises
    ------
    StudyError
        If another version of the package, with other parameters, made it.
    """
    about, names = result.about, scenarios_of(result)
    scenarios = [scenario for scenario in result.scenarios if scenario.name in names]
    return Runs(result, scenarios, result.seeds, about["years"], about["code"])


def lack_of(place: Path) -> str:
    """Say why nothing of a directory may be simulated again: code of others decided, or the model is another."""
    about = directory.read_description(place) or {}
    if about.get("code"):
        return told("study-code-decided")
    if dict(about.get("environment") or {}).get("model_sha256") != environment()["model_sha256"]:
        return told("study-runs-other-model")
    return ""


def states_of_runs(result: StudyResult) -> States | None:
    """Return the states that scenarios met; ``None`` where parameters were as declared."""
    about = stored_states(result)
    if not about:
        return None
    base, draws = str(about["scenarios"][0]), int(about["draws"])
    rows = result.points.set_index("scenario").loc[[State(draw=draw).of(base) for draw in range(draws)]]
    parameters = {name: rows[name].to_numpy(dtype=np.float64) for name in about["parameters"]}
    return States(str(about["source"]), parameters, {name: {} for name in about["structures"]}, draws)


def scenarios_of(result: StudyResult) -> list[str]:
    """Return the names of the scenarios of some runs, without those of their states."""
    states = stored_states(result)
    return [str(name) for name in (states["scenarios"] if states else result.design["name"])]


def runs_of_the_model(result: StudyResult) -> pd.DataFrame | None:
    """Return the yearly outcomes of the model as declared that figures show; ``None`` where they were not kept.

    Over draws of parameters, a column ``draw`` tells which one it is, and −1 stands for declared parameters.
    """
    outcomes, about = _yearly(result), stored_states(result)
    if not about or outcomes is None:
        return outcomes
    draws = [None, *range(int(about["draws"]))]
    of_point = {State(draw=draw).of(name): (name, draw) for name in about["scenarios"] for draw in draws}
    point_outcomes = outcomes[outcomes["scenario"].isin(of_point)].reset_index(drop=True)
    names, numbers = zip(*(of_point[name] for name in point_outcomes["scenario"]), strict=True)
    return point_outcomes.assign(
        scenario=names, draw=[-1 if number is None else number for number in numbers]
    )
