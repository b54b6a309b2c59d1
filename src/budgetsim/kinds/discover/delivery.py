"""What a policy moves against its base, what is delivered of that, and what is uncertain when nothing is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.scenario_files.changes import ALL
from budgetsim.scenario_files.faults import Fault
from budgetsim.studies.factors import Factor, Place, make_factor

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
    found: dict[str, list[Any]] = {}
    for name, about in declarations().items():
        own = getattr(getattr(policy, about.group), name)
        if own != getattr(getattr(base, about.group), name):
            found[name] = [own]
    common = len(_common_changes(base, policy))
    for change in policy.changes[common:]:
        for name, value in change.levers.items():
            found.setdefault(name, []).append(value)
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}


def usual_factors(base: Scenario, policy: Scenario) -> tuple[tuple[Factor, ...], tuple[Factor, ...]]:
    """Return what is uncertain and what is delivered when nothing is named.

    What either scenario moves is left out; of staff, skill and information systems that the policy moves it is
    uncertain how much is delivered, from the base's value to the announced one.
    """
    place = Place("usual")
    moved, changed = moved_levers(base, policy), _changed(base) | _changed(policy)
    own = {name: _around(base, name) for name in PEOPLE_AND_SYSTEMS}
    uncertain: dict[str, Any] = {**BEHAVIOUR, **CAPACITY, **SURROUNDINGS, **own}
    kept = {name: values for name, values in uncertain.items() if name not in moved and name not in changed}
    made = tuple(make_factor(name, values or None, "uncertainty", place) for name, values in kept.items())
    names = [n for n in PEOPLE_AND_SYSTEMS if n in moved and n not in _changed(base) and len(moved[n]) == 1]
    delivered = (delivered_factor(name, None, base, policy, place) for name in names)
    return made, tuple(delivered)


def delivered_factor(key: str, values: Any, base: Scenario, policy: Scenario, place: Place) -> Factor:
    """Return the factor of what is delivered of a lever; without values from the base's to the announced one.

    Raises
    ------
    ScenarioError
        If there is no such lever, its values are not allowed, or the policy does not move it.
    """
    named = make_factor(key, values, "uncertainty", place)
    if named.always:
        raise ScenarioError(
            place.fault(key, None, f"{ALL} is not taken here", "what is delivered holds wherever it moves")
        )
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
    found = []
    for one, two in zip(base.changes, policy.changes, strict=False):
        if one != two:
            break
        found.append(one)
    return found


def _changed(scenario: Scenario) -> set[str]:
    return {name for change in scenario.changes for name in change.levers}


def moved_faults(factor: Factor, base: Scenario, policy: Scenario, place: Place) -> list[Fault]:
    """Return why a factor cannot be uncertain: what a scenario sets by itself cannot be so in both alike."""
    name = factor.name
    if name in _changed(base):
        message = f"{base.name} changes it over time: from then on nothing would be uncertain about it"
        return [place.fault(factor.key, None, message, "start from a base without this change")]
    if name in moved_levers(base, policy):
        message = f"{policy.name} sets it, which would undo the policy or the uncertainty"
        hint = f"to ask what happens if less of it is delivered, write --delivered {name}"
        return [place.fault(factor.key, None, message, hint)]
    return []


def delivery_faults(factor: Factor, base: Scenario, policy: Scenario, here: Place) -> list[Fault]:
    """Return why a lever cannot be delivered in part: only what the policy announces, once, can be."""
    moved = moved_levers(base, policy)
    if factor.name in _changed(base):
        message = f"{base.name} changes it over time; what the policy adds to that cannot be told apart"
        return [here.fault(factor.key, None, message, "start from a base without this change")]
    if factor.name not in moved:
        hint = f"{policy.name} moves {', '.join(moved) or 'nothing'}; for others write --uncertain"
        return [here.fault(factor.key, None, f"{policy.name} does not move it", hint)]
    if len(moved[factor.name]) > 1:
        steps = ", ".join(
            f"{value:g}" if isinstance(value, float) else str(value) for value in moved[factor.name]
        )
        message = f"{policy.name} moves it in several steps ({steps}); one value cannot stand for them"
        return [here.fault(factor.key, None, message, "write a scenario with a single step")]
    return []
