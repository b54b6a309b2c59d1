"""Figures of a discovery: which of them an answer has, and axes: where values and limits of a factor lie."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from budgetsim.kinds.discover.answer import Discovery
from budgetsim.kinds.discover.tree import Limit, is_discrete
from budgetsim.numerics import Array
from budgetsim.report.figures import draw
from budgetsim.studies.factors import Factor
from budgetsim.studies.kind import Figure


def figures(answer: Discovery) -> list[Figure]:
    """Return the figures of an answer: none where rules were not sought, limits where there are rules."""
    findings = answer.told
    if findings.too_few or not answer.knows_states:
        return []
    names = ["states", "limits"] if findings.rules else ["states"]
    return [Figure(name, partial(draw_one, answer, name)) for name in names]


def draw_one(answer: Discovery, name: str, language: str) -> object:
    """Draw one figure of the catalogue from an answer."""
    return draw(name, answer, language=language)


JITTER = 0.64
"""Part of the distance of separate values over which the states of one value are spread."""
BAND = 0.42
"""Half of the width that the frame of a level takes, of the distance of levels."""


def positions(factor: Factor, values: Any, step: float) -> Array:
    """Return where values lie on an axis; separate values become bands, in which states are spread evenly."""
    if not is_discrete(factor):
        return np.asarray(values, dtype=np.float64)
    if factor.is_ordered:
        centres = np.asarray(values, dtype=np.float64)
    else:
        places = {level: number for number, level in enumerate(factor.levels)}
        centres = np.array([float(places[value]) for value in values])
    spread = (np.arange(len(centres)) * step) % 1.0
    return np.asarray(centres + JITTER * half_step(factor) * (2.0 * spread - 1.0))


def bands(factor: Factor, limit: Limit | None) -> list[tuple[float, float]]:
    """Return the parts of an axis that a limit allows."""
    if not factor.is_ordered:
        allowed = factor.levels if limit is None else limit.levels
        places = [number for number, level in enumerate(factor.levels) if level in allowed]
        return [(place - BAND, place + BAND) for place in places]
    low, high = whole(factor)
    held = limit or Limit()
    margin = half_step(factor)
    return [
        (low if held.low is None else held.low - margin, high if held.high is None else held.high + margin)
    ]


def whole(factor: Factor) -> tuple[float, float]:
    """Return the ends of an axis of numbers, with the bands of the first and the last separate value."""
    low, high = (float(end) for end in factor.extremes())
    return low - half_step(factor), high + half_step(factor)


def half_step(factor: Factor) -> float:
    """Return half the distance of neighbouring values; 0 where values are not separate."""
    if not is_discrete(factor):
        return 0.0
    if not factor.is_ordered or len(factor.levels) < 2:
        return 0.5
    return float(np.diff(sorted(factor.levels)).min()) / 2.0
