"""A scenario with some values moved: only what moved is checked, since studies do it tens of thousands of times.

Settings ``--set key=value`` of the command line are typed by the declaration of their key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from budgetsim.declarations import Declaration, declarations
from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.scenario_files.changes import (
    ALL,
    Change,
    as_block,
    check_change,
    in_order,
    limited,
    no_lever,
    reach_of,
    spelled,
    split_all,
    without_levers,
)
from budgetsim.scenario_files.document import Placed, description_problem, name_problem
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, printable, told_with_remedy
from budgetsim.scenario_files.money import Money, read_money, worth
from budgetsim.scenario_files.names import current_names, did_you_mean, parameter_hint, unknown
from budgetsim.scenario_files.read import Lines
from budgetsim.scenario_files.resolve import count_fault
from budgetsim.scenario_files.roster import Roster, read_roster
from budgetsim.scenario_files.values import (
    Check,
    broken,
    check_of,
    plain,
    rules_of,
    value_fault,
    year_message,
)

LABELS = ("name", "description", "changes", "money")
_LONGEST_KEY = 60


@cache
def keys() -> dict[str, tuple[Declaration, Check]]:
    """Return declaration and check of every parameter, by bare and by dotted name."""
    by_key = {}
    for name, declaration in declarations().items():
        by_key[name] = by_key[f"{declaration.group}.{name}"] = declaration, check_of(declaration)
    return by_key


def revised(
    fields: Mapping[str, Any],
    given: Mapping[str, Any],
    source: str,
    earlier: Sequence[Fault] = (),
    notes: list[str] | None = None,
) -> dict[str, Any]:
    """Return the fields of a scenario that differ once ``given`` is set.

    ``source`` names it in faults; ``earlier`` are faults found before, to be told together with the others. With
    ``notes``, a lever that a change of the scenario moves anyway is a fault if no recorded year is left to it, and
    else a note on the years that are; without, as in studies that place their points themselves, it is neither.

    Raises
    ------
    ScenarioError
        With every fault of the new values and of their combination with the old.
    """
    given, _, twice = current_names(given, source)
    fresh, moved, wrong = checked(given, source)
    faults = [*earlier, *twice, *wrong]
    steady = {split_all(key)[0].rpartition(".")[2] for key in given if key.endswith(ALL)} & moved.keys()
    is_told = notes is not None and fields["changes"] and "changes" not in fresh
    if steady:
        faults += _settle_changes(fields, steady, fresh, source)
    if notes is not None and is_told:
        faults += _overruled(fields, fresh.get("changes", fields["changes"]), moved, source, notes)
    faults += _settle_roster(fields, moved, fresh, source)
    faults += _settle_money(fields, fresh, source)
    faults += _combined(fields, moved, fresh, source, {fault.field.rpartition(".")[2] for fault in wrong})
    if faults:
        raise ScenarioError(faults)
    by_group: dict[str, dict[str, Any]] = {}
    for name, value in moved.items():
        by_group.setdefault(keys()[name][0].group, {})[name] = value
    for group, values in by_group.items():
        fresh[group] = with_values(fields[group], values)
    return fresh


def with_values(record: Any, values: Mapping[str, Any]) -> Any:
    """Return a copy of a frozen dataclass with new values.

    ``dataclasses.replace`` sets all fields one by one, which takes 20 times as long for a group of eighty.
    """
    copy = object.__new__(type(record))
    copy.__dict__.update(record.__dict__)
    copy.__dict__.update(values)
    return copy


def checked(given: Mapping[str, Any], source: str) -> tuple[dict[str, Any], dict[str, Any], list[Fault]]:
    """Return new labels, new parameters by bare name, and the faults of each by itself."""
    known = keys()
    fresh: dict[str, Any] = {}
    moved: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, raw in given.items():
        bare, is_steady = split_all(key) if key not in known else (key, False)
        if bare not in known:
            faults += _label(key, raw, fresh, source)
            continue
        declaration, check = known[bare]
        if is_steady and declaration.group != "policy":
            faults.append(Fault(source, None, key, plain(raw), no_lever(), told("fault-write", text=bare)))
        value = plain(raw)
        if declaration.name in moved:
            hint = told("fault-given-twice.remedy")
            faults.append(Fault(source, None, key, value, told("fault-given-twice"), hint))
        try:
            moved[declaration.name] = check(value)
        except ValueError:
            faults.append(value_fault(declaration, value, source, None))
    return fresh, moved, faults


def _label(key: str, value: Any, fresh: dict[str, Any], source: str) -> list[Fault]:
    if key == "changes":
        fresh["changes"], faults = _changes(value, source)
        return faults
    if key == "money":
        fresh["money"], faults = _money(value, source)
        return faults
    if key not in LABELS:
        problem = unknown(split_all(key)[0])
        return [Fault(source, None, printable(key[:_LONGEST_KEY]), plain(value), problem, _hint(key))]
    fresh[key] = value
    problem = name_problem(value) if key == "name" else description_problem(value)
    return [Fault(source, None, key, plain(value), problem, told("fault-plain-text"))] if problem else []


def _hint(key: str) -> str:
    key, _ = split_all(key)
    return (
        did_you_mean(key, LABELS)
        if len(key) <= len("description") and did_you_mean(key, LABELS)
        else parameter_hint(key)
    )


def _changes(value: Any, source: str) -> tuple[tuple[Change, ...], list[Fault]]:
    if isinstance(value, str | Mapping | Change) or not isinstance(value, Iterable):
        message = told("fault-not-changes", kind=kind_of(value))
        return (), [Fault(source, None, "changes", value, message, told("fault-not-changes.remedy"))]
    changes, faults = [], []
    for number, block in enumerate(value, 1):
        change, wrong = check_change(as_block(block), number, source, lambda _: None)
        faults += wrong
        changes += [change] if change else []
    return in_order(changes), faults


def _money(value: Any, source: str) -> tuple[Money | tuple[str, float | None] | None, list[Fault]]:
    """Return money that is given, or its unit and budgets as they are said; the departments' own may say these."""
    if value is None or isinstance(value, Money):
        return value, []
    try:
        return read_money(value, source, Lines()), []
    except ScenarioError as error:
        return None, list(error.faults)


