"""A language: messages by key, and the declared names of the model as its readers call them."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path, PurePath
from threading import Lock
from typing import TYPE_CHECKING, Any

from budgetsim.registry import KINDS

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

DEFAULT = "en"
LANGUAGES: dict[str, str] = {}
"""Names of the languages that there are, by code, as their own ``language.ftl`` says them; the default comes first."""
MORE = "BUDGETSIM_WORDS"
"""Variable with further folders that hold a folder for each language, as ``PATH`` holds folders of programs."""
_FOLDERS: dict[str, Path] = {}
SPOKEN: ContextVar[str] = ContextVar("spoken", default=DEFAULT)
"""Code of the language in which errors, help and tables are told: that of the command, or of a program's choice."""
AREAS = {
    "ask": "ask",
    "caveat": "caveats",
    "cli": "cli",
    "data": "data",
    "drawn": "drawn",
    "explain": "explain",
    "fault": "faults",
    "figure": "figures",
    "form": "forms",
    "gate": "gate",
    "guide": "guide",
    "head": "tables",
    "inspect": "inspect",
    "kept": "kept",
    "language": "language",
    "lab": "lab",
    "lesson": "lessons",
    "money": "money",
    "note": "faults",
    "report": "report",
    "results": "results",
    "room": "room",
    "roster": "faults",
    "running": "running",
    "scenario": "scenarios",
    "sides": "sides",
    "study": "studies",
    "survey": "survey",
    "table": "tables",
}
"""First words of keys, and the file in which such messages stand; all others stand in ``terms.ftl``. What a kind of
study says stands with the kind, under keys that begin with its name (``registry.KINDS``)."""
_LONG = 500
"""Characters of a value from which on it is put in after Fluent has put the others in."""


class LanguageError(LookupError):
    """A message or a variable of it is missing: a mistake of the programmer, found by the tests."""


@dataclass(frozen=True, eq=False)
class Language:
    """Messages of one language. Call it with a key and the values of the message's variables."""

    code: str
    bundle: FluentBundle
    files: dict[str, Path]
    """Files by area that are not read yet: a command that says three sentences does not read all lessons."""
    read: set[str] = field(default_factory=set)
    reading: Lock = field(default_factory=Lock)
    pieces: dict[str, tuple[tuple[str, str], ...] | None] = field(default_factory=dict)
    """By key, the pieces of a message that only puts variables into words; ``None`` of one that selects or counts."""

    @property
    def tag(self) -> str:
        """Language tag for the ``lang`` attribute of a page."""
        return line("language-tag", self.code)

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return a message.

        Parameters
        ----------
        key
            Name of the message; ``name.part`` is an attribute of it.
        **values
            Variables of the message. Texts appear as they are; give numbers as texts where their digits matter.

        Raises
        ------
        LanguageError
            If the message, or a variable that it uses, is missing.
        """
        if key not in self.pieces:
            self.pieces[key] = _pieces_of(self._pattern(key))
        pieces = self.pieces[key]
        if pieces is not None:
            # Ten times as fast as Fluent: a table may have a fault in each of its cells.
            with suppress(TypeError, KeyError):  # numbers, and variables that are missing
                return "".join([values[variable] if variable else text for text, variable in pieces])
        return self._formatted(key, values)

    def _pattern(self, key: str) -> Any:
        """Return the pattern of a message or attribute."""
        name, _, part = key.partition(".")
        message = self.bundle.get_message(name) if self.has(name) else None
        pattern = None if message is None else message.attributes.get(part) if part else message.value
        if pattern is None:
            raise LanguageError(f"no message {key!r} in {LANGUAGES[self.code]}")
        return pattern

    def _formatted(self, key: str, values: dict[str, Any]) -> str:
        """Return a message as Fluent puts it together; paths are told as texts."""
        values = {
            name: str(value) if isinstance(value, PurePath) else value for name, value in values.items()
        }
        # Fluent refuses long values, such as the path of a file that somebody mistyped: they are put in afterwards.
        long = {
            name: value for name, value in values.items() if isinstance(value, str) and len(value) > _LONG
        }
        places = {name: f"\ue000{number}\ue001" for number, name in enumerate(long)}
        text, errors = self.bundle.format_pattern(self._pattern(key), {**values, **places})
        if errors:
            raise LanguageError(f"message {key!r} in {LANGUAGES[self.code]}: {errors[0]}")
        text = str(text)
        for name, place in places.items():
            text = text.replace(place, long[name])
        return text

    def has(self, key: str) -> bool:
        """Tell whether there is a message, or a part of one, of this name."""
        name, _, part = key.partition(".")
        self._read(area_of(name))
        if not part or not self.bundle.has_message(name):
            return bool(self.bundle.has_message(name))
        return part in self.bundle.get_message(name).attributes

    def _read(self, area: str) -> None:
        """Read the messages of an area, once."""
        if area in KINDS and area not in self.read:
            self.files.setdefault(area, words_of(KINDS[area]) / f"{self.code}.ftl")
        if area not in self.files:
            return
        with self.reading:
            if area in self.files:
                from fluent.runtime import FluentResource

                text = self.files[area].read_text(encoding="utf-8")
                self.bundle.add_resource(FluentResource(text))
                self.read.add(area)
                # Last, so that nobody looks for a message before it is there.
                del self.files[area]

    def name(self, declared: str) -> str:
        """Name of a parameter or outcome as readers of this language call it."""
        return self._or_plain(f"term-{declared}", declared.replace("_", " "))

    def choice(self, value: object) -> str:
        """Return a choice of a categorical parameter as readers of this language call it."""
        return self._or_plain(f"choice-{value}", str(value))

    def scenario(self, name: str) -> str:
        """Title of a reference scenario; any other scenario keeps its name."""
        return self._or_plain(f"scenario-{name}", name)

    def _or_plain(self, key: str, plain: str) -> str:
        return self(key) if self.has(key) else plain

    def unit(self, unit: str) -> str:
        """Return a declared unit in this language."""
        return self._or_plain(unit_key(unit), unit)


def _pieces_of(pattern: Any) -> tuple[tuple[str, str], ...] | None:
    """Return the words of a pattern and the names of its variables, one of each pair empty; ``None`` if it has more."""
    from fluent.syntax import ast

    pieces = []
    for element in getattr(pattern, "elements", [pattern]):
        match getattr(element, "expression", element):
            case ast.TextElement(value=text):
                pieces.append((text, ""))
            case ast.StringLiteral() as literal:
                pieces.append((literal.parse()["value"], ""))
            case ast.VariableReference(id=variable):
                pieces.append(("", variable.name))
            case _:
                return None
    return tuple(pieces)


def area_of(key: str) -> str:
    """Return the area whose file holds a message: its first word, or the words of the domain."""
    first = key.partition("-")[0]
    return first if first in KINDS else AREAS.get(first, "terms")


def unit_key(unit: str) -> str:
    """Return the key under which a unit is translated."""
    return "unit-" + re.sub(r"[^a-z0-9]+", "-", unit.lower().replace("²", "2")).strip("-")


def words_of(package: str) -> Path:
    """Return the folder of words beside a kind of study, without importing what the kind needs."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LanguageError(f"there is no package {package!r}")
    return Path(spec.origin).parent / "words"


