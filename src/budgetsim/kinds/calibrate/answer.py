"""The answer of a calibration: estimates with their uncertainty, model fit, and what the moments cannot identify."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from budgetsim.data.notes import Note
from budgetsim.kinds.calibrate.inference import VERDICTS, Estimates, Identification
from budgetsim.kinds.calibrate.own import DRAWS, drawn_names, widening
from budgetsim.kinds.calibrate.predict import Prediction
from budgetsim.kinds.calibrate.problem import Problem, moment_meaning
from budgetsim.kinds.calibrate.search import AGREEMENT, Search, base_values
from budgetsim.language import DEFAULT, LANGUAGES, language
from budgetsim.numerics import Array
from budgetsim.posterior import load_posterior
from budgetsim.studies.answer import Answer
from budgetsim.studies.directory import read_description
from budgetsim.studies.moments import Moment

T = TypeVar("T")
SURE = 0.05
"""Chance below which the test of overidentification speaks against the model (a convention)."""
MISFIT = 1.96
"""Distance of a simulated from an observed moment, in standard errors, from which the model does not fit it (95 %)."""
SENSITIVITY = "sensitivity.csv"


@dataclass(frozen=True)
class Solution:
    """All results on the way from a problem to its estimates."""

    estimates: Estimates
    identification: Identification
    simulated: Array
    """Moments at the estimates, means over the copies of the search, (moment,)."""
    search: Search
    covariance: Array
    """Of observed less simulated moments, (moment, moment)."""
    prediction: Prediction | None
    candidates: int
    """How many were tried."""


@dataclass(frozen=True)
class Estimate:
    """A parameter.

    ``low`` and ``high`` are a 90 % interval; at an end of the range to the inner side alone, and then there is no
    standard ``error``. ``relative_error`` is relative to knowing the range alone.
    """

    unit: str
    base: float
    estimate: float
    error: float | None
    low: float
    high: float
    range_low: float
    range_high: float
    relative_error: float | None
    verdict: str


@dataclass(frozen=True)
class Fit:
    """A moment: ``t`` is data less simulated in standard errors of both; ``error`` is that of the data (bootstrap)."""

    unit: str
    data: float
    error: float
    simulated: float | None
    simulated_error: float | None
    t: float | None
    fitted: bool
    fits: bool
    meaning: str


@dataclass(frozen=True)
class Predicted:
    """A moment of the held-out year, with a 90 % interval; misses are in standard errors of what was observed."""

    unit: str
    observed: float
    error: float
    predicted: float
    low: float
    high: float
    in_interval: bool
    last_year: float
    model_miss: float
    naive_miss: float
    fitted: bool


@dataclass(frozen=True)
class Score:
    """How a prediction did over some moments: misses are medians."""

    count: int
    in_interval: int
    model_miss: float | None
    naive_miss: float | None
    nearer_than_last_year: int


@dataclass(frozen=True)
class HeldOut:
    """The prediction of the held-out year, scored over all moments and over the fitted ones among them."""

    year: int
    all: Score
    fitted: Score
    moments: Mapping[str, Predicted]


@dataclass(frozen=True)
class Weights:
    """How the fitted moments are weighted; ``doubles`` say the same as the others that are named."""

    used: str
    asked: str
    condition: float | None
    groups: int
    doubles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Overidentification:
    """Hansen's test of the model as a whole."""

    j: float
    degrees_of_freedom: int
    p: float | None
    rejected: bool


@dataclass(frozen=True)
class Identified:
    """What the moments identify: parameters by verdict, and directions that no fitted moment reveals."""

    singular_values: tuple[float, ...]
    condition: float | None
    pinned_down: tuple[str, ...]
    weakly_pinned_down: tuple[str, ...]
    bounded_on_one_side: tuple[str, ...]
    at_an_edge_of_its_range: tuple[str, ...]
    not_identified: tuple[str, ...]
    not_converged: tuple[str, ...]
    blind_directions: tuple[Mapping[str, float], ...]


@dataclass(frozen=True)
class Apart:
    """How the two best descents differ: a parameter and its standard error, or without one the criterion."""

    parameter: str
    best: float
    rival: float
    error: float
    distance: float
    """In standard errors."""


@dataclass(frozen=True)
class Convergence:
    """Outcome of the descents (``search.Search``)."""

    candidates: int
    descents: int
    agreeing: int
    converged: bool
    status: str
    criteria: tuple[float, ...]
    apart: Apart | None = None
    """``None`` where they agree, or there is one only."""


@dataclass(frozen=True)
class Drawn:
    """Draws that were written: parameters as the panel tells them, others, and by how much errors count more."""

    draws: int
    own: int
    other: int
    widened: float


