"""Flags that several commands share, declared once; what people read of them are messages (``commands.ask``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli.guard import InputError
from budgetsim.language import told
from budgetsim.model.engine.choice import ENGINES
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.seeds import MAX_SEED

if TYPE_CHECKING:
    from budgetsim.scenario import Scenario

MAX_REPLICATIONS = 1_000_000
QUESTION, RUNNING, CODE, OUTPUT = "question", "running", "code", "output"
"""Panels of the help; their titles are the messages ``ask-panel-…``."""
PNG = "png"
FORMATS = (PNG, "svg", "pdf")


def whole_number(lower: int, upper: int) -> Callable[[Any], int]:
    """Return a reader of whole numbers whose message names the value and the allowed range."""

    def read(given: Any) -> int:
        text = str(given).strip()
        if re.fullmatch(r"[+-]?[0-9]{1,30}", text) and lower <= int(text) <= upper:
            return int(text)
        raise typer.BadParameter(
            told("cli-not-whole", value=repr(text[:50]), lower=str(lower), upper=str(upper))
        )

    return read


def one_of(options: Sequence[str]) -> Callable[[Any], str]:
    """Return a reader of a choice whose message names the options and the closest one."""

    def read(given: Any) -> str:
        text = str(given)
        if text in options:
            return text
        hint = did_you_mean(text, options, told("cli-options", options=", ".join(options)))
        raise typer.BadParameter(told("cli-not-an-option", value=repr(text[:50]), hint=hint))

    return read


def formats_of(asked: Sequence[str] | None, dpi: int | None, *, figures: bool = True) -> list[str]:
    """Return the formats in which figures are drawn, as ``Drawing.save`` takes them; none if they are not drawn.

    Raises
    ------
    InputError
        If points per inch are asked for where no image is written, or a format where no figure is.
    """
    if asked and not figures:
        raise InputError(told("cli-format-without-figures", formats=", ".join(asked)))
    chosen = list(dict.fromkeys(asked or (PNG,))) if figures else []
    if dpi is None:
        return chosen
    if PNG not in chosen:
        key = "cli-dpi-without-points" if chosen else "cli-dpi-without-figures"
        raise InputError(told(key, dpi=str(dpi), formats=", ".join(chosen)))
    return [f"{name}@{dpi}" if name == PNG else name for name in chosen]


def scenario_of(flag: str, name: str) -> Scenario:
    """Return the scenario that a flag names.

    Raises
    ------
    ScenarioError
        With every fault of it; one without a file of its own names the flag.
    """
    from budgetsim.studies.factors import Place
    from budgetsim.studies.values import OtherScenario

    return OtherScenario().of_texts([name], Place(flag))


def refuse_workers(workers: int | None, scheduler: str | None) -> None:
    """Refuse a number of workers where those of a cluster run the parts.

    Raises
    ------
    InputError
        If both are asked for.
    """
    if workers is not None and scheduler is not None:
        raise InputError(told("cli-workers-unused", workers=str(workers)))


def complete_scenarios(incomplete: str) -> list[str]:
    """Return reference scenarios that a shell may complete."""
    from budgetsim.scenario import scenario_names

    return [name for name in scenario_names() if name.startswith(incomplete)]


def complete_results(incomplete: str) -> list[str]:
    """Return directories of results that a shell may complete."""
    from budgetsim.studies.directory import read_description

    folder = Path(incomplete).parent if "/" in incomplete else Path("results")
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    studies = [str(path) for path in paths if path.is_dir() and read_description(path) is not None]
    return [path for path in studies if path.startswith(incomplete) or "/" not in incomplete]


def number(lower: int, upper: int, *names: str, panel: str | None = RUNNING, metavar: str = "N") -> Any:
    """Declare a flag that takes a whole number."""
    return typer.Option(*names, parser=whole_number(lower, upper), metavar=metavar, rich_help_panel=panel)


def text(metavar: str, *names: str, panel: str | None = None, **about: Any) -> Any:
    """Declare a flag that takes a text."""
    return typer.Option(*names, metavar=metavar, rich_help_panel=panel, **about)


def switch(name: str, *more: str, panel: str | None = None) -> Any:
    """Declare a flag without a value."""
    return typer.Option(name, *more, rich_help_panel=panel)


ScenarioName = Annotated[str, typer.Argument(metavar="SCENARIO", autocompletion=complete_scenarios)]
Settings = Annotated[list[str] | None, text("KEY=VALUE", "--set", panel=RUNNING)]
OneSeed = Annotated[int, number(0, MAX_SEED)]
Workers = Annotated[int | None, number(1, 1024)]
EngineName = Annotated[str | None, text("ENGINE", "--engine", panel=RUNNING, parser=one_of(ENGINES))]
Scheduler = Annotated[str | None, text("ADDRESS", panel=RUNNING)]
Out = Annotated[Path | None, text("DIR", panel=OUTPUT)]
DryRun = Annotated[bool, switch("--dry-run", panel=RUNNING)]
Json = Annotated[bool, switch("--json", panel=OUTPUT)]
Quiet = Annotated[bool, switch("--quiet", "-q", panel=OUTPUT)]
Figures = Annotated[bool, switch("--figures/--no-figures", panel=OUTPUT)]
FigureFormats = Annotated[
    list[str] | None, text("FORMAT", "--figure-format", panel=OUTPUT, parser=one_of(FORMATS))
]
Dpi = Annotated[int | None, number(50, 1200, "--dpi", panel=OUTPUT)]
Markdown = Annotated[bool, switch("--markdown")]
ResultsDirectory = Annotated[Path, typer.Argument(metavar="DIR", autocompletion=complete_results)]


@dataclass(frozen=True)
class Running:
    """How a study is run, whatever it is about.

    ``quiet`` tells no progress, ``silent`` not even the cost.
    """

    workers: int | None
    scheduler: str | None
    out: Path | None
    quiet: bool
    silent: bool = False
    json: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class Doing:
    """Where a study runs, and what is left of it."""

    workers: Workers = None
    scheduler: Scheduler = None
    engine: EngineName = None
    out: Out = None
    dry_run: DryRun = False
    figures: Figures = True
    figure_format: FigureFormats = None
    dpi: Dpi = None
    json: Json = False
    quiet: Quiet = False

    def problems(self) -> list[str]:
        """Return which flags go against each other."""
        found = []
        for check in (lambda: self.formats, lambda: refuse_workers(self.workers, self.scheduler)):
            try:
                check()
            except InputError as error:
                found.append(str(error))
        return found

    @property
    def running(self) -> Running:
        """How it is run."""
        quiet = self.quiet or self.json
        return Running(self.workers, self.scheduler, self.out, quiet, self.quiet, self.json, self.dry_run)

    @property
    def formats(self) -> list[str]:
        """Formats in which figures are drawn; none if they are not."""
        chosen = formats_of(self.figure_format, self.dpi, figures=self.figures)
        return [] if self.dry_run else chosen
