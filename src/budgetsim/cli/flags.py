"""Flags in groups: a command takes dataclasses, the command line sees every field as a flag of its own.

A study has twenty flags and more. Written as parameters they hide what the command does; as groups they are declared
once, go from function to function together, and are shared between commands.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints


def flat(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command whose parameters are those of the given one, its dataclasses replaced by their fields.

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
