"""What questions about scenarios have in common: their study, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budgetsim.kinds.scenarios.runs import Runs
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.revise import parse_setting
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where
from budgetsim.studies.keeping import horizons_of
from budgetsim.studies.money import money_faults
from budgetsim.studies.parameters import POINT, draw_faults, draws_of, posterior_of
from budgetsim.studies.states import States, points_under, settings_under, states_of
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import CODE_ROLES, Study
from budgetsim.studies.untouched import inert_faults, late_faults

REPLICATIONS = 30
"""Seeds of each scenario with declared parameters."""
SEEDS_OF_A_DRAW = 8
"""Seeds of each scenario under every draw of parameters."""


def scenario_faults(question: Any, where: Where) -> Faults:
    """Yield what is wrong between years, settings, code, draws and seeds of a question about scenarios."""
    yield lambda: late_faults(question.scenarios, question.years)
    yield lambda: inert_faults(question.scenarios, question.settings, code=code_of(question))
    yield lambda: draw_faults(question.parameters, question.draws, where, is_drawn=takes_draws(question))
    yield lambda: ask.seed_faults(question.seed, seeds_of(question), where)
    horizons = horizons_of(question.scenarios, question.years)
    yield lambda: money_faults(question.scenarios, question.money, where)
    yield lambda: ask.keep_faults(question.keep, where, question.needed, horizons)


def code_of(question: Any) -> dict[str, str]:
    """Return the names of the code that replaces the model's own rules, by role."""
    named = {role: getattr(question, role) for role in reversed(CODE_ROLES)}
    return {role: name for role, name in named.items() if name}


def takes_draws(question: Any) -> bool:
    """Whether parameters are drawn: unless declared ones are asked for, or it would be dear and nobody asked for it.

    It is dear with code of somebody's own, which runs one world after the other, and where the panel of departments is
    stored of every run.
    """
    if question.parameters == "":
        return not code_of(question) and not question.departments
    return bool(question.parameters != POINT)


def seeds_of(question: Any) -> int:
    """Return the number of seeds."""
    usual = SEEDS_OF_A_DRAW if takes_draws(question) else REPLICATIONS
    return int(question.replications or usual)


def states_behind(question: Any) -> States | None:
    """Return the states that scenarios meet; ``None`` where parameters are as declared."""
    if not takes_draws(question):
        return None
    posterior = posterior_of(question.parameters)
    said = [parse_setting(text)[0].rpartition(".")[2] for text in question.settings]
    return states_of(posterior, question.scenarios, draws_of(question.parameters, question.draws), said)


def study_of(
    command: str, question: Any, scenarios: Sequence[Scenario], states: States | None = None
) -> Study:
    """Return the study that simulates scenarios, under every state, under the seeds that are asked for."""
    name = question.name or "-".join(scenario.name for scenario in scenarios)
    seeds = ask.seed_range(question.seed, seeds_of(question))
    code, keep = code_of(question), question.keep.settings()
    if states is None:
        return Study(command, name, tuple(scenarios), seeds, question.years, question.departments, code, keep)
    points = points_under(scenarios, states)
    settings = {**settings_under(points, states), **keep}
    return Study(command, name, points, seeds, question.years, question.departments, code, settings)


def runs_behind(question: Any, scenarios: Sequence[Scenario], result: StudyResult) -> Runs:
    """Return what figures are drawn from, of runs that have just been made: those with declared parameters."""
    return Runs(result, tuple(scenarios), result.seeds, question.years, code_of(question))
