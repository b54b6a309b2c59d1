"""Scorecard of field experiments: published beside simulated, in words, as rows and as a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from budgetsim.language import language
from budgetsim.report.verify_words import field_told
from budgetsim.report.words import spoken
from budgetsim.rounding import digits_for, fixed
from budgetsim.verification.evidence.agree import FACTOR
from budgetsim.verification.evidence.design import Target
from budgetsim.verification.evidence.estimate import Estimate
from budgetsim.verification.evidence.finding import FieldFinding

HEADS = (
    ("experiment", "keep"), ("what is compared", "left"), ("published", "right"), ("simulated", "right"),
    ("role", "keep"), ("agree", "keep"),
)  # fmt: skip
NARROW_HEADS = (
    ("experiment, what is compared", "left"), ("published", "right"), ("simulated", "right"), ("role", "keep"),
    ("agree", "keep"),
)  # fmt: skip
"""In a terminal, what is compared stands below the name of the experiment, and an interval below its number."""
OTHER_HEADS = (
    ("experiment", "keep"),
    ("read in another way", "left"),
    ("measured", "left"),
    ("simulated", "right"),
)
NOTE = (
    "Brackets and, of what is simulated, ±: 95 % intervals; ± of what is published: the margin that is allowed. "
    f"Without a published interval, sizes agree from 1/{FACTOR:g} to {FACTOR:g} times the published one, and a sign "
    "agrees if the whole simulated interval has it. Roles and rules were laid down before the experiments were run. "
    "A prediction that misses is a result; a calibration target that misses ends with exit code 1."
)
PERCENTAGE = 100.0
MOST_PLACES = 6
ARROWS = {1.0: "higher", -1.0: "lower"}


@dataclass(frozen=True)
class Scale:
    """How numbers of a unit are written: per cent, percentage points, or as they are."""

    factor: float
    suffix: str
    signed: bool

    def number(self, value: float) -> str:
        """Return a published number, with the digits that it was published with."""
        shown = round(self.factor * value, 6)
        return f"{shown:{'+' if self.signed else ''}g}{self.suffix}".replace("-", "−")

    def interval(self, ends: tuple[float, float]) -> str:
        """Return an interval of published numbers."""
        low, high = (f"{round(self.factor * end, 6):g}".replace("-", "−") for end in ends)
        return f"[{low}, {high}]"

    def estimate(self, found: Estimate) -> str:
        """Return a simulated number with half its interval, in the digits that the interval deserves."""
        mean, low, high = (self.factor * value for value in (found.mean, found.low, found.high))
        if math.isnan(low):
            return f"{fixed(mean, digits_for(None, None, mean), sign=self.signed)}{self.suffix} (one draw)"
        half = (high - low) / 2.0
        least = -math.floor(math.log10(half)) if half > 0.0 else 0
        places = max(digits_for(low, high, mean), min(least, MOST_PLACES))
        return f"{fixed(mean, places, sign=self.signed)} ± {fixed(half, places)}{self.suffix}"


def scale_of(unit: str, kind: str | None) -> Scale:
    """Return how the numbers of a target or a reading are written."""
    is_change = kind in ("difference", "relative", "interaction", None)
    if unit == "relative change" or kind == "relative":
        return Scale(PERCENTAGE, " %", signed=True)
    if unit.startswith("share"):
        return Scale(PERCENTAGE, " points" if is_change else " %", signed=is_change)
    return Scale(1.0, "", signed=is_change and unit != "ratio")


def headline(findings: Sequence[FieldFinding]) -> str:
    """Say in one sentence how many targets of either role agree, and how many findings cannot be expressed."""
    return field_told(language(), [finding.to_dict() for finding in findings])


def rows(findings: Sequence[FieldFinding]) -> list[tuple[str, ...]]:
    """Return one row per published number, for pages; an experiment is named where it first appears."""
    found: list[tuple[str, ...]] = []
    before = ""
    for finding, target in _with_targets(findings):
        rule = f" ({target.rule})" if target.rule else ""
        name = "" if finding.id == before else finding.id
        cells = (compared(target), published(target), simulated(finding), target.role or "–")
        found.append((name, *cells, f"{verdict(finding)}{rule}"))
        before = finding.id
    return found


def narrow_rows(findings: Sequence[FieldFinding]) -> list[tuple[str, ...]]:
    """Return one row per published number, for terminals."""
    found: list[tuple[str, ...]] = []
    before = ""
    for finding, target in _with_targets(findings):
        is_first = finding.id != before
        above = "\n" if is_first else ""
        cells = (published(target, "\n"), simulated(finding), target.role or "–", verdict(finding))
        head = f"{finding.id}\n" if is_first else ""
        found.append((f"{head}  {compared(target)}", *(f"{above}{cell}" for cell in cells)))
        before = finding.id
    return found


def _with_targets(findings: Sequence[FieldFinding]) -> list[tuple[FieldFinding, Target]]:
    return [(finding, finding.target) for finding in findings if finding.target is not None]


def verdict(finding: FieldFinding) -> str:
    """Return whether the two agree, in one word."""
    return "–" if finding.estimate is None else "yes" if finding.holds else "NO"


def compared(target: Target) -> str:
    """Return what is compared: the outcome, and how treated and control departments are."""
    kind = target.look.kind if target.look else None
    told = {"difference": ", effect", "relative": ", relative effect", "interaction": ", gain of the effect"}
    unit = f", {target.published.unit}" if kind == "moment" and " per " in target.published.unit else ""
    return f"{spoken(target.outcome)}{told.get(kind or '', unit)}"


def published(target: Target, between: str = " ") -> str:
    """Return what was published: a number and then its interval, or its direction alone."""
    about = target.published
    if about.effect is None:
        return ARROWS.get(about.sign, "–")
    scale = scale_of(about.unit, target.look.kind if target.look else None)
    interval = f"{between}{scale.interval(about.interval)}" if about.interval else ""
    within = f" ± {scale.factor * target.margin:g}" if target.rule == "margin" else ""
    return f"{scale.number(about.effect)}{within}{interval}"


def simulated(finding: FieldFinding) -> str:
    """Return what was simulated, with its interval."""
    if finding.estimate is None or finding.target is None or finding.target.look is None:
        return "not expressible"
    return scale_of(finding.target.published.unit, finding.target.look.kind).estimate(finding.estimate)


def reasons(findings: Sequence[FieldFinding]) -> list[str]:
    """Return one sentence for every target that is missed or cannot be expressed."""
    return [
        f"{finding.id}, {spoken(finding.quantity)}: {finding.why}." for finding in findings if finding.why
    ]


def other_rows(findings: Sequence[FieldFinding]) -> list[tuple[str, ...]]:
    """Return one row per other reading of an experiment."""
    found: list[tuple[str, ...]] = []
    for finding in findings:
        for number, other in enumerate(finding.others):
            unit = _unit(finding, other.quantity)
            text = scale_of(unit, other.kind).estimate(other.estimate)
            name = finding.id if number == 0 else ""
            found.append((name, other.what, f"{spoken(other.quantity)}, {spoken(other.kind)}", text))
    return found


def page(findings: Sequence[FieldFinding]) -> str:
    """Return the scorecard as Markdown."""
    parts = [headline(findings), _table(HEADS, rows(findings)), NOTE]
    missed = [finding for finding in findings if finding.why and finding.estimate is not None]
    lacking = [finding for finding in findings if finding.estimate is None]
    for title, some in (("Missed, and why", missed), ("Not expressible, and why", lacking)):
        if some:
            parts += [f"**{title}.**", "\n".join(f"* {text}" for text in reasons(some))]
    others = other_rows(findings)
    if others:
        parts += [
            "**The same experiments read in other ways** (shown, not judged).",
            _table(OTHER_HEADS, others),
        ]
    return "\n\n".join(parts) + "\n"


def _table(heads: Sequence[tuple[str, str]], body: Sequence[Sequence[str]]) -> str:
    names = [heading for heading, _ in heads]
    aligned = ["---:" if kind == "right" else "---" for _, kind in heads]
    return "\n".join("| " + " | ".join(row) + " |" for row in (names, aligned, *body))


def _unit(finding: FieldFinding, outcome: str) -> str:
    """Return the unit of another reading's outcome."""
    from budgetsim.measures import OUTCOMES
    from budgetsim.verification.evidence.measure import DERIVED

    if outcome in OUTCOMES:
        return OUTCOMES[outcome].unit
    if outcome in DERIVED:
        return DERIVED[outcome].unit
    return finding.target.published.unit if finding.target else ""
