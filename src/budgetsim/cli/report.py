"""``budgetsim report``: results as one page of HTML that opens anywhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.commands import examples
from budgetsim.cli.guard import InputError
from budgetsim.language import SPOKEN, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from budgetsim.report.page import Report

FILE = "report.html"


@examples(
    "budgetsim report results/compare-wangcheng_2022-reform_package",
    "budgetsim report results/run-mine results/effects-mine --out paper/report.html --language zh",
    "budgetsim report results/sweep-mine --crate research_object",
)
def report(  # noqa: PLR0913 - one flag each
    results: Annotated[list[Path], typer.Argument(metavar="RESULTS…", autocompletion=o.complete_results)],
    *,
    out: Annotated[Path | None, o.text("FILE.html", panel=o.OUTPUT)] = None,
    crate: Annotated[Path | None, o.text("DIR", panel=o.OUTPUT)] = None,
    show: Annotated[bool, o.switch("--open", panel=o.OUTPUT)] = False,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Report results as one HTML file: findings in plain words, figures, numbers, method, provenance."""
    from budgetsim.report.page import make_report, read_sources
    from budgetsim.report.page.crate import check_folder, write_crate

    page, language = _page(results, out), SPOKEN.get()
    sources = read_sources(results)
    if crate is not None:
        check_folder(sources, crate)
    made = make_report(sources, language, _teller(quiet=quiet or json))
    _write(made, page)
    if crate is not None:
        write_crate(sources, made, crate)
    if json:
        from budgetsim.cli.console import print_json

        print_json(_summary(made, page, crate, language))
    elif not quiet:
        _show(made, page, crate, language)
    if show:
        typer.launch(page.resolve().as_uri())


def write_page(directory: Path, *, quiet: bool) -> None:
    """Write the report of one directory of results into it, and say where it is."""
    from budgetsim.report.page import make_report, read_sources

    made = make_report(read_sources([directory]), SPOKEN.get(), _teller(quiet=quiet))
    _write(made, directory / FILE)
    if not quiet:
        _say_where(directory / FILE)


def _page(results: Sequence[Path], out: Path | None) -> Path:
    """Return the file of the page.

    Raises
    ------
    InputError
        If that cannot be a page.
    """
    page = out or ((results[0] / FILE) if len(results) == 1 else Path(FILE))
    if page.is_dir():
        raise InputError(told("cli-out-is-directory", out=str(page), example=str(page / FILE)))
    if page.suffix.lower() not in (".html", ".htm"):
        raise InputError(told("cli-out-no-page", out=str(page), example=f"{page}.html"))
    return page


def _teller(*, quiet: bool) -> Callable[[str], None]:
    """Return what says on a terminal what is being made, since figures take some seconds."""

    def tell(what: str) -> None:
        if not quiet and sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{what[:78]}")
            sys.stderr.flush()

    return tell


def _write(made: Report, page: Path) -> None:
    from budgetsim.studies.files import in_words, write_whole

    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    with in_words(page, "report"):
        page.parent.mkdir(parents=True, exist_ok=True)
        write_whole(page, made.html.encode())


def _summary(made: Report, page: Path, crate: Path | None, language: str) -> dict[str, Any]:
    """Return where everything is and what was found."""
    return {
        "report": str(page),
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


def _say_where(page: Path) -> None:
    from budgetsim.cli.console import say

    say(told("cli-report", page=str(page), size=f"{page.stat().st_size / 1e6:.1f}"))


def _show(made: Report, page: Path, crate: Path | None, language: str) -> None:
    from budgetsim.cli.console import say

    for part in made.parts:
        say(part.title.plain(language), style="bold")
        for finding in part.findings:
            say(finding.plain(language))
        say()
    _say_where(page)
    if crate is not None:
        say(told("cli-crate", folder=str(crate)))
