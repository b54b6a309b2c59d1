"""One department's year, told with its numbers: what it knew, chose, did, showed, and what followed."""

from __future__ import annotations

from budgetsim.report.explain.capture import Captured, capture_year
from budgetsim.report.explain.drawn import drawn_facts, drawn_section
from budgetsim.report.explain.facts import facts_of
from budgetsim.report.explain.story import bureau_sections_of, sections_of, title_of
from budgetsim.report.explain.telling import Section

__all__ = [
    "Captured",
    "Section",
    "bureau_sections_of",
    "capture_year",
    "drawn_facts",
    "drawn_section",
    "facts_of",
    "sections_of",
    "title_of",
]
