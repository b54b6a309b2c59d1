"""The whole panel looked at: what is almost certainly an artefact of a file, told as notes and never as a refusal.

A total among the units, a year in thousands, a unit that goes on under another spelling: every cell of such a file is
fine, and every estimate from it is wrong. Each check is a pure function of the panel that returns its notes; thresholds
are assumed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.data.file import Cell
from budgetsim.data.names import TOTALS, folded_name
from budgetsim.data.notes import Facts, Note, note, some
from budgetsim.data.numbers import Number, plain
from budgetsim.data.recipe import MONEY, SCORES, Recipe
from budgetsim.data.units import Unit, factor_for, factor_of
from budgetsim.numerics import Array
from budgetsim.rounding import amount

LARGEST_CHANGE = 1.0
"""Changes of a budget by more than this many log points (a factor of 2.7) are taken for mergers, splits and closures,
which the model has none of, and left out of moments (assumed)."""
SUM_TOLERANCE = 2e-3
"""Relative distance up to which an amount is the sum of the others': rounding of what was added."""
SUBTOTAL_TOLERANCE = 1e-4
"""The same for the sum of a run of units, of which there are so many that a looser fit would come by chance."""
MOST_FOR_SUBTOTALS = 5000
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
MOST_PAIRS, MOST_ALIKE = 20_000, 50
"""Pairs of names that are compared letter by letter, and names with one beginning beyond which it says nothing."""
AKIN, AKIN_AMOUNT = 0.6, 1.5
"""Likeness of two folded names from which, and factor between the amounts of the years at which they meet up to which,
one may be the other with more words."""
LEVEL_GAP, LEVEL_RANGE, LEVEL_NEAR = 100.0, 1000.0, 3.0
"""Factor from which units lie apart from all others, factor within which those others lie, and factor that another unit
of money may leave between both."""
LEVEL_UNITS = (1e3, 1e4, 1e6, 1e8)
"""Factors between units of money (thousands, ten thousands, millions, hundred millions) that take them back."""
MOST_AKIN = 2500
"""Pairs of names that end and begin in a year beyond which they are not compared so."""
ENDS, FEW_ENDS = range(3, 41), (3, 5, 8, 12, 20)
"""Letters at the beginning or at the end that nearly equal names have in common; fewer lengths for many units."""
MANY_UNITS = 3000
"""Units from which names are sought by fewer beginnings and ends."""
_THREE_BEHIND = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")


@dataclass
class Written:
    """How the cells of a file are written, with the lines at which each way was met."""

    year_forms: dict[str, int] = field(default_factory=dict)
    signs: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    """Lines by column and by sign beside the number."""
    own_unit: dict[str, set[int]] = field(default_factory=dict)
    """Rows, by column, whose cells name their own unit of money."""
    invisible: dict[str, int] = field(default_factory=dict)
    """Names that held characters nobody sees."""
    wide: dict[str, list[int]] = field(default_factory=dict)
    """Lines of cells in full-width digits, by column."""
    points: dict[str, Counter[str]] = field(default_factory=dict)
    """By kind of amount, how many have ``three`` digits behind a point, another number of them, or ``none``."""
    negative: dict[str, list[int]] = field(default_factory=dict)
    outside: dict[str, list[int]] = field(default_factory=dict)
    """Lines of negative amounts and of scores outside their range, by column."""

    def looking(self, role: str) -> Callable[[Cell, Number, int, int], None]:
        """Return what takes note of how a number of a column is written, given its line and its row."""
        count = self.points.setdefault(role, Counter()) if role in MONEY else Counter()
        shapes: dict[Cell, tuple[str, bool]] = {}

        def look_at(cell: Cell, number: Number, line: int, row: int) -> None:
            if not isinstance(cell, str):
                return
            if number.sign:
                self.signs.setdefault(role, {}).setdefault(number.sign, []).append(line)
                if number.factor != 1.0:
                    self.own_unit.setdefault(role, set()).add(row)
            if cell not in shapes:
                shapes[cell] = _shape(cell)
            kind, is_wide = shapes[cell]
            count[kind] += 1
            if is_wide:
                self.wide.setdefault(role, []).append(line)

        return look_at


