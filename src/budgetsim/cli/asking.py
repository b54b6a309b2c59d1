"""Commands that ask a question: its fields are their flags, read as texts, and every fault is told at once."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, Any, TypeVar

import typer

from budgetsim.language import Language, spoken, told
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.studies.ask import Asked, asked_fields, pose
from budgetsim.studies.door import help_for
from budgetsim.studies.values import Truth, Value

T = TypeVar("T")


def parameters_of(command: str, question: type[Any]) -> list[inspect.Parameter]:
    """Return a parameter for every field of a question that has a flag, as Typer reads it."""
    return [_parameter(command, one, spoken()) for one in asked_fields(question) if one.ask.panel != "file"]


def _parameter(command: str, one: Asked, say: Language) -> inspect.Parameter:
    value = one.ask.value
    shape: Any = list[str] if value.many else bool if isinstance(value, Truth) else str
    about: dict[str, Any] = {"metavar": value.metavar, "help": help_for(command, one, say)}
    if value.options() and not isinstance(value, Truth):
        about["autocompletion"] = _completion(value)
    declared: Any
    if one.ask.argument:
        declared = typer.Argument(show_default=False, **about)
    else:
        flags = [f"--{name}" if len(name) > 1 else f"-{name}" for name in (one.flag, *one.ask.also)]
        if isinstance(value, Truth):
            flags, _ = [f"--{one.flag}/--no-{one.flag}"], about.pop("metavar")
        declared = typer.Option(*flags, rich_help_panel=one.ask.panel, **about)
    default = inspect.Parameter.empty if one.is_needed else None
    annotation: Any = Annotated[shape if one.is_needed else shape | None, declared]
    return inspect.Parameter(one.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _completion(value: Value) -> Callable[[str], list[str]]:
    """Return what a shell may put in place of the last word of a value."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [f"{before}{comma}{name}" for name in value.options() if name.startswith(last)]

    return complete


def texts_of(given: Any) -> Any:
    """Return what Typer gives as texts of the command line."""
    if isinstance(given, bool):
        return str(given).lower()
    return None if given == [] else given


def asking(
    run: Callable[..., None], parameters: list[inspect.Parameter], question: type[Any]
) -> Callable[..., None]:
    """Return a function that runs a command with its parameters, and with what tells the faults of its question."""
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # read by inspect.signature
    run.late = partial(_late_faults, question)  # type: ignore[attr-defined] # read by command_of
    return run


def posed(question: type[T], given: Mapping[str, Any], problems: Sequence[str] = (), **how: Any) -> T:
    """Return the question that was asked by flags.

    Raises
    ------
    ScenarioError
        With every fault of it, and the problems of how it is to be answered.
    """
    faults = [Fault("", None, "", None, problem) for problem in problems]
    try:
        made = pose(question, given, **how)
    except ScenarioError as error:
        raise ScenarioError([*error.faults, *faults]) from error
    if faults:
        raise ScenarioError(faults)
    return made


def _late_faults(question: type[Any], typed: Mapping[str, Any]) -> list[str]:
    """Return faults of a question whose line has others already; what is missing the line tells itself."""
    if typed.get("status") is True:
        return []  # what stands in place of a scenario is a directory
    names = {one.name for one in asked_fields(question)}
    # What was not typed may stand there with a mark of the parser's.
    given = {
        name: texts_of(list(value) if isinstance(value, tuple) else value)
        for name, value in typed.items()
        if name in names and isinstance(value, str | bool | list | tuple)
    }
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pose(question, given)
    except ScenarioError as error:
        return [str(fault) for fault in error.faults if fault.message != told("study-missing")]
    return []
