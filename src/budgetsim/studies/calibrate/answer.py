"""The answer of a calibration: estimates, fit, prediction, a summary, and a scenario that extends the base."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.declarations import GROUPS
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.scenario_files.find import is_path
from budgetsim.scenario_files.write import toml_value
from budgetsim.studies.calibrate.evaluate import Evaluator
from budgetsim.studies.calibrate.identify import END, NOT, WEAKLY
from budgetsim.studies.calibrate.problem import Problem
from budgetsim.studies.calibrate.search import base_values, criterion
from budgetsim.studies.calibrate.solve import Solution, solve
from budgetsim.studies.campaign import Campaign, Head
from budgetsim.studies.executors import Workers
from budgetsim.studies.files import in_words, write_whole
from budgetsim.studies.runner import Progress

if TYPE_CHECKING:
    import pandas as pd

ESTIMATES, MOMENTS_TABLE, PREDICTION, SENSITIVITY, EVALUATED = (
    "estimates.csv",
    "moments.csv",
    "prediction.csv",
    "sensitivity.csv",
    "evaluations.csv",
)
CALIBRATED = "calibrated"
"""Name of the calibrated scenario, and of its file without its ending."""
MISFIT = 1.96
"""Distance of a simulated from an observed moment, in standard errors, from which the model does not fit it (95 %)."""


@dataclass(frozen=True)
class Answer:
    """A problem, its solution, and what was tried on the way."""

    problem: Problem
    solution: Solution
    evaluator: Evaluator

    @cached_property
    def estimates(self) -> pd.DataFrame:
        """One row per parameter.

        Columns: ``parameter``, ``unit``, ``base``, ``estimate``, ``error`` (standard error), ``low`` and ``high`` (90 %
        interval), ``range_low`` and ``range_high``, ``relative_error`` (to knowing the range alone), ``verdict``.
        """
        import pandas as pd

        problem, found = self.problem, self.solution.estimates
        low, high = found.interval
        known = np.isfinite(found.errors)
        at_end = np.array([bool(end) for end in found.ends])
        return pd.DataFrame(
            {
                "parameter": [factor.key for factor in problem.target.factors],
                "unit": [factor.unit for factor in problem.target.factors],
                "base": base_values(problem),
                "estimate": problem.values(found.shares),
                "error": np.where(known, found.errors, np.nan) * problem.width,
                "low": np.where(at_end, np.nan, problem.values(low)),
                "high": np.where(at_end, np.nan, problem.values(high)),
                "range_low": problem.lower,
                "range_high": problem.lower + problem.width,
                "relative_error": self.solution.identification.relative_errors,
                "verdict": self.solution.identification.verdicts,
            }
        )

    @cached_property
    def moments(self) -> pd.DataFrame:
        """One row per moment.

        Columns: ``moment``, ``unit``, ``data``, ``error`` (bootstrap), ``simulated``, ``simulated_error``, ``t`` (data
        less simulated in standard errors of both), ``fitted``, ``fits``, ``meaning``.
        """
        import pandas as pd

        problem, both = self.problem, np.sqrt(np.diag(self.solution.covariance))
        t = (problem.data - self.solution.simulated) / both
        return pd.DataFrame(
            {
                "moment": [one.name for one in problem.moments],
                "unit": [one.unit for one in problem.moments],
                "data": problem.data,
                "error": problem.errors,
                "simulated": self.solution.simulated,
                "simulated_error": np.sqrt(np.maximum(both**2 - problem.errors**2, 0.0)),
                "t": t,
                "fitted": np.arange(len(problem.moments)) < problem.fitted,
                "fits": np.abs(t) <= MISFIT,
                "meaning": [one.meaning for one in problem.moments],
            }
        )

    @cached_property
    def prediction(self) -> pd.DataFrame | None:
        """One row per moment of the held-out year, or ``None`` without one.

        Columns: ``moment``, ``unit``, ``observed``, ``error``, ``predicted``, ``low`` and ``high`` (90 % interval),
        ``in_interval``, ``last_year``, ``model_miss`` and ``naive_miss`` (in standard errors), ``fitted``.
        """
        import pandas as pd

        found = self.solution.prediction
        if found is None:
            return None
        table = pd.DataFrame(
            {
                "moment": [one.name for one in self.problem.moments],
                "unit": [one.unit for one in self.problem.moments],
                "observed": found.observed,
                "error": found.errors,
                "predicted": found.middle,
                "low": found.low,
                "high": found.high,
                "in_interval": found.hits,
                "last_year": found.naive,
                "model_miss": found.model_misses,
                "naive_miss": found.naive_misses,
                "fitted": np.arange(len(self.problem.moments)) < self.problem.fitted,
            }
        )
        return table[found.scored].reset_index(drop=True)

    @cached_property
    def sensitivity(self) -> pd.DataFrame:
        """Change of each estimate, in its standard errors, if a fitted moment were observed one standard error higher.

        One row per moment, one column per parameter (Andrews, Gentzkow & Shapiro 2017).
        """
        import pandas as pd

        found, problem = self.solution.estimates, self.problem
        errors = problem.errors[: problem.fitted]
        own = np.where(np.isfinite(found.errors), found.errors, np.nan)
        table = pd.DataFrame(
            (found.sensitivity * errors / own[:, None]).T,
            columns=[factor.name for factor in problem.target.factors],
        )
        table.insert(0, "moment", [one.name for one in problem.moments[: problem.fitted]])
        return table

    @cached_property
    def evaluations(self) -> pd.DataFrame:
        """One row per candidate that was tried, in order: its stage, parameters and criterion."""
        import pandas as pd

        tried, problem = self.evaluator.tried, self.problem
        table = pd.DataFrame(
            problem.values(np.array([one.shares for one in tried])),
            columns=[factor.name for factor in problem.target.factors],
        )
        table.insert(0, "stage", [one.stage for one in tried])
        table["criterion"] = criterion(problem, np.array([one.moments for one in tried]))
        return table

    @cached_property
    def scenario(self) -> Scenario:
        """The base with the estimates."""
        (made,) = self.problem.scenarios(self.solution.estimates.shares[None])
        return made.replace(name=CALIBRATED, description=self._description)

    @property
    def misfits(self) -> list[str]:
        """Moments that the model does not fit, those that it was fitted to first."""
        table = self.moments
        return [str(name) for name in table["moment"][~table["fits"]]]

    @property
    def _description(self) -> str:
        panel, target = self.problem.panel, self.problem.target
        return (
            f"{self.problem.target.base.name} with {len(target.factors)} parameters estimated from a panel of"
            f" {len(panel):,} units, {panel.years[0]} to {panel.years[-1]} ({target.name})."
        )


def head_of(problem: Problem) -> Head:
    """Return what determines a calibration: the target, and the panel's content (money in relative terms)."""
    panel = {"panel": problem.whole.panel.digest(), "groups": problem.whole.groups.tolist()}
    return Head("calibrate", problem.target.name, problem.target.settings() | panel)