def _shape(cell: str) -> tuple[str, bool]:
    """Return how many digits a cell has behind its point, and whether its digits are full-width ones."""
    is_wide = not cell.isascii() and any(
        unicodedata.east_asian_width(letter) == "F" and letter.isdigit() for letter in cell
    )
    text = plain(cell) if is_wide else cell
    return "three" if _THREE_BEHIND.fullmatch(text) else "other" if "." in text else "none", is_wide


@dataclass(frozen=True)
class Look:
    """A panel to be looked at.

    ``values`` are amounts and scores of 0 to 100 by name, each (unit, year), NaN where nothing was observed;
    ``present`` tells which unit-years the file has, ``lines`` where they stand.
    """

    units: Sequence[str]
    years: Sequence[int]
    values: Mapping[str, Array]
    present: NDArray[np.bool_]
    lines: NDArray[np.intp]
    written: Written
    recipe: Recipe
    money_unit: tuple[Unit, ...] = ()
    """Units in which amounts were read."""

    def lines_of(self, units: Iterable[int]) -> list[int]:
        """Return where the rows of some units stand."""
        return [int(line) for unit in units for line in self.lines[unit][self.present[unit]]]


def notes_on(panel: Look) -> tuple[Note, ...]:
    """Return the notes on a panel, the gravest first."""
    sums = tuple(totals(panel))
    checks = (
        sums,
        unit_steps(panel),
        score_steps(panel),
        points_between_thousands(panel.written),
        renamed(panel),
        akin(panel),
        scores_as_shares(panel),
        mixed_units(panel),
        levels(panel, {unit for one in sums for unit in one.mend["leave_out"]}),
        negative(panel),
        outside(panel),
        left_out(panel),
        once(panel),
        gaps(panel),
    )
    return tuple(one for check in checks for one in check)


def totals(panel: Look) -> Iterator[Note]:
    """Yield units whose amounts are the sum of the others' in every year, and those named like a total."""
    told: set[int] = set()
    units = panel.units
    for place, (first, last) in _subtotals(
        np.concatenate([panel.values[role] for role in MONEY], axis=1)
    ).items():
        told.add(place)
        facts: Facts = {
            "unit": units[place],
            "number": last - first,
            "first": units[first],
            "last": units[last - 1],
        }
        yield note("data-note-subtotal", facts, panel.lines_of([place]), {"leave_out": [units[place]]})
    for role in MONEY:
        amounts = np.delete(panel.values[role], sorted(told), axis=0) if told else panel.values[role]
        places = [place for place in range(len(units)) if place not in told]
        for own in _sums(amounts):
            told.add(places[own])
            name = units[places[own]]
            yield note(
                "data-note-total",
                {"unit": name, "amounts": role},
                panel.lines_of([places[own]]),
                {"leave_out": [name]},
            )
    for place, name in enumerate(units):
        if place not in told and TOTALS.fullmatch(name.strip()):
            yield note(
                "data-note-named-total", {"unit": name}, panel.lines_of([place]), {"leave_out": [name]}
            )


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
        asked = np.flatnonzero(known[row] & (filled[row] != 0.0))
        if asked.size < FEW:
            continue
        own = filled[row, asked]
        allowed = SUBTOTAL_TOLERANCE * np.abs(own)
        for is_before in (True, False):
            start = 0 if is_before else row + 1 + FEW
            ends = sums[: max(0, row - FEW + 1)] if is_before else sums[start:]
            # One column tells nearly all runs that do not fit.
            first = (
                sums[row, asked[0]] - ends[:, asked[0]]
                if is_before
                else ends[:, asked[0]] - sums[row + 1, asked[0]]
            )
            for run in map(int, np.flatnonzero(np.abs(first - own[0]) <= allowed[0])):
                total = (
                    sums[row, asked] - ends[run, asked]
                    if is_before
                    else ends[run, asked] - sums[row + 1, asked]
                )
                span = (run, row) if is_before else (row + 1, start + run)
                if (
                    (np.abs(total - own) <= allowed).all()
                    and span[1] - span[0] < len(amounts) - 1
                    and not found.keys() & set(range(*span))
                ):
                    found.setdefault(row, span)
    return found


