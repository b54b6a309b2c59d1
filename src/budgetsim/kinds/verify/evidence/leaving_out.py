"""Structural parameters that are common to all places, estimated from effects that were measured in several of them.

For the finding e of some place, y_e = f_e(φ, η_e) + δ_e + ε_e: φ is common, η_e is matched to the control arm of the
place given φ, δ_e ~ N(0, σ_δ²) is what the place has of its own, ε_e the error of the field study. Effects f_e are
simulated on a design of φ and emulated in between by Gaussian processes (scikit-learn); the posterior of (φ, σ_δ) is
a weighting of Sobol points of the prior. Source of the form: Kennedy & O'Hagan 2001 (discrepancy); Gelman et al.
2013, chapter 5 (hierarchies).
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.kinds.verify.answer import Parts, Score
from budgetsim.kinds.verify.evidence.design import Experiment, Published, Target
from budgetsim.kinds.verify.evidence.finding import FieldFinding
from budgetsim.kinds.verify.evidence.fits import Fit, Fits, Residual, differences, digest_of, read_fits
from budgetsim.kinds.verify.evidence.matching import CONSEQUENCES, PREFIX, UNSURE, match, settings_where
from budgetsim.kinds.verify.evidence.register import FINDINGS, evidence_folder
from budgetsim.kinds.verify.evidence.run import contexts_named, estimates, run_experiment
from budgetsim.kinds.verify.evidence.score import CHECKS, PARTS, all_scores, is_standard, loo
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import ScenarioError
from budgetsim.studies.executors import open_executor

PRIOR_SD = 1.0
"""Prior standard deviation of the logarithm of a parameter around its default, and of the logit of a share.

One is a factor of 2.7, of the value or of its odds (assumed: none of these parameters has a source).
"""
DISCREPANCY = 0.2
"""Scale of the half-normal prior of the discrepancy, in units of a relative change (assumed)."""
FURTHEST = 2.0
"""Prior standard deviations to which the design reaches; draws beyond are moved to its edge."""
DESIGN, DRAWS, LEVELS = 128, 4096, 40
"""Points that are simulated, Sobol points of the prior that are weighted, and levels of the discrepancy."""
SEED = 20070401
COMMON = (
    "diversion_sanction",
    "diversion_cost",
    "concealment_cost",
    "announcement",
    "belief_learning",
    *(f"{PREFIX}{word}" for word in UNSURE),
)
"""What is common: what deters, what diverting and hiding cost, how fast announcements and experience are believed, and
how much the words "rare" and "public" say about consequences."""


@dataclass(frozen=True)
class Posterior:
    """Weights of the prior's draws and of the levels of the discrepancy, (draw, level); they add up to 1."""

    weights: Array
    levels: Array

    @property
    def discrepancy(self) -> float:
        """Root of the mean square of the discrepancy σ_δ."""
        return float(np.sqrt(self.weights.sum(axis=0) @ (self.levels * self.levels)))

    @property
    def effective_draws(self) -> float:
        """Draws of the prior that the weights amount to: few mean that a finer sampler is needed."""
        of_draws = self.weights.sum(axis=1)
        return float(1.0 / (of_draws @ of_draws))

    def mean(self, values: Array) -> Array:
        """Return the posterior mean of values by draw, (draw, …)."""
        return np.asarray(np.tensordot(self.weights.sum(axis=1), values, axes=1))

    def deviation(self, values: Array) -> Array:
        """Return the posterior standard deviation of values by draw."""
        centred = values - self.mean(values)
        return np.sqrt(self.mean(centred * centred))


def settings_at(point: Sequence[float] | Array) -> dict[str, float]:
    """Return the values of the common parameters at a point in standard deviations of their priors."""
    return {name: _value(name, float(at)) for name, at in zip(COMMON, point, strict=True)}


def _value(name: str, at: float) -> float:
    """Return the value of a parameter at a point of its prior: log-normal, or logit-normal if it is a share."""
    about = declarations().get(name)
    center = CONSEQUENCES[name.removeprefix(PREFIX)] if about is None else float(about.default)
    factor = float(np.exp(PRIOR_SD * at))
    if about is None or about.unit == "share":
        odds = center / (1.0 - center) * factor
        return odds / (1.0 + odds)
    return center * factor


