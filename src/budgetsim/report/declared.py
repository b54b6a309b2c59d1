"""What is declared about parameters and outcomes, as the report and the command line use it."""

from __future__ import annotations

from budgetsim.declarations import ARCHETYPES, GROUPS, Declaration, declarations
from budgetsim.language import DEFAULT, Language, LanguageError
from budgetsim.model.measures import OUTCOMES, Outcome

__all__ = [
    "ARCHETYPES",
    "GROUPS",
    "KEY_OUTCOMES",
    "OUTCOMES",
    "Declaration",
    "Outcome",
    "better_sign",
    "declarations",
    "meaning_of",
]

KEY_OUTCOMES = (
    "net_social_value",
    "value_to_first_best",
    "performance",
    "active_waste",
    "passive_waste",
    "score_inflation",
    "validity",
    "money_moved",
    "december_share",
    "credibility",
    "workload_ratio",
    "administrative_cost",
)
"""Outcomes that a first look needs, one or two for each link and what it all comes to; ``table-about-`` says in a
few words what each is."""


def better_sign(name: str) -> float:
    """Return 1 where more of an outcome is better, -1 where less is, 0 where neither; 1 where none is declared."""
    return {"up": 1.0, "down": -1.0, "neither": 0.0}[OUTCOMES[name].direction] if name in OUTCOMES else 1.0


def meaning_of(speak: Language, declared: str, *, parameter: bool = False) -> str:
    """Return the meaning of a parameter or the definition of an outcome; in English as it was declared.

    Parameters
    ----------
    speak
        The language.
    declared
        Name of a parameter or of an outcome.
    parameter
        Which of the two is meant where both have this name (``effort_cost``).

    Raises
    ------
    LanguageError
        If nothing of this name is declared.
    """
    is_parameter = declared in declarations() and (parameter or declared not in OUTCOMES)
    if not is_parameter and declared not in OUTCOMES:
        raise LanguageError(f"neither a parameter nor an outcome is called {declared!r}")
    if speak.code == DEFAULT:
        return declarations()[declared].meaning if is_parameter else OUTCOMES[declared].definition
    both = is_parameter and declared in OUTCOMES
    return speak(f"term-{declared}.{'parameter' if both else 'meaning'}")
