"""Tables of an answer: columns over plain rows, for terminals, Markdown, LaTeX, HTML, files and data frames alike."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from budgetsim.language import DEFAULT, Language
from budgetsim.rounding import (
    Estimate,
    amount,
    apart,
    digits_for,
    estimate,
    fixed,
    level,
    p_value,
    per_cent,
    share_estimate,
)

if TYPE_CHECKING:
    import pandas as pd

CellKind = Literal[
    "text",
    "name",
    "term",
    "unit",
    "number",
    "share",
    "range",
    "count",
    "p",
    "truth",
    "message",
    "value",
    "label",
]
"""``text`` is somebody's own words; ``name`` a parameter, outcome or choice as people type it, in English, or as
readers of another language call it; ``term`` what readers of any language call it; ``message`` the key of a message;
``value`` what a parameter is set to: a number, a choice, or on and off; ``label`` a ``Label``. A number or share may be
an ``Interval``, or a ``Label``, which says how it is written; of a ``range``, one too, only the ends are told."""
Audience = Literal["everybody", "brief", "report", "files"]
NOTHING = "–"
TRUTHS = {True: "yes", False: "no"}
SWITCHED = {True: "on", False: "off"}


@dataclass(frozen=True)
class Interval:
    """An estimate and its 95 % interval; ``None`` where it is undefined."""

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether there is an interval."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True)
class Label:
    """A text that is put together in each language; files and frames have what is plain, which may be a number."""

    plain: str | float | None
    tell: Callable[[Language], str]


@dataclass(frozen=True)
class Judged(Interval):
    """A difference, what it means for the public, and its band under other stances on transfers and public funds.

    ``verdict`` is the end of a message ``table-verdict-``; ``share`` is the share of seeds, or of draws, that do
    better, where the verdict speaks of it.
    """

    verdict: str = ""
    share: float | None = None
    band: tuple[float, float] | None = None
    is_drawn: bool = False
    """Whether the share is one of draws of parameters, and not of seeds."""
    share_worse: float | None = None
    """Share that does worse, where some differ in nothing and do neither."""


@dataclass(frozen=True)
class Column:
    """A column.

    ``key`` names it in files and frames, ``head`` is the key of its heading, by default ``head-`` and the key, or makes
    the heading in a language; ``places`` are the decimals of its numbers where their size does not decide; narrow
    terminals leave out what is spare; ``half`` tells intervals as ± half of them. One for ``files`` is shown nowhere.
    """

    key: str
    kind: CellKind = "text"
    head: str | Callable[[Language], str] = ""
    places: int | None = None
    sign: bool = False
    is_spare: bool = False
    audience: Audience = "everybody"
    half: bool = False

    @property
    def is_numeric(self) -> bool:
        """Whether its cells are numbers."""
        return self.kind in ("number", "share", "range", "count", "p")

    @property
    def is_short(self) -> bool:
        """Whether its cells are single numbers, which stand below each other at the right."""
        return self.kind in ("count", "p")

    def heading(self, say: Language) -> str:
        """Return its heading."""
        if callable(self.head):
            return self.head(say)
        key = self.head or f"head-{self.key.replace('_', '-').lower()}"
        if say.has(key):
            return say(key)
        return self.key if say.code == DEFAULT else say.name(self.key)


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes
    ----------
    name
        Its name, by which ``to_df`` finds it.
    columns, rows
        Plain values, one per column.
    title, note
        What it shows, and what to know of it, as functions of a language.
    file
        Name of the CSV file in which it is kept beside the runs; empty if it is not.
    text_file
        Name, without its ending, of the Markdown and LaTeX files in which it is kept; empty if it is not.
    audience
        Who is shown it: everybody, terminals and notebooks (``brief``), readers of reports, or nobody: then it is there
        for files and frames.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    title: Callable[[Language], str] = lambda _: ""
    note: Callable[[Language], str] = lambda _: ""
    file: str = ""
    text_file: str = ""
    audience: Audience = "everybody"

    @property
    def shown(self) -> list[int]:
        """Places of the columns that people are shown."""
        return [place for place, column in enumerate(self.columns) if column.audience != "files"]

    def heads(self, say: Language) -> list[str]:
        """Return the headings of what people are shown."""
        return [self.columns[place].heading(say) for place in self.shown]

    def texts(self, say: Language) -> list[list[str]]:
        """Return the cells as people read them."""
        return [[text_of(self.columns[place], row[place], say) for place in self.shown] for row in self.rows]

    def to_df(self) -> pd.DataFrame:
        """Return the plain values as a data frame; an interval takes three columns."""
        import pandas as pd

        frame = pd.DataFrame(list(self._plain()), columns=self._names())
        for column in self.columns:
            # Numbers of which none is known are numbers still.
            if column.is_numeric and frame[column.key].dtype == object:
                frame[column.key] = frame[column.key].astype(float)
        return frame

    def csv(self) -> str:
        """Return the plain values as CSV; what is undefined is empty."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self._names())
        writer.writerows([_kept(cell) for cell in row] for row in self._plain())
        return text.getvalue()

    def _names(self) -> list[str]:
        wide = self._intervals()
        return [
            name
            for place, column in enumerate(self.columns)
            for name in (
                (column.key, f"{column.key}_low", f"{column.key}_high") if place in wide else (column.key,)
            )
        ]

    def _plain(self) -> Iterator[list[Any]]:
        wide = self._intervals()
        for row in self.rows:
            cells: list[Any] = []
            for place, cell in enumerate(row):
                if place not in wide:
                    cells.append(cell.plain if isinstance(cell, Label) else cell)
                elif isinstance(cell, Interval):
                    cells += [cell.value, cell.low, cell.high]
                else:
                    cells += [cell, None, None]
            yield cells

    def _intervals(self) -> set[int]:
        return {place for row in self.rows for place, cell in enumerate(row) if isinstance(cell, Interval)}


