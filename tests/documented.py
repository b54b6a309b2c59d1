"""Command lines that README and the pages of docs/ show, and the Python that they run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^ *```([^\n]*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
IN_TEXT = re.compile(r"`([^`]+)`")
PROGRAMS = ("budgetsim", "python", "solara", "make")
SHELLS = ("", "sh", "text")
"""How blocks are marked that may hold lines for a terminal."""


@dataclass(frozen=True)
class Line:
    """A command line, and where it is shown."""

    page: str
    number: int
    text: str

    @property
    def words(self) -> list[str]:
        """Its words as a shell hands them on, without the comment behind them and variables before them."""
        words = shlex.split(self.text, comments=True)
        return words[next(n for n, word in enumerate(words) if "=" not in word) :]

    def __str__(self) -> str:
        return f"{self.page}:{self.number}: {self.text}"


def pages(root: Path) -> list[Path]:
    """Return README and the pages of docs/."""
    return [root / "README.md", *sorted((root / "docs").glob("*.md"))]


def lines(page: Path) -> Iterator[Line]:
    """Yield every command line of a page, those in its running text too."""
    text = page.read_text(encoding="utf-8")
    for marked, start, body in _blocks(text):
        if marked in SHELLS:
            for place, one in enumerate(body.splitlines()):
                yield from _line(page, start + place, one)
    for found in IN_TEXT.finditer(BLOCK.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), text)):
        yield from _line(page, text[: found.start()].count("\n") + 1, " ".join(found[1].split()))


def _blocks(text: str) -> Iterator[tuple[str, int, str]]:
    for block in BLOCK.finditer(text):
        yield block[1].strip(), text[: block.start()].count("\n") + 2, block[2]


def _line(page: Path, number: int, text: str) -> Iterator[Line]:
    stripped = text.strip().removeprefix("$ ")
    if re.match(rf"(?:[A-Z_]+=\S* )*(?:{'|'.join(PROGRAMS)}) ", stripped):
        yield Line(page.name, number, stripped)