def _settle_money(fields: Mapping[str, Any], fresh: dict[str, Any], source: str) -> list[Fault]:
    """Keep money in step with the departments' own budgets."""
    if "money" not in fresh and "roster" not in fresh:
        return []
    money = fresh.get("money", fields.get("money"))
    roster = fresh.get("roster", fields["roster"])
    if isinstance(money, tuple):
        key = "money-fault-twice" if roster is not None and money[1] is not None else "money-fault-budgets"
        fresh["money"] = worth(money[0], money[1], roster)
        is_right = fresh["money"] is not None and key != "money-fault-twice"
        return [] if is_right else [Fault(source, None, "money.budgets", money[1], *told_with_remedy(key))]
    if money is not None and roster is not None:
        fresh["money"] = worth(money.unit, None, roster)
    return []


def _settle_changes(
    fields: Mapping[str, Any], steady: set[str], fresh: dict[str, Any], source: str
) -> list[Fault]:
    """Take levers that are set in all years out of the changes."""
    if "changes" in fresh:
        both = sorted(steady & {name for change in fresh["changes"] for name in change.levers})
        message, hint = told("fault-steady-and-moved"), told("fault-one-out")
        return [Fault(source, None, f"policy.{name}{ALL}", None, message, hint) for name in both]
    fresh["changes"] = without_levers(fields["changes"], steady)
    return []


def _overruled(
    fields: Mapping[str, Any],
    changes: Sequence[Change],
    moved: Mapping[str, Any],
    source: str,
    notes: list[str],
) -> list[Fault]:
    """Return a fault for each lever that changes of the scenario move from year 1 on; note those moved later."""
    faults = []
    for name in sorted(moved.keys() & {lever for change in changes for lever in change.levers}):
        value, before = moved[name], getattr(fields["policy"], name)
        reach = reach_of(name, changes)
        if value == before:
            continue
        if reach.until == 1:
            message = told("fault-overruled", scenario=fields["name"], to=spelled(reach.to))
            hint = told("fault-overruled.remedy", lever=f"policy.{name}{ALL}")
            faults.append(Fault(source, None, f"policy.{name}", value, message, hint))
        else:
            years = limited(name, value, reach)
            lever = f"policy.{name}{ALL}"
            notes.append(told("note-overruled", scenario=fields["name"], limited=years, lever=lever))
    return faults


