"""Scorecard of field experiments: published beside predicted, in words, as rows and as a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from budgetsim.language import language
from budgetsim.measures import OUTCOMES
from budgetsim.report.verify_words import field_told, loo_told, role_of, stale_told
from budgetsim.report.words import spoken
from budgetsim.rounding import digits_for, fixed
from budgetsim.verification.evidence.agree import WIDTH
from budgetsim.verification.evidence.design import Target
from budgetsim.verification.evidence.estimate import Estimate
from budgetsim.verification.evidence.finding import FieldFinding
from budgetsim.verification.evidence.measure import DERIVED
from budgetsim.verification.evidence.scorecard import Scorecard

HEADS = (
    ("context", "keep"), ("what is compared", "left"), ("published", "right"), ("predicted", "right"),
    ("role", "keep"), ("agree", "keep"),
)  # fmt: skip
NARROW_HEADS = (
    ("context, what is compared", "left"), ("published", "right"), ("predicted", "right"), ("role", "keep"),
    ("agree", "keep"),
)  # fmt: skip
"""In a terminal, what is compared stands below the name of the context, and an interval below its number."""
OTHER_HEADS = (
    ("context", "keep"),
    ("read in another way", "left"),
    ("measured", "left"),
    ("simulated", "right"),
)
NOTE = (
    "Brackets: 90 % intervals in which another study of the same place would find its number. Each prediction is made "
    "without its study: parameters of the place are matched to its control arm, those that are common to all places "
    f"come from the other studies. Two numbers agree within {WIDTH:g} errors (of the field, of chance, and of a new "
    "place), a sign if it is the likelier one; ± of what is published is its standard error. Role calibration: "
    "parameters were set by it (unused: registered for that, and none is set in this version). "
    "A prediction that misses is a result; a calibration target that misses ends with exit "
    "code 1."
)
PERCENTAGE = 100.0
MOST_PLACES = 6
ARROWS = {1.0: "higher", -1.0: "lower", 0.0: "no change"}
SHOWN_DIGITS = 6


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

    def predicted(self, mean: float, ends: tuple[float, float], between: str = " ") -> str:
        """Return a prediction with its interval, in the digits that the interval deserves."""
        mean, low, high = (self.factor * value for value in (mean, *ends))
        if not low < high:
            return f"{fixed(mean, digits_for(None, None, mean), sign=self.signed)}{self.suffix}"
        places = max(0, min(1 - math.floor(math.log10((high - low) / 2.0)), MOST_PLACES))
        told = [fixed(value, places) for value in (low, high)]
        return f"{fixed(mean, places, sign=self.signed)}{self.suffix}{between}[{told[0]}, {told[1]}]"

    def estimate(self, found: Estimate) -> str:
        """Return a simulated number with half its interval over seeds, in the digits that the interval deserves."""
        mean, low, high = (self.factor * value for value in (found.mean, found.low, found.high))
        if math.isnan(low):
            return f"{fixed(mean, digits_for(None, None, mean), sign=self.signed)}{self.suffix} (one draw)"
        half = (high - low) / 2.0
        least = -math.floor(math.log10(half)) if half > 0.0 else 0
        places = max(digits_for(low, high, mean), min(least, MOST_PLACES))
        return f"{fixed(mean, places, sign=self.signed)} ± {fixed(half, places)}{self.suffix}"


def scale_of(unit: str, kind: str | None) -> Scale:
    """Return how the numbers of a finding or a reading are written."""
    is_change = kind in ("difference", "relative", "interaction", "cross_section", None)
    if unit == "relative change" or kind in ("relative", "cross_section"):
        return Scale(PERCENTAGE, " %", signed=True)
    if unit.startswith("share"):
        return Scale(PERCENTAGE, " points" if is_change else " %", signed=is_change)
    return Scale(1.0, "", signed=is_change and unit != "ratio")


def headline(findings: Sequence[FieldFinding]) -> str:
    """Say in one sentence how many findings of either role agree, and how many cannot be expressed."""
    return field_told(language(), [finding.to_dict() for finding in findings])


def score(card: Scorecard) -> list[str]:
    """Say how well effects of checks are predicted without their study, and whether the fits are up to date."""
    told = [loo_told(language(), card.loo), stale_told(language(), card.loo)]
    return [text for text in told if text]


def rows(findings: Sequence[FieldFinding]) -> list[tuple[str, ...]]:
    """Return one row per finding that is compared, for pages; a context is named where it first appears."""
    found: list[tuple[str, ...]] = []
    before = ""
    for finding, target in _compared(findings):
        context = _context(finding)
        cells = (compared(target), published(target), predicted(finding), role_of(finding.to_dict()))
        found.append(("" if context == before else context, *cells, verdict(finding)))
        before = context
    return found


def narrow_rows(findings: Sequence[FieldFinding]) -> list[tuple[str, ...]]:
    """Return one row per finding that is compared, for terminals."""
    found: list[tuple[str, ...]] = []
    before = ""
    for finding, target in _compared(findings):
        context = _context(finding)
        is_first = context != before
        above = "\n" if is_first else ""
        role = role_of(finding.to_dict())
        cells = (published(target, "\n"), predicted(finding, "\n"), role, verdict(finding))
        head = f"{context}\n" if is_first else ""
        found.append((f"{head}  {compared(target)}", *(f"{above}{cell}" for cell in cells)))
        before = context
    return found


def _compared(findings: Sequence[FieldFinding]) -> list[tuple[FieldFinding, Target]]:
    return [
        (finding, finding.target)
        for finding in findings
        if finding.target is not None and finding.prediction is not None
    ]


def _context(finding: FieldFinding) -> str:
    return "" if finding.experiment is None else finding.experiment.name


def verdict(finding: FieldFinding) -> str:
    """Return whether the two agree, in one word; beside a sign how likely it is."""
    if finding.prediction is None or finding.target is None:
        return "–"
    word = "yes" if finding.holds else "NO"
    if finding.target.published.effect is not None or finding.target.published.sign == 0.0:
        return word
    likely = finding.sign_probability or 0.0
    return f"{word} ({PERCENTAGE * likely:.0f} %)"


def compared(target: Target) -> str:
    """Return what is compared: the quantity, and how treated and control departments are."""
    kind = target.look.kind if target.look else None
    told = {
        "difference": ", effect",
        "relative": ", relative effect",
        "cross_section": ", relative to others",
        "interaction": ", gain of the effect",
    }
    unit = f", {target.published.unit}" if kind == "moment" and " per " in target.published.unit else ""
    return f"{target.published.quantity}{told.get(kind or '', unit)}"


def published(target: Target, between: str = " ") -> str:
    """Return what was published: a number with its standard error, or its direction alone."""
    about = target.published
    if about.effect is None:
        return ARROWS[about.sign]
    scale = scale_of(about.unit, target.look.kind if target.look else None)
    error = f"{between}± {scale.spread(about.se)}" if about.se is not None else ""
    return f"{scale.number(about.effect)}{error}"


def predicted(finding: FieldFinding, between: str = " ") -> str:
    """Return what is predicted, with the interval that another study's number would lie in."""
    if finding.prediction is None or finding.target is None or finding.target.look is None:
        return "not expressible"
    target = finding.target
    unit = target.published.unit if target.published.effect is not None else _unit_of(target)
    return scale_of(unit, target.look.kind if target.look else None).predicted(
        finding.prediction.mean, finding.interval, between
    )


