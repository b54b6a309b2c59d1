"""Figures of a discovery: states that fail and hold in the two most telling factors, and the limits of the rules."""

from __future__ import annotations

from functools import partial

from budgetsim.kinds.discover.answer import Discovery
from budgetsim.report.figures import draw
from budgetsim.studies.kind import Figure


def figures(answer: Discovery) -> list[Figure]:
    """Return the figures of an answer: none where rules were not sought, limits where there are rules."""
    found = answer.told
    if found.too_few or not answer.knows_states:
        return []
    names = ["states", "limits"] if found.rules else ["states"]
    return [Figure(name, partial(draw_one, answer, name)) for name in names]


def draw_one(answer: Discovery, name: str, language: str) -> object:
    """Draw one figure of the catalogue from an answer."""
    return draw(name, answer, language=language)
