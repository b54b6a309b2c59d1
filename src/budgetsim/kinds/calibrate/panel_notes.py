"""The whole panel looked at: what is almost certainly an artefact of a file, told as notes and never as a refusal.

A total among the units, a year in thousands, a unit that goes on under another spelling: every cell of such a file is
fine, and every estimate from it is wrong. Each check is a pure function of the panel that returns its notes; thresholds
are assumed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.calibrate.columns import Number, plain
from budgetsim.language import Language
from budgetsim.numerics import Array
from budgetsim.rounding import amount
from budgetsim.studies.moments import LARGEST_CHANGE
from budgetsim.studies.panel_data import MONEY, SCORES

SUM_TOLERANCE = 2e-3
"""Relative distance up to which an amount is the sum of the others': rounding of what was added."""
SUBTOTAL_TOLERANCE = 1e-4
"""The same for the sum of a run of units, of which there are so many that a looser fit would come by chance."""
MOST_FOR_SUBTOTALS = 2000
"""Units beyond which runs are not searched: a line-item file."""
LEAST_STEP = 0.9
"""Log10 of the factor from which a common change of most units is a change of unit, a little less than ten."""
LEAST_SCORE_STEP = 1.5
"""The same for scores, which differ among themselves by no factor of a hundred."""
MOST_UNITS = 0.8
"""Share of the units that must make the step."""
STEP_SPREAD = 0.35
"""Distance in log10 within which their steps count as one."""
FEW = 3
"""Units, or cells, below which nothing is said of most of them."""
HUNDREDTH = 0.01
"""Part of the range in which all scores lie that are shares by mistake; of a ratio, one in another unit."""
ALIKE = 0.9
"""Likeness of two folded names (difflib) from which one may go on under the other."""
MOST_NAMED = 5
COLUMN_FACTS = ("amounts", "scores", "column")
"""Facts that are columns, by the names of their roles."""
_THREE_BEHIND = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_TOTALS = re.compile(
    r"(grand |sub)?totals?|sum|all (units|departments|agencies)|合计|总计|小计|共计|总和|全部|全市|全区|全县"
    r"|gesamt|summe|insgesamt|total g[ée]n[ée]ral",
    re.IGNORECASE,
)


Facts = dict[str, str | int]


@dataclass(frozen=True)
class Note:
    """One thing to know about a panel: the key of its words, and what they need."""

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass
class Written:
    """How the cells of a file are written, with the line at which each way was met first."""

    year_forms: dict[str, int] = field(default_factory=dict)
    signs: dict[str, dict[str, int]] = field(default_factory=dict)
    invisible: dict[str, int] = field(default_factory=dict)
    """Names that held characters nobody sees."""
    wide: Counter[str] = field(default_factory=Counter)
    """Cells in full-width digits, by column."""
    points: dict[str, Counter[str]] = field(default_factory=dict)
    """By kind of amount, how many have ``three`` digits behind a point, another number of them, or ``none``."""

    def look_at(self, role: str, text: str, number: Number, line: int) -> None:
        """Take note of how a number is written."""
        if number.sign:
            self.signs.setdefault(role, {}).setdefault(number.sign, line)
        if any(unicodedata.east_asian_width(letter) == "F" and letter.isdigit() for letter in text):
            self.wide[role] += 1
        if role in MONEY:
            cell = plain(text)
            kind = "three" if _THREE_BEHIND.fullmatch(cell) else "other" if "." in cell else "none"
            self.points.setdefault(role, Counter())[kind] += 1


def notes_on(
    units: Sequence[str],
    years: Sequence[int],
    values: Mapping[str, Array],
    present: NDArray[np.bool_],
    written: Written,
) -> tuple[Note, ...]:
    """Return the notes on a panel, the gravest first.

    Parameters
    ----------
    units
        Names, one per row of the arrays.
    years
        Consecutive years, one per column.
    values
        Amounts as written and scores of 0 to 100 by name, each (unit, year), NaN where nothing was observed.
    present
        Which unit-years the file has.
    written
        How its cells are written.
    """
    checks = (
        totals(units, values),
        unit_steps(years, values),
        score_steps(years, values),
        points_between_thousands(written),
        renamed(units, years, present),
        scores_as_shares(values),
        mixed_units(units, values),
        left_out(values),
        once(units, present),
        gaps(units, present),
        ways_of_writing(written),
    )
    return tuple(note for check in checks for note in check)


