"""``budgetsim data``: look at a bureau's own file, and write it clean with the recipe that made it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer

from budgetsim.cli import options as o
from budgetsim.cli.commands import examples
from budgetsim.cli.guard import InputError, new_path
from budgetsim.language import spoken, told
from budgetsim.scenario_files.syntax import toml_value

if TYPE_CHECKING:
    from budgetsim.data.district import OwnDistrict
    from budgetsim.data.panel import Observed
    from budgetsim.data.recipe import Recipe

DataFile = Annotated[str, typer.Argument(metavar="FILE")]
RecipeFile = Annotated[str | None, o.text("FILE.toml", "--recipe")]
Lines = Annotated[list[str] | None, o.text("KEY=VALUE", "--set")]
MOST_OF_LINE = 200
"""Letters of a line of a recipe that is shown."""


@examples(
    "budgetsim data check budget_2016-2021.xlsx",
    "budgetsim data check budget.csv --set unit=Department --set repeated=sum",
    "budgetsim data check panel.csv --recipe target.toml --json",
)
def check(file: DataFile, *, recipe: RecipeFile = None, lines: Lines = None, json: o.Json = False) -> None:
    """Look at a file: how it is read, what cannot be read, and what is almost certainly an artefact of it."""
    from budgetsim.cli.console import print_json

    observed = _observed(file, _asked(recipe, lines))
    if json:
        print_json(_document(observed))
        return
    _tell_columns(observed)
    _tell_lists(
        {
            "cli-data-guesses": _notes(observed.guesses),
            "cli-data-unread": [str(fault) for fault in observed.faults],
            "cli-data-artefacts": _notes(observed.artefacts),
        }
    )
    _tell_mends(observed, file)


@examples(
    "budgetsim data tidy budget.xlsx --out clean.csv",
    "budgetsim data tidy budget.xlsx --mend --out clean.csv",
    "budgetsim data tidy budget.xlsx --recipe clean.toml --out again.csv",
)
def tidy(
    file: DataFile,
    *,
    out: Annotated[str, o.text("CLEAN.csv", panel=o.OUTPUT)],
    mend: Annotated[bool, o.switch("--mend")] = False,
    recipe: RecipeFile = None,
    lines: Lines = None,
) -> None:
    """Write the clean panel in a file, and beside it the recipe (TOML) that made it.

    Raises
    ------
    InputError
        If one of both is there already or cannot be, or the panel is not named as a CSV file.
    ScenarioError
        If cells cannot be read.
    """
    from budgetsim.cli.console import say
    from budgetsim.data.tidy import clean_rows, csv_text, recipe_text
    from budgetsim.studies.files import marked, write_whole

    panel = new_path(out, ".csv")
    made_by = new_path(str(panel.with_suffix(".toml")))
    as_read = _observed(file, _asked(recipe, lines))
    guesses = _notes(as_read.guesses)
    observed, followed = _sound(file, as_read, mend=mend)
    artefacts = _notes(observed.artefacts)
    said = [*guesses, *(told("cli-data-mended", text=text) for text in followed), *artefacts]
    write_whole(panel, marked(csv_text(clean_rows(observed))))
    write_whole(made_by, recipe_text(observed, Path(file), said).encode())
    sizes = {"rows": f"{int(observed.present.sum()):,}", "units": f"{len(observed.units):,}"}
    say(told("cli-data-written", panel=str(panel), recipe=str(made_by), **sizes))
    _tell_lists({"cli-data-guesses": guesses, "cli-data-followed": followed, "cli-data-artefacts": artefacts})


@examples(
    "budgetsim data district budget.xlsx --out mine.toml",
    "budgetsim data district budget.xlsx --mend --archetype Type --size Staff --money 万元 --out mine.toml",
)
def district(  # noqa: PLR0913 - one flag each
    file: DataFile,
    *,
    out: Annotated[str, o.text("NAME.toml", panel=o.OUTPUT)],
    base: Annotated[
        str, o.text("SCENARIO", "--base", autocompletion=o.complete_scenarios)
    ] = "wangcheng_2022",
    year: Annotated[int | None, o.number(1, 9999)] = None,
    archetype: Annotated[str, o.text("COLUMN")] = "",
    size: Annotated[str, o.text("COLUMN")] = "",
    money: Annotated[str, o.text("UNIT")] = "",
    mend: Annotated[bool, o.switch("--mend")] = False,
    recipe: RecipeFile = None,
    lines: Lines = None,
) -> None:
    """Write the district that a panel shows: its departments (CSV), and a scenario with them and their money.

    Raises
    ------
    InputError
        If one of both is there already, or is not named as a scenario.
    ScenarioError
        If cells cannot be read, columns are not there, or the base is none.
    """
    from budgetsim.cli.console import say
    from budgetsim.data.district import Asked, own_district, with_columns
    from budgetsim.data.tidy import csv_text
    from budgetsim.studies.files import marked, write_whole

    scenario = new_path(out, ".toml")
    roster = new_path(str(scenario.with_name(f"{scenario.stem}_departments.csv")))
    o.scenario_of("--base", base)
    asked = Asked(year, archetype, size, _money_unit(money))
    how, asked = with_columns(Path(file), _asked(recipe, lines), asked)
    as_read = _observed(file, how)
    observed, followed = _sound(file, as_read, mend=mend)
    found = own_district(observed, asked)
    read, guessed, artefacts = (
        _notes(notes) for notes in (observed.guesses, found.notes, observed.artefacts)
    )
    said = [*read, *guessed, *(told("cli-data-mended", text=text) for text in followed), *artefacts]
    write_whole(roster, marked(csv_text(found.rows())))
    write_whole(scenario, _scenario_text(scenario, roster, base, found, said, Path(file).name).encode())
    paths = {"scenario": str(scenario), "roster": str(roster)}
    number = f"{len(found.roster.names):,}"
    say(told("cli-data-district", number=number, year=str(found.year), **paths))
    told_after = {"cli-data-followed": followed, "cli-data-artefacts": artefacts}
    _tell_lists({"cli-data-guesses": read, "cli-data-guessed": guessed, **told_after})
    say(told("cli-data-district-then", line=f"budgetsim run {scenario}"))


def _sound(file: str, observed: Observed, *, mend: bool) -> tuple[Observed, list[str]]:
    """Return a panel without faults, what was proposed followed where it is asked for, and what was followed.

    Raises
    ------
    ScenarioError
        If cells cannot be read.
    """
    from budgetsim.data.tidy import mended
    from budgetsim.scenario import ScenarioError

    followed = list[str]()
    if mend:
        result = mended(Path(file), observed)
        observed, followed = result.observed, _notes(result.followed)
    if observed.faults:
        raise ScenarioError(observed.faults)
    return observed, followed


def _money_unit(unit: str) -> str:
    """Return a unit of money that was typed.

    Raises
    ------
    InputError
        If it is none.
    """
    from budgetsim.scenario_files.faults import listed
    from budgetsim.scenario_files.money import WORDS, is_unit

    if unit and not is_unit(unit):
        message, remedy = told("money-fault-unit"), told("money-fault-unit.remedy", examples=listed(WORDS))
        raise InputError(f"--money {unit!r}: {message}; {remedy}")
    return unit.strip()


def _scenario_text(  # noqa: PLR0913 - what a file says
    scenario: Path, roster: Path, base: str, found: OwnDistrict, said: Sequence[str], source: str
) -> str:
    """Return a scenario file: what was guessed as comments, then base, departments and money."""
    from budgetsim.scenario_files.resolve import is_path

    extends = os.path.relpath(base, scenario.parent) if is_path(base) else base
    about = told("cli-data-district-about", file=source, year=str(found.year))
    comments = "".join(f"# {line}".rstrip() + "\n" for text in said for line in text.splitlines())
    parts = [
        f"extends = {toml_value(extends)}\ndescription = {toml_value(about)}",
        f"[district]\ndepartments_file = {toml_value(roster.name)}",
    ]
    if found.unit:
        parts.append(f"[money]\nunit = {toml_value(found.unit)}")
    return f"{comments}\n" + "\n\n".join(parts) + "\n"


def _asked(recipe: str | None, lines: Sequence[str] | None) -> Recipe:
    """Return the recipe of a file and of lines that were typed; columns that neither names are found by headings.

    Raises
    ------
    ScenarioError
        With every fault of the recipe.
    """
    from dataclasses import replace

    from budgetsim.data.recipe import BLOCK, ROLES, read_recipe
    from budgetsim.scenario import ScenarioError
    from budgetsim.scenario_files.read import Document
    from budgetsim.studies.study_file import StudyFile, open_study_file

    given = open_study_file(Path(recipe)) if recipe else StudyFile(Document("--set", {}))
    table = given.table(BLOCK)
    for line in lines or ():
        table |= _line(line)
    document = (
        given.document if not lines else Document(given.document.file, {BLOCK: table}, given.document.lines)
    )
    whole = StudyFile(document, given.faults)
    found = read_recipe(whole, Path(recipe).parent if recipe else Path())
    if whole.faults:
        raise ScenarioError(whole.faults)
    names = {role: found.names[role] for role in ROLES if role in table}
    return replace(found, names=names, said="panel" if recipe and not lines else "set")


def _line(line: str) -> dict[str, Any]:
    """Return a line of ``[panel]``; a single word behind the equals sign needs no quotation marks.

    Raises
    ------
    InputError
        If it is none.
    """
    from budgetsim.data.recipe import line_of

    found = line_of(line)
    if found is not None:
        return found
    raise InputError(told("cli-data-no-line", line=repr(line[:50])))


def _observed(file: str, recipe: Recipe) -> Observed:
    from budgetsim.data.panel import read_panel

    return read_panel(Path(file), recipe, tolerant=True, guess_columns=True)


def _notes(notes: Sequence[Any]) -> list[str]:
    from budgetsim.data.notes import notes_told

    return notes_told(notes, spoken())


def _document(observed: Observed) -> dict[str, Any]:
    """Return what ``--json`` prints."""
    return {
        "file": observed.file,
        "rows": observed.rows,
        "unit_years": int(observed.present.sum()),
        "units": list(observed.units),
        "years": list(observed.years),
        "columns": dict(observed.recipe.names),
        "guesses": [_entry(one) for one in observed.guesses],
        "faults": [str(fault) for fault in observed.faults],
        "artefacts": [_entry(one) for one in observed.artefacts],
        "recipe": observed.recipe.to_toml(),
    }


def _entry(one: Any) -> dict[str, Any]:
    (text,) = _notes([one])
    kind = one.key.removeprefix("data-note-")
    return {"kind": kind, "text": text, "rows": one.rows, "lines": list(one.lines), "mend": dict(one.mend)}


def _tell_columns(observed: Observed) -> None:
    from budgetsim.cli.console import console, say, table
    from budgetsim.rounding import amount

    facts = {
        "rows": f"{observed.rows:,}",
        "units": f"{len(observed.units):,}",
        "unit_years": f"{int(observed.present.sum()):,}",
    }
    ends = {"first": str(observed.years[0]), "last": str(observed.years[-1])}
    say(told("cli-data-read", file=observed.file, **facts, **ends), style="bold")
    rows = []
    for role in observed.roles:
        values = observed.values[role][np.isfinite(observed.values[role])]
        spread = (
            [amount(float(end)) for end in (values.min(), np.median(values), values.max())]
            if values.size
            else [""] * 3
        )
        rows.append((role, observed.recipe.names[role], f"{values.size:,}", *spread))
    heads = (
        ("role", "keep"),
        ("heading", "left"),
        ("cells", "right"),
        ("lowest", "right"),
        ("median", "right"),
        ("highest", "right"),
    )
    console().print(table([(told(f"cli-head-{head}"), way) for head, way in heads], rows))


def _tell_lists(lists: Mapping[str, Sequence[str]]) -> None:
    """Print lists, each under the message that is its title; empty ones not at all."""
    from budgetsim.cli.console import say

    for title, texts in lists.items():
        if texts:
            say(told(title), style="bold")
            for text in texts:
                say(f"* {text}")
            say()


def _tell_mends(observed: Observed, file: str) -> None:
    """Print the lines of a recipe that would mend what was found."""
    from budgetsim.cli.console import print_text, say
    from budgetsim.data.recipe import lines_between

    proposed = observed.recipe.with_lines(one.mend for one in observed.artefacts)
    lines = lines_between(observed.recipe, proposed)
    if not observed.artefacts and not observed.faults:
        say(told("cli-data-sound"))
    if lines:
        say(told("cli-data-mends"), style="bold")
        print_text(
            "".join(
                f"{line if len(line) <= MOST_OF_LINE else line[:MOST_OF_LINE] + ' …'}\n" for line in lines
            )
        )
        say()
        say(told("cli-data-how", line=f"budgetsim data tidy {file} --mend --out clean.csv"))
