"""Fits without one study each, made beforehand: what they say, and whether they still belong to the model.

``scripts/leave_one_out.py`` makes ``experiments/calibration/leave_one_out.json``; a wheel carries it.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

from budgetsim.kinds.verify.evidence.register import digest
from budgetsim.scenario import ScenarioError
from budgetsim.scenario_files.faults import Fault, told_with_remedy
from budgetsim.scenario_files.read import read_file

FILE = "calibration/leave_one_out.json"
RENEW = "renew them: python scripts/leave_one_out.py"
CLOSE = 1e-6


@dataclass(frozen=True)
class Fit:
    """What is estimated without some findings, or from all (none is left out).

    ``common`` holds structural parameters, ``discrepancy`` σ_δ, ``spreads`` by finding the error of its prediction
    that comes from the common parameters.
    """

    left_out: tuple[str, ...]
    common: Mapping[str, float]
    discrepancy: float
    spreads: Mapping[str, float]


@dataclass(frozen=True)
class Residual:
    """How far a published number is from a predicted one, and by how much it could be by known errors."""

    apart: float
    error: float
    unit: str
    study: str


@dataclass(frozen=True)
class Fits:
    """All fits: without each study, and from all of them."""

    without: tuple[Fit, ...]
    everything: Fit
    predicted: Mapping[str, Mapping[str, float]]
    """Predictions by finding as they were when the fits were made."""
    made_of: Mapping[str, Any]
    """Digests of findings and contexts, and a fingerprint of the model, when the fits were made."""
    identified: Mapping[str, float]
    """By common parameter: its posterior over its prior standard deviation; 1 is not identified."""
    effective_draws: float = 0.0
    """Draws of the prior that the weights of the fit to all findings amount to."""
    effects: tuple[tuple[float, ...], ...] = ()
    """What was simulated at the points of the design, (point, finding): the fits are made of it alone."""
    residuals: Mapping[str, Residual] = field(default_factory=dict)
    """By other finding with a standard error: how far the model as it is lies from it."""

    def fit_for(self, findings: Iterable[str]) -> Fit | None:
        """Return the fit without any of some findings; ``None`` if no fit uses them."""
        names = set(findings)
        return next((fit for fit in self.without if names & set(fit.left_out)), None)

    def discrepancy_beside(self, study: str, unit: str) -> float:
        """Return how far predictions of other studies are off beyond known errors, in a unit."""
        return discrepancy_of(self.residuals.values(), study, unit)


def discrepancy_of(residuals: Iterable[Residual], study: str, unit: str) -> float:
    """Return the root of the mean square of the residuals of other studies, less their known errors; 0 without any."""
    others = [
        one.apart * one.apart - one.error * one.error
        for one in residuals
        if one.study != study and one.unit == unit
    ]
    return math.sqrt(max(0.0, fmean(others))) if others else 0.0


def read_fits(folder: Path | None) -> Fits | None:
    """Return the stored fits; ``None`` where there are none.

    Raises
    ------
    ScenarioError
        If the file is damaged.
    """
    path = folder / FILE if folder else None
    if path is None or not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        fits = tuple(_fit(one) for one in data["without"])
        return Fits(
            fits,
            _fit(data["everything"]),
            data["predicted"],
            data["made_of"],
            data["identified"],
            float(data.get("effective_draws", 0.0)),
            tuple(tuple(map(float, row.split())) for row in data.get("effects", ())),
            {name: Residual(**about) for name, about in data["residuals"].items()},
        )
    except (ValueError, KeyError, TypeError) as error:
        words = told_with_remedy("verify-fault-fits", error=f"{type(error).__name__}: {error}")
        raise ScenarioError(Fault(str(path), None, "", None, *words)) from error


def _fit(data: Mapping[str, Any]) -> Fit:
    return Fit(
        tuple(data["left_out"]),
        {str(name): float(value) for name, value in data["common"].items()},
        float(data["discrepancy"]),
        {str(name): float(value) for name, value in data["spreads"].items()},
    )


def written(fits: Fits) -> str:
    """Return the text of a file of fits."""
    data = {
        "without": [vars(fit) for fit in fits.without],
        "everything": vars(fits.everything),
        "identified": fits.identified,
        "predicted": fits.predicted,
        "effective_draws": fits.effective_draws,
        "effects": [" ".join(f"{value:.6f}" for value in row) for row in fits.effects],
        "residuals": {name: vars(one) for name, one in fits.residuals.items()},
        "made_of": fits.made_of,
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def digest_of(paths: Iterable[Path]) -> str:
    """Return one SHA-256 of what some files say, whatever their comments, line breaks and order of keys."""
    parts = {path.stem: digest(read_file(path).data) for path in paths}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def differences(made_of: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return what is no longer as it was when the fits were made, in words."""
    names = {"findings": "findings", "contexts": "contexts", "fingerprint": "the model"}
    return [words for key, words in names.items() if not _same(made_of.get(key), now[key])]


def _same(before: Any, now: Any) -> bool:
    if isinstance(now, Mapping):
        return (
            isinstance(before, Mapping)
            and before.keys() == now.keys()
            and all(_same(before[key], now[key]) for key in now)
        )
    if isinstance(now, float) and isinstance(before, float):
        return abs(now - before) <= CLOSE * max(1.0, abs(now))
    return bool(before == now)