def text_of(column: Column, cell: Any, say: Language) -> str:
    """Return a cell as people read it in a language."""
    if cell is None:
        return NOTHING
    if isinstance(cell, Interval) and column.kind == "range":
        return range_text(cell, say)
    if isinstance(cell, Interval):
        return _interval_text(column, cell, say)
    if isinstance(cell, Label):
        return cell.tell(say)
    if column.is_numeric:
        return number_text(column, cell)
    of_kind: dict[str, Callable[[Any], str]] = {
        "text": str,
        "name": str if say.code == DEFAULT else say.name,
        "term": say.name,
        "unit": say.unit,
        "message": say,
        "value": lambda value: value_text(value, say),
        "label": str,
        "truth": lambda truth: say(f"table-{TRUTHS[bool(truth)]}"),
    }
    return of_kind[column.kind](cell)


def value_text(value: Any, say: Language) -> str:
    """Return what a parameter is set to: a number with the digits it was set with, a choice, on or off."""
    if isinstance(value, bool):
        return say(f"table-{SWITCHED[value]}")
    if isinstance(value, str):
        return value if say.code == DEFAULT else say.choice(value)
    return level(value) if isinstance(value, float) else str(value)


def range_text(cell: Interval, say: Language) -> str:
    """Return both ends, with the digits that the interval of the value deserves; told apart where there is no value."""
    if cell.low is None or cell.high is None:
        return NOTHING
    if cell.value is None:
        low, high = apart(cell.low, cell.high, sign=True)
    else:
        around = estimate(cell.value, cell.low, cell.high)
        low, high = around.low, around.high
    return low if low == high else say("table-interval", low=low, high=high)


def number_text(column: Column, value: float) -> str:
    """Return a number with as many digits as it deserves."""
    if not math.isfinite(value):
        return NOTHING
    match column.kind:
        case "count":
            return f"{value:,.0f}"
        case "share":
            return per_cent(value)
        case "p":
            return p_value(value)
    if column.places is not None or column.sign:
        places = digits_for(None, None, value) if column.places is None else column.places
        return fixed(value, places, sign=column.sign)
    return amount(value)


def interval_texts(column: Column, cell: Interval, say: Language) -> tuple[str, str]:
    """Return an estimate and its interval with the digits that the interval deserves; no text without an interval."""
    if cell.value is None:
        return NOTHING, ""
    if cell.low is None or cell.high is None:
        return number_text(column, cell.value), ""
    low, high = bound_texts(column, cell)
    return _estimate(column, cell).value, say("table-interval", low=low, high=high)


def _interval_text(column: Column, cell: Interval, say: Language) -> str:
    if isinstance(cell, Judged):
        return "\n".join(_judged_lines(column, cell, say))
    value, bounds = interval_texts(column, cell, say)
    if bounds and column.half:
        return f"{value} ±{_estimate(column, cell).half}"
    return f"{value} ({bounds})" if bounds else value


IN_SHARE = ("better", "worse", "better-unless", "worse-unless", "depends", "unknown", "mixed")
"""Verdicts that are told with the share of seeds, or of draws, that do better (or worse)."""


def share_told(verdict: str, better: float, worse: float | None = None) -> float:
    """Return the share that a verdict speaks of: of what does better, or worse where the verdict says so."""
    if not verdict.startswith("worse"):
        return better
    return 1.0 - better if worse is None else worse


