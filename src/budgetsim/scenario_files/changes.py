"""Changes over time: one block, checked, and how far a value of a lever reaches until a change takes it over.

A lever's base value holds in the burn-in and from year 1 on, until a change for all departments sets the lever anew.
``staff@all`` names the lever in all years: its value is the base value, and no change moves it any more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from budgetsim.declarations import ARCHETYPES, Declaration, declarations
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, figure, kind_of, listed, printable
from budgetsim.scenario_files.names import current_names, lever_hint, unknown
from budgetsim.scenario_files.values import check_of, plain, value_fault


@dataclass(frozen=True)
class Change:
    """Levers that move at the start of a year and stay until they move again.

    ``share`` of the departments are treated, chosen by ``assignment``: ``random`` (drawn with the traits of each
    seed, nested: a larger share contains the smaller), ``risk`` (those who are tempted most) or the name of an
    archetype. Year 1 is the first recorded year. ``levers`` maps bare names of ``policy`` to their new values.
    """

    year: int
    levers: Mapping[str, Any]
    share: float = 1.0
    assignment: str = "random"


ALL = "@all"
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
            return told("note-all-years")
        last = self.until - 1
        if last == first:
            return told("note-year", year=str(last))
        return told("note-years", first=str(first), last=str(last))


def no_lever() -> str:
    """Return why ``@all`` may not follow the name of a parameter that is no lever."""
    return told("fault-no-lever", all=ALL)


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


def limited(lever: str, value: Any, reach: Reach, whose: str = "", first: int = 1) -> str:
    """Return in words which years a value moves and who moves the others; nothing if it moves all.

    ``whose`` names who does, by default the scenario itself.
    """
    partly = reach.partly
    if reach.until is None and partly is None:
        return ""
    words = {"key": f"policy.{lever}", "value": spelled(value), "whose": whose or told("note-itself")}
    if reach.until is not None or partly is None:
        until, to = str(reach.until), spelled(reach.to)
        return told("note-limited", years=reach.years(first), until=until, to=to, **words)
    return told("note-partly", year=str(partly.year), to=spelled(partly.levers[lever]), **words)


def without_levers(changes: Iterable[Change], levers: Collection[str]) -> tuple[Change, ...]:
    """Return changes that leave some levers alone; those that move nothing else are gone."""
    left = []
    for change in changes:
        kept = {name: value for name, value in change.levers.items() if name not in levers}
        if len(kept) == len(change.levers):
            left.append(change)
        elif kept:
            left.append(replace(change, levers=kept))
    return tuple(left)


def without_overruled(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return changes in order without levers that a later one for all departments sets anew in the same year."""
    left: list[Change] = []
    for change in reversed(changes):
        again = {
            name for later in left if later.year == change.year and for_all(later) for name in later.levers
        }
        left = [*without_levers([change], again), *left]
    return tuple(left)


def spelled(value: Any) -> str:
    """Return a value as a reader would write it."""
    return figure(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


RISK = "risk"
"""Treats those who are tempted most: where monitors look first."""
ASSIGNMENTS = (RANDOM, RISK, *ARCHETYPES)
_LONGEST_KEY = 50


def _frame_key(name: str, meaning: str, kind: Any, default: Any, **limits: Any) -> Declaration:
    fields = {
        "symbol": "",
        "unit": "",
        "lower": None,
        "upper": None,
        "source": "",
        "basis": "assumed",
        **limits,
    }
    return Declaration(name=name, group="change", kind=kind, default=default, meaning=meaning, **fields)


_FRAME = {
    "year": _frame_key("year", "when the levers move", "integer", 1, lower=1, upper=1000, unit="years"),
    "share": _frame_key(
        "share", "share of departments treated", "number", 1.0, lower=0.0, upper=1.0, unit="share"
    ),
    "assignment": _frame_key(
        "assignment", "which departments are treated", "choice", RANDOM, choices=ASSIGNMENTS
    ),
}


@cache
def levers() -> dict[str, Declaration]:
    """Return the declarations of everything a change may move, by bare name."""
    return {
        name: declaration for name, declaration in declarations().items() if declaration.group == "policy"
    }


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes sorted by year; those of one year keep their order."""
    return tuple(sorted(changes, key=lambda change: change.year))


def as_block(change: Any) -> Any:
    """Return a change, or its dictionary, as the flat mapping that a file would hold."""
    if isinstance(change, Change):
        change = {
            "year": change.year,
            "share": change.share,
            "assignment": change.assignment,
            "levers": change.levers,
        }
    if isinstance(change, Mapping) and isinstance(change.get("levers"), Mapping):
        return {**change["levers"], **{key: value for key, value in change.items() if key != "levers"}}
    return change


def check_change(
    block: Any, number: int, file: str, line_of: Callable[[str], int | None]
) -> tuple[Change | None, list[Fault]]:
    """Return a flat block as a change, and its faults; with faults it holds what is right, if its year is.

    ``number`` counts the blocks of a source from 1; ``line_of`` gives the line of a key.
    """
    label = told("fault-change", number=str(number))
    if not isinstance(block, Mapping):
        message = told("fault-not-table", kind=kind_of(block))
        return None, [Fault(file, line_of("year"), label, block, message, told("fault-change-remedy"))]
    known = {**_FRAME, **levers()}
    values: dict[str, Any] = {}
    block, former, faults = current_names(
        {str(key): value for key, value in block.items()}, file, line_of, f"{label}, {{}}"
    )
    for key, value in ((key, plain(value)) for key, value in block.items()):
        field = f"{label}, {printable(key[:_LONGEST_KEY])}"
        if key not in known:
            faults.append(Fault(file, line_of(key), field, value, unknown(key, "lever"), lever_hint(key)))
            continue
        try:
            values[key] = check_of(known[key])(value)
        except ValueError:
            line = line_of(former.get(key, key))
            faults.append(value_fault(known[key], value, file, line, field))
    faults += _frame_faults(block, values, label, file, lambda key: line_of(former.get(key, key)))
    if "year" not in values:
        return None, faults
    frame = {key: values.pop(key) for key in _FRAME if key in values}
    return Change(levers=values, **frame), faults


def _frame_faults(
    block: Mapping[str, Any],
    values: Mapping[str, Any],
    label: str,
    file: str,
    line_of: Callable[[str], int | None],
) -> list[Fault]:
    faults = []
    if "year" not in block:
        message, hint = told("fault-year-missing"), told("fault-year-missing.remedy")
        faults.append(Fault(file, line_of("year"), label, None, message, hint))
    if set(block) <= set(_FRAME):
        message, hint = told("fault-nothing-moves"), told("fault-nothing-moves.remedy")
        faults.append(Fault(file, line_of("year"), label, None, message, hint))
    if values.get("share", 1.0) < 1 or values.get("assignment", RANDOM) != RANDOM:
        may_differ = listed(name for name, declaration in levers().items() if declaration.by_department)
        faults += [
            Fault(
                file,
                line_of(key),
                f"{label}, {key}",
                value,
                told("fault-whole-district"),
                told("fault-whole-district.remedy", levers=may_differ),
            )
            for key, value in values.items()
            if key in levers() and not levers()[key].by_department
        ]
    return faults
