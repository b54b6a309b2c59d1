"""Two policies and the settings of their experiment as a text."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from budgetsim import __version__
from budgetsim.app import reference
from budgetsim.app.explore.policy import ANSWER, LINKS, NAMES, SCALES, STARTS, Experiment, Plan, scenario_of
from budgetsim.app.kept import Keeping, KeptError, pack, unpack
from budgetsim.declarations import declarations
from budgetsim.language import Language
from budgetsim.scenario import ScenarioError

LEVERS = frozenset(lever for levers in LINKS.values() for lever in levers)


@dataclass(frozen=True)
class Work:
    """Two policies, and what they share."""

    plans: tuple[Plan, Plan]
    experiment: Experiment


OPENING = Work((Plan(STARTS[0]), Plan(STARTS[1])), Experiment())
"""What the page begins with; it need not be kept."""


class _Plan(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

    start: str
    moved: dict[str, float | str]


class _Text(BaseModel):
    """What a text holds."""

    model_config = ConfigDict(strict=True, extra="forbid")

    plans: list[_Plan] = Field(min_length=2, max_length=2)
    experiment: dict[str, int]


def write(work: Work) -> str:
    """Return the text that a browser keeps, and an address too."""
    plans = [{"start": plan.start, "moved": dict(plan.moved)} for plan in work.plans]
    return pack({"plans": plans, "experiment": asdict(work.experiment)}, edition())


def read(text: str) -> Work:
    """Return the work in a text.

    Raises
    ------
    KeptError
        If the text cannot be used.
    """
    try:
        held = _Text.model_validate(unpack(text, edition()))
    except ValidationError:
        raise KeptError("damaged") from None
    experiment = _experiment(held.experiment)
    first, second = (_plan(plan, name, experiment) for plan, name in zip(held.plans, NAMES, strict=True))
    return Work((first, second), experiment)


def covers(first: Work, second: Work) -> bool:
    """Tell whether both are the same, or the second one is what every page begins with."""
    return second in (first, OPENING)


def describe(work: Work, speak: Language) -> str:
    """Say how many levers were moved."""
    return speak("kept-explore", levers=sum(len(plan.moved) for plan in work.plans))


@cache
def edition() -> str:
    """Return what the levers depend on: the program's version and the scenarios to start from."""
    return hashlib.sha256(f"{__version__} {reference.names()} {LINKS}".encode()).hexdigest()


def _experiment(held: dict[str, int]) -> Experiment:
    if set(held) != set(asdict(Experiment())):
        raise KeptError("damaged")
    experiment = Experiment(**held)
    for name, (lower, upper) in SCALES.items():
        if not lower <= held[name] <= upper:
            raise KeptError("rules")
    if experiment.from_year > experiment.years:
        raise KeptError("rules")
    return experiment


def _plan(held: _Plan, name: str, experiment: Experiment) -> Plan:
    starts = [start for start in reference.names() if start != ANSWER]
    if held.start not in starts or not set(held.moved) <= LEVERS:
        raise KeptError("rules")
    if not all(_allowed(lever, value) for lever, value in held.moved.items()):
        raise KeptError("rules")
    plan = Plan(held.start)
    for lever, value in held.moved.items():
        plan = plan.move(lever, value, experiment)
    try:
        scenario_of(plan, name, experiment)
    except ScenarioError:
        raise KeptError("rules") from None
    return plan


def _allowed(lever: str, value: Any) -> bool:
    declared = declarations()[lever]
    if declared.kind == "choice":
        return value in declared.choices
    lower, upper = declared.lower, declared.upper
    if isinstance(value, str) or (declared.kind == "integer" and not float(value).is_integer()):
        return False
    return (lower is None or value >= lower) and (upper is None or value <= upper)


KEEPING = Keeping("explore", write, write, read, covers, describe)