def answer(problem: Problem, campaign: Campaign, pool: Workers, progress: Progress | None) -> Answer:
    """Solve a problem, or read how it was solved, and write everything into the campaign's directory.

    Raises
    ------
    StudyError, KeyboardInterrupt
        If workers or the disk fail, or it is interrupted; what is finished is kept.
    """
    evaluator = Evaluator(problem, campaign.directory, pool, progress)
    made = Answer(problem, solve(problem, evaluator), evaluator)
    tables: dict[str, Any] = {
        ESTIMATES: made.estimates,
        MOMENTS_TABLE: made.moments,
        SENSITIVITY: made.sensitivity,
        EVALUATED: made.evaluations,
        PREDICTION: made.prediction,
    }
    with in_words(campaign.directory, "write the results"):
        for name, table in tables.items():
            if table is not None:
                write_whole(campaign.directory / name, table.to_csv(index=False).encode())
        write_whole(
            campaign.directory / f"{CALIBRATED}.toml", calibrated_toml(made, campaign.directory).encode()
        )
    campaign.finish(summary(made))
    return made


def calibrated_toml(made: Answer, directory: Path) -> str:
    """Return the calibrated scenario as TOML that extends the base; estimates carry their standard errors."""
    target = made.problem.target
    extends = target.extends
    if is_path(extends):
        extends = Path(os.path.relpath(extends, directory.resolve())).as_posix()
    # A relative path without a slash would still end in .toml, so it stays a path.
    lines = [f"description = {toml_value(made.scenario.description)}", f"extends = {toml_value(extends)}"]
    notes = _notes(made)
    moved = {name: own for name, own, _ in made.scenario.differences(load_scenario(target.extends))}
    for group in GROUPS:
        own = {name: value for name, value in moved.items() if name.partition(".")[0] == group}
        own |= {
            f.key: getattr(getattr(made.scenario, group), f.name)
            for f in target.factors
            if f.key.partition(".")[0] == group
        }
        if own:
            lines += ["", f"[{group}]"]
            lines += [
                f"{name.partition('.')[2]} = {toml_value(value)}{notes.get(name, '')}"
                for name, value in own.items()
            ]
    return "\n".join(lines) + "\n"


