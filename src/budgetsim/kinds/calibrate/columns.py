"""How a user's panel is written: which column is what, on which scale, and how cells hold numbers, years and names."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from budgetsim.language import told
from budgetsim.scenario_files.faults import kind_of, listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.factors import told_with_remedy
from budgetsim.studies.panel_data import EXCELLENT, MONEY, SCORES
from budgetsim.studies.study_file import StudyFile

BLOCK = "panel"
NEEDED = ("unit", "year")
VALUES = (*MONEY, *SCORES)
COLUMNS = (*NEEDED, *VALUES, "cluster")
RANGES = ("score_range", "self_range", "external_range")
OUTSIDE = ("refuse", "clip", "leave_out")
DELIMITERS = (",", ";", "\t", "|")
DECIMALS = (".", ",")
THOUSANDS = ("", ",", ".", " ", "'")
NEGATIVE = ("refuse", "keep", "leave_out")
ENCODINGS = ("utf-8", "gb18030", "gbk", "cp1252", "utf-16")
"""How the text of a file may be written: Excel in China saves GBK, of which GB 18030 is the larger brother."""
MISSING = ("", "NA")
"""Cells that mean that nothing was observed, unless the mapping says otherwise."""
FULL_RANGE = (0.0, 100.0)
_OTHERS = (
    *RANGES, "outside", "top_score", "delimiter", "decimal", "thousands", "signs", "negative", "missing", "encoding",
)  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """How a panel file is read.

    ``names`` gives the file's column for each role of ``COLUMNS`` that it has. ``ranges`` gives the lowest and the
    highest score by role; scores become 0 to 100 within it.
    """

    names: Mapping[str, str] = field(
        default_factory=lambda: {role: role for role in COLUMNS if role != "cluster"}
    )
    ranges: Mapping[str, tuple[float, float]] = field(
        default_factory=lambda: dict.fromkeys(SCORES, FULL_RANGE)
    )
    outside: str = "refuse"
    """What becomes of scores outside their range: refuse the file, clip them to it, or leave them out."""
    top: float = EXCELLENT
    """Score from which a self-score counts as top, 0 to 100."""
    delimiter: str = ","
    decimal: str = "."
    thousands: str = ""
    """Sign between thousands; a blank stands for those that cannot be broken as well."""
    signs: tuple[str, ...] = ()
    """Signs beside numbers that are passed over: currencies, ``%``, ``万元``."""
    negative: str = "refuse"
    """What becomes of negative amounts (brackets mean the same): refuse the file, keep them, or leave them out."""
    missing: tuple[str, ...] = MISSING
    encoding: str = "utf-8"

    def score(self, role: str, value: float) -> float:
        """Return a score on the scale of 0 to 100."""
        low, high = self.ranges[role]
        return 100.0 * (value - low) / (high - low)


def read_columns(file: StudyFile) -> Columns:
    """Return the mapping of a target file; its faults are noted in the file.

    Without a block ``[panel]`` columns have the names of their roles, and scores run from 0 to 100.
    """
    table = file.table(BLOCK)
    for key in table:
        if key not in (*COLUMNS, *_OTHERS):
            allowed = told("study-keys-allowed", keys=listed((*COLUMNS, *_OTHERS)))
            hint = did_you_mean(key, (*COLUMNS, *_OTHERS), allowed)
            file.told((BLOCK, key), None, "fault-unknown-key", hint)
    ranges = _ranges(file, table)
    return Columns(
        names=_names(file, table),
        ranges=ranges,
        outside=_choice(file, table, "outside", OUTSIDE, "refuse"),
        top=_top(file, table, ranges["self_score"]),
        delimiter=_choice(file, table, "delimiter", DELIMITERS, ","),
        decimal=_choice(file, table, "decimal", DECIMALS, "."),
        thousands=_thousands(file, table),
        signs=_texts(file, table, "signs", (), '["%"]'),
        negative=_choice(file, table, "negative", NEGATIVE, "refuse"),
        missing=tuple(dict.fromkeys(("", *_texts(file, table, "missing", MISSING, '["", "NA"]')))),
        encoding=_choice(file, table, "encoding", ENCODINGS, "utf-8"),
    )


def _names(file: StudyFile, table: Mapping[str, Any]) -> dict[str, str]:
    """Columns by role; roles that are not named have their own name, or are absent if the block names any value."""
    spelled = any(role in table for role in VALUES)
    found: dict[str, str] = {}
    for role in COLUMNS:
        value = table.get(role)
        if value is None:
            optional = role == "cluster" or (spelled and role in VALUES)
            found |= {} if optional else {role: role}
        elif not isinstance(value, str) or not value.strip():
            file.told((BLOCK, role), value, "calibrate-fault-no-column-name", kind=kind_of(value))
        elif value.strip() in found.values() and role != "cluster":
            file.told((BLOCK, role), value, "calibrate-fault-column-taken")
        else:
            found[role] = value.strip()
    return found


def _ranges(file: StudyFile, table: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    given = {key: _range(file, table, key) for key in RANGES}
    both = given["score_range"] or FULL_RANGE
    return {
        "self_score": given["self_range"] or both,
        "external_score": given["external_range"] or both,
    }


def _range(file: StudyFile, table: Mapping[str, Any], key: str) -> tuple[float, float] | None:
    value = table.get(key)
    if value is None:
        return None
    numbers = value if isinstance(value, list) else []
    if len(numbers) != 2 or not all(_is_number(number) for number in numbers) or numbers[0] >= numbers[1]:
        file.told((BLOCK, key), value, "calibrate-fault-score-range", name=key)
        return None
    return float(numbers[0]), float(numbers[1])


def _top(file: StudyFile, table: Mapping[str, Any], scale: tuple[float, float]) -> float:
    value = table.get("top_score")
    if value is None:
        return EXCELLENT
    low, high = scale
    if not _is_number(value) or not low <= value <= high:
        ends = {"low": f"{low:g}", "high": f"{high:g}"}
        file.told((BLOCK, "top_score"), value, "calibrate-fault-top-score", **ends)
        return EXCELLENT
    return 100.0 * (float(value) - low) / (high - low)


def _choice(
    file: StudyFile, table: Mapping[str, Any], key: str, options: tuple[str, ...], default: str
) -> str:
    value = table.get(key, default)
    if value in options:
        return str(value)
    hint = did_you_mean(str(value), options)
    file.told((BLOCK, key), value, "study-one-of", hint, options=listed(map(repr, options)))
    return default


def _thousands(file: StudyFile, table: Mapping[str, Any]) -> str:
    mark = _choice(file, table, "thousands", THOUSANDS, "")
    if mark and mark == table.get("decimal", "."):
        other = "," if mark == "." else "."
        file.told((BLOCK, "thousands"), mark, "calibrate-fault-same-sign", other=other)
    return mark


def _texts(
    file: StudyFile, table: Mapping[str, Any], key: str, default: tuple[str, ...], example: str
) -> tuple[str, ...]:
    value = table.get(key, list(default))
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(dict.fromkeys(value))
    about = {"kind": kind_of(value), "example": example}
    file.told((BLOCK, key), value, "calibrate-fault-not-texts", **about)
    return default


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


# Cells ------------------------------------------------------------------------------------------------------------

BLANKS = {"\u00a0": " ", "\u202f": " ", "\u2009": " "}
"""Blanks that cannot be broken: what Excel in France and Sweden puts between thousands."""
_ALSO = str.maketrans({"−": "-", "’": "'", "‘": "'", "ʼ": "'", **BLANKS})
"""Signs that mean the same in a number: long minuses, the apostrophes that Excel in Switzerland uses."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_IN_BRACKETS = re.compile(r"\((.*)\)")
_BEHIND = re.compile(r"[^+-].*\d.*-")
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
        return Wrong(told("calibrate-fault-no-number"), *_remedy(cell, columns))
    return Number(-float(number) if turned else float(number), sign)


