"""Tables of a verification: expected beside simulated quantities, published beside predicted findings."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, TypeVar

from budgetsim.kinds.verify.answer import Line, Point, Reading, Row, Verification
from budgetsim.kinds.verify.evidence.measure import DERIVED
from budgetsim.kinds.verify.findings import finding_told, quantity_told, reading_told, why_told
from budgetsim.language import DEFAULT, Language
from budgetsim.model.measures import OUTCOMES
from budgetsim.rounding import apart, digits_for, fixed
from budgetsim.studies.table import NOTHING, Column, Label, Table

T = TypeVar("T")
DIGITS = 6
NEARLY_NOTHING = 0.01
"""Part of the tolerance below which a quantity is shown as 0."""
PERCENTAGE = 100.0
MOST_PLACES = 6
SHOWN_DIGITS = 6
CONTRASTS = ("difference", "relative", "interaction", "cross_section")
"""Ways of comparing that give a change."""


def tables(answer: Verification) -> list[Table]:
    """Return the tables of the parts that were verified."""
    shown = [_limits("theory", answer.theory)] if answer.theory else []
    shown += [_limits("further", answer.further)] if answer.further else []
    if answer.curves:
        columns = [Column(field.name, "text") for field in fields(Point)]
        points = [astuple(point) for point in answer.curves]
        shown.append(Table("closed_forms", columns, points, file="closed_forms.csv", audience="files"))
    return [*shown, *_field(answer.rows)] if answer.rows else shown


def _label(plain: str | float | None, tell: Callable[[T, Language], str], about: T) -> Label:
    """Return a cell that ``tell`` puts into words."""
    return Label(plain, lambda say: tell(about, say))


# The theory ----------------------------------------------------------------------------------------------------------


def _limits(name: str, lines: Sequence[Line]) -> Table:
    columns = [
        Column("limit", "label", "verify-head-limit"),
        Column("at", head="verify-head-at"),
        Column("quantity", "label", "verify-head-quantity"),
        Column("expected", "number", "verify-head-expected"),
        Column("simulated", "number", "verify-head-simulated"),
        Column("tolerance", "number", "verify-head-tolerance"),
        Column("holds", "message", "verify-head-holds"),
    ]
    rows = [
        (
            _label(line.id, _limit, line),
            parameters_of(line),
            _label(line.quantity, _key, line),
            *_numbers(line),
            _plain(line.tolerance, f"{line.tolerance:.1g}" if line.tolerance is not None else NOTHING),
            "verify-yes" if line.holds else "verify-no",
        )
        for line in lines
    ]
    note = (lambda say: say("verify-note-theory")) if name == "theory" else lambda _: ""
    return Table(name, columns, rows, lambda say: say(f"verify-table-{name}"), note)


def _limit(line: Line, say: Language) -> str:
    key = f"figure-limit-{line.id}"
    return f"{line.id} {say(key)}" if say.has(key) else line.id


def _key(line: Line, say: Language) -> str:
    """Return a quantity in English as documents call it, else as readers do."""
    return line.quantity if say.code == DEFAULT else quantity_told(say, line.quantity)


def parameters_of(line: Line) -> str:
    """Return the values of the parameters as they are set on the command line."""
    values = {
        name: value if isinstance(value, str) else f"{value:.6g}" for name, value in line.parameters.items()
    }
    return " ".join(f"{name}={value}" for name, value in values.items())


def _plain(value: float | None, text: str) -> Label:
    return Label(value, lambda _: text)


def _numbers(line: Line) -> list[Label]:
    """Return what is expected and what was simulated, with few digits, or as many as tell apart what does not agree."""
    if line.expected is None or line.simulated is None or line.tolerance is None:
        return [
            _plain(value, NOTHING if value is None else _few(value))
            for value in (line.expected, line.simulated)
        ]
    texts = numbers(line.expected, line.simulated, line.tolerance)
    return [_plain(value, text) for value, text in zip((line.expected, line.simulated), texts, strict=True)]


def numbers(expected: float, simulated: float, tolerance: float) -> list[str]:
    """Return both numbers with a few digits, or as many as tell them apart where they do not agree.

    What the tolerance cannot tell from 0 is 0.
    """
    if not abs(simulated - expected) <= tolerance:
        return apart(expected, simulated)
    return [
        "0" if abs(value) < NEARLY_NOTHING * tolerance else _few(value) for value in (expected, simulated)
    ]


def _few(value: float) -> str:
    """Return a number with ``DIGITS`` digits, without zeros at the end."""
    size = math.floor(math.log10(abs(value))) if math.isfinite(value) and value else 0
    text = fixed(value, max(0, DIGITS - 1 - size))
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


# Field experiments ---------------------------------------------------------------------------------------------------


def _field(rows: Sequence[Row]) -> Iterator[Table]:
    compared = [row for row in rows if row.predicted is not None]
    if compared:
        yield _predictions(compared)
    reasons = [
        (row.id, _label(row.quantity, _quantity, row), _label(row.why, why_told, row))
        for row in compared
        if row.why
    ]
    if reasons:
        columns = [
            Column("finding", head="verify-head-finding"),
            Column("quantity", "label", "verify-head-quantity"),
            Column("why", "label", "verify-head-why"),
        ]
        yield Table("missed", columns, reasons, lambda say: say("verify-table-missed"))
    lacking = [row for row in rows if row.predicted is None]
    if lacking:
        columns = [Column("why", "label", "verify-head-why"), Column("findings", head="verify-head-findings")]
        yield Table("lacking", columns, _shared(lacking), lambda say: say("verify-table-lacking"))
    readings = [(row.context, reading) for row in rows for reading in row.readings]
    if readings:
        yield _readings(readings)
    columns = [
        Column("finding", head="verify-head-finding"),
        Column("found", "label", "verify-head-found"),
        Column("source", head="verify-head-source"),
    ]
    sources = [(row.id, _label(row.finding, finding_told, row), row.source) for row in rows]
    yield Table("sources", columns, sources, lambda say: say("verify-table-sources"), audience="report")


def _predictions(rows: Sequence[Row]) -> Table:
    numbers_of = ("published", "se", "predicted", "low", "high", "sign_probability")
    columns = [
        Column("finding", head="verify-head-finding"),
        Column("compared", "label", "verify-head-compared"),
        Column("published_text", "label", "verify-head-published"),
        Column("predicted_text", "label", "verify-head-predicted"),
        Column("role", "message", "verify-head-role"),
        Column("agree", "label", "verify-head-agree"),
        Column("context", audience="files"),
        *(Column(key, "number", audience="files") for key in numbers_of),
    ]
    body = [
        (
            row.id,
            _label(row.quantity, _compared, row),
            _label(row.published, _published, row),
            _label(row.predicted, _predicted, row),
            f"verify-role-{row.use}",
            _label("yes" if row.holds else "no", _verdict, row),
            row.context,
            *(getattr(row, key) for key in numbers_of),
        )
        for row in rows
    ]
    return Table(
        "evidence",
        columns,
        body,
        lambda say: say("verify-table-evidence"),
        lambda say: say("verify-note-evidence"),
    )


def _readings(readings: Sequence[tuple[str, Reading]]) -> Table:
    columns = [
        Column("context", head="verify-head-context"),
        Column("reading", "label", "verify-head-reading"),
        Column("measured", "label", "verify-head-measured"),
        Column("simulated", "number", "verify-head-simulated"),
    ]
    body = [
        (
            context,
            _label(one.what, reading_told, one),
            _label(f"{one.quantity}, {one.kind}", _measured, one),
            _label(one.predicted, _simulated, one),
        )
        for context, one in readings
    ]
    return Table("readings", columns, body, lambda say: say("verify-table-readings"))


def _quantity(row: Row, say: Language) -> str:
    return quantity_told(say, row.quantity)


def _measured(one: Reading, say: Language) -> str:
    way = one.kind.replace("_", "-")
    return f"{quantity_told(say, one.quantity)}, {say(f'verify-as-{way}')}"


def _simulated(one: Reading, say: Language) -> str:
    return scale_of(unit_of(one.quantity), one.kind, say).reading(one, say)


def _shared(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """Return every reason why something cannot be expressed, with the findings that it holds for."""
    first = {row.why: row for row in reversed(rows)}
    reasons = dict.fromkeys(row.why for row in rows)
    return [
        (_label(why, why_told, first[why]), ", ".join(row.id for row in rows if row.why == why))
        for why in reasons
    ]


def _verdict(row: Row, say: Language) -> str:
    """Return whether the two agree, in one word; beside a sign how likely it is."""
    word = say("verify-yes" if row.holds else "verify-no")
    if row.published is not None or row.direction in (None, "none"):
        return word
    return f"{word} ({PERCENTAGE * (row.sign_probability or 0.0):.0f} %)"


def _compared(row: Row, say: Language) -> str:
    """Return what is compared: the quantity, and how treated and control departments are."""
    quantity = quantity_told(say, row.quantity)
    if row.kind == "moment" and " per " in row.unit:
        return f"{quantity}, {row.unit}"
    return (
        say(f"verify-compared-{row.kind.replace('_', '-')}", quantity=quantity)
        if row.kind in CONTRASTS
        else quantity
    )


def _published(row: Row, say: Language) -> str:
    """Return what was published: a number with its standard error, or its direction alone."""
    if row.published is None:
        return say(f"verify-direction-{row.direction or 'none'}")
    scale = scale_of(row.unit, row.kind, say)
    error = f" ± {scale.spread(row.se)}" if row.se is not None else ""
    return f"{scale.number(row.published)}{error}"


def _predicted(row: Row, say: Language) -> str:
    """Return what is predicted, in the unit of what was published, or that of the outcome."""
    if row.predicted is None:
        return NOTHING
    unit = row.unit if row.published is not None else unit_of(row.outcome or "")
    return scale_of(unit, row.kind, say).predicted(row.predicted, row.low, row.high)


@dataclass(frozen=True)
class Scale:
    """How numbers of a unit are written: per cent, percentage points, or as they are."""

    factor: float
    suffix: str
    signed: bool

    def number(self, value: float) -> str:
        """Return a published number, with the digits that it was published with."""
        shown = round(self.factor * value, SHOWN_DIGITS)
        return f"{shown:{'+' if self.signed else ''}g}{self.suffix}".replace("-", "−")

    def spread(self, value: float) -> str:
        """Return a published standard error."""
        return f"{round(self.factor * value, SHOWN_DIGITS):g}"

    def predicted(self, mean: float, low: float | None, high: float | None) -> str:
        """Return a prediction with its interval, in the digits that the interval deserves."""
        mean, low, high = (self.factor * value for value in (mean, low or 0.0, high or 0.0))
        if not low < high:
            return f"{fixed(mean, digits_for(None, None, mean), sign=self.signed)}{self.suffix}"
        places = max(0, min(1 - math.floor(math.log10((high - low) / 2.0)), MOST_PLACES))
        return f"{fixed(mean, places, sign=self.signed)}{self.suffix} [{fixed(low, places)}, {fixed(high, places)}]"

    def reading(self, one: Reading, say: Language) -> str:
        """Return a simulated number with half its interval over seeds, in the digits that the interval deserves."""
        if one.predicted is None:
            return NOTHING
        mean = self.factor * one.predicted
        if one.low is None or one.high is None:
            alone = f"{fixed(mean, digits_for(None, None, mean), sign=self.signed)}{self.suffix}"
            return say("verify-one-draw", number=alone)
        low, high = self.factor * one.low, self.factor * one.high
        half = (high - low) / 2.0
        least = -math.floor(math.log10(half)) if half > 0.0 else 0
        places = max(digits_for(low, high, mean), min(least, MOST_PLACES))
        return f"{fixed(mean, places, sign=self.signed)} ± {fixed(half, places)}{self.suffix}"


def scale_of(unit: str, kind: str | None, say: Language) -> Scale:
    """Return how the numbers of a finding or a reading are written."""
    is_change = kind in (*CONTRASTS, None)
    if unit == "relative change" or kind in ("relative", "cross_section"):
        return Scale(PERCENTAGE, " %", signed=True)
    if unit.startswith("share"):
        return Scale(PERCENTAGE, say("verify-points") if is_change else " %", signed=is_change)
    return Scale(1.0, "", signed=is_change and unit != "ratio")


def unit_of(outcome: str) -> str:
    """Return the unit of an outcome, declared or made of declared ones; empty of a moment."""
    about = DERIVED.get(outcome) or OUTCOMES.get(outcome)
    return about.unit if about else ""
