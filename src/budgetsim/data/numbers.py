"""Numbers as people write them: decimal and thousands marks, signs beside them, brackets and minuses behind.

What a cell means is a function of the cell and of a convention. The convention of a column is given, or guessed from
all of its cells: one ``1.234.567,50`` settles what ``1.234`` is.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from budgetsim.data.file import Cell
from budgetsim.data.said import told, told_with_remedy
from budgetsim.data.units import factor_of

if TYPE_CHECKING:
    from budgetsim.numerics import Array

DECIMALS = (".", ",")
THOUSANDS = ("", ",", ".", " ", "'")
NEGATIVE = ("refuse", "keep", "leave_out")
MISSING = ("", "NA")
"""Cells that mean that nothing was observed, unless somebody says otherwise."""
FEW = 3
"""Cells from which a mark that may be either is taken for one."""
BLANKS = {"\u00a0": " ", "\u202f": " ", "\u2009": " "}
"""Blanks that cannot be broken: what Excel in France and Sweden puts between thousands."""
_ALSO = str.maketrans(
    {
        **dict.fromkeys("−–—―‐▲△", "-"),
        **dict.fromkeys("’‘ʼ", "'"),
        "\u2011": "-",
        "٬": ",",
        "٫": ".",
        **BLANKS,
    }
)
"""Signs that mean the same in a number: long minuses, the triangles of Japan, the apostrophes of Swiss Excel."""
_APART = ("<super>", "<sub>", "<circle>", "<fraction>")
"""Forms of digits that are no digits of a number: marks of footnotes, fractions."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_BARE = re.compile(r"[\d.,' ]*\d[\d.,' ]*", re.ASCII)
_IN_BRACKETS = re.compile(r"\((.*)\)")
_BEFORE_BRACKETS = re.compile(r"([^\d\s.,'()+-]+\.?)\s*\((.*)\)")
"""A sign before a number in brackets: ``$(1.25)``."""
_BEHIND = re.compile(r"[^+-].*\d.*-")
_GROUPED = re.compile(r"[+-]?(?:\d{1,3}([,.' ])\d{3}(\1\d{3})*|\d{1,2}(,)(\d{2},)+\d{3})([.,]\d+)?")
_INDIAN = r"[+-]?\d{1,2}(,\d{2})+,\d{3}(?!\d)"
"""Lakhs and crores: groups of two before the last three digits."""
_SIGNS = re.compile(r"[+-]?([^\d\s.,'()+-]+\.?)?\s*[\d.,' ]*\d[\d.,' ]*?\s*([^\d\s.,'()+-]+\.?)?")
_CODES = frozenset(
    (
        *(
            "%",
            "元",
            "圆",
            "円",
            "人民币",
            "分",
            "点",
            "Rs",
            "Rs.",
            "kr",
            "kr.",
            "Kr",
            "zł",
            "Kč",
            "Ft",
            "руб",
            "руб.",
            "Fr.",
        ),
        *(
            "USD",
            "EUR",
            "CNY",
            "RMB",
            "GBP",
            "CHF",
            "SEK",
            "NOK",
            "DKK",
            "ISK",
            "MXN",
            "ILS",
            "NIS",
            "INR",
            "JPY",
            "CAD",
        ),
        *(
            "AUD",
            "NZD",
            "HKD",
            "TWD",
            "SGD",
            "KRW",
            "BRL",
            "ARS",
            "CLP",
            "COP",
            "ZAR",
            "PLN",
            "CZK",
            "HUF",
            "RON",
            "TRY",
        ),
        *("RUB", "UAH", "THB", "IDR", "VND", "PHP", "MYR", "SAR", "AED", "NGN", "KES"),
    )
)
"""Signs that mean nothing for a number, beside those of currencies."""


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a cell, and what to do; ``word`` tells whether the remedy depends on what the cell says."""

    message: str
    hint: str
    word: bool = False


@dataclass(frozen=True)
class Number:
    """A number as read, the sign beside it (``%``, ``万元``) if any, and the factor that the sign means."""

    value: float
    sign: str = ""
    factor: float = 1.0


@dataclass(frozen=True)
class Convention:
    """How the numbers of a column are written.

    A blank between thousands stands for those that cannot be broken as well. ``signs`` are passed over beside numbers;
    with ``known_signs`` so are currencies and ``%``, and units of money (``万元``) are reckoned with. ``negative`` says
    what becomes of negative amounts (brackets mean the same): refuse the file, keep them, or leave them out.
    """

    decimal: str = "."
    thousands: str = ""
    signs: tuple[str, ...] = ()
    negative: str = "refuse"
    missing: tuple[str, ...] = MISSING
    known_signs: bool = False

    @cached_property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """Given signs, the longest first, as they look in a plain cell and as they were given."""
        return tuple((plain(sign), sign) for sign in sorted(self.signs, key=len, reverse=True) if plain(sign))


def plain(text: str) -> str:
    """Return a cell in ordinary digits and signs: full-width ones and long minus signs mean the same."""
    if text.isascii():
        return text.strip()
    if any(unicodedata.decomposition(letter).startswith(_APART) for letter in text):
        folded = "".join(map(_ordinary, text))
    else:
        folded = unicodedata.normalize("NFKC", text)
    return folded.translate(_ALSO).strip()


def without_currency(text: str) -> str:
    """Return a cell in ordinary signs without the sign of a currency (``$``, ``R$``) before or behind it."""
    body = plain(text)
    rest = "".join(letter for letter in body if unicodedata.category(letter) != "Sc")
    return body if rest == body else re.sub("^[A-Z]{0,2}\\s+|\\s+$", "", rest)


def _ordinary(letter: str) -> str:
    is_apart = unicodedata.decomposition(letter).startswith(_APART)
    return letter if is_apart else unicodedata.normalize("NFKC", letter)


def read_number(cell: Cell, convention: Convention) -> Number | Wrong:
    """Return the number in a cell, or what is wrong with it."""
    if not isinstance(cell, str):
        if isinstance(cell, dt.date):
            return Wrong(told("data-fault-no-number"), told("data-remedy-date"))
        return Number(cell)
    if convention.decimal == "." and convention.thousands != "." and _NUMBER.fullmatch(cell):
        return Number(float(cell))
    text = plain(cell)
    body, sign, factor = _without_sign(text, convention)
    turned = _turned(body)
    if turned:
        if convention.negative == "refuse":
            return turned[1]
        body, inner, more = _without_sign(turned[0].strip(), convention)
        sign, factor = sign or inner, factor * more
    number = _ungrouped(body, convention.thousands)
    if convention.decimal == ",":
        number = "?" if "." in number else number.replace(",", ".")
    if not _NUMBER.fullmatch(number):
        return Wrong(told("data-fault-no-number"), *_remedy(text, convention))
    return Number(-float(number) if turned else float(number), sign, factor)


def _turned(body: str) -> tuple[str, Wrong] | None:
    """Return the number that is made negative by brackets or by a minus behind it, and what to say of it."""
    if before := _BEFORE_BRACKETS.fullmatch(body):
        return before[1] + before[2], Wrong(*told_with_remedy("data-fault-brackets"))
    if in_brackets := _IN_BRACKETS.fullmatch(body):
        return in_brackets[1], Wrong(*told_with_remedy("data-fault-brackets"))
    if _BEHIND.fullmatch(body):
        return body[:-1], Wrong(*told_with_remedy("data-fault-minus-behind"))
    return None


def _without_sign(cell: str, convention: Convention) -> tuple[str, str, float]:
    """Return a cell without the sign before its number (and after its minus) or behind it, the sign, and its factor."""
    minus, body = (cell[:1], cell[1:].lstrip()) if cell[:1] in ("-", "+") else ("", cell)
    for mark, sign in convention.marks:
        if body.startswith(mark):
            return minus + body[len(mark) :].strip(), sign, 1.0
        if body.endswith(mark):
            return minus + body[: -len(mark)].strip(), sign, 1.0
    found = _SIGNS.fullmatch(body) if convention.known_signs else None
    if found is None or not (found[1] or found[2]):
        return cell, "", 1.0
    factor = 1.0
    for beside in filter(None, (found[1], found[2])):
        known = _factor(beside)
        if known is None:
            return cell, "", 1.0
        factor *= known
    first, last = len(found[1] or ""), len(body) - len(found[2] or "")
    return minus + body[first:last].strip(), found[2] or found[1], factor


def _factor(sign: str) -> float | None:
    """Return the factor that a known sign means; ``None`` of others."""
    country = sign.rstrip("".join(letter for letter in sign if unicodedata.category(letter) == "Sc"))
    if sign in _CODES or (country != sign and re.fullmatch("[A-Z]{0,3}", country)):
        return 1.0
    return factor_of(sign)


def _ungrouped(number: str, mark: str) -> str:
    """Return a number without its separators of thousands, if they part groups of three."""
    if not mark or mark not in number:
        return number
    digits = re.escape(mark)
    whole = re.match(rf"[+-]?\d{{1,3}}({digits}\d{{3}})+(?!\d)", number)
    if whole is None and mark == ",":
        whole = re.match(_INDIAN, number)
    return number if whole is None else whole[0].replace(mark, "") + number[whole.end() :]


def _remedy(cell: str, convention: Convention) -> tuple[str, bool]:
    """Return what to do about a cell that is no number, and whether that depends on its very words."""
    missing = told("data-remedy-missing", cell=cell[:20])
    if cell.startswith("#"):  # what Excel shows where a formula failed
        return missing, True
    grouped = _GROUPED.fullmatch(cell)
    has_one_comma = re.fullmatch(r"[+-]?\d+,\d+", cell) is not None
    if convention.decimal == "," and re.fullmatch(r"[+-]?\d+\.\d+", cell) and convention.thousands != ".":
        return told("data-remedy-point"), False
    if convention.decimal == "." and has_one_comma and not grouped:
        return told("data-remedy-comma"), False
    if grouped:
        key = "data-remedy-thousands-or-comma" if has_one_comma else "data-remedy-thousands"
        return told(key, mark=grouped[1] or grouped[3]), False
    signs = _SIGNS.fullmatch(cell)
    if signs and (sign := signs[1] or signs[2]):
        return told("data-remedy-sign", sign=sign), False
    return missing, True


def decimal_amounts(values: Array) -> Array:
    """Return amounts without the last bits that reckoning in binary leaves behind: 15 significant digits."""
    import numpy as np  # rosters are read without it

    return np.array([float(f"{value:.15g}") for value in values])


# What the cells of a column say about its marks --------------------------------------------------------------------


@dataclass
class Marks:
    """How often each mark stands where it can only part decimals, only thousands, or either.

    ``long`` counts whole numbers of four digits and more without any mark: where thousands are parted there are none.
    """

    decimal: set[str] = field(default_factory=set)
    thousands: set[str] = field(default_factory=set)
    either: dict[str, int] = field(default_factory=dict)
    long: int = 0

    def add(self, other: Marks) -> None:
        """Add what another column says."""
        self.decimal |= other.decimal
        self.thousands |= other.thousands
        self.long += other.long
        for mark, number in other.either.items():
            self.either[mark] = self.either.get(mark, 0) + number


def marks_of(cells: Iterable[Cell], convention: Convention) -> Marks:
    """Return what the cells of a column say about its marks."""
    found = Marks()
    for cell in set(cells):
        if isinstance(cell, str) and cell not in convention.missing:
            _look_at(_bare(cell, convention), found)
    return found


def _bare(cell: str, convention: Convention) -> str:
    body, _, _ = _without_sign(plain(cell), convention)
    turned = _turned(body)
    if turned:
        body, _, _ = _without_sign(turned[0].strip(), convention)
    return body.lstrip("+-").strip()


def _look_at(body: str, found: Marks) -> None:
    if not _BARE.fullmatch(body):
        return
    kinds = list(dict.fromkeys(re.findall(r"[.,' ]", body)))
    if not kinds:
        found.long += len(body) >= 4
        return
    first, last = kinds[0], kinds[-1]
    head, _, tail = body.rpartition(last)
    if len(kinds) > 1:
        if last in DECIMALS and head.replace(last, "") == head and _is_grouped(head, first):
            found.decimal.add(last)
            found.thousands.add(first)
    elif body.count(first) > 1 or first in (" ", "'"):
        if _is_grouped(body, first):
            found.thousands.add(first)
    elif len(tail) == 3 and 1 <= len(head) <= 3 and head[0] != "0":
        found.either[first] = found.either.get(first, 0) + 1
    else:
        found.decimal.add(first)


def _is_grouped(number: str, mark: str) -> bool:
    return mark not in _ungrouped(number, mark)


def guessed(own: Marks, whole: Marks, decimal: str, thousands: str | None) -> tuple[str, str]:
    """Return the decimal and the thousands mark of a column.

    Parameters
    ----------
    own, whole
        What its cells say, and those of all columns of the file, which settle what its own leave open.
    decimal, thousands
        What is given; an empty text and ``None`` where nothing is.
    """
    settled = own if own.decimal or own.thousands - {" ", "'"} else whole
    found = decimal or _decimal(own, settled, thousands)
    if thousands is not None:
        return found, thousands
    other = "." if found == "," else ","
    if other in own.thousands or (
        found in own.decimal and other not in own.decimal and own.either.get(other)
    ):
        return found, other
    blank = next((mark for mark in (" ", "'") if mark in own.thousands), "")
    if blank:
        return found, blank
    number = own.either.get(other, 0)
    is_certain = bool(decimal) or other in settled.thousands or found in settled.decimal
    return found, other if number and other not in own.decimal and (
        is_certain or (number >= FEW and not own.long)
    ) else ""


def _decimal(own: Marks, settled: Marks, thousands: str | None) -> str:
    if thousands in DECIMALS:
        return "," if thousands == "." else "."
    if len(settled.decimal) == 1:
        return next(iter(settled.decimal))
    if len(settled.decimal) > 1:
        return "."
    if "." in settled.thousands and "," not in settled.thousands:
        return ","
    either = own.either.get(",", 0)
    if either and "," not in settled.thousands and not own.either.get("."):
        # Thousands that are parted leave no long number without a mark.
        return "," if {" ", "'"} & own.thousands or (own.long and either >= FEW) else "."
    return "."