def _settle_roster(
    fields: Mapping[str, Any], moved: dict[str, Any], fresh: dict[str, Any], source: str
) -> list[Fault]:
    """Read the user's own departments if they are named anew, and keep their number in step."""
    file = moved.get("departments_file")
    roster: Roster | None = fields["roster"]
    if file is None and (roster is None or "departments" not in moved):
        return []
    if file:
        try:
            roster = read_roster(file, Path(), Fault(source, None, "district.departments_file", file, ""))
        except ScenarioError as error:
            return list(error.faults)
    elif file is not None:
        roster = None
    fresh["roster"] = roster
    if roster is None:
        return []
    count = len(roster.names)
    given = moved.get("departments", count)
    moved["departments"] = count
    return [] if given == count else [count_fault(Placed(given, source, None), count)]


def _combined(
    fields: Mapping[str, Any],
    moved: Mapping[str, Any],
    fresh: Mapping[str, Any],
    source: str,
    wrong: set[str],
) -> list[Fault]:
    """Return the faults of new values together with the old, but for values that are ``wrong`` by themselves."""

    def value_of(name: str) -> Any:
        return moved[name] if name in moved else getattr(fields[keys()[name][0].group], name)

    rules = [rule for rule in rules_of(frozenset(moved)) if wrong.isdisjoint(rule.names)]
    messages = broken(value_of, rules)
    faults = [
        Fault(source, None, rule.field, None, message, rule.remedy) for rule, message in messages.items()
    ]
    if ("years" in moved or "changes" in fresh) and "years" not in wrong:
        years = value_of("years")
        faults += [
            Fault(
                source,
                None,
                "changes",
                None,
                year_message(change.year, years),
                told("fault-late.together"),
            )
            for change in fresh.get("changes", fields["changes"])
            if change.year > years
        ]
    return faults


SETTING = "--set"
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
    fresh, moved, wrong = checked(values, SETTING)
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
    values: dict[str, Any] = {}
    seen: set[str] = set()
    faults = []
    for setting in settings:
        key, equals, text = (part.strip() for part in setting.partition("="))
        key = current(key)
        bare = split_all(key)[0]
        name = bare.rpartition(".")[2] if bare in keys() else key
        if not equals or not key:
            message, hint = told("fault-setting"), told("fault-setting.remedy")
            faults.append(Fault(SETTING, None, "", setting, message, hint))
        elif name in seen:
            message, hint = told("fault-set-twice"), told("fault-set-twice.remedy")
            faults.append(Fault(SETTING, None, key, text, message, hint))
        elif key == "changes":
            message, hint = told("fault-set-changes"), told("fault-set-changes.remedy")
            faults.append(Fault(SETTING, None, key, text, message, hint))
        else:
            seen.add(name)
            values[key] = _typed(keys()[bare][0], text) if bare in keys() else text
    return values, faults


def unmoved(before: Mapping[str, Any], values: Iterable[str], after: Mapping[str, Any]) -> list[str]:
    """Return notes on the settings whose value the scenario has already; of levers, in all years."""
    if before["changes"] != after["changes"]:
        return []
    notes = []
    for bare in (split_all(key)[0] for key in values):
        declaration = keys()[bare][0] if bare in keys() else None
        if declaration is None or (
            declaration.name == "departments_file" and before["roster"] != after["roster"]
        ):
            continue
        value = getattr(after[declaration.group], declaration.name)
        if value == getattr(before[declaration.group], declaration.name):
            reach = reach_of(declaration.name, before["changes"])
            words = {"scenario": before["name"], "key": declaration.key, "value": spelled(value)}
            if reach.until is None:
                notes.append(told("note-already", **words))
            else:
                until, to, lever = str(reach.until), spelled(reach.to), f"{declaration.key}{ALL}"
                notes.append(told("note-already-until", until=until, to=to, lever=lever, **words))
    return notes


def _typed(declaration: Declaration, text: str) -> Any:
    """Return a text as what the declaration asks for if it can be read so, else unchanged."""
    if declaration.kind == "choice":
        return next((option for option in declaration.choices if str(option) == text), text)
    if declaration.kind in ("number", "integer"):
        if _WHOLE.fullmatch(text):
            return int(text)
        return float(text) if _NUMBER.fullmatch(text) else text
    return text
