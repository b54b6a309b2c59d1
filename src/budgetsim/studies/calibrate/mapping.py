"""The mapping of a user's panel: which column is what, on which scale, and how gaps are written."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from budgetsim.scenario_files.faults import kind_of
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.calibrate.panel import EXCELLENT, MONEY, SCORES
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

    names: Mapping[str, str]
    ranges: Mapping[str, tuple[float, float]]
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
            hint = did_you_mean(key, (*COLUMNS, *_OTHERS), f"allowed: {', '.join((*COLUMNS, *_OTHERS))}")
            file.fault((BLOCK, key), None, "unknown key", hint)
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
            file.fault((BLOCK, role), value, f"{kind_of(value)}, not the name of a column")
        elif value.strip() in found.values() and role != "cluster":
            file.fault((BLOCK, role), value, "this column has another role already")
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
        message = "must be the lowest and the highest possible score"
        file.fault((BLOCK, key), value, message, f"write {key} = [1, 5]")
        return None
    return float(numbers[0]), float(numbers[1])


def _top(file: StudyFile, table: Mapping[str, Any], scale: tuple[float, float]) -> float:
    value = table.get("top_score")
    if value is None:
        return EXCELLENT
    low, high = scale
    if not _is_number(value) or not low <= value <= high:
        message = f"must be a self-score of its range, from {low:g} to {high:g}"
        file.fault((BLOCK, "top_score"), value, message)
        return EXCELLENT
    return 100.0 * (float(value) - low) / (high - low)


def _choice(
    file: StudyFile, table: Mapping[str, Any], key: str, options: tuple[str, ...], default: str
) -> str:
    value = table.get(key, default)
    if value in options:
        return str(value)
    listed = ", ".join(repr(option) for option in options)
    file.fault((BLOCK, key), value, f"must be one of {listed}", did_you_mean(str(value), options))
    return default


def _thousands(file: StudyFile, table: Mapping[str, Any]) -> str:
    mark = _choice(file, table, "thousands", THOUSANDS, "")
    if mark and mark == table.get("decimal", "."):
        message = "the same sign cannot part thousands and decimals"
        file.fault((BLOCK, "thousands"), mark, message, f'write decimal = "{"," if mark == "." else "."}"')
    return mark


def _texts(
    file: StudyFile, table: Mapping[str, Any], key: str, default: tuple[str, ...], example: str
) -> tuple[str, ...]:
    value = table.get(key, list(default))
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(dict.fromkeys(value))
    file.fault((BLOCK, key), value, f"{kind_of(value)}, not a list of texts", f"write {example}")
    return default


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