def unit_steps(panel: Look) -> Iterator[Note]:
    """Yield years in which most units' amounts change by the same factor of ten or more."""
    for role in MONEY:
        steps = _log10_steps(panel.values[role])
        for place in range(steps.shape[1]):
            step = steps[:, place][np.isfinite(steps[:, place])]
            if step.size < FEW:
                continue
            middle = float(np.median(step))
            together = float((np.abs(step - middle) <= STEP_SPREAD).mean())
            if abs(middle) >= LEAST_STEP and together >= MOST_UNITS:
                facts: Facts = {
                    "amounts": role,
                    "year": str(panel.years[place + 1]),
                    "factor": f"{10 ** round(abs(middle)):,}",
                    "direction": "up" if middle > 0.0 else "down",
                    "units": int(step.size),
                }
                rows = panel.lines[np.isfinite(steps[:, place]), place + 1]
                mend = _unit_of_step(panel, role, panel.years[place + 1], round(middle))
                yield note("data-note-step", facts, map(int, rows), mend)


def _unit_of_step(panel: Look, role: str, year: int, digits: int) -> dict[str, Any]:
    """Return the unit of money that takes a step back: a larger one on the side on which amounts are smaller."""
    before, after = (factor_for(panel.money_unit, role, one) for one in (year - 1, year))
    before, after = (before * 10**digits, after) if digits > 0 else (before, after * 10**-digits)
    return {"money_unit": {role: {"all": _whole(before), str(year): _whole(after)}}}


def _whole(factor: float) -> float:
    """Return a factor as people write it."""
    return int(factor) if factor.is_integer() else factor


def score_steps(panel: Look) -> Iterator[Note]:
    """Yield years in which most units' scores go from points to shares of 1, or back."""
    for role in SCORES:
        steps = _log10_steps(panel.values[role])
        for place in range(steps.shape[1]):
            step = steps[:, place][np.isfinite(steps[:, place])]
            if step.size < FEW or abs(float(np.median(step))) < LEAST_SCORE_STEP:
                continue
            if float((np.abs(step - np.median(step)) <= STEP_SPREAD).mean()) >= MOST_UNITS:
                facts: Facts = {"scores": role, "year": str(panel.years[place + 1]), "units": int(step.size)}
                rows = panel.lines[np.isfinite(steps[:, place]), place + 1]
                yield note("data-note-score-step", facts, map(int, rows))


def _log10_steps(amounts: Array) -> Array:
    positive = np.where(amounts > 0.0, amounts, np.nan)
    return np.asarray(np.diff(np.log10(positive), axis=1))


def points_between_thousands(written: Written) -> Iterator[Note]:
    """Yield amounts of which all with a point have three digits behind it, and others have none."""
    for role, count in written.points.items():
        if count["three"] >= FEW and count["none"] >= FEW and not count["other"]:
            facts: Facts = {"amounts": role, "three": count["three"], "none": count["none"]}
            yield note("data-note-thousands", facts, mend={"thousands": {role: "."}, "decimal": {role: ","}})


