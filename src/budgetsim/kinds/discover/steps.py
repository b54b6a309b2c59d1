"""From a question to its answer: states are simulated, or taken from a directory, and rules sought in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from budgetsim.kinds.discover.answer import Discovery, design_of, discovery_of
from budgetsim.kinds.discover.cases import BENEATH, cases_of, draws_behind
from budgetsim.kinds.discover.find import analysis_seed, find, find_weakest
from budgetsim.kinds.discover.question import OfRuns, Question
from budgetsim.language import told
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.scenario_files.faults import Fault, listed
from budgetsim.studies.factors import SCENARIO, Factor, as_settings
from budgetsim.studies.kind import Steps, Stored
from budgetsim.studies.point_checks import MOST_FAULTS
from budgetsim.studies.points import StoredPoints
from budgetsim.studies.sampling import Columns, crossed, latin_hypercube
from budgetsim.studies.states import MARK, drawn_factor, own_value, switched_factor
from budgetsim.studies.study import Study

COMMAND = "discover"


def study_of(question: Question) -> Study:
    """Return the study of a question: every state under the base, then every state under the policy.

    What failing means is no part of it, since runs keep all outcomes that ``keep`` does not leave out: another
    condition asks the same runs.

    Raises
    ------
    ScenarioError
        If values are not allowed together.
    """
    columns, beneath = columns_of(question), beneath_of(question)
    names = (question.base.name, question.policy.name)
    scenario = Factor(SCENARIO, "lever", "choice", levels=names)
    pair = (question.base, question.policy)
    states = [one for side in pair for one in _in_states(question, side, columns, question.samples)]
    states += [
        one
        for structure in structures_of(question)
        for side in pair
        for one in _in_states(question, side, columns, question.few, structure)
    ]
    switched = _switched(question)
    points = StoredPoints(
        states,
        (scenario, *question.factors, *beneath, *(switched_factor(*each) for each in switched.items())),
        {**_under_structures(question, crossed({SCENARIO: list(names)}, columns)), **switched},
    )
    settings = {
        "factors": [factor.to_dict() for factor in points.factors],
        **_about_draws(question, beneath),
        "delivered": [factor.name for factor in question.arriving],
        "policy": question.policy.name,
        "against": question.base.name,
        "samples": question.samples,
        "design_seed": question.design_seed,
        **question.keep.settings(),
    }
    name = question.name or question.policy.name
    return Study(COMMAND, name, points, question.seeds, question.years, code=question.code, settings=settings)


def columns_of(question: Question) -> Columns:
    """Return the values of all factors, and of what is drawn beneath them, in every state."""
    of_draws = set(question.from_draws)
    placed = [factor for factor in question.factors if factor.name not in of_draws]
    columns = latin_hypercube(placed, question.samples, question.design_seed) if placed else {}
    if question.states is not None:
        draws = np.arange(question.samples) % question.states.draws
        columns |= {name: column[draws].tolist() for name, column in question.states.parameters.items()}
    return columns


def structures_of(question: Question) -> tuple[str, ...]:
    """Return the other structures of the model that states are met under; none where parameters are as declared."""
    return () if question.states is None else tuple(question.states.structures)


def _under_structures(question: Question, columns: Columns) -> Columns:
    """Return columns of both scenarios in every state, followed by the first states of both under each structure."""
    both = range(2)
    few = [
        place
        for side in both
        for place in range(side * question.samples, side * question.samples + question.few)
    ]
    again = few * len(structures_of(question))
    return {name: [*column, *(column[place] for place in again)] for name, column in columns.items()}


def _switched(question: Question) -> dict[str, list[Any]]:
    """Return what structures set, at every point: what a scenario itself says in all states but theirs."""
    if question.states is None:
        return {}
    pair, structures = (question.base, question.policy), question.states.structures
    switched: dict[str, list[Any]] = {}
    for name in dict.fromkeys(name for sets in structures.values() for name in sets):
        values = [own_value(scenario, name) for scenario in pair]
        switched[name] = [value for value in values for _ in range(question.samples)]
        for sets in structures.values():
            switched[name] += [sets.get(name, value) for value in values for _ in range(question.few)]
    return switched


def beneath_of(question: Question) -> tuple[Factor, ...]:
    """Return what every state takes a draw of, beside the factors in which rules are sought."""
    drawn = {} if question.states is None else question.states.parameters
    named = set(question.from_draws)
    return tuple(drawn_factor(name, column) for name, column in drawn.items() if name not in named)


def _about_draws(question: Question, beneath: Sequence[Factor]) -> dict[str, Any]:
    """Return what a study must know of the draws that states take in turn, to tell them apart again."""
    if question.states is None:
        return {}
    draws = {"source": question.states.source, "draws": question.states.draws}
    names = {"searched": list(question.from_draws), "parameters": [factor.name for factor in beneath]}
    structures = {"structures": list(structures_of(question)), "few": question.few}
    return {BENEATH: {**draws, **names, **structures}}


def _in_states(
    question: Question, scenario: Scenario, drawn: Columns, count: int, structure: str = ""
) -> list[Scenario]:
    """Return a scenario in the first states, called after itself, the state's number, and perhaps a structure."""
    beneath = [factor.name for factor in beneath_of(question)]
    digits, faults, points = len(str(question.samples)), [], []
    announced = question.arriving if scenario is question.policy else ()
    sets = question.states.structures[structure] if question.states is not None and structure else {}
    for place in range(count):
        label = f"{scenario.name}-s{place + 1:0{digits}d}{MARK if structure else ''}{structure}"
        state = {factor.name: drawn[factor.name][place] for factor in question.unknown}
        arrived = {factor.name: drawn[factor.name][place] for factor in announced}
        rest = {name: drawn[name][place] for name in beneath}
        try:
            moved = {"name": label, **rest, **sets, **as_settings(question.unknown, state)}
            points.append(_delivering(scenario, arrived, moved))
        except ScenarioError as error:
            values = listed(f"{name} = {value}" for name, value in {**state, **arrived}.items())
            hint = told("discover-state", number=str(place + 1), values=values)
            faults += [Fault("design", None, f.field, f.value, f.message, hint) for f in error.faults]
            if len(faults) >= MOST_FAULTS:
                break
    if faults:
        raise ScenarioError(faults)
    return points


def _delivering(scenario: Scenario, arrived: Mapping[str, Any], moved: Mapping[str, Any]) -> Scenario:
    """Return a scenario that attains some levers only in part, wherever it sets them, with further values moved."""
    if not arrived:
        return scenario.placed(**moved)
    later = {name for change in scenario.changes for name in change.levers}
    changes = [
        replace(c, levers={name: arrived.get(name, value) for name, value in c.levers.items()})
        for c in scenario.changes
    ]
    first = {name: value for name, value in arrived.items() if name not in later}
    return scenario.placed(changes=changes, **first, **moved)


def steps(question: Question | OfRuns) -> Steps[Discovery]:
    """Simulate every state, then seek rules; runs that are there already are only asked."""
    result = yield Stored(question.scenario) if isinstance(question, OfRuns) else study_of(question)
    cases = cases_of(result, question.condition, question.policy_name, question.base_name)
    about = result.settings
    seed = analysis_seed(int(about.get("design_seed", 0)))
    findings = find(cases, seed)
    return discovery_of(
        findings,
        find_weakest(findings, seed),
        seeds=tuple(result.seeds),
        years=int(result.about["years"] or result.design["years"].iloc[0]),
        runs=result.runs,
        name=result.about["name"],
        design=design_of(about),
        **draws_behind(result),
    )
