"""What can be wrong with a scenario, and how it is told: all at once, with place, value, range and remedy."""

from __future__ import annotations

import math
import reprlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from budgetsim.language import spoken, told

MOST_SHOWN = 100
MOST_REMEDIES = 5
"""Different remedies for one message in one column that are still told one by one."""
_LONGEST_TEXT = 80


@dataclass(frozen=True)
class Fault:
    """One fault: where it is, what came, what is wrong with it, and what to do.

    ``file`` is a path or the name of another source (``replace()``, ``--set``); ``line`` and ``column`` count from
    1 and are ``None`` where they mean nothing; ``value`` is what came, shortened to a text unless it is a scalar.
    """

    file: str
    line: int | None
    field: str
    value: Any
    message: str
    suggestion: str = ""
    column: int | None = None

    def __post_init__(self) -> None:
        if not (self.value is None or isinstance(self.value, bool | int | float | str)):
            object.__setattr__(self, "value", shown(self.value))

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part not in ("", None))
        value = "" if self.value is None else shown(self.value)
        subject = " = ".join(part for part in (self.field, value) if part)
        fault = told("fault-colon").join(part for part in (where, subject, self.message) if part)
        return told("fault-semicolon").join(part for part in (fault, self.suggestion) if part)


class ScenarioError(ValueError):
    """A scenario is wrong; the message lists every fault, and ``faults`` holds them."""

    faults: tuple[Fault, ...]

    def __init__(self, faults: str | Fault | Iterable[Fault]) -> None:
        if isinstance(faults, str):
            faults = Fault("", None, "", None, faults)
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        if len(self.faults) == 1:
            return str(self.faults[0])
        lines = [f"{number}. {fault}" for number, fault in enumerate(self.faults[:MOST_SHOWN], 1)]
        if len(self.faults) > MOST_SHOWN:
            lines.append(told("fault-more", number=str(len(self.faults) - MOST_SHOWN)))
        return "\n".join([told("fault-count", number=str(len(self.faults))), *lines])


class ScenarioWarning(UserWarning):
    """Something in a scenario has less effect than it seems to; the message says what it moves, and in which years."""


def told_once(faults: Iterable[Fault], alone: int = 1) -> list[Fault]:
    """Return faults of which equal ones of a column are one, with their number and the first lines.

    Equal are faults of one file and field with the same message; up to ``alone`` of them are still told one by one.
    Where what to do differs from cell to cell too often to be followed, the remedy is to look at the column.
    """
    groups: dict[tuple[str, str, str, bool], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.file, fault.field, fault.message, fault.line is None), []).append(fault)
    once = [one for group in groups.values() for one in (group if len(group) <= alone else _merged(group))]
    return sorted(once, key=lambda fault: (fault.line is None, fault.line or 0))


def _merged(group: list[Fault]) -> list[Fault]:
    by_remedy: dict[str, list[Fault]] = {}
    for fault in group:
        by_remedy.setdefault(fault.suggestion, []).append(fault)
    if len(by_remedy) > MOST_REMEDIES:
        values = listed(dict.fromkeys(shown(fault.value) for fault in group[: 3 * MOST_REMEDIES]))
        by_remedy = {told("fault-wrong-column", values=values): group}
    return [_once(alike, remedy) for remedy, alike in by_remedy.items()]


def _once(faults: list[Fault], remedy: str) -> Fault:
    first = faults[0]
    if len(faults) == 1:
        return first
    lines = listed(str(fault.line) for fault in faults[1:4])
    if len(faults) > 4:
        lines = told("fault-lines-more", lines=lines)
    if len(faults) == 2:
        message = told("fault-other-cell", message=first.message, lines=lines)
    else:
        number = f"{len(faults) - 1:,}"
        message = told("fault-other-cells", message=first.message, number=number, lines=lines)
    return replace(first, message=message, suggestion=remedy)


