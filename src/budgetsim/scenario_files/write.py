"""A scenario as plain data, as TOML, and as a list of differences from another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.declarations import GROUPS, declarations
from budgetsim.scenario_files.changes import RANDOM, Change
from budgetsim.scenario_files.money import Money
from budgetsim.scenario_files.roster import Roster
from budgetsim.scenario_files.syntax import toml_value
from budgetsim.scenario_files.values import plain

Difference = tuple[str, Any, Any]

# TOML forbids the delete character and the C1 controls would move the cursor; JSON leaves both as they are.


def as_dict(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a scenario as plain values, lists and dictionaries."""
    roster: Roster | None = fields["roster"]
    money: Money | None = fields.get("money")
    return {
        "name": fields["name"],
        "description": fields["description"],
        "extends": fields["extends"],
        **{group: group_values(fields[group]) for group in GROUPS},
        "changes": [change_dict(change) for change in fields["changes"]],
        "roster": None if roster is None else roster_dict(roster),
        **({} if money is None else {"money": money_dict(money, roster)}),
    }


def group_values(group: Any) -> dict[str, Any]:
    """Return the values of a group of parameters by bare name."""
    return {name: plain(getattr(group, name)) for name in group.__dataclass_fields__}


def change_dict(change: Change) -> dict[str, Any]:
    """Return a change as plain values."""
    levers = {name: plain(value) for name, value in change.levers.items()}
    return {"year": change.year, "share": change.share, "assignment": change.assignment, "levers": levers}


def roster_dict(roster: Roster) -> dict[str, list[Any]]:
    """Return the user's own departments as plain lists."""
    return {key: [plain(value) for value in getattr(roster, key)] for key in Roster.__dataclass_fields__}


def money_dict(money: Money, roster: Roster | None) -> dict[str, Any]:
    """Return the user's own money as plain values; the departments' own budgets need not be added up."""
    return {"unit": money.unit} | ({} if roster is not None else {"budgets": money.budgets})


def as_toml(fields: Mapping[str, Any], *, full: bool) -> str:
    """Return a scenario as TOML that stands alone: bases and departments are written out.

    ``full`` writes every parameter, else those that differ from the declared default.
    """
    parts = [[f"name = {toml_value(fields['name'])}", f"description = {toml_value(fields['description'])}"]]
    for group in GROUPS:
        values = group_values(fields[group])
        written = {
            name: value for name, value in values.items() if full or value != declarations()[name].default
        }
        if written:
            parts.append([f"[{group}]", *_pairs(written)])
    for change in fields["changes"]:
        frame = {"year": change.year}
        frame |= {"share": change.share} if change.share != 1 else {}
        frame |= {"assignment": change.assignment} if change.assignment != RANDOM else {}
        parts.append(["[[change]]", *_pairs({**frame, **change.levers})])
    if fields["roster"] is not None:
        parts.append(["[roster]", *_pairs(roster_dict(fields["roster"]))])
    if fields.get("money") is not None:
        parts.append(["[money]", *_pairs(money_dict(fields["money"], fields["roster"]))])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _pairs(values: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {toml_value(plain(value))}" for name, value in values.items()]


def differences(own: Mapping[str, Any], other: Mapping[str, Any]) -> list[Difference]:
    """Return (dotted name, own value, other value) of everything but labels that differs.

    Changes are compared by position, as ``change 1``, ``change 2``…, and are ``None`` where one side has fewer;
    the user's own departments as ``roster``.
    """
    pairs: list[Difference] = []
    for group in GROUPS:
        mine, theirs = group_values(own[group]), group_values(other[group])
        pairs += [
            (f"{group}.{name}", mine[name], theirs[name]) for name in mine if mine[name] != theirs[name]
        ]
    for position in range(max(len(own["changes"]), len(other["changes"]))):
        pair = [_at(fields["changes"], position) for fields in (own, other)]
        if pair[0] != pair[1]:
            pairs.append((f"change {position + 1}", pair[0], pair[1]))
    if own["roster"] != other["roster"]:
        pairs.append(("roster", own["roster"], other["roster"]))
    return pairs


def _at(changes: Sequence[Change], position: int) -> Change | None:
    return changes[position] if position < len(changes) else None
