"""Fonts with Chinese letters: which are at hand, and what to do where none is."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.language import DEFAULT, LANGUAGES, Language, language

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
GET_ONE = (
    'install one: `pip install "budgetsim[chinese]"`, or a font of the system, for example '
    "`apt install fonts-noto-cjk` on Debian and Ubuntu"
)
NO_FIGURES = f"no font with Chinese letters was found, so the figures are in English; {GET_ONE}"
NO_NAMES = f"no font with Chinese letters was found, so names in figures show boxes; {GET_ONE}"
SOME_BOXES = (
    "names hold letters that no font at hand has (emoji and Korean, for example), so figures show boxes for them; name"
    " scenarios and departments in Latin, Greek, Cyrillic or Chinese letters to see them"
)
_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


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
    if code in LANGUAGES and code == "zh" and chinese() is None:
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
def _warn_once(text: str) -> None:
    warnings.warn(text, FontWarning, stacklevel=4)


def _installed() -> set[str]:
    from matplotlib import font_manager

    return {font.name for font in font_manager.fontManager.ttflist}


def _first(installed: set[str]) -> str | None:
    return next((name for name in CHINESE if name in installed), None)
