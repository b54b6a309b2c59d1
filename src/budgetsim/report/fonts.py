"""Fonts with Chinese letters: which are installed, and what to do where none is."""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path

from budgetsim.language import DEFAULT, LANGUAGES, Language, language

CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
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
ADVICE = (
    "no font with Chinese letters was found, so the figures are in English; install one, for example "
    "`apt install fonts-noto-cjk` on Debian and Ubuntu, or Noto Sans SC from fonts.google.com"
)


class FontWarning(UserWarning):
    """A figure was asked for in a language that no installed font can write."""


def families(code: str = DEFAULT) -> list[str]:
    """Return the fonts of a language, the first that has a letter writes it."""
    found = chinese() if code == "zh" else None
    return [LATIN] if found is None else [LATIN, found]


@cache
def chinese() -> str | None:
    """Return an installed family with Chinese letters; ``None`` if there is none."""
    from matplotlib import font_manager

    found = _first(_installed())
    if found is None:
        # Matplotlib remembers the fonts that it once saw; one that was installed later has to be shown to it.
        for path in font_manager.findSystemFonts():
            if Path(path).name.lower().replace("-", "").startswith(_FILES):
                font_manager.fontManager.addfont(path)
        found = _first(_installed())
    return found


@cache
def _warn_once() -> None:
    warnings.warn(ADVICE, FontWarning, stacklevel=4)


def drawable(code: str) -> Language:
    """Return the language that a figure can be written in: the one that is asked for, or English with one warning.

    Raises
    ------
    LanguageError
        If there is no such language.
    """
    if code in LANGUAGES and code == "zh" and chinese() is None:
        _warn_once()
        return language(DEFAULT)
    return language(code)


def _installed() -> set[str]:
    from matplotlib import font_manager

    return {font.name for font in font_manager.fontManager.ttflist}


def _first(installed: set[str]) -> str | None:
    return next((name for name in CHINESE if name in installed), None)
