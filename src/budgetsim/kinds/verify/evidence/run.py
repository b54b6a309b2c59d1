"""Running contexts: each by itself, under paired seeds, on as many processes as are wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from budgetsim.kinds.verify.evidence.design import CONTRASTS, Experiment, Look, Target
from budgetsim.kinds.verify.evidence.estimate import Estimate, Worlds, draws, over_seeds
from budgetsim.kinds.verify.evidence.finding import FieldFinding, Prediction, reading_of
from budgetsim.kinds.verify.evidence.fits import Fit, Fits, read_fits
from budgetsim.kinds.verify.evidence.matching import ControlArm, Matched, match, settings_where
from budgetsim.kinds.verify.evidence.read import read_experiments
from budgetsim.kinds.verify.evidence.register import evidence_folder, files_named, read_register
from budgetsim.scenario import Scenario
from budgetsim.studies.cost import SECONDS_PER_DEPARTMENT_YEAR

Task = tuple[Experiment, int | None, Fits | None]
"""A context, the seeds that are asked for, and the fits."""
AT_ONCE = 100
"""Seeds whose panels are held in memory together."""
PANEL = 1.5
"""Time of a run whose departments are kept, relative to one whose are not, their moments included."""
TRIALS = 12
"""Control arms that are simulated until one is matched, about."""
MATCHING = tuple(range(100))
"""Seeds under which control arms are matched, however many simulate the treatment: a place is one place."""


def run_evidence(names: Sequence[str], *, replications: int | None = None) -> list[FieldFinding]:
    """Return the findings of some contexts, in their order, each predicted without its study.

    Parameters
    ----------
    names
        Names of experiments, or paths of files; all if there is none.
    replications
        Seeds 0, 1, … of each experiment; by default as many as its file says, and of panels never fewer.

    Raises
    ------
    ScenarioError
        If a name is unknown, with every fault of every file, if a published finding was edited after it was
        registered, or if a control arm cannot be matched.
    """
    return [line for task in tasks_of(contexts_named(names), replications) for line in run_task(task)]


def tasks_of(experiments: Sequence[Experiment], replications: int | None) -> list[Task]:
    """Return what processes are handed, one context each.

    Raises
    ------
    ScenarioError
        If the file of the fits is damaged.
    """
    fits = read_fits(evidence_folder())
    return [(experiment, replications, fits) for experiment in experiments]


def run_task(task: Task) -> list[FieldFinding]:
    """Return the findings of a context, given as one value: work for a process."""
    experiment, replications, fits = task
    return run_experiment(experiment, replications, fits)


def contexts_named(names: Sequence[str]) -> list[Experiment]:
    """Return some contexts, once it is clear that no finding was edited after registration.

    Raises
    ------
    ScenarioError
        As ``run_evidence``, but for control arms that cannot be matched.
    """
    register = {one.id: one for one in read_register()}
    return read_experiments(files_named(names), register)


def planned_worlds(
    experiments: Sequence[Experiment], replications: int | None
) -> list[tuple[Scenario, int, int]]:
    """Return the scenarios that experiments simulate, each with its recorded years and its number of seeds."""
    worlds: list[tuple[Scenario, int, int]] = []
    for experiment in experiments:
        looks = [target.look for target in experiment.targets if target.look is not None]
        looks += [reading.look for reading in experiment.readings]
        seeds = experiment.seeds(replications)
        of_experiment: list[tuple[Scenario, int, int]] = []
        for look in looks:
            arms = [*look.arms(), *(look.arms(moderated=True) if look.kind == "interaction" else ())]
            for arm in arms if look.kind in CONTRASTS else arms[:1]:
                world = (arm, look.years, seeds)
                of_experiment += [] if world in of_experiment else [world]
        worlds += of_experiment
    return worlds


def run_experiment(
    experiment: Experiment, replications: int | None = None, fits: Fits | None = None
) -> list[FieldFinding]:
    """Return the findings of one context; its readings belong to the first finding that is compared.

    Structural parameters are those of the fit without the study, where it took part in one; the place is then matched
    to its control arm, and only then is the treatment simulated.
    """
    fit = fits.fit_for(target.published.id for target in experiment.targets) if fits else None
    common = settings_where(experiment.consequence, fit.common) if fit else {}
    place = matched(experiment.control, common)
    settings = {**common, **place.values}
    looks = [target.look for target in experiment.targets if target.look is not None]
    looks += [reading.look for reading in experiment.readings]
    looks = [look.placed(settings) for look in looks]
    simulated = iter(estimates(looks, experiment.seeds(replications), experiment.pool))
    judged = [next(simulated) if target.look else None for target in experiment.targets]
    readings = tuple(reading_of(one.what, one.look, next(simulated)) for one in experiment.readings)
    first = next((number for number, target in enumerate(experiment.targets) if target.look), 0)
    return [
        FieldFinding(
            experiment,
            target,
            one,
            None if one is None else prediction_of(target, one, fit, fits),
            place.values,
            readings if number == first else (),
        )
        for number, (target, one) in enumerate(zip(experiment.targets, judged, strict=True))
    ]


def matched(arm: ControlArm | None, common: Mapping[str, float]) -> Matched:
    """Return the parameters of a place, given the common ones: solved from its control arm alone."""
    return Matched({}, ()) if arm is None else match(arm.placed(common), MATCHING)


def prediction_of(target: Target, estimate: Estimate, fit: Fit | None, fits: Fits | None) -> Prediction:
    """Return a simulated number with all that is not known about it.

    What a parameter was set by is no prediction and has no discrepancy.
    """
    is_new = not target.is_set
    return Prediction(
        estimate.mean,
        estimate.error,
        common=fit.spreads.get(target.published.id, 0.0) if fit else 0.0,
        discrepancy=_discrepancy(target, fit, fits) if is_new and fits else 0.0,
        left_out=is_new,
    )


def _discrepancy(target: Target, fit: Fit | None, fits: Fits) -> float:
    """Return how much a new place differs, as the other studies show it.

    Relative changes have that of the effects of checks, other numbers with a standard error that of the others in
    the same unit.
    """
    published = target.published
    if target.look is not None and target.look.kind in ("relative", "cross_section"):
        return (fit or fits.everything).discrepancy
    return 0.0 if published.se is None else fits.discrepancy_beside(published.study, published.unit)


def estimates(looks: Sequence[Look], seeds: int, pool: int = 1) -> list[Estimate]:
    """Return what some looks see under the seeds 0, 1, …; all looks meet the same seeds."""
    parts = []
    for together in batches(seeds, pool):
        worlds = Worlds(tuple(together), pool)
        parts.append([draws(look, worlds) for look in looks])
    return [over_seeds(np.concatenate(column)) for column in zip(*parts, strict=True)]


def batches(seeds: int, pool: int) -> list[range]:
    """Return the seeds whose panels are held together: whole pools, what is left over with the last of them."""
    size = max(1, AT_ONCE // pool) * pool
    edges = [0, *range(size, seeds - pool + 1, size), seeds]
    return [range(first, last) for first, last in pairwise(edges)]


def work_of(contexts: Sequence[Experiment], replications: int | None) -> tuple[int, float]:
    """Return the runs of some field experiments, and their seconds on one process, matching included."""
    runs, work = 0, 0.0
    for arm in (context.control for context in contexts if context.control is not None):
        years = arm.years + arm.base.protocol.burn_in
        work += TRIALS * len(MATCHING) / PANEL * years * arm.base.district.departments
    for scenario, years, seeds in planned_worlds(contexts, replications):
        runs += seeds
        work += seeds * (years + scenario.protocol.burn_in) * scenario.district.departments
    return runs, PANEL * SECONDS_PER_DEPARTMENT_YEAR * work
