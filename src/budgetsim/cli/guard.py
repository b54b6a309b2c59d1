"""From any failure to one plain message and an exit code; nobody sees a traceback."""

from __future__ import annotations

import functools
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from budgetsim.declarations.renamed import RenamedWarning
from budgetsim.scenario_files.faults import ScenarioWarning
from budgetsim.studies.warned import SHOWN as TRACEBACK
from budgetsim.studies.warned import plain_warnings

CHECK_FAILED = 1
WRONG_INPUT = 2
INTERNAL = 70
INTERRUPTED = 130


class InputError(ValueError):
    """What was asked for cannot be done; the message says what came, what is allowed, and what to do."""


def guarded(command: Callable[..., Any]) -> Callable[..., None]:
    """Return a command whose failures are messages on standard error, with the exit code that they deserve.

    Warnings of Python are told plainly or not at all (``studies.warned``).
    """

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
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
                complain(f"note: {message}")

        warnings.showwarning = show
        yield


def tell(error: Exception) -> int:
    """Print what went wrong on standard error; return the exit code."""
    if os.environ.get(TRACEBACK):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        complain(f"{place}{error.strerror or error}")
        return WRONG_INPUT
    if isinstance(error, MemoryError):
        complain("not enough memory: ask for fewer --replications, --years or departments")
        return WRONG_INPUT
    if isinstance(error, InputError) or _is_about_input(error):
        complain(str(error))
        return WRONG_INPUT
    complain(
        f"internal error, a fault of budgetsim and not of the input ({type(error).__name__}: {error}). "
        f"Set {TRACEBACK}=1 to see where it happened."
    )
    return INTERNAL


def complain(message: str) -> None:
    """Print a message on standard error, if there is still somebody to read it."""
    try:
        print(f"budgetsim: {message}", file=sys.stderr, flush=True)  # noqa: T201 - this is the place to print
    except (BrokenPipeError, ValueError):
        return


def leave_interrupted(how_to_resume: str = "the same command resumes where it stopped") -> int:
    """Say that the command was interrupted and how to go on; return the exit code."""
    complain(f"interrupted; what is finished is kept: {how_to_resume}")
    return INTERRUPTED


def leave_quietly() -> None:
    """Stop writing when the reader of a pipe has gone; Python must not complain about it at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


def _is_about_input(error: Exception) -> bool:
    """Tell whether an error of the model speaks about what the user gave."""
    from budgetsim.scenario import ScenarioError
    from budgetsim.studies.errors import StudyError

    kinds: list[type[Exception]] = [ScenarioError, StudyError]
    # Only where the model has been imported can its errors have been raised.
    deciding = sys.modules.get("budgetsim.agents.deciding")
    if deciding is not None:
        kinds.append(deciding.DecisionError)
    return isinstance(error, tuple(kinds))
