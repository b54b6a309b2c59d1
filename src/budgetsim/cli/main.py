"""Entry point of the command line: the list of commands."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from contextvars import copy_context
from functools import cached_property
from typing import Annotated, Any

import typer
import typer.core

from budgetsim import __version__
from budgetsim.cli import app as lab
from budgetsim.cli import (
    calibrate,
    declared,
    explain,
    figures,
    report,
    results,
    scenarios,
    sweep,
    verify,
)
from budgetsim.cli.flags import flat
from budgetsim.cli.guard import guarded, leave_interrupted
from budgetsim.cli.streams import prepare_streams
from budgetsim.language import DEFAULT, LANGUAGES, SPOKEN, line
from budgetsim.registry import KINDS
from budgetsim.studies.provenance import COMMAND_LINE


def _spoken(args: Sequence[str]) -> list[str]:
    """Take note of the language that a line asks for, before anything else of it is read; return the rest of the line.

    Help and errors of the line itself speak it too. ``BUDGETSIM_LANGUAGE`` holds where no flag says otherwise. A
    command that speaks several languages has the flag itself; the list of commands does without one.

    Raises
    ------
    typer.BadParameter
        If there is no such language.
    """
    rest, asked, words = [], os.environ.get("BUDGETSIM_LANGUAGE") or DEFAULT, iter(args)
    for word in words:
        name, equals, value = word.partition("=")
        if name != FLAG:
            rest.append(word)
            continue
        value = value if equals else next(words, "")
        asked = value
        rest += [name, value]
    if asked not in LANGUAGES:
        known = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
        raise typer.BadParameter(f"{FLAG} {asked!r}: there is no such language; there are {known}")
    SPOKEN.set(asked)
    has_command = any(not word.startswith("-") for word in rest if word != asked)
    return rest if has_command else [word for word in rest if word not in (FLAG, asked)]


FLAG = "--language"


class Kinds(typer.core.TyperGroup):
    """Commands, those of kinds of study among them: what a kind needs is imported when its command is given."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a line in a context of its own: its language and its words are no later line's of the same process."""
        return copy_context().run(super().main, *args, **kwargs)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take note of the line, which results keep; read it as ever."""
        COMMAND_LINE.set(shlex.join(["budgetsim", *args]))
        return super().parse_args(ctx, _spoken(args))

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override] # as click calls it
        """Return the names of all commands, in the order of the help."""
        plain = super().list_commands(ctx)
        return sorted({*plain, *KINDS}, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override] # as click calls it
        """Return a command; of a kind of study, one that is made when it is used."""
        return KindCommand(cmd_name) if cmd_name in KINDS else super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is meant; kinds of study are among those that a misspelt one may have meant."""
        plain = self.commands
        self.commands = {**plain, **dict.fromkeys(KINDS)}  # type: ignore[dict-item] # its names alone are read
        try:
            return super().resolve_command(ctx, args)
        finally:
            self.commands = plain


class KindCommand(typer.core.TyperCommand):
    """The command of a kind of study, made when it is used: the help of all commands needs its first sentence only."""

    def __init__(self, name: str) -> None:
        super().__init__(name, help=line(f"{name}-help", SPOKEN.get()), rich_markup_mode="rich")
        self.params = []

    @cached_property
    def made(self) -> Any:
        """The command with its flags."""
        from budgetsim.cli.kinds import command_of

        about = typer.models.CommandInfo(self.name, callback=guarded(flat(command_of(self.name or ""))))
        return typer.main.get_command_from_info(about, pretty_exceptions_short=False, rich_markup_mode="rich")

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Return the context of the command with its flags."""
        return self.made.make_context(*args, **kwargs)


app = typer.Typer(
    name="budgetsim",
    cls=Kinds,
    help=(
        "Simulate budget performance management: a finance bureau, its departments, and what each knows of the "
        "other.\n\nStart with: budgetsim scenarios list, then: budgetsim run wangcheng_2022"
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS: dict[str, Callable[..., None]] = {
    "sweep": sweep.sweep,
    "calibrate": calibrate.calibrate,
    "verify": verify.verify,
    "report": report.report,
    "figures": figures.figures,
    "explain": explain.explain,
    "app": lab.app,
    "parameters": declared.parameters,
    "outcomes": declared.outcomes,
}
ORDER = (
    "run", "compare", "sweep", "effects", "sensitivity", "optimise", "discover", "calibrate", "verify", "report",
    "results", "figures", "explain", "app", "parameters", "outcomes", "scenarios",
)  # fmt: skip
"""Commands in the order of the help."""
app.add_typer(scenarios.app, name="scenarios")
app.add_typer(results.app, name="results")
for _name, _command in COMMANDS.items():
    app.command(_name)(guarded(flat(_command)))


def _version(wanted: bool) -> None:  # noqa: FBT001 - the option's callback is called so
    if wanted:
        typer.echo(f"budgetsim {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    del version


def main() -> int:
    """Run the command line; return or raise the exit code."""
    prepare_streams()
    try:
        app(prog_name="budgetsim")
    except KeyboardInterrupt:
        return leave_interrupted()
    return 0