def totals(units: Sequence[str], values: Mapping[str, Array]) -> Iterator[Note]:
    """Yield units whose amounts are the sum of the others' in every year, and those named like a total."""
    told: set[int] = set()
    for place, (first, last) in _subtotals(np.concatenate([values[role] for role in MONEY], axis=1)).items():
        told.add(place)
        facts: Facts = {
            "unit": units[place],
            "number": last - first,
            "first": units[first],
            "last": units[last - 1],
        }
        yield Note("calibrate-note-subtotal", facts)
    for role in MONEY:
        amounts = np.delete(values[role], sorted(told), axis=0) if told else values[role]
        places = [place for place in range(len(units)) if place not in told]
        for own in _sums(amounts):
            told.add(places[own])
            yield Note("calibrate-note-total", {"unit": units[places[own]], "amounts": role})
    for place, name in enumerate(units):
        if place not in told and _TOTALS.fullmatch(name.strip()):
            yield Note("calibrate-note-named-total", {"unit": name})


def _sums(amounts: Array) -> list[int]:
    """Return the rows that are the sum of the others wherever they are known, in two cells or more."""
    known = np.isfinite(amounts)
    filled = np.where(known, amounts, 0.0)
    rest = filled.sum(axis=0, keepdims=True) - filled
    others = known.sum(axis=0, keepdims=True) - known
    asked = known & (others >= FEW) & (np.abs(rest) > 0.0)
    fits = np.abs(filled - rest) <= SUM_TOLERANCE * np.abs(rest)
    rows = (asked.sum(axis=1) >= 2) & (fits | ~asked).all(axis=1)
    return [int(row) for row in np.flatnonzero(rows)]


def _subtotals(amounts: Array) -> dict[int, tuple[int, int]]:
    """Return the rows that are the sum of some rows in a run before or after them, with the run's ends."""
    filled, known = np.nan_to_num(amounts), np.isfinite(amounts)
    sums = np.concatenate([np.zeros((1, amounts.shape[1])), np.cumsum(filled, axis=0)])
    found: dict[int, tuple[int, int]] = {}
    for row in range(len(amounts) if len(amounts) <= MOST_FOR_SUBTOTALS else 0):
        asked = known[row] & (filled[row] != 0.0)
        if asked.sum() < FEW:
            continue
        before, after = sums[row] - sums[: max(0, row - FEW + 1)], sums[row + 1 + FEW :] - sums[row + 1]
        for runs, is_before in ((before, True), (after, False)):
            away = np.abs(runs - filled[row])[:, asked]
            fits = np.flatnonzero((away <= SUBTOTAL_TOLERANCE * np.abs(filled[row, asked])).all(axis=1))
            for run in map(int, fits):
                ends = (run, row) if is_before else (row + 1, row + 1 + FEW + run)
                if ends[1] - ends[0] < len(amounts) - 1 and not found.keys() & set(range(*ends)):
                    found.setdefault(row, ends)
    return found


def unit_steps(years: Sequence[int], values: Mapping[str, Array]) -> Iterator[Note]:
    """Yield years in which most units' amounts change by the same factor of ten or more."""
    for role in MONEY:
        steps = _log10_steps(values[role])
        for place in range(steps.shape[1]):
            step = steps[:, place][np.isfinite(steps[:, place])]
            if step.size < FEW:
                continue
            middle = float(np.median(step))
            together = float((np.abs(step - middle) <= STEP_SPREAD).mean())
            if abs(middle) >= LEAST_STEP and together >= MOST_UNITS:
                facts: Facts = {
                    "amounts": role,
                    "year": str(years[place + 1]),
                    "factor": f"{10 ** round(abs(middle)):,}",
                    "direction": "up" if middle > 0.0 else "down",
                    "units": int(step.size),
                }
                yield Note("calibrate-note-step", facts)