def design(count: int = DESIGN) -> Array:
    """Return the points that are simulated, (point, parameter), in standard deviations of the priors."""
    return _sobol(count, SEED, FURTHEST)


def prior_draws(count: int = DRAWS) -> Array:
    """Return draws of the prior, (draw, parameter)."""
    return np.clip(_sobol(count, SEED + 1, np.inf), -FURTHEST, FURTHEST)


def _sobol(count: int, seed: int, furthest: float) -> Array:
    """Return Sobol points, normal, or even within ``furthest`` if that is finite."""
    from scipy.stats import norm, qmc

    even = qmc.Sobol(len(COMMON), seed=seed).random(count)
    if np.isfinite(furthest):
        return np.asarray(furthest * (2.0 * even - 1.0))
    return np.asarray(norm.ppf(even))


def emulate(points: Array, effects: Array, at: Array) -> tuple[Array, Array]:
    """Return emulated effects and their errors, (draw, finding).

    Parameters
    ----------
    points
        Where effects were simulated, (point, parameter).
    effects
        What was simulated, (point, finding).
    at
        Where they are wanted, (draw, parameter).
    """
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    means, errors = [], []
    for column in effects.T:
        size = max(float(column.std()), 1e-9)
        kernel = ConstantKernel(1.0, (0.05, 100.0)) * RBF(
            np.full(points.shape[1], 3.0), (0.5, 50.0)
        ) + WhiteKernel(1e-4, (1e-8, 0.1))
        model = GaussianProcessRegressor(kernel, random_state=0, n_restarts_optimizer=0)
        with (
            warnings.catch_warnings()
        ):  # a scale at its bound only says that the effect does not depend on it
            warnings.simplefilter("ignore")
            model.fit(points, (column - column.mean()) / size)
        mean, error = model.predict(at, return_std=True)
        means.append(mean * size + column.mean())
        errors.append(error * size)
    return np.array(means).T, np.array(errors).T


def posterior(
    emulated: Array, errors: Array, published: Array, field_errors: Array, used: BoolArray
) -> Posterior:
    """Return the posterior of (φ, σ_δ) given the findings that are used.

    Parameters
    ----------
    emulated, errors
        Effects at draws of the prior and their emulation errors, (draw, finding).
    published, field_errors
        What was published and its standard errors, (finding,); an unknown error is part of the discrepancy.
    used
        Which findings are used.
    """
    levels = DISCREPANCY * 3.0 * (np.arange(LEVELS) + 0.5) / LEVELS
    known = errors * errors + field_errors * field_errors
    variance = known[:, None, used] + (levels * levels)[None, :, None]
    distance = (published - emulated)[:, None, used]
    fit = -0.5 * (distance * distance / variance + np.log(variance)).sum(axis=2)
    fit -= 0.5 * (levels / DISCREPANCY) * (levels / DISCREPANCY)
    weights = np.exp(fit - fit.max())
    return Posterior(weights / weights.sum(), levels)


# Fits without each study in turn: what is common to all places, estimated from the other places alone ----------------
# Effects are simulated once on a design of the common parameters; every fit is another weighting of the same emulated
# effects, so that leaving a study out costs nothing and nothing else differs.

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
    experiments = []
    for experiment in contexts_named([]):
        targets = tuple(target for target in experiment.targets if is_scored(target))
        if targets:
            experiments.append(replace(experiment, targets=targets, readings=()))
    return experiments


def others() -> list[Experiment]:
    """Return the contexts of other numbers with a standard error that are predicted, with those alone."""
    experiments = []
    for experiment in contexts_named([]):
        targets = tuple(
            target
            for target in experiment.targets
            if target.look is not None and target.published.role == "prediction" and is_standard(target)
        )
        if targets:
            experiments.append(replace(experiment, targets=targets, readings=()))
    return experiments


def is_scored(target: Target) -> bool:
    """Whether a finding takes part in the fits: a number of the family of checks that the model can express."""
    published = target.published
    return published.family == CHECKS and published.effect is not None and target.look is not None


