"""Changes over time: one block, checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from budgetsim.declarations import ARCHETYPES, Declaration, declarations
from budgetsim.scenario_files.faults import Fault, kind_of, printable
from budgetsim.scenario_files.names import lever_hint, unknown
from budgetsim.scenario_files.records import Change
from budgetsim.scenario_files.values import check_of, plain, value_fault

RANDOM = "random"
RISK = "risk"
"""Treats those who are tempted most: where monitors look first."""
ASSIGNMENTS = (RANDOM, RISK, *ARCHETYPES)
_LONGEST_KEY = 50


def _about(name: str, meaning: str, kind: Any, default: Any, **limits: Any) -> Declaration:
    about = {
        "symbol": "",
        "unit": "",
        "lower": None,
        "upper": None,
        "source": "",
        "basis": "assumed",
        **limits,
    }
    return Declaration(name=name, group="change", kind=kind, default=default, meaning=meaning, **about)


_FRAME = {
    "year": _about("year", "when the levers move", "integer", 1, lower=1, upper=1000, unit="years"),
    "share": _about(
        "share", "share of departments treated", "number", 1.0, lower=0.0, upper=1.0, unit="share"
    ),
    "assignment": _about(
        "assignment", "which departments are treated", "choice", RANDOM, choices=ASSIGNMENTS
    ),
}


@cache
def levers() -> dict[str, Declaration]:
    """Return the declarations of everything a change may move, by bare name."""
    return {name: about for name, about in declarations().items() if about.group == "policy"}


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
    label = f"change {number}"
    if not isinstance(block, Mapping):
        message = f"{kind_of(block)}, not a table"
        return None, [
            Fault(file, line_of("year"), label, block, message, "write [[change]] and year = … below it")
        ]
    known = {**_FRAME, **levers()}
    values: dict[str, Any] = {}
    faults = []
    for key, value in ((str(key), plain(value)) for key, value in block.items()):
        field = f"{label}, {printable(key[:_LONGEST_KEY])}"
        if key not in known:
            faults.append(Fault(file, line_of(key), field, value, unknown(key, "lever"), lever_hint(key)))
            continue
        try:
            values[key] = check_of(known[key])(value)
        except ValueError:
            faults.append(value_fault(known[key], value, file, line_of(key), field))
    faults += _frame_faults(block, values, label, file, line_of)
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
        hint = "write year = 1 or later; year 1 is the first recorded year"
        faults.append(Fault(file, line_of("year"), label, None, "the year is missing", hint))
    if set(block) <= set(_FRAME):
        faults.append(
            Fault(file, line_of("year"), label, None, "no lever moves", "write a lever, such as staff = 5")
        )
    if values.get("share", 1.0) < 1 or values.get("assignment", RANDOM) != RANDOM:
        may_differ = ", ".join(name for name, about in levers().items() if about.by_department)
        faults += [
            Fault(
                file,
                line_of(key),
                f"{label}, {key}",
                value,
                "this lever belongs to the whole district and cannot move for some departments only",
                f"move it in a block without share and assignment; by department may move: {may_differ}",
            )
            for key, value in values.items()
            if key in levers() and not levers()[key].by_department
        ]
    return faults
