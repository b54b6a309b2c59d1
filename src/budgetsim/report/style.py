"""The house style of figures: one palette that colour-blind readers can tell apart, sizes of print, three formats."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C6D31")
"""Okabe and Ito's colours, yellow left out: it cannot be read on white."""
LINES = ("-", "--", "-.", ":")
DASHES: dict[str, Any] = {"-": "", "--": (3.7, 1.6), "-.": (6.4, 1.6, 1.0, 1.6), ":": (1.0, 1.65)}
"""Strokes and gaps of these lines, in widths of a line, as Matplotlib draws them."""
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
INK, FAINT, MUTED = "#222222", "#adadad", "#6a6a6a"
FORMATS = ("png", "svg", "pdf")
DPI, PAGE_DPI = 300, 150
"""Points per inch of image files, and of images that are put into a page."""
TEXT, LABEL, TICK, NOTE = 8.0, 7.5, 7.0, 6.5
"""Points that letters are high in print: titles, labels, numbers at axes, notes within panels. None is below 6."""

_SETTINGS: dict[str, Any] = {
    "font.size": TEXT,
    "axes.titlesize": TEXT,
    "axes.titlelocation": "left",
    "axes.titlepad": 4.0,
    "axes.labelsize": LABEL,
    "axes.labelpad": 3.0,
    # Numbers of an axis stand for themselves: no offset or power of ten in a corner, which readers overlook.
    "axes.formatter.useoffset": False,
    "axes.formatter.limits": (-5, 6),
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "grid.color": "#e6e6e6",
    "grid.linewidth": 0.6,
    "xtick.labelsize": TICK,
    "ytick.labelsize": TICK,
    "xtick.bottom": True,
    "ytick.left": True,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "text.color": INK,
    "legend.frameon": False,
    "legend.fontsize": LABEL,
    "lines.linewidth": 1.4,
    "lines.markersize": 4.5,
    "patch.linewidth": 0.6,
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


@contextmanager
def house_style(language: str = "en") -> Iterator[None]:
    """Draw in the house style inside this block; other people's settings are left alone."""
    import matplotlib as mpl

    with mpl.rc_context(_theme(language)), warnings.catch_warnings():  # type: ignore[arg-type] # checked on use
        # seaborn 0.13 names an argument that pandas 3 is about to drop; nothing depends on it.
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"seaborn\.")
        yield


def _theme(language: str) -> dict[str, Any]:
    """Return seaborn's theme for papers with the palette, the sizes and the fonts of the house."""
    import seaborn as sns
    from cycler import cycler

    from budgetsim.report.fonts import families

    return {
        **sns.axes_style("whitegrid"),
        **sns.plotting_context("paper"),
        **_SETTINGS,
        "axes.prop_cycle": cycler(color=PALETTE),
        "font.family": families(language),
    }


def current_theme() -> dict[str, Any]:
    """Return the settings in force, for ``seaborn.objects.Plot.theme``, which would go back to seaborn's own."""
    import matplotlib as mpl
    from seaborn.objects import Plot

    return {name: mpl.rcParams[name] for name in {*Plot.config.theme, *_SETTINGS, "font.family"}}


def colour(number: int) -> str:
    """Return the colour of the n-th line; the line's dashes tell repeated colours apart."""
    return PALETTE[number % len(PALETTE)]


def colours(count: int) -> list[str]:
    """Return the colours of the first lines."""
    return [colour(number) for number in range(count)]


def line(number: int) -> str:
    """Return the dashes of the n-th line: neighbours differ, and so do lines of one colour."""
    return LINES[(number + number // len(PALETTE)) % len(LINES)]


def lines(count: int) -> list[str]:
    """Return the dashes of the first lines."""
    return [line(number) for number in range(count)]


def dashes(count: int) -> list[Any]:
    """Return the dashes of the first lines as seaborn takes them: lengths of strokes and gaps."""
    return [DASHES[line(number)] for number in range(count)]


def marker(number: int) -> str:
    """Return the marker of the n-th group."""
    return MARKERS[number % len(MARKERS)]


def markers(count: int) -> list[str]:
    """Return the markers of the first groups."""
    return [marker(number) for number in range(count)]


def metadata(form: str) -> dict[str, None]:
    """Return what keeps the hour of drawing out of a file, so that the same data give the same bytes."""
    return {"Date": None} if form == "svg" else {"CreationDate": None} if form == "pdf" else {}


def render(figure: Figure, target: Any, form: str, dpi: float = DPI) -> None:
    """Write a figure in one format to a path or a binary stream; names that no font can write give one warning."""
    import matplotlib as mpl

    from budgetsim.report.fonts import holds_ideographs, warn_of_boxes
    from budgetsim.report.layout import settle

    warn_of_boxes(figure)
    # Most fonts with Chinese letters hold PostScript outlines, which Matplotlib embeds as if they were TrueType: not
    # every reader shows them. As Type 3 they are drawn everywhere.
    outlines = {"pdf.fonttype": 3} if holds_ideographs(figure) else {}
    about: dict[str, Any] = {"pil_kwargs": {"compress_level": 1}} if form == "png" else {}
    with mpl.rc_context(outlines), warnings.catch_warnings():  # type: ignore[arg-type] # as in house_style
        warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)  # told once, in words, above
        settle(figure)
        figure.savefig(target, format=form, dpi=dpi, metadata=metadata(form), **about)


def save(  # noqa: PLR0913 - what is saved, where, and in which forms
    figure: Figure,
    caption: str,
    directory: Path,
    name: str,
    formats: Sequence[str] = ("png",),
    *,
    alt: str = "",
) -> Drawn:
    """Write a figure in every format, and its caption beside it; the same data give the same bytes.

    A format is ``png``, ``svg`` or ``pdf``; ``png@600`` is an image of 600 points per inch instead of 300.

    Raises
    ------
    ValueError
        If there is no such format.
    """
    kinds = [_form(form) for form in formats]
    directory.mkdir(parents=True, exist_ok=True)
    files = []
    for suffix, dpi in kinds:
        path = directory / f"{name}.{suffix}"
        render(figure, path, suffix, dpi)
        files.append(path)
    (directory / f"{name}.txt").write_text(caption + "\n", encoding="utf-8")
    return Drawn(name, caption, tuple(files), alt)


def _form(asked: str) -> tuple[str, float]:
    """Return the ending and the points per inch of a format."""
    suffix, _, dpi = asked.partition("@")
    if suffix not in FORMATS or (dpi and not dpi.isdecimal()):
        raise ValueError(
            f"{asked!r} is no format of figures; there are {', '.join(FORMATS)}, and png@600 for 600 dpi"
        )
    return suffix, float(dpi or DPI)
