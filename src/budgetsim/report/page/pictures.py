"""The figures of a study for a page: drawn here in both languages where that is possible, else as they were kept."""

from __future__ import annotations

import base64
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.language import DEFAULT, LANGUAGES
from budgetsim.report.drawing import DamagedError
from budgetsim.report.figures import FigureError, Kept, figures_of
from budgetsim.report.page.html import Picture
from budgetsim.report.page.source import ReportError, Source
from budgetsim.report.page.text import English, Piece, Said, english, say, visible

if TYPE_CHECKING:
    from budgetsim.report.drawing import Drawing

LARGEST_SVG, LARGEST_PNG = 450_000, 2_000_000
"""Bytes from which a drawing becomes an image of points, and from which a kept image is left out."""


def pictures_of(source: Source, lead: str, tell: Callable[[str], None]) -> list[Picture]:
    """Return the figures of a study.

    Parameters
    ----------
    source
        The study.
    lead
        What identifiers in the drawings begin with: different for every study of a page.
    tell
        Called with the name of every figure before it is drawn.

    Raises
    ------
    ReportError
        If tables of the study are not as its command writes them.
    """
    found, done = [], list[str]()
    try:
        for figure in _figures(source):
            tell(figure.name)
            made = _drawn(figure, lead)
            if made is not None:
                found.append(made)
                done += [figure.name, *figure.replaces]
    except DamagedError as error:
        raise ReportError(str(error)) from error
    kept = [path for path in sorted((source.directory / "figures").glob("*.png")) if path.stem not in done]
    return [*found, *(picture for path in kept if (picture := _kept(path)) is not None)]


def _figures(source: Source) -> list[Kept]:
    """Return the figures that can be drawn from what the study kept."""
    try:
        return [figure for figure in figures_of(source.directory).values() if not figure.lack]
    except DamagedError:
        raise
    except FigureError:
        return []


def _drawn(figure: Kept, lead: str) -> Picture | None:
    """Draw a figure in every language; ``None`` if its data do not suffice."""
    svg: dict[str, str] = {}
    png: dict[str, str] = {}
    alt: dict[str, tuple[Piece, ...]] = {}
    caption: dict[str, tuple[Piece, ...]] = {}
    for code in LANGUAGES:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the command says once that a font is missing
                drawing = figure.draw(code)
                markup = embedded(drawing, f"{lead}-{figure.name}-{code}")
        except DamagedError:
            raise
        except FigureError:
            return None
        if len(markup) > LARGEST_SVG:
            png[code] = base64.b64encode(drawing.png()).decode()
        else:
            svg[code] = markup
        is_own = drawing.language == code
        alt[code] = (visible(drawing.alt),) if is_own else (English(visible(drawing.alt)),)
        caption[code] = (visible(drawing.caption),) if is_own else (English(visible(drawing.caption)),)
    return Picture(figure.name, Said(alt), Said(caption), svg, png)


def embedded(drawing: Drawing, prefix: str) -> str:
    """Return a drawing as markup for a page."""
    return visible(drawing.svg(prefix))


def _kept(path: Path) -> Picture | None:
    """Return a figure as a command left it, with its caption in English."""
    try:
        data = path.read_bytes()
        words = path.with_suffix(".txt")
        caption = (
            words.read_text(encoding="utf-8", errors="replace").strip() if words.is_file() else path.stem
        )
    except OSError:
        return None
    if not data.startswith(b"\x89PNG") or len(data) > LARGEST_PNG:
        return None
    picture = base64.b64encode(data).decode()
    kind = visible(path.stem.replace("-", " ").replace("_", " "))
    return Picture(
        path.stem, say("report-figure-kept", kind=english(kind)), english(caption), {}, {DEFAULT: picture}
    )
