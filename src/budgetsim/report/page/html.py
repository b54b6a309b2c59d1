"""What a page is made of, and an HTML file of it: all escaped, in both languages, nothing loaded from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, ClassVar

import jinja2
from markupsafe import Markup, escape

from budgetsim import __version__
from budgetsim.language import LANGUAGES, language
from budgetsim.report.page.text import Break, English, Name, Number, Piece, Said, say

TEMPLATES = "templates"


@dataclass(frozen=True)
class Paragraph:
    """A sentence or several."""

    text: Said
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class Bullets:
    """Sentences of equal rank."""

    items: Sequence[Said]
    kind: ClassVar[str] = "bullets"


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row is its heading.

    ``key`` tells machines which table it is, ``total`` how many rows there are if not all are in it.
    """

    key: str
    caption: Said
    heads: Sequence[Said]
    rows: Sequence[Sequence[Said]]
    note: Said | None = None
    total: int | None = None
    kind: ClassVar[str] = "table"


@dataclass(frozen=True)
class Picture:
    """A figure, by language: as markup that was made here, or as the bytes of an image in base 64."""

    name: str
    alt: Said
    caption: Said
    svg: Mapping[str, str] = field(default_factory=dict)
    png: Mapping[str, str] = field(default_factory=dict)
    kind: ClassVar[str] = "picture"


@dataclass(frozen=True)
class Verbatim:
    """A text as it is, such as a file."""

    text: str
    kind: ClassVar[str] = "verbatim"


@dataclass(frozen=True)
class Fold:
    """Blocks that are shown when they are asked for, and in print unless they would fill it."""

    title: Said
    blocks: Sequence[Block]
    is_printed: bool = True
    kind: ClassVar[str] = "fold"


Block = Paragraph | Bullets | Table | Picture | Verbatim | Fold


@dataclass(frozen=True)
class Section:
    """A section of a part; ``key`` is the end of its address in the page."""

    key: str
    title: Said
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Part:
    """Everything about one directory of results; ``verdicts`` stand below its title."""

    directory: str
    command: str
    title: Said
    lead: Said
    findings: Sequence[Said]
    sections: Sequence[Section]
    verdicts: Sequence[Said] = ()


def page(parts: Sequence[Part], title: Said, code: str, closing: Section) -> str:
    """Return the page.

    Parameters
    ----------
    parts
        What is reported, in reading order.
    title
        Its heading.
    code
        Language in which it opens.
    closing
        Section below all parts.
    """
    style, script = _text("report.css"), _text("report.js")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            parts=parts,
            title=title,
            closing=closing,
            code=code,
            tags={own: language(own).tag for own in LANGUAGES},
            languages=LANGUAGES,
            version=__version__,
            style=Markup(style),  # noqa: S704 - a file of this package
            script=Markup(script),  # noqa: S704 - a file of this package
            script_hash=_digest(script),
        )
    )


def both(said: Said) -> Markup:
    """Return a sentence in every language, of which the page shows one; what is alike stands there once."""
    if said.is_one:
        return _inner(said.pieces["en"])
    return Markup().join(
        Markup('<span class="{}" lang="{}">{}</span>').format(code, language(code).tag, _inner(pieces))
        for code, pieces in said.pieces.items()
    )


def _inner(pieces: Sequence[Piece]) -> Markup:
    return Markup().join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> Markup:
    if isinstance(piece, Number):
        return Markup('<data value="{!r}">{}</data>').format(_Plain(piece.value), piece.text)
    if isinstance(piece, Name):
        return Markup("<bdi>{}</bdi>").format(piece.text)
    if isinstance(piece, Break):
        return Markup("<br>")
    if isinstance(piece, English):
        return Markup('<span lang="en">{}</span>').format(piece.text)
    return escape(piece)


class _Plain(float):
    """A number that shows itself with all its digits, whole numbers without a point."""

    def __repr__(self) -> str:
        return str(int(self)) if self.is_integer() and abs(self) < 2.0**53 else float.__repr__(self)


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(_text),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    helpers: dict[str, Any] = {"say": say, "svg": Markup}
    made.globals.update(helpers)
    made.filters["both"] = both
    return made


@cache
def _text(name: str) -> str:
    folder = resources.files("budgetsim.report.page") / TEMPLATES
    return (folder / name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
