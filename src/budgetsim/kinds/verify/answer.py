"""The answer of a verification: lines of the theory, rows of field experiments, and the score of the latter."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

from budgetsim.language import told
from budgetsim.studies.answer import Answer
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import answer_file

FURTHER = ("variance", "deviation")
"""Quantities that are checked beyond what a limit promises."""
WIDTH = 1.96
"""Standard errors that a predicted and a published number may lie apart."""
Setting = int | float | str
"""A value of a parameter; infinity is the text ``inf``."""
Role = Literal["calibration", "prediction"]


def _in_json(field: str) -> str:
    """Return what a field is called in JSON: ``as`` is no name in Python."""
    return "as" if field == "kind" else field


@dataclass(frozen=True)
class Line:
    """A quantity of one limit at one set of parameters; a number is ``None`` where it is not finite."""

    id: str
    parameters: Mapping[str, Setting]
    quantity: str
    simulated: float | None
    expected: float | None
    tolerance: float | None
    holds: bool

    @property
    def is_further(self) -> bool:
        """Whether it is a check beyond what the limit promises."""
        return self.quantity in FURTHER


@dataclass(frozen=True)
class Point:
    """A quantity of a limit at one value of the parameter along which a figure follows it.

    ``series`` is the spread of the environment in per cent, where a limit has a line for each.
    """

    limit: str
    quantity: str
    parameter: str
    series: float | None
    at: float | str
    expected: float | None
    simulated: float | None


@dataclass(frozen=True)
class Errors:
    """Sources of uncertainty of a prediction, as standard deviations."""

    chance: float | None
    common: float | None
    discrepancy: float | None


@dataclass(frozen=True)
class Reading:
    """The same experiment read in another way: shown, not judged."""

    __pydantic_config__: ClassVar[Any] = {"alias_generator": _in_json}

    what: str
    quantity: str
    kind: str
    predicted: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Row:
    """A published finding beside the prediction that is made without it.

    What cannot be expressed in the model has no prediction, and ``holds`` is ``None``. ``fails`` tells that the default
    parameters no longer show what they were set by.
    """

    __pydantic_config__: ClassVar[Any] = {"alias_generator": _in_json}

    id: str
    quantity: str
    role: Role
    published: float | None
    direction: Literal["up", "down", "none"] | None
    se: float | None
    predicted: float | None
    low: float | None
    high: float | None
    inside: bool | None
    holds: bool | None
    sign_probability: float | None = None
    unit: str = ""
    family: str = ""
    context: str = ""
    status: str = ""
    kind: str | None = None
    outcome: str | None = None
    left_out: bool | None = None
    errors: Errors | None = None
    allowed: float | None = None
    parameters: Mapping[str, Any] | None = None
    matched: Mapping[str, float] | None = None
    seeds: int = 0
    finding: str = ""
    se_note: str = ""
    registered: str | None = None
    reason: str = ""
    why: str = ""
    source: str = ""
    basis: str = ""
    readings: tuple[Reading, ...] = ()
    fails: bool = False

    @property
    def use(self) -> str:
        """What it is for: its role, or ``unused`` if it was registered to set a parameter and sets none."""
        return "unused" if self.role == "calibration" and self.left_out else self.role

    @property
    def is_at_the_line(self) -> bool:
        """Whether luck of the seeds could turn the verdict: without it, the distance is as large as allowed.

        Where luck is most of what is allowed (nothing but a number was published), that is no line that could be met.
        """
        known = (
            self.predicted,
            self.published,
            self.allowed,
            None if self.errors is None else self.errors.chance,
        )
        predicted, published, allowed, chance = (math.nan if number is None else number for number in known)
        luck = WIDTH * chance
        line = math.sqrt(max(allowed * allowed - luck * luck, 0.0))
        return line > luck and abs(abs(predicted - published) - line) <= luck

    @property
    def is_comparable(self) -> bool:
        """Whether it is a relative change beside which something is predicted."""
        return self.unit == "relative change" and self.published is not None and self.predicted is not None


@dataclass(frozen=True)
class Parts:
    """Scores of all held-out findings, relative to those of both rivals."""

    findings: int
    coverage: float | None
    crps_part_of_naive: float | None
    crps_part_of_nothing: float | None


@dataclass(frozen=True)
class Score:
    """How well effects of checks are predicted without their own study, beside both rivals.

    ``stale`` names what the fits without each study no longer belong to.
    """

    mae: float | None = None
    mae_naive: float | None = None
    mae_nothing: float | None = None
    crps: float | None = None
    crps_naive: float | None = None
    crps_nothing: float | None = None
    coverage: float | None = None
    sigma_delta: float | None = None
    findings: int = 0
    all: Parts | None = None
    stale: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Verification(Answer):
    """What was verified; parts that were not asked for are ``None``, and left out of JSON.

    ``theory`` are the quantities that limits promise, ``further`` other checks of them, ``curves`` the points of their
    figure. ``is_earlier`` tells that an earlier version wrote field experiments, which are not told.
    """

    theory: tuple[Line, ...] | None = None
    further: tuple[Line, ...] | None = None
    rows: tuple[Row, ...] | None = None
    loo: Score | None = None
    curves: tuple[Point, ...] | None = None
    is_earlier: bool | None = None

    @property
    def limits(self) -> tuple[str, ...]:
        """Limits of the theory that were checked."""
        return tuple(dict.fromkeys(line.id for line in self.theory or ()))

    @property
    def checks(self) -> tuple[Line, ...]:
        """All lines of the theory, those of each limit together."""
        lines = [*(self.theory or ()), *(self.further or ())]
        return tuple(line for limit in self.limits for line in lines if line.id == limit)

    def to_dict(self) -> dict[str, Any]:
        """As ``Answer.to_dict``, with the parts that were asked for."""
        return {name: value for name, value in super().to_dict().items() if value is not None}


def completed(document: dict[str, Any], directory: Path) -> dict[str, Any]:
    """Return the document of an answer as it is written now.

    Earlier versions wrote further checks among the lines of the theory, and the points of the curves as a table alone.

    Raises
    ------
    StudyError
        If nothing is left of what an earlier version wrote.
    """
    if "further" in document or not isinstance(lines := document.get("theory", []), list):
        return document
    kept = [line for line in lines if not (isinstance(line, Mapping) and "role" in line)]
    if not kept and not document.get("rows"):
        key = "verify-fault-earlier" if lines else "verify-fault-empty"
        raise StudyError(told(key, file=str(answer_file(directory)), directory=str(directory)))
    about: dict[str, Any] = {"is_earlier": True} if len(kept) < len(lines) else {}
    if kept:
        is_further = [isinstance(line, Mapping) and line.get("quantity") in FURTHER for line in kept]
        about["theory"] = [line for line, further in zip(kept, is_further, strict=True) if not further]
        about["further"] = [line for line, further in zip(kept, is_further, strict=True) if further]
        about |= _curves_of(directory)
    return {**document, **about}


def _curves_of(directory: Path) -> dict[str, Any]:
    """Return the points of the curves as an earlier version left them; nothing if it did not."""
    import csv

    file = directory / "closed_forms.csv"
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = [{key: value or None for key, value in row.items()} for row in csv.DictReader(text)]
    numbers = ("series", "at", "expected", "simulated")
    return {"curves": [{**row, **{key: _number(row.get(key)) for key in numbers}} for row in rows]}


def _number(text: str | None) -> float | str | None:
    return text if text in (None, "inf") else float(text or 0.0)
