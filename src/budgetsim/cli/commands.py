"""Commands, made when they are used: flags from the parameters of a function, words from the language that is spoken.

A flag is declared by name, type and default, a command by a function with lines to try; what people read of them stands
under ``cli-ask-…`` and ``cli-help-…`` in the words of the command line.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from importlib import import_module
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, get_type_hints

import typer
import typer.core

from budgetsim.cli.guard import UsageError, guarded, joined
from budgetsim.cli.line import fault_of
from budgetsim.language import LANGUAGES, SPOKEN, is_message, line, told
from budgetsim.scenario_files.names import did_you_mean

F = TypeVar("F", bound=Callable[..., Any])
Table = Mapping[str, "str | Table"]
"""Where commands are, by name: ``module:function``, ``module:maker()`` where flags are those of a question, whose words
are in the language that is spoken, or the table of a group of commands."""


def examples(*lines: str) -> Callable[[F], F]:
    """Give a command lines to try, which its help shows."""

    def mark(command: F) -> F:
        command.examples = lines  # type: ignore[attr-defined] # read by command_of
        return command

    return mark


def flat(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command whose parameters are those of the given one, its dataclasses replaced by their fields.

    A study has twenty flags and more. Written as parameters they hide what the command does; as groups they are
    declared once, go from function to function together, and are shared between commands.

    Parameters
    ----------
    command
        A function; a parameter annotated with a dataclass is a group of flags, all of which have defaults.

    Returns
    -------
    callable
        Takes every flag by its name. Its signature and annotations are what Typer reads.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: kind for name, kind in hints.items() if is_dataclass(kind) and isinstance(kind, type)}
    parameters = [
        one
        for parameter in inspect.signature(command).parameters.values()
        for one in _flags_of(parameter, hints[parameter.name])
    ]

    def run(**given: Any) -> None:
        made = {
            name: kind(**{field.name: given.pop(field.name) for field in fields(kind)})
            for name, kind in groups.items()
        }
        command(**given, **made)

    run.__name__, run.__doc__, run.__module__ = command.__name__, command.__doc__, command.__module__
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # read by inspect.signature
    return run


def _flags_of(parameter: inspect.Parameter, hint: Any) -> list[inspect.Parameter]:
    if not (is_dataclass(hint) and isinstance(hint, type)):
        return [parameter.replace(annotation=hint)]
    hints = get_type_hints(hint, include_extras=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(field.name, keyword, default=field.default, annotation=hints[field.name])
        for field in fields(hint)
    ]


class Command(typer.core.TyperCommand):
    """A command whose help speaks the language that is spoken."""

    examples: tuple[str, ...] = ()
    late: Callable[[Mapping[str, Any]], list[str]] | None = None
    """What tells the faults of what was typed that reading it does not find: those of a question."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return its flags, and those that every command has."""
        return _with_common(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read a line.

        Raises
        ------
        UsageError
            With all that cannot be read, or is written twice.
        """
        words = list(args)
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as error:
            if ctx.resilient_parsing or not words:
                raise
            raise fault_of(self, ctx, words, error) from None
        fault = None if ctx.resilient_parsing else fault_of(self, ctx, words)
        if fault is not None:
            raise fault
        return rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        from budgetsim.cli.help import print_help

        del formatter
        print_help(self, ctx)


class Commands(typer.core.TyperGroup):
    """Commands that are made when they are used: a list of them needs their first sentences only."""

    table: Table = MappingProxyType({})
    path: tuple[str, ...] = ()
    usual = ""
    """Command that is meant where none is named."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return its flags, and those that every command has."""
        return _with_common(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read a line; without any word it is the usual command."""
        return super().parse_args(ctx, args or ([self.usual] if self.usual else []))

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, in the order of the help."""
        del ctx
        return [name for name in self.table if name]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command that is made when it is used."""
        del ctx
        place = self.table.get(cmd_name)
        if place is None:
            return None
        path = (*self.path, cmd_name)
        if isinstance(place, str):
            return Later(cmd_name, f"cli-help-{'-'.join(path)}", lambda: _of_place(path, place))
        return Later(cmd_name, f"cli-help-{'-'.join(path)}", lambda: group_of(path, place))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is meant.

        Raises
        ------
        UsageError
            If there is none of that name; the closest one is told.
        """
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing and not name.startswith("-"):
            message = told("cli-no-such-command", name=repr(name[:50]))
            raise UsageError(joined(message, did_you_mean(name, self.list_commands(ctx))), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        from budgetsim.cli.help import print_help

        del formatter
        print_help(self, ctx)


class Later(typer.core.TyperCommand):
    """A command that is made when it is used."""

    def __init__(self, name: str, key: str, make: Callable[[], Any]) -> None:
        super().__init__(name, help=line(key, SPOKEN.get()), rich_markup_mode=None)
        self.params = []
        self._make = make

    @cached_property
    def made(self) -> Any:
        """The command with its flags, or the group with its commands."""
        return self._make()

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Return the context of the command that is made."""
        return self.made.make_context(*args, **kwargs)


def _of_place(path: tuple[str, ...], place: str) -> Command:
    module, _, name = place.partition(":")
    function = getattr(import_module(module), name.removesuffix("()"))
    return command_of(path, function() if name.endswith("()") else function)


def group_of(path: tuple[str, ...], table: Table) -> Commands:
    """Return a group of commands; one that is named by ``""`` too is meant where no command is named."""
    usual = next((name for name, place in table.items() if name and place == table.get("")), "")
    group = Commands(
        name=path[-1],
        help=told(f"cli-help-{'-'.join(path)}"),
        rich_markup_mode=None,
        no_args_is_help=not usual,
    )
    group.table, group.path, group.usual = table, path, usual
    return group


def command_of(path: tuple[str, ...], function: Callable[..., None], help_text: str = "") -> Command:
    """Return the command of a function, with its words.

    Parameters
    ----------
    path
        Its name, behind that of the group that it belongs to.
    function
        What it does.
    help_text
        What it says that it does; by default ``cli-help-…``.
    """
    about = typer.models.CommandInfo(path[-1], cls=Command, callback=guarded(flat(function)))
    command: Any = typer.main.get_command_from_info(
        about, pretty_exceptions_short=False, rich_markup_mode=None
    )
    command.help = help_text or _help_of(path, function)
    command.examples = getattr(function, "examples", None) or _lines_of(function)
    command.late = getattr(function, "late", None)
    for one in command.params:
        one.help = one.help or ask(path, one.name)
    return command  # type: ignore[no-any-return] # Typer says less than it returns


def _help_of(path: tuple[str, ...], function: Callable[..., None]) -> str:
    key = f"cli-help-{'-'.join(path)}"
    more = f"cli-more-{'-'.join(path)}"
    if not is_message(key, SPOKEN.get()):
        return inspect.getdoc(function) or ""
    return f"{told(key)}\n\n{told(more)}" if is_message(more, SPOKEN.get()) else told(key)


def _lines_of(function: Callable[..., None]) -> tuple[str, ...]:
    """Return the lines to try that a docstring holds."""
    lines = (inspect.getdoc(function) or "").splitlines()
    return tuple(line.strip() for line in lines if line.startswith("  budgetsim "))


def ask(path: tuple[str, ...], name: str) -> str:
    """Return the help of a flag: its command's, or what all commands say of it, or all studies."""
    flag = name.replace("_", "-")
    keys = (f"cli-ask-{'-'.join(path)}-{flag}", f"cli-ask-{flag}", f"ask-{flag}")
    return told(next((key for key in keys if is_message(key, SPOKEN.get())), keys[1]))


@cache
def _language_flag() -> Any:
    """Return the flag that every command has; the line was read for it before anything else (``main``)."""

    def none(
        *, language: Annotated[str | None, typer.Option(metavar="CODE", expose_value=False)] = None
    ) -> None:
        del language

    about = typer.models.CommandInfo("none", callback=none)
    made: Any = typer.main.get_command_from_info(about, pretty_exceptions_short=False, rich_markup_mode=None)
    return made.params[0]


def language_help() -> str:
    """Return the help of the flag, with the languages that there are."""
    options = told("fault-comma").join(f"{code} ({name})" for code, name in LANGUAGES.items())
    return told("cli-ask-language", options=options)


def _with_common(params: list[Any]) -> list[Any]:
    """Return the flags of a command with those that every command has, the help last."""
    flag = _language_flag()
    flag.help = language_help()
    for one in params:
        if one.name == "help":
            one.help = told("cli-ask-help")
    return [*params[:-1], flag, *params[-1:]]
