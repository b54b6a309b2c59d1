"""Letters of figures: fonts that have them, Chinese ones too; words that fit, and long names that stay different."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
import warnings
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.language import DEFAULT, LANGUAGES, Language, language, told

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PACKAGED = ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf", "Noto Sans SC")
"""The package of the extra ``chinese``, which holds fonts and their licence alone: module, file, family."""
CHINESE = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Heiti SC",
    "Noto Sans CJK JP",
)
"""Families, the preferred first; the last is what Matplotlib before 3.11 sees of Noto's collection."""
_FILES = (
    "notosanscjk",
    "notosanssc",
    "sourcehansans",
    "pingfang",
    "msyh",
    "wqy",
    "simhei",
    "hiraginosansgb",
    "stheiti",
)
LATIN = "DejaVu Sans"
NO_FIGURES, NO_NAMES, SOME_BOXES = "figure-font-english", "figure-font-no-names", "figure-font-some-boxes"
"""Keys of what is told where letters are lacking."""
_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
MOST_LINES = 4
"""Lines of a name beyond which its middle is left out."""
_BREAKS = re.compile(
    r"(?<=[\s_\-/,;·×→，、；：])|(?=[(（])|(?<=[\u3000-\u9fff\uff00-\uffef])(?![，。、；：）%(（])"
)
"""Where a line may end: after spaces and signs, and after any Chinese letter."""
_UNIT = re.compile(r"(?<=\S)(?=\s?[(（][^()（）]*[)）]$)")
GAP = "…"


class FontWarning(UserWarning):
    """A figure holds words that no font at hand can write."""


def families(code: str = DEFAULT) -> list[str]:
    """Return the fonts of a figure: the first that has a letter writes it.

    Names of scenarios and departments are their author's, so figures in every language fall back on Chinese letters.

    Raises
    ------
    LanguageError
        If there is no such language.
    """
    language(code)
    found = chinese()
    return [LATIN] if found is None else [LATIN, found]


@cache
def chinese() -> str | None:
    """Return a family with Chinese letters, of the extra ``chinese`` or of the system; ``None`` if there is none."""
    from matplotlib import font_manager

    module, file, family = PACKAGED
    package = importlib.util.find_spec(module)
    for place in (package.submodule_search_locations or ()) if package else ():
        if (path := Path(place) / file).is_file():
            font_manager.fontManager.addfont(path)
            return family
    found = _first(_installed())
    if found is None:
        # Matplotlib remembers the fonts that it once saw; one that was installed later has to be shown to it.
        for system in font_manager.findSystemFonts():
            if Path(system).name.lower().replace("-", "").startswith(_FILES):
                font_manager.fontManager.addfont(system)
        found = _first(_installed())
    return found


def drawable(code: str) -> Language:
    """Return the language that a figure can be written in: the one that is asked for, or English with one warning.

    Raises
    ------
    LanguageError
        If there is no such language.
    """
    if code in LANGUAGES and language(code).tag.startswith("zh") and chinese() is None:
        _warn_once(NO_FIGURES)
        return language(DEFAULT)
    return language(code)


def holds_ideographs(figure: Figure) -> bool:
    """Return whether any text of a figure has letters that Latin fonts lack."""
    from matplotlib.text import Text

    return any(_IDEOGRAPHS.search(text.get_text()) for text in figure.findobj(Text))


def warn_of_boxes(figure: Figure) -> None:
    """Warn, once, where a figure holds names that no font at hand can write."""
    if chinese() is None and holds_ideographs(figure):
        _warn_once(NO_NAMES)
    elif lacks_letters(figure):
        _warn_once(SOME_BOXES)


def lacks_letters(figure: Figure) -> bool:
    """Return whether any text of a figure has letters that none of its fonts has."""
    from matplotlib.text import Text

    shown = {letter for text in figure.findobj(Text) for letter in text.get_text() if _is_seen(letter)}
    for family in families():
        shown = {letter for letter in shown if ord(letter) not in _letters(family)} if shown else shown
    return bool(shown)


def _is_seen(letter: str) -> bool:
    return not letter.isascii() and unicodedata.category(letter)[0] not in "CMZ"


@cache
def _letters(family: str) -> frozenset[int]:
    """Return the code points that a family has."""
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(font_manager.findfont(family)).get_charmap())


@cache
def _warn_once(key: str) -> None:
    warnings.warn(advice(key), FontWarning, stacklevel=4)


