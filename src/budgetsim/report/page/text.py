"""Sentences of a page in every language at once, with numbers that machines can read and names that can do no harm."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetsim.language import DEFAULT, LANGUAGES, Language, language

HARMFUL = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Categories of characters that nobody sees but that change how the rest is read, directional ones among them."""
OPEN, CLOSE = "\ue000", "\ue001"
"""Marks around the number of a value in a sentence that is being made; no visible text holds them."""

LONGEST_CELL = 40
"""Letters up to which numbers stand on one line."""


def visible(text: object) -> str:
    """Return a text with every invisible character but line breaks and tabs replaced by its number."""
    return "".join(
        f"⟨U+{ord(char):04X}⟩" if char not in "\n\t" and unicodedata.category(char) in HARMFUL else char
        for char in str(text)
    )


@dataclass(frozen=True)
class Number:
    """A number as it was stored and as it is shown."""

    value: float
    text: str


@dataclass(frozen=True)
class Name:
    """Somebody's own words, such as the name of a scenario: shown as they are, in no language of the page."""

    text: str


@dataclass(frozen=True)
class English:
    """Words that exist in English only."""

    text: str


@dataclass(frozen=True)
class Break:
    """A new line in a cell of a table."""

    text: str = " "


Piece = str | Number | Name | English | Break
"""What a sentence is made of; a plain text is in the language of the sentence."""


@dataclass(frozen=True)
class Said:
    """A sentence, or less, in every language."""

    pieces: Mapping[str, tuple[Piece, ...]]

    def plain(self, code: str = DEFAULT) -> str:
        """Return the text alone."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces[code])

    @property
    def is_one(self) -> bool:
        """Whether all languages say it with the same words."""
        return len(set(self.pieces.values())) == 1

    @property
    def number(self) -> Number | None:
        """The number, if there is nothing else."""
        found = self.pieces[DEFAULT]
        return found[0] if self.is_one and len(found) == 1 and isinstance(found[0], Number) else None

    @property
    def is_numeric(self) -> bool:
        """Whether it is numbers and little else, so that it should stand on one line."""
        return (
            any(isinstance(piece, Number) for piece in self.pieces[DEFAULT])
            and len(self.plain()) < LONGEST_CELL
        )

    def capital(self) -> Said:
        """Return the same with a capital letter in front."""
        first = {
            code: (found[0][:1].upper() + found[0][1:], *found[1:])
            if found and isinstance(found[0], str)
            else found
            for code, found in self.pieces.items()
        }
        return Said(first)


def say(key: str, /, **values: Any) -> Said:
    """Return a message in every language.

    Parameters
    ----------
    key
        Name of the message.
    **values
        Its variables: ``Said``, ``Number``, ``Name``, ``English``; a plain text or number is given to the message as
        it is, to choose by.
    """
    return Said({code: _pieces(language(code), key, values) for code in LANGUAGES})


def told_in_each(tell: Callable[[Language], str]) -> Said:
    """Return what a function says in every language."""
    return Said({code: (visible(tell(language(code))),) for code in LANGUAGES})


def alike(*pieces: Piece) -> Said:
    """Return the same pieces in every language."""
    return Said(dict.fromkeys(LANGUAGES, tuple(pieces)))


def name(text: object) -> Said:
    """Return somebody's own words."""
    return alike(Name(visible(text)))


def english(text: str) -> Said:
    """Return words that exist in English only; the page in another language marks them as such."""
    shown = visible(text)
    return Said({code: (shown,) if code == DEFAULT else (English(shown),) for code in LANGUAGES})


def scenario(called: str) -> Said:
    """Return a scenario: in English by its name, else by its title, if it is a reference scenario."""
    shown = {
        code: visible(called if code == DEFAULT else language(code).scenario(called)) for code in LANGUAGES
    }
    return Said({code: (Name(text),) for code, text in shown.items()})


def term(declared: str) -> Said:
    """Return what readers call a parameter or an outcome."""
    return Said({code: (visible(language(code).name(declared)),) for code in LANGUAGES})


def unit(declared: str) -> Said:
    """Return a declared unit; one that has no translation stays in English."""
    shown = {code: language(code).unit(declared) for code in LANGUAGES}
    return Said(
        {
            code: (visible(text),) if code == DEFAULT or text != declared else (English(visible(text)),)
            for code, text in shown.items()
        }
    )


def choice(value: object) -> Said:
    """Return the value of a parameter that is no number."""
    return Said({code: (visible(language(code).choice(value)),) for code in LANGUAGES})


def joined(items: Iterable[Said], between: Said) -> Said:
    """Return items with something between them."""
    every = list(items)
    return Said(
        {
            code: tuple(
                piece
                for place, item in enumerate(every)
                for piece in ((*between.pieces[code],) if place else ()) + item.pieces[code]
            )
            for code in LANGUAGES
        }
    )


def count(value: float) -> Said:
    """Return a whole number."""
    return alike(Number(int(value), f"{value:,.0f}"))


def _pieces(speech: Language, key: str, values: Mapping[str, Any]) -> tuple[Piece, ...]:
    """Return a message in one language, its values as pieces."""
    own: dict[str, tuple[Piece, ...]] = {}
    for variable, value in values.items():
        if isinstance(value, Said):
            own[variable] = value.pieces[speech.code]
        elif isinstance(value, Number | Name | English):
            own[variable] = (value,)
    plain = tuple((variable, value) for variable, value in values.items() if variable not in own)
    made: list[Piece] = []
    for part in _shape(speech.code, key, tuple(own), plain):
        made += own[part.variable] if isinstance(part, _Place) else (part,)
    return tuple(made)


@dataclass(frozen=True)
class _Place:
    """Where the value of a variable stands in a sentence."""

    variable: str


@cache
def _shape(
    code: str, key: str, variables: tuple[str, ...], plain: tuple[tuple[str, Any], ...]
) -> tuple[str | _Place, ...]:
    """Return a message as its words and the places of its values: tables say the same thousands of times."""
    marked = {variable: f"{OPEN}{place}{CLOSE}" for place, variable in enumerate(variables)}
    words = language(code)(key, **marked, **dict(plain)).replace(OPEN, CLOSE).split(CLOSE)
    return tuple(
        _Place(variables[int(text)]) if place % 2 else text
        for place, text in enumerate(words)
        if place % 2 or text
    )
