"""What field experiments cost before they are run."""

from __future__ import annotations

from collections.abc import Sequence

from budgetsim.studies.cost import SECONDS_PER_DEPARTMENT_YEAR
from budgetsim.verification.evidence.run import MATCHING, contexts_named, planned_worlds

PANEL = 1.5
"""Time of a run whose departments are kept, relative to one whose are not, their moments included."""
TRIALS = 12
"""Control arms that are simulated until one is matched, about."""


def work_of_evidence(names: Sequence[str], replications: int | None) -> tuple[int, float]:
    """Return the runs of some field experiments, and their seconds on one process, matching included.

    Raises
    ------
    ScenarioError
        If a name is unknown, or with every fault of every file.
    """
    runs, work = 0, 0.0
    contexts = contexts_named(names)
    for arm in (context.control for context in contexts if context.control is not None):
        work += (
            TRIALS
            * len(MATCHING)
            / PANEL
            * (arm.years + arm.base.protocol.burn_in)
            * arm.base.district.departments
        )
    for scenario, years, seeds in planned_worlds(contexts, replications):
        runs += seeds
        work += seeds * (years + scenario.protocol.burn_in) * scenario.district.departments
    return runs, PANEL * SECONDS_PER_DEPARTMENT_YEAR * work
