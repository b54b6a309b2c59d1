"""The year that a session looks at: facts are made once and shared, because they depend on the choice alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from budgetsim.app.runs import Request, request
from budgetsim.language import Language
from budgetsim.report.explain import (
    Section,
    bureau_sections_of,
    capture_year,
    facts_of,
    sections_of,
)
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.scenario_files.find import reference_files

KEPT_YEARS = 128
"""Years of departments kept in memory: some 30 kB each."""
FIRST, LAST_SEED = "wangcheng_2022", 9999
TRUTH, BUREAU = "truth", "bureau"
SIDES = (TRUTH, BUREAU)


@dataclass(frozen=True)
class Choice:
    """Which department's year is told."""

    scenario: str = FIRST
    seed: int = 0
    year: int = 4
    department: int = 0

    def within(self, scenario: Scenario) -> Choice:
        """Return the choice with a year and a department that the scenario has."""
        year = min(self.year, scenario.protocol.years)
        department = min(self.department, scenario.district.departments - 1)
        return Choice(self.scenario, self.seed, year, department)

    def command(self, language: str) -> str:
        """Return the command that tells the same year in a terminal."""
        words = ["budgetsim explain", self.scenario, f"--department {self.department}", f"--year {self.year}"]
        if self.seed:
            words.append(f"--seed {self.seed}")
        if language != "en":
            words.append(f"--language {language}")
        return " ".join(words)


def scenario_names() -> tuple[str, ...]:
    """Return the reference scenarios, the status quo first."""
    return (FIRST, *(name for name in sorted(reference_files()) if name != FIRST))


@lru_cache(maxsize=64)
def scenario_of(name: str) -> Scenario:
    """Return a reference scenario."""
    return load_scenario(name)


def facts(choice: Choice) -> Mapping[str, Any]:
    """Return the facts of a department's year, as ``budgetsim explain --json`` prints them. Do not write into them."""
    asked = request(scenario_of(choice.scenario), (choice.seed,), choice.year)
    return _facts(asked, choice.department)


def story(choice: Choice, side: str, speak: Language) -> list[Section]:
    """Return the story as ``budgetsim explain`` tells it, or as far as the bureau knows it."""
    tell = sections_of if side == TRUTH else bureau_sections_of
    return tell(facts(choice), speak)


@lru_cache(maxsize=KEPT_YEARS)
def _facts(asked: Request, department: int) -> Mapping[str, Any]:
    return facts_of(capture_year(asked.scenario, department, asked.years, asked.seeds[0]))