def _unit_of(target: Target) -> str:
    """Return the unit of an outcome of which the sign alone was published."""
    return "" if target.look is None else outcome_unit(target.look.outcome)


def reasons(findings: Sequence[FieldFinding]) -> list[str]:
    """Return one sentence for every finding that is missed."""
    return [
        f"{finding.id}, {finding.quantity}: {finding.why}."
        for finding in findings
        if finding.why and finding.prediction is not None
    ]


def lacking(findings: Sequence[FieldFinding]) -> list[str]:
    """Return one sentence for every reason why something cannot be expressed, with the findings that it holds for."""
    why = dict.fromkeys(finding.why for finding in findings if finding.prediction is None)
    return [
        f"{', '.join(finding.id for finding in findings if finding.prediction is None and finding.why == reason)}: "
        f"{reason}."
        for reason in why
    ]


def other_rows(findings: Sequence[FieldFinding]) -> list[tuple[str, ...]]:
    """Return one row per other reading of a context."""
    found: list[tuple[str, ...]] = []
    for finding in findings:
        for number, other in enumerate(finding.others):
            text = scale_of(outcome_unit(other.quantity), other.kind).estimate(other.estimate)
            name = _context(finding) if number == 0 else ""
            found.append((name, other.what, f"{spoken(other.quantity)}, {spoken(other.kind)}", text))
    return found


def page(card: Scorecard) -> str:
    """Return the scorecard as Markdown."""
    findings = card.rows
    parts = [headline(findings), *score(card)]
    if any(finding.prediction is not None for finding in findings):
        parts += [_table(HEADS, rows(findings)), NOTE]
    for title, told in (
        ("Missed, and why", reasons(findings)),
        ("Not expressible, and why", lacking(findings)),
    ):
        if told:
            parts += [f"**{title}.**", "\n".join(f"* {text}" for text in told)]
    others = other_rows(findings)
    if others:
        parts += [
            "**The same experiments read in other ways** (shown, not judged; ± over seeds).",
            _table(OTHER_HEADS, others),
        ]
    return "\n\n".join(parts) + "\n"


def _table(heads: Sequence[tuple[str, str]], body: Sequence[Sequence[str]]) -> str:
    names = [heading for heading, _ in heads]
    aligned = ["---:" if kind == "right" else "---" for _, kind in heads]
    return "\n".join("| " + " | ".join(row) + " |" for row in (names, aligned, *body))


def outcome_unit(outcome: str) -> str:
    """Return the unit of an outcome; empty where it has none of its own."""
    if outcome in OUTCOMES:
        return OUTCOMES[outcome].unit
    return DERIVED[outcome].unit if outcome in DERIVED else ""