@dataclass(frozen=True, repr=False)
class Calibration(Answer):
    """A calibration."""

    name: str
    base: str
    units: int
    years: tuple[int, ...]
    year_effects: bool
    estimates: Mapping[str, Estimate]
    moments: Mapping[str, Fit]
    misfits: tuple[str, ...]
    criterion: float
    weighting: Weights
    overidentification: Overidentification
    identification: Identified
    convergence: Convergence
    prediction: HeldOut | None
    sensitivity: Mapping[str, Mapping[str, float | None]]
    """Change of each estimate, in its standard errors, if a fitted moment were observed one standard error higher
    (Andrews, Gentzkow & Shapiro 2017); by moment and parameter."""
    copies: int
    bootstrap: int
    clusters: int | None
    """Clusters of units that were resampled; ``None`` where every unit was by itself."""
    rounds: int = 0
    starts: int = 0
    are_years_asked: bool = True
    """Whether year effects were asked for, on or off."""
    panel_notes: tuple[Note, ...] = ()
    draws: Drawn | None = None
    """``None`` where the search did not converge, or of an earlier version."""
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Findings by language as an earlier version told them, whose answers did not hold all that they need."""

    def with_verdict(self, verdict: str) -> list[str]:
        """Return the parameters with a given verdict."""
        return [name for name, one in self.estimates.items() if one.verdict == verdict]

    def of_fitted(self, *, fitted: bool) -> dict[str, Fit]:
        """Return the moments that were fitted, or the others."""
        return {name: one for name, one in self.moments.items() if one.fitted == fitted}


def calibration_of(problem: Problem, solution: Solution) -> Calibration:
    """Return a solution of a problem as it is stored."""
    target, file = problem.target, problem.whole
    inference, moments = solution.estimates, _moments(problem, solution)
    names = [factor.name for factor in target.parameters]
    clusters = len(set(file.groups.tolist()))
    return Calibration(
        name=target.title,
        base=target.extends or target.scenario.name,
        units=len(problem.panel),
        years=problem.panel.years,
        year_effects=problem.panel.net_of_years,
        estimates=dict(zip(names, _estimates(problem, solution), strict=True)),
        moments=moments,
        misfits=tuple(name for name, one in moments.items() if not one.fits),
        criterion=solution.search.best.criterion,
        weighting=_weights(problem),
        overidentification=Overidentification(
            inference.j,
            inference.freedom,
            inference.p,
            rejected=inference.p is not None and inference.p < SURE,
        ),
        identification=_identified(solution, names),
        convergence=_convergence(problem, solution),
        prediction=_held_out(problem, solution.prediction),
        sensitivity=_sensitivity(problem, inference, names),
        copies=target.copies,
        bootstrap=target.bootstrap,
        clusters=None if clusters == len(file.units) else clusters,
        rounds=target.rounds,
        starts=target.starts,
        are_years_asked=target.year_effects != "auto",
        panel_notes=file.notes,
        draws=_drawn(problem, solution),
    )


def _drawn(problem: Problem, solution: Solution) -> Drawn | None:
    """Return what the draws of the estimates are, if there are any: all but levers is drawn."""
    estimated, estimates = drawn_names(problem.target), solution.estimates
    if not estimated or not solution.search.is_converged:
        return None
    is_rejected = estimates.p is not None and estimates.p < SURE
    names = set(load_posterior().names)
    return Drawn(
        DRAWS, len(estimated), len(names.difference(estimated)), widening(estimates, is_rejected=is_rejected)
    )


def _weights(problem: Problem) -> Weights:
    used = problem.weighting
    doubles = {one.name: one.others for one in used.doubles}
    return Weights(used.kind, used.asked, _plain(used.condition), used.groups, doubles)


def _identified(solution: Solution, names: Sequence[str]) -> Identified:
    """Return what the moments pin down: the parameters of each verdict, and the directions in which nothing moves."""
    identification = solution.identification
    pairs = list(zip(names, identification.verdicts, strict=True))
    return Identified(
        singular_values=tuple(map(float, identification.singular_values)),
        condition=_plain(identification.condition),
        **{key.replace(" ", "_"): tuple(name for name, said in pairs if said == key) for key in VERDICTS},
        blind_directions=tuple(
            {names[place]: part for place, part in direction} for direction in identification.blind_directions
        ),
    )


def _estimates(problem: Problem, solution: Solution) -> list[Estimate]:
    estimates = solution.estimates
    low, high = estimates.interval
    return _rows(
        Estimate,
        unit=[factor.unit for factor in problem.target.parameters],
        base=base_values(problem),
        estimate=problem.values(estimates.shares),
        error=np.where(np.isfinite(estimates.errors), estimates.errors, np.nan) * problem.width,
        low=problem.values(low),
        high=problem.values(high),
        range_low=problem.lower,
        range_high=problem.lower + problem.width,
        relative_error=solution.identification.relative_errors,
        verdict=solution.identification.verdicts,
    )


def _moments(problem: Problem, solution: Solution) -> dict[str, Fit]:
    both = np.sqrt(np.diag(solution.covariance))
    t = (problem.data - solution.simulated) / both
    rows = _rows(
        Fit,
        unit=[one.unit for one in problem.moments],
        data=problem.data,
        error=problem.errors,
        simulated=solution.simulated,
        simulated_error=np.sqrt(np.maximum(both**2 - problem.errors**2, 0.0)),
        t=t,
        fitted=np.arange(len(problem.moments)) < problem.fitted,
        fits=np.abs(t) <= MISFIT,
        meaning=[moment_meaning(language(DEFAULT), one.name) for one in problem.moments],
    )
    return _by_name(problem.moments, rows)


def _held_out(problem: Problem, prediction: Prediction | None) -> HeldOut | None:
    """Return the prediction of the held-out year: of the moments of it that can be scored."""
    if prediction is None:
        return None
    rows = _rows(
        Predicted,
        unit=[one.unit for one in problem.moments],
        observed=prediction.observed,
        error=prediction.errors,
        predicted=prediction.middle,
        low=prediction.low,
        high=prediction.high,
        in_interval=prediction.hits,
        last_year=prediction.naive,
        model_miss=prediction.model_misses,
        naive_miss=prediction.naive_misses,
        fitted=np.arange(len(problem.moments)) < problem.fitted,
    )
    by_moment = _by_name(problem.moments, rows)
    scored = {
        name: row for (name, row), known in zip(by_moment.items(), prediction.scored, strict=True) if known
    }
    fitted = [row for row in scored.values() if row.fitted]
    return HeldOut(prediction.year, _score(list(scored.values())), _score(fitted), scored)


def _score(rows: Sequence[Predicted]) -> Score:
    misses = [(row.model_miss, row.naive_miss) for row in rows]
    model, naive = np.median(misses, axis=0).tolist() if misses else (None, None)
    inside, nearer = sum(row.in_interval for row in rows), sum(one < other for one, other in misses)
    return Score(len(rows), inside, model, naive, nearer)


def _sensitivity(
    problem: Problem, estimates: Estimates, names: Sequence[str]
) -> dict[str, dict[str, float | None]]:
    errors = np.where(np.isfinite(estimates.errors), estimates.errors, np.nan)
    table = (estimates.sensitivity * problem.errors[: problem.fitted] / errors[:, None]).T
    rows = [dict(zip(names, map(_plain, row), strict=True)) for row in table]
    return _by_name(problem.moments[: problem.fitted], rows)


def _convergence(problem: Problem, solution: Solution) -> Convergence:
    search = solution.search
    return Convergence(
        candidates=solution.candidates,
        descents=len(search.descents),
        agreeing=search.agreeing,
        converged=search.is_converged,
        status=search.status,
        criteria=tuple(sorted(descent.criterion for descent in search.descents)),
        apart=None if search.is_converged else _apart(problem, search),
    )


def _apart(problem: Problem, search: Search) -> Apart | None:
    """Return how the two best descents differ: the parameter furthest apart, or the fit."""
    best, rival = search.best, search.rival
    if rival is None:
        return None
    far = np.nan_to_num(search.apart)
    place = int(far.argmax())
    if far[place] <= AGREEMENT:
        return Apart("", best.criterion, rival.criterion, 0.0, 0.0)
    one, two = problem.values(np.array([best.shares, rival.shares]))[:, place].tolist()
    error = float(search.errors[place] * problem.width[place])
    return Apart(problem.target.parameters[place].name, one, two, error, float(far[place]))


def _rows(row: type[T], **columns: Any) -> list[T]:
    """Return rows of plain values, given their columns."""
    return [
        row(**dict(zip(columns, map(_plain, cells), strict=True)))
        for cells in zip(*columns.values(), strict=True)
    ]


def _by_name(moments: Sequence[Moment], rows: Sequence[T]) -> dict[str, T]:
    return {one.name: row for one, row in zip(moments, rows, strict=True)}


def _plain(value: Any) -> Any:
    """Return a plain value; values that are not finite are undefined."""
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def completed(document: dict[str, Any], directory: Path) -> dict[str, Any]:
    """Return a document of an earlier version with what answers did not hold then; its findings stay as they were."""
    if "sensitivity" in document:
        return document
    settings = (read_description(directory) or {}).get("settings", {})
    groups = settings.get("groups", [])
    plain = document.get("findings", [])
    clusters = None if len(set(groups)) == len(groups) else len(set(groups))
    other = {code: document.get(f"findings_{code}", plain) for code in LANGUAGES if code != DEFAULT}
    return {
        **document,
        "sensitivity": _read_sensitivity(directory / SENSITIVITY),
        "copies": settings.get("copies", 0),
        "bootstrap": settings.get("bootstrap", 0),
        "clusters": clusters,
        "told": {DEFAULT: plain, **other},
    }


def _read_sensitivity(file: Path) -> dict[str, dict[str, float | None]]:
    import pandas as pd

    if not file.is_file():
        return {}
    table = pd.read_csv(file).set_index("moment")
    return {
        str(name): {str(key): _plain(value) for key, value in row.items()} for name, row in table.iterrows()
    }
