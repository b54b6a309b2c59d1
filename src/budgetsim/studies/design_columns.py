"""Columns of the design of a study: a parameter each, beside what names a scenario and how it changes over time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from budgetsim.scenario import Change, Roster, Scenario
from budgetsim.scenario_files.write import change_dict, roster_dict

FIRST, LAST = ("number", "name", "description", "extends"), ("changes", "roster")
"""Columns before and after those of the parameters."""


@cache
def parameter_kinds() -> dict[str, tuple[str, str, type]]:
    """Return group, declared kind and type of the default of every parameter by bare name."""
    blank = Scenario()
    return {
        item.name: (group, item.metadata["declaration"]["kind"], type(item.default))
        for group in group_types()
        for item in fields(getattr(blank, group))
    }


@cache
def group_types() -> dict[str, type[Any]]:
    """Return the dataclass of every group of parameters."""
    blank = Scenario()
    return {
        name: type(getattr(blank, name))
        for name in ("policy", "department", "bureau", "district", "protocol")
    }


@cache
def names_of(group: str) -> tuple[str, ...]:
    """Return the parameters of a group, in order."""
    return tuple(name for name, kind in parameter_kinds().items() if kind[0] == group)


def columns(scenarios: Sequence[Scenario], first: int) -> dict[str, list[Any]]:
    """Return scenarios as columns of plain values; ``first`` is the number of the first."""
    by_name: dict[str, list[Any]] = {
        "number": list(range(first, first + len(scenarios))),
        "name": [s.name for s in scenarios],
        "description": [s.description for s in scenarios],
        "extends": [s.extends for s in scenarios],
    }
    groups = {group: [getattr(s, group) for s in scenarios] for group in group_types()}
    for name, (group, kind, default) in parameter_kinds().items():
        convert = float if kind == "number" else default
        by_name[name] = [convert(value) for value in map(attrgetter(name), groups[group])]
    by_name["changes"] = [spelled_changes(s.changes) for s in scenarios]
    by_name["roster"] = [spelled_roster(s.roster) for s in scenarios]
    return by_name


def spelled_changes(changes: Sequence[Change]) -> str:
    """Return changes over time as a design spells them."""
    return json.dumps(list(map(change_dict, changes)), ensure_ascii=False, allow_nan=False, sort_keys=True)


def spelled_roster(roster: Roster | None) -> str | None:
    """Return the user's own departments as a design spells them."""
    if roster is None:
        return None
    return json.dumps(roster_dict(roster), ensure_ascii=False, allow_nan=False, sort_keys=True)