def renamed(panel: Look) -> Iterator[Note]:
    """Yield units that end in the year in which nearly equal names begin, and names that differ in writing alone."""
    units, present = panel.units, panel.present
    first, last = present.argmax(axis=1), present.shape[1] - 1 - present[:, ::-1].argmax(axis=1)
    pairs: dict[int, list[tuple[int, int]]] = {}
    twins = []
    for one, other in _like_named(units, first, last):
        if last[one] < first[other]:
            pairs.setdefault(int(first[other]), []).append((one, other))
        else:
            twins.append((one, other))
    for begin, both in sorted(pairs.items()):
        names = some([f"{units[one]} → {units[other]}" for one, other in both])
        facts: Facts = {"year": str(panel.years[begin]), "number": len(both), "names": names}
        yield note(
            "data-note-renamed",
            facts,
            (int(panel.lines[other, begin]) for _, other in both),
            _renames(units, both),
        )
    if twins:
        names = some([f"{units[one]} / {units[other]}" for one, other in twins])
        lines = panel.lines_of(other for _, other in twins)
        mend = _renames(
            units, [(one, other) for one, other in twins if not (present[one] & present[other]).any()]
        )
        yield note("data-note-twins", {"number": len(twins), "names": names}, lines, mend)


def akin(panel: Look) -> Iterator[Note]:
    """Yield units that end where others with some of the same words and about the same amounts begin."""
    units, present = panel.units, panel.present
    first, last = present.argmax(axis=1), present.shape[1] - 1 - present[:, ::-1].argmax(axis=1)
    folded = [folded_name(name) for name in units]
    known = (panel.values[role] for role in MONEY if np.isfinite(panel.values[role]).any())
    amounts = next(known, panel.values["approved"])
    for year in range(1, present.shape[1]):
        ends, begins = np.flatnonzero(last == year - 1), np.flatnonzero(first == year)
        if not 0 < len(ends) * len(begins) <= MOST_AKIN:
            continue
        before, after = amounts[:, year - 1], amounts[:, year]
        pairs = [
            (int(one), int(other))
            for one in ends
            for other in begins
            if AKIN_AMOUNT * min(before[one], after[other]) >= max(before[one], after[other]) > 0.0
            and AKIN <= _likeness(folded[one], folded[other]) < ALIKE
        ]
        if pairs:
            names = some([f"{units[one]} → {units[other]}" for one, other in pairs])
            facts: Facts = {"year": str(panel.years[year]), "number": len(pairs), "names": names}
            yield note("data-note-akin", facts, (int(panel.lines[other, year]) for _, other in pairs))


