"""Target files: what is estimated, from which moments of a panel, on which base; and the same from flags."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budgetsim.declarations.renamed import current
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.scenario_files.faults import kind_of
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.resolve import is_path
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.calibrate.mapping import Columns, read_columns
from budgetsim.studies.calibrate.moments import MOMENTS
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor
from budgetsim.studies.study_file import StudyFile, open_study_file

WEIGHTINGS = ("diagonal", "optimal")
YEAR_EFFECTS = ("auto", "on", "off")
SHARED_YEARS = ("self_year_drift", "self_year_sd", "external_year_sd")
"""Parameters of what all departments of a district share in a year."""
LIMITS = {
    "copies": (2, 1000),
    "bootstrap": (50, 100_000),
    "search": (1, 100_000),
    "starts": (1, 100),
    "rounds": (1, 1000),
    "draws": (1, 10_000),
}
"""Allowed ranges of the whole numbers of a target file."""


@dataclass(frozen=True)
class Target:
    """The question of a calibration.

    ``weights`` holds a factor on the usual weight of each moment that is fitted; what the panel yields besides is
    compared and not fitted. All candidates meet the same seeds, from ``seed`` on.
    """

    name: str
    base: Scenario
    """The base scenario with ``[set]`` applied."""
    extends: str
    """The base as it was named: a reference scenario, or the path of a file."""
    columns: Columns
    factors: tuple[Factor, ...]
    weights: Mapping[str, float]
    hold_out: int | None = None
    """Last year of the panel, predicted instead of used."""
    weighting: str = "diagonal"
    """Diagonal: inverse of each moment's bootstrap variance; optimal: inverse of their covariance matrix."""
    year_effects: str = "auto"
    """Moments net of what all units share in a year: ``on``, ``off``, or ``auto``: from three years on."""
    new_year: Mapping[str, float] = field(default_factory=dict)
    """What all units share in a year, as it is to be reckoned with in the prediction of the held-out one alone."""
    copies: int = 10
    """Simulated panels as large as the data: simulation adds 1/copies to the variance of a moment."""
    bootstrap: int = 500
    """Times that units are resampled."""
    search: int = 256
    """Points of the first look at the whole ranges, with few copies."""
    starts: int = 15
    """Best of them from which the search goes downhill at most, until the two best ends agree."""
    rounds: int = 25
    """Steps that it may take from each."""
    draws: int = 40
    """Draws of the estimates in the prediction of the held-out year."""
    seed: int = 0
    lines: Mapping[str, tuple[str, int | None]] = field(default_factory=dict, compare=False)
    """File and line of each fitted moment and of the weighting, for messages."""

    def settings(self) -> dict[str, Any]:
        """Return everything that determines the numbers, the panel aside, as plain values."""
        return {
            "base": self.base.to_dict() | {"description": "", "extends": ""},
            "factors": [factor.to_dict() for factor in self.factors],
            "weights": dict(self.weights),
            "hold_out": self.hold_out,
            "weighting": self.weighting,
            "year_effects": self.year_effects,
            "new_year": dict(self.new_year),
            **{name: getattr(self, name) for name in (*LIMITS, "seed")},
        }


