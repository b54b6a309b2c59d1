"""The house style of figures: one palette that colour-blind readers can tell apart, sizes of print, three formats."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from budgetsim.report.lettering import families

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
    # The points of an image round the widths of hinted letters: what fits at one resolution is cut off at another.
    "text.hinting": "none",
    "svg.hashsalt": "budgetsim",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
}


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
