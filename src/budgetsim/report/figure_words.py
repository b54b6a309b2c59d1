"""Words that figures share, in the language of the figure."""

from __future__ import annotations

from collections.abc import Iterable

from budgetsim.language import DEFAULT, Language
from budgetsim.report.declared import OUTCOMES

SEPARATORS = {"en": (", ", " and "), "zh": ("、", "、")}
CLAUSES = {"en": "; ", "zh": "；"}
ARROWS = {"up": " ↑", "down": " ↓", "neither": ""}
"""Which way is better."""


def capital(text: str) -> str:
    """Return a text that begins with a capital letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def axis_label(say: Language, what: str, unit: str) -> str:
    """Return the label of an axis: what it shows and the declared unit, or the unit alone if they are one."""
    told = say.unit(unit)
    return told if what.casefold() == told.casefold() else say("figure-axis", what=capital(what), unit=told)


def outcome_label(say: Language, outcome: str) -> str:
    """Return an outcome with its unit, for an axis."""
    unit = OUTCOMES[outcome].unit if outcome in OUTCOMES else ""
    name = say.name(outcome)
    return axis_label(say, name, unit) if unit else capital(name)


def outcome_title(say: Language, outcome: str) -> str:
    """Return an outcome with an arrow towards the better side."""
    about = OUTCOMES.get(outcome)
    return f"{capital(say.name(outcome))}{ARROWS[about.direction] if about else ''}"


def enumerated(say: Language, items: Iterable[str]) -> str:
    """Return items as an enumeration."""
    between, before_last = SEPARATORS[say.code]
    *first, last = items
    return f"{between.join(first)}{before_last}{last}" if first else last


def clauses(say: Language, items: Iterable[str]) -> str:
    """Return clauses of one sentence."""
    return CLAUSES[say.code].join(items)


def scenario_label(say: Language, name: str) -> str:
    """Return what a scenario is called: in English by the name that was typed, else by its title."""
    return name if say.code == DEFAULT else say.scenario(name)


def counted(say: Language, key: str, number: float) -> str:
    """Return a number with its noun, by the message of the noun."""
    return say(f"figure-count-{key}", number=f"{number:,.0f}", one="one" if round(number) == 1 else "many")
