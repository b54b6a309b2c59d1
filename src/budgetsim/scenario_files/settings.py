"""Settings of the command line: ``--set key=value``, typed by the declaration of the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from budgetsim.declarations import Declaration
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.reach import ALL, reach_of, spelled, split_all
from budgetsim.scenario_files.revise import checked, keys

SOURCE = "--set"
_WHOLE = re.compile(r"[+-]?\d{1,300}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def parse_setting(setting: str) -> tuple[str, Any]:
    """Return ``key=value`` as the dotted name of a parameter (or ``name``, ``description``) and its value.

    ``@all`` after the name of a lever stays there.

    Raises
    ------
    ScenarioError
        If there is no ``=``, no such parameter, or the value is not allowed; the fault names ``--set``.
    """
    values, faults = typed_settings([setting])
    fresh, moved, wrong = checked(values, SOURCE)
    if faults or wrong:
        raise ScenarioError([*faults, *wrong])
    end = ALL if next(iter(values)).endswith(ALL) else ""
    ((key, value),) = {
        **fresh,
        **{f"{keys()[name][0].group}.{name}{end}": value for name, value in moved.items()},
    }.items()
    return key, value


def typed_settings(settings: Iterable[str]) -> tuple[dict[str, Any], list[Fault]]:
    """Return settings as keys and typed values, not yet checked, and the faults of their form."""
    found: dict[str, Any] = {}
    seen: set[str] = set()
    faults = []
    for setting in settings:
        key, equals, text = (part.strip() for part in setting.partition("="))
        bare = split_all(key)[0]
        name = bare.rpartition(".")[2] if bare in keys() else key
        if not equals or not key:
            hint = "write it without spaces, such as --set staff=5"
            faults.append(Fault(SOURCE, None, "", setting, "must be key=value", hint))
        elif name in seen:
            faults.append(Fault(SOURCE, None, key, text, "set twice", "set it once"))
        elif key == "changes":
            faults.append(
                Fault(SOURCE, None, key, text, "changes cannot be set", "write them in a scenario file")
            )
        else:
            seen.add(name)
            found[key] = _typed(keys()[bare][0], text) if bare in keys() else text
    return found, faults


def unmoved(before: Mapping[str, Any], values: Iterable[str], after: Mapping[str, Any]) -> list[str]:
    """Return notes on the settings whose value the scenario has already; of levers, in all years."""
    if before["changes"] != after["changes"]:
        return []
    found = []
    for bare in (split_all(key)[0] for key in values):
        about = keys()[bare][0] if bare in keys() else None
        if about is None or (about.name == "departments_file" and before["roster"] != after["roster"]):
            continue
        value = getattr(after[about.group], about.name)
        if value == getattr(before[about.group], about.name):
            reach = reach_of(about.name, before["changes"])
            later = (
                "" if reach.until is None else f" until year {reach.until}, when it sets {spelled(reach.to)}"
            )
            key = f"{about.group}.{about.name}"
            more = f"; {key}{ALL} sets it in all years" if later else ""
            found.append(f"{before['name']}: {key} = {spelled(value)} is its value already{later}{more}")
    return found


def _typed(about: Declaration, text: str) -> Any:
    """Return a text as what the declaration asks for if it can be read so, else unchanged."""
    if about.kind == "choice":
        return next((option for option in about.choices if str(option) == text), text)
    if about.kind in ("number", "integer"):
        if _WHOLE.fullmatch(text):
            return int(text)
        return float(text) if _NUMBER.fullmatch(text) else text
    return text
