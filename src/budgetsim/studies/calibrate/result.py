"""What a calibration found, as tables and as a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.scenario import Scenario
from budgetsim.studies.calibrate.evaluate import Evaluator
from budgetsim.studies.calibrate.problem import Problem
from budgetsim.studies.calibrate.search import base_values, criterion
from budgetsim.studies.calibrate.solve import Solution

if TYPE_CHECKING:
    import pandas as pd

CALIBRATED = "calibrated"
"""Name of the calibrated scenario, and of its file without its ending."""
SURE = 0.05
"""Chance below which the test of overidentification speaks against the model (a convention)."""
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
        interval; at an end of the range to the inner side alone), ``range_low`` and ``range_high``,
        ``relative_error`` (to knowing the range alone), ``verdict``.
        """
        import pandas as pd

        problem, found = self.problem, self.solution.estimates
        low, high = found.interval
        known = np.isfinite(found.errors)
        return pd.DataFrame(
            {
                "parameter": [factor.key for factor in problem.target.factors],
                "unit": [factor.unit for factor in problem.target.factors],
                "base": base_values(problem),
                "estimate": problem.values(found.shares),
                "error": np.where(known, found.errors, np.nan) * problem.width,
                "low": problem.values(low),
                "high": problem.values(high),
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
        """One row per candidate that was tried, in order: its stage, copies, parameters and criterion."""
        import pandas as pd

        tried, problem = self.evaluator.tried, self.problem
        table = pd.DataFrame(
            problem.values(np.array([one.shares for one in tried])),
            columns=[factor.name for factor in problem.target.factors],
        )
        table.insert(0, "stage", [one.stage for one in tried])
        table.insert(1, "copies", [one.copies for one in tried])
        table["criterion"] = criterion(problem, np.array([one.moments for one in tried]))
        return table

    @cached_property
    def scenario(self) -> Scenario:
        """The base with the estimates; its description says what speaks against them."""
        (made,) = self.problem.scenarios(self.solution.estimates.shares[None])
        return made.replace(name=CALIBRATED, description=self._description)

    @property
    def is_rejected(self) -> bool:
        """Whether the test of overidentification speaks against the model."""
        p = self.solution.estimates.p
        return p is not None and p < SURE

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
            f" {len(panel):,} units, {panel.years[0]} to {panel.years[-1]} ({target.name}).{self._reserve}"
        )

    @property
    def _reserve(self) -> str:
        """What speaks against the estimates as a whole."""
        told = "" if self.solution.search.is_converged else " The search did not converge."
        return told + (" The moments contradict the model as a whole." if self.is_rejected else "")
