"""``budgetsim results``: what there is, what made it, how two differ, more seeds, tables for others, away with some."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.commands import examples
from budgetsim.cli.guard import InputError, leave_interrupted
from budgetsim.language import DEFAULT, Language, spoken, told

if TYPE_CHECKING:
    from budgetsim.studies.shelf import Difference, Entry

ROOT = Path("results")
TABLES = ("xlsx", "dta", "csv", "parquet")
MOST_SHOWN = 20
"""Differences that are printed; `--json` has all."""
Root = Annotated[Path, o.text("DIR", "--in")]


@examples("budgetsim results list", "budgetsim results list --in results/paper --json")
def list_results(root: Root = ROOT, *, json: o.Json = False) -> None:
    """List directories of results: command, name, date, size, and whether they are finished."""
    from budgetsim.cli.console import print_json, say, say_rows
    from budgetsim.studies.cost import size
    from budgetsim.studies.shelf import entries

    found = entries(root)
    if json:
        print_json([entry.to_dict() for entry in found])
        return
    if not found:
        say(told("results-none", directory=str(root)))
        return
    heads = [(told(f"results-head-{key}"), "keep" if key == "directory" else "left") for key in _HEADS]
    rows = [
        (
            str(entry.directory), entry.command, entry.date[:16].replace("T", " "), size(entry.size),
            told(f"results-state-{entry.state}"),
        )
        for entry in found
    ]  # fmt: skip
    say_rows(heads, rows)
    say(told("results-list-note"))


_HEADS = ("directory", "command", "date", "size", "state")


@examples("budgetsim results show results/compare-wangcheng_2022-reform_package")
def show(directory: o.ResultsDirectory, *, json: o.Json = False) -> None:
    """Show what a directory of results holds: the line that made it, how far it is, what was found."""
    from budgetsim.cli.console import print_json, say
    from budgetsim.studies.cost import size

    entry, findings = _entry(directory), _findings(directory, spoken())
    if json:
        print_json({**entry.to_dict(), "findings": findings})
        return
    say(f"{entry.command} {entry.name}", style="bold")
    say(told("results-line", line=entry.command_line or told("results-line-unknown")))
    say(
        told(
            "results-about",
            date=entry.date[:16].replace("T", " "),
            size=size(entry.size),
            state=told(f"results-state-{entry.state}"),
        )
    )
    if entry.state in ("unfinished", "damaged"):
        say(told("results-go-on", directory=str(directory)))
    for text in findings:
        say(text)


@examples("budgetsim results diff results/run-wangcheng_2022 results/run-wangcheng_2022-2")
def diff(first: o.ResultsDirectory, second: o.ResultsDirectory, *, json: o.Json = False) -> None:
    """Tell how two results differ: in their settings, and in their headline numbers."""
    from budgetsim.cli.console import print_json, say
    from budgetsim.report.declared import KEY_OUTCOMES
    from budgetsim.studies.shelf import number_differences, setting_differences

    settings = setting_differences(first, second)
    numbers = number_differences(first, second, list(KEY_OUTCOMES))
    if json:
        print_json({"settings": _plain(settings), "numbers": _plain(numbers)})
        return
    for kind, found in (("settings", settings), ("numbers", numbers)):
        if found:
            _show_differences(told(f"results-{kind}"), found, (first, second))
        else:
            say(told(f"results-{kind}-same"))


@examples("budgetsim results extend results/run-wangcheng_2022 --replications 200")
def extend(  # noqa: PLR0913 - one flag each
    ctx: typer.Context,
    directory: o.ResultsDirectory,
    *,
    replications: Annotated[int, o.number(2, o.MAX_REPLICATIONS)],
    workers: o.Workers = None,
    scheduler: o.Scheduler = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Give finished results more seeds: what is there is kept, and the command that made them is done again."""
    from budgetsim.studies.executors import available_processors
    from budgetsim.studies.extension import check
    from budgetsim.studies.extension import extend as extend_study
    from budgetsim.studies.progress import ProgressLine, Shown
    from budgetsim.studies.provenance import COMMAND_LINE
    from budgetsim.studies.shelf import command_line_of

    o.refuse_workers(workers, scheduler)
    check(directory, replications)
    made_by = command_line_of(directory)
    progress = ProgressLine(Shown.NOWHERE if quiet or json else Shown.detect())
    try:
        count = workers or available_processors()
        # What is kept is the line that made the results, not the one that extends them: it is done again.
        COMMAND_LINE.set(made_by)
        extend_study(directory, replications, workers=count, scheduler=scheduler, progress=progress)
    except KeyboardInterrupt:
        progress.close()
        raise typer.Exit(leave_interrupted()) from None
    finally:
        progress.close()
    if not made_by:
        from budgetsim.cli.console import print_json, say

        if json:
            print_json({"directory": str(directory), "replications": replications})
        elif not quiet:
            say(told("results-extended", directory=str(directory), replications=str(replications)))
        return
    _again(ctx.find_root().command, made_by, directory, replications, json=json, quiet=quiet)