def _turned(body: str) -> tuple[str, Wrong] | None:
    """Return the number that is made negative by brackets or by a minus behind it, and what to say of it."""
    if in_brackets := _IN_BRACKETS.fullmatch(body):
        return in_brackets[1], Wrong(*told_with_remedy("calibrate-fault-brackets"))
    if _BEHIND.fullmatch(body):
        return body[:-1], Wrong(*told_with_remedy("calibrate-fault-minus-behind"))
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
            return Wrong(*told_with_remedy("calibrate-fault-year-span"))
        return year, form
    forms = listed(list(_YEAR_FORMS)[1:])
    return Wrong(*told_with_remedy("calibrate-fault-no-year", forms=forms))


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
    missing = told("calibrate-remedy-missing", cell=cell[:20])
    if cell.startswith("#"):  # what Excel shows where a formula failed
        return missing, True
    grouped = _GROUPED.fullmatch(cell)
    has_one_comma = re.fullmatch(r"[+-]?\d+,\d+", cell) is not None
    if columns.decimal == "," and re.fullmatch(r"[+-]?\d+\.\d+", cell) and columns.thousands != ".":
        return told("calibrate-remedy-point"), False
    if columns.decimal == "." and has_one_comma and not grouped:
        return told("calibrate-remedy-comma"), False
    if grouped:
        key = "calibrate-remedy-thousands-or-comma" if has_one_comma else "calibrate-remedy-thousands"
        return told(key, mark=grouped[1] or grouped[3]), False
    signs = _SIGNS.fullmatch(cell)
    if signs and (sign := signs[1] or signs[2]):
        return told("calibrate-remedy-sign", sign=sign), False
    return missing, True
