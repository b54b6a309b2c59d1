"""One department's year, told with its numbers: what it knew, chose, did, showed, and what followed."""

from __future__ import annotations

from budgetsim.report.explain.capture import Captured, capture_year
from budgetsim.report.explain.facts import facts_of
from budgetsim.report.explain.story import Section, sections_of

__all__ = ["Captured", "Section", "capture_year", "facts_of", "sections_of"]
