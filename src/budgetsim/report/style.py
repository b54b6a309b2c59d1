"""The house style of figures: one palette that colour-blind readers can tell apart, one layout, three formats."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C6D31")
"""Okabe and Ito's colours, yellow left out: it cannot be read on white."""
LINES = ("-", "--", "-.", ":")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
INK, FAINT = "#222222", "#adadad"
FORMATS = ("png", "svg", "pdf")
LEFT, RIGHT, BELOW, ABOVE = 0.78, 0.14, 0.5, 0.3
"""Inches around a panel for its labels."""
LEGEND_LINE = 0.24
DPI = 130

_SETTINGS: dict[str, Any] = {
    "font.size": 10.0,
    "axes.titlesize": 10.5,
    "axes.titlelocation": "left",
    "axes.labelsize": 9.5,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": "#e6e6e6",
    "grid.linewidth": 0.7,
    "xtick.labelsize": 9.0,
    "ytick.labelsize": 9.0,
    "legend.frameon": False,
    "legend.fontsize": 9.5,
    "lines.linewidth": 1.8,
    "svg.hashsalt": "budgetsim",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
}


@dataclass(frozen=True)
class Drawn:
    """A figure on disk: its files and the one sentence that says what it shows."""

    name: str
    caption: str
    files: tuple[Path, ...]
    alt: str = ""
    """What kind of picture it is, for those who cannot see it."""


def warm_up() -> None:
    """Import what drawing needs, and draw a little, before there is anything to draw."""
    import io

    import pandas as pd
    import pyarrow.parquet  # noqa: F401 - for its side effect
    import scipy.special  # noqa: F401 - for its side effect

    from budgetsim.language import DEFAULT, language

    language(DEFAULT)
    with house_style():
        figure, (axis,) = new_figure((2.0, 2.0), 1, 1)
        axis.set_title("0")
        table = pd.DataFrame({"row": [0, 1], "column": [0, 1], "value": [0.0, 1.0]})
        axis.plot(table.pivot_table(index="row", columns="column", values="value").to_numpy())
        figure.savefig(io.BytesIO(), format="png")


@contextmanager
def house_style(language: str = "en") -> Iterator[None]:
    """Draw in the house style inside this block; other people's settings are left alone."""
    import matplotlib as mpl

    from budgetsim.report.fonts import families

    settings = _SETTINGS | {"font.family": families(language)}
    with mpl.rc_context(settings):  # type: ignore[arg-type] # names of settings are checked when they are used
        yield


def new_figure(  # noqa: PLR0913 - sizes, each with its default
    panel: tuple[float, float],
    rows: int,
    columns: int,
    labels: int = 0,
    *,
    left: float = LEFT,
    below: float = BELOW,
    above: float = ABOVE,
    **shared: Any,
) -> tuple[Figure, list[Axes]]:
    """Return an empty figure and its panels row by row; no window, no global state.

    ``panel`` is the size of one panel with its labels in inches, ``labels`` the number of lines of legend above,
    ``left``, ``below`` and ``above`` the inches for the labels and titles of axes. Margins are fixed: measuring every
    label for a layout takes longer than drawing.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width, height = panel[0] * columns, panel[1] * rows + 0.15 + LEGEND_LINE * labels
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    axes = figure.subplots(rows, columns, squeeze=False, **shared)
    inner = (panel[0] - left - RIGHT, panel[1] - below - above)
    figure.subplots_adjust(
        left=left / width,
        right=1.0 - RIGHT / width,
        bottom=below / height,
        top=1.0 - (above + 0.15 + LEGEND_LINE * labels) / height,
        wspace=(left + RIGHT) / inner[0],
        hspace=(below + above) / inner[1],
    )
    return figure, list(axes.flat)


def row_figure(
    inner: tuple[float, float], rows: int, columns: int, labels: int = 0, *, below: float = 0.68
) -> tuple[Figure, list[Axes]]:
    """Return an empty figure whose panels share the labels at the left of each row.

    ``inner`` is the size of one panel without its labels in inches; the rest as in ``new_figure``.
    """
    left, gap, above = 0.85, 0.22, ABOVE + 0.02
    whole = left + columns * inner[0] + (columns - 1) * gap + RIGHT
    panel = (whole / columns, below + inner[1] + above)
    figure, axes = new_figure(panel, rows, columns, labels, below=below)
    figure.subplots_adjust(
        left=left / whole, right=1.0 - RIGHT / whole, wspace=gap / inner[0], hspace=(below + above) / inner[1]
    )
    return figure, axes


def colour(number: int) -> str:
    """Return the colour of the n-th line; the line's dashes tell repeated colours apart."""
    return PALETTE[number % len(PALETTE)]


