"""``budgetsim scenarios``: list them, look into one, check a file, begin a new one."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.commands import examples
from budgetsim.cli.declared import plain
from budgetsim.cli.guard import InputError
from budgetsim.language import DEFAULT, SPOKEN, spoken, told

if TYPE_CHECKING:
    from budgetsim.scenario import Change, Scenario

Name = Annotated[str, typer.Argument(metavar="NAME", autocompletion=o.complete_scenarios)]


@examples("budgetsim scenarios list")
def list_scenarios(*, json: o.Json = False) -> None:
    """List the reference scenarios and what each is about."""
    from budgetsim.cli.console import console, print_json, table
    from budgetsim.scenario import load_scenario, scenario_names

    scenarios = [load_scenario(name) for name in scenario_names()]
    if json:
        print_json(
            [{"name": s.name, "description": _flat(s.description), "extends": s.extends} for s in scenarios]
        )
        return
    rows = [(s.name, s.extends or "–", _description(s)) for s in scenarios]
    heads = (("scenario", "keep"), ("extends", "keep"), ("what", "left"))
    console().print(table([(told(f"cli-head-{head}"), way) for head, way in heads], rows))


@examples(
    "budgetsim scenarios show reform_package",
    "budgetsim scenarios show wangcheng_2022 --full > mine.toml",
)
def show(name: Name, *, full: Annotated[bool, o.switch("--full", panel=o.OUTPUT)] = False) -> None:
    """Show a scenario: what it is, how it differs from its base, and what changes when."""
    from budgetsim.cli.console import console, print_text, say, table
    from budgetsim.scenario import load_scenario

    scenario = load_scenario(name)
    if full:
        print_text(scenario.to_toml(full=True))
        return
    base, label = _base(scenario, name)
    say(scenario.name, style="bold")
    say(_description(scenario) or told("cli-no-description"))
    rows = [
        (key, plain(theirs), plain(here), _unit(key))
        for key, here, theirs in scenario.differences(base)
        if "." in key
    ]
    if rows:
        heads = [
            (told("cli-head-parameter"), "keep"), (label, "right"), (told("cli-head-here"), "right"),
            (told("cli-head-unit"), "left"),
        ]  # fmt: skip
        console().print(table(heads, rows))
    else:
        say(f"\n{told('cli-all-as-in', base=label)}\n")
    if scenario.changes:
        console().print(_changes(scenario))
    if scenario.roster is not None:
        names = scenario.roster.names
        say(told("cli-roster", number=str(len(names)), first=names[0]))
    if scenario.money is not None:
        from budgetsim.rounding import written_out

        say(told("cli-money", unit=scenario.money.unit, budgets=written_out(scenario.money.budgets)))
    years, departments = scenario.protocol.years, scenario.district.departments
    say(told("cli-scenario-size", years=years, departments=departments))


@examples("budgetsim scenarios check my_district.toml")
def check(file: Annotated[str, typer.Argument(metavar="FILE")]) -> None:
    """Check a scenario file; every fault is told at once, and what moves some years only is noted."""
    from budgetsim.cli.console import say
    from budgetsim.scenario import ScenarioWarning, load_scenario

    scenario = load_scenario(file)
    for note in _idle_changes(scenario):
        warnings.warn(f"{file}{told('fault-colon')}{note}", ScenarioWarning, stacklevel=2)
    base, label = _base(scenario, file)
    say(
        told(
            "cli-valid",
            file=file,
            scenario=scenario.name,
            parameters=sum("." in key for key, *_ in scenario.differences(base)),
            base=label,
            changes=len(scenario.changes),
            years=scenario.protocol.years,
            departments=scenario.district.departments,
        )
    )


@examples(
    "budgetsim scenarios new my_district",
    "budgetsim scenarios new my_reform --from wangcheng_2022",
)
def new(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    base: Annotated[str | None, o.text("BASE", "--from", autocompletion=o.complete_scenarios)] = None,
) -> None:
    """Write NAME.toml, a file to begin with: it loads, and lists every lever with its meaning and range.

    Raises
    ------
    InputError
        If the name is not one of a scenario, or is taken.
    """
    from budgetsim.cli.console import say
    from budgetsim.cli.template import template
    from budgetsim.scenario import scenario_names
    from budgetsim.scenario_files.document import name_problem

    stem = name.removesuffix(".toml")
    problem = name_problem(stem)
    if problem:
        raise InputError(told("cli-wrong-name", name=repr(name), problem=problem))
    if stem in scenario_names():
        raise InputError(told("cli-reference-name", name=stem))
    start = None if base is None else o.scenario_of("--from", base)
    path = Path(f"{stem}.toml")
    text = template(stem, start, base or "")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(told("cli-exists", path=str(path))) from None
    say(told("cli-written", path=str(path)))


def _base(scenario: Scenario, name: str) -> tuple[Scenario, str]:
    """Return what the scenario extends, and its name; the declared defaults if nothing."""
    from budgetsim.scenario import Scenario as Defaults
    from budgetsim.scenario import load_scenario

    if not scenario.extends:
        return Defaults(), told("cli-defaults")
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
            rows.append((*frame, lever, plain(held[lever]), plain(value), _unit(lever)))
            frame = ("", "")
            # What only some departments get does not change what the others hold.
            held[lever] = value if _is_for_all(change) else held[lever]
    heads = (
        ("year", "right"), ("for", "keep"), ("lever", "keep"), ("before", "right"), ("then", "right"), ("unit", "left"),
    )  # fmt: skip
    return table([(told(f"cli-head-{head}"), way) for head, way in heads], rows, told("cli-changes"))


def _idle_changes(scenario: Scenario) -> list[str]:
    """Return notes on the levers that a change sets to the value that they have already."""
    from budgetsim.scenario_files.changes import spelled

    notes = []
    held: dict[str, Any] = dict(vars(scenario.policy))
    differs: set[str] = set()
    for change in scenario.changes:
        for lever, value in change.levers.items():
            if held[lever] == value and lever not in differs:
                known = {"year": str(change.year), "lever": f"policy.{lever}", "value": spelled(value)}
                notes.append(told("cli-idle-change", **known))
            if _is_for_all(change):
                held[lever] = value
                differs.discard(lever)
            elif held[lever] != value:
                differs.add(lever)
    return notes


def _is_for_all(change: Change) -> bool:
    return change.share >= 1.0 and change.assignment == "random"


def _treated(change: Change) -> str:
    """Return for whom a change is."""
    from budgetsim.rounding import per_cent

    if _is_for_all(change):
        return told("cli-for-all")
    share = per_cent(change.share)
    if change.assignment in ("random", "risk"):
        return told(f"cli-for-{change.assignment}", share=share)
    return told("cli-for-archetype", share=share, archetype=spoken().choice(change.assignment))


def _unit(key: str) -> str:
    from budgetsim.report.declared import declarations

    return spoken().unit(declarations()[key.rpartition(".")[2]].unit)


def _description(scenario: Scenario) -> str:
    """Return what a scenario is, as one paragraph; of reference scenarios in the language that is spoken."""
    key = f"scenario-{scenario.name}"
    if SPOKEN.get() != DEFAULT and spoken().has(key):
        return told(f"{key}.meaning")
    return _flat(scenario.description)


def _flat(text: str) -> str:
    """Return a description as one paragraph."""
    return " ".join(text.split())
