"""What a lesson consists of, as data; read from ``catalogue/*.toml`` and checked when it is read.

Numbers that a lesson speaks about are never typed into it: a prediction, a finding and a theory say *which* numbers
are compared, and they are computed when the lesson is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from budgetsim.language import told

Value = float | int | str | bool
Settings = dict[str, Value]
"""Parameters by bare name, on top of the lesson's scenario."""
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Sign = Literal["up", "down", "same"]


class Part(BaseModel):
    """Part of a lesson: cannot be changed, and knows no other fields than these."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __hash__(self) -> int:
        """Parts that say the same are one key of what was simulated for them."""
        return hash(self.model_dump_json())


class Slider(Part):
    """A lever that students move; ends and step default to those of the parameter in studies."""

    name: str
    lower: float | None = None
    upper: float | None = None
    step: float | None = Field(default=None, gt=0)


class Experiment(Part):
    """Two policies on the same seeds: ``reference`` stays, ``start`` is where students begin to move sliders."""

    sliders: tuple[Slider, ...] = Field(min_length=1)
    reference: Settings
    start: Settings = {}
    along: str
    """Lever on the horizontal axis of the curve."""
    points: tuple[float, ...] = Field(min_length=3)
    """Values of that lever at which the curve is simulated."""
    curves: tuple[str, ...] = Field(min_length=1)
    """Outcomes with one unit, drawn over the lever."""
    by_year: str
    """Outcome whose path over the years is shown for both policies."""
    outcomes: tuple[str, ...] = Field(min_length=1)
    """Outcomes in the table of both policies."""
    tries: int = Field(default=2, ge=0)
    """Number of suggestions, messages ``-try-1``, ``-try-2``, …"""


class Prediction(Part):
    """What students predict before they may look.

    ``place``: the value of a lever at which an outcome is highest. ``level``: an outcome under some settings.
    ``relative``: the relative change of an outcome between two settings. ``change``: whether it rises, falls or stays.
    ``pick``: which of several settings brings it highest.
    """

    kind: Literal["place", "level", "relative", "change", "pick"]
    outcome: str
    lever: str = ""
    points: tuple[float, ...] = ()
    before: Settings = {}
    after: Settings = {}
    options: dict[Identifier, Settings] = {}
    lower: float = 0.0
    upper: float = 1.0
    step: float = Field(default=0.01, gt=0)
    start: float | None = None
    close: float = Field(default=0.0, ge=0)
    """Distance from what is shown up to which a predicted number counts as right."""

    @model_validator(mode="after")
    def _complete(self) -> Prediction:
        if self.kind == "place" and (not self.lever or len(self.points) < 3):
            raise ValueError(told("lesson-fault-place"))
        if self.kind == "pick" and len(self.options) < 2:
            raise ValueError(told("lesson-fault-pick"))
        if self.is_number and not self.lower < self.upper:
            raise ValueError(told("lesson-fault-ends"))
        if self.is_number and self.close == 0.0:
            raise ValueError(told("lesson-fault-close", kind=repr(self.kind)))
        return self

    @property
    def is_number(self) -> bool:
        """Whether a number is set on a slider; else one of ``choices`` is chosen."""
        return self.kind in ("place", "level", "relative")

    @property
    def choices(self) -> tuple[str, ...]:
        """Identifiers to choose among."""
        return ("up", "same", "down") if self.kind == "change" else tuple(self.options)

    @property
    def middle(self) -> float:
        """Where the slider stands before anybody moves it."""
        return 0.5 * (self.lower + self.upper) if self.start is None else self.start


class Finding(Part):
    """A sentence with two simulated numbers, and what the lesson claims about them.

    ``up`` and ``down`` hold if the paired 95 % interval of the difference lies on that side of 0; ``same`` if it lies
    within ``within`` of 0. Whether it holds at the present parameters, and in how many draws of them, is computed,
    tested, and told.
    """

    id: Identifier
    outcome: str
    before: Settings = {}
    after: Settings = {}
    sign: Sign
    within: float = Field(default=0.0, ge=0)
    expects: Literal["holds", "unless", "depends"] = "holds"
    """Verdict of an audit over draws of what nobody knows, and in other worlds."""

    @model_validator(mode="after")
    def _bounded(self) -> Finding:
        if self.sign == "same" and self.within == 0.0:
            raise ValueError(told("lesson-fault-within", finding=repr(self.id)))
        return self


class Theory(Part):
    """A formula with simulated points on it.

    Either a ``limit`` of ``budgetsim verify --theory`` with its ``quantity``, along one of its parameters; or a
    ``mechanism`` of the model named in ``theory.py``. ``sliders`` are parameters that students move.
    """

    id: Identifier
    formula: str
    """In LaTeX, one formula a line."""
    limit: str = ""
    quantity: str = ""
    along: str = ""
    points: tuple[float, ...] = ()
    fixed: dict[str, float] = {}
    sliders: tuple[Slider, ...] = ()
    mechanism: str = ""
    source: str = ""
    percent_x: bool = False
    percent_y: bool = False

    @model_validator(mode="after")
    def _one_of_two(self) -> Theory:
        if bool(self.limit) == bool(self.mechanism):
            raise ValueError(told("lesson-fault-theory", theory=repr(self.id)))
        if self.limit and not self.quantity:
            raise ValueError(told("lesson-fault-no-quantity", theory=repr(self.id), limit=self.limit))
        return self


class Check(Part):
    """A question with some answers; each answer has a reason, right or wrong."""

    id: Identifier
    options: tuple[Identifier, ...] = Field(default=("a", "b", "c"), min_length=2)
    right: Identifier

    @model_validator(mode="after")
    def _right_exists(self) -> Check:
        if self.right not in self.options:
            options = ", ".join(self.options)
            raise ValueError(
                told("lesson-fault-right", check=repr(self.id), right=repr(self.right), options=options)
            )
        return self


class Evidence(Part):
    """A published finding: who, when, and whether the source was read for this project or is cited from memory."""

    id: Identifier
    source: str
    basis: Literal["read", "computed", "recalled"]


Texts = dict[str, dict[str, str | dict[str, str]]]
"""By language and end of a message's name (``title`` for the lesson's own): a text, or a question with its answers."""
QUESTION = "ask"
"""Name of the question among a check's answers and their reasons."""


