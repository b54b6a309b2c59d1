"""Running contexts: each by itself, under paired seeds, on as many processes as are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from budgetsim.scenario import Scenario
from budgetsim.studies.executors import available_processors, open_executor
from budgetsim.verification.evidence.agree import Prediction
from budgetsim.verification.evidence.control import ControlArm, settings_where
from budgetsim.verification.evidence.design import CONTRASTS, Experiment, Look, Target
from budgetsim.verification.evidence.estimate import Estimate, draws, over_seeds
from budgetsim.verification.evidence.finding import FieldFinding, Other, line_of
from budgetsim.verification.evidence.fits import Fit, Fits, read_fits
from budgetsim.verification.evidence.folder import files_named
from budgetsim.verification.evidence.matching import Matched, match
from budgetsim.verification.evidence.read import read_experiments
from budgetsim.verification.evidence.register import evidence_folder, read_register
from budgetsim.verification.evidence.worlds import Worlds

Progress = Callable[[int, int, str], None]
"""Told the number of finished and of planned experiments, and what comes next."""
Order = tuple[int, Experiment, int | None, Fits | None]

AT_ONCE = 100
"""Seeds whose panels are held in memory together."""
MUCH = 1_000
"""Seeds of an experiment from which all processors pay for their start (a second each)."""
MATCHING = tuple(range(100))
"""Seeds under which control arms are matched, however many simulate the treatment: a place is one place."""


def run_evidence(
    names: Sequence[str],
    *,
    replications: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[FieldFinding]:
    """Return the findings of some contexts, in their order, each predicted without its study.

    Parameters
    ----------
    names
        Names of experiments, or paths of files; all if there is none.
    replications
        Seeds 0, 1, … of each experiment; by default as many as its file says, and of panels never fewer.
    workers
        Processes; by default one, or all processors where there are very many seeds. No number depends on it.
    progress
        Told how far it is.

    Raises
    ------
    ScenarioError
        If a name is unknown, with every fault of every file, if a published finding was edited after it was
        registered, or if a control arm cannot be matched.
    """
    experiments = contexts_named(names)
    fits = read_fits(evidence_folder())
    orders = [(place, experiment, replications, fits) for place, experiment in enumerate(experiments)]
    found: list[list[FieldFinding]] = [[] for _ in orders]
    for done, (place, lines) in enumerate(_run(orders, workers, progress), 1):
        found[place] = lines
        if progress is not None and done < len(orders):
            progress(done, len(orders), experiments[done].title)
    return [line for lines in found for line in lines]


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
    found: list[tuple[Scenario, int, int]] = []
    for experiment in experiments:
        looks = [target.look for target in experiment.targets if target.look is not None]
        looks += [reading.look for reading in experiment.readings]
        seeds = experiment.seeds(replications)
        own: list[tuple[Scenario, int, int]] = []
        for look in looks:
            arms = [*look.arms(), *(look.arms(moderated=True) if look.kind == "interaction" else ())]
            for arm in arms if look.kind in CONTRASTS else arms[:1]:
                world = (arm, look.years, seeds)
                own += [] if world in own else [world]
        found += own
    return found


def run_order(order: Order) -> tuple[int, list[FieldFinding]]:
    """Return the place of an experiment and its findings."""
    place, experiment, replications, fits = order
    return place, run_experiment(experiment, replications, fits)


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
    found = iter(estimates(looks, experiment.seeds(replications), experiment.pool))
    judged = [next(found) if target.look else None for target in experiment.targets]
    others = tuple(
        Other(reading.what, reading.look.outcome, reading.look.kind, next(found))
        for reading in experiment.readings
    )
    first = next((number for number, target in enumerate(experiment.targets) if target.look), 0)
    return [
        line_of(
            experiment,
            target,
            one,
            None if one is None else prediction_of(target, one, fit, fits),
            place.values,
            others if number == first else (),
        )
        for number, (target, one) in enumerate(zip(experiment.targets, judged, strict=True))
    ]


def matched(arm: ControlArm | None, common: Mapping[str, float]) -> Matched:
    """Return the parameters of a place, given the common ones: solved from its control arm alone."""
    return Matched({}, ()) if arm is None else match(arm.placed(common), MATCHING)


def prediction_of(target: Target, found: Estimate, fit: Fit | None, fits: Fits | None) -> Prediction:
    """Return a simulated number with all that is not known about it.

    What a parameter was set by is no prediction and has no discrepancy.
    """
    is_new = not target.is_set
    return Prediction(
        found.mean,
        found.error,
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


def _run(
    orders: Sequence[Order], workers: int | None, progress: Progress | None
) -> Iterator[tuple[int, list[FieldFinding]]]:
    if progress is not None and orders:
        progress(0, len(orders), orders[0][1].title)
    most = max((experiment.seeds(seeds) for _, experiment, seeds, _ in orders), default=0)
    count = workers or (available_processors() if most >= MUCH else 1)
    with open_executor(min(count, max(1, len(orders)))) as pool:
        yield from pool.map(run_order, orders)
