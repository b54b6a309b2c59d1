"""Scorecards: what the theory expects beside what was simulated, in words, as rows and as a page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from budgetsim.language import language
from budgetsim.report.verify_words import theory_told
from budgetsim.rounding import apart, fixed
from budgetsim.verification.finding import Finding
from budgetsim.verification.theory.limit import shown_value
from budgetsim.verification.theory.registry import LIMITS

HEADS = (
    ("id", "keep"), ("theory", "left"), ("at", "left"), ("quantity", "keep"), ("expected", "right"),
    ("simulated", "right"), ("tolerance", "right"), ("holds", "keep"),
)  # fmt: skip
DIGITS = 6
NOTHING = 0.01
"""Part of the tolerance below which a quantity is shown as 0."""
NOTE = (
    "Deterministic optima may lie a millionth of their scale from the closed form, simulated means three Monte-Carlo "
    "errors. Quantities in brackets are further checks: (variance) the score varies over simulated seeds as the closed "
    "form says, (deviation) no simulated pay-off gains by another effort."
)


def headline(findings: Sequence[Finding]) -> str:
    """Say in one sentence whether everything holds, and what does not."""
    return theory_told(language(), [finding.to_dict() for finding in findings])


def rows(findings: Sequence[Finding], *, symbols: bool = True) -> list[tuple[str, ...]]:
    """Return one row per finding; theory and parameters stand where they first appear.

    With ``symbols`` parameters go by their symbols, which a terminal has room for.
    """
    found: list[tuple[str, ...]] = []
    before: Finding | None = None
    for finding in findings:
        again = before is not None and before.id == finding.id
        same = before is not None and again and before.parameters == finding.parameters
        found.append(
            (
                finding.id,
                "" if again else finding.theory,
                "" if same else at(finding, symbols=symbols),
                f"({finding.quantity})" if finding.detail else finding.quantity,
                *numbers(finding.expected, finding.simulated, finding.tolerance),
                f"{finding.tolerance:.1g}",
                "yes" if finding.holds else "NO",
            )
        )
        before = finding
    return found


def at(finding: Finding, *, symbols: bool) -> str:
    """Return the parameters of a finding, by symbol or as they are set on the command line."""
    limit = LIMITS.get(finding.id)
    known = {about.name: about.symbol for about in limit.parameters} if limit and symbols else {}
    return " ".join(
        f"{known.get(name, name)}={shown_value(value)}" for name, value in finding.parameters.items()
    )


def numbers(expected: float, simulated: float, tolerance: float) -> list[str]:
    """Return both numbers with a few digits, or as many as tell them apart where they do not agree.

    What the tolerance cannot tell from 0 is 0.
    """
    if not abs(simulated - expected) <= tolerance:  # what is no number agrees with nothing
        return apart(expected, simulated)
    return ["0" if abs(value) < NOTHING * tolerance else _few(value) for value in (expected, simulated)]


def _few(value: float) -> str:
    """Return a number with ``DIGITS`` digits, without zeros at the end."""
    size = math.floor(math.log10(abs(value))) if math.isfinite(value) and value else 0
    text = fixed(value, max(0, DIGITS - 1 - size))
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def page(findings: Sequence[Finding]) -> str:
    """Return the scorecard as Markdown."""
    heads = [heading for heading, _ in HEADS]
    aligned = ["---:" if kind == "right" else "---" for _, kind in HEADS]
    lines = ["| " + " | ".join(row) + " |" for row in (heads, aligned, *rows(findings, symbols=False))]
    return "\n\n".join([headline(findings), "\n".join(lines), NOTE]) + "\n"
