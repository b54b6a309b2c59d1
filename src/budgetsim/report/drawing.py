"""A figure with its words: for a page, a notebook or a paper, and on disk, the same bytes for the same data."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.language import told
from budgetsim.report import style
from budgetsim.report.layout import settle
from budgetsim.report.lettering import holds_ideographs, warn_of_boxes
from budgetsim.report.style import DPI, FORMATS
from budgetsim.scenario_files.faults import listed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FAMILY = re.compile(r"font-family: [^;\"]*")
_SHORTHAND = re.compile(r"(font: (?:[^;\"']*?)\d+(?:\.\d+)?px )[^;\"]*")
_SIZE = re.compile(r'^<svg [^>]*?width="([\d.]+)pt"', re.DOTALL)
_HEAD = re.compile(r"<svg (?P<rest>[^>]*)>")
_UNSEEN = re.compile(r"<metadata>.*?</metadata>\s*|<defs>\s*<style[^>]*>.*?</style>\s*</defs>\s*", re.DOTALL)
_OWN = re.compile(r' id="([^"]*)"')
_IDENTIFIER = re.compile(r'(\bid="|\bxlink:href="#|\burl\(#)')


SCREEN_DPI = 110.0
"""Points per inch of a figure in a notebook."""


class FigureError(ValueError):
    """No such figure, or data or options that it cannot be drawn from."""


class DamagedError(FigureError):
    """Files of results are not as the command writes them."""


@dataclass(frozen=True)
class Drawing:
    """A figure, and what there is to say about it. ``figure, caption = drawing`` unpacks it.

    Attributes
    ----------
    name
        Its name in the catalogue.
    figure
        Matplotlib's figure; it belongs to no window.
    caption
        One sentence (or two) made from the data.
    alt
        What kind of picture it is, for those who cannot see it.
    title
        A few words.
    language
        Code of the language of all of these, and of the words in the figure.
    """

    name: str
    figure: Figure = field(repr=False)
    caption: str
    alt: str = ""
    title: str = ""
    language: str = "en"

    def _repr_png_(self) -> bytes:
        """Return the picture that a notebook shows."""
        return self.png(SCREEN_DPI)

    def __iter__(self) -> Iterator[Figure | str]:
        """Unpack into figure and caption."""
        return iter((self.figure, self.caption))

    def svg(self, prefix: str | None = None) -> str:
        """Return one ``<svg>`` element for a page, the same bytes for the same data.

        Text stays text: it can be searched and copied, and its reader's own fonts show it, without a network. The
        element shrinks with the page (``max-width``) and says by ``<title>`` and ``<desc>`` what it is.

        Parameters
        ----------
        prefix
            What identifiers begin with, so that several figures can stand in one page; the figure's name by default.
        """
        text = self._render("svg").decode("utf-8")
        text = text[text.index("<svg ") :].rstrip() + "\n"
        lead = f"{prefix or self.name}-"
        text = _once_each(_IDENTIFIER.sub(rf"\g<1>{lead}", text))
        size = _SIZE.search(text)
        width = f"width: {float(size[1]) / 72.0:.3f}in; " if size else ""
        about = (
            f'role="img" lang="{self.language}" aria-labelledby="{lead}title {lead}desc" '
            f'style="{width}max-width: 100%; height: auto" stroke-linejoin="round" stroke-linecap="butt"'
        )
        words = (
            f'<title id="{lead}title">{escape(self.title)}</title>'
            f'<desc id="{lead}desc">{escape(self.alt)} {escape(self.caption)}</desc>'
        )
        text = _UNSEEN.sub("", text)
        head = _HEAD.search(text)
        rest = "" if head is None else re.sub(r'\b(width|height)="[^"]*pt"\s*', "", head["rest"])
        body = _HEAD.sub("", text, count=1)
        return f"<svg {about} {rest.strip()}>\n{words}{_web_fonts(body)}"

    def png(self, dpi: float = style.PAGE_DPI) -> bytes:
        """Return the bytes of a PNG file, by default for a page on a screen."""
        return self._render("png", dpi)

    def save(
        self, directory: str | Path, formats: Sequence[str] = ("png",), name: str | None = None
    ) -> Drawn:
        """Write the figure in every format, and its caption beside it.

        Parameters
        ----------
        directory
            Where the files go.
        formats
            ``png``, ``svg``, ``pdf``; ``png@600`` for 600 points per inch instead of 300.
        name
            Of the files, without their ending; the figure's name by default.
        """
        with style.house_style(self.language):
            return save(self.figure, self.caption, Path(directory), name or self.name, formats, alt=self.alt)

    def _render(self, form: str, dpi: float = style.DPI) -> bytes:
        buffer = io.BytesIO()
        with style.house_style(self.language):
            render(self.figure, buffer, form, dpi)
        return buffer.getvalue()


def _web_fonts(text: str) -> str:
    """Name fonts that browsers have: which of them were installed here changes no byte."""
    stack = "'Helvetica Neue', Arial, 'DejaVu Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
    return _SHORTHAND.sub(rf"\g<1>{stack}", _FAMILY.sub(f"font-family: {stack}", text))


def _once_each(text: str) -> str:
    """Drop identifiers that come again: Matplotlib names what it defines by its content, so the first will do."""
    seen: set[str] = set()

    def first(found: re.Match[str]) -> str:
        again = found[1] in seen
        seen.add(found[1])
        return "" if again else found[0]

    return _OWN.sub(first, text)


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
        raise ValueError(told("figure-fault-format", format=repr(asked), formats=listed(FORMATS)))
    return suffix, float(dpi or DPI)
