"""Every scenario under every draw, and what follows from it for the worth of information."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.kinds.information.answer import Information, Parameter, Policy
from budgetsim.kinds.information.bearing import FINDINGS, OWN, STANCE_NAMES, mechanisms
from budgetsim.kinds.information.question import Question
from budgetsim.kinds.information.worth import NORMAL, Decision, Worth, in_order, standard_error
from budgetsim.numerics import Array
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
    values = _values(question, result, states)
    made = answer_of(question.outcome, names, values, weights, states)
    return replace(
        made,
        stance=question.stance,
        draws=question.chosen_draws,
        seeds=tuple(int(seed) for seed in result.seeds),
        years=int(result.years[0]),
        money=money_of(question.scenarios, question.money) if question.outcome in ACCOUNT else None,
    )


def states_behind(question: Question) -> tuple[States, Array]:
    """Return the different draws, which may have been taken several times, and how much each weighs.

    The model is as declared: structures are rivals, and what is worth knowing is asked of each apart (``--set``).
    """
    said = [parse_setting(text)[0].rpartition(".")[2] for text in question.settings]
    posterior = posterior_of(question.parameters)
    states = states_of(posterior, question.scenarios, question.chosen_draws, said, structures={})
    drawn = np.column_stack(list(states.parameters.values()))
    _, firsts, counts = np.unique(drawn, axis=0, return_index=True, return_counts=True)
    order = np.argsort(firsts)
    rows, weights = firsts[order], counts[order] / states.draws
    parameters = {name: column[rows] for name, column in states.parameters.items()}
    return States(states.source, parameters, {}, len(rows)), weights


def study_of(question: Question, states: States) -> Study:
    """Return the study that simulates every scenario under every draw."""
    names = [scenario.name for scenario in question.scenarios]
    points = points_under(question.scenarios, states)
    settings = {**settings_under(points, states), **question.keep.settings()}
    seeds = ask.seed_range(question.seed, question.replications)
    name = question.name or "-".join(names)
    return Study("information", name, points, seeds, question.years, settings=settings)


def _values(question: Question, result: StudyResult, states: States) -> Array:
    """Return the outcome, (draw, seed, scenario), under the stance that is asked for."""
    names = [scenario.name for scenario in question.scenarios]
    means, outcome = result.run_means(LAST_YEARS, question.needed), question.outcome
    if question.stance != OWN:
        under = under_stances(means, stances_of(result.design))
        if under is not None:  # the study holds what it needs
            means, outcome = under, str(STANCE_NAMES.index(question.stance) - 1)
    drawn = met(means, names, states, [outcome]).drawn
    return np.stack([drawn[name][..., 0] for name in names], axis=2)


def answer_of(
    outcome: str, names: Sequence[str], values: Array, weights: Array, states: States
) -> Information:
    """Return what follows from values (draw, seed, scenario); draws in which some are undefined do not count."""
    known = np.isfinite(values).all(axis=(1, 2))
    values, weights = values[known], weights[known] / weights[known].sum()
    decision = Decision(values * direction_of(outcome), weights)
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
    )


def _policies(names: Sequence[str], values: Array, decision: Decision) -> dict[str, Policy]:
    weights, best = decision.weights, decision.best
    by_draw, better = values.mean(axis=1), decision.values.mean(axis=1)
    leads = better == better.max(axis=1, keepdims=True)
    made = {}
    for place, name in enumerate(names):
        behind = better[:, best] - better[:, place]
        middle, half = float(weights @ behind), NORMAL * standard_error(behind, weights)
        low, high = np.quantile(by_draw[:, place], ENDS, weights=weights, method="inverted_cdf")
        made[name] = Policy(
            Interval(float(weights @ by_draw[:, place]), float(low), float(high)),
            Interval(None) if place == best else Interval(middle, middle - half, middle + half),
            float(weights @ leads[:, place]),
        )
    return made


def _parameters(singles: dict[str, Worth], columns: Array, weights: Array) -> dict[str, Parameter]:
    before = dict(zip(uncertain(), moments()[1], strict=True))
    of, about, made = mechanisms(), declarations(), {}
    for (name, worth), column in zip(singles.items(), columns.T, strict=True):
        now = float(np.sqrt(weights @ (column - weights @ column) ** 2))
        left = now / float(before[name]) if before.get(name, 0.0) > 0.0 else None
        made[name] = Parameter(worth, of[name], about[name].basis, left, FINDINGS.get(name, ()))
    return made