def score_steps(years: Sequence[int], values: Mapping[str, Array]) -> Iterator[Note]:
    """Yield years in which most units' scores go from points to shares of 1, or back."""
    for role in SCORES:
        steps = _log10_steps(values[role])
        for place in range(steps.shape[1]):
            step = steps[:, place][np.isfinite(steps[:, place])]
            if step.size < FEW or abs(float(np.median(step))) < LEAST_SCORE_STEP:
                continue
            if float((np.abs(step - np.median(step)) <= STEP_SPREAD).mean()) >= MOST_UNITS:
                facts: Facts = {"scores": role, "year": str(years[place + 1]), "units": int(step.size)}
                yield Note("calibrate-note-score-step", facts)


def _log10_steps(amounts: Array) -> Array:
    positive = np.where(amounts > 0.0, amounts, np.nan)
    return np.asarray(np.diff(np.log10(positive), axis=1))


def points_between_thousands(written: Written) -> Iterator[Note]:
    """Yield amounts of which all with a point have three digits behind it, and others have none."""
    for role, count in written.points.items():
        if count["three"] >= FEW and count["none"] >= FEW and not count["other"]:
            facts: Facts = {"amounts": role, "three": count["three"], "none": count["none"]}
            yield Note("calibrate-note-thousands", facts)


def renamed(units: Sequence[str], years: Sequence[int], present: NDArray[np.bool_]) -> Iterator[Note]:
    """Yield units that end in the year in which nearly equal names begin, and names that differ in writing alone."""
    first, last = present.argmax(axis=1), present.shape[1] - 1 - present[:, ::-1].argmax(axis=1)
    pairs: dict[int, list[str]] = {}
    twins = []
    for one, other in _like_named(units, first, last):
        if last[one] < first[other]:
            pairs.setdefault(int(first[other]), []).append(f"{units[one]} → {units[other]}")
        else:
            twins.append(f"{units[one]} / {units[other]}")
    for begin, names in sorted(pairs.items()):
        yield Note(
            "calibrate-note-renamed",
            {"year": str(years[begin]), "number": len(names), "names": _some(names)},
        )
    if twins:
        yield Note("calibrate-note-twins", {"number": len(twins), "names": _some(twins)})


