"""What is printed, and where: results on standard output, progress on standard error."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.cli.guard import NOTES, leave_quietly
from budgetsim.cli.streams import writable
from budgetsim.language import told

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from budgetsim.report.drawing import Drawn

WIDEST, USUAL, NARROWEST = 120, 100, 60
LEAST, WORD, GAP = 8, 16, 3
"""Cells that a column of text is given at least, for a word that must not be broken, and between two columns."""
EDGE = 1
"""Cells by which the two edges of a table are narrower than a gap."""
_WORD = r"[^\s\u4e00-\u9fff“（，。；：、）”]+"
_PIECES = re.compile(rf"[“（]*(?:[\u4e00-\u9fff]|{_WORD}(?: = {_WORD})?)[，。；：、）”]*\s*|\s+|.")
"""A Chinese character, a word, or a symbol with its value; each with the punctuation and the space behind it."""


def width() -> int:
    """Width of the output: the terminal's, at most 120; 100 where there is no terminal and nothing else is said."""
    given = os.environ.get("COLUMNS", "")
    if not sys.stdout.isatty() and not given.isdigit():
        return USUAL
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((USUAL, 24)).columns))


def console() -> Console:
    """Return the console of standard output."""
    from rich.console import Console

    class Pipe(Console):
        """A console that ends quietly when its reader has gone."""

        def on_broken_pipe(self) -> None:
            leave_quietly()

    return Pipe(width=width(), highlight=False, emoji=False)


def table(
    columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]], title: str = "", **about: Any
) -> Table:
    """Return a table of plain texts; a column is a heading and ``left`` (it may wrap), ``right`` or ``keep``."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(
        title=Text(_shown(title)) if title else None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD,
        pad_edge=False, header_style="bold", **about,
    )  # fmt: skip
    if not _fits(columns, rows):
        columns = [(heading if kind == "left" else _folded(heading), kind) for heading, kind in columns]
    kept = ("keep", "right") if _fits(columns, rows) else ("right",)
    for heading, kind in columns:
        made.add_column(
            Text(_shown(heading)),
            justify="right" if kind == "right" else "left",
            no_wrap=kind in kept,
            overflow="fold",
        )
    for row in rows:
        made.add_row(*(paragraph(_shown(cell)) for cell in row))
    return made


def _folded(heading: str) -> str:
    """Break a heading, a name of results say, behind its spaces, hyphens and underscores."""
    lines = [""]
    for piece in re.findall(r"[^ _-]*[ _-]?", heading):
        if lines[-1] and len(lines[-1] + piece) > WORD:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def _shown(text: str) -> str:
    """Return a text as the stream will show it, before columns are measured and lines are broken."""
    return writable(text, sys.stdout.encoding)


def parts_that_fit(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the columns of tables below each other that fit the width, each with those that name the rows.

    Texts may be broken at spaces; what is kept to one line, and the longest word, need their room.
    """
    from rich.cells import cell_len

    def needed(place: int) -> int:
        heading, kind = columns[place]
        cells = [line for row in rows for line in row[place].split("\n")]
        pieces = cells if kind != "left" else [word for cell in cells for word in cell.split()]
        # As ``table`` breaks them: one that were counted for less would break the intervals below it.
        heads = heading.split() if kind == "left" else _folded(heading).split("\n")
        return GAP + max(map(cell_len, [*pieces, *heads]), default=0)

    names = _names_of_rows(columns, rows)
    first = sum(needed(place) for place in names)
    parts, taken = [[*names]], first
    for place in range(len(names), len(columns)):
        if taken + needed(place) > width() + EDGE and len(parts[-1]) > len(names):
            parts.append([*names])
            taken = first
        parts[-1].append(place)
        taken += needed(place)
    return parts


