"""Fiscal years as people write them; a year that spans two counts as its first, since only distances matter."""

from __future__ import annotations

import datetime as dt
import re

from budgetsim.data.file import Cell
from budgetsim.data.numbers import Wrong, plain
from budgetsim.data.said import told_with_remedy
from budgetsim.scenario_files.faults import listed

EARLIEST, LATEST = 1900, 2100
"""Years that a heading may name."""
_WORDS = (
    r"(?:FY|fiscal year|financial year|year|exercice|exercise|ejercicio|año|année|jahr|haushaltsjahr|hj|år)"
)
_FORMS = {
    "2016": re.compile(r"(?P<year>[+-]?\d{1,6})(\.0*)?", re.ASCII),
    "FY2016": re.compile(rf"{_WORDS}[\s:]*(?P<year>\d{{4}})", re.ASCII | re.IGNORECASE),
    "2016年": re.compile(r"(?P<year>\d{4})\s?年\s?(度)?", re.ASCII),
    "2016/17": re.compile(
        rf"(?:{_WORDS}\s?)?(?P<year>\d{{4}})\s?(?:[/-]|to|至)\s?(?P<end>\d{{2}}|\d{{4}})\s?(年度?)?",
        re.ASCII | re.IGNORECASE,
    ),
    "2016-12-31": re.compile(
        r"(?P<year>\d{4})[-/.年]\s?(0?[1-9]|1[0-2])[-/.月]\s?(0?[1-9]|[12]\d|3[01])日?([ T]00:00(:00)?)?"
        r"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?P<last>\d{4})",
        re.ASCII,
    ),
}
"""Ways to write a fiscal year."""
_ERAS = {"民国": 1911, "平成": 1988, "令和": 2018}
_ERA = re.compile(r"(民国|平成|令和)\s?(元|\d{1,3})\s?年(度)?")
_SHORT = re.compile(r"\bFY\s?['’]?(\d{2})(?!\d)", re.ASCII | re.IGNORECASE)
"""A fiscal year of two digits; without its letters it may be a day or a month."""
_CENTURY = 60
"""Years of two digits from which on they are of the twentieth century."""
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_WITHIN = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:\s?[/–-]\s?(\d{2}|\d{4}))?(?!\d)", re.ASCII)


def read_year(cell: Cell) -> tuple[int, str] | Wrong:
    """Return a fiscal year and the form in which it is written, or what is wrong with the cell."""
    if isinstance(cell, dt.date):
        return cell.year, "2016-12-31"
    if isinstance(cell, float):
        cell = str(int(cell)) if cell.is_integer() else str(cell)
    text = _in_full(plain(cell).replace("民國", "民国"))
    if "年" in text:
        text = text.translate(_DIGITS)
    if era := _ERA.fullmatch(text):
        return _ERAS[era[1]] + (1 if era[2] == "元" else int(era[2])), "2016年"
    for form, pattern in _FORMS.items():
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        year, end = int(parts["year"] or parts["last"]), parts.get("end")
        if end is not None and int(end) != (year + 1) % (10 ** len(end)):
            return Wrong(*told_with_remedy("data-fault-year-span"))
        return year, form
    return Wrong(*told_with_remedy("data-fault-no-year", forms=listed(list(_FORMS)[1:])))


def _in_full(text: str) -> str:
    """Return a text in which fiscal years of two digits have four."""
    return _SHORT.sub(lambda found: f"FY{('19' if int(found[1]) >= _CENTURY else '20') + found[1]}", text)


def is_year(cell: Cell) -> bool:
    """Return whether a cell names a year between 1900 and 2100, and nothing else."""
    found = read_year(cell)
    return not isinstance(found, Wrong) and EARLIEST <= found[0] <= LATEST


def year_within(heading: Cell) -> tuple[int, str] | None:
    """Return the year that a heading names, with the rest of its words; ``None`` if it names none, or several."""
    if not isinstance(heading, str):
        found = read_year(heading)
        return None if isinstance(found, Wrong) or not EARLIEST <= found[0] <= LATEST else (found[0], "")
    text = _in_full(plain(heading))
    whole = read_year(text)
    if not isinstance(whole, Wrong) and EARLIEST <= whole[0] <= LATEST:
        return whole[0], ""
    found_all = list(_WITHIN.finditer(text))
    if len(found_all) != 1:
        return None
    match = found_all[0]
    if match[2] and int(match[2]) != (int(match[1]) + 1) % (10 ** len(match[2])):
        return None
    rest = text[: match.start()] + " " + text[match.end() :]
    return int(match[1]), re.sub(
        rf"(^|[\s_.:-]){_WORDS}(?=[\s_.:-]|$)", " ", rest, flags=re.IGNORECASE
    ).strip(" _-.:年度")
