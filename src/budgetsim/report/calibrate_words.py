"""Pieces of sentences about a calibration: names of moments, numbers with the digits that their errors deserve."""

from __future__ import annotations

import math

from budgetsim.language import DEFAULT, Language
from budgetsim.report.figure_words import quantity_name
from budgetsim.report.words import spoken
from budgetsim.rounding import fixed


def moment_name(say: Language, moment: str) -> str:
    """Return what a moment is called: in English as target files have it, in words."""
    return spoken(moment) if say.code == DEFAULT else quantity_name(say, moment)


def pair_told(data: float, model: float, error: float) -> tuple[str, str]:
    """Return an observed and a simulated number with the decimals that the standard error deserves."""
    places = places_of(error)
    return fixed(data, places), fixed(model, places)


def places_of(error: float) -> int:
    """Return decimals that a standard error deserves."""
    if not math.isfinite(error) or error <= 0.0:
        return 3
    return max(0, min(6, 1 - math.floor(math.log10(error))))
