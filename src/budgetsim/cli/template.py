"""The text of a new scenario file: it loads as it is, and lists what can be changed."""

from __future__ import annotations

from budgetsim.cli.console import wrapped
from budgetsim.cli.declared import limits
from budgetsim.language import spoken, told
from budgetsim.report.declared import GROUPS, Declaration, declarations, meaning_of
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import ALL, RANDOM, for_all, reach_of
from budgetsim.scenario_files.syntax import toml_value

WIDTH = 110
EXAMPLES = (
    (
        ("year = 3", "year"),
        ("staff = 6", ""),
        ("monitoring_intensity = 0.2", ""),
    ),
    (
        ("year = 5", ""),
        ("share = 0.5", "share"),
        ("training = 0.5", ""),
    ),
)
"""Changes over time, each line with the key of what is said of it."""


def template(name: str, base: Scenario | None, extends: str) -> str:
    """Return a scenario file in TOML; every lever stands there as a comment with its value in the base."""
    start = base or Scenario()
    parts = [
        _head(name, extends),
        "[policy]",
        *(_entry(item, start) for item in declarations().values() if item.group == "policy"),
        "",
        *_comment(told("cli-template-changes")),
        *(_own_changes(start) if start.changes else _example_changes()),
    ]
    parts += [
        f"\n# [{group}]    # {told('cli-template-group', group=group)}"
        for group in GROUPS
        if group != "policy"
    ]
    return "\n".join(parts) + "\n"


def _head(name: str, extends: str) -> str:
    lines = [
        *_comment(told("cli-template-lead")),
        f"# {told('cli-template-check')} budgetsim scenarios check {name}.toml",
        f"# {told('cli-template-run')} budgetsim run {name}.toml",
        "",
    ]
    if extends:
        lines.append(f"extends = {toml_value(extends)}")
    return "\n".join([*lines, f"description = {toml_value(told('cli-template-description'))}", ""])


def _comment(text: str, indent: str = "# ") -> list[str]:
    """Return a text as lines of a comment; those behind the first are indented."""
    first, *more = wrapped(text, WIDTH)
    return [f"# {first}", *(f"{indent}{line}" for line in more)]


def _entry(item: Declaration, base: Scenario) -> str:
    meaning = meaning_of(spoken(), item.name, parameter=True)
    unit = "" if item.choices else f"; {spoken().unit(item.unit)}"
    comment = _comment(f"{meaning} [{limits(item, spoken())}{unit}]", "#   ")
    value = toml_value(getattr(getattr(base, item.group), item.name))
    reach = reach_of(item.name, base.changes)
    if reach.until is None:
        return "\n".join(["", *comment, f"# {item.name} = {value}"])
    to, lever = toml_value(reach.to), f'"{item.name}{ALL}"'
    known = {"year": str(reach.until), "scenario": base.name, "value": to}
    if reach.until == 1:
        return "\n".join(
            ["", *comment, f"#   {told('cli-template-from-first', **known)}", f"# {lever} = {to}"]
        )
    moved = told("cli-template-moved", lever=lever, **known)
    return "\n".join(["", *comment, f"#   {moved}", f"# {item.name} = {value}    # {reach.years()}"])


def _example_changes() -> list[str]:
    """Return changes of an example as comments."""
    lines = []
    for block in EXAMPLES:
        lines += ["# [[change]]", *(_line(text, key) for text, key in block), "#"]
    return lines[:-1]


def _line(text: str, key: str) -> str:
    return f"# {text:<24} # {told(f'cli-template-{key}')}" if key else f"# {text}"


def _own_changes(base: Scenario) -> list[str]:
    """Return the changes of the base as comments, to be moved where they stand."""
    lines = []
    for change in base.changes:
        frame = [f"# year = {change.year}                 # {told('cli-template-as-in', scenario=base.name)}"]
        frame += [] if for_all(change) else [f"# share = {toml_value(change.share)}"]
        frame += [] if change.assignment == RANDOM else [f"# assignment = {toml_value(change.assignment)}"]
        levers = [f"# {name} = {toml_value(value)}" for name, value in change.levers.items()]
        lines += ["# [[change]]", *frame, *levers, "#"]
    return lines[:-1]
