"""The answer: what the trial would find, what is true, and why the two differ; and how that depends on its size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from budgetsim.studies.answer import Answer
from budgetsim.studies.table import Interval


@dataclass(frozen=True)
class Bias:
    """Why estimates differ from the true effect on the treated, on average over worlds; they add up to the difference.

    Attributes
    ----------
    measurement
        What the treatment moves in what is measured beyond what it moves in the truth: gaming and hiding.
    weighting
        Cells of treated units weigh otherwise than alike.
    spillover
        What the treatment moves in the controls, and in units not yet treated beside others that are.
    before
        What it moves in treated units before the first of all is treated: anticipation.
    chance
        How the units would have differed anyway: luck, which is nothing on average, or a choice of who is treated.
    """

    measurement: float
    weighting: float
    spillover: float
    before: float
    chance: float

    @property
    def largest(self) -> str:
        """The part that moves estimates most."""
        return max(vars(self), key=lambda name: abs(vars(self)[name]))


@dataclass(frozen=True)
class Estimated:
    """What one estimator finds over worlds.

    Attributes
    ----------
    name
        Estimator.
    estimate
        Mean, with the middle 90 % of worlds.
    error
        Root mean square of its standard errors.
    bias
        Mean of the estimate less the true effect on the treated, in parts.
    power
        Share of worlds in which the effect is found: 5 % level, the sign of the mean true effect of the draw.
    wrong
        Share in which an effect of the other sign is found.
    half
        Share in which the estimate is at least half of the true effect.
    coverage
        Share in which the 95 % interval holds the true effect on the treated.
    false_alarms
        Share in which an effect is found where nobody is treated.
    detectable
        Effect that is found in 80 % of worlds, by its standard errors.
    """

    name: str
    estimate: Interval
    error: float
    bias: Bias
    power: Interval
    wrong: Interval
    half: Interval
    coverage: Interval
    false_alarms: Interval
    detectable: float


@dataclass(frozen=True)
class Tried:
    """A trial of another size or length: ``after`` are years from the one on in which the last cohort begins."""

    units: int
    treated: int
    after: int
    truth: float
    found: tuple[Estimated, ...]

    def by(self, estimator: str) -> Estimated:
        """Return what an estimator finds."""
        return next(one for one in self.found if one.name == estimator)


@dataclass(frozen=True)
class Event:
    """A year since treatment began: true and measured effect, and the estimate, each with the middle 90 % of worlds."""

    since: int
    true: Interval
    measured: Interval
    estimate: Interval


@dataclass(frozen=True)
class Checked:
    """That the package estimates the same in some worlds: apart by no more than ``difference`` standard errors."""

    package: str
    worlds: int
    difference: float


@dataclass(frozen=True, repr=False)
class Trial(Answer):
    """What a trial would find.

    Attributes
    ----------
    level
        Mean of the true outcome of the treated, where nobody is treated.
    true
        True effect on the treated: mean over worlds, with the middle 90 % of draws.
    measured
        The same effect in what is measured.
    rollout
        True effect where everybody is treated from the first year on, after as many years.
    tried
        Trials by size and length, the one that is asked for among them.
    """

    scenario: str
    treatment: Mapping[str, Any]
    outcome: str
    unit: str
    assignment: str
    cohorts: Mapping[int, int]
    controls: int
    population: int
    years: int
    estimator: str
    level: float
    true: Interval
    measured: Interval
    rollout: Interval
    tried: tuple[Tried, ...]
    events: tuple[Event, ...]
    specimen: tuple[tuple[int, int, int, float, float], ...]
    checked: Checked | None
    draws: int
    worlds: int
    first_seed: int
    drawn_from: str
    inference: str = "cr1"

    @property
    def treated(self) -> int:
        """Units that are ever treated."""
        return sum(self.cohorts.values())

    @property
    def size(self) -> int:
        """Measured units."""
        return self.treated + self.controls

    @property
    def after(self) -> int:
        """Years from the one on in which the last cohort begins."""
        return self.years - max(self.cohorts) + 1

    @property
    def own(self) -> Tried:
        """The trial that is asked for."""
        return self.of(self.size, self.after)

    @property
    def found(self) -> Estimated:
        """What its estimator finds."""
        return self.own.by(self.estimator)

    def of(self, units: int, after: int) -> Tried:
        """Return a trial by size and length."""
        return next(one for one in self.tried if (one.units, one.after) == (units, after))

    @property
    def sizes(self) -> list[int]:
        """Sizes that are tried, in order."""
        return sorted({one.units for one in self.tried})

    @property
    def lengths(self) -> list[int]:
        """Lengths that are tried, in order."""
        return sorted({one.after for one in self.tried})
