"""The closest valid name to one that is not valid, and what to write instead of parameters that went from the model."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from budgetsim.declarations import GROUPS, declarations
from budgetsim.declarations.renamed import current, given_twice
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, listed

REPLACED = {
    "credibility_floor": "fault-instead-credibility-floor",
    "perceived_risk_initial": "fault-instead-perceived-risk-initial",
    "self_bias_persistence": "fault-instead-self-bias-persistence",
}
"""Parameters that went, and the key of what to write instead; tests ask for it when one is taken out."""


def instead_of(name: str) -> str | None:
    """Return the key of what stands in for a name; ``None`` if it never was, or still is, a parameter."""
    bare = name.rpartition(".")[2]
    return None if bare in declarations() else REPLACED.get(bare)


def current_names(
    given: Mapping[str, Any],
    source: str,
    line_of: Callable[[str], int | None] = lambda _: None,
    frame: str = "{}",
) -> tuple[dict[str, Any], dict[str, str], list[Fault]]:
    """Return values by the names that parameters have now, how those that were renamed are written, and faults.

    A parameter that is given under both its names is one fault; ``frame`` says how a fault names its field.
    """
    twice = given_twice(given)
    faults = [
        Fault(
            source,
            line_of(former),
            frame.format(former),
            given[former],
            told("fault-renamed-twice", former=former, name=name),
            told("fault-renamed-twice.remedy", former=former),
        )
        for former, name in twice.items()
    ]
    written = {current(key): key for key in given if key not in twice}
    values = {name: given[key] for name, key in written.items()}
    return values, {name: key for name, key in written.items() if name != key}, faults


_LONGEST = 100
_BLOCKS = ("change", "roster", "panel", "money", "extends", "name", "description", "replace_changes")


def closest(name: str, valid: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the valid name that is most like ``name``, or an empty text."""
    wanted = _normal(name)
    by_normal = {_normal(candidate): candidate for candidate in valid}
    matches = difflib.get_close_matches(wanted, by_normal, n=1, cutoff=cutoff)
    return by_normal[matches[0]] if matches else ""


def did_you_mean(name: str, valid: Iterable[str], otherwise: str = "") -> str:
    """Return a question with the closest valid name, or ``otherwise`` if none is close."""
    likeliest = closest(name, valid)
    return told("fault-mean", name=likeliest) if likeliest else otherwise


def unknown(name: str, kind: str = "parameter") -> str:
    """Return what is wrong with a name that no parameter, or no lever, has: one that was there once is told as such."""
    return told("fault-went") if instead_of(_normal(name)) else told(f"fault-unknown-{kind}")


def parameter_hint(name: str, group: str = "") -> str:
    """Return what to write instead of an unknown parameter.

    What replaces it if it was one, the same name or symbol elsewhere, or the closest name.
    """
    bare = current(_normal(name.rpartition(".")[2]), tell=False)
    known = declarations()
    same = known.get(bare) or next(
        (item for item in known.values() if item.symbol and item.symbol == name), None
    )
    if same:
        return told("fault-mean", name=same.key)
    gone = instead_of(bare)
    if gone:
        return told(gone)
    if bare in GROUPS:
        first = next(item.name for item in known.values() if item.group == bare)
        return told("fault-group", example=f"{bare}.{first}")
    return _closest_parameter(bare, group)


def _closest_parameter(bare: str, group: str) -> str:
    """Return the parameter that a name begins, or the one most like it, those of its group first."""
    known = declarations()
    longer = next((item for item in known.values() if item.name.startswith(f"{bare}_")), None)
    if longer:
        return told("fault-mean", name=longer.key)
    of_group = {item.name: item.key for item in known.values() if item.group == group}
    every = {item.name: item.key for item in known.values()}
    for candidates, cutoff in ((of_group, 0.6), (every, 0.75), (every, 0.6)):
        likeliest = closest(bare, candidates, cutoff)
        if likeliest:
            return told("fault-mean", name=candidates[likeliest])
    return told("fault-names-listed")


def top_level_hint(name: str) -> str:
    """Return what to write instead of an unknown key at the top level of a scenario."""
    declaration = declarations().get(current(_normal(name), tell=False))
    if declaration:
        return told("fault-in-table", group=declaration.group)
    if instead_of(_normal(name)):
        return parameter_hint(name)
    if closest(name, ("changes", "change")):
        return told("fault-mean", name="[[change]]")
    allowed = told("fault-top-level", keys=listed(_BLOCKS), tables=listed(GROUPS))
    return did_you_mean(name, (*GROUPS, *_BLOCKS), allowed)


def lever_hint(name: str) -> str:
    """Return what to write instead of an unknown key in a block ``[[change]]``."""
    if _normal(name) in GROUPS:
        return told("fault-bare-lever")
    declaration = declarations().get(current(_normal(name), tell=False))
    if declaration and declaration.group != "policy":
        return told("fault-fixed", parameter=declaration.key)
    if instead_of(_normal(name)):
        return parameter_hint(name)
    levers = [item.name for item in declarations().values() if item.group == "policy"]
    return did_you_mean(name, (*levers, "year", "share", "assignment"), told("fault-levers-listed"))


def _normal(name: str) -> str:
    return name[:_LONGEST].strip().lower().replace("-", "_").replace(" ", "_")
