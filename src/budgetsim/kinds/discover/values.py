"""What a discovery asks for: conditions, what is uncertain or delivered of a policy, and finished runs."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.declarations.renamed import current_json
from budgetsim.kinds.discover.condition import Condition, parse_condition
from budgetsim.language import told
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.scenario_files.changes import ALL
from budgetsim.scenario_files.faults import Fault, listed, told_with_remedy
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor, Place, make_factor, spec_hint
from budgetsim.studies.files import SUMMARY
from budgetsim.studies.store import CampaignResult, StudyResult, load_study
from budgetsim.studies.study_file import StudyFile
from budgetsim.studies.values import Factors, OneScenario, OtherScenario, Value, spelled, split_factors

BEHAVIOUR: Mapping[str, str] = {
    "effort_cost": "",
    "intrinsic_motivation": "",
    "reward_value": "",
    "risk_aversion": "",
    "red_tape_monitoring": "",
    "manipulation_cost": "",
    "slack_taste": "",
    "diversion_cost": "",
    "diversion_guilt": "",
    "concealment_cost": "",
    "culture_overload": "",
    "belief_learning": "",
}
"""What departments are like, uncertain when nothing is named: one parameter or two for every motive of the model, all
of them assumed rather than measured; an empty text means the range in studies."""
CAPACITY: Mapping[str, str] = {
    "effective_days": "",
    "check_days": "",
    "evaluation_days": "",
    "external_noise": "",
    "passive_waste_initial": "",
}
"""What the bureau can do and what it starts from, likewise."""
SURROUNDINGS: Mapping[str, str] = {"rigid_share": "0.5:0.9", "audit_coverage": "0:0.2"}
"""What others decide, likewise: the superior, and an audit office that the bureau does not command. Ranges are narrower
than in studies of levers (assumed): neither a budget without any rigid part nor audits of everybody are at stake."""
PEOPLE_AND_SYSTEMS = ("staff", "staff_skill", "information_systems")
"""Levers that take years and money that others grant. Where the policy moves them, it is uncertain how much of the move
is delivered; where it does not, how much the district has, before and after."""
HALF_AND_DOUBLE = (0.5, 2.0)
"""Range of the latter as multiples of what the base has (assumed): districts like this one, not all that are possible.
"""


def moved_levers(base: Scenario, policy: Scenario) -> dict[str, tuple[Any, ...]]:
    """Return what the policy sets differently, by bare name: every value that it sets, in order of time."""
    moved: dict[str, list[Any]] = {}
    for name, about in declarations().items():
        new = getattr(getattr(policy, about.group), name)
        if new != getattr(getattr(base, about.group), name):
            moved[name] = [new]
    common = len(_common_changes(base, policy))
    for change in policy.changes[common:]:
        for name, value in change.levers.items():
            moved.setdefault(name, []).append(value)
    return {name: tuple(dict.fromkeys(values)) for name, values in moved.items()}


def usual_factors(base: Scenario, policy: Scenario) -> tuple[tuple[Factor, ...], tuple[Factor, ...]]:
    """Return what is uncertain and what is delivered when nothing is named.

    What either scenario moves is left out; of staff, skill and information systems that the policy moves it is
    uncertain how much is delivered, from the base's value to the announced one.
    """
    place = Place("usual")
    moved, changed = moved_levers(base, policy), _changed(base) | _changed(policy)
    ranges = {name: _around(base, name) for name in PEOPLE_AND_SYSTEMS}
    uncertain: dict[str, Any] = {**BEHAVIOUR, **CAPACITY, **SURROUNDINGS, **ranges}
    free = {name: values for name, values in uncertain.items() if name not in moved and name not in changed}
    factors = tuple(make_factor(name, values or None, "uncertainty", place) for name, values in free.items())
    names = [n for n in PEOPLE_AND_SYSTEMS if n in moved and n not in _changed(base) and len(moved[n]) == 1]
    delivered = (delivered_factor(name, None, base, policy, place) for name in names)
    return factors, tuple(delivered)


def delivered_factor(key: str, values: Any, base: Scenario, policy: Scenario, place: Place) -> Factor:
    """Return the factor of what is delivered of a lever; without values from the base's to the announced one.

    Raises
    ------
    ScenarioError
        If there is no such lever, its values are not allowed, or the policy does not move it.
    """
    named = make_factor(key, values, "uncertainty", place)
    if named.always:
        raise ScenarioError(place.told(key, None, "discover-fault-always", all=ALL))
    if values is not None or not named.is_ordered:
        return named
    if faults := delivery_faults(named, base, policy, place):
        raise ScenarioError(faults)
    about = declarations()[named.name]
    before = getattr(getattr(base, about.group), named.name)
    low, high = sorted((before, moved_levers(base, policy)[named.name][0]))
    return make_factor(key, {"lower": low, "upper": high}, "uncertainty", place)


def _around(base: Scenario, name: str) -> dict[str, float]:
    """Return the range around what the base has of a lever; its range in studies if it has none of it."""
    about, has = declarations()[name], getattr(base.policy, name)
    if not has:
        return {}
    low, high = (min(has * part, about.upper or has) for part in HALF_AND_DOUBLE)
    return {"lower": low, "upper": high}


def _common_changes(base: Scenario, policy: Scenario) -> list[Any]:
    """Return the changes with which both scenarios begin alike."""
    changes = []
    for one, two in zip(base.changes, policy.changes, strict=False):
        if one != two:
            break
        changes.append(one)
    return changes


def _changed(scenario: Scenario) -> set[str]:
    return {name for change in scenario.changes for name in change.levers}


def moved_faults(factor: Factor, base: Scenario, policy: Scenario, place: Place) -> list[Fault]:
    """Return why a factor cannot be uncertain: what a scenario sets by itself cannot be so in both alike."""
    name = factor.name
    if name in _changed(base):
        return [place.told(factor.key, None, "discover-fault-base-changes", base=base.name)]
    if name in moved_levers(base, policy):
        return [place.told(factor.key, None, "discover-fault-policy-sets", policy=policy.name, lever=name)]
    return []


def delivery_faults(factor: Factor, base: Scenario, policy: Scenario, here: Place) -> list[Fault]:
    """Return why a lever cannot be delivered in part: only what the policy announces, once, can be."""
    moved = moved_levers(base, policy)
    if factor.name in _changed(base):
        return [here.told(factor.key, None, "discover-fault-added", base=base.name)]
    if factor.name not in moved:
        about = {"policy": policy.name, "moved": listed(moved), "any": "some" if moved else "none"}
        return [here.told(factor.key, None, "discover-fault-not-moved", **about)]
    if len(moved[factor.name]) > 1:
        steps = listed(f"{value:g}" if isinstance(value, float) else value for value in moved[factor.name])
        return [here.told(factor.key, None, "discover-fault-steps", policy=policy.name, steps=steps)]
    return []


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
        return file.one_scenario(*told_with_remedy("discover-fault-one-base"))


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
            raise StudyError(told("discover-fault-other-study", directory=str(directory)))
        return result

    def of_file(self, file: StudyFile, key: str) -> None:
        """Return nothing: a study file has scenarios."""


class Uncertain(Factors):
    """Uncertain parameters; what a flag names comes after what a file names alone."""

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
        announced: list[Announced] = []
        faults: list[Fault] = []
        for text in split_factors(texts):
            key, equals, values = (part.strip() for part in text.partition("="))
            if equals and not values:
                faults.append(place.told(key, None, "discover-fault-no-values", spec_hint()))
            announced.append(Announced(key, values or None, place))
        if faults:
            raise ScenarioError(faults)
        return tuple(announced)

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
    if not isinstance(text, str):
        return None
    worth = (document.get("failing") or {}).get("worth", 1.0)
    return replace(parse_condition(text, Place(str(directory / SUMMARY))), worth=worth)
