"""Where a reader is in *Inspect* as a text for the address: whose year, which side, which step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from budgetsim.app import reference
from budgetsim.app.explore.policy import NAMES, SCALES
from budgetsim.app.inspect.year import LAST_SEED, TRUTH, Choice
from budgetsim.app.kept import Keeping, KeptError, pack, unpack
from budgetsim.language import Language

EDITION = "inspect"
"""Addresses stay good when numbers change: they say where to look, not what is seen there."""


@dataclass(frozen=True)
class Place:
    """Whose year is read, from which side, and where in the story."""

    choice: Choice = field(default_factory=Choice)
    side: str = TRUTH
    step: int = 0
    whole: bool = False


class _Text(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    scenario: str
    seed: int = Field(ge=0, le=LAST_SEED)
    year: int = Field(ge=1, le=SCALES["years"][1])
    department: int = Field(ge=0, lt=SCALES["departments"][1])
    side: Literal["truth", "bureau"]
    step: int = Field(ge=0, le=20)
    whole: bool


def write(place: Place) -> str:
    """Return the text for an address."""
    choice = place.choice
    where = {
        "scenario": choice.scenario, "seed": choice.seed, "year": choice.year, "department": choice.department,
        "side": place.side, "step": place.step, "whole": place.whole,
    }  # fmt: skip
    return pack(where, EDITION)


def read(text: str) -> Place:
    """Return the place in a text.

    Raises
    ------
    KeptError
        If the text cannot be used.
    """
    try:
        held = _Text.model_validate(unpack(text, EDITION))
    except ValidationError:
        raise KeptError("damaged") from None
    if held.scenario not in (*NAMES, *reference.names()):
        raise KeptError("rules")
    choice = Choice(held.scenario, held.seed, held.year, held.department)
    return Place(choice, held.side, held.step, held.whole)


def covers(first: Place, second: Place) -> bool:
    """Tell whether both are one place."""
    return first == second


def describe(place: Place, speak: Language) -> str:
    """Name the year by its department."""
    return speak("lab-watch-department", number=str(place.choice.department))


KEEPING = Keeping("inspect", write, write, read, covers, describe)
