"""Cells of a user's panel: numbers, fiscal years and names as bureaus write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from budgetsim.studies.calibrate.mapping import Columns

BLANKS = {"\u00a0": " ", "\u202f": " ", "\u2009": " "}
"""Blanks that cannot be broken: what Excel in France and Sweden puts between thousands."""
_ALSO = str.maketrans({"−": "-", "’": "'", "‘": "'", "ʼ": "'", **BLANKS})
"""Signs that mean the same in a number: long minuses, the apostrophes that Excel in Switzerland uses."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_IN_BRACKETS = re.compile(r"\((.*)\)")
_BRACKETS = 'brackets mean a negative amount: write negative = "keep" or "leave_out" in [panel]'
_BEHIND = re.compile(r"[^+-].*\d.*-")
_MINUS = 'a minus behind a number means a negative amount: write negative = "keep" or "leave_out" in [panel]'
_GROUPED = re.compile(r"[+-]?(?:\d{1,3}([,.' ])\d{3}(\1\d{3})*|\d{1,2}(,)(\d{2},)+\d{3})([.,]\d+)?")
_INDIAN = r"[+-]?\d{1,2}(,\d{2})+,\d{3}(?!\d)"
"""Lakhs and crores: groups of two before the last three digits."""
_SIGNS = re.compile(r"[+-]?([^\d\s.,'()+-]+)?\s*[\d.,' ]*\d[\d.,' ]*\s*([^\d\s.,'()]+)?")
_YEAR_FORMS = {
    "2016": re.compile(r"(?P<year>[+-]?\d{1,6})(\.0*)?", re.ASCII),
    "FY2016": re.compile(r"FY\s?(?P<year>\d{4})", re.ASCII | re.IGNORECASE),
    "2016年": re.compile(r"(?P<year>\d{4})\s?年(度)?", re.ASCII),
    "2016/17": re.compile(
        r"(FY\s?)?(?P<year>\d{4})\s?[/–-]\s?(?P<end>\d{2}|\d{4})", re.ASCII | re.IGNORECASE
    ),
    "2016-12-31": re.compile(r"(?P<year>\d{4})[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])", re.ASCII),
}
"""Ways to write a fiscal year. A year that spans two counts as its first, since only distances between years matter."""


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a cell, and what to do; ``word`` tells whether the remedy depends on what the cell says."""

    message: str
    hint: str
    word: bool = False


@dataclass(frozen=True)
class Number:
    """A number as read: its value, and the sign beside it that was passed over (``%``, ``万元``), if any."""

    value: float
    sign: str = ""


def plain(text: str) -> str:
    """Return a cell in ordinary digits and signs: full-width ones and long minus signs mean the same."""
    folded = unicodedata.normalize("NFKC", text)
    return folded.translate(_ALSO).strip()


def read_number(text: str, columns: Columns) -> Number | Wrong:
    """Return the number in a cell, or what is wrong with it."""
    cell = plain(text)
    body, sign = _without_sign(cell, columns.signs)
    turned = _turned(body)
    if turned:
        if columns.negative == "refuse":
            return turned[1]
        body, inner = _without_sign(turned[0].strip(), columns.signs)
        sign = sign or inner
    number = _ungrouped(body, columns.thousands)
    if columns.decimal == ",":
        number = "?" if "." in number else number.replace(",", ".")
    if not _NUMBER.fullmatch(number):
        return Wrong("text where a number is needed", *_remedy(cell, columns))
    return Number(-float(number) if turned else float(number), sign)


def _turned(body: str) -> tuple[str, Wrong] | None:
    """Return the number that is made negative by brackets or by a minus behind it, and what to say of it."""
    if in_brackets := _IN_BRACKETS.fullmatch(body):
        return in_brackets[1], Wrong("an amount in brackets", _BRACKETS)
    if _BEHIND.fullmatch(body):
        return body[:-1], Wrong("an amount with its minus behind it", _MINUS)
    return None


def read_year(text: str) -> tuple[int, str] | Wrong:
    """Return a fiscal year and the form in which it is written, or what is wrong with the cell."""
    cell = plain(text)
    for form, pattern in _YEAR_FORMS.items():
        match = pattern.fullmatch(cell)
        if match is None:
            continue
        year, end = int(match["year"]), match.groupdict().get("end")
        if end is not None and int(end) != (year + 1) % (10 ** len(end)):
            return Wrong(
                "a fiscal year that spans two must end in the next one", "write 2016/17, for example"
            )
        return year, form
    return Wrong("a year must be a whole number", f"or a fiscal year: {', '.join(list(_YEAR_FORMS)[1:])}")


def is_year(text: str) -> bool:
    """Return whether a heading names a year between 1900 and 2100."""
    found = read_year(text)
    return not isinstance(found, Wrong) and 1900 <= found[0] <= 2100


def visible(name: str) -> str:
    """Return a name without the characters that nobody sees: marks of order, joiners, blanks of no width."""
    return "".join(letter for letter in name if unicodedata.category(letter) != "Cf").strip()


def _without_sign(cell: str, signs: tuple[str, ...]) -> tuple[str, str]:
    """Return a cell without the declared sign before its number (and after its minus) or behind it, and that sign."""
    minus, body = (cell[:1], cell[1:].lstrip()) if cell[:1] in ("-", "+") else ("", cell)
    for sign in sorted(signs, key=len, reverse=True):
        mark = plain(sign)
        if mark and body.startswith(mark):
            return minus + body[len(mark) :].strip(), sign
        if mark and body.endswith(mark):
            return minus + body[: -len(mark)].strip(), sign
    return cell, ""


def _ungrouped(number: str, mark: str) -> str:
    """Return a number without its separators of thousands, if they part groups of three."""
    if not mark or mark not in number:
        return number
    digits = re.escape(mark)
    whole = re.match(rf"[+-]?\d{{1,3}}({digits}\d{{3}})+(?!\d)", number)
    if whole is None and mark == ",":
        whole = re.match(_INDIAN, number)
    return number if whole is None else whole[0].replace(mark, "") + number[whole.end() :]


def _remedy(cell: str, columns: Columns) -> tuple[str, bool]:
    """Return what to do about a cell that is no number, and whether that depends on its very words."""
    missing = f'if it means that nothing was observed, write missing = ["", "{cell[:20]}"] in [panel]'
    if cell.startswith("#"):  # what Excel shows where a formula failed
        return missing, True
    grouped = _GROUPED.fullmatch(cell)
    if columns.decimal == "," and re.fullmatch(r"[+-]?\d+\.\d+", cell) and columns.thousands != ".":
        return 'it has a point, but decimal = "," in [panel]; write all numbers of the file in one way', False
    if columns.decimal == "." and re.fullmatch(r"[+-]?\d+,\d+", cell) and not grouped:
        return 'if the comma is a decimal one, write decimal = "," in [panel]', False
    if grouped:
        also = ' (or decimal = ",", if it is a decimal comma)' if re.fullmatch(r"[+-]?\d+,\d+", cell) else ""
        return f'write thousands = "{grouped[1] or grouped[3]}" in [panel]{also}', False
    signs = _SIGNS.fullmatch(cell)
    if signs and (sign := signs[1] or signs[2]):
        return f'if {sign} is a sign beside the number, write signs = ["{sign}"] in [panel]', False
    return missing, True
