"""``simulate``: many runs at once, one line for the user."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from budgetsim.batch import Job, Observer, run_job
from budgetsim.fiscal_year import Behaviour
from budgetsim.language import told
from budgetsim.measures import OUTCOMES
from budgetsim.panel import DEPARTMENT_COLUMNS
from budgetsim.policy_rule import PolicyRule
from budgetsim.result import Result
from budgetsim.scenario import Scenario, ScenarioError, load_scenario, tell_late
from budgetsim.scenario_files.faults import listed
from budgetsim.seeds import seed_list

ScenarioLike = Scenario | str | os.PathLike[str]


def simulate(  # noqa: PLR0913 - the public interface
    scenarios: ScenarioLike | Iterable[ScenarioLike],
    seeds: int | Iterable[int],
    years: int | None = None,
    *,
    departments: bool = False,
    behaviour: Behaviour | None = None,
    policy_rule: PolicyRule | None = None,
    observer: Observer | None = None,
) -> Result:
    """Run every scenario under every seed.

    Parameters
    ----------
    scenarios
        One scenario or several, as objects, names of reference scenarios or paths of scenario files.
    seeds
        A number n for the seeds 0…n−1, or the seeds themselves. Two scenarios under one seed meet the same world.
    years
        Recorded years; by default each scenario's own. A ``ScenarioWarning`` tells of changes that come later.
    departments
        Keep the yearly panel of departments too.
    behaviour
        Function from a ``DepartmentView`` of arrays to a ``Decision`` of arrays, for all departments.
    policy_rule
        Function from a ``BureauView`` to a dict of next year's levers. Runs go one by one then.
    observer
        Function of a chunk, a recorded year and the chunk's world, called after every month; it measures and changes
        nothing, as ``budgetsim.ledger.Ledger`` does.

    Raises
    ------
    ScenarioError
        If a scenario is wrong or two have the same name.
    DecisionError
        If ``behaviour`` returns something inadmissible.
    """
    chosen = _scenarios(scenarios)
    if years is not None:
        tell_late(chosen, _years(years, chosen[0]))
    return run_scenarios(
        chosen,
        seeds,
        years,
        departments=departments,
        behaviour=behaviour,
        policy_rule=policy_rule,
        observer=observer,
    )


def run_scenarios(  # noqa: PLR0913 - as ``simulate``
    chosen: Sequence[Scenario],
    seeds: int | Iterable[int],
    years: int | None = None,
    *,
    departments: bool = False,
    behaviour: Behaviour | None = None,
    policy_rule: PolicyRule | None = None,
    observer: Observer | None = None,
) -> Result:
    """Run scenarios that are checked already, as ``simulate`` does; whether reforms come in time is not asked."""
    chosen = _scenarios(chosen)
    numbers = seed_list(seeds)
    lengths = tuple(_years(years, scenario) for scenario in chosen)
    job = Job(chosen, lengths, numbers, behaviour, policy_rule, observer)
    values, panels, kinds = _empty(job, departments=departments)
    for done in run_job(job, departments=departments):
        rows = list(done.chunk.seeds)
        for row, point in enumerate(done.chunk.points):
            name = chosen[point].name
            values[name][rows] = done.outcomes[row]
            if done.departments is not None and done.archetypes is not None:
                panels[name][rows] = done.departments[row]
                kinds[name][rows] = done.archetypes[row]
    code = {"behaviour": behaviour, "policy_rule": policy_rule}
    named = {role: code_name(given) for role, given in code.items() if given is not None}
    return Result(chosen, numbers, lengths, values, panels, kinds, named)


def code_name(code: Any) -> str:
    """Name under which user code is recorded, ``module:qualified_name``."""
    kind = code if hasattr(code, "__qualname__") else type(code)
    return f"{kind.__module__}:{kind.__qualname__}"


def _scenarios(given: ScenarioLike | Iterable[ScenarioLike]) -> tuple[Scenario, ...]:
    several = [given] if isinstance(given, str | Scenario | os.PathLike) else list(given)
    if not several:
        raise ScenarioError(told("fault-no-scenario"))
    chosen = tuple(load_scenario(item) for item in several)
    names = [scenario.name for scenario in chosen]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        example = repr(f"{twice[0]}_2")
        raise ScenarioError(told("fault-same-name", names=listed(map(repr, twice)), example=example))
    return chosen


def _years(years: Any, scenario: Scenario) -> int:
    if years is None:
        return scenario.protocol.years
    if isinstance(years, bool) or not isinstance(years, int | np.integer) or years < 1:
        raise ValueError(told("fault-run-years", years=repr(years)))
    return int(years)


def _empty(job: Job, *, departments: bool) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    seeds = len(job.seeds)
    values, panels, kinds = {}, {}, {}
    for scenario, years in zip(job.scenarios, job.years, strict=True):
        count = scenario.district.departments
        values[scenario.name] = np.empty((seeds, years, len(OUTCOMES)))
        if departments:
            panels[scenario.name] = np.empty((seeds, years, count, len(DEPARTMENT_COLUMNS)))
            kinds[scenario.name] = np.empty((seeds, count), dtype=np.intp)
    return values, panels, kinds
