"""The text of a new scenario file: it loads as it is, and lists what can be changed."""

from __future__ import annotations

import textwrap

from budgetsim.cli.declared import limits
from budgetsim.report.declared import GROUPS, Declaration, declarations
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import ALL, RANDOM, for_all, reach_of
from budgetsim.scenario_files.write import toml_value

WIDTH = 110


def template(name: str, base: Scenario | None, extends: str) -> str:
    """Return a scenario file in TOML; every lever stands there as a comment with its value in the base."""
    start = base or Scenario()
    parts = [
        _head(name, extends),
        "[policy]",
        *(_entry(item, start) for item in _of_group("policy")),
        _changes(start),
    ]
    parts += [
        f"\n# [{group}]    # `budgetsim parameters --group {group}` lists its parameters"
        for group in GROUPS
        if group != "policy"
    ]
    return "\n".join(parts) + "\n"


def _head(name: str, extends: str) -> str:
    lines = [
        "# A scenario of budgetsim. What is not written here keeps the value of the scenario that it extends,",
        "# or else the declared default. Remove the # before a line to change it.",
        f"# Check it: budgetsim scenarios check {name}.toml     Run it: budgetsim run {name}.toml",
        "",
    ]
    if extends:
        lines.append(f"extends = {toml_value(extends)}")
    return "\n".join([*lines, 'description = "What is different here, and why."', ""])


def _entry(item: Declaration, base: Scenario) -> str:
    about = (
        f"{item.meaning} [{limits(item)}]"
        if item.choices
        else f"{item.meaning} [{limits(item)}; {item.unit}]"
    )
    comment = textwrap.wrap(about, WIDTH, initial_indent="# ", subsequent_indent="#   ")
    value = toml_value(getattr(getattr(base, item.group), item.name))
    reach = reach_of(item.name, base.changes)
    if reach.until is None:
        return "\n".join(["", *comment, f"# {item.name} = {value}"])
    to = toml_value(reach.to)
    begin = f"#   from year {reach.until} {base.name} sets {to}: move it in [[change]] below"
    if reach.until == 1:
        return "\n".join(["", *comment, f"{begin}, or in all years:", f'# "{item.name}{ALL}" = {to}'])
    told = f'{begin}, or in all years as "{item.name}{ALL}"'
    return "\n".join(["", *comment, told, f"# {item.name} = {value}    # {reach.years()}"])


def _changes(base: Scenario) -> str:
    lines = [
        "",
        "# Levers may move in later years, for all departments or for some. A block may be repeated; it overrules the",
        "# base's of the same year.",
    ]
    if base.changes:
        return "\n".join([*lines, *_own_changes(base)])
    return "\n".join([*lines, *EXAMPLES])


EXAMPLES = (
    "# [[change]]",
    "# year = 3                 # the first recorded year is 1",
    "# staff = 6",
    "# monitoring_intensity = 0.2",
    "#",
    "# [[change]]",
    "# year = 5",
    "# share = 0.5              # half of the departments, drawn at random: treated and control units",
    "# training = 0.5",
)


def _own_changes(base: Scenario) -> list[str]:
    """Return the changes of the base as comments, to be moved where they stand."""
    lines = []
    for change in base.changes:
        frame = [f"# year = {change.year}                 # as in {base.name}"]
        frame += [] if for_all(change) else [f"# share = {toml_value(change.share)}"]
        frame += [] if change.assignment == RANDOM else [f"# assignment = {toml_value(change.assignment)}"]
        levers = [f"# {name} = {toml_value(value)}" for name, value in change.levers.items()]
        lines += ["# [[change]]", *frame, *levers, "#"]
    return lines[:-1]


def _of_group(group: str) -> list[Declaration]:
    return [item for item in declarations().values() if item.group == group]