def line(number: int) -> str:
    """Return the dashes of the n-th line: neighbours differ, and so do lines of one colour."""
    return LINES[(number + number // len(PALETTE)) % len(LINES)]


def marker(number: int) -> str:
    """Return the marker of the n-th group."""
    return MARKERS[number % len(MARKERS)]


def letters(text: str) -> int:
    """Return the width of a text in Latin letters; a Chinese letter is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def fitted(text: str, inches: float) -> str:
    """Return a title that fits into some inches, cut where it does not."""
    room = int(inches / 0.085)
    if letters(text) <= room:
        return text
    while letters(text) >= room:
        text = text[:-1]
    return f"{text}…"


def legend_columns(width: float, labels: Sequence[str]) -> int:
    """Return how many entries of a legend fit beside each other in a figure of some inches."""
    longest = max((letters(label) for label in labels), default=1)
    return max(1, min(len(labels), int(width / (0.07 * longest + 0.65))))


def legend_lines(width: float, labels: Sequence[str]) -> int:
    """Return the number of lines that a legend above the panels takes."""
    return -(-len(labels) // legend_columns(width, labels))


def legend_above(figure: Figure, handles: Sequence[Any], labels: Sequence[str]) -> None:
    """Place a legend above all panels, where it covers no data."""
    width = figure.get_figwidth()
    columns = legend_columns(width, labels)
    figure.legend(
        handles, labels, loc="upper left", ncols=columns, handlelength=2.6, borderaxespad=0.2,
        bbox_to_anchor=(0.25 / width, 1.0 - 0.05 / figure.get_figheight()),
    )  # fmt: skip


def metadata(form: str) -> dict[str, None]:
    """Return what keeps the hour of drawing out of a file, so that the same data give the same bytes."""
    return {"Date": None} if form == "svg" else {"CreationDate": None} if form == "pdf" else {}


def render(figure: Figure, target: Any, form: str, dpi: float = DPI) -> None:
    """Write a figure in one format to a path or a binary stream; names that no font can write give one warning."""
    import matplotlib as mpl

    from budgetsim.report.fonts import holds_ideographs, warn_of_boxes

    warn_of_boxes(figure)
    # Most fonts with Chinese letters hold PostScript outlines, which Matplotlib embeds as if they were TrueType: not
    # every reader shows them. As Type 3 they are drawn everywhere.
    outlines = {"pdf.fonttype": 3} if holds_ideographs(figure) else {}
    with mpl.rc_context(outlines), warnings.catch_warnings():  # type: ignore[arg-type] # as in house_style
        warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)  # told once, in words, above
        figure.savefig(target, format=form, dpi=dpi, metadata=metadata(form))


def save(  # noqa: PLR0913 - what is saved, where, and in which forms
    figure: Figure,
    caption: str,
    directory: Path,
    name: str,
    formats: Sequence[str] = ("png",),
    *,
    alt: str = "",
) -> Drawn:
    """Write a figure in every format, and its caption beside it; the same data give the same bytes."""
    directory.mkdir(parents=True, exist_ok=True)
    files = []
    for suffix in formats:
        path = directory / f"{name}.{suffix}"
        render(figure, path, suffix)
        files.append(path)
    (directory / f"{name}.txt").write_text(caption + "\n", encoding="utf-8")
    return Drawn(name, caption, tuple(files), alt)
