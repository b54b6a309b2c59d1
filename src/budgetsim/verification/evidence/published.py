"""What was published somewhere: a number or a sign, with its source, its estimand and the place that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Basis = Literal["read", "computed", "recalled"]
Design = Literal["experiment", "natural experiment", "observational", "panel", "review"]
Direction = Literal["up", "down", "none"]
Family = Literal[
    "autonomy", "budgets", "checks", "management", "payments", "reporting", "scores", "supervision", "waste", "year-end"
]  # fmt: skip
Fact = Literal["waste", "passive_part", "monitoring", "audits", "staff", "consequence"]
Role = Literal["calibration", "prediction"]
Unit = Literal[
    "relative change",
    "share",
    "ratio",
    "correlation",
    "log points",
    "log points per point",
    "points of 5",
    "points per year",
    "sign",
]

BASES: dict[Basis, str] = {
    "read": "read again in public text: an abstract, unless `where` says otherwise",
    "computed": "computed from the data",
    "recalled": "known and not read again",
}
DESIGNS: dict[Design, str] = {
    "experiment": "assigned at random",
    "natural experiment": "a reform or a rule that reached some units before others",
    "observational": "a comparison of units as they are",
    "panel": "a description, without any treatment",
    "review": "a summary of other studies",
}
DIRECTIONS: dict[Direction, str] = {"up": "higher", "down": "lower", "none": "no change was found"}
FAMILIES: dict[Family, str] = {
    "autonomy": "freedom in how work is done",
    "budgets": "how budgets change, and whether scores move them",
    "checks": "what checks, audits and consequences do to waste or absence",
    "management": "performance management as a whole, and the use of what it tells",
    "payments": "how money reaches those whom it is meant for",
    "reporting": "what is reported, and what independent measurement says",
    "scores": "levels, agreement and persistence of scores",
    "supervision": "what checks and audits do to anything but waste or absence",
    "waste": "kinds of waste",
    "year-end": "spending at the end of the year",
}
FACTS: dict[Fact, str] = {
    "waste": "waste or absence",
    "passive_part": "the part of it that is incompetence",
    "monitoring": "checks during the year",
    "audits": "audits after the year",
    "staff": "people who check",
    "consequence": "what a finding leads to",
}
ROLES: dict[Role, str] = {
    "calibration": "parameters are set by it",
    "prediction": "predicted without it",
}
UNITS: dict[Unit, str] = {
    "relative change": "change in proportion to the control arm's mean; 0 is no change",
    "share": "0 to 1",
    "ratio": "one amount over another",
    "correlation": "-1 to 1",
    "log points": "of a budget",
    "log points per point": "of a budget, per point of a score that runs to 5 (25 points of 100)",
    "points of 5": "of a score that runs to 5",
    "points per year": "of a score that runs from 0 to 100",
    "sign": "only the direction is known",
}


@dataclass(frozen=True)
class Estimand:
    """What the number is an estimate of."""

    treated: str
    control: str
    outcome: str
    measured: str
    """How the outcome was measured, and by whom."""
    when: str
    spillovers: str
    """What reaches those who are not treated."""


@dataclass(frozen=True)
class ControlFact:
    """One thing that is known of the control arm: a number, or what can be said in words."""

    what: Fact
    value: float | str
    basis: Basis
    source: str


@dataclass(frozen=True)
class Context:
    """The place that a finding comes from."""

    country: str
    years: str
    setting: str
    units: str
    levers: str
    """What the design changed, in the words of the field."""
    control: tuple[ControlFact, ...]
    unknown: tuple[Fact, ...]
    """What was sought and not found."""

    def known(self, what: Fact) -> float | str | None:
        """Return a fact of the control arm; ``None`` where it is not known."""
        return next((fact.value for fact in self.control if fact.what == what), None)


@dataclass(frozen=True)
class PublishedFinding:
    """One finding, as it was registered; ``why`` alone may have been written since.

    ``published`` is in ``unit``, and ``se`` in the same; ``raw`` is the number as it was printed, in ``raw_unit``, and
    ``conversion`` says how ``published`` follows from it. A finding of sign alone has a ``direction`` instead.
    """

    id: str
    title: str
    source: str
    where: str
    basis: Basis
    design: Design
    family: Family
    quantity: str
    unit: Unit
    finding: str
    published: float | None
    direction: Direction | None
    raw: float | None
    raw_unit: str
    conversion: str
    se: float | None
    se_basis: Basis | None
    se_note: str
    estimand: Estimand
    context: Context
    role: Role
    reason: str
    registered: date
    why: str
    file: str

    @property
    def is_number(self) -> bool:
        """Whether a number is known, and not the sign alone."""
        return self.published is not None
