"""Checking: case by case, telling how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from budgetsim.verification.finding import Finding
from budgetsim.verification.theory.limit import Case

Progress = Callable[[int, int, str], None]
"""Told the number of finished and of planned cases, and what comes next."""


def run_theory(cases: Sequence[Case], progress: Progress | None = None) -> list[Finding]:
    """Return the findings of some cases, in their order."""
    findings: list[Finding] = []
    for number, case in enumerate(cases):
        if progress is not None:
            progress(number, len(cases), f"{case.limit.id} {case.limit.theory}")
        findings += case.limit.check(case)
    return findings
