"""``budgetsim scenarios``: list them, look into one, check a file, begin a new one."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import InputError, guarded

if TYPE_CHECKING:
    from budgetsim.scenario import Change, Scenario

app = typer.Typer(help="List scenarios, show one, check a file, begin a new one.", no_args_is_help=True)
Name = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of a reference scenario, or path of a TOML file.")
]


def list_scenarios(*, json: o.Json = False) -> None:
    """List the reference scenarios and what each is about.

    Try: budgetsim scenarios list
    """
    from budgetsim.cli.console import console, print_json, table
    from budgetsim.scenario import load_scenario, scenario_names

    found = [load_scenario(name) for name in scenario_names()]
    if json:
        print_json(
            [{"name": s.name, "description": _flat(s.description), "extends": s.extends} for s in found]
        )
        return
    rows = [(s.name, s.extends or "–", _flat(s.description)) for s in found]
    console().print(table([("scenario", "keep"), ("extends", "keep"), ("what it is", "left")], rows))


def show(
    name: Name,
    *,
    full: Annotated[bool, typer.Option("--full", help="Print every parameter as TOML instead.")] = False,
) -> None:
    """Show a scenario: what it is, how it differs from its base, and what changes when.

    Try: budgetsim scenarios show reform_package; budgetsim scenarios show wangcheng_2022 --full > mine.toml
    """
    from budgetsim.cli.console import console, print_text, say, table
    from budgetsim.scenario import load_scenario

    scenario = load_scenario(name)
    if full:
        print_text(scenario.to_toml(full=True))
        return
    base, label = _base(scenario, name)
    say(scenario.name, style="bold")
    say(_flat(scenario.description) or "(no description)")
    rows = [
        (key, _text(theirs), _text(own), _unit(key))
        for key, own, theirs in scenario.differences(base)
        if "." in key
    ]
    if rows:
        heads = [("parameter", "keep"), (label, "right"), ("here", "right"), ("unit", "left")]
        console().print(table(heads, rows))
    else:
        say(f"\nAll parameters are as in {label}.\n")
    if scenario.changes:
        console().print(_changes(scenario))
    if scenario.roster is not None:
        say(f"Departments: {len(scenario.roster.names)} of the user's own, {scenario.roster.names[0]} first.")
    say(
        f"{scenario.protocol.years} years, {scenario.district.departments} departments. --full prints every "
        "parameter."
    )


def check(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Path of a TOML file, or name of a reference scenario.")
    ],
) -> None:
    """Check a scenario file; every fault is told at once, and what moves some years only is noted.

    Try: budgetsim scenarios check my_district.toml
    """
    from budgetsim.cli.console import say
    from budgetsim.report.words import counted
    from budgetsim.scenario import ScenarioWarning, load_scenario

    scenario = load_scenario(file)
    for note in _idle_changes(scenario):
        warnings.warn(f"{file}: {note}", ScenarioWarning, stacklevel=2)
    base, label = _base(scenario, file)
    moved = sum("." in key for key, *_ in scenario.differences(base))
    say(
        f"{file} is valid: scenario {scenario.name}, {counted(moved, 'parameter')} other than in {label}, "
        f"{counted(len(scenario.changes), 'change')} over time, {scenario.protocol.years} years, "
        f"{scenario.district.departments} departments."
    )


def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Name of the new scenario; the file is NAME.toml.")
    ],
    base: Annotated[
        str | None, typer.Option("--from", metavar="BASE", help="Scenario whose values it starts from.")
    ] = None,
) -> None:
    """Write NAME.toml, a file to begin with: it loads, and lists every lever with its meaning and range.

    Try: budgetsim scenarios new my_district; budgetsim scenarios new my_reform --from wangcheng_2022
    """
    from budgetsim.cli.console import say
    from budgetsim.cli.template import template
    from budgetsim.scenario import load_scenario, scenario_names
    from budgetsim.scenario_files.document import name_problem

    stem = name.removesuffix(".toml")
    problem = name_problem(stem)
    if problem:
        raise InputError(f"the name {name!r} {problem}")
    if stem in scenario_names():
        raise InputError(
            f"{stem!r} is the name of a reference scenario; choose another, such as {'my_' + stem!r}"
        )
    start = None if base is None else load_scenario(base)
    path = Path(f"{stem}.toml")
    text = template(stem, start, base or "")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(
            f"{path} exists already and is left as it is; choose another name, or remove it first"
        ) from None
    say(f"{path} is written. Edit it, then: budgetsim scenarios check {path}")


for _label, _command in (("list", list_scenarios), ("show", show), ("check", check), ("new", new)):
    app.command(_label)(guarded(_command))


def _base(scenario: Scenario, name: str) -> tuple[Scenario, str]:
    """Return what the scenario extends, and its name; the declared defaults if nothing."""
    from budgetsim.scenario import Scenario as Defaults
    from budgetsim.scenario import load_scenario

    if not scenario.extends:
        return Defaults(), "the defaults"
    extended = scenario.extends
    if extended.endswith(".toml") or "/" in extended:
        extended = str(Path(name).parent / extended)
    return load_scenario(extended), scenario.extends


def _changes(scenario: Scenario) -> Any:
    from budgetsim.cli.console import table

    rows = []
    held = {name: getattr(scenario.policy, name) for name in scenario.policy.__dataclass_fields__}
    for change in scenario.changes:
        frame = (str(change.year), _treated(change))
        for lever, value in change.levers.items():
            rows.append((*frame, lever, _text(held[lever]), _text(value), _unit(lever)))
            frame = ("", "")
            # What only some departments get does not change what the others hold.
            held[lever] = value if _treated(change) == "all" else held[lever]
    heads = [
        ("year", "right"), ("for", "keep"), ("lever", "keep"), ("before", "right"), ("then", "right"), ("unit", "left"),
    ]  # fmt: skip
    return table(heads, rows, "Changes over time")


def _idle_changes(scenario: Scenario) -> list[str]:
    """Return notes on the levers that a change sets to the value that they have already."""
    from budgetsim.scenario_files.changes import spelled

    found = []
    held: dict[str, Any] = dict(vars(scenario.policy))
    differs: set[str] = set()
    for change in scenario.changes:
        for lever, value in change.levers.items():
            if held[lever] == value and lever not in differs:
                told = f"policy.{lever} = {spelled(value)} is its value already"
                found.append(f"the change of year {change.year} does not move everything: {told}")
            if _treated(change) == "all":
                held[lever] = value
                differs.discard(lever)
            elif held[lever] != value:
                differs.add(lever)
    return found


def _treated(change: Change) -> str:
    if change.share >= 1.0 and change.assignment == "random":
        return "all"
    from budgetsim.rounding import per_cent

    words = {"random": "departments, at random", "risk": "departments, those tempted most"}
    whom = words.get(change.assignment, f"{change.assignment} departments")
    return f"{per_cent(change.share)} of {whom}"


def _unit(key: str) -> str:
    from budgetsim.report.declared import declarations

    return declarations()[key.rpartition(".")[2]].unit


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _flat(text: str) -> str:
    """Return a description as one paragraph."""
    return " ".join(text.split())
