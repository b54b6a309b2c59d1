"""``budgetsim report``: results as one page of HTML that opens anywhere."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from budgetsim.report.page import Report, Source

FILE = "report.html"


class PageLanguage(StrEnum):
    """Languages in which a page opens."""

    EN = "en"
    ZH = "zh"


def report(  # noqa: PLR0913 - one flag each
    results: Annotated[
        list[Path],
        typer.Argument(
            metavar="RESULTS…",
            help="Directories that run, compare, sweep, effects, sensitivity, optimise, discover, calibrate or"
            " verify --out wrote; several make one report.",
            show_default=False,
            autocompletion=o.complete_results,
        ),
    ],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.html",
            help=f"The page; default: {FILE} in the directory, or ./{FILE} for several. An older one is replaced.",
            rich_help_panel=o.OUTPUT,
        ),
    ] = None,
    language: Annotated[
        PageLanguage,
        typer.Option(help="Language in which the page opens; both are in it.", rich_help_panel=o.OUTPUT),
    ] = PageLanguage.EN,
    crate: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Also pack results and page there as a research object (RO-Crate, Process Run Crate).",
            rich_help_panel=o.OUTPUT,
        ),
    ] = None,
    show: Annotated[
        bool, typer.Option("--open", help="Open the page in a browser.", rich_help_panel=o.OUTPUT)
    ] = False,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Report results as one HTML file: findings in plain words, figures, numbers, method, provenance.

    The page loads nothing from elsewhere: send it, print it, open it from a disk.
    English and Chinese, light and dark are switched in it.

    Try:

      budgetsim report results/compare-wangcheng_2022-reform_package

      budgetsim report results/run-mine results/effects-mine --out paper/report.html --language zh

      budgetsim report results/sweep-mine --crate research_object
    """
    from budgetsim.report.page import make_report, read_sources

    place = _place(results, out)
    sources = read_sources(results)
    if crate is not None:
        from budgetsim.report.page.crate import check_folder

        check_folder(sources, crate)
    made = make_report(sources, str(language), _teller(quiet=quiet or json))
    _write(made, place)
    if crate is not None:
        _pack(sources, made, crate)
    if json:
        from budgetsim.cli.console import print_json

        print_json(_summary(made, place, crate, str(language)))
    elif not quiet:
        _show(made, place, crate)
    if show:
        typer.launch(place.resolve().as_uri())


def _place(results: Sequence[Path], out: Path | None) -> Path:
    """Return where the page goes.

    Raises
    ------
    InputError
        If that cannot be a page.
    """
    place = out or ((results[0] / FILE) if len(results) == 1 else Path(FILE))
    if place.is_dir():
        raise InputError(f"--out {place} is a directory; name the file, such as {place / FILE}")
    if place.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"--out {place}: a page ends in .html; take {place.with_name(place.name + '.html')}")
    return place


def _teller(*, quiet: bool) -> Callable[[str], None]:
    """Return what says on a terminal what is being made, since figures take some seconds."""

    def tell(what: str) -> None:
        if not quiet and sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{what[:78]}")
            sys.stderr.flush()

    return tell


def _write(made: Report, place: Path) -> None:
    from budgetsim.studies.files import in_words, write_whole

    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    with in_words(place, "write the report"):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, made.html.encode())


def _pack(sources: Sequence[Source], made: Report, crate: Path) -> None:
    from budgetsim.report.page.crate import write_crate

    write_crate(sources, made, crate)


def _summary(made: Report, place: Path, crate: Path | None, language: str) -> dict[str, Any]:
    """Return where everything is and what was found."""
    return {
        "report": str(place),
        "title": made.title.plain(language),
        "language": language,
        "crate": None if crate is None else str(crate),
        "parts": [
            {
                "directory": part.directory,
                "command": part.command,
                "title": part.title.plain(language),
                "findings": [said.plain(language) for said in part.findings],
            }
            for part in made.parts
        ],
    }


def _show(made: Report, place: Path, crate: Path | None) -> None:
    from budgetsim.cli.console import say

    for part in made.parts:
        say(part.title.plain(), style="bold")
        for said in part.findings:
            say(said.plain())
        say()
    say(f"Report: {place} ({place.stat().st_size / 1e6:.1f} MB; open it in a browser)")
    if crate is not None:
        say(f"Research object: {crate} (ro-crate-metadata.json)")
