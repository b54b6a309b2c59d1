"""From bytes to a document: a mapping, with the line of each key. Only ``ScenarioError`` comes out."""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.syntax import syntax_fault

DEEPEST = 20
SHORT, TEXTS_KEPT = 20_000, 256
"""Letters of a text that is parsed once a process, and how many such texts are remembered."""

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
        self._breaks = [match.start() for match in re.finditer("\n", text)]

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
        is_next = self.text.startswith(token, self.at)
        self.at += len(token) * is_next
        return is_next

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if not match:
            raise _LostError
        self.at = match.end()
        return match.group()

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
NO_TEXTS = (".xlsx", ".xls", ".xlsb", ".ods", ".dta", ".parquet")
"""How names of files end that programs write and nobody reads as a text."""
_REASONS = {
    errno.ENOENT: "missing",
    errno.EISDIR: "directory",
    errno.EEXIST: "exists",
    errno.ENOSPC: "space",
    errno.EROFS: "frozen",
    errno.EACCES: "denied",
    errno.ENAMETOOLONG: "long",
    errno.ELOOP: "links",
    errno.ENOTDIR: "folder",
    errno.EIO: "device",
    errno.EDQUOT: "quota",
    errno.EFBIG: "large",
}
"""What the operating system says most often of a file that cannot be read."""


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


def read_bytes(file: Path, largest: int, fault: Fault, *, workbooks: bool = False) -> bytes:
    """Return the bytes of a regular file of moderate size; ``fault`` tells where its name came from.

    A workbook is refused where only texts are read.

    Raises
    ------
    ScenarioError
        If the file is missing, a directory, a device, too large, or cannot be read.
    """
    try:
        status = file.stat()
        problem = _not_readable(status, largest)
        if not problem:
            with file.open("rb") as stream:
                content = stream.read(largest + 1)
            problem = _not_text(content, largest, workbooks=workbooks)
            if not problem:
                return content
    except FileNotFoundError:
        where = told("fault-path-here") if fault.line is None else told("fault-path-there")
        problem = told("fault-missing-file"), where
    except (OSError, ValueError) as error:
        problem = told("fault-unreadable", reason=reason_of(error)), told("fault-unreadable.remedy")
    message, suggestion = problem
    raise ScenarioError(
        Fault(fault.file, fault.line, fault.field, fault.value, message, fault.suggestion or suggestion)
    )


def reason_of(error: OSError | ValueError) -> str:
    """Return why a file cannot be read or written; what is rare in the words of the operating system."""
    if isinstance(error, OSError):
        known = _REASONS.get(error.errno or 0)
        return told(f"fault-reason-{known}") if known else error.strerror or str(error)
    return told("fault-reason-null") if "null" in str(error) else str(error)


def _not_readable(status: os.stat_result, largest: int) -> tuple[str, str] | None:
    if stat.S_ISDIR(status.st_mode):
        return _told("fault-directory")
    if not stat.S_ISREG(status.st_mode):
        return _told("fault-irregular")
    return _too_large(largest) if status.st_size > largest else None


def _not_text(content: bytes, largest: int, *, workbooks: bool) -> tuple[str, str] | None:
    if content.startswith(WORKBOOK) and not workbooks:
        return _told("fault-workbook")
    return _too_large(largest) if len(content) > largest else None


def _too_large(largest: int) -> tuple[str, str]:
    return told("fault-large-file", size=f"{largest / 1e6:g}"), told("fault-large-file.remedy")


def _told(key: str) -> tuple[str, str]:
    """Return what is wrong with a file, and what to do."""
    return told(key), told(f"{key}.remedy")


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
        raise ScenarioError(Fault(name, line, "", None, *_told(_no_text(name)))) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ScenarioError(Fault(name, line, "", None, *_told("fault-binary")))
    return text


def _no_text(name: str) -> str:
    """Return the key of what a file is that is no text: what should be none by its name is damaged."""
    return "fault-not-as-named" if Path(name).suffix.lower() in NO_TEXTS else "fault-utf8"


def read_text(text: str, name: str, folder: Path = Path(), stem: str = "") -> Document:
    """Return the document in a TOML text that came from ``name``.

    Raises
    ------
    ScenarioError
        If the text is no TOML, too deeply nested, or empty; a fault of syntax comes with its line and column.
    """
    try:
        lines, data = _parsed(text)
    except TooDeepError as error:
        raise ScenarioError(_too_deep(name, error.line)) from None
    except RecursionError:
        raise ScenarioError(_too_deep(name, 1)) from None
    except ValueError as error:
        raise ScenarioError(syntax_fault(error, text, name)) from None
    if not data:
        raise ScenarioError(Fault(name, 1, "", None, *_told("fault-empty")))
    return Document(name, data, lines, folder, stem)


def _parsed(text: str) -> tuple[Lines, dict[str, Any]]:
    """Return the lines and the data of a text; a study reads the same scenarios and findings again and again."""
    if len(text) > SHORT:
        return scan(text), tomllib.loads(text)
    lines, data = _parsed_once(text)
    return lines, deepcopy(data)


@lru_cache(maxsize=TEXTS_KEPT)
def _parsed_once(text: str) -> tuple[Lines, dict[str, Any]]:
    return scan(text), tomllib.loads(text)


def _too_deep(name: str, line: int) -> Fault:
    message = told("fault-deep", levels=str(DEEPEST))
    return Fault(name, line, "", None, message, told("fault-deep.remedy"))
