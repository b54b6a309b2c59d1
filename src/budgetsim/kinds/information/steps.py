"""Every scenario under every draw, and what follows from it for the worth of information."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.kinds.information.answer import Information, Parameter, Policy
from budgetsim.kinds.information.bearing import OWN, STANCE_NAMES, findings_of, mechanisms
from budgetsim.kinds.information.question import STRUCTURE_DRAWS, Question
from budgetsim.kinds.information.structures import Within, within
from budgetsim.kinds.information.worth import NORMAL, Decision, Worth, in_order, standard_error
from budgetsim.numerics import Array, BoolArray
from budgetsim.posterior import uncertain
from budgetsim.posterior.prior import moments
from budgetsim.scenario_files.revise import parse_setting
from budgetsim.studies import ask
from budgetsim.studies.band import stances_of, under_stances
from budgetsim.studies.ignorance import ENDS
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.kind import Steps
from budgetsim.studies.money import ACCOUNT, money_of
from budgetsim.studies.parameters import posterior_of
from budgetsim.studies.states import States, met, points_under, settings_under, states_of
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import Study
from budgetsim.studies.summary import direction_of
from budgetsim.studies.table import Interval


def steps(question: Question) -> Steps[Information]:
    """Simulate all scenarios under all draws in the same worlds, and weigh what could be known."""
    states, weights = states_behind(question)
    result: StudyResult = yield study_of(question, states)
    names = [scenario.name for scenario in question.scenarios]
    values, rivals = _values(question, result, states)
    information = answer_of(question.outcome, names, values, weights, states, rivals)
    return replace(
        information,
        stance=question.stance,
        draws=question.chosen_draws,
        seeds=tuple(int(seed) for seed in result.seeds),
        years=int(result.years[0]),
        money=money_of(question.scenarios, question.money) if question.outcome in ACCOUNT else None,
    )


def states_behind(question: Question) -> tuple[States, Array]:
    """Return the different draws, which may have been taken several times, and how much each weighs.

    Structures are rivals: each is met under the first draws, and what is worth knowing there is told apart.
    """
    said = [parse_setting(text)[0].rpartition(".")[2] for text in question.settings]
    posterior = posterior_of(question.parameters)
    states = states_of(posterior, question.scenarios, question.chosen_draws, said)
    drawn = np.column_stack(list(states.parameters.values()))
    _, firsts, counts = np.unique(drawn, axis=0, return_index=True, return_counts=True)
    order = np.argsort(firsts)
    rows, weights = firsts[order], counts[order] / states.draws
    parameters = {name: column[rows] for name, column in states.parameters.items()}
    return States(states.source, parameters, states.structures, len(rows), STRUCTURE_DRAWS), weights


def study_of(question: Question, states: States) -> Study:
    """Return the study that simulates every scenario under every draw."""
    names = [scenario.name for scenario in question.scenarios]
    points = points_under(question.scenarios, states)
    settings = {**settings_under(points, states), **question.keep.settings()}
    seeds = ask.seed_range(question.seed, question.replications)
    name = question.name or "-".join(names)
    return Study("information", name, points, seeds, question.years, settings=settings)


def _values(question: Question, result: StudyResult, states: States) -> tuple[Array, dict[str, Array]]:
    """Return the outcome, (draw, seed, scenario), under the stance that is asked for, and by other structure."""
    names = [scenario.name for scenario in question.scenarios]
    means, outcome = result.run_means(LAST_YEARS, question.needed), question.outcome
    if question.stance != OWN:
        under = under_stances(means, stances_of(result.design))
        if under is not None:  # the study holds what it needs
            means, outcome = under, str(STANCE_NAMES.index(question.stance) - 1)
    results = met(means, names, states, [outcome])

    def stacked(drawn: Mapping[str, Array]) -> Array:
        return np.stack([drawn[name][..., 0] for name in names], axis=2)

    return stacked(results.drawn), {
        name: stacked(results_there) for name, results_there in results.structures.items()
    }


def answer_of(  # noqa: PLR0913 - what was simulated
    outcome: str,
    names: Sequence[str],
    values: Array,
    weights: Array,
    states: States,
    rivals: Mapping[str, Array] | None = None,
) -> Information:
    """Return what follows from values (draw, seed, scenario); draws in which some are undefined do not count.

    ``rivals`` are values under the first draws in other structures of the model.
    """
    sign, every, of_draws = direction_of(outcome), values, weights
    values, weights, known = _defined(every, of_draws)
    decision = Decision(values * sign, weights)
    columns = np.column_stack([column[known] for column in states.parameters.values()])
    singles = dict(zip(states.parameters, decision.of_each(columns), strict=True))
    of, groups = mechanisms(), {}
    for mechanism in dict.fromkeys(of[name] for name in singles):
        members = {name: worth for name, worth in singles.items() if of[name] == mechanism}
        chosen = [place for place, name in enumerate(singles) if name in members]
        groups[mechanism] = in_order(decision.of_several(columns[:, chosen]), members)
    return Information(
        outcome=outcome,
        stance=OWN,
        best=names[decision.best],
        policies=_policies(names, values, decision),
        perfect=in_order(decision.perfect(), {**singles, **groups}),
        parameters=_parameters(singles, columns, weights),
        mechanisms=groups,
        draws=states.draws,
        distinct_draws=int(known.sum()),
        drawn_from=states.source,
        seeds=(),
        years=0,
        structures={
            name: _within(names, names[decision.best], gains * sign, of_draws, states)
            for name, gains in (rivals or {}).items()
        },
    )


def _defined(values: Array, weights: Array) -> tuple[Array, Array, BoolArray]:
    """Return values and weights of the draws in which all are defined, and which these are."""
    known: BoolArray = np.isfinite(values).all(axis=(1, 2))  # type: ignore[assignment] # an axis is left
    return values[known], weights[known] / weights[known].sum(), known


def _within(names: Sequence[str], chosen: str, values: Array, weights: Array, states: States) -> Within:
    """Return what holds within a structure, which the first draws met."""
    values, weights, known = _defined(values, weights[: len(values)])
    columns = {name: column[: len(known)][known] for name, column in states.parameters.items()}
    return within(names, chosen, values, weights, columns)


def _policies(names: Sequence[str], values: Array, decision: Decision) -> dict[str, Policy]:
    weights, best = decision.weights, decision.best
    by_draw, better = values.mean(axis=1), decision.values.mean(axis=1)
    leads = better == better.max(axis=1, keepdims=True)
    policies = {}
    for place, name in enumerate(names):
        behind = better[:, best] - better[:, place]
        middle, half = float(weights @ behind), NORMAL * standard_error(behind, weights)
        low, high = np.quantile(by_draw[:, place], ENDS, weights=weights, method="inverted_cdf")
        policies[name] = Policy(
            Interval(float(weights @ by_draw[:, place]), float(low), float(high)),
            Interval(None) if place == best else Interval(middle, middle - half, middle + half),
            float(weights @ leads[:, place]),
        )
    return policies


def _parameters(singles: dict[str, Worth], columns: Array, weights: Array) -> dict[str, Parameter]:
    before = dict(zip(uncertain(), moments()[1], strict=True))
    of, about, parameters = mechanisms(), declarations(), {}
    for (name, worth), column in zip(singles.items(), columns.T, strict=True):
        now = float(np.sqrt(weights @ (column - weights @ column) ** 2))
        left = now / float(before[name]) if before.get(name, 0.0) > 0.0 else None
        parameters[name] = Parameter(worth, of[name], about[name].basis, left, findings_of(name))
    return parameters
