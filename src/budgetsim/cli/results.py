"""``budgetsim results``: which results there are, what made them, how two differ, more seeds, and away with some."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import InputError, guarded, leave_interrupted
from budgetsim.language import Language, language, line

if TYPE_CHECKING:
    from budgetsim.studies.shelf import Difference, Entry

app = typer.Typer(help=line("results-help"), invoke_without_command=True)
ROOT = Path("results")
MOST_SHOWN = 20
"""Differences that are printed; `--json` has all."""
Root = Annotated[
    Path, typer.Option("--in", metavar="DIR", help="Directory below which results are.", show_default=True)
]
Directory = Annotated[
    Path,
    typer.Argument(
        metavar="DIR", help="Directory of results.", show_default=False, autocompletion=o.complete_results
    ),
]
Speech = Annotated[
    o.LanguageCode, typer.Option("--language", help="Language of the text: English or 简体中文.")
]


@app.callback()
def _default(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        guarded(list_results)(ROOT, o.LanguageCode.EN, json=False)


def list_results(root: Root = ROOT, language: Speech = o.LanguageCode.EN, *, json: o.Json = False) -> None:
    """List directories of results: command, name, date, size, and whether they are finished.

    Try: budgetsim results list; budgetsim results list --in results/paper --json
    """
    from budgetsim.cli.console import console, print_json, say, table
    from budgetsim.studies.cost import size
    from budgetsim.studies.shelf import entries

    found = entries(root)
    if json:
        print_json([entry.to_dict() for entry in found])
        return
    speak = _language(language)
    if not found:
        say(speak("results-none", directory=str(root)))
        return
    heads = [(speak(f"results-head-{key}"), "keep" if key == "directory" else "left") for key in _HEADS]
    rows = [
        (
            str(entry.directory), entry.command, entry.date[:16].replace("T", " "), size(entry.size),
            speak(f"results-state-{entry.state}"),
        )
        for entry in found
    ]  # fmt: skip
    console().print(table(heads, rows))
    say(speak("results-list-note"))


_HEADS = ("directory", "command", "date", "size", "state")


def show(directory: Directory, language: Speech = o.LanguageCode.EN, *, json: o.Json = False) -> None:
    """Show what a directory of results holds: the line that made it, how far it is, what was found.

    Try: budgetsim results show results/compare-wangcheng_2022-reform_package
    """
    from budgetsim.cli.console import print_json, say
    from budgetsim.studies.cost import size

    entry, speak = _entry(directory), _language(language)
    findings = _findings(directory, speak)
    if json:
        print_json({**entry.to_dict(), "findings": findings})
        return
    say(f"{entry.command} {entry.name}", style="bold")
    say(speak("results-line", line=entry.command_line or speak("results-line-unknown")))
    say(
        speak(
            "results-about",
            date=entry.date[:16].replace("T", " "),
            size=size(entry.size),
            state=speak(f"results-state-{entry.state}"),
        )
    )
    if entry.state in ("unfinished", "damaged"):
        say(speak("results-go-on", directory=str(directory)))
    for text in findings:
        say(text)


def diff(
    first: Directory, second: Directory, language: Speech = o.LanguageCode.EN, *, json: o.Json = False
) -> None:
    """Tell how two results differ: in their settings, and in their headline numbers.

    Try: budgetsim results diff results/run-wangcheng_2022 results/run-wangcheng_2022-2
    """
    from budgetsim.cli.console import print_json, say
    from budgetsim.report.declared import KEY_OUTCOMES
    from budgetsim.studies.shelf import number_differences, setting_differences

    settings = setting_differences(first, second)
    numbers = number_differences(first, second, list(KEY_OUTCOMES))
    if json:
        print_json({"settings": _plain(settings), "numbers": _plain(numbers)})
        return
    speak = _language(language)
    for kind, found in (("settings", settings), ("numbers", numbers)):
        if found:
            _show_differences(speak(f"results-{kind}"), found, (first, second), speak)
        else:
            say(speak(f"results-{kind}-same"))


def extend(  # noqa: PLR0913 - one flag each
    ctx: typer.Context,
    directory: Directory,
    *,
    replications: Annotated[
        int,
        typer.Option(
            parser=o.whole_number(2, o.MAX_REPLICATIONS), metavar="N", help="Seeds that it is to have in all."
        ),
    ],
    workers: o.Workers = None,
    scheduler: o.Scheduler = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Give finished results more seeds: what is there is kept, and the command that made them is done again.

    Try: budgetsim results extend results/run-wangcheng_2022 --replications 200
    """
    from budgetsim.studies.executors import available_processors
    from budgetsim.studies.extension import check
    from budgetsim.studies.extension import extend as extend_study
    from budgetsim.studies.progress import ProgressLine, Shown
    from budgetsim.studies.provenance import COMMAND_LINE
    from budgetsim.studies.shelf import command_line_of

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
            say(language()("results-extended", directory=str(directory), replications=str(replications)))
        return
    _again(ctx.find_root().command, made_by, directory, replications, json=json, quiet=quiet)


