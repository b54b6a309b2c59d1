"""Kinds of values that a discovery asks for: conditions, what is delivered of a lever, runs that are there already."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.declarations.renamed import current_json
from budgetsim.kinds.discover.condition import Condition, parse_condition
from budgetsim.kinds.discover.delivery import delivered_factor
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import SPEC, Factor, Place, make_factor
from budgetsim.studies.files import SUMMARY
from budgetsim.studies.store import CampaignResult, StudyResult, load_study
from budgetsim.studies.study_file import StudyFile
from budgetsim.studies.values import Factors, OneScenario, OtherScenario, Value, spelled, split_factors

STORED = ("sweep", "discover")
"""Commands whose finished studies can be asked. Others place points for a purpose of their own, so that shares of
points would say nothing."""


@dataclass(frozen=True)
class Fails(Value):
    """When a state counts as a failure."""

    metavar = "CONDITION"

    def of_texts(self, texts: Sequence[str], place: Place) -> Condition:
        """As ``Value.of_texts``."""
        return parse_condition(texts[-1], place)

    def of_file(self, file: StudyFile, key: str) -> Condition | None:
        """As ``Value.of_file``."""
        text = file.text(key)
        return file.attempt(lambda: parse_condition(text, file.place(key))) if text else None

    def of_python(self, given: Any, place: Place) -> Condition:
        """As ``Value.of_python``."""
        return given if isinstance(given, Condition) else self.of_texts([str(given)], place)


@dataclass(frozen=True)
class Base(OneScenario):
    """The base: a scenario, the study file that names it, or a directory, which is another question."""

    metavar = "SCENARIO|STUDY.toml|DIR"

    def of_file(self, file: StudyFile, key: str) -> Scenario | None:
        """As ``Value.of_file``; with what the table ``[set]`` fixes."""
        del key
        return file.one_scenario("one base at a time", 'write scenario = "…" and policy = "…"')


@dataclass(frozen=True)
class Against(OtherScenario):
    """The base, named by a flag; a study file names it as its scenario."""

    def of_file(self, file: StudyFile, key: str) -> None:
        """Return nothing."""


@dataclass(frozen=True)
class FinishedRuns(Value):
    """The directory of a finished sweep or discovery, or of one that can be finished."""

    metavar = "DIR"

    def of_texts(self, texts: Sequence[str], place: Place) -> StudyResult:
        """As ``Value.of_texts``.

        Raises
        ------
        StudyError
            If there is no study, or it is damaged.
        """
        del place
        directory = Path(texts[-1])
        result = load_study(directory, allow_partial=True)
        if isinstance(result, CampaignResult) or result.about["command"] not in STORED:
            raise StudyError(
                f"{directory} holds no {' or '.join(STORED)}: its points were placed for another purpose, and shares of"
                " them would say nothing; sweep over what is uncertain first (budgetsim sweep --uncertain …)"
            )
        return result

    def of_file(self, file: StudyFile, key: str) -> None:
        """Return nothing: a study file has scenarios."""


class Uncertain(Factors):
    """What nobody decides or knows; what a flag names comes after what a file names alone."""

    def merged(self, of_file: tuple[Factor, ...], of_flag: tuple[Factor, ...]) -> tuple[Factor, ...]:
        """As ``Value.merged``."""
        again = {factor.name for factor in of_flag}
        return (*(factor for factor in of_file if factor.name not in again), *of_flag)


@dataclass(frozen=True)
class Announced:
    """A lever of which it is uncertain how much is delivered: its key, its values, and where it is written.

    Without values they go from what the base has to what the policy announces.
    """

    key: str
    values: Any
    place: Place

    @property
    def name(self) -> str:
        """Its bare name."""
        return self.key.rpartition(".")[2]

    def between(self, base: Scenario, policy: Scenario) -> Factor:
        """Return the factor of what is delivered.

        Raises
        ------
        ScenarioError
            As ``delivered_factor``.
        """
        return delivered_factor(self.key, self.values, base, policy, self.place)


@dataclass(frozen=True)
class Delivered(Value):
    """What the policy in fact attains of levers that it moves."""

    metavar = "KEY=LOW:HIGH"
    many = True

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[Announced, ...]:
        """As ``Value.of_texts``."""
        found: list[Announced] = []
        faults: list[Fault] = []
        for text in split_factors(texts):
            key, equals, values = (part.strip() for part in text.partition("="))
            if equals and not values:
                faults.append(place.fault(key, None, "no values after =", f"write {SPEC}"))
            found.append(Announced(key, values or None, place))
        if faults:
            raise ScenarioError(faults)
        return tuple(found)

    def of_file(self, file: StudyFile, key: str) -> tuple[Announced, ...] | None:
        """As ``Value.of_file``: a table; faults that need no scenario are taken note of."""
        found = []
        for name, given in file.table(key).items():
            announced = Announced(
                name, None if given is True or given == "" else given, file.place(key, name)
            )
            file.attempt(
                lambda one=announced: make_factor(one.key, one.values, "uncertainty", one.place)  # type: ignore[misc]
            )
            found.append(announced)
        return tuple(found) or None

    def of_python(self, given: Any, place: Place) -> tuple[Announced, ...]:
        """Return levers given as texts, or as a mapping of names to ranges (two numbers), lists of levels or None."""
        if isinstance(given, Mapping):
            return tuple(Announced(key, spelled(values), place) for key, values in given.items())
        return self.of_texts([given] if isinstance(given, str) else list(map(str, given)), place)

    def merged(self, of_file: tuple[Announced, ...], of_flag: tuple[Announced, ...]) -> tuple[Announced, ...]:
        """As ``Value.merged``."""
        again = {one.name for one in of_flag}
        return (*(one for one in of_file if one.name not in again), *of_flag)

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return declarations()


def condition_before(directory: Path) -> Condition | None:
    """Return the condition of the findings in a directory, if there are any."""
    try:
        document = json.loads(current_json((directory / SUMMARY).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None
    text = document.get("condition") if isinstance(document, dict) else None
    return parse_condition(text, Place(str(directory / SUMMARY))) if isinstance(text, str) else None