def effects_at(experiments: Sequence[Experiment], common: Mapping[str, float], seeds: int = SEEDS) -> Array:
    """Return simulated effects at some values of the common parameters, (finding,); NaN where no place matches."""
    effects: list[float] = []
    for experiment in experiments:
        looks = [target.look for target in experiment.targets if target.look is not None]
        settings = settings_where(experiment.consequence, common)
        try:
            arm = experiment.control
            values = match(arm.placed(settings), tuple(range(seeds))).values if arm else {}
        except ScenarioError:
            effects += [float("nan")] * len(looks)
            continue
        placed = [look.placed({**settings, **values}) for look in looks]
        effects += [one.mean for one in estimates(placed, seeds, experiment.pool)]
    return np.array(effects)


def emulated(experiments: Sequence[Experiment], points: Array, effects: Array) -> Emulated:
    """Return effects at draws of the prior, from those at the points of a design, (point, finding)."""
    draws = prior_draws()
    columns = []
    for column in effects.T:
        known = np.isfinite(column)
        columns.append(emulate(points[known], column[known, None], draws))
    findings = tuple(target.published for experiment in experiments for target in experiment.targets)
    means, errors = (np.concatenate([pair[part] for pair in columns], axis=1) for part in (0, 1))
    return Emulated(findings, draws, means, errors)


def fit_without(known: Emulated, left_out: Sequence[str]) -> Fit:
    """Return what the findings say that are not left out."""
    return _fit(known, tuple(left_out))[0]


def _fit(known: Emulated, left_out: tuple[str, ...]) -> tuple[Fit, Posterior]:
    used: BoolArray = np.array([one.id not in left_out for one in known.findings])
    published = np.array([one.effect for one in known.findings], dtype=np.float64)
    field = np.array([one.se or 0.0 for one in known.findings])
    after = posterior(known.effects, known.errors, published, field, used)
    common = settings_at(after.mean(known.draws))
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
    identified = {name: float(part) for name, part in zip(COMMON, left, strict=True)}
    return Fits(without, everything, {}, {}, identified, after.effective_draws)


def simulated_effects(
    experiments: Sequence[Experiment], points: Array, workers: int, step: Step | None
) -> Array:
    """Return effects at the points of a design, (point, finding)."""
    effects: dict[int, Array] = {}
    orders = [(number, experiments, settings_at(point)) for number, point in enumerate(points)]
    with open_executor(workers) as pool:
        for place, row in pool.map(_order, orders):  # in the order of completion
            effects[place] = row
            if step is not None:
                step(len(effects), len(points))
    return np.array([effects[place] for place in range(len(points))])


def _order(order: tuple[int, Sequence[Experiment], Mapping[str, float]]) -> tuple[int, Array]:
    place, experiments, common = order
    return place, effects_at(experiments, common)


def make_fits(points: Array, workers: int = 1, step: Step | None = None) -> Fits:
    """Return all fits with their predictions, made anew."""
    # As they are stored, so that whoever reads them makes the same fits.
    return fits_from(np.round(simulated_effects(checks(), points, workers, step), 6))


def fits_from(effects: Array) -> Fits:
    """Return all fits with their predictions, from effects at the points of a design, (point, finding)."""
    experiments, points = checks(), design(len(effects))
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
    residual_of = {}
    for experiment in others():
        for line in run_experiment(experiment):
            about = line.target.published
            if about.effect is None or about.se is None or line.prediction is None:
                continue
            error = math.hypot(about.se, line.prediction.chance)
            residual_of[about.id] = Residual(
                about.effect - line.prediction.mean, error, about.unit, about.study
            )
    return residual_of


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
    mean_of: dict[str, float] = {}
    for experiment in experiments:
        looks = [target.look for target in experiment.targets if target.look is not None]
        means = estimates(looks, FINGERPRINT_SEEDS)
        for target, one in zip(experiment.targets, means, strict=True):
            mean_of[target.published.id] = one.mean
    return mean_of


def score_of(rows: Sequence[FieldFinding]) -> Score:
    """Return the score of all findings on checks, and what the fits no longer belong to.

    Raises
    ------
    ScenarioError
        If the file of the fits is damaged.
    """
    fits = read_fits(evidence_folder())
    stale = ["no fits"] if fits is None else differences(fits.made_of, made_of())
    return Score(**loo(rows, fits), all=Parts(**all_scores(rows)), stale=tuple(stale))