def read_target(path: Path, given: Mapping[str, Any]) -> Target:
    """Return the question in a target file, overruled by flags.

    Keys: ``name``, ``description``, ``scenario``, ``hold_out``, ``weighting``, ``year_effects``, ``seed`` and those of
    ``LIMITS``; tables ``[set]``, ``[panel]`` (see ``mapping``), ``[parameters]``, ``[moments]`` and ``[new_year]``.

    Parameters
    ----------
    path
        The file.
    given
        Values by key that take the place of the file's; ``None`` does not.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    file = open_study_file(path)
    about: dict[str, Any] = {"name": file.text("name", path.stem)}
    file.text("description")
    extends = file.document.data.get("scenario")
    bases = file.scenarios()
    if len(bases) > 1:
        file.fault(("scenarios",), None, "one scenario is calibrated at a time", 'write scenario = "…"')
    about["columns"] = read_columns(file)
    about["factors"] = tuple(_parameters(file))
    about["weights"] = _weights(file)
    about["weighting"] = file.choice("weighting", WEIGHTINGS, None)
    about["year_effects"] = file.choice("year_effects", YEAR_EFFECTS, None)
    for key, (low, high) in LIMITS.items():
        about[key] = file.whole(key, low, high)
    about["seed"] = file.whole("seed", 0, MAX_SEED)
    about["hold_out"] = file.whole("hold_out", -999_999, 999_999)
    about["new_year"] = _new_year(file, bases[0] if bases else None)
    file.done()
    about["lines"] = {
        name: (file.place("moments", name).source, file.place("moments", name).line)
        for name in about["weights"]
    }
    weighting = file.place("weighting")
    about["lines"]["weighting"] = (
        (weighting.source, weighting.line) if given.get("weighting") is None else ("--weighting", None)
    )
    about |= {"base": bases[0], "extends": _named(str(extends), path.parent)}
    about |= {key: value for key, value in given.items() if value is not None}
    return _checked(Target(**{key: value for key, value in about.items() if value is not None}))


def _named(extends: str, folder: Path) -> str:
    """Return the base as the calibrated scenario may name it: a path is made independent of where it was read."""
    return str((folder / extends).resolve()) if is_path(extends) else extends


def _parameters(file: StudyFile) -> list[Factor]:
    """Return what is estimated: ranges of numbers."""
    found = []
    for factor in file.factors("parameters", "uncertainty"):
        if factor.kind != "number" or factor.levels:
            message = "cannot be estimated: a range of a real-valued parameter is needed"
            file.fault(("parameters", factor.name), None, message, f'write {factor.name} = "low:high"')
        else:
            found.append(factor)
    if not found and not file.faults:
        file.fault(
            ("parameters",), None, "nothing to estimate", 'write key = "low:high" lines in [parameters]'
        )
    return found


def _new_year(file: StudyFile, base: Scenario | None) -> dict[str, float]:
    """Return what all units share in the held-out year; each value has to be one that the base may take."""
    found: dict[str, float] = {}
    for given_as, value in file.table("new_year").items():
        name = current(given_as)
        if name not in SHARED_YEARS:
            listed = f"allowed: {', '.join(SHARED_YEARS)}"
            file.fault(("new_year", given_as), None, "unknown key", did_you_mean(name, SHARED_YEARS, listed))
            continue
        try:
            if base is not None:
                base.replace(**{name: value})
            found[name] = value
        except ScenarioError as error:
            for fault in error.faults:
                file.fault(("new_year", given_as), value, fault.message, fault.suggestion)
    return found


def _weights(file: StudyFile) -> dict[str, float]:
    """Return the factor on each fitted moment's weight."""
    found: dict[str, float] = {}
    table = file.table("moments")
    for name, value in table.items():
        if name not in MOMENTS:
            listed = f"moments: {', '.join(MOMENTS)}"
            file.fault(("moments", name), None, "unknown moment", did_you_mean(name, MOMENTS, listed))
        elif value is True or value == "":
            found[name] = 1.0
        elif isinstance(value, bool) or not isinstance(value, int | float) or not 0.0 < value < math.inf:
            message = f"{kind_of(value)}; a weight must be a number above 0"
            hint = "true for the usual weight; a moment without a line is compared and not fitted"
            file.fault(("moments", name), value, message, hint)
        else:
            found[name] = float(value)
    if not table and not file.faults:
        file.fault(("moments",), None, "no moments to fit", "write name = true lines in [moments]")
    return found


def _checked(target: Target) -> Target:
    if len(target.weights) < len(target.factors):
        raise StudyError(
            f"{len(target.factors)} parameters cannot be estimated from {len(target.weights)} moments; "
            "name more in [moments], or fewer in [parameters]"
        )
    if target.base.roster is not None:
        raise StudyError(
            f"{target.extends} has departments of its own; the panel's units take their place, so start from a"
            " scenario that draws them"
        )
    return target
