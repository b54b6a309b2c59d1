"""Flags that several commands share, declared once."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from budgetsim.cli.guard import InputError
from budgetsim.seeds import MAX_SEED

MAX_REPLICATIONS = 1_000_000
MAX_SAMPLES = 20_000_000
RUNNING, DESIGN, CODE, OUTPUT = "What to simulate", "Design", "Code of your own", "Output"


def whole_number(lower: int, upper: int) -> Callable[[Any], int]:
    """Return a reader of whole numbers whose message names the value and the allowed range."""

    def read(given: Any) -> int:
        text = str(given).strip()
        if re.fullmatch(r"[+-]?[0-9]{1,30}", text) and lower <= int(text) <= upper:
            return int(text)
        raise typer.BadParameter(f"{text[:50]!r} is not a whole number from {lower} to {upper}")

    return read


class FigureFormat(StrEnum):
    """Formats of figures."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


def formats_of(asked: list[FigureFormat] | None, dpi: int | None, *, figures: bool = True) -> list[str]:
    """Return the formats in which figures are drawn, as ``Drawing.save`` takes them; none if they are not drawn.

    Raises
    ------
    InputError
        If points per inch are asked for where no image is written.
    """
    chosen = [str(name) for name in dict.fromkeys(asked or (FigureFormat.PNG,))] if figures else []
    if dpi is None:
        return chosen
    if FigureFormat.PNG not in chosen:
        why = f"{' and '.join(chosen)} figures have no points" if chosen else "--no-figures draws none"
        raise InputError(f"--dpi {dpi} has no effect, since {why}; leave it out, or add --figure-format png")
    return [f"{name}@{dpi}" if name == FigureFormat.PNG else name for name in chosen]


class LanguageCode(StrEnum):
    """Languages of what people read; the command line itself speaks English."""

    EN = "en"
    ZH = "zh"


def complete_scenarios(incomplete: str) -> list[str]:
    """Return reference scenarios that a shell may complete."""
    from budgetsim.scenario import scenario_names

    return [name for name in scenario_names() if name.startswith(incomplete)]


def complete_results(incomplete: str) -> list[str]:
    """Return directories of results that a shell may complete."""
    from budgetsim.studies.directory import read_description

    folder = Path(incomplete).parent if "/" in incomplete else Path("results")
    places = sorted(folder.iterdir()) if folder.is_dir() else []
    found = [str(path) for path in places if path.is_dir() and read_description(path) is not None]
    return [path for path in found if path.startswith(incomplete) or "/" not in incomplete]


ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="Name of a reference scenario, or path of a TOML file.",
        autocompletion=complete_scenarios,
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change a parameter; repeatable. `budgetsim parameters` lists the keys. A lever that the scenario itself"
        " moves later is set until then; KEY@all sets it in all years.",
        rich_help_panel=RUNNING,
    ),
]
Years = Annotated[
    int | None,
    typer.Option(
        parser=whole_number(1, 1000),
        metavar="N",
        help="Recorded years; default: the scenario's.",
        rich_help_panel=RUNNING,
    ),
]
Replications = Annotated[
    int,
    typer.Option(
        parser=whole_number(1, MAX_REPLICATIONS),
        metavar="N",
        help="Number of seeds.",
        rich_help_panel=RUNNING,
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        parser=whole_number(0, MAX_SEED),
        metavar="N",
        help="First seed; the others follow.",
        rich_help_panel=RUNNING,
    ),
]
SomeReplications = Annotated[
    int | None,
    typer.Option(
        "--replications",
        parser=whole_number(1, MAX_REPLICATIONS),
        metavar="N",
        help="Number of seeds; default: the study file's, or 30.",
        rich_help_panel=RUNNING,
    ),
]
SomeSeed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        parser=whole_number(0, MAX_SEED),
        metavar="N",
        help="First seed; default: the study file's, or 0.",
        rich_help_panel=RUNNING,
    ),
]
Samples = Annotated[
    int | None,
    typer.Option(
        parser=whole_number(1, MAX_SAMPLES),
        metavar="N",
        help="Points that a sampled design draws.",
        rich_help_panel=DESIGN,
    ),
]
DesignSeed = Annotated[
    int | None,
    typer.Option(
        parser=whole_number(0, MAX_SEED),
        metavar="N",
        help="Seed of a sampled design; default: 0.",
        rich_help_panel=DESIGN,
    ),
]
FromYear = Annotated[
    int | None,
    typer.Option(
        parser=whole_number(1, 1000),
        metavar="Y",
        help="Move levers in this recorded year, as a reform; default: they hold from the start.",
        rich_help_panel=DESIGN,
    ),
]
Outcomes = Annotated[
    str | None, typer.Option(metavar="A,B,…", help="Show these outcomes only.", rich_help_panel=OUTPUT)
]
OneSeed = Annotated[
    int,
    typer.Option(
        parser=whole_number(0, MAX_SEED),
        metavar="N",
        help="Seed of the run that is told.",
        rich_help_panel=RUNNING,
    ),
]
Departments = Annotated[
    bool,
    typer.Option("--departments", help="Store the yearly panel of departments too.", rich_help_panel=OUTPUT),
]
PolicyRule = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="Function that sets next year's levers from what the bureau saw: module:function or file.py:function.",
        rich_help_panel=CODE,
    ),
]
Behaviour = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="Function that decides for departments instead of the model's rules: module:function or file.py:function.",
        rich_help_panel=CODE,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        parser=whole_number(1, 1024),
        metavar="N",
        help="Processes; default: one for small work, all processors for much.",
        rich_help_panel=RUNNING,
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Dask scheduler, such as tcp://host:8786, whose workers run the work; --workers is then not used.",
        rich_help_panel=RUNNING,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Directory of the results; default: results/<command>-<name>, numbered if need be. The same study there is"
        " resumed.",
        rich_help_panel=OUTPUT,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help="Say what would be run and what it takes (runs, time, disk), and stop.",
        rich_help_panel=RUNNING,
    ),
]
Language = Annotated[
    LanguageCode,
    typer.Option("--language", help="Language of the text: English or 简体中文.", rich_help_panel=OUTPUT),
]
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON document on standard output.", rich_help_panel=OUTPUT)
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print errors and warnings only.", rich_help_panel=OUTPUT)
]
Figures = Annotated[bool, typer.Option(help="Draw figures.", rich_help_panel=OUTPUT)]
FigureFormats = Annotated[
    list[FigureFormat] | None,
    typer.Option(
        "--figure-format", help="Format of figures; repeatable. Default: png.", rich_help_panel=OUTPUT
    ),
]
Dpi = Annotated[
    int | None,
    typer.Option(
        "--dpi",
        parser=whole_number(50, 1200),
        metavar="N",
        help="Points per inch of PNG figures; default: 300.",
        rich_help_panel=OUTPUT,
    ),
]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print the page of the documentation.")]