def _like_named(
    units: Sequence[str], first: NDArray[np.intp], last: NDArray[np.intp]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of units with nearly equal names, the earlier one first."""
    folded = [folded_name(name) for name in units]
    same: dict[str, list[int]] = {}
    for place, name in enumerate(folded):
        same.setdefault(name, []).append(place)
    for places in same.values():
        ordered = sorted(places, key=lambda place: int(first[place]))
        yield from pairwise(ordered)
    ends: dict[int, list[int]] = {}
    for place in range(len(units)):
        ends.setdefault(int(last[place]), []).append(place)
    for place in range(len(units)):
        for before in ends.get(int(first[place]) - 1, ())[:200]:
            if folded[before] != folded[place] and _is_alike(folded[before], folded[place]):
                yield before, place


def folded_name(name: str) -> str:
    """Return a name without what differs between two ways to write it: case, accents' form, blanks, hyphens, ``&``.

    Zeros before a number go too: a spreadsheet makes ``012`` a number, ``12``.
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    text = re.sub(r"(?<=\d)\.0+$", "", text.strip())
    return " ".join(re.sub(r"\b0+(?=\d)", "", re.sub(r"[\W_]+", " ", text)).split())


def _is_alike(one: str, other: str) -> bool:
    """Tell whether two folded names may be one; names that differ in a number are not."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    likeness = SequenceMatcher(None, one, other)
    return likeness.quick_ratio() >= ALIKE and likeness.ratio() >= ALIKE


def scores_as_shares(values: Mapping[str, Array]) -> Iterator[Note]:
    """Yield scores that all lie in the lowest hundredth of their range, though they differ."""
    for role in SCORES:
        known = values[role][np.isfinite(values[role])]
        if known.size >= FEW and known.max() <= 100.0 * HUNDREDTH and known.max() > 0.0:
            yield Note("calibrate-note-shares", {"scores": role, "number": int(known.size)})


def mixed_units(units: Sequence[str], values: Mapping[str, Array]) -> Iterator[Note]:
    """Yield amounts that are all less than a hundredth of the approved ones, or more than a hundred times them."""
    approved = values["approved"]
    for role in MONEY[1:]:
        both = np.isfinite(values[role]) & (values[role] > 0.0) & np.isfinite(approved) & (approved > 0.0)
        if both.sum() < FEW:
            continue
        ratio = np.where(both, values[role] / np.where(both, approved, 1.0), np.nan)
        if _is_apart(ratio[both]):
            yield Note(
                "calibrate-note-mixed", {"amounts": role, "ratio": amount(float(np.median(ratio[both])))}
            )
            continue
        own = [name for name, row, asked in zip(units, ratio, both, strict=True) if _is_apart(row[asked])]
        if own:
            yield Note(
                "calibrate-note-mixed-units", {"amounts": role, "number": len(own), "names": _some(own)}
            )


def _is_apart(ratio: Array) -> bool:
    """Tell whether ratios, two or more, all lie below a hundredth or all above a hundred."""
    return ratio.size > 1 and bool(ratio.max() < HUNDREDTH or ratio.min() > 1.0 / HUNDREDTH)


def left_out(values: Mapping[str, Array]) -> Iterator[Note]:
    """Yield how many changes of approved budgets are too large to be used."""
    change = np.abs(_log10_steps(values["approved"])) * np.log(10.0)
    known = np.isfinite(change)
    large = int((change[known] > LARGEST_CHANGE).sum())
    if large:
        facts: Facts = {
            "number": large,
            "all": int(known.sum()),
            "factor": amount(float(np.exp(LARGEST_CHANGE))),
        }
        yield Note("calibrate-note-left-out", facts)


def once(units: Sequence[str], present: NDArray[np.bool_]) -> Iterator[Note]:
    """Yield how many units are there in one year only."""
    alone = np.flatnonzero(present.sum(axis=1) == 1)
    if alone.size and present.shape[1] > 1:
        names = _some([units[int(place)] for place in alone])
        yield Note("calibrate-note-once", {"number": int(alone.size), "all": len(units), "names": names})


def gaps(units: Sequence[str], present: NDArray[np.bool_]) -> Iterator[Note]:
    """Yield how many units are missing in years between their first and their last."""
    first, last = present.argmax(axis=1), present.shape[1] - present[:, ::-1].argmax(axis=1)
    broken = np.flatnonzero(last - first > present.sum(axis=1))
    if broken.size:
        names = _some([units[int(place)] for place in broken])
        yield Note("calibrate-note-gaps", {"number": int(broken.size), "all": len(units), "names": names})


def ways_of_writing(written: Written) -> Iterator[Note]:
    """Yield how cells were taken that are not written as plain numbers and names."""
    form, line = next(iter(written.year_forms.items()), ("2016", 0))
    if form != "2016":
        yield Note("calibrate-note-years", {"form": form, "line": str(line)})
    for role, count in written.wide.items():
        yield Note("calibrate-note-wide", {"column": role, "number": count})
    if written.invisible:
        names = _some(list(written.invisible))
        yield Note("calibrate-note-invisible", {"number": len(written.invisible), "names": names})


def _some(names: Sequence[str]) -> str:
    """Return the first few of some names."""
    more = f", … ({len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def notes_told(notes: Sequence[Note], say: Language) -> list[str]:
    """Return each note as a sentence or two, the gravest first; columns by the names of their roles."""
    return [
        say(
            note.key,
            **{
                name: say(f"calibrate-column-{str(fact).replace('_', '-')}") if name in COLUMN_FACTS else fact
                for name, fact in note.facts.items()
            },
        )
        for note in notes
    ]