def _notes(made: Answer) -> dict[str, str]:
    """Comments on estimated parameters, by dotted name."""
    found = {}
    for row in made.estimates.to_dict("records"):
        said = str(row["verdict"])
        if math.isfinite(row["error"]):
            said = f"standard error {row['error']:.3g}, 90 % interval {row['low']:.4g} to {row['high']:.4g}; {said}"
        found[str(row["parameter"])] = f"  # estimated; {said}"
    return found


def summary(made: Answer) -> dict[str, Any]:
    """Return the answer as plain values that JSON can hold; nothing is NaN."""
    problem, solution = made.problem, made.solution
    found, identification = solution.estimates, solution.identification
    prediction = solution.prediction
    return {
        "name": problem.target.name,
        "base": problem.target.extends,
        "units": len(problem.panel),
        "years": list(problem.panel.years),
        "estimates": _by("parameter", made.estimates),
        "moments": _by("moment", made.moments),
        "misfits": made.misfits,
        "criterion": solution.criterion,
        "overidentification": {"j": found.j, "degrees_of_freedom": found.freedom, "p": found.p},
        "identification": {
            "singular_values": [float(value) for value in identification.singular_values],
            "condition": _finite(identification.condition),
            "not_pinned_down": _with_verdict(made, NOT),
            "weakly_pinned_down": _with_verdict(made, WEAKLY),
            "at_an_end": _with_verdict(made, END),
            "blind_directions": [
                {problem.target.factors[place].name: part for place, part in direction}
                for direction in identification.blind_directions
            ],
        },
        "convergence": {
            "candidates": len(made.evaluator.tried),
            "descents": len(solution.descents),
            "agreeing": solution.agreeing,
            "converged": solution.final.is_converged,
        },
        "prediction": None
        if prediction is None or made.prediction is None
        else {"year": prediction.year, **scores(made), "moments": _by("moment", made.prediction)},
    }


def scores(made: Answer) -> dict[str, Any]:
    """Return how the prediction did, over all scored moments and over the fitted ones among them.

    Raises
    ------
    TypeError
        If no year was held out.
    """
    table = made.prediction
    if table is None:
        raise TypeError("no year was held out")
    found: dict[str, Any] = {}
    for label, part in (("all", table), ("fitted", table[table["fitted"]])):
        found[label] = {
            "count": len(part),
            "in_interval": int(part["in_interval"].sum()),
            "model_miss": _finite(part["model_miss"].median()),
            "naive_miss": _finite(part["naive_miss"].median()),
            "nearer_than_last_year": int((part["model_miss"] < part["naive_miss"]).sum()),
        }
    return found


def _by(key: str, table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Rows as plain values by name; parameters by their bare name."""
    return {
        str(row[key]).rpartition(".")[2]: {
            str(name): _plain(value) for name, value in row.items() if name != key
        }
        for row in table.to_dict("records")
    }


def _with_verdict(made: Answer, verdict: str) -> list[str]:
    named: Mapping[str, str] = dict(
        zip(
            (factor.name for factor in made.problem.target.factors),
            made.solution.identification.verdicts,
            strict=True,
        )
    )
    return [name for name, said in named.items() if said == verdict]


def _plain(value: Any) -> Any:
    value = value.item() if hasattr(value, "item") else value
    return _finite(value) if isinstance(value, float) else value


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
