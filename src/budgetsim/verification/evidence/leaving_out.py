"""Fits without each study in turn: what is common to all places, estimated from the other places alone.

Effects are simulated once on a design of the common parameters; every fit is another weighting of the same emulated
effects, so that leaving a study out costs nothing and nothing else differs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import ScenarioError
from budgetsim.studies.executors import open_executor
from budgetsim.verification.evidence import hierarchy
from budgetsim.verification.evidence.control import settings_where
from budgetsim.verification.evidence.design import Experiment, Published, Target
from budgetsim.verification.evidence.fits import Fit, Fits, Residual, digest_of
from budgetsim.verification.evidence.matching import match
from budgetsim.verification.evidence.register import FINDINGS, evidence_folder
from budgetsim.verification.evidence.run import contexts_named, estimates, run_experiment
from budgetsim.verification.evidence.score import CHECKS, PARTS
from budgetsim.verification.evidence.score_all import is_standard

SEEDS = 24
"""Seeds of the design: chance is far smaller than what effects differ by between points."""
FINGERPRINT_SEEDS = 2
Step = Callable[[int, int], None]
_FINGERPRINTS: dict[tuple[str, str], dict[str, float]] = {}
"""Fingerprints of the model by digests of findings and contexts: nothing else can change them within a process."""


@dataclass(frozen=True)
class Emulated:
    """Effects of findings over the prior of the common parameters, (draw, finding), and their emulation errors."""

    findings: tuple[Published, ...]
    draws: Array
    effects: Array
    errors: Array


def checks() -> list[Experiment]:
    """Return the contexts of the findings on checks, with those findings alone."""
    found = []
    for experiment in contexts_named([]):
        targets = tuple(target for target in experiment.targets if is_scored(target))
        if targets:
            found.append(replace(experiment, targets=targets, readings=()))
    return found


def others() -> list[Experiment]:
    """Return the contexts of other numbers with a standard error that are predicted, with those alone."""
    found = []
    for experiment in contexts_named([]):
        targets = tuple(
            target
            for target in experiment.targets
            if target.look is not None and target.published.role == "prediction" and is_standard(target)
        )
        if targets:
            found.append(replace(experiment, targets=targets, readings=()))
    return found


def is_scored(target: Target) -> bool:
    """Whether a finding takes part in the fits: a number of the family of checks that the model can express."""
    published = target.published
    return published.family == CHECKS and published.effect is not None and target.look is not None


def effects_at(experiments: Sequence[Experiment], common: Mapping[str, float], seeds: int = SEEDS) -> Array:
    """Return simulated effects at some values of the common parameters, (finding,); NaN where no place matches."""
    found: list[float] = []
    for experiment in experiments:
        looks = [target.look for target in experiment.targets if target.look is not None]
        settings = settings_where(experiment.consequence, common)
        try:
            arm = experiment.control
            values = match(arm.placed(settings), tuple(range(seeds))).values if arm else {}
        except ScenarioError:
            found += [float("nan")] * len(looks)
            continue
        placed = [look.placed({**settings, **values}) for look in looks]
        found += [one.mean for one in estimates(placed, seeds, experiment.pool)]
    return np.array(found)


def emulated(experiments: Sequence[Experiment], points: Array, effects: Array) -> Emulated:
    """Return effects at draws of the prior, from those at the points of a design, (point, finding)."""
    draws = hierarchy.prior_draws()
    columns = []
    for column in effects.T:
        known = np.isfinite(column)
        columns.append(hierarchy.emulate(points[known], column[known, None], draws))
    findings = tuple(target.published for experiment in experiments for target in experiment.targets)
    means, errors = (np.concatenate([pair[part] for pair in columns], axis=1) for part in (0, 1))
    return Emulated(findings, draws, means, errors)


def fit_without(known: Emulated, left_out: Sequence[str]) -> Fit:
    """Return what the findings say that are not left out."""
    return _fit(known, tuple(left_out))[0]


def _fit(known: Emulated, left_out: tuple[str, ...]) -> tuple[Fit, hierarchy.Posterior]:
    used: BoolArray = np.array([one.id not in left_out for one in known.findings])
    published = np.array([one.effect for one in known.findings], dtype=np.float64)
    field = np.array([one.se or 0.0 for one in known.findings])
    after = hierarchy.posterior(known.effects, known.errors, published, field, used)
    common = hierarchy.settings_at(after.mean(known.draws))
    spreads = after.deviation(known.effects)
    named = {one.id: float(spread) for one, spread in zip(known.findings, spreads, strict=True)}
    return Fit(left_out, common, after.discrepancy, named), after


def fits_of(known: Emulated) -> Fits:
    """Return the fits without each study and from all, without predictions and digests."""
    studies = dict.fromkeys(one.study for one in known.findings)
    without = tuple(
        fit_without(known, [one.id for one in known.findings if one.study == study]) for study in studies
    )
    everything, after = _fit(known, ())
    left = after.deviation(known.draws) / known.draws.std(axis=0)
    identified = {name: float(part) for name, part in zip(hierarchy.COMMON, left, strict=True)}
    return Fits(without, everything, {}, {}, identified, after.effective_draws)


def simulated_effects(
    experiments: Sequence[Experiment], points: Array, workers: int, step: Step | None
) -> Array:
    """Return effects at the points of a design, (point, finding)."""
    found = []
    orders = [(experiments, hierarchy.settings_at(point)) for point in points]
    with open_executor(workers) as pool:
        for number, row in enumerate(pool.map(_order, orders), 1):
            found.append(row)
            if step is not None:
                step(number, len(points))
    return np.array(found)


def _order(order: tuple[Sequence[Experiment], Mapping[str, float]]) -> Array:
    return effects_at(*order)


def make_fits(points: Array, workers: int = 1, step: Step | None = None) -> Fits:
    """Return all fits with their predictions, made anew."""
    # As they are stored, so that whoever reads them makes the same fits.
    return fits_from(np.round(simulated_effects(checks(), points, workers, step), 6))


def fits_from(effects: Array) -> Fits:
    """Return all fits with their predictions, from effects at the points of a design, (point, finding)."""
    experiments, points = checks(), hierarchy.design(len(effects))
    fits = fits_of(emulated(experiments, points, effects))
    fits = replace(fits, effects=tuple(map(tuple, effects.tolist())), residuals=residuals())
    lines = [line for experiment in experiments for line in run_experiment(experiment, fits=fits)]
    predicted = {
        line.id: {part: float(getattr(line.prediction, part)) for part in PARTS}
        for line in lines
        if line.prediction is not None
    }
    return replace(fits, predicted=predicted, made_of=made_of())


def residuals() -> dict[str, Residual]:
    """Return how far other findings with a standard error are from the model as it is."""
    found = {}
    for experiment in others():
        for line in run_experiment(experiment):
            about = line.target.published if line.target else None
            if about is None or about.effect is None or about.se is None or line.prediction is None:
                continue
            error = math.hypot(about.se, line.prediction.chance)
            found[about.id] = Residual(about.effect - line.prediction.mean, error, about.unit, about.study)
    return found


def made_of() -> dict[str, object]:
    """Return what the fits depend on: digests of findings and contexts, and a fingerprint of the model."""
    from pathlib import Path

    experiments = [*checks(), *others()]
    folder = evidence_folder()
    ids = [target.published.id for experiment in experiments for target in experiment.targets]
    findings = [folder / FINDINGS / f"{name}.toml" for name in ids] if folder else []
    digests = digest_of(findings), digest_of(Path(experiment.file) for experiment in experiments)
    if digests not in _FINGERPRINTS:
        _FINGERPRINTS[digests] = fingerprint(experiments)
    return {"findings": digests[0], "contexts": digests[1], "fingerprint": dict(_FINGERPRINTS[digests])}


def fingerprint(experiments: Sequence[Experiment]) -> dict[str, float]:
    """Return effects of a few seeds at the defaults: whatever changes the model where it matters changes them."""
    found: dict[str, float] = {}
    for experiment in experiments:
        looks = [target.look for target in experiment.targets if target.look is not None]
        means = estimates(looks, FINGERPRINT_SEEDS)
        for target, one in zip(experiment.targets, means, strict=True):
            found[target.published.id] = one.mean
    return found
