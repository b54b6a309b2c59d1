"""How far a value of a lever reaches: until a change over time takes it over.

A lever's base value holds in the burn-in and from year 1 on, until a change for all departments sets the lever anew.
``staff@all`` names the lever in all years: its value is the base value, and no change moves it any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from budgetsim.scenario_files.faults import figure
from budgetsim.scenario_files.records import Change

ALL = "@all"
NO_LEVER = f"only levers of policy move over time, so that {ALL} says nothing here"
RANDOM = "random"


@dataclass(frozen=True)
class Reach:
    """Until when a value holds.

    ``until`` is the year of the first change for all departments that sets the lever anew (``None``: never) and
    ``to`` what it sets; ``partly`` the first change before that which gives some departments another value.
    """

    until: int | None = None
    to: Any = None
    partly: Change | None = None

    def years(self, first: int = 1) -> str:
        """Return the recorded years, from ``first`` on, in which the value holds, in words."""
        if self.until is None:
            return "all years"
        last = self.until - 1
        return f"year {last}" if last == first else f"years {first} to {last}"


def split_all(key: str) -> tuple[str, bool]:
    """Return the name of a lever without ``@all``, and whether that was there."""
    bare = key.removesuffix(ALL)
    return bare, bare != key


def for_all(change: Change) -> bool:
    """Whether a change moves its levers for all departments."""
    return change.share >= 1.0 and change.assignment == RANDOM


def reach_of(lever: str, changes: Iterable[Change]) -> Reach:
    """Return how far a base value of a lever reaches; ``changes`` are in order."""
    partly = None
    for change in changes:
        if lever not in change.levers:
            continue
        if for_all(change):
            return Reach(change.year, change.levers[lever], partly)
        partly = partly or change
    return Reach(partly=partly)


def limited(lever: str, value: Any, reach: Reach, whose: str = "the scenario itself", first: int = 1) -> str:
    """Return in words which years a value moves and who moves the others; nothing if it moves all."""
    key = f"policy.{lever}"
    if reach.until is not None:
        return (
            f"{key} = {spelled(value)} moves {reach.years(first)} only; from year {reach.until} {whose} sets"
            f" {spelled(reach.to)}"
        )
    if reach.partly is not None:
        other = spelled(reach.partly.levers[lever])
        return (
            f"{key} = {spelled(value)} moves all departments until year {reach.partly.year}, when {whose} sets"
            f" {other} for some of them"
        )
    return ""


def without_levers(changes: Iterable[Change], levers: Collection[str]) -> tuple[Change, ...]:
    """Return changes that leave some levers alone; those that move nothing else are gone."""
    found = []
    for change in changes:
        kept = {name: value for name, value in change.levers.items() if name not in levers}
        if len(kept) == len(change.levers):
            found.append(change)
        elif kept:
            found.append(replace(change, levers=kept))
    return tuple(found)


def without_overruled(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return changes in order without levers that a later one for all departments sets anew in the same year."""
    found: list[Change] = []
    for change in reversed(changes):
        again = {
            name for after in found if after.year == change.year and for_all(after) for name in after.levers
        }
        found = [*without_levers([change], again), *found]
    return tuple(found)


def spelled(value: Any) -> str:
    """Return a value as a reader would write it."""
    return figure(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
