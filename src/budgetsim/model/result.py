"""Results of a batch: tidy tables of outcomes, and the panel of departments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.declarations import ARCHETYPES
from budgetsim.language import told
from budgetsim.model.batch import names_of
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.treatment import TREATMENT, Ruled, columns_of
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


MOST_NAMED = 3
"""Scenarios that ``repr`` names."""


@dataclass(frozen=True, repr=False)
class Result:
    """What ``simulate`` returns.

    ``values`` holds one (seed, year, outcome) array per scenario, ``panels`` one (seed, year, department, column)
    array per scenario where departments were asked for.
    """

    scenarios: Sequence[Scenario]
    seeds: tuple[int, ...]
    years: tuple[int, ...]
    values: Mapping[str, Array]
    panels: Mapping[str, Array]
    archetypes: Mapping[str, Any]
    code: Mapping[str, str]
    """Names of the code that replaced the model's own rules, for the manifest."""
    ruled: Mapping[str, Sequence[Ruled]] = field(default_factory=dict)
    """What a policy rule had set, by scenario, seed and recorded year."""

    def __repr__(self) -> str:
        names = self.names
        shown = ", ".join(names[:MOST_NAMED]) + (
            f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        )
        tables = ".outcomes and .departments" if self.panels else ".outcomes"
        return f"<Result of {shown}: {len(self.seeds)} seeds, {max(self.years)} years; {tables}>"

    @cached_property
    def names(self) -> Sequence[str]:
        """Names of the scenarios."""
        return names_of(self.scenarios)

    def _repr_html_(self) -> str:
        return str(resolve_name("budgetsim.report.notebook:result_html")(self))

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """One row per scenario × seed × year; columns ``scenario``, ``seed``, ``year``, then outcomes."""
        import pandas as pd

        frames = []
        for name in self.names:
            values = self.values[name]
            frame = pd.DataFrame(values.reshape(-1, values.shape[-1]), columns=list(OUTCOMES))
            frame.insert(0, "year", np.tile(np.arange(1, values.shape[1] + 1), values.shape[0]))
            frame.insert(0, "seed", np.repeat(np.asarray(self.seeds, dtype=np.int64), values.shape[1]))
            frame.insert(0, "scenario", name)
            frames.append(frame)
        return pd.concat(frames, ignore_index=True)

    @cached_property
    def departments(self) -> pd.DataFrame:
        """One row per scenario × seed × year × department.

        Beside what departments do and get, whether a change of the scenario has reached them (``treated``), in which
        year the first did (``cohort``, 0: none), years since (``since``), and every lever that was in force for them.

        Raises
        ------
        ValueError
            If the panel was not asked for.
        """
        import pandas as pd

        if not self.panels:
            raise ValueError(told("fault-no-panel"))
        frames = [self._panel(scenario) for scenario in self.scenarios]
        return pd.concat(frames, ignore_index=True)

    def policy(self, scenario: str, seeds: slice) -> dict[str, Any]:
        """Return who of a scenario is treated and the levers in force under some seeds, as ``treatment.columns_of``."""
        place = list(self.names).index(scenario)
        years = self.panels[scenario].shape[1]
        ruled = self.ruled.get(scenario)
        return columns_of(
            self.scenarios[place],
            years,
            self.seeds[seeds],
            self.archetypes[scenario][seeds],
            None if ruled is None else ruled[seeds],
        )

    def _panel(self, scenario: Scenario) -> pd.DataFrame:
        import pandas as pd

        values = self.panels[scenario.name]
        seeds, years, departments, _ = values.shape
        frame = pd.DataFrame(values.reshape(-1, values.shape[-1]), columns=list(DEPARTMENT_COLUMNS))
        kinds = np.asarray(ARCHETYPES)[self.archetypes[scenario.name]]
        index = np.indices((seeds, years, departments)).reshape(3, -1)
        policy = self.policy(scenario.name, slice(None))
        for name in reversed(TREATMENT):
            frame.insert(0, name, policy.pop(name).ravel())
        frame = pd.concat(
            [frame, pd.DataFrame({name: cells.ravel() for name, cells in policy.items()})], axis=1
        )
        if scenario.roster is not None:
            frame.insert(0, "name", np.asarray(scenario.roster.names)[index[2]])
        frame.insert(0, "archetype", kinds[index[0], index[2]])
        frame.insert(0, "department", index[2])
        frame.insert(0, "year", index[1] + 1)
        frame.insert(0, "seed", np.asarray(self.seeds, dtype=np.int64)[index[0]])
        frame.insert(0, "scenario", scenario.name)
        return frame

    def save(self, directory: str | Path) -> Path:
        """Write the results as a study directory that ``budgetsim.load_study`` reads; return its path."""
        # Through the table of public names: studies are made of results, which know nothing of studies.
        save_result: Callable[[Result, str | Path], Path] = resolve_name("budgetsim:save_result")
        return save_result(self, directory)
