"""From bytes to a document: a mapping, with the line of each key. Only ``ScenarioError`` comes out."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budgetsim.scenario_files.faults import Fault, ScenarioError, printable

DEEPEST = 20

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*+")
_REST = re.compile(r"[^\n]*+")
_KEY = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+'""")
_VALUE = re.compile(
    r'''"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'''
    r"""|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"""
    r"""|"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+'|[^,\]}#\n]++"""
)


class TooDeepError(ValueError):
    """Keys or values are nested deeper than any scenario needs; ``line`` tells where."""

    def __init__(self, line: int) -> None:
        super().__init__(f"nested more than {DEEPEST} levels deep on line {line}")
        self.line = line


class _LostError(ValueError):
    """The text is no TOML from here on."""


class Lines:
    """Line numbers of the keys of one text; without a text every line is ``None``."""

    def __init__(self, known: dict[KeyPath, int] | None = None) -> None:
        self._known = known

    def of(self, *path: str | int) -> int | None:
        """Return the line of a key path, of its nearest known parent, or 1."""
        if self._known is None:
            return None
        return next((self._known[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._known), 1)


def scan(text: str) -> Lines:
    """Return the line of every key path; elements of arrays are numbered from 0.

    A text that is no TOML is scanned up to its first fault.

    Raises
    ------
    TooDeepError
        If keys or values are nested more than ``DEEPEST`` levels deep.
    """
    scanner = _Scanner(text)
    with suppress(_LostError):
        scanner.document()
    return Lines(scanner.known)


class _Scanner:
    """A reader of TOML that keeps nothing but where keys stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.known: dict[KeyPath, int] = {}
        self._counts: dict[KeyPath, int] = {}
        self._breaks = [found.start() for found in re.finditer("\n", text)]

    def document(self) -> None:
        """Read statements to the end of the text."""
        prefix: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self._take("["):
                prefix = self._header()
            else:
                self._pair(prefix, 0)
            self._skip(_REST)
            self._skip(_BLANK)

    def _header(self) -> KeyPath:
        is_array = self._take("[")
        line = self._line()
        keys = self._keys()
        prefix: KeyPath = ()
        for key in keys[:-1]:
            prefix = self._latest((*prefix, key))
            self.known.setdefault(prefix, line)
        prefix = (*prefix, keys[-1])
        self.known.setdefault(prefix, line)
        if is_array:
            self._counts[prefix] = self._counts.get(prefix, 0) + 1
        prefix = self._latest(prefix)
        self.known.setdefault(prefix, line)
        return prefix

    def _latest(self, path: KeyPath) -> KeyPath:
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _pair(self, prefix: KeyPath, depth: int) -> None:
        line = self._line()
        for key in self._keys():
            prefix = (*prefix, key)
            self.known.setdefault(prefix, line)
        if not self._take("="):
            raise _LostError
        self._skip(_SPACE)
        self._value(prefix, depth)

    def _value(self, path: KeyPath, depth: int) -> None:
        if depth + len(path) > DEEPEST:
            raise TooDeepError(self._line())
        if self._take("["):
            self._array(path, depth + 1)
        elif self._take("{"):
            self._inline_table(path, depth + 1)
        else:
            self._match(_VALUE)

    def _array(self, path: KeyPath, depth: int) -> None:
        count = 0
        self._skip(_BLANK)
        while not self._take("]"):
            element = (*path, count)
            self.known.setdefault(element, self._line())
            self._value(element, depth)
            count += 1
            self._separator("]")

    def _inline_table(self, path: KeyPath, depth: int) -> None:
        self._skip(_BLANK)
        while not self._take("}"):
            self._pair(path, depth)
            self._separator("}")

    def _separator(self, closing: str) -> None:
        self._skip(_BLANK)
        if not self._take(",") and not self.text.startswith(closing, self.at):
            raise _LostError
        self._skip(_BLANK)

    def _keys(self) -> Sequence[str]:
        keys = []
        while True:
            self._skip(_SPACE)
            keys.append(_unquoted(self._match(_KEY)))
            if len(keys) > DEEPEST:
                raise TooDeepError(self._line())
            self._skip(_SPACE)
            if not self._take("."):
                return keys

    def _take(self, token: str) -> bool:
        found = self.text.startswith(token, self.at)
        self.at += len(token) * found
        return found

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if not found:
            raise _LostError
        self.at = found.end()
        return found.group()

    def _skip(self, pattern: re.Pattern[str]) -> None:
        self.at = pattern.match(self.text, self.at).end()  # type: ignore[union-attr]  # may match nothing, never fails

    def _line(self) -> int:
        return bisect_left(self._breaks, self.at) + 1


def _unquoted(key: str) -> str:
    if key[0] not in "\"'":
        return key
    try:
        return str(tomllib.loads(f"key = {key}")["key"])
    except ValueError as error:
        raise _LostError from error


LARGEST = 1_000_000
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel begin, whatever their names end in."""
_SHOWN_LINE = 100
_WHERE = re.compile(r"\s*\((?:at line (\d+), column (\d+)|at end of document)\)$")
_LONG_NUMBER = re.compile(r"[0-9_]{1000}")


@dataclass(frozen=True)
class Document:
    """What one source says, before it is checked; ``folder`` is where its relative paths start.

    ``is_written`` tells that a person wrote it, so that lines without effect are faults.
    """

    file: str
    data: Mapping[str, Any]
    lines: Lines = field(default_factory=Lines)
    folder: Path = Path()
    stem: str = ""
    is_written: bool = True


def read_bytes(file: Path, largest: int, fault: Fault) -> bytes:
    """Return the bytes of a regular file of moderate size; ``fault`` tells where its name came from.

    Raises
    ------
    ScenarioError
        If the file is missing, a directory, a device, too large, or cannot be read.
    """
    try:
        about = file.stat()
        problem = _not_readable(about, largest)
        if not problem:
            with file.open("rb") as stream:
                content = stream.read(largest + 1)
            problem = _not_text(content, largest)
            if not problem:
                return content
    except FileNotFoundError:
        problem = "there is no such file", "check the path; it starts at " + _start(fault)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problem = f"the file cannot be read ({reason})", "check the path and the permissions"
    message, suggestion = problem
    raise ScenarioError(
        Fault(fault.file, fault.line, fault.field, fault.value, message, fault.suggestion or suggestion)
    )


def _start(fault: Fault) -> str:
    return "the working directory" if fault.line is None else "the folder of the file that names it"


def _not_readable(about: os.stat_result, largest: int) -> tuple[str, str] | None:
    if stat.S_ISDIR(about.st_mode):
        return "this is a directory", "name a file in it"
    if not stat.S_ISREG(about.st_mode):
        return "this is no regular file", "name a file on disk"
    return _too_large(largest) if about.st_size > largest else None


def _not_text(content: bytes, largest: int) -> tuple[str, str] | None:
    if content.startswith(WORKBOOK):
        return "the file is a workbook or an archive, no text", "save it as text (from Excel as CSV UTF-8)"
    return _too_large(largest) if len(content) > largest else None


def _too_large(largest: int) -> tuple[str, str]:
    return f"the file is larger than {largest / 1e6:g} MB and was not read", "check that it is the right file"


def read_file(file: Path, fault: Fault | None = None) -> Document:
    """Return the document in a TOML file; ``fault`` tells where its name came from.

    Raises
    ------
    ScenarioError
        If the file cannot be read, is no UTF-8 text, no TOML, or empty.
    """
    name = str(file)
    content = read_bytes(file, LARGEST, fault or Fault(name, None, "", None, ""))
    return read_text(decode(content, name), name, file.parent, file.stem)


def decode(content: bytes, name: str) -> str:
    """Return UTF-8 bytes as a text, without a byte-order mark.

    Raises
    ------
    ScenarioError
        If the bytes are no UTF-8 text.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ScenarioError(
            Fault(name, line, "", None, "the file is no UTF-8 text", "save it as plain text in UTF-8")
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ScenarioError(
            Fault(name, line, "", None, "the file is binary", "save it as plain text in UTF-8")
        )
    return text


def read_text(text: str, name: str, folder: Path = Path(), stem: str = "") -> Document:
    """Return the document in a TOML text that came from ``name``.

    Raises
    ------
    ScenarioError
        If the text is no TOML, too deeply nested, or empty; a fault of syntax comes with its line and column.
    """
    try:
        lines = scan(text)
        data = tomllib.loads(text)
    except TooDeepError as error:
        raise ScenarioError(_too_deep(name, error.line)) from None
    except RecursionError:
        raise ScenarioError(_too_deep(name, 1)) from None
    except ValueError as error:
        raise ScenarioError(_syntax_fault(error, text, name)) from None
    if not data:
        raise ScenarioError(
            Fault(
                name,
                1,
                "",
                None,
                "the file is empty",
                'write at least one value, or extends = "wangcheng_2022"',
            )
        )
    return Document(name, data, lines, folder, stem)


def _too_deep(name: str, line: int) -> Fault:
    return Fault(
        name,
        line,
        "",
        None,
        f"nested more than {DEEPEST} levels deep",
        "a scenario has tables of plain values",
    )


def _syntax_fault(error: ValueError, text: str, name: str) -> Fault:
    rows = text.split("\n")
    found = _WHERE.search(str(error))
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    elif found:
        line = max((number for number, row in enumerate(rows, 1) if row.strip()), default=1)
        column = len(rows[line - 1]) + 1
    else:
        long = _LONG_NUMBER.search(text)
        line, column = (text.count("\n", 0, long.start()) + 1 if long else 1), 1
        error = ValueError("A number has too many digits")
    row = rows[line - 1].rstrip("\r") if line <= len(rows) else ""
    reason = printable(_WHERE.sub("", str(error)))[:_SHOWN_LINE]
    start = max(0, column - _SHOWN_LINE // 2) if len(row) > _SHOWN_LINE else 0
    excerpt = printable(row[start : start + _SHOWN_LINE].strip())
    message = f"no valid TOML: {reason[:1].lower()}{reason[1:]}, in the line `{excerpt}`"
    return Fault(name, line, "", None, message, printable(_syntax_hint(row)), column)


def _syntax_hint(row: str) -> str:
    """Return what to write instead of the commonest slips."""
    key, equals, value = (part.strip()[:_SHOWN_LINE] for part in row.partition("="))
    value = value.partition("#")[0].strip()
    if not equals:
        return "write name = value, or a table such as [policy]"
    slips: list[tuple[str, str, Callable[[], str]]] = [
        (r"(?i:true|false)", "write true and false in small letters", value.lower),
        (r"[+-]?\d+,\d+", "write a decimal point", lambda: value.replace(",", ".")),
        (r"[+-]?\d+(\.\d+)?\s*%", "write shares from 0 to 1", lambda: f"{float(value.rstrip('% ')) / 100:g}"),
        (r"[+-]?\.\d+", "write a digit before the point", lambda: value.replace(".", "0.")),
        (r"[+-]?\d+\.", "write a digit after the point", lambda: f"{value}0"),
        (r"[^\W\d][\w./-]*", "texts need quotation marks", lambda: f'"{value}"'),
    ]
    for pattern, advice, better in slips:
        if re.fullmatch(pattern, value):
            return f"{advice}: {key} = {better()}"
    return "write numbers bare and texts in quotation marks, and each name once"
