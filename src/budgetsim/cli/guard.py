"""From any failure to one plain message and an exit code; nobody sees a traceback."""

from __future__ import annotations

import functools
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from budgetsim.cli import garbage
from budgetsim.declarations.renamed import RenamedWarning
from budgetsim.language import told
from budgetsim.registry import KINDS
from budgetsim.scenario_files.faults import Fault, ScenarioError, ScenarioWarning, listed, printable
from budgetsim.scenario_files.names import closest
from budgetsim.studies.warned import SHOWN as TRACEBACK
from budgetsim.studies.warned import plain_warnings

CHECK_FAILED = 1
WRONG_INPUT = 2
INTERNAL = 70
INTERRUPTED = 130


UsageError: Any = typer.BadParameter.__bases__[0]
"""What Typer raises where a line cannot be read; it has no public name."""


class InputError(ValueError):
    """What was asked for cannot be done; the message says what came, what is allowed, and what to do."""


def new_path(path: str, ending: str = "") -> Path:
    """Return the path of a file that may be written: with a name, in a folder that is there, and nothing stands at it.

    Parameters
    ----------
    path
        Where it is to be.
    ending
        What its name must end in, since programs go by that; anything if empty.

    Raises
    ------
    InputError
        If one of these does not hold.
    """
    new = Path(path)
    if not new.name:
        raise InputError(told("cli-no-name", path=path))
    if ending and new.suffix != ending:
        meant = str(new.with_name(f"{new.stem}{ending}"))
        raise InputError(told("cli-ending", path=path, ending=ending, meant=meant))
    if new.exists():
        raise InputError(told("cli-exists", path=path))
    if not new.parent.is_dir():
        raise InputError(told("cli-no-folder", path=path, folder=str(new.parent)))
    return new


def guarded(command: Callable[..., Any]) -> Callable[..., None]:
    """Return a command whose failures are messages on standard error, with the exit code that they deserve.

    Warnings of Python are told plainly or not at all (``studies.warned``).
    """

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        garbage.begin()
        try:
            with plain_warnings(), noting():
                command(*args, **kwargs)
            sys.stdout.flush()
        except (typer.Exit, typer.Abort):
            raise
        except KeyboardInterrupt:
            raise typer.Exit(leave_interrupted()) from None
        except BrokenPipeError:
            leave_quietly()
        except Exception as error:  # noqa: BLE001 - the last place where it can be told in plain words
            raise typer.Exit(tell(error)) from None

    return run


NOTES: list[str] = []
"""What the running command has said about settings and lines that move less than they seem to."""


@contextmanager
def noting() -> Iterator[None]:
    """Tell warnings about scenarios as notes on standard error, each once, and keep them in ``NOTES``."""
    NOTES.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("always", ScenarioWarning)
        warnings.simplefilter("always", RenamedWarning)
        otherwise = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *place: Any, **rest: Any) -> None:
            if not issubclass(category, ScenarioWarning | RenamedWarning):
                otherwise(message, category, *place, **rest)
            elif str(message) not in NOTES:
                NOTES.append(str(message))
                complain(told("cli-note", text=str(message)))

        warnings.showwarning = show
        yield


def tell(error: Exception) -> int:
    """Print what went wrong on standard error; return the exit code."""
    if os.environ.get(TRACEBACK):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, UsageError):
        return _tell_usage(error)
    if isinstance(error, OSError):
        from budgetsim.scenario_files.read import reason_of

        file = [str(error.filename)] if error.filename else []
        complain(told("fault-colon").join([*file, reason_of(error)]))
        return WRONG_INPUT
    if isinstance(error, MemoryError):
        complain(told("cli-no-memory"))
        return WRONG_INPUT
    if isinstance(error, InputError) or _is_about_input(error):
        complain(str(error))
        return WRONG_INPUT
    complain(told("cli-internal", error=f"{type(error).__name__}: {error}", variable=TRACEBACK))
    return INTERNAL


def _tell_usage(error: Any) -> int:
    """Say how the command is called, and what of the line cannot be read."""
    message = usage_message(error)
    if not message:
        return WRONG_INPUT  # the help was shown, because nothing was asked for
    if error.ctx is not None:
        usage = f"{told('cli-usage')} {call_of(error.ctx)}"
        hint = told("cli-try-help", line=f"{error.ctx.command_path} --help")
        print(usage, hint, sep="\n", file=sys.stderr)  # noqa: T201 - this is the place to print
    complain(message)
    return WRONG_INPUT


