"""Figures of a discovery: states that fail and hold in the two most telling factors, and the limits of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetsim.report import discover_limits, discover_states, saving, style
from budgetsim.studies.discover.find import Findings
from budgetsim.studies.discover.write import state_table, summary

STATES, LIMITS = "states", "limits"


def draw_discover(
    findings: Findings, directory: Path, formats: Sequence[str] = ("png",)
) -> list[saving.Drawn]:
    """Draw the figures of a discovery into a directory; return them in reading order.

    Nothing is drawn where rules were not sought; limits are drawn where there are rules. Figures of another condition
    that were there are removed.
    """
    for name in (STATES, LIMITS):
        for old in directory.glob(f"{name}.*"):
            old.unlink()
    if findings.lack:
        return []
    answer = {**summary(findings, None), "delivered": findings.cases.delivered}
    data = {"states": state_table(findings), "answer": answer}
    with style.house_style():
        drawn = [saving.save(*discover_states.draw(data), directory, STATES, formats)]
        if findings.rules:
            drawn.append(saving.save(*discover_limits.draw(data), directory, LIMITS, formats))
    return drawn