@cache
def _lines(area: str, code: str) -> dict[str, str]:
    """Return the keys of a file, each with its text if that is one line without variables: found without Fluent."""
    file = _FOLDERS[code] / f"{area}.ftl"
    if area in KINDS and not file.is_file():
        file = words_of(KINDS[area]) / f"{code}.ftl"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return {
        match[1]: match[2] if match[2] and "{" not in match[2] else ""
        for match in re.finditer(r"^([a-z][\w-]*) = ?(?:(\S.*)$(?!\n[ \t]+[^.\s]))?", text, re.MULTILINE)
    }


def is_message(key: str, code: str = DEFAULT) -> bool:
    """Tell whether there is a message of this name, without reading all of its file."""
    return key in _lines(area_of(key), code)


def line(key: str, code: str = DEFAULT) -> str:
    """Return a message of one line without variables as it stands in its file: for help that has to come at once.

    Raises
    ------
    LanguageError
        If there is no such message.
    """
    text = _lines(area_of(key), code).get(key)
    if not text:
        raise LanguageError(f"no message {key!r} of one line without variables in {LANGUAGES[code]}")
    return text


def spoken() -> Language:
    """Return the language in which errors, help and tables are told."""
    return language(SPOKEN.get())


def told(key: str, /, **values: Any) -> str:
    """Return a message in the language that is spoken; as ``Language.__call__``."""
    at_once = "" if values else _lines(area_of(key), SPOKEN.get()).get(key)
    return at_once or spoken()(key, **values)


@cache
def language(code: str = DEFAULT) -> Language:
    """Return a language by its code.

    Raises
    ------
    LanguageError
        If there is no such language.
    """
    if code not in LANGUAGES:
        raise LanguageError(f"no language {code!r}; there are {', '.join(LANGUAGES)}")
    from fluent.runtime import FluentBundle

    # No marks around inserted texts: they would end up in files and break copying.
    bundle = FluentBundle([line("language-tag", code)], use_isolating=False)
    return Language(code, bundle, {file.stem: file for file in _FOLDERS[code].glob("*.ftl")})


def add_languages(home: Path) -> None:
    """Take note of the languages in a folder: each is a folder of its own, named by its code, with ``language.ftl``.

    The words of kinds of study stand with the kinds, as ``words/CODE.ftl``, or in the folder of the language under the
    name of the kind.
    """
    folders = sorted(file.parent for file in home.glob("*/language.ftl"))
    for folder in sorted(folders, key=lambda folder: folder.name != DEFAULT):
        _FOLDERS[folder.name] = folder
        LANGUAGES[folder.name] = line("language-name", folder.name)


for _home in (Path(__file__).parent, *map(Path, filter(None, os.environ.get(MORE, "").split(os.pathsep)))):
    add_languages(_home)
