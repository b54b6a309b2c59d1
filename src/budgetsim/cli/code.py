"""Code of the user's own, named by a flag and checked before anything runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
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
    """Return the code of a role; modules of the working directory are found as `python -m` finds them."""
    from budgetsim.studies.code import load_code
    from budgetsim.studies.errors import StudyError

    if "" not in sys.path:
        sys.path.insert(0, "")
    flag, place = f"--{role.replace('_', '-')}", Path(name.rpartition(":")[0])
    if place.suffix == ".py" and not place.is_file():
        raise InputError(f"{flag} {name!r}: there is no file {place} (seen from {Path.cwd()})")
    try:
        return load_code(name)
    except StudyError as error:
        raise InputError(f"{flag} {error}") from error
    except (Exception, SystemExit) as error:
        raise InputError(f"{flag} {name!r}: importing it raised {type(error).__name__}: {error}") from error


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