def told_with_remedy(key: str, /, hint: str = "", **values: Any) -> tuple[str, str]:
    """Return a message and a hint: the one that is given, or the part ``remedy`` of the message if it has one."""
    if not hint and spoken().has(f"{key}.remedy"):
        hint = told(f"{key}.remedy", **values)
    return told(key, **values), hint


def listed(items: Iterable[Any]) -> str:
    """Return names or values one after the other, as the language that is spoken parts them."""
    return told("fault-comma").join(map(str, items))


def shown(value: Any) -> str:
    """Return a value as one short printable line, whatever it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return repr(str(value[:_LONGEST_TEXT])) + ("…" if len(value) > _LONGEST_TEXT else "")
    if isinstance(value, int) and value.bit_length() > 200:
        return told("fault-digits", digits=str(int(value.bit_length() * math.log10(2)) + 1))
    try:
        return reprlib.repr(value)
    except (ValueError, RecursionError):
        return kind_of(value)


def printable(text: str) -> str:
    """Return a text with everything escaped that would move the cursor or change the terminal."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def is_number(value: Any) -> bool:
    """Whether a value that was read is a finite number, which flags are not."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def kind_of(value: Any) -> str:
    """Return what a value is, in the words of a scenario file."""
    kinds: list[tuple[type | tuple[type, ...], str]] = [
        (bool, "flag"),
        (int, "whole"),
        (float, "number"),
        (str, "text"),
        (dict, "table"),
        ((list, tuple), "list"),
        (type(None), "nothing"),
    ]
    word = next((word for kind, word in kinds if isinstance(value, kind)), "other")
    if word == "other":
        return told("fault-kind-other", type=type(value).__name__)
    return told(f"fault-kind-{word}")


_PLAIN = {
    "missing": "fault-value-missing",
    "extra_forbidden": "fault-value-extra",
    "unexpected_keyword_argument": "fault-value-extra",
}
"""Message of what pydantic found, where it has no more to say."""
_BOUNDS = {
    "too_short": ("fault-value-too-few", "least", "min_length"),
    "greater_than": ("fault-value-above", "bound", "gt"),
    "greater_than_equal": ("fault-value-at-least", "bound", "ge"),
    "less_than": ("fault-value-below", "bound", "lt"),
    "less_than_equal": ("fault-value-at-most", "bound", "le"),
    "string_pattern_mismatch": ("fault-value-pattern", "pattern", "pattern"),
}
"""Message of what pydantic found, and its value by our name and by pydantic's."""
_WANTED = {
    "string": "text",
    "int": "whole",
    "float": "number",
    "bool": "flag",
    "tuple": "list",
    "list": "list",
    "dict": "table",
    "model": "table",
    "dataclass": "table",
}
"""Kind of value that pydantic asked for, by how the name of its error begins."""


def reason_of(fault: Mapping[str, Any]) -> str:
    """Return what is wrong with a value in the language that is spoken: one item of pydantic's ``errors()``."""
    name, context = str(fault["type"]), fault.get("ctx", {})
    if name == "value_error":
        return str(context["error"])  # raised by a check of ours, which speaks already
    if name in _PLAIN:
        return told(_PLAIN[name])
    if name in _BOUNDS:
        key, ours, theirs = _BOUNDS[name]
        bound = context[theirs]
        return told(key, **{ours: f"`{bound}`" if ours == "pattern" else f"{bound:g}"})
    if name == "literal_error":
        return told("fault-value-choice", choices=str(context["expected"]).replace(" or ", ", "))
    wanted = _WANTED.get(name.partition("_")[0])
    if wanted and name.endswith(("_type", "_parsing", "_from_float")):
        return told("fault-value-wanted", kind=told(f"fault-kind-{wanted}"))
    return told("fault-value-other", type=f"`{name}`")


def figure(value: float) -> str:
    """Return a bound without needless decimals or exponents."""
    return f"{value:.15g}" if value != int(value) or abs(value) >= 1e15 else str(int(value))
