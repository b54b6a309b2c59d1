"""What a field experiment is: who is treated with what, what is measured, what was published, how both are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from budgetsim.scenario import Scenario
from budgetsim.scenario_files.records import Change

Kind = Literal["difference", "relative", "interaction", "level", "treated_level", "moment"]
Rule = Literal["interval", "size", "sign", "margin"]
Role = Literal["calibration", "prediction"]
Basis = Literal["read", "computed", "recalled"]
Direction = Literal["up", "down"]

KINDS: dict[Kind, str] = {
    "difference": "treated less control departments, over and above their difference without treatment",
    "relative": "the same in proportion: ratio of ratios less 1",
    "interaction": "difference where the moderator holds, less difference where it does not",
    "level": "mean of the district without treatment",
    "treated_level": "mean of the treated departments under treatment",
    "moment": "moment of the panel of departments and years without treatment",
}
"""How an outcome becomes one number under each seed."""
CONTRASTS = ("difference", "relative", "interaction", "treated_level")
"""Kinds that need a treatment."""
RULES: dict[Rule, str] = {
    "interval": "both 95 % intervals overlap",
    "size": "same sign, clearly, and between half and twice the published size",
    "sign": "same sign, clearly: the whole 95 % interval is on that side of zero",
    "margin": "the 95 % interval comes within the stated margin of the published value",
}
"""When a simulated and a published effect agree."""


@dataclass(frozen=True)
class Look:
    """One way to look at an experiment: its two arms, and the outcome that becomes one number under each seed.

    ``treatment`` is ``None`` where nothing is contrasted; ``moderator`` holds settings of both arms that an
    interaction adds in a second pair of them. ``measured`` are the first and the last recorded year that count.
    """

    outcome: str
    kind: Kind
    base: Scenario
    treatment: Change | None
    moderator: Mapping[str, Any]
    years: int
    measured: tuple[int, int]

    def arms(self, *, moderated: bool = False) -> tuple[Scenario, Scenario]:
        """Return the world without treatment and the one with it, equal in everything else."""
        untreated = self.base.replace(**self.moderator) if moderated else self.base
        if self.treatment is None:
            return untreated, untreated
        return untreated, untreated.replace(changes=[*untreated.changes, self.treatment])


@dataclass(frozen=True)
class Published:
    """What was found in the field.

    ``effect`` is ``None`` where only its ``direction`` is known, ``interval`` where none was published or none could be
    read; ``note`` says where it comes from, or why there is none.
    """

    finding: str
    effect: float | None
    direction: Direction | None
    interval: tuple[float, float] | None
    note: str
    unit: str

    @property
    def sign(self) -> float:
        """1 for an increase, −1 for a decrease, 0 where neither is known."""
        if self.direction is not None:
            return 1.0 if self.direction == "up" else -1.0
        return 0.0 if not self.effect else (1.0 if self.effect > 0.0 else -1.0)


@dataclass(frozen=True)
class Target:
    """One published number and how the model is compared with it; ``look`` is ``None`` where it cannot be expressed."""

    outcome: str
    published: Published
    look: Look | None = None
    not_expressible: str = ""
    """Why the model has nothing to compare."""
    rule: Rule | None = None
    margin: float = 0.0
    role: Role | None = None
    stated: date | None = None
    """When role and rule were laid down."""
    reason: str = ""
    """Why it is calibration or prediction."""
    why: str = ""
    """Why it is missed, if it is."""


@dataclass(frozen=True)
class Reading:
    """Another way to look at the first target: shown, never judged."""

    what: str
    look: Look


@dataclass(frozen=True)
class Experiment:
    """One published design; ``name`` is the stem of its file."""

    name: str
    title: str
    source: str
    basis: Basis
    design: str
    mapping: str
    replications: int
    targets: tuple[Target, ...]
    pool: int = 1
    """Districts that are seen as one panel when a moment is taken, so that it is as large as the data."""
    readings: tuple[Reading, ...] = ()
    file: str = field(default="", compare=False)
