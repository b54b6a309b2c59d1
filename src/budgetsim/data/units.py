"""Units of money: what a bureau writes beside a number, in a heading or above a table, as a factor."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_CHINESE = {
    "": 1.0,
    "十": 1e1,
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "十亿": 1e9,
}
_WORDS = {
    1e3: "thousand thousands tsd teur keur k miles mil milliers '000 000 000s '000s tkr",
    1e6: "million millions mn mio mm millones millions mkr m",
    1e9: "billion billions bn mrd milliard milliards b",
    1e5: "lakh lakhs",
    1e7: "crore crores cr",
}
_KOREAN = {"": 1.0, "천": 1e3, "만": 1e4, "백만": 1e6, "억": 1e8, "십억": 1e9, "조": 1e12}
UNITS: dict[str, float] = {
    **{
        f"{words}{coin}": factor
        for words, factor in _CHINESE.items()
        for coin in ("元", "圆", "円")
        if words or coin == "元"
    },
    **{words: factor for words, factor in _CHINESE.items() if factor >= 1e3},
    **{word: factor for factor, words in _WORDS.items() for word in words.split()},
    **{f"{words}원": factor for words, factor in _KOREAN.items()},
}
"""Factor of each word; letters are folded, traditional characters are their simplified ones."""
POWERS = {0: "1", 3: "thousand", 6: "million", 9: "billion"}
"""Units by the power of ten that public statistics write into a column ``UNIT_MULT``."""
EXAMPLES = ("元", "千元", "万元", "亿元", "thousand", "million")
_SIMPLIFIED = str.maketrans({"萬": "万", "億": "亿", "圓": "圆"})
_CURRENCIES = re.compile(
    r"[\W_]|\b(?:of|in|de|en|us|usd|eur|euros?|dollars?|dólares|pesos?|gbp|pounds?|cny|rmb|yuan|chf|sek|nok|dkk|kr|mxn|ils|nis|inr|rs|jpy)\b"
    r"|人民币|单位|金额|美元|：",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]|[,，_]\s*([^\s,，_()（）]+)\s*$|\s(?:in|en)\s+(\S+(?:\s+\S+)?)\s*$"
)
"""What stands in brackets in a heading, behind its last comma, or behind an ``in`` at its end."""
_IN = re.compile(r"\b(?:in|en)\b", re.IGNORECASE)
_ABOVE = re.compile(
    r"(?:单位|單位|単位|金额单位|단위|units?|amounts?|figures|in|angaben in|en|importes? en)\s*[:：]?\s*(?:in\s+)?"
    r"(.{1,40})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unit:
    """Unit of the amounts of a column (of all where ``role`` is empty) from a year on (of every year without one)."""

    word: str
    factor: float
    role: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Word:
    """A unit of money in its parts: how many currency units it is, how that is written, and the currency."""

    factor: float
    scale: str
    currency: str
    is_before: bool
    """Whether the scale is written right before the currency, as in ``万元``, and not as a word of its own."""

    def in_currency(self, currency: str) -> str:
        """Return the unit with a currency."""
        gap = "" if self.is_before else " "
        return gap.join(part for part in (self.scale, currency) if part)


def word_of(unit: str) -> Word:
    """Return the parts of a unit of money: ``万元``, ``million EUR``, ``EUR``; what is no scale is currency."""
    text = unit.strip()
    words = text.split()
    for place in dict.fromkeys((0, len(words) - 1)) if words else ():
        scale = words[place].translate(_SIMPLIFIED).casefold().strip(".")
        if scale in UNITS and not scale.endswith(("元", "圆", "円")):
            rest = " ".join(words[:place] + words[place + 1 :])
            return Word(UNITS[scale], words[place], rest, is_before=scale in _CHINESE)
    for size in (2, 1):
        scale = text[:size].translate(_SIMPLIFIED)
        if _CHINESE.get(scale, 0.0) >= 1e3 and len(text) > size:
            return Word(_CHINESE[scale], text[:size], text[size:], is_before=True)
    return Word(1.0, "", text, is_before=True)


def factor_of(word: str) -> float | None:
    """Return how many currency units a word means, currencies around it passed over; ``None`` if it is no unit."""
    text = unicodedata.normalize("NFKC", word).translate(_SIMPLIFIED).casefold().strip()
    if text in UNITS:
        return UNITS[text]
    return UNITS.get(_CURRENCIES.sub("", text))


def unit_of_heading(heading: str) -> str:
    """Return the unit that a heading names in brackets or at its end (``预算（万元）``), or nothing."""
    for found in _IN_BRACKETS.finditer(heading):
        word = (found[1] or found[2] or found[3] or "").strip()
        if word and factor_of(word) is not None:
            return " ".join(_IN.sub(" ", word).split())
    return ""


def without_unit(heading: str) -> str:
    """Return a heading without the unit that it names."""
    for found in _IN_BRACKETS.finditer(heading):
        word = (found[1] or found[2] or found[3] or "").strip()
        if word and factor_of(word) is not None:
            return (heading[: found.start()] + heading[found.end() :]).strip()
    return heading


def unit_above(text: str) -> str:
    """Return the unit that a line above a table names (``单位：万元``, ``in thousands``), or nothing."""
    for found in _ABOVE.finditer(text):
        words = found[1].strip().rstrip(")）.。")
        for word in (words, *re.split(r"[\s,，;；)）]+", words)):
            if word and factor_of(word) is not None and not word.isdigit():
                return word
    return ""


def factor_for(units: tuple[Unit, ...], role: str, year: int) -> float:
    """Return the factor on the amounts of a role in a year: that of its column before that of all, of its last year."""
    best: tuple[bool, int] | None = None
    factor = 1.0
    for unit in units:
        if unit.role not in ("", role) or (unit.year is not None and year < unit.year):
            continue
        rank = (unit.role != "", -1_000_000 if unit.year is None else unit.year)
        if best is None or rank > best:
            best, factor = rank, unit.factor
    return factor


def written(units: tuple[Unit, ...]) -> Any:
    """Return units as ``money_unit`` of a recipe."""
    whole = [unit for unit in units if not unit.role and unit.year is None]
    if len(whole) == len(units) == 1:
        return _said(whole[0])
    found: dict[str, Any] = {}
    for unit in units:
        if not unit.role:
            found["all" if unit.year is None else str(unit.year)] = _said(unit)
            continue
        own = found.setdefault(unit.role, {})
        own["all" if unit.year is None else str(unit.year)] = _said(unit)
    return {
        key: value["all"] if isinstance(value, Mapping) and list(value) == ["all"] else value
        for key, value in found.items()
    }


def _said(unit: Unit) -> str | float:
    """Return a unit by its word, or as the number that was given."""
    is_word = factor_of(unit.word) is not None
    return unit.word if is_word else int(unit.factor) if unit.factor.is_integer() else unit.factor