class Lesson(Part):
    """One lesson. Texts are the messages ``lesson-<id>`` and ``lesson-<id>-…``, or stand in the lesson itself."""

    id: Identifier
    order: int = Field(ge=1)
    minutes: int = Field(ge=1)
    scenario: str
    settings: Settings = {}
    """What the lesson sets on top of its scenario."""
    prediction: Prediction
    experiment: Experiment
    findings: tuple[Finding, ...] = Field(alias="finding", min_length=1)
    theories: tuple[Theory, ...] = Field(alias="theory", min_length=1)
    checks: tuple[Check, ...] = Field(alias="check", min_length=2)
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    meanings: int = Field(default=2, ge=1)
    """Number of conclusions for a bureau, messages ``-meaning-1``, ``-meaning-2``, …"""
    homework: int = Field(default=1, ge=1)
    commands: tuple[str, ...] = Field(min_length=1)
    """Lines of the command line to go further with."""
    texts: Texts = {}
    """Where one language is missing, another speaks in its place."""

    def key(self, *parts: str | int) -> str:
        """Return the name of one of the lesson's messages."""
        return "-".join(("lesson", self.id, *map(str, parts)))

    def all_settings(self) -> Iterator[Settings]:
        """All settings under which the lesson simulates anything, its sliders left where they start."""
        yield from (self.experiment.reference, self.experiment.start, {})
        for point in self.experiment.points:
            yield {self.experiment.along: point}
        yield from self.prediction.options.values()
        for point in self.prediction.points:
            yield {self.prediction.lever: point}
        yield from (self.prediction.before, self.prediction.after)
        for finding in self.findings:
            yield from (finding.before, finding.after)

    def all_outcomes(self) -> Iterator[str]:
        """All outcomes that the lesson shows."""
        yield from (self.prediction.outcome, self.experiment.by_year)
        yield from (*self.experiment.curves, *self.experiment.outcomes)
        yield from (finding.outcome for finding in self.findings)

    def message_keys(self) -> Iterator[str]:
        """Names of all messages that the lesson needs, in every language."""
        yield from (self.key(), *(self.key(part) for part in ("short", "question", "predict", "explain")))
        if self.prediction.kind == "pick":
            yield from (self.key("predict", option) for option in self.prediction.options)
        yield from (self.key("try", number) for number in range(1, self.experiment.tries + 1))
        yield from (self.key("finding", finding.id) for finding in self.findings)
        yield from (self.key("theory", theory.id) for theory in self.theories)
        for check in self.checks:
            yield (name := self.key("check", check.id))
            yield from (f"{name}.{option}{ending}" for option in check.options for ending in ("", "-why"))
        yield from (self.key("meaning", number) for number in range(1, self.meanings + 1))
        yield from (self.key("evidence", item.id) for item in self.evidence)
        yield from (self.key("homework", number) for number in range(1, self.homework + 1))
