"""What of a line cannot be read, or is written twice: all of it at once, as it was typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from budgetsim.cli.guard import UsageError, usage_message
from budgetsim.language import told


def fault_of(command: Any, ctx: Any, words: Sequence[str], first: Any = None) -> Any:
    """Return the error that tells every fault of a command's words; ``None`` if there is none.

    Parameters
    ----------
    command
        The command that reads them.
    ctx
        Its context.
    words
        What stands behind its name.
    first
        What reading them raised.
    """
    read, loose = list(words), list[int]()
    faults: list[str] = []
    while True:
        try:
            values, rest, order = command.make_parser(ctx).parse_args(list(read))
            break
        except UsageError as error:
            place = _place_of(getattr(error, "option_name", None), read)
            if type(error).__name__ != "NoSuchOption" or place is None:
                return _one(ctx, [*faults, usage_message(error)], first)
            faults.append(usage_message(error))
            equals = "=" in read.pop(place)
            if not equals and "".join(read[place : place + 1])[:1] not in ("", "-"):
                loose.append(place)
    # A flag that there is not may have had a value, which looks like a word too many.
    are_shifted = bool(faults)
    faults += _twice(order, read)
    if first is not None:
        faults += _unread(command, ctx, values, rest, flags_only=are_shifted)
    if faults and command.late is not None:
        faults += _late(command, ctx, read, loose)
    return _one(ctx, list(dict.fromkeys(faults)), first)


def _late(command: Any, ctx: Any, words: Sequence[str], loose: Sequence[int]) -> list[str]:
    """Return faults of the question; words at ``loose`` may be values of flags that there are not.

    Then the line has two readings, and what is wrong in both of them is told.
    """
    without = [word for place, word in enumerate(words) if place not in loose]
    readings = [list(words), without] if loose else [list(words)]
    faults = [command.late(command.make_parser(ctx).parse_args(reading)[0]) for reading in readings]
    return [fault for fault in faults[0] if fault in faults[-1]]


def _one(ctx: Any, faults: Sequence[str], first: Any) -> Any:
    """Return one error with all faults."""
    if len(faults) < 2:
        return first if first is not None or not faults else UsageError(faults[0], ctx=ctx)
    error = UsageError("", ctx=ctx)
    error.faults = faults
    return error


def _place_of(flag: str | None, words: Sequence[str]) -> int | None:
    """Return where a flag stands that there is not."""
    return next((n for n, word in enumerate(words) if flag and word.partition("=")[0] == flag), None)


def _twice(order: Sequence[Any], words: Sequence[str]) -> list[str]:
    """Return faults of flags that take one value and are given several: all but the last would be lost."""
    options = [one for one in order if one.param_type_name == "option" and not one.multiple]
    faults = []
    for name, number in Counter(one.name for one in options).items():
        param = next(one for one in options if one.name == name)
        typed = _typed(param, words) if number > 1 else {}
        if len(set(typed.values())) > 1:
            given = told("fault-comma").join(typed)
            faults.append(told("cli-twice", flag=max(param.opts, key=len), given=given))
    return faults


def _typed(param: Any, words: Sequence[str]) -> dict[str, str | bool]:
    """Return what was typed of a flag, with the value that each gives."""
    typed: dict[str, str | bool] = {}
    for place, word in enumerate(words):
        flag, equals, value = word.partition("=")
        if flag not in {*param.opts, *param.secondary_opts}:
            continue
        if getattr(param, "is_flag", False):
            typed[word] = flag in param.opts
        elif equals:
            typed[word] = value
        else:
            value = "".join(words[place + 1 : place + 2])
            typed[f"{word} {value}"] = value
    return typed


def _unread(
    command: Any, ctx: Any, values: dict[str, Any], rest: list[str], *, flags_only: bool
) -> list[str]:
    """Return what is wrong with the value of each flag and argument, and the words too many."""
    faults = []
    for param in command.get_params(ctx):
        is_argument = param.param_type_name == "argument"
        if param.is_eager or (flags_only and is_argument):
            continue
        try:
            param.handle_parse_result(ctx, values, rest)
        except UsageError as error:
            faults.append(usage_message(error))
    if rest and not flags_only:
        faults.append(told("cli-too-many", words=" ".join(rest)))
    return faults