def _names_of_rows(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the first column, with the texts next to it that it takes to tell the rows apart.

    Where texts do not suffice, short numbers next to it as well: departments and years of a design.
    """
    texts, short = (_leading(columns, rows, kinds) for kinds in (("left",), ("left", "right")))
    return short if _told_apart(rows, short) else texts


def _leading(
    columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]], kinds: Sequence[str]
) -> list[int]:
    names = [0]
    for place in range(1, len(columns) - 1):
        if columns[place][1] not in kinds or _told_apart(rows, names):
            break
        names.append(place)
    return names


def _told_apart(rows: Sequence[Sequence[str]], names: Sequence[int]) -> bool:
    return len({tuple(row[name] for name in names) for row in rows}) == len(rows)


def say_rows(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; where its kept column has no room, each name on a line of its own above the rest of its row.

    A name that is broken into lines cannot be copied.
    """
    from rich.cells import cell_len, set_cell_size

    if _fits(columns, rows):
        console().print(table(columns, rows))
        return
    kept = next(place for place, (_, kind) in enumerate(columns) if kind == "keep")
    others = [place for place in range(len(columns)) if place != kept]
    wide = {place: max(cell_len(_shown(row[place])) for row in rows) for place in others}
    for row in rows:
        rest = (set_cell_size(_shown(row[place]), wide[place]) for place in others)
        print_text(f"{_shown(row[kept])}\n  {(' ' * GAP).join(rest).rstrip()}\n")


def _fits(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> bool:
    """Whether columns that are kept have room beside texts: where not, names are broken into lines, never cut off."""
    from rich.cells import cell_len

    def widest(place: int) -> int:
        lines = (line for row in rows for line in row[place].split("\n"))
        return max(map(cell_len, [*columns[place][0].split("\n"), *lines]))

    def least(place: int) -> int:
        words = (min(WORD, cell_len(word)) for row in rows for word in row[place].split())
        return max([min(LEAST, widest(place)), *words])

    wide = [widest(place) if kind != "left" else least(place) for place, (_, kind) in enumerate(columns)]
    return sum(wide) + GAP * len(wide) <= width() + EDGE


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of a terminal: Chinese between any two characters, other text between words.

    Rich breaks at spaces alone, which leaves Chinese lines half empty.
    """
    from rich.cells import cell_len

    lines = [""]
    for piece in _PIECES.findall(text):
        if cell_len(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def paragraph(text: str, style: str = "") -> Text:
    """Return a text that Rich breaks into lines; Chinese, which has no spaces, between any two characters."""
    from rich.cells import cell_len
    from rich.containers import Lines
    from rich.measure import Measurement
    from rich.text import Text

    class Ideographs(Text):
        """A text that is broken between characters."""

        def wrap(self, console: Console, width: int, **how: Any) -> Lines:
            """Return its lines."""
            pieces = [piece for line in self.plain.split("\n") for piece in wrapped(line, width)]
            lines = [Text(piece, self.style).wrap(console, width, **how) for piece in pieces]
            return Lines(line for part in lines for line in part)

        def __rich_measure__(self, console: Console, options: Any) -> Measurement:
            """Return how wide it may be: a column of it gives way to others."""
            del console, options
            widest = max(map(cell_len, self.plain.split("\n")))
            return Measurement(min(widest, LEAST), widest)

    is_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
    return (Ideographs if is_chinese else Text)(text, style)


def say(text: str = "", *, style: str | None = None) -> None:
    """Print a paragraph, wrapped at words, in Chinese at characters."""
    from rich.console import Group

    # In a group, since Rich joins bare texts to one of its own, which is broken at spaces alone.
    console().print(Group(paragraph(_shown(text), style or "")))


def say_figure(drawn: Drawn, *, all_files: bool = False) -> None:
    """Say where a figure is, and what it shows."""
    files = ", ".join(map(str, drawn.files if all_files else drawn.files[:1]))
    say(f"{told('cli-figure', files=files)}\n  {drawn.caption}")


def print_json(document: Any) -> None:
    """Print one JSON document on standard output, and nothing else; notes of the command go with it."""
    if NOTES and isinstance(document, dict):
        document = document | {"notes": [*NOTES, *document.get("notes", ())]}
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    if writable(text, sys.stdout.encoding) != text:
        text = json.dumps(document, indent=2, allow_nan=False)  # the same document, written in ASCII
    sys.stdout.write(text + "\n")


def print_text(text: str) -> None:
    """Print a text as it is, for files and pipes."""
    sys.stdout.write(text)
