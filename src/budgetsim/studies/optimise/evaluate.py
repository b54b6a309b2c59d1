"""Mixes simulated as rounds of a campaign, and what they showed as losses (mix, state, seed, outcome)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.studies.optimise.problem import COST, Optimisation
from budgetsim.studies.optimise.worlds import draw_states, mix_points, reference_names, reference_points
from budgetsim.studies.runner import Campaign
from budgetsim.studies.sampling import Columns
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import Study
from budgetsim.studies.summary import LAST_YEARS

if TYPE_CHECKING:
    import pandas as pd

ROUND = "generation-{:04d}"


@dataclass
class Bench:
    """Where mixes are tried: the same states and seeds for all; the search and the final check have their own."""

    asked: Optimisation
    campaign: Campaign
    fresh: bool
    states: Columns = field(init=False)

    def __post_init__(self) -> None:
        self.states = draw_states(self.asked, fresh=self.fresh)

    @property
    def seeds(self) -> tuple[int, ...]:
        """Seeds that every mix meets here."""
        return self.asked.fresh_seeds if self.fresh else self.asked.seeds

    def generation(self, number: int, names: Sequence[str], mixes: Columns) -> Array:
        """Simulate the new mixes of a generation; return their losses."""
        found = self.mixes(ROUND.format(number), names, mixes)
        return self.losses(found, len(names))

    def mixes(self, name: str, names: Sequence[str], mixes: Columns) -> StudyResult:
        """Simulate mixes in a round of its own."""
        return self._run(name, mix_points(self.asked, names, mixes, self.states))

    def references(self) -> StudyResult:
        """Simulate the status quo and the reference reforms."""
        name = "references-fresh" if self.fresh else "references"
        return self._run(name, reference_points(self.asked, self.states))

    def losses(self, found: StudyResult, count: int) -> Array:
        """Return means over the last years of a round of ``count`` mixes as losses, the cost last if it is limited."""
        means = found.run_means(LAST_YEARS, self.asked.outcomes)
        columns = [objective.sign * means[objective.name].to_numpy() for objective in self.asked.objectives]
        if self.asked.budget is not None:
            columns.append(means[COST].to_numpy())
        return np.stack(columns, axis=-1).reshape(count, self.asked.states, len(self.seeds), -1)

    def means(self, found: StudyResult, names: Sequence[str]) -> pd.DataFrame:
        """Return means over the last years and over states of every outcome: one row per mix × seed."""
        import pandas as pd

        table = found.run_means(LAST_YEARS)
        outcomes = [str(name) for name in table.columns if name not in ("scenario", "seed")]
        values = (
            table[outcomes]
            .to_numpy()
            .reshape(len(names), self.asked.states, len(self.seeds), -1)
            .mean(axis=1)
        )
        made = pd.DataFrame(values.reshape(-1, len(outcomes)), columns=outcomes)
        made.insert(0, "seed", np.tile(self.seeds, len(names)))
        made.insert(0, "scenario", np.repeat(np.asarray(names, dtype=object), len(self.seeds)))
        return made

    def reference_losses(self, found: StudyResult) -> Array:
        """Return the losses of the status quo and the reference reforms."""
        return self.losses(found, len(reference_names(self.asked)))

    def _run(self, name: str, scenarios: Sequence[Scenario]) -> StudyResult:
        asked = self.asked
        settings: dict[str, Any] = {
            "factors": [factor.to_dict() for factor in asked.levers],
            "states": self.states,
        }
        if not self.fresh:
            # Of a search only what is sought is read again; all outcomes would take ten times the disk.
            settings["keep"] = list(asked.outcomes)
        study = Study("optimise", asked.name, scenarios, self.seeds, code=asked.code, settings=settings)
        return self.campaign.run(name, study)


def planned_runs(asked: Optimisation) -> int:
    """Return how many runs a search takes at most."""
    references = 1 + len(asked.references)
    search = asked.population * asked.generations + references
    check = asked.population + references
    return asked.states * (search * len(asked.seeds) + check * asked.fresh)
