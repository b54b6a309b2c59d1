"""What a context is: the control arm of an experiment, who is treated with what, what is measured and published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from budgetsim.kinds.verify.evidence.matching import ControlArm
from budgetsim.kinds.verify.evidence.measure import Kind
from budgetsim.kinds.verify.evidence.published import Direction, PublishedFinding, Role
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import Change

KINDS: dict[Kind, str] = {
    "difference": "treated less control departments, over and above their difference without treatment",
    "relative": "the same in proportion: ratio of ratios less 1",
    "interaction": "difference where the moderator holds, less difference where it does not",
    "cross_section": "treated in proportion to other departments, less 1, under treatment: as a survey sees it",
    "level": "mean of the district without treatment",
    "treated_level": "mean of the treated departments under treatment",
    "moment": "moment of the panel of departments and years without treatment",
}
"""How an outcome becomes one number under each seed."""
CONTRASTS = ("difference", "relative", "interaction", "cross_section", "treated_level")
"""Kinds that need a treatment."""


@dataclass(frozen=True)
class Look:
    """One way to look at an experiment: its two arms, and the outcome that becomes one number under each seed.

    ``treatment`` is empty where nothing is contrasted, and holds one change for each phase of it; ``moderator`` holds
    settings of both arms that an interaction adds in a second pair of them. ``measured`` are the first and the last
    recorded year that count.
    """

    outcome: str
    kind: Kind
    base: Scenario
    treatment: tuple[Change, ...]
    moderator: Mapping[str, Any]
    years: int
    measured: tuple[int, int]

    def arms(self, *, moderated: bool = False) -> tuple[Scenario, Scenario]:
        """Return the world without treatment and the one with it, equal in everything else."""
        untreated = self.base.replace(**self.moderator) if moderated else self.base
        if not self.treatment:
            return untreated, untreated
        return untreated, untreated.replace(changes=[*untreated.changes, *self.treatment])

    def placed(self, settings: Mapping[str, Any]) -> Look:
        """Return the same look in a place where some parameters have other values, in both arms."""
        return replace(self, base=self.base.replace(**settings)) if settings else self


@dataclass(frozen=True)
class Published:
    """What was found in the field: a number in ``unit`` with its standard error, or a direction alone.

    ``se`` is ``None`` where none is known. ``study`` is common to all findings of one study, which are left out
    together.
    """

    id: str
    quantity: str
    finding: str
    effect: float | None
    direction: Direction | None
    se: float | None
    note: str
    unit: str
    family: str
    role: Role
    source: str
    basis: str
    reason: str = ""
    why: str = ""
    """Why it is missed, if it is."""
    registered: date | None = None

    @property
    def study(self) -> str:
        """What is left out together: all that one source tells."""
        return self.source

    @property
    def sign(self) -> float:
        """1 for an increase, −1 for a decrease, 0 where no change was found."""
        if self.direction is not None:
            return {"up": 1.0, "down": -1.0, "none": 0.0}[self.direction]
        return 0.0 if not self.effect else (1.0 if self.effect > 0.0 else -1.0)

    @classmethod
    def of(cls, one: PublishedFinding) -> Published:
        """Return a registered finding as the scorecard needs it."""
        return cls(
            id=one.id,
            quantity=one.quantity,
            finding=one.finding,
            effect=one.published,
            direction=one.direction,
            se=one.se,
            note=one.se_note,
            unit=one.unit,
            family=one.family,
            role=one.role,
            source=one.source,
            basis=one.basis,
            reason=one.reason,
            why=one.why,
            registered=one.registered,
        )


@dataclass(frozen=True)
class Target:
    """One finding and how the model looks at it; ``look`` is ``None`` where it cannot be expressed."""

    published: Published
    look: Look | None = None
    not_expressible: str = ""
    """Why the model has nothing to compare."""
    allowance: float = 0.0
    """How far apart the two may be beyond all errors: where a total or a count has no standard error."""
    unused: str = ""
    """Why no default is set by it, though it was registered to set a parameter; empty where one is."""
    given_up: str = ""
    """Why the defaults miss it on purpose, though one is set by it; empty where they must not."""

    @property
    def is_set(self) -> bool:
        """Whether a default is set by it, so that it is no prediction."""
        return self.published.role == "calibration" and not self.unused


@dataclass(frozen=True)
class Reading:
    """Another way to look at the first finding: shown, never judged."""

    what: str
    look: Look


@dataclass(frozen=True)
class Experiment:
    """One context with the findings that were made there; ``name`` is the stem of its file."""

    name: str
    title: str
    mapping: str
    replications: int
    targets: tuple[Target, ...]
    control: ControlArm | None = None
    """What parameters are matched to; ``None`` where nothing is known of the control arm."""
    consequence: str = ""
    """What a finding leads to in the control arm, as a word of the code; empty where nothing is told."""
    pool: int = 1
    """Districts that are seen as one panel when a moment is taken, so that it is as large as the data."""
    readings: tuple[Reading, ...] = ()

    file: str = field(default="", compare=False)

    def seeds(self, asked: int | None) -> int:
        """Return how many seeds the context is looked at with, where so many are asked for.

        Moments of panels are never taken of fewer than the file says: with a few pools chance would decide verdicts.
        """
        if asked is None:
            return self.replications
        return asked if self.pool == 1 else max(asked, self.replications)
