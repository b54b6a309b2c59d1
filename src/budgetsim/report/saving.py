"""Figures on disk: in three formats, the same bytes for the same data, with their caption beside them."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.report.fonts import holds_ideographs, warn_of_boxes
from budgetsim.report.layout import settle
from budgetsim.report.style import DPI, FORMATS

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Drawn:
    """A figure on disk: its files and the one sentence that says what it shows."""

    name: str
    caption: str
    files: tuple[Path, ...]
    alt: str = ""
    """What kind of picture it is, for those who cannot see it."""


def metadata(form: str) -> dict[str, None]:
    """Return what keeps the hour of drawing out of a file, so that the same data give the same bytes."""
    return {"Date": None} if form == "svg" else {"CreationDate": None} if form == "pdf" else {}


def render(figure: Figure, target: Any, form: str, dpi: float = DPI) -> None:
    """Write a figure in one format to a path or a binary stream; names that no font can write give one warning."""
    import matplotlib as mpl

    warn_of_boxes(figure)
    # Most fonts with Chinese letters hold PostScript outlines, which Matplotlib embeds as if they were TrueType: not
    # every reader shows them. As Type 3 they are drawn everywhere.
    outlines = {"pdf.fonttype": 3} if holds_ideographs(figure) else {}
    options: dict[str, Any] = {"pil_kwargs": {"compress_level": 1}} if form == "png" else {}
    with mpl.rc_context(outlines), warnings.catch_warnings():  # type: ignore[arg-type] # as in house_style
        warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)  # told once, in words, above
        settle(figure)
        figure.savefig(target, format=form, dpi=dpi, metadata=metadata(form), **options)


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
