"""The year that a session looks at, and how it is kept.

Facts are made once and shared, because they depend on the choice alone. No pages in here.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Literal

import pandas as pd
from pydantic import Field

from budgetsim.app import runs
from budgetsim.app.explore.policy import NAMES, SCALES, Work
from budgetsim.app.explore.policy import scenario_of as scenario_of_plan
from budgetsim.app.keeping import Keeping, KeptError, Shape
from budgetsim.app.runs import FIRST
from budgetsim.app.workers import Shared, at_work
from budgetsim.language import DEFAULT, Language
from budgetsim.report.explain import (
    Section,
    bureau_sections_of,
    capture_year,
    drawn_facts,
    facts_of,
    sections_of,
)
from budgetsim.scenario import Scenario, ScenarioError

KEPT_YEARS = 128
"""Years of departments kept in memory: some 30 kB each, over draws 2 kB."""
LAST_SEED = 9999
TRUTH, BUREAU = "truth", "bureau"
SIDES = (TRUTH, BUREAU)
CLOSING = "drawn"
"""The last step of what was true: what the department would do over draws."""
EDITION = "inspect"
"""Addresses stay good when numbers change: they say where to look, not what is seen there."""


@dataclass(frozen=True)
class Selection:
    """Which department's year is asked for."""

    scenario: str = FIRST
    seed: int = 0
    year: int = 4
    department: int = 0


Asked = tuple[runs.Request, int]
"""A run of some years with one seed, and a department."""


@dataclass(frozen=True)
class Subject:
    """A department's year that there is."""

    choice: Selection
    scenario: Scenario

    @property
    def facts(self) -> Mapping[str, Any]:
        """What ``budgetsim explain --json`` prints, but for ``drawn``. Do not write into it."""
        return _facts(*self.asked)

    @cached_property
    def asked(self) -> Asked:
        """What the numbers depend on: years of departments are told apart by it."""
        return runs.request(self.scenario, (self.choice.seed,), self.choice.year), self.choice.department

    @property
    def drawn(self) -> Mapping[str, Any]:
        """What ``explain --json`` prints under ``drawn``: it takes seconds. Do not write into it."""
        return _drawn.get([self.asked], _over_draws)[0]

    @cached_property
    def panel(self) -> pd.DataFrame:
        """All departments in this year, in the order of their numbers."""
        panel = runs.panel(self.scenario, self.choice.seed, self.choice.year)
        return panel[panel["year"] == self.choice.year].sort_values("department")

    @property
    def kinds(self) -> list[str]:
        """Archetypes of the departments."""
        return list(self.panel["archetype"])

    @property
    def names(self) -> tuple[str, ...]:
        """Names of departments of somebody's own; of others there are none."""
        return () if self.scenario.roster is None else self.scenario.roster.names

    def story(self, side: str, speak: Language) -> list[Section]:
        """Return the story as ``budgetsim explain`` tells it up to draws, or as far as the bureau knows it."""
        tell = sections_of if side == TRUTH else bureau_sections_of
        return tell(self.facts, speak)

    def command(self, language: str) -> str:
        """Return the command that tells the same year in a terminal; a policy of the reader's own is a file."""
        choice = self.choice
        name = f"{choice.scenario}.toml" if choice.scenario in NAMES else runs.file_of(choice.scenario)
        words = ["budgetsim explain", name, f"--department {choice.department}", f"--year {choice.year}"]
        if choice.seed:
            words.append(f"--seed {choice.seed}")
        if language != DEFAULT:
            words.append(f"--language {language}")
        return " ".join(words)


def subject_of(choice: Selection, own: Mapping[str, Scenario]) -> Subject:
    """Return what is asked for, or the nearest that there is: a scenario that is gone gives way to the status quo."""
    if choice.scenario not in own and choice.scenario not in runs.reference_names():
        choice = replace(choice, scenario=FIRST)
    scenario = own[choice.scenario] if choice.scenario in own else runs.reference_scenario(choice.scenario)
    year = min(choice.year, scenario.protocol.years)
    department = min(choice.department, scenario.district.departments - 1)
    return Subject(replace(choice, year=year, department=department), scenario)


def own_policies(work: Work) -> dict[str, Scenario]:
    """Return the policies that the reader has made in Explore, by their names; one left as it was is none."""
    own = {}
    for side, name in enumerate(NAMES):
        if work.is_own(side):
            try:
                own[name] = scenario_of_plan(work.plans[side], name, work.experiment)
            except ScenarioError:
                # Explore tells the reader what does not go together.
                continue
    return own


@lru_cache(maxsize=KEPT_YEARS)
def _facts(asked: runs.Request, department: int) -> Mapping[str, Any]:
    return at_work(_captured, asked, department)


def _captured(asked: runs.Request, department: int) -> Mapping[str, Any]:
    return facts_of(
        capture_year(asked.scenario, department, asked.years, asked.seeds[0]), asked.scenario.money
    )


_drawn: Shared[Asked, Mapping[str, Any]] = Shared(KEPT_YEARS)
"""Shared, so that a class that opens the same year has it worked out once."""


def _over_draws(asked: list[Asked]) -> Mapping[Asked, Mapping[str, Any]]:
    return {
        (run, department): at_work(drawn_facts, run.scenario, department, run.years, run.seeds[0])
        for run, department in asked
    }


@dataclass(frozen=True)
class Place:
    """Whose year is read, from which side, and where in the story."""

    choice: Selection = field(default_factory=Selection)
    side: str = TRUTH
    step: int = 0
    whole: bool = False


class _Text(Shape):
    """What an address holds."""

    scenario: str
    seed: int = Field(ge=0, le=LAST_SEED)
    year: int = Field(ge=1, le=SCALES["years"][1])
    department: int = Field(ge=0, lt=SCALES["departments"][1])
    side: Literal["truth", "bureau"]
    step: int = Field(ge=0, le=20)
    whole: bool


def _content(place: Place) -> dict[str, Any]:
    return asdict(place.choice) | {"side": place.side, "step": place.step, "whole": place.whole}


def _restored(held: _Text) -> Place:
    if held.scenario not in (*NAMES, *runs.reference_names()):
        raise KeptError("rules")
    choice = Selection(held.scenario, held.seed, held.year, held.department)
    return Place(choice, held.side, held.step, held.whole)


def _described(place: Place, speak: Language) -> str:
    """Name the year by its department."""
    return speak("lab-watch-department", number=str(place.choice.department))


KEEPING = Keeping("inspect", _Text, lambda: EDITION, _content, _restored, operator.eq, _described)
