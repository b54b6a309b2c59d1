"""What questions about scenarios have in common: their study, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from budgetsim.kinds.scenarios.runs import Runs
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import Fault
from budgetsim.studies import ask
from budgetsim.studies.ask import Where
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import CODE_ROLES, Study
from budgetsim.studies.untouched import inert_faults, late_faults

REPLICATIONS = 30
"""Seeds of each scenario."""


def scenario_faults(question: Any, scenarios: Sequence[Scenario], where: Where) -> Iterator[Fault]:
    """Yield what is wrong between years, settings, code and seeds of a question about scenarios."""
    yield from late_faults(scenarios, question.years)
    yield from inert_faults(scenarios, question.settings, code=code_of(question))
    yield from ask.seed_faults(question.seed, question.replications, where)


def code_of(question: Any) -> dict[str, str]:
    """Return the names of the code that replaces the model's own rules, by role."""
    named = {role: getattr(question, role) for role in reversed(CODE_ROLES)}
    return {role: name for role, name in named.items() if name}


def study_of(command: str, question: Any, scenarios: tuple[Scenario, ...]) -> Study:
    """Return the study that simulates scenarios under the seeds that are asked for."""
    name = question.name or "-".join(scenario.name for scenario in scenarios)
    seeds = ask.seed_range(question.seed, question.replications)
    return Study(command, name, scenarios, seeds, question.years, question.departments, code_of(question))


def runs_behind(question: Any, scenarios: tuple[Scenario, ...], result: StudyResult) -> Runs:
    """Return what figures are drawn from, of runs that have just been made."""
    return Runs(result.outcomes, scenarios, result.seeds, question.years, code_of(question))
