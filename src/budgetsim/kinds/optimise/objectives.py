"""Objectives: outcomes, each with the direction in which it is better."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from budgetsim.declarations.renamed import current
from budgetsim.measures import OUTCOMES
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.factors import Place
from budgetsim.studies.study_file import StudyFile
from budgetsim.studies.values import Value, split_names, texts_of

Way = Literal["max", "min"]

COST = "administrative_cost"
"""Outcome that the budget limits."""
USUAL = ("public_value", "net_social_value", COST, "manipulation", "budget_gini")
"""Objectives when none are named: value, cost, honesty and inequality. Public value alone counts no effort and no risk
of departments; without net social value beside it the search finds mixes that destroy more than they yield."""
ASSUMED_WAYS: dict[str, Way] = {"budget_gini": "min"}
"""Directions of outcomes that declare none. Inequality is the less, the better (assumed: it has no good side by
itself; where budgets should differ more, write ``budget_gini:max``)."""
WAYS: dict[str, Way | None] = {"up": "max", "down": "min", "neither": None}
MOST_OBJECTIVES = 6
"""Objectives beyond which nearly every mix is on the front, and nothing is told by it."""


@dataclass(frozen=True)
class Objective:
    """One outcome, and which way is better."""

    name: str
    way: Way

    @property
    def sign(self) -> float:
        """What turns the outcome into a loss."""
        return 1.0 if self.way == "min" else -1.0

    def __str__(self) -> str:
        return f"{self.name}:{self.way}"


@dataclass(frozen=True)
class Objectives(Value):
    """Objectives by comma, written as ``NAME``, ``NAME:max`` or ``NAME:min``."""

    metavar = "A,B,…"

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[Objective, ...]:
        """As ``Value.of_texts``."""
        return objectives_of(split_names(texts), place)

    def of_file(self, file: StudyFile, key: str) -> tuple[Objective, ...] | None:
        """As ``Value.of_file``."""
        named = texts_of(file, key)
        return None if named is None else file.attempt(lambda: objectives_of(named, file.place(key)))

    def of_python(self, given: Any, place: Place) -> tuple[Objective, ...]:
        """As ``Value.of_python``."""
        items = [given] if isinstance(given, str) or not isinstance(given, Iterable) else list(given)
        return self.of_texts(list(map(str, items)), place)

    def options(self) -> Sequence[str]:
        """As ``Value.options``."""
        return [name for outcome in OUTCOMES for name in (outcome, f"{outcome}:max", f"{outcome}:min")]


def objectives_of(named: Sequence[str], place: Place) -> tuple[Objective, ...]:
    """Return objectives written as ``NAME`` or ``NAME:max`` or ``NAME:min``.

    Raises
    ------
    ScenarioError
        With every one that is no outcome, has no better way, or comes twice.
    """
    objectives: list[Objective] = []
    faults: list[Fault] = []
    for text in named:
        name, colon, way = (part.strip() for part in text.partition(":"))
        name = current(name)
        fault = _fault(name, way if colon else None, [earlier.name for earlier in objectives], place)
        if fault:
            faults.append(fault)
            continue
        objectives.append(Objective(name, way if colon else _way_of(name)))  # type: ignore[arg-type] # checked
    if not named:
        faults.append(
            place.fault("objectives", None, "no objective is named", "name outcomes, such as public_value")
        )
    if len(named) > MOST_OBJECTIVES:
        faults.append(place.fault("objectives", len(named), f"more than {MOST_OBJECTIVES} objectives"))
    if faults:
        raise ScenarioError(faults)
    return tuple(objectives)


def _way_of(name: str) -> Way | None:
    return WAYS[OUTCOMES[name].direction] or ASSUMED_WAYS.get(name)


def _fault(name: str, way: str | None, earlier: Sequence[str], place: Place) -> Fault | None:
    if name not in OUTCOMES:
        hint = did_you_mean(name, OUTCOMES, "`budgetsim outcomes` lists all")
        return place.fault("objectives", name, "no such outcome", hint)
    if way is not None and way not in ("max", "min"):
        return place.fault("objectives", f"{name}:{way}", "no direction", f"write {name}:max or {name}:min")
    if way is None and _way_of(name) is None:
        hint = f"write {name}:max or {name}:min"
        return place.fault("objectives", name, "more of it is neither better nor worse by itself", hint)
    return place.fault("objectives", name, "named twice", "name it once") if name in earlier else None
