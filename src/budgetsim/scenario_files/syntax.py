"""The syntax of TOML: how a value is spelled; what is wrong with a text, and what to write instead."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, printable

_SHOWN_LINE = 100
_WHERE = re.compile(r"\s*\((?:at line (\d+), column (\d+)|at end of document)\)$")
_LONG_NUMBER = re.compile(r"[0-9_]{1000}")
_TOO_LONG = "A number has too many digits"
_REASONS = (
    ("Invalid statement", "statement"),
    ("Expected newline or end of document after a statement", "end"),
    (r"Found invalid character (.+)", "found"),
    (r"Illegal character (.+)", "illegal"),
    (r"Cannot declare (.+) twice", "twice"),
    ("Cannot overwrite a value", "overwrite"),
    (r"Expected '\]' at the end of a table declaration", "table"),
    (r"Expected '\]\]' at the end of an array declaration", "array"),
    (r"Cannot mutate immutable namespace (.+)", "immutable"),
    (r"Cannot redefine namespace (.+)", "redefine"),
    ("Expected '=' after a key in a key/value pair", "equals"),
    ("Invalid initial character for a key part", "key"),
    ("Unclosed array", "list"),
    ("Unclosed inline table", "inline"),
    (r"Duplicate inline table key (.+)", "duplicate"),
    (r"Unescaped '\\' in a string", "escape"),
    ("Invalid hex value", "hex"),
    ("Escaped character is not a Unicode scalar value", "scalar"),
    ("Unterminated string", "string"),
    ("Invalid date or datetime", "date"),
    ("Invalid value", "value"),
    (_TOO_LONG, "digits"),
    (r"Expected (.+)", "expected"),
)
"""What ``tomllib`` says, as patterns, and the last word of the key under which it is told; the general ones last."""


def syntax_fault(error: ValueError, text: str, name: str) -> Fault:
    """Return the fault of a text that the parser of TOML refuses, with line and column."""
    rows = text.split("\n")
    match = _WHERE.search(str(error))
    if match and match[1]:
        line, column = int(match[1]), int(match[2])
    elif match:
        line = max((number for number, row in enumerate(rows, 1) if row.strip()), default=1)
        column = len(rows[line - 1]) + 1
    else:
        long = _LONG_NUMBER.search(text)
        line, column = (text.count("\n", 0, long.start()) + 1 if long else 1), 1
        error = ValueError(_TOO_LONG)
    row = rows[line - 1].rstrip("\r") if line <= len(rows) else ""
    start = max(0, column - _SHOWN_LINE // 2) if len(row) > _SHOWN_LINE else 0
    excerpt = printable(row[start : start + _SHOWN_LINE].strip())
    message = told("fault-toml", reason=_reason(_WHERE.sub("", str(error))), line=excerpt)
    return Fault(name, line, "", None, message, printable(_hint(row)), column)


def _reason(said: str) -> str:
    """Return what the parser says in the language that is spoken; what is not known here as it is."""
    said = printable(said)
    for pattern, word in _REASONS:
        known = re.fullmatch(pattern, said)
        if known:
            what = {"what": known[1]} if known.groups() else {}
            return told(f"fault-toml-{word}", **what)[:_SHOWN_LINE]
    return (said[:1].lower() + said[1:])[:_SHOWN_LINE]


def _hint(row: str) -> str:
    """Return what to write instead of the commonest slips."""
    key, equals, value = (part.strip()[:_SHOWN_LINE] for part in row.partition("="))
    value = value.partition("#")[0].strip()
    if not equals:
        return told("fault-slip-line")
    slips: list[tuple[str, str, Callable[[], str]]] = [
        (r"(?i:true|false)", "flag", value.lower),
        (r"[+-]?\d+,\d+", "comma", lambda: value.replace(",", ".")),
        (r"[+-]?\d+(\.\d+)?\s*%", "percent", lambda: f"{float(value.rstrip('% ')) / 100:g}"),
        (r"[+-]?\.\d+", "before", lambda: value.replace(".", "0.")),
        (r"[+-]?\d+\.", "after", lambda: f"{value}0"),
        (r"[^\W\d][\w./-]*", "text", lambda: f'"{value}"'),
    ]
    for pattern, slip, better in slips:
        if re.fullmatch(pattern, value):
            return told(f"fault-slip-{slip}", better=f"{key} = {better()}")
    return told("fault-slip-other")


_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")


def toml_value(value: Any) -> str:
    """Return a number, text, list or table in the spelling of TOML; a table stands on one line."""
    if isinstance(value, str):
        return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{toml_value(str(key))} = {toml_value(item)}" for key, item in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, Sequence):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    return repr(value)