def _renames(units: Sequence[str], pairs: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Return renames to the later name, unless it is the one that a program left behind (``7.0``, capitals)."""
    ordered = [
        (one, other) if _oddity(units[other]) <= _oddity(units[one]) else (other, one) for one, other in pairs
    ]
    return {"renames": {units[one]: units[other] for one, other in ordered}} if pairs else {}


def _oddity(name: str) -> tuple[bool, bool, bool]:
    return bool(re.search(r"\d\.0+$", name)), not unicodedata.is_normalized("NFC", name), name.isupper()


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
    for one, other in islice(_near(folded, first, last), MOST_PAIRS):
        if _is_alike(folded[one], folded[other]):
            yield one, other


def _near(
    folded: Sequence[str], first: NDArray[np.intp], last: NDArray[np.intp]
) -> Iterator[tuple[int, int]]:
    """Yield units that end and begin in a year and have a beginning or an end in common that few others have."""
    lengths = ENDS if len(folded) < MANY_UNITS else FEW_ENDS
    ends: dict[tuple[int, bool, str], list[int]] = {}
    for place, name in enumerate(folded):
        for end in _ends(name, lengths):
            ends.setdefault((int(last[place]), *end), []).append(place)
    for place, name in enumerate(folded):
        own = (ends.get((int(first[place]) - 1, *end), ()) for end in _ends(name, lengths))
        near = sorted({other for places in own if len(places) <= MOST_ALIKE for other in places})
        yield from ((other, place) for other in near if folded[other] != name)


def _ends(name: str, lengths: Iterable[int]) -> set[tuple[bool, str]]:
    """Return the beginnings and ends of a name by which others are sought."""
    return {end for letters in lengths for end in ((True, name[:letters]), (False, name[-letters:]))}


def _is_alike(one: str, other: str) -> bool:
    """Tell whether two folded names may be one; names that differ in a number are not."""
    return 2 * min(len(one), len(other)) >= ALIKE * (len(one) + len(other)) and _likeness(one, other) >= ALIKE


def _likeness(one: str, other: str) -> float:
    """Return how alike two folded names are, from 0 to 1; 0 where they differ in a number."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.quick_ratio() >= AKIN else 0.0


def scores_as_shares(panel: Look) -> Iterator[Note]:
    """Yield scores that all lie in the lowest hundredth of their range, though they differ."""
    for role in SCORES:
        known = panel.values[role][np.isfinite(panel.values[role])]
        if known.size >= FEW and known.max() <= 100.0 * HUNDREDTH and known.max() > 0.0:
            low, high = panel.recipe.ranges[role]
            mend = {role.replace("_score", "_range"): [low, low + HUNDREDTH * (high - low)]}
            yield note("data-note-shares", {"scores": role, "number": int(known.size)}, mend=mend)


def mixed_units(panel: Look) -> Iterator[Note]:
    """Yield amounts that are all less than a hundredth of the approved ones, or more than a hundred times them."""
    approved = panel.values["approved"]
    for role in MONEY[1:]:
        values = panel.values[role]
        both = np.isfinite(values) & (values > 0.0) & np.isfinite(approved) & (approved > 0.0)
        if both.sum() < FEW:
            continue
        ratio = np.where(both, values / np.where(both, approved, 1.0), np.nan)
        if _is_apart(ratio[both]):
            middle = float(np.median(ratio[both]))
            small, digits = (
                (role, -round(np.log10(middle))) if middle < 1.0 else ("approved", round(np.log10(middle)))
            )
            factor = factor_for(panel.money_unit, small, panel.years[0]) * 10**digits
            mend = {"money_unit": {small: _whole(factor)}}
            yield note("data-note-mixed", {"amounts": role, "ratio": amount(middle)}, mend=mend)
            continue
        own = [n for n, (row, asked) in enumerate(zip(ratio, both, strict=True)) if _is_apart(row[asked])]
        if own:
            facts: Facts = {"amounts": role, "number": len(own), "names": some([panel.units[n] for n in own])}
            yield note("data-note-mixed-units", facts, panel.lines_of(own))


def _is_apart(ratio: Array) -> bool:
    """Tell whether ratios, two or more, all lie below a hundredth or all above a hundred."""
    return ratio.size > 1 and bool(ratio.max() < HUNDREDTH or ratio.min() > 1.0 / HUNDREDTH)


def levels(panel: Look, sums: Collection[str]) -> Iterator[Note]:
    """Yield a few units whose amounts are far from all others' and near them in another unit of money.

    The others lie within a factor of a thousand: where units differ by more, as programmes do, nothing is said.
    """
    for role in MONEY:
        amounts = np.where(panel.values[role] > 0.0, panel.values[role], np.nan)
        known = [
            n for n, name in enumerate(panel.units) if name not in sums and np.isfinite(amounts[n]).any()
        ]
        if len(known) <= FEW:
            continue
        low, high = np.nanmin(amounts[known], axis=1), np.nanmax(amounts[known], axis=1)
        for way, ends in (("above", (low, high)), ("below", (1.0 / high, 1.0 / low))):
            own = [known[n] for n in _few_above(*ends)]
            if own:
                names = some([panel.units[n] for n in own])
                facts: Facts = {"amounts": role, "number": len(own), "names": names, "way": way}
                yield note("data-note-levels", facts, panel.lines_of(own))


def _few_above(low: Array, high: Array) -> list[int]:
    """Return the units, a fifth at most, that lie far above all others and near them in another unit of money."""
    order = np.argsort(-low)
    for number in range(1, int((1.0 - MOST_UNITS) * len(low)) + 1):
        own, others = order[:number], order[number:]
        least, most = low[others].min(), high[others].max()
        if most <= LEVEL_RANGE * least and low[own].min() >= LEVEL_GAP * most:
            near = (
                low[own].min() * LEVEL_NEAR >= least * unit and high[own].max() <= LEVEL_NEAR * most * unit
                for unit in LEVEL_UNITS
            )
            return [int(place) for place in own] if any(near) else []
    return []


def negative(panel: Look) -> Iterator[Note]:
    """Yield how many amounts are negative, and what became of them."""
    for role, lines in panel.written.negative.items():
        way = panel.recipe.negative
        facts: Facts = {"amounts": role, "number": len(lines), "way": way.replace("_", "-")}
        yield note("data-note-negative", facts, lines, {"negative": "keep"} if way == "refuse" else {})


def outside(panel: Look) -> Iterator[Note]:
    """Yield how many scores lay outside their range and were clipped or left out."""
    for role, lines in panel.written.outside.items():
        if panel.recipe.outside != "refuse":
            way = panel.recipe.outside.replace("_", "-")
            yield note("data-note-outside", {"scores": role, "number": len(lines), "way": way}, lines)


def left_out(panel: Look) -> Iterator[Note]:
    """Yield how many changes of approved budgets are too large to be used."""
    change = np.abs(_log10_steps(panel.values["approved"])) * np.log(10.0)
    known = np.isfinite(change)
    large = known & (np.nan_to_num(change) > LARGEST_CHANGE)
    if large.any():
        facts: Facts = {
            "number": int(large.sum()),
            "all": int(known.sum()),
            "factor": amount(float(np.exp(LARGEST_CHANGE))),
        }
        yield note("data-note-left-out", facts, map(int, panel.lines[:, 1:][large]))


def once(panel: Look) -> Iterator[Note]:
    """Yield how many units are there in one year only."""
    alone = np.flatnonzero(panel.present.sum(axis=1) == 1)
    if alone.size and panel.present.shape[1] > 1:
        names = some([panel.units[int(place)] for place in alone])
        facts: Facts = {"number": int(alone.size), "all": len(panel.units), "names": names}
        yield note("data-note-once", facts, panel.lines_of(map(int, alone)))


def gaps(panel: Look) -> Iterator[Note]:
    """Yield how many units are missing in years between their first and their last."""
    present = panel.present
    first, last = present.argmax(axis=1), present.shape[1] - present[:, ::-1].argmax(axis=1)
    broken = np.flatnonzero(last - first > present.sum(axis=1))
    if broken.size:
        names = some([panel.units[int(place)] for place in broken])
        facts: Facts = {"number": int(broken.size), "all": len(panel.units), "names": names}
        yield note("data-note-gaps", facts, (panel.lines_of([int(place)])[0] for place in broken))


def _signs(role: str, signs: Mapping[str, Sequence[int]]) -> Iterator[Note]:
    """Yield what was done with signs beside the numbers of a column: by what they are."""
    kinds: dict[str, list[str]] = {}
    is_scaled = any(factor_of(sign) not in (None, 1.0) for sign in signs)
    for sign in signs:
        is_unit = is_scaled and factor_of(sign) is not None
        kind = "percent" if sign == "%" else "units" if is_unit else "passed"
        kinds.setdefault(kind, []).append(sign)
    for kind, own in kinds.items():
        lines = [line for sign in own for line in signs[sign]]
        facts: Facts = {"column": role, "signs": some(own), "number": len(lines)}
        yield note(f"data-note-signs-{kind}", facts, lines)


def ways_of_writing(panel: Look) -> Iterator[Note]:
    """Yield how cells were taken that are not written as plain numbers and names."""
    written = panel.written
    form, line = next(iter(written.year_forms.items()), ("2016", 0))
    if form != "2016":
        yield Note("data-note-years", {"form": form, "line": str(line)})
    if panel.recipe.signs is None:
        for role, signs in written.signs.items():
            yield from _signs(role, signs)
    for role, lines in written.wide.items():
        yield note("data-note-wide-digits", {"column": role, "number": len(lines)}, lines)
    if written.invisible:
        names = some(list(written.invisible))
        yield note(
            "data-note-invisible",
            {"number": len(written.invisible), "names": names},
            written.invisible.values(),
        )
