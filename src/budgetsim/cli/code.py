"""Code of the user's own, named by a flag and checked before anything runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from budgetsim.cli.guard import InputError


def check_code(policy_rule: str | None, behaviour: str | None) -> dict[str, str]:
    """Return the names of given code by role, after loading each once.

    Raises
    ------
    InputError
        If code is not found, cannot be imported, or cannot be called.
    """
    named = {"policy_rule": policy_rule, "behaviour": behaviour}
    given = {role: name for role, name in named.items() if name is not None}
    for role, name in given.items():
        load(role, name)
    return given


def load(role: str, name: str) -> Callable[..., Any]:
    """Return the code of a role."""
    from budgetsim.studies.code import code_of_user
    from budgetsim.studies.errors import StudyError

    try:
        return code_of_user(name)
    except StudyError as error:
        raise InputError(f"--{role.replace('_', '-')} {error}") from error


def careful(role: str, name: str | None) -> Callable[..., Any] | None:
    """Return the code of a role with its failures told in plain words, or ``None`` where there is none."""
    if name is None:
        return None
    code = load(role, name)

    def called(view: Any) -> Any:
        try:
            return code(view)
        except Exception as error:
            place = error.__traceback__.tb_next if error.__traceback__ else None
            line = f", line {place.tb_lineno}" if place else ""
            raise InputError(f"{name}{line} raised {type(error).__name__}: {error}") from error

    return called
