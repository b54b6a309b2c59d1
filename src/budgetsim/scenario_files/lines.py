"""On which line of a TOML text each key stands; ``tomllib`` forgets it."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import suppress

DEEPEST = 20

Path = tuple[str | int, ...]

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

    def __init__(self, known: dict[Path, int] | None = None) -> None:
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
        self.known: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._breaks = [found.start() for found in re.finditer("\n", text)]

    def document(self) -> None:
        """Read statements to the end of the text."""
        prefix: Path = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self._take("["):
                prefix = self._header()
            else:
                self._pair(prefix, 0)
            self._skip(_REST)
            self._skip(_BLANK)

    def _header(self) -> Path:
        is_array = self._take("[")
        line = self._line()
        keys = self._keys()
        prefix: Path = ()
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

    def _latest(self, path: Path) -> Path:
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _pair(self, prefix: Path, depth: int) -> None:
        line = self._line()
        for key in self._keys():
            prefix = (*prefix, key)
            self.known.setdefault(prefix, line)
        if not self._take("="):
            raise _LostError
        self._skip(_SPACE)
        self._value(prefix, depth)

    def _value(self, path: Path, depth: int) -> None:
        if depth + len(path) > DEEPEST:
            raise TooDeepError(self._line())
        if self._take("["):
            self._array(path, depth + 1)
        elif self._take("{"):
            self._inline_table(path, depth + 1)
        else:
            self._match(_VALUE)

    def _array(self, path: Path, depth: int) -> None:
        count = 0
        self._skip(_BLANK)
        while not self._take("]"):
            element = (*path, count)
            self.known.setdefault(element, self._line())
            self._value(element, depth)
            count += 1
            self._separator("]")

    def _inline_table(self, path: Path, depth: int) -> None:
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
