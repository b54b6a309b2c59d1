"""Names of the release before: taken for one more release wherever a name is read, with a word of the new one.

A parameter, an outcome or a field of a record declares what it was ``formerly`` called. Names that people give are
brought to what they are called now where they are read (``current``); files that the package wrote itself are read
as if they had been written today (``current_json``, ``current_column``).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import wraps
from typing import Any, TypeVar

from budgetsim.language import told

C = TypeVar("C", bound=type[Any])

SCENARIOS = {"cause_concept": "cause_culture"}
"""Reference scenarios by the names that they had."""
FORMER: dict[str, str] = {}
"""Every former name of a parameter or outcome, and of a parameter also with its group and with ``@all``."""
_FRAMES = {"before": ("factor.",), "after": ("_low", "_high", ":max", ":min")}
"""What tables and answers put before and after a name."""


class RenamedWarning(FutureWarning):
    """A name of the release before was used; the message says what it is called now."""


def declare_former(former: str, name: str, group: str = "") -> None:
    """Take note that a parameter of a group, or an outcome, was called otherwise; nothing if ``former`` is empty."""
    if not former:
        return
    FORMER[former] = name
    if group:
        for end in ("", "@all"):
            FORMER[former + end] = name + end
            FORMER[f"{group}.{former}{end}"] = f"{group}.{name}{end}"


def current(name: str, *, tell: bool = True) -> str:
    """Return what a name of a parameter or outcome is called now; ``tell`` warns of a former one."""
    now = FORMER.get(name)
    if now is None:
        return name
    if tell:
        tell_renamed(name, now)
    return now


def tell_renamed(former: str, name: str) -> None:
    """Warn that something is called otherwise now."""
    warnings.warn(told("fault-renamed", former=former, name=name), RenamedWarning, stacklevel=2)


def given_twice(names: Iterable[str]) -> dict[str, str]:
    """Return former names that are given together with what they are called now."""
    given = set(names)
    return {former: FORMER[former] for former in given & FORMER.keys() if FORMER[former] in given}


def current_column(column: str) -> str:
    """Return what a column of a table that was written before is called now."""
    return FORMER.get(column) or _within(column)


def former_columns(columns: Iterable[str]) -> dict[str, str]:
    """Return the columns of a table that are called otherwise now, by what they are called now."""
    return {current_column(column): column for column in columns if current_column(column) != column}


def current_json(text: str) -> str:
    """Return a JSON text that was written before with names as they are now, keys and values alike."""
    if not any(f'"{former}' in text or f".{former}" in text for former in FORMER):
        return text
    return re.sub(r'"([\w.:@]+)"', lambda found: f'"{current_column(found[1])}"', text)


def _within(column: str) -> str:
    """Return a name within what tables and answers put around it as it is called now."""
    for before in ("", *_FRAMES["before"]):
        for after in ("", *_FRAMES["after"]):
            bare = column.removeprefix(before).removesuffix(after)
            if bare in FORMER and column == before + bare + after:
                return before + FORMER[bare] + after
    return column


def takes_former_names(names: Mapping[str, str] | None = None) -> Callable[[C], C]:
    """Let a record take and show its fields under former names too, with a warning.

    ``names`` maps former names to fields; by default they are those that the fields of a group of parameters declare.
    """

    def decorate(record: C) -> C:
        former = dict(names or _declared(record))
        plain = record.__init__

        @wraps(plain)
        def init(self: Any, *args: Any, **given: Any) -> None:
            for name in [name for name in former if name in given]:
                tell_renamed(name, former[name])
                if former[name] in given:
                    raise TypeError(told("fault-renamed-twice", former=name, name=former[name]))
                given[former[name]] = given.pop(name)
            plain(self, *args, **given)

        def attribute(self: Any, name: str) -> Any:
            if name not in former:
                raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
            tell_renamed(name, former[name])
            return getattr(self, former[name])

        setattr(record, "__init__", init)  # noqa: B010 - a class that is made by this, as mypy does not know
        setattr(record, "__getattr__", attribute)  # noqa: B010
        return record

    return decorate


def _declared(group: type[Any]) -> dict[str, str]:
    about = {item.name: item.metadata["declaration"] for item in fields(group)}
    return {told_of["formerly"]: name for name, told_of in about.items() if told_of.get("formerly")}
