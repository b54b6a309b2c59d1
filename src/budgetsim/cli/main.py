"""Entry point of the command line: which commands there are, and the language that a line speaks."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from contextvars import copy_context
from functools import partial
from typing import Annotated, Any

import typer

from budgetsim import __version__
from budgetsim.cli import garbage
from budgetsim.cli.commands import Commands, Later, Table, command_of, language_help
from budgetsim.cli.guard import UsageError, leave_interrupted, tell
from budgetsim.cli.streams import prepare_streams
from budgetsim.language import DEFAULT, LANGUAGES, SPOKEN, line, told
from budgetsim.registry import KINDS
from budgetsim.studies.provenance import COMMAND_LINE

COMMANDS: Table = {
    "report": "budgetsim.cli.report:report",
    "results": {
        "": "budgetsim.cli.results:list_results",
        "list": "budgetsim.cli.results:list_results",
        "show": "budgetsim.cli.results:show",
        "diff": "budgetsim.cli.results:diff",
        "extend": "budgetsim.cli.results:extend",
        "prune": "budgetsim.cli.results:prune",
        "export": "budgetsim.cli.results:export",
    },
    "figures": "budgetsim.cli.figures:figures",
    "explain": "budgetsim.cli.explain:command()",
    "app": "budgetsim.cli.app:app",
    "parameters": "budgetsim.cli.declared:parameters",
    "outcomes": "budgetsim.cli.declared:outcomes",
    "data": {
        "check": "budgetsim.cli.data:check",
        "tidy": "budgetsim.cli.data:tidy",
        "district": "budgetsim.cli.data:district",
    },
    "forms": {
        "write": "budgetsim.cli.forms:write",
        "example": "budgetsim.cli.forms:example",
        "read": "budgetsim.cli.forms:read",
    },
    "survey": {
        "write": "budgetsim.cli.survey:write",
        "example": "budgetsim.cli.survey:example",
        "read": "budgetsim.cli.survey:read",
        "map": "budgetsim.cli.survey:map_answers",
    },
    "scenarios": {
        "list": "budgetsim.cli.scenarios:list_scenarios",
        "show": "budgetsim.cli.scenarios:show",
        "check": "budgetsim.cli.scenarios:check",
        "new": "budgetsim.cli.scenarios:new",
    },
}
"""Commands that are no kinds of study, by name; a module is imported when one of its commands is given."""
ORDER = (
    "run", "compare", "sweep", "effects", "sensitivity", "optimise", "discover", "information", "calibrate", "verify",
    "report", "results", "figures", "explain", "app", "parameters", "outcomes", "scenarios", "data", "forms", "survey",
)  # fmt: skip
"""Commands in the order of the help."""
FLAG, VARIABLE = "--language", "BUDGETSIM_LANGUAGE"


def _take_note_of_language(words: Sequence[str]) -> None:
    """Set the language that a line asks for, before or behind the command, before anything else of it is read.

    Help and errors of the line itself speak it too. ``BUDGETSIM_LANGUAGE`` holds where no flag says otherwise.

    Raises
    ------
    UsageError
        If there is no such language, or two are asked for.
    """
    asked, where = os.environ.get(VARIABLE) or DEFAULT, VARIABLE
    flagged: list[str] = []
    for place, word in enumerate(words):
        name, equals, value = word.partition("=")
        if word == "--":
            break
        if name == FLAG:
            asked, where = value if equals else "".join(words[place + 1 : place + 2]), FLAG
            flagged.append(asked)
    if asked not in LANGUAGES:
        known = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
        raise UsageError(told("cli-no-such-language", where=where, code=repr(asked[:50]), known=known))
    SPOKEN.set(asked)
    if len(set(flagged)) > 1:
        given = told("fault-comma").join(f"{FLAG} {code}" for code in flagged)
        raise UsageError(told("cli-twice", flag=FLAG, given=given))


class Budgetsim(Commands):
    """All commands, those of kinds of study among them."""

    table = COMMANDS

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:
        """Run a line in a context of its own: its language and its words are no later line's of the same process."""
        context = copy_context()
        read: Callable[..., Any] = super().main
        run = partial(read, *args, standalone_mode=False, **kwargs)
        if not standalone_mode:
            return context.run(run)
        try:
            code = context.run(run)
        except UsageError as error:
            code = context.run(tell, error)
        sys.exit(code or 0)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take note of the line, which results keep; read it as ever."""
        COMMAND_LINE.set(shlex.join(["budgetsim", *args]))
        _take_note_of_language(args)
        self.help = f"{line('cli-help', SPOKEN.get())}\n\n{line('cli-start', SPOKEN.get())}"
        return super().parse_args(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return its flags, with their words."""
        params = super().get_params(ctx)
        for one in params:
            if one.name == "language":
                one.help = language_help()
                continue
            one.help = line(f"cli-ask-{one.name.replace('_', '-')}", SPOKEN.get())
            if one.name == "install_completion":
                one.callback = _install_completion
        return params

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, in the order of the help."""
        names = {*super().list_commands(ctx), *KINDS}
        return sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command that is made when it is used."""
        if cmd_name not in KINDS:
            return super().get_command(ctx, cmd_name)
        return Later(cmd_name, f"{cmd_name}-help", lambda: _command_of_kind(cmd_name))


def _command_of_kind(name: str) -> Any:
    from budgetsim.cli.kinds import function_of

    return command_of((name,), function_of(name), told(f"{name}-help"))


def _install_completion(ctx: typer.Context, param: Any, value: Any) -> Any:
    """Install completion for the shell, and say so."""
    del param
    if value and not ctx.resilient_parsing:
        from typer.completion import install  # type: ignore[attr-defined] # Typer's own callback takes it from there

        shell, path = install()
        typer.echo(told("cli-completion-installed", shell=shell, path=str(path)))
        raise typer.Exit
    return value


app = typer.Typer(
    name="budgetsim",
    cls=Budgetsim,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - the option's callback is called so
    if wanted:
        typer.echo(f"budgetsim {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *, version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version)] = False
) -> None:
    del version


def main() -> int:
    """Run the command line; return or raise the exit code."""
    prepare_streams()
    garbage.wait()
    try:
        app(prog_name="budgetsim")
    except KeyboardInterrupt:
        return leave_interrupted()
    return 0