def prune(  # noqa: PLR0913 - one flag each
    root: Root = ROOT,
    *,
    older: Annotated[
        int | None,
        typer.Option(
            "--older-than", parser=o.whole_number(0, 36500), metavar="DAYS", help="Only results so old."
        ),
    ] = None,
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help="Only results that are not finished.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Remove them; otherwise they are only named.")] = False,
    language: Speech = o.LanguageCode.EN,
    json: o.Json = False,
) -> None:
    """Remove old or unfinished results; without --yes they are only named.

    Try: budgetsim results prune --unfinished; budgetsim results prune --older-than 90 --yes
    """
    from budgetsim.cli.console import print_json, say
    from budgetsim.studies.cost import size
    from budgetsim.studies.shelf import entries, remove

    if older is None and not unfinished:
        raise InputError(
            "say which: --older-than DAYS, --unfinished, or both; everything is removed by hand only"
        )
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
    speak = _language(language)
    for entry in chosen:
        say(str(entry.directory))
    key = "results-pruned" if yes else "results-would-prune"
    freed = size(sum(entry.size for entry in chosen)) if chosen else "0 kB"
    say(speak(key, number=str(len(chosen)), size=freed) if chosen else speak("results-nothing-to-prune"))


for _name, _command in (
    ("list", list_results), ("show", show), ("diff", diff), ("extend", extend), ("prune", prune)
):  # fmt: skip
    app.command(_name)(guarded(_command))


def _language(code: o.LanguageCode) -> Language:
    return language(str(code))


def _entry(directory: Path) -> Entry:
    from budgetsim.studies.errors import StudyError
    from budgetsim.studies.shelf import entry_of

    entry = entry_of(directory) if directory.is_dir() else None
    if entry is None:
        what = "holds no results of budgetsim" if directory.is_dir() else "is no directory"
        raise StudyError(f"{directory} {what}; `budgetsim results` lists what there is")
    return entry


def _findings(directory: Path, speak: Language) -> list[str]:
    """Return what was found, as far as it was kept."""
    from contextlib import suppress

    from budgetsim.studies.errors import StudyError
    from budgetsim.studies.files import kept_answer

    with suppress(StudyError):
        document = kept_answer(directory)
        told = document.get("findings" if speak.code == "en" else f"findings_{speak.code}")
        return [str(text) for text in told] if isinstance(told, list) else []
    return []


def _plain(differences: Sequence[Difference]) -> list[dict[str, Any]]:
    return [{"key": one.key, "first": one.first, "second": one.second} for one in differences]


def _show_differences(
    title: str, differences: Sequence[Difference], places: tuple[Path, Path], speak: Language
) -> None:
    from budgetsim.cli.console import console, say, table

    heads = [(speak("results-head-what"), "keep"), *((place.name, "right") for place in places)]
    rows = [
        (one.key, _spelled(one.first, one.second), _spelled(one.second, one.first))
        for one in differences[:MOST_SHOWN]
    ]
    console().print(table(heads, rows, title))
    if len(differences) > MOST_SHOWN:
        say(speak("results-more", number=str(len(differences) - MOST_SHOWN)))


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
