"""What questions about scenarios have in common: their study, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from budgetsim.kinds.scenarios.runs import Runs
from budgetsim.scenario import Scenario
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import CODE_ROLES, Study
from budgetsim.studies.untouched import inert_faults, late_faults

REPLICATIONS = 30
"""Seeds of each scenario."""


def scenario_faults(question: Any, where: Where) -> Faults:
    """Yield what is wrong between years, settings, code and seeds of a question about scenarios."""
    yield lambda: late_faults(question.scenarios, question.years)
    yield lambda: inert_faults(question.scenarios, question.settings, code=code_of(question))
    yield lambda: ask.seed_faults(question.seed, question.replications, where)


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