@examples(
    "budgetsim results export results/compare-wangcheng_2022-reform_package",
    "budgetsim results export results/sweep-staff --as dta --as csv --runs --out stata --language zh",
)
def export(
    directory: o.ResultsDirectory,
    *,
    formats: Annotated[
        list[str] | None, o.text("FORMAT", "--as", panel=o.OUTPUT, parser=o.one_of(TABLES))
    ] = None,
    out: Annotated[Path | None, o.text("DIR", "--out", panel=o.OUTPUT)] = None,
    runs: Annotated[bool, o.switch("--runs", panel=o.OUTPUT)] = False,
    json: o.Json = False,
) -> None:
    """Write the tables of results for other programs: workbook, Stata, CSV, Parquet, with labels and a codebook."""
    from budgetsim.cli.console import print_json, say
    from budgetsim.studies.engine import load

    folder = out or directory / "export"
    files = load(directory).export(folder, formats or TABLES[:1], spoken(), runs=runs)
    if json:
        print_json({"files": [str(file) for file in files]})
        return
    for file in files:
        say(str(file))


@examples("budgetsim results prune --unfinished", "budgetsim results prune --older-than 90 --yes")
def prune(
    root: Root = ROOT,
    *,
    older: Annotated[int | None, o.number(0, 36500, "--older-than", panel=o.QUESTION, metavar="DAYS")] = None,
    unfinished: Annotated[bool, o.switch("--unfinished", panel=o.QUESTION)] = False,
    yes: Annotated[bool, o.switch("--yes", panel=o.RUNNING)] = False,
    json: o.Json = False,
) -> None:
    """Remove old or unfinished results; without --yes they are only named.

    Raises
    ------
    InputError
        If it is not said which.
    """
    from budgetsim.cli.console import print_json, say
    from budgetsim.studies.cost import size
    from budgetsim.studies.shelf import entries, remove

    if older is None and not unfinished:
        raise InputError(told("results-prune-which"))
    before = datetime.now(UTC) - timedelta(days=older or 0)
    chosen = [
        entry
        for entry in entries(root)
        if entry.state != "running"
        and (not unfinished or entry.state != "complete")
        and (older is None or datetime.fromisoformat(entry.date) <= before)
    ]
    for entry in chosen if yes else ():
        remove(entry)
    if json:
        print_json({"removed": yes, "results": [entry.to_dict() for entry in chosen]})
        return
    for entry in chosen:
        say(str(entry.directory))
    key = "results-pruned" if yes else "results-would-prune"
    freed = size(sum(entry.size for entry in chosen)) if chosen else "0 kB"
    say(told(key, number=str(len(chosen)), size=freed) if chosen else told("results-nothing-to-prune"))


def _entry(directory: Path) -> Entry:
    from budgetsim.studies.errors import StudyError
    from budgetsim.studies.shelf import entry_of
    from budgetsim.studies.store import no_results

    if not directory.is_dir():
        raise StudyError(told("study-no-results", directory=str(directory)))
    entry = entry_of(directory)
    if entry is None:
        raise StudyError(no_results(directory))
    return entry


def _findings(directory: Path, say: Language) -> list[str]:
    """Return what was found, as far as it was kept."""
    from contextlib import suppress

    from budgetsim.studies.errors import StudyError
    from budgetsim.studies.files import kept_answer

    with suppress(StudyError):
        document = kept_answer(directory)
        texts = document.get("findings" if say.code == DEFAULT else f"findings_{say.code}")
        return [str(text) for text in texts] if isinstance(texts, list) else []
    return []


def _plain(differences: Sequence[Difference]) -> list[dict[str, Any]]:
    return [{"key": one.key, "first": one.first, "second": one.second} for one in differences]


def _show_differences(title: str, differences: Sequence[Difference], places: tuple[Path, Path]) -> None:
    from budgetsim.cli.console import console, say, table

    heads = [(told("results-head-what"), "keep"), *((place.name, "right") for place in places)]
    rows = [
        (one.key, _spelled(one.first, one.second), _spelled(one.second, one.first))
        for one in differences[:MOST_SHOWN]
    ]
    console().print(table(heads, rows, title))
    if len(differences) > MOST_SHOWN:
        say(told("results-more", number=str(len(differences) - MOST_SHOWN)))


def _spelled(value: Any, other: Any) -> str:
    """Return a value; numbers with enough digits to look different."""
    from budgetsim.rounding import apart

    if value is None:
        return "–"
    if isinstance(value, float) and isinstance(other, int | float):
        return apart(value, float(other))[0]
    return str(value)


def _again(  # noqa: PLR0913 - what is done again, on what, and what it says
    budgetsim: Any, line: str, directory: Path, replications: int, *, json: bool, quiet: bool
) -> None:
    """Do the command again that made the results: its runs are there, its answer and figures are made anew."""
    words = _without(
        shlex.split(line)[1:], {"--replications": 1, "--out": 1, "--json": 0, "--quiet": 0, "-q": 0}
    )
    words += ["--replications", str(replications), "--out", str(directory)]
    words += ["--json"] if json else ["--quiet"] if quiet else []
    budgetsim.main(words, prog_name="budgetsim", standalone_mode=False)


def _without(words: Sequence[str], flags: dict[str, int]) -> list[str]:
    """Return the words of a line without some flags and their values."""
    kept: list[str] = []
    skip = 0
    for word in words:
        if skip:
            skip -= 1
            continue
        name, equals, _ = word.partition("=")
        if name in flags:
            skip = 0 if equals else flags[name]
            continue
        kept.append(word)
    return kept