def advice(key: str) -> str:
    """Return what is told where letters are lacking, and where to get them."""
    return told(key) if key == SOME_BOXES else told(key, remedy=told("figure-font"))


def _installed() -> set[str]:
    from matplotlib import font_manager

    return {font.name for font in font_manager.fontManager.ttflist}


def _first(installed: set[str]) -> str | None:
    return next((name for name in CHINESE if name in installed), None)


def width(text: str, size: float) -> float:
    """Return the width in inches of the widest line of a text in the fonts of the style, ``size`` points high."""
    import matplotlib as mpl

    families = tuple(mpl.rcParams["font.family"])
    return max((_width(line, families) for line in text.split("\n")), default=0.0) * size / 72.0


@lru_cache(maxsize=4096)
def _width(line: str, families: tuple[str, ...]) -> float:
    """Return the width of a line in parts of the height of its letters."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    if not line:
        return 0.0
    properties = FontProperties(family=list(families), size=10.0)
    across, _, _ = text_to_path.get_text_width_height_descent(line, properties, ismath=False)
    return float(across) / 10.0


def letters(text: str) -> int:
    """Return the width of a text in Latin letters; a Chinese letter is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, inches: float, size: float) -> str:
    """Return a text in lines that are at most some inches wide, broken at words where that is possible.

    What stands in brackets at the end, a unit or a range, keeps together if it fits into a line.
    """
    return "\n".join(line for part in text.split("\n") for line in _lines(part, inches, size))


def _lines(text: str, inches: float, size: float) -> list[str]:
    if width(text, size) > inches:
        head, *unit = (part.strip() for part in _UNIT.split(text, maxsplit=1))
        if head and unit and width(unit[0], size) <= inches:
            return [*_lines(head, inches, size), *unit]
    lines = [""]
    for piece in filter(None, _BREAKS.split(text)):
        if lines[-1] and width((lines[-1] + piece).rstrip(), size) > inches:
            lines.append("")
        lines[-1] += piece
        while width(lines[-1].rstrip(), size) > inches and len(lines[-1]) > 1:
            fits = _most_that_fit(lines[-1], inches, size)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return [line.strip() for line in lines if line.strip()] or [""]


def _most_that_fit(text: str, inches: float, size: float) -> int:
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle], size) <= inches else (low, middle - 1)
    return low


def shortened(text: str, most: int) -> str:
    """Return a text at most so many Latin letters wide, without its middle where it is longer."""
    if letters(text) <= most:
        return text
    head, tail, room = "", "", most - letters(GAP)
    for number in range(len(text)):
        side = text[number // 2] if number % 2 == 0 else text[-1 - number // 2]
        room -= letters(side)
        if room < 0:
            break
        head, tail = (head + side, tail) if number % 2 == 0 else (head, side + tail)
    return f"{head.rstrip()}{GAP}{tail.lstrip()}"


def distinct(names: Sequence[str], most: int) -> list[str]:
    """Return names at most so many Latin letters wide, each different from the others if the names are.

    Names that would be equal without their middles are shortened around the first place where they differ; where even
    that does not help, they keep all of their letters.
    """
    found = [shortened(name, most) for name in names]
    for group in _clashes(names, found):
        for place, name in enumerate(names):
            if name in group:
                found[place] = _around_difference(name, group - {name}, most)
    whole = set().union(*_clashes(names, found))
    return [name if name in whole else short for name, short in zip(names, found, strict=True)]


def _clashes(names: Sequence[str], found: Sequence[str]) -> list[set[str]]:
    """Return the groups of different names that were made equal."""
    groups: dict[str, set[str]] = {}
    for name, short in zip(names, found, strict=True):
        groups.setdefault(short, set()).add(name)
    return [group for group in groups.values() if len(group) > 1]


def _around_difference(name: str, others: set[str], most: int) -> str:
    """Return the part of a name around where it first differs from the nearest of the others."""
    start = max(_common(name, other) for other in others)
    first = max(0, start - most // 3)
    part = name[first:]
    lead = GAP if first else ""
    if letters(lead + part) <= most:
        return lead + part
    while part and letters(lead + part) > most - 1:
        part = part[:-1]
    return f"{lead}{part}{GAP}"


def _common(one: str, other: str) -> int:
    """Return how many letters two names begin with together."""
    pairs = zip(one, other, strict=False)
    return next((k for k, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
