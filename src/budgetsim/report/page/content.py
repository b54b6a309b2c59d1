"""What a page is made of, before it is HTML: parts, sections, and the blocks in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from budgetsim.report.page.text import Said


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
    """Everything about one directory of results."""

    directory: str
    command: str
    title: Said
    lead: Said
    findings: Sequence[Said]
    sections: Sequence[Section]
