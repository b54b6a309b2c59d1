"""The text of a new scenario file: it loads as it is, and lists what can be changed."""

from __future__ import annotations

import textwrap

from budgetsim.cli.declared import limits
from budgetsim.report.declared import GROUPS, Declaration, declarations
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.write import toml_value

WIDTH = 110


def template(name: str, base: Scenario | None, extends: str) -> str:
    """Return a scenario file in TOML; every lever stands there as a comment with its value in the base."""
    start = base or Scenario()
    parts = [
        _head(name, extends),
        "[policy]",
        *(_entry(item, start) for item in _of_group("policy")),
        _changes(),
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
    return "\n".join(["", *comment, f"# {item.name} = {value}"])


def _changes() -> str:
    return """
# Levers may move in later years, for all departments or for some. A block may be repeated.
# [[change]]
# year = 3                 # the first recorded year is 1
# staff = 6
# monitoring_intensity = 0.2
#
# [[change]]
# year = 5
# share = 0.5              # half of the departments, drawn at random: treated and control units
# training = 0.5"""


def _of_group(group: str) -> list[Declaration]:
    return [item for item in declarations().values() if item.group == group]