def call_of(ctx: Any) -> str:
    """Return how a command is called, on one line."""
    names = [metavar_of(one) for one in ctx.command.params if one.param_type_name == "argument"]
    if hasattr(ctx.command, "list_commands"):
        names.append(told("cli-usage-command"))
    return " ".join([ctx.command_path, f"[{told('cli-usage-options')}]", *names])


def metavar_of(argument: Any) -> str:
    """Return what stands for an argument; one that need not be given stands in brackets."""
    name = str(argument.metavar or argument.name.upper())
    return name if argument.required else f"[{name}]"


PLAIN = (
    (r"Option '?(?P<flag>[^' ]+)'? does not take a value\.?", "cli-takes-no-value"),
    (r"Option '?(?P<flag>[^' ]+)'? requires (?:an argument|\d+ arguments)\.?", "cli-needs-value"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)\.?", "cli-too-many"),
    (r"Missing command\.?", "cli-no-command"),
)
"""What Typer says without a type of its own, as patterns, and the key under which it is told."""


def usage_message(error: Any) -> str:
    """Return what of a line cannot be read, in the language that is spoken; nothing if its help was asked for."""
    faults = getattr(error, "faults", None)
    if faults:
        return str(ScenarioError([Fault("", None, "", None, fault) for fault in faults]))
    kind, message = type(error).__name__, printable(str(error.message or ""))
    if kind == "NoSuchOption":
        flag = told("cli-no-such-flag", flag=printable(error.option_name))
        return joined(flag, _without_money(error) or _flag_meant(error))
    if kind == "MissingParameter":
        return told("cli-missing", what=_name_of(error.param))
    if kind == "BadParameter":
        return told("fault-colon").join(part for part in (_name_of(error.param), message) if part)
    for pattern, key in PLAIN:
        found = re.fullmatch(pattern, message)
        if found:
            return told(key, **found.groupdict())
    return "" if kind == "NoArgsIsHelpError" else message


MONEY = "--money"
ALIKE = 0.7
"""How alike a flag must be to be meant; flags are short, so that less is chance."""


def _flag_meant(error: Any) -> str:
    """Return a question with the flag that is most like what was typed; dashes are like any others and do not count."""
    params = error.ctx.command.params if error.ctx is not None else ()
    flags = {flag.lstrip("-"): flag for param in params for flag in param.opts if flag.startswith("--")}
    likeliest = closest(error.option_name.lstrip("-"), flags, ALIKE)
    return told("fault-mean", name=flags[likeliest]) if likeliest else ""


def _without_money(error: Any) -> str:
    """Return which commands tell money, if it was asked of one that has none: shares, scores, ranks, parameters."""
    if error.option_name != MONEY or error.ctx is None:
        return ""
    from budgetsim.studies.ask import asked_fields
    from budgetsim.studies.kind import kind_of

    fields = {name: {one.name for one in asked_fields(kind_of(name).question)} for name in KINDS}
    telling = [name for name, own in fields.items() if MONEY.lstrip("-") in own]
    return told("cli-no-money", command=error.ctx.info_name, commands=listed(telling))


def _name_of(param: Any) -> str:
    """Return the name of a flag or an argument, as people type it."""
    if param is None:
        return ""
    is_argument = param.param_type_name == "argument"
    return str(param.metavar or param.name) if is_argument else str(max(param.opts, key=len))


def joined(message: str, *hints: str) -> str:
    """Return a message with what to do."""
    return told("fault-semicolon").join([message, *filter(None, hints)])


def complain(message: str) -> None:
    """Print a message on standard error, if there is still somebody to read it."""
    try:
        print(f"budgetsim: {message}", file=sys.stderr, flush=True)  # noqa: T201 - this is the place to print
    except (BrokenPipeError, ValueError):
        return


def leave_interrupted(how_to_resume: str = "") -> int:
    """Say that the command was interrupted and how to go on; return the exit code."""
    complain(told("cli-interrupted", how=how_to_resume or told("cli-same-command")))
    return INTERRUPTED


def leave_quietly() -> None:
    """Stop writing when the reader of a pipe has gone; Python must not complain about it at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


def _is_about_input(error: Exception) -> bool:
    """Tell whether an error of the model speaks about what the user gave."""
    from budgetsim.model.engine.choice import EngineError
    from budgetsim.studies.errors import StudyError

    kinds: list[type[Exception]] = [EngineError, ScenarioError, StudyError]
    # Only where the model has been imported can its errors have been raised.
    deciding = sys.modules.get("budgetsim.model.department.decisions")
    if deciding is not None:
        kinds.append(deciding.DecisionError)
    return isinstance(error, tuple(kinds))
