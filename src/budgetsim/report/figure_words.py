"""Words that figures share, in the language of the figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from budgetsim.language import DEFAULT, Language, told
from budgetsim.report.declared import OUTCOMES, declarations
from budgetsim.report.drawing import FigureError
from budgetsim.scenario_files.faults import listed

if TYPE_CHECKING:
    import pandas as pd

ARROWS = {"up": " ↑", "down": " ↓", "neither": ""}
"""Which way is better."""


def capital(text: str) -> str:
    """Return a text that begins with a capital letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def axis_label(say: Language, what: str, unit: str) -> str:
    """Return the label of an axis: what it shows and the declared unit, or the unit alone if they are one."""
    told = say.unit(unit)
    return told if what.casefold() == told.casefold() else say("figure-axis", what=capital(what), unit=told)


def unit_of(outcome: str) -> str:
    """Return the declared unit of an outcome; nothing for one that is not declared."""
    return OUTCOMES[outcome].unit if outcome in OUTCOMES else ""


def outcome_label(say: Language, outcome: str) -> str:
    """Return an outcome with its unit, for an axis."""
    unit, name = unit_of(outcome), say.name(outcome)
    return axis_label(say, name, unit) if unit else capital(name)


def difference_label(say: Language, outcome: str) -> str:
    """Return the label of an axis of differences in an outcome, with its unit."""
    return axis_label(say, say("figure-difference-in", outcome=say.name(outcome)), unit_of(outcome))


def outcome_title(say: Language, outcome: str) -> str:
    """Return an outcome with an arrow towards the better side."""
    about = OUTCOMES.get(outcome)
    return f"{capital(say.name(outcome))}{ARROWS[about.direction] if about else ''}"


def enumerated(say: Language, items: Iterable[str]) -> str:
    """Return items as an enumeration."""
    *first, last = items
    return f"{say('word-list').join(first)}{say('word-last')}{last}" if first else last


def clauses(say: Language, items: Iterable[str]) -> str:
    """Return clauses of one sentence."""
    return say("word-clause").join(items)


def sentences(say: Language, texts: Iterable[str]) -> str:
    """Return whole sentences as one text; empty ones are left out."""
    return say("word-sentence").join(text for text in texts if text)


def level_label(say: Language, level: object) -> str:
    """Return a level of a factor: switches are on or off, choices in English as they are typed, else by their names."""
    if isinstance(level, bool) or type(level).__name__ == "bool_":
        return say("figure-on" if level else "figure-off")
    return say.choice(level) if isinstance(level, str) and say.code != DEFAULT else str(level)


def lever_name(say: Language, name: str) -> str:
    """Return a lever: in English as it is typed, else by its name; switches keep the name that they were given."""
    return name if say.code == DEFAULT or name not in declarations() else say.name(name)


def one_or_many(number: int) -> str:
    """Return the variant of a message for a number."""
    return "one" if number == 1 else "many"


def scenario_label(say: Language, name: str) -> str:
    """Return what a scenario is called: in English by the name that was typed, else by its title."""
    return name if say.code == DEFAULT else say.scenario(name)


def counted(say: Language, key: str, number: float) -> str:
    """Return a number with its noun, by the message of the noun."""
    return say(f"figure-count-{key}", number=f"{number:,.0f}", one="one" if round(number) == 1 else "many")


def alone(table: pd.DataFrame) -> str:
    """Return ``one`` for a table of a single seed, which has no interval, else ``many``."""
    return "one" if len(set(table["seed"])) == 1 else "many"


def over_seeds(say: Language, seeds: int | None) -> str:
    """Return "over 30 replications" after a mean, or nothing where their number is not known."""
    return "" if seeds is None else say("figure-over", seeds=counted(say, "replications", seeds))


def chosen_outcomes(table: pd.DataFrame, outcomes: Sequence[str] | None, most: int) -> list[str]:
    """Return the outcomes that a figure shows: those that are asked for, or the first of the table.

    Raises
    ------
    FigureError
        If the table does not have one that is asked for.
    """
    known = [str(name) for name in dict.fromkeys(table["outcome"])]
    wrong = [name for name in outcomes or () if name not in known]
    if wrong:
        raise FigureError(
            told("figure-fault-no-outcome", outcomes=listed(map(repr, wrong)), known=listed(known))
        )
    return list(outcomes or known)[:most]


def quantity_name(say: Language, quantity: str) -> str:
    """Return what a quantity of a scorecard is called: an outcome, a moment, or what a theory is about."""
    key = f"figure-quantity-{quantity.replace('_', '-')}"
    return say(key) if say.has(key) else say.name(quantity)
