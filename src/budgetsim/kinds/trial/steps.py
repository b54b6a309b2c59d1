"""The steps of a trial: worlds are made on several processes, then estimated and set beside the truth."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from budgetsim.kinds.trial.answer import Checked, Trial
from budgetsim.kinds.trial.estimators import Panel, estimators
from budgetsim.kinds.trial.judge import Effects, effects_of, events_of, lengths_of, over_draws, rollout, tried
from budgetsim.kinds.trial.keep import kept_worlds
from budgetsim.kinds.trial.package import NAME, package_estimates
from budgetsim.kinds.trial.question import Question
from budgetsim.kinds.trial.worlds import Seen, Worlds
from budgetsim.language import told
from budgetsim.studies.cost import SECONDS_PER_COMPILED_YEAR, Cost
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import Workers
from budgetsim.studies.kind import Adaptive, Steps
from budgetsim.studies.runner import Progress

DISK = 300e3
"""Bytes of answer, tables and figures."""
BOUNDS = (1e-9, 1e-6)
"""Parts of a standard error by which the package may differ; the first that holds is told, since rounding may vary."""
SECONDS_OF_PACKAGE = 3.0
"""What the package takes to be loaded, and to estimate a few worlds."""


def steps(question: Question) -> Steps[Trial]:
    """Make the worlds, or read those that are there; estimate every trial in each, and tell what is true."""
    order = question.order

    def made(directory: Path, workers: Workers, progress: Progress | None) -> Worlds:
        return kept_worlds(order, directory, workers, progress)

    return judged(question, (yield Adaptive(made)))


def judged(question: Question, worlds: Worlds) -> Trial:
    """Return what trials find in some worlds, and what is true there."""
    order, plan = question.order, question.plan
    seen = worlds.seen[plan.size]
    effects = effects_of(plan.panel, seen)
    true, measured = (effects.on_treated(values) for values in (effects.true, effects.measured))
    return Trial(
        scenario=question.scenario.name,
        treatment=dict(plan.treatment),
        outcome=question.outcome,
        unit=plan.unit,
        assignment=plan.assignment,
        cohorts={one.year: one.units for one in plan.cohorts},
        controls=plan.controls,
        population=question.population,
        years=plan.years,
        estimator=question.chosen_estimator,
        inference=question.inference,
        level=effects.level,
        true=over_draws(true),
        measured=over_draws(measured),
        rollout=over_draws(rollout(plan.panel, worlds)),
        tried=tuple(
            tried(one.panel, worlds.seen[one.size], after, question.inference)
            for one in question.plans
            for after in lengths_of(one.panel)
        ),
        events=events_of(effects),
        specimen=_specimen(effects),
        checked=_checked(plan.panel, seen, question.checked, question.inference),
        draws=order.states.draws,
        worlds=question.worlds,
        first_seed=question.seed,
        drawn_from=order.states.source,
    )


def _specimen(effects: Effects) -> tuple[tuple[int, int, int, float, float], ...]:
    """Return the panel of the first world as rows: unit, year, the year from which it is treated, measured, true."""
    panel, seen = effects.panel, effects.seen
    return tuple(
        (unit, year + 1, since, float(seen.measured[0, 0, unit, year]), float(seen.true[0, 0, unit, year]))
        for unit, since in enumerate(panel.since)
        for year in range(panel.years)
    )


def _checked(panel: Panel, seen: Seen, count: int, inference: str) -> Checked | None:
    """Return how far what the package estimates in the first worlds is from the formulas.

    Raises
    ------
    StudyError
        If it is not the same.
    """
    worlds = seen.measured.reshape(-1, *seen.measured.shape[2:])[:count]
    if not len(worlds):
        return None
    ours = {name: one.estimates(worlds) for name, one in estimators(panel, inference).items()}
    apart = [
        max(abs(value - ours[name].value[place]), abs(error - ours[name].error[place]))
        / ours[name].error[place]
        for place, outcomes in enumerate(worlds)
        for name, (value, error) in package_estimates(panel, outcomes, inference).items()
        if name in ours and ours[name].error[place] > 0.0
    ]
    difference = float(np.max(apart, initial=0.0))
    if difference > BOUNDS[-1]:
        raise StudyError(told("trial-fault-differs", package=NAME, difference=f"{difference:.1e}"))
    return Checked(NAME, len(worlds), next(bound for bound in BOUNDS if difference <= bound))


def cost(question: Question) -> tuple[Cost, None]:
    """Return what a trial takes on one process."""
    order = question.order
    arms = {name for plan in order.plans for name in plan.arms()}
    runs = len(arms) * sum(map(len, order.seeds))
    lived = runs * (question.years + question.scenario.protocol.burn_in) * question.population
    seconds = lived * SECONDS_PER_COMPILED_YEAR + (SECONDS_OF_PACKAGE if question.checked else 0.0)
    how = told("trial-takes", worlds=str(len(order.seeds) * question.worlds)) + told("fault-colon")
    return Cost(runs, seconds, DISK, how=how), None