def verdict_text(cell: Judged, say: Language) -> str:
    """Return what a difference means for the public, with the share of seeds or draws in which it does."""
    if cell.verdict not in IN_SHARE or cell.share is None:
        return say(f"table-verdict-{cell.verdict}")
    part = share_told(cell.verdict, cell.share, cell.share_worse)
    return say(f"table-verdict-{cell.verdict}-in", share=per_cent(part))


def band_texts(cell: Judged) -> tuple[str, str]:
    """Return both ends of a band, with signs, told apart where they differ; empty texts where there is none."""
    if cell.band is None:
        return "", ""
    low, high = apart(*cell.band, sign=True)
    return low, high


def _judged_lines(column: Column, cell: Judged, say: Language) -> list[str]:
    if cell.verdict == "same":
        return [say("table-verdict-same")]
    value, bounds = interval_texts(column, cell, say)
    lines = [f"{value} {verdict_text(cell, say)}", *([bounds] if bounds else [])]
    low, high = band_texts(cell)
    if low:
        lines.append(f"({low if low == high else say('table-interval', low=low, high=high)})")
    return lines


def bound_texts(column: Column, cell: Interval) -> tuple[str, str]:
    """Return both ends of an interval."""
    texts = _estimate(column, cell)
    return texts.low, texts.high


def _estimate(column: Column, cell: Interval) -> Estimate:
    value = cell.value or 0.0
    if column.kind == "share":
        return share_estimate(value, cell.low, cell.high)
    return estimate(value, cell.low, cell.high, sign=column.sign)


def markdown_of(table: Table, say: Language) -> str:
    """Return a table as Markdown."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"

    rule = ["---:" if table.columns[place].is_numeric else "---" for place in table.shown]
    lines = [line(table.heads(say)), line(rule), *(line(row) for row in table.texts(say))]
    title, note = table.title(say), table.note(say)
    return (
        "\n\n".join(part for part in (f"**{title}**" if title else "", "\n".join(lines), note) if part) + "\n"
    )


_LATEX = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "−": "$-$", "–": "--", "<": "$<$", ">": "$>$",
    "×": r"$\times$", "±": r"$\pm$", "Δ": r"$\Delta$", "’": "'", "“": "``", "”": "''",
}  # fmt: skip
LONGEST_TABULAR = 40
"""Rows from which a LaTeX table must be able to break over pages."""


def latex_of(table: Table, say: Language) -> str:
    """Return a table as LaTeX with rules of booktabs; a long one breaks over pages (longtable)."""

    def escaped(text: str) -> str:
        return "".join(_LATEX.get(char, char) for char in text.replace("\n", " "))

    def line(cells: Sequence[str]) -> str:
        return " & ".join(map(escaped, cells)) + r" \\"

    form = "".join("r" if table.columns[place].is_numeric else "l" for place in table.shown)
    head = [r"\toprule", line(table.heads(say)), r"\midrule"]
    body = [line(row) for row in table.texts(say)]
    caption = escaped(". ".join(text for text in (table.title(say), table.note(say)) if text))
    caption_lines = [rf"\caption{{{caption}}}"] if caption else []
    if len(table.rows) > LONGEST_TABULAR:
        lines = [r"% \usepackage{booktabs,longtable}", rf"\begin{{longtable}}{{{form}}}"]
        lines += [rf"{text} \\" for text in caption_lines]
        return "\n".join([*lines, *head, r"\endhead", *body, r"\bottomrule", r"\end{longtable}", ""])
    lines = [r"% \usepackage{booktabs}", r"\begin{table}", *caption_lines, rf"\begin{{tabular}}{{{form}}}"]
    return "\n".join([*lines, *head, *body, r"\bottomrule", r"\end{tabular}", r"\end{table}", ""])


def html_of(table: Table, say: Language) -> str:
    """Return a table as HTML, for notebooks."""

    def row(tag: str, cells: Sequence[str]) -> str:
        inner = "".join(f"<{tag}>{escape(cell).replace(chr(10), '<br>')}</{tag}>" for cell in cells)
        return f"<tr>{inner}</tr>"

    title, note = escape(table.title(say)), escape(table.note(say))
    body = "".join(row("td", cells) for cells in table.texts(say))
    caption = f"<caption>{title}</caption>" if title else ""
    below = f"<p>{note}</p>" if note else ""
    head = row("th", table.heads(say))
    return f"<table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table>{below}"


def _kept(cell: Any) -> Any:
    return "" if cell is None or (isinstance(cell, float) and not math.isfinite(cell)) else cell
